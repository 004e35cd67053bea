//! Hashes: their keys and values, and whether they have one.
//!
//! ```text
//! entries({"a": 1}) -> [["a", 1]]    has({1: 2}, 1.0) -> true    merge({"a": 1}, {"a": 2}) -> {"a": 2}
//! ```
//!
//! Invariant: results are in the order in which the keys came. Only `delete` changes a hash.

use super::args::wrong;
use super::{Builtin, Host, at_least, function};
use crate::heap::hash::{BadKey, Key};
use crate::heap::{Array, Gc, Hash};
use crate::runtime::fault::{Arity, Fault, FaultKind};
use crate::value::Value;

fn hash(name: &str, args: &[Value], at: usize) -> Result<Gc<Hash>, Fault> {
    args[at]
        .as_hash()
        .ok_or_else(|| wrong(name, at, "hash", args[at]))
}

fn key(value: Value) -> Result<Key, Fault> {
    Key::new(value).map_err(|bad| match bad {
        BadKey::Kind(tag) => FaultKind::UnusableKey(tag.kind_name()).into(),
        BadKey::NaN => FaultKind::UnusableKey("NaN").into(),
    })
}

fn keys(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let keys: Vec<Value> = hash("keys", args, 0)?
        .entries()
        .map(|entry| entry.0)
        .collect();
    Ok(Array::from_values(&mut host.heap, &keys)?.value())
}

fn values(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let values: Vec<Value> = hash("values", args, 0)?
        .entries()
        .map(|entry| entry.1)
        .collect();
    Ok(Array::from_values(&mut host.heap, &values)?.value())
}

fn entries(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let mut pairs = Vec::new();
    for (key, value) in hash("entries", args, 0)?.entries() {
        pairs.push(Array::from_values(&mut host.heap, &[key, value])?.value());
    }
    Ok(Array::from_values(&mut host.heap, &pairs)?.value())
}

fn has(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::bool(hash("has", args, 0)?.contains(key(args[1])?)))
}

fn delete(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let removed = hash("delete", args, 0)?.remove(key(args[1])?);
    Ok(removed.unwrap_or(Value::NULL))
}

fn merge(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    for at in 0..args.len() {
        hash("merge", args, at)?;
    }
    let merged = hash("merge", args, 0)?.copied(&mut host.heap)?;
    for at in 1..args.len() {
        merged.extend(&mut host.heap, hash("merge", args, at)?)?;
    }
    Ok(merged.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static HASHES: &[Builtin] = &[
    function("keys", "(h)", ONE, keys, "An array of the keys of a hash."),
    function(
        "values",
        "(h)",
        ONE,
        values,
        "An array of the values of a hash.",
    ),
    function(
        "entries",
        "(h)",
        ONE,
        entries,
        "An array of `[key, value]`.",
    ),
    function("has", "(h, key)", TWO, has, "Whether the hash has the key."),
    function(
        "delete",
        "(h, key)",
        TWO,
        delete,
        "Removes a key from the hash; answers its value, or `null`.",
    ),
    function(
        "merge",
        "(h, g, ...more)",
        at_least(2),
        merge,
        "A new hash with the entries of all; of equal keys the last value wins, in the first one's place.",
    ),
];
