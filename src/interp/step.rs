//! What executing an instruction answers.

use super::heat::HotSpot;
use crate::heap::OutOfMemory;
use crate::runtime::Fault;
use crate::value::Value;

/// Done, or why not.
pub type Step = Result<(), Leave>;

/// Why an instruction does not simply go on to the next.
pub enum Leave {
    /// The fast path does not do this case; nothing happened yet.
    Slow,
    /// A fault of the runtime, to be thrown as an error value.
    Fault(Fault),
    /// A `throw` of a value.
    Throw(Value),
    /// A `throw` of a value that was caught before; its call stack goes on.
    Rethrow(Value),
    /// The program ends.
    Stop(Stop),
}

/// Why a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The bottom frame returned; its result is in the first slot of the register stack.
    Done,
    /// `exit` with a status.
    Exit(i32),
    /// An exception that nobody catches; the machine holds it with its call stack.
    Uncaught,
    /// The instruction budget is spent (fuzzing).
    OutOfFuel,
    /// A loop or a function became hot; the instruction that found it has done nothing yet.
    Hot(HotSpot),
    /// Whoever watches the run wants it to pause.
    Paused,
    /// At a breakpoint, or a call of `breakpoint()`; the instruction has done nothing yet.
    Break,
    /// Somebody asks for attention; the instruction that noticed it has done nothing.
    Interrupted,
    /// At a throw, which has gone nowhere yet.
    Throwing,
    /// The frame at the floor returned; see [`super::Machine::set_floor`]. It is there still.
    Returned,
    /// A throw leaves the frame at the floor, and has gone no further yet.
    Beyond,
    /// A throw has come to a handler in a frame that a debugger waits for.
    Landed,
}

impl From<Fault> for Leave {
    #[cold]
    fn from(fault: Fault) -> Leave {
        Leave::Fault(fault)
    }
}

impl From<OutOfMemory> for Leave {
    #[cold]
    fn from(e: OutOfMemory) -> Leave {
        Leave::Fault(Fault::from(e))
    }
}
