//! Recordings as text, both ways: `parse(recording.to_string()) == recording`.
//!
//! ```text
//! recording loop f0@4 from f0@9 f1@3+5 h0=int h7=array
//!   f1@3 get_i r1=array r1:array.int.owned -> int
//!   f1@5 call_method r2=hash method.field.fn.3 -> enter.3
//!   f3@0 throw r0=int -> handler.f0@12^2
//!   f0@12 next_lt_i -> ran
//!   f0@13 if_lt r0=int r1=int -> jump
//! end anchor
//! ```
//!
//! In the first line, `from` comes before the frames at an exit, each with how far behind its caller's window its own
//! begins, and registers are homes; without it there is the anchor's frame alone. A tag has `=`, a note `:` or
//! `method.`; `^2` is how many frames a throw left.

use std::fmt;

use smallvec::SmallVec;

use super::{
    After, Anchor, Control, Cut, Finish, Holder, Interned, Method, Note, Recording, Sharing,
    StartFrame, Step,
};
use crate::bytecode::Op;
use crate::heap::ElementKind;
use crate::index::{BuiltinId, FnId, Pc, Reg, ShapeId};
use crate::interp::{CallSite, HotKind};
use crate::value::Tag;

const KINDS: &[(ElementKind, &str)] = &[
    (ElementKind::Empty, "empty"),
    (ElementKind::Generic, "generic"),
    (ElementKind::Bool, "bool"),
    (ElementKind::Int, "int"),
    (ElementKind::Float, "float"),
];

const SHARING: &[(Sharing, &str)] = &[(Sharing::Shared, "shared"), (Sharing::Owned, "owned")];
const INTERNED: &[(Interned, &str)] = &[(Interned::Yes, "interned"), (Interned::No, "long")];
const HOLDERS: &[(Holder, &str)] = &[(Holder::Field, "field"), (Holder::Kind, "kind")];
const ANCHORS: &[(HotKind, &str)] = &[(HotKind::Loop, "loop"), (HotKind::Function, "function")];

fn name_of<T: PartialEq>(names: &[(T, &'static str)], value: &T) -> &'static str {
    names
        .iter()
        .find(|(known, _)| known == value)
        .map_or("?", |(_, name)| name)
}

fn value_of<T: Copy>(names: &[(T, &str)], name: &str) -> Option<T> {
    names
        .iter()
        .find(|(_, known)| *known == name)
        .map(|(value, _)| *value)
}

struct Site(CallSite);

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.0.function, self.0.pc)
    }
}

impl fmt::Display for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "recording {} {}",
            name_of(ANCHORS, &self.anchor.kind),
            Site(self.anchor.site)
        )?;
        let mut letter = 'r';
        if self.frames != self.anchor.frames() {
            letter = 'h';
            f.write_str(" from")?;
            for StartFrame {
                function,
                pc,
                window,
            } in &self.frames
            {
                write!(f, " {function}@{pc}")?;
                if *window != 0 {
                    write!(f, "+{window}")?;
                }
            }
        }
        for (home, tag) in &self.entry {
            write!(f, " {letter}{home}={}", tag.name())?;
        }
        writeln!(f)?;
        for step in &self.steps {
            writeln!(f, "  {step}")?;
        }
        match self.finish {
            Finish::Anchor => writeln!(f, "end anchor"),
            Finish::Left(site) => writeln!(f, "end left {}", Site(site)),
            Finish::Cut(cut, site) => writeln!(f, "end cut {cut} {}", Site(site)),
        }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Array(reg, kind, sharing) => {
                let (kind, sharing) = (name_of(KINDS, kind), name_of(SHARING, sharing));
                write!(f, "{reg}:array.{kind}.{sharing}")
            }
            Note::Shape(reg, shape) => write!(f, "{reg}:shape.{}", shape.0),
            Note::Text(reg, interned) => write!(f, "{reg}:str.{}", name_of(INTERNED, interned)),
            Note::Callee(reg, function) => write!(f, "{reg}:fn.{}", function.0),
            Note::Native(reg, native) => write!(f, "{reg}:native.{}", native.0),
            Note::Entry(reg, place) => write!(f, "{reg}:entry.{place}"),
            Note::Slot(reg, shape, slot) => write!(f, "{reg}:slot.{}.{slot}", shape.0),
            Note::Grown(reg, from, to, slot) => {
                write!(f, "{reg}:grown.{}.{}.{slot}", from.0, to.0)
            }
            Note::Found(reg, shape, function) => {
                write!(f, "{reg}:found.{}.{}", shape.0, function.0)
            }
            Note::Raw(reg, raw, ready) => write!(f, "{reg}:raw.{}.{}", raw.0, ready.0),
            Note::Class(reg, shape, first) => write!(f, "{reg}:class.{}.{}", shape.0, first.0),
            Note::Init(reg, shape, function) => {
                write!(f, "{reg}:init.{}.{}", shape.0, function.0)
            }
            Note::Bound(reg, function) => write!(f, "{reg}:bound.{}", function.0),
            Note::Method(holder, method) => {
                write!(f, "method.{}", name_of(HOLDERS, holder))?;
                match method {
                    Method::Function(function) => write!(f, ".fn.{}", function.0),
                    Method::Native(native) => write!(f, ".native.{}", native.0),
                }
            }
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Site(self.site), self.op.info().name)?;
        for (reg, tag) in &self.tags {
            write!(f, " {reg}={}", tag.name())?;
        }
        for note in &self.notes {
            write!(f, " {note}")?;
        }
        f.write_str(" ->")?;
        for tag in &self.after.results {
            write!(f, " {}", tag.name())?;
        }
        match self.after.control {
            Control::Next => Ok(()),
            Control::Jump => f.write_str(" jump"),
            Control::Enter(function) => write!(f, " enter.{}", function.0),
            Control::Replace(function) => write!(f, " replace.{}", function.0),
            Control::Resume(site) => write!(f, " resume.{}", Site(site)),
            Control::Return(site) => write!(f, " return.{}", Site(site)),
            Control::Handler { site, up: 0 } => write!(f, " handler.{}", Site(site)),
            Control::Handler { site, up } => write!(f, " handler.{}^{up}", Site(site)),
            Control::Ran => f.write_str(" ran"),
            Control::Away => f.write_str(" away"),
        }
    }
}

/// Where a text is no recording, and what was expected.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ParseError {
    /// The line, from 1.
    pub line: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: expected {}", self.line, self.expected)
    }
}

impl std::error::Error for ParseError {}

/// Reads a recording.
///
/// # Errors
/// When the text is none.
pub fn parse(text: &str) -> Result<Recording, ParseError> {
    let mut lines = text
        .lines()
        .enumerate()
        .map(|(n, line)| (n + 1, line.trim()));
    let wrong = |line: usize, expected: &'static str| ParseError { line, expected };
    let (n, first) = lines.next().ok_or(wrong(1, "`recording`"))?;
    let header = |line: &str| {
        let mut words = line.strip_prefix("recording ")?.split_whitespace();
        let kind = value_of(ANCHORS, words.next()?)?;
        let anchor = Anchor {
            kind,
            site: site(words.next()?)?,
        };
        let mut words = words.peekable();
        let mut frames = anchor.frames();
        let mut letter = 'r';
        if words.next_if_eq(&"from").is_some() {
            letter = 'h';
            frames.clear();
            while let Some(word) = words.next_if(|word| !word.contains('=')) {
                frames.push(frame(word)?);
            }
        }
        let entry = words.map(|word| {
            let (home, tag) = word.split_once('=')?;
            let home = home.strip_prefix(letter)?.parse().ok()?;
            Some((home, Tag::by_name(tag)?))
        });
        Some((anchor, frames, entry.collect::<Option<Vec<_>>>()?))
    };
    let (anchor, frames, entry) =
        header(first).ok_or(wrong(n, "`recording`, an anchor and tags"))?;
    let mut steps = Vec::new();
    let mut last = n;
    for (n, line) in lines {
        last = n;
        if let Some(end) = line.strip_prefix("end ") {
            let finish = finish(end).ok_or(wrong(n, "an end"))?;
            return Ok(Recording {
                anchor,
                frames,
                entry,
                steps,
                finish,
            });
        }
        steps.push(step(line).ok_or(wrong(n, "a step or an end"))?);
    }
    Err(wrong(last + 1, "an end"))
}

fn finish(text: &str) -> Option<Finish> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        ["anchor"] => Some(Finish::Anchor),
        ["left", at] => Some(Finish::Left(site(at)?)),
        ["cut", cut, at] => Some(Finish::Cut(value_of(Cut::ALL, cut)?, site(at)?)),
        _ => None,
    }
}

fn step(line: &str) -> Option<Step> {
    let (before, after) = line.split_once("->")?;
    let mut words = before.split_whitespace();
    let at = site(words.next()?)?;
    let op = Op::by_name(words.next()?)?;
    let mut tags = SmallVec::new();
    let mut notes = SmallVec::new();
    for word in words {
        match word.split_once('=') {
            Some((reg, tag)) => tags.push((register(reg)?, Tag::by_name(tag)?)),
            None => notes.push(note(word)?),
        }
    }
    let mut result = After::default();
    for word in after.split_whitespace() {
        let (name, rest) = word.split_once('.').unwrap_or((word, ""));
        match name {
            "jump" => result.control = Control::Jump,
            "enter" => result.control = Control::Enter(FnId(rest.parse().ok()?)),
            "replace" => result.control = Control::Replace(FnId(rest.parse().ok()?)),
            "resume" => result.control = Control::Resume(site(rest)?),
            "return" => result.control = Control::Return(site(rest)?),
            "handler" => {
                let (at, up) = rest.split_once('^').unwrap_or((rest, "0"));
                result.control = Control::Handler {
                    site: site(at)?,
                    up: up.parse().ok()?,
                };
            }
            "ran" => result.control = Control::Ran,
            "away" => result.control = Control::Away,
            tag => result.results.push(Tag::by_name(tag)?),
        }
    }
    Some(Step {
        site: at,
        op,
        tags,
        notes,
        after: result,
    })
}

fn note(word: &str) -> Option<Note> {
    if let Some(what) = word.strip_prefix("method.") {
        let parts: Vec<&str> = what.split('.').collect();
        let [holder, kind, n] = parts.as_slice() else {
            return None;
        };
        let method = match *kind {
            "fn" => Method::Function(FnId(n.parse().ok()?)),
            "native" => Method::Native(BuiltinId(n.parse().ok()?)),
            _ => return None,
        };
        return Some(Note::Method(value_of(HOLDERS, holder)?, method));
    }
    let (reg, what) = word.split_once(':')?;
    let reg = register(reg)?;
    let parts: Vec<&str> = what.split('.').collect();
    match parts.as_slice() {
        ["array", kind, sharing] => Some(Note::Array(
            reg,
            value_of(KINDS, kind)?,
            value_of(SHARING, sharing)?,
        )),
        ["shape", n] => Some(Note::Shape(reg, ShapeId(n.parse().ok()?))),
        ["str", form] => Some(Note::Text(reg, value_of(INTERNED, form)?)),
        ["fn", n] => Some(Note::Callee(reg, FnId(n.parse().ok()?))),
        ["entry", n] => Some(Note::Entry(reg, n.parse().ok()?)),
        ["grown", from, to, slot] => Some(Note::Grown(
            reg,
            ShapeId(from.parse().ok()?),
            ShapeId(to.parse().ok()?),
            slot.parse().ok()?,
        )),
        [kind, shape, n] => {
            let shape = ShapeId(shape.parse().ok()?);
            let n = n.parse().ok()?;
            match *kind {
                "slot" => Some(Note::Slot(reg, shape, n)),
                "found" => Some(Note::Found(reg, shape, FnId(n))),
                "raw" => Some(Note::Raw(reg, shape, ShapeId(n))),
                "class" => Some(Note::Class(reg, shape, ShapeId(n))),
                "init" => Some(Note::Init(reg, shape, FnId(n))),
                _ => None,
            }
        }
        ["bound", n] => Some(Note::Bound(reg, FnId(n.parse().ok()?))),
        ["native", n] => Some(Note::Native(reg, BuiltinId(n.parse().ok()?))),
        _ => None,
    }
}

fn frame(text: &str) -> Option<StartFrame> {
    let (at, window) = text.split_once('+').unwrap_or((text, "0"));
    let CallSite { function, pc } = site(at)?;
    Some(StartFrame {
        function,
        pc,
        window: window.parse().ok()?,
    })
}

fn site(text: &str) -> Option<CallSite> {
    let (function, pc) = text.strip_prefix('f')?.split_once('@')?;
    Some(CallSite {
        function: FnId(function.parse().ok()?),
        pc: Pc(pc.parse().ok()?),
    })
}

fn register(text: &str) -> Option<Reg> {
    text.strip_prefix('r')?.parse().ok().map(Reg)
}
