//! Source text to tokens.
//!
//! Example: ``let s = `sum: ${a + b}` `` is
//! `Let Name Eq TemplateStart TemplateText TemplateOpen Name Plus Name TemplateClose TemplateEnd End`.
//!
//! logos finds the tokens that a regular language describes; strings, nested comments and template strings
//! are read by hand from where it found their beginning. A template string's `${` switches back to tokens
//! until its `}`: [`Scanner::templates`] holds one brace count for each template that is open, so
//! nesting takes no recursion.
//!
//! Invariant: the last token is the only [`Kind::End`]; spans ascend and do not overlap; `closers[i]` is the
//! token that closes bracket `i`, or 0 where nothing does. Any text gives tokens: what is wrong is
//! reported and stands there as [`Kind::Bad`], or as the token that was meant.

mod number;
mod text;
mod token;

pub use token::{Kind, LineStart, Token, is_name};

use crate::source::{Diagnostic, FileId, SourceMap, Span};
use dashu_int::UBig;
use logos::{Lexer, Logos};
use token::Raw;

/// Errors after which a file is given up on.
pub(super) const MAX_ERRORS: usize = 100;

/// A file's tokens, with the values of those that have one.
#[derive(Debug, Default)]
pub struct Tokens {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// For each token that opens a bracket, the one that closes it; otherwise 0.
    pub closers: Vec<u32>,
    /// Values of [`Kind::Str`] and [`Kind::TemplateText`].
    pub strings: Vec<Box<str>>,
    /// Values of [`Kind::Int`].
    pub ints: Vec<i64>,
    /// Values of [`Kind::BigInt`].
    pub big_ints: Vec<UBig>,
    /// Values of [`Kind::Float`].
    pub floats: Vec<f64>,
    /// What is wrong.
    pub errors: Vec<Diagnostic>,
    /// Where the file ended.
    pub ending: Ending,
}

/// Where a file ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// Between tokens.
    #[default]
    Whole,
    /// Inside the template string or comment that begins at this offset; this has been reported, and what
    /// follows it was probably meant otherwise.
    Inside(u32),
}

/// The tokens of a file.
pub fn lex(sources: &SourceMap, file: FileId) -> Tokens {
    let text = sources.file(file).text();
    let mut scanner = Scanner {
        file,
        text,
        raw: Raw::lexer(text),
        line: LineStart::First,
        templates: Vec::new(),
        out: Tokens::default(),
    };
    scanner.skip_shebang();
    scanner.run();
    let mut out = scanner.out;
    out.closers = match_brackets(&out.tokens);
    out
}

/// A template string that is open.
struct OpenTemplate {
    /// Offset of its opening backquote.
    start: u32,
    /// Braces open inside its `${`.
    braces: u32,
}

struct Scanner<'s> {
    file: FileId,
    text: &'s str,
    raw: Lexer<'s, Raw>,
    line: LineStart,
    templates: Vec<OpenTemplate>,
    out: Tokens,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(raw) = self.raw.next() {
            let start = self.raw.span().start as u32;
            match raw {
                Ok(raw) => self.token(raw, start),
                Err(()) => self.unexpected(start),
            }
            if self.out.errors.len() >= MAX_ERRORS {
                break;
            }
        }
        if let Some(template) = self.templates.first() {
            self.unterminated_template(template.start);
        }
        let end = self.text.len() as u32;
        self.push_at(Kind::End, end, end, 0);
    }

    fn token(&mut self, raw: Raw, start: u32) {
        if let Some(kind) = raw.mark() {
            return self.mark(kind, start);
        }
        match raw {
            Raw::Newline => self.line = LineStart::First,
            Raw::LineComment => {}
            Raw::CommentStart => self.comment(start),
            Raw::Word => self.word(start),
            Raw::Foreign => self.foreign(start),
            Raw::Decimal => self.integer(start, 0, 10),
            Raw::Hex => self.integer(start, 2, 16),
            Raw::Binary => self.integer(start, 2, 2),
            Raw::Float => self.float(start),
            Raw::Quote => self.string(start),
            Raw::Backquote => {
                self.push(Kind::TemplateStart, start, 0);
                self.templates.push(OpenTemplate { start, braces: 0 });
                self.template_text();
            }
            _ => unreachable!("every other raw token is a mark"),
        }
    }

    fn mark(&mut self, kind: Kind, start: u32) {
        if let Some(template) = self.templates.last_mut() {
            match kind {
                Kind::OpenBrace => template.braces += 1,
                Kind::CloseBrace if template.braces > 0 => template.braces -= 1,
                Kind::CloseBrace => {
                    self.push(Kind::TemplateClose, start, 0);
                    return self.template_text();
                }
                _ => {}
            }
        }
        self.push(kind, start, 0);
    }

    fn word(&mut self, start: u32) {
        let kind = Kind::keyword(self.raw.slice()).unwrap_or(Kind::Name);
        self.push(kind, start, 0);
    }

    /// A character outside ASCII begins a name, or is wrong.
    fn foreign(&mut self, start: u32) {
        let rest = &self.text[start as usize..];
        let first = rest.chars().next().unwrap_or_default();
        if first.is_whitespace() || first == '\u{FEFF}' {
            return;
        }
        if !token::is_name_start(first) {
            return self.unexpected(start);
        }
        let length: usize = rest
            .chars()
            .take_while(|&c| token::is_name_part(c))
            .map(char::len_utf8)
            .sum();
        self.seek(start + length as u32);
        self.push(Kind::Name, start, 0);
    }

    /// A comment that may hold comments, from behind its `/*`.
    fn comment(&mut self, start: u32) {
        let bytes = self.text.as_bytes();
        let (mut at, mut depth) = (start as usize + 2, 1);
        while depth > 0 {
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'*'), Some(b'/')) => {
                    depth -= 1;
                    at += 2;
                }
                (Some(b'/'), Some(b'*')) => {
                    depth += 1;
                    at += 2;
                }
                (Some(b'\n'), _) => {
                    self.line = LineStart::First;
                    at += 1;
                }
                (Some(_), _) => at += 1,
                (None, _) => {
                    let span = self.span(start, start + 2);
                    self.error(
                        Diagnostic::error(span, "unterminated comment").help("close it with '*/'"),
                    );
                    self.out.ending = Ending::Inside(start);
                    break;
                }
            }
        }
        self.seek(at as u32);
    }

    fn unexpected(&mut self, start: u32) {
        let c = self.text[start as usize..]
            .chars()
            .next()
            .unwrap_or_default();
        let end = start + c.len_utf8() as u32;
        self.seek(end);
        let shown = if c.is_control() {
            c.escape_default().to_string()
        } else {
            c.to_string()
        };
        let mut problem = Diagnostic::error(
            self.span(start, end),
            format!("unexpected character '{shown}'"),
        );
        let help = match c {
            '\'' | '“' | '”' | '‘' | '’' | '«' | '»' => {
                Some("strings are written in double quotes")
            }
            '#' => Some("comments begin with '//'"),
            _ => None,
        };
        if let Some(help) = help {
            problem = problem.help(help);
        }
        self.error(problem);
        self.push(Kind::Bad, start, 0);
    }

    /// A first line `#!/usr/bin/env hivm` is for the shell.
    fn skip_shebang(&mut self) {
        if self.text.starts_with("#!") {
            self.raw
                .bump(self.text.find('\n').unwrap_or(self.text.len()));
        }
    }

    /// Goes on at an offset at or behind where logos is.
    fn seek(&mut self, offset: u32) {
        self.raw.bump(offset as usize - self.raw.span().end);
    }

    /// A token from `start` to where logos is.
    fn push(&mut self, kind: Kind, start: u32, payload: usize) {
        self.push_at(kind, start, self.raw.span().end as u32, payload);
    }

    fn push_at(&mut self, kind: Kind, start: u32, end: u32, payload: usize) {
        let line = std::mem::replace(&mut self.line, LineStart::Within);
        self.out.tokens.push(Token {
            kind,
            line,
            start,
            end,
            payload: payload as u32,
        });
    }

    fn push_string(&mut self, kind: Kind, start: u32, value: String) {
        self.out.strings.push(value.into());
        self.push(kind, start, self.out.strings.len() - 1);
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span {
            file: self.file,
            start,
            end,
        }
    }

    fn error(&mut self, problem: Diagnostic) {
        self.out.errors.push(problem);
    }
}

/// Finds each bracket's closer. A closer that fits no open bracket is passed over; one that fits a bracket
/// further out leaves those in between without a closer.
fn match_brackets(tokens: &[Token]) -> Vec<u32> {
    let mut closers = vec![0; tokens.len()];
    let mut open: Vec<(u32, Kind)> = Vec::new();
    // How often each closer is waited for, so that a stray one does not search the whole stack.
    let mut waiting = [0usize; 4];
    let slot = |closer: Kind| match closer {
        Kind::CloseParen => 0,
        Kind::CloseBracket => 1,
        Kind::CloseBrace => 2,
        _ => 3,
    };
    for (index, token) in tokens.iter().enumerate() {
        if let Some(closer) = token.kind.closer() {
            open.push((index as u32, closer));
            waiting[slot(closer)] += 1;
        } else if token.kind.is_closer() && waiting[slot(token.kind)] > 0 {
            while let Some((opener, closer)) = open.pop() {
                waiting[slot(closer)] -= 1;
                if closer == token.kind {
                    closers[opener as usize] = index as u32;
                    break;
                }
            }
        }
    }
    closers
}

#[cfg(test)]
mod tests;
