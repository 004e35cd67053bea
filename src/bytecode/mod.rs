//! Bytecode: the opcode table, programs, and the tools on them.

mod assignment;
pub mod builder;
pub mod code;
pub mod container;
pub mod disassemble;
pub mod function_builder;
mod generators;
mod layout;
pub mod liveness;
mod observed;
pub mod op;
pub mod program;
#[cfg(test)]
pub(crate) mod random;
pub mod reference;
#[cfg(test)]
mod tests;
pub mod verifier;

pub use crate::value::Kind as ValueKind;
pub use builder::{BuildError, ProgramBuilder, near, near_fn};
pub use container::ContainerError;
pub use disassemble::{disassemble, disassemble_function};
pub use function_builder::{FunctionBuilder, Label};
pub use op::{Flag, Op, OpInfo, OperandKind};
pub use program::{
    Constant, Enum, Function, Handler, Line, Local, Member, Module, Params, Position, Program,
};
pub use verifier::{VerifyError, verify, verify_from};
