//! Order: the least and the greatest, and sorting without a comparison of the program's.
//!
//! ```text
//! sort([3, 1.5, 2]) -> [1.5, 2, 3]    min("b", "a") -> "a"    sortBy(words, len)    max([]) -> null
//! ```
//!
//! Numbers are ordered among themselves and strings among themselves, as `<` does; a mixture, or anything else,
//! is an error before anything happens. Sorting is stable and puts NaN last. Sorting by a comparison is the
//! prelude's merge sort, since it calls the program.

use std::cmp::Ordering;

use super::args::{array, is_number, wrong};
use super::elements::Elements;
use super::{Builtin, Host, at_least, function, internal};
use crate::heap::Array;
use crate::runtime::compare::compare;
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::number::mismatch;
use crate::value::{Tag, Value};

/// Checks that the values are all numbers or all strings, unless there is nothing to compare.
fn check(values: impl IntoIterator<Item = Value>) -> Result<(), Fault> {
    let mut values = values.into_iter();
    let Some(first) = values.next() else {
        return Ok(());
    };
    let fits = |v: Value| match first.tag() {
        Tag::Str => v.tag() == Tag::Str,
        _ => is_number(first) && is_number(v),
    };
    match values.find(|v| !fits(*v)) {
        Some(other) => Err(mismatch("<", first, other)),
        None => Ok(()),
    }
}

/// The order in which values that were checked are sorted.
fn order(a: Value, b: Value) -> Ordering {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return x.cmp(&y);
    }
    let is_nan = |v: Value| v.as_float().is_some_and(f64::is_nan);
    match compare("<", a, b) {
        Ok(Some(order)) => order,
        // One of them is NaN; and other kinds were refused.
        _ => is_nan(a).cmp(&is_nan(b)),
    }
}

fn float_order(a: &f64, b: &f64) -> Ordering {
    a.partial_cmp(b)
        .unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

fn sort(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let heap = &mut host.heap;
    if !matches!(args[0].tag(), Tag::Array | Tag::Range) {
        return Err(wrong("sort", 0, "array, range or generator", args[0]));
    }
    let xs = Elements::of("sort", args, 0)?.into_array(heap)?;
    check(xs.values())?;
    if !xs.sort_ints(heap)? && !xs.sort_floats(heap, float_order)? {
        let mut values: Vec<Value> = xs.values().collect();
        values.sort_by(|a, b| order(*a, *b));
        return Ok(Array::from_values(heap, &values)?.value());
    }
    Ok(xs.value())
}

/// The elements of the first array in the order of their keys, which the second one holds.
fn sort_by_keys(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (xs, keys) = (array("sortBy", args, 0)?, array("sortBy", args, 1)?);
    check(keys.values())?;
    let mut pairs: Vec<(Value, Value)> = keys.values().zip(xs.values()).collect();
    pairs.sort_by(|a, b| order(a.0, b.0));
    let sorted: Vec<Value> = pairs.into_iter().map(|pair| pair.1).collect();
    Ok(Array::from_values(&mut host.heap, &sorted)?.value())
}

/// The value that is farthest to one side; NaN if there is one.
fn extreme(best: Value, value: Value, side: Ordering) -> Value {
    let is_nan = |v: Value| v.as_float().is_some_and(f64::is_nan);
    if is_nan(best) || !is_nan(value) && order(value, best) != side {
        best
    } else {
        value
    }
}

fn farthest(name: &str, args: &[Value], side: Ordering) -> Result<Value, Fault> {
    if args.len() > 1 {
        let want = if args[0].tag() == Tag::Str {
            "string"
        } else {
            "int or float"
        };
        let like = |v: &Value| {
            if want == "string" {
                v.tag() == Tag::Str
            } else {
                is_number(*v)
            }
        };
        if let Some(at) = args.iter().position(|v| !like(v)) {
            return Err(wrong(name, at, want, args[at]));
        }
        return Ok(args
            .iter()
            .copied()
            .reduce(|best, x| extreme(best, x, side))
            .unwrap_or(Value::NULL));
    }
    // One number alone is the least of its kind, too: min(...xs) may have one.
    if is_number(args[0]) {
        return Ok(args[0]);
    }
    if let Some(range) = args[0].as_range() {
        let at = if side == Ordering::Less {
            0
        } else {
            range.len().wrapping_sub(1)
        };
        return Ok(range.get(at as i64).map_or(Value::NULL, Value::int));
    }
    let xs = args[0]
        .as_array()
        .ok_or_else(|| wrong(name, 0, "array or range", args[0]))?;
    check(xs.values())?;
    Ok(xs
        .values()
        .reduce(|best, x| extreme(best, x, side))
        .unwrap_or(Value::NULL))
}

fn min(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    farthest("min", args, Ordering::Less)
}

fn max(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    farthest("max", args, Ordering::Greater)
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);
const SOME: Arity = at_least(1);

pub(super) static ORDER: &[Builtin] = &[
    function(
        "min",
        "(x, ...more)",
        SOME,
        min,
        "The least of several numbers or strings, or of an array's; `null` of `[]`.",
    ),
    function(
        "max",
        "(x, ...more)",
        SOME,
        max,
        "The greatest of several numbers or strings, or of an array's; `null` of `[]`.",
    ),
    internal("__sort", "(xs)", ONE, sort, "`sort` without a comparison."),
    internal(
        "__sort_by_keys",
        "(xs, keys)",
        TWO,
        sort_by_keys,
        "The elements in the order of their keys.",
    ),
];
