//! What home registers and frames are known to hold, so that a call writes only those that hold something else.
//!
//! ```text
//! %0: any = reg r0              home 0 holds %0
//! %1: int = guard_tag int %0    the same value
//! call f1, 3, ..., s2: r0=%1    nothing to write; from the register in front of the callee's window on nothing is known behind it,
//!                               and of the frames above those that it pushed
//! call f1, 3, ..., s3: r0=%2    another integer: a payload. The frame has its base already
//! ```
//!
//! Forward over the blocks: where ways meet, what all of them agree on.
//!
//! Invariant: what is said of a home holds on every way to the place; helpers write no homes, but where they run a tree, and frames only
//! where they may call.

use std::collections::BTreeMap;

use crate::index::{BlockId, FnId, Pc};
use crate::ir::{Arg, Cfg, Graph, Origins, Type};
use crate::value::Tag;

/// See the module's documentation.
pub(super) struct Homes {
    origins: Origins,
    now: Known,
    ends: BTreeMap<BlockId, Known>,
    predecessors: Vec<Vec<BlockId>>,
}

/// What is known at a place.
#[derive(Clone, Default)]
struct Known {
    /// By home.
    values: BTreeMap<i64, Arg>,
    tags: BTreeMap<i64, Tag>,
    /// By frame: where it goes on, and the home of its first register.
    places: BTreeMap<usize, (FnId, Pc)>,
    bases: BTreeMap<usize, i64>,
}

/// What has to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Write {
    /// The tag of a home, or where a frame goes on.
    pub first: bool,
    /// The payload of a home, or where the window of a frame is.
    pub second: bool,
}

impl Known {
    /// Forgets what the other one does not know as well.
    fn meet(&mut self, other: &Known) {
        fn both<K: Ord, V: PartialEq>(all: &mut BTreeMap<K, V>, other: &BTreeMap<K, V>) {
            all.retain(|key, value| other.get(key) == Some(value));
        }
        both(&mut self.values, &other.values);
        both(&mut self.tags, &other.tags);
        both(&mut self.places, &other.places);
        both(&mut self.bases, &other.bases);
    }
}

impl Homes {
    pub fn new(graph: &Graph) -> Homes {
        Homes {
            origins: Origins::of(graph),
            now: Known::default(),
            ends: BTreeMap::new(),
            predecessors: Cfg::of(graph).predecessors,
        }
    }

    /// A block begins.
    pub fn begin(&mut self, block: BlockId) {
        let mut sources = self.predecessors[block.index()].iter();
        let nothing = Known::default();
        let first = sources.next().and_then(|from| self.ends.get(from));
        let mut all = first.cloned().unwrap_or_default();
        for from in sources {
            all.meet(self.ends.get(from).unwrap_or(&nothing));
        }
        self.now = all;
    }

    /// It ends.
    pub fn end(&mut self, block: BlockId) {
        self.ends.insert(block, std::mem::take(&mut self.now));
    }

    /// Whether the home holds that value.
    pub fn has(&self, home: i64, value: Arg) -> bool {
        self.now.values.get(&home) == Some(&self.origins.origin(value))
    }

    /// The home holds that value, of that type, from here on; what has to be written for that.
    pub fn hold(&mut self, home: i64, value: Arg, known: Type) -> Write {
        let value = self.origins.origin(value);
        let second = self.now.values.insert(home, value) != Some(value);
        let first = match known {
            Type::Tag(tag) => self.now.tags.insert(home, tag) != Some(tag),
            _ => {
                self.now.tags.remove(&home);
                true
            }
        };
        let first = first && second;
        Write { first, second }
    }

    /// The frame of that number goes on there from here on, its window at that home.
    pub fn push(&mut self, frame: usize, place: (FnId, Pc), base: i64) -> Write {
        Write {
            first: self.now.places.insert(frame, place) != Some(place),
            second: self.now.bases.insert(frame, base) != Some(base),
        }
    }

    /// Nothing is known any more of the homes from one on.
    pub fn lose(&mut self, home: i64) {
        self.now.values.split_off(&home);
        self.now.tags.split_off(&home);
    }

    /// Nothing is known any more of the frames from one on.
    pub fn lose_frames(&mut self, frame: usize) {
        self.now.places.split_off(&frame);
        self.now.bases.split_off(&frame);
    }
}
