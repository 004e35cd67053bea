//! What is noted of an instruction before it is executed, and what came of it after.
//!
//! ```text
//! before:  f0@9 get_i r1=array r1:array.int.owned        tags and notes of what it reads
//! after:                                          -> int  the tags of what it wrote, and where control went
//! ```
//!
//! What became of control follows from the depth, from where it is now, and from the rule that a `catch` is reached by
//! throws alone, which the verifier keeps.

use smallvec::{SmallVec, smallvec};

use super::{After, Control, Holder, Interned, Method, Note, Sharing, Step};
use crate::bytecode::code::{Access, Instruction, instructions};
use crate::bytecode::op::Flag;
use crate::bytecode::{Op, OperandKind};
use crate::index::{BuiltinId, FnId, Pc, Reg, ShapeId, SymbolId};
use crate::interp::Look;
use crate::runtime::class::function_of;
use crate::value::{Tag, Value};

type Notes = SmallVec<[Note; 2]>;

/// What is known of an instruction before it is executed.
pub(super) struct Pending {
    step: Step,
    /// The number of frames.
    pub depth: usize,
    end: Pc,
    target: Option<i64>,
    writes: SmallVec<[Reg; 2]>,
    /// What a return returns.
    returned: Option<Tag>,
    /// The instance that may get a field more, and its shape.
    grows: Option<(Reg, ShapeId)>,
}

impl Pending {
    /// Notes the instruction that comes next.
    pub fn of(look: &Look<'_>) -> Option<Pending> {
        let instruction = look.instruction()?;
        let functions = &look.machine().program().functions;
        let arity = |id: FnId| functions[id.index()].params.registers() as usize;
        let mut tags: SmallVec<[(Reg, Tag); 2]> = SmallVec::new();
        let mut notes = Notes::new();
        let mut writes = SmallVec::new();
        instruction.registers(arity, |access, first, count| match access {
            Access::Read | Access::Iterate => {
                for reg in (0..count as u16).map(|n| Reg(first.0 + n)) {
                    if tags.iter().all(|(known, _)| *known != reg) {
                        let value = look.register(reg);
                        tags.push((reg, value.tag()));
                        note(&mut notes, detail(reg, value));
                        class_notes(&mut notes, reg, value);
                    }
                }
            }
            Access::Write => writes.push(first),
            Access::Begin | Access::Clobber => {}
        });
        if let Some((holder, value)) = method(look, &instruction) {
            let receiver = register(&instruction, OperandKind::Call).unwrap_or_default();
            let found = of_class(look, look.register(receiver), &instruction);
            match found {
                Some((shape, function)) => notes.push(Note::Found(receiver, shape, function)),
                None => {
                    let method = callee_of(value).map(|method| Note::Method(holder, method));
                    note(&mut notes, method);
                }
            }
            class_notes(&mut notes, receiver, value);
        }
        note(&mut notes, instance_notes(look, &instruction));
        if matches!(instruction.op, Op::get_field | Op::set_field)
            && let Some((object, name)) = field_of(&instruction)
        {
            let place = look.entry(look.register(object), name);
            note(&mut notes, place.map(|place| Note::Entry(object, place)));
        }
        let returned = match instruction.op {
            Op::ret => register(&instruction, OperandKind::Src).map(|reg| look.register(reg).tag()),
            Op::ret_null => Some(Tag::Null),
            Op::make_generator => Some(Tag::Generator),
            Op::end_generator => Some(Tag::Unset),
            Op::yield_value => yielded(&instruction).map(|reg| look.register(reg).tag()),
            _ => None,
        };
        Some(Pending {
            step: Step {
                site: look.site,
                op: instruction.op,
                tags,
                notes,
                after: After::default(),
            },
            depth: look.depth,
            end: instruction.end(),
            target: instruction.target(),
            writes,
            returned,
            grows: grows(look, &instruction),
        })
    }

    /// The step of a call that nobody waits for.
    pub fn away(self) -> Step {
        let mut step = self.step;
        step.after.control = Control::Away;
        step
    }

    /// The step, now that the instruction was executed.
    pub fn done(self, look: &Look<'_>) -> Step {
        let mut step = self.step;
        if step.op == Op::set_field
            && let Some((reg, before)) = self.grows
            && let Some(object) = look.register(reg).as_struct()
            && object.shape() != before
        {
            let slot = look.machine().host.heap.shapes.count(before);
            let after = object.shape();
            step.notes.push(Note::Grown(reg, before, after, slot));
        }
        let (from, to) = (step.site, look.site);
        let up = self.depth.saturating_sub(look.depth) as u16;
        let replaces = step.op.info().is(Flag::Calls) && step.op.info().is(Flag::Ends);
        let control = if look.instruction().is_some_and(|i| i.op == Op::catch) {
            Control::Handler { site: to, up }
        } else if step.op == Op::iter_resume && look.depth > self.depth {
            Control::Resume(to)
        } else if look.depth > self.depth {
            Control::Enter(to.function)
        } else if look.depth < self.depth {
            Control::Return(to)
        } else if replaces {
            Control::Replace(to.function)
        } else if to.pc != self.end && Some(i64::from(to.pc.0)) == self.target {
            Control::Jump
        } else {
            debug_assert_eq!((to.function, to.pc), (from.function, self.end));
            Control::Next
        };
        let results = match control {
            Control::Next | Control::Jump => {
                let written = self.writes.iter();
                written.map(|reg| look.register(*reg).tag()).collect()
            }
            // A native function in tail position returns at once, to the destination of the frame's call.
            Control::Return(to) => match self.returned.or_else(|| returned_to(look, to.pc)) {
                Some(tag) => smallvec![tag],
                None => SmallVec::new(),
            },
            _ => SmallVec::new(),
        };
        step.after = After { results, control };
        step
    }
}

/// The class's method that the instruction finds on an instance of its own, or in the class itself: where, and what.
fn of_class(
    look: &Look<'_>,
    object: Value,
    instruction: &Instruction<'_>,
) -> Option<(ShapeId, FnId)> {
    let name = SymbolId(instruction.operand(OperandKind::Sym)?);
    let shapes = &look.machine().host.heap.shapes;
    let (class, shape) = match object.as_class() {
        Some(class) => (class, class.shape()),
        None => {
            let shape = object.as_struct()?.shape();
            (shapes.class(shape)?, shape)
        }
    };
    let own = object.tag() == Tag::Struct && shapes.lookup(shape, name).is_some();
    let statics = object.tag() == Tag::Class && instruction.info().finds_callee();
    if own || statics {
        return None;
    }
    Some((shape, function_of(class.method(name)?)?))
}

/// What an instruction finds by the shape of an instance.
fn instance_notes(look: &Look<'_>, instruction: &Instruction<'_>) -> Option<Note> {
    let shapes = &look.machine().host.heap.shapes;
    let first = || register(instruction, OperandKind::Src);
    match instruction.op {
        Op::get_field
        | Op::set_field
        | Op::call_method
        | Op::call_method_array
        | Op::tail_method => {
            let reg = register(instruction, OperandKind::Call).or_else(first)?;
            let shape = look.register(reg).as_struct()?.shape();
            let name = SymbolId(instruction.operand(OperandKind::Sym)?);
            let slot = shapes.lookup(shape, name)?;
            let inside = slot < u32::from(shapes.inline(shape));
            inside.then_some(Note::Slot(reg, shape, slot))
        }
        Op::find_method | Op::get_method => {
            let reg = first()?;
            let (shape, function) = of_class(look, look.register(reg), instruction)?;
            Some(Note::Found(reg, shape, function))
        }
        Op::ready | Op::if_ready => {
            let reg = first()?;
            let shape = look.register(reg).as_struct()?.shape();
            let class = shapes.class(shape)?;
            let raw = shape != class.shape() && shape == class.first_shape();
            raw.then_some(Note::Raw(reg, shape, class.shape()))
        }
        _ => None,
    }
}

/// The structure that an instruction sets a field of which it has not, but has room for in itself.
fn grows(look: &Look<'_>, instruction: &Instruction<'_>) -> Option<(Reg, ShapeId)> {
    let (reg, name) = field_of(instruction)?;
    let shape = look.register(reg).as_struct()?.shape();
    let shapes = &look.machine().host.heap.shapes;
    let inside = shapes.count(shape) < u32::from(shapes.inline(shape));
    (inside && shapes.lookup(shape, name).is_none()).then_some((reg, shape))
}

/// Notes a class, and what it gives its new instances to.
fn class_notes(notes: &mut Notes, reg: Reg, value: Value) {
    let Some(class) = value.as_class() else {
        return;
    };
    notes.push(Note::Class(reg, class.shape(), class.first_shape()));
    let init = function_of(class.constructor());
    let init = init.map(|function| Note::Init(reg, class.shape(), function));
    note(notes, init);
}

/// Notes what there is.
fn note(notes: &mut Notes, found: Option<Note>) {
    if let Some(found) = found {
        notes.push(found);
    }
}

/// What a generator yields.
fn yielded(instruction: &Instruction<'_>) -> Option<Reg> {
    // Behind the generator itself.
    let mut sources = instruction
        .operands()
        .filter(|(o, _)| o.kind == OperandKind::Src);
    let (_, bits) = sources.nth(1)?;
    Some(Reg(bits as u16 / 16))
}

/// The object and the name of an access to a field.
fn field_of(instruction: &Instruction<'_>) -> Option<(Reg, SymbolId)> {
    // Of the registers that it reads the object stands first.
    let object = register(instruction, OperandKind::Src)?;
    Some((object, SymbolId(instruction.operand(OperandKind::Sym)?)))
}

/// The register that an operand names.
fn register(instruction: &Instruction<'_>, kind: OperandKind) -> Option<Reg> {
    let bits = instruction.operand(kind)?;
    Some(Reg(bits as u16 / 16))
}

/// The tag of what was returned to the running frame, which goes on at `pc`.
fn returned_to(look: &Look<'_>, pc: Pc) -> Option<Tag> {
    let function = &look.machine().program().functions[look.site.function.index()];
    let call = instructions(&function.code).find(|i| i.end() == pc)?;
    Some(look.register(register(&call, OperandKind::Dst)?).tag())
}

/// What the instruction would call.
pub(super) fn callee(look: &Look<'_>) -> Option<Method> {
    let instruction = look.instruction()?;
    if instruction.op != Op::iter_resume && !instruction.info().is(Flag::Calls) {
        return None;
    }
    if let Some(id) = instruction.operand(OperandKind::NearFn) {
        return Some(Method::Function(FnId(id)));
    }
    if let Some((_, value)) = method(look, &instruction) {
        return entered_by(value);
    }
    if instruction.op == Op::iter_resume {
        let over = look.register(register(&instruction, OperandKind::Iter)?);
        let generator = over.as_generator()?;
        return generator
            .waits_at()
            .map(|_| Method::Function(generator.function()));
    }
    let value = look.register(register(&instruction, OperandKind::Call)?);
    match instruction.op {
        Op::call_symbol => entered_by(look.global(value)?),
        _ => entered_by(value),
    }
}

/// What the name of the method that is called stands for.
fn method(look: &Look<'_>, instruction: &Instruction<'_>) -> Option<(Holder, Value)> {
    if !instruction.info().finds_callee() {
        return None;
    }
    let receiver = look.register(register(instruction, OperandKind::Call)?);
    let name = SymbolId(instruction.operand(OperandKind::Sym)?);
    match look.field(receiver, name) {
        Some(field) => Some((Holder::Field, field)),
        None => Some((Holder::Kind, look.method(receiver, name)?)),
    }
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
        Tag::Bound => {
            let function = value
                .as_bound()
                .and_then(|bound| function_of(bound.function()));
            function.map(|function| Note::Bound(reg, function))
        }
        Tag::Str => value.as_str().map(|text| {
            let interned = if text.is_interned() {
                Interned::Yes
            } else {
                Interned::No
            };
            Note::Text(reg, interned)
        }),
        _ => callee_of(value).map(|callee| match callee {
            Method::Function(function) => Note::Callee(reg, function),
            Method::Native(native) => Note::Native(reg, native),
        }),
    }
}

/// What a call of the value enters.
fn entered_by(value: Value) -> Option<Method> {
    match value.tag() {
        Tag::Class => callee_of(value.as_class()?.constructor()),
        Tag::Bound => callee_of(value.as_bound()?.function()),
        _ => callee_of(value),
    }
}

/// What a call of the value calls, if it is a function.
fn callee_of(value: Value) -> Option<Method> {
    match value.tag() {
        Tag::Function => Some(Method::Function(FnId(value.bits() as u32))),
        Tag::Closure => value
            .as_closure()
            .map(|closure| Method::Function(closure.function())),
        Tag::Builtin => Some(Method::Native(BuiltinId(value.bits() as u16))),
        _ => None,
    }
}
