//! The module `string`: what programs do not have without it.
//!
//! ```text
//! string.words(" a  b ") -> ["a", "b"]    string.capitalize("monkey") -> "Monkey"    string.isDigit("42") -> true
//! string.format("{} of {}", 1, 2) -> "1 of 2"
//! ```
//!
//! Invariant: a test like `isDigit` is true of a string all of whose characters are so, and that has one.

use super::super::args::{string, unfit};
use super::super::strings::{part, reserve};
use super::super::{Builtin, Host, at_least, member};
use crate::heap::{Array, Str};
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::print::{Form, write_value};
use crate::value::Value;

/// Tests of characters.
macro_rules! tests {
    ($($name:ident $shown:literal $test:expr;)*) => {
        $(fn $name(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
            let text = string($shown, args, 0)?.as_str();
            let test: fn(char) -> bool = $test;
            Ok(Value::bool(!text.is_empty() && text.chars().all(test)))
        })*
    };
}

tests! {
    is_digit "string.isDigit" |c| c.is_ascii_digit();
    is_alpha "string.isAlpha" char::is_alphabetic;
    is_alnum "string.isAlnum" char::is_alphanumeric;
    is_space "string.isSpace" char::is_whitespace;
    is_upper "string.isUpper" char::is_uppercase;
    is_lower "string.isLower" char::is_lowercase;
}

fn parts<'a>(
    host: &mut Host,
    (name, args): (&str, &[Value]),
    cut: fn(&'a str) -> Vec<&'a str>,
) -> Result<Value, Fault> {
    let text = string(name, args, 0)?;
    let mut values = Vec::new();
    for piece in cut(text.as_str()) {
        values.push(part(host, text, piece)?);
    }
    Ok(Array::from_values(&mut host.heap, &values)?.value())
}

fn lines(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    parts(host, ("string.lines", args), |text| text.lines().collect())
}

fn words(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    parts(host, ("string.words", args), |text| {
        text.split_whitespace().collect()
    })
}

fn trim_start(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("string.trimStart", args, 0)?;
    part(host, text, text.as_str().trim_start())
}

fn trim_end(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("string.trimEnd", args, 0)?;
    part(host, text, text.as_str().trim_end())
}

fn capitalize(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("string.capitalize", args, 0)?.as_str();
    let mut chars = text.chars();
    let capitalized = match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    };
    Ok(Str::new(&mut host.heap, &capitalized)?.value())
}

fn count(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("string.count", args, 0)?.as_str();
    let wanted = string("string.count", args, 1)?.as_str();
    if wanted.is_empty() {
        return Err(unfit("string.count", 1, "a string to count", "\"\""));
    }
    Ok(Value::int(text.matches(wanted).count() as i64))
}

fn last_index_of(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("string.lastIndexOf", args, 0)?;
    let wanted = string("string.lastIndexOf", args, 1)?.as_str();
    let found = text.as_str().rfind(wanted);
    let index = found.map_or(-1, |byte| text.char_position(byte) as i64);
    Ok(Value::int(index))
}

/// A piece of a format.
enum Piece<'a> {
    Text(&'a str),
    Place,
}

fn pieces(format: &str) -> Result<Vec<Piece<'_>>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        pieces.push(Piece::Text(&rest[..at]));
        let (piece, length) = match &rest.as_bytes()[at..] {
            [b'{', b'{', ..] => (Piece::Text("{"), 2),
            [b'}', b'}', ..] => (Piece::Text("}"), 2),
            [b'{', b'}', ..] => (Piece::Place, 2),
            _ => {
                let brace = &rest[at..=at];
                return Err(Fault::message(format!(
                    "string.format: '{brace}' without its other half: write {{}} for a value and {brace}{brace} for the character"
                )));
            }
        };
        pieces.push(piece);
        rest = &rest[at + length..];
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

fn format(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let pieces = pieces(string("string.format", args, 0)?.as_str())?;
    let places = pieces.iter().filter(|p| matches!(p, Piece::Place)).count();
    let values = &args[1..];
    if places != values.len() {
        return Err(Fault::message(format!(
            "string.format: the format has {places} places {{}}, got {} values",
            values.len()
        )));
    }
    let mut out = String::new();
    let mut values = values.iter();
    for piece in pieces {
        match (piece, values.as_slice()) {
            (Piece::Text(text), _) => out.push_str(text),
            (Piece::Place, [value, ..]) => {
                write_value(&mut out, &host.heap, &host.names, *value, Form::Bare)?;
                values.next();
            }
            (Piece::Place, []) => {}
        }
        reserve(host, out.len())?;
    }
    Ok(Str::new(&mut host.heap, &out)?.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub static STRING: &[Builtin] = &[
    member(
        "string.isDigit",
        "(s)",
        ONE,
        is_digit,
        "Whether a string consists of the digits `0` to `9`; `false` if it is empty.",
    ),
    member(
        "string.isAlpha",
        "(s)",
        ONE,
        is_alpha,
        "Whether a string consists of letters; `false` if it is empty.",
    ),
    member(
        "string.isAlnum",
        "(s)",
        ONE,
        is_alnum,
        "Whether a string consists of letters and digits; `false` if it is empty.",
    ),
    member(
        "string.isSpace",
        "(s)",
        ONE,
        is_space,
        "Whether a string consists of white space; `false` if it is empty.",
    ),
    member(
        "string.isUpper",
        "(s)",
        ONE,
        is_upper,
        "Whether a string consists of upper case letters; `false` if it is empty.",
    ),
    member(
        "string.isLower",
        "(s)",
        ONE,
        is_lower,
        "Whether a string consists of lower case letters; `false` if it is empty.",
    ),
    member(
        "string.lines",
        "(s)",
        ONE,
        lines,
        "The lines of a string without their ends.",
    ),
    member(
        "string.words",
        "(s)",
        ONE,
        words,
        "The parts of a string between white space.",
    ),
    member(
        "string.trimStart",
        "(s)",
        ONE,
        trim_start,
        "The string without white space at its start.",
    ),
    member(
        "string.trimEnd",
        "(s)",
        ONE,
        trim_end,
        "The string without white space at its end.",
    ),
    member(
        "string.capitalize",
        "(s)",
        ONE,
        capitalize,
        "The string with its first character in upper case.",
    ),
    member(
        "string.count",
        "(s, part)",
        TWO,
        count,
        "How often `part` occurs in the string; occurrences do not overlap.",
    ),
    member(
        "string.lastIndexOf",
        "(s, part)",
        TWO,
        last_index_of,
        "The index of the last `part` in the string; `-1` if there is none.",
    ),
    member(
        "string.format",
        "(format, ...values)",
        at_least(1),
        format,
        "The format with each `{}` replaced by a value, as `str` gives it; `{{` and `}}` are braces.",
    ),
];
