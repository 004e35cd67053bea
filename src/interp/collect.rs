//! Safepoints: the machine's roots, and clearing the dead part of the register stack.

use super::machine::{Machine, STACK_STEP};
use crate::heap::{Roots, Tracer};
use crate::value::Value;

struct MachineRoots<'a> {
    spans: [&'a [Value]; 7],
    exceptions: [Option<Value>; 2],
}

impl Roots for MachineRoots<'_> {
    fn trace(&mut self, tracer: &mut Tracer) {
        for values in self.spans {
            tracer.values(values);
        }
        for value in self.exceptions.into_iter().flatten() {
            tracer.value(value);
        }
    }
}

impl Machine {
    /// Collects garbage. Everything that lives must be in registers, globals or constants, and `pc` and `base`
    /// saved.
    #[cold]
    pub fn collect(&mut self) {
        let top = self.top();
        self.collect_below(top, top, &[]);
    }

    /// Collects garbage: registers below `top` live, and `more`; the stack stays open up to `open` at least.
    pub(super) fn collect_below(&mut self, top: *mut Value, open: *mut Value, more: &[Value]) {
        let start = self.registers.start();
        let top = top.max(start);
        let limit = self.stack_limit.max(top);
        // What lies above the top refers to objects that this collection may free.
        self.registers.clear(top, limit);
        let step = top.wrapping_add(STACK_STEP).max(open);
        self.stack_limit = step.min(self.registers.end());
        // SAFETY: the register stack holds valid values from its start up to its top, and that many constants were
        // written; a collection changes neither.
        let (registers, constants) = unsafe {
            (
                std::slice::from_raw_parts(start, top.offset_from(start) as usize),
                std::slice::from_raw_parts(self.constants.start(), self.constant_count),
            )
        };
        let mut roots = MachineRoots {
            spans: [
                registers,
                constants,
                &self.globals,
                &self.held,
                &self.symbol_strings,
                &self.symbol_globals,
                more,
            ],
            exceptions: [self.exception.value, self.caught.value],
        };
        self.host.heap.collect(&mut roots);
    }

    /// Opens the register stack up to `end`.
    ///
    /// Answers false when the reservation ends before.
    #[cold]
    pub(super) fn grow_stack(&mut self, end: *mut Value) -> bool {
        if end > self.registers.end() {
            return false;
        }
        let open =
            (self.stack_limit as usize - self.registers.start() as usize) / size_of::<Value>();
        let doubled = self
            .registers
            .start()
            .wrapping_add(open.saturating_mul(2).min(self.registers.capacity()));
        self.stack_limit = end.max(doubled);
        true
    }
}
