//! Heat: how often loops come back and functions are entered.
//!
//! ```text
//!   code   | add | next_lt | ret |     |  sub | ...        one counter a word; in use are the word after an
//!   heat   |     |         |  n  |     |  m   | ...        instruction that goes back, and a function's first
//! ```
//!
//! A counter counts down; at zero the run stops with [`Stop::Hot`] before the instruction has done anything, and the
//! caller decides: it records what happens from there, or sets the counter anew. Counters are found by the address of
//! the code, so that counting costs a subtraction in memory. Even that is
//! too much for the tightest loops (a third of an empty one), so the fast handlers exist twice: a machine that never
//! wants to know what is hot runs those that do not count.

use super::cpu::{Cpu, FULL, PLAIN};
use super::machine::Machine;
use super::step::{Leave, Step, Stop};
use super::trace::CallSite;
use crate::index::{FnId, Pc};

/// A counter that never runs out, or rather every four billion rounds, and then starts again.
pub const NEVER_HOT: u32 = u32::MAX;

/// What the heat of a place is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Heat {
    /// It may go on.
    Cold,
    /// The counter ran out.
    Hot,
}

impl Machine {
    #[inline(always)]
    fn counter(&self, at: *const u64) -> *mut u32 {
        self.heat_bias.wrapping_add(at as usize / 2) as *mut u32
    }

    /// Sets the counter of a place in the code.
    pub(super) fn set_heat(&mut self, at: *const u64, count: u32) {
        // SAFETY: each word of code has a counter.
        unsafe { *self.counter(at) = count };
    }

    /// Sets the counter at a word of code: behind an instruction that goes back, or a function's first.
    pub fn set_counter(&mut self, at: CallSite, count: u32) {
        let code = self.entry(at.function).code;
        self.set_heat(code.wrapping_add(at.pc.index()), count.max(1));
    }

    /// What is left of the counter at a word of code.
    pub fn counter_at(&self, at: CallSite) -> u32 {
        let code = self.entry(at.function).code.wrapping_add(at.pc.index());
        // SAFETY: each word of code has a counter.
        unsafe { *self.counter(code) }
    }

    /// Sets the counter of what is hot.
    pub fn cool(&mut self, hot: HotSpot, count: u32) {
        self.set_heat(hot.counter, count.max(1));
    }
}

/// What became hot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HotSpot {
    /// The loop's first instruction, or the function's.
    pub anchor: CallSite,
    /// Whether that is a loop or a function.
    pub kind: HotKind,
    counter: *const u64,
}

/// The kinds of places that become hot.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum HotKind {
    /// The header of a loop.
    Loop,
    /// The entry of a function.
    Function,
}

impl<const MODE: u8> Cpu<MODE> {
    /// Counts one round at a place in the code.
    #[inline(always)]
    pub(super) fn count(&mut self, at: *const u64) -> Heat {
        if MODE == PLAIN {
            return Heat::Cold;
        }
        let counter = self.machine().counter(at);
        // SAFETY: each word of code has a counter.
        unsafe {
            if MODE == FULL && *counter == 0 {
                return Heat::Hot;
            }
            *counter = (*counter).wrapping_sub(1);
            if *counter == 0 { Heat::Hot } else { Heat::Cold }
        }
    }

    /// At an instruction that goes back by `distance` words: answers whoever wants attention, and counts.
    #[inline(always)]
    pub(super) fn back_edge(&mut self, distance: isize) -> Step {
        if self.machine().wants_attention() || self.count(self.pc) == Heat::Hot {
            self.full()?;
            self.poll()?;
            let (end, header) = (self.pc, self.pc.wrapping_offset(distance));
            self.stop_if_hot(end, HotKind::Loop, |machine| machine.locate(header))?;
        }
        Ok(())
    }

    /// In full, before a function is entered and before its arguments are arranged: counts.
    pub(super) fn entry_heat(&mut self, function: FnId) -> Step {
        let entry = self.machine().entry(function).code;
        match self.count(entry) {
            Heat::Cold => Ok(()),
            Heat::Hot => {
                let pc = Pc(0);
                let anchor = CallSite { function, pc };
                self.stop_if_hot(entry, HotKind::Function, |_| Some(anchor))
            }
        }
    }

    fn stop_if_hot(
        &mut self,
        at: *const u64,
        kind: HotKind,
        anchor: impl FnOnce(&Machine) -> Option<CallSite>,
    ) -> Step {
        let machine = self.machine();
        let counter = machine.counter(at);
        // SAFETY: each word of code has a counter.
        if unsafe { *counter } != 0 {
            return Ok(());
        }
        machine.set_heat(at, machine.heat_start);
        match anchor(machine) {
            Some(anchor) if machine.heat_start != NEVER_HOT => {
                machine.set_heat(at, NEVER_HOT);
                Err(Leave::Stop(Stop::Hot(HotSpot {
                    anchor,
                    kind,
                    counter: at,
                })))
            }
            _ => Ok(()),
        }
    }
}
