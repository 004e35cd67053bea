//! Meanings too big for one instruction, shared by interpreter, evaluator and native code.

pub mod fault;
pub mod float;

pub use fault::Fault;
