//! Reads what a case expects from the comments of its own text.
//!
//! `puts(2) // expect: 2` expects a line `2` on standard output. Directives stand behind `//` in `.monkey` files and
//! behind `;` in `.hasm` files, alone on a line or after code.
//!
//! Invariant: text that looks like a directive either is one or is an error; a misspelt one is never skipped.

use std::fmt;

use crate::jit;

/// Line and column of a place in a case, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// An error that a program is expected to end with; without a place, any place is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedError {
    pub message: String,
    pub place: Option<Place>,
    /// The file, from the case's directory on, if it is not the case itself.
    pub file: Option<String>,
}

/// How a program is expected to end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It runs through, or calls `exit`.
    Normal,
    /// An error that nothing caught.
    Uncaught(ExpectedError),
    /// It does not compile.
    Rejected(Vec<ExpectedError>),
}

/// What a case states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The lines of standard output.
    pub output: Vec<String>,
    pub ending: Ending,
    /// The exit status.
    pub status: i32,
    /// The call stack of an uncaught error as `name at LINE:COLUMN`, innermost first; empty: not checked.
    pub frames: Vec<String>,
    /// The lines given on standard input.
    pub input: Vec<String>,
    /// The program's arguments.
    pub arguments: Vec<String>,
    /// Options of `hivm run`.
    pub options: Vec<String>,
    /// The engines that do not run it.
    pub not_on: Vec<String>,
    /// What the statistics of the JIT say, on the engines that start with everything hot.
    pub jit: Vec<jit::Count>,
    /// Whether only the engines that run everything take it.
    pub slow: bool,
}

/// Reads the directives of a case; `marker` opens a comment (`//` or `;`).
pub fn parse(text: &str, marker: &str) -> Result<Case, String> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        if let Some(comment) = directive(line, marker) {
            reader
                .read(comment)
                .map_err(|why| format!("line {}: {why}: {marker} {comment}", index + 1))?;
        }
    }
    reader.finish()
}

/// Reads only the directives that say how to start a program: what an example may state.
pub fn parse_example(text: &str, marker: &str) -> Result<Case, String> {
    let mut reader = Reader::default();
    for line in text.lines() {
        if let Some(comment) = directive(line, marker)
            && START.iter().any(|word| comment.starts_with(word))
        {
            reader.read(comment)?;
        }
    }
    reader.stated = true;
    reader.finish()
}

/// The words that open a directive.
const WORDS: &[&str] = &[
    "expect", "status:", "stdin:", "args:", "options:", "not on:", "slow",
];

/// Those that say how a program is started.
const START: &[&str] = &["stdin:", "args:", "options:"];

/// The directive in a line, from its word on.
fn directive<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    line.match_indices(marker).find_map(|(at, _)| {
        let comment = line[at + marker.len()..].trim_start();
        let is_directive = match comment {
            "slow" => true,
            _ => WORDS
                .iter()
                .any(|word| *word != "slow" && comment.starts_with(word)),
        };
        is_directive.then_some(comment)
    })
}

#[derive(Default)]
struct Reader {
    output: Vec<String>,
    uncaught: Option<String>,
    uncaught_at: Option<(Option<String>, Place)>,
    rejected: Vec<ExpectedError>,
    frames: Vec<String>,
    status: Option<i32>,
    input: Vec<String>,
    arguments: Vec<String>,
    options: Vec<String>,
    not_on: Vec<String>,
    jit: Vec<jit::Count>,
    slow: bool,
    stated: bool,
}

impl Reader {
    fn read(&mut self, comment: &str) -> Result<(), String> {
        if comment == "slow" {
            self.slow = true;
            return Ok(());
        }
        if let Some(rest) = comment.strip_prefix("expect compile error at ") {
            let (place, message) = rest.split_once(": ").ok_or("want `LINE:COLUMN: MESSAGE`")?;
            let (file, place) = parse_file_place(place)?;
            self.rejected.push(ExpectedError {
                message: message.to_string(),
                place: Some(place),
                file,
            });
            self.stated = true;
            return Ok(());
        }
        let (word, rest) = comment.split_once(':').ok_or("unknown directive")?;
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        match word {
            "expect" => self.output.push(rest.to_string()),
            "expect error" => set_once(&mut self.uncaught, rest.to_string())?,
            "expect error at" => set_once(&mut self.uncaught_at, parse_file_place(rest)?)?,
            "expect jit" => self.jit.extend(jit::parse(rest)?),
            "expect frame" => self.frames.push(rest.to_string()),
            "status" => {
                let status = rest.trim().parse().map_err(|_| "want a number")?;
                set_once(&mut self.status, status)?;
            }
            "stdin" => self.input.push(rest.to_string()),
            "args" => self.arguments.extend(words(rest)),
            "options" => self.options.extend(words(rest)),
            "not on" => self.not_on.extend(words(rest)),
            _ => return Err("unknown directive".to_string()),
        }
        self.stated |= (word.starts_with("expect") && word != "expect jit") || word == "status";
        Ok(())
    }

    fn finish(self) -> Result<Case, String> {
        if !self.stated {
            return Err("the case expects nothing".to_string());
        }
        let ending = match (self.uncaught, self.rejected.is_empty()) {
            (Some(_), false) => return Err("both an uncaught and a compile error".to_string()),
            (Some(message), true) => {
                let (file, place) = self.uncaught_at.clone().unzip();
                Ending::Uncaught(ExpectedError {
                    message,
                    place,
                    file: file.flatten(),
                })
            }
            (None, false) => Ending::Rejected(self.rejected),
            (None, true) => Ending::Normal,
        };
        let has_error = matches!(ending, Ending::Uncaught(_));
        if !has_error && (self.uncaught_at.is_some() || !self.frames.is_empty()) {
            return Err("a place or frames without `expect error`".to_string());
        }
        let implied = match ending {
            Ending::Normal => 0,
            Ending::Uncaught(_) => 1,
            Ending::Rejected(_) => 2,
        };
        Ok(Case {
            output: self.output,
            ending,
            status: self.status.unwrap_or(implied),
            frames: self.frames,
            input: self.input,
            arguments: self.arguments,
            options: self.options,
            not_on: self.not_on,
            jit: self.jit,
            slow: self.slow,
        })
    }
}

fn set_once<T>(slot: &mut Option<T>, value: T) -> Result<(), String> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("given twice".to_string()),
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

/// Reads `LINE:COLUMN` or `FILE:LINE:COLUMN`.
pub fn parse_file_place(text: &str) -> Result<(Option<String>, Place), String> {
    let text = text.trim();
    let places = text.rmatch_indices(':').nth(1);
    match places {
        Some((at, _)) => {
            let file = text[..at].to_string();
            Ok((Some(file), parse_place(&text[at + 1..])?))
        }
        None => Ok((None, parse_place(text)?)),
    }
}

/// Reads `LINE:COLUMN`.
pub fn parse_place(text: &str) -> Result<Place, String> {
    let place = text.trim().split_once(':').and_then(|(line, column)| {
        Some(Place {
            line: line.parse().ok()?,
            column: column.parse().ok()?,
        })
    });
    place.ok_or_else(|| "want `LINE:COLUMN`".to_string())
}
