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
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

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
            Some(span) => title.element(self.snippet(span, &diagnostic.label)),
            None => Group::with_title(title),
        }];
        for note in &diagnostic.notes {
            groups.push(match note {
                Note::Note(text) => Group::with_title(Level::NOTE.secondary_title(text.as_str())),
                Note::Help(text) => Group::with_title(Level::HELP.secondary_title(text.as_str())),
                Note::At(span, text) => Level::NOTE
                    .secondary_title(text.as_str())
                    .element(self.snippet(*span, "")),
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

    /// The lines of a span (its first only, where it is long) with the span underlined.
    fn snippet<'a>(&'a self, span: Span, label: &'a str) -> annotate_snippets::Element<'a> {
        let file = self.file(span.file);
        let length = file.text().len() as u32;
        let (start, end) = (
            span.start.min(length),
            span.end.clamp(span.start.min(length), length),
        );
        let first = file.position(start).line;
        let last = file.position(end).line;
        let mut lines = file.line_range(first);
        let end = if last - first > 3 {
            lines.end
        } else {
            lines.end = file.line_range(last).end;
            (end as usize).min(lines.end)
        };
        // Past a line's end (its line break, the end of the file) the caret stands behind the last character.
        let start = (start as usize).min(end);
        let Some(text) = file.text().get(lines.clone()) else {
            return Origin::path(file.name()).line(first as usize).into();
        };
        let mut annotation = AnnotationKind::Primary.span(start - lines.start..end - lines.start);
        if !label.is_empty() {
            annotation = annotation.label(label);
        }
        Snippet::source(text)
            .path(file.name())
            .line_start(first as usize)
            .annotation(annotation)
            .into()
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
