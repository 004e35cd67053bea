//! Safepoints: the machine's roots, and clearing the dead part of the register stack.

use super::machine::{Machine, STACK_STEP};
use crate::heap::{Roots, Tracer};
use crate::value::Value;

struct MachineRoots<'a> {
    spans: [&'a [Value]; 9],
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

/// The roots of a machine, borrowed field by field, so that its heap can be borrowed besides.
macro_rules! roots {
    ($machine:expr, $start:expr, $top:expr, $more:expr) => {{
        let (start, top): (*mut Value, *mut Value) = ($start, $top);
        // SAFETY: the register stack holds valid values from its start up to its top, and that many constants were
        // written; a collection changes neither.
        let (registers, constants) = unsafe {
            (
                std::slice::from_raw_parts(start, top.offset_from(start) as usize),
                std::slice::from_raw_parts($machine.constants.start(), $machine.constant_count),
            )
        };
        MachineRoots {
            spans: [
                registers,
                constants,
                &$machine.globals,
                &$machine.held,
                &$machine.symbol_strings,
                &$machine.symbol_globals,
                $more,
                &$machine.attached.held,
                &$machine.attached.set_aside,
            ],
            exceptions: [$machine.exception.value, $machine.caught.value],
        }
    }};
}

impl Machine {
    /// The kinds of objects that the program can reach, with how many there are and how many bytes they take. The machine is
    /// between two instructions.
    pub fn census(&self) -> Vec<(&'static str, u64, u64)> {
        let start = self.registers.start();
        let mut roots = roots!(self, start, self.top().max(start), &[]);
        self.host.heap.census(&mut roots)
    }

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
        let mut roots = roots!(self, start, top, more);
        self.host.heap.collect(&mut roots);
        self.note_collection();
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
