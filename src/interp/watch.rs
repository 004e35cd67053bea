//! The tracing dispatcher: the loop of [`super::portable`], with somebody looking on before and after each instruction.
//!
//! The watcher notes and never acts; what is executed is the one meaning in `ops.rs`. It stops the run where it likes,
//! and the plain dispatcher goes on from there: the second clutch of the gearbox.

use super::execute;
use super::machine::Machine;
use super::step::Stop;
use super::trace::CallSite;
use crate::bytecode::code::{Instruction, decode};
use crate::index::{Reg, SymbolId};
use crate::value::Value;

/// What a watcher wants after it has looked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Go on.
    Continue,
    /// Pause here: [`Stop::Paused`].
    Pause,
}

/// Looks on while instructions are executed.
pub trait Watcher {
    /// Before an instruction.
    fn before(&mut self, look: &Look<'_>) -> Verdict;

    /// After it, if the run goes on.
    fn after(&mut self, look: &Look<'_>);
}

/// What a watcher sees: the machine between two instructions.
pub struct Look<'a> {
    machine: &'a Machine,
    /// The instruction that comes next.
    pub site: CallSite,
    /// The number of frames.
    pub depth: usize,
}

impl Look<'_> {
    /// Where a machine is: the instruction that comes next, and the number of frames.
    fn place(machine: &Machine) -> Option<(CallSite, usize)> {
        Some((machine.locate(machine.pc)?, machine.depth()))
    }

    fn at(machine: &Machine, (site, depth): (CallSite, usize)) -> Look<'_> {
        Look {
            machine,
            site,
            depth,
        }
    }

    /// The instruction that comes next.
    pub fn instruction(&self) -> Option<Instruction<'_>> {
        decode(
            &self.machine.program().functions[self.site.function.index()].code,
            self.site.pc,
        )
    }

    /// The value of a register of the running window.
    pub fn register(&self, reg: Reg) -> Value {
        // SAFETY: callers name registers of the running function's window.
        unsafe { *self.machine.base.add(reg.index()) }
    }

    /// The value so many registers below the running window's first: of its callee, or of a frame that waits.
    pub fn below(&self, count: usize) -> Value {
        let bottom = self.machine.registers.start();
        let at = self.machine.base.wrapping_sub(count);
        if at < bottom || at > self.machine.base {
            return Value::UNSET;
        }
        // SAFETY: between the register stack's bottom and the running window, where each slot holds a valid value.
        unsafe { *at }
    }

    /// The frames, innermost first: where each goes on, and how far behind its caller's window its own begins.
    pub fn frames(&self) -> impl Iterator<Item = (CallSite, usize)> {
        let machine = self.machine;
        let mut next = Some((self.site, machine.base));
        let mut frame = machine.frame;
        std::iter::from_fn(move || {
            let (site, base) = next.take()?;
            if frame <= machine.frames.start() {
                return None;
            }
            frame = frame.wrapping_sub(1);
            // SAFETY: between the first frame and the first free one.
            let caller = unsafe { *frame };
            // Of the bottom frame the machine's own code is the caller.
            next = machine.locate(caller.pc).map(|site| (site, caller.base));
            let window = (base as usize - caller.base as usize) / size_of::<Value>();
            Some((site, window))
        })
    }

    /// The global variable of the symbol's name, as a call by name finds it.
    pub fn global(&self, name: Value) -> Option<Value> {
        self.machine.find_global(name).ok()
    }

    /// The field of that name that a method call finds in the value itself.
    pub fn field(&self, object: Value, name: SymbolId) -> Option<Value> {
        self.machine.peek_field(object, name)
    }

    /// Where a hash has that name among its entries.
    pub fn entry(&self, object: Value, name: SymbolId) -> Option<u32> {
        object.as_hash()?.place(self.machine.symbol_key(name)?)
    }

    /// The method of that name on values of its kind that have no such field.
    pub fn method(&self, receiver: Value, name: SymbolId) -> Option<Value> {
        self.machine.method_of(receiver, name)
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        self.machine
    }
}

impl Machine {
    /// Runs from where the machine is, watched, until the program stops or the watcher pauses it.
    pub fn run_watched(&mut self, watcher: &mut dyn Watcher) -> Stop {
        let k = self.constants.start();
        let mut place = Look::place(self);
        loop {
            // In the machine's own code there is nothing to see.
            if let Some(place) = place
                && watcher.before(&Look::at(self, place)) == Verdict::Pause
            {
                return Stop::Paused;
            }
            // SAFETY: `pc` is at a verified instruction, whose window starts at `base`.
            let goes_on = unsafe {
                let op = self.pc.cast::<u16>().read() as usize;
                (execute::TABLE[op])(k, self)
            };
            if !goes_on {
                match self.stop {
                    // It has done nothing, and counts once more now; what else is hot has its turn later.
                    Stop::Hot(spot) => {
                        self.cool(spot, self.heat_start.max(2));
                        continue;
                    }
                    stop => return stop,
                }
            }
            place = Look::place(self);
            if let Some(place) = place {
                watcher.after(&Look::at(self, place));
            }
        }
    }
}
