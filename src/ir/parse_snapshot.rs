//! Snapshots in the text of a graph.
//!
//! ```text
//! s1: f0@4 r1=%2 / f3@0+8 callee=o0 r0=7 where o0=closure f3(%2, o1) o1=cell(%4)
//! ```
//!
//! Invariant: every object that is named stands behind `where`.

use std::collections::BTreeMap;

use super::graph::{EntryFrame, Slot, SnapFrame, Snapshot};
use super::lex::numbered;
use super::operand::{Arg, FormKind};
use super::parse::{Parsed, Parser, error, shown};
use super::sunk::{Part, Sunk, SunkKind};
use crate::index::{FnId, Reg, ShapeId};

/// The objects of a snapshot.
#[derive(Default)]
struct Objects {
    made: Vec<Sunk>,
    /// Where each stands among them, by its number in the text.
    numbers: BTreeMap<u32, u32>,
}

impl Parser<'_> {
    /// `early f0@9: f0@4 r1=%2 / f1@2+8 r0=o0 where o0=cell(%3)`, from the colon on.
    pub(super) fn snapshot(&mut self) -> Parsed<Snapshot> {
        let start = self.peek();
        self.expect(":")?;
        let mut early = None;
        if self.takes("early") {
            early = Some(self.spot()?);
            self.expect(":")?;
        }
        let mut frames = vec![self.snap_frame()?];
        while self.takes("/") {
            frames.push(self.snap_frame()?);
        }
        let mut objects = Objects::default();
        if self.takes("where") {
            while !self.peek().text.is_empty() {
                self.object(&mut objects)?;
            }
        }
        self.expect("")?;
        let mut snapshot = Snapshot {
            frames,
            objects: objects.made,
            early,
        };
        let mut missing = None;
        let mut name = |arg: &mut Arg| {
            if let Arg::Sunk(object) = arg {
                match objects.numbers.get(object) {
                    Some(at) => *object = *at,
                    None => missing = Some(*object),
                }
            }
        };
        snapshot.slots_mut(&mut name);
        for object in &mut snapshot.objects {
            object.named_mut(&mut name);
        }
        match missing {
            Some(object) => error(start, format!("there is no object o{object} here")),
            None => Ok(snapshot),
        }
    }

    /// `o0=struct shape3(%1, _, o1)`
    fn object(&mut self, objects: &mut Objects) -> Parsed<()> {
        let word = self.peek();
        let number = self.number("o", "an object")?;
        let at = objects.made.len() as u32;
        if objects.numbers.insert(number, at).is_some() {
            return error(word, format!("object {} stands here twice", word.text));
        }
        self.expect("=")?;
        let word = self.next();
        let kind = match word.text {
            "struct" => SunkKind::Struct(ShapeId(self.number("shape", "a shape")?)),
            "array" => {
                let kind = FormKind::by_name(self.peek().text);
                self.at += usize::from(kind.is_some());
                SunkKind::Array(kind)
            }
            "closure" => SunkKind::Closure(FnId(self.number("f", "a function")?)),
            "cell" => SunkKind::Cell,
            "range" => SunkKind::Range,
            _ => {
                let got = shown(word);
                return error(word, format!("want a kind of objects, got {got}"));
            }
        };
        let mut parts = Vec::new();
        self.expect("(")?;
        while !self.takes(")") {
            if !parts.is_empty() {
                self.expect(",")?;
            }
            parts.push(match self.takes("_") {
                true => Part::Fresh,
                false => Part::Is(self.held()?),
            });
        }
        let known = match self.takes("or") {
            true => Some(self.value()?),
            false => None,
        };
        objects.made.push(Sunk { kind, parts, known });
        Ok(())
    }

    /// A value, a constant or an object of the snapshot.
    fn held(&mut self) -> Parsed<Arg> {
        match numbered(self.peek().text, "o") {
            Some(object) => {
                self.at += 1;
                Ok(Arg::Sunk(object))
            }
            None => self.value(),
        }
    }

    fn snap_frame(&mut self) -> Parsed<SnapFrame> {
        let EntryFrame {
            function,
            pc,
            window,
        } = self.place()?;
        let mut frame = SnapFrame::at(function, pc).window(window);
        if self.takes("callee") {
            self.expect("=")?;
            frame.callee = Some(self.held()?);
        }
        while !matches!(self.peek().text, "" | "/" | "where") {
            let word = self.peek();
            let n = self.number("r", "a register")?;
            let Ok(n) = u16::try_from(n) else {
                return error(word, "there are 65536 registers");
            };
            if frame.registers.last().is_some_and(|(last, _)| last.0 >= n) {
                return error(word, "registers stand in rising order");
            }
            self.expect("=")?;
            let slot = match self.takes("home") {
                true => Slot::Home,
                false => Slot::Value(self.held()?),
            };
            frame.registers.push((Reg(n), slot));
        }
        Ok(frame)
    }
}
