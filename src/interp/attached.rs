//! What a machine does for a debugger: it stops in front of chosen instructions, at throws, and steps.
//!
//! ```text
//!   code of the program   | add r1, r2 | loop_lt .. |        immutable, what everything else reads
//!   the machine's copy    | BREAK      | loop_lt .. |        what the plain dispatcher fetches; `covered` has `add`
//! ```
//!
//! A breakpoint is a word of the machine's own copy of the code whose opcode says "stop": so the plain dispatcher pays nothing
//! for breakpoints, those elsewhere included. The alternatives were a test in each handler (paid by everyone) and running functions
//! with breakpoints by the stepping dispatcher (paid by the whole function, 20 times slower). Operands stay where they are, so the
//! instruction that was covered is executed from its place.
//!
//! Who goes on from a breakpoint says so first ([`Machine::pass_break`]): the next instruction is then executed.
//!
//! Invariant: every stop is before an instruction that has done nothing yet, or, at a throw, before it has gone anywhere; going on
//! from there is what would have happened without a debugger.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::execute;
use super::machine::{Exception, Frame, Machine};
use super::step::Stop;
use super::trace::CallSite;
use super::unwind::Reach;
use super::watch::Verdict;
use crate::builtins::{BreakCalls, Request};
use crate::bytecode::op::Op;
use crate::index::FnId;
use crate::value::Value;

/// What stands in place of an opcode where the machine stops: the number behind the last opcode's.
pub(super) const BREAK: u16 = Op::COUNT as u16;

/// At which throws a machine stops.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Catching {
    /// At none.
    #[default]
    Nothing,
    /// At those that nobody catches.
    Uncaught,
    /// At all.
    All,
}

/// Which collections are told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Telling {
    /// None.
    #[default]
    Nothing,
    /// Each: it makes the machine stop soon.
    Each,
}

/// Whether a machine stops for a debugger.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Listening {
    /// There is none.
    #[default]
    Nobody,
    /// There is one.
    Debugger,
    /// There is one that runs something aside.
    Aside,
}

/// The state of a machine that only a debugger changes.
#[derive(Default)]
pub(super) struct Attached {
    listening: Listening,
    /// The opcodes under `BREAK`, by address.
    covered: BTreeMap<usize, u16>,
    /// The instruction that is executed next although there is a breakpoint.
    passing: usize,
    catching: Catching,
    /// A throw that was stopped at, and who may catch it.
    pending: Option<Reach>,
    /// A throw that lands in one of so many outermost frames is a stop.
    landing: usize,
    telling: Telling,
    /// Whether there was a collection since that was asked.
    collected: bool,
    /// The call of `breakpoint()` that was the last stop.
    called_at: usize,
    /// Values that somebody outside of the program holds.
    pub(super) held: Vec<Value>,
    /// What the program had thrown and caught before something ran aside.
    pub(super) set_aside: Vec<Value>,
}

/// Part of a register stack: the frame's function and where its registers are.
#[derive(Clone, Copy, Debug)]
pub struct WindowView {
    /// The instruction that comes next, or, of a frame that waits, the last word of its call.
    pub site: CallSite,
    /// The slot of its first register: see [`Machine::slot`].
    pub base: usize,
}

/// What a machine was doing before it was made to run something aside.
pub struct Interrupted {
    pc: *const u64,
    base: *mut Value,
    frame: *mut Frame,
    exception: Exception,
    caught: Exception,
    attached: (Listening, usize, Catching, Option<Reach>, usize),
    calls: BreakCalls,
}

/// Breakpoints.
impl Machine {
    /// From now on the machine stops for a debugger.
    pub fn attach(&mut self) {
        self.attached.listening = Listening::Debugger;
        self.host.break_calls = BreakCalls::Stop;
    }

    fn address(&self, at: CallSite) -> *mut u64 {
        let code = self.entry(at.function).code;
        code.wrapping_add(at.pc.index()).cast_mut()
    }

    /// Stops in front of an instruction, each time it is to be executed by the interpreter.
    ///
    /// # Panics
    /// When no instruction begins there.
    pub fn set_break(&mut self, at: CallSite) {
        let function = &self.program.functions[at.function.index()];
        let begins = crate::bytecode::code::instructions(&function.code).any(|i| i.pc == at.pc);
        assert!(begins, "an instruction begins at {at:?}");
        let address = self.address(at);
        // SAFETY: a word of loaded code, of which the machine's copy is the machine's to write. Handlers read the opcode anew.
        let op = unsafe { address.cast::<u16>().replace(BREAK) };
        if op != BREAK {
            self.attached.covered.insert(address as usize, op);
        }
    }

    /// Takes that back.
    pub fn clear_break(&mut self, at: CallSite) {
        let address = self.address(at);
        if let Some(op) = self.attached.covered.remove(&(address as usize)) {
            // SAFETY: as in `set_break`.
            unsafe { address.cast::<u16>().write(op) };
        }
    }

    /// Whether the machine stops in front of that instruction.
    pub fn has_break(&self, at: CallSite) -> bool {
        let address = self.address(at) as usize;
        self.attached.covered.contains_key(&address)
    }

    /// The instruction that is next is executed although the machine stops in front of it, and if it calls `breakpoint()`, that
    /// goes on.
    pub fn pass_break(&mut self) {
        if self.attached.covered.contains_key(&(self.pc as usize)) {
            self.attached.passing = self.pc as usize;
        }
        if self.attached.called_at == self.pc as usize && self.host.break_calls == BreakCalls::Stop
        {
            self.host.break_calls = BreakCalls::Pass;
        }
        self.attached.called_at = 0;
    }

    /// Executes what a breakpoint covers, if the machine is to pass it, otherwise stops.
    ///
    /// # Safety
    /// `pc` is at a verified instruction under a breakpoint, whose window starts at `base`.
    pub(super) unsafe fn at_break(&mut self, k: *const Value) -> bool {
        let here = self.pc as usize;
        let Some(op) = self.attached.covered.get(&here).copied() else {
            unreachable!("a breakpoint covers an opcode");
        };
        let aside = self.attached.listening == Listening::Aside;
        if !aside && self.attached.passing != here {
            self.stop = Stop::Break;
            return false;
        }
        // SAFETY: the operands of the covered instruction are in their place.
        let goes_on = unsafe { (execute::TABLE[op as usize])(k, self) };
        if goes_on && !aside {
            self.attached.passing = 0;
        }
        goes_on
    }

    /// The stop of a call of `breakpoint()`.
    pub(super) fn stop_in_call(&mut self) -> Stop {
        self.attached.called_at = self.pc as usize;
        Stop::Break
    }

    /// Whether the machine stopped at a call of `breakpoint()`.
    pub fn is_at_break_call(&self) -> bool {
        self.attached.called_at != 0 && self.attached.called_at == self.pc as usize
    }

    /// Whether an interruption is the debugger's: a stop instead of an exception.
    pub(super) fn stops_for_debugger(&self) -> bool {
        self.attached.listening == Listening::Debugger
    }
}

/// Throws.
impl Machine {
    /// At which throws to stop from now on.
    pub fn catch_throws(&mut self, catching: Catching) {
        self.attached.catching = catching;
    }

    /// Stops where a throw lands in one of the `frames` outermost frames; 0 for nowhere.
    pub fn stop_at_landing(&mut self, frames: usize) {
        self.attached.landing = frames;
    }

    pub(super) fn lands(&self) -> bool {
        self.attached.listening == Listening::Debugger && self.depth() <= self.attached.landing
    }

    /// Whether to stop at a throw that `reach` may catch.
    pub(super) fn catches(&self, reach: Reach) -> bool {
        if self.attached.listening != Listening::Debugger {
            return false;
        }
        match self.attached.catching {
            Catching::Nothing => false,
            Catching::All => true,
            Catching::Uncaught => reach == Reach::Nobody || !self.is_caught(),
        }
    }

    /// Whether a throw at the running instruction has a handler.
    pub fn is_caught(&self) -> bool {
        let handled = |site: CallSite| {
            let function = &self.program.functions[site.function.index()];
            function.handler(site.pc).is_some()
        };
        // Not beyond something that runs aside.
        self.windows().into_iter().any(|view| handled(view.site))
    }

    /// Holds a throw until [`Machine::deliver`].
    pub(super) fn hold_throw(&mut self, exception: Exception, reach: Reach) -> Stop {
        self.exception = exception;
        self.attached.pending = Some(reach);
        Stop::Throwing
    }

    /// What is being thrown, if the machine stopped at a throw.
    pub fn thrown(&self) -> Option<Value> {
        self.attached.pending?;
        self.exception.value
    }

    /// Throws what was held. A stop if nobody catches it; nothing if there was nothing to throw.
    pub fn deliver(&mut self) -> Option<Stop> {
        let reach = self.attached.pending.take()?;
        let exception = std::mem::take(&mut self.exception);
        self.unwind(exception, reach)
    }
}

/// Stepping.
impl Machine {
    /// The stepping dispatcher: executes instructions in full, one by one, until `looks` pauses it behind one, or the machine stops.
    pub fn run_stepped(&mut self, looks: &mut dyn FnMut(&Machine) -> Verdict) -> Stop {
        loop {
            if let Some(stop) = self.step() {
                match stop {
                    // It has done nothing, and is to be executed now; what is hot has its turn when it comes here next.
                    Stop::Hot(spot) => {
                        self.cool(spot, 2);
                        continue;
                    }
                    stop => return stop,
                }
            }
            if looks(self) == Verdict::Pause {
                return Stop::Paused;
            }
        }
    }

    /// Whether the machine is between two instructions of a program.
    pub fn is_running(&self) -> bool {
        self.here().is_some()
    }

    /// Makes the main function's frame; the machine is then before its first instruction.
    pub fn begin(&mut self) {
        self.attached.pending = None;
        self.attached.passing = 0;
        self.start();
    }
}

/// Frames and registers.
impl Machine {
    /// From now on somebody looks at the variables of the program's functions.
    pub fn observe(&mut self) {
        for function in &mut Arc::make_mut(&mut self.program).functions {
            if !function.prelude {
                Arc::make_mut(function).observe();
            }
        }
    }

    /// The frames, innermost first, down to the first that the machine itself has called.
    pub fn windows(&self) -> Vec<WindowView> {
        let bottom = self.registers.start();
        let slot = |base: *mut Value| (base as usize - bottom as usize) / size_of::<Value>();
        let mut windows = Vec::new();
        let (mut pc, mut base, mut frame) = (self.pc, self.base, self.frame);
        while let Some(site) = self.locate(pc) {
            let base_slot = slot(base);
            windows.push(WindowView {
                site,
                base: base_slot,
            });
            if frame <= self.frames.start() {
                break;
            }
            frame = frame.wrapping_sub(1);
            // SAFETY: between the first frame and the first free one.
            let caller = unsafe { *frame };
            pc = caller.pc.wrapping_sub(1);
            base = caller.base;
        }
        windows
    }

    /// Where the running frame's caller goes on; none if that is the machine itself.
    pub fn return_site(&self) -> Option<CallSite> {
        if self.frame <= self.frames.start() {
            return None;
        }
        // SAFETY: between the first frame and the first free one.
        let caller = unsafe { *self.frame.wrapping_sub(1) };
        self.locate(caller.pc)
    }

    /// A slot of the register stack.
    ///
    /// # Panics
    /// When it is beyond what is open.
    pub fn slot(&self, n: usize) -> Value {
        // SAFETY: `slot_at` checks that it lies in the register stack, all of which holds valid values.
        unsafe { *self.slot_at(n) }
    }

    /// Writes a slot of the register stack.
    ///
    /// # Panics
    /// When it is beyond what is open.
    pub fn set_slot(&mut self, n: usize, value: Value) {
        // SAFETY: as in `slot`.
        unsafe { *self.slot_at(n) = value };
    }

    fn slot_at(&self, n: usize) -> *mut Value {
        let at = self.registers.start().wrapping_add(n);
        assert!(at < self.stack_limit, "slot {n} is in use");
        at
    }
}

/// Running something aside.
impl Machine {
    /// Calls a function that takes nothing above everything that there is, with the machine's frames as they are. What it returns
    /// is [`Machine::aside_result`] when the run is [`Stop::Done`]. Nothing if there is no room for its frame.
    pub fn begin_aside(&mut self, function: FnId) -> Option<Interrupted> {
        let result = self.top();
        let base = result.wrapping_add(1);
        let end = base.wrapping_byte_add(self.entry(function).window as usize);
        if self.frame >= self.frame_limit || end > self.stack_limit && !self.grow_stack(end) {
            return None;
        }
        let attached = &mut self.attached;
        let interrupted = Interrupted {
            pc: self.pc,
            base: self.base,
            frame: self.frame,
            exception: std::mem::take(&mut self.exception),
            caught: std::mem::take(&mut self.caught),
            attached: (
                attached.listening,
                attached.passing,
                attached.catching,
                attached.pending.take(),
                attached.landing,
            ),
            calls: self.host.break_calls,
        };
        attached.listening = Listening::Aside;
        self.host.break_calls = BreakCalls::Ignore;
        let bottom = self.bottom[1..].as_ptr();
        // SAFETY: the slot is in the open part of the register stack, and there is a free frame.
        unsafe {
            *result = Value::UNSET;
            self.frame.write(Frame {
                pc: bottom,
                base: result,
            });
        }
        self.frame = self.frame.wrapping_add(1);
        self.base = base;
        self.pc = self.entry(function).code;
        // What the program had thrown or caught stays alive.
        let kept = [interrupted.exception.value, interrupted.caught.value];
        self.attached.set_aside.extend(kept.into_iter().flatten());
        Some(interrupted)
    }

    /// What the function returned that was run aside.
    pub fn aside_result(&self, interrupted: &Interrupted) -> Value {
        let slot = self.top_of(interrupted.pc, interrupted.base);
        // SAFETY: the slot that `begin_aside` has written.
        unsafe { *slot }
    }

    /// Goes back to where the machine was.
    pub fn end_aside(&mut self, interrupted: Interrupted) {
        // Nothing runs aside of what runs aside.
        self.attached.set_aside.clear();
        self.pc = interrupted.pc;
        self.base = interrupted.base;
        self.frame = interrupted.frame;
        self.exception = interrupted.exception;
        self.caught = interrupted.caught;
        let attached = &mut self.attached;
        (
            attached.listening,
            attached.passing,
            attached.catching,
            attached.pending,
            attached.landing,
        ) = interrupted.attached;
        self.host.break_calls = interrupted.calls;
    }

    /// The values that are kept alive for somebody outside of the program, to be changed by whoever keeps the list.
    pub fn held(&mut self) -> &mut Vec<Value> {
        &mut self.attached.held
    }

    /// Whether collections ask for attention from now on.
    pub fn tell_collections(&mut self, telling: Telling) {
        self.attached.telling = telling;
    }

    /// Whether there was a collection since this was asked last.
    pub fn has_collected(&mut self) -> bool {
        std::mem::take(&mut self.attached.collected)
    }

    /// Notes a collection.
    pub(super) fn note_collection(&mut self) {
        if self.attached.telling == Telling::Each {
            self.attached.collected = true;
            self.host.names.attention.request(Request::Interrupt);
        }
    }
}
