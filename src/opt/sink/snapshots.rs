//! Snapshots with what they name as of a place.
//!
//! ```text
//! s3: f0@9 r1=%5        %5 is o4 of the walk, which holds (%7)     s3: f0@9 r1=o0 where o0=struct shape3(%7)
//! ```
//!
//! Invariant: an object of the walk is one object of the snapshot, whatever names it there.

use super::objects::ObjectId;
use super::walk::Walk;
use crate::index::SnapId;
use crate::ir::{Arg, Part, Snapshot, Sunk};

/// The objects of a snapshot: those that it had, then objects of the walk in the order in which they are named.
struct Named {
    had: usize,
    objects: Vec<ObjectId>,
}

impl Named {
    fn name(&mut self, object: ObjectId) -> Arg {
        let known = self.objects.iter().position(|other| *other == object);
        let at = known.unwrap_or_else(|| {
            self.objects.push(object);
            self.objects.len() - 1
        });
        Arg::Sunk((self.had + at) as u32)
    }
}

impl Walk<'_> {
    /// A snapshot of the graph as of the place that is written.
    pub(super) fn described(&self, snap: SnapId) -> Snapshot {
        let mut snapshot = self.graph.snapshot(snap).clone();
        let mut named = Named {
            had: snapshot.objects.len(),
            objects: Vec::new(),
        };
        let resolved = |arg: &mut Arg, named: &mut Named| {
            if let Arg::Ref(_) = arg {
                *arg = match self.resolve(*arg) {
                    Arg::Sunk(object) => named.name(object),
                    other => other,
                };
            }
        };
        snapshot.slots_mut(|arg| resolved(arg, &mut named));
        for part in snapshot.objects.iter_mut().flat_map(|o| &mut o.parts) {
            if let Part::Is(arg) = part {
                resolved(arg, &mut named);
            }
        }
        let mut next = 0;
        while let Some(object) = named.objects.get(next).copied() {
            next += 1;
            // The state has it: it was made on the way here.
            let Some(Sunk { kind, parts }) = self.state.get(&object) else {
                continue;
            };
            let part = |part: &Part| match part {
                Part::Is(Arg::Sunk(object)) => Part::Is(named.name(*object)),
                other => *other,
            };
            let parts = parts.iter().map(part).collect();
            snapshot.objects.push(Sunk { kind: *kind, parts });
        }
        snapshot
    }
}
