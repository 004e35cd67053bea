//! What native code is entered with, and how its end is read.
//!
//! ```text
//! code(state, base, frame) -> tag, payload    returned that value
//!                          -> LEFT            the exit is in the state, payloads are in the home registers
//!                          -> UNWOUND         a callee was left, and the environment knows where
//!                          -> DECLINED        nothing was done: the machine stack is nearly used up
//! ```
//!
//! Native code knows the offsets of the state's first fields; the rest is for the helpers that it calls.
//!
//! Invariant: a state lives for one run of one piece of code and of all code that it calls, on the stack of whoever runs it.

use std::any::Any;
use std::mem::offset_of;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::codes::Codes;
use super::exits::ExitTable;
use super::helpers::value;
use super::stack::{on_native_stack, stack_pointer};
use super::{DECLINED, LEFT, UNWOUND};
use crate::heap::{Heap, Signals};
use crate::index::{ExitId, FnId};
use crate::interp::{Entry, Frame};
use crate::ir::eval::{Environment, How, Left, Outcome, Running};
use crate::value::Value;

/// The arguments and results of a run. See the module's documentation.
#[repr(C)]
pub struct NativeState<'e> {
    /// What was thrown, or answered by a helper.
    pub(super) value: Value,
    /// The function or closure that runs in the outermost frame, for code without a machine.
    callee: Value,
    globals: *mut Value,
    pub(super) constants: *const Value,
    heap: *mut Heap,
    signals: *const Signals,
    /// Which exit was taken.
    pub(super) exit: u64,
    /// Whether `value` is thrown at the exit.
    throws: u64,
    /// In code that counts guards: the one that fails on purpose.
    pub(super) guards_left: u64,
    /// In code that counts rounds: how many are left.
    pub(super) rounds_left: u64,
    /// Windows end here at the latest, until the stack grows.
    stack_limit: usize,
    /// The functions' entries.
    entries: *const Entry,
    /// By function its code.
    slots: *const usize,
    /// Calls are declined when the machine stack has come so far down.
    machine_limit: usize,
    /// Where the code that calls a helper runs, if that looks at the stack.
    pub(super) code: usize,
    base: *mut Value,
    pub(super) frame: *mut Frame,
    /// Where the bail-out block has stored what the objects of its snapshot hold.
    pub(super) parts: *const Value,

    pub(super) environment: &'e mut dyn Environment,
    pub(super) codes: &'e Codes,
    /// Set by a helper after which the graph is left otherwise than by executing an instruction again.
    pub(super) how: Option<How>,
}

impl NativeState<'_> {
    /// Tells the environment where the code runs that called the helper.
    pub(super) fn position(&mut self) {
        self.environment.position(Running {
            code: self.code,
            base: self.base,
            frame: self.frame as usize,
        });
    }

    /// Reads the limits anew: the environment may have opened the stack further. `frame` is the first frame that is free now.
    /// The limit of frames is lowered to as many as the machine stack has room for below here. Answers it, if there is one.
    pub(super) fn refresh(&mut self, frame: usize) -> Option<usize> {
        let limits = self.environment.limits()?;
        let room = (stack_pointer()).saturating_sub(self.machine_limit);
        let frames = room / NativeState::FRAME_BYTES * size_of::<Frame>();
        let limit = limits.frame.min(frame.saturating_add(frames));
        self.signals().set_frame_limit(limit);
        self.stack_limit = limits.stack;
        Some(limit)
    }

    /// What makes it look up.
    fn signals(&self) -> &Signals {
        // SAFETY: whoever entered the code keeps them alive.
        unsafe { &*self.signals }
    }

    /// The address of a function's code.
    pub(super) fn slot(&self, function: FnId) -> usize {
        // SAFETY: the table has an entry for each function that code calls, and stays where it is during a run.
        unsafe { *self.slots.add(function.index()) }
    }

    /// How the exit that was just taken is left.
    pub(super) fn how(&mut self) -> How {
        let throws = std::mem::take(&mut self.throws) != 0;
        match self.how.take() {
            Some(how) => how,
            None if throws => How::Throw(self.value),
            None => How::Again,
        }
    }

    /// The bytes of the machine stack that code of small graphs takes at most for each frame that it pushes or is entered with.
    pub const FRAME_BYTES: usize = 2048;
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
    /// Where native code finds the address of what makes it look up.
    pub const SIGNALS_OFFSET: usize = offset_of!(NativeState, signals);
    /// Where native code says which exit it took.
    pub const EXIT_OFFSET: usize = offset_of!(NativeState, exit);
    /// Where native code counts guards down.
    pub const GUARDS_OFFSET: usize = offset_of!(NativeState, guards_left);
    /// Where native code counts rounds down.
    pub const ROUNDS_OFFSET: usize = offset_of!(NativeState, rounds_left);
    /// Where native code says that it throws.
    pub const THROWS_OFFSET: usize = offset_of!(NativeState, throws);
    /// Where native code finds the end of the registers.
    pub const STACK_LIMIT_OFFSET: usize = offset_of!(NativeState, stack_limit);
    /// Where native code finds the address of the functions' entries.
    pub const ENTRIES_OFFSET: usize = offset_of!(NativeState, entries);
    /// Where native code finds the address of the functions' code.
    pub const SLOTS_OFFSET: usize = offset_of!(NativeState, slots);
    /// Where native code finds the end of the machine stack.
    pub const MACHINE_LIMIT_OFFSET: usize = offset_of!(NativeState, machine_limit);
    /// Where native code says which code it is.
    pub const CODE_OFFSET: usize = offset_of!(NativeState, code);
    /// Where native code says where its window is.
    pub const BASE_OFFSET: usize = offset_of!(NativeState, base);
    /// Where native code says which frame is free.
    pub const FRAME_OFFSET: usize = offset_of!(NativeState, frame);
    /// Where native code says where the parts of objects are.
    pub const PARTS_OFFSET: usize = offset_of!(NativeState, parts);
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
    /// What makes it look up.
    pub signals: *const Signals,
    /// In code that counts guards, the number of the one that fails on purpose; 0 for none. Afterwards what is left of it.
    pub fail_at: u64,
    /// The first frame that is free.
    pub frame: *mut Frame,
    /// The functions' entries, for code that calls through slots.
    pub entries: *const Entry,
    /// By function its code, for code that calls through slots.
    pub slots: *const usize,
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

/// What stands in the slots of functions that have no code.
extern "C" fn decline(_: *mut NativeState<'_>, _: *mut Value, _: *mut Frame) -> Answer {
    Answer {
        tag: DECLINED,
        payload: 0,
    }
}

/// The address of what stands in the slots of functions that have no code.
pub fn declining() -> usize {
    decline as *const () as usize
}

/// What code answers: the tag and the payload of a value, or a status in place of the tag.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    pub(super) tag: u64,
    pub(super) payload: u64,
}

/// The function that a graph becomes.
pub(super) type Function =
    unsafe extern "C" fn(*mut NativeState<'_>, *mut Value, *mut Frame) -> Answer;

/// A compiled graph, ready to run.
pub struct Code {
    pub(super) function: Function,
    /// Its exits.
    pub exits: Arc<ExitTable>,
    /// Bytes of machine code.
    pub code_bytes: usize,
    /// The exits of all code of the linker.
    pub(super) codes: Arc<Codes>,
    /// Frees the memory when it is dropped.
    pub(super) _memory: Box<dyn Any + Send>,
}

impl Drop for Code {
    fn drop(&mut self) {
        self.codes.remove(self.function as usize);
    }
}

/// How a run of native code ended.
#[derive(Clone, Debug)]
pub enum Ended {
    /// The outermost frame returned the value.
    Returned(Value),
    /// At an exit, whose frames are in their homes.
    Left(ExitId, How),
    /// In the middle of a call: the callee was left, and the environment knows where.
    Inside,
    /// Nothing was done: the machine stack is nearly used up.
    Declined,
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
            signals: tables.signals,
            exit: 0,
            throws: 0,
            guards_left: tables.fail_at,
            rounds_left: tables.rounds,
            stack_limit: usize::MAX,
            entries: tables.entries,
            slots: tables.slots,
            machine_limit: 0,
            code: self.function as usize,
            base: tables.base,
            frame: tables.frame,
            parts: std::ptr::null(),
            environment,
            codes: &self.codes,
            how: None,
        };
        let before = state.signals().frame_limit();
        let answer = on_native_stack(|limit| {
            state.machine_limit = limit;
            state.refresh(tables.frame as usize);
            // SAFETY: the caller's promise; the state outlives the call.
            unsafe { (self.function)(&mut state, tables.base, tables.frame) }
        });
        if state.environment.limits().is_some() {
            // That of code that waits for this.
            state.signals().set_frame_limit(before);
        }
        (tables.fail_at, tables.rounds) = (state.guards_left, state.rounds_left);
        match answer.tag {
            LEFT => {
                let exit = ExitId(state.exit as u32);
                let places = (tables.base, tables.constants, state.parts);
                // SAFETY: the code said that it took this exit, so its payloads are stored.
                unsafe { self.exits.restore(exit, state.environment.heap(), places) };
                Ended::Left(exit, state.how())
            }
            UNWOUND => Ended::Inside,
            DECLINED => Ended::Declined,
            _ => Ended::Returned(value(answer.tag, answer.payload)),
        }
    }

    /// The address of its function: what stands in slots.
    pub fn address(&self) -> usize {
        self.function as usize
    }

    /// Runs it and answers as the evaluator does.
    ///
    /// # Safety
    /// As [`Code::enter`].
    pub unsafe fn run(&self, environment: &mut dyn Environment, mut tables: Tables) -> Outcome {
        // SAFETY: the caller's promise.
        match unsafe { self.enter(environment, &mut tables) } {
            Ended::Returned(value) => Outcome::Returned(value),
            Ended::Inside | Ended::Declined => {
                unreachable!("only code that calls through slots ends so")
            }
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
