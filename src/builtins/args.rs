//! Arguments as native functions want them, and the faults when they are not.
//!
//! ```text
//! let xs = args::array("first", args, 0)?;      // first: argument 1: want array, got int
//! let n = args::count("take", args, 1, 0)?;     // take: argument 2: want int from 0, got -1
//! ```
//!
//! Invariant: nothing here has an effect. `at` counts from 0, messages count from 1. The machine has checked
//! the number of arguments, so an index past the end is an optional argument that was left out.

use crate::heap::{Array, Gc, Str};
use crate::runtime::fault::{Fault, FaultKind};
use crate::value::{Tag, Value};

/// What a loop runs over, as messages name it.
pub const ITERABLE: &str = "string, array, hash, range or generator";

/// The fault of an argument of the wrong kind.
#[cold]
pub fn wrong(name: &str, at: usize, want: &'static str, got: Value) -> Fault {
    let (name, number, got) = (name.to_string(), at + 1, got.kind_name());
    FaultKind::WrongArgument {
        name,
        number,
        want,
        got,
    }
    .into()
}

/// The fault of an argument of the right kind that does not do: `want` and `got` say why.
#[cold]
pub fn unfit(name: &str, at: usize, want: &str, got: &str) -> Fault {
    Fault::message(format!(
        "{name}: argument {}: want {want}, got {got}",
        at + 1
    ))
}

/// An array.
pub fn array(name: &str, args: &[Value], at: usize) -> Result<Gc<Array>, Fault> {
    args[at]
        .as_array()
        .ok_or_else(|| wrong(name, at, "array", args[at]))
}

/// An integer, cut to 64 bits: for places where everything past them means the same.
pub fn int(name: &str, args: &[Value], at: usize) -> Result<i64, Fault> {
    let value = args[at];
    if let Some(n) = value.as_int() {
        return Ok(n);
    }
    match value.as_big_int() {
        Some(n) => Ok(if n.is_negative() { i64::MIN } else { i64::MAX }),
        None => Err(wrong(name, at, "int", value)),
    }
}

/// A number of things, at least `least` of them; one that no memory holds becomes `usize::MAX`.
pub fn count(name: &str, args: &[Value], at: usize, least: i64) -> Result<usize, Fault> {
    let n = int(name, args, at)?;
    if n < least {
        return Err(unfit(
            name,
            at,
            &format!("int from {least}"),
            &n.to_string(),
        ));
    }
    Ok(if n == i64::MAX {
        usize::MAX
    } else {
        n as usize
    })
}

/// A bound of a slice: counted from the end if negative, cut to `0..=len`.
pub fn bound(n: i64, len: usize) -> usize {
    let len = len as i64;
    let from_start = if n < 0 { n.saturating_add(len) } else { n };
    from_start.clamp(0, len) as usize
}

/// Whether the value can be called.
pub fn is_function(value: Value) -> bool {
    matches!(
        value.tag(),
        Tag::Function | Tag::Builtin | Tag::Closure | Tag::Bound | Tag::Class
    )
}

/// Whether the value is a number.
pub fn is_number(value: Value) -> bool {
    matches!(value.tag(), Tag::Int | Tag::BigInt | Tag::Float)
}

/// A number, as it is.
pub fn number(name: &str, args: &[Value], at: usize) -> Result<Value, Fault> {
    match is_number(args[at]) {
        true => Ok(args[at]),
        false => Err(wrong(name, at, "int or float", args[at])),
    }
}

/// A string.
pub fn string(name: &str, args: &[Value], at: usize) -> Result<Gc<Str>, Fault> {
    args[at]
        .as_str()
        .ok_or_else(|| wrong(name, at, "string", args[at]))
}
