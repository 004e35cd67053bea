//! Leaving an instruction otherwise than to the next one: faults, throws, the end.
//!
//! A throw looks for the innermost handler around the instruction, frame by frame; each frame that it leaves is
//! noted in the exception's call stack, so the stack is there when nobody catches it, and costs nothing until
//! something is thrown. The table of handlers is searched only then: entering a `try` is free.

use super::machine::{Exception, Machine};
use super::step::{Leave, Stop};
use super::trace::CallSite;
use crate::runtime::Fault;
use crate::runtime::fault::FaultKind;
use crate::value::Value;

/// Who may catch an exception.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// The innermost handler.
    Handlers,
    /// Nobody: the user, not the program, wants it to end.
    Nobody,
}

impl Machine {
    /// Deals with an instruction that did not go on to the next; `pc` and `base` are saved. True:
    /// execution goes on at `pc` and `base` as they now are; false: `stop` says why not.
    #[cold]
    pub(super) fn left(&mut self, leave: Leave) -> bool {
        match self.leave(leave) {
            None => true,
            Some(stop) => {
                self.stop = stop;
                false
            }
        }
    }

    fn leave(&mut self, leave: Leave) -> Option<Stop> {
        match leave {
            Leave::Slow => unreachable!("an instruction executed in full is never slow"),
            Leave::Stop(stop) => Some(stop),
            Leave::Fault(fault) => self.fault(fault),
            Leave::Throw(value) => self.throw(Exception::new(value), Reach::Handlers),
            Leave::Rethrow(value) => {
                let caught = std::mem::take(&mut self.caught);
                let same = caught.value.is_some_and(|v| v.is_same(value));
                let thrown = if same { caught } else { Exception::new(value) };
                self.throw(thrown, Reach::Handlers)
            }
        }
    }

    fn fault(&mut self, fault: Fault) -> Option<Stop> {
        if fault.out_of_memory().is_some() {
            // Refused a second time, after a collection.
            return self.fault(Fault::new(FaultKind::MemoryLimit(self.limits.memory)));
        }
        if let FaultKind::Exit(status) = fault.kind() {
            return Some(Stop::Exit(i32::from(*status)));
        }
        match fault.kind() {
            FaultKind::Breakpoint => return Some(self.stop_in_call()),
            FaultKind::Interrupted if self.stops_for_debugger() => return Some(Stop::Interrupted),
            _ => {}
        }
        let site = self.blamed();
        let value = self.error_at(&fault, site);
        let reach = match fault.kind() {
            FaultKind::Interrupted | FaultKind::TimeLimit(_) => Reach::Nobody,
            _ => Reach::Handlers,
        };
        self.throw(Exception::new(value), reach)
    }

    fn throw(&mut self, exception: Exception, reach: Reach) -> Option<Stop> {
        if self.catches(reach) {
            return Some(self.hold_throw(exception, reach));
        }
        self.unwind(exception, reach)
    }

    /// Goes to the innermost handler, or ends the run.
    pub(super) fn unwind(&mut self, mut exception: Exception, reach: Reach) -> Option<Stop> {
        let mut pc = self.pc;
        let mut base = self.base;
        let mut shown = exception.caught_at.take();
        loop {
            let site = self.locate(pc);
            let seen = shown.take().or(site);
            if let Some(CallSite { function, pc: at }) = site
                && reach == Reach::Handlers
                && let Some(handler) = self.program.functions[function.index()].handler(at)
            {
                let target = handler.target.index();
                self.pc = self.entry(function).code.wrapping_add(target);
                self.base = base;
                exception.caught_at = seen;
                self.exception = exception;
                return self.lands().then_some(Stop::Landed);
            }
            exception.trace.extend(seen);
            if let Some(site) = site {
                self.abandon(site, base);
            }
            let beyond = self.is_at_floor();
            // SAFETY: the bottom frame returns to the machine's own code, where `locate` finds nothing; so there
            // is a frame left to pop.
            unsafe {
                self.frame = self.frame.sub(1);
                pc = (*self.frame).pc.sub(1);
                base = (*self.frame).base;
            }
            if beyond {
                (self.pc, self.base) = (pc, base);
                self.exception = exception;
                return Some(self.hold_beyond(reach));
            }
            if self.locate(pc).is_none() {
                self.exception = exception;
                return Some(Stop::Uncaught);
            }
        }
    }

    /// The exception that brought control to a handler.
    pub(super) fn catch(&mut self) -> Value {
        self.caught = std::mem::take(&mut self.exception);
        self.caught.value.unwrap_or(Value::NULL)
    }

    /// Forgets the exception last caught.
    pub(super) fn clear_caught(&mut self) {
        self.caught = Exception::default();
    }

    /// What ended the run with [`Stop::Uncaught`].
    pub fn uncaught(&self) -> &Exception {
        &self.exception
    }

    /// The register stack's end for the frame that runs: what lies above is free.
    pub(super) fn top(&self) -> *mut Value {
        self.top_of(self.pc, self.base)
    }

    /// The same for a frame that is there.
    pub(super) fn top_of(&self, pc: *const u64, base: *mut Value) -> *mut Value {
        let window = match self.locate(pc) {
            Some(site) => self.program.functions[site.function.index()].registers as usize,
            None => 0,
        };
        base.wrapping_add(window)
    }
}
