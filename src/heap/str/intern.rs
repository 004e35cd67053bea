//! The table of short strings: one object per content.
//!
//! ```text
//!   hash & mask ->  | . | "a" | "xs" | . | "b" | . |     open addressing, linear probing, at most 3/4 full
//!      a slot:  16 bits of the hash, 48 bits of the address; 0 if empty
//!   ASCII       ->  | "\0" | ... | "a" | ...             the strings of one ASCII character, found directly
//! ```
//!
//! The table is weak: after marking, the collector has it forget what did not survive.
//!
//! Invariant: each entry is a live string of up to [`INTERNED`] bytes with its hash computed, and no two have
//! the same content.

use std::ptr::NonNull;

use super::super::{Gc, Heap, Liveness, OutOfMemory};
use super::{INTERNED, Str, count_chars, hash_of};

/// An entry of the table. Most strings that are not the one are told apart without a look at them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Slot(u64);

impl Slot {
    const EMPTY: Slot = Slot(0);
    const ADDRESS: u64 = (1 << 48) - 1;

    fn new(string: Gc<Str>) -> Slot {
        let address = string.as_ptr() as u64;
        // Addresses of user space have 47 bits.
        assert_eq!(
            address & !Slot::ADDRESS,
            0,
            "an address of more than 48 bits"
        );
        Slot(address | Slot::hash_bits(string.hash()))
    }

    /// The bits of a hash that its place in the table does not tell.
    fn hash_bits(hash: u32) -> u64 {
        u64::from(hash >> 16) << 48
    }

    fn may_have(self, hash: u32) -> bool {
        self.0 & !Slot::ADDRESS == Slot::hash_bits(hash)
    }

    fn string(self) -> Option<Gc<Str>> {
        let address = NonNull::new((self.0 & Slot::ADDRESS) as *mut Str)?;
        // SAFETY: `new` made it of the address of a string, which lives by the table's invariant.
        Some(unsafe { Gc::from_address(address) })
    }
}

/// The table of short strings.
pub(in crate::heap) struct Interner {
    /// A power of two of them, or none yet.
    slots: Vec<Slot>,
    len: usize,
    ascii: [Option<Gc<Str>>; 128],
    /// What was entered since the last collection.
    young: Vec<Gc<Str>>,
}

impl Default for Interner {
    fn default() -> Self {
        Interner {
            slots: Vec::new(),
            len: 0,
            ascii: [None; 128],
            young: Vec::new(),
        }
    }
}

impl Interner {
    /// The string of this content, which is short.
    pub fn intern(heap: &mut Heap, text: &str) -> Result<Gc<Str>, OutOfMemory> {
        debug_assert!(text.len() <= INTERNED);
        let hash = hash_of(text.as_bytes());
        if let Some(string) = heap.strings.find(hash, text) {
            return Ok(string);
        }
        Interner::reserve(heap)?;
        let chars = count_chars(text);
        let string = Str::plain(heap, text.len(), chars, hash)?;
        // SAFETY: `plain` made room for that many bytes, and nobody else refers to them yet.
        unsafe {
            string
                .data()
                .copy_from_nonoverlapping(text.as_ptr(), text.len())
        };
        let table = &mut heap.strings;
        table.place(string);
        table.young.push(string);
        if let [byte @ 0..128] = text.as_bytes() {
            table.ascii[usize::from(*byte)] = Some(string);
        }
        Ok(string)
    }

    /// The string of an ASCII character, if there is one already.
    #[inline(always)]
    pub fn of_ascii(heap: &Heap, c: char) -> Option<Gc<Str>> {
        *heap.strings.ascii.get(c as usize)?
    }

    /// How many strings there are.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.len
    }

    fn find(&self, hash: u32, text: &str) -> Option<Gc<Str>> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.may_have(hash) {
                // An empty slot seems to have a hash, too.
                let string = slot.string()?;
                if string.hash() == hash && string.as_bytes() == text.as_bytes() {
                    return Some(string);
                }
            } else if slot == Slot::EMPTY {
                return None;
            }
            at = (at + 1) & mask;
        }
    }

    /// Enters a string that is not in the table, which has room for it.
    fn place(&mut self, string: Gc<Str>) {
        let mask = self.slots.len() - 1;
        let mut at = string.hash() as usize & mask;
        while self.slots[at] != Slot::EMPTY {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot::new(string);
        self.len += 1;
    }

    /// Makes room for one more string.
    fn reserve(heap: &mut Heap) -> Result<(), OutOfMemory> {
        let old = heap.strings.slots.len();
        if heap.strings.len < old - old / 4 {
            return Ok(());
        }
        let size = (old * 2).max(256);
        heap.add_external((size - old) * size_of::<Slot>())?;
        let strings = std::mem::replace(&mut heap.strings.slots, vec![Slot::EMPTY; size]);
        heap.strings.len = 0;
        for string in strings.into_iter().filter_map(Slot::string) {
            heap.strings.place(string);
        }
        Ok(())
    }

    /// Forgets the young strings that did not survive a marking, when no other ones are freed.
    pub fn sweep_young(&mut self, liveness: &Liveness) {
        for string in std::mem::take(&mut self.young) {
            if !liveness.is_live(string) {
                self.remove(string);
                if let [byte @ 0..128] = string.as_bytes() {
                    self.ascii[usize::from(*byte)] = None;
                }
            }
        }
    }

    /// Takes an entry out and closes the gap, over which probing would stop.
    fn remove(&mut self, string: Gc<Str>) {
        let mask = self.slots.len() - 1;
        let entry = Slot::new(string);
        let mut gap = string.hash() as usize & mask;
        while self.slots[gap] != entry {
            gap = (gap + 1) & mask;
        }
        let mut at = gap;
        loop {
            at = (at + 1) & mask;
            let Some(next) = self.slots[at].string() else {
                break;
            };
            // An entry moves back over the gap unless its own place lies behind the gap.
            let home = next.hash() as usize & mask;
            if at.wrapping_sub(home) & mask >= at.wrapping_sub(gap) & mask {
                self.slots[gap] = self.slots[at];
                gap = at;
            }
        }
        self.slots[gap] = Slot::EMPTY;
        self.len -= 1;
    }

    /// Forgets the strings that did not survive a marking. Called by the collector before it frees them.
    pub fn sweep(&mut self, liveness: &Liveness) {
        self.young.clear();
        for slot in &mut self.ascii {
            if slot.is_some_and(|string| !liveness.is_live(string)) {
                *slot = None;
            }
        }
        // What died leaves gaps, over which probing would stop: the survivors are placed anew.
        let strings = self.slots.iter().filter_map(|slot| slot.string());
        let survivors: Vec<Gc<Str>> = strings.filter(|string| liveness.is_live(*string)).collect();
        if survivors.len() == self.len {
            return;
        }
        self.slots.fill(Slot::EMPTY);
        self.len = 0;
        for string in survivors {
            self.place(string);
        }
    }
}
