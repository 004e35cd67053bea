//! The code of instructions on entries of hashes: a field of an object that is written as a hash.
//!
//! ```text
//! guard_entry sym1, 2, %1, s0    the table has more than two entries, and the third one's key is the name's string
//! %3: any = load_entry sym1, 2, %1
//! %4: float = guard_tag float, %3, s0
//! store_entry sym1, 2, %1, %5    the bits of %5 alone: a float's tag is there already
//! ```
//!
//! Within a block it is noted how many entries each table was seen to have, and which tag each entry. A store to an entry of the same name
//! with another tag, and whatever else writes entries, makes that forgotten.
//!
//! Invariant: what is noted holds at the place that is written, whatever hashes are one.

use std::collections::BTreeMap;

use inkwell::IntPredicate;
use inkwell::values::{IntValue, PointerValue};

use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::ops::{Result, number};
use crate::heap::Hash;
use crate::index::Ref;
use crate::ir::{Arg, Classes, Inst, IrOp, Type};
use crate::jit::Refusal;
use crate::value::{Tag, Value};

/// An entry: the name of its key, its place, and the hash.
type Slot = (i64, i64, Arg);

/// What is known of entries at a place of a block.
#[derive(Default)]
pub(super) struct Entries {
    /// By hash, a place that its table has.
    reach: BTreeMap<Arg, i64>,
    /// By entry, the tag of its value.
    tags: BTreeMap<Slot, Tag>,
    /// By value, the entry that it was loaded from.
    from: BTreeMap<Ref, Slot>,
}

impl Entries {
    /// Notes what an instruction says of entries, once its code is written.
    pub fn note(&mut self, inst: &Inst) {
        match (inst.op, &inst.args[..]) {
            (IrOp::load_entry, [name, place, hash]) => {
                if let (Some(result), Ok(slot)) = (inst.result, slot(*name, *place, *hash)) {
                    self.from.insert(result, slot);
                }
            }
            (IrOp::guard_tag, [Arg::Tag(tag), Arg::Ref(value), ..]) => {
                if let Some(slot) = self.from.get(value) {
                    self.tags.insert(*slot, *tag);
                }
            }
            // Stores say so themselves.
            (IrOp::store_entry, _) => {}
            _ => {
                let writes = inst.effects().writes;
                if writes.meets(Classes::HASH) {
                    *self = Entries::default();
                }
            }
        }
    }

    /// Notes a store; whether the tag is there already.
    fn store(&mut self, slot: Slot, known: Type) -> bool {
        let there = known.tag().is_some() && self.tags.get(&slot).copied() == known.tag();
        // What was loaded before is no longer what is there.
        self.from.retain(|_, (name, ..)| *name != slot.0);
        self.tags
            .retain(|(name, ..), tag| *name != slot.0 || Some(*tag) == known.tag());
        if let Some(tag) = known.tag() {
            self.tags.insert(slot, tag);
        }
        there
    }
}

fn slot(name: Arg, place: Arg, hash: Arg) -> Lowered<Slot> {
    Ok((number(name)?, number(place)?, hash))
}

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction on an entry.
    pub(super) fn entry_instruction(&mut self, inst: &Inst) -> Result<'c> {
        match inst.args[..] {
            [name, place, hash, _] if inst.op == IrOp::guard_entry => {
                self.guard_entry(number(name)? as u32, number(place)?, hash)
            }
            [_, place, hash] => {
                let entry = self.entry(number(place)?, hash)?;
                self.load_value(entry, Memory::Entry).map(Some)
            }
            [name, place, hash, value] => self.store_entry(slot(name, place, hash)?, value),
            _ => Err(Refusal::Unsupported(inst.op.row().name)),
        }
    }

    /// The table of a hash, 0 if it has none.
    fn table(&self, hash: Arg) -> Lowered<IntValue<'c>> {
        let place = self.field(self.payload(hash)?, Hash::TABLE_OFFSET)?;
        self.load_word(place, Memory::Keys)
    }

    /// The entry at a place, which there is.
    fn entry(&self, place: i64, hash: Arg) -> Lowered<PointerValue<'c>> {
        let offset = Hash::ENTRIES_OFFSET + place as usize * Hash::ENTRY_SIZE;
        self.field(self.table(hash)?, offset)
    }

    /// The place is one of the table's, and the key there is the name's string.
    fn guard_entry(&mut self, name: u32, place: i64, hash: Arg) -> Result<'c> {
        let name = self.name_string(name)?;
        let reached = self.entries.reach.get(&hash).copied();
        if reached.is_none_or(|most| most < place) {
            let table = self.table(hash)?;
            let there = self.nonzero_int(table)?;
            self.guard(there)?;
            let used = self.load_half(self.field(table, Hash::USED_OFFSET)?, Memory::Keys)?;
            let used = self.extended(used)?;
            let inside =
                self.builder
                    .build_int_compare(IntPredicate::UGT, used, self.int(place), "")?;
            self.guard(inside)?;
            self.entries.reach.insert(hash, place);
        }
        let entry = self.entry(place, hash)?;
        let size = size_of::<Value>() as i64;
        // Two branches: each is one instruction with its comparison.
        let key = self.load_word(self.behind(entry, size)?, Memory::Keys)?;
        let same = self.same(key, name)?;
        self.guard(same)?;
        let tag = self.load_byte(self.behind(entry, size + 8)?, Memory::Keys)?;
        let text = self.same(tag, tag.get_type().const_int(Tag::Str as u64, false))?;
        self.guard(text)?;
        Ok(None)
    }

    /// What is no object needs no barrier.
    fn store_entry(&mut self, slot: Slot, value: Arg) -> Result<'c> {
        let (name, place, hash) = slot;
        let known = self.graph.type_of(value);
        let (tag, payload) = self.pair(value)?;
        let tagged = self.entries.store(slot, known);
        if !known.may_refer() {
            let entry = self.entry(place, hash)?;
            if !tagged {
                let to = self.behind(entry, Value::TAG_OFFSET as i64)?;
                self.store(to, tag, Memory::Entry)?;
            }
            let to = self.behind(entry, Value::PAYLOAD_OFFSET as i64)?;
            self.store(to, self.stored(value)?, Memory::Entry)?;
            return Ok(None);
        }
        let hash = self.payload(hash)?;
        let args = [self.int(name), self.int(place), hash, tag, payload];
        self.with_state("hivm_store_entry", &words(args))?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_of_another_tag_makes_tags_of_that_name_forgotten() {
        let (a, b) = (Arg::Ref(Ref(1)), Arg::Ref(Ref(2)));
        let mut entries = Entries::default();
        assert!(!entries.store((1, 0, a), Type::FLOAT));
        assert!(entries.store((1, 0, a), Type::FLOAT));
        assert!(!entries.store((2, 1, a), Type::INT));
        // b may be a.
        assert!(!entries.store((1, 0, b), Type::FLOAT));
        assert!(entries.store((1, 0, a), Type::FLOAT));
        assert!(!entries.store((1, 0, b), Type::INT));
        assert!(!entries.store((1, 0, a), Type::FLOAT));
        assert!(!entries.store((2, 1, a), Type::Any));
        assert!(!entries.store((2, 1, a), Type::INT));
    }
}
