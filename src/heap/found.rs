//! What lookups of fields found last, by shape and name.
//!
//! ```text
//!   (shape, field) --hash--> entry: key | slot | offset in the object
//! ```
//!
//! A cache of one entry at each instruction serves places where instances of one shape come by; this one serves the others, in the
//! interpreter and in native code. What is in it is never wrong, since no shape is given out twice and none changes; an entry only gives
//! way to another. (The global lookup cache of Smalltalk-80 systems, for fields: Conroy, Pelegri-Llopart, "An assessment of method-lookup
//! caches for Smalltalk-80 implementations", in Krasner, "Smalltalk-80: bits of history, words of advice", 1983.)
//!
//! Invariant: of what stands in an entry native code relies on the key and the offset alone, and an entry whose field is not in the object
//! itself has a key that native code never looks for.

use std::cell::Cell;

use super::Struct;
use crate::index::{ShapeId, SymbolId};
use crate::value::Value;

/// How many entries there are; a power of 2.
pub const ENTRIES: usize = 256;

/// The key's bit of a field that is not in the object itself: missing, or behind it.
const ELSEWHERE: u64 = 1 << 63;

/// In place of the slot of a field that is missing.
const MISSING: u32 = u32::MAX;

/// What a lookup found. Native code reads it.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Entry {
    /// Of a field in the object itself [`Entry::key`].
    pub key: u64,
    slot: u32,
    /// From the object's begin, in bytes.
    pub offset: u32,
}

impl Entry {
    const EMPTY: Entry = Entry {
        key: u64::MAX,
        slot: MISSING,
        offset: 0,
    };

    /// What an entry's key is but for the shape, which stands in the low half; nothing for a name that has no entries.
    pub fn key(field: SymbolId) -> Option<u64> {
        let key = u64::from(field.0) << 32;
        (key & ELSEWHERE == 0).then_some(key)
    }

    /// What the number of an entry is but for the shape: the low bits of the shape, some of them flipped, as this says.
    pub fn flip(field: SymbolId) -> u32 {
        // Fibonacci hashing: Knuth, "The Art of Computer Programming", volume 3, section 6.4.
        field.0.wrapping_mul(0x9e37_79b1) >> (u32::BITS - ENTRIES.ilog2())
    }
}

/// The entries.
pub(super) struct Found(Box<[Cell<Entry>; ENTRIES]>);

impl Default for Found {
    fn default() -> Found {
        Found(Box::new([const { Cell::new(Entry::EMPTY) }; ENTRIES]))
    }
}

impl Found {
    #[inline]
    fn entry(&self, shape: ShapeId, field: SymbolId) -> &Cell<Entry> {
        &self.0[(shape.0 ^ Entry::flip(field)) as usize % ENTRIES]
    }

    /// The slot, or that there is none; nothing if that is not known here.
    #[inline]
    pub fn get(&self, shape: ShapeId, field: SymbolId) -> Option<Option<u32>> {
        let key = Entry::key(field)? | u64::from(shape.0);
        let entry = self.entry(shape, field).get();
        let slot = (entry.slot != MISSING).then_some(entry.slot);
        (entry.key & !ELSEWHERE == key).then_some(slot)
    }

    /// Remembers what was found in a structure with so many slots in itself.
    pub fn put(&self, (shape, field): (ShapeId, SymbolId), slot: Option<u32>, inline: u8) {
        let Some(key) = Entry::key(field) else {
            return;
        };
        let inside = slot.filter(|slot| *slot < u32::from(inline));
        let offset = inside.map(|slot| Struct::SLOTS_OFFSET + slot as usize * size_of::<Value>());
        let elsewhere = if inside.is_some() { 0 } else { ELSEWHERE };
        self.entry(shape, field).set(Entry {
            key: key | u64::from(shape.0) | elsewhere,
            slot: slot.unwrap_or(MISSING),
            offset: offset.unwrap_or_default() as u32,
        });
    }
}
