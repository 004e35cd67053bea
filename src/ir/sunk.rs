//! Sunk objects: what a graph does not make, since nobody but its snapshots names it.
//!
//! ```text
//! %5: struct = new_struct shape3, s1                 keep_shape shape3, s1
//! store_field 0, %5, %4                       ->     ...
//! guard_true %6, s2                                  guard_true %6, s2
//! s2: f0@9 r1=%5                                     s2: f0@9 r1=o0 where o0=struct shape3(%4)
//! ```
//!
//! (Allocation sinking, Ardo, Bolz and Fijałkowski, "Allocation removal by partial evaluation in a tracing JIT", 2011; in V8 and
//! Graal the objects of a frame state that escape analysis has replaced by scalars.) Whoever leaves with the snapshot makes the
//! objects: each once, however many registers, frames and other objects name it. Parts may name objects of the same snapshot, also in
//! circles.
//!
//! In the variables of a loop an object of each round takes the place of one that was there before the loop. `o0=cell(%4) or %7` is the
//! object %7 as long as that is not null.
//!
//! Invariant: in the one form of a graph the objects of a snapshot are numbered in the order in which they are first named, by its
//! frames and then by one another; there are no others.

use std::fmt;

use super::graph::Snapshot;
use super::operand::{Arg, FormKind};
use crate::index::{FnId, ShapeId};
use crate::value::Tag;

/// An object of a snapshot.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Sunk {
    /// What it is.
    pub kind: SunkKind,
    /// What it holds: values, constants and objects of the snapshot.
    pub parts: Vec<Part>,
    /// A value that may be this object, made already: where it is not null, the parts are of no account.
    pub known: Option<Arg>,
}

/// What a sunk object is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SunkKind {
    /// A structure of the shape; its parts are its first slots.
    Struct(ShapeId),
    /// An array with a buffer of its own. Without a kind it has the one that its elements give it.
    Array(Option<FormKind>),
    /// A closure of the function; its parts are what it captured.
    Closure(FnId),
    /// A captured variable; its one part is what it holds.
    Cell,
    /// A range; its parts are its first integer and the first past it.
    Range,
}

/// A part of a sunk object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Part {
    /// A value, a constant or an object of the snapshot.
    Is(Arg),
    /// A slot that nothing was stored to: it holds what a new structure of the shape holds.
    Fresh,
}

impl SunkKind {
    /// The tag of such an object.
    pub fn tag(self) -> Tag {
        match self {
            SunkKind::Struct(_) => Tag::Struct,
            SunkKind::Array(_) => Tag::Array,
            SunkKind::Closure(_) => Tag::Closure,
            SunkKind::Cell => Tag::Cell,
            SunkKind::Range => Tag::Range,
        }
    }

    /// How many parts it has, if its kind alone says so.
    pub fn parts(self) -> Option<usize> {
        match self {
            SunkKind::Cell => Some(1),
            SunkKind::Range => Some(2),
            SunkKind::Struct(_) | SunkKind::Array(_) | SunkKind::Closure(_) => None,
        }
    }
}

impl Part {
    /// What it is, if something was stored.
    pub fn arg(self) -> Option<Arg> {
        match self {
            Part::Is(arg) => Some(arg),
            Part::Fresh => None,
        }
    }
}

impl Sunk {
    /// An object of these parts.
    pub fn new(kind: SunkKind, parts: Vec<Part>) -> Sunk {
        let known = None;
        Sunk { kind, parts, known }
    }

    /// Its parts, and then what it may be.
    pub fn named(&self) -> impl Iterator<Item = Part> {
        self.parts.iter().copied().chain(self.known.map(Part::Is))
    }

    /// Changes everything that it names.
    pub fn named_mut(&mut self, mut change: impl FnMut(&mut Arg)) {
        for part in &mut self.parts {
            if let Part::Is(arg) = part {
                change(arg);
            }
        }
        self.known.iter_mut().for_each(change);
    }
}

impl fmt::Display for SunkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag().name())?;
        match self {
            SunkKind::Struct(shape) => write!(f, " {shape}"),
            SunkKind::Array(Some(kind)) => write!(f, " {}", kind.name()),
            SunkKind::Closure(function) => write!(f, " {function}"),
            SunkKind::Array(None) | SunkKind::Cell | SunkKind::Range => Ok(()),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Part::Is(arg) => arg.fmt(f),
            Part::Fresh => f.write_str("_"),
        }
    }
}

impl fmt::Display for Sunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(", self.kind)?;
        for (n, part) in self.parts.iter().enumerate() {
            let comma = if n == 0 { "" } else { ", " };
            write!(f, "{comma}{part}")?;
        }
        f.write_str(")")?;
        match self.known {
            Some(known) => write!(f, " or {known}"),
            None => Ok(()),
        }
    }
}

impl Snapshot {
    /// Numbers its objects in the order in which they are named, and drops those that nobody names.
    pub(super) fn number_objects(&mut self) {
        if self.objects.is_empty() {
            return;
        }
        let mut numbers: Vec<Option<u32>> = vec![None; self.objects.len()];
        let mut order = Vec::new();
        let mut name = |arg: &mut Arg, order: &mut Vec<usize>| {
            if let Arg::Sunk(object) = arg
                && let Some(number) = numbers.get_mut(*object as usize)
            {
                *object = *number.get_or_insert_with(|| {
                    order.push(*object as usize);
                    order.len() as u32 - 1
                });
            }
        };
        self.slots_mut(|arg| name(arg, &mut order));
        let mut objects = Vec::new();
        while let Some(next) = order.get(objects.len()).copied() {
            let mut object = self.objects[next].clone();
            object.named_mut(|arg| name(arg, &mut order));
            objects.push(object);
        }
        self.objects = objects;
    }

    /// The tag of one of its objects.
    pub fn tag_of_object(&self, object: u32) -> Option<Tag> {
        let object = self.objects.get(object as usize)?;
        Some(object.kind.tag())
    }
}
