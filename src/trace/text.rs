//! Recordings as text, both ways: `parse(recording.to_string()) == recording`.

use std::fmt;

use super::{After, Anchor, Control, Cut, Finish, Interned, Note, Recording, Sharing, Step};
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
const ANCHORS: &[(HotKind, &str)] = &[(HotKind::Loop, "loop"), (HotKind::Function, "function")];

/// The tags by their names: those of [`Tag`], in lower case.
const TAGS: &[(Tag, &str)] = &[
    (Tag::Unset, "unset"),
    (Tag::Null, "null"),
    (Tag::Bool, "bool"),
    (Tag::Int, "int"),
    (Tag::Float, "float"),
    (Tag::Function, "function"),
    (Tag::Builtin, "builtin"),
    (Tag::Symbol, "symbol"),
    (Tag::BigInt, "bigint"),
    (Tag::Str, "str"),
    (Tag::Array, "array"),
    (Tag::Hash, "hash"),
    (Tag::Struct, "struct"),
    (Tag::Closure, "closure"),
    (Tag::Range, "range"),
    (Tag::Cell, "cell"),
    (Tag::Error, "error"),
];

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
        for (reg, tag) in &self.entry {
            write!(f, " {reg}={}", name_of(TAGS, tag))?;
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

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", Site(self.site), self.op.info().name)?;
        for note in &self.notes {
            match note {
                Note::Array(reg, kind, sharing) => {
                    write!(
                        f,
                        " {reg}:array.{}.{}",
                        name_of(KINDS, kind),
                        name_of(SHARING, sharing)
                    )?;
                }
                Note::Shape(reg, shape) => write!(f, " {reg}:shape.{}", shape.0)?,
                Note::Text(reg, interned) => {
                    write!(f, " {reg}:str.{}", name_of(INTERNED, interned))?
                }
                Note::Callee(reg, function) => write!(f, " {reg}:fn.{}", function.0)?,
                Note::Native(reg, native) => write!(f, " {reg}:native.{}", native.0)?,
            }
        }
        f.write_str(" ->")?;
        for tag in &self.after.results {
            write!(f, " {}", name_of(TAGS, tag))?;
        }
        match self.after.control {
            Control::Next => Ok(()),
            Control::Jump => f.write_str(" jump"),
            Control::Enter(function) => write!(f, " enter.{}", function.0),
            Control::Replace(function) => write!(f, " replace.{}", function.0),
            Control::Return(site) => write!(f, " return.{}", Site(site)),
            Control::Handler(site) => write!(f, " handler.{}", Site(site)),
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
        let entry = words.map(|word| {
            let (reg, tag) = word.split_once('=')?;
            Some((register(reg)?, value_of(TAGS, tag)?))
        });
        Some((anchor, entry.collect::<Option<Vec<_>>>()?))
    };
    let (anchor, entry) = header(first).ok_or(wrong(n, "`recording`, an anchor and tags"))?;
    let mut steps = Vec::new();
    let mut last = n;
    for (n, line) in lines {
        last = n;
        if let Some(end) = line.strip_prefix("end ") {
            let finish = finish(end).ok_or(wrong(n, "an end"))?;
            return Ok(Recording {
                anchor,
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
    let notes = words.map(note).collect::<Option<Vec<_>>>()?;
    let mut result = After::default();
    for word in after.split_whitespace() {
        let (name, rest) = word.split_once('.').unwrap_or((word, ""));
        match name {
            "jump" => result.control = Control::Jump,
            "enter" => result.control = Control::Enter(FnId(rest.parse().ok()?)),
            "replace" => result.control = Control::Replace(FnId(rest.parse().ok()?)),
            "return" => result.control = Control::Return(site(rest)?),
            "handler" => result.control = Control::Handler(site(rest)?),
            tag => result.results.push(value_of(TAGS, tag)?),
        }
    }
    Some(Step {
        site: at,
        op,
        notes,
        after: result,
    })
}

fn note(word: &str) -> Option<Note> {
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
        ["native", n] => Some(Note::Native(reg, BuiltinId(n.parse().ok()?))),
        _ => None,
    }
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
