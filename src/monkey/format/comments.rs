//! The comments of a file: what stands between its tokens, which the lexer passes over.
//!
//! Example: before the last token of `a /* b */ // c` stand two comments, neither of which starts a line.
//!
//! Invariant: together with the tokens and white space, the comments are the whole text.

use crate::monkey::lexer::Token;
use std::ops::Range;

/// A comment, or a first line for the shell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comment<'s> {
    /// With its `//` or `/*`, without blanks behind it.
    pub text: &'s str,
    /// Where it begins.
    pub start: usize,
    /// What stands between it and what is before it.
    pub space: Space,
}

/// White space before a comment or a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    /// None, or blanks.
    Within,
    /// The end of a line.
    Line,
    /// A blank line.
    Blank,
}

impl Comment<'_> {
    /// Whether nothing can follow it on its line.
    pub(super) fn ends_line(&self) -> bool {
        !self.text.starts_with("/*") || self.text.contains('\n')
    }
}

/// The comments of a file, by the token that they stand before.
pub(super) struct Comments<'s> {
    all: Vec<Comment<'s>>,
    /// For each token, which of them stand before it, and the space behind the last.
    before: Vec<(Range<usize>, Space)>,
}

impl<'s> Comments<'s> {
    /// Finds them.
    pub(super) fn find(text: &'s str, tokens: &[Token]) -> Comments<'s> {
        let mut found = Comments {
            all: Vec::new(),
            before: Vec::with_capacity(tokens.len()),
        };
        let mut end = 0;
        for token in tokens {
            let first = found.all.len();
            let space = found.gap(text, end, token.start as usize);
            found.before.push((first..found.all.len(), space));
            end = token.end as usize;
        }
        found
    }

    /// Those before a token.
    pub(super) fn before(&self, token: usize) -> &[Comment<'s>] {
        &self.all[self.before[token].0.clone()]
    }

    /// The space between a token and what is before it.
    pub(super) fn space(&self, token: usize) -> Space {
        self.before[token].1
    }

    /// Takes the comments between two tokens; gives the space behind the last.
    fn gap(&mut self, text: &'s str, start: usize, end: usize) -> Space {
        let mut at = start;
        loop {
            let rest = &text[at..end];
            let blanks = rest.len() - rest.trim_start_matches(is_space).len();
            let space = match rest[..blanks].matches('\n').count() {
                0 => Space::Within,
                1 => Space::Line,
                _ => Space::Blank,
            };
            at += blanks;
            if at >= end {
                return space;
            }
            let length = comment_length(&text[at..end]);
            let comment = text[at..at + length].trim_end();
            self.all.push(Comment {
                text: comment,
                start: at,
                space,
            });
            at += length;
        }
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// How long the comment is that a text begins with: to the end of its line, or to the `*/` that closes it.
fn comment_length(text: &str) -> usize {
    if !text.starts_with("/*") {
        return text.find('\n').unwrap_or(text.len());
    }
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (2, 1);
    while depth > 0 && at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
            }
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    at
}
