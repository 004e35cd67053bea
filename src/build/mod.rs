//! From a tree to a graph: the bytecode run symbolically, along the ways that were seen.
//!
//! ```text
//! c0@4 if_lt_i r1=int -> next x7 jump x2      %5: bool = lt %3, 100
//!                                             branch %5, b3(), b4()
//! c0@6 add r0=int r2=any -> next x7           %7: int = guard_tag int, %6, s2
//!                                             %8: int = add_ov %4, %7, s2
//! ```
//!
//! [`builder`] walks the tree from its start with a *state*, the value of each register as a value of the graph. What the tree
//! has seen decides what is emitted: a tag that was always the same becomes a guard, a branch that always went one way a
//! guard, one that went both ways a branch. Where several ways meet ([`versions`]) a block with parameters begins; tags
//! that an instruction somewhere needs are part of its key, so that other tags make another version of it, up to a
//! limit; past it they travel with the payload. What was never seen becomes an exit.
//!
//! Loops need their header's types before their bodies are seen. The builder is optimistic: it takes what arrives first,
//! and where versions of a header turn out to reach each other in a way that is not reducible, it notes what to carry with
//! its tag ([`facts`]) and begins again. Rejected: an abstract interpretation of types first; it repeats the meaning of each
//! opcode.
//!
//! Invariant: the graph is verified and reducible; each exit resumes at an instruction that has had no effect yet.

mod arithmetic;
mod branch;
mod builder;
mod calls;
mod classes;
mod collections;
mod entry;
mod facts;
mod generators;
mod natives;
mod objects;
mod operands;
mod ops;
mod snapshots;
#[cfg(test)]
mod tests;
mod through;
mod versions;

use std::fmt;

use crate::bytecode::Program;
use crate::index::TreeId;
use crate::ir::Graph;
use crate::trace::{EntryTags, StartFrame, Tree};

/// Where a graph begins.
#[derive(Clone, Debug)]
pub enum Start {
    /// At the tree's anchor.
    Anchor,
    /// At an exit of the tree's graph: a piece. With the tags that were seen there, by home register.
    Exit(Vec<StartFrame>, EntryTags),
}

/// Why no graph was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refused {
    /// Nothing is known of the start.
    Empty,
    /// The first instruction would be left at once.
    Useless,
    /// It did not become reducible.
    Irreducible,
    /// A mistake of the builder.
    Wrong(String),
}

impl Refused {
    /// Its name in statistics.
    pub fn name(&self) -> &'static str {
        match self {
            Refused::Empty => "empty",
            Refused::Useless => "useless",
            Refused::Irreducible => "irreducible",
            Refused::Wrong(_) => "wrong",
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Empty => f.write_str("nothing was recorded there"),
            Refused::Useless => f.write_str("it would be left at its first instruction"),
            Refused::Irreducible => f.write_str("its control flow is not reducible"),
            Refused::Wrong(message) => write!(f, "a mistake of the builder: {message}"),
        }
    }
}

impl std::error::Error for Refused {}

/// How often a build begins again with what it has learned.
const ROUNDS: usize = 40;

/// The graph of a tree, or of a piece of it.
///
/// # Errors
/// See [`Refused`].
pub fn build(program: &Program, tree: &Tree, id: TreeId, start: &Start) -> Result<Graph, Refused> {
    let mut facts = facts::Facts::new(program);
    for _ in 0..ROUNDS {
        let built = match builder::Builder::build(&mut facts, tree, id, start) {
            Err(Refused::Wrong(message)) => return mistake(message),
            built => built?,
        };
        if let Some(graph) = built {
            if cfg!(debug_assertions)
                && let Err(error) = crate::ir::verify_in(&graph, program)
            {
                return mistake(format!("{error}\n{graph}"));
            }
            return Ok(graph);
        }
    }
    Err(Refused::Irreducible)
}

/// What the verifier finds wrong is refused, and in builds with debug assertions, the tests', it is a panic: a refusal alone
/// would only make programs slower, and nobody would see it.
fn mistake(message: String) -> Result<Graph, Refused> {
    debug_assert!(false, "a mistake of the builder: {message}");
    Err(Refused::Wrong(message))
}
