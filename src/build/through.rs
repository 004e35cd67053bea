//! Calls of functions that are not inlined: they go through, and come back with a value.
//!
//! ```text
//! call_static r2, r4, f1 with r5=int -> int       call f1, 5, (f1, %7), s3        s3: f1@4 r0=%3, the state during the call
//!                                                 guard_tag int, %8, s4           behind it, where the value was an int
//! ```
//!
//! A recording notes such a call as one step, without what the callee executed: see the recorder. What the callee does may leave
//! native code in the middle, and then this frame is left with it: the snapshot of the call is the frame as it waits, its
//! `pc` behind the call and without the call's destination.
//!
//! Invariant: the graph has asked for room for the frames below the callee's and for its window, so that a call that begins is
//! one that the interpreter would begin.

use super::builder::{Builder, Flow};
use super::classes::Frame;
use crate::index::{FnId, Reg, SnapId};
use crate::ir::{Arg, Const};
use crate::trace::{Note, Place, Way};

impl Builder<'_, '_> {
    /// Whether the call was seen to come back from a function that is not inlined.
    pub fn goes_through(&self) -> bool {
        self.point().went(Way::Next)
    }

    /// The function in a register that the call most often came back from.
    pub fn through_value(&self, reg: Reg) -> Option<FnId> {
        let notes = self.point().notes.iter();
        let functions = notes.filter_map(|(note, count)| match note {
            Note::Callee(noted, function) if *noted == reg => Some((*count, *function)),
            _ => None,
        });
        let most = functions.max_by_key(|(count, function)| (*count, std::cmp::Reverse(*function)));
        most.filter(|_| self.goes_through())
            .map(|(_, function)| function)
    }

    /// Calls a function whose parameters have these values. `window` is the register in front of its window.
    pub fn call_through(
        &mut self,
        function: FnId,
        window: Reg,
        callee: Option<Arg>,
        parameters: &[Arg],
        frame: Frame,
    ) -> Flow {
        let Frame::Waits(dst) = frame else {
            return self.leave();
        };
        let snap = self.snapshot_of_call();
        self.make_room_for(function, window);
        self.calls = true;
        let callee = callee.unwrap_or(Arg::Const(Const::Function(function)));
        let values: Vec<Arg> = [callee]
            .into_iter()
            .chain(parameters.iter().copied())
            .collect();
        let value = self
            .g
            .call(function, u32::from(window.0) + 1, &values, snap);
        self.put(dst, value);
        Flow::Next
    }

    /// The frames while the instruction that is built calls.
    fn snapshot_of_call(&mut self) -> SnapId {
        let place = Place {
            pc: self.next,
            ..self.place
        };
        let frames = self.waiting_frames(place);
        self.g.snapshot(frames)
    }

    fn make_room_for(&mut self, function: FnId, window: Reg) {
        let context = *self.tree.context(self.place.ctx);
        let frames = self.tree.chain(self.place.ctx).len() as u32;
        let registers = u32::from(self.facts.function(function).registers);
        let top = context.base + u32::from(window.0) + 1 + registers;
        self.room.0 = self.room.0.max(frames);
        self.room.1 = self.room.1.max(top);
    }
}
