//! Passes: graph in, graph out, one file each.
//!
//! ```text
//! graph --blocks--> graph --fold--> graph --cse--> ... --dce--> graph          opt::optimise(graph)
//! ```
//!
//! What LLVM does as well is left to LLVM; ours are for what it cannot see (guards, snapshots, objects) and for making
//! small what it is given. A pass walks the graph with [`rewrite`], which asks it about one instruction after the other
//! and makes a new graph of the answers.
//!
//! A new pass: 1. its file with its essay; 2. its row in [`PASSES`]; 3. cases in `tests/ir/`. Random graphs test it
//! from then on.
//!
//! Invariant: a pass is pure and keeps the meaning of a verified graph: what it returns, where it is left, with which frames,
//! and all effects in order. It may leave out what nobody can observe.

mod blocks;
mod constants;
mod cse;
mod dce;
mod fold;
mod hoist;
mod rewrite;
mod sink;

use crate::ir::{Graph, verify};

/// A pass.
#[derive(Clone, Copy)]
pub struct Pass {
    /// Its name in options, cases and dumps.
    pub name: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// The pass.
    pub run: fn(Graph) -> Graph,
}

/// The passes in the order in which they run.
pub static PASSES: &[Pass] = &[
    Pass {
        name: "blocks",
        doc: "Drops parameters that are always one value, and blocks that only go on to another",
        run: blocks::blocks,
    },
    Pass {
        name: "fold",
        doc: "Computes what is known: constants, identities, guards that always hold or always fail",
        run: fold::fold,
    },
    Pass {
        name: "sink",
        doc: "Allocation sinking: objects that nobody else sees are not made; snapshots say what to make where the graph is left",
        run: sink::sink,
    },
    Pass {
        name: "cse",
        doc: "Common subexpressions: what a dominator has computed, loaded or guarded is not done again",
        run: cse::cse,
    },
    Pass {
        name: "hoist",
        doc: "Does what is the same in each round of a loop once before it",
        run: hoist::hoist,
    },
    Pass {
        name: "dce",
        doc: "Dead code: drops what nobody needs, also around loops",
        run: dce::dce,
    },
];

/// The pass of that name.
pub fn pass(name: &str) -> Option<&'static Pass> {
    PASSES.iter().find(|pass| pass.name == name)
}

/// Runs all passes. In builds with debug assertions the graph is verified after each.
pub fn optimise(graph: Graph) -> Graph {
    PASSES.iter().fold(graph, |graph, pass| {
        let graph = (pass.run)(graph);
        debug_assert_eq!(verify(&graph), Ok(()), "after {}:\n{graph}", pass.name);
        graph
    })
}
