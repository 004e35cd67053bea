//! Methods of arrays that change them in place.
//!
//! ```text
//! let a = [1, 2]   a.push(3) -> [1, 2, 3]   a.shift() -> 1   a.insert(-1, 9) -> [2, 9, 3]   a.remove(0) -> 2
//! ```
//!
//! Invariant: a method allocates before its first effect. `sort` stands in the prelude, as it takes a function.

use super::args::{array, int};
use super::{Builtin, Host, method};
use crate::runtime::fault::{Arity, Fault, FaultKind};
use crate::value::Value;

fn push(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    array("push", args, 0)?.push(&mut host.heap, args[1])?;
    Ok(args[0])
}

fn pop(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(array("pop", args, 0)?.pop().unwrap_or(Value::NULL))
}

fn shift(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(array("shift", args, 0)?.shift().unwrap_or(Value::NULL))
}

fn unshift(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    array("unshift", args, 0)?.unshift(&mut host.heap, args[1])?;
    Ok(args[0])
}

/// The place in `0..end` that an index names, counted from `length` if it is negative.
fn place(name: &str, args: &[Value], length: usize, end: usize) -> Result<usize, Fault> {
    let n = int(name, args, 1)?;
    let from_start = if n < 0 {
        n.saturating_add(length as i64)
    } else {
        n
    };
    match usize::try_from(from_start) {
        Ok(at) if at < end => Ok(at),
        _ => Err(FaultKind::IndexOutOfRange {
            index: n.to_string(),
            length,
        }
        .into()),
    }
}

fn insert(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("insert", args, 0)?;
    let at = place("insert", args, xs.len(), xs.len() + 1)?;
    xs.insert(&mut host.heap, at, args[2])?;
    Ok(args[0])
}

fn remove(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("remove", args, 0)?;
    let at = place("remove", args, xs.len(), xs.len())?;
    Ok(xs.remove(&mut host.heap, at)?.unwrap_or(Value::NULL))
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static METHODS: &[Builtin] = &[
    method(
        "push",
        "(xs, x)",
        TWO,
        push,
        "Appends an element; answers the array.",
    ),
    method(
        "pop",
        "(xs)",
        ONE,
        pop,
        "Takes the last element out; `null` if there is none.",
    ),
    method(
        "shift",
        "(xs)",
        ONE,
        shift,
        "Takes the first element out; `null` if there is none.",
    ),
    method(
        "unshift",
        "(xs, x)",
        TWO,
        unshift,
        "Puts an element in front; answers the array.",
    ),
    method(
        "insert",
        "(xs, i, x)",
        Arity::exactly(3),
        insert,
        "Puts an element before that of index `i`, or last if `i` is the length; answers the array.",
    ),
    method(
        "remove",
        "(xs, i)",
        TWO,
        remove,
        "Takes the element of index `i` out and answers it.",
    ),
];
