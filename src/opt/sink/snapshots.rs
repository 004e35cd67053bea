//! Snapshots with what they name as of a place.
//!
//! ```text
//! s3: f0@9 r1=%5        %5 is o4 of the walk, which holds (%7)     s3: f0@9 r1=o0 where o0=struct shape3(%7)
//! ```
//!
//! Invariant: an object of the walk is one object of the snapshot, whatever names it there.

use super::objects::{ObjectId, State};
use super::walk::Walk;
use crate::ir::{Arg, Snapshot};

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
    /// A snapshot of the graph as of a place where objects hold this.
    pub(super) fn described(&self, mut snapshot: Snapshot, state: &State) -> Snapshot {
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
        for object in &mut snapshot.objects {
            object.named_mut(|arg| resolved(arg, &mut named));
        }
        let mut next = 0;
        while let Some(object) = named.objects.get(next).copied() {
            next += 1;
            // The state has it: it was made on the way here.
            let Some(mut described) = state.get(&object).cloned() else {
                continue;
            };
            described.named_mut(|arg| {
                if let Arg::Sunk(object) = arg {
                    *arg = named.name(*object);
                }
            });
            snapshot.objects.push(described);
        }
        snapshot
    }
}
