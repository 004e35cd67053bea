//! What is said about a place in a source, and how it is shown.
//!
//! ```text
//! error: expected ')', found '}'
//!  --> demo.monkey:1:13
//!   |
//! 1 | puts(1 + (2 }
//!   |             ^
//!   |
//! note: the '(' is here
//!  --> demo.monkey:1:10
//!   |
//! 1 | puts(1 + (2 }
//!   |          ^
//! ```
//!
//! Invariant: showing costs in proportion to the lines a diagnostic names, never to the file.

use super::{SourceMap, Span};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

/// How many more lines than one a snippet may have.
const MAX_LINES: u32 = 3;
/// Above this many bytes a snippet is narrowed to what is around its span.
const LONG: usize = 2000;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The program cannot be run, or cannot go on.
    Error,
    /// It can, but it is not what was meant.
    Warning,
}

/// Whether the text is for a terminal that shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// ASCII without escape sequences.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// Something to add below the first place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A fact.
    Note(String),
    /// What to do about it.
    Help(String),
    /// A fact about another place.
    At(Span, String),
}

/// An error or a warning about a place in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong: one line, no capital, no full stop.
    pub message: String,
    /// Where; nowhere for errors of a whole file or of the machine.
    pub span: Option<Span>,
    /// What to write beside the caret; may be empty.
    pub label: String,
    /// What else there is to say, in order.
    pub notes: Vec<Note>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            span: Some(span),
            ..Diagnostic::placeless(Severity::Error, message)
        }
    }

    /// A warning at a place.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            span: Some(span),
            ..Diagnostic::placeless(Severity::Warning, message)
        }
    }

    /// One that belongs to no place.
    pub fn placeless(severity: Severity, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity,
            message: message.into(),
            span: None,
            label: String::new(),
            notes: Vec::new(),
        }
    }

    /// The same with a text beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Diagnostic {
        self.label = label.into();
        self
    }

    /// The same with another fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(Note::Note(text.into()));
        self
    }

    /// The same with a proposal.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.notes.push(Note::Help(text.into()));
        self
    }

    /// The same with a fact about another place.
    #[must_use]
    pub fn note_at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.notes.push(Note::At(span, text.into()));
        self
    }
}

impl SourceMap {
    /// A diagnostic as text, ending in a line break.
    pub fn render(&self, diagnostic: &Diagnostic, style: Style) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str());
        let mut groups = vec![match diagnostic.span {
            Some(span) => title.elements(self.snippet(span, &diagnostic.label)),
            None => Group::with_title(title),
        }];
        for note in &diagnostic.notes {
            groups.push(match note {
                Note::Note(text) => Group::with_title(Level::NOTE.secondary_title(text.as_str())),
                Note::Help(text) => Group::with_title(Level::HELP.secondary_title(text.as_str())),
                Note::At(span, text) => Level::NOTE
                    .secondary_title(text.as_str())
                    .elements(self.snippet(*span, "")),
            });
        }
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        let mut text = renderer.render(&groups);
        text.push('\n');
        text
    }

    /// Several diagnostics, with an empty line between them.
    pub fn render_all(&self, diagnostics: &[Diagnostic], style: Style) -> String {
        let texts: Vec<String> = diagnostics
            .iter()
            .map(|diagnostic| self.render(diagnostic, style))
            .collect();
        texts.join("\n")
    }

    /// The lines of a span (its first only, where it is long) with the span underlined. Of a very long line
    /// only what is around the span is handed over; the place is then given apart from it.
    fn snippet<'a>(&'a self, span: Span, label: &'a str) -> Vec<Element<'a>> {
        let file = self.file(span.file);
        let text = file.text();
        let start = (span.start as usize).min(text.len());
        let end = (span.end as usize).clamp(start, text.len());
        let position = file.position(start as u32);
        let (first, last) = (position.line, file.position(end as u32).line);
        let mut shown = file.line_range(first);
        if last - first <= MAX_LINES {
            shown.end = file.line_range(last).end;
        }
        // Past a line's end (its line break, the end of the file) the caret stands behind the last character.
        let end = end.min(shown.end);
        let start = start.min(end);
        let long = shown.len() > LONG;
        let end = if long {
            text.floor_char_boundary(end.min(start + LONG / 2))
        } else {
            end
        };
        if long {
            let from = text.floor_char_boundary(start.saturating_sub(LONG / 4));
            let to = text.ceil_char_boundary(end + LONG / 4);
            shown = from.max(shown.start)..to.min(shown.end);
        }
        let origin = Origin::path(file.name()).line(first as usize);
        let origin = origin.char_column(position.column as usize);
        let Some(source) = text.get(shown.clone()) else {
            return vec![origin.into()];
        };
        let mut annotation = AnnotationKind::Primary.span(start - shown.start..end - shown.start);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        let snippet = Snippet::source(source)
            .line_start(first as usize)
            .annotation(annotation);
        if long {
            vec![origin.into(), snippet.into()]
        } else {
            vec![snippet.path(file.name()).into()]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, range: std::ops::Range<usize>) -> String {
        let mut sources = SourceMap::new();
        let file = sources.add("t.monkey", text).unwrap();
        sources.render(
            &Diagnostic::error(sources.span(file, range), "wrong"),
            Style::Plain,
        )
    }

    #[test]
    fn a_place_in_the_middle() {
        assert_eq!(
            show("let a = 1\nlet b = c\n", 18..19),
            "error: wrong\n --> t.monkey:2:9\n  |\n2 | let b = c\n  |         ^\n"
        );
    }

    #[test]
    fn the_end_of_a_file_and_an_empty_file() {
        assert_eq!(
            show("f(", 2..2),
            "error: wrong\n --> t.monkey:1:3\n  |\n1 | f(\n  |   ^\n"
        );
        assert_eq!(
            show("", 0..0),
            "error: wrong\n --> t.monkey:1:1\n  |\n1 |\n  | ^\n"
        );
    }

    #[test]
    fn broken_spans_are_clamped() {
        for (start, end) in [(5, 2), (0, 999), (999, 9999), (3, 3)] {
            assert!(show("ä\r\nbb\n\n", start..end).starts_with("error: wrong\n --> t.monkey:"));
        }
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("x\n{}!{}", "ä".repeat(5000), "ö".repeat(5000));
        let shown = show(&text, 10_002..10_003);
        assert!(
            shown.starts_with("error: wrong\n --> t.monkey:2:5001\n"),
            "{shown}"
        );
        let lines: Vec<&str> = shown.lines().collect();
        let [source, caret] = lines[lines.len() - 2..] else {
            unreachable!("two were asked for")
        };
        assert!(source.starts_with("2 | ...ää"), "{shown}");
        let caret = caret.chars().position(|c| c == '^').unwrap();
        assert_eq!(source.chars().nth(caret), Some('!'), "{shown}");
        assert!(shown.len() < 1000, "{shown}");
    }

    #[test]
    fn notes_follow() {
        let mut sources = SourceMap::new();
        let file = sources.add("t", "f(1").unwrap();
        let diagnostic = Diagnostic::error(sources.span(file, 3..3), "expected ')'")
            .label("here")
            .note_at(sources.span(file, 1..2), "opened here")
            .help("close it");
        assert_eq!(
            sources.render(&diagnostic, Style::Plain),
            "error: expected ')'\n --> t:1:4\n  |\n1 | f(1\n  |    ^ here\n  |\nnote: opened here\n --> t:1:2\n  |\n1 | f(1\n  |  ^\nhelp: close it\n"
        );
    }
}
