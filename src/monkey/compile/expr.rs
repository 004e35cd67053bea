//! Expressions: the dispatch, and the ways to ask for a value.
//!
//! - [`Compiler::expr`] for a [`Want`];
//! - [`Compiler::to`] into a register;
//! - [`Compiler::any`] wherever it is best: a variable stays where it is;
//! - [`Compiler::operand`] the same, but safe from the operands that are evaluated after it.
//!
//! Invariant: an expression hands back all registers that it took, except the one that `any` or `operand` answers.

use super::{Compiler, Want};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{RED_ZONE, STACK_PIECE, left_of};

/// Left spines are compiled in pieces of this length.
const PIECE: usize = 100;

impl Compiler<'_> {
    pub(super) fn expr(&mut self, id: ExprId, want: Want) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let mark = self.mark();
            self.shorten(id);
            let skip = self.skip.take();
            self.chain(id, want);
            self.skip = skip;
            self.release(mark);
        });
    }

    /// The value in the register.
    pub(super) fn to(&mut self, id: ExprId, dst: Reg) {
        self.expr(id, Want::Value(dst));
    }

    /// The value in some register.
    pub(super) fn any(&mut self, id: ExprId) -> Reg {
        if let Some(reg) = self.in_place(id) {
            return reg;
        }
        let reg = self.temp();
        self.to(id, reg);
        reg
    }

    /// The value in some register, where it stays while the `later` expressions are evaluated. `scratch` may be
    /// taken for it if it is no variable.
    pub(super) fn operand(&mut self, id: ExprId, later: &[ExprId], scratch: Option<Reg>) -> Reg {
        if let Some(reg) = self.in_place(id)
            && (!self.is_variable(reg) || !later.iter().any(|&e| self.scopes.assigns(e)))
        {
            return reg;
        }
        let reg = match scratch {
            Some(reg) if !self.is_variable(reg) => reg,
            _ => self.temp(),
        };
        self.to(id, reg);
        reg
    }

    /// Evaluates the lower pieces of a long left spine to temporaries, so that what is left is short.
    pub(super) fn shorten(&mut self, id: ExprId) {
        let mut at = id;
        for _ in 0..2 * PIECE {
            match left_of(self.ast, at) {
                Some(left) if !self.evaluated.contains_key(&at) => at = left,
                _ => return,
            }
        }
        let mut spine = vec![];
        let mut at = id;
        while let Some(left) = left_of(self.ast, at) {
            if self.evaluated.contains_key(&at) {
                break;
            }
            spine.push(at);
            at = left;
        }
        // A `?.` leaves the whole chain that it is in: what stands above it in the same chain stays whole.
        let value = self.temp();
        let mut piece = 0;
        for n in (1..spine.len()).rev() {
            piece += 1;
            if piece < PIECE {
                continue;
            }
            piece = 0;
            if !self.may_skip(spine[n - 1]) {
                self.chain(spine[n], Want::Value(value));
                self.evaluated.insert(spine[n], value);
            }
        }
    }

    /// The expression; if it is a link of a chain, `self.skip` is where `?.` goes.
    pub(super) fn chain(&mut self, id: ExprId, want: Want) {
        if let Some(&reg) = self.evaluated.get(&id) {
            return self.give(reg, want);
        }
        let ast = self.ast;
        match &ast[id].kind {
            ExprKind::Null => self.give_null(want),
            ExprKind::Bool(value) => {
                let value = *value;
                self.give_with(want, |compiler, dst| {
                    if value {
                        compiler.f.truth(dst);
                    } else {
                        compiler.f.falsehood(dst);
                    }
                });
            }
            ExprKind::Int(_) | ExprKind::BigInt(_) | ExprKind::Float(_) | ExprKind::Str(_) => {
                if want != Want::Nothing {
                    self.give_with(want, |compiler, dst| compiler.literal(id, dst));
                }
            }
            ExprKind::Template(parts) => self.give_with(want, |c, dst| c.template(id, parts, dst)),
            ExprKind::Name(name) => match (self.in_place(id), want) {
                (Some(reg), _) => self.give(reg, want),
                (None, _) => self.give_with(want, |c, dst| c.load_name(id, *name, dst)),
            },
            ExprKind::Array(items) => self.give_with(want, |c, dst| c.array(id, items, dst)),
            ExprKind::Hash(entries) => self.give_with(want, |c, dst| c.hash(id, entries, dst)),
            ExprKind::Comprehension { element, clauses } => self.give_with(want, |c, dst| {
                c.comprehension(id, *element, clauses, dst);
            }),
            ExprKind::Function(function) => {
                let function = *function;
                self.give_with(want, |c, dst| c.function_value(function, dst));
            }
            ExprKind::Prefix { op, operand } => {
                let (op, operand) = (*op, *operand);
                self.give_with(want, |c, dst| c.prefix(id, op, operand, dst));
            }
            ExprKind::Binary {
                op,
                at,
                left,
                right,
            } => {
                let (op, at, left, right) = (*op, *at, *left, *right);
                self.give_with(want, |c, dst| c.binary(op, at, left, right, dst));
            }
            ExprKind::Logical { op, left, right } => self.logical(*op, *left, *right, want),
            ExprKind::Ternary {
                condition,
                then,
                otherwise,
            } => self.ternary(*condition, *then, *otherwise, want),
            ExprKind::Assign {
                op,
                at,
                target,
                value,
            } => self.assign(*op, *at, *target, *value, want),
            ExprKind::Update { op, at, target } => self.update(*op, *at, *target, want),
            ExprKind::Pipe {
                value,
                callee,
                args,
            } => self.pipe(*value, *callee, args, want),
            ExprKind::Field { .. } if self.known_variant(id).is_some() => {
                self.give_with(want, |compiler, dst| compiler.literal(id, dst));
            }
            ExprKind::Call { .. }
            | ExprKind::Index { .. }
            | ExprKind::Slice { .. }
            | ExprKind::Field { .. } => self.link(id, want),
            ExprKind::If {
                branches,
                otherwise,
            } => self.if_else(branches, otherwise.as_ref(), want),
            ExprKind::Try {
                body,
                catch,
                finally,
            } => self.try_catch(id, body, catch.as_ref(), finally.as_ref(), want),
            ExprKind::Match { value, arms } => self.match_expr(*value, arms, want),
            // The names' resolution has reported these.
            ExprKind::Yield(value) => self.yield_value(id, *value, want),
            ExprKind::New { class, args } => self.new_instance(*class, args, want),
            ExprKind::SelfRef => match self.in_place(id) {
                Some(reg) => self.give(reg, want),
                None => self.give_with(want, |c, dst| c.this(id, dst)),
            },
            ExprKind::Super(name) => self.give_with(want, |c, dst| c.bound_super(id, *name, dst)),
        }
    }

    /// The value in `reg` for the place.
    pub(super) fn give(&mut self, reg: Reg, want: Want) {
        match want {
            Want::Nothing => {}
            Want::Value(dst) if dst == reg => {}
            Want::Value(dst) => self.f.mov(dst, reg),
            Want::Return => self.f.ret(reg),
        }
    }

    /// What `make` puts in a register, for the place.
    pub(super) fn give_with(&mut self, want: Want, make: impl FnOnce(&mut Self, Reg)) {
        match want {
            Want::Value(dst) => make(self, dst),
            Want::Nothing | Want::Return => {
                let reg = self.temp();
                make(self, reg);
                if want == Want::Return && self.f.falls_through() {
                    self.f.ret(reg);
                }
            }
        }
    }

    /// A number or a string.
    pub(super) fn literal(&mut self, id: ExprId, dst: Reg) {
        if let Some(imm) = self.small(id) {
            self.f.int(dst, imm);
        } else if let Some(constant) = self.constant(id) {
            self.f.lit(dst, constant);
        }
    }

    /// Whether compiling the expression for a register writes there only when everything has been read.
    pub(super) fn writes_once(&self, id: ExprId) -> bool {
        match &self.ast[id].kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Name(_)
            | ExprKind::SelfRef
            | ExprKind::Function(_)
            | ExprKind::Prefix { .. }
            | ExprKind::Call { .. }
            | ExprKind::Pipe { .. }
            | ExprKind::Template(_) => !self.may_skip(id),
            ExprKind::Binary { .. } => true,
            ExprKind::Index { .. } | ExprKind::Slice { .. } | ExprKind::Field { .. } => {
                !self.may_skip(id)
            }
            ExprKind::Array(items) => {
                items.len() <= super::collect::MOST_AT_ONCE
                    && items.iter().all(|item| matches!(item, Argument::One(_)))
            }
            _ => false,
        }
    }

    /// Whether a `?.` may leave the chain that ends with the expression.
    pub(super) fn may_skip(&self, id: ExprId) -> bool {
        let mut at = id;
        while let Some(object) = chained(self.ast, at) {
            if let ExprKind::Field {
                access: Access::Optional,
                ..
            } = self.ast[at].kind
            {
                return true;
            }
            if self.evaluated.contains_key(&object) {
                // What was cut off had none.
                return false;
            }
            at = object;
        }
        false
    }
}

/// What the expression goes on from as a link of a chain.
pub(super) fn chained(ast: &Ast, id: ExprId) -> Option<ExprId> {
    match ast[id].kind {
        ExprKind::Call { callee, .. } => Some(callee),
        ExprKind::Index { object, .. }
        | ExprKind::Slice { object, .. }
        | ExprKind::Field { object, .. } => Some(object),
        _ => None,
    }
}
