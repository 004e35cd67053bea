//! The intermediate representation of the JIT: graphs of typed instructions, as data and as text.
//!
//! ```text
//! table     THE instructions          graph, builder   making graphs         print, parse   text, both ways
//! effects   who may alias whom        cfg, liveness    what follows          verify         what must hold
//! helper    meanings of the runtime   eval             what a graph means: the oracle of passes and of native code
//! ```
//!
//! A graph is entered with its frames' registers in their homes and left through exits, each with a snapshot that
//! says which frames and registers an interpreter needs to go on. **All guards of an instruction come before its
//! effect; the result of an instruction with an effect is `any`; only effect-free instructions may be executed again.**
//!
//! A new instruction: 1. a row in `table.rs`; 2. its meaning, which the compiler asks for in `eval/meaning.rs`; 3.
//! `HIVM_BLESS=1 cargo test ir::` rewrites `docs/ir.md`; 4. a line in `random.rs`, so that random graphs have it.

pub mod builder;
pub mod cfg;
mod compact;
pub mod doc;
pub mod effects;
pub mod eval;
pub mod graph;
pub mod helper;
mod lex;
pub mod liveness;
pub mod operand;
pub mod origins;
pub mod parse;
mod parse_snapshot;
pub mod print;
pub mod random;
pub mod sunk;
pub mod table;
pub mod types;
pub mod verify;
mod verify_snapshots;

pub use builder::{GraphBuilder, Unfinished};
pub use cfg::Cfg;
pub use effects::{Classes, Effects, Mark};
pub use graph::{
    Anchor, Block, Edge, End, EntryFrame, Exit, Graph, Inst, Invoke, Slot, SnapFrame, Snapshot,
    Spot,
};
pub use helper::Helper;
pub use liveness::Liveness;
pub use operand::{Arg, Form, FormKind, OperandKind, Sharing};
pub use origins::Origins;
pub use parse::{ParseError, parse};
pub use print::{print, print_named};
pub use sunk::{Part, Sunk, SunkKind};
pub use table::{IrOp, ROWS, Row};
pub use types::{Const, Type};
pub use verify::{VerifyError, verify, verify_in};
