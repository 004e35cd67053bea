//! Statistics as a page.
//!
//! ```text
//! what became hot
//!   sites              2
//!   recordings         3      2 from sites, 1 from exits; 64 instructions
//! ```
//!
//! Invariant: a number stands in its column, and every place can be found in the source.

use std::fmt::Write;
use std::time::Duration;

use super::places;
use crate::bytecode::Program;
use crate::vm::Statistics;

/// The most exits that are shown.
const EXITS: usize = 12;

/// The statistics of a run of the program.
pub fn text(program: &Program, statistics: &Statistics) -> String {
    let mut page = Page(String::new());
    recorded(&mut page, program, statistics);
    compiled(&mut page, program, statistics);
    ran(&mut page, program, statistics);
    times(&mut page, statistics);
    page.0
}

struct Page(String);

impl Page {
    fn title(&mut self, title: &str) {
        let _ = writeln!(self.0, "{title}");
    }

    fn row(&mut self, name: &str, number: impl std::fmt::Display, rest: &str) {
        let line = format!("  {name:<22}{number:>12}   {rest}");
        let _ = writeln!(self.0, "{}", line.trim_end());
    }

    fn time(&mut self, name: &str, time: Duration, rest: &str) {
        self.row(name, format!("{:.2} ms", time.as_secs_f64() * 1000.0), rest);
    }
}

fn recorded(page: &mut Page, program: &Program, statistics: &Statistics) {
    page.title("recorded");
    page.row(
        "sites",
        statistics.sites,
        "loops and functions that became hot",
    );
    let (sites, exits) = (statistics.recordings, statistics.exit_recordings);
    let rest = format!(
        "{sites} from sites, {exits} from exits; {} instructions",
        statistics.steps
    );
    page.row("recordings", sites + exits, &rest);
    for (name, count, last) in super::cuts(program, statistics) {
        if let Some(last) = last {
            page.row(&format!("cut: {name}"), count, &format!("last in {last}"));
        }
    }
}

fn compiled(page: &mut Page, program: &Program, statistics: &Statistics) {
    page.title("compiled");
    let (points, joins) = (super::points(statistics), super::joins(statistics));
    let rest = format!("{points} points, {joins} of them joins");
    page.row("trees", statistics.trees.len(), &rest);
    for (id, tree) in &statistics.trees {
        let anchor = places::anchor(program, tree.anchor);
        let (points, wholes, pieces) = (tree.points, tree.wholes, tree.pieces);
        let new = tree.allocations;
        let rest = format!(
            "points, compiled {wholes} times, {pieces} pieces, {new} allocations: {anchor}"
        );
        page.row(&format!("  {id}"), points, &rest);
    }
    let rest = format!(
        "{} of them rebuilds, {} compiled quickly",
        super::rebuilds(statistics),
        statistics.quick
    );
    page.row("whole trees", statistics.wholes, &rest);
    if statistics.retired > 0 {
        page.row(
            "retired",
            statistics.retired,
            "trees that were left too soon",
        );
    }
    page.row("pieces", statistics.pieces, "paths from exits");
    if statistics.pins > 0 {
        let rest = "guards that failed where they were moved to, and were moved back";
        page.row("pinned", statistics.pins, rest);
    }
    page.row("code", statistics.code_bytes, "bytes of instructions");
    for (why, count) in &statistics.refusals {
        page.row("refused", count, why);
    }
}

fn ran(page: &mut Page, program: &Program, statistics: &Statistics) {
    page.title("ran");
    page.row("entries", statistics.entries, "from the interpreter");
    page.row(
        "links",
        statistics.links,
        "from an exit on, without the interpreter",
    );
    page.row("returns", statistics.returns, "");
    page.row(
        "finished",
        statistics.finished,
        "calls of code, by the interpreter",
    );
    page.row("allocated", statistics.allocated, "bytes of objects");
    page.row("exits", super::left(statistics), "");
    for (reason, count) in statistics.exits_by_reason() {
        page.row(&format!("  {reason}"), count, "");
    }
    let exits = super::exits(statistics);
    if !exits.is_empty() {
        page.title("exits taken most");
    }
    for (exit, count) in exits.iter().take(EXITS) {
        let rest = format!(
            "{} of {}, to {}",
            exit.reason,
            exit.tree,
            places::named(program, exit.site)
        );
        page.row("", count, &rest);
    }
    if exits.len() > EXITS {
        page.row("", "...", &format!("{} more", exits.len() - EXITS));
    }
}

fn times(page: &mut Page, statistics: &Statistics) {
    page.title("time");
    page.time("total", statistics.total, "");
    page.time(
        "compiled code",
        statistics.running,
        "graphs, native or evaluated",
    );
    let rest = statistics.total.saturating_sub(statistics.running);
    page.time(
        "all else",
        rest,
        "the interpreter, and compiling unless a thread does it",
    );
    page.time("compiling", statistics.times.sum(), "");
    for (name, time) in super::stages(statistics) {
        if !time.is_zero() {
            page.time(&format!("  {name}"), time, "");
        }
        if name == "optimise" {
            for (name, time) in super::passes(statistics).filter(|(_, time)| !time.is_zero()) {
                page.time(&format!("    {name}"), time, "");
            }
        }
    }
}
