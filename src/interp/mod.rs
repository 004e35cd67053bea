//! The interpreter: frames, the meaning of each opcode (once), the fetch loop.
//!
//! ```text
//! ops.rs        what each opcode does            <- the second of the two places of an opcode
//! cpu.rs        registers, constants, jumps as `ops` sees them
//! threaded.rs   fast path of each opcode, chained by sibling calls
//! execute.rs    each opcode in full, out of line
//! portable.rs   a loop over `execute`
//! watch.rs      the same with somebody looking on: the tracing dispatcher
//! attached.rs   breakpoints, stops at throws, stepping: what a machine does for a debugger
//! heat.rs       counters that say which loops and functions are hot
//! native.rs     what graphs and native code need of a machine, and how they hand back to it
//! ```

mod attached;
mod calls;
mod classes;
mod collect;
mod cpu;
mod execute;
mod floor;
mod generators;
mod heat;
mod load;
mod machine;
mod names;
mod native;
mod ops;
mod portable;
mod reserve;
mod run;
mod step;
#[cfg(test)]
mod tests;
#[cfg(hivm_threaded)]
mod threaded;
mod trace;
mod unwind;
mod watch;

pub use attached::{Catching, Interrupted, Telling, WindowView};
pub use floor::Floor;
pub use heat::{HotKind, HotSpot, NEVER_HOT};
pub use load::{LoadError, entry_points};
pub use machine::{CODE_START, Entry, Exception, Frame, Limits, Machine};
pub use native::{Addresses, Place, Position};
pub use step::Stop;
pub use trace::CallSite;
pub use watch::{Look, Verdict, Watcher};
