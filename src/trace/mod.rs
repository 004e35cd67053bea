//! Recordings: what a hot loop or function did, noted by the tracing dispatcher.
//!
//! ```text
//! recording loop f0@4 r0=int r1=int
//!   f0@4 add r0=int r1=int -> int
//!   f0@5 next_lt_i r1=int -> int jump
//! end anchor
//! ```
//!
//! A recording starts with the tags of the registers that are live at its anchor, or in the frames of an exit of the
//! anchor's tree. For each instruction it notes, before it is executed, the tags that it reads and what cannot be told from
//! tags (array kinds, shapes, callees, string forms, what methods stand for), and after it what came of it:
//! the result's tag, the branch taken, the function entered or left, the handler that a throw went to. **A note holds
//! ids, never heap pointers**, so a recording can be printed, read back and sent to another thread.
//!
//! The recorder is deliberately stupid: no SSA, no optimisation. What a recording means is the builder's business.

mod breaks;
mod check;
mod notes;
mod reason;
mod recorder;
mod recording;
mod start;
mod tags;
mod text;
mod tree;
mod tree_text;
mod walk;

#[cfg(test)]
mod tests;

pub use check::{Wrong, check};
pub use reason::{Cut, CutCounts};
pub use recorder::{MAX_STEPS, Recorder, Scope};
pub use recording::{
    After, Anchor, Control, Finish, Holder, Interned, Method, Note, Recording, Sharing, StartFrame,
    Step,
};
pub use tags::Tags;
pub use text::{ParseError, parse};
pub use tree::{Caller, Context, EntryTags, Place, Point, Tree, Way};
