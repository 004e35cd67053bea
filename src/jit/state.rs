//! What native code is entered with, and how its end is read.
//!
//! ```text
//! code(state, base) -> 0    returned: the value is in the state
//!                   -> 1    left: the exit is in the state, payloads are in the home registers
//! ```
//!
//! Native code knows the offsets of the state's first fields; the rest is for the helpers that it calls.
//!
//! Invariant: a state lives for one run of one piece of code, on the stack of whoever runs it.

use std::any::Any;
use std::cell::Cell;
use std::mem::offset_of;
use std::ops::Range;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use super::exits::ExitTable;
use super::stack::on_native_stack;
use crate::heap::Heap;
use crate::index::{ExitId, ShapeId};
use crate::ir::eval::{Environment, How, Left, Outcome};
use crate::value::{Tag, Value};

/// The arguments and results of a run. See the module's documentation.
#[repr(C)]
pub struct NativeState<'e> {
    /// What was returned, thrown, or answered by a helper.
    pub(super) value: Value,
    /// The function or closure that runs in the outermost frame.
    callee: Value,
    globals: *mut Value,
    constants: *const Value,
    heap: *mut Heap,
    attention: *const AtomicU32,
    /// Which exit was taken.
    exit: u64,
    /// Whether `value` is thrown at the exit.
    throws: u64,
    /// In code that counts guards: the one that fails on purpose.
    guards_left: u64,
    /// In code that counts rounds: how many are left.
    pub(super) rounds_left: u64,
    /// What stores of fields were noted already. See [`Noted`].
    noted: *mut Noted,

    pub(super) environment: &'e mut dyn Environment,
    pub(super) exits: &'e ExitTable,
    /// Set by a helper after which the graph is left otherwise than by executing an instruction again.
    pub(super) how: Option<How>,
}

impl NativeState<'_> {
    /// Remembers what a store told.
    pub(super) fn note(&mut self, store: usize, word: Noted) {
        // SAFETY: code has so many stores as it says; the words are in cells.
        unsafe { self.noted.add(store).write(word) };
    }

    /// Where native code finds `value`.
    pub const VALUE_OFFSET: usize = offset_of!(NativeState, value);
    /// Where native code finds `callee`.
    pub const CALLEE_OFFSET: usize = offset_of!(NativeState, callee);
    /// Where native code finds the address of the global variables.
    pub const GLOBALS_OFFSET: usize = offset_of!(NativeState, globals);
    /// Where native code finds the address of the constants.
    pub const CONSTANTS_OFFSET: usize = offset_of!(NativeState, constants);
    /// Where native code finds the address of the heap.
    pub const HEAP_OFFSET: usize = offset_of!(NativeState, heap);
    /// Where native code finds the address of the flag that asks for attention.
    pub const ATTENTION_OFFSET: usize = offset_of!(NativeState, attention);
    /// Where native code says which exit it took.
    pub const EXIT_OFFSET: usize = offset_of!(NativeState, exit);
    /// Where native code counts guards down.
    pub const GUARDS_OFFSET: usize = offset_of!(NativeState, guards_left);
    /// Where native code counts rounds down.
    pub const ROUNDS_OFFSET: usize = offset_of!(NativeState, rounds_left);
    /// Where native code says that it throws.
    pub const THROWS_OFFSET: usize = offset_of!(NativeState, throws);
    /// Where native code finds the address of what was noted.
    pub const NOTED_OFFSET: usize = offset_of!(NativeState, noted);
}

/// For each instruction that stores a field: the shape and the kind of value that it last told the shape's family of. Another such
/// store need not tell it again. The shape is in the low half; the tag, plus 1, in the high one.
pub(super) type Noted = u64;

/// The word of a store.
pub(super) fn noted(shape: ShapeId, tag: Tag) -> Noted {
    u64::from(shape.0) | (tag as u64 + 1) << 32
}

/// The memory that native code works on.
#[derive(Clone, Copy, Debug)]
pub struct Tables {
    /// The first register of the outermost frame.
    pub base: *mut Value,
    /// The global variables.
    pub globals: *mut Value,
    /// The constants of the program.
    pub constants: *const Value,
    /// Not zero when somebody asks for attention.
    pub attention: *const AtomicU32,
    /// In code that counts guards, the number of the one that fails on purpose; 0 for none. Afterwards what is left of it.
    pub fail_at: u64,
    /// In code that counts rounds, after how many safepoints it is left; not 0. Afterwards what is left of it.
    pub rounds: u64,
}

/// A compiled graph, not yet linked.
#[derive(Clone, Debug)]
pub struct Object {
    /// The object file.
    pub bytes: Vec<u8>,
    /// The name of its function.
    pub symbol: String,
    /// Its exits.
    pub exits: ExitTable,
    /// Bytes of machine code.
    pub code_bytes: usize,
    /// How many instructions store fields.
    pub(super) stores: usize,
    /// What it took to make it.
    pub times: Times,
}

/// How long the stages of a compilation took.
#[derive(Clone, Copy, Default, Debug)]
pub struct Times {
    /// From the graph to the code generator's input.
    pub lower: Duration,
    /// The code generator's passes.
    pub passes: Duration,
    /// From there to the object.
    pub emit: Duration,
}

/// The function that a graph becomes.
pub(super) type Function = unsafe extern "C" fn(*mut NativeState<'_>, *mut Value) -> u64;

/// A compiled graph, ready to run.
pub struct Code {
    pub(super) function: Function,
    /// Its exits.
    pub exits: ExitTable,
    /// Bytes of machine code.
    pub code_bytes: usize,
    pub(super) noted: Box<[Cell<Noted>]>,
    /// Frees the memory when it is dropped.
    pub(super) _memory: Box<dyn Any>,
}

/// How a run of native code ended.
#[derive(Clone, Debug)]
pub enum Ended {
    /// The outermost frame returned the value.
    Returned(Value),
    /// At an exit, whose frames are in their homes.
    Left(ExitId, How),
}

impl Code {
    /// Where its instructions stand.
    pub fn addresses(&self) -> Range<usize> {
        let start = self.function as usize;
        start..start + self.code_bytes
    }

    /// Runs it.
    ///
    /// # Safety
    /// The tables are those of the environment and of the program that the graph was made for; there is room above `base`
    /// for all frames of all exits; the graph is verified, and what it was entered for holds.
    pub unsafe fn enter(&self, environment: &mut dyn Environment, tables: &mut Tables) -> Ended {
        let callee = environment.callee();
        let heap: *mut Heap = environment.heap();
        let mut state = NativeState {
            value: Value::NULL,
            callee,
            globals: tables.globals,
            constants: tables.constants,
            heap,
            attention: tables.attention,
            exit: 0,
            throws: 0,
            guards_left: tables.fail_at,
            rounds_left: tables.rounds,
            noted: self.noted.as_ptr().cast_mut().cast(),
            environment,
            exits: &self.exits,
            how: None,
        };
        // SAFETY: the caller's promise; the state outlives the call.
        let left = on_native_stack(|| unsafe { (self.function)(&mut state, tables.base) }) != 0;
        (tables.fail_at, tables.rounds) = (state.guards_left, state.rounds_left);
        if !left {
            return Ended::Returned(state.value);
        }
        let exit = ExitId(state.exit as u32);
        // SAFETY: the code said that it took this exit, so its payloads are stored.
        unsafe { self.exits.restore(exit, tables.base, tables.constants) };
        let how = match state.how {
            Some(how) => how,
            None if state.throws != 0 => How::Throw(state.value),
            None => How::Again,
        };
        Ended::Left(exit, how)
    }

    /// Runs it and answers as the evaluator does.
    ///
    /// # Safety
    /// As [`Code::enter`].
    pub unsafe fn run(&self, environment: &mut dyn Environment, mut tables: Tables) -> Outcome {
        // SAFETY: the caller's promise.
        match unsafe { self.enter(environment, &mut tables) } {
            Ended::Returned(value) => Outcome::Returned(value),
            Ended::Left(exit, how) => Outcome::Left(Left {
                exit,
                snap: self.exits.snap(exit),
                how,
                // SAFETY: `enter` restored the homes.
                frames: unsafe { self.exits.frame_states(exit, tables.base) },
            }),
        }
    }
}
