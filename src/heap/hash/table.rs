//! The entries of a hash and the index that finds them.
//!
//! ```text
//!   +--------+----------+------+-------+------+----------------------+------------------------+
//!   | header | capacity | used | first | mask | capacity entries     | mask + 1 index slots   |
//!   +--------+----------+------+-------+------+----------------------+------------------------+
//!     entry: value (16), key payload (8), sequence number << 8 | key tag     a gap has the tag Unset
//!     slot:  hash << 32 | entry + 1, or 0                                    open addressing, linear probing
//! ```
//!
//! Up to [`UNINDEXED`] entries there is no index, and a search looks at each. The hash in a slot spares most
//! looks at entries that are not the one, and all of them when the index is made anew. Removing closes the
//! probe sequence by moving slots back, so that there are no marks of removed slots.
//!
//! Invariants: entries `first..used` are the live ones and gaps, and `first` is live if anything is; their
//! sequence numbers rise; each live entry of an indexed table has one slot, reachable from its hash.

use std::cell::Cell;

use super::super::{Gc, Header, Heap, Kind, Object, OutOfMemory, Tracer};
use super::Key;
use crate::value::{Tag, Value};

/// The most entries that are searched one by one.
const UNINDEXED: usize = 8;

/// The fewest entries of a table.
const LEAST: usize = 4;

/// The entries and index of a hash. See the module's drawing.
#[repr(C, align(16))]
pub(in crate::heap) struct Table {
    header: Header,
    capacity: u32,
    used: Cell<u32>,
    first: Cell<u32>,
    mask: u32,
    reserved: u64,
}

#[repr(C)]
struct Entry {
    value: Cell<Value>,
    payload: Cell<u64>,
    meta: Cell<u64>,
}

const _: () = assert!(size_of::<Entry>() == 32 && size_of::<Table>() == 32);
// Native code relies on it.
const _: () = assert!(
    std::mem::offset_of!(Entry, value) == 0
        && std::mem::offset_of!(Entry, payload) == 16
        && std::mem::offset_of!(Entry, meta) == 24
);

// SAFETY: repr(C), header first, no drop; by the table's invariant `first..used` are all its references.
unsafe impl Object for Table {
    const KIND: Kind = Kind::Table;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        for at in object.first.get() as usize..object.used() {
            tracer.value(object.key(at));
            tracer.value(object.value(at));
        }
    }
}

impl Table {
    pub(super) const USED_OFFSET: usize = std::mem::offset_of!(Table, used);
    pub(super) const ENTRY_SIZE: usize = size_of::<Entry>();

    /// A table for at least so many entries.
    pub fn new(heap: &mut Heap, wanted: usize) -> Result<Gc<Table>, OutOfMemory> {
        let refused = OutOfMemory {
            wanted: wanted.saturating_mul(size_of::<Entry>()),
        };
        let (capacity, slots) = if wanted <= UNINDEXED {
            (if wanted <= LEAST { LEAST } else { UNINDEXED }, 0)
        } else {
            // At most 3/4 full.
            let least = wanted.checked_mul(4).ok_or(refused)?.div_ceil(3);
            let slots = least.checked_next_power_of_two().ok_or(refused)?;
            (slots / 4 * 3, slots)
        };
        let count = u32::try_from(capacity).map_err(|_| refused)?;
        let object = Table {
            header: Header::new(Kind::Table, 0, 0),
            capacity: count,
            used: Cell::new(0),
            first: Cell::new(0),
            mask: slots.saturating_sub(1) as u32,
            reserved: 0,
        };
        let table = heap.alloc(
            object,
            capacity * size_of::<Entry>() + slots * size_of::<u64>(),
        )?;
        table.clear_index();
        Ok(table)
    }

    /// How many entries it has room for in all.
    pub fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// How many entries and gaps there are.
    #[inline(always)]
    pub fn used(&self) -> usize {
        self.used.get() as usize
    }

    /// How many entries it has room for now.
    pub fn room(&self) -> usize {
        (self.capacity - self.used.get()) as usize
    }

    #[inline(always)]
    fn is_indexed(&self) -> bool {
        self.mask != 0
    }

    #[inline(always)]
    fn home(&self, hash: u32) -> usize {
        (hash & self.mask) as usize
    }

    #[inline(always)]
    fn after(&self, slot: usize) -> usize {
        (slot + 1) & self.mask as usize
    }
}

/// Entries.
impl Gc<Table> {
    #[inline(always)]
    fn entry<'a>(self, at: usize) -> &'a Entry {
        debug_assert!(at < self.capacity());
        // SAFETY: a table has `capacity` entries behind it, of which those below `used` are written, and the rest
        // only written to; they live until the next safepoint, up to which the caller uses them.
        unsafe { &*self.trailing::<Entry>().add(at) }
    }

    /// The key of an entry; unset for a gap.
    #[inline(always)]
    pub fn key(self, at: usize) -> Value {
        let entry = self.entry(at);
        // SAFETY: the low byte of `meta` is a tag, and the payload is one of that tag.
        let tag = unsafe { std::mem::transmute::<u64, Tag>(entry.meta.get() & 0xff) };
        Value::from_parts(tag, entry.payload.get())
    }

    /// The value of an entry.
    #[inline(always)]
    pub fn value(self, at: usize) -> Value {
        self.entry(at).value.get()
    }

    /// Gives an entry another value.
    #[inline(always)]
    pub fn set_value(self, at: usize, value: Value) {
        self.entry(at).value.set(value);
    }

    /// Whether it is an entry and not a gap.
    #[inline(always)]
    pub fn is_live(self, at: usize) -> bool {
        self.entry(at).meta.get() & 0xff != Tag::Unset as u64
    }

    /// The sequence number of an entry or a gap.
    #[inline(always)]
    pub fn sequence(self, at: usize) -> u64 {
        self.entry(at).meta.get() >> 8
    }

    fn write(self, at: usize, key: Value, value: Value, sequence: u64) {
        let entry = self.entry(at);
        entry.value.set(value);
        entry.payload.set(key.bits());
        entry.meta.set(sequence << 8 | key.tag() as u64);
    }

    /// Appends an entry; the table has room and does not have the key.
    pub fn push(self, key: Key, value: Value, sequence: u64) {
        let at = self.used();
        debug_assert!(at < self.capacity());
        self.write(at, key.value(), value, sequence);
        self.used.set(at as u32 + 1);
        if self.is_indexed() {
            self.enter(key.hash(), at);
        }
    }

    /// The entry of a key.
    #[inline]
    pub fn find(self, key: Key) -> Option<usize> {
        if !self.is_indexed() {
            return (self.first.get() as usize..self.used()).find(|at| key.is(self.key(*at)));
        }
        let mut slot = self.home(key.hash());
        loop {
            let word = self.slot(slot).get();
            if word == 0 {
                return None;
            }
            let at = (word as u32 - 1) as usize;
            if (word >> 32) as u32 == key.hash() && key.is(self.key(at)) {
                return Some(at);
            }
            slot = self.after(slot);
        }
    }

    /// Whether the entry at `at` has exactly this string object as its key.
    #[inline(always)]
    pub fn has_string_at(self, at: usize, string: u64) -> bool {
        at < self.used() && {
            let entry = self.entry(at);
            entry.payload.get() == string && entry.meta.get() & 0xff == Tag::Str as u64
        }
    }

    /// Makes the entry of a key a gap.
    pub fn remove(self, at: usize, key: Key) {
        if self.is_indexed() {
            self.leave(key.hash(), at);
        }
        self.write(at, Value::UNSET, Value::UNSET, self.sequence(at));
        // Gaps at either end are given up.
        while self.used() > 0 && !self.is_live(self.used() - 1) {
            self.used.set(self.used.get() - 1);
        }
        let mut first = self.first.get() as usize;
        while first < self.used() && !self.is_live(first) {
            first += 1;
        }
        self.first.set(if first >= self.used() {
            0
        } else {
            first as u32
        });
        if first >= self.used() {
            self.used.set(0);
        }
    }

    /// The first live entry with a sequence number from `position` on. The hint is where it may be.
    pub fn seek(self, position: u64, hint: usize) -> Option<usize> {
        let (first, used) = (self.first.get() as usize, self.used());
        if first >= used {
            return None;
        }
        let lowest = self.sequence(first);
        // Whether `at` is the first entry or gap from `position` on.
        let is_it = |at: usize| {
            (first..=used).contains(&at)
                && (at == used || self.sequence(at) >= position)
                && (at == first || self.sequence(at - 1) < position)
        };
        // Without compaction the numbers have no gaps.
        let guess = first
            .saturating_add(usize::try_from(position.saturating_sub(lowest)).unwrap_or(usize::MAX));
        let mut at = if is_it(guess) {
            guess
        } else if is_it(hint) {
            hint
        } else {
            let (mut low, mut high) = (first, used);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.sequence(middle) < position {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        while at < used && !self.is_live(at) {
            at += 1;
        }
        (at < used).then_some(at)
    }

    /// Closes the gaps.
    pub fn compact(self) {
        let mut to = 0;
        for at in self.first.get() as usize..self.used() {
            if self.is_live(at) {
                self.write(to, self.key(at), self.value(at), self.sequence(at));
                to += 1;
            }
        }
        self.used.set(to as u32);
        self.first.set(0);
        self.clear_index();
        self.index_all();
    }

    /// Takes over the live entries of another table; this one is empty and large enough.
    pub fn fill_from(self, other: Gc<Table>) {
        let mut to = 0;
        for at in other.first.get() as usize..other.used() {
            if other.is_live(at) {
                self.write(to, other.key(at), other.value(at), other.sequence(at));
                to += 1;
            }
        }
        self.used.set(to as u32);
        if self.is_indexed() && other.is_indexed() && to == other.used() {
            self.index_like(other);
        } else {
            self.index_all();
        }
    }
}

/// The index.
impl Gc<Table> {
    #[inline(always)]
    fn slot<'a>(self, slot: usize) -> &'a Cell<u64> {
        debug_assert!(self.is_indexed() && slot <= self.mask as usize);
        // SAFETY: `mask + 1` slots stand behind the entries, all written since the table was made; they live until
        // the next safepoint, up to which the caller uses them.
        unsafe {
            &*self
                .trailing::<Entry>()
                .add(self.capacity())
                .cast::<Cell<u64>>()
                .add(slot)
        }
    }

    fn clear_index(self) {
        if self.is_indexed() {
            let slots = self.mask as usize + 1;
            // SAFETY: as many slots stand behind the entries.
            unsafe {
                self.trailing::<Entry>()
                    .add(self.capacity())
                    .cast::<u64>()
                    .write_bytes(0, slots)
            };
        }
    }

    fn index_all(self) {
        if self.is_indexed() {
            for at in 0..self.used() {
                self.enter(Key::of_stored(self.key(at)).hash(), at);
            }
        }
    }

    /// Takes over the index of another table with the same entries at the same places. In the order of its slots
    /// the new ones are written nearly in order, too, which on large tables is several times as fast as by entry.
    fn index_like(self, other: Gc<Table>) {
        for slot in 0..=other.mask as usize {
            let word = other.slot(slot).get();
            if word != 0 {
                self.enter((word >> 32) as u32, (word as u32 - 1) as usize);
            }
        }
    }

    fn enter(self, hash: u32, at: usize) {
        let mut slot = self.home(hash);
        while self.slot(slot).get() != 0 {
            slot = self.after(slot);
        }
        self.slot(slot).set(u64::from(hash) << 32 | (at as u64 + 1));
    }

    fn leave(self, hash: u32, at: usize) {
        let word = u64::from(hash) << 32 | (at as u64 + 1);
        let mut gap = self.home(hash);
        while self.slot(gap).get() != word {
            gap = self.after(gap);
        }
        let mut slot = self.after(gap);
        loop {
            let word = self.slot(slot).get();
            if word == 0 {
                break;
            }
            // It may fill the gap if its home is not between the gap and itself.
            let distance = |from: usize, to: usize| to.wrapping_sub(from) & self.mask as usize;
            if distance(self.home((word >> 32) as u32), slot) >= distance(gap, slot) {
                self.slot(gap).set(word);
                gap = slot;
            }
            slot = self.after(slot);
        }
        self.slot(gap).set(0);
    }
}
