//! Hashes: keys to values, in the order in which the keys came.
//!
//! ```text
//!   +--------+-----+--------+------+-------+
//!   | header | len | cursor | next | table |          next: the sequence number of the next new key
//!   +--------+-----+--------+------+---+---+
//!                                      +---> +--------+---------+-----+-----+-----+-- - - --+-------------+
//!                                            | header | sizes   | e 0 | e 1 | e 2 |  free   | index       |
//!                                            +--------+---------+-----+-----+-----+-- - - --+-------------+
//! ```
//!
//! Every new key gets the next sequence number, and entries stand in that order, also after the table was
//! compacted. A loop's position is the number from which on it still has to look, so that it sees what is added
//! while it runs, does not see what was removed, and survives any reorganisation of the table.
//!
//! Invariants: `len` entries of the table have keys, all different; each key is usable (see `key.rs`) and
//! normalised; sequence numbers rise along the table and are all below `next`.

mod key;
mod table;
#[cfg(test)]
mod tests;

use std::cell::Cell;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

pub use key::{BadKey, Key};
pub(in crate::heap) use table::Table;

/// A hash. See the module's drawing.
#[repr(C)]
pub struct Hash {
    header: Header,
    len: Cell<u32>,
    /// Where in the table the last step of a loop ended.
    cursor: Cell<u32>,
    next: Cell<u64>,
    table: Cell<Option<Gc<Table>>>,
}

// SAFETY: repr(C), header first, no drop, the one reference is traced.
unsafe impl Object for Hash {
    const KIND: Kind = Kind::Hash;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        if let Some(table) = object.table.get() {
            tracer.object(table);
        }
    }
}

// SAFETY: `Tag::Hash` stands for this type alone.
unsafe impl Named for Hash {
    const TAG: Tag = Tag::Hash;
}

impl Hash {
    /// Where native code finds the number of keys.
    pub const LEN_OFFSET: usize = std::mem::offset_of!(Hash, len);
    /// Where native code finds the table, 0 if there is none.
    pub const TABLE_OFFSET: usize = std::mem::offset_of!(Hash, table);
    /// Where native code finds in a table how many entries and gaps there are: 32 bits.
    pub const USED_OFFSET: usize = Table::USED_OFFSET;
    /// Where native code finds in a table its first entry, and how far apart entries are. An entry is its value, then the
    /// key's payload, then a word whose low byte is the key's tag.
    pub const ENTRIES_OFFSET: usize = size_of::<Table>();
    /// See [`Hash::ENTRIES_OFFSET`].
    pub const ENTRY_SIZE: usize = Table::ENTRY_SIZE;

    /// A hash with room for so many keys.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn new(heap: &mut Heap, capacity: usize) -> Result<Gc<Hash>, OutOfMemory> {
        let table = match capacity {
            0 => None,
            _ => Some(Table::new(heap, capacity)?),
        };
        let header = Header::new(Kind::Hash, 0, 0);
        let object = Hash {
            header,
            len: Cell::new(0),
            cursor: Cell::new(0),
            next: Cell::new(0),
            table: Cell::new(table),
        };
        heap.alloc(object, 0)
    }

    /// The number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get() as usize
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    /// The value of a key.
    #[inline]
    pub fn get(&self, key: Key) -> Option<Value> {
        let table = self.table.get()?;
        Some(table.value(table.find(key)?))
    }

    /// The value of a string key, if its entry is the one that `hint` says: records that were made alike have
    /// their fields at the same places. `string` is the payload of an interned string's value.
    #[inline(always)]
    pub fn get_at(&self, hint: u32, string: u64) -> Option<Value> {
        let table = self.table.get()?;
        let at = hint as usize;
        table.has_string_at(at, string).then(|| table.value(at))
    }

    /// Where the key's entry is: a hint for [`Hash::get_at`].
    pub fn place(&self, key: Key) -> Option<u32> {
        self.table.get()?.find(key).map(|at| at as u32)
    }

    /// Whether there is such a key.
    #[inline]
    pub fn contains(&self, key: Key) -> bool {
        self.table
            .get()
            .is_some_and(|table| table.find(key).is_some())
    }

    /// A step of a loop: the first key of a number from `position` on, with its value and the position that
    /// follows. A loop starts at position 0.
    pub fn next_from(&self, position: u64) -> Option<(u64, Value, Value)> {
        let table = self.table.get()?;
        let at = table.seek(position, self.cursor.get() as usize)?;
        self.cursor.set(at as u32 + 1);
        Some((table.sequence(at) + 1, table.key(at), table.value(at)))
    }

    /// The keys and their values as they are now, in order. The hash is not changed meanwhile.
    pub fn entries(&self) -> impl Iterator<Item = (Value, Value)> + use<> {
        let table = self.table.get();
        let used = table.map_or(0, |table| table.used());
        (0..used).filter_map(move |at| {
            let table = table?;
            table.is_live(at).then(|| (table.key(at), table.value(at)))
        })
    }
}

impl Gc<Hash> {
    /// Gives a string key a value, if its entry is the one that `hint` says; see [`Hash::get_at`].
    #[inline(always)]
    pub fn set_at(self, heap: &mut Heap, hint: u32, string: u64, value: Value) -> bool {
        let Some(table) = self.table.get() else {
            return false;
        };
        let at = hint as usize;
        if !table.has_string_at(at, string) {
            return false;
        }
        table.set_value(at, value);
        heap.barrier(table);
        true
    }

    /// Gives a key a value; a new key goes to the end.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    #[inline]
    pub fn insert(self, heap: &mut Heap, key: Key, value: Value) -> Result<(), OutOfMemory> {
        if let Some(table) = self.table.get()
            && let Some(at) = table.find(key)
        {
            table.set_value(at, value);
            heap.barrier(table);
            return Ok(());
        }
        self.insert_new(heap, key, value)
    }

    fn insert_new(self, heap: &mut Heap, key: Key, value: Value) -> Result<(), OutOfMemory> {
        let table = self.room_for(heap, 1)?;
        let sequence = self.next.get();
        table.push(key, value, sequence);
        heap.barrier(table);
        self.next.set(sequence + 1);
        self.len.set(self.len.get() + 1);
        Ok(())
    }

    /// Makes room for so many more keys, so that inserting them cannot fail.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn reserve(self, heap: &mut Heap, more: usize) -> Result<(), OutOfMemory> {
        if more > 0 {
            self.room_for(heap, more)?;
        }
        Ok(())
    }

    fn room_for(self, heap: &mut Heap, more: usize) -> Result<Gc<Table>, OutOfMemory> {
        let Some(table) = self.table.get() else {
            let table = Table::new(heap, more)?;
            self.take(heap, table);
            return Ok(table);
        };
        if table.room() >= more {
            return Ok(table);
        }
        let wanted = self.len().saturating_add(more);
        // With enough gaps the table is only compacted, so seldom that each insertion pays for a few entries.
        if wanted <= table.capacity() / 2 {
            table.compact();
            return Ok(table);
        }
        let larger = Table::new(heap, wanted.max(table.capacity() + 1))?;
        larger.fill_from(table);
        self.take(heap, larger);
        Ok(larger)
    }

    fn take(self, heap: &mut Heap, table: Gc<Table>) {
        self.table.set(Some(table));
        heap.barrier(self);
    }

    /// Removes a key; answers its value.
    pub fn remove(self, key: Key) -> Option<Value> {
        let table = self.table.get()?;
        let at = table.find(key)?;
        let value = table.value(at);
        table.remove(at, key);
        self.len.set(self.len.get() - 1);
        // Loops and searches then never step over many more gaps than entries.
        if table.used() > 16 && self.len() < table.used() / 4 {
            table.compact();
        }
        Some(value)
    }

    /// Removes all keys. Loops that are under way see only what is added from now on.
    pub fn clear(self) {
        self.table.set(None);
        self.len.set(0);
    }

    /// A new hash of the same keys and values.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn copied(self, heap: &mut Heap) -> Result<Gc<Hash>, OutOfMemory> {
        let copy = Hash::new(heap, self.len())?;
        if let (Some(from), Some(to)) = (self.table.get(), copy.table.get()) {
            to.fill_from(from);
            heap.barrier(to);
            copy.len.set(self.len.get());
            copy.next.set(self.next.get());
        }
        Ok(copy)
    }

    /// Gives this hash the keys and values of another.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn extend(self, heap: &mut Heap, other: Gc<Hash>) -> Result<(), OutOfMemory> {
        if self == other {
            return Ok(());
        }
        self.reserve(heap, other.len())?;
        let Some(from) = other.table.get() else {
            return Ok(());
        };
        for at in (0..from.used()).filter(|at| from.is_live(*at)) {
            self.insert(heap, Key::of_stored(from.key(at)), from.value(at))?;
        }
        Ok(())
    }
}
