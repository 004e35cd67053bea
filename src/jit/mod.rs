//! Native code: what turns graphs into it, how it is entered, and what it leaves behind.
//!
//! ```text
//! graph --Compiler::compile--> Object --Backend::load--> Code --Code::run--> Outcome
//!         (compile thread)     bytes and exit table      (main thread)       as the evaluator's
//! ```
//!
//! The code of a graph is a function of the native state and the address of the outermost frame's window. It answers
//! what it returned, or that it was left; its exit table says what the registers then are. Code calls code: see [`Calls`].
//!
//! Invariant: an object holds names and small numbers, and of addresses only those of bytecode that does not move; it can be made on any
//! thread.

mod clock;
#[cfg(feature = "llvm")]
mod codes;
#[cfg(feature = "llvm")]
mod exits;
#[cfg(feature = "llvm")]
mod helpers;
#[cfg(feature = "llvm")]
pub mod llvm;
#[cfg(feature = "llvm")]
pub mod processor;
#[cfg(feature = "llvm")]
mod stack;
#[cfg(feature = "llvm")]
mod state;

pub use clock::ThreadTime;
#[cfg(feature = "llvm")]
pub use exits::{ExitTable, Frame, Recipe};
#[cfg(feature = "llvm")]
pub use state::{Answer, Code, Ended, NativeState, Object, Tables, Times, declining};

use std::fmt;

#[cfg(feature = "llvm")]
use crate::ir::Graph;

/// Why a graph was not compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It has an instruction, or another thing of that name, that the backend does not have.
    Unsupported(&'static str),
    /// The code generator said so. It is a mistake of the backend.
    Rejected(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Unsupported(name) => write!(f, "native code has no {name}"),
            Refusal::Rejected(message) => write!(f, "the code generator refused: {message}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// What can be looked at of a compilation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// The code generator's input.
    Input,
    /// The same after its passes.
    Optimised,
    /// Assembly.
    Assembly,
}

/// Whether guards can be told to fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guards {
    /// They cannot.
    Plain,
    /// They are counted: the n-th fails on purpose, for tests.
    Counted,
}

/// How code calls the functions of other graphs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Calls {
    /// By the environment, as the evaluator does: for worlds without a machine.
    Environment,
    /// Through the slots of the state: a table of code by function.
    Slots,
}

/// Answered by code that was left: it is no value's tag.
pub const LEFT: u64 = 1 << 8;
/// Answered by code that was left since a callee was, which the environment could not follow.
pub const UNWOUND: u64 = LEFT + 1;
/// Answered by code that did nothing, since the machine stack is nearly used up or since there is none of the function.
pub const DECLINED: u64 = LEFT + 2;

/// How much is done to code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tier {
    /// Made in a fifth of the time, and slower. It counts its rounds, so that whoever runs it learns what more work is worth: each
    /// safepoint takes one of those it was entered with ([`Tables::rounds`]), and leaves with the last.
    Quick,
    /// Made well. It counts nothing.
    Full,
}

/// A code generator's linker and how to make its compilers.
#[cfg(feature = "llvm")]
pub trait Backend: Send + Sync {
    /// A compiler, to be used on the thread that makes it.
    ///
    /// # Errors
    /// When the machine that it runs on is none that it generates code for.
    fn compiler(&self, guards: Guards) -> Result<Box<dyn Compiler>, Refusal>;

    /// Makes an object's code ready to run.
    ///
    /// # Errors
    /// When it cannot be linked.
    fn load(&self, object: Object) -> Result<Code, Refusal>;
}

/// Turns graphs into objects.
#[cfg(feature = "llvm")]
pub trait Compiler {
    /// The object of a verified graph.
    ///
    /// # Errors
    /// When it has what the backend does not.
    fn compile(&mut self, graph: &Graph) -> Result<Object, Refusal>;

    /// A stage of the compilation as text.
    ///
    /// # Errors
    /// As [`Compiler::compile`].
    fn text(&mut self, graph: &Graph, stage: Stage) -> Result<String, Refusal>;
}
