//! hivm: a register-based virtual machine with a tracing JIT on LLVM.

pub mod asm;
pub mod builtins;
pub mod bytecode;
pub mod cli;
pub mod config;
pub mod heap;
pub mod index;
pub mod interp;
pub mod monkey;
pub mod runtime;
pub mod source;
pub mod value;
pub mod vm;
