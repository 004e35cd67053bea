//! Makes a graph that fails smaller, as long as it fails.
//!
//! ```text
//! let small = shrink(graph, |graph| observe(graph, seed) != observe(&pass(graph.clone()), seed));
//! ```
//!
//! It tries in turn to drop instructions (with a constant in the place of a result), to go one way at a branch, and to drop
//! registers of snapshots. Invariant: what it answers is verified and fails.

use crate::index::Ref;
use crate::ir::{Arg, Const, End, Graph, Type, verify};
use crate::value::Tag;

/// After so many tries the graph is small enough to be told.
const TRIES: usize = 3000;

/// The smaller graph.
pub fn shrink(graph: Graph, fails: impl Fn(&Graph) -> bool) -> Graph {
    let mut best = graph;
    let mut tries = 0;
    let is_good = |graph: &Graph| verify(graph).is_ok() && fails(graph);
    loop {
        let next = candidates(&best)
            .take_while(|_| {
                tries += 1;
                tries <= TRIES
            })
            .find(is_good);
        match next {
            Some(smaller) => best = smaller,
            None => return best,
        }
    }
}

/// A constant of the type, if there is one.
fn constant(of: Type) -> Option<Const> {
    Some(match of {
        Type::Tag(Tag::Int) => Const::Int(1),
        Type::Tag(Tag::Float) => Const::float(1.5),
        Type::Tag(Tag::Bool) => Const::Bool(true),
        Type::Any => Const::Null,
        _ => return None,
    })
}

fn replace(graph: &mut Graph, value: Ref, constant: Const) {
    let map = |arg: Arg| {
        if arg == Arg::Ref(value) {
            Arg::Const(constant)
        } else {
            arg
        }
    };
    for block in &mut graph.blocks {
        for inst in &mut block.insts {
            inst.args.iter_mut().for_each(|arg| *arg = map(*arg));
        }
        block.end.map_values(map);
    }
    graph
        .snapshots
        .iter_mut()
        .for_each(|snapshot| snapshot.map_values(map));
}

fn candidates(graph: &Graph) -> impl Iterator<Item = Graph> {
    branches(graph)
        .chain(without_insts(graph))
        .chain(snapshots(graph))
}

fn branches(graph: &Graph) -> impl Iterator<Item = Graph> {
    graph.block_ids().flat_map(move |id| {
        let edges = match &graph.block(id).end {
            End::Branch(_, yes, no) => vec![yes.clone(), no.clone()],
            _ => Vec::new(),
        };
        edges.into_iter().map(move |edge| {
            let mut smaller = graph.clone();
            smaller.blocks[id.index()].end = End::Jump(edge);
            smaller.compact()
        })
    })
}

fn without_insts(graph: &Graph) -> impl Iterator<Item = Graph> {
    graph.block_ids().flat_map(move |id| {
        let insts = graph.block(id).insts.len();
        (0..insts).rev().filter_map(move |at| {
            let mut smaller = graph.clone();
            let inst = smaller.blocks[id.index()].insts.remove(at);
            if let Some(result) = inst.result {
                let anywhere = smaller.blocks.iter().any(|block| {
                    uses(
                        block
                            .insts
                            .iter()
                            .flat_map(|inst| inst.args.iter().copied()),
                        result,
                    ) || uses(block.end.own_values(), result)
                        || uses(
                            block.end.edges().flat_map(|edge| edge.args.iter().copied()),
                            result,
                        )
                });
                let in_snapshot = smaller.snapshots.iter().any(|s| uses(s.values(), result));
                match constant(graph.types[result.index()]) {
                    Some(constant) => replace(&mut smaller, result, constant),
                    None if anywhere || in_snapshot => return None,
                    None => {}
                }
            }
            Some(smaller.compact())
        })
    })
}

fn uses(args: impl IntoIterator<Item = Arg>, value: Ref) -> bool {
    args.into_iter().any(|arg| arg == Arg::Ref(value))
}

fn snapshots(graph: &Graph) -> impl Iterator<Item = Graph> {
    graph
        .snapshots
        .iter()
        .enumerate()
        .flat_map(move |(n, snapshot)| {
            snapshot
                .frames
                .iter()
                .enumerate()
                .flat_map(move |(depth, frame)| {
                    (0..frame.registers.len()).map(move |at| {
                        let mut smaller = graph.clone();
                        smaller.snapshots[n].frames[depth].registers.remove(at);
                        smaller
                    })
                })
        })
}
