//! The LLVM backend: inkwell writes and compiles modules, ORC links them.
//!
//! ```text
//! graph --lower--> module --three passes--> module --TargetMachine--> object --ORC--> address
//!         |_____________ compiler.rs, any thread ______________|       |_ link.rs _|
//! ```
//!
//! LLVM's own pipelines are never used: measured on loops of 100 operations, `default<O2>` takes four times as long for
//! code that is no faster. Code generation is at level Less, with FastISel: instruction selection of level None with the real register
//! allocator.
//!
//! Invariant: whatever LLVM rejects is a [`Refusal`]; in builds with debug assertions every module is verified.
//!
//! [`Refusal`]: super::Refusal

mod alloc;
mod arrays;
mod bail_outs;
mod calls;
mod compiler;
mod division;
mod emit;
mod entries;
mod fields;
mod generators;
mod homes;
mod link;
mod lower;
mod memory;
mod objects;
mod ops;
mod polls;
mod typed;

pub use compiler::LlvmCompiler;
pub use link::LlvmBackend;

use super::Refusal;

/// LLVM, or the graph, is not as expected.
#[cold]
fn rejected(message: impl Into<String>) -> Refusal {
    Refusal::Rejected(message.into())
}
