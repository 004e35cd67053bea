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
mod loops;
mod ranges;
mod rewrite;
mod room;
mod sink;
mod writes;

use std::time::{Duration, Instant};

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
pub const PASSES: &[Pass] = &[
    Pass {
        name: "room",
        doc: "Functions ask for room on the stack only on the ways that call",
        run: room::room,
    },
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
        name: "ranges",
        doc: "Drops checks that the size of integers makes unnecessary: overflow, bounds, comparisons with one answer",
        run: ranges::ranges,
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

/// A choice of passes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Chosen(u64);

/// What each pass took, by its place in [`PASSES`].
pub type Times = [Duration; PASSES.len()];

impl Chosen {
    /// All of them.
    pub const ALL: Chosen = Chosen(u64::MAX);

    /// Those of the names; all of them if none are given.
    ///
    /// # Errors
    /// When there is no pass of a name.
    pub fn of(names: Option<&[String]>) -> Result<Chosen, String> {
        let Some(names) = names else {
            return Ok(Chosen::ALL);
        };
        names.iter().try_fold(Chosen(0), |chosen, name| {
            match PASSES.iter().position(|pass| pass.name == name) {
                Some(at) => Ok(Chosen(chosen.0 | 1 << at)),
                None => {
                    let known: Vec<&str> = PASSES.iter().map(|pass| pass.name).collect();
                    let known = known.join(", ");
                    Err(format!(
                        "there is no pass `{name}`: expected some of {known}"
                    ))
                }
            }
        })
    }

    /// The chosen passes in the order in which they run, with their places in [`PASSES`].
    pub fn passes(self) -> impl Iterator<Item = (usize, &'static Pass)> {
        let all = PASSES.iter().enumerate();
        all.filter(move |(at, _)| self.0 & 1 << at != 0)
    }
}

/// Runs all passes. In builds with debug assertions the graph is verified after each.
pub fn optimise(graph: Graph) -> Graph {
    optimise_with(graph, Chosen::ALL).0
}

/// Runs the chosen passes, as [`optimise`] does, and says what each took.
pub fn optimise_with(mut graph: Graph, chosen: Chosen) -> (Graph, Times) {
    let mut times = Times::default();
    for (at, pass) in chosen.passes() {
        let start = Instant::now();
        graph = (pass.run)(graph);
        times[at] = start.elapsed();
        debug_assert_eq!(verify(&graph), Ok(()), "after {}:\n{graph}", pass.name);
    }
    (graph, times)
}
