//! What is known of objects that are not made.
//!
//! ```text
//! state of a place     o0: struct shape3(%4, o1)   o1: array int(%2, 7)
//! ```
//!
//! A state holds, for each object that may still be named, its kind and its parts as of that place, as a snapshot has them; an
//! object is named by its number in the walk.
//!
//! Invariant: the values that a state holds dominate its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Arg, Classes, FormKind, Graph, Inst, IrOp, Part, Sunk, SunkKind, Type};
use crate::value::Tag;

/// The most parts of an object: with more, what is kept in registers and stored at exits costs more than an object.
pub(super) const MOST_PARTS: usize = 32;

/// The number of an object in a walk.
pub(super) type ObjectId = u32;

/// What the objects of a place hold.
pub(super) type State = BTreeMap<ObjectId, Sunk>;

/// Whether the instruction makes an object that need not be made.
pub(super) fn is_allocation(inst: &Inst) -> bool {
    matches!(
        inst.op,
        IrOp::new_struct | IrOp::new_array | IrOp::new_cell | IrOp::new_closure | IrOp::new_range
    )
}

/// What an allocation makes, its arguments resolved.
pub(super) fn made_by(graph: &Graph, inst: &Inst) -> Option<Sunk> {
    let all = |args: &[Arg]| args.iter().map(|arg| Part::Is(*arg)).collect();
    let (kind, parts): (SunkKind, Vec<Part>) = match (inst.op, &inst.args[..]) {
        (IrOp::new_struct, [Arg::Shape(shape), ..]) => (SunkKind::Struct(*shape), Vec::new()),
        (IrOp::new_array, _) => {
            let tags = inst.rest().iter().map(|arg| tag_of(graph, *arg));
            (SunkKind::Array(kind_of_elements(tags)), all(inst.rest()))
        }
        (IrOp::new_closure, [Arg::Fn(function), ..]) => {
            (SunkKind::Closure(*function), all(inst.rest()))
        }
        (IrOp::new_cell, args) => (SunkKind::Cell, all(&args[..1])),
        (IrOp::new_range, args) => (SunkKind::Range, all(&args[..2])),
        _ => return None,
    };
    (parts.len() <= MOST_PARTS).then(|| Sunk::new(kind, parts))
}

/// The tag of a resolved argument, if it is known. An object that is not made has one of a kind that arrays have no own form for.
pub(super) fn tag_of(graph: &Graph, arg: Arg) -> Option<Tag> {
    match arg {
        Arg::Sunk(_) => Some(Tag::Struct),
        _ => graph.type_of(arg).tag(),
    }
}

/// The form of elements of a tag.
pub(super) fn form_of(tag: Tag) -> FormKind {
    match tag {
        Tag::Int => FormKind::Int,
        Tag::Float => FormKind::Float,
        Tag::Bool => FormKind::Bool,
        _ => FormKind::Generic,
    }
}

/// The tag of all elements of that form.
pub(super) fn tag_of_form(form: FormKind) -> Option<Tag> {
    match form {
        FormKind::Int => Some(Tag::Int),
        FormKind::Float => Some(Tag::Float),
        FormKind::Bool => Some(Tag::Bool),
        FormKind::Generic | FormKind::Empty => None,
    }
}

/// The kind of a new array of elements of these tags, if what is known of them tells.
fn kind_of_elements(tags: impl Iterator<Item = Option<Tag>>) -> Option<FormKind> {
    let mut kind = FormKind::Empty;
    let mut all_known = true;
    for tag in tags {
        match tag.map(form_of) {
            Some(FormKind::Generic) => return Some(FormKind::Generic),
            Some(own) if kind == FormKind::Empty => kind = own,
            Some(own) if own != kind => return Some(FormKind::Generic),
            Some(_) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(kind)
}

/// What a part of an object of that kind is loaded from.
pub(super) fn read_from(kind: SunkKind) -> Classes {
    match kind {
        SunkKind::Struct(_) => Classes::FIELD.union(Classes::SHAPE),
        SunkKind::Array(_) => Classes::ARRAY,
        SunkKind::Cell => Classes::CELL,
        SunkKind::Closure(_) | SunkKind::Range => Classes::NONE,
    }
}

/// The type that is good for values of both types.
pub(super) fn join(a: Type, b: Type) -> Type {
    if a == b { a } else { Type::Any }
}

/// The objects that can be reached from some, these included.
pub(super) fn reachable(
    state: &State,
    from: impl IntoIterator<Item = ObjectId>,
) -> BTreeSet<ObjectId> {
    let mut reached = BTreeSet::new();
    let mut todo: Vec<ObjectId> = from.into_iter().collect();
    while let Some(object) = todo.pop() {
        if let Some(sunk) = state.get(&object)
            && reached.insert(object)
        {
            todo.extend(objects_in(sunk));
        }
    }
    reached
}

/// The objects that an object holds.
pub(super) fn objects_in(sunk: &Sunk) -> impl Iterator<Item = ObjectId> {
    sunk.parts.iter().filter_map(|part| match part {
        Part::Is(Arg::Sunk(object)) => Some(*object),
        _ => None,
    })
}

/// What the blocks of a loop may store to.
#[derive(Clone, Default)]
pub(super) struct Stores {
    slots: BTreeSet<u32>,
    cells: bool,
    elements: bool,
    everything: bool,
}

impl Stores {
    /// Everything that can be stored to, and what takes another object's place.
    pub fn everything() -> Stores {
        Stores {
            everything: true,
            ..Stores::default()
        }
    }

    /// Adds what an instruction may store to.
    pub fn add(&mut self, inst: &Inst) {
        match (inst.op, &inst.args[..]) {
            (IrOp::store_field, [Arg::Number(slot), ..])
            | (IrOp::add_field, [_, Arg::Number(slot), ..]) => {
                self.slots.insert(*slot);
            }
            (IrOp::cell_set, _) => self.cells = true,
            (IrOp::store_int | IrOp::store_float | IrOp::store_bool | IrOp::store_any, _) => {
                self.elements = true
            }
            _ => {}
        }
    }

    /// Whether it is all that there is.
    pub fn is_everything(&self) -> bool {
        self.everything
    }

    /// Whether a part of an object of that kind may be among it.
    pub fn meets(&self, kind: SunkKind, part: usize) -> bool {
        match kind {
            _ if self.everything => true,
            SunkKind::Struct(_) => self.slots.contains(&(part as u32)),
            SunkKind::Cell => self.cells,
            SunkKind::Array(_) => self.elements,
            SunkKind::Closure(_) | SunkKind::Range => false,
        }
    }
}
