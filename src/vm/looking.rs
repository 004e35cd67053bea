//! What a debugger sees of the JIT: sites, trees, exits, as they are now.
//!
//! Invariant: looking changes nothing.

use std::sync::Arc;

use super::Vm;
use super::code::Path;
use super::trees::Phase;
use crate::index::TreeId;
use crate::interp::CallSite;
use crate::trace::{Anchor, Tree};

/// An anchor that became hot.
#[derive(Clone, Debug)]
pub struct SiteView {
    /// Its tree.
    pub id: TreeId,
    /// Where it is.
    pub anchor: Anchor,
    /// What has become of it: `cold`, `making`, `ready`, `merging`, `recorded`.
    pub phase: &'static str,
    /// The points of its tree.
    pub points: usize,
    /// How many versions of code there are: the whole and its pieces.
    pub codes: usize,
    /// How often nothing came of it.
    pub failures: u32,
}

/// An exit of code.
#[derive(Clone, Debug)]
pub struct ExitView {
    /// The version of the code.
    pub version: u64,
    /// The exit.
    pub exit: u32,
    /// Where the interpreter goes on.
    pub site: CallSite,
    /// The instruction that leaves.
    pub reason: &'static str,
    /// How often it was taken.
    pub taken: u64,
    /// How often other code went on from there.
    pub linked: u64,
    /// What becomes of it: `interpreted`, `waiting`, `pending`, `piece`.
    pub path: &'static str,
}

impl Vm {
    /// All sites in the order in which they became hot.
    pub fn sites(&self) -> Vec<SiteView> {
        let view = |site: &super::trees::Site| SiteView {
            id: site.id,
            anchor: site.anchor,
            phase: match site.phase {
                Phase::Cold => "cold",
                Phase::Waiting => "waiting",
                Phase::Making => "making",
                Phase::Ready => "ready",
                Phase::Merging => "merging",
                Phase::Recorded => "recorded",
            },
            points: site.tree.len(),
            codes: site.live.len(),
            failures: site.failures,
        };
        self.tracing.trees.iter().map(view).collect()
    }

    /// A tree.
    pub fn tree(&self, id: TreeId) -> Option<&Arc<Tree>> {
        let site = self.tracing.trees.get(id)?;
        Some(&site.tree)
    }

    /// The exits of a tree's code.
    pub fn exits(&self, id: TreeId) -> Option<Vec<ExitView>> {
        let site = self.tracing.trees.get(id)?;
        let mut views = Vec::new();
        for code in site.live.values() {
            let states = code.states.borrow();
            let exits = (0u32..).zip(code.exits.iter().zip(states.iter()));
            views.extend(exits.map(|(n, (exit, state))| ExitView {
                version: code.id.0,
                exit: n,
                site: exit.site(),
                reason: exit.reason,
                taken: state.taken,
                linked: state.linked,
                path: match state.path {
                    Path::Interpreted => "interpreted",
                    Path::Waiting(_) => "waiting",
                    Path::Pending => "pending",
                    Path::Piece(_) => "piece",
                },
            }));
        }
        Some(views)
    }
}
