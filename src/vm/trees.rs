//! The anchors that became hot, each with its tree and its code.
//!
//! ```text
//!                       recorded, has a way back
//!   cold --counted--> hot ----> waiting ----> being compiled ---------> ready: each arrival enters the code
//!     ^                |   for its price         |      ^                 |  |
//!     +- doubled heat -+ nothing came of it      |      +-----------------+  | it has run long, or its tree has grown:
//!     +------------------------------------------+ refused                   | as a whole again
//!     +--------------- eight times the heat ---------------------------------+ retired: not worth entering
//! ```
//!
//! The counters of an anchor say what an arrival means: while it is cold or waits they count rounds, while code is being made they
//! ask again now and then, and when it is ready every arrival stops the interpreter.
//!
//! Invariant: code lives as long as somebody holds it: its site, the exit that goes on in it, or the driver that runs it. Code that a
//! graph calls is its site's, and nothing changes at a site while graphs run, so code is never freed under a running frame.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::code::{Code, CodeId, Path};
use super::counters;
use super::policy::{Growth, Run, Samples};
use super::slots::Slots;
use crate::bytecode::Program;
use crate::index::{ExitId, FnId, Pc, TreeId};
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
    /// Its recordings since it was last compiled.
    pub samples: Samples,
    /// How often its code was not worth its price.
    pub waits: u32,
    /// The rounds that its counters were last set to.
    pub armed: u32,
    /// Since it was compiled as a whole.
    pub growth: Growth,
    /// Since it was last looked at whether its code is worth entering.
    pub run: Run,
    /// The instructions that quick code of it executed.
    pub worked: u64,
    /// Whether code calls it: then it is worth compiling however short it is, since without code its callers are left with it.
    pub called: Called,
    /// Where it is counted.
    counters: Vec<CallSite>,
}

/// Whether code was left since it called a function that has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Called {
    Never,
    ByCode,
}

/// See the module's documentation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    /// Counting.
    Cold,
    /// There is a tree. Code of it is not yet worth its price.
    Waiting,
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

/// Anchors that were asked for lately, by the bits of their places.
struct Recent([Option<(Anchor, TreeId)>; Recent::SIZE]);

impl Recent {
    const SIZE: usize = 128;

    fn place(&mut self, anchor: Anchor) -> &mut Option<(Anchor, TreeId)> {
        let CallSite { function, pc } = anchor.site;
        &mut self.0[(function.index() * 5 + pc.index()) % Recent::SIZE]
    }
}

impl Default for Recent {
    fn default() -> Recent {
        Recent([None; Recent::SIZE])
    }
}

/// All of them.
#[derive(Default)]
pub(super) struct Trees {
    sites: Vec<Site>,
    /// By the number of a tree where its site is; pieces have none.
    places: Vec<Option<usize>>,
    by_anchor: HashMap<Anchor, TreeId, FixedState>,
    /// Some of the same, each at a place of its own: what was asked for lately.
    recent: Recent,
    /// Native code by function.
    pub slots: Slots,
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

    /// The site of an anchor; if it is new, it is cold, and was counted that often.
    pub(super) fn of(&mut self, program: &Program, anchor: Anchor, heat: u32) -> TreeId {
        if let Some((known, id)) = *self.recent.place(anchor)
            && known == anchor
        {
            return id;
        }
        if let Some(id) = self.by_anchor.get(&anchor).copied() {
            *self.recent.place(anchor) = Some((anchor, id));
            return id;
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
            samples: Samples::default(),
            waits: 0,
            armed: heat,
            growth: Growth::default(),
            run: Run::default(),
            worked: 0,
            called: Called::Never,
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

    /// The site of an anchor, if it became hot.
    pub(super) fn at(&self, anchor: Anchor) -> Option<&Site> {
        self.get(*self.by_anchor.get(&anchor)?)
    }

    /// The site of the loop with that header.
    pub(super) fn of_loop(&self, header: CallSite) -> Option<&Site> {
        self.at(Anchor {
            kind: HotKind::Loop,
            site: header,
        })
    }

    /// The site of the function's entry.
    pub(super) fn of_function(&self, function: FnId) -> Option<&Site> {
        self.at(Anchor {
            kind: HotKind::Function,
            site: CallSite {
                function,
                pc: Pc(0),
            },
        })
    }

    /// The code that an exit goes on in without the interpreter: its piece, or the whole if it is at the anchor.
    pub(super) fn next(&self, code: &Code, exit: ExitId) -> Option<Rc<Code>> {
        if let Path::Piece(piece) = &code.states.borrow()[exit.index()].path {
            return Some(piece.clone());
        }
        let whole = self.get(code.tree)?.code.as_ref()?;
        let at_anchor = code.exits[exit.index()].at == whole.entry.at;
        at_anchor.then(|| whole.clone())
    }

    /// The headers of the loops with trees, but for that of the site itself: recordings of it let them run by themselves.
    pub(super) fn other_loops(&self, id: TreeId) -> BTreeSet<CallSite> {
        let loops = self
            .sites
            .iter()
            .filter(|site| site.id != id && site.anchor.kind == HotKind::Loop && site.has_paths());
        loops.map(|site| site.anchor.site).collect()
    }

    /// The functions whose trees have more points than that, but for that of the site itself: recordings of it let calls of them go
    /// through. Those of which nothing came are none of them, for code that calls them would be left.
    pub(super) fn large_functions(&self, id: TreeId, points: usize) -> BTreeSet<FnId> {
        let large = self.sites.iter().filter(|site| {
            let is_function = site.anchor.kind == HotKind::Function;
            let is_other = is_function && site.id != id;
            let has_hope = site.code.is_some() || site.failures == 0;
            is_other && has_hope && site.growth.points > points
        });
        large.map(|site| site.anchor.site.function).collect()
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

    /// From now on guards of these instructions stay where they are, in the code of that tree.
    pub(super) fn pin(&mut self, id: TreeId, sites: &[CallSite]) {
        if let Some(site) = self.get_mut(id) {
            let tree = Arc::make_mut(&mut site.tree);
            sites.iter().for_each(|at| tree.pin(*at));
            site.growth.now = knowledge(tree);
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
        self.recent = Recent::default();
        self.slots.clear();
    }
}

impl Site {
    /// Whether its tree has paths, or what there is instead of a tree a recording.
    fn has_paths(&self) -> bool {
        self.growth.now > 0 || self.phase == Phase::Recorded
    }
}

/// How much a tree knows: its points, the ways, tags and notes that were seen at them, and the instructions that are pinned.
pub(super) fn knowledge(tree: &Tree) -> usize {
    let at_points = tree.points().map(|(_, point)| {
        let read: usize = point.tags.iter().map(|(_, tags)| tags.len()).sum();
        let written: usize = point.results.iter().map(|tags| tags.len()).sum();
        1 + point.ways.len() + point.notes.len() + read + written
    });
    at_points.sum::<usize>() + tree.entry_counts().len() + tree.pinned().count()
}
