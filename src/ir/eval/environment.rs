//! What a graph needs of the world around it: registers, globals, the machine's own meanings, calls.
//!
//! ```text
//! set_reg r1, %2       ->  environment.set_register(1, value)
//! call f3, 8, (%1), s2 ->  environment.call(...)  ->  Returned, Threw, Declined or Bailed
//! ```
//!
//! Invariant: an environment collects garbage only where it is given the values that live (`safepoint`, `call`,
//! `call_tree`), and keeps those alive.

use super::How;
use crate::heap::Heap;
use crate::index::{BuiltinId, ConstId, ExitId, FnId, GlobalId, Pc, Reg, SymbolId, TreeId};
use crate::ir::Helper;
use crate::runtime::Fault;
use crate::value::Value;

/// Whether a loop may go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Poll {
    /// It may.
    Continue,
    /// Somebody asked for attention: the interpreter answers.
    Leave,
}

/// A frame as an interpreter needs it to go on.
#[derive(Clone, Debug)]
pub struct FrameState {
    /// Its function.
    pub function: FnId,
    /// Where it goes on.
    pub pc: Pc,
    /// Where its window begins, in registers from its caller's.
    pub window: u32,
    /// The called value, to be written in front of the window.
    pub callee: Option<Value>,
    /// The registers to be written; others that live are in their homes.
    pub registers: Vec<(Reg, Value)>,
}

/// A call of a function that is not inlined.
pub struct Call<'a> {
    /// The function.
    pub callee: FnId,
    /// Where its window begins, in registers from the innermost frame's.
    pub window: u32,
    /// The called value and the parameters.
    pub arguments: &'a [Value],
    /// The frames below it, as they are during the call.
    pub frames: &'a [FrameState],
    /// What must live on.
    pub roots: &'a [Value],
}

/// How a call ended.
#[derive(Clone, Copy, Debug)]
pub enum Called {
    /// With its value.
    Returned(Value),
    /// With an exception, which no frame of the callee caught.
    Threw(Value),
    /// It did not begin: the interpreter is to enter it.
    Declined,
    /// In the middle: the callee's frames are written, the interpreter goes on in them.
    Bailed,
}

/// How the run of another tree ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TreeRun {
    /// At that exit, with the frames as before and their registers in their homes.
    At(ExitId),
    /// It did not begin.
    Declined,
    /// Otherwise; its frames are written, the interpreter goes on in them.
    Bailed,
}

/// Where code runs that native code called.
#[derive(Clone, Copy, Debug)]
pub struct Running {
    /// The address of its function.
    pub code: usize,
    /// Its window.
    pub base: *mut Value,
    /// The address of the first frame that is free.
    pub frame: usize,
}

/// How code that native code called did not return.
#[derive(Clone, Debug)]
pub enum Unfinished {
    /// At that exit; its registers are in their homes.
    Left(ExitId, How),
    /// It did not begin.
    Declined(FnId),
}

/// What native code counts down.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Until the guard that fails on purpose; 0 for none.
    pub guards: u64,
    /// Until quick code is left.
    pub rounds: u64,
}

/// The ends of the stacks.
#[derive(Clone, Copy, Debug)]
pub struct StackLimits {
    /// The address of the frame that would be one too deep.
    pub frame: usize,
    /// Windows end at this address at the latest, until the stack grows.
    pub stack: usize,
}

/// See the module's documentation.
pub trait Environment {
    /// The heap.
    fn heap(&mut self) -> &mut Heap;
    /// What a home register holds, counted from the outermost frame's first.
    fn register(&mut self, home: u32) -> Value;
    /// Writes a home register.
    fn set_register(&mut self, home: u32, value: Value);
    /// The function or closure that runs in the outermost frame.
    fn callee(&mut self) -> Value;
    /// A constant of the program.
    fn constant(&mut self, id: ConstId) -> Value;
    /// A global variable, unset if it has no value yet.
    fn global(&mut self, id: GlobalId) -> Value;
    /// Writes a global variable.
    fn set_global(&mut self, id: GlobalId, value: Value);
    /// The payload of the name's string, as the entries of hashes hold it.
    fn name_string(&mut self, name: SymbolId) -> u64;
    /// May collect, keeping the roots alive; says whether to go on.
    fn safepoint(&mut self, roots: &[Value]) -> Poll;
    /// Whether so many more frames and registers fit on the stack.
    fn has_room(&mut self, frames: u32, registers: u32) -> bool;
    /// A helper whose place is the machine.
    ///
    /// # Errors
    /// When it faults; then nothing happened.
    fn helper(&mut self, helper: Helper, arguments: &[Value]) -> Result<Value, Fault>;
    /// A native function.
    ///
    /// # Errors
    /// When it faults; then nothing happened.
    fn builtin(&mut self, native: BuiltinId, arguments: &[Value]) -> Result<Value, Fault>;
    /// Calls a function.
    fn call(&mut self, call: Call<'_>) -> Called;
    /// Runs another tree on the home registers.
    fn call_tree(&mut self, tree: TreeId, frames: &[FrameState], roots: &[Value]) -> TreeRun;
    /// The error value of a fault at the place of the innermost frame.
    fn error_value(&mut self, fault: &Fault, frames: &[FrameState]) -> Value;

    /// From now on registers, frames and windows are those of that code. Of environments in which native code calls none there is
    /// only one.
    fn position(&mut self, _: Running) {}
    /// The ends of the stacks, if they end.
    fn limits(&self) -> Option<StackLimits> {
        None
    }
    /// What native code that calls has counted so far.
    fn note_counts(&mut self, _: Counts) {}
    /// What it is to go on with, if that is counted elsewhere too.
    fn counts(&self) -> Option<Counts> {
        None
    }
    /// Goes on in what follows where code was left that native code had called: its value, or [`Called::Bailed`].
    fn follow(&mut self, _: Running, _: Unfinished) -> Called {
        Called::Bailed
    }
}
