//! Room: a function asks whether there is room for the frames above its own only on the ways that make some.
//!
//! ```text
//! entry:                                    entry:
//!   guard_room 2, 13, s0                      safepoint s0
//!   safepoint s0                              %2: bool = lt %1, 2
//!   %2: bool = lt %1, 2             ->        branch %2, b1(), b2()
//!   branch %2, b1(), b2()                   b1:
//! b1:                                         return %1
//!   return %1                               b2:
//! b2:                                         guard_room 2, 13, s0
//!   ... call f1 ...                           ... call f1 ...
//! ```
//!
//! Half of the calls of a recursive function end at once. Its own frame has room, since whoever called it has asked; so it can
//! do without until it calls or goes into an inlined frame. The question moves past what leaves no trace and is left with no more
//! than that frame, into the one way that needs it, and stands for all behind. A failing guard goes back to the last snapshot that was
//! passed, from which nothing was done.
//!
//! It goes into the loop that tail calls make, since each round of that is a call, and into no other.
//!
//! Where a call was inlined the graph asks too. Those questions say which ways need room, though nothing else may tell of a frame whose
//! function only computes; so this is the first pass. They are dropped.
//!
//! Invariant: on each way from the entry to what needs room somebody has asked for it.

use crate::index::{BlockId, Pc, SnapId};
use crate::ir::{Anchor, Arg, Block, Cfg, Classes, End, Graph, Inst, IrOp};

/// The pass.
pub fn room(mut graph: Graph) -> Graph {
    if !matches!(graph.anchor, Anchor::Function) || graph.frames.len() != 1 {
        return graph;
    }
    let Some(entry) = graph.blocks.first() else {
        return graph;
    };
    let Some(at) = entry.insts.iter().position(is_question) else {
        return graph;
    };
    let own = entry.insts[at].snap().filter(|it| is_own(&graph, *it));
    let moved = own.and_then(|snap| destination(&graph, at + 1, snap));
    let mut question = graph.blocks[0].insts.remove(at);
    // Whoever asks further on asks for no more.
    for block in &mut graph.blocks {
        block.insts.retain(|inst| !is_question(inst));
    }
    let (block, at) = match moved {
        Some((block, snap)) => {
            if let Some(last) = question.args.last_mut() {
                *last = Arg::Snap(snap);
            }
            (block.index(), 0)
        }
        None => (0, at),
    };
    graph.blocks[block].insts.insert(at, question);
    graph.compact()
}

fn is_question(inst: &Inst) -> bool {
    inst.op == IrOp::guard_room
}

/// The block that the question, now before that instruction of the entry, belongs at the beginning of, and its snapshot there; nothing
/// if it stays.
fn destination(graph: &Graph, at: usize, mut snap: SnapId) -> Option<(BlockId, SnapId)> {
    let cfg = Cfg::of(graph);
    let needs = needs_below(graph);
    let mut found = None;
    let (mut block, mut from) = (BlockId(0), at);
    // Each block once: a loop that only goes round needs nothing.
    for _ in &graph.blocks {
        let body = graph.block(block);
        let insts = body.insts.get(from..)?;
        if !insts.iter().all(|inst| is_harmless(graph, inst)) {
            return found;
        }
        let polls = insts.iter().rfind(|inst| inst.op == IrOp::safepoint);
        snap = polls.and_then(Inst::snap).unwrap_or(snap);
        let (to, chosen) = match &body.end {
            End::Jump(edge) => (edge.to, false),
            End::Branch(_, yes, no) => match (needs[yes.to.index()], needs[no.to.index()]) {
                (true, false) => (yes.to, true),
                (false, true) => (no.to, true),
                _ => return found,
            },
            _ => return found,
        };
        from = 0;
        if cfg.predecessors[to.index()].len() > 1 {
            let first = graph.block(to).insts.first()?;
            let polls = first.snap().filter(|_| first.op == IrOp::safepoint);
            let begins = |snap: &SnapId| graph.snapshot(*snap).frames[0].pc == Pc(0);
            snap = match polls.filter(|snap| is_own(graph, *snap)).filter(begins) {
                Some(snap) => snap,
                None => return found,
            };
            if chosen {
                return found;
            }
            from = 1;
        }
        block = to;
        if chosen {
            found = Some((block, snap));
        }
    }
    found
}

/// By block, whether room is needed in it or in one that it leads to.
fn needs_below(graph: &Graph) -> Vec<bool> {
    let mut needs: Vec<bool> = graph
        .blocks
        .iter()
        .map(|it| needs_room(graph, it))
        .collect();
    loop {
        let more: Vec<usize> = (0..needs.len())
            .filter(|n| !needs[*n])
            .filter(|n| graph.blocks[*n].end.edges().any(|it| needs[it.to.index()]))
            .collect();
        if more.is_empty() {
            return needs;
        }
        more.into_iter().for_each(|n| needs[n] = true);
    }
}

fn needs_room(graph: &Graph, block: &Block) -> bool {
    let leaves_further = block.end.snap().is_some_and(|snap| !is_own(graph, snap));
    let mut insts = block.insts.iter();
    leaves_further
        || matches!(block.end, End::Invoke(_))
        || insts.any(|inst| !is_harmless(graph, inst))
}

/// Whether an instruction does nothing that anybody sees, needs no room, and leaves with no frame but the function's own.
fn is_harmless(graph: &Graph, inst: &Inst) -> bool {
    if is_question(inst) {
        return false;
    }
    let own = inst.snap().is_none_or(|snap| is_own(graph, snap));
    let writes = inst.effects().writes;
    own && (writes.is_empty() || inst.op == IrOp::safepoint && writes == Classes::CONTROL)
}

/// Whether a snapshot is of the function's own frame alone.
fn is_own(graph: &Graph, snap: SnapId) -> bool {
    graph.snapshot(snap).frames.len() == 1
}
