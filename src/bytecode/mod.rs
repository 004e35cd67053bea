//! Bytecode: the opcode table, programs, and the tools on them.

pub mod op;
pub mod program;

pub use op::{Flag, Op, OpInfo, OperandKind};
pub use program::{Constant, Function, Handler, Line, Local, Params, Position, Program};
