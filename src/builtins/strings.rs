//! Strings: taking apart, putting together, changing, looking at.
//!
//! ```text
//! split("a,b", ",") -> ["a", "b"]    replace("aab", "a", "x") -> "xxb"    padLeft("7", 3, "0") -> "007"
//! upper("straße") -> "STRASSE"       substr("monkey", -3) -> "key"        ord("a") -> 97    char(97) -> "a"
//! ```
//!
//! Invariant: positions and lengths count code points, and sizes are checked before the work.

use super::args::{bound, count, int, string, unfit};
use super::elements::Elements;
use super::{Builtin, Host, between, function};
use crate::heap::{Array, Gc, OutOfMemory, Str};
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::print::{Form, write_value};
use crate::value::Value;

fn split(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("split", args, 0)?;
    let whole = text.as_str();
    let parts: Vec<&str> = match args.len() {
        1 => whole.split_whitespace().collect(),
        _ => match string("split", args, 1)?.as_str() {
            "" => return characters(host, text),
            separator => whole.split(separator).collect(),
        },
    };
    let mut values = Vec::with_capacity(parts.len());
    for part in parts {
        let first = part.as_ptr() as usize - whole.as_ptr() as usize;
        values.push(
            text.byte_slice(&mut host.heap, first, first + part.len())?
                .value(),
        );
    }
    Ok(Array::from_values(&mut host.heap, &values)?.value())
}

fn characters(host: &mut Host, text: Gc<Str>) -> Result<Value, Fault> {
    let mut values = Vec::with_capacity(text.len());
    for c in text.as_str().chars() {
        values.push(Str::of_char(&mut host.heap, c)?.value());
    }
    Ok(Array::from_values(&mut host.heap, &values)?.value())
}

fn chars(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    characters(host, string("chars", args, 0)?)
}

/// The part of a text that a `str` method cut out of it.
pub(super) fn part(host: &mut Host, text: Gc<Str>, part: &str) -> Result<Value, Fault> {
    let first = part.as_ptr() as usize - text.as_str().as_ptr() as usize;
    Ok(text
        .byte_slice(&mut host.heap, first, first + part.len())?
        .value())
}

fn join(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let mut elements = Elements::of("join", args, 0)?;
    let separator = match args.len() {
        1 => "",
        _ => string("join", args, 1)?.as_str(),
    };
    let mut out = String::new();
    let mut is_first = true;
    while let Some(x) = elements.next(&mut host.heap)? {
        if !is_first {
            out.push_str(separator);
        }
        is_first = false;
        write_value(&mut out, &host.heap, &host.names, x, Form::Bare)?;
        reserve(host, out.len())?;
    }
    Ok(Str::new(&mut host.heap, &out)?.value())
}

fn trim(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("trim", args, 0)?;
    part(host, text, text.as_str().trim())
}

fn upper(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("upper", args, 0)?.as_str().to_uppercase();
    Ok(Str::new(&mut host.heap, &text)?.value())
}

fn lower(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("lower", args, 0)?.as_str().to_lowercase();
    Ok(Str::new(&mut host.heap, &text)?.value())
}

fn replace(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("replace", args, 0)?;
    let old = string("replace", args, 1)?.as_str();
    let new = string("replace", args, 2)?.as_str();
    let found = text.as_str().matches(old).count();
    if found == 0 {
        return Ok(args[0]);
    }
    let bytes =
        (text.byte_len() - found * old.len()).saturating_add(found.saturating_mul(new.len()));
    reserve(host, bytes)?;
    let replaced = text.as_str().replace(old, new);
    Ok(Str::new(&mut host.heap, &replaced)?.value())
}

/// Whether the heap takes that many more bytes just now.
pub(super) fn reserve(host: &mut Host, bytes: usize) -> Result<(), OutOfMemory> {
    if bytes > crate::heap::str::MAX_BYTES {
        return Err(OutOfMemory { wanted: bytes });
    }
    host.heap.check_room(bytes)
}

fn starts_with(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (text, start) = (
        string("startsWith", args, 0)?,
        string("startsWith", args, 1)?,
    );
    Ok(Value::bool(text.as_bytes().starts_with(start.as_bytes())))
}

fn ends_with(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (text, end) = (string("endsWith", args, 0)?, string("endsWith", args, 1)?);
    Ok(Value::bool(text.as_bytes().ends_with(end.as_bytes())))
}

fn substr(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("substr", args, 0)?;
    let start = bound(int("substr", args, 1)?, text.len());
    let end = match args.len() {
        2 => text.len(),
        _ => start.saturating_add(count("substr", args, 2, 0)?),
    };
    Ok(text.substring(&mut host.heap, start, end)?.value())
}

fn char(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let n = int("char", args, 0)?;
    match u32::try_from(n).ok().and_then(char::from_u32) {
        Some(c) => Ok(Str::of_char(&mut host.heap, c)?.value()),
        None => Err(unfit("char", 0, "a Unicode code point", &n.to_string())),
    }
}

fn ord(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    match string("ord", args, 0)?.code_point(0) {
        Some(c) => Ok(Value::int(i64::from(u32::from(c)))),
        None => Err(unfit("ord", 0, "a character", "\"\"")),
    }
}

/// What brings a text to the length that the second argument gives, made of the third.
fn padding(host: &mut Host, name: &str, args: &[Value]) -> Result<(Gc<Str>, Gc<Str>), Fault> {
    let text = string(name, args, 0)?;
    let missing = count(name, args, 1, 0)?.saturating_sub(text.len());
    let fill = match args.len() {
        2 => Str::of_char(&mut host.heap, ' ')?,
        _ => string(name, args, 2)?,
    };
    if fill.is_empty() {
        return Err(unfit(name, 2, "a string to pad with", "\"\""));
    }
    let times = missing.div_ceil(fill.len());
    let padding = fill.repeat(&mut host.heap, times)?;
    Ok((text, padding.substring(&mut host.heap, 0, missing)?))
}

fn pad_left(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (text, padding) = padding(host, "padLeft", args)?;
    Ok(Str::concat(&mut host.heap, padding, text)?.value())
}

fn pad_right(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (text, padding) = padding(host, "padRight", args)?;
    Ok(Str::concat(&mut host.heap, text, padding)?.value())
}

fn repeat(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("repeat", args, 0)?;
    let times = usize::try_from(int("repeat", args, 1)?).unwrap_or(0);
    Ok(text.repeat(&mut host.heap, times)?.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);
const TWO_OR_THREE: Arity = between(2, 3);

pub(super) static STRINGS: &[Builtin] = &[
    function(
        "split",
        "(s, separator = whitespace)",
        between(1, 2),
        split,
        "The parts of a string between separators; its characters if the separator is `\"\"`; its words without one.",
    ),
    function(
        "chars",
        "(s)",
        ONE,
        chars,
        "The characters of a string, an array of strings.",
    ),
    function(
        "join",
        "(xs, separator = \"\")",
        between(1, 2),
        join,
        "The elements, each as `str` gives it, in one string with separators between them.",
    ),
    function(
        "trim",
        "(s)",
        ONE,
        trim,
        "The string without white space at its ends.",
    ),
    function("upper", "(s)", ONE, upper, "The string in upper case."),
    function("lower", "(s)", ONE, lower, "The string in lower case."),
    function(
        "replace",
        "(s, old, new)",
        Arity::exactly(3),
        replace,
        "The string with every `old` in it replaced by `new`.",
    ),
    function(
        "startsWith",
        "(s, start)",
        TWO,
        starts_with,
        "Whether the string begins with `start`.",
    ),
    function(
        "endsWith",
        "(s, end)",
        TWO,
        ends_with,
        "Whether the string ends with `end`.",
    ),
    function(
        "substr",
        "(s, start, length = all)",
        TWO_OR_THREE,
        substr,
        "The `length` characters from `start` on, or all; a negative `start` counts from the end.",
    ),
    function(
        "char",
        "(n)",
        ONE,
        char,
        "The character of a Unicode code point.",
    ),
    function(
        "ord",
        "(s)",
        ONE,
        ord,
        "The code point of the first character of a string.",
    ),
    function(
        "padLeft",
        "(s, n, fill = \" \")",
        TWO_OR_THREE,
        pad_left,
        "The string with `fill` in front, as often as it takes to be `n` characters long.",
    ),
    function(
        "padRight",
        "(s, n, fill = \" \")",
        TWO_OR_THREE,
        pad_right,
        "The string with `fill` behind, as often as it takes to be `n` characters long.",
    ),
    function(
        "repeat",
        "(s, n)",
        TWO,
        repeat,
        "The string `n` times; `\"\"` if `n` is negative.",
    ),
];
