//! What users see of errors: on standard error, in colour if that is a terminal.

use std::fmt::Write as _;
use std::io::IsTerminal;

use super::Failure;
use crate::bytecode::Program;
use crate::source::{Diagnostic, FileId, Severity, SourceMap, Style};
use crate::vm::{CallFrame, Outcome, Uncaught};

/// How standard error shows things.
pub(super) fn style() -> Style {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    if std::io::stderr().is_terminal() && !plain {
        Style::Colour
    } else {
        Style::Plain
    }
}

/// Prints diagnostics; a failure if one of them is an error.
pub(super) fn diagnostics(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Failure {
    eprint!("{}", sources.render_all(diagnostics, style()));
    Failure::Usage
}

/// Prints warnings.
pub(super) fn warnings(sources: &SourceMap, warnings: &[Diagnostic]) {
    if !warnings.is_empty() {
        eprint!("{}", sources.render_all(warnings, style()));
    }
}

/// Prints an error that has no place in a source.
pub(super) fn error(message: impl Into<String>) {
    let problem = Diagnostic::placeless(Severity::Error, message);
    eprint!("{}", SourceMap::new().render(&problem, style()));
}

/// Prints what went wrong with a run, if anything did.
pub(super) fn outcome(program: &Program, outcome: Outcome) -> super::Answer {
    match outcome {
        Outcome::Done(_) => Ok(()),
        Outcome::Exit(0) => Ok(()),
        Outcome::Exit(status) => Err(Failure::Status(status)),
        Outcome::Uncaught(uncaught) => {
            eprint!("{}", describe(program, &uncaught, style()));
            Err(Failure::Program)
        }
        Outcome::OutOfFuel => Err(Failure::Program),
    }
}

/// An uncaught exception: message, source line, call stack.
pub(super) fn describe(program: &Program, uncaught: &Uncaught, style: Style) -> String {
    let mut sources = SourceMap::new();
    let mut known = Vec::new();
    for file in &program.files {
        known.push(
            file.text
                .clone()
                .and_then(|text| sources.add(file.name.clone(), text).ok()),
        );
    }
    let place = uncaught.place.filter(|(_, position)| position.line > 0);
    let source: Option<FileId> =
        place.and_then(|(file, _)| known.get(file as usize).copied().flatten());
    let problem = match (place, source) {
        (Some((_, position)), Some(file)) => {
            Diagnostic::error(sources.span_of(file, position), uncaught.message.clone())
        }
        (Some((file, position)), None) => {
            let name = program
                .files
                .get(file as usize)
                .map_or("?", |f| f.name.as_str());
            Diagnostic::placeless(Severity::Error, uncaught.message.clone())
                .note(format!("at {name}:{position}"))
        }
        (None, _) => Diagnostic::placeless(Severity::Error, uncaught.message.clone()),
    };
    let mut text = sources.render(&problem, style);
    call_stack(&mut text, program, &uncaught.stack);
    text
}

/// The longest cycle of frames that is folded.
const LONGEST_CYCLE: usize = 8;
/// Lines of a call stack that are shown at each end.
const SHOWN: usize = 20;

/// One line a frame; repetitions, as long recursion makes them, are folded.
fn call_stack(text: &mut String, program: &Program, stack: &[CallFrame]) {
    let _ = writeln!(text, "call stack:");
    let mut lines = Vec::new();
    let mut at = 0;
    while at < stack.len() {
        let (cycle, times) = repetition(&stack[at..]);
        lines.extend(
            stack[at..at + cycle]
                .iter()
                .map(|frame| line(program, frame)),
        );
        if times > 1 {
            let frames = if cycle == 1 {
                "frame".to_string()
            } else {
                format!("{cycle} frames")
            };
            lines.push(format!("  ... the last {frames} {} more times", times - 1));
        }
        at += cycle * times;
    }
    let hidden = lines.len().saturating_sub(2 * SHOWN);
    for (n, line) in lines.iter().enumerate() {
        if hidden > 0 && n == SHOWN {
            let _ = writeln!(text, "  ... {hidden} more lines");
        }
        if hidden == 0 || n < SHOWN || n >= SHOWN + hidden {
            let _ = writeln!(text, "{line}");
        }
    }
}

/// How many frames repeat at the start of the stack, and how often; worth folding from three times on.
fn repetition(stack: &[CallFrame]) -> (usize, usize) {
    for cycle in 1..=LONGEST_CYCLE.min(stack.len()) {
        let times = 1 + stack
            .chunks_exact(cycle)
            .skip(1)
            .take_while(|chunk| *chunk == &stack[..cycle])
            .count();
        if times > 2 {
            return (cycle, times);
        }
    }
    (1, 1)
}

fn line(program: &Program, frame: &CallFrame) -> String {
    let file = program
        .files
        .get(frame.file as usize)
        .map_or("?", |f| f.name.as_str());
    if frame.position.line == 0 {
        return format!("  {} at {file}", frame.function);
    }
    format!("  {} at {file}:{}", frame.function, frame.position)
}
