//! What each safepoint of a graph looks at.
//!
//! ```text
//! b1:  safepoint s1      nothing, if every way on that calls or goes round asks for room
//! b2:  guard_room 1, 14, s1
//!      call f1, ...
//! b3:  safepoint s2      requests alone: nothing in its loop makes a collection due
//! b4:  safepoint s3      requests, and whether a collection is due
//! ```
//!
//! Who asks for room asks for what is wanted, too: see [`crate::heap::Signals`].
//!
//! Invariant: on every way that does not end, and on every way that calls, something looks again and again.

use super::typed;
use crate::index::BlockId;
use crate::ir::{Arg, Cfg, Classes, Graph, Inst, IrOp};
use crate::jit::{Calls, Tier};

/// See the module's documentation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Polls {
    Nothing,
    Requests,
    All,
}

/// By block, what its safepoint looks at.
pub(super) fn polls(graph: &Graph, calls: Calls, tier: Tier) -> Vec<Polls> {
    let cfg = Cfg::of(graph);
    let room = match (calls, tier) {
        (Calls::Slots, Tier::Full) => question(graph),
        _ => None,
    };
    let looks = collects(graph, calls, &cfg);
    let blocks = graph.block_ids().zip(looks);
    let of = |(block, collects): (BlockId, bool)| match collects {
        _ if room.is_some_and(|room| asks(&cfg, block, room)) => Polls::Nothing,
        true => Polls::All,
        false => Polls::Requests,
    };
    blocks.map(of).collect()
}

/// The block that asks for room, if it is one.
fn question(graph: &Graph) -> Option<BlockId> {
    let asks = |inst: &Inst| inst.op == IrOp::guard_room;
    let mut blocks = graph
        .block_ids()
        .filter(|id| graph.block(*id).insts.iter().any(asks));
    let room = blocks.next()?;
    // What calls stands behind it: `opt/room.rs`.
    typed::own_function(graph).filter(|_| blocks.next().is_none())?;
    Some(room)
}

/// Whether the question for room looks for what the safepoint of a block would: in each round of its loop, or if it is in none, on all
/// ways that call.
fn asks(cfg: &Cfg, block: BlockId, room: BlockId) -> bool {
    let sources = &cfg.predecessors[block.index()];
    let mut latches = sources.iter().filter(|from| cfg.dominates(block, **from));
    latches.all(|latch| cfg.dominates(block, room) && cfg.dominates(room, *latch))
}

/// By block, whether its safepoint looks for a collection that is due: where its loop may make one so, or it is in none. Calls of the graph's
/// own function make none so if nothing else does. Calls of others may, whose code need not have a safepoint.
fn collects(graph: &Graph, calls: Calls, cfg: &Cfg) -> Vec<bool> {
    let new = Classes::ALLOCATION.union(Classes::CALL);
    let allocates = |id: BlockId| {
        let block = graph.block(id);
        let mut insts = block.insts.iter().map(Inst::effects);
        // A safepoint answers a collection that is due, and makes none so.
        insts.any(|effects| effects.writes.meets(new)) || block.end.effects().writes.meets(new)
    };
    let allocating: Vec<bool> = graph.block_ids().map(allocates).collect();
    let own = typed::own_function(graph).filter(|_| calls == Calls::Slots);
    let is_own =
        |inst: &Inst| inst.op == IrOp::call && own.is_some_and(|it| inst.arg(0) == Arg::Fn(it));
    let anywhere = graph.blocks.iter().any(|block| {
        let mut others = block.insts.iter().filter(|inst| !is_own(inst));
        others.any(|inst| inst.effects().writes.meets(new)) || block.end.effects().writes.meets(new)
    });
    let in_loop = |header: BlockId| {
        let sources = &cfg.predecessors[header.index()];
        let mut latches = sources.iter().filter(|from| cfg.dominates(header, **from));
        latches.any(|latch| {
            let body = cfg.loop_body(header, *latch);
            body.iter().any(|block| allocating[block.index()])
        })
    };
    let blocks = graph.block_ids();
    let looks = blocks.map(|id| anywhere && (!cfg.is_header(id) || in_loop(id)));
    looks.collect()
}
