//! The anchors that became hot, each with its tree and its code.
//!
//! ```text
//!                       recorded, has a way back
//!   cold --counted--> hot ----------------------> being compiled ---------> ready: each arrival enters the code
//!     ^                |                             |      ^                 |
//!     +- doubled heat -+ nothing came of it          |      +-----------------+ its tree has grown: as a whole again
//!     +----------------------------------------------+ refused
//! ```
//!
//! The counters of an anchor say what an arrival means: while it is cold they count rounds, while code is being made they
//! ask again now and then, and when it is ready every arrival stops the interpreter.
//!
//! Invariant: code lives as long as somebody holds it: its site, the exit that goes on in it, or the driver that runs it. Graphs
//! do not nest on the machine stack, since nothing that a graph calls enters another, so code is never freed under a running frame.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::code::{Code, CodeId};
use super::counters;
use super::policy::Growth;
use crate::bytecode::Program;
use crate::index::TreeId;
use crate::interp::{CallSite, HotKind, Machine};
use crate::trace::{Anchor, Recording, Tree};

/// An anchor that became hot.
pub(super) struct Site {
    pub id: TreeId,
    pub anchor: Anchor,
    pub tree: Arc<Tree>,
    pub phase: Phase,
    /// The tree as a whole.
    pub code: Option<Rc<Code>>,
    /// That and all its pieces.
    pub live: BTreeMap<CodeId, Rc<Code>>,
    /// Graphs of it that are being made.
    pub jobs: u32,
    /// How often it was left where it got hot, lately.
    pub misses: u32,
    /// How often nothing came of it.
    pub failures: u32,
    /// Since it was compiled as a whole.
    pub growth: Growth,
    /// Where it is counted.
    counters: Vec<CallSite>,
}

/// See the module's documentation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    /// Counting.
    Cold,
    /// The first code is being made.
    Making,
    /// There is code.
    Ready,
    /// There is code, and it is being made again.
    Merging,
    /// There is a recording, and nothing will be made of it.
    Recorded,
}

impl Site {
    /// Sets all counters of the anchor.
    pub(super) fn arm(&self, machine: &mut Machine, count: u32) {
        for at in &self.counters {
            machine.set_counter(*at, count);
        }
    }
}

/// All of them.
#[derive(Default)]
pub(super) struct Trees {
    sites: Vec<Site>,
    /// By the number of a tree where its site is; pieces have none.
    places: Vec<Option<usize>>,
    by_anchor: HashMap<Anchor, TreeId, FixedState>,
    /// Instructions that are the interpreter's, in all trees.
    pub breaks: Arc<BTreeSet<CallSite>>,
}

impl Trees {
    /// A number for a tree or for a piece.
    pub(super) fn number(&mut self) -> TreeId {
        if self.places.is_empty() {
            // They begin at 1.
            self.places.push(None);
        }
        self.places.push(None);
        TreeId(self.places.len() as u32 - 1)
    }

    /// The site of an anchor, cold if it is new.
    pub(super) fn of(&mut self, program: &Program, anchor: Anchor) -> TreeId {
        if let Some(id) = self.by_anchor.get(&anchor) {
            return *id;
        }
        let id = self.number();
        let mut tree = Tree::new(id, anchor);
        tree.leave_at(self.breaks.clone());
        let site = Site {
            id,
            anchor,
            tree: Arc::new(tree),
            phase: Phase::Cold,
            code: None,
            live: BTreeMap::new(),
            jobs: 0,
            misses: 0,
            failures: 0,
            growth: Growth {
                built: 0,
                now: 0,
                points: 0,
                pieces: 0,
                entries: 0,
            },
            counters: counters::counters(program, anchor),
        };
        self.by_anchor.insert(anchor, id);
        self.places[id.index()] = Some(self.sites.len());
        self.sites.push(site);
        id
    }

    pub(super) fn get(&self, id: TreeId) -> Option<&Site> {
        let place = (*self.places.get(id.index())?)?;
        self.sites.get(place)
    }

    pub(super) fn get_mut(&mut self, id: TreeId) -> Option<&mut Site> {
        let place = (*self.places.get(id.index())?)?;
        self.sites.get_mut(place)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter()
    }

    /// The site of the loop with that header.
    pub(super) fn of_loop(&self, header: CallSite) -> Option<&Site> {
        let anchor = Anchor {
            kind: HotKind::Loop,
            site: header,
        };
        self.get(*self.by_anchor.get(&anchor)?)
    }

    /// The headers of the loops with trees, but for that of the site itself: recordings of it let them run by themselves.
    pub(super) fn other_loops(&self, id: TreeId) -> BTreeSet<CallSite> {
        let loops = self
            .sites
            .iter()
            .filter(|site| site.id != id && site.anchor.kind == HotKind::Loop && site.has_paths());
        loops.map(|site| site.anchor.site).collect()
    }

    /// Adds a recording to its tree; answers how much it knows now that it did not know.
    pub(super) fn add(&mut self, id: TreeId, program: &Program, recording: &Recording) -> usize {
        let Some(site) = self.get_mut(id) else {
            return 0;
        };
        let before = site.growth.now;
        // Taken out, so that it is copied only if a compilation under way holds it.
        let empty = Arc::new(Tree::new(id, site.anchor));
        let mut tree = std::mem::replace(&mut site.tree, empty);
        let other = |header: CallSite| {
            let other = self.of_loop(header).filter(|other| other.id != id);
            other.map(|other| &*other.tree)
        };
        Arc::make_mut(&mut tree).add(program, recording, &other);
        let now = knowledge(&tree);
        if let Some(site) = self.get_mut(id) {
            site.growth.now = now;
            site.growth.points = tree.len();
            site.tree = tree;
        }
        now.saturating_sub(before)
    }

    /// The numbers of all sites.
    pub(super) fn ids(&self) -> Vec<TreeId> {
        self.sites.iter().map(|site| site.id).collect()
    }

    /// From now on guards of the instruction stay where it is, in the code of that tree.
    pub(super) fn pin(&mut self, id: TreeId, at: CallSite) {
        if let Some(site) = self.get_mut(id) {
            Arc::make_mut(&mut site.tree).pin(at);
        }
    }

    /// Forgets everything; all counters start anew.
    pub(super) fn forget(&mut self, machine: &mut Machine, heat: u32) {
        for site in self.sites.iter() {
            site.arm(machine, heat);
        }
        self.sites.clear();
        self.places.fill(None);
        self.by_anchor.clear();
    }
}

impl Site {
    /// Whether its tree has paths, or what there is instead of a tree a recording.
    fn has_paths(&self) -> bool {
        self.growth.now > 0 || self.phase == Phase::Recorded
    }
}

/// How much a tree knows: its points, and the ways, tags and notes that were seen at them.
pub(super) fn knowledge(tree: &Tree) -> usize {
    let at_points = tree.points().map(|(_, point)| {
        let read: usize = point.tags.values().map(|tags| tags.len()).sum();
        let written: usize = point.results.iter().map(|tags| tags.len()).sum();
        1 + point.ways.len() + point.notes.len() + read + written
    });
    at_points.sum::<usize>() + tree.entry_counts().len()
}
