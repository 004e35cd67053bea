//! Blocks: parameters that are always the same value go, and so do blocks that are nothing but a way to another.
//!
//! ```text
//! jump b1(%3, %4)                     jump b1(%4)
//! b1(%5: any, %6: int):         ->    b1(%6: int):
//!   ...                                 ...
//!   jump b1(%5, %8)                     jump b1(%8)
//! ```
//!
//! The builder gives a block where ways meet a parameter for everything that lives there; most of it is not changed in the
//! loop. A parameter whose arguments are all one value, itself (and what is known better of it) aside, is that value: its definition dominates every
//! source of an edge, hence the block. Removing one can make others so; the walk repeats until none is left (Braun et al., "Simple
//! and Efficient Construction of Static Single Assignment Form", 2013, section 3.1, there at construction).
//!
//! Then edges to a block without parameters and instructions go where it goes, and a block with one source that only goes
//! there is joined to it.
//!
//! Invariant: no value, exit or effect changes; only names and edges.

use std::collections::BTreeMap;

use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Block, Edge, End, Graph, Origins};

/// The pass.
pub fn blocks(mut graph: Graph) -> Graph {
    while drop_parameters(&mut graph) {}
    thread(&mut graph);
    join(&mut graph);
    graph.compact()
}

/// Drops parameters that are always one value; whether there were any.
fn drop_parameters(graph: &mut Graph) -> bool {
    // By parameter, the one value that it can be; nothing if there are several.
    let mut incoming: BTreeMap<Ref, Option<Arg>> = BTreeMap::new();
    let origins = Origins::of(graph);
    for block in &graph.blocks {
        let provided = usize::from(block.end.provides_first());
        for edge in block.end.edges() {
            let params = &graph.blocks[edge.to.index()].params;
            for param in &params[..provided] {
                incoming.insert(*param, None);
            }
            for (param, arg) in params[provided..].iter().zip(&edge.args) {
                if origins.origin(*arg) == Arg::Ref(*param) {
                    continue;
                }
                let seen = incoming.entry(*param).or_insert(Some(*arg));
                if *seen != Some(*arg) {
                    *seen = None;
                }
            }
        }
    }
    let known = incoming.into_iter().filter_map(|(param, value)| {
        let value = value?;
        // An argument may know its tag where the parameter does not; uses of the parameter take either.
        Some((param, value))
    });
    let known: BTreeMap<Ref, Arg> = known.collect();
    if known.is_empty() {
        return false;
    }
    let resolve = |mut arg: Arg| {
        // Chains of parameters end: each step goes to a value that was there before, or to one of another loop.
        for _ in 0..known.len() {
            match arg {
                Arg::Ref(value) => match known.get(&value) {
                    Some(next) => arg = *next,
                    None => return arg,
                },
                _ => return arg,
            }
        }
        arg
    };
    let kept: Vec<Vec<bool>> = graph
        .blocks
        .iter()
        .map(|block| {
            block
                .params
                .iter()
                .map(|p| !known.contains_key(p))
                .collect()
        })
        .collect();
    for block in &mut graph.blocks {
        let provided = usize::from(block.end.provides_first());
        for edge in block.end.edges_mut() {
            let mut keep = kept[edge.to.index()][provided..].iter();
            edge.args.retain(|_| keep.next() == Some(&true));
        }
        block.end.map_values(resolve);
        for inst in &mut block.insts {
            for arg in &mut inst.args {
                *arg = resolve(*arg);
            }
        }
        block.params.retain(|param| !known.contains_key(param));
    }
    for snapshot in &mut graph.snapshots {
        snapshot.map_values(resolve);
    }
    true
}

/// Leads edges past blocks that only go on.
fn thread(graph: &mut Graph) {
    let passes = |block: &Block| block.params.is_empty() && block.insts.is_empty();
    let ways: Vec<Option<Edge>> = graph
        .blocks
        .iter()
        .map(|block| match &block.end {
            End::Jump(edge) if passes(block) => Some(edge.clone()),
            _ => None,
        })
        .collect();
    for block in &mut graph.blocks {
        for edge in block.end.edges_mut() {
            for _ in 0..ways.len() {
                match &ways[edge.to.index()] {
                    Some(way) if way.to != edge.to => *edge = way.clone(),
                    _ => break,
                }
            }
        }
    }
}

/// Joins each block to its only source, where that goes nowhere else.
fn join(graph: &mut Graph) {
    let mut sources = vec![0; graph.blocks.len()];
    let reached = reached(graph);
    for (block, _) in graph
        .blocks
        .iter()
        .zip(&reached)
        .filter(|(_, reached)| **reached)
    {
        for edge in block.end.edges() {
            sources[edge.to.index()] += 1;
        }
    }
    let kept = (0..graph.blocks.len()).filter(|n| reached[*n]);
    for n in kept {
        while let End::Jump(Edge { to, .. }) = &graph.blocks[n].end {
            let to = *to;
            let joins =
                sources[to.index()] == 1 && to.index() != n && graph.block(to).params.is_empty();
            if !joins {
                break;
            }
            let next = std::mem::replace(
                &mut graph.blocks[to.index()],
                Block {
                    params: Vec::new(),
                    insts: Vec::new(),
                    end: End::Jump(Edge {
                        to,
                        args: Vec::new(),
                    }),
                },
            );
            sources[to.index()] = 0;
            let block = &mut graph.blocks[n];
            block.insts.extend(next.insts);
            block.end = next.end;
        }
    }
}

fn reached(graph: &Graph) -> Vec<bool> {
    let mut reached = vec![false; graph.blocks.len()];
    let mut todo = vec![BlockId(0)];
    while let Some(block) = todo.pop() {
        if !std::mem::replace(&mut reached[block.index()], true) {
            todo.extend(graph.block(block).end.edges().map(|edge| edge.to));
        }
    }
    reached
}
