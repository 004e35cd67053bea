//! Finds the cases and makes a test of each of them for each engine.
//!
//! `tests/programs/arrays/slice.monkey` becomes `plain::arrays/slice` and `gc-stress::arrays/slice`;
//! `docs/monkey/values.md` has examples (`documentation.rs`);
//! `examples/queens.monkey` with `examples/expected/queens.out` becomes `plain::examples/queens`.
//!
//! Files in a directory `lib` are no cases: cases import them.
//!
//! Invariant: tests are listed in the same order everywhere, and a file that cannot be read is a failing test.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

use crate::case::{self, Case, Ending};
use crate::compare::{compare, lines};
use crate::documentation::{self, Example};
use crate::engines::{ENGINES, Engine, Look, Runs, is_known};
use crate::execute::{Start, execute};
use crate::jit;

/// The kinds of program files, with what opens a comment in each.
const KINDS: &[(&str, &str)] = &[("monkey", "//"), ("hasm", ";")];

/// The tests of `tests/programs`.
pub fn programs(root: &Path) -> Vec<Trial> {
    let mut trials = Vec::new();
    let base = root.join("tests/programs");
    for path in files(&base) {
        // What cases import.
        let inside = path.strip_prefix(&base).unwrap_or(&path);
        if inside.components().any(|part| part.as_os_str() == "lib") {
            continue;
        }
        let Some(marker) = marker(&path) else {
            continue;
        };
        let name = case_name(&base, &path);
        let text = fs::read_to_string(&path).map_err(|why| why.to_string());
        match text.and_then(|text| case::parse(&text, marker)) {
            Ok(case) => trials.extend(on_engines(root, &path, &name, &case)),
            Err(why) => trials.push(Trial::test(format!("cases::{name}"), || Err(why.into()))),
        }
    }
    trials
}

/// The tests of `examples`: those with a recorded output.
pub fn examples(root: &Path) -> Vec<Trial> {
    let mut trials = Vec::new();
    let base = root.join("examples");
    for path in files(&base) {
        let Some(marker) = marker(&path) else {
            continue;
        };
        let name = case_name(&base, &path);
        let Ok(output) = fs::read_to_string(base.join(format!("expected/{name}.out"))) else {
            continue;
        };
        let input = fs::read_to_string(base.join(format!("expected/{name}.in")));
        let text = fs::read_to_string(&path).map_err(|why| why.to_string());
        let name = format!("examples/{name}");
        match text.and_then(|text| case::parse_example(&text, marker)) {
            Ok(mut case) => {
                case.output = lines(&output);
                case.slow = true;
                if let Ok(input) = input {
                    case.input = lines(&input);
                }
                trials.extend(on_engines(root, &path, &name, &case));
            }
            Err(why) => trials.push(Trial::test(format!("cases::{name}"), || Err(why.into()))),
        }
    }
    trials
}

/// The tests of `docs/monkey.md` and its chapters.
pub fn documentation(root: &Path) -> Vec<Trial> {
    let mut pages = files(&root.join("docs/monkey"));
    pages.push(root.join("docs/monkey.md"));
    let mut trials = Vec::new();
    for Example { name, case } in documentation::examples(root, &pages) {
        match case {
            Ok((path, case)) => trials.extend(on_engines(root, &path, &name, &case)),
            Err(why) => trials.push(Trial::test(format!("cases::{name}"), || Err(why.into()))),
        }
    }
    trials
}

fn on_engines(root: &Path, path: &Path, name: &str, case: &Case) -> Vec<Trial> {
    if let Some(unknown) = case.not_on.iter().find(|name| !is_known(name)) {
        let why = format!("no engine is called {unknown}");
        return vec![Trial::test(format!("cases::{name}"), || Err(why.into()))];
    }
    let chosen = ENGINES.iter().filter(|engine| takes(engine, name, case));
    chosen
        .map(|engine| {
            let (root, path) = (root.to_path_buf(), path.to_path_buf());
            let (name, case) = (name.to_string(), case.clone());
            Trial::test(format!("{}::{name}", engine.name), move || {
                run(engine, &root, &path, &name, &case).map_err(Into::into)
            })
        })
        .collect()
}

fn takes(engine: &Engine, name: &str, case: &Case) -> bool {
    case.not_on.iter().all(|name| name != engine.name)
        && (!case.slow || engine.runs == Runs::Everything)
        && (engine.runs != Runs::JitCases || name.starts_with("jit/"))
}

fn run(
    engine: &'static Engine,
    root: &Path,
    path: &Path,
    name: &str,
    case: &Case,
) -> Result<(), String> {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(engine.name)
        .join(name);
    fs::create_dir_all(&scratch).map_err(|why| format!("{}: {why}", scratch.display()))?;
    let relative = path.strip_prefix(root).unwrap_or(path);
    let file = relative.to_string_lossy().into_owned();
    let mut input = String::new();
    for line in &case.input {
        input.push_str(line);
        input.push('\n');
    }
    let looks = engine.jit == Look::Checked && !case.jit.is_empty();
    let mut options = case.options.clone();
    options.extend(looks.then(|| "--stats=json".to_string()));
    let mut finished = execute(&Start {
        engine,
        root,
        file: &file,
        options: &options,
        arguments: &case.arguments,
        input,
        scratch: &scratch,
    })?;
    if finished.diagnostics.contains("panicked at") && !matches!(case.ending, Ending::Normal) {
        return Err(format!("a panic:\n{}", finished.diagnostics));
    }
    if !looks {
        return compare(case, &file, &finished);
    }
    let (statistics, rest) = jit::split(&finished.diagnostics)?;
    finished.diagnostics = rest;
    compare(case, &file, &finished)?;
    jit::compare(&case.jit, &statistics)
}

fn marker(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?;
    let kind = KINDS.iter().find(|(name, _)| extension == *name)?;
    Some(kind.1)
}

fn case_name(base: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(base).unwrap_or(path);
    let name = relative.with_extension("");
    let hasm = path
        .extension()
        .is_some_and(|extension| extension == "hasm");
    // A feature may have a case of the same name in both languages.
    let suffix = if hasm { ".hasm" } else { "" };
    format!("{}{suffix}", name.to_string_lossy().replace('\\', "/"))
}

/// All files below a directory, sorted.
fn files(base: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![base.to_path_buf()];
    while let Some(directory) = pending.pop() {
        let Ok(entries) = fs::read_dir(&directory) else {
            continue;
        };
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                pending.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
