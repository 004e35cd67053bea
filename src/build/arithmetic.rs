//! Arithmetic, bits and comparisons: typed where tags are known, else the runtime's meaning.
//!
//! ```text
//! int + int      add_ov, which leaves when it overflows; where a big integer was seen before, call_runtime add
//! int + float    to_float, add_f
//! str + str      str_concat
//! ```
//!
//! Invariant: the typed form is what `interp/ops.rs` and `runtime` do for these tags, bit for bit.

use super::builder::{Builder, Flow};
use super::operands::{Operand, Source};
use crate::bytecode::op::Dst;
use crate::index::Ref;
use crate::index::SnapId;
use crate::ir::{Arg, Const, GraphBuilder, Helper};
use crate::value::Tag;

type Checked = fn(&mut GraphBuilder, Arg, Arg, SnapId) -> Ref;
type Plain = fn(&mut GraphBuilder, Arg, Arg) -> Ref;

/// An operator of arithmetic.
pub(super) struct Operator {
    int: Checked,
    float: Plain,
    helper: Helper,
}

/// An operator on bits.
pub(super) struct Bitwise {
    int: Checked,
    helper: Helper,
}

/// An order.
pub(super) struct Relation {
    int: Plain,
    float: Plain,
    helper: Helper,
}

macro_rules! checked {
    ($name:ident) => {
        |g, a, b, s| g.$name(a, b, s)
    };
}

macro_rules! plain {
    ($name:ident) => {
        |g, a, b| g.$name(a, b)
    };
}

macro_rules! operators {
    ($($name:ident: $int:ident $float:ident $helper:ident;)*) => {$(
        pub(super) const $name: Operator = Operator {
            int: checked!($int),
            float: plain!($float),
            helper: Helper::$helper,
        };
    )*};
}

operators! {
    ADD: add_ov add_f add;
    SUB: sub_ov sub_f sub;
    MUL: mul_ov mul_f mul;
    DIV: div_ov div_f div;
    REM: rem_ov rem_f rem;
}

macro_rules! bitwise {
    ($($name:ident: $int:expr, $helper:ident;)*) => {$(
        pub(super) const $name: Bitwise = Bitwise { int: $int, helper: Helper::$helper };
    )*};
}

bitwise! {
    AND: |g, a, b, _| g.band(a, b), band;
    OR: |g, a, b, _| g.bor(a, b), bor;
    XOR: |g, a, b, _| g.bxor(a, b), bxor;
    SHL: checked!(shl_ov), shl;
    SHR: checked!(shr_ov), shr;
}

macro_rules! relations {
    ($($name:ident: $int:ident $float:ident $helper:ident;)*) => {$(
        pub(super) const $name: Relation = Relation {
            int: plain!($int),
            float: plain!($float),
            helper: Helper::$helper,
        };
    )*};
}

relations! {
    LT: lt lt_f less;
    LE: le le_f less_equal;
    GT: gt gt_f greater;
    GE: ge ge_f greater_equal;
}

impl Builder<'_, '_> {
    pub fn arith(&mut self, dst: Dst, a: impl Operand, b: impl Operand, op: &Operator) -> Flow {
        let (a, b) = (a.source(self), b.source(self));
        let value = self.computed(a, b, op);
        self.put(dst.reg(), value);
        Flow::Next
    }

    /// The value of an operation.
    pub fn computed(&mut self, a: Source, b: Source, op: &Operator) -> Ref {
        let tags = (self.tag_of(a), self.tag_of(b));
        let (a, b) = (self.arg(a), self.arg(b));
        match tags {
            // Where it overflowed before it will again.
            (Some(Tag::Int), Some(Tag::Int)) if !self.was_seen(Tag::BigInt) => {
                let snap = self.snapshot();
                (op.int)(&mut self.g, a, b, snap)
            }
            (Some(Tag::Int | Tag::Float), Some(Tag::Float))
            | (Some(Tag::Float), Some(Tag::Int)) => {
                let (a, b) = (self.as_float(a), self.as_float(b));
                (op.float)(&mut self.g, a, b)
            }
            (Some(Tag::Str), Some(Tag::Str)) if op.helper == Helper::add => {
                let snap = self.snapshot();
                self.g.str_concat(a, b, snap)
            }
            _ => self.helper(op.helper, &[a, b]),
        }
    }

    /// A number as a float.
    fn as_float(&mut self, number: Arg) -> Arg {
        match number {
            Arg::Const(Const::Int(n)) => Arg::Const(Const::float(n as f64)),
            _ if self.g.type_of(number).tag() == Some(Tag::Int) => self.g.to_float(number).into(),
            _ => number,
        }
    }

    pub fn bitwise(&mut self, dst: Dst, a: impl Operand, b: impl Operand, op: &Bitwise) -> Flow {
        let (a, b) = (a.source(self), b.source(self));
        let tags = (self.tag_of(a), self.tag_of(b));
        let (a, b) = (self.arg(a), self.arg(b));
        let value = match tags {
            (Some(Tag::Int), Some(Tag::Int)) if !self.was_seen(Tag::BigInt) => {
                let snap = self.snapshot();
                (op.int)(&mut self.g, a, b, snap)
            }
            _ => self.helper(op.helper, &[a, b]),
        };
        self.put(dst.reg(), value);
        Flow::Next
    }

    /// Whether the relation holds: a boolean.
    pub fn relates(&mut self, a: impl Operand, b: impl Operand, relation: &Relation) -> Arg {
        let (a, b) = (a.source(self), b.source(self));
        let tags = (self.tag_of(a), self.tag_of(b));
        let (a, b) = (self.arg(a), self.arg(b));
        self.compared(tags, a, b, relation)
    }

    /// The same of values whose tags are known, as far as they are.
    pub fn compared(
        &mut self,
        tags: (Option<Tag>, Option<Tag>),
        a: Arg,
        b: Arg,
        relation: &Relation,
    ) -> Arg {
        match tags {
            (Some(Tag::Int), Some(Tag::Int)) => (relation.int)(&mut self.g, a, b).into(),
            (Some(Tag::Float), Some(Tag::Float)) => (relation.float)(&mut self.g, a, b).into(),
            (Some(Tag::Str), Some(Tag::Str)) => {
                let order = self.g.str_cmp(a, b);
                (relation.int)(&mut self.g, order.into(), Arg::Const(Const::Int(0))).into()
            }
            _ => self.helper_bool(relation.helper, &[a, b]),
        }
    }

    /// Whether the values are equal: a boolean.
    pub fn equals(&mut self, a: impl Operand, b: impl Operand) -> Arg {
        let (a, b) = (a.source(self), b.source(self));
        for (one, other) in [(a, b), (b, a)] {
            let value = self.arg(one);
            let tag = self.g.type_of(value).tag();
            // What is equal to null, and to other constants without a payload, is the same.
            if let Some(tag @ (Tag::Null | Tag::Unset)) = tag {
                let other = self.arg(other);
                return self.g.tag_is(tag, other).into();
            }
        }
        let tags = (self.tag_of(a), self.tag_of(b));
        let (a, b) = (self.arg(a), self.arg(b));
        let number = |tag| matches!(tag, Tag::Int | Tag::Float | Tag::BigInt);
        match tags {
            (Some(Tag::Int), Some(Tag::Int)) => self.g.eq(a, b).into(),
            (Some(Tag::Float), Some(Tag::Float)) => self.g.eq_f(a, b).into(),
            (Some(Tag::Str), Some(Tag::Str)) => self.g.str_eq(a, b).into(),
            (Some(x), Some(y)) if number(x) && number(y) => {
                self.helper_bool(Helper::equal, &[a, b])
            }
            (Some(x), Some(y)) if x == y => self.g.same(a, b).into(),
            (Some(_), Some(_)) => Arg::Const(Const::Bool(false)),
            _ => self.helper_bool(Helper::equal, &[a, b]),
        }
    }
}
