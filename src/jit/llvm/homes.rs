//! What home registers are known to hold, so that a call writes only those that hold something else.
//!
//! ```text
//! %0: any = reg r0              home 0 holds %0
//! %1: int = guard_tag int %0    the same value
//! call f1, 3, ..., s2: r0=%1    nothing to write; from the register in front of the callee's window on nothing is known behind it
//! ```
//!
//! Forward over the blocks: where ways meet, what all of them agree on.
//!
//! Invariant: what is said of a home holds on every way to the place; helpers write no homes.

use std::collections::BTreeMap;

use crate::index::BlockId;
use crate::ir::{Arg, Cfg, Graph, IrOp};

/// See the module's documentation.
pub(super) struct Homes {
    /// By value: what it is known better of.
    origins: Vec<Option<Arg>>,
    now: BTreeMap<i64, Arg>,
    ends: BTreeMap<BlockId, BTreeMap<i64, Arg>>,
    predecessors: Vec<Vec<BlockId>>,
}

impl Homes {
    pub fn new(graph: &Graph) -> Homes {
        let mut origins = vec![None; graph.types.len()];
        for inst in graph.blocks.iter().flat_map(|block| &block.insts) {
            if let (IrOp::guard_tag | IrOp::unbox, Some(result), Some(value)) =
                (inst.op, inst.result, inst.args.get(1))
            {
                origins[result.index()] = Some(*value);
            }
        }
        Homes {
            origins,
            now: BTreeMap::new(),
            ends: BTreeMap::new(),
            predecessors: Cfg::of(graph).predecessors,
        }
    }

    /// A block begins.
    pub fn begin(&mut self, block: BlockId) {
        let mut known = self.predecessors[block.index()]
            .iter()
            .map(|from| self.ends.get(from));
        let first = known.next().flatten().cloned().unwrap_or_default();
        self.now = known.fold(first, |mut all, other| {
            all.retain(|home, value| other.and_then(|it| it.get(home)) == Some(value));
            all
        });
    }

    /// It ends.
    pub fn end(&mut self, block: BlockId) {
        self.ends.insert(block, std::mem::take(&mut self.now));
    }

    fn origin(&self, mut value: Arg) -> Arg {
        while let Arg::Ref(known) = value
            && let Some(of) = self.origins[known.index()]
        {
            value = of;
        }
        value
    }

    /// The home holds that value from here on. Whether it did before.
    pub fn hold(&mut self, home: i64, value: Arg) -> bool {
        let value = self.origin(value);
        self.now.insert(home, value) == Some(value)
    }

    /// Nothing is known any more of the homes from one on.
    pub fn lose(&mut self, from: i64) {
        self.now.split_off(&from);
    }
}
