//! The walk that passes share: it asks about each instruction and makes a new graph of the answers.
//!
//! ```text
//! %3: int = add_ov 1, 2, s0      Verdict::Same(3)    ->  nothing; %3 is 3 wherever it was used
//! guard_true false, s0           Verdict::Leave      ->  exit s0; the rest of the block is gone
//! ```
//!
//! Blocks come in the order of the tree of dominators, so that a pass sees a value's definition before its uses (those
//! by edges that go back aside), with replacements already made; it is told when the walk enters and leaves a block's
//! subtree.
//!
//! Invariant: what a value is replaced by dominates it, and is of its type or of a narrower one.

use crate::index::{BlockId, SnapId};
use crate::ir::{Arg, Cfg, End, Graph, Inst};

/// What is to become of an instruction.
pub(super) enum Verdict {
    /// It stays.
    Keep,
    /// Another one takes its place, with its result.
    Replace(Inst),
    /// Its result is this.
    Same(Arg),
    /// It is not needed; it has no result.
    Drop,
    /// It always leaves.
    Leave(SnapId),
}

/// A pass as the walk sees it.
pub(super) trait Rewriter {
    /// The walk enters a block and what it dominates.
    fn enter(&mut self, graph: &Graph, cfg: &Cfg, block: BlockId) {
        let _ = (graph, cfg, block);
    }
    /// An instruction, its arguments replaced already.
    fn inst(&mut self, graph: &Graph, inst: &Inst) -> Verdict;
    /// The end of a block, its own values replaced already; another end to take its place.
    fn end(&mut self, graph: &Graph, block: BlockId, end: &End) -> Option<End> {
        let _ = (graph, block, end);
        None
    }
    /// The walk has left the block and what it dominates.
    fn leave(&mut self, block: BlockId) {
        let _ = block;
    }
}

/// Where the walk is.
enum Visit {
    Enter(BlockId),
    Leave(BlockId),
}

/// The graph that a pass makes of a graph.
pub(super) fn rewrite(mut graph: Graph, pass: &mut impl Rewriter) -> Graph {
    let cfg = Cfg::of(&graph);
    let mut map: Vec<Option<Arg>> = vec![None; graph.types.len()];
    let replaced = |map: &[Option<Arg>], arg: Arg| match arg {
        Arg::Ref(value) => map[value.index()].unwrap_or(arg),
        _ => arg,
    };
    let mut walk = vec![Visit::Enter(BlockId(0))];
    while let Some(visit) = walk.pop() {
        let id = match visit {
            Visit::Enter(id) => id,
            Visit::Leave(id) => {
                pass.leave(id);
                continue;
            }
        };
        walk.push(Visit::Leave(id));
        walk.extend(
            cfg.children[id.index()]
                .iter()
                .rev()
                .map(|child| Visit::Enter(*child)),
        );
        pass.enter(&graph, &cfg, id);
        let insts = std::mem::take(&mut graph.blocks[id.index()].insts);
        let mut kept = Vec::with_capacity(insts.len());
        let mut left = None;
        for mut inst in insts {
            inst.args
                .iter_mut()
                .for_each(|arg| *arg = replaced(&map, *arg));
            match pass.inst(&graph, &inst) {
                Verdict::Keep => kept.push(inst),
                Verdict::Replace(mut other) => {
                    other.result = inst.result;
                    if let (Some(result), Some(known)) = (other.result, other.result_type()) {
                        graph.types[result.index()] = known;
                    }
                    kept.push(other);
                }
                Verdict::Same(arg) => {
                    if let Some(result) = inst.result {
                        map[result.index()] = Some(arg);
                    }
                }
                Verdict::Drop => {}
                Verdict::Leave(snap) => {
                    left = Some(End::Exit(snap));
                    break;
                }
            }
        }
        graph.blocks[id.index()].insts = kept;
        let mut end = std::mem::replace(&mut graph.blocks[id.index()].end, End::Exit(SnapId(0)));
        end.map_values(|arg| replaced(&map, arg));
        let other = left.or_else(|| pass.end(&graph, id, &end));
        graph.blocks[id.index()].end = other.unwrap_or(end);
    }
    // Edges that go back were seen before the values they carry.
    for block in &mut graph.blocks {
        block.end.map_values(|arg| replaced(&map, arg));
    }
    for snapshot in &mut graph.snapshots {
        snapshot.map_values(|arg| replaced(&map, arg));
    }
    graph.compact()
}
