//! Conditions as jumps, and the expressions that choose: `if`, `?:`, `&&`, `||`, `??`.
//!
//! ```text
//! if (a < 10 && !b) { f() }       if_not_lt_i a, 10, END ; if_true b, END ; call f ; END:
//! ```
//!
//! No boolean is made for a condition. A relation that must not hold is negated as a whole (`if_not_lt`, not
//! `if_ge`): with NaN neither `a < b` nor `a >= b` is true.
//!
//! Invariant: both operands of `&&` and `||` in a condition are conditions themselves.

use super::control::Control;
use super::{Compiler, Want};
use crate::bytecode::op::Near;
use crate::bytecode::{FunctionBuilder, Label};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{RED_ZONE, STACK_PIECE};
use crate::source::Span;

/// When a jump is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Holds,
    Fails,
}

impl When {
    fn not(self) -> When {
        match self {
            When::Holds => When::Fails,
            When::Fails => When::Holds,
        }
    }
}

/// Which way a jump goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Forward,
    Back,
}

type IfImm = fn(&mut FunctionBuilder, Reg, i16, Label);
type IfRegs = fn(&mut FunctionBuilder, Reg, Reg, Label);
type IfNear = fn(&mut FunctionBuilder, Reg, Near, Label);

/// The jumps of a relation.
struct Jumps {
    imm: IfImm,
    regs: IfRegs,
    near: Option<IfNear>,
}

fn jumps_of(op: BinaryOp, when: When, way: Way) -> Option<Jumps> {
    type F = FunctionBuilder;
    let jumps = |imm: IfImm, regs: IfRegs, near: Option<IfNear>| Some(Jumps { imm, regs, near });
    match (op, when, way) {
        (BinaryOp::Eq, When::Holds, Way::Back) => jumps(F::loop_eq_i, F::loop_eq, None),
        (BinaryOp::Ne, When::Holds, Way::Back) => jumps(F::loop_ne_i, F::loop_ne, None),
        (BinaryOp::Lt, When::Holds, Way::Back) => jumps(F::loop_lt_i, F::loop_lt, None),
        (BinaryOp::Le, When::Holds, Way::Back) => jumps(F::loop_le_i, F::loop_le, None),
        (BinaryOp::Gt, When::Holds, Way::Back) => jumps(F::loop_gt_i, F::loop_gt, None),
        (BinaryOp::Ge, When::Holds, Way::Back) => jumps(F::loop_ge_i, F::loop_ge, None),
        (BinaryOp::Eq, When::Fails, Way::Back) => jumps(F::loop_ne_i, F::loop_ne, None),
        (BinaryOp::Ne, When::Fails, Way::Back) => jumps(F::loop_eq_i, F::loop_eq, None),
        (BinaryOp::Eq, When::Holds, _) | (BinaryOp::Ne, When::Fails, _) => {
            jumps(F::if_eq_i, F::if_eq, Some(F::if_eq_k))
        }
        (BinaryOp::Ne, When::Holds, _) | (BinaryOp::Eq, When::Fails, _) => {
            jumps(F::if_ne_i, F::if_ne, Some(F::if_ne_k))
        }
        // Going back where a relation does not hold has no instruction of its own: the builder crosses to one.
        (BinaryOp::Lt, When::Fails, _) => jumps(F::if_not_lt_i, F::if_not_lt, None),
        (BinaryOp::Le, When::Fails, _) => jumps(F::if_not_le_i, F::if_not_le, None),
        (BinaryOp::Gt, When::Fails, _) => jumps(F::if_not_gt_i, F::if_not_gt, None),
        (BinaryOp::Ge, When::Fails, _) => jumps(F::if_not_ge_i, F::if_not_ge, None),
        (BinaryOp::Lt, When::Holds, _) => jumps(F::if_lt_i, F::if_lt, None),
        (BinaryOp::Le, When::Holds, _) => jumps(F::if_le_i, F::if_le, None),
        (BinaryOp::Gt, When::Holds, _) => jumps(F::if_gt_i, F::if_gt, None),
        (BinaryOp::Ge, When::Holds, _) => jumps(F::if_ge_i, F::if_ge, None),
        _ => None,
    }
}

impl Compiler<'_> {
    /// Goes to the label when the condition holds or fails, otherwise on.
    pub(super) fn jump_if(&mut self, id: ExprId, when: When, to: Label, way: Way) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let mark = self.mark();
            let skip = self.skip.take();
            self.condition(id, when, to, way);
            self.skip = skip;
            self.release(mark);
        });
    }

    fn condition(&mut self, id: ExprId, when: When, to: Label, way: Way) {
        self.shorten(id);
        let ast = self.ast;
        let evaluated = self.evaluated.contains_key(&id);
        match ast[id].kind {
            ExprKind::Bool(value) => {
                if value == (when == When::Holds) {
                    match way {
                        Way::Forward => self.f.jump(to),
                        Way::Back => self.f.repeat(to),
                    }
                }
            }
            ExprKind::Prefix {
                op: PrefixOp::Not,
                operand,
            } => self.jump_if(operand, when.not(), to, way),
            ExprKind::Logical { op, left, right } if !evaluated && op != LogicalOp::Coalesce => {
                // The left operand alone decides for the one outcome; for the other both must agree.
                let decides = if op == LogicalOp::And {
                    When::Fails
                } else {
                    When::Holds
                };
                if when == decides {
                    self.jump_if(left, when, to, way);
                    self.jump_if(right, when, to, way);
                } else {
                    let past = self.f.new_label();
                    self.jump_if(left, decides, past, Way::Forward);
                    self.jump_if(right, when, to, way);
                    self.f.bind(past);
                }
            }
            ExprKind::Binary {
                op,
                at,
                left,
                right,
            } if !evaluated && jumps_of(op, when, way).is_some() => {
                if let Some(jumps) = jumps_of(op, when, way) {
                    self.relation(op, at, (left, right), &jumps, (when, to));
                }
            }
            _ => {
                let reg = self.any(id);
                match (when, way) {
                    (When::Holds, Way::Forward) => self.f.if_true(reg, to),
                    (When::Fails, Way::Forward) => self.f.if_false(reg, to),
                    (When::Holds, Way::Back) => self.f.loop_true(reg, to),
                    (When::Fails, Way::Back) => self.f.loop_false(reg, to),
                }
            }
        }
    }

    fn relation(
        &mut self,
        op: BinaryOp,
        at: Span,
        (left, right): (ExprId, ExprId),
        jumps: &Jumps,
        (when, to): (When, Label),
    ) {
        if let ExprKind::Null = self.ast[right].kind
            && matches!(op, BinaryOp::Eq | BinaryOp::Ne)
        {
            let a = self.any(left);
            return if (op == BinaryOp::Eq) == (when == When::Holds) {
                self.f.if_null(a, to);
            } else {
                self.f.if_not_null(a, to);
            };
        }
        let a = self.operand(left, &[right], None);
        if let Some(imm) = self.small(right) {
            self.at(at);
            return (jumps.imm)(&mut self.f, a, imm, to);
        }
        if let Some(emit) = jumps.near
            && let Some(k) = self.near(right)
        {
            self.at(at);
            return emit(&mut self.f, a, k, to);
        }
        let b = self.any(right);
        self.at(at);
        (jumps.regs)(&mut self.f, a, b, to);
    }

    pub(super) fn if_else(&mut self, branches: &[IfBranch], otherwise: Option<&Block>, want: Want) {
        if let ([branch], None, Want::Nothing) = (branches, otherwise, want)
            && let Some(to) = self.jump_alone(&branch.body)
        {
            return self.jump_if(branch.condition, When::Holds, to, Way::Forward);
        }
        let end = self.f.new_label();
        let mut reaches_end = false;
        for (n, branch) in branches.iter().enumerate() {
            let next = self.f.new_label();
            self.jump_if(branch.condition, When::Fails, next, Way::Forward);
            self.block(&branch.body, want);
            let last = n + 1 == branches.len() && otherwise.is_none() && want == Want::Nothing;
            if self.f.falls_through() && !last {
                self.f.jump(end);
                reaches_end = true;
            }
            self.f.bind(next);
        }
        match otherwise {
            Some(block) => self.block(block, want),
            None => self.give_null(want),
        }
        if reaches_end {
            self.f.bind(end);
        }
    }

    /// Where the block goes, if it does nothing else.
    fn jump_alone(&self, block: &Block) -> Option<Label> {
        let [stmt] = *block.stmts else {
            return None;
        };
        let Some(Control::Loop(inner)) = self.control.last() else {
            return None;
        };
        match self.ast[stmt].kind {
            StmtKind::Break => Some(inner.leave),
            StmtKind::Continue => Some(inner.again),
            _ => None,
        }
    }

    pub(super) fn ternary(
        &mut self,
        condition: ExprId,
        then: ExprId,
        otherwise: ExprId,
        want: Want,
    ) {
        let (next, end) = (self.f.new_label(), self.f.new_label());
        self.jump_if(condition, When::Fails, next, Way::Forward);
        self.expr(then, want);
        let reaches_end = self.f.falls_through();
        if reaches_end {
            self.f.jump(end);
        }
        self.f.bind(next);
        self.expr(otherwise, want);
        if reaches_end {
            self.f.bind(end);
        }
    }

    pub(super) fn logical(&mut self, op: LogicalOp, left: ExprId, right: ExprId, want: Want) {
        if want == Want::Nothing && op != LogicalOp::Coalesce {
            let end = self.f.new_label();
            let when = if op == LogicalOp::And {
                When::Fails
            } else {
                When::Holds
            };
            self.jump_if(left, when, end, Way::Forward);
            self.expr(right, Want::Nothing);
            self.f.bind(end);
            return;
        }
        let end = self.f.new_label();
        let mark = self.mark();
        // Where the left operand is given, it is moved only if it is the answer.
        let scratch = match want {
            Want::Value(dst) => Some(dst),
            _ => None,
        };
        let a = self.operand(left, &[], scratch);
        if let Want::Value(dst) = want
            && dst != a
        {
            self.f.mov(dst, a);
        }
        let tested = match want {
            Want::Value(dst) => dst,
            _ => a,
        };
        match op {
            LogicalOp::And => self.f.if_false(tested, end),
            LogicalOp::Or => self.f.if_true(tested, end),
            LogicalOp::Coalesce => self.f.if_not_null(tested, end),
        }
        self.expr(right, want);
        self.f.bind(end);
        if want == Want::Return {
            self.f.ret(a);
        }
        self.release(mark);
    }
}
