//! Trees as text.
//!
//! ```text
//! tree t1 loop f0@4
//!   c0: f0
//!   c1: f3 in c0 at 9, window at 5
//!   enter h0=int h1=int x3
//!   c0@4 if_lt_i r1=int -> next x7 jump x2
//!   c0@6 get r0=array r1=int r0:array.int.owned -> int|null next x7
//! ```
//!
//! Invariant: points stand in the order of their frames and places, so that equal trees print equally.

use std::fmt;

use super::tags::Tags;
use super::tree::{Place, Point, Tree, Way};
use crate::interp::HotKind;

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.ctx, self.pc)
    }
}

impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, tag) in self.iter().enumerate() {
            let bar = if n == 0 { "" } else { "|" };
            write!(f, "{bar}{}", tag.name())?;
        }
        Ok(())
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Way::Next => f.write_str("next"),
            Way::Jump => f.write_str("jump"),
            Way::Enter(ctx) => write!(f, "enter.{ctx}"),
            Way::Resume(place) => write!(f, "resume.{}@{}", place.ctx, place.pc),
            Way::Replace(ctx) => write!(f, "replace.{ctx}"),
            Way::Return => f.write_str("return"),
            Way::Handler(place) => write!(f, "handler.{place}"),
            Way::Thrown => f.write_str("thrown"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.op.info().name)?;
        for (reg, tags) in &self.tags {
            write!(f, " {reg}={tags}")?;
        }
        for (note, _) in &self.notes {
            write!(f, " {note}")?;
        }
        f.write_str(" ->")?;
        for tags in &self.results {
            write!(f, " {tags}")?;
        }
        for (way, count) in &self.ways {
            write!(f, " {way} x{count}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.anchor.kind {
            HotKind::Loop => "loop",
            HotKind::Function => "function",
        };
        let site = self.anchor.site;
        writeln!(f, "tree {} {kind} {}@{}", self.id, site.function, site.pc)?;
        for (n, context) in self.contexts().iter().enumerate() {
            write!(f, "  c{n}: {}", context.function)?;
            if let Some(caller) = context.caller {
                write!(
                    f,
                    " in {} at {}, window at {}",
                    caller.ctx, caller.call, context.base
                )?;
            }
            f.write_str("\n")?;
        }
        for (tags, count) in self.entry_counts() {
            f.write_str("  enter")?;
            for (home, tag) in tags {
                write!(f, " h{home}={}", tag.name())?;
            }
            writeln!(f, " x{count}")?;
        }
        for site in self.pinned() {
            writeln!(f, "  pinned {}@{}", site.function, site.pc)?;
        }
        for (place, point) in self.points() {
            writeln!(f, "  {place} {point}")?;
        }
        Ok(())
    }
}
