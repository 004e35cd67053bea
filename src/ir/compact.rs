//! The one form of a graph: blocks that can be reached; values, snapshots and their objects numbered as they are printed.
//!
//! ```text
//! a pass drops an instruction, leaves a hole in the numbers, replaces %5 by %2     -> compact -> no holes
//! ```
//!
//! Invariant: compacting twice is compacting once; a compact graph means what the graph meant.

use super::graph::{Block, Graph};
use super::operand::Arg;
use crate::index::{BlockId, Ref, SnapId};

impl Graph {
    /// The graph in its one form. Values that are used must be defined in blocks that can be reached.
    pub fn compact(self) -> Graph {
        let kept = reachable(&self);
        let mut numbers = Numbers {
            values: vec![None; self.types.len()],
            snaps: vec![None; self.snapshots.len()],
            snap_order: Vec::new(),
            blocks: vec![BlockId(0); self.blocks.len()],
        };
        for (n, block) in kept.iter().enumerate() {
            numbers.blocks[block.index()] = BlockId(n as u32);
        }
        let mut types = Vec::new();
        for block in &kept {
            let block = self.block(*block);
            let results = block.insts.iter().filter_map(|inst| inst.result);
            for value in block.params.iter().copied().chain(results) {
                numbers.values[value.index()] = Some(Ref(types.len() as u32));
                types.push(self.types[value.index()]);
            }
        }
        let mut source: Vec<Option<Block>> = self.blocks.into_iter().map(Some).collect();
        let taken = kept.iter().filter_map(|id| source[id.index()].take());
        let blocks = taken.map(|block| numbers.renumber(block)).collect();
        let snapshots = numbers.snap_order.iter().map(|old| {
            let mut snapshot = self.snapshots[old.index()].clone();
            snapshot.map_values(|arg| numbers.value(arg));
            snapshot.number_objects();
            snapshot
        });
        let snapshots = snapshots.collect();
        Graph {
            tree: self.tree,
            anchor: self.anchor,
            frames: self.frames,
            pinned: self.pinned,
            blocks,
            types,
            snapshots,
        }
    }
}

/// The blocks that can be reached, in the order in which they stand.
fn reachable(graph: &Graph) -> Vec<BlockId> {
    let mut seen = vec![false; graph.blocks.len()];
    let mut todo = vec![BlockId(0)];
    while let Some(block) = todo.pop() {
        if !std::mem::replace(&mut seen[block.index()], true) {
            todo.extend(graph.block(block).end.edges().map(|edge| edge.to));
        }
    }
    graph
        .block_ids()
        .filter(|block| seen[block.index()])
        .collect()
}

struct Numbers {
    values: Vec<Option<Ref>>,
    snaps: Vec<Option<SnapId>>,
    snap_order: Vec<SnapId>,
    blocks: Vec<BlockId>,
}

impl Numbers {
    fn value(&self, arg: Arg) -> Arg {
        match arg {
            // A value without a definition stays out of range, for the verifier to find.
            Arg::Ref(value) => Arg::Ref(self.values[value.index()].unwrap_or(Ref(u32::MAX))),
            _ => arg,
        }
    }

    fn snap(&mut self, snap: SnapId) -> SnapId {
        *self.snaps[snap.index()].get_or_insert_with(|| {
            self.snap_order.push(snap);
            SnapId(self.snap_order.len() as u32 - 1)
        })
    }

    fn renumber(&mut self, mut block: Block) -> Block {
        let new = |value: &mut Ref, values: &[Option<Ref>]| {
            *value = values[value.index()].unwrap_or(*value);
        };
        block
            .params
            .iter_mut()
            .for_each(|param| new(param, &self.values));
        for inst in &mut block.insts {
            for arg in &mut inst.args {
                *arg = match *arg {
                    Arg::Snap(snap) => Arg::Snap(self.snap(snap)),
                    arg => self.value(arg),
                };
            }
            if let Some(result) = &mut inst.result {
                new(result, &self.values);
            }
        }
        block.end.map_values(|arg| self.value(arg));
        block.end.map_snap(|snap| self.snap(snap));
        for edge in block.end.edges_mut() {
            edge.to = self.blocks[edge.to.index()];
        }
        block
    }
}
