//! A recording as data.
//!
//! ```text
//! recording loop f0@4 r0=int r1=int          from the loop's header on, with the tags of the live registers
//! recording loop f0@4 from f0@9 f1@3+5 h0=int h7=str      from an exit on, in a frame of f1 under the anchor's f0
//! ```
//!
//! Registers of all frames at the start are counted as **homes**: from the outermost frame's first register on. Windows
//! overlap, and the slot in front of an inner window holds its callee.

use smallvec::SmallVec;

use super::Cut;
use crate::bytecode::Op;
use crate::bytecode::op::Flag;
use crate::heap::ElementKind;
use crate::index::{BuiltinId, FnId, Pc, Reg, ShapeId};
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

impl Anchor {
    /// The frames of a recording that begins at the anchor.
    pub fn frames(self) -> Vec<StartFrame> {
        let CallSite { function, pc } = self.site;
        vec![StartFrame {
            function,
            pc,
            window: 0,
        }]
    }
}

/// A frame at the start of a recording.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct StartFrame {
    /// The function that runs in it.
    pub function: FnId,
    /// Of the innermost frame the next instruction; of the others where their callee returns to, the end of the call.
    pub pc: Pc,
    /// How many registers behind its caller's window its own begins; 0 of the outermost.
    pub window: u32,
}

/// See the module's documentation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recording {
    /// The loop or function that it belongs to.
    pub anchor: Anchor,
    /// The frames in which it begins, outermost first: the anchor's alone, at the anchor, or those of an exit.
    pub frames: Vec<StartFrame>,
    /// The tags of what is live in these frames, by home. Of frames that wait for a callee: what is live after the
    /// call, but for its destination, and what the call's handler reads.
    pub entry: Vec<(u32, Tag)>,
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
    /// The tags of the registers that it reads, before it.
    pub tags: SmallVec<[(Reg, Tag); 2]>,
    /// What its operands were, as far as tags do not tell.
    pub notes: SmallVec<[Note; 2]>,
    /// What came of it.
    pub after: After,
}

impl Step {
    /// Whether it is a call of a function whose instructions were not noted.
    pub fn goes_through(&self) -> bool {
        let native =
            |note: &Note| matches!(note, Note::Native(..) | Note::Method(_, Method::Native(_)));
        match self.after.control {
            Control::Away => true,
            Control::Next => self.op.info().is(Flag::Calls) && !self.notes.iter().any(native),
            _ => false,
        }
    }

    /// The loop whose header stands there ran by itself.
    pub fn ran(site: CallSite, op: Op) -> Step {
        Step {
            site,
            op,
            tags: SmallVec::new(),
            notes: SmallVec::new(),
            after: After {
                results: SmallVec::new(),
                control: Control::Ran,
            },
        }
    }
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
    /// A hash with the field that the instruction names, as the entry at that place.
    Entry(Reg, u32),
    /// What the name of a method stood for.
    Method(Holder, Method),
    /// An instance of that shape, with the field that the instruction names in that slot.
    Slot(Reg, ShapeId, u32),
    /// An instance of the first shape, which the instruction gave a field and with it the second, in that slot.
    Grown(Reg, ShapeId, ShapeId, u32),
    /// An instance of that shape, or the class of that shape, with that function as the method that the instruction names.
    Found(Reg, ShapeId, FnId),
    /// An instance whose initialisers have still to run: its shape, and the one that it gets then.
    Raw(Reg, ShapeId, ShapeId),
    /// The class whose instances have the first shape when their fields are declared; new ones have the second. Of a method call
    /// on something else than a class, the value that it calls.
    Class(Reg, ShapeId, ShapeId),
    /// The class of that shape, whose new instances are given to that function.
    Init(Reg, ShapeId, FnId),
    /// A method of that function, bound to some object.
    Bound(Reg, FnId),
}

/// Whose a method is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holder {
    /// A field of the receiver; it is called without it.
    Field,
    /// Of all values of the receiver's kind; it takes the receiver first.
    Kind,
}

/// What is called as a method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// A function of the program.
    Function(FnId),
    /// A native function.
    Native(BuiltinId),
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
    /// The tags of the registers it wrote, in the order of its operands; of a return, of what it returned.
    pub results: SmallVec<[Tag; 1]>,
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
    /// Into a generator's frame, which goes on at this instruction.
    Resume(CallSite),
    /// Back to the caller, to this instruction.
    Return(CallSite),
    /// A throw went to a handler.
    Handler {
        /// Its first instruction.
        site: CallSite,
        /// How many frames the throw left.
        up: u16,
    },
    /// The step stands at the header of another anchor's loop, which ran by itself: nothing of it was noted. The next
    /// step is the one that left that loop, in the same frame; or what comes behind it, if native code left it.
    Ran,
    /// Into a callee that the recording did not wait for: it is the last step, and nothing of what it wrote is known.
    Away,
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
