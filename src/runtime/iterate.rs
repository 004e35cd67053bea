//! The iteration protocol: a value to iterate over and a position in it.
//!
//! | over | position |
//! | --- | --- |
//! | array | index of the next element |
//! | string | byte of the next character |
//! | hash | the hash's own stable position |
//! | range | the next integer |
//! | generator | none: it is resumed by the machine, not here, where it has no element |
//! | enum | which of its values is next |
//!
//! Elements and keys added during a loop are visited, removed ones are not: nothing is copied.

use super::collection::char_at_byte;
use super::{Fault, FaultKind};
use crate::heap::{Array, Gc, Heap};
use crate::value::{Tag, Value};

/// What to iterate over, and where to begin.
///
/// # Errors
/// When the kind has no elements.
pub fn start(_: &mut Heap, over: Value) -> Result<(Value, i64), Fault> {
    match over.tag() {
        Tag::Array | Tag::Str | Tag::Hash | Tag::Enum | Tag::Generator => Ok((over, 0)),
        Tag::Range => Ok((over, over.as_range().map_or(0, |r| r.start()))),
        _ => Err(Fault::new(FaultKind::CannotIterate(over.kind_name()))),
    }
}

/// The next element (of a hash, the key) and the position after it.
///
/// # Errors
/// When the heap is full.
pub fn next(heap: &mut Heap, over: Value, position: Value) -> Result<Option<(i64, Value)>, Fault> {
    let position = position.as_int().unwrap_or(0);
    if let Some(array) = over.as_array() {
        return Ok(array
            .try_get(position as usize)
            .map(|element| (position + 1, element)));
    }
    if let Some(range) = over.as_range() {
        return Ok((position < range.end()).then(|| (position + 1, Value::int(position))));
    }
    if let Some((id, count)) = over.as_enum() {
        let place = u32::try_from(position).ok().filter(|place| *place < count);
        return Ok(place.map(|place| (position + 1, Value::variant(id, place))));
    }
    if let Some(text) = over.as_str() {
        let next = char_at_byte(heap, text, position as usize)?;
        return Ok(next.map(|(byte, c)| (byte as i64, c)));
    }
    if let Some(hash) = over.as_hash() {
        return Ok(hash
            .next_from(position as u64)
            .map(|(next, key, _)| (next as i64, key)));
    }
    if over.tag() == Tag::Generator {
        return Ok(None);
    }
    Err(Fault::new(FaultKind::CannotIterate(over.kind_name())))
}

/// A step of an iteration over pairs: the position after it, the key, the value.
pub type PairStep = (i64, Value, Value);

/// The next key and value of a hash; of another collection, the two elements of its next element.
///
/// # Errors
/// When that element has no elements, or the heap is full.
pub fn next_pair(heap: &mut Heap, over: Value, position: Value) -> Result<Option<PairStep>, Fault> {
    if let Some(hash) = over.as_hash() {
        let position = position.as_int().unwrap_or(0) as u64;
        return Ok(hash
            .next_from(position)
            .map(|(next, key, value)| (next as i64, key, value)));
    }
    let Some((next, element)) = next(heap, over, position)? else {
        return Ok(None);
    };
    let first = super::collection::get(heap, element, Value::int(0))?;
    let second = super::collection::get(heap, element, Value::int(1))?;
    Ok(Some((next, first, second)))
}

/// Adds every element of `from` at the end of the array.
///
/// # Errors
/// When `from` has no elements or the heap is full.
pub fn extend(heap: &mut Heap, array: Gc<Array>, from: Value) -> Result<(), Fault> {
    let from = to_array(heap, from)?;
    Ok(array.extend(heap, from)?)
}

/// Every element of a collection in an array; of an array, itself.
///
/// # Errors
/// When it has no elements or the heap is full.
pub fn to_array(heap: &mut Heap, from: Value) -> Result<Gc<Array>, Fault> {
    if let Some(array) = from.as_array() {
        return Ok(array);
    }
    if from.tag() == Tag::Generator {
        return Err(Fault::message("a generator has its elements one at a time"));
    }
    let (over, mut position) = start(heap, from)?;
    let array = Array::new(heap, 0)?;
    while let Some((next, element)) = next(heap, over, Value::int(position))? {
        array.push(heap, element)?;
        position = next;
    }
    Ok(array)
}
