//! Loops.
//!
//! ```text
//! while (a < b) { f() }        if_not_lt a, b, END      the condition before the first round,
//!                         TOP: call f
//!                              loop_lt a, b, TOP        and at the end of each: one jump a round
//!                         END:
//! for (..; i < n; i++) { }     next_lt i, n, TOP        counting and testing in one instruction
//! for (x in a..b) { }          a hidden counter, shared with x unless the body assigns x
//! ```
//!
//! A condition that is not small is not written twice: the loop begins with a jump to it.
//!
//! A `for` with a closure in its body that shares the counter gives each round a cell of its own: the counter is
//! copied before the update.
//!
//! Invariant: whatever goes back is an instruction of the table's group "Loops", or becomes one in `layout.rs`.

use super::condition::{Way, When};
use super::control::{Control, Loop};
use super::variable::Access;
use super::{Compiler, Want};
use crate::bytecode::Label;
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{Meaning, Storage, VarId};
use crate::source::Span;

/// Conditions of at most so many nodes are written twice.
const SMALL: usize = 12;

/// What happens at the end of a round, before the test.
#[derive(Clone, Copy)]
enum Step {
    None,
    /// The statement at the end of a `while`'s body that counts.
    Stmt(ExprId),
    /// A `for`'s update.
    Update(ExprId),
}

impl Compiler<'_> {
    pub(super) fn while_loop(&mut self, condition: ExprId, body: &Block) {
        // `while (i < n) { ...; i += 1 }` counts like a `for`, unless a `continue` would skip the counting.
        let step = match body.stmts.last() {
            Some(&last) => match self.ast[last].kind {
                StmtKind::Expr(update)
                    if self.increments(update).is_some()
                        && self.counter_test(update, condition).is_some()
                        && !self.continues(body) =>
                {
                    Step::Stmt(update)
                }
                _ => Step::None,
            },
            None => Step::None,
        };
        self.conditional_loop(Some(condition), body, step, &[]);
    }

    pub(super) fn do_loop(&mut self, body: &Block, condition: ExprId) {
        let (again, leave) = (self.f.new_label(), self.f.new_label());
        let top = self.f.here();
        self.round(body, Step::None, again, leave);
        self.f.bind(again);
        self.jump_if(condition, When::Holds, top, Way::Back);
        self.f.bind(leave);
    }

    pub(super) fn for_loop(
        &mut self,
        init: Option<StmtId>,
        condition: Option<ExprId>,
        update: Option<ExprId>,
        body: &Block,
    ) {
        self.open_scope();
        let mut cells = Vec::new();
        if let Some(init) = init {
            self.stmt(init);
            if let StmtKind::Let { pattern, .. } = self.ast[init].kind {
                cells = self.cells_of(pattern);
            }
        }
        let step = update.map_or(Step::None, Step::Update);
        self.conditional_loop(condition, body, step, &cells);
        self.close_scope();
    }

    /// The registers of the pattern's variables that live in cells.
    fn cells_of(&mut self, pattern: PatternId) -> Vec<Reg> {
        let mut cells = Vec::new();
        let mut waiting = vec![pattern];
        while let Some(pattern) = waiting.pop() {
            match &self.ast[pattern].kind {
                PatternKind::Name(_) => {
                    let var = self.scopes.pattern(pattern);
                    if let Some(Access::Cell(reg)) = var.map(|var| self.access(var)) {
                        cells.push(reg);
                    }
                }
                PatternKind::Array { items, rest } => waiting.extend(items.iter().chain(rest)),
                PatternKind::Hash(entries) => waiting.extend(entries.iter().map(|e| e.1)),
                _ => {}
            }
        }
        cells
    }

    fn conditional_loop(
        &mut self,
        condition: Option<ExprId>,
        body: &Block,
        step: Step,
        cells: &[Reg],
    ) {
        let (again, test, leave) = (self.f.new_label(), self.f.new_label(), self.f.new_label());
        match condition {
            Some(condition) if self.is_small(condition) => {
                self.jump_if(condition, When::Fails, leave, Way::Forward);
            }
            Some(_) => self.f.jump(test),
            None => {}
        }
        let top = self.f.here();
        self.round(body, step, again, leave);
        self.f.bind(again);
        for &cell in cells {
            // The next round has a variable of its own.
            let mark = self.mark();
            let value = self.temp();
            self.f.get_cell(value, cell);
            self.f.cell(cell, value);
            self.release(mark);
        }
        let counted = match (step, condition) {
            (Step::Update(update) | Step::Stmt(update), Some(condition)) => self
                .counter_test(update, condition)
                .filter(|_| self.is_small(condition)),
            _ => None,
        };
        if let Some(counter) = counted {
            counter.emit(self, top);
        } else {
            if let Step::Update(update) | Step::Stmt(update) = step {
                self.expr(update, Want::Nothing);
            }
            self.f.bind(test);
            match condition {
                Some(condition) => self.jump_if(condition, When::Holds, top, Way::Back),
                None => self.f.repeat(top),
            }
        }
        self.f.bind(leave);
    }

    /// The body, without the statement that is the step.
    fn round(&mut self, body: &Block, step: Step, again: Label, leave: Label) {
        self.control.push(Control::Loop(Loop { leave, again }));
        let stmts = match step {
            Step::Stmt(_) => &body.stmts[..body.stmts.len().saturating_sub(1)],
            _ => &body.stmts,
        };
        self.open_scope();
        for &stmt in stmts {
            if self.f.falls_through() {
                self.stmt(stmt);
            }
        }
        self.close_scope();
        self.control.pop();
    }

    /// Whether the condition is so small that it is written twice.
    fn is_small(&self, condition: ExprId) -> bool {
        let mut waiting = vec![condition];
        let mut count = 0;
        while let Some(id) = waiting.pop() {
            count += 1;
            if count > SMALL {
                return false;
            }
            match &self.ast[id].kind {
                ExprKind::Null
                | ExprKind::Bool(_)
                | ExprKind::Int(_)
                | ExprKind::Float(_)
                | ExprKind::Str(_)
                | ExprKind::Name(_) => {}
                ExprKind::Prefix { operand, .. } => waiting.push(*operand),
                ExprKind::Binary { left, right, .. } | ExprKind::Logical { left, right, .. } => {
                    waiting.extend([*left, *right]);
                }
                ExprKind::Index { object, index } => waiting.extend([*object, *index]),
                ExprKind::Field { object, .. } => waiting.push(*object),
                ExprKind::Call { callee, args } => {
                    waiting.push(*callee);
                    for arg in args {
                        let (Argument::One(value) | Argument::Spread(value)) = *arg;
                        waiting.push(value);
                    }
                }
                _ => return false,
            }
        }
        true
    }

    /// How to count and test in one instruction, if the update counts what the condition tests.
    fn counter_test(&mut self, update: ExprId, condition: ExprId) -> Option<Counter> {
        let (var, counter) = self.increments(update)?;
        let ExprKind::Binary {
            op: op @ (BinaryOp::Lt | BinaryOp::Le),
            at,
            left,
            right,
        } = self.ast[condition].kind
        else {
            return None;
        };
        let names_it = matches!(self.ast[left].kind, ExprKind::Name(_));
        if !names_it || self.scopes.meaning(left) != Meaning::Var(var) {
            return None;
        }
        let limit = match self.small(right) {
            Some(imm) => Limit::Imm(imm),
            None => Limit::Reg(self.in_place(right).filter(|&reg| reg != counter)?),
        };
        Some(Counter {
            counter,
            op,
            at,
            limit,
        })
    }

    /// Whether a `continue` of this loop stands in its body.
    fn continues(&self, body: &Block) -> bool {
        // One of an inner loop counts as well: it costs an instruction a round.
        self.scopes.has_continue(body.span)
    }

    pub(super) fn for_in(&mut self, each: &ForIn) {
        self.iterate_with(each.pattern, each.iterable, Some(&each.body), |_| {});
    }

    /// A comprehension's loop: `inside` compiles the rest of its clauses.
    pub(super) fn iterate(
        &mut self,
        pattern: PatternId,
        iterable: ExprId,
        inside: impl FnOnce(&mut Self),
    ) {
        self.iterate_with(pattern, iterable, None, inside);
    }

    fn iterate_with(
        &mut self,
        pattern: PatternId,
        iterable: ExprId,
        body: Option<&Block>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.open_scope();
        if let ExprKind::Binary {
            op: BinaryOp::Range,
            at,
            left,
            right,
        } = self.ast[iterable].kind
            && matches!(
                self.ast[pattern].kind,
                PatternKind::Name(_) | PatternKind::Wildcard
            )
        {
            self.count_up(pattern, at, (left, right), body, inside);
        } else {
            self.go_through(pattern, iterable, body, inside);
        }
        self.close_scope();
    }

    /// `for (x in a..b)`: no range is made that anybody sees.
    fn count_up(
        &mut self,
        pattern: PatternId,
        at: Span,
        (from, to): (ExprId, ExprId),
        body: Option<&Block>,
        inside: impl FnOnce(&mut Self),
    ) {
        let counter = self.temp();
        self.to(from, counter);
        let limit = match self.small(to) {
            Some(imm) => Limit::Imm(imm),
            None => {
                let reg = self.temp();
                self.to(to, reg);
                Limit::Reg(reg)
            }
        };
        self.check_bounds(at, (from, counter), (to, limit));
        let (again, leave) = (self.f.new_label(), self.f.new_label());
        self.at(at);
        match limit {
            Limit::Imm(imm) => self.f.if_not_lt_i(counter, imm, leave),
            Limit::Reg(reg) => self.f.if_not_lt(counter, reg, leave),
        }
        let top = self.f.here();
        self.open_scope();
        if let Some(var) = self.scopes.pattern(pattern) {
            if self.is_plain(var) {
                self.bind_register(var, counter);
            } else {
                let reg = self.temp();
                self.f.mov(reg, counter);
                self.declare(var, reg);
            }
        }
        match body {
            Some(body) => self.round(body, Step::None, again, leave),
            None => inside(self),
        }
        self.close_scope();
        self.f.bind(again);
        Counter {
            counter,
            op: BinaryOp::Lt,
            at,
            limit,
        }
        .emit(self, top);
        self.f.bind(leave);
    }

    /// Bounds that are no 64-bit integers are the range's error, so a range is made, once, which nobody sees.
    fn check_bounds(&mut self, at: Span, from: (ExprId, Reg), (to, limit): (ExprId, Limit)) {
        if self.is_int(from.0) && self.is_int(to) {
            return;
        }
        let mark = self.mark();
        let range = self.temp();
        let end = match limit {
            Limit::Reg(reg) => reg,
            Limit::Imm(imm) => {
                self.f.int(range, imm);
                range
            }
        };
        self.at(at);
        self.f.range(range, from.1, end);
        self.release(mark);
    }

    fn go_through(
        &mut self,
        pattern: PatternId,
        iterable: ExprId,
        body: Option<&Block>,
        inside: impl FnOnce(&mut Self),
    ) {
        let span = self.ast[iterable].span;
        let mark = self.mark();
        let over = self.any(iterable);
        self.release(mark);
        let state = self.temps(2);
        self.at(span);
        self.f.iter_start(state, over);
        let (again, leave) = (self.f.new_label(), self.f.new_label());
        self.f.jump(again);
        let top = self.f.here();
        self.open_scope();
        // The registers that the end of a round writes and its beginning reads.
        let pair = self.pair(pattern);
        let first = self.temp();
        let second = pair.map(|_| self.temp());
        match pair {
            None => self.bind_element(pattern, first, span),
            Some((key, value)) => {
                let second = second.unwrap_or(first);
                self.bind_element(key, first, span);
                self.bind_element(value, second, span);
            }
        }
        match body {
            Some(body) => self.round(body, Step::None, again, leave),
            None => inside(self),
        }
        self.close_scope();
        self.f.bind(again);
        self.at(span);
        let lazy = !self.is_no_generator(iterable);
        match second {
            None => {
                self.f.iter_next(first, state, top);
                if lazy {
                    self.resume_and_repeat(first, state, top);
                }
            }
            Some(second) => {
                self.f.iter_pair(first, second, state, top);
                if lazy {
                    self.resume_pair_and_repeat((first, second), state, (top, leave));
                }
            }
        }
        self.f.bind(leave);
    }

    /// The two parts of a pattern that asks a hash for its pairs.
    fn pair(&self, pattern: PatternId) -> Option<(PatternId, PatternId)> {
        match &self.ast[pattern].kind {
            PatternKind::Array { items, rest: None } => match **items {
                [key, value] => Some((key, value)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Binds the value in `reg`, which stays taken, to the pattern.
    fn bind_element(&mut self, pattern: PatternId, reg: Reg, span: Span) {
        match self.ast[pattern].kind {
            PatternKind::Wildcard => {}
            PatternKind::Name(_) => {
                let Some(var) = self.scopes.pattern(pattern) else {
                    return;
                };
                match self.scopes.var(var).storage {
                    Storage::Cell => {
                        self.at(span);
                        self.f.cell(reg, reg);
                        self.bind_register(var, reg);
                    }
                    _ => self.bind_register(var, reg),
                }
            }
            _ => self.destructure(pattern, reg, span),
        }
    }

    /// Whether the variable is a register that nothing assigns.
    fn is_plain(&self, var: VarId) -> bool {
        let var = self.scopes.var(var);
        var.storage == Storage::Register && var.is_fixed()
    }

    /// Whether the expression can only be a 64-bit integer.
    fn is_int(&self, id: ExprId) -> bool {
        match self.ast[self.literal_of(id)].kind {
            ExprKind::Int(_) => true,
            ExprKind::Call { callee, ref args } => {
                args.len() == 1
                    && self.scopes.meaning(callee) == Meaning::Builtin
                    && matches!(self.ast[callee].kind, ExprKind::Name(name) if self.ast.name(name) == "len")
            }
            _ => false,
        }
    }
}

/// Where counting ends.
#[derive(Clone, Copy)]
enum Limit {
    Imm(i16),
    Reg(Reg),
}

/// `counter + 1 < limit`
struct Counter {
    counter: Reg,
    op: BinaryOp,
    at: Span,
    limit: Limit,
}

impl Counter {
    fn emit(&self, compiler: &mut Compiler<'_>, top: Label) {
        compiler.at(self.at);
        let f = &mut compiler.f;
        match (self.op, self.limit) {
            (BinaryOp::Le, Limit::Imm(imm)) => f.next_le_i(self.counter, imm, top),
            (BinaryOp::Le, Limit::Reg(reg)) => f.next_le(self.counter, reg, top),
            (_, Limit::Imm(imm)) => f.next_lt_i(self.counter, imm, top),
            (_, Limit::Reg(reg)) => f.next_lt(self.counter, reg, top),
        }
    }
}
