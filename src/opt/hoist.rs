//! Hoisting: what a loop computes, loads or guards anew in each round, always the same, is done once before the loop.
//!
//! ```text
//!   jump b1(%3)                         guard_kind float.own, %1, s9      s9: early f0@14: f0@9 r1=%1 r5=%3
//! b1(%4: int):                          %5: int = array_len %1
//!   safepoint s1               ->       jump b1(%3)
//!   guard_kind float.own, %1, s2      b1(%4: int):
//!   %5: int = array_len %1              safepoint s1
//! ```
//!
//! For each loop, the inner ones first, so that what leaves an inner loop can leave the outer one too. An instruction goes before the
//! loop if its operands do not change in it, nothing in the loop writes what it reads, and **every round passes it**: its
//! block dominates all blocks that go back. From a block that a round may pass by, a guard would fail for a case that does not come up.
//!
//! A guard that is moved leaves with another snapshot: the state in which the loop is entered, which is that of the safepoint at
//! its header with the values of the edge that goes in. So whoever leaves there begins the round anew in the interpreter, and
//! nothing of it has been done. The snapshot keeps the name of the instruction that the guard came from; if it fails often,
//! the driver has the instruction *pinned*, and the next version keeps the guard in its place.
//!
//! Only what has a meaning before the loop is moved: a load whose kind, range, key or shape is *given* by guards goes only where these have
//! gone.
//!
//! Rejected: peeling the first round off. With joins it copies the loop with all its diamonds.
//!
//! Invariant: no effect moves; what a moved instruction is given holds before the loop.

use std::collections::{BTreeMap, BTreeSet};

use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{
    Arg, Block, Cfg, Classes, Const, Edge, End, FormKind, Graph, Inst, IrOp, Snapshot, Spot,
};

/// The pass.
pub(super) fn hoist(graph: Graph) -> Graph {
    let graph = with_preheaders(graph);
    let cfg = Cfg::of(&graph);
    let mut pass = Hoist {
        home: homes(&graph),
        below: bounds(&graph),
        moved: Vec::new(),
        graph,
        cfg,
    };
    let headers: Vec<BlockId> = pass.cfg.order.iter().rev().copied().collect();
    for header in headers {
        if pass.cfg.is_header(header) {
            pass.empty(header);
        }
    }
    pass.graph.compact()
}

/// Gives each loop a block that goes nowhere but into it.
fn with_preheaders(mut graph: Graph) -> Graph {
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
fn homes(graph: &Graph) -> Vec<BlockId> {
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

/// By condition `below i, length of a`, the index and the array.
fn bounds(graph: &Graph) -> BTreeMap<Ref, (Arg, Arg)> {
    let insts = || graph.blocks.iter().flat_map(|block| &block.insts);
    let lengths = insts().filter(|inst| inst.op == IrOp::array_len);
    let lengths: BTreeMap<Arg, Arg> = lengths
        .filter_map(|inst| Some((Arg::Ref(inst.result?), inst.args[0])))
        .collect();
    let conditions = insts().filter(|inst| inst.op == IrOp::below);
    let bounds = conditions.filter_map(|inst| {
        let array = lengths.get(&inst.args[1])?;
        Some((inst.result?, (inst.args[0], *array)))
    });
    bounds.collect()
}

struct Hoist {
    graph: Graph,
    cfg: Cfg,
    /// By value, the block that defines it now.
    home: Vec<BlockId>,
    below: BTreeMap<Ref, (Arg, Arg)>,
    /// The guards that were moved out of the loop at hand: what they say holds before it.
    moved: Vec<Inst>,
}

impl Hoist {
    /// Moves what can be moved out of the loop with that header.
    fn empty(&mut self, header: BlockId) {
        let (inside, outside): (Vec<BlockId>, Vec<BlockId>) = self.cfg.predecessors[header.index()]
            .iter()
            .copied()
            .partition(|from| self.cfg.dominates(header, *from));
        let [before] = outside[..] else { return };
        let End::Jump(edge) = &self.graph.block(before).end else {
            return;
        };
        let entered = self.entered(header, edge.clone());
        let mut body = vec![false; self.graph.blocks.len()];
        for latch in &inside {
            for block in self.cfg.loop_body(header, *latch) {
                body[block.index()] = true;
            }
        }
        let written = self.written(&body);
        self.moved.clear();
        let blocks: Vec<BlockId> = self
            .cfg
            .order
            .iter()
            .copied()
            .filter(|b| body[b.index()])
            .collect();
        for block in blocks {
            if inside.iter().all(|latch| self.cfg.dominates(block, *latch)) {
                self.empty_block(block, before, &body, written, entered.as_ref());
            }
        }
    }

    /// The state in which a loop is entered, if its header's first instruction tells.
    fn entered(&self, header: BlockId, edge: Edge) -> Option<Snapshot> {
        let block = self.graph.block(header);
        let first = block
            .insts
            .first()
            .filter(|inst| inst.op == IrOp::safepoint)?;
        let mut snapshot = self.graph.snapshot(first.snap()?).clone();
        let given = |arg: Arg| {
            let at = block
                .params
                .iter()
                .position(|param| Arg::Ref(*param) == arg);
            at.map_or(arg, |at| edge.args[at])
        };
        snapshot.map_values(given);
        Some(snapshot)
    }

    fn written(&self, body: &[bool]) -> Classes {
        let inside = self
            .graph
            .blocks
            .iter()
            .zip(body)
            .filter(|(_, inside)| **inside);
        inside.fold(Classes::NONE, |written, (block, _)| {
            let insts = block.insts.iter().map(|inst| inst.effects().writes);
            let own = insts.fold(block.end.effects().writes, Classes::union);
            written.union(own)
        })
    }

    fn empty_block(
        &mut self,
        from: BlockId,
        before: BlockId,
        body: &[bool],
        written: Classes,
        entered: Option<&Snapshot>,
    ) {
        let insts = std::mem::take(&mut self.graph.blocks[from.index()].insts);
        for mut inst in insts {
            let to = match self.moves(&inst, body, written) {
                Some(Leaves::Never) => before,
                Some(Leaves::From(spot)) => match entered {
                    Some(entered) => {
                        let snap = self.early(entered, spot);
                        inst.args.pop();
                        inst.args.push(Arg::Snap(snap));
                        before
                    }
                    None => from,
                },
                None => from,
            };
            if let Some(result) = inst.result {
                self.home[result.index()] = to;
            }
            if to == before && inst.snap().is_some() {
                self.moved.push(inst.clone());
            }
            self.graph.blocks[to.index()].insts.push(inst);
        }
    }

    /// Whether an instruction can be moved out of a loop.
    fn moves(&self, inst: &Inst, body: &[bool], written: Classes) -> Option<Leaves> {
        let effects = inst.effects();
        let changes = |arg: &Arg| match arg {
            Arg::Ref(value) => body[self.home[value.index()].index()],
            _ => false,
        };
        let fixed = effects.is_read_only()
            && !effects.reads.meets(written)
            && self.has_meaning(inst)
            && !inst.args.iter().any(changes);
        if !fixed {
            return None;
        }
        let Some(snap) = inst.snap() else {
            return Some(Leaves::Never);
        };
        let spot = self.graph.snapshot(snap).spot()?;
        let pinned = self.graph.pinned.binary_search(&spot).is_ok();
        (!pinned).then_some(Leaves::From(spot))
    }

    /// Whether an instruction has a meaning before the loop at hand, or leaves there if it has none.
    fn has_meaning(&self, inst: &Inst) -> bool {
        match (inst.op, &inst.args[..]) {
            // What answers requests, or depends on what only the state before it says.
            (IrOp::safepoint | IrOp::guard_room | IrOp::reg | IrOp::callee, _) => false,
            // What can take long is left where it may not be reached.
            (IrOp::call_runtime | IrOp::str_cmp | IrOp::str_eq, _) => false,
            // Given: a divisor or a count of a certain range.
            (IrOp::div | IrOp::rem | IrOp::shl | IrOp::shr, args) => {
                matches!(args.get(1), Some(Arg::Const(Const::Int(_))))
            }
            // Given: the kind of the array, and that the index is in range.
            (IrOp::load_int, [array, _, i]) => self.loads(FormKind::Int, *array, *i),
            (IrOp::load_float, [array, _, i]) => self.loads(FormKind::Float, *array, *i),
            (IrOp::load_bool, [array, _, i]) => self.loads(FormKind::Bool, *array, *i),
            (IrOp::load_any, [array, _, i]) => self.loads(FormKind::Generic, *array, *i),
            // Given: the key at the place.
            (IrOp::load_entry, args) => {
                let guard =
                    |moved: &Inst| moved.op == IrOp::guard_entry && moved.args.starts_with(args);
                self.moved.iter().any(guard)
            }
            // Given: a shape that has the slot.
            (IrOp::load_field, [_, object]) => {
                let guard = |moved: &Inst| {
                    moved.op == IrOp::guard_shape && moved.args.get(1) == Some(object)
                };
                self.moved.iter().any(guard)
            }
            // Given: the tag, the place in the hash or the string, that a generator waits.
            (
                IrOp::unbox
                | IrOp::hash_key
                | IrOp::hash_value
                | IrOp::str_next
                | IrOp::kept
                | IrOp::generator_callee
                | IrOp::capture,
                _,
            ) => false,
            _ => true,
        }
    }

    /// Whether guards that were moved say that the array is of one of the kinds and has that index.
    fn loads(&self, wanted: FormKind, array: Arg, i: Arg) -> bool {
        let kind = |moved: &Inst| match moved.args[..] {
            [Arg::Form(form), of, ..] if moved.op == IrOp::guard_kind => {
                of == array && form.kind == wanted
            }
            _ => false,
        };
        let range = |moved: &Inst| match moved.args[..] {
            [Arg::Ref(condition), ..] if moved.op == IrOp::guard_true => {
                self.below.get(&condition) == Some(&(i, array))
            }
            _ => false,
        };
        self.moved.iter().any(kind) && self.moved.iter().any(range)
    }

    /// A snapshot of that state for a guard that came from the instruction.
    fn early(&mut self, entered: &Snapshot, spot: Spot) -> SnapId {
        let snapshot = Snapshot {
            early: Some(spot),
            ..entered.clone()
        };
        // Guards of one instruction leave in the same way.
        if self.graph.snapshots.last() != Some(&snapshot) {
            self.graph.snapshots.push(snapshot);
        }
        SnapId(self.graph.snapshots.len() as u32 - 1)
    }
}

/// How an instruction that can be moved leaves.
enum Leaves {
    Never,
    From(Spot),
}
