//! Interpreting for code that called: the frames below are that code's, and come back to it.
//!
//! ```text
//!   frames:  .. | f0: native, waits | f1 | f2 | ..
//!                                   ^ floor: f1 returns -> Stop::Returned;  a throw leaves f1 -> Stop::Beyond
//! ```
//!
//! Native code that waits for a call has much of what its frame holds on the machine stack, and writes it to its registers only when it
//! is left for good. So the interpreter may run what it called, but must stop before it touches the frame itself.
//!
//! Invariant: while there is a floor, no frame below it runs, and none of their registers is read or written.

use super::cpu::{Cpu, PLAIN};
use super::machine::{Frame, Machine};
use super::step::{Leave, Step, Stop};
use super::unwind::Reach;
use crate::value::Value;

/// Where the interpreter stops.
pub(super) struct Bounds {
    /// The first free frame while the lowest of its frames runs; null if all are its own.
    floor: *mut Frame,
    /// What that frame returned.
    returned: Value,
    /// Who may catch what was thrown in it.
    reach: Reach,
}

impl Default for Bounds {
    fn default() -> Bounds {
        Bounds {
            floor: std::ptr::null_mut(),
            returned: Value::NULL,
            reach: Reach::Handlers,
        }
    }
}

/// A floor that another one replaced for a time.
#[must_use]
pub struct Floor(*mut Frame);

impl Machine {
    /// From now on a run stops where the frame that runs now returns, or is left by a throw. Answers what was so before.
    pub fn set_floor(&mut self) -> Floor {
        Floor(std::mem::replace(&mut self.bounds.floor, self.frame))
    }

    /// Puts the floor back where it was.
    pub fn restore_floor(&mut self, before: Floor) {
        self.bounds.floor = before.0;
    }

    /// Whether the frame that runs is the lowest that may.
    #[inline(always)]
    pub fn is_at_floor(&self) -> bool {
        self.frame == self.bounds.floor
    }

    /// What was returned at a stop of [`Stop::Returned`].
    pub fn returned(&self) -> Value {
        self.bounds.returned
    }

    /// Holds a throw that leaves the frame at the floor. The machine is where that frame was called.
    pub(super) fn hold_beyond(&mut self, reach: Reach) -> Stop {
        self.bounds.reach = reach;
        Stop::Beyond
    }

    /// Goes on with a throw that stopped with [`Stop::Beyond`]. A stop if nobody catches it, or at the next floor.
    pub fn throw_on(&mut self) -> Option<Stop> {
        let exception = std::mem::take(&mut self.exception);
        self.unwind(exception, self.bounds.reach)
    }
}

impl<const MODE: u8> Cpu<MODE> {
    /// Whether the running frame returns to code instead of the interpreter.
    #[inline(always)]
    pub(super) fn returns_to_code(&mut self) -> bool {
        MODE != PLAIN && self.machine().is_at_floor()
    }

    /// Returns the value from the frame at the floor.
    #[cold]
    pub(super) fn return_to_code(&mut self, value: Value) -> Step {
        self.full()?;
        self.machine().bounds.returned = value;
        Err(Leave::Stop(Stop::Returned))
    }
}
