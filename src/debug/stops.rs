//! Breakpoints: where to stop, and under which conditions.
//!
//! ```text
//! 1  sum.monkey:3  if total > 10     hit 4 times, 2 more ignored
//! ```
//!
//! A breakpoint that the machine comes to asks its condition first; what does not hold is no hit. Then hits are counted, then as many
//! as are to be ignored are. What is left stops, or, of a log point, says its text and goes on.
//!
//! Invariant: numbers are never used again.

use std::collections::BTreeSet;

use crate::interp::CallSite;

/// A breakpoint's number.
pub type StopId = u32;

/// What must hold for a breakpoint to count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Condition {
    /// Nothing.
    #[default]
    Always,
    /// A Monkey expression that is truthy in the frame that is stopped.
    Expression(String),
    /// What somebody else decides.
    Outside,
}

/// How long a breakpoint lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lifetime {
    /// Until it is deleted.
    #[default]
    Kept,
    /// Until it has stopped once.
    Temporary,
}

/// Whether a breakpoint stops.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Activity {
    /// It does.
    #[default]
    Enabled,
    /// It does not.
    Disabled,
}

/// A breakpoint.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Breakpoint {
    /// Its number.
    pub id: StopId,
    /// Its place as the user sees it: `sum.monkey:3`, `sum@12`.
    pub place: String,
    /// File and line, if it is on a line.
    pub line: Option<(u32, u32)>,
    /// The instructions.
    pub sites: BTreeSet<CallSite>,
    /// What must hold.
    pub condition: Condition,
    /// How often it was hit.
    pub hits: u64,
    /// So many more hits are no stops.
    pub ignore: u64,
    /// How long it lives.
    pub lifetime: Lifetime,
    /// Whether it stops.
    pub activity: Activity,
    /// Instead of stopping it says this; parts in braces are Monkey expressions.
    pub log: Option<String>,
}

/// All of them.
#[derive(Default, Debug)]
pub struct Breakpoints {
    all: Vec<Breakpoint>,
    last: StopId,
}

impl Breakpoints {
    /// Adds one and gives it its number.
    pub fn add(&mut self, breakpoint: Breakpoint) -> StopId {
        self.last += 1;
        let id = self.last;
        self.all.push(Breakpoint { id, ..breakpoint });
        id
    }

    /// A number for something that is counted with breakpoints: a watch.
    pub fn number(&mut self) -> StopId {
        self.last += 1;
        self.last
    }

    /// All in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Breakpoint> {
        self.all.iter()
    }

    /// The breakpoint of that number.
    pub fn get(&mut self, id: StopId) -> Option<&mut Breakpoint> {
        self.all.iter_mut().find(|b| b.id == id)
    }

    /// Removes it; whether there was one.
    pub fn remove(&mut self, id: StopId) -> Option<Breakpoint> {
        let at = self.all.iter().position(|b| b.id == id)?;
        Some(self.all.remove(at))
    }

    /// The instructions of all that are enabled.
    pub fn sites(&self) -> BTreeSet<CallSite> {
        let enabled = self.all.iter().filter(|b| b.activity == Activity::Enabled);
        enabled.flat_map(|b| b.sites.iter().copied()).collect()
    }

    /// The numbers of those that are enabled at an instruction.
    pub fn at(&self, site: CallSite) -> Vec<StopId> {
        let enabled = self.all.iter().filter(|b| b.activity == Activity::Enabled);
        let here = enabled.filter(|b| b.sites.contains(&site));
        here.map(|b| b.id).collect()
    }
}
