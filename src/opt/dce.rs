//! Dead code: drops what nobody needs, also around loops.
//!
//! ```text
//! b1(%2: int, %3: int):            %3 only makes the next %3:
//!   ...                            both go, with the parameter and its values on every edge
//!   %5: int = add_ov %3, 1, s1
//!   jump b1(%4, %5)
//! ```
//!
//! What must stay is marked, then what it needs, until nothing is new; the rest goes. So a cycle that only keeps itself alive
//! is never marked (the rejected alternative, counting uses, would keep it). What must stay: ends, effects, and guards;
//! an operation whose exit is only for its own result (`add_ov`) goes with it, and so does an object that nobody sees.
//!
//! Invariant: every exit that stays finds its snapshot's values.

use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{Arg, Graph};

/// The pass.
pub(super) fn dce(mut graph: Graph) -> Graph {
    let needed = Marking::of(&graph).needed;
    let is_needed = |value: &Ref| needed[value.index()];
    let kept: Vec<Vec<bool>> = graph
        .blocks
        .iter()
        .map(|block| block.params.iter().map(is_needed).collect())
        .collect();
    for block in &mut graph.blocks {
        block.insts.retain(|inst| {
            !inst.is_droppable() || inst.result.is_some_and(|value| is_needed(&value))
        });
        let provided = usize::from(block.end.provides_first());
        for edge in block.end.edges_mut() {
            let mut keep = kept[edge.to.index()][provided..].iter();
            edge.args.retain(|_| keep.next().copied().unwrap_or(true));
        }
    }
    for block in &mut graph.blocks {
        block.params.retain(is_needed);
    }
    graph.compact()
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Origin {
    Param(BlockId, usize),
    Inst(BlockId, usize),
}

struct Marking<'g> {
    graph: &'g Graph,
    needed: Vec<bool>,
    snaps: Vec<bool>,
    todo: Vec<Ref>,
}

impl<'g> Marking<'g> {
    fn of(graph: &'g Graph) -> Marking<'g> {
        let mut origin: Vec<Option<Origin>> = vec![None; graph.types.len()];
        // The edges into each block, as (the number of values that come from elsewhere, the values).
        let mut edges: Vec<Vec<(usize, &[Arg])>> = vec![Vec::new(); graph.blocks.len()];
        let mut marking = Marking {
            graph,
            needed: vec![false; graph.types.len()],
            snaps: vec![false; graph.snapshots.len()],
            todo: Vec::new(),
        };
        for id in graph.block_ids() {
            let block = graph.block(id);
            for (n, param) in block.params.iter().enumerate() {
                origin[param.index()] = Some(Origin::Param(id, n));
            }
            for (n, inst) in block.insts.iter().enumerate() {
                if let Some(result) = inst.result {
                    origin[result.index()] = Some(Origin::Inst(id, n));
                }
                if !inst.is_droppable() {
                    marking.inst(id, n);
                }
            }
            block
                .end
                .own_values()
                .into_iter()
                .for_each(|arg| marking.mark(arg));
            marking.snapshot(block.end.snap());
            let provided = usize::from(block.end.provides_first());
            for edge in block.end.edges() {
                edges[edge.to.index()].push((provided, &edge.args));
                if provided == 1 {
                    marking.mark(Arg::Ref(graph.block(edge.to).params[0]));
                }
            }
        }
        while let Some(value) = marking.todo.pop() {
            match origin[value.index()] {
                Some(Origin::Inst(block, n)) => marking.inst(block, n),
                Some(Origin::Param(block, n)) => {
                    for (provided, args) in &edges[block.index()] {
                        if let Some(arg) = n.checked_sub(*provided).and_then(|n| args.get(n)) {
                            marking.mark(*arg);
                        }
                    }
                }
                None => {}
            }
        }
        marking
    }

    fn mark(&mut self, arg: Arg) {
        if let Arg::Ref(value) = arg
            && !std::mem::replace(&mut self.needed[value.index()], true)
        {
            self.todo.push(value);
        }
    }

    fn inst(&mut self, block: BlockId, n: usize) {
        let inst = &self.graph.block(block).insts[n];
        inst.args.iter().for_each(|arg| self.mark(*arg));
        self.snapshot(inst.snap());
    }

    fn snapshot(&mut self, snap: Option<SnapId>) {
        if let Some(snap) = snap
            && !std::mem::replace(&mut self.snaps[snap.index()], true)
        {
            self.graph
                .snapshot(snap)
                .values()
                .for_each(|arg| self.mark(arg));
        }
    }
}
