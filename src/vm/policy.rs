//! When the machine records, compiles, merges and gives up for now: one table of numbers, and what follows from them.
//!
//! ```text
//! site:  heat rounds -> recorded -> compiled          a failure: heat doubles
//! exit:  exit_heat times taken -> its path recorded -> a piece of its own      a failure: exit_heat doubles
//! tree:  grown by half, or its pieces entered often, or many of them -> compiled as a whole again, pieces dropped
//! ```
//!
//! A tree is compiled as a whole only when it has grown, by half as a rule, so all its compilations together cost at most
//! about three times the last one. Nothing is given up for ever: what fails waits twice as long each time.
//!
//! Invariant: everything counts instructions, rounds and points, never time: the same program makes the same decisions.

use crate::config::Config;
use crate::interp::NEVER_HOT;
use crate::opt::Chosen;

/// The numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// The passes that run on graphs.
    pub passes: Chosen,
    /// How often a site is counted until it is recorded.
    pub heat: u32,
    /// How often an exit is taken until its path is recorded.
    pub exit_heat: u32,
    /// The points that a tree without a loop must have to be entered.
    pub worth: usize,
    /// The rounds after which a site asks again for code that is being compiled.
    pub pending: u32,
    /// The most points of a tree. Past it no path is added.
    pub most_points: usize,
    /// The most pieces of a tree until it is compiled as a whole again.
    pub most_pieces: u32,
    /// How often pieces are entered until they are merged into the whole.
    pub merge_after: u64,
}

/// What a tree is since it was compiled as a whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Growth {
    /// What it knew then: points, ways, tags.
    pub built: usize,
    /// What it knows now.
    pub now: usize,
    /// Its points now.
    pub points: usize,
    /// The pieces made since.
    pub pieces: u32,
    /// How often they were entered.
    pub entries: u64,
}

impl Policy {
    pub(super) fn new(config: &Config, passes: Chosen) -> Policy {
        Policy {
            passes,
            heat: config.jit_heat,
            exit_heat: config.jit_exit_heat,
            worth: config.jit_worth as usize,
            // The instruction that stopped is counted once more when it is executed.
            pending: config.jit_heat.clamp(2, 200),
            most_points: 4000,
            most_pieces: 24,
            merge_after: u64::from(config.jit_exit_heat).saturating_mul(20),
        }
    }

    /// How often a site must be counted until it is recorded, after so many failures.
    pub(super) fn site_heat(&self, failures: u32) -> u32 {
        match failures {
            0 => self.heat,
            _ => back_off(self.heat, failures),
        }
    }

    /// The rounds until a site is recorded that was left, so many times now, just when it got hot.
    pub(super) fn after_miss(&self, misses: u32) -> Option<u32> {
        // Whatever the number of rounds a loop makes, one of these meets it elsewhere.
        const ROUNDS: [u32; 8] = [2, 3, 5, 7, 11, 13, 17, 19];
        ROUNDS.get(misses as usize - 1).copied()
    }

    /// How often an exit must be taken until its path is recorded, after so many failures.
    pub(super) fn exit_heat(&self, failures: u32) -> u32 {
        match failures {
            0 => self.exit_heat,
            _ => back_off(self.exit_heat, failures),
        }
    }

    /// Whether a tree is to be compiled as a whole again.
    pub(super) fn merges(&self, growth: Growth) -> bool {
        let Growth {
            built,
            now,
            pieces,
            entries,
            points: _,
        } = growth;
        let grown = now > built;
        grown
            && (now - built >= built / 2
                || pieces >= self.most_pieces
                || entries >= self.merge_after)
    }

    /// Whether a path from an exit may be recorded, or must wait until the tree is compiled as a whole.
    pub(super) fn takes_path(&self, growth: Growth) -> bool {
        growth.points < self.most_points && growth.pieces < self.most_pieces
    }

    /// Whether a path that was recorded from an exit gets a piece. `news` is what the tree did not know of it, `depth` how many
    /// pieces lie between the exit and the whole. A guard that fails although the tree knows the path behind it may do so
    /// for good, so such a path gets a piece, but that piece gets none.
    pub(super) fn makes_piece(&self, news: usize, depth: u32) -> bool {
        news > 0 || depth == 0
    }
}

/// Twice as long with each failure.
fn back_off(first: u32, failures: u32) -> u32 {
    first
        .max(16)
        .saturating_mul(1 << failures.min(30))
        .min(NEVER_HOT / 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy::new(&Config::default(), Chosen::ALL)
    }

    #[test]
    fn what_fails_waits_twice_as_long_and_not_for_ever() {
        let policy = policy();
        let waits: Vec<u32> = (0..40).map(|n| policy.site_heat(n)).collect();
        assert_eq!(waits[0], policy.heat);
        let most = NEVER_HOT / 4;
        assert!(waits.windows(2).all(|w| w[1] == w[0] * 2 || w[1] == most));
        assert!(waits.iter().all(|n| *n < NEVER_HOT));
    }

    #[test]
    fn a_loop_of_few_rounds_is_met_in_one_of_them() {
        let policy = policy();
        for rounds in 2..6u32 {
            // Counted are the ways back, the last one too, which leaves. It got hot at the last one.
            let (mut at, mut misses) = (rounds - 1, 1);
            let met = loop {
                let Some(count) = policy.after_miss(misses) else {
                    break false;
                };
                at = (at + count) % rounds;
                if at != rounds - 1 {
                    break true;
                }
                misses += 1;
            };
            assert!(met, "{rounds}");
        }
    }

    #[test]
    fn compiling_as_a_whole_costs_at_most_about_three_times_the_last() {
        let policy = policy();
        let (mut built, mut compiled) = (10, 10);
        for now in 10..4000 {
            let growth = Growth {
                built,
                now,
                points: now,
                pieces: 0,
                entries: 0,
            };
            if policy.merges(growth) {
                (built, compiled) = (now, compiled + now);
            }
        }
        assert!(compiled <= built * 7 / 2, "{compiled} for {built}");
    }

    #[test]
    fn pieces_that_are_entered_often_are_merged_once() {
        let policy = policy();
        let growth = |now, entries| Growth {
            built: 100,
            now,
            points: now,
            pieces: 1,
            entries,
        };
        assert!(!policy.merges(growth(103, 10)));
        assert!(policy.merges(growth(103, policy.merge_after)));
        // Nothing to merge: the path was known.
        assert!(!policy.merges(growth(100, u64::MAX)));
    }
}
