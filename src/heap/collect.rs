//! When and how the heap collects.
//!
//! ```text
//!   young:  roots, logged objects and slots  --mark-->  what is new and reachable becomes old
//!   all:    flip the epoch, clear the lines' marks; roots  --mark-->  everything reachable; sweep the shapes
//!   both:   [verify]  sweep strings, large objects, lines   set the next pause
//! ```
//!
//! Invariant: a collection of young objects traces everything that may refer to a young object: the roots, and
//! what the barrier logged.

use super::blocks::Region;
use super::header::UNLOGGED;
use super::large::Scope;
use super::mark::EPOCH;
use super::space::MIN_NURSERY;
use super::{Header, Heap, Liveness, Roots, Tracer};
use crate::value::Value;

/// What freed memory is overwritten with, if the configuration says so.
pub(super) const POISON: u8 = 0xdb;

/// The smallest allocation between two collections, without generations.
pub(super) const MIN_PAUSE: usize = 8 << 20;

/// The heap's size from which on a full collection may be worth it.
pub(super) const MIN_FULL: usize = 16 << 20;

/// The least allocation between two collections when the limit is near.
const MIN_LAST: usize = 256 << 10;

impl Heap {
    /// Frees what cannot be reached from the roots: all of it, or only what was allocated since the last
    /// collection, as the heap sees fit. Only at a safepoint.
    pub fn collect(&mut self, roots: &mut dyn Roots) {
        // The test mode takes turns, so that nothing that is used after its end stays unnoticed.
        let turn = self.config.stress && self.statistics.young > self.statistics.full;
        let young = self.config.generational && self.used() < self.full_at && !turn;
        self.collect_scope(roots, if young { Scope::Young } else { Scope::All });
    }

    /// Frees everything that cannot be reached from the roots. Only at a safepoint.
    pub fn collect_full(&mut self, roots: &mut dyn Roots) {
        self.collect_scope(roots, Scope::All);
    }

    fn collect_scope(&mut self, roots: &mut dyn Roots, scope: Scope) {
        let kept = self.shapes.kept().to_vec();
        let mut tracer = self.begin(scope);
        roots.trace(&mut tracer);
        kept.into_iter().for_each(|shape| tracer.shape(shape));
        let root_bytes = tracer.shown * size_of::<Value>();
        if scope == Scope::Young {
            // Instances name their classes by their shapes, which only full collections look at.
            for class in self.shapes.classes() {
                tracer.object(*class);
            }
            for object in &self.log {
                tracer.revisit(*object);
            }
            for slot in &self.slots {
                // SAFETY: it is a slot of an old object, which no collection freed since the store.
                tracer.value(unsafe { slot.read() });
            }
        }
        self.log.clear();
        self.slots.clear();
        tracer.drain();
        if let Some(mut shapes) = tracer.take_shapes() {
            shapes.sweep();
            self.shape_bytes = shapes.bytes();
            self.shapes = shapes;
        }
        if self.config.verify {
            self.verify(roots);
        }
        self.sweep(scope, root_bytes);
    }

    fn begin(&mut self, scope: Scope) -> Tracer {
        self.allocated_before += self.allocated_lately();
        self.region = Region::EMPTY;
        self.stress_limit = self.region.limit;
        self.overflow = Region::EMPTY;
        let shapes = match scope {
            Scope::Young => None,
            Scope::All => {
                self.epoch ^= EPOCH;
                self.blocks.clear_marks();
                Some(std::mem::take(&mut self.shapes))
            }
        };
        let unlogged = if self.config.generational {
            UNLOGGED
        } else {
            0
        };
        Tracer::new(self.epoch | unlogged, shapes)
    }

    fn sweep(&mut self, scope: Scope, root_bytes: usize) {
        let liveness = Liveness { epoch: self.epoch };
        match scope {
            Scope::Young => self.strings.sweep_young(&liveness),
            Scope::All => self.strings.sweep(&liveness),
        }
        let epoch = self.epoch;
        let is_live = |header: &Header| header.mark.get() & EPOCH == epoch;
        // SAFETY: marking is over, and the regions are empty.
        let live_in_blocks = unsafe {
            self.large.sweep(is_live, scope);
            self.blocks.sweep(self.config.poison.then_some(POISON))
        };
        let live = live_in_blocks + self.large.bytes() + self.external + self.shapes.bytes();
        if scope == Scope::All {
            self.statistics.full += 1;
            // Near the limit full collections become more frequent, before allocations are refused.
            self.full_at = self.used() + live.max(MIN_FULL).min(self.room() / 2);
        } else {
            self.statistics.young += 1;
        }
        let pause = match self.config.generational {
            true => MIN_NURSERY.max(live / 4),
            false => MIN_PAUSE.max(live),
        };
        // Every collection looks at all roots: a deep stack should not be looked at too often.
        let pause = pause.max(root_bytes / 2);
        if scope == Scope::All {
            // Programs often fill again what they emptied, so memory goes back slowly; and what is filled until the next full collection
            // stays. (Memory that went back costs more to get again than to allocate in: it comes zeroed, in small pages.)
            self.peak = live.max(self.peak - self.peak / 4);
            let grows = self.full_at.saturating_sub(self.used());
            let keep = self.peak - live + pause.max(grows);
            // SAFETY: as above.
            unsafe { self.blocks.release(keep) };
        }
        self.pause = pause.min((self.room() / 4 * 3).max(MIN_LAST));
        self.allocated = 0;
        self.signals.set_due(false);
    }
}
