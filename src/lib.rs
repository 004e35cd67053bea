//! hivm: a register-based virtual machine with a tracing JIT on LLVM.

pub mod bytecode;
pub mod heap;
pub mod index;
pub mod value;
