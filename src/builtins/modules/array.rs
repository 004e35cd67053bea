//! The module `array`: what programs do not have without it. What takes functions is in the prelude.
//!
//! ```text
//! array.fill(3, 0) -> [0, 0, 0]    array.binarySearch([1, 3, 5], 3) -> 1    array.lastIndexOf([1, 2, 1], 1) -> 2
//! ```
//!
//! Invariant: as in `arrays.rs`: no argument is changed.

use std::cmp::Ordering;

use super::super::args::{array, count};
use super::super::{Builtin, Host, member};
use crate::heap::Array;
use crate::runtime::compare::{compare, equal};
use crate::runtime::fault::{Arity, Fault};
use crate::value::Value;

fn fill(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let n = count("array.fill", args, 0, 0)?;
    Ok(Array::filled(&mut host.heap, n, args[1])?.value())
}

fn last_index_of(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("array.lastIndexOf", args, 0)?;
    let found = (0..xs.len()).rev().find(|&n| equal(xs.get(n), args[1]));
    Ok(Value::int(found.map_or(-1, |n| n as i64)))
}

fn binary_search(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("array.binarySearch", args, 0)?;
    let (mut from, mut to) = (0, xs.len());
    while from < to {
        let middle = from + (to - from) / 2;
        // Of equal ones the first.
        match compare("<", xs.get(middle), args[1])? {
            Some(Ordering::Less) => from = middle + 1,
            _ => to = middle,
        }
    }
    let found = from < xs.len() && equal(xs.get(from), args[1]);
    Ok(Value::int(if found { from as i64 } else { -1 }))
}

const TWO: Arity = Arity::exactly(2);

pub static ARRAY: &[Builtin] = &[
    member(
        "array.fill",
        "(n, x)",
        TWO,
        fill,
        "An array of `n` times `x`.",
    ),
    member(
        "array.lastIndexOf",
        "(xs, x)",
        TWO,
        last_index_of,
        "The index of the last `x` in an array; `-1` if there is none.",
    ),
    member(
        "array.binarySearch",
        "(xs, x)",
        TWO,
        binary_search,
        "The index of the first `x` in an array that is sorted; `-1` if there is none.",
    ),
];
