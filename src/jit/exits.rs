//! The exit table: what a bail-out block does not do, since it is known when the code is made.
//!
//! ```text
//! s1: f0@4 r1=%2 r2=7 r3=%5     bail-out block: payload of %2 to home 1, tag and payload of %5 to home 3
//!                               table: home 1 gets tag int, home 2 gets int 7, home 3 is whole
//! ```
//!
//! Where two frames of a snapshot name one home register, the inner frame's value stands there.
//!
//! Invariant: after [`ExitTable::restore`] every home register that the snapshot names holds a valid value.

use std::collections::BTreeMap;
use std::fmt;

use crate::index::{ExitId, FnId, Pc, Reg, SnapId};
use crate::ir::eval::FrameState;
use crate::ir::print::block_name;
use crate::ir::{Arg, Const, Exit, Graph, Slot, Type};
use crate::value::{Tag, Value};

/// How a home register gets its value when a graph is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recipe {
    /// The bail-out block stored the payload.
    Tagged(Tag),
    /// The bail-out block stored tag and payload.
    Whole,
    /// Nothing was stored.
    Constant(Const),
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
    /// Whether the snapshot names its called value.
    has_callee: bool,
    /// The registers that the snapshot writes.
    registers: Vec<Reg>,
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
                        registers.push(*reg);
                    }
                }
                frames.push(Frame {
                    function: frame.function,
                    pc: frame.pc,
                    window: frame.window,
                    has_callee: frame.callee.is_some(),
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

    /// Fills in what the bail-out block of an exit left open.
    ///
    /// # Safety
    /// `base` is the address of the outermost frame's window, with room for all frames of the exit, and `constants`
    /// that of the program's constants.
    pub unsafe fn restore(&self, exit: ExitId, base: *mut Value, constants: *const Value) {
        for (home, recipe) in &self.snapshots[self.snap(exit).index()].open {
            // SAFETY: the caller's promise.
            unsafe {
                let place = base.offset(*home);
                match recipe {
                    Recipe::Whole => {}
                    Recipe::Tagged(tag) => {
                        place.write(Value::from_parts(*tag, place.read().bits()));
                    }
                    Recipe::Constant(constant) => place.write(constant_value(*constant, constants)),
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
                frame.state(|place| *start.offset(place))
            }
        });
        states.collect()
    }

    /// The frames at an exit from the values of its snapshot in order.
    pub(super) fn frames_of(&self, exit: ExitId, values: &[Value]) -> Vec<FrameState> {
        let mut values = values.iter().copied();
        let frames = self.frames(exit).iter();
        frames
            .map(|frame| frame.state(|_| values.next().unwrap_or(Value::UNSET)))
            .collect()
    }
}

impl fmt::Display for Recipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Recipe::Tagged(tag) => f.write_str(tag.name()),
            Recipe::Whole => f.write_str("any"),
            Recipe::Constant(constant) => constant.fmt(f),
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
            f.write_str("\n")?;
        }
        Ok(())
    }
}

impl Frame {
    /// The state of a frame whose registers are asked for one by one, the callee first.
    fn state(&self, mut at: impl FnMut(isize) -> Value) -> FrameState {
        FrameState {
            function: self.function,
            pc: self.pc,
            window: self.window,
            callee: self.has_callee.then(|| at(-1)),
            registers: self
                .registers
                .iter()
                .map(|reg| (*reg, at(reg.0 as isize)))
                .collect(),
        }
    }
}

fn recipe(graph: &Graph, arg: Arg) -> Recipe {
    match (arg, graph.type_of(arg)) {
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
