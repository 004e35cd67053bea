//! Random graphs, and a small world to run them in: the differential test of passes and of native code.
//!
//! ```text
//! let graph = random::graph(seed);
//! let before = random::observe(&graph, seed);
//! assert_eq!(before, random::observe(&optimise(graph), seed));
//! ```
//!
//! The same seed gives the same graph and the same world. Graphs are verified and reducible, their loops end, and what
//! instructions have to be given is given. The world is as strict as it can be: it collects at every safepoint with no
//! roots but those that it is told, and overwrites what is freed.
//!
//! Invariant: an observation names everything that a program could tell apart, and no address.

mod calls;
mod generate;
mod observe;
mod patterns;
mod private;
mod shrink;
mod world;

pub use generate::graph;
pub use observe::{Observation, evaluate, evaluate_and_write, observe, observe_by};
pub use shrink::shrink;
pub use world::World;

/// A generator of random numbers: splitmix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators").
pub struct Random(u64);

impl Random {
    /// The sequence of a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n as u64) as usize
    }

    /// Whether something happens that does in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}
