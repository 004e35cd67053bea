//! About how many of a program's instructions a graph stands for.
//!
//! ```text
//! entry: 12          exit in b2 at 3: the entry, b1 or b2's own way in, and 3 of b2
//!  b1: 8  b2: 5      whichever way is the shortest
//! ```
//!
//! An instruction of the program becomes two or three of a graph: its guards, and what it does.
//!
//! Invariant: what is counted is at most what a run that ends there has executed.

use std::collections::BTreeSet;

use super::code::Typical;
use crate::bytecode::Program;
use crate::index::BlockId;
use crate::ir::{Graph, IrOp};
use crate::trace::{StartFrame, Tree};

/// The instructions of a graph on the shortest way to each block.
pub(super) fn to_blocks(graph: &Graph) -> Vec<usize> {
    let mut shortest = vec![usize::MAX; graph.blocks.len()];
    let Some(entry) = shortest.first_mut() else {
        return shortest;
    };
    *entry = 0;
    let mut todo = vec![BlockId(0)];
    while let Some(block) = todo.pop() {
        let body = graph.block(block);
        let behind = shortest[block.index()] + body.insts.len();
        for edge in body.end.edges() {
            if behind < shortest[edge.to.index()] {
                shortest[edge.to.index()] = behind;
                todo.push(edge.to);
            }
        }
    }
    // What is never reached is never left.
    for length in &mut shortest {
        if *length == usize::MAX {
            *length = 0;
        }
    }
    shortest
}

/// How many instructions of the program so many of a graph stand for.
pub(super) fn instructions(of_graph: usize) -> u64 {
    of_graph as u64 * 2 / 5
}

/// The points of a piece that begins in these frames: all that the tree knows of what may follow, up to its anchor.
pub(super) fn reach(program: &Program, tree: &Tree, frames: &[StartFrame]) -> usize {
    let Some(start) = tree.find(program, frames) else {
        return 0;
    };
    let mut reached = BTreeSet::from([start]);
    let mut todo = vec![start];
    while let Some(place) = todo.pop() {
        let ways = tree.point(place).into_iter().flat_map(|point| &point.ways);
        for (way, _) in ways {
            if let Some(next) = tree.target(program, place, *way)
                && next != tree.root()
                && tree.point(next).is_some()
                && reached.insert(next)
            {
                todo.push(next);
            }
        }
    }
    reached.len()
}

/// What runs of a graph of the tree execute.
pub(super) fn typical(tree: &Tree, graph: &Graph) -> Typical {
    let insts = || graph.blocks.iter().flat_map(|block| &block.insts);
    let loops = insts().filter(|inst| inst.op == IrOp::safepoint).count();
    let executed: u64 = tree.points().map(|(_, point)| point.count).sum();
    let entered: u64 = tree.entry_counts().iter().map(|(_, count)| *count).sum();
    Typical {
        round: (tree.len() / loops.max(1)).max(1) as u64,
        whole: executed / entered.max(1),
        loops,
    }
}
