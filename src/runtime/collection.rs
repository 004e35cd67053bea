//! Indexing, slicing and membership: `a[i]`, `a[i] = v`, `a[from:to]`, `x in c`, `len(c)`.
//!
//! ```text
//! [10, 20][-1] -> 20      "añb"[1] -> "ñ"      {"a": 1}["b"] -> null      (0..5)[2] -> 2
//! ```
//!
//! Reading what is not there gives null; writing there is an error.

use super::compare::equal;
use super::number::mismatch;
use super::{Fault, FaultKind};
use crate::heap::bigint::Integer;
use crate::heap::{Array, Gc, Hash, Heap, Key, Range, Str};
use crate::value::{Tag, Value};

/// The position that an index names in a sequence of `len` elements: negative ones count from the end.
pub fn position(index: i64, len: usize) -> Option<usize> {
    let position = if index < 0 {
        index.checked_add(len as i64)?
    } else {
        index
    };
    usize::try_from(position).ok().filter(|p| *p < len)
}

/// `collection[index]`.
///
/// # Errors
/// When the kinds do not fit, a key is unusable, or the heap is full.
pub fn get(heap: &mut Heap, collection: Value, index: Value) -> Result<Value, Fault> {
    if let (Some(array), Some(index)) = (collection.as_array(), index.as_int()) {
        return Ok(position(index, array.len()).map_or(Value::NULL, |at| array.get(at)));
    }
    if let Some(hash) = collection.as_hash() {
        return Ok(hash.get(Key::new(index)?).unwrap_or(Value::NULL));
    }
    let len = match collection.tag() {
        Tag::Array | Tag::Str | Tag::Range => len(heap, collection)? as usize,
        _ => return Err(Fault::new(FaultKind::CannotIndex(collection.kind_name()))),
    };
    let position = match index.tag() {
        Tag::Int => index.as_int().and_then(|n| position(n, len)),
        Tag::BigInt => None,
        _ => return Err(cannot_index_with(collection, index)),
    };
    let Some(position) = position else {
        return Ok(Value::NULL);
    };
    if let Some(text) = collection.as_str() {
        Ok(text
            .char_at(heap, position)?
            .map_or(Value::NULL, Value::from))
    } else if let Some(range) = collection.as_range() {
        Ok(range.get(position as i64).map_or(Value::NULL, Value::int))
    } else {
        Ok(Value::NULL)
    }
}

fn cannot_index_with(collection: Value, index: Value) -> Fault {
    let (indexed, index) = (collection.kind_name(), index.kind_name());
    Fault::new(FaultKind::CannotIndexWith { indexed, index })
}

/// `collection[index] = value`.
///
/// # Errors
/// When the kinds do not fit, there is no such element, a key is unusable, or the heap is full.
pub fn set(heap: &mut Heap, collection: Value, index: Value, value: Value) -> Result<(), Fault> {
    if let Some(hash) = collection.as_hash() {
        return insert(heap, hash, index, value);
    }
    let Some(array) = collection.as_array() else {
        let kind = collection.kind_name();
        return Err(Fault::new(FaultKind::CannotAssignIndex(kind)));
    };
    let position = existing(array, index)?;
    Ok(array.set(heap, position, value)?)
}

/// The position of an element that must exist.
///
/// # Errors
/// When the index is no integer or there is no such element.
pub fn existing(array: Gc<Array>, index: Value) -> Result<usize, Fault> {
    let found = match index.tag() {
        Tag::Int => index.as_int().and_then(|n| position(n, array.len())),
        Tag::BigInt => None,
        _ => return Err(cannot_index_with(array.value(), index)),
    };
    found.ok_or_else(|| {
        let index = Integer::of(index).map_or(String::new(), |n| n.to_string());
        Fault::new(FaultKind::IndexOutOfRange {
            index,
            length: array.len(),
        })
    })
}

/// By how much an enum's value stands behind another: see the instruction `ordinal`.
pub fn ordinal(value: Value, from: Value) -> i64 {
    match value.tag() {
        Tag::Variant => (value.bits() as i64).wrapping_sub(from.bits() as i64),
        _ => -1,
    }
}

/// Adds or replaces an entry.
///
/// # Errors
/// When the key is unusable or the heap is full.
pub fn insert(heap: &mut Heap, hash: Gc<Hash>, key: Value, value: Value) -> Result<(), Fault> {
    Ok(hash.insert(heap, Key::new(key)?, value)?)
}

/// The number of elements, code points or entries.
///
/// # Errors
/// When the kind has none.
pub fn len(_: &mut Heap, value: Value) -> Result<i64, Fault> {
    if let Some(array) = value.as_array() {
        Ok(array.len() as i64)
    } else if let Some(text) = value.as_str() {
        Ok(text.len() as i64)
    } else if let Some(hash) = value.as_hash() {
        Ok(hash.len() as i64)
    } else if let Some(range) = value.as_range() {
        Ok(range.len().min(i64::MAX as u64) as i64)
    } else if let Some((_, count)) = value.as_enum() {
        Ok(i64::from(count))
    } else {
        Err(Fault::new(FaultKind::WrongArgument {
            name: "len".into(),
            number: 1,
            want: "string, array, hash or range",
            got: value.kind_name(),
        }))
    }
}

/// `key in collection`: a hash's key, an array's element by `==`, a substring, an integer of a range,
/// a value of an enum.
///
/// # Errors
/// When the kinds do not fit.
pub fn contains(_: &mut Heap, key: Value, collection: Value) -> Result<bool, Fault> {
    if let Some(hash) = collection.as_hash() {
        return Ok(hash.contains(Key::new(key)?));
    }
    if let Some(array) = collection.as_array() {
        return Ok(array.values().any(|element| equal(element, key)));
    }
    if let (Some(text), Some(part)) = (collection.as_str(), key.as_str()) {
        return Ok(text.as_str().contains(part.as_str()));
    }
    if let (Some((id, _)), Some((of, _))) = (collection.as_enum(), key.as_variant()) {
        return Ok(id == of);
    }
    match (collection.as_range(), key.tag()) {
        (Some(range), Tag::Int) => Ok(key
            .as_int()
            .is_some_and(|n| range.start() <= n && n < range.end())),
        (Some(_), Tag::BigInt) => Ok(false),
        _ => Err(mismatch("in", key, collection)),
    }
}

/// `collection[from:to]`, clamped; null stands for an end that is left out.
///
/// # Errors
/// When the kinds do not fit or the heap is full.
pub fn slice(heap: &mut Heap, collection: Value, from: Value, to: Value) -> Result<Value, Fault> {
    let len = match collection.tag() {
        Tag::Array | Tag::Str | Tag::Range => len(heap, collection)?,
        _ => return Err(Fault::new(FaultKind::CannotIndex(collection.kind_name()))),
    };
    let bound = |bound: Value, absent: i64| match bound.tag() {
        Tag::Null => Ok(absent),
        Tag::Int => {
            let n = bound.as_int().unwrap_or(absent);
            Ok(if n < 0 {
                n.saturating_add(len).max(0)
            } else {
                n.min(len)
            })
        }
        Tag::BigInt => Ok(if bound.as_big_int().is_some_and(|b| b.is_negative()) {
            0
        } else {
            len
        }),
        _ => Err(cannot_index_with(collection, bound)),
    };
    let from = bound(from, 0)?;
    let to = bound(to, len)?.max(from);
    if let Some(array) = collection.as_array() {
        Ok(array.slice(heap, from as usize, to as usize)?.into())
    } else if let Some(text) = collection.as_str() {
        Ok(text.substring(heap, from as usize, to as usize)?.into())
    } else if let Some(range) = collection.as_range() {
        let start = range.start().saturating_add(from);
        Ok(Range::new(heap, start, start.saturating_add(to - from))?.into())
    } else {
        Ok(Value::NULL)
    }
}

/// The array.
///
/// # Errors
/// When the value is none.
pub fn want_array(value: Value) -> Result<Gc<Array>, Fault> {
    value
        .as_array()
        .ok_or_else(|| Fault::message(format!("want array, got {}", value.kind_name())))
}

/// Takes an element out of an array.
///
/// # Errors
/// When there is no such element or the heap is full.
pub fn remove(heap: &mut Heap, array: Gc<Array>, index: Value) -> Result<Value, Fault> {
    let position = existing(array, index)?;
    Ok(array.remove(heap, position)?.unwrap_or(Value::NULL))
}

/// The elements of an array or the characters of a string from a position on, as `...rest` takes them.
///
/// # Errors
/// When the kind has none or the heap is full.
pub fn rest(heap: &mut Heap, value: Value, from: i64) -> Result<Value, Fault> {
    if value.as_array().is_some() {
        return slice(heap, value, Value::int(from), Value::NULL);
    }
    let all = super::iterate::to_array(heap, value)?;
    slice(heap, all.value(), Value::int(from), Value::NULL)
}

/// The hash of alternating keys and values.
///
/// # Errors
/// When a key is unusable or the heap is full.
pub fn hash_of(heap: &mut Heap, pairs: &[Value]) -> Result<Value, Fault> {
    let hash = Hash::new(heap, pairs.len() / 2)?;
    for pair in pairs.chunks_exact(2) {
        insert(heap, hash, pair[0], pair[1])?;
    }
    Ok(hash.value())
}

/// Adds every entry of `from` to `hash`.
///
/// # Errors
/// When either is no hash or the heap is full.
pub fn hash_extend(heap: &mut Heap, hash: Value, from: Value) -> Result<(), Fault> {
    let (Some(to), Some(from)) = (hash.as_hash(), from.as_hash()) else {
        let other = if hash.as_hash().is_some() { from } else { hash };
        return Err(Fault::message(format!(
            "cannot spread {} into a hash",
            other.kind_name()
        )));
    };
    Ok(to.extend(heap, from)?)
}

/// A text's characters, one by one, as strings.
pub(super) fn char_at_byte(
    heap: &mut Heap,
    text: Gc<Str>,
    byte: usize,
) -> Result<Option<(usize, Value)>, Fault> {
    match text
        .as_str()
        .get(byte..)
        .and_then(|rest| rest.chars().next())
    {
        Some(c) => Ok(Some((byte + c.len_utf8(), Str::of_char(heap, c)?.into()))),
        None => Ok(None),
    }
}
