//! The whole machine in one match: why it paused, and what happens then.
//!
//! ```text
//! interpreter --Hot--> site cold: record it   site ready: run its code        tracing.rs, running.rs
//!      ^-----Paused-------+-----------------------+
//! ```
//!
//! Invariant: whatever is done about what is hot leaves a state that the interpreter could have been in.

use super::tracing::Tracing;
use crate::interp::{Machine, Stop};

/// Runs the loaded program to its end.
pub(super) fn drive(machine: &mut Machine, tracing: &mut Tracing) -> Stop {
    let mut stop = machine.run();
    loop {
        stop = match stop {
            Stop::Hot(spot) => tracing.hot(machine, spot),
            Stop::Paused => machine.resume(),
            Stop::Done | Stop::Exit(_) | Stop::Uncaught | Stop::OutOfFuel => return stop,
        };
    }
}
