//! Which values are still needed where.
//!
//! ```text
//! %1: array = ...          live after the safepoint: %1, and %2 because s1 names it
//! safepoint s1             s1: f0@4 r1=%2
//! %3: int = array_len %1
//! ```
//!
//! A value is live where an instruction, an edge, an end or the snapshot of an exit that may still be reached names it.
//! What is live and may refer to an object is what a collection must find.
//!
//! Invariant: backward data flow to the least fixed point; nothing live at the entry's start.

use super::graph::{Graph, Inst};
use super::operand::Arg;
use crate::index::{BlockId, Ref, SnapId};

/// See the module's documentation.
pub struct Liveness {
    /// By block, what is live at its end, after what its end itself uses.
    live_out: Vec<Set>,
}

/// A set of values.
#[derive(Clone, PartialEq, Eq)]
pub struct Set(Vec<u64>);

impl Set {
    fn new(count: usize) -> Set {
        Set(vec![0; count.div_ceil(64)])
    }

    /// Adds a value; whether it was not there.
    pub fn insert(&mut self, value: Ref) -> bool {
        let (word, bit) = (value.index() / 64, 1 << (value.index() % 64));
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    /// Takes a value out.
    pub fn remove(&mut self, value: Ref) {
        self.0[value.index() / 64] &= !(1 << (value.index() % 64));
    }

    /// Whether the value is in it.
    pub fn contains(&self, value: Ref) -> bool {
        self.0[value.index() / 64] & 1 << (value.index() % 64) != 0
    }

    /// The values in it, by rising number.
    pub fn iter(&self) -> impl Iterator<Item = Ref> {
        (0..self.0.len() as u32 * 64)
            .map(Ref)
            .filter(|value| self.contains(*value))
    }

    fn add_all(&mut self, other: &Set) -> bool {
        let mut grew = false;
        for (mine, more) in self.0.iter_mut().zip(&other.0) {
            grew |= *mine | more != *mine;
            *mine |= more;
        }
        grew
    }

    fn add(&mut self, arg: Arg) {
        if let Arg::Ref(value) = arg {
            self.insert(value);
        }
    }
}

impl Liveness {
    /// The liveness of a graph.
    pub fn of(graph: &Graph) -> Liveness {
        let empty = Set::new(graph.types.len());
        let mut live_in = vec![empty.clone(); graph.blocks.len()];
        let mut live_out = vec![empty; graph.blocks.len()];
        let mut changed = true;
        while changed {
            changed = false;
            for block in graph.block_ids().collect::<Vec<_>>().into_iter().rev() {
                let mut live = live_out[block.index()].clone();
                for edge in graph.block(block).end.edges() {
                    live.add_all(&live_in[edge.to.index()]);
                    edge.args.iter().for_each(|arg| live.add(*arg));
                }
                changed |= live_out[block.index()].add_all(&live);
                before_end(graph, block, &mut live);
                for inst in graph.block(block).insts.iter().rev() {
                    before(graph, inst, &mut live);
                }
                graph
                    .block(block)
                    .params
                    .iter()
                    .for_each(|param| live.remove(*param));
                live_in[block.index()].add_all(&live);
            }
        }
        Liveness { live_out }
    }

    /// What is live where a block begins, its parameters aside.
    pub fn at_start(&self, graph: &Graph, block: BlockId) -> Set {
        let mut live = self.live_out[block.index()].clone();
        before_end(graph, block, &mut live);
        let body = graph.block(block);
        body.insts
            .iter()
            .rev()
            .for_each(|inst| before(graph, inst, &mut live));
        body.params.iter().for_each(|param| live.remove(*param));
        live
    }

    /// What is live behind an instruction of a block, and what its own snapshot names.
    pub fn across(&self, graph: &Graph, block: BlockId, at: usize) -> Set {
        let mut live = self.live_out[block.index()].clone();
        before_end(graph, block, &mut live);
        let insts = &graph.block(block).insts;
        for inst in insts[at + 1..].iter().rev() {
            before(graph, inst, &mut live);
        }
        if let Some(result) = insts[at].result {
            live.remove(result);
        }
        add_snapshot(graph, insts[at].snap(), &mut live);
        live
    }
}

fn add_snapshot(graph: &Graph, snap: Option<SnapId>, live: &mut Set) {
    if let Some(snap) = snap {
        graph.snapshot(snap).values().for_each(|arg| live.add(arg));
    }
}

fn before_end(graph: &Graph, block: BlockId, live: &mut Set) {
    let end = &graph.block(block).end;
    end.own_values().into_iter().for_each(|arg| live.add(arg));
    add_snapshot(graph, end.snap(), live);
}

fn before(graph: &Graph, inst: &Inst, live: &mut Set) {
    if let Some(result) = inst.result {
        live.remove(result);
    }
    inst.args.iter().for_each(|arg| live.add(*arg));
    add_snapshot(graph, inst.snap(), live);
}
