//! Statements and blocks.
//!
//! ```text
//! { let x = 1; x + 1 }     for a place: the last statement's value goes there
//! ```
//!
//! Invariant: statements that control cannot reach leave no code; the registers of a block's variables are
//! free behind it.

use super::control::Exit;
use super::{Compiler, Want};
use crate::monkey::ast::{Block, ExprId, ExprKind, FunctionId, PatternKind, StmtId, StmtKind};
use crate::monkey::scope::{RED_ZONE, STACK_PIECE, Storage, VarId};

impl Compiler<'_> {
    /// A block with a scope of its own.
    pub(super) fn block(&mut self, block: &Block, want: Want) {
        self.open_scope();
        self.block_value(&block.stmts, want);
        self.close_scope();
    }

    /// Statements in the scope that is open; their value is that of the last, if that is an expression.
    pub(super) fn block_value(&mut self, stmts: &[StmtId], want: Want) {
        let (last, before) = match stmts.split_last() {
            Some((&last, before)) => (Some(last), before),
            None => (None, stmts),
        };
        for &stmt in before {
            if !self.f.falls_through() {
                return;
            }
            self.stmt(stmt);
        }
        if !self.f.falls_through() {
            return;
        }
        match last {
            Some(last) => match self.ast[last].kind {
                StmtKind::Expr(value) => {
                    self.at_expr(value);
                    self.expr(value, want);
                }
                _ => {
                    self.stmt(last);
                    if self.f.falls_through() {
                        self.give_null(want);
                    }
                }
            },
            None => self.give_null(want),
        }
    }

    pub(super) fn stmt(&mut self, id: StmtId) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || self.one_stmt(id));
    }

    fn one_stmt(&mut self, id: StmtId) {
        let ast = self.ast;
        // The debugger's steps: whatever has no place of its own has its statement's.
        self.at(ast[id].span);
        match &ast[id].kind {
            StmtKind::Expr(expr) => self.expr(*expr, Want::Nothing),
            StmtKind::Let { pattern, value, .. } => match ast[*pattern].kind {
                PatternKind::Name(_) => {
                    if let Some(var) = self.scopes.pattern(*pattern) {
                        self.let_name(var, *value);
                    }
                }
                _ => self.let_pattern(*pattern, *value),
            },
            StmtKind::Function { function, .. } => {
                if let Some(var) = self.scopes.named_function(id) {
                    self.let_function(var, *function);
                }
            }
            StmtKind::While { condition, body } => self.while_loop(*condition, body),
            StmtKind::DoWhile { body, condition } => self.do_loop(body, *condition),
            StmtKind::For {
                init,
                condition,
                update,
                body,
            } => self.for_loop(*init, *condition, *update, body),
            StmtKind::ForIn(each) => self.for_in(each),
            StmtKind::Break => self.leave(Exit::Break, None),
            StmtKind::Continue => self.leave(Exit::Continue, None),
            StmtKind::Return(value) => self.give_back(*value),
            StmtKind::Throw(value) => {
                let mark = self.mark();
                let thrown = self.any(*value);
                self.at(ast[id].span);
                self.f.throw(thrown);
                self.release(mark);
            }
            // A constant of the program.
            StmtKind::Enum { .. } => {}
            // The names' resolution has reported these.
            StmtKind::Import(_) => self.import(id),
            StmtKind::Class(class) => self.class(id, class),
        }
    }

    fn let_name(&mut self, var: VarId, value: ExprId) {
        if let ExprKind::Function(function) = self.ast[value].kind {
            return self.let_function(var, function);
        }
        let reg = self.temp();
        self.to(value, reg);
        self.declare(var, reg);
    }

    /// A function that may name itself.
    fn let_function(&mut self, var: VarId, function: FunctionId) {
        match self.scopes.var(var).storage {
            Storage::Constant(_) | Storage::Enum(_) | Storage::Import => {}
            Storage::Cell => {
                let reg = self.temp();
                self.at(self.ast[function].span);
                self.f.unset(reg);
                self.declare(var, reg);
                let mark = self.mark();
                let value = self.temp();
                self.function_value(function, value);
                self.f.set_cell(reg, value);
                self.release(mark);
            }
            Storage::Register | Storage::Global => {
                let reg = self.temp();
                self.function_value(function, reg);
                self.declare(var, reg);
            }
        }
    }

    /// `return value`
    fn give_back(&mut self, value: Option<ExprId>) {
        if let Some(this) = self.constructed() {
            if let Some(value) = value {
                self.expr(value, Want::Nothing);
            }
            if !self.f.falls_through() {
                return;
            }
            return match self.is_guarded() {
                true => self.leave(Exit::Return, Some(this)),
                false => self.f.ret(this),
            };
        }
        if !self.is_guarded() {
            match value {
                Some(value) => self.expr(value, Want::Return),
                None => self.f.ret_null(),
            }
            return;
        }
        let mark = self.mark();
        let reg = match value {
            Some(value) => self.any(value),
            None => {
                let reg = self.temp();
                self.f.null(reg);
                reg
            }
        };
        if self.f.falls_through() {
            self.leave(Exit::Return, Some(reg));
        }
        self.release(mark);
    }

    /// Null for the place.
    pub(super) fn give_null(&mut self, want: Want) {
        match want {
            Want::Nothing => {}
            Want::Value(dst) => self.f.null(dst),
            Want::Return => self.f.ret_null(),
        }
    }
}
