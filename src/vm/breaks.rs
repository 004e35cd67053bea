//! Breakpoints and code: code that covers a breakpoint is retired, and none is made there until it is gone.
//!
//! ```text
//! set     trees with a point there: code gone, counted again; built anew, they leave in front of the point
//! clear   the same trees, and those of which nothing came meanwhile: counted again
//! ```
//!
//! All else stays as it is. While a debugger looks, no graph is running, so code can go at once; what is being made with other
//! breakpoints is dropped when it comes.
//!
//! Invariant: as [`crate::trace::Tree::leave_at`] wants it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::service::Target;
use super::tracing::Tracing;
use super::trees::Phase;
use crate::index::TreeId;
use crate::interp::{CallSite, Machine};

impl Tracing {
    /// From now on these instructions, and no others, are the interpreter's.
    pub(super) fn leave_at(&mut self, machine: &mut Machine, breaks: BTreeSet<CallSite>) {
        let breaks = Arc::new(breaks);
        let old = std::mem::replace(&mut self.trees.breaks, breaks.clone());
        let changed: BTreeSet<CallSite> = old.symmetric_difference(&breaks).copied().collect();
        if changed.is_empty() {
            self.trees.breaks = old;
            return;
        }
        let removed = old.difference(&breaks).next().is_some();
        for id in self.trees.ids() {
            let Some(site) = self.trees.get_mut(id) else {
                continue;
            };
            let tree = Arc::make_mut(&mut site.tree);
            tree.leave_at(breaks.clone());
            let covers = |tree: &crate::trace::Tree| {
                let mut points = tree.points();
                points.any(|(place, _)| changed.contains(&tree.site(place)))
            };
            if covers(tree) {
                self.retire(machine, id);
            } else if removed && site.phase == Phase::Cold && site.failures + site.misses > 0 {
                (site.failures, site.misses) = (0, 0);
                site.arm(machine, self.policy.heat);
            }
        }
    }

    /// Lets go of all code of a tree. What is known of it stays.
    fn retire(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        log::debug!("{id}: {} pieces of code retired", site.live.len());
        (site.failures, site.misses) = (0, 0);
        let recorded = site.phase == Phase::Recorded;
        self.let_go(machine, id);
        if !recorded {
            self.settle(machine, id, Phase::Cold, self.policy.heat);
        }
    }

    /// What was made was made with other breakpoints.
    pub(super) fn outdated(&mut self, machine: &mut Machine, id: TreeId, target: Target) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        match target {
            Target::Whole if site.code.is_some() => site.phase = Phase::Ready,
            Target::Whole => self.settle(machine, id, Phase::Cold, self.policy.heat),
            Target::Exit(code, exit) => {
                if let Some(code) = site.live.get(&code).cloned() {
                    self.exit_waits(&code, exit, None);
                }
            }
        }
    }
}
