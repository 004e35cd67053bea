//! Operators that compute a value: arithmetic, bits, comparisons, `in`, `..`, prefixes.
//!
//! ```text
//! a + 1        add_i          small integers are part of the instruction
//! a * 2.5      mul_k          so are numbers and strings among the first constants
//! 1 - a        rsub_k         and of numbers and strings also at the left
//! ```
//!
//! Operands are never exchanged: an error names their kinds in the order of the source.
//!
//! Invariant: the operator's place is set after its operands are compiled.

use super::Compiler;
use crate::bytecode::op::Near;
use crate::bytecode::{Constant, FunctionBuilder, near};
use crate::index::{ConstId, Reg};
use crate::monkey::ast::{BinaryOp, ExprId, ExprKind, PrefixOp};
use crate::monkey::scope::Meaning;
use crate::source::Span;

type Three = fn(&mut FunctionBuilder, Reg, Reg, Reg);
type WithImm = fn(&mut FunctionBuilder, Reg, Reg, i16);
type WithNear = fn(&mut FunctionBuilder, Reg, Reg, Near);
type NearWith = fn(&mut FunctionBuilder, Reg, Near, Reg);

/// The instructions of an operator.
struct Forms {
    plain: Three,
    imm: Option<WithImm>,
    near: Option<WithNear>,
    reversed: Option<NearWith>,
}

const fn forms(plain: Three) -> Forms {
    Forms {
        plain,
        imm: None,
        near: None,
        reversed: None,
    }
}

fn forms_of(op: BinaryOp) -> Forms {
    type F = FunctionBuilder;
    match op {
        BinaryOp::Add => Forms {
            imm: Some(F::add_i),
            near: Some(F::add_k),
            reversed: Some(F::radd_k),
            ..forms(F::add)
        },
        BinaryOp::Sub => Forms {
            imm: Some(F::sub_i),
            near: Some(F::sub_k),
            reversed: Some(F::rsub_k),
            ..forms(F::sub)
        },
        BinaryOp::Mul => Forms {
            imm: Some(F::mul_i),
            near: Some(F::mul_k),
            reversed: Some(F::rmul_k),
            ..forms(F::mul)
        },
        BinaryOp::Div => Forms {
            imm: Some(F::div_i),
            near: Some(F::div_k),
            reversed: Some(F::rdiv_k),
            ..forms(F::div)
        },
        BinaryOp::Rem => Forms {
            imm: Some(F::rem_i),
            ..forms(F::rem)
        },
        BinaryOp::Pow => forms(F::pow),
        BinaryOp::BitAnd => Forms {
            imm: Some(F::band_i),
            ..forms(F::band)
        },
        BinaryOp::BitOr => forms(F::bor),
        BinaryOp::BitXor => forms(F::bxor),
        BinaryOp::Shl => Forms {
            imm: Some(F::shl_i),
            ..forms(F::shl)
        },
        BinaryOp::Shr => Forms {
            imm: Some(F::shr_i),
            ..forms(F::shr)
        },
        BinaryOp::Eq => Forms {
            imm: Some(F::eq_i),
            near: Some(F::eq_k),
            ..forms(F::eq)
        },
        BinaryOp::Ne => forms(F::ne),
        BinaryOp::Lt => forms(F::lt),
        BinaryOp::Le => forms(F::le),
        BinaryOp::Gt => forms(F::gt),
        BinaryOp::Ge => forms(F::ge),
        BinaryOp::In => forms(F::contains),
        BinaryOp::Range => forms(F::range),
    }
}

impl Compiler<'_> {
    /// The literal that a name stands for; otherwise the expression itself.
    pub(super) fn literal_of(&self, id: ExprId) -> ExprId {
        match self.ast[id].kind {
            ExprKind::Name(_) => match self.scopes.meaning(id) {
                Meaning::Literal(_, value) => value,
                _ => id,
            },
            _ => id,
        }
    }

    /// The integer, if it is a literal that fits an instruction.
    pub(super) fn small(&self, id: ExprId) -> Option<i16> {
        match self.ast[self.literal_of(id)].kind {
            ExprKind::Int(n) => i16::try_from(n).ok(),
            ExprKind::Prefix {
                op: PrefixOp::Neg,
                operand,
            } => match self.ast[operand].kind {
                // There is no integer -0, but there would be -0.0 had it been a float.
                ExprKind::Int(n) => i16::try_from(-n).ok(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The constant, if the expression is a literal number or string.
    pub(super) fn constant(&mut self, id: ExprId) -> Option<ConstId> {
        let ast = self.ast;
        Some(match ast[self.literal_of(id)].kind {
            ExprKind::Int(n) => self.program.int(n),
            ExprKind::Float(x) => self.program.float(x),
            ExprKind::BigInt(big) => {
                let digits = ast[big].to_string();
                self.program.constant(Constant::BigInt(digits))
            }
            ExprKind::Str(text) => self.program.string(&*ast[text]),
            ExprKind::Name(_) => {
                let of = self.known_enum(id)?;
                self.program.constant(Constant::Enum(of))
            }
            ExprKind::Field { .. } => {
                let (of, place) = self.known_variant(id)?;
                self.program.constant(Constant::Variant(of, place))
            }
            ExprKind::Prefix {
                op: PrefixOp::Neg,
                operand,
            } => match ast[operand].kind {
                ExprKind::Int(n) => self.program.int(-n),
                ExprKind::Float(x) => self.program.float(-x),
                _ => return None,
            },
            _ => return None,
        })
    }

    pub(super) fn near(&mut self, id: ExprId) -> Option<Near> {
        self.constant(id).and_then(near)
    }

    pub(super) fn binary(&mut self, op: BinaryOp, at: Span, left: ExprId, right: ExprId, dst: Reg) {
        let mark = self.mark();
        let forms = forms_of(op);
        if let Some(reversed) = forms.reversed
            && self.constant_at_left(left, right)
            && let Some(k) = self.near(left)
        {
            let b = self.operand(right, &[], Some(dst));
            self.at(at);
            reversed(&mut self.f, dst, k, b);
            self.release(mark);
            return;
        }
        let a = self.operand(left, &[right], Some(dst));
        self.combine(&forms, at, a, right, dst);
        self.release(mark);
    }

    /// `dst = a op right`
    pub(super) fn binary_with(&mut self, op: BinaryOp, at: Span, a: Reg, right: ExprId, dst: Reg) {
        let mark = self.mark();
        self.combine(&forms_of(op), at, a, right, dst);
        self.release(mark);
    }

    fn combine(&mut self, forms: &Forms, at: Span, a: Reg, right: ExprId, dst: Reg) {
        if let (Some(emit), Some(imm)) = (forms.imm, self.small(right)) {
            self.at(at);
            return emit(&mut self.f, dst, a, imm);
        }
        if let Some(emit) = forms.near
            && let Some(k) = self.near(right)
        {
            self.at(at);
            return emit(&mut self.f, dst, a, k);
        }
        let scratch = (dst != a).then_some(dst);
        let b = self.operand(right, &[], scratch);
        self.at(at);
        (forms.plain)(&mut self.f, dst, a, b);
    }

    /// Whether only the left operand is a constant.
    fn constant_at_left(&self, left: ExprId, right: ExprId) -> bool {
        let is_number = |id: ExprId| {
            matches!(
                self.ast[self.literal_of(id)].kind,
                ExprKind::Int(_) | ExprKind::Float(_)
            )
        };
        is_number(left) && !is_number(right)
    }

    pub(super) fn prefix(&mut self, id: ExprId, op: PrefixOp, operand: ExprId, dst: Reg) {
        if op == PrefixOp::Neg && self.constant(id).is_some() {
            return self.literal(id, dst);
        }
        let mark = self.mark();
        let a = self.operand(operand, &[], Some(dst));
        self.at(self.ast[id].span);
        match op {
            PrefixOp::Neg => self.f.neg(dst, a),
            PrefixOp::Not => self.f.not(dst, a),
            PrefixOp::BitNot => self.f.bnot(dst, a),
        }
        self.release(mark);
    }
}
