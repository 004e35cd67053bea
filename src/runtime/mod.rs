//! Meanings too big for one instruction, shared by the interpreter and native code.
//!
//! ```text
//! number::add(heap, Value::int(i64::MAX), Value::int(1))   ->  a big integer
//! number::add(heap, Value::TRUE, Value::int(1))            ->  Fault: type mismatch: bool + int
//! ```
//!
//! Every operation takes any values and answers a value or a [`Fault`]; a fault means that nothing happened.

pub mod bits;
pub mod class;
pub mod collection;
pub mod compare;
pub mod convert;
pub mod equals;
pub mod fault;
pub mod field;
pub mod float;
pub mod iterate;
pub mod number;
pub mod print;

#[cfg(test)]
mod tests;

pub use fault::{Arity, Fault, FaultKind};
