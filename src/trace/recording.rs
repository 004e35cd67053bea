//! A recording as data.

use super::Cut;
use crate::bytecode::Op;
use crate::heap::ElementKind;
use crate::index::{BuiltinId, FnId, Reg, ShapeId};
use crate::interp::{CallSite, HotKind};
use crate::value::Tag;

/// Where a recording begins.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Anchor {
    /// A loop's header or a function's entry.
    pub kind: HotKind,
    /// Its first instruction.
    pub site: CallSite,
}

/// See the module's documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    /// Where it begins.
    pub anchor: Anchor,
    /// The tags of the registers that are live there.
    pub entry: Vec<(Reg, Tag)>,
    /// The instructions in the order of their execution.
    pub steps: Vec<Step>,
    /// How it ended.
    pub finish: Finish,
}

/// An executed instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// Where it stands.
    pub site: CallSite,
    /// Which it is.
    pub op: Op,
    /// What its operands were, as far as tags do not tell.
    pub notes: Vec<Note>,
    /// What came of it.
    pub after: After,
}

/// What an operand was before the instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// An array of that kind of elements; whether its buffer is shared.
    Array(Reg, ElementKind, Sharing),
    /// A structure of that shape.
    Shape(Reg, ShapeId),
    /// A string that is interned, or not.
    Text(Reg, Interned),
    /// A function of the program, with captured values or without.
    Callee(Reg, FnId),
    /// A native function.
    Native(Reg, BuiltinId),
}

/// Whether other array headers may see an array's buffer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sharing {
    /// They may.
    Shared,
    /// It is this header's alone.
    Owned,
}

/// Whether a string is the only one of its text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Interned {
    /// It is.
    Yes,
    /// There may be others.
    No,
}

/// What came of an instruction.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct After {
    /// The tags of the registers it wrote, in the order of its operands.
    pub results: Vec<Tag>,
    /// Where control went, if not to the next instruction.
    pub control: Control,
}

/// Where control went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Control {
    /// To the next instruction.
    #[default]
    Next,
    /// To the jump's target.
    Jump,
    /// Into a function.
    Enter(FnId),
    /// Into a function that takes the running frame's place.
    Replace(FnId),
    /// Back to the caller, to this instruction.
    Return(CallSite),
    /// A throw went to this handler.
    Handler(CallSite),
}

/// How a recording ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Finish {
    /// It came back to its anchor.
    Anchor,
    /// The loop was left at this instruction, or the function returned.
    Left(CallSite),
    /// It was cut before this instruction.
    Cut(Cut, CallSite),
}
