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
use std::mem::offset_of;
use std::sync::atomic::AtomicU32;

use super::exits::ExitTable;
use crate::heap::Heap;
use crate::index::ExitId;
use crate::ir::eval::{Environment, How, Left, Outcome};
use crate::value::Value;

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

    pub(super) environment: &'e mut dyn Environment,
    pub(super) exits: &'e ExitTable,
    /// Set by a helper after which the graph is left otherwise than by executing an instruction again.
    pub(super) how: Option<How>,
}

impl NativeState<'_> {
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
    /// Where native code says that it throws.
    pub const THROWS_OFFSET: usize = offset_of!(NativeState, throws);
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
}

/// The function that a graph becomes.
pub(super) type Function = unsafe extern "C" fn(*mut NativeState<'_>, *mut Value) -> u64;

/// A compiled graph, ready to run.
pub struct Code {
    pub(super) function: Function,
    /// Its exits.
    pub exits: ExitTable,
    /// Frees the memory when it is dropped.
    pub(super) _memory: Box<dyn Any>,
}

impl Code {
    /// Runs it and answers as the evaluator does; home registers that its frames name are written already.
    ///
    /// # Safety
    /// The tables are those of the environment and of the program that the graph was made for; there is room above `base` for all
    /// frames of all exits; the graph is verified, and what it was entered for holds.
    pub unsafe fn run(&self, environment: &mut dyn Environment, tables: Tables) -> Outcome {
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
            environment,
            exits: &self.exits,
            how: None,
        };
        // SAFETY: the caller's promise; the state outlives the call.
        let left = unsafe { (self.function)(&mut state, tables.base) } != 0;
        if !left {
            return Outcome::Returned(state.value);
        }
        let exit = ExitId(state.exit as u32);
        // SAFETY: the code said that it took this exit, so its payloads are stored.
        let frames = unsafe {
            self.exits.restore(exit, tables.base, tables.constants);
            self.exits.frame_states(exit, tables.base)
        };
        let how = match state.how {
            Some(how) => how,
            None if state.throws != 0 => How::Throw(state.value),
            None => How::Again,
        };
        let snap = self.exits.snap(exit);
        Outcome::Left(Left { exit, snap, how, frames })
    }
}
