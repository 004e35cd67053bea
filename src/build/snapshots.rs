//! Snapshots: what the interpreter needs to execute the instruction that is built.
//!
//! ```text
//! s2: f0@9 r0=%4 r1=%9 | f3@2+5 r0=%7      the call of f3 is in f0, whose r5.. are the callee's window
//! ```
//!
//! Invariant: one snapshot an instruction, made of the state before it.

use super::builder::Builder;
use crate::index::{CtxId, Pc, Reg, SnapId};
use crate::ir::{Slot, SnapFrame};
use crate::trace::Place;

/// How a snapshot says where registers are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// In the state.
    State,
    /// In their homes: nothing was written yet.
    Homes,
}

impl Builder<'_, '_> {
    /// The snapshot of the instruction that is built.
    pub fn snapshot(&mut self) -> SnapId {
        if let Some(snap) = self.snap {
            return snap;
        }
        let frames = self.snap_frames(self.place, Where::State);
        let snap = self.g.snapshot(frames);
        self.snap = Some(snap);
        snap
    }

    /// The frames at a place.
    pub fn snap_frames(&mut self, place: Place, at: Where) -> Vec<SnapFrame> {
        let all = self.facts.frames(self.tree, place);
        self.frames_with(all, place, at)
    }

    /// The frames while the instruction that is built, in front of the place, waits for a callee.
    pub fn waiting_frames(&mut self, behind: Place) -> Vec<SnapFrame> {
        let mut all = self.facts.frames(self.tree, self.place);
        let function = self.tree.context(self.place.ctx).function;
        if let Some((_, live)) = all.last_mut() {
            *live = self.facts.live_across(function, self.place.pc);
        }
        self.frames_with(all, behind, Where::State)
    }

    fn frames_with(
        &mut self,
        all: Vec<(CtxId, Vec<Reg>)>,
        place: Place,
        at: Where,
    ) -> Vec<SnapFrame> {
        self.make_room(place);
        let mut frames = Vec::with_capacity(all.len());
        let mut caller_base = 0;
        for (n, (ctx, live)) in all.iter().enumerate() {
            let context = *self.tree.context(*ctx);
            let base = i64::from(context.base);
            let pc = match all.get(n + 1) {
                Some((inner, _)) => self.return_address(*inner),
                None => place.pc,
            };
            let mut frame = SnapFrame::at(context.function, pc).window(context.base - caller_base);
            caller_base = context.base;
            for reg in live {
                let slot = match at {
                    Where::State => Slot::Value(self.held(base + i64::from(reg.0))),
                    Where::Homes => Slot::Home,
                };
                frame.registers.push((*reg, slot));
            }
            if at == Where::State && self.facts.wants_callee(context.function) {
                let callee = self.held(base - 1);
                if n > 0 || Some(callee) != self.callee {
                    frame.callee = Some(callee);
                }
            }
            frames.push(frame);
        }
        frames
    }

    fn return_address(&self, inner: CtxId) -> Pc {
        let behind = self.tree.behind(self.program, inner);
        behind.map_or(Pc(0), |place| place.pc)
    }

    /// Notes how many frames and registers the place takes, and answers that.
    pub fn make_room(&mut self, place: Place) -> (u32, u32) {
        let context = *self.tree.context(place.ctx);
        let frames = self.tree.chain(place.ctx).len() as u32 - 1;
        let registers = u32::from(self.facts.function(context.function).registers);
        self.room.0 = self.room.0.max(frames);
        let registers = context.base + registers;
        self.room.1 = self.room.1.max(registers);
        (frames, registers)
    }
}
