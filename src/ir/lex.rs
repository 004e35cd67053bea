//! The words of a graph's text, each with its place; numbers and constants as words spell them.
//!
//! ```text
//! %7: int = add_ov %4, 5, s1 ; text      ->  `%7` `:` `int` `=` `add_ov` `%4` `,` `5` `,` `s1` end of line
//! ```
//!
//! A word is a run of letters, digits and `_ . % - :`-within-names; everything else is a word of one character.
//! Invariant: lexing fails on no text; what is no graph is the parser's business.

use super::types::Const;
use crate::index::{BuiltinId, ConstId, FnId, SymbolId};
use crate::value::Tag;

/// A word and where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'a> {
    /// Its text; empty for the end of a line.
    pub text: &'a str,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
}

/// All words; each line that has any ends with one without text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let code = line.split(';').next().unwrap_or("");
        let before = words.len();
        let mut at = 0;
        while let Some(first) = code[at..].chars().next() {
            let len = word_len(&code[at..], first);
            let column = code[..at].chars().count() as u32 + 1;
            if !first.is_whitespace() {
                let text = &code[at..at + len];
                words.push(Word {
                    text,
                    line: number,
                    column,
                });
            }
            at += len;
        }
        if words.len() > before {
            let column = code.trim_end().chars().count() as u32 + 1;
            words.push(Word {
                text: "",
                line: number,
                column,
            });
        }
    }
    words
}

fn word_len(rest: &str, first: char) -> usize {
    let starts = first.is_ascii_alphanumeric() || matches!(first, '_' | '%' | '-');
    if !starts {
        return first.len_utf8();
    }
    let bytes = rest.as_bytes();
    let mut len = 1;
    while let Some(byte) = bytes.get(len) {
        let inside = byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.')
            // `1e-7`, `k3:str`, `nan:7ff8`: inside a word only between two characters of one.
            || (*byte == b'-' && bytes[0].is_ascii_digit() | (bytes[0] == b'-') && bytes[len - 1] == b'e')
            || (*byte == b':' && matches!(bytes[0], b'k' | b'n') && bytes.get(len + 1).is_some_and(u8::is_ascii_alphanumeric));
        if !inside {
            break;
        }
        len += 1;
    }
    len
}

/// The number behind a prefix.
pub(super) fn numbered(text: &str, prefix: &str) -> Option<u32> {
    let digits = text.strip_prefix(prefix)?;
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| digits.parse().ok())?
}

/// The constant that a word spells.
pub(super) fn constant(text: &str) -> Option<Const> {
    Some(match text {
        "unset" => Const::Unset,
        "null" => Const::Null,
        "true" => Const::Bool(true),
        "false" => Const::Bool(false),
        "inf" => Const::float(f64::INFINITY),
        "-inf" => Const::float(f64::NEG_INFINITY),
        _ => {
            if let Some(bits) = text.strip_prefix("nan:") {
                let bits = u64::from_str_radix(bits, 16).ok()?;
                return f64::from_bits(bits).is_nan().then_some(Const::Float(bits));
            }
            if let Some((pool, tag)) = text.split_once(':') {
                return Some(Const::Pool(
                    ConstId(numbered(pool, "k")?),
                    Tag::by_name(tag)?,
                ));
            }
            if let Some(n) = numbered(text, "f") {
                return Some(Const::Function(FnId(n)));
            }
            if let Some(n) = numbered(text, "builtin") {
                return Some(Const::Builtin(BuiltinId(u16::try_from(n).ok()?)));
            }
            if let Some(n) = numbered(text, "sym") {
                return Some(Const::Symbol(SymbolId(n)));
            }
            if !text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
                return None;
            }
            match text.contains(['.', 'e']) {
                true => Const::float(text.parse().ok()?),
                false => Const::Int(text.parse().ok()?),
            }
        }
    })
}
