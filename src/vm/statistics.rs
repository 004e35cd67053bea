//! What the JIT did, counted: for `--stats` and for tests.
//!
//! Invariant: counting changes nothing that the program or the JIT does.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::index::TreeId;
use crate::interp::CallSite;
use crate::trace::{Anchor, CutCounts};

/// See the module's documentation.
#[derive(Clone, Default, Debug)]
pub struct Statistics {
    /// Sites that became hot.
    pub sites: u64,
    /// Recordings from sites.
    pub recordings: u64,
    /// Recordings from exits.
    pub exit_recordings: u64,
    /// The instructions in all recordings.
    pub steps: u64,
    /// Why recordings were cut, and where last.
    pub cuts: CutCounts,
    /// The trees.
    pub trees: BTreeMap<TreeId, TreeStatistics>,
    /// Graphs built of trees as a whole, the first of each tree included.
    pub wholes: u64,
    /// Those of them that were compiled quickly.
    pub quick: u64,
    /// Trees whose code was not worth entering, and was dropped.
    pub retired: u64,
    /// Graphs built of trees from an exit on.
    pub pieces: u64,
    /// Guards that failed too often where they were moved to, and are kept in their place since.
    pub pins: u64,
    /// Graphs that were not built, or not compiled, by reason.
    pub refusals: BTreeMap<String, u64>,
    /// How often graphs were entered from the interpreter.
    pub entries: u64,
    /// How often an exit went on in another graph without the interpreter.
    pub links: u64,
    /// How many frames of graphs were left since a graph that they had called was.
    pub unwound: u64,
    /// How many calls of graphs the interpreter went on with where the callee was left, and finished for the graph.
    pub finished: u64,
    /// How often the frame of an anchor returned from a graph.
    pub returns: u64,
    /// How often each exit was taken.
    pub exits: BTreeMap<ExitName, u64>,
    /// What compiling took, in the time of the processor.
    pub times: StageTimes,
    /// The bytes of all objects that the program allocated, in graphs or not.
    pub allocated: u64,
    /// The bytes of all native instructions made.
    pub code_bytes: u64,
    /// The time in graphs, if it is measured.
    pub running: Duration,
    /// The time of all runs.
    pub total: Duration,
}

/// A tree.
#[derive(Clone, Debug)]
pub struct TreeStatistics {
    /// What it is entered for.
    pub anchor: Anchor,
    /// Its points.
    pub points: usize,
    /// Those of them where paths meet.
    pub joins: usize,
    /// How often it was compiled as a whole.
    pub wholes: u64,
    /// How many pieces were made for it.
    pub pieces: u64,
    /// How many instructions of its code may allocate.
    pub allocations: usize,
}

impl TreeStatistics {
    pub(super) fn new(anchor: Anchor) -> TreeStatistics {
        TreeStatistics {
            anchor,
            points: 0,
            joins: 0,
            wholes: 0,
            pieces: 0,
            allocations: 0,
        }
    }
}

/// An exit, as users know it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ExitName {
    /// The tree.
    pub tree: TreeId,
    /// Where the interpreter goes on.
    pub site: CallSite,
    /// The instruction of the graph that leaves, or the end of a block: `unrecorded`, `throw`, `invoke`.
    pub reason: &'static str,
}

/// What the stages of compiling took.
#[derive(Clone, Copy, Default, Debug)]
pub struct StageTimes {
    /// From trees to graphs.
    pub build: Duration,
    /// The passes on graphs.
    pub optimise: Duration,
    /// Each of them, by its place in [`crate::opt::PASSES`].
    pub by_pass: crate::opt::Times,
    /// From graphs to the code generator's input.
    pub lower: Duration,
    /// The code generator's passes.
    pub passes: Duration,
    /// From there to objects.
    pub emit: Duration,
    /// From objects to code.
    pub link: Duration,
}

impl StageTimes {
    /// Adds those of another graph.
    pub fn add(&mut self, other: &StageTimes) {
        self.build += other.build;
        self.optimise += other.optimise;
        for (sum, pass) in self.by_pass.iter_mut().zip(other.by_pass) {
            *sum += pass;
        }
        self.lower += other.lower;
        self.passes += other.passes;
        self.emit += other.emit;
        self.link += other.link;
    }

    /// All of them together.
    pub fn sum(&self) -> Duration {
        let Self {
            build,
            optimise,
            by_pass: _,
            lower,
            passes,
            emit,
            link,
        } = *self;
        build + optimise + lower + passes + emit + link
    }
}

impl Statistics {
    /// How often graphs were left, by reason.
    pub fn exits_by_reason(&self) -> BTreeMap<&'static str, u64> {
        let mut sums = BTreeMap::new();
        for (name, count) in &self.exits {
            *sums.entry(name.reason).or_insert(0) += count;
        }
        sums
    }
}
