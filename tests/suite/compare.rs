//! Compares what a program did with what its case states, and shows the difference.
//!
//! Diagnostics are read back from standard error: a line `error: MESSAGE`, under it ` --> FILE:LINE:COLUMN`, and for
//! an uncaught error the frames under `call stack:`.
//!
//! Invariant: everything on standard output counts, and standard error is empty unless an error is expected.

use crate::case::{Case, Ending, ExpectedError, Place, parse_place};
use crate::execute::Finished;

/// One diagnostic, read back.
#[derive(Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub message: String,
    pub file: Option<String>,
    pub place: Option<Place>,
}

/// Says what is different, or nothing.
pub fn compare(case: &Case, file: &str, finished: &Finished) -> Result<(), String> {
    let mut complaints = Vec::new();
    let output = lines(&finished.output);
    if output != case.output {
        complaints.push(format!(
            "standard output (- expected, + printed):\n{}",
            difference(&case.output, &output)
        ));
    }
    if finished.status != case.status {
        complaints.push(format!(
            "status: expected {}, got {}",
            case.status, finished.status
        ));
    }
    let diagnostics = diagnostics(&finished.diagnostics);
    match &case.ending {
        Ending::Normal if finished.diagnostics.is_empty() => {}
        Ending::Normal => complaints.push("standard error: expected nothing".to_string()),
        Ending::Uncaught(error) => {
            compare_errors(
                std::slice::from_ref(error),
                &diagnostics,
                file,
                &mut complaints,
            );
        }
        Ending::Rejected(errors) => compare_errors(errors, &diagnostics, file, &mut complaints),
    }
    if !case.frames.is_empty() {
        let frames = frames(&finished.diagnostics, file);
        if frames != case.frames {
            complaints.push(format!(
                "call stack (- expected, + printed):\n{}",
                difference(&case.frames, &frames)
            ));
        }
    }
    if complaints.is_empty() {
        return Ok(());
    }
    if !finished.diagnostics.is_empty() {
        complaints.push(format!(
            "standard error was:\n{}",
            indent(&finished.diagnostics)
        ));
    }
    Err(complaints.join("\n"))
}

fn compare_errors(
    expected: &[ExpectedError],
    got: &[Diagnostic],
    file: &str,
    complaints: &mut Vec<String>,
) {
    let shown: Vec<String> = got
        .iter()
        .enumerate()
        .map(|(index, diagnostic)| {
            let wants_place = expected
                .get(index)
                .is_none_or(|error| error.place.is_some());
            let place = diagnostic.place.filter(|_| wants_place);
            let other = diagnostic.file.as_deref().filter(|named| *named != file);
            show(
                &diagnostic.message,
                place,
                other.map(|other| beside(other, file)),
            )
        })
        .collect();
    let wanted: Vec<String> = expected
        .iter()
        .map(|error| show(&error.message, error.place, error.file.as_deref()))
        .collect();
    if shown != wanted {
        complaints.push(format!(
            "errors (- expected, + reported):\n{}",
            difference(&wanted, &shown)
        ));
    }
}

fn show(message: &str, place: Option<Place>, file: Option<&str>) -> String {
    let file = file.map(|file| format!("{file}:")).unwrap_or_default();
    match place {
        Some(place) => format!("{file}{place}: {message}"),
        None => format!("{file}{message}"),
    }
}

/// A file's name from the directory of the case on.
fn beside<'a>(named: &'a str, file: &str) -> &'a str {
    let directory = file.rsplit_once('/').map_or("", |(directory, _)| directory);
    let rest = named.strip_prefix(directory);
    rest.and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or(named)
}

/// The lines of an output; the last one need not end.
pub fn lines(output: &str) -> Vec<String> {
    let mut lines: Vec<String> = output.split('\n').map(str::to_string).collect();
    if lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// The diagnostics in a text. A message may have several lines: it ends where the place begins.
pub fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut in_message = false;
    for line in text.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            in_message = true;
            found.push(Diagnostic {
                message: message.to_string(),
                file: None,
                place: None,
            });
            continue;
        }
        let Some(last) = found.last_mut().filter(|_| in_message) else {
            continue;
        };
        if let Some((file, place)) = arrow(line) {
            last.file = Some(file.to_string());
            last.place = Some(place);
            in_message = false;
        } else if line == "call stack:" {
            in_message = false;
        } else {
            last.message.push('\n');
            // annotate-snippets lines the rest of a message up with its start.
            last.message
                .push_str(line.strip_prefix("       ").unwrap_or(line));
        }
    }
    found
}

/// Reads ` --> FILE:LINE:COLUMN`.
fn arrow(line: &str) -> Option<(&str, Place)> {
    let location = line.trim_start().strip_prefix("--> ")?;
    let (rest, column) = location.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    let place = parse_place(&format!("{line}:{column}")).ok()?;
    Some((file, place))
}

fn frames(text: &str, file: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| *line != "call stack:")
        .skip(1)
        .map(|line| {
            let line = line.trim_start().replace(&format!("{file}:"), "");
            match line.split_once(" at ") {
                Some((name, place)) => format!("{name} at {}", beside(place, file)),
                None => line,
            }
        })
        .collect()
}

/// How many lines around a change are shown.
const CONTEXT: usize = 3;
/// How many lines of a change are shown.
const LONGEST: usize = 40;

/// The difference of two texts line by line, by their longest common subsequence.
pub fn difference(expected: &[String], got: &[String]) -> String {
    let head = expected
        .iter()
        .zip(got)
        .take_while(|(left, right)| left == right)
        .count();
    let tail = expected[head..]
        .iter()
        .rev()
        .zip(got[head..].iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let old = window(&expected[head..expected.len() - tail]);
    let new = window(&got[head..got.len() - tail]);
    let mut shown = Vec::new();
    if head > CONTEXT {
        shown.push(format!("    ({} equal lines)", head - CONTEXT));
    }
    let before = &expected[head.saturating_sub(CONTEXT)..head];
    shown.extend(before.iter().map(|line| format!("    {line}")));
    edits(old, new, &mut shown);
    let omitted = expected.len() + got.len() - 2 * (head + tail) - old.len() - new.len();
    if omitted > 0 {
        shown.push(format!("    ({omitted} more different lines)"));
    }
    let after = &expected[expected.len() - tail..];
    shown.extend(after.iter().take(CONTEXT).map(|line| format!("    {line}")));
    if tail > CONTEXT {
        shown.push(format!("    ({} equal lines)", tail - CONTEXT));
    }
    shown.join("\n")
}

fn window(lines: &[String]) -> &[String] {
    &lines[..lines.len().min(LONGEST)]
}

fn edits(old: &[String], new: &[String], shown: &mut Vec<String>) {
    // common[i][j]: the length of the longest common subsequence of old[i..] and new[j..].
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            shown.push(format!("    {}", old[i]));
            i += 1;
            j += 1;
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            shown.push(format!("  - {}", old[i]));
            i += 1;
        } else {
            shown.push(format!("  + {}", new[j]));
            j += 1;
        }
    }
}

fn indent(text: &str) -> String {
    text.lines()
        .take(LONGEST)
        .map(|line| format!("    {line}"))
        .collect::<Vec<_>>()
        .join("\n")
}
