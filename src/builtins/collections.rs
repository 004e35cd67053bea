//! Questions to collections of several kinds, and walks over them.
//!
//! ```text
//! len("h\u{e9}") -> 2    contains([1, 2], 2.0) -> true    indexOf("abc", "c") -> 2    sum(1..101) -> 5050
//! zip("ab", 0..9) -> [["a", 0], ["b", 1]]    enumerate("ab") -> [[0, "a"], [1, "b"]]
//! ```
//!
//! Invariant: elements are those that `for (x in xs)` visits, and they are compared as `==` does.

use std::collections::HashSet;

use dashu_int::IBig;

use super::args::{string, wrong};
use super::elements::Elements;
use super::{Builtin, Host, at_least, function};
use crate::heap::{Array, BigInt};
use crate::runtime::compare::equal;
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::float::exact_int;
use crate::runtime::number::{self, add};
use crate::value::{Tag, Value};

fn len(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = args[0];
    let len = match x.tag() {
        Tag::Array => x.as_array().map(|xs| xs.len()),
        Tag::Str => x.as_str().map(|text| text.len()),
        Tag::Hash => x.as_hash().map(|hash| hash.len()),
        Tag::Enum => x.as_enum().map(|(_, count)| count as usize),
        _ => None,
    };
    match (len, x.as_range()) {
        (Some(len), _) => Ok(Value::int(len as i64)),
        // A range may have more elements than 63 bits count.
        (None, Some(range)) => Ok(BigInt::value_of(&mut host.heap, &IBig::from(range.len()))?),
        (None, None) => Err(wrong("len", 0, "string, array, hash or range", x)),
    }
}

/// Where the second argument stands in the first.
fn position(name: &str, args: &[Value]) -> Result<Option<usize>, Fault> {
    if let Some(text) = args[0].as_str() {
        let part = string(name, args, 1)?;
        return Ok(text
            .as_str()
            .find(part.as_str())
            .map(|byte| text.char_position(byte)));
    }
    match args[0].as_array() {
        Some(xs) => Ok(xs.values().position(|x| equal(x, args[1]))),
        None => Err(wrong(name, 0, "string or array", args[0])),
    }
}

fn contains(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::bool(position("contains", args)?.is_some()))
}

fn index_of(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::int(
        position("indexOf", args)?.map_or(-1, |at| at as i64),
    ))
}

fn sum(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if let Some(range) = args[0].as_range() {
        if range.is_empty() {
            return Ok(Value::int(0));
        }
        let ends = IBig::from(range.start()) + IBig::from(range.end()) - IBig::ONE;
        return number::integer(
            &mut host.heap,
            &(ends * IBig::from(range.len()) / IBig::from(2)),
        );
    }
    let xs = args[0]
        .as_array()
        .ok_or_else(|| wrong("sum", 0, "array, range or generator", args[0]))?;
    let mut total = Value::int(0);
    for x in xs.values() {
        total = add(&mut host.heap, total, x)?;
    }
    Ok(total)
}

fn enumerate(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let heap = &mut host.heap;
    let mut elements = Elements::of("enumerate", args, 0)?;
    let pairs = Array::filled(heap, elements.len(), Value::NULL)?;
    for at in 0..pairs.len() {
        if let Some(x) = elements.next(heap)? {
            let pair = Array::from_values(heap, &[Value::int(at as i64), x])?;
            pairs.set(heap, at, pair.value())?;
        }
    }
    Ok(pairs.value())
}

fn zip(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let heap = &mut host.heap;
    let mut all = Vec::new();
    for at in 0..args.len() {
        all.push(Elements::of("zip", args, at)?);
    }
    let shortest = all.iter().map(Elements::len).min().unwrap_or(0);
    let tuples = Array::filled(heap, shortest, Value::NULL)?;
    let mut tuple = Vec::with_capacity(all.len());
    for at in 0..shortest {
        tuple.clear();
        for elements in &mut all {
            tuple.push(elements.next(heap)?.unwrap_or(Value::NULL));
        }
        let made = Array::from_values(heap, &tuple)?;
        tuples.set(heap, at, made.value())?;
    }
    Ok(tuples.value())
}

/// What equal values have in common, and no others.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Int(i64),
    /// A float, or a big integer that is one.
    Float(u64),
    Big {
        negative: bool,
        words: &'static [u64],
    },
    Text(&'static [u8]),
    Same(u64, u64),
}

impl Key {
    /// The key, used only up to the next safepoint; `None` for NaN, which equals nothing.
    fn of(value: Value) -> Option<Key> {
        if let Some(x) = value.as_float() {
            return match exact_int(x) {
                Some(n) => Some(Key::Int(n)),
                None if x.is_nan() => None,
                None => Some(Key::Float(x.to_bits())),
            };
        }
        if let Some(n) = value.as_int() {
            return Some(Key::Int(n));
        }
        if let Some(text) = value.as_str() {
            return Some(Key::Text(text.as_bytes()));
        }
        Some(match value.as_big_int() {
            Some(n) => match n.exact_float() {
                Some(x) => Key::Float(x.to_bits()),
                None => Key::Big {
                    negative: n.is_negative(),
                    words: n.words(),
                },
            },
            None => Key::Same(value.tag() as u64, value.bits()),
        })
    }
}

fn unique(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let heap = &mut host.heap;
    let mut elements = Elements::of("unique", args, 0)?;
    let mut seen: HashSet<Key, foldhash::fast::FixedState> = HashSet::default();
    let firsts = Array::new(heap, 0)?;
    while let Some(x) = elements.next(heap)? {
        if Key::of(x).is_none_or(|key| seen.insert(key)) {
            firsts.push(heap, x)?;
        }
    }
    Ok(firsts.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static COLLECTIONS: &[Builtin] = &[
    function(
        "len",
        "(x)",
        ONE,
        len,
        "How many characters a string has, elements an array or range, entries a hash.",
    ),
    function(
        "contains",
        "(xs, x)",
        TWO,
        contains,
        "Whether `x` is an element of an array, or a part of a string.",
    ),
    function(
        "indexOf",
        "(xs, x)",
        TWO,
        index_of,
        "The index of the first `x` in an array or string; `-1` if there is none.",
    ),
    function(
        "sum",
        "(xs)",
        ONE,
        sum,
        "The elements of an array or range added up; `0` if there are none.",
    ),
    function(
        "enumerate",
        "(xs)",
        ONE,
        enumerate,
        "An array of `[index, element]`.",
    ),
    function(
        "zip",
        "(xs, ys, ...more)",
        at_least(2),
        zip,
        "An array of `[x, y, ...]`, as many as the shortest has elements.",
    ),
    function(
        "unique",
        "(xs)",
        ONE,
        unique,
        "An array of the elements without those that equal an earlier one.",
    ),
];
