//! The code of instructions on fields of structures.
//!
//! ```text
//! load_field 2, %1                    ->  two loads at %v1 + 32 + 2 * 16
//! store_field 2, %1, %2               ->  the barrier's bit tested; two stores, or hivm_store_field
//! call_runtime get_field, (%1, sym4)  ->  the entry of the global lookup cache: its key compared, two loads; else hivm_runtime
//! ```
//!
//! Invariant: a slot that a graph names is in the structure itself.

use std::mem::offset_of;

use inkwell::AddressSpace;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{IntValue, PointerValue};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::ops::{Result, number};
use super::rejected;
use crate::heap::found::{ENTRIES, Entry};
use crate::heap::{Header, Heap, Struct};
use crate::index::SymbolId;
use crate::ir::{Arg, Const, Helper, Inst, IrOp, Type};
use crate::jit::{NativeState, Refusal};
use crate::value::{Tag, Value};

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction on fields.
    pub(super) fn field_instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n| inst.arg(n);
        let (a, b, c) = (arg(0), arg(1), arg(2));
        match inst.op {
            IrOp::guard_shape => {
                let has = self.has_shape(a, b)?;
                self.guard(has)?;
                Ok(None)
            }
            IrOp::shape_is => Ok(Some(Item::Bool(self.has_shape(a, b)?))),
            IrOp::load_field => {
                let place = self.field_slot(a, self.payload(b)?)?;
                self.load_value(place, Memory::Field).map(Some)
            }
            IrOp::store_field => self.store_field(a, b, c),
            IrOp::add_field => {
                let (tag, payload) = self.pair(arg(3))?;
                let args = [self.int(number(a)?), self.payload(c)?, tag, payload];
                let answer = self.with_state("hivm_add_field", &words(args))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            op => Err(Refusal::Unsupported(op.row().name)),
        }
    }

    fn shape(&self, object: IntValue<'c>) -> Lowered<IntValue<'c>> {
        self.load_half(self.field(object, Header::EXTRA_OFFSET)?, Memory::Shape)
    }

    fn has_shape(&self, shape: Arg, object: Arg) -> Lowered<IntValue<'c>> {
        let have = self.shape(self.payload(object)?)?;
        self.same(
            have,
            have.get_type().const_int(number(shape)? as u64, false),
        )
    }

    fn field_slot(&self, slot: Arg, object: IntValue<'c>) -> Lowered<PointerValue<'c>> {
        let offset = Struct::SLOTS_OFFSET + number(slot)? as usize * size_of::<Value>();
        self.field(object, offset)
    }

    fn store_field(&mut self, slot: Arg, object: Arg, value: Arg) -> Result<'c> {
        let may_refer = self.graph.type_of(value).may_refer();
        let (object, value) = (self.payload(object)?, self.pair(value)?);
        let place = self.field_slot(slot, object)?;
        if !may_refer {
            return self.store_value(place, value, Memory::Field).map(|()| None);
        }
        let number = self.int(number(slot)?);
        let args = words([number, object, value.0, value.1]);
        let slow = |it: &Self| it.with_state("hivm_store_field", &args);
        self.store_with_barrier(object, (place, Memory::Field), value, slow)
    }

    /// Whether an instruction asks the runtime for a field of what may be a structure, or sets one.
    pub(super) fn accesses_field(&self, inst: &Inst) -> bool {
        let object = inst
            .rest()
            .first()
            .map(|object| self.graph.type_of(*object));
        let may_be = matches!(object, Some(Type::Any | Type::Tag(Tag::Struct)));
        matches!(inst.helper(), Some(Helper::get_field | Helper::set_field)) && may_be
    }

    /// What the runtime would do, in line where the global lookup cache has the field.
    pub(super) fn field_of_any_shape(&mut self, inst: &Inst) -> Result<'c> {
        let (object, name, stored) = match *inst.rest() {
            [object, Arg::Const(Const::Symbol(name))] => (object, name, None),
            [object, Arg::Const(Const::Symbol(name)), value] => (object, name, Some(value)),
            _ => return self.call_by_number(inst),
        };
        let Some(key) = Entry::key(name) else {
            return self.call_by_number(inst);
        };
        let (slow, next) = (self.block(""), self.block(""));
        let (structure, place) = self.probe(object, (name, key), slow)?;
        let here = match stored {
            None => self.load_value(place, Memory::Field)?,
            Some(value) => {
                if self.graph.type_of(value).may_refer() {
                    let quiet = self.block("");
                    let logged = self.wants_barrier(structure)?;
                    self.branch_likely(Likely::No, logged, slow, quiet)?;
                    self.builder.position_at_end(quiet);
                }
                self.store_value(place, self.pair(value)?, Memory::Field)?;
                Item::Any(self.tag(Tag::Null), self.int(0))
            }
        };
        let fast = self.here()?;
        self.jump(next)?;
        self.builder.position_at_end(slow);
        let told = self.call_by_number(inst)?;
        let from = self.here()?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        match told {
            Some(told) => self.meet((here, fast), (told, from)).map(Some),
            None => Err(rejected("a field is any")),
        }
    }

    /// Goes to `slow` unless the value is a structure with an entry for the field; the structure, and the place of the field.
    fn probe(
        &mut self,
        object: Arg,
        (name, key): (SymbolId, u64),
        slow: BasicBlock<'c>,
    ) -> Lowered<(IntValue<'c>, PointerValue<'c>)> {
        let known = self.graph.type_of(object);
        let (tag, structure) = self.pair(object)?;
        if known == Type::Any {
            let probe = self.block("");
            let is = self.same(tag, self.tag(Tag::Struct))?;
            self.branch_likely(Likely::Yes, is, probe, slow)?;
            self.builder.position_at_end(probe);
        }
        let found = self.block("");
        let shape = self.shape(structure)?;
        let entry = self.found_entry(name, shape)?;
        let have = self.load_word(entry, Memory::State)?;
        let key = self.int(key as i64);
        let wanted = self.builder.build_or(self.extended(shape)?, key, "")?;
        let is = self.same(have, wanted)?;
        self.branch_likely(Likely::Yes, is, found, slow)?;
        self.builder.position_at_end(found);
        let offset = self.behind(entry, offset_of!(Entry, offset) as i64)?;
        let offset = self.extended(self.load_half(offset, Memory::State)?)?;
        let start = self.field(structure, 0)?;
        let place = self.indexed(start, offset, self.context.i8_type())?;
        Ok((structure, place))
    }

    /// The place of the entry for the shape.
    fn found_entry(&self, name: SymbolId, shape: IntValue<'c>) -> Lowered<PointerValue<'c>> {
        let half = shape.get_type();
        let heap = self.state_pointer(NativeState::HEAP_OFFSET)?;
        let table = self.field(heap, Heap::FOUND_OFFSET)?;
        let pointer = self.context.ptr_type(AddressSpace::default());
        let table = self
            .load(pointer, table, Memory::Fixed)?
            .into_pointer_value();
        let flip = half.const_int(u64::from(Entry::flip(name)), false);
        let at = self.builder.build_xor(shape, flip, "")?;
        let mask = half.const_int(ENTRIES as u64 - 1, false);
        let at = self.extended(self.builder.build_and(at, mask, "")?)?;
        self.indexed(table, at, self.word.array_type(2))
    }
}
