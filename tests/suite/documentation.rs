//! The examples in `docs/monkey.md` and its chapters, as cases.
//!
//! A block fenced as `monkey` is a program; the block behind it says what comes of it, by its own name:
//!
//! | name | holds |
//! | --- | --- |
//! | `output` | what the program prints |
//! | `error` | the same, and in its last line the error that ends it, as `LINE:COLUMN: MESSAGE` |
//! | `compile-error` | the errors of a program that does not compile, one a line in the same form |
//!
//! A block fenced as `monkey NAME.monkey` is a file that the examples of its page import.
//!
//! An example of `docs/monkey/values.md` at line 12 is the test `plain::docs/monkey/values:12`.
//!
//! Invariant: no example is passed over: one without a block behind it is a failing test, and so is such a block without
//! an example.

use std::fs;
use std::path::{Path, PathBuf};

use crate::case::{self, Case};

/// A program in the documentation, or why there is none.
pub struct Example {
    /// `docs/monkey/values:12`
    pub name: String,
    /// Where the program was written to, and what is expected of it.
    pub case: Result<(PathBuf, Case), String>,
}

/// A fenced block.
struct Fence<'t> {
    kind: &'t str,
    /// The line of its text's beginning, from 1.
    line: usize,
    text: String,
}

/// All examples in some pages.
pub fn examples(root: &Path, pages: &[PathBuf]) -> Vec<Example> {
    let mut found = Vec::new();
    for page in pages {
        let relative = page.strip_prefix(root).unwrap_or(page).with_extension("");
        let name = |line: usize| format!("{}:{line}", relative.to_string_lossy());
        let Ok(text) = fs::read_to_string(page) else {
            let case = Err("cannot be read".to_string());
            found.push(Example {
                name: name(1),
                case,
            });
            continue;
        };
        let fences = fences(&text);
        for (at, fence) in fences.iter().enumerate() {
            let case = match fence.kind {
                kind if kind.starts_with("monkey ") => match beside(&relative, kind, &fence.text) {
                    Ok(()) => continue,
                    Err(why) => Err(why),
                },
                "monkey" => example(fence, fences.get(at + 1)),
                "output" | "error" | "compile-error" if !follows(&fences, at) => {
                    Err(format!("no example stands before this `{}`", fence.kind))
                }
                _ => continue,
            };
            let name = name(fence.line);
            let case = case.and_then(|case| Ok((write(&name, &fence.text)?, case)));
            found.push(Example { name, case });
        }
    }
    found
}

fn follows(fences: &[Fence<'_>], at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| fences[before].kind == "monkey")
}

fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut found: Vec<Fence<'_>> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(kind) => {
                inside = true;
                found.push(Fence {
                    kind,
                    line: index + 2,
                    text: String::new(),
                });
            }
            None => {
                if let Some(fence) = found.last_mut().filter(|_| inside) {
                    fence.text.push_str(line);
                    fence.text.push('\n');
                }
            }
        }
    }
    found
}

/// The case that an example and the block behind it state, by way of the directives that mean the same.
fn example(program: &Fence<'_>, behind: Option<&Fence<'_>>) -> Result<Case, String> {
    let behind = behind.ok_or("no block behind it says what is expected")?;
    let said: Vec<&str> = behind.text.lines().collect();
    let mut directives = String::new();
    let mut state = |directive: &str, text: &str| {
        directives.push_str(&format!("// {directive}{text}\n"));
    };
    let (output, errors) = match behind.kind {
        "output" => (&said[..], &[][..]),
        "error" => said.split_at(said.len().saturating_sub(1)),
        "compile-error" => (&[][..], &said[..]),
        other => {
            return Err(format!(
                "a `{other}` behind it does not say what is expected"
            ));
        }
    };
    output.iter().for_each(|line| state("expect: ", line));
    for error in errors {
        if behind.kind == "compile-error" {
            state("expect compile error at ", error);
        } else {
            let (place, message) = error
                .split_once(": ")
                .ok_or("want `LINE:COLUMN: MESSAGE`")?;
            state("expect error: ", message);
            state("expect error at: ", place);
        }
    }
    case::parse(&format!("{}\n{directives}", program.text), "//")
}

/// Writes a file that examples import to where they are written.
fn beside(page: &Path, kind: &str, text: &str) -> Result<(), String> {
    let name = kind.trim_start_matches("monkey ").trim();
    let file = page.with_file_name(name.trim_end_matches(".monkey"));
    write(&file.to_string_lossy(), text).map(|_| ())
}

fn write(name: &str, text: &str) -> Result<PathBuf, String> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.monkey"));
    let directory = path.parent().unwrap_or(&path);
    fs::create_dir_all(directory)
        .and_then(|()| fs::write(&path, text))
        .map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(path)
}
