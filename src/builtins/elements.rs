//! The elements of whatever a loop runs over, for native functions: one at a time, so that a long range or
//! string is not materialised.
//!
//! ```text
//! let mut elements = Elements::of("sum", args, 0)?;
//! while let Some(x) = elements.next(&mut host.heap)? { ... }
//! ```
//!
//! The elements are those of `for (x in xs)`: a string's characters, a hash's keys. Invariant: the collection
//! is not changed while it is walked, as natives call nobody.

use super::args::{ITERABLE, wrong};
use crate::heap::{Array, Gc, Hash, Heap, OutOfMemory, Range, Str};
use crate::index::EnumId;
use crate::runtime::Fault;
use crate::value::Value;

/// A walk over a collection.
pub struct Elements {
    source: Source,
    next: usize,
}

enum Source {
    Array(Gc<Array>),
    Str(Gc<Str>),
    Hash(Gc<Hash>),
    Range(Gc<Range>),
    Enum(EnumId, u32),
}

impl Elements {
    /// The elements of an argument.
    pub fn of(name: &str, args: &[Value], at: usize) -> Result<Elements, Fault> {
        let value = args[at];
        let source = if let Some(xs) = value.as_array() {
            Source::Array(xs)
        } else if let Some(text) = value.as_str() {
            Source::Str(text)
        } else if let Some(hash) = value.as_hash() {
            Source::Hash(hash)
        } else if let Some(range) = value.as_range() {
            Source::Range(range)
        } else if let Some((id, count)) = value.as_enum() {
            Source::Enum(id, count)
        } else {
            return Err(wrong(name, at, ITERABLE, value));
        };
        Ok(Elements { source, next: 0 })
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        match &self.source {
            Source::Array(xs) => xs.len(),
            Source::Str(text) => text.len(),
            Source::Hash(hash) => hash.len(),
            Source::Range(range) => usize::try_from(range.len()).unwrap_or(usize::MAX),
            Source::Enum(_, count) => *count as usize,
        }
    }

    /// The next one. Takes memory for the characters of strings only.
    pub fn next(&mut self, heap: &mut Heap) -> Result<Option<Value>, OutOfMemory> {
        let at = self.next;
        self.next += 1;
        Ok(match &self.source {
            Source::Array(xs) => xs.try_get(at),
            Source::Str(text) => text.char_at(heap, at)?.map(|c| c.value()),
            Source::Range(range) => range.get(at as i64).map(Value::int),
            Source::Enum(id, count) => {
                (at < *count as usize).then(|| Value::variant(*id, at as u32))
            }
            Source::Hash(hash) => hash.next_from(at as u64).map(|(next, key, _)| {
                self.next = next as usize;
                key
            }),
        })
    }

    /// All of them in a new array, which may share its memory with an array that they come from.
    pub fn into_array(mut self, heap: &mut Heap) -> Result<Gc<Array>, OutOfMemory> {
        if let Source::Array(xs) = &self.source {
            return xs.copied(heap);
        }
        // At once, so that what does not fit is refused before the work.
        let array = Array::filled(heap, self.len(), Value::NULL)?;
        let mut at = 0;
        while let Some(x) = self.next(heap)? {
            array.set(heap, at, x)?;
            at += 1;
        }
        Ok(array)
    }
}
