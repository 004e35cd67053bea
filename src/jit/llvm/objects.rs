//! The code of instructions on objects and variables, and of calls: short loads and stores in line, the rest by helpers.
//!
//! ```text
//! load_int %1, %2, %3     ->  load i64 at %v2 + 8 * %v3
//! cell_set %1, %2         ->  the barrier's bit tested; two stores, or hivm_cell_set
//! ```
//!
//! Invariant: offsets are the heap's own constants; a helper is called with what its declaration in `helpers.rs` says.

use inkwell::IntPredicate;
use inkwell::values::{BasicMetadataValueEnum, IntValue, PointerValue};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering, words};
use super::memory::Memory;
use super::ops::{Result, number};
use super::polls::Polls;
use crate::heap::str::INTERNED;
use crate::heap::{Closure, Hash, Header, HeapCell, Range, Signals, Str};
use crate::ir::{Arg, Inst, IrOp, Type};
use crate::jit::{NativeState, Tier, helpers};
use crate::value::{Tag, Value};

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction that `instruction` leaves to it.
    pub(super) fn object_instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n| inst.arg(n);
        let (a, b) = (arg(0), arg(1));
        match inst.op {
            IrOp::variant_number => self.payload(a).map(word),
            IrOp::str_eq => self.str_eq(a, b),
            IrOp::str_cmp => self.helper("hivm_str_cmp", &[a, b]).map(word),
            IrOp::str_len => self.half_field(a, Str::CHARS_OFFSET, Memory::Fixed),
            IrOp::str_concat => self.making("hivm_str_concat", &[a, b]),
            IrOp::str_next => self.helper("hivm_str_next", &[a, b]).map(word),
            IrOp::str_char => self.making("hivm_str_char", &[a, b]),

            IrOp::hash_len => self.half_field(a, Hash::LEN_OFFSET, Memory::HashLength),
            IrOp::guard_entry | IrOp::load_entry | IrOp::store_entry => {
                self.entry_instruction(inst)
            }
            IrOp::hash_next => self.helper("hivm_hash_next", &[a, b]).map(word),
            IrOp::hash_key => self.answering("hivm_hash_key", &[a, b]),
            IrOp::hash_value => self.answering("hivm_hash_value", &[a, b]),

            IrOp::guard_shape
            | IrOp::shape_is
            | IrOp::load_field
            | IrOp::store_field
            | IrOp::add_field => self.field_instruction(inst),
            IrOp::keep_shape => {
                let answer = self.with_state("hivm_keep_shape", &words([self.int(number(a)?)]))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            IrOp::new_struct => {
                let answer = self.with_state("hivm_new_struct", &words([self.int(number(a)?)]))?;
                self.made(answer)
            }

            IrOp::class_is => self.class_is(number(a)?, b),
            IrOp::set_shape => {
                let place = self.field(self.payload(b)?, Header::EXTRA_OFFSET)?;
                let shape = self.context.i32_type().const_int(number(a)? as u64, false);
                self.store(place, shape, Memory::Shape).map(|()| None)
            }

            IrOp::global => {
                let place = self.global(a)?;
                self.load_value(place, Memory::Global).map(Some)
            }
            IrOp::set_global => {
                let value = self.pair(b)?;
                self.store_value(self.global(a)?, value, Memory::Global)
                    .map(|()| None)
            }
            IrOp::cell_get => {
                let cell = self.payload(a)?;
                let place = self.field(cell, HeapCell::CONTENT_OFFSET)?;
                self.load_value(place, Memory::Cell).map(Some)
            }
            IrOp::cell_set => {
                let (cell, value) = (self.payload(a)?, self.pair(b)?);
                let slow =
                    |it: &Self| it.with_state("hivm_cell_set", &words([cell, value.0, value.1]));
                let place = self.field(cell, HeapCell::CONTENT_OFFSET)?;
                if !self.graph.type_of(b).may_refer() {
                    return self.store_value(place, value, Memory::Cell).map(|()| None);
                }
                self.store_with_barrier(cell, (place, Memory::Cell), value, slow)
            }
            IrOp::capture => {
                let closure = self.payload(b)?;
                let offset = Closure::CAPTURED_OFFSET + number(a)? as usize * size_of::<Value>();
                self.load_value(self.field(closure, offset)?, Memory::Fixed)
                    .map(Some)
            }
            IrOp::new_cell => self.new_cell(a),
            IrOp::new_closure => self.new_closure(inst),
            IrOp::new_range => self.new_range(a, b),
            IrOp::range_start => {
                let range = self.payload(a)?;
                self.load_word(self.field(range, Range::START_OFFSET)?, Memory::Fixed)
                    .map(word)
            }
            IrOp::range_end => {
                let range = self.payload(a)?;
                self.load_word(self.field(range, Range::END_OFFSET)?, Memory::Fixed)
                    .map(word)
            }

            IrOp::guard_callee => self.guard_callee(number(a)?, b),
            IrOp::guard_room => {
                self.guard_room(number(a)?, number(b)?)?;
                Ok(None)
            }
            IrOp::call_runtime if self.gets_element(inst) => self.element_of_any_kind(inst),
            IrOp::call_runtime if self.accesses_field(inst) => self.field_of_any_shape(inst),
            IrOp::call_runtime | IrOp::call_builtin => self.call_by_number(inst),
            IrOp::call => self.call_function(inst),
            IrOp::call_tree => self.call_tree(inst),
            IrOp::safepoint => self.safepoint(),
            _ => self.generator_instruction(inst),
        }
    }

    /// What the runtime does, or a builtin.
    pub(super) fn call_by_number(&mut self, inst: &Inst) -> Result<'c> {
        let (first, count) = self.rest(inst)?;
        let direct = inst.helper().and_then(helpers::direct);
        let answer = match (direct, inst.op) {
            (Some(name), _) => self.with_state(name, &[first, count])?,
            (None, op) => {
                let name = match op {
                    IrOp::call_builtin => "hivm_builtin",
                    _ => "hivm_runtime",
                };
                let which = self.int(number(inst.args[0])?);
                self.with_state(name, &[which.into(), first, count])?
            }
        };
        self.guard_answer(answer)?;
        self.answered().map(Some)
    }

    /// A helper that takes payloads only.
    pub(super) fn helper(&self, name: &str, args: &[Arg]) -> Lowered<IntValue<'c>> {
        let args = args.iter().map(|arg| self.payload(*arg).map(Into::into));
        let args: Vec<BasicMetadataValueEnum<'c>> = args.collect::<Lowered<_>>()?;
        self.call(name, &args)
    }

    /// A helper that takes the state too.
    pub(super) fn with_state(
        &self,
        name: &str,
        args: &[BasicMetadataValueEnum<'c>],
    ) -> Lowered<IntValue<'c>> {
        let mut all = vec![self.state.into()];
        all.extend(args);
        self.call(name, &all)
    }

    fn payloads(&self, args: &[Arg]) -> Lowered<Vec<BasicMetadataValueEnum<'c>>> {
        args.iter()
            .map(|arg| self.payload(*arg).map(Into::into))
            .collect()
    }

    /// A helper whose answer is a value in the state.
    fn answering(&self, name: &str, args: &[Arg]) -> Result<'c> {
        self.with_state(name, &self.payloads(args)?)?;
        self.answered().map(Some)
    }

    /// A helper that answers a new object.
    fn making(&mut self, name: &str, args: &[Arg]) -> Result<'c> {
        let answer = self.with_state(name, &self.payloads(args)?)?;
        self.made(answer)
    }

    /// Leaves if there is no new object.
    pub(super) fn made(&mut self, answer: IntValue<'c>) -> Result<'c> {
        self.guard_answer(answer)?;
        Ok(Some(Item::Word(answer)))
    }

    /// The many values of an instruction, in the buffer, and their number.
    pub(super) fn rest(
        &self,
        inst: &Inst,
    ) -> Lowered<(BasicMetadataValueEnum<'c>, BasicMetadataValueEnum<'c>)> {
        let values = inst.rest();
        let first = self.fill_buffer(values)?;
        Ok((first.into(), self.int(values.len() as i64).into()))
    }

    /// Whether the collector wants to know of stores to the object.
    pub(super) fn wants_barrier(&self, object: IntValue<'c>) -> Lowered<IntValue<'c>> {
        let mark = self.field(object, Header::MARK_OFFSET)?;
        // Safepoints change it.
        let mark = self.load_volatile(self.context.i8_type(), mark)?;
        const { assert!(Header::BARRIER_BIT == 0x80) };
        Ok(self.builder.build_int_compare(
            IntPredicate::SLT,
            mark,
            mark.get_type().const_zero(),
            "",
        )?)
    }

    /// Stores a value into an object; the helper does it if the collector wants to know.
    pub(super) fn store_with_barrier(
        &mut self,
        object: IntValue<'c>,
        (place, class): (PointerValue<'c>, Memory),
        value: (IntValue<'c>, IntValue<'c>),
        slow: impl FnOnce(&Self) -> Lowered<IntValue<'c>>,
    ) -> Result<'c> {
        let logged = self.wants_barrier(object)?;
        let (barrier, plain, next) = (self.block(""), self.block(""), self.block(""));
        self.branch_likely(Likely::No, logged, barrier, plain)?;
        self.builder.position_at_end(barrier);
        slow(self)?;
        self.jump(next)?;
        self.builder.position_at_end(plain);
        self.store_value(place, value, class)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(None)
    }

    /// A field of 32 bits.
    fn half_field(&self, object: Arg, offset: usize, class: Memory) -> Result<'c> {
        let place = self.field(self.payload(object)?, offset)?;
        let half = self.load_half(place, class)?;
        self.extended(half).map(word)
    }

    /// One object is equal to itself; of a short content there is only one; other lengths are other contents.
    fn str_eq(&mut self, a: Arg, b: Arg) -> Result<'c> {
        let (x, y) = (self.payload(a)?, self.payload(b)?);
        let (differ, long, next) = (self.block(""), self.block(""), self.block(""));
        let identical = self.same(x, y)?;
        let bytes = |it: &Self, text| {
            let place = it.field(text, Str::BYTES_OFFSET)?;
            it.load_half(place, Memory::Fixed)
        };
        let here = self.here()?;
        self.branch(identical, next, differ)?;
        self.builder.position_at_end(differ);
        let (of_x, of_y) = (bytes(self, x)?, bytes(self, y)?);
        let interned = of_x.get_type().const_int(INTERNED as u64, false);
        let is_long = self
            .builder
            .build_int_compare(IntPredicate::UGT, of_x, interned, "")?;
        let undecided = self
            .builder
            .build_and(is_long, self.same(of_x, of_y)?, "")?;
        self.branch_likely(Likely::No, undecided, long, next)?;
        self.builder.position_at_end(long);
        let equal = self.helper("hivm_str_eq", &[a, b])?;
        let equal = self.nonzero_int(equal)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        let bit = self.context.bool_type();
        let (yes, no) = (bit.const_int(1, false), bit.const_zero());
        let phi = self.builder.build_phi(bit, "")?;
        phi.add_incoming(&[(&yes, here), (&no, differ), (&equal, long)]);
        Ok(Some(Item::Bool(phi.as_basic_value().into_int_value())))
    }

    /// A class is known by its shape, which never changes.
    fn class_is(&mut self, shape: i64, value: Arg) -> Result<'c> {
        let (tag, payload) = self.pair(value)?;
        let (class, next) = (self.block(""), self.block(""));
        let here = self.here()?;
        let is_class = self.same(tag, self.tag(Tag::Class))?;
        self.branch_likely(Likely::Yes, is_class, class, next)?;
        self.builder.position_at_end(class);
        let have = self.load_half(self.field(payload, Header::EXTRA_OFFSET)?, Memory::Fixed)?;
        let same = self.same(have, have.get_type().const_int(shape as u64, false))?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        let bit = self.context.bool_type();
        let phi = self.builder.build_phi(bit, "")?;
        phi.add_incoming(&[(&bit.const_zero(), here), (&same, class)]);
        Ok(Some(Item::Bool(phi.as_basic_value().into_int_value())))
    }

    /// The place of a global variable.
    fn global(&self, name: Arg) -> Lowered<PointerValue<'c>> {
        let table = self.state_pointer(NativeState::GLOBALS_OFFSET)?;
        self.field(table, number(name)? as usize * size_of::<Value>())
    }

    fn guard_callee(&mut self, callee: i64, value: Arg) -> Result<'c> {
        let known = self.graph.type_of(value);
        let (tag, payload) = self.pair(value)?;
        if known != Type::Any && known != Type::Tag(Tag::Closure) {
            let is_function = self.same(tag, self.tag(Tag::Function))?;
            let same = self.same(payload, self.int(callee))?;
            let is = self.builder.build_and(is_function, same, "")?;
            self.guard(is)?;
            return Ok(None);
        }
        let is_closure = self.same(tag, self.tag(Tag::Closure))?;
        let (closure, function, next) = (self.block(""), self.block(""), self.block(""));
        let exit = self.exit_block()?;
        self.branch(is_closure, closure, function)?;
        self.builder.position_at_end(closure);
        let have = self.load_half(self.field(payload, Header::EXTRA_OFFSET)?, Memory::Fixed)?;
        let same = self.same(have, have.get_type().const_int(callee as u64, false))?;
        self.branch_likely(Likely::Yes, same, next, exit)?;
        self.builder.position_at_end(function);
        let is_function = self.same(tag, self.tag(Tag::Function))?;
        let same = self.same(payload, self.int(callee))?;
        let is = self.builder.build_and(is_function, same, "")?;
        self.branch_likely(Likely::Yes, is, next, exit)?;
        self.builder.position_at_end(next);
        Ok(None)
    }

    /// One word is looked at; what lives is put together only if it is set. In a loop that allocates nothing no
    /// collection comes to be due. Nothing is done where a question for room does the same.
    fn safepoint(&mut self) -> Result<'c> {
        let signals = self.state_pointer(NativeState::SIGNALS_OFFSET)?;
        let half = self.context.i32_type();
        let (kind, offset) = match self.polls_here() {
            Polls::Nothing => return Ok(None),
            Polls::Requests => (half, Signals::REQUESTS_OFFSET),
            Polls::All => (self.word, Signals::WANTED_OFFSET),
        };
        let wanted = self.load_volatile(kind, self.field(signals, offset)?)?;
        let mut wanted = self.nonzero_int(wanted)?;
        if self.tier == Tier::Quick {
            let place = self.state_field(NativeState::ROUNDS_OFFSET)?;
            let rounds = self.load_word(place, Memory::State)?;
            let left = self.builder.build_int_sub(rounds, self.int(1), "")?;
            self.store(place, left, Memory::State)?;
            let last = self.same(left, self.int(0))?;
            wanted = self.builder.build_or(last, wanted, "")?;
        }
        let (slow, next) = (self.block(""), self.block(""));
        self.branch_likely(Likely::No, wanted, slow, next)?;
        self.builder.position_at_end(slow);
        let roots = self.live_here().to_vec();
        let first = self.fill_buffer(&roots)?;
        self.at_position()?;
        let answer = self.with_state(
            "hivm_safepoint",
            &[first.into(), self.int(roots.len() as i64).into()],
        )?;
        self.guard_answer(answer)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(None)
    }
}

pub(super) fn word<'c>(value: IntValue<'c>) -> Option<Item<'c>> {
    Some(Item::Word(value))
}
