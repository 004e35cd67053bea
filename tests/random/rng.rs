//! Random numbers that are the same on every machine: splitmix64 (Steele, Lea and Flood, OOPSLA 2014).
//!
//! ```text
//! let mut rng = Rng::new(7);   rng.below(6)   rng.percent(30)   *rng.pick(&["a", "b"])
//! ```
//!
//! Invariant: what a seed gives depends on the seed and on the calls made, on nothing else.

/// A source of random numbers.
pub struct Rng {
    state: u64,
}

impl Rng {
    /// The source that a seed names.
    pub fn new(seed: u64) -> Rng {
        let state = seed ^ 0x6a09_e667_f3bc_c908;
        Rng { state }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n as u64) as usize
    }

    /// A number from `low` up to and with `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True `n` times in a hundred.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
