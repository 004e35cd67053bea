//! Allocation sinking: an object that nobody sees but the graph itself is never made; its fields are values.
//!
//! ```text
//! %5: struct = new_struct shape3, s1              keep_shape shape3, s1
//! store_field 0, %5, %4                           %7: int = add_ov %4, 1, s2
//! %6: any = load_field 0, %5               ->     guard_true %8, s3
//! %7: int = add_ov %6, 1, s2                      s3: f0@9 r1=o0 where o0=struct shape3(%4)
//! guard_true %8, s3
//! s3: f0@9 r1=%5
//! ```
//!
//! The pass executes the graph once in the order of control flow, with what each object that was made in it holds at each place
//! (Stadler, Würthinger and Mössenböck, "Partial Escape Analysis and Scalar Replacement for Java", 2014). Loads find what was stored;
//! guards on shapes, kinds and callees are decided; where ways meet on which an object holds different things, its parts become
//! parameters; a snapshot that names it gets a description ([`crate::ir::sunk`]) with what it holds at that place. So an object in the
//! variables of a loop, made anew in each round, is a parameter for each part.
//!
//! What an object is used for otherwise makes it *escape*: it is stored where others can find it, called with, returned, looked at by the
//! runtime, indexed by what is not constant. The first walk takes all objects for ones that do not; what it finds out is
//! noted, and it begins again with those objects made as before, until nothing new is found out. Loops are walked in the same way: what goes
//! round is taken to be as it was at the loop's beginning, in what types and which objects, and a walk that finds otherwise says so.
//!
//! Rejected: moving the allocation down to where it escapes on some ways only. In a graph of recorded paths rare ways are exits,
//! where objects are made in any case.
//!
//! Invariant: two names of one object stay two names of one object; at a place where ways meet, an object that becomes a parameter's has no
//! other name that anybody uses behind it.

mod access;
mod entry;
mod merge;
mod objects;
mod snapshots;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::blocks;
use super::fold::fold;
use crate::index::{BlockId, Ref};
use crate::ir::{Cfg, Graph, Liveness, SunkKind, Type};

/// The most walks: as deep as objects that escape hold others that so do too.
const MOST_WALKS: usize = 16;

/// An object of each round that takes the place of a real one: what it is, and the types of its parts.
#[derive(Clone, PartialEq, Eq)]
struct Carried {
    kind: SunkKind,
    parts: Vec<Type>,
}

/// What earlier walks found out.
#[derive(Clone, Default, PartialEq, Eq)]
struct Lessons {
    /// What is to be made: results of allocations, and parameters that name real objects.
    real: BTreeSet<Ref>,
    /// Parameters for parts that hold values of any type: by block, by what made the object, and by part.
    wide: BTreeSet<(BlockId, Ref, usize)>,
    /// Parameters of loops' headers that name a real object where the loop is entered, and one that is not made in each later round.
    carried: BTreeMap<Ref, Carried>,
}

/// The pass.
pub(super) fn sink(graph: Graph) -> Graph {
    let made = |graph: &Graph| {
        let insts = graph.blocks.iter().flat_map(|block| &block.insts);
        insts.filter(|inst| objects::is_allocation(inst)).count()
    };
    if made(&graph) == 0 {
        return graph;
    }
    let cfg = Cfg::of(&graph);
    let liveness = Liveness::of(&graph);
    let mut lessons = Lessons::default();
    for _ in 0..MOST_WALKS {
        let walk = walk::Walk::new(&graph, &cfg, &liveness, &lessons);
        let (sunk, found) = walk.run();
        if found == lessons {
            // What was decided leaves constants and parameters behind.
            return match sunk {
                Some(sunk) => fold(blocks(sunk)),
                None => graph,
            };
        }
        lessons = found;
    }
    graph
}
