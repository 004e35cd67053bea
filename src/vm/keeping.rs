//! Keeping variables: from when on somebody looks at them, they are left in their registers as long as they are in scope.
//!
//! ```text
//! let a = f()       native code has a in a register of the processor ..
//! g(a)              .. and once nothing reads it any more, nowhere
//! h()               stopped in here: a is lost, and its home register holds anything
//! ```
//!
//! That costs code a store at each call and exit, so it begins with the first thing that can stop the program there. Code that was made
//! before is let go of; what it has lost in frames that are there already is unset.
//!
//! Invariant: a variable in scope has the value that it would have without a JIT, or is unset.

use std::collections::BTreeSet;

use super::Vm;
use crate::bytecode::code::instructions;
use crate::index::{FnId, Pc, Reg};
use crate::interp::WindowView;
use crate::value::Value;

impl Vm {
    /// From now on variables are kept. Not while the machine runs. Answers the slots of those that are lost.
    pub fn keep_variables(&mut self) -> BTreeSet<usize> {
        let lost = self.lost();
        for slot in &lost {
            self.machine.set_slot(*slot, Value::UNSET);
        }
        self.machine.observe();
        self.tracing.forget(&mut self.machine);
        lost
    }

    /// The slots of variables in scope that code may have lost, since nothing reads them any more.
    fn lost(&self) -> BTreeSet<usize> {
        let compiled = self.tracing.trees.functions_with_code();
        let windows = self.machine.windows();
        let inner = windows.iter().map(|view| Some(view.base));
        let inner = std::iter::once(None).chain(inner);
        let pairs = windows.iter().zip(inner);
        pairs
            .filter(|(view, _)| compiled.contains(&view.site.function))
            .flat_map(|(view, inner)| self.unread(view, inner))
            .collect()
    }

    /// The slots of a frame's variables that nothing reads from there on. `inner` is where the window of the frame above begins.
    fn unread(&self, view: &WindowView, inner: Option<usize>) -> Vec<usize> {
        let program = self.machine.program();
        let function = &program.functions[view.site.function.index()];
        let liveness = function.liveness(program);
        let (pc, live) = match inner {
            None => (view.site.pc, liveness.before(view.site.pc)),
            Some(_) => {
                // The last word of the call that it waits for.
                let behind = Pc(view.site.pc.0 + 1);
                let call = instructions(&function.code).find(|i| i.end() == behind);
                match call {
                    Some(call) => (call.pc, liveness.across(function, &call)),
                    None => return Vec::new(),
                }
            }
        };
        let in_scope = function.locals.iter();
        let in_scope = in_scope.filter(|local| local.start <= pc && pc < local.end);
        let unread: BTreeSet<Reg> = in_scope
            .map(|local| local.register)
            .filter(|reg| !live.contains(*reg))
            .collect();
        let slots = unread.iter().map(|reg| view.base + reg.index());
        // The slot in front of the frame above is that one's own.
        slots
            .filter(|slot| inner.is_none_or(|inner| slot + 1 < inner))
            .collect()
    }
}

impl super::trees::Trees {
    /// The functions of which there are, or were, instructions in code.
    fn functions_with_code(&self) -> BTreeSet<FnId> {
        let points = self.iter().flat_map(|site| {
            let tree = &site.tree;
            tree.points().map(|(place, _)| tree.site(place).function)
        });
        points.collect()
    }
}
