//! Where control cannot go: behind statements that leave, and to arms behind one that takes everything.
//!
//! ```text
//! if (c) { return 1 } else { throw e }; f()       f() is never reached
//! while (true) { ... }; f()                       unless a break leaves the loop
//! match (x) { n => 1, 2 => 3 }                    2 is never tried
//! ```
//!
//! Declarations of functions, classes and enums behind such a statement are no mistake: they run nothing.
//!
//! Invariant: each block is judged once; what nests grows the machine stack.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::monkey::ast::*;
use crate::monkey::scope::{RED_ZONE, STACK_PIECE, Scopes};
use crate::source::Diagnostic;

pub(super) fn unreachable(ast: &Ast, scopes: &Scopes) -> Vec<Diagnostic> {
    let mut flow = Flow {
        ast,
        scopes,
        known: HashMap::default(),
        found: Vec::new(),
    };
    flow.block(&ast.body);
    for function in ast.all_functions() {
        flow.block(&ast[function].body);
    }
    for stmt in ast.all_stmts() {
        match &stmt.kind {
            StmtKind::While { body, .. }
            | StmtKind::DoWhile { body, .. }
            | StmtKind::For { body, .. } => flow.block(body),
            StmtKind::ForIn(each) => flow.block(&each.body),
            _ => {}
        }
    }
    for expr in ast.all_exprs() {
        flow.blocks_of(&expr.kind);
    }
    flow.found
}

/// Whether the pattern takes every value.
fn takes_all(ast: &Ast, pattern: PatternId) -> bool {
    match &ast[pattern].kind {
        PatternKind::Name(_) | PatternKind::Wildcard => true,
        PatternKind::Or(options) => options.iter().any(|&option| takes_all(ast, option)),
        _ => false,
    }
}

struct Flow<'a> {
    ast: &'a Ast,
    scopes: &'a Scopes,
    /// Of statements: whether control never gets behind them.
    known: HashMap<StmtId, bool, FixedState>,
    found: Vec<Diagnostic>,
}

impl Flow<'_> {
    fn blocks_of(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.block(&branch.body);
                }
                otherwise.iter().for_each(|block| self.block(block));
            }
            ExprKind::Try {
                body,
                catch,
                finally,
            } => {
                self.block(body);
                catch.iter().for_each(|catch| self.block(&catch.body));
                finally.iter().for_each(|block| self.block(block));
            }
            ExprKind::Match { arms, .. } => {
                arms.iter().for_each(|arm| self.block(&arm.body));
                let all = arms
                    .iter()
                    .position(|arm| arm.guard.is_none() && takes_all(self.ast, arm.pattern));
                let Some(all) = all else { return };
                if let Some(next) = arms.get(all + 1) {
                    let span = self.ast[next.pattern].span;
                    let taken = self.ast[arms[all].pattern].span;
                    let warning = Diagnostic::warning(span, "unreachable arm")
                        .note_at(taken, "this one takes everything");
                    self.found.push(warning);
                }
            }
            _ => {}
        }
    }

    /// Reports the first statement of a block that is never reached.
    fn block(&mut self, block: &Block) {
        let left = block.stmts.iter().position(|&stmt| self.leaves(stmt));
        let Some(left) = left else { return };
        let runs = |stmt: &StmtId| {
            !matches!(
                self.ast[*stmt].kind,
                StmtKind::Function { .. } | StmtKind::Enum { .. } | StmtKind::Class(_)
            )
        };
        if let Some(&next) = block.stmts[left + 1..].iter().find(|stmt| runs(stmt)) {
            let span = self.ast[next].span;
            let from = self.ast[block.stmts[left]].span;
            let warning = Diagnostic::warning(span, "unreachable code")
                .note_at(from, "control does not get behind this");
            self.found.push(warning);
        }
    }

    /// Whether control never gets behind the block.
    fn ends(&mut self, block: &Block) -> bool {
        block.stmts.iter().any(|&stmt| self.leaves(stmt))
    }

    fn leaves(&mut self, id: StmtId) -> bool {
        if let Some(&known) = self.known.get(&id) {
            return known;
        }
        let leaves = stacker::maybe_grow(RED_ZONE, STACK_PIECE, || self.judge(id));
        self.known.insert(id, leaves);
        leaves
    }

    fn judge(&mut self, id: StmtId) -> bool {
        let ast = self.ast;
        match &ast[id].kind {
            StmtKind::Break | StmtKind::Continue | StmtKind::Return(_) | StmtKind::Throw(_) => true,
            StmtKind::While { condition, .. } => {
                self.is_true(*condition) && !self.scopes.is_left(id)
            }
            StmtKind::DoWhile { body, condition } => {
                let forever = self.is_true(*condition) && !self.scopes.is_left(id);
                forever
                    || !self.scopes.has_continue(body.span)
                        && !self.scopes.is_left(id)
                        && self.ends(body)
            }
            StmtKind::For { condition, .. } => {
                condition.is_none_or(|c| self.is_true(c)) && !self.scopes.is_left(id)
            }
            StmtKind::Expr(expr) => self.expr_leaves(*expr),
            _ => false,
        }
    }

    fn is_true(&self, condition: ExprId) -> bool {
        matches!(self.ast[condition].kind, ExprKind::Bool(true))
    }

    fn expr_leaves(&mut self, id: ExprId) -> bool {
        let ast = self.ast;
        match &ast[id].kind {
            ExprKind::If {
                branches,
                otherwise,
            } => {
                let last = otherwise.as_ref();
                last.is_some_and(|block| self.ends(block))
                    && branches.iter().all(|branch| self.ends(&branch.body))
            }
            ExprKind::Try {
                body,
                catch,
                finally,
            } => {
                finally.as_ref().is_some_and(|block| self.ends(block))
                    || self.ends(body) && catch.as_ref().is_none_or(|c| self.ends(&c.body))
            }
            ExprKind::Match { arms, .. } => {
                let certain = |arm: &MatchArm| arm.guard.is_none() && takes_all(ast, arm.pattern);
                arms.iter().any(certain) && arms.iter().all(|arm| self.ends(&arm.body))
            }
            _ => false,
        }
    }
}
