//! Values of graphs as values of LLVM, and the few shapes of code that all instructions are made of.
//!
//! ```text
//! int, objects, data, null ...   i64                 float   double
//! any                            i64 tag, i64 payload       bool    i1
//! ```
//!
//! Invariant: a value of an item dominates the place that is written, for it is asked for in dominator order.

use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::types::{BasicMetadataTypeEnum, BasicType};
use inkwell::values::{
    BasicMetadataValueEnum, BasicValueEnum, FloatValue, InstructionValue, IntValue, PointerValue,
};

use super::lower::{Lowered, Lowering};
use super::memory::Memory;
use super::rejected;
use crate::index::Ref;
use crate::ir::{Arg, Const, Type};
use crate::jit::NativeState;
use crate::value::{Tag, Value};

/// What a value of a graph is in LLVM.
#[derive(Clone, Copy)]
pub(super) enum Item<'c> {
    /// The payload of a value whose tag is known, or an address.
    Word(IntValue<'c>),
    Float(FloatValue<'c>),
    Bool(IntValue<'c>),
    /// Tag and payload.
    Any(IntValue<'c>, IntValue<'c>),
}

/// How likely a branch goes its first way.
#[derive(Clone, Copy)]
pub(super) enum Likely {
    Yes,
    No,
}

impl<'c> Lowering<'_, 'c> {
    pub fn int(&self, n: i64) -> IntValue<'c> {
        self.word.const_int(n as u64, false)
    }

    pub fn tag(&self, tag: Tag) -> IntValue<'c> {
        self.int(tag as i64)
    }

    /// The address some bytes behind another.
    pub fn behind(&self, pointer: PointerValue<'c>, bytes: i64) -> Lowered<PointerValue<'c>> {
        if bytes == 0 {
            return Ok(pointer);
        }
        self.indexed(pointer, self.int(bytes), self.context.i8_type())
    }

    /// The address of an element.
    pub fn indexed(
        &self,
        pointer: PointerValue<'c>,
        index: IntValue<'c>,
        element: impl BasicType<'c>,
    ) -> Lowered<PointerValue<'c>> {
        // SAFETY: without `inbounds` any index is one; nothing is read here.
        Ok(unsafe { self.builder.build_gep(element, pointer, &[index], "") }?)
    }

    /// The address some bytes behind an object's.
    pub fn field(&self, object: IntValue<'c>, bytes: usize) -> Lowered<PointerValue<'c>> {
        let pointer = self.builder.build_int_to_ptr(object, self.pointer, "")?;
        self.behind(pointer, bytes as i64)
    }

    /// The address of a field of the state.
    pub fn state_field(&self, bytes: usize) -> Lowered<PointerValue<'c>> {
        self.behind(self.state, bytes as i64)
    }

    /// The value that a helper answered in the state.
    pub fn answered(&self) -> Lowered<Item<'c>> {
        self.load_value(self.state_field(NativeState::VALUE_OFFSET)?, Memory::State)
    }

    /// A value of any kind that comes from one of two blocks.
    pub fn meet(
        &self,
        (a, from_a): (Item<'c>, BasicBlock<'c>),
        (b, from_b): (Item<'c>, BasicBlock<'c>),
    ) -> Lowered<Item<'c>> {
        let (Item::Any(a_tag, a), Item::Any(b_tag, b)) = (a, b) else {
            return Err(rejected("want values of any kind"));
        };
        let one = |a: IntValue<'c>, b: IntValue<'c>| -> Lowered<IntValue<'c>> {
            let phi = self.builder.build_phi(self.word, "")?;
            phi.add_incoming(&[(&a, from_a), (&b, from_b)]);
            Ok(phi.as_basic_value().into_int_value())
        };
        Ok(Item::Any(one(a_tag, b_tag)?, one(a, b)?))
    }

    pub fn same(&self, a: IntValue<'c>, b: IntValue<'c>) -> Lowered<IntValue<'c>> {
        Ok(self.builder.build_int_compare(IntPredicate::EQ, a, b, "")?)
    }

    /// Whether an integer is not 0.
    pub fn nonzero_int(&self, a: IntValue<'c>) -> Lowered<IntValue<'c>> {
        let zero = a.get_type().const_zero();
        Ok(self
            .builder
            .build_int_compare(IntPredicate::NE, a, zero, "")?)
    }

    pub fn extended(&self, a: IntValue<'c>) -> Lowered<IntValue<'c>> {
        Ok(self.builder.build_int_z_extend(a, self.word, "")?)
    }

    /// A value of the type with that payload.
    pub fn unpack(&self, wanted: Type, payload: IntValue<'c>) -> Lowered<Item<'c>> {
        Ok(match wanted {
            Type::Tag(Tag::Float) => {
                let bits = self
                    .builder
                    .build_bit_cast(payload, self.context.f64_type(), "")?;
                Item::Float(bits.into_float_value())
            }
            Type::Tag(Tag::Bool) => Item::Bool(self.nonzero_int(payload)?),
            _ => Item::Word(payload),
        })
    }

    /// The payload of a value.
    pub fn payload(&self, arg: Arg) -> Lowered<IntValue<'c>> {
        Ok(match self.item(arg)? {
            Item::Word(payload) | Item::Any(_, payload) => payload,
            Item::Bool(bit) => self.extended(bit)?,
            Item::Float(x) => self
                .builder
                .build_bit_cast(x, self.word, "")?
                .into_int_value(),
        })
    }

    /// The tag and the payload of a value.
    pub fn pair(&self, arg: Arg) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        if let (Type::Any, Item::Any(tag, payload)) = (self.graph.type_of(arg), self.item(arg)?) {
            return Ok((tag, payload));
        }
        match self.graph.type_of(arg) {
            Type::Tag(tag) => Ok((self.tag(tag), self.payload(arg)?)),
            _ => Err(rejected("a value without a tag is wanted with one")),
        }
    }

    pub fn float(&self, arg: Arg) -> Lowered<FloatValue<'c>> {
        match self.item(arg)? {
            Item::Float(x) => Ok(x),
            _ => Err(rejected("want a float")),
        }
    }

    pub fn boolean(&self, arg: Arg) -> Lowered<IntValue<'c>> {
        match self.item(arg)? {
            Item::Bool(bit) => Ok(bit),
            _ => Err(rejected("want a bool")),
        }
    }

    /// A value or a constant.
    pub fn item(&self, arg: Arg) -> Lowered<Item<'c>> {
        let constant = match arg {
            Arg::Ref(value) => return self.defined(value),
            Arg::Const(constant) => constant,
            _ => return Err(rejected("an operand is no value")),
        };
        Ok(match constant {
            Const::Unset | Const::Null => Item::Word(self.int(0)),
            Const::Bool(b) => Item::Bool(self.context.bool_type().const_int(u64::from(b), false)),
            Const::Int(n) => Item::Word(self.int(n)),
            // As bits, so that a NaN keeps them.
            Const::Float(bits) => self.unpack(Type::FLOAT, self.int(bits as i64))?,
            Const::Function(id) => Item::Word(self.int(id.0.into())),
            Const::Builtin(id) => Item::Word(self.int(id.0.into())),
            Const::Symbol(id) => Item::Word(self.int(id.0.into())),
            Const::Pool(id, tag) => {
                let payload = self.pool_constant(id.index())?;
                self.unpack(Type::Tag(tag), payload)?
            }
        })
    }

    fn defined(&self, value: Ref) -> Lowered<Item<'c>> {
        self.values[value.index()].ok_or_else(|| rejected("a value is used before it is computed"))
    }

    /// The block that is written.
    pub fn here(&self) -> Lowered<BasicBlock<'c>> {
        let here = self.builder.get_insert_block();
        here.ok_or_else(|| rejected("nowhere"))
    }

    /// A new block, behind the others.
    pub fn block(&self, name: &str) -> BasicBlock<'c> {
        self.context.append_basic_block(self.function, name)
    }

    pub fn jump(&self, to: BasicBlock<'c>) -> Lowered<()> {
        self.builder.build_unconditional_branch(to)?;
        Ok(())
    }

    pub fn branch(
        &self,
        condition: IntValue<'c>,
        yes: BasicBlock<'c>,
        no: BasicBlock<'c>,
    ) -> Lowered<InstructionValue<'c>> {
        Ok(self.builder.build_conditional_branch(condition, yes, no)?)
    }

    pub fn branch_likely(
        &self,
        likely: Likely,
        condition: IntValue<'c>,
        yes: BasicBlock<'c>,
        no: BasicBlock<'c>,
    ) -> Lowered<()> {
        let weights = match likely {
            Likely::Yes => self.weights.0,
            Likely::No => self.weights.1,
        };
        let branch = self.branch(condition, yes, no)?;
        branch
            .set_metadata(weights, self.context.get_kind_id("prof"))
            .map_err(|_| rejected("no metadata"))
    }

    /// Leaves with the snapshot of the instruction unless the condition holds; goes on behind.
    pub fn guard(&mut self, condition: IntValue<'c>) -> Lowered<()> {
        if condition.get_zero_extended_constant() == Some(1) {
            return Ok(());
        }
        let exit = self.exit_block()?;
        let next = self.block("");
        self.branch_likely(Likely::Yes, condition, next, exit)?;
        self.builder.position_at_end(next);
        Ok(())
    }

    /// Leaves if a helper answered 0.
    pub fn guard_answer(&mut self, answer: IntValue<'c>) -> Lowered<()> {
        let holds = self.nonzero_int(answer)?;
        self.guard(holds)
    }

    /// Calls a function of words by name.
    pub fn call(&self, name: &str, args: &[BasicMetadataValueEnum<'c>]) -> Lowered<IntValue<'c>> {
        let result = self.call_typed(name, self.word, args)?;
        Ok(result.into_int_value())
    }

    /// Calls a function by name.
    pub fn call_typed(
        &self,
        name: &str,
        result: impl BasicType<'c>,
        args: &[BasicMetadataValueEnum<'c>],
    ) -> Lowered<BasicValueEnum<'c>> {
        let function = self.module.get_function(name).unwrap_or_else(|| {
            let types: Vec<BasicMetadataTypeEnum<'c>> = args.iter().map(type_of).collect();
            let declared = self
                .module
                .add_function(name, result.fn_type(&types, false), None);
            self.declare_touches(declared, name);
            declared
        });
        let call = self.builder.build_call(function, args, "")?;
        call.try_as_basic_value()
            .basic()
            .ok_or_else(|| rejected("a function answers nothing"))
    }

    /// Puts values one after the other into the frame's buffer, for a helper.
    pub fn fill_buffer(&self, values: &[Arg]) -> Lowered<PointerValue<'c>> {
        let fits = values.len() * size_of::<Value>() <= self.buffer_bytes;
        debug_assert!(fits, "{} values are more than were counted", values.len());
        if !fits {
            return Err(rejected("the buffer is too small"));
        }
        for (n, arg) in values.iter().enumerate() {
            let place = self.behind(self.buffer, (n * size_of::<Value>()) as i64)?;
            self.store_value(place, self.pair(*arg)?, Memory::State)?;
        }
        Ok(self.buffer)
    }
}

fn type_of<'c>(value: &BasicMetadataValueEnum<'c>) -> BasicMetadataTypeEnum<'c> {
    match value {
        BasicMetadataValueEnum::FloatValue(it) => it.get_type().into(),
        BasicMetadataValueEnum::PointerValue(it) => it.get_type().into(),
        other => other.into_int_value().get_type().into(),
    }
}
