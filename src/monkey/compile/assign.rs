//! Assignments: `x = e`, `a[i] += e`, `o.f++`.
//!
//! ```text
//! a[i] += 1        get r2, a, i ; add_i r2, r2, 1 ; set a, i, r2
//! ```
//!
//! Invariant: the parts of a target are evaluated once, before the value.

use super::{Compiler, Want};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{EarlierPlace, Meaning, VarId};
use crate::source::Span;

use super::variable::Access;

/// What is done to the old value.
#[derive(Clone, Copy)]
enum Change {
    /// It is replaced.
    Set(ExprId),
    /// An operation with a right operand.
    With(BinaryOp, ExprId),
    /// An operation with one, whose result may be asked for before the operation.
    Step(BinaryOp),
}

impl Compiler<'_> {
    pub(super) fn assign(
        &mut self,
        op: AssignOp,
        at: Span,
        target: ExprId,
        value: ExprId,
        want: Want,
    ) {
        let change = match op.binary() {
            None => Change::Set(value),
            Some(op) => Change::With(op, value),
        };
        self.change(target, at, change, want);
    }

    pub(super) fn update(&mut self, op: UpdateOp, at: Span, target: ExprId, want: Want) {
        let op = match op {
            UpdateOp::Increment => BinaryOp::Add,
            UpdateOp::Decrement => BinaryOp::Sub,
        };
        self.change(target, at, Change::Step(op), want);
    }

    fn change(&mut self, target: ExprId, at: Span, change: Change, want: Want) {
        match self.ast[target].kind {
            ExprKind::Name(name) => self.change_name(target, name, at, change, want),
            ExprKind::Index { object, index } => {
                self.change_element((object, index), at, change, want);
            }
            ExprKind::Field { object, name, .. } => {
                self.change_field((object, name), at, change, want);
            }
            _ => self.give_null(want),
        }
    }

    fn change_name(&mut self, target: ExprId, name: NameId, at: Span, change: Change, want: Want) {
        if let Some(variable) = self.in_place(target) {
            let old = self.change_register(variable, at, change, want);
            return self.give(old.unwrap_or(variable), want);
        }
        let old = match change {
            Change::Set(_) => None,
            _ => {
                let reg = self.temp();
                self.load_name(target, name, reg);
                Some(reg)
            }
        };
        let (new, answer) = self.new_value(old, at, change, want);
        self.at(at);
        match self.scopes.meaning(target) {
            Meaning::Var(id) => self.store(id, new),
            Meaning::Earlier => {
                let earlier = self.earlier.get(self.ast.name(name));
                if let Some(EarlierPlace::Global(global)) = earlier.map(|e| &e.place) {
                    self.f.set_global(*global, new);
                }
            }
            _ => {}
        }
        self.give(answer, want);
    }

    /// Changes a variable in a register. The answer, if it is not the new value.
    fn change_register(
        &mut self,
        variable: Reg,
        at: Span,
        change: Change,
        want: Want,
    ) -> Option<Reg> {
        match change {
            Change::Set(value) if self.writes_once(value) => self.to(value, variable),
            Change::Set(value) => {
                let new = self.any(value);
                if new != variable {
                    self.f.mov(variable, new);
                }
            }
            Change::With(op, value) => {
                // The old value is read first: it is copied where the right side may assign it.
                let old = if self.scopes.assigns(value) {
                    let copy = self.temp();
                    self.f.mov(copy, variable);
                    copy
                } else {
                    variable
                };
                self.binary_with(op, at, old, value, variable);
            }
            Change::Step(op) => {
                let old = (want != Want::Nothing).then(|| {
                    let copy = self.temp();
                    self.f.mov(copy, variable);
                    copy
                });
                self.step(op, at, variable, variable);
                return old;
            }
        }
        None
    }

    /// The new value and the answer of the expression.
    fn new_value(&mut self, old: Option<Reg>, at: Span, change: Change, want: Want) -> (Reg, Reg) {
        match (change, old) {
            (Change::With(op, value), Some(old)) => {
                self.binary_with(op, at, old, value, old);
                (old, old)
            }
            (Change::Step(op), Some(old)) => {
                let new = if want == Want::Nothing {
                    old
                } else {
                    self.temp()
                };
                self.step(op, at, old, new);
                (new, old)
            }
            (Change::Set(value) | Change::With(_, value), _) => {
                let new = self.operand(value, &[], None);
                (new, new)
            }
            (Change::Step(_), None) => {
                let new = self.temp();
                self.f.null(new);
                (new, new)
            }
        }
    }

    fn step(&mut self, op: BinaryOp, at: Span, old: Reg, new: Reg) {
        self.at(at);
        if op == BinaryOp::Sub {
            self.f.sub_i(new, old, 1);
        } else {
            self.f.add_i(new, old, 1);
        }
    }

    fn change_element(
        &mut self,
        (object, index): (ExprId, ExprId),
        at: Span,
        change: Change,
        want: Want,
    ) {
        let value = match change {
            Change::Set(value) | Change::With(_, value) => Some(value),
            Change::Step(_) => None,
        };
        let later: Vec<ExprId> = [index].into_iter().chain(value).collect();
        let collection = self.operand(object, &later, None);
        let position = self.operand(index, &later[1..], None);
        let old = match change {
            Change::Set(_) => None,
            _ => {
                let old = self.temp();
                self.at_bracket(object);
                self.f.get(old, collection, position);
                Some(old)
            }
        };
        let (new, answer) = self.new_value(old, at, change, want);
        self.at_bracket(object);
        self.f.set(collection, position, new);
        self.give(answer, want);
    }

    fn change_field(
        &mut self,
        (object, name): (ExprId, Name),
        at: Span,
        change: Change,
        want: Want,
    ) {
        let value = match change {
            Change::Set(value) | Change::With(_, value) => Some(value),
            Change::Step(_) => None,
        };
        let later: Vec<ExprId> = value.into_iter().collect();
        let holder = self.operand(object, &later, None);
        let symbol = self.program.symbol(self.ast.name(name.id));
        let old = match change {
            Change::Set(_) => None,
            _ => {
                let old = self.temp();
                self.at(name.span);
                self.f.get_field(old, holder, symbol);
                Some(old)
            }
        };
        let (new, answer) = self.new_value(old, at, change, want);
        self.at(name.span);
        self.f.set_field(holder, new, symbol);
        self.give(answer, want);
    }

    /// The register of a variable that the expression increases by exactly one, and nothing else.
    pub(super) fn increments(&mut self, id: ExprId) -> Option<(VarId, Reg)> {
        let target = match self.ast[id].kind {
            ExprKind::Update {
                op: UpdateOp::Increment,
                target,
                ..
            } => target,
            ExprKind::Assign {
                op: AssignOp::Add,
                target,
                value,
                ..
            } if self.small(value) == Some(1) => target,
            ExprKind::Assign {
                op: AssignOp::Set,
                target,
                value,
                ..
            } => match self.ast[value].kind {
                ExprKind::Binary {
                    op: BinaryOp::Add,
                    left,
                    right,
                    ..
                } if self.small(right) == Some(1) && self.same_variable(left, target) => target,
                _ => return None,
            },
            _ => return None,
        };
        let ExprKind::Name(_) = self.ast[target].kind else {
            return None;
        };
        let Meaning::Var(var) = self.scopes.meaning(target) else {
            return None;
        };
        match self.access(var) {
            Access::Register(reg) => Some((var, reg)),
            _ => None,
        }
    }

    fn same_variable(&self, a: ExprId, b: ExprId) -> bool {
        let is_name = |id: ExprId| matches!(self.ast[id].kind, ExprKind::Name(_));
        is_name(a) && is_name(b) && self.scopes.meaning(a) == self.scopes.meaning(b)
    }
}
