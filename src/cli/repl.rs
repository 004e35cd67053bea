//! `hivm repl`: the prompt.
//!
//! An entry may take several lines: as long as the parser says that the text is unfinished, another line is
//! asked for. Each entry is compiled into an extension of the program so far, so that names, functions and values
//! stay. An error leaves everything as it was.

use std::borrow::Cow;
use std::path::PathBuf;

use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper};

use super::options::MachineOptions;
use super::{Answer, Failure, load, report, run};
use crate::builtins;
use crate::monkey::lexer::Kind;
use crate::monkey::{self, FileEnding, Search, Session};
use crate::source::SourceMap;
use crate::vm::Outcome;

/// Reads Monkey entry by entry and prints the value of each
#[derive(clap::Args)]
pub(super) struct Repl {
    #[command(flatten)]
    options: MachineOptions,
}

const HELP: &str = "\
An entry is one or more Monkey statements; its value is printed. Unfinished entries go on on the next line.
  :help       this text
  :names      the names defined so far
  :quit       leaves, as Ctrl-D does
Ctrl-C drops the line, or interrupts the running entry; Tab completes names; the arrow keys recall entries.";

impl Repl {
    pub(super) fn run(self) -> Answer {
        let mut prompt = Prompt {
            vm: run::empty_machine(&self.options.config)?,
            session: Session::new(),
            search: load::search(&self.options.config),
            sources: SourceMap::new(),
            entries: 0,
        };
        let config = Config::builder()
            .completion_type(CompletionType::List)
            .auto_add_history(true)
            .build();
        let mut editor: Editor<Entries, FileHistory> =
            Editor::with_config(config).map_err(|e| {
                report::error(format!("cannot use the terminal: {e}"));
                Failure::Usage
            })?;
        editor.set_helper(Some(Entries {
            names: prompt.names(),
        }));
        let history = history_file();
        if let Some(path) = &history {
            // Without a history yet there is nothing to load.
            let _ = editor.load_history(path);
        }
        println!(
            "hivm {}. :help explains, :quit leaves.",
            env!("CARGO_PKG_VERSION")
        );
        let answer = loop {
            match editor.readline(">> ") {
                Ok(text) => match prompt.enter(text.trim()) {
                    Ok(()) => {}
                    Err(Failure::Status(0)) => break Ok(()),
                    Err(failure @ Failure::Status(_)) => break Err(failure),
                    Err(_) => {}
                },
                Err(ReadlineError::Interrupted) => {}
                Err(ReadlineError::Eof) => break Ok(()),
                Err(e) => {
                    report::error(format!("cannot read the next entry: {e}"));
                    break Err(Failure::Program);
                }
            }
            if let Some(helper) = editor.helper_mut() {
                helper.names = prompt.names();
            }
        };
        if let Some(path) = &history
            && let Err(e) = path
                .parent()
                .map_or(Ok(()), std::fs::create_dir_all)
                .map_err(ReadlineError::from)
                .and_then(|()| editor.save_history(path))
        {
            log::warn!("the history was not kept: {e}");
        }
        answer
    }
}

/// Where earlier entries are kept.
fn history_file() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".local/state"));
    Some(state.or(home)?.join("hivm/history"))
}

struct Prompt {
    vm: run::Machine,
    session: Session,
    search: Search,
    sources: SourceMap,
    entries: usize,
}

impl Prompt {
    fn names(&self) -> Vec<String> {
        let fixed = Kind::KEYWORDS
            .iter()
            .copied()
            .chain(builtins::names())
            .map(String::from);
        let mut names: Vec<String> = self
            .session
            .names()
            .map(String::from)
            .chain(fixed)
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn enter(&mut self, text: &str) -> Answer {
        match text {
            "" => return Ok(()),
            ":help" => {
                println!("{HELP}");
                return Ok(());
            }
            ":names" => {
                println!("{}", self.session.names().collect::<Vec<_>>().join(" "));
                return Ok(());
            }
            ":quit" | ":q" => return Err(Failure::Status(0)),
            _ if text.starts_with(':') => {
                report::error(format!("unknown command {text}; :help lists them"));
                return Err(Failure::Usage);
            }
            _ => {}
        }
        self.entries += 1;
        let file = load::add(
            &mut self.sources,
            &format!("<entry {}>", self.entries),
            text.to_string(),
        )?;
        let program = self
            .session
            .compile_files(&mut self.sources, file, &self.search)
            .map_err(|problems| report::diagnostics(&self.sources, &problems))?;
        self.vm.load(&program).map_err(|e| {
            report::error(e.to_string());
            Failure::Program
        })?;
        let outcome = self.vm.run();
        run::print_result(&self.vm, &outcome);
        match outcome {
            Outcome::Exit(status) => Err(Failure::Status(status)),
            outcome => report::outcome(&program, outcome),
        }
    }
}

/// What the line editor asks about entries.
struct Entries {
    names: Vec<String>,
}

impl Helper for Entries {}
impl Highlighter for Entries {
    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Borrowed(hint)
    }
}
impl Hinter for Entries {
    type Hint = String;
}

impl Validator for Entries {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = context.input();
        if text.trim_start().starts_with(':') {
            return Ok(ValidationResult::Valid(None));
        }
        let mut sources = SourceMap::new();
        Ok(match sources.add("<entry>", text) {
            Ok(file) if monkey::parse(&sources, file).ending == FileEnding::Open => {
                ValidationResult::Incomplete
            }
            _ => ValidationResult::Valid(None),
        })
    }
}

impl Completer for Entries {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        pos: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..pos];
        let start = before
            .rfind(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
            .map_or(0, |n| {
                n + before[n..].chars().next().map_or(1, char::len_utf8)
            });
        let word = &before[start..];
        let commands = [":help", ":names", ":quit"].map(String::from);
        let names = self.names.iter().chain(&commands);
        let fits = names
            .filter(|name| !word.is_empty() && name.starts_with(word) && name.as_str() != word);
        Ok((start, fits.cloned().collect()))
    }
}
