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
//! Who asks for room asks for what is wanted, too: see [`crate::heap::Signals`]. So does a call of a function that asks as soon as it is
//! called.
//!
//! Invariant: on every way that does not end, and on every way that calls, something looks again and again.

use super::typed;
use crate::index::BlockId;
use crate::ir::{Cfg, Classes, Graph, Inst, IrOp};
use crate::jit::{Calls, Tier};

/// See the module's documentation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Polls {
    /// Something else looks.
    Nothing,
    /// Requests of other threads.
    Requests,
    /// Those, and whether a collection is due.
    All,
}

/// By block, what its safepoint looks at.
pub(super) fn polls(graph: &Graph, calls: Calls, tier: Tier) -> Vec<Polls> {
    let cfg = Cfg::of(graph);
    let asking = match (calls, tier) {
        (Calls::Slots, Tier::Full) => asking(graph),
        _ => Vec::new(),
    };
    let looks = collects(graph, calls, &cfg);
    let blocks = graph.block_ids().zip(looks);
    let of = |(block, collects): (BlockId, bool)| match collects {
        _ if asks(&cfg, block, &asking) => Polls::Nothing,
        true => Polls::All,
        false => Polls::Requests,
    };
    blocks.map(of).collect()
}

/// The blocks of a function that ask for room, or call the function itself where all its calls ask for room at once. Nothing if it does
/// not ask for room in one place.
fn asking(graph: &Graph) -> Vec<BlockId> {
    let Some(own) = typed::own_function(graph) else {
        return Vec::new();
    };
    let with = |is: &dyn Fn(&Inst) -> bool| -> Vec<BlockId> {
        let blocks = graph.block_ids();
        blocks
            .filter(|id| graph.block(*id).insts.iter().any(is))
            .collect()
    };
    let room = with(&|inst| inst.op == IrOp::guard_room);
    match room[..] {
        [BlockId(0)] => [room, with(&|inst| typed::is_call_of(inst, own))].concat(),
        // What calls stands behind it: `opt/room.rs`.
        [_] => room,
        _ => Vec::new(),
    }
}

/// Whether one of these looks for what the safepoint of a block would: in each round of its loop, or if it is in none, on all ways that call.
fn asks(cfg: &Cfg, block: BlockId, asking: &[BlockId]) -> bool {
    let sources = &cfg.predecessors[block.index()];
    let mut latches = sources.iter().filter(|from| cfg.dominates(block, **from));
    let in_round =
        |latch: BlockId| move |it: &BlockId| cfg.dominates(block, *it) && cfg.dominates(*it, latch);
    !asking.is_empty() && latches.all(|latch| asking.iter().any(in_round(*latch)))
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
    let is_own = |inst: &Inst| own.is_some_and(|own| typed::is_call_of(inst, own));
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
