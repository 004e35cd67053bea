//! Natives that only the prelude names: what Monkey itself cannot say.
//!
//! ```text
//! __want("map", 2, f, "function")      map: argument 2: want function, got int
//! ```
//!
//! Invariant: they check what they are given like any native, so that a program that finds one can do no harm.

use super::args::{ITERABLE, array, int, is_function, string, unfit};
use super::{Builtin, Host, internal};
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::number::to_float;
use crate::value::Value;

/// Whether a value is of one of the kinds that `kinds` lists as messages do: `string, array or hash`.
fn is_one_of(value: Value, kinds: &str) -> bool {
    let kind = value.kind_name();
    kinds
        .split(", ")
        .flat_map(|some| some.split(" or "))
        .any(|one| match one {
            "function" => is_function(value),
            one => one == kind,
        })
}

fn want(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let kinds = string("__want", args, 3)?.as_str();
    // An enum is gone through like a collection.
    let elements = kinds == ITERABLE && args[2].as_enum().is_some();
    if elements || is_one_of(args[2], kinds) {
        return Ok(Value::NULL);
    }
    let (name, number) = (string("__want", args, 0)?.as_str(), int("__want", args, 1)?);
    Err(unfit(
        name,
        (number.max(1) - 1) as usize,
        kinds,
        args[2].kind_name(),
    ))
}

fn is_before(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if let Some(before) = args[0].as_bool() {
        return Ok(Value::bool(before));
    }
    match to_float(args[0]) {
        Some(x) => Ok(Value::bool(x < 0.0)),
        None => {
            let kind = args[0].kind_name();
            Err(Fault::message(format!(
                "sort: the comparison gave {kind}, want bool, int or float"
            )))
        }
    }
}

fn replace(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (xs, new) = (array("sort", args, 0)?, array("sort", args, 1)?);
    let values: Vec<Value> = new.values().collect();
    xs.replace(&mut host.heap, &values)?;
    Ok(args[0])
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static INTERNAL: &[Builtin] = &[
    internal(
        "__want",
        "(name, number, x, kinds)",
        Arity::exactly(4),
        want,
        "Checks an argument: an error unless `x` is of one of the kinds that `kinds` lists.",
    ),
    internal(
        "__is_before",
        "(answer)",
        ONE,
        is_before,
        "Whether what a comparison answered puts its first argument first.",
    ),
    internal(
        "__replace",
        "(xs, ys)",
        TWO,
        replace,
        "Gives the array `xs` the elements of `ys`; answers `xs`.",
    ),
];
