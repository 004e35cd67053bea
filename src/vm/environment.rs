//! A machine as graphs see it: the environment of the evaluator and of native code.
//!
//! ```text
//! %3: any = call_runtime get_field, (%1, sym4), s0    ->  World::helper  ->  Machine::field_of
//! safepoint s1                                        ->  World::safepoint: collect, or leave
//! ```
//!
//! Nothing is computed here: a machine has one meaning for each name, in `interp`.
//!
//! Invariant: registers that are live at the entry of a graph stay roots while it runs, those of frames that the machine
//! does not have yet included; a request to end the program is never lost.

use super::callees::Callees;
use super::code::Entry;
use crate::builtins::{self, Request};
use crate::heap::{Heap, OutOfMemory};
use crate::index::{BuiltinId, ConstId, GlobalId, SymbolId, TreeId};
use crate::interp::{Machine, Place};
use crate::ir::Helper;
use crate::ir::eval::{
    Call, Called, Counts, Environment, FrameState, Poll, Running, StackLimits, TreeRun, Unfinished,
};
use crate::runtime::{Fault, FaultKind};
use crate::value::Value;

/// See the module's documentation.
pub(super) struct World<'m> {
    machine: &'m mut Machine,
    callees: &'m Callees<'m>,
    /// The frames at the entry above the running one.
    frames: u32,
    /// The end of the windows at the entry, as a home.
    top: u32,
    /// Whether the graph counts rounds, at its safepoints.
    counts: bool,
}

impl<'m> World<'m> {
    /// For a graph that is entered with these frames.
    pub(super) fn new(
        machine: &'m mut Machine,
        entry: Entry,
        callees: &'m Callees<'m>,
    ) -> World<'m> {
        World {
            machine,
            callees,
            frames: entry.frames,
            top: entry.top,
            counts: false,
        }
    }

    /// From now on each safepoint takes one of the rounds of the run, and the graph is left with the last.
    pub(super) fn count_rounds(&mut self) {
        self.counts = true;
    }

    /// The machine.
    pub(super) fn machine(&mut self) -> &mut Machine {
        self.machine
    }

    /// Whether somebody asks for attention.
    pub(super) fn poll(&self) -> Poll {
        match self.machine.wants_attention() {
            true => Poll::Leave,
            false => Poll::Continue,
        }
    }

    /// Puts back a request that a native function has answered by a fault: the graph is left, and the interpreter executes the
    /// function again.
    fn not_answered(&mut self, fault: &Fault) {
        let request = match fault.kind() {
            FaultKind::Interrupted => Request::Interrupt,
            FaultKind::TimeLimit(_) => Request::TimeLimit,
            _ => return,
        };
        self.machine.host.names.attention.request(request);
    }
}

/// The frames of an exit as the machine knows them.
pub(super) fn places(frames: &[FrameState]) -> Vec<Place> {
    let place = |frame: &FrameState| Place {
        function: frame.function,
        pc: frame.pc,
        window: frame.window,
    };
    frames.iter().map(place).collect()
}

/// Puts what the frames of an exit hold in its home registers.
pub(super) fn write_homes(machine: &mut Machine, frames: &[FrameState]) {
    let mut base = 0;
    for frame in frames {
        base += i64::from(frame.window);
        if let Some(callee) = frame.callee {
            machine.set_home(base - 1, callee);
        }
        for (reg, value) in &frame.registers {
            machine.set_home(base + i64::from(reg.0), *value);
        }
    }
}

fn symbol(value: Option<&Value>) -> Result<SymbolId, Fault> {
    value
        .and_then(|value| value.as_symbol())
        .ok_or_else(|| Fault::message("want symbol"))
}

impl Environment for World<'_> {
    fn heap(&mut self) -> &mut Heap {
        &mut self.machine.host.heap
    }

    fn register(&mut self, home: u32) -> Value {
        self.machine.home(i64::from(home))
    }

    fn set_register(&mut self, home: u32, value: Value) {
        self.machine.set_home(i64::from(home), value);
    }

    fn callee(&mut self) -> Value {
        self.machine.home(-1)
    }

    fn constant(&mut self, id: ConstId) -> Value {
        self.machine.constant_value(id)
    }

    fn global(&mut self, id: GlobalId) -> Value {
        self.machine.global_value(id)
    }

    fn set_global(&mut self, id: GlobalId, value: Value) {
        self.machine.set_global_value(id, value);
    }

    fn name_string(&mut self, name: SymbolId) -> u64 {
        self.machine.name_string(name)
    }

    fn safepoint(&mut self, roots: &[Value]) -> Poll {
        if self.poll() == Poll::Leave {
            return Poll::Leave;
        }
        if self.machine.host.heap.is_due() {
            self.machine.collect_running(self.top, roots);
        }
        match self.counts && self.callees.last_round() {
            true => Poll::Leave,
            false => Poll::Continue,
        }
    }

    fn has_room(&mut self, frames: u32, registers: u32) -> bool {
        // The numbers may be counted from any of the frames at the entry: from the innermost it is most.
        let homes = self.top.saturating_add(registers);
        self.machine
            .has_room(self.frames.saturating_add(frames), homes)
    }

    fn helper(&mut self, helper: Helper, arguments: &[Value]) -> Result<Value, Fault> {
        let machine = &mut *self.machine;
        let at = |n: usize| arguments.get(n).copied().unwrap_or(Value::NULL);
        let done = |result: Result<(), Fault>| result.map(|()| Value::NULL);
        let result = match helper {
            Helper::new_struct => machine.plain_struct(),
            Helper::get_field => machine.field_of(at(0), symbol(arguments.get(1))?),
            Helper::has_field => {
                let found = machine.has_field_of(at(0), symbol(arguments.get(1))?);
                Ok(Value::bool(found))
            }
            Helper::set_field => {
                done(machine.set_field_of(at(0), symbol(arguments.get(1))?, at(2)))
            }
            Helper::own_field => Ok(machine.field_in(at(0), symbol(arguments.get(1))?)),
            Helper::declare_class => {
                let values = arguments.get(1..).unwrap_or_default();
                machine.class_of(values, symbol(arguments.first())?)
            }
            Helper::class_method => {
                let method = machine.method_in(at(0), symbol(arguments.get(1))?);
                method.map(|method| method.unwrap_or(Value::NULL))
            }
            Helper::find_method => Ok(machine.callee_named(at(0), symbol(arguments.get(1))?)),
            Helper::template => machine.template_of(arguments),
            Helper::find_global => machine.global_named(at(0)),
            Helper::store_global => done(machine.set_global_named(at(0), at(1))),
            Helper::note_caught => {
                machine.note_caught(at(0));
                Ok(at(0))
            }
            Helper::clear_caught => {
                machine.forget_caught();
                Ok(Value::NULL)
            }
            other => Err(Fault::message(format!(
                "{} is the runtime's to answer",
                other.row().name
            ))),
        };
        result.map_err(|fault| match fault.kind() {
            // No handler of the program may see these: the graph is left as if the heap were full, and the interpreter answers.
            FaultKind::Interrupted | FaultKind::TimeLimit(_) => {
                self.not_answered(&fault);
                OutOfMemory { wanted: 0 }.into()
            }
            _ => fault,
        })
    }

    fn builtin(&mut self, native: BuiltinId, arguments: &[Value]) -> Result<Value, Fault> {
        let builtin = builtins::row(native);
        if !builtin.arity.takes(arguments.len()) {
            // The interpreter says it better: it executes the call again.
            return Err(Fault::message("wrong number of arguments"));
        }
        let result = (builtin.native)(&mut self.machine.host, arguments);
        result.inspect_err(|fault| self.not_answered(fault))
    }

    fn call(&mut self, call: Call<'_>) -> Called {
        self.callees.call(self.machine, &call)
    }

    fn call_tree(&mut self, _: TreeId, _: &[FrameState], _: &[Value]) -> TreeRun {
        TreeRun::Declined
    }

    fn error_value(&mut self, fault: &Fault, frames: &[FrameState]) -> Value {
        self.machine.error_in(fault, &places(frames))
    }

    fn position(&mut self, running: Running) {
        self.machine.move_to(running.base, running.frame);
        let entry = self.callees.entry(running.code);
        (self.frames, self.top) = (entry.frames, entry.top);
        debug_assert!(
            self.machine.is_open(self.top),
            "who called has asked for room"
        );
    }

    fn limits(&self) -> Option<StackLimits> {
        let (frame, stack) = self.machine.stack_limits();
        Some(StackLimits { frame, stack })
    }

    fn note_counts(&mut self, counts: Counts) {
        self.callees.failures.count(counts.guards);
        self.callees.rounds.set(counts.rounds);
    }

    fn counts(&self) -> Option<Counts> {
        Some(Counts {
            guards: self.callees.failures.left(),
            rounds: self.callees.rounds.get(),
        })
    }

    fn follow(&mut self, running: Running, left: Unfinished) -> Called {
        self.machine.move_to(running.base, running.frame);
        self.callees.follow_native(self.machine, running.code, left)
    }
}
