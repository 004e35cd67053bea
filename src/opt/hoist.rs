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

use super::loops::{Loop, entered, homes, loops, with_preheaders};
use super::writes::Writes;
use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{Arg, Cfg, Const, FormKind, Graph, Inst, IrOp, Snapshot, Spot};

/// The pass.
pub(super) fn hoist(graph: Graph) -> Graph {
    let graph = with_preheaders(graph);
    let cfg = Cfg::of(&graph);
    let mut pass = Hoist {
        home: homes(&graph),
        below: bounds(&graph),
        own: own(&graph),
        moved: Vec::new(),
        stayed: Vec::new(),
        graph,
        cfg,
    };
    let loops = loops(&pass.graph, &pass.cfg);
    loops.iter().rev().for_each(|one| pass.empty(one));
    pass.graph.compact()
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

/// The closure whose function the graph is in at its entry, wherever its tag was taken off.
fn own(graph: &Graph) -> BTreeSet<Arg> {
    let insts = || graph.blocks.iter().flat_map(|block| &block.insts);
    let callee = |inst: &&Inst| inst.op == IrOp::callee;
    let callee: Vec<Arg> = insts().filter(callee).filter_map(result).collect();
    let unboxed = |inst: &&Inst| inst.op == IrOp::unbox && callee.contains(&inst.arg(1));
    insts().filter(unboxed).filter_map(result).collect()
}

fn result(inst: &Inst) -> Option<Arg> {
    inst.result.map(Arg::Ref)
}

struct Hoist {
    graph: Graph,
    cfg: Cfg,
    /// By value, the block that defines it now.
    home: Vec<BlockId>,
    below: BTreeMap<Ref, (Arg, Arg)>,
    /// The closures that have captured what the graph's function captures.
    own: BTreeSet<Arg>,
    /// The guards that were moved out of the loop at hand: what they say holds before it.
    moved: Vec<Inst>,
    /// The objects whose shapes are guarded in the loop still.
    stayed: Vec<Arg>,
}

impl Hoist {
    /// Moves what can be moved out of the loop.
    fn empty(&mut self, one: &Loop) {
        let entered = entered(&self.graph, one.header, one.before);
        let written = self.written(&one.body);
        self.moved.clear();
        self.stayed.clear();
        let order = self.cfg.order.clone();
        for block in order {
            if one.always_passes(&self.cfg, block) {
                self.empty_block(block, one.before, &one.body, &written, entered.as_ref());
            }
        }
    }

    fn written(&self, body: &[bool]) -> Writes {
        let mut written = Writes::default();
        let inside = self.graph.blocks.iter().zip(body);
        let inside = inside.filter(|(_, inside)| **inside);
        inside.for_each(|(block, _)| written.join(&Writes::of(block)));
        written
    }

    fn empty_block(
        &mut self,
        from: BlockId,
        before: BlockId,
        body: &[bool],
        written: &Writes,
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
            if to == from && inst.op == IrOp::guard_shape {
                self.stayed.push(inst.arg(1));
            }
            self.graph.blocks[to.index()].insts.push(inst);
        }
    }

    /// Whether an instruction can be moved out of a loop.
    fn moves(&self, inst: &Inst, body: &[bool], written: &Writes) -> Option<Leaves> {
        let effects = inst.effects();
        let changes = |arg: &Arg| match arg {
            Arg::Ref(value) => body[self.home[value.index()].index()],
            _ => false,
        };
        let fixed = effects.is_read_only()
            && !written.meet(inst)
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
            // Given: that operands have no sign.
            (IrOp::div_u | IrOp::rem_u, _) => false,
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
            // Given: a shape that has the slot, by the last guard before it. Of two that exclude each other one may have stayed.
            (IrOp::load_field, [_, object]) if !self.stayed.contains(object) => {
                let guard = |moved: &Inst| {
                    moved.op == IrOp::guard_shape && moved.args.get(1) == Some(object)
                };
                self.moved.iter().any(guard)
            }
            // Given by the entry: it is what runs.
            (IrOp::capture, [_, closure]) if self.own.contains(closure) => true,
            // Given: the tag, the place in the hash or the string, that a generator waits.
            (
                IrOp::unbox
                | IrOp::hash_key
                | IrOp::hash_value
                | IrOp::str_next
                | IrOp::kept
                | IrOp::load_field
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
