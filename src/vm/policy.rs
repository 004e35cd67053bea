//! When the machine records, compiles, merges and gives up for now: one table of numbers, and what follows from them.
//!
//! ```text
//! site:  heat rounds -> recorded -> worth its price -> quick code -> runs on -> full code      a failure: heat doubles
//! exit:  exit_heat times taken -> its path recorded -> worth its price -> a piece of its own   a failure: exit_heat doubles
//! tree:  grown by half, or its exits and pieces taken often, and worth it -> compiled as a whole again, pieces dropped
//! code:  left too soon after it was entered, again and again -> retired, its site's heat eight times as high
//! ```
//!
//! Everything has a price in one coin, the time of an **instruction** in the interpreter. Entering and leaving code costs `worth`
//! of them; compiling costs so many for each point of the tree. What may be gained is counted: rounds until a site was hot, exits
//! taken, rounds of quick code. Something is compiled when a part of its price could have been gained already (the rule of who
//! rents skis until what he paid would have bought them), and when all that was compiled, this included, costs no more than a
//! share of what was executed so far (`vm/budget.rs`).
//!
//! A tree is compiled as a whole only when it has grown, by half as a rule, so all its compilations together cost at most
//! about three times the last one. Nothing is given up for ever: what fails waits twice as long each time, and what succeeds
//! halves that again.
//!
//! Invariant: everything counts instructions, rounds and points, never time: the same program makes the same decisions.

use crate::config::Config;
use crate::interp::{HotKind, NEVER_HOT};
use crate::jit::Tier;
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
    /// The points that a tree without a loop must have to be entered; what entering and leaving code costs.
    pub worth: usize,
    /// How often a site is recorded before it is compiled: what is known then decides whether it is compiled at all.
    pub samples: u32,
    /// The rounds after which a site asks again for code that is being compiled.
    pub pending: u32,
    /// The most points of a function that is inlined; calls of larger ones go through, once they have trees of their own. With 50 instead of
    /// no limit `events` takes 0.7 of the time, `bounce` 0.9, `nbody` 1.05; with 25 large programs suffer, since they call what has no code yet.
    pub inlined: usize,
    /// The most points of a tree. Past it no path is added: a point takes up to 80 bytes of code, and no piece of code more than 256 KiB.
    pub most_points: usize,
    /// The most pieces of a tree until it is compiled as a whole again.
    pub most_pieces: u32,
    /// How often pieces are entered, and exits taken whose paths wait, until they are merged into the whole.
    pub merge_after: u64,
    /// What a point costs that is compiled quickly: some 40 us, at 4 ns for an instruction.
    pub quick_price: u64,
    /// What a point costs that is compiled well: some 0.3 ms. (It is up to 0.9; but another processor pays. With twice the price `tree` takes
    /// 1.3 times as long and `branches` 1.1, with half of it large programs 1.05.)
    pub full_price: u64,
    /// So many guards of a tree are moved back one by one.
    pub many_pins: usize,
    /// The most failures of a site until code that is not worth entering is no longer compiled anew at once.
    pub most_rebuilds: u32,
    /// The failures up to which losses make a site's heat rise.
    pub most_losses: u32,
    /// A site that waits for its price is asked again after its heat doubled so often at most.
    pub most_waits: u32,
    /// Quick code is left after so many rounds, to see whether it is worth more.
    pub rounds: u64,
    /// After how many entries it is looked at whether they were worth it.
    pub trial: u64,
}

/// What a tree is since it was compiled as a whole.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Growth {
    /// What it knew then: points, ways, tags.
    pub built: usize,
    /// What it knows now.
    pub now: usize,
    /// Its points now.
    pub points: usize,
    /// The pieces made since.
    pub pieces: u32,
    /// How often they were entered, and exits taken whose paths wait for the whole.
    pub entries: u64,
}

/// How a site was recorded so far.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Samples {
    /// How often.
    pub taken: u32,
    /// How often the recording came round to the anchor.
    pub came_round: u32,
    /// The instructions of all of them.
    pub steps: u64,
}

impl Growth {
    /// Whether it knows more than its code.
    pub(super) fn has_news(self) -> bool {
        self.now > self.built
    }
}

/// What the code of a tree has done since it was compiled as a whole.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Run {
    /// How often it was entered from the interpreter.
    pub entries: u64,
    /// How often an exit went on in other code.
    pub links: u64,
    /// About how many instructions it executed, as far as they were counted.
    pub work: u64,
}

impl Policy {
    pub(super) fn new(config: &Config, passes: Chosen) -> Policy {
        // With a worth of 1 nothing has a price: whatever is hot is compiled, and well.
        let price = u64::from(config.jit_worth - 1);
        Policy {
            passes,
            heat: config.jit_heat,
            exit_heat: config.jit_exit_heat,
            worth: config.jit_worth as usize,
            samples: if price == 0 { 1 } else { 4 },
            // The instruction that stopped is counted once more when it is executed.
            pending: config.jit_heat.clamp(2, 200),
            inlined: config.jit_inline as usize,
            most_points: 3000,
            most_pieces: 24,
            merge_after: u64::from(config.jit_exit_heat).saturating_mul(20),
            quick_price: price.saturating_mul(100),
            full_price: price.saturating_mul(700),
            many_pins: 8,
            most_rebuilds: 3,
            most_losses: 6,
            most_waits: 6,
            rounds: u64::from(config.jit_heat) * 5,
            trial: u64::from(config.jit_heat / 2).max(16),
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

    /// The rounds after which a site is recorded once more.
    pub(super) fn sample_heat(&self) -> u32 {
        (self.heat / 4).max(2)
    }

    /// Whether the recordings of a site let expect that it is worth entering. The rounds that a loop makes are about as many as
    /// there are recordings to one that left it.
    pub(super) fn promises(&self, samples: Samples) -> bool {
        let Samples {
            taken,
            came_round,
            steps,
        } = samples;
        let left = taken.saturating_sub(came_round);
        // A loop that was never seen to be left makes many rounds.
        left == 0 || steps / u64::from(left) >= self.worth as u64
    }

    /// What compiling costs.
    pub(super) fn price(&self, points: usize, tier: Tier) -> u64 {
        let each = match tier {
            Tier::Quick => self.quick_price,
            Tier::Full => self.full_price,
        };
        each.saturating_mul(points as u64)
    }

    /// What the first code of a site is.
    pub(super) fn first_tier(&self) -> Tier {
        match self.full_price {
            0 => Tier::Full,
            _ => Tier::Quick,
        }
    }

    /// Whether something is worth its price, when so many instructions would have been saved by it so far. Most programs that
    /// have run for a while run on for much longer, so a part of the price is enough.
    pub(super) fn is_worth(&self, saved: u64, price: u64) -> bool {
        saved.saturating_mul(8) >= price
    }

    /// Whether a tree is to be compiled as a whole again, in that tier.
    pub(super) fn merges(&self, growth: Growth, tier: Tier) -> bool {
        let Growth {
            built,
            now,
            pieces,
            entries,
            points,
        } = growth;
        let saved = entries.saturating_mul(self.worth as u64);
        growth.has_news()
            && (now - built >= built / 2
                || pieces >= self.most_pieces
                || entries >= self.merge_after)
            && self.is_worth(saved, self.price(points, tier))
    }

    /// Whether a path that was recorded from an exit is worth a piece, when the exit was taken so often and the piece has so
    /// many points.
    pub(super) fn piece_pays(&self, taken: u64, points: usize) -> bool {
        let saved = taken.saturating_mul((self.worth + points) as u64);
        self.is_worth(saved, self.price(points, self.first_tier()))
    }

    /// Whether a piece of so many points is not wanted, since the whole costs little more and takes in all paths at once. Not so of a
    /// function whose whole would be compiled well: thousands of exits would be interpreted until that is worth it. (A loop goes on in
    /// good code from its next round on, and the piece, compiled quickly, would have its inner loops.)
    pub(super) fn prefers_whole(&self, piece: usize, whole: usize, next: (HotKind, Tier)) -> bool {
        self.quick_price > 0 && next != (HotKind::Function, Tier::Full) && piece > whole / 2
    }

    /// How often guards of a tree must have failed, at the least, to be moved back together with one that is hot: `pinned` were
    /// moved back already. A tree where that goes on is none for moving guards.
    pub(super) fn fails_too(&self, pinned: usize) -> u64 {
        match pinned >= self.many_pins {
            true => 0,
            false => u64::from(self.exit_heat / 4),
        }
    }

    /// Whether a tree whose code was not worth entering is compiled anew at once: it has learned where it was left, and that
    /// did not help often in vain.
    pub(super) fn rebuilds(&self, growth: Growth, failures: u32) -> bool {
        growth.has_news() && failures < self.most_rebuilds
    }

    /// The failures of a site whose code was not worth entering: its heat is eight times as high. It does not rise for ever: another phase
    /// of the program may be worth it, and what attempts cost is bounded anyhow.
    pub(super) fn after_loss(&self, failures: u32) -> u32 {
        (failures + 3).min(failures.max(self.most_losses))
    }

    /// The failures of a site whose code is worth entering.
    pub(super) fn after_success(&self, failures: u32) -> u32 {
        failures.saturating_sub(1)
    }

    /// How often an exit is still to be taken that was to be taken so often yet, after some time: what it was heated decays by half.
    pub(super) fn cooled(&self, left: u32, failures: u32) -> u32 {
        let most = self.exit_heat(failures);
        most - most.saturating_sub(left) / 2
    }

    /// Whether quick code has run so much that full code would have been worth its price.
    pub(super) fn promotes(&self, worked: u64, points: usize) -> bool {
        worked >= self.price(points, Tier::Full)
    }

    /// Whether code that counts what it does was left too soon, as a rule, to be worth entering.
    pub(super) fn loses(&self, run: Run) -> bool {
        let Run {
            entries,
            links,
            work,
        } = run;
        // Native code saves a part of each instruction; a link costs less than an entry.
        let cost = (entries + links / 2).saturating_mul(self.worth as u64);
        match entries >= self.trial {
            true => work < cost,
            // Code that does next to nothing is not waited for.
            false => entries >= self.first_look() && work.saturating_mul(4) < cost,
        }
    }

    fn first_look(&self) -> u64 {
        (self.trial / 8).max(16)
    }

    /// Whether it is to be looked at now whether so many entries were worth it.
    pub(super) fn looks_at(&self, entries: u64) -> bool {
        entries >= self.trial || entries == self.first_look()
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
mod tests;
