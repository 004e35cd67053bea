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
    let stop = machine.run();
    go_on(machine, tracing, stop)
}

/// Goes on with a program that has stopped, to its end or to what a debugger wants to see.
pub(super) fn go_on(machine: &mut Machine, tracing: &mut Tracing, mut stop: Stop) -> Stop {
    loop {
        stop = match stop {
            Stop::Hot(spot) => match tracing.hot(machine, spot) {
                Stop::Paused if tracing.has_news() => return Stop::Paused,
                stop => stop,
            },
            Stop::Paused => machine.resume(),
            _ => return stop,
        };
    }
}
