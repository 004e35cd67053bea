//! The code of instructions on arrays: all in line but what allocates, what the collector wants to know, and what is rare.
//!
//! ```text
//! load_int %1, %2, %3     ->  load i64 at %v2 + 8 * %v3
//! push_int %1, %2, s0     ->  fill < capacity: element, fill, length; else hivm_push
//! call_runtime get, (%1, %2)  ->  generic and in bounds: load; else hivm_direct_get
//! pop %1                  ->  by form: the last element, fill, length; shared: hivm_pop
//! ```
//!
//! Invariant: as in `objects.rs`; an array whose form says that it is its buffer's only one ends where the buffer is filled.

use inkwell::IntPredicate;
use inkwell::values::{IntValue, PhiValue, PointerValue};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::objects::word;
use super::ops::Result;
use super::rejected;
use crate::heap::array::SHARED;
use crate::heap::{Array, ElementKind, Header};
use crate::ir::{Arg, Form, FormKind, Helper, Inst, IrOp, Sharing};
use crate::jit::{Refusal, helpers};
use crate::value::Tag;

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction on arrays.
    pub(super) fn array_instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n| inst.arg(n);
        let (a, b, c) = (arg(0), arg(1), arg(2));
        match inst.op {
            IrOp::array_len => {
                let place = self.field(self.payload(a)?, Array::LEN_OFFSET)?;
                self.load_word(place, Memory::Length).map(word)
            }
            IrOp::guard_kind => {
                let so = self.stands_so(a, b)?;
                self.guard(so)?;
                Ok(None)
            }
            IrOp::kind_is => Ok(Some(Item::Bool(self.stands_so(a, b)?))),
            IrOp::array_data => {
                let place = self.field(self.payload(a)?, Array::DATA_OFFSET)?;
                self.load_word(place, Memory::Data).map(word)
            }
            IrOp::load_int => self.load_element(ElementKind::Int, b, c),
            IrOp::load_float => self.load_element(ElementKind::Float, b, c),
            IrOp::load_bool => self.load_element(ElementKind::Bool, b, c),
            IrOp::load_any => self.load_element(ElementKind::Generic, b, c),
            IrOp::store_int | IrOp::store_float | IrOp::store_bool => {
                let place = self.element(kind_of(inst.op), b, c)?;
                self.store_raw(kind_of(inst.op), place, arg(3))?;
                Ok(None)
            }
            IrOp::store_any => self.store_any(a, b, c, arg(3)),
            IrOp::push_int | IrOp::push_float | IrOp::push_any => {
                self.push_in_place(kind_of(inst.op), a, b)
            }
            IrOp::push => {
                let (array, (tag, payload)) = (self.payload(a)?, self.pair(b)?);
                let answer = self.with_state("hivm_push", &words([array, tag, payload]))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            IrOp::pop => self.pop(a),
            IrOp::new_array => self.new_array(inst),
            op => Err(Refusal::Unsupported(op.row().name)),
        }
    }

    /// The elements' kind and shared bit.
    fn form(&self, array: IntValue<'c>) -> Lowered<IntValue<'c>> {
        self.load_byte(self.field(array, Header::FORM_OFFSET)?, Memory::Form)
    }

    fn stands_so(&self, form: Arg, array: Arg) -> Lowered<IntValue<'c>> {
        let Arg::Form(Form { kind, sharing }) = form else {
            return Err(rejected("want a form"));
        };
        let mut have = self.form(self.payload(array)?)?;
        let byte = have.get_type();
        if sharing == Sharing::Any {
            let mask = byte.const_int(u64::from(!SHARED), false);
            have = self.builder.build_and(have, mask, "")?;
        }
        self.same(have, byte.const_int(kind.element() as u64, false))
    }

    /// The address of an element.
    fn element(&self, kind: ElementKind, data: Arg, index: Arg) -> Lowered<PointerValue<'c>> {
        let (data, index) = (self.payload(data)?, self.payload(index)?);
        self.element_at(kind, data, index)
    }

    pub(super) fn element_at(
        &self,
        kind: ElementKind,
        data: IntValue<'c>,
        index: IntValue<'c>,
    ) -> Lowered<PointerValue<'c>> {
        let data = self.field(data, 0)?;
        match kind.size() {
            1 => self.indexed(data, index, self.context.i8_type()),
            8 => self.indexed(data, index, self.word),
            _ => self.indexed(data, index, self.word.array_type(2)),
        }
    }

    fn load_element(&self, kind: ElementKind, data: Arg, index: Arg) -> Result<'c> {
        let place = self.element(kind, data, index)?;
        let class = class_of(kind);
        Ok(Some(match kind {
            ElementKind::Float => {
                let loaded = self.load(self.context.f64_type(), place, class)?;
                Item::Float(loaded.into_float_value())
            }
            ElementKind::Bool => Item::Bool(self.nonzero_int(self.load_byte(place, class)?)?),
            ElementKind::Generic => self.load_value(place, class)?,
            ElementKind::Int | ElementKind::Empty => Item::Word(self.load_word(place, class)?),
        }))
    }

    /// Whether an instruction asks the runtime for the element of an array at an integer.
    pub(super) fn gets_element(&self, inst: &Inst) -> bool {
        let tags = inst.rest().iter().map(|arg| self.graph.type_of(*arg).tag());
        inst.helper() == Some(Helper::get) && tags.eq([Some(Tag::Array), Some(Tag::Int)])
    }

    /// What the runtime would say, in line where elements are whole values and this is one.
    pub(super) fn element_of_any_kind(&mut self, inst: &Inst) -> Result<'c> {
        let [array, index] = inst.rest() else {
            return Err(rejected("want an array and an index"));
        };
        let (a, index) = (self.payload(*array)?, self.payload(*index)?);
        let (generic, fast) = (self.block(""), self.block(""));
        let (slow, next) = (self.block(""), self.block(""));
        let kind = Form {
            kind: FormKind::Generic,
            sharing: Sharing::Any,
        };
        let is_generic = self.stands_so(Arg::Form(kind), *array)?;
        self.branch_likely(Likely::Yes, is_generic, generic, slow)?;
        self.builder.position_at_end(generic);
        let len = self.load_word(self.field(a, Array::LEN_OFFSET)?, Memory::Length)?;
        let inside = self
            .builder
            .build_int_compare(IntPredicate::ULT, index, len, "")?;
        self.branch_likely(Likely::Yes, inside, fast, slow)?;
        self.builder.position_at_end(fast);
        let data = self.load_word(self.field(a, Array::DATA_OFFSET)?, Memory::Data)?;
        let place = self.element_at(ElementKind::Generic, data, index)?;
        let here = self.load_value(place, Memory::ElementAny)?;
        self.jump(next)?;
        self.builder.position_at_end(slow);
        let (first, count) = self.rest(inst)?;
        let name = helpers::direct(Helper::get).ok_or_else(|| rejected("get has a name"))?;
        let answer = self.with_state(name, &[first, count])?;
        self.guard_answer(answer)?;
        let told = self.answered()?;
        let from = self.here()?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        self.meet((here, fast), (told, from)).map(Some)
    }

    /// Stores a value that fits.
    pub(super) fn store_raw(
        &self,
        kind: ElementKind,
        place: PointerValue<'c>,
        value: Arg,
    ) -> Lowered<()> {
        let class = class_of(kind);
        match kind {
            ElementKind::Bool => {
                let byte = self.context.i8_type();
                let bit = self.boolean(value)?;
                self.store(
                    place,
                    self.builder.build_int_z_extend(bit, byte, "")?,
                    class,
                )
            }
            ElementKind::Generic => self.store_value(place, self.pair(value)?, class),
            ElementKind::Float => self.store(place, self.float(value)?, class),
            ElementKind::Int | ElementKind::Empty => self.store(place, self.payload(value)?, class),
        }
    }

    fn store_any(&mut self, array: Arg, data: Arg, index: Arg, value: Arg) -> Result<'c> {
        let place = self.element(ElementKind::Generic, data, index)?;
        if !self.graph.type_of(value).may_refer() {
            self.store_raw(ElementKind::Generic, place, value)?;
            return Ok(None);
        }
        let value = self.pair(value)?;
        let (array, index) = (self.payload(array)?, self.payload(index)?);
        let buffer = self.load_word(self.field(array, Array::BUFFER_OFFSET)?, Memory::Data)?;
        let slow =
            |it: &Self| it.with_state("hivm_store", &words([array, index, value.0, value.1]));
        self.store_with_barrier(buffer, (place, Memory::ElementAny), value, slow)
    }

    /// Appends to an array that alone has its buffer: in place while there is room, and the collector need not know.
    fn push_in_place(&mut self, kind: ElementKind, array: Arg, value: Arg) -> Result<'c> {
        let (a, (tag, payload)) = (self.payload(array)?, self.pair(value)?);
        let buffer = self.load_word(self.field(a, Array::BUFFER_OFFSET)?, Memory::Data)?;
        let fill_place = self.field(buffer, Array::BUFFER_FILL_OFFSET)?;
        let fill = self.load_half(fill_place, Memory::Fill)?;
        let capacity = self.field(buffer, Array::BUFFER_CAPACITY_OFFSET)?;
        let capacity = self.load_half(capacity, Memory::Data)?;
        let room = self
            .builder
            .build_int_compare(IntPredicate::ULT, fill, capacity, "")?;
        let (fast, slow, next) = (self.block(""), self.block(""), self.block(""));
        if kind == ElementKind::Generic && self.graph.type_of(value).may_refer() {
            let quiet = self.block("");
            self.branch_likely(Likely::Yes, room, quiet, slow)?;
            self.builder.position_at_end(quiet);
            let logged = self.wants_barrier(buffer)?;
            self.branch_likely(Likely::No, logged, slow, fast)?;
        } else {
            self.branch_likely(Likely::Yes, room, fast, slow)?;
        }
        self.builder.position_at_end(fast);
        let len_place = self.field(a, Array::LEN_OFFSET)?;
        let len = self.load_word(len_place, Memory::Length)?;
        let data = self.load_word(self.field(a, Array::DATA_OFFSET)?, Memory::Data)?;
        self.store_raw(kind, self.element_at(kind, data, len)?, value)?;
        self.step(fill_place, fill, 1, Memory::Fill)?;
        self.step(len_place, len, 1, Memory::Length)?;
        self.jump(next)?;
        self.builder.position_at_end(slow);
        let answer = self.with_state("hivm_push", &words([a, tag, payload]))?;
        self.guard_answer(answer)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(None)
    }

    /// Stores a number and so many more.
    fn step(
        &self,
        place: PointerValue<'c>,
        number: IntValue<'c>,
        by: i64,
        class: Memory,
    ) -> Lowered<IntValue<'c>> {
        let by = number.get_type().const_int(by as u64, true);
        let stepped = self.builder.build_int_add(number, by, "")?;
        self.store(place, stepped, class)?;
        Ok(stepped)
    }

    /// The last element, taken off. Where the form was guarded, all cases but one fold away.
    fn pop(&mut self, array: Arg) -> Result<'c> {
        let a = self.payload(array)?;
        let len_place = self.field(a, Array::LEN_OFFSET)?;
        let len = self.load_word(len_place, Memory::Length)?;
        let done = self.block("");
        let mut results: Vec<(IntValue<'c>, IntValue<'c>, _)> = Vec::new();
        let mut arrive = |it: &Self, item: Item<'c>| {
            let Item::Any(tag, payload) = item else {
                return Err(rejected("an element is any"));
            };
            results.push((tag, payload, it.here()?));
            it.jump(done)
        };
        let (empty, some) = (self.block(""), self.block(""));
        let is_empty = self.same(len, self.int(0))?;
        self.branch_likely(Likely::No, is_empty, empty, some)?;
        self.builder.position_at_end(empty);
        arrive(self, Item::Any(self.tag(Tag::Null), self.int(0)))?;
        self.builder.position_at_end(some);
        let form = self.form(a)?;
        for kind in [ElementKind::Int, ElementKind::Float, ElementKind::Generic] {
            let (fast, other) = (self.block(""), self.block(""));
            let is = self.same(form, form.get_type().const_int(kind as u64, false))?;
            self.branch(is, fast, other)?;
            self.builder.position_at_end(fast);
            let buffer = self.load_word(self.field(a, Array::BUFFER_OFFSET)?, Memory::Data)?;
            let fill_place = self.field(buffer, Array::BUFFER_FILL_OFFSET)?;
            let data = self.load_word(self.field(a, Array::DATA_OFFSET)?, Memory::Data)?;
            let last = self.step(len_place, len, -1, Memory::Length)?;
            let fill = self.load_half(fill_place, Memory::Fill)?;
            self.step(fill_place, fill, -1, Memory::Fill)?;
            let place = self.element_at(kind, data, last)?;
            let item = match kind {
                ElementKind::Generic => self.load_value(place, class_of(kind))?,
                // The numbers of the kinds are those of the tags.
                _ => Item::Any(
                    self.int(kind as i64),
                    self.load_word(place, class_of(kind))?,
                ),
            };
            arrive(self, item)?;
            self.builder.position_at_end(other);
        }
        self.with_state("hivm_pop", &words([a]))?;
        arrive(self, self.answered()?)?;
        self.builder.position_at_end(done);
        let (tag, payload) = (
            self.builder.build_phi(self.word, "")?,
            self.builder.build_phi(self.word, "")?,
        );
        for (a, b, from) in &results {
            tag.add_incoming(&[(a, *from)]);
            payload.add_incoming(&[(b, *from)]);
        }
        let number = |phi: PhiValue<'c>| phi.as_basic_value().into_int_value();
        Ok(Some(Item::Any(number(tag), number(payload))))
    }
}

/// What the instruction stores or adds.
fn kind_of(op: IrOp) -> ElementKind {
    match op {
        IrOp::store_float | IrOp::push_float => ElementKind::Float,
        IrOp::store_bool => ElementKind::Bool,
        IrOp::push_any => ElementKind::Generic,
        _ => ElementKind::Int,
    }
}

fn class_of(kind: ElementKind) -> Memory {
    match kind {
        ElementKind::Float => Memory::ElementFloat,
        ElementKind::Bool => Memory::ElementBool,
        ElementKind::Generic => Memory::ElementAny,
        ElementKind::Int | ElementKind::Empty => Memory::ElementInt,
    }
}
