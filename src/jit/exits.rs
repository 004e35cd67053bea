//! The exit table: what a bail-out block does not do, since it is known when the code is made.
//!
//! ```text
//! s1: f0@4 r1=%2 r2=7 r3=%5     bail-out block: payload of %2 to home 1, tag and payload of %5 to home 3
//!                               table: home 1 gets tag int, home 2 gets int 7, home 3 is whole
//! ```
//!
//! Where two frames of a snapshot name one home register, the inner frame's value stands there.
//!
//! The objects that a snapshot stands for are made when everything else is in its home; for what they hold and no home does the
//! bail-out block has a buffer of its own.
//!
//! Invariant: after [`ExitTable::restore`] every home register that the snapshot names holds a valid value.

use std::collections::BTreeMap;
use std::fmt;

use crate::heap::Heap;
use crate::index::{ExitId, FnId, Pc, Reg, SnapId};
use crate::ir::eval::{FrameState, Held, make_objects};
use crate::ir::print::block_name;
use crate::ir::{Arg, Const, Exit, Graph, Part, Slot, Snapshot, SunkKind, Type};
use crate::value::{Tag, Value};

/// How a home register, or a part of an object, gets its value when a graph is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recipe {
    /// The bail-out block stored the payload.
    Tagged(Tag),
    /// The bail-out block stored tag and payload.
    Whole,
    /// Nothing was stored.
    Constant(Const),
    /// Nothing was stored: it is this object of the snapshot.
    Object(u32),
    /// Nothing was stored, of a part: it is what a new object has there.
    Fresh,
}

/// A frame of a snapshot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frame {
    /// Its function.
    pub function: FnId,
    /// Where it goes on.
    pub pc: Pc,
    /// Where its window begins, in registers from its caller's.
    pub window: u32,
    /// The called value, if the snapshot names it.
    callee: Option<Written>,
    /// The registers that the snapshot writes.
    registers: Vec<(Reg, Written)>,
}

/// What a snapshot has for a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Written {
    /// A value or a constant.
    Value,
    /// An object that is made when the graph is left.
    Object,
}

impl Written {
    fn of(arg: Arg) -> Written {
        match arg {
            Arg::Sunk(_) => Written::Object,
            _ => Written::Value,
        }
    }
}

/// The exits of a graph. See the module's documentation.
#[derive(Clone, Debug, Default)]
pub struct ExitTable {
    exits: Vec<Exit>,
    snapshots: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    frames: Vec<Frame>,
    homes: BTreeMap<i64, (Recipe, Arg)>,
    /// What the bail-out block leaves open.
    open: Vec<(isize, Recipe)>,
    objects: Vec<Object>,
}

/// An object that is made when the graph is left.
#[derive(Clone, Debug)]
struct Object {
    kind: SunkKind,
    parts: Vec<Recipe>,
    /// What it may be already.
    known: Option<Recipe>,
    /// The place of its first part in the buffer. What it may be is behind the last one.
    start: usize,
}

impl ExitTable {
    /// The table of a graph.
    pub fn of(graph: &Graph) -> ExitTable {
        let snapshots = graph.snapshots.iter().map(|snapshot| {
            let mut homes = BTreeMap::new();
            let mut frames = Vec::new();
            for (base, frame) in snapshot.bases() {
                let base = i64::from(base);
                let mut put = |home: i64, arg: Arg| homes.insert(home, (recipe(graph, arg), arg));
                frame.callee.into_iter().for_each(|callee| {
                    put(base - 1, callee);
                });
                let mut registers = Vec::new();
                for (reg, slot) in &frame.registers {
                    if let Slot::Value(arg) = slot {
                        put(base + i64::from(reg.0), *arg);
                        registers.push((*reg, Written::of(*arg)));
                    }
                }
                frames.push(Frame {
                    function: frame.function,
                    pc: frame.pc,
                    window: frame.window,
                    callee: frame.callee.map(Written::of),
                    registers,
                });
            }
            let open = homes
                .iter()
                .map(|(home, (recipe, _))| (*home as isize, *recipe));
            let open = open
                .filter(|(_, recipe)| *recipe != Recipe::Whole)
                .collect();
            Entry {
                frames,
                homes,
                open,
                objects: objects(graph, snapshot),
            }
        });
        ExitTable {
            snapshots: snapshots.collect(),
            exits: graph.exits(),
        }
    }

    /// The number of exits.
    pub fn len(&self) -> usize {
        self.exits.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.exits.is_empty()
    }

    /// The snapshot of an exit.
    pub fn snap(&self, exit: ExitId) -> SnapId {
        self.exits[exit.index()].snap
    }

    /// The frames at an exit, outermost first.
    pub fn frames(&self, exit: ExitId) -> &[Frame] {
        &self.snapshots[self.snap(exit).index()].frames
    }

    /// The home registers that a snapshot writes, counted from the outermost frame's first, with what is written; by rising number.
    pub fn homes(&self, snap: SnapId) -> impl Iterator<Item = (i64, Recipe, Arg)> {
        let homes = &self.snapshots[snap.index()].homes;
        homes
            .iter()
            .map(|(home, (recipe, arg))| (*home, *recipe, *arg))
    }

    /// How the parts of a snapshot's objects, and what they may be, get their values, one object's after the other's. The bail-out block stores the
    /// n-th one's words at the n-th place of the buffer.
    pub fn parts(&self, snap: SnapId) -> impl Iterator<Item = Recipe> {
        let objects = &self.snapshots[snap.index()].objects;
        objects
            .iter()
            .flat_map(|object| object.parts.iter().copied().chain(object.known))
    }

    /// The most places that a bail-out block needs for the parts of objects.
    pub fn most_parts(&self) -> usize {
        let counts = (0..self.snapshots.len()).map(|n| self.parts(SnapId(n as u32)).count());
        counts.max().unwrap_or(0)
    }

    /// Fills in what the bail-out block of an exit left open, and makes the exit's objects.
    ///
    /// # Safety
    /// `base` is the address of the outermost frame's window, with room for all frames of the exit, `constants`
    /// that of the program's constants, and `parts` that of the buffer that the bail-out block wrote to.
    pub unsafe fn restore(
        &self,
        exit: ExitId,
        heap: &mut Heap,
        (base, constants, parts): (*mut Value, *const Value, *const Value),
    ) {
        let entry = &self.snapshots[self.snap(exit).index()];
        // SAFETY: the caller's promise.
        let made = unsafe { entry.make(heap, constants, parts) };
        for (home, recipe) in &entry.open {
            // SAFETY: the caller's promise.
            unsafe {
                let place = base.offset(*home);
                match recipe {
                    Recipe::Whole | Recipe::Fresh => {}
                    Recipe::Tagged(tag) => {
                        place.write(Value::from_parts(*tag, place.read().bits()));
                    }
                    Recipe::Constant(constant) => place.write(constant_value(*constant, constants)),
                    Recipe::Object(object) => place.write(made[*object as usize]),
                }
            }
        }
    }

    /// The frames at an exit with what is in their home registers.
    ///
    /// # Safety
    /// As [`ExitTable::restore`], which was called.
    pub unsafe fn frame_states(&self, exit: ExitId, base: *mut Value) -> Vec<FrameState> {
        let mut start = base;
        let states = self.frames(exit).iter().map(|frame| {
            // SAFETY: the caller's promise.
            unsafe {
                start = start.add(frame.window as usize);
                frame.state(|place, _| *start.offset(place))
            }
        });
        states.collect()
    }

    /// The frames at an exit from the values of its snapshot in order. Objects that are still to be made are unset in them.
    pub(super) fn frames_of(&self, exit: ExitId, values: &[Value]) -> Vec<FrameState> {
        let mut values = values.iter().copied();
        let frames = self.frames(exit).iter();
        frames
            .map(|frame| {
                frame.state(|_, written| match written {
                    Written::Value => values.next().unwrap_or(Value::UNSET),
                    Written::Object => Value::UNSET,
                })
            })
            .collect()
    }
}

impl Entry {
    /// Makes the objects.
    ///
    /// # Safety
    /// `constants` is the address of the program's constants, and `parts` that of the buffer that the bail-out block wrote to.
    unsafe fn make(
        &self,
        heap: &mut Heap,
        constants: *const Value,
        parts: *const Value,
    ) -> Vec<Value> {
        if self.objects.is_empty() {
            return Vec::new();
        }
        let kinds: Vec<(SunkKind, usize)> = self
            .objects
            .iter()
            .map(|object| (object.kind, object.parts.len()))
            .collect();
        let held = |recipe: Recipe, place: usize| {
            // SAFETY: the caller's promise.
            let stored = || unsafe { parts.add(place).read() };
            match recipe {
                Recipe::Whole => Held::Value(stored()),
                Recipe::Tagged(tag) => Held::Value(Value::from_parts(tag, stored().bits())),
                Recipe::Constant(constant) => {
                    // SAFETY: the caller's promise.
                    Held::Value(unsafe { constant_value(constant, constants) })
                }
                Recipe::Object(object) => Held::Object(object),
                Recipe::Fresh => Held::Fresh,
            }
        };
        let known = |n: usize| {
            let object = &self.objects[n];
            let known = object
                .known
                .map(|recipe| held(recipe, object.start + object.parts.len()));
            match known {
                Some(Held::Value(value)) => value,
                _ => Value::NULL,
            }
        };
        make_objects(heap, &kinds, known, |n, at| {
            let object = &self.objects[n];
            held(object.parts[at], object.start + at)
        })
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recipe::Tagged(tag) => f.write_str(tag.name()),
            Recipe::Whole => f.write_str("any"),
            Recipe::Constant(constant) => constant.fmt(f),
            Recipe::Object(object) => write!(f, "o{object}"),
            Recipe::Fresh => f.write_str("_"),
        }
    }
}

impl fmt::Display for ExitTable {
    /// `x3: b1, instruction 2, s1`, then `s1: f0@4+0 | h1=int h2=7 h3=any`: home registers with their recipes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, exit) in self.exits.iter().enumerate() {
            let (block, at, snap) = (block_name(exit.block), exit.at, exit.snap);
            writeln!(f, "x{n}: {block}, instruction {at}, {snap}")?;
        }
        for (n, entry) in self.snapshots.iter().enumerate() {
            write!(f, "s{n}:")?;
            for frame in &entry.frames {
                write!(f, " {}@{}+{}", frame.function, frame.pc, frame.window)?;
            }
            f.write_str(" |")?;
            for (home, (recipe, _)) in &entry.homes {
                write!(f, " h{home}={recipe}")?;
            }
            for (n, object) in entry.objects.iter().enumerate() {
                let parts: Vec<String> = object.parts.iter().map(Recipe::to_string).collect();
                write!(f, " o{n}={}({})", object.kind, parts.join(", "))?;
                if let Some(known) = object.known {
                    write!(f, " or {known}")?;
                }
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}

impl Frame {
    /// The state of a frame whose registers are asked for one by one, the callee first.
    fn state(&self, mut at: impl FnMut(isize, Written) -> Value) -> FrameState {
        FrameState {
            function: self.function,
            pc: self.pc,
            window: self.window,
            callee: self.callee.map(|written| at(-1, written)),
            registers: self
                .registers
                .iter()
                .map(|(reg, written)| (*reg, at(reg.0 as isize, *written)))
                .collect(),
        }
    }
}

fn objects(graph: &Graph, snapshot: &Snapshot) -> Vec<Object> {
    let part = |part: &Part| part.arg().map_or(Recipe::Fresh, |arg| recipe(graph, arg));
    let mut next = 0;
    let objects = snapshot.objects.iter().map(|object| {
        let start = next;
        next += object.named().count();
        Object {
            kind: object.kind,
            parts: object.parts.iter().map(part).collect(),
            known: object.known.map(|arg| recipe(graph, arg)),
            start,
        }
    });
    objects.collect()
}

fn recipe(graph: &Graph, arg: Arg) -> Recipe {
    match (arg, graph.type_of(arg)) {
        (Arg::Sunk(object), _) => Recipe::Object(object),
        (Arg::Const(constant), _) => Recipe::Constant(constant),
        (_, Type::Tag(tag)) => Recipe::Tagged(tag),
        _ => Recipe::Whole,
    }
}

/// The value of a constant.
///
/// # Safety
/// `constants` is the address of the program's constants, of which it is one.
unsafe fn constant_value(constant: Const, constants: *const Value) -> Value {
    match constant {
        Const::Unset => Value::UNSET,
        Const::Null => Value::NULL,
        Const::Bool(b) => Value::bool(b),
        Const::Int(n) => Value::int(n),
        Const::Float(bits) => Value::from_parts(Tag::Float, bits),
        Const::Function(function) => Value::function(function),
        Const::Builtin(native) => Value::builtin(native),
        Const::Symbol(name) => Value::symbol(name),
        // SAFETY: the caller's promise.
        Const::Pool(id, _) => unsafe { constants.add(id.index()).read() },
    }
}
