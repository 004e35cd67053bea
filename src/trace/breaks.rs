//! Instructions of a tree that are left to the interpreter because a debugger stops there.
//!
//! ```text
//! c0@4 if_lt_i r1=int -> next x7 jump x2      %5: bool = lt %3, 100
//! c0@6 add r0=int r2=any -> next x7           exit s2                   a breakpoint at 6
//! ```
//!
//! They are part of the tree, so that a graph depends on its tree alone. Invariant: code of a tree was made with the breakpoints
//! that the tree has now, or it is gone (`vm/breaks.rs`).

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Place, Tree};
use crate::interp::CallSite;

impl Tree {
    /// From now on these instructions are the interpreter's.
    pub fn leave_at(&mut self, breaks: Arc<BTreeSet<CallSite>>) {
        self.breaks = breaks;
    }

    /// The instructions that are the interpreter's.
    pub fn breaks(&self) -> &Arc<BTreeSet<CallSite>> {
        &self.breaks
    }

    /// Whether the instruction at a place is the interpreter's.
    pub fn breaks_at(&self, place: Place) -> bool {
        !self.breaks.is_empty() && self.breaks.contains(&self.site(place))
    }

    /// The instruction at a place, without the frames.
    pub fn site(&self, place: Place) -> CallSite {
        CallSite {
            function: self.context(place.ctx).function,
            pc: place.pc,
        }
    }
}
