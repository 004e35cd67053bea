//! Generators: their bodies, `yield`, and what resumes them.
//!
//! ```text
//! gen count(n) { yield n }     make_generator r1, r2     behind the defaults; r1 is the generator, r0 is n
//!                              yield_value r1, r0, r2    r2 and what lies behind is lost
//!                              end_generator r1
//!
//! for (x in g) { }             iter_next x, state, TOP   of a generator: on to the next instruction
//!                              iter_resume x, free, state
//!                              loop_set x, TOP
//! ```
//!
//! Where a collection is wanted as a whole, a generator is one first: `[...g]` and `let [a, b] = g` ask whether there is one,
//! and call a function of the prelude.
//!
//! Invariant: whatever a body still needs when it goes on lies below the first free register at its `yield`.

use super::{Compiler, Want, nth};
use crate::bytecode::{Label, near_fn};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::source::Span;

impl Compiler<'_> {
    /// The body of a generator function, behind its parameters; `own` is the register behind them.
    pub(super) fn generator_body(&mut self, function: &Function, own: Reg) {
        self.at(function.span);
        let free = nth(Reg(0), self.next);
        self.f.make_generator(own, free);
        self.own = Some(own);
        // What returns does so to whoever resumed it: the frame is needed to the end.
        self.control.push(super::Control::Guarded);
        self.block_value(&function.body.stmts, Want::Nothing);
        self.control.pop();
    }

    /// Ends the running function, with the value if it is no generator's body.
    pub(super) fn return_value(&mut self, value: Option<Reg>) {
        match (self.own, value) {
            (Some(own), _) => self.f.end_generator(own),
            (None, Some(value)) => self.f.ret(value),
            (None, None) => self.f.ret_null(),
        }
    }

    pub(super) fn yield_value(&mut self, id: ExprId, value: Option<ExprId>, want: Want) {
        let Some(own) = self.own else {
            // The names' resolution has reported it.
            return self.give_null(want);
        };
        let mark = self.mark();
        let src = match value {
            Some(value) => self.any(value),
            None => {
                let reg = self.temp();
                self.f.null(reg);
                reg
            }
        };
        self.release(mark);
        if !self.f.falls_through() {
            return;
        }
        self.at_expr(id);
        let free = nth(Reg(0), self.next);
        self.f.yield_value(own, src, free);
        self.give_null(want);
    }

    /// The end of a round of a loop over a generator: goes back to `top` with what it yields in `dst`.
    pub(super) fn resume_and_repeat(&mut self, dst: Reg, state: Reg, top: Label) {
        let mark = self.mark();
        let free = self.temp();
        self.f.iter_resume(dst, free, state);
        self.f.loop_set(dst, top);
        self.release(mark);
    }

    /// The same with the two elements of what it yields.
    pub(super) fn resume_pair_and_repeat(
        &mut self,
        (first, second): (Reg, Reg),
        state: Reg,
        (top, leave): (Label, Label),
    ) {
        let mark = self.mark();
        let free = self.temp();
        self.f.iter_resume(first, free, state);
        self.release(mark);
        let yielded = self.f.new_label();
        self.f.if_set(first, yielded);
        self.f.jump(leave);
        self.f.bind(yielded);
        self.f.get_i(second, first, 1);
        self.f.get_i(first, first, 0);
        self.f.repeat(top);
    }

    /// If `reg` holds a generator, it becomes an array of what that yields: of the first `most` elements, or of all.
    pub(super) fn unpack(&mut self, reg: Reg, most: Option<usize>, span: Span) {
        let name = match most {
            Some(_) => "__unpack",
            None => "__elements",
        };
        let id = self.prelude_function(name);
        let plain = self.f.new_label();
        self.at(span);
        self.f.if_not_generator(reg, plain);
        let mark = self.mark();
        let window = self.temps(3);
        self.f.mov(nth(window, 1), reg);
        if let Some(most) = most {
            let most = self.program.int(most as i64);
            self.f.lit(nth(window, 2), most);
        }
        match near_fn(id) {
            Some(callee) => self.f.call_static(reg, window, callee),
            None => {
                self.f.function(window, id);
                let count = 1 + most.is_some() as u16;
                self.f.call(reg, window, count);
            }
        }
        self.release(mark);
        self.f.bind(plain);
    }

    /// Whether the expression's value is certainly no generator.
    pub(super) fn is_no_generator(&self, id: ExprId) -> bool {
        matches!(
            self.ast[self.literal_of(id)].kind,
            ExprKind::Array(_)
                | ExprKind::Comprehension { .. }
                | ExprKind::Hash(_)
                | ExprKind::Str(_)
                | ExprKind::Template(_)
                | ExprKind::Binary { .. }
        )
    }
}
