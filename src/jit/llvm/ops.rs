//! The code of each instruction: registers, tags, integers, floats. The rest is in `objects.rs`.
//!
//! ```text
//! add_ov %4, %5, s1     ->  { i64, i1 } @llvm.sadd.with.overflow.i64(%v4, %v5), branch
//! rem_ov %4, %5, s1     ->  branch on %v5 == 0;  srem %v4, (%v5 == -1 ? 1 : %v5), since the machine traps
//! ```
//!
//! Invariant: no instruction has undefined behaviour where what its row calls given holds. Random graphs, which have every
//! instruction, are compared with the evaluator, so that none is missing.

use inkwell::FloatPredicate as F;
use inkwell::IntPredicate as I;
use inkwell::intrinsics::Intrinsic;
use inkwell::types::BasicType;
use inkwell::values::{BasicValueEnum, FloatValue, IntValue};

use super::emit::Item;
use super::lower::{Lowered, Lowering};
use super::memory::Memory;
use super::rejected;
use crate::ir::{Arg, Inst, IrOp, Type};
use crate::jit::{Calls, NativeState};
use crate::value::Tag;

/// An instruction's code answers its result, if it has one.
pub(super) type Result<'c> = Lowered<Option<Item<'c>>>;

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction.
    pub fn instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n| inst.arg(n);
        let (a, b) = (arg(0), arg(1));
        match inst.op {
            IrOp::reg => {
                let home = number(a)?;
                if let Some(passed) = self.passed(home) {
                    return passed.map(Some);
                }
                if let Some(result) = inst.result {
                    self.homes.hold(home, Arg::Ref(result), Type::Any);
                }
                self.load_value(self.home(home)?, Memory::Register)
                    .map(Some)
            }
            IrOp::set_reg => {
                let home = number(a)?;
                self.homes.hold(home, b, self.graph.type_of(b));
                let home = self.home(home)?;
                self.store_value(home, self.pair(b)?, Memory::Register)?;
                Ok(None)
            }
            IrOp::callee => {
                let (place, class) = match self.calls {
                    Calls::Environment => {
                        (self.state_field(NativeState::CALLEE_OFFSET)?, Memory::Fixed)
                    }
                    Calls::Slots => (self.home(-1)?, Memory::Register),
                };
                self.load_value(place, class).map(Some)
            }

            IrOp::guard_tag => {
                if let Some(Item::Any(_, payload)) = self.guarded.take() {
                    return self.unpack(named(a)?, payload).map(Some);
                }
                let (wanted, payload) = self.test_tag(a, b)?;
                self.guard(wanted)?;
                self.unpack(named(a)?, payload).map(Some)
            }
            IrOp::guard_not_tag => {
                let (unwanted, _) = self.test_tag(a, b)?;
                let wanted = self.builder.build_not(unwanted, "")?;
                self.guard(wanted)?;
                Ok(None)
            }
            IrOp::tag_is => Ok(Some(Item::Bool(self.test_tag(a, b)?.0))),
            IrOp::unbox => {
                let (_, payload) = self.pair(b)?;
                self.unpack(named(a)?, payload).map(Some)
            }
            IrOp::truthy => self.truth(a, false),
            IrOp::nonzero => self.truth(a, true),
            IrOp::same => {
                let ((a_tag, a), (b_tag, b)) = (self.pair(a)?, self.pair(b)?);
                let (tags, payloads) = (self.same(a_tag, b_tag)?, self.same(a, b)?);
                Ok(Some(Item::Bool(
                    self.builder.build_and(tags, payloads, "")?,
                )))
            }
            IrOp::guard_true => {
                let condition = self.boolean(a)?;
                self.guard(condition)?;
                Ok(None)
            }
            IrOp::guard_false => {
                let condition = self.builder.build_not(self.boolean(a)?, "")?;
                self.guard(condition)?;
                Ok(None)
            }
            IrOp::not => Ok(Some(Item::Bool(
                self.builder.build_not(self.boolean(a)?, "")?,
            ))),
            IrOp::and => {
                let both = self
                    .builder
                    .build_and(self.boolean(a)?, self.boolean(b)?, "")?;
                Ok(Some(Item::Bool(both)))
            }
            IrOp::or => {
                let one = self
                    .builder
                    .build_or(self.boolean(a)?, self.boolean(b)?, "")?;
                Ok(Some(Item::Bool(one)))
            }

            IrOp::add_ov => self.overflowing("llvm.sadd.with.overflow", a, b),
            IrOp::sub_ov => self.overflowing("llvm.ssub.with.overflow", a, b),
            IrOp::mul_ov => self.overflowing("llvm.smul.with.overflow", a, b),
            IrOp::neg_ov => self.overflowing("llvm.ssub.with.overflow", 0.into(), a),
            IrOp::div_ov => self.div_ov(a, b),
            IrOp::rem_ov => self.rem_ov(a, b),
            IrOp::shl_ov => self.shl_ov(a, b),
            IrOp::shr_ov => self.shr_ov(a, b),
            IrOp::add => self.int_op(a, b, |it, a, b| Ok(it.builder.build_int_add(a, b, "")?)),
            IrOp::sub => self.int_op(a, b, |it, a, b| Ok(it.builder.build_int_sub(a, b, "")?)),
            IrOp::mul => self.int_op(a, b, |it, a, b| Ok(it.builder.build_int_mul(a, b, "")?)),
            IrOp::div | IrOp::rem | IrOp::div_u | IrOp::rem_u => {
                let (x, y) = (self.payload(a)?, self.payload(b)?);
                self.division(inst.op, x, y).map(|it| Some(Item::Word(it)))
            }
            IrOp::shl => self.int_op(a, b, |it, a, b| {
                Ok(it.builder.build_left_shift(a, b, "")?)
            }),
            IrOp::shr => self.int_op(a, b, |it, a, b| {
                Ok(it.builder.build_right_shift(a, b, true, "")?)
            }),
            IrOp::band => self.int_op(a, b, |it, a, b| Ok(it.builder.build_and(a, b, "")?)),
            IrOp::bor => self.int_op(a, b, |it, a, b| Ok(it.builder.build_or(a, b, "")?)),
            IrOp::bxor => self.int_op(a, b, |it, a, b| Ok(it.builder.build_xor(a, b, "")?)),
            IrOp::bnot => {
                let a = self.payload(a)?;
                Ok(Some(Item::Word(self.builder.build_not(a, "")?)))
            }
            IrOp::eq => self.int_compare(I::EQ, a, b),
            IrOp::ne => self.int_compare(I::NE, a, b),
            IrOp::lt => self.int_compare(I::SLT, a, b),
            IrOp::le => self.int_compare(I::SLE, a, b),
            IrOp::gt => self.int_compare(I::SGT, a, b),
            IrOp::ge => self.int_compare(I::SGE, a, b),
            IrOp::below => self.int_compare(I::ULT, a, b),

            IrOp::add_f => {
                self.float_op(a, b, |it, a, b| Ok(it.builder.build_float_add(a, b, "")?))
            }
            IrOp::sub_f => {
                self.float_op(a, b, |it, a, b| Ok(it.builder.build_float_sub(a, b, "")?))
            }
            IrOp::mul_f => {
                self.float_op(a, b, |it, a, b| Ok(it.builder.build_float_mul(a, b, "")?))
            }
            IrOp::div_f => {
                self.float_op(a, b, |it, a, b| Ok(it.builder.build_float_div(a, b, "")?))
            }
            IrOp::rem_f => {
                let args = [self.float(a)?.into(), self.float(b)?.into()];
                let result = self.call_typed("hivm_rem_f", self.context.f64_type(), &args)?;
                Ok(Some(Item::Float(result.into_float_value())))
            }
            IrOp::neg_f => Ok(Some(Item::Float(
                self.builder.build_float_neg(self.float(a)?, "")?,
            ))),
            IrOp::abs_f => self.float_intrinsic("llvm.fabs", a),
            IrOp::sqrt_f => self.float_intrinsic("llvm.sqrt", a),
            IrOp::floor_f => self.float_intrinsic("llvm.floor", a),
            IrOp::ceil_f => self.float_intrinsic("llvm.ceil", a),
            IrOp::trunc_f => self.float_intrinsic("llvm.trunc", a),
            IrOp::eq_f => self.float_compare(F::OEQ, a, b),
            IrOp::ne_f => self.float_compare(F::UNE, a, b),
            IrOp::lt_f => self.float_compare(F::OLT, a, b),
            IrOp::le_f => self.float_compare(F::OLE, a, b),
            IrOp::gt_f => self.float_compare(F::OGT, a, b),
            IrOp::ge_f => self.float_compare(F::OGE, a, b),
            IrOp::to_float => {
                let x = self.builder.build_signed_int_to_float(
                    self.payload(a)?,
                    self.context.f64_type(),
                    "",
                )?;
                Ok(Some(Item::Float(x)))
            }
            IrOp::to_int_ov => self.truncated(a),
            _ => self.object_instruction(inst),
        }
    }

    /// Whether a value is of the tag, and its payload.
    fn test_tag(&self, tag: Arg, value: Arg) -> Lowered<(IntValue<'c>, IntValue<'c>)> {
        let Arg::Tag(wanted) = tag else {
            return Err(rejected("want a tag"));
        };
        let (tag, payload) = self.pair(value)?;
        Ok((self.same(tag, self.tag(wanted))?, payload))
    }

    /// Monkey's truth, or Hivm's, for which zeroes are false too.
    fn truth(&self, a: Arg, zero_is_false: bool) -> Result<'c> {
        let (tag, payload) = self.pair(a)?;
        let there = self
            .builder
            .build_int_compare(I::UGT, tag, self.tag(Tag::Null), "")?;
        let zero = self.same(payload, self.int(0))?;
        let is = |wanted| self.same(tag, self.tag(wanted));
        let mut counts = is(Tag::Bool)?;
        if zero_is_false {
            counts = self.builder.build_or(counts, is(Tag::Int)?, "")?;
        }
        let mut no = self.builder.build_and(counts, zero, "")?;
        if zero_is_false {
            // Without its sign a float is zero if its bits are.
            let magnitude = self.builder.build_left_shift(payload, self.int(1), "")?;
            let float_zero =
                self.builder
                    .build_and(is(Tag::Float)?, self.same(magnitude, self.int(0))?, "")?;
            no = self.builder.build_or(no, float_zero, "")?;
        }
        let yes = self.builder.build_not(no, "")?;
        Ok(Some(Item::Bool(self.builder.build_and(there, yes, "")?)))
    }

    fn int_op(
        &self,
        a: Arg,
        b: Arg,
        build: impl FnOnce(&Self, IntValue<'c>, IntValue<'c>) -> Lowered<IntValue<'c>>,
    ) -> Result<'c> {
        build(self, self.payload(a)?, self.payload(b)?).map(|it| Some(Item::Word(it)))
    }

    fn float_op(
        &self,
        a: Arg,
        b: Arg,
        build: impl FnOnce(&Self, FloatValue<'c>, FloatValue<'c>) -> Lowered<FloatValue<'c>>,
    ) -> Result<'c> {
        build(self, self.float(a)?, self.float(b)?).map(|it| Some(Item::Float(it)))
    }

    fn int_compare(&self, how: I, a: Arg, b: Arg) -> Result<'c> {
        let result = self
            .builder
            .build_int_compare(how, self.payload(a)?, self.payload(b)?, "")?;
        Ok(Some(Item::Bool(result)))
    }

    fn float_compare(&self, how: F, a: Arg, b: Arg) -> Result<'c> {
        let result = self
            .builder
            .build_float_compare(how, self.float(a)?, self.float(b)?, "")?;
        Ok(Some(Item::Bool(result)))
    }

    /// Calls one of LLVM's own functions, overloaded by one type.
    fn intrinsic(
        &self,
        name: &str,
        by: impl BasicType<'c>,
        args: &[BasicValueEnum<'c>],
    ) -> Lowered<BasicValueEnum<'c>> {
        let found = Intrinsic::find(name);
        let function =
            found.and_then(|it| it.get_declaration(&self.module, &[by.as_basic_type_enum()]));
        let function = function.ok_or_else(|| rejected(name))?;
        let args: Vec<_> = args.iter().map(|arg| (*arg).into()).collect();
        let call = self.builder.build_call(function, &args, "")?;
        call.try_as_basic_value()
            .basic()
            .ok_or_else(|| rejected(name))
    }

    fn float_intrinsic(&self, name: &str, a: Arg) -> Result<'c> {
        let result = self.intrinsic(name, self.context.f64_type(), &[self.float(a)?.into()])?;
        Ok(Some(Item::Float(result.into_float_value())))
    }

    fn overflowing(&mut self, name: &str, a: Arg, b: Arg) -> Result<'c> {
        let args = [self.payload(a)?.into(), self.payload(b)?.into()];
        let pair = self.intrinsic(name, self.word, &args)?.into_struct_value();
        let result = self
            .builder
            .build_extract_value(pair, 0, "")?
            .into_int_value();
        let overflows = self
            .builder
            .build_extract_value(pair, 1, "")?
            .into_int_value();
        let fits = self.builder.build_not(overflows, "")?;
        self.guard(fits)?;
        Ok(Some(Item::Word(result)))
    }

    fn div_ov(&mut self, a: Arg, b: Arg) -> Result<'c> {
        let (a, b) = (self.payload(a)?, self.payload(b)?);
        let nonzero = self.nonzero_int(b)?;
        self.guard(nonzero)?;
        let (smallest, minus_one) = (
            self.same(a, self.int(i64::MIN))?,
            self.same(b, self.int(-1))?,
        );
        let too_large = self.builder.build_and(smallest, minus_one, "")?;
        let fits = self.builder.build_not(too_large, "")?;
        self.guard(fits)?;
        Ok(Some(Item::Word(
            self.builder.build_int_signed_div(a, b, "")?,
        )))
    }

    fn rem_ov(&mut self, a: Arg, b: Arg) -> Result<'c> {
        let (a, b) = (self.payload(a)?, self.payload(b)?);
        let nonzero = self.nonzero_int(b)?;
        self.guard(nonzero)?;
        // By -1 it is 0 as by 1, and the smallest integer does not trap.
        let minus_one = self.same(b, self.int(-1))?;
        let divisor = self
            .builder
            .build_select(minus_one, self.int(1), b, "")?
            .into_int_value();
        Ok(Some(Item::Word(
            self.builder.build_int_signed_rem(a, divisor, "")?,
        )))
    }

    fn shl_ov(&mut self, a: Arg, b: Arg) -> Result<'c> {
        let (a, b) = (self.payload(a)?, self.payload(b)?);
        let in_range = self
            .builder
            .build_int_compare(I::ULT, b, self.int(64), "")?;
        self.guard(in_range)?;
        let result = self.builder.build_left_shift(a, b, "")?;
        let back = self.builder.build_right_shift(result, b, true, "")?;
        let kept = self.same(back, a)?;
        self.guard(kept)?;
        Ok(Some(Item::Word(result)))
    }

    fn shr_ov(&mut self, a: Arg, b: Arg) -> Result<'c> {
        let (a, b) = (self.payload(a)?, self.payload(b)?);
        let positive = self.builder.build_int_compare(I::SGE, b, self.int(0), "")?;
        self.guard(positive)?;
        let large = self
            .builder
            .build_int_compare(I::SGT, b, self.int(63), "")?;
        let count = self
            .builder
            .build_select(large, self.int(63), b, "")?
            .into_int_value();
        Ok(Some(Item::Word(
            self.builder.build_right_shift(a, count, true, "")?,
        )))
    }

    fn truncated(&mut self, a: Arg) -> Result<'c> {
        let x = self.float(a)?;
        // -2^63 and 2^63 are floats; what lies from the first up to below the second is an integer once truncated. Between
        // -2^63 and the float before it there is none that truncation would bring in.
        let limit = |x: f64| self.context.f64_type().const_float(x);
        let from =
            self.builder
                .build_float_compare(F::OGE, x, limit(-9223372036854775808.0), "")?;
        let below =
            self.builder
                .build_float_compare(F::OLT, x, limit(9223372036854775808.0), "")?;
        let fits = self.builder.build_and(from, below, "")?;
        self.guard(fits)?;
        Ok(Some(Item::Word(
            self.builder.build_float_to_signed_int(x, self.word, "")?,
        )))
    }
}

/// A number among the operands.
pub(super) fn number(arg: Arg) -> Lowered<i64> {
    Ok(match arg {
        Arg::Home(home) => home.into(),
        Arg::Number(n) => n.into(),
        Arg::Shape(id) => id.0.into(),
        Arg::Fn(id) => id.0.into(),
        Arg::Native(id) => id.0.into(),
        Arg::Global(id) => id.0.into(),
        Arg::Sym(id) => id.0.into(),
        Arg::Helper(helper) => helper as i64,
        Arg::Tree(id) => id.0.into(),
        Arg::TreeExit(id) => id.0.into(),
        Arg::Ref(_) | Arg::Const(_) | Arg::Tag(_) | Arg::Form(_) | Arg::Snap(_) | Arg::Sunk(_) => {
            return Err(rejected("want a number"));
        }
    })
}

fn named(arg: Arg) -> Lowered<Type> {
    match arg {
        Arg::Tag(tag) => Ok(Type::Tag(tag)),
        _ => Err(rejected("want a tag")),
    }
}
