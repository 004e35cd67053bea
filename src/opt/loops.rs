//! Loops as passes need them: what belongs to each, the block before it, and the state in which it is entered.
//!
//! ```text
//! b1:                       the block before the loop: it goes nowhere else
//!   jump b2(0)
//! b2(%4: int):              the header
//!   safepoint s1            the state of a round's beginning; with 0 for %4, that in which the loop is entered
//!   ...
//!   branch %5, b2(%6), b3() the block is a latch
//! ```
//!
//! A guard that a pass puts before a loop leaves with the state in which the loop is entered: whoever leaves there begins the
//! loop in the interpreter, and nothing of it has been done.
//!
//! Invariant: all loops with one header are one loop.

use std::collections::BTreeSet;

use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Block, Cfg, Edge, End, Graph, IrOp, Snapshot};

/// A loop.
pub(super) struct Loop {
    /// Its first block, which dominates the others.
    pub header: BlockId,
    /// The block that alone leads into it.
    pub before: BlockId,
    /// By block, whether it is one of the loop's.
    pub body: Vec<bool>,
    /// The blocks that go back to the header.
    pub latches: Vec<BlockId>,
}

impl Loop {
    /// Whether the block is one of the loop's.
    pub fn has(&self, block: BlockId) -> bool {
        self.body[block.index()]
    }

    /// Whether every round passes the block.
    pub fn always_passes(&self, cfg: &Cfg, block: BlockId) -> bool {
        let latches = &self.latches;
        self.has(block) && latches.iter().all(|latch| cfg.dominates(block, *latch))
    }
}

/// The loops that have a block before them, outer ones before inner ones.
pub(super) fn loops(graph: &Graph, cfg: &Cfg) -> Vec<Loop> {
    let headers = cfg.order.iter().copied().filter(|b| cfg.is_header(*b));
    let found = headers.filter_map(|header| {
        let (latches, outside): (Vec<BlockId>, Vec<BlockId>) = cfg.predecessors[header.index()]
            .iter()
            .copied()
            .partition(|from| cfg.dominates(header, *from));
        let [before] = outside[..] else { return None };
        if !matches!(graph.block(before).end, End::Jump(_)) {
            return None;
        }
        let mut body = vec![false; graph.blocks.len()];
        for latch in &latches {
            for block in cfg.loop_body(header, *latch) {
                body[block.index()] = true;
            }
        }
        Some(Loop {
            header,
            before,
            body,
            latches,
        })
    });
    found.collect()
}

/// The state in which a loop is entered, if its header's first instruction tells.
pub(super) fn entered(graph: &Graph, header: BlockId, before: BlockId) -> Option<Snapshot> {
    let End::Jump(edge) = &graph.block(before).end else {
        return None;
    };
    let block = graph.block(header);
    let first = block.insts.first();
    let first = first.filter(|inst| inst.op == IrOp::safepoint)?;
    let mut snapshot = graph.snapshot(first.snap()?).clone();
    snapshot.map_values(|arg| {
        let mut params = block.params.iter();
        let at = params.position(|param| Arg::Ref(*param) == arg);
        at.map_or(arg, |at| edge.args[at])
    });
    Some(snapshot)
}

/// Gives each loop a block that goes nowhere but into it.
pub(super) fn with_preheaders(mut graph: Graph) -> Graph {
    let cfg = Cfg::of(&graph);
    let headers: Vec<BlockId> = cfg
        .order
        .iter()
        .copied()
        .filter(|b| cfg.is_header(*b))
        .collect();
    for header in headers {
        let outside: BTreeSet<BlockId> = cfg.predecessors[header.index()]
            .iter()
            .copied()
            .filter(|from| !cfg.dominates(header, *from))
            .collect();
        let first = outside.first().map(|from| &graph.block(*from).end);
        if outside.len() == 1 && matches!(first, Some(End::Jump(_))) {
            continue;
        }
        let fresh = BlockId(graph.blocks.len() as u32);
        let mut params = Vec::new();
        for param in graph.block(header).params.clone() {
            params.push(Ref(graph.types.len() as u32));
            graph.types.push(graph.types[param.index()]);
        }
        for from in outside {
            let edges = graph.blocks[from.index()].end.edges_mut();
            edges
                .filter(|edge| edge.to == header)
                .for_each(|edge| edge.to = fresh);
        }
        let args = params.iter().map(|param| Arg::Ref(*param)).collect();
        graph.blocks.push(Block {
            params,
            insts: Vec::new(),
            end: End::Jump(Edge { to: header, args }),
        });
    }
    graph
}

/// By value, the block that defines it.
pub(super) fn homes(graph: &Graph) -> Vec<BlockId> {
    let mut homes = vec![BlockId(0); graph.types.len()];
    for id in graph.block_ids() {
        let block = graph.block(id);
        let results = block.insts.iter().filter_map(|inst| inst.result);
        for value in block.params.iter().copied().chain(results) {
            homes[value.index()] = id;
        }
    }
    homes
}
