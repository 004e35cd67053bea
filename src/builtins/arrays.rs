//! Arrays: making them, and pure functions from arrays to arrays.
//!
//! ```text
//! range(0, 10, 3) -> [0, 3, 6, 9]    push([1], 2) -> [1, 2]    slice([1, 2, 3], -2) -> [2, 3]
//! flat([1, [2, [3]]]) -> [1, 2, [3]]    chunk([1, 2, 3], 2) -> [[1, 2], [3]]
//! ```
//!
//! Invariant: no argument is changed; results may share memory with arguments until one of them is stored to.

use super::args::{array, bound, count, int, unfit, wrong};
use super::{Builtin, Host, at_least, between, function};
use crate::heap::{Array, Gc, OutOfMemory};
use crate::runtime::fault::{Arity, Fault};
use crate::value::Value;

fn make(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let n = count("array", args, 0, 0)?;
    let value = args.get(1).copied().unwrap_or(Value::NULL);
    Ok(Array::filled(&mut host.heap, n, value)?.value())
}

/// A bound of a range: an integer of 64 bits.
fn small_int(args: &[Value], at: usize) -> Result<i64, Fault> {
    match (args[at].as_int(), args[at].as_big_int()) {
        (Some(n), _) => Ok(n),
        (None, Some(_)) => Err(unfit("range", at, "int of 64 bits", "a larger one")),
        (None, None) => Err(wrong("range", at, "int", args[at])),
    }
}

fn range(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (from, to) = match args.len() {
        1 => (0, small_int(args, 0)?),
        _ => (small_int(args, 0)?, small_int(args, 1)?),
    };
    let step = if args.len() == 3 {
        small_int(args, 2)?
    } else {
        1
    };
    if step == 0 {
        return Err(unfit("range", 2, "int other than 0", "0"));
    }
    let distance = match step > 0 {
        true => i128::from(to) - i128::from(from),
        false => i128::from(from) - i128::from(to),
    };
    let size = i128::from(step.unsigned_abs());
    let len = (distance.max(0) + size - 1) / size;
    let len = usize::try_from(len).map_err(|_| OutOfMemory { wanted: usize::MAX })?;
    let numbers = Array::filled(&mut host.heap, len, Value::int(from))?;
    for at in 1..len {
        // Below `to`, so it fits 64 bits.
        let n = from.wrapping_add(step.wrapping_mul(at as i64));
        numbers.set(&mut host.heap, at, Value::int(n))?;
    }
    Ok(numbers.value())
}

fn first(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(array("first", args, 0)?.get(0))
}

fn last(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("last", args, 0)?;
    // Past every end if there is none.
    Ok(xs.get(xs.len().wrapping_sub(1)))
}

fn rest(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("rest", args, 0)?;
    match xs.len() {
        0 => Ok(Value::NULL),
        len => Ok(xs.slice(&mut host.heap, 1, len)?.value()),
    }
}

fn push(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(array("push", args, 0)?
        .pushed(&mut host.heap, args[1])?
        .value())
}

fn take(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("take", args, 0)?;
    let n = count("take", args, 1, 0)?;
    Ok(xs.slice(&mut host.heap, 0, n)?.value())
}

fn drop(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("drop", args, 0)?;
    let n = count("drop", args, 1, 0)?;
    Ok(xs.slice(&mut host.heap, n, xs.len())?.value())
}

fn concat(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    for at in 0..args.len() {
        array("concat", args, at)?;
    }
    let all = array("concat", args, 0)?.concat(&mut host.heap, array("concat", args, 1)?)?;
    for at in 2..args.len() {
        all.extend(&mut host.heap, array("concat", args, at)?)?;
    }
    Ok(all.value())
}

/// The bounds that the second and third argument give, in a collection of that length.
fn bounds(args: &[Value], len: usize) -> Result<(usize, usize), Fault> {
    let mut bounds = [0, len];
    for (at, cut) in (1..args.len()).zip(&mut bounds) {
        *cut = bound(int("slice", args, at)?, len);
    }
    Ok((bounds[0], bounds[1]))
}

fn slice(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if let Some(text) = args[0].as_str() {
        let (from, to) = bounds(args, text.len())?;
        return Ok(text.substring(&mut host.heap, from, to)?.value());
    }
    let xs = args[0]
        .as_array()
        .ok_or_else(|| wrong("slice", 0, "string or array", args[0]))?;
    let (from, to) = bounds(args, xs.len())?;
    Ok(xs.slice(&mut host.heap, from, to)?.value())
}

fn reverse(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if let Some(text) = args[0].as_str() {
        let reversed: String = text.as_str().chars().rev().collect();
        return Ok(crate::heap::Str::new(&mut host.heap, &reversed)?.value());
    }
    let xs = args[0]
        .as_array()
        .ok_or_else(|| wrong("reverse", 0, "string or array", args[0]))?;
    let reversed = xs.copied(&mut host.heap)?;
    reversed.reverse(&mut host.heap)?;
    Ok(reversed.value())
}

fn flat(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("flat", args, 0)?;
    let all = Array::new(&mut host.heap, xs.len())?;
    for x in xs.values() {
        match x.as_array() {
            Some(inner) => all.extend(&mut host.heap, inner)?,
            None => all.push(&mut host.heap, x)?,
        }
    }
    Ok(all.value())
}

fn chunk(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("chunk", args, 0)?;
    let size = count("chunk", args, 1, 1)?;
    let chunks = Array::new(&mut host.heap, xs.len().div_ceil(size))?;
    let mut from = 0;
    while from < xs.len() {
        let to = from.saturating_add(size);
        let part: Gc<Array> = xs.slice(&mut host.heap, from, to)?;
        chunks.push(&mut host.heap, part.value())?;
        from = to;
    }
    Ok(chunks.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static ARRAYS: &[Builtin] = &[
    function(
        "array",
        "(n, x = null)",
        between(1, 2),
        make,
        "An array of `n` times `x`.",
    ),
    function(
        "range",
        "(from = 0, to, step = 1)",
        between(1, 3),
        range,
        "An array of the integers from `from` up to and without `to`, or down to it if `step` is negative.",
    ),
    function(
        "first",
        "(xs)",
        ONE,
        first,
        "The first element of an array; `null` if there is none.",
    ),
    function(
        "last",
        "(xs)",
        ONE,
        last,
        "The last element of an array; `null` if there is none.",
    ),
    function(
        "rest",
        "(xs)",
        ONE,
        rest,
        "The array without its first element; `null` if there is none.",
    ),
    function(
        "push",
        "(xs, x)",
        TWO,
        push,
        "A new array: `xs` and one more element.",
    ),
    function(
        "take",
        "(xs, n)",
        TWO,
        take,
        "The first `n` elements, or all if there are fewer.",
    ),
    function(
        "drop",
        "(xs, n)",
        TWO,
        drop,
        "All but the first `n` elements.",
    ),
    function(
        "concat",
        "(xs, ys, ...more)",
        at_least(2),
        concat,
        "The elements of several arrays in one.",
    ),
    function(
        "slice",
        "(xs, from = 0, to = end)",
        between(1, 3),
        slice,
        "Part of an array or string, `to` excluded; negative bounds count from the end.",
    ),
    function(
        "reverse",
        "(xs)",
        ONE,
        reverse,
        "The elements of an array, or the characters of a string, in reverse.",
    ),
    function(
        "flat",
        "(xs)",
        ONE,
        flat,
        "The array with each element that is an array replaced by its elements.",
    ),
    function(
        "chunk",
        "(xs, n)",
        TWO,
        chunk,
        "The array in pieces of `n` elements; the last may be shorter.",
    ),
];
