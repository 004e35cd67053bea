//! `try { } catch (e) { } finally { }`
//!
//! ```text
//! START:  body                          what it throws goes to CAUGHT (or, without `catch`, to THROWN)
//!         jump FINALLY
//! CAUGHT: catch e ; handler's body      what it throws goes to THROWN
//!         jump FINALLY
//! THROWN: catch value ; int state, 1
//! FINALLY: the block, once
//!         if_eq_i state, 1, ... ; the exits of the source (see `control.rs`)
//! ```
//!
//! Entering a `try` costs nothing, except for a `finally` the three registers that say what is behind it.
//!
//! Invariant: `catch` is the first instruction at a handler, and nothing else leads there; what is read behind the
//! `finally` was written before the `try`, whatever way was taken.

use super::control::{Control, Exit, FIRST_EXIT, Finally, GO_ON, RETHROW};
use super::{Compiler, Want};
use crate::bytecode::Label;
use crate::monkey::ast::{Block, Catch, ExprId};

impl Compiler<'_> {
    pub(super) fn try_catch(
        &mut self,
        id: ExprId,
        body: &Block,
        catch: Option<&Catch>,
        finally: Option<&Block>,
        want: Want,
    ) {
        // No call inside is a tail call: the frame has the handlers.
        let inner = match want {
            Want::Return => Want::Value(self.temp()),
            _ => want,
        };
        match finally {
            Some(finally) => self.with_finally(id, body, catch, finally, inner),
            None => {
                let end = self.f.new_label();
                self.with_catch(id, body, catch, inner, end);
                self.f.bind(end);
            }
        }
        if let (Want::Return, Want::Value(reg)) = (want, inner) {
            self.f.ret(reg);
        }
    }

    /// Body and `catch`; both go on at `end`.
    fn with_catch(
        &mut self,
        id: ExprId,
        body: &Block,
        catch: Option<&Catch>,
        want: Want,
        end: Label,
    ) {
        let Some(catch) = catch else {
            self.block(body, want);
            if self.f.falls_through() {
                self.f.jump(end);
            }
            return;
        };
        let start = self.f.here();
        self.control.push(Control::Guarded);
        self.block(body, want);
        self.control.pop();
        if self.f.is_empty_since(start) {
            // A handler must guard something.
            self.f.nop();
        }
        let stop = self.f.here();
        self.f.jump(end);
        let caught = self.f.new_label();
        self.f.handler(start, stop, caught);
        self.f.bind(caught);
        self.open_scope();
        let reg = self.temp();
        self.f.catch(reg);
        if let Some(var) = self.scopes.caught(id) {
            self.at(catch.body.span);
            self.declare(var, reg);
        }
        self.block_value(&catch.body.stmts, want);
        self.close_scope();
        if self.f.falls_through() {
            self.f.jump(end);
        }
    }

    fn with_finally(
        &mut self,
        id: ExprId,
        body: &Block,
        catch: Option<&Catch>,
        finally: &Block,
        want: Want,
    ) {
        let state = self.temp();
        let value = self.temp();
        let block = self.f.new_label();
        let thrown = self.f.new_label();
        self.f.int(state, GO_ON);
        self.f.null(value);
        if let Want::Value(dst) = want {
            self.f.null(dst);
        }
        self.control.push(Control::Finally(Finally {
            state,
            value,
            block,
            exits: Vec::new(),
        }));
        let start = self.f.here();
        self.with_catch(id, body, catch, want, block);
        let stop = self.f.here();
        let exits = match self.control.pop() {
            Some(Control::Finally(finally)) => finally.exits,
            _ => Vec::new(),
        };
        self.f.handler(start, stop, thrown);
        self.f.bind(thrown);
        self.f.catch(value);
        self.f.int(state, RETHROW);
        self.f.bind(block);
        // What the block throws or returns replaces what was under way; a value it has none.
        self.block(finally, Want::Nothing);
        if !self.f.falls_through() {
            return;
        }
        let go_on = self.f.new_label();
        self.f.if_eq_i(state, GO_ON, go_on);
        for (n, exit) in exits.into_iter().enumerate() {
            let next = self.f.new_label();
            self.f.if_ne_i(state, n as i16 + FIRST_EXIT, next);
            self.leave(exit, (exit == Exit::Return).then_some(value));
            self.f.bind(next);
        }
        self.at(finally.span);
        self.f.rethrow(value);
        self.f.bind(go_on);
    }
}
