//! Source files, places in them, and what is said about those places.
//!
//! ```
//! use hivm::source::{Diagnostic, SourceMap, Style};
//!
//! let mut sources = SourceMap::new();
//! let file = sources.add("demo.monkey", "let x = 1;\nlet y = x +;\n").unwrap();
//! let span = sources.span(file, 21..22);
//! assert_eq!(sources.position(span).to_string(), "2:11");
//!
//! let problem = Diagnostic::error(span, "expected an expression, found '+'");
//! assert!(sources.render(&problem, Style::Plain).starts_with("error: expected an expression"));
//! ```
//!
//! Invariant: a [`Span`] that came from a file's text lies inside it, on character boundaries. Every
//! function here tolerates spans that break it (they are clamped), so that showing an error never fails.
//!
//! This is the lowest room of the house: it uses nothing else of the crate.

mod diagnostic;
mod file;

pub use diagnostic::{Diagnostic, Note, Severity, Style};
pub use file::SourceFile;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// One file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// The file with this number, as a container that stores numbers needs it.
    pub fn new(index: u32) -> FileId {
        FileId(index)
    }

    /// The file's number: files are numbered from 0 in the order they were added.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of a file, in bytes; `end` is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Offset of its first byte.
    pub start: u32,
    /// Offset behind its last byte.
    pub end: u32,
}

impl Span {
    /// From this span's start to the other's end.
    pub fn to(self, end: Span) -> Span {
        Span {
            end: end.end.max(self.start),
            ..self
        }
    }

    /// The empty span where this one starts.
    pub fn at_start(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// The empty span where this one ends.
    pub fn at_end(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }

    /// Its bytes, for slicing the file's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both from 1; the column counts characters, not bytes. The default is 0, "unknown".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The character in it, from 1.
    pub column: u32,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A text too long for 32-bit offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTooLarge {
    /// The file's name.
    pub name: String,
    /// Its length in bytes.
    pub length: usize,
}

impl fmt::Display for SourceTooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} bytes are more than a source file may have (4 GiB)",
            self.name, self.length
        )
    }
}

impl std::error::Error for SourceTooLarge {}

/// All source files of a program, numbered in the order they were added. Cloning shares the texts.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    /// A map without files.
    pub fn new() -> SourceMap {
        SourceMap::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When the text has 4 GiB or more.
    pub fn add(
        &mut self,
        name: impl Into<String>,
        text: impl Into<Arc<str>>,
    ) -> Result<FileId, SourceTooLarge> {
        let (name, text) = (name.into(), text.into());
        if text.len() >= u32::MAX as usize {
            return Err(SourceTooLarge {
                name,
                length: text.len(),
            });
        }
        let id = FileId(self.files.len() as u32);
        self.files.push(Arc::new(SourceFile::new(name, text)));
        Ok(id)
    }

    /// The file with this number.
    ///
    /// # Panics
    /// When the number is another map's.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// All files with their numbers.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, file)| (FileId(i as u32), &**file))
    }

    /// The span of these bytes of a file.
    pub fn span(&self, file: FileId, range: Range<usize>) -> Span {
        Span {
            file,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// The span of one character that a line table names; a place outside the text gives an empty span at the nearest one.
    pub fn span_of(&self, file: FileId, position: Position) -> Span {
        let range = self.file(file).range_of(position);
        self.span(file, range)
    }

    /// Where a span starts: a binary search, in constant time apart from that.
    pub fn position(&self, span: Span) -> Position {
        self.file(span.file).position(span.start)
    }

    /// Where a span starts, as `name:line:column`.
    pub fn place(&self, span: Span) -> String {
        format!("{}:{}", self.file(span.file).name(), self.position(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str) -> (SourceMap, FileId) {
        let mut sources = SourceMap::new();
        let file = sources.add("t", text).unwrap();
        (sources, file)
    }

    #[test]
    fn columns_count_characters() {
        let (sources, file) = map("ab\näöü x\r\n\n𝕏y");
        let at = |offset: usize| {
            sources
                .position(sources.span(file, offset..offset))
                .to_string()
        };
        assert_eq!(at(0), "1:1");
        assert_eq!(at(2), "1:3");
        assert_eq!(at(3), "2:1");
        assert_eq!(at(5), "2:2");
        assert_eq!(at(10), "2:5");
        assert_eq!(at(13), "3:1");
        assert_eq!(at(14), "4:1");
        assert_eq!(at(18), "4:2");
        assert_eq!(at(1000), "4:3");
    }

    #[test]
    fn columns_in_a_long_line_agree_with_counting() {
        let text = "aäb𝕏".repeat(200);
        let (sources, file) = map(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            let position = sources.position(sources.span(file, offset..offset));
            assert_eq!((position.line, position.column as usize), (1, count + 1));
        }
    }

    #[test]
    fn a_position_gives_its_character_back() {
        let text = "ab\näöü x\n\n𝕏y";
        let (sources, file) = map(text);
        for (offset, c) in text.char_indices() {
            let span = sources.span_of(file, sources.position(sources.span(file, offset..offset)));
            assert_eq!(span.start as usize, offset);
            assert_eq!(
                span.end as usize,
                if c == '\n' {
                    offset
                } else {
                    offset + c.len_utf8()
                }
            );
        }
        let outside = sources.span_of(
            file,
            Position {
                line: 99,
                column: 7,
            },
        );
        assert_eq!(outside.range(), text.len()..text.len());
    }
}
