//! What the JIT did, for `--stats`: a page for people, or one JSON object for programs.
//!
//! ```text
//! stats::text(&program, &vm.statistics())      aligned lines
//! stats::json(&program, &vm.statistics())      {"sites":1,"recordings":1,"cuts":{"too-long":0,...},...}
//! ```
//!
//! Both say the same; the page leaves out what is zero and all but the most frequent exits.
//!
//! Invariant: all names of the object are there in every run, so that a test that asks for one that is not has misspelt it.

mod json;
mod text;

pub use json::json;
pub use text::text;

use std::time::Duration;

use super::places;
use crate::bytecode::Program;
use crate::trace::Cut;
use crate::vm::{ExitName, Statistics};

/// The exits, the most frequent first.
fn exits(statistics: &Statistics) -> Vec<(ExitName, u64)> {
    let mut exits: Vec<(ExitName, u64)> = statistics.exits.iter().map(|(n, c)| (*n, *c)).collect();
    exits.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    exits
}

/// Each reason to cut a recording, how often it struck, and where last.
fn cuts(program: &Program, statistics: &Statistics) -> Vec<(&'static str, u64, Option<String>)> {
    let all = Cut::ALL.iter().map(|(cut, name)| {
        let struck = statistics.cuts.iter().find(|(other, ..)| other == cut);
        match struck {
            Some((_, count, at)) => (*name, count, Some(places::named(program, at))),
            None => (*name, 0, None),
        }
    });
    all.collect()
}

/// The stages of compiling with what they took.
fn stages(statistics: &Statistics) -> [(&'static str, Duration); 6] {
    let times = &statistics.times;
    [
        ("build", times.build),
        ("optimise", times.optimise),
        ("lower", times.lower),
        ("llvm-passes", times.passes),
        ("emit", times.emit),
        ("link", times.link),
    ]
}

/// The passes on graphs with what they took.
fn passes(statistics: &Statistics) -> impl Iterator<Item = (&'static str, Duration)> {
    let names = crate::opt::PASSES.iter().map(|pass| pass.name);
    names.zip(statistics.times.by_pass)
}

fn points(statistics: &Statistics) -> usize {
    statistics.trees.values().map(|tree| tree.points).sum()
}

/// How many instructions of all code may allocate.
fn allocations(statistics: &Statistics) -> usize {
    statistics.trees.values().map(|tree| tree.allocations).sum()
}

fn joins(statistics: &Statistics) -> usize {
    statistics.trees.values().map(|tree| tree.joins).sum()
}

/// How often trees were compiled as a whole again.
fn rebuilds(statistics: &Statistics) -> u64 {
    let trees = statistics.trees.values();
    trees.map(|tree| tree.wholes.saturating_sub(1)).sum()
}

fn left(statistics: &Statistics) -> u64 {
    statistics.exits.values().sum()
}
