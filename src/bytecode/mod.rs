//! Bytecode: the opcode table, programs, and the tools on them.

pub mod builder;
pub mod function_builder;
mod layout;
pub mod op;
pub mod program;

pub use builder::{BuildError, ProgramBuilder, near, near_fn};
pub use function_builder::{FunctionBuilder, Label};
pub use op::{Flag, Op, OpInfo, OperandKind};
pub use program::{Constant, Function, Handler, Line, Local, Params, Position, Program};
