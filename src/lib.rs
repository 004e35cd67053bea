//! hivm: a register-based virtual machine for any language.
//!
//! A front end makes a [`bytecode::Program`]; a [`vm::Vm`] verifies, loads and runs it.
//!
//! ```
//! use std::sync::{Arc, Mutex};
//!
//! use hivm::builtins::Output;
//! use hivm::config::Config;
//! use hivm::source::SourceMap;
//! use hivm::vm::{Outcome, Vm};
//!
//! let mut sources = SourceMap::new();
//! let file = sources.add("demo.monkey", "puts([1, 2, 3].map(x => x * x)); 6 * 7").unwrap();
//! let program = hivm::monkey::compile(&sources, file).unwrap();
//!
//! let output = Arc::new(Mutex::new(Vec::new()));
//! let mut vm = Vm::with_output(&Config::default(), Output::captured(output.clone())).unwrap();
//! vm.load(&program).unwrap();
//! let Outcome::Done(value) = vm.run() else { panic!("it throws nothing") };
//! assert_eq!(value.as_int(), Some(42));
//! assert_eq!(*output.lock().unwrap(), b"[1, 4, 9]\n");
//! ```
//!
//! A language of your own goes through the builder, which has a method for each instruction:
//!
//! ```
//! use hivm::bytecode::{FunctionBuilder, Params, ProgramBuilder};
//! use hivm::index::Reg;
//!
//! let mut program = ProgramBuilder::new();
//! let mut main = FunctionBuilder::new("main", Params::default());
//! let (sum, i) = (Reg(0), Reg(1));
//! main.int(sum, 0);
//! main.int(i, 0);
//! let head = main.here();
//! main.add(sum, sum, i);
//! main.next_lt_i(i, 10, head); // i = i + 1, and back while it is below 10
//! main.ret(sum);
//! let main = program.add(main.finish().unwrap());
//! let program = program.finish(main).unwrap();
//!
//! let mut vm = hivm::vm::Vm::new(&hivm::config::Config::default()).unwrap();
//! vm.load(&program).unwrap();
//! assert!(matches!(vm.run(), hivm::vm::Outcome::Done(value) if value.as_int() == Some(45)));
//! ```
//!
//! The rooms of the house, who may use whom, and recipes for adding things: `docs/architecture.md`.

pub mod asm;
pub mod build;
pub mod builtins;
pub mod bytecode;
pub mod cli;
pub mod config;
#[cfg(feature = "debugger")]
pub mod debug;
pub mod heap;
pub mod index;
pub mod inspect;
pub mod interp;
pub mod ir;
pub mod jit;
pub mod monkey;
pub mod opt;
pub mod runtime;
pub mod source;
pub mod trace;
pub mod value;
pub mod vm;
