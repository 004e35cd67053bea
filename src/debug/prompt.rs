//! The prompt: entries with history and completion, to the end of the input.
//!
//! ```text
//! (hivm) b 3
//! breakpoint 1 at sum.monkey:3
//! (hivm)                              an empty entry repeats a command that moves
//! ```
//!
//! An entry that is the beginning of something in Lua goes on on the next line.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::rc::Rc;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use super::lua::{Script, Text};

/// Reads entries until somebody leaves. `history` is the file that keeps them.
///
/// # Errors
/// When the terminal cannot be used.
pub fn prompt(script: &Rc<Script>, history: Option<PathBuf>) -> Result<(), String> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .auto_add_history(true)
        .build();
    let mut editor: Editor<Entries, FileHistory> =
        Editor::with_config(config).map_err(|e| format!("cannot use the terminal: {e}"))?;
    editor.set_helper(Some(Entries {
        script: script.clone(),
    }));
    if let Some(path) = &history {
        // Without a history yet there is nothing to load.
        let _ = editor.load_history(path);
    }
    let mut last = String::new();
    while !script.quits() {
        let text = match editor.readline("(hivm) ") {
            Ok(text) => text,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => break,
            Err(e) => return Err(format!("cannot read the next entry: {e}")),
        };
        let text = text.trim();
        if !text.is_empty() {
            last = text.to_string();
        } else if !script.repeats(&last) {
            continue;
        }
        if let Err(what) = script.enter(&last) {
            println!("error: {what}");
        }
    }
    if let Some(path) = &history {
        let kept = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .map_err(ReadlineError::from)
            .and_then(|()| editor.save_history(path));
        if let Err(e) = kept {
            log::warn!("the history was not kept: {e}");
        }
    }
    Ok(())
}

/// Whether what is printed goes to somebody who sees colours.
pub fn sees_colours() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    std::io::stdout().is_terminal() && !plain && !dumb
}

/// What the line editor asks about entries.
struct Entries {
    script: Rc<Script>,
}

impl Helper for Entries {}
impl Highlighter for Entries {}
impl Hinter for Entries {
    type Hint = String;
}

impl Validator for Entries {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(match self.script.is_entry(context.input()) {
            Text::Open => ValidationResult::Incomplete,
            Text::Whole | Text::Wrong => ValidationResult::Valid(None),
        })
    }
}

impl Completer for Entries {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(self.script.completions(&line[..at]))
    }
}
