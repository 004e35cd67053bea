//! The entry of a graph: reading registers, and choosing the version that fits.
//!
//! ```text
//! entry:
//!   %0: any = reg r0
//!   %1: int = guard_tag int, %0, s0      one vector of tags was seen; of several, all but the last are asked for
//!   guard_room 2, 40, s0
//!   jump b1(%1)
//! ```
//!
//! The room that the inlined frames take is checked here once for all of them, so that no exit finds the stack full (`opt/room.rs` moves
//! that to the ways that need it).
//!
//! Invariant: nothing was written where the entry's snapshot leaves.

use super::Start;
use super::builder::{Builder, First, State, Todo};
use super::facts::Home;
use super::snapshots::Where;
use crate::index::{BlockId, SnapId};
use crate::ir::{Arg, Type};
use crate::trace::EntryTags;
use crate::value::Tag;

/// The most vectors of tags that an entry tells apart.
const MAX_VECTORS: usize = 4;

/// The entry's block, which is ended last: only then is it known how much room the frames take.
pub(super) struct Gate {
    entry: BlockId,
    inside: BlockId,
    snap: SnapId,
}

impl Builder<'_, '_> {
    /// Writes the entry, all but its end.
    pub fn entry(&mut self, start: &Start) -> Gate {
        let homes = self.facts.homes(self.tree, self.start);
        let mut state = State::new();
        for home in homes.iter() {
            let value = match u32::try_from(home.home) {
                Ok(register) => self.g.reg(register),
                Err(_) => self.g.callee(),
            };
            if home.home < 0 {
                self.callee = Some(value.into());
            }
            state.insert(home.home, value.into());
        }
        let frames = self.snap_frames(self.start, Where::Homes);
        let snap = self.g.snapshot(frames);
        let gate = Gate {
            entry: self.g.current(),
            inside: self.g.block(&[]),
            snap,
        };
        self.g.switch_to(gate.inside);
        self.dispatch(&homes, state, &self.vectors(start), snap);
        gate
    }

    /// Ends the entry.
    pub fn open(&mut self, gate: Gate) {
        self.g.switch_to(gate.entry);
        let (frames, registers) = self.room;
        let own = self
            .facts
            .function(self.tree.context(self.start.ctx).function);
        if frames > 0 || registers > u32::from(own.registers) {
            self.g.guard_room(frames, registers, gate.snap);
        }
        if self.calls && !self.headers.contains(&self.start) {
            // A function that calls itself comes by here as a loop does by its header, and if there is one here too, by that.
            self.g.safepoint(gate.snap);
        }
        self.g.jump(gate.inside, &[]);
    }

    fn vectors(&self, start: &Start) -> Vec<EntryTags> {
        match start {
            Start::Anchor => {
                let entries = self.tree.entries().into_iter();
                entries.take(MAX_VECTORS).cloned().collect()
            }
            Start::Exit(_, tags) => vec![tags.clone()],
        }
    }

    /// Goes on with the first vector whose tags the registers have.
    fn dispatch(&mut self, homes: &[Home], state: State, vectors: &[EntryTags], snap: SnapId) {
        let wanted = |vector: &EntryTags| -> Vec<(i64, Tag)> {
            let tag_of = |home: &Home| {
                let found = vector.iter().find(|(n, _)| i64::from(*n) == home.home);
                found.map(|(_, tag)| (home.home, *tag))
            };
            let needed = homes.iter().filter(|home| home.needed);
            needed.filter_map(tag_of).collect()
        };
        let mut keys: Vec<Vec<(i64, Tag)>> = Vec::new();
        for vector in vectors {
            let key = wanted(vector);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let last = keys.len().saturating_sub(1);
        for key in &keys[..last] {
            let mut all: Option<Arg> = None;
            for (home, tag) in key {
                let is = self.g.tag_is(*tag, state[home]);
                all = Some(match all {
                    Some(all) => self.g.and(all, is).into(),
                    None => is.into(),
                });
            }
            let Some(all) = all else { break };
            let (yes, no) = (self.g.block(&[]), self.g.block(&[]));
            self.g.branch(all, (yes, &[]), (no, &[]));
            self.g.switch_to(yes);
            let mut known = state.clone();
            for (home, tag) in key {
                let value = self.g.unbox(*tag, state[home]);
                known.insert(*home, value.into());
            }
            self.go_in(yes, known);
            self.g.switch_to(no);
        }
        let mut known = state.clone();
        for (home, tag) in keys.get(last).into_iter().flatten() {
            if self.g.type_of(state[home]) == Type::Any {
                let value = self.g.guard_tag(*tag, state[home], snap);
                known.insert(*home, value.into());
            }
        }
        self.go_in(self.g.current(), known);
    }

    fn go_in(&mut self, block: BlockId, state: State) {
        let place = self.start;
        self.todo.push(Todo {
            block,
            place,
            state,
            first: First::Arrive(Vec::new()),
        });
    }
}
