//! Why recordings end before they reach their anchor again: each reason is a variant, counted, with the place.

use std::collections::BTreeMap;
use std::fmt;

use crate::interp::CallSite;

/// Why a recording was cut or abandoned.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cut {
    /// It has as many steps as a recording may have.
    TooLong,
    /// Calls nest deeper in it than they may.
    TooDeep,
    /// What was hot was left again before its anchor.
    Missed,
    /// An exception left the anchor's frame.
    Thrown,
    /// The program ended.
    Ended,
    /// A call of a function that is already among its frames.
    Recursion,
    /// It begins in a generator's loop, which yielded before it came back.
    Yielded,
    /// A loop that ran by itself was left otherwise than from its own frame.
    Inner,
}

impl Cut {
    /// All reasons with their names in texts.
    pub const ALL: &[(Cut, &str)] = &[
        (Cut::TooLong, "too-long"),
        (Cut::TooDeep, "too-deep"),
        (Cut::Missed, "missed"),
        (Cut::Thrown, "thrown"),
        (Cut::Ended, "ended"),
        (Cut::Recursion, "recursion"),
        (Cut::Yielded, "yielded"),
        (Cut::Inner, "inner"),
    ];
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Cut::ALL
            .iter()
            .find(|(cut, _)| cut == self)
            .map_or("?", |(_, name)| name);
        f.write_str(name)
    }
}

/// How often each reason struck, and where last.
#[derive(Clone, Default, Debug)]
pub struct CutCounts {
    counts: BTreeMap<Cut, (u64, CallSite)>,
}

impl CutCounts {
    /// Counts a cut at a place.
    pub fn add(&mut self, cut: Cut, at: CallSite) {
        let entry = self.counts.entry(cut).or_insert((0, at));
        *entry = (entry.0 + 1, at);
    }

    /// The reasons that struck, how often, and where last.
    pub fn iter(&self) -> impl Iterator<Item = (Cut, u64, CallSite)> + '_ {
        self.counts
            .iter()
            .map(|(cut, (count, at))| (*cut, *count, *at))
    }
}
