//! The recorder: a watcher that notes one recording.
//!
//! It waits until the run reaches the anchor, notes instruction after instruction, and pauses the run when the anchor is
//! reached again, when its loop or frame is left, or at a limit.

use super::{
    After, Anchor, Control, Cut, Finish, Holder, Interned, Method, Note, Recording, Sharing, Step,
};
use crate::bytecode::code::{Access, Instruction, instructions};
use crate::bytecode::liveness::Liveness;
use crate::bytecode::op::Flag;
use crate::bytecode::{Function, Op, OperandKind, Program};
use crate::index::{BuiltinId, FnId, Pc, Reg, SymbolId};
use crate::interp::{CallSite, HotKind, Look, Verdict, Watcher};
use crate::value::{Tag, Value};

/// The most instructions in a recording.
pub const MAX_STEPS: usize = 4000;

/// The most frames in a recording, above its anchor's.
const MAX_FRAMES: usize = 16;

/// Where the recorder is.
enum State {
    /// Before the anchor; how many instructions it has waited.
    Waiting(u32),
    /// Noting; the depth at the anchor.
    Noting(usize),
}

/// See the module's documentation.
pub struct Recorder {
    anchor: Anchor,
    /// The instructions of the anchor's loop: from its header up to its last way back.
    extent: (Pc, Pc),
    state: State,
    entry: Vec<(u32, Tag)>,
    steps: Vec<Step>,
    /// The instruction that is being executed.
    pending: Option<Pending>,
    finish: Option<Finish>,
    last: CallSite,
}

/// What is known of an instruction before it is executed.
struct Pending {
    step: Step,
    depth: usize,
    end: Pc,
    target: Option<i64>,
    writes: Vec<Reg>,
    /// What a return returns.
    returned: Option<Tag>,
}

impl Recorder {
    /// A recorder for an anchor in the program.
    pub fn new(program: &Program, anchor: Anchor) -> Recorder {
        let function = &program.functions[anchor.site.function.index()];
        let extent = match anchor.kind {
            HotKind::Function => (Pc(0), Pc(function.code.len() as u32)),
            HotKind::Loop => (anchor.site.pc, end_of_loop(function, anchor.site.pc)),
        };
        Recorder {
            anchor,
            extent,
            state: State::Waiting(0),
            entry: Vec::new(),
            steps: Vec::new(),
            pending: None,
            finish: None,
            last: anchor.site,
        }
    }

    /// The recording; what the run did not finish is cut.
    pub fn finish(self) -> Recording {
        let finish = self.finish.unwrap_or(Finish::Cut(Cut::Ended, self.last));
        Recording {
            anchor: self.anchor,
            frames: self.anchor.frames(),
            entry: self.entry,
            steps: self.steps,
            finish,
        }
    }

    fn begin(&mut self, look: &Look<'_>) {
        self.state = State::Noting(look.depth);
        let program = look.machine().program();
        let function = &program.functions[look.site.function.index()];
        let live = Liveness::of(program, function).before(look.site.pc);
        self.entry = live
            .iter()
            .map(|reg| (u32::from(reg.0), look.register(reg).tag()))
            .collect();
    }

    /// Whether the recording ends before the next instruction.
    fn ended(&self, look: &Look<'_>, depth: usize) -> Option<Finish> {
        let site = look.site;
        if look.depth < depth {
            let thrown = self
                .steps
                .last()
                .is_some_and(|s| matches!(s.after.control, Control::Handler { .. }));
            return Some(if thrown {
                Finish::Cut(Cut::Thrown, site)
            } else {
                Finish::Left(site)
            });
        }
        if look.depth == depth {
            if site == self.anchor.site && !self.steps.is_empty() {
                return Some(Finish::Anchor);
            }
            let inside = (self.extent.0..self.extent.1).contains(&site.pc);
            if site.function != self.anchor.site.function || !inside {
                return Some(Finish::Left(site));
            }
        }
        if self.steps.len() >= MAX_STEPS {
            return Some(Finish::Cut(Cut::TooLong, site));
        }
        (look.depth - depth > MAX_FRAMES).then_some(Finish::Cut(Cut::TooDeep, site))
    }

    fn note(&mut self, look: &Look<'_>, instruction: &Instruction<'_>) {
        let functions = &look.machine().program().functions;
        let arity = |id: FnId| functions[id.index()].params.registers() as usize;
        let mut tags: Vec<(Reg, Tag)> = Vec::new();
        let mut notes = Vec::new();
        let mut writes = Vec::new();
        instruction.registers(arity, |access, first, count| match access {
            Access::Read | Access::Iterate => {
                for reg in (0..count as u16).map(|n| Reg(first.0 + n)) {
                    if tags.iter().all(|(known, _)| *known != reg) {
                        let value = look.register(reg);
                        tags.push((reg, value.tag()));
                        notes.extend(detail(reg, value));
                    }
                }
            }
            Access::Write => writes.push(first),
            Access::Begin | Access::Clobber => {}
        });
        notes.extend(method(look, instruction));
        let returned = match instruction.op {
            Op::ret => instruction
                .operand(OperandKind::Src)
                .map(|bits| look.register(Reg(bits as u16 / 16)).tag()),
            Op::ret_null => Some(Tag::Null),
            _ => None,
        };
        let step = Step {
            site: look.site,
            op: instruction.op,
            tags,
            notes,
            after: After::default(),
        };
        self.pending = Some(Pending {
            step,
            depth: look.depth,
            end: instruction.end(),
            target: instruction.target(),
            writes,
            returned,
        });
    }
}

impl Watcher for Recorder {
    fn before(&mut self, look: &Look<'_>) -> Verdict {
        self.last = look.site;
        match self.state {
            State::Waiting(_) if look.site == self.anchor.site => self.begin(look),
            State::Waiting(0) => {
                self.state = State::Waiting(1);
                return Verdict::Continue;
            }
            State::Waiting(_) => self.finish = Some(Finish::Cut(Cut::Missed, look.site)),
            State::Noting(depth) => self.finish = self.ended(look, depth),
        }
        if self.finish.is_some() {
            return Verdict::Pause;
        }
        if let Some(instruction) = look.instruction() {
            self.note(look, &instruction);
        }
        Verdict::Continue
    }

    fn after(&mut self, look: &Look<'_>) {
        let Some(Pending {
            mut step,
            depth,
            end,
            target,
            writes,
            returned,
        }) = self.pending.take()
        else {
            return;
        };
        let (from, to) = (step.site, look.site);
        let after = &mut step.after;
        let handler = Control::Handler {
            site: to,
            up: depth.saturating_sub(look.depth) as u16,
        };
        after.control = if look.depth > depth {
            Control::Enter(to.function)
        } else if look.depth < depth {
            if returned.is_some() {
                Control::Return(to)
            } else {
                handler
            }
        } else if step.op.info().is(Flag::Calls) && step.op.info().is(Flag::Ends) {
            Control::Replace(to.function)
        } else if to.function == from.function && to.pc == end {
            Control::Next
        } else if to.function == from.function && Some(i64::from(to.pc.0)) == target {
            Control::Jump
        } else {
            handler
        };
        after.results = match after.control {
            Control::Next | Control::Jump => {
                writes.iter().map(|reg| look.register(*reg).tag()).collect()
            }
            Control::Return(_) => returned.into_iter().collect(),
            _ => Vec::new(),
        };
        self.steps.push(step);
    }
}

/// The end of the last instruction that goes back to the header.
fn end_of_loop(function: &Function, header: Pc) -> Pc {
    let ways_back = instructions(&function.code)
        .filter(|i| i.info().is(Flag::Loops) && i.target() == Some(i64::from(header.0)))
        .map(|i| i.end());
    ways_back.max().unwrap_or(header)
}

/// What the name of the method that is called stands for.
fn method(look: &Look<'_>, instruction: &Instruction<'_>) -> Option<Note> {
    if !instruction.info().finds_callee() {
        return None;
    }
    let receiver = look.register(Reg(instruction.operand(OperandKind::Call)? as u16 / 16));
    let name = SymbolId(instruction.operand(OperandKind::Sym)?);
    let (holder, value) = match look.field(receiver, name) {
        Some(field) => (Holder::Field, field),
        None => (Holder::Kind, look.method(receiver, name)?),
    };
    Some(Note::Method(holder, callee(value)?))
}

/// What a value's tag does not tell.
fn detail(reg: Reg, value: Value) -> Option<Note> {
    match value.tag() {
        Tag::Array => value.as_array().map(|array| {
            let sharing = if array.is_shared() {
                Sharing::Shared
            } else {
                Sharing::Owned
            };
            Note::Array(reg, array.kind(), sharing)
        }),
        Tag::Struct => value
            .as_struct()
            .map(|object| Note::Shape(reg, object.shape())),
        Tag::Str => value.as_str().map(|text| {
            let interned = if text.is_interned() {
                Interned::Yes
            } else {
                Interned::No
            };
            Note::Text(reg, interned)
        }),
        _ => callee(value).map(|callee| match callee {
            Method::Function(function) => Note::Callee(reg, function),
            Method::Native(native) => Note::Native(reg, native),
        }),
    }
}

/// What a call of the value calls.
fn callee(value: Value) -> Option<Method> {
    match value.tag() {
        Tag::Function => Some(Method::Function(FnId(value.bits() as u32))),
        Tag::Closure => value
            .as_closure()
            .map(|closure| Method::Function(closure.function())),
        Tag::Builtin => Some(Method::Native(BuiltinId(value.bits() as u16))),
        _ => None,
    }
}
