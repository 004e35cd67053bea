//! One source file: its name, its text, and where its lines begin.
//!
//! Example: in `"ab\nä x"` offset 6 is line 2, column 3.
//!
//! Invariant: `line_starts` begins with 0 and ascends; `char_counts[i]` is the number of characters that begin
//! before byte `i * STRIDE`, and is empty when the text is ASCII (bytes and characters are then the same).
//! So a position costs a binary search and at most [`STRIDE`] bytes, however long the line is.

use super::Position;
use std::ops::Range;
use std::sync::Arc;

/// Bytes between two character counts.
const STRIDE: usize = 128;

/// A source file's name, text and lines.
#[derive(Debug)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
    char_counts: Vec<u32>,
}

impl SourceFile {
    pub(super) fn new(name: String, text: Arc<str>) -> SourceFile {
        let newlines = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0)
            .chain(newlines.map(|(i, _)| i as u32 + 1))
            .collect();
        let char_counts = if text.is_ascii() {
            Vec::new()
        } else {
            let mut count = 0;
            text.as_bytes()
                .chunks(STRIDE)
                .map(|chunk| {
                    let before = count;
                    count += count_chars(chunk);
                    before
                })
                .collect()
        };
        SourceFile {
            name,
            text,
            line_starts,
            char_counts,
        }
    }

    /// The name it was added by, usually its path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, shared: a program keeps it to show its errors.
    pub fn shared_text(&self) -> Arc<str> {
        self.text.clone()
    }

    /// The number of lines; text behind the last line break counts as one, empty or not.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The text of a line (from 1) without its line break; empty for a line that does not exist.
    pub fn line(&self, line: u32) -> &str {
        &self.text[self.line_range(line)]
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(self.text.len() as u32);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        let column = self.chars_before(offset) - self.chars_before(start) + 1;
        Position {
            line: line as u32,
            column,
        }
    }

    /// The bytes of a line without its line break.
    pub(super) fn line_range(&self, line: u32) -> Range<usize> {
        let index = line.wrapping_sub(1) as usize;
        let Some(&start) = self.line_starts.get(index) else {
            return self.text.len()..self.text.len();
        };
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next as usize - 1);
        let start = start as usize;
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    /// The bytes of the character at a position; empty at or past the end of the line.
    pub(super) fn range_of(&self, position: Position) -> Range<usize> {
        let line = self.line_range(position.line);
        let mut chars = self.text[line.clone()].char_indices();
        match chars.nth(position.column.saturating_sub(1) as usize) {
            Some((at, c)) => line.start + at..line.start + at + c.len_utf8(),
            None => line.end..line.end,
        }
    }

    fn chars_before(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        match self.char_counts.get(offset / STRIDE) {
            Some(before) => {
                before + count_chars(&self.text.as_bytes()[offset / STRIDE * STRIDE..offset])
            }
            None if self.char_counts.is_empty() => offset as u32,
            // The text's length is a multiple of the stride and this is its end.
            None => {
                let last = self.char_counts.len() - 1;
                self.char_counts[last] + count_chars(&self.text.as_bytes()[last * STRIDE..offset])
            }
        }
    }
}

/// Counts the bytes that begin a character.
fn count_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}
