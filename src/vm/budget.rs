//! How much was executed and how much was spent on compiling it: in instructions, as [`Policy`](super::policy::Policy) counts.
//!
//! ```text
//! earned: rounds until sites were hot, entries and exits, rounds of code that counts them      what is known to have run
//! spent:  the prices of all jobs                                                               spent <= first + earned / 4
//! ```
//!
//! What nobody counts, such as the rounds of full code, earns nothing: where programs spend their time there, there is nothing to
//! compile.
//!
//! Invariant: a job that is refused now is allowed later, as long as the program goes on outside of full code.

use crate::jit::Tier;

/// See the module's documentation.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Budget {
    earned: u64,
    spent: u64,
}

/// What may be spent on quick code before anything was earned: some 400 ms.
pub(super) const FIRST: u64 = 100_000_000;

/// The same for full code, which is made only of what has run for as long already: some 500 ms.
const FIRST_FULL: u64 = 120_000_000;

/// The part of what was earned that may be spent: a fourth.
const SHARE: u64 = 4;

impl Budget {
    /// So many instructions were executed.
    pub(super) fn earn(&mut self, instructions: u64) {
        self.earned = self.earned.saturating_add(instructions);
    }

    /// Whether there is enough for a job.
    pub(super) fn allows(&self, price: u64, tier: Tier) -> bool {
        let first = match tier {
            Tier::Quick => FIRST,
            Tier::Full => FIRST_FULL,
        };
        self.spent.saturating_add(price) <= first.saturating_add(self.earned / SHARE)
    }

    /// Pays for a job.
    pub(super) fn spend(&mut self, price: u64) {
        self.spent = self.spent.saturating_add(price);
    }

    /// Takes back what was paid: there is nothing to compile.
    pub(super) fn refund(&mut self, price: u64) {
        self.spent = self.spent.saturating_sub(price);
    }
}
