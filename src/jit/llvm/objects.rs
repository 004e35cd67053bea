//! The code of instructions on objects and variables, and of calls: short loads and stores in line, the rest by helpers.
//!
//! ```text
//! load_int %1, %2, %3     ->  load i64 at %v2 + 8 * %v3
//! cell_set %1, %2         ->  the barrier's bit tested; two stores, or hivm_cell_set
//! ```
//!
//! Invariant: offsets are the heap's own constants; a helper is called with what its declaration in `helpers.rs` says.

use inkwell::IntPredicate;
use inkwell::types::BasicType;
use inkwell::values::{BasicMetadataValueEnum, IntValue, PointerValue};

use super::emit::{Item, Likely};
use super::lower::{Lowered, Lowering, words};
use super::ops::{Result, number};
use super::rejected;
use crate::heap::{Array, Closure, Header, Heap, HeapCell, Range, Struct};
use crate::ir::{Arg, Form, Inst, IrOp, Sharing, Type};
use crate::jit::{NativeState, Refusal};
use crate::value::{Tag, Value};

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction that `instruction` leaves to it.
    pub(super) fn object_instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n: usize| inst.args.get(n).copied().unwrap_or(Arg::Number(0));
        let (a, b, c) = (arg(0), arg(1), arg(2));
        match inst.op {
            IrOp::str_eq => {
                let equal = self.helper("hivm_str_eq", &[a, b])?;
                Ok(Some(Item::Bool(self.nonzero_int(equal)?)))
            }
            IrOp::str_cmp => self.helper("hivm_str_cmp", &[a, b]).map(word),
            IrOp::str_len => self.helper("hivm_str_len", &[a]).map(word),
            IrOp::str_concat => self.making("hivm_str_concat", &[a, b]),
            IrOp::str_next => self.helper("hivm_str_next", &[a, b]).map(word),
            IrOp::str_char => self.making("hivm_str_char", &[a, b]),

            IrOp::array_len => {
                let array = self.payload(a)?;
                self.array_field(array, Array::LEN_OFFSET).map(word)
            }
            IrOp::guard_kind => {
                let so = self.stands_so(a, b)?;
                self.guard(so)?;
                Ok(None)
            }
            IrOp::kind_is => Ok(Some(Item::Bool(self.stands_so(a, b)?))),
            IrOp::array_data => {
                let array = self.payload(a)?;
                self.array_field(array, Array::DATA_OFFSET).map(word)
            }
            IrOp::load_int => self.load_element(self.word, b, c),
            IrOp::load_float => self.load_element(self.context.f64_type(), b, c),
            IrOp::load_bool => self.load_element(self.context.i8_type(), b, c),
            IrOp::load_any => {
                let place = self.element(self.value_type(), b, c)?;
                self.load_value(place).map(Some)
            }
            IrOp::store_int => {
                let (place, value) = (self.element(self.word, b, c)?, self.payload(arg(3))?);
                self.store(place, value).map(|()| None)
            }
            IrOp::store_float => {
                let (place, value) = (
                    self.element(self.context.f64_type(), b, c)?,
                    self.float(arg(3))?,
                );
                self.store(place, value).map(|()| None)
            }
            IrOp::store_bool => {
                let byte = self.context.i8_type();
                let value = self
                    .builder
                    .build_int_z_extend(self.boolean(arg(3))?, byte, "")?;
                self.store(self.element(byte, b, c)?, value).map(|()| None)
            }
            IrOp::store_any => self.store_any(a, b, c, arg(3)),
            IrOp::push_int | IrOp::push_float => self.push_raw(a, b),
            IrOp::push_any | IrOp::push => {
                let (array, (tag, payload)) = (self.payload(a)?, self.pair(b)?);
                let answer = self.with_state("hivm_push", &words([array, tag, payload]))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            IrOp::pop => self.answering("hivm_pop", &[a]),
            IrOp::new_array => {
                let (first, count) = self.rest(inst)?;
                let answer = self.with_state("hivm_new_array", &[first, count])?;
                self.made(answer)
            }

            IrOp::hash_len => self.helper("hivm_hash_len", &[a]).map(word),
            IrOp::guard_entry | IrOp::load_entry => {
                let args = [self.int(number(a)?), self.int(number(b)?), self.payload(c)?];
                let found = self.with_state("hivm_entry", &words(args))?;
                if inst.op == IrOp::load_entry {
                    return self.answered().map(Some);
                }
                self.guard_answer(found)?;
                Ok(None)
            }
            IrOp::store_entry => {
                let (tag, payload) = self.pair(arg(3))?;
                let args = [
                    self.int(number(a)?),
                    self.int(number(b)?),
                    self.payload(c)?,
                    tag,
                    payload,
                ];
                self.with_state("hivm_store_entry", &words(args))?;
                Ok(None)
            }
            IrOp::hash_next => self.helper("hivm_hash_next", &[a, b]).map(word),
            IrOp::hash_key => self.answering("hivm_hash_key", &[a, b]),
            IrOp::hash_value => self.answering("hivm_hash_value", &[a, b]),

            IrOp::guard_shape => {
                let has = self.has_shape(a, b)?;
                self.guard(has)?;
                Ok(None)
            }
            IrOp::shape_is => Ok(Some(Item::Bool(self.has_shape(a, b)?))),
            IrOp::load_field => self.load_field(number(a)?, b),
            IrOp::store_field => {
                let (tag, payload) = self.pair(arg(3))?;
                let args = [
                    self.int(number(a)?),
                    self.int(number(b)?),
                    self.payload(c)?,
                    tag,
                    payload,
                ];
                self.with_state("hivm_store_field", &words(args))?;
                Ok(None)
            }
            IrOp::add_field => {
                let (tag, payload) = self.pair(arg(3))?;
                let args = [
                    self.int(number(a)?),
                    self.int(number(b)?),
                    self.payload(c)?,
                    tag,
                    payload,
                ];
                let answer = self.with_state("hivm_add_field", &words(args))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            IrOp::new_struct => {
                let answer = self.with_state("hivm_new_struct", &words([self.int(number(a)?)]))?;
                self.made(answer)
            }

            IrOp::global => {
                let place = self.global(a)?;
                self.load_value(place).map(Some)
            }
            IrOp::set_global => {
                let value = self.pair(b)?;
                self.store_value(self.global(a)?, value).map(|()| None)
            }
            IrOp::cell_get => {
                let cell = self.payload(a)?;
                self.load_value(self.field(cell, HeapCell::CONTENT_OFFSET)?)
                    .map(Some)
            }
            IrOp::cell_set => {
                let (cell, value) = (self.payload(a)?, self.pair(b)?);
                let slow =
                    |it: &Self| it.with_state("hivm_cell_set", &words([cell, value.0, value.1]));
                let place = self.field(cell, HeapCell::CONTENT_OFFSET)?;
                self.store_with_barrier(cell, place, value, slow)
            }
            IrOp::new_cell => {
                let (tag, payload) = self.pair(a)?;
                let answer = self.with_state("hivm_new_cell", &words([tag, payload]))?;
                self.made(answer)
            }
            IrOp::capture => {
                let closure = self.payload(b)?;
                let offset = Closure::CAPTURED_OFFSET + number(a)? as usize * size_of::<Value>();
                self.load_value(self.field(closure, offset)?).map(Some)
            }
            IrOp::new_closure => {
                let (first, count) = self.rest(inst)?;
                let callee = self.int(number(a)?).into();
                let answer = self.with_state("hivm_new_closure", &[callee, first, count])?;
                self.made(answer)
            }

            IrOp::new_range => self.making("hivm_new_range", &[a, b]),
            IrOp::range_start => {
                let range = self.payload(a)?;
                self.load_word(self.field(range, Range::START_OFFSET)?)
                    .map(word)
            }
            IrOp::range_end => {
                let range = self.payload(a)?;
                self.load_word(self.field(range, Range::END_OFFSET)?)
                    .map(word)
            }

            IrOp::guard_callee => self.guard_callee(number(a)?, b),
            IrOp::guard_room => {
                let args = [self.int(number(a)?), self.int(number(b)?)];
                let answer = self.with_state("hivm_has_room", &words(args))?;
                self.guard_answer(answer)?;
                Ok(None)
            }
            IrOp::call_runtime | IrOp::call_builtin => {
                let (first, count) = self.rest(inst)?;
                let name = if inst.op == IrOp::call_builtin {
                    "hivm_builtin"
                } else {
                    "hivm_runtime"
                };
                let answer = self.with_state(name, &[self.int(number(a)?).into(), first, count])?;
                self.guard_answer(answer)?;
                self.answered().map(Some)
            }
            IrOp::call => self.call_function(inst),
            IrOp::call_tree => self.call_tree(inst),
            IrOp::safepoint => self.safepoint(),
            op => Err(Refusal::Unsupported(op.row().name)),
        }
    }

    /// A helper that takes payloads only.
    fn helper(&self, name: &str, args: &[Arg]) -> Lowered<IntValue<'c>> {
        let args = args.iter().map(|arg| self.payload(*arg).map(Into::into));
        let args: Vec<BasicMetadataValueEnum<'c>> = args.collect::<Lowered<_>>()?;
        self.call(name, &args)
    }

    /// A helper that takes the state too.
    fn with_state(&self, name: &str, args: &[BasicMetadataValueEnum<'c>]) -> Lowered<IntValue<'c>> {
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
    fn made(&mut self, answer: IntValue<'c>) -> Result<'c> {
        self.guard_answer(answer)?;
        Ok(Some(Item::Word(answer)))
    }

    /// The many values of an instruction, in the buffer, and their number.
    fn rest(
        &self,
        inst: &Inst,
    ) -> Lowered<(BasicMetadataValueEnum<'c>, BasicMetadataValueEnum<'c>)> {
        let values = inst.rest();
        let first = self.fill_buffer(values)?;
        Ok((first.into(), self.int(values.len() as i64).into()))
    }

    fn value_type(&self) -> inkwell::types::ArrayType<'c> {
        self.word.array_type(2)
    }

    fn stands_so(&self, form: Arg, array: Arg) -> Lowered<IntValue<'c>> {
        let Arg::Form(Form { kind, sharing }) = form else {
            return Err(rejected("want a form"));
        };
        let mut have = self.array_form(self.payload(array)?)?;
        let byte = have.get_type();
        if sharing == Sharing::Any {
            let mask = byte.const_int(u64::from(!crate::heap::array::SHARED), false);
            have = self.builder.build_and(have, mask, "")?;
        }
        self.same(have, byte.const_int(kind.element() as u64, false))
    }

    /// The address of an element.
    fn element(
        &self,
        kind: impl BasicType<'c>,
        data: Arg,
        index: Arg,
    ) -> Lowered<PointerValue<'c>> {
        let (data, index) = (self.payload(data)?, self.payload(index)?);
        self.indexed(self.field(data, 0)?, index, kind)
    }

    fn load_element(&self, kind: impl BasicType<'c> + Copy, data: Arg, index: Arg) -> Result<'c> {
        let place = self.element(kind, data, index)?;
        let loaded = self.builder.build_load(kind, place, "")?;
        Ok(Some(match loaded {
            inkwell::values::BasicValueEnum::FloatValue(x) => Item::Float(x),
            other => match other.into_int_value() {
                byte if byte.get_type().get_bit_width() == 8 => Item::Bool(self.nonzero_int(byte)?),
                word => Item::Word(word),
            },
        }))
    }

    fn store_any(&mut self, array: Arg, data: Arg, index: Arg, value: Arg) -> Result<'c> {
        let may_refer = self.graph.type_of(value).may_refer();
        let (place, value) = (
            self.element(self.value_type(), data, index)?,
            self.pair(value)?,
        );
        if !may_refer {
            return self.store_value(place, value).map(|()| None);
        }
        let (array, index) = (self.payload(array)?, self.payload(index)?);
        let buffer = self.array_field(array, Array::BUFFER_OFFSET)?;
        let slow =
            |it: &Self| it.with_state("hivm_store", &words([array, index, value.0, value.1]));
        self.store_with_barrier(buffer, place, value, slow)
    }

    /// Stores a value into an object; the helper does it if the collector wants to know.
    fn store_with_barrier(
        &mut self,
        object: IntValue<'c>,
        place: PointerValue<'c>,
        value: (IntValue<'c>, IntValue<'c>),
        slow: impl FnOnce(&Self) -> Lowered<IntValue<'c>>,
    ) -> Result<'c> {
        let mark = self.load_byte(self.field(object, Header::MARK_OFFSET)?)?;
        let bit = mark.get_type().const_int(Header::BARRIER_BIT.into(), false);
        let logged = self.nonzero_int(self.builder.build_and(mark, bit, "")?)?;
        let (barrier, plain, next) = (self.block(""), self.block(""), self.block(""));
        self.branch_likely(Likely::No, logged, barrier, plain)?;
        self.builder.position_at_end(barrier);
        slow(self)?;
        self.jump(next)?;
        self.builder.position_at_end(plain);
        self.store_value(place, value)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(None)
    }

    /// Appends to an array of raw elements that it alone has: in place while the buffer has room.
    fn push_raw(&mut self, a: Arg, v: Arg) -> Result<'c> {
        let (array, (tag, payload)) = (self.payload(a)?, self.pair(v)?);
        let buffer = self.array_field(array, Array::BUFFER_OFFSET)?;
        let fill_place = self.field(buffer, Array::BUFFER_FILL_OFFSET)?;
        let fill = self.load_half(fill_place)?;
        let capacity = self.load_half(self.field(buffer, Array::BUFFER_CAPACITY_OFFSET)?)?;
        let room = self
            .builder
            .build_int_compare(IntPredicate::ULT, fill, capacity, "")?;
        let (fast, slow, next) = (self.block(""), self.block(""), self.block(""));
        self.branch_likely(Likely::Yes, room, fast, slow)?;
        self.builder.position_at_end(fast);
        let len = self.array_field(array, Array::LEN_OFFSET)?;
        let data = self.array_field(array, Array::DATA_OFFSET)?;
        self.store(self.indexed(self.field(data, 0)?, len, self.word)?, payload)?;
        let more = self
            .builder
            .build_int_add(fill, fill.get_type().const_int(1, false), "")?;
        self.store(fill_place, more)?;
        let longer = self.builder.build_int_add(len, self.int(1), "")?;
        self.store(self.field(array, Array::LEN_OFFSET)?, longer)?;
        self.jump(next)?;
        self.builder.position_at_end(slow);
        let answer = self.with_state("hivm_push", &words([array, tag, payload]))?;
        self.guard_answer(answer)?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        Ok(None)
    }

    fn has_shape(&self, shape: Arg, object: Arg) -> Lowered<IntValue<'c>> {
        let object = self.payload(object)?;
        let have = self.load_half(self.field(object, Header::EXTRA_OFFSET)?)?;
        self.same(
            have,
            have.get_type().const_int(number(shape)? as u64, false),
        )
    }

    /// The value in a slot: in the object itself, or asked for.
    fn load_field(&mut self, slot: i64, object: Arg) -> Result<'c> {
        let object = self.payload(object)?;
        let inline = self.load_byte(self.field(object, Header::FORM_OFFSET)?)?;
        let slow_args = words([self.int(slot), object]);
        let slot_byte = inline.get_type().const_int(slot.min(255) as u64, false);
        let inside = self
            .builder
            .build_int_compare(IntPredicate::UGT, inline, slot_byte, "")?;
        let (fast, slow, next) = (self.block(""), self.block(""), self.block(""));
        self.branch_likely(Likely::Yes, inside, fast, slow)?;
        self.builder.position_at_end(fast);
        let place = self.field(
            object,
            Struct::SLOTS_OFFSET + slot as usize * size_of::<Value>(),
        )?;
        let here = self.load_value(place)?;
        self.jump(next)?;
        self.builder.position_at_end(slow);
        self.with_state("hivm_load_field", &slow_args)?;
        let there = self.answered()?;
        self.jump(next)?;
        self.builder.position_at_end(next);
        let (Item::Any(a_tag, a), Item::Any(b_tag, b)) = (here, there) else {
            return Err(rejected("a field is any"));
        };
        let merge = |a: IntValue<'c>, b: IntValue<'c>| -> Lowered<IntValue<'c>> {
            let phi = self.builder.build_phi(self.word, "")?;
            phi.add_incoming(&[(&a, fast), (&b, slow)]);
            Ok(phi.as_basic_value().into_int_value())
        };
        let (tag, payload) = (merge(a_tag, b_tag)?, merge(a, b)?);
        Ok(Some(Item::Any(tag, payload)))
    }

    /// The place of a global variable.
    fn global(&self, name: Arg) -> Lowered<PointerValue<'c>> {
        let table = self.load_word(self.state_field(NativeState::GLOBALS_OFFSET)?)?;
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
        let have = self.load_half(self.field(payload, Header::EXTRA_OFFSET)?)?;
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

    /// The values of the instruction's snapshot.
    fn snapshot_values(&self, inst: &Inst) -> Vec<Arg> {
        let snap = inst.snap().map(|snap| self.graph.snapshot(snap));
        snap.map_or_else(Vec::new, |snap| snap.values().collect())
    }

    fn call_function(&mut self, inst: &Inst) -> Result<'c> {
        let (callee, window) = match inst.args[..] {
            [Arg::Fn(callee), Arg::Number(window), ..] => (callee, window),
            _ => return Err(rejected("want a function and a window")),
        };
        let mut values = inst.rest().to_vec();
        let arguments = values.len();
        values.extend(self.snapshot_values(inst));
        let named = values.len() - arguments;
        values.extend(self.live_here());
        let first = self.fill_buffer(&values)?;
        let callee = self.int(i64::from(window) << 32 | i64::from(callee.0));
        let exit = self.int(self.exit_here()?.0.into());
        let counts = self.int((named as i64) << 32 | arguments as i64);
        let all = self.int(values.len() as i64);
        let args = [
            callee.into(),
            exit.into(),
            first.into(),
            counts.into(),
            all.into(),
        ];
        let answer = self.with_state("hivm_call", &args)?;
        self.guard_answer(answer)?;
        self.answered().map(Some)
    }

    fn call_tree(&mut self, inst: &Inst) -> Result<'c> {
        let (tree, wanted) = match inst.args[..] {
            [Arg::Tree(tree), Arg::TreeExit(exit), ..] => (tree, exit),
            _ => return Err(rejected("want a tree and an exit")),
        };
        let mut values = self.snapshot_values(inst);
        let named = self.int(values.len() as i64);
        values.extend(self.live_here());
        let first = self.fill_buffer(&values)?;
        let [tree, wanted] = [self.int(tree.0.into()), self.int(wanted.0.into())];
        let (exit, all) = (
            self.int(self.exit_here()?.0.into()),
            self.int(values.len() as i64),
        );
        let args = [
            tree.into(),
            wanted.into(),
            exit.into(),
            first.into(),
            named.into(),
            all.into(),
        ];
        let answer = self.with_state("hivm_call_tree", &args)?;
        self.guard_answer(answer)?;
        Ok(None)
    }

    /// Two flags are looked at; what lives is put together only if one is set.
    fn safepoint(&mut self) -> Result<'c> {
        let heap = self.load_word(self.state_field(NativeState::HEAP_OFFSET)?)?;
        let due = self.load_byte(self.field(heap, Heap::DUE_OFFSET)?)?;
        let due = self
            .builder
            .build_int_z_extend(due, self.context.i32_type(), "")?;
        let wanted = self.builder.build_or(due, self.load_attention()?, "")?;
        let wanted = self.nonzero_int(wanted)?;
        let (slow, next) = (self.block(""), self.block(""));
        self.branch_likely(Likely::No, wanted, slow, next)?;
        self.builder.position_at_end(slow);
        let roots = self.live_here().to_vec();
        let first = self.fill_buffer(&roots)?;
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

fn word<'c>(value: IntValue<'c>) -> Option<Item<'c>> {
    Some(Item::Word(value))
}
