//! What instructions on objects do where the object is not made.
//!
//! ```text
//! store_field 0, o3, %4                o3: struct shape3(_)  ->  o3: struct shape3(%4)
//! guard_kind int, o4, s1               decided; of an array of elements whose tags are not known, guards on these
//! ```
//!
//! Invariant: what is not decided here makes the object escape.

use super::objects::{MOST_PARTS, ObjectId, form_of, tag_of, tag_of_form};
use super::walk::{Fate, Walk, held};
use crate::index::Ref;
use crate::ir::{Arg, Const, Form, FormKind, Inst, IrOp, Part, Sunk, SunkKind, Type};

impl Walk<'_> {
    /// What becomes of an instruction that names an object; nothing if the object escapes.
    pub(super) fn on_object(&mut self, inst: &Inst) -> Option<Fate> {
        self.plain(inst)
            .or_else(|| self.on_struct(inst))
            .or_else(|| self.on_array(inst))
            .or_else(|| self.on_variable(inst))
    }

    fn kind(&self, object: ObjectId) -> Option<SunkKind> {
        Some(self.state.get(&object)?.kind)
    }

    fn part(&self, object: ObjectId, at: usize) -> Option<Arg> {
        self.state.get(&object)?.parts.get(at)?.arg()
    }

    /// An object to be changed: one that may be there already must be changed there.
    fn own(&mut self, object: ObjectId) -> Option<&mut Sunk> {
        let sunk = self.state.get_mut(&object)?;
        sunk.known.is_none().then_some(sunk)
    }

    /// Stores to a part, which may be one behind the last.
    fn store(&mut self, object: ObjectId, at: usize, value: Arg) -> Option<Fate> {
        if at >= MOST_PARTS {
            return None;
        }
        let parts = &mut self.own(object)?.parts;
        if parts.len() <= at {
            parts.resize(at + 1, Part::Fresh);
        }
        parts[at] = Part::Is(value);
        Some(Fate::Gone)
    }

    fn on_struct(&mut self, inst: &Inst) -> Option<Fate> {
        match (inst.op, &inst.args[..]) {
            (IrOp::guard_shape, [Arg::Shape(shape), Arg::Sunk(object), _]) => {
                Some(held(self.kind(*object)? == SunkKind::Struct(*shape)))
            }
            (IrOp::shape_is, [Arg::Shape(shape), Arg::Sunk(object)]) => {
                let is = self.kind(*object)? == SunkKind::Struct(*shape);
                Some(Fate::Is(Const::Bool(is).into()))
            }
            (IrOp::load_field, [Arg::Number(slot), Arg::Sunk(object)]) => {
                self.part(*object, *slot as usize).map(Fate::Is)
            }
            (IrOp::store_field, [Arg::Number(slot), Arg::Sunk(object), value]) => {
                self.store(*object, *slot as usize, *value)
            }
            (
                IrOp::add_field,
                [
                    shape @ Arg::Shape(id),
                    Arg::Number(slot),
                    Arg::Sunk(object),
                    value,
                    snap,
                ],
            ) => {
                self.own(*object)?;
                self.keep(*shape, *snap);
                self.own(*object)?.kind = SunkKind::Struct(*id);
                self.store(*object, *slot as usize, *value)
            }
            (IrOp::set_shape, [Arg::Shape(shape), Arg::Sunk(object)]) => {
                self.own(*object)?.kind = SunkKind::Struct(*shape);
                Some(Fate::Gone)
            }
            _ => None,
        }
    }

    fn array(&self, object: ObjectId) -> Option<(Option<FormKind>, &[Part])> {
        match self.state.get(&object)? {
            Sunk {
                kind: SunkKind::Array(kind),
                parts,
                ..
            } => Some((*kind, parts)),
            _ => None,
        }
    }

    fn on_array(&mut self, inst: &Inst) -> Option<Fate> {
        match (inst.op, &inst.args[..]) {
            (IrOp::array_len, [Arg::Sunk(object)]) => {
                let (_, parts) = self.array(*object)?;
                Some(Fate::Is((parts.len() as i64).into()))
            }
            (IrOp::guard_kind, [Arg::Form(form), Arg::Sunk(object), snap]) => {
                self.guard_kind(*form, *object, *snap)
            }
            (IrOp::kind_is, [Arg::Form(form), Arg::Sunk(object)]) => {
                let kind = self.array(*object)?.0?;
                Some(Fate::Is(Const::Bool(kind == form.kind).into()))
            }
            // Only loads and stores of this array may use it, and they name the array.
            (IrOp::array_data, [Arg::Sunk(object)]) => Some(Fate::Is(Arg::Sunk(*object))),
            (
                IrOp::load_int | IrOp::load_float | IrOp::load_bool | IrOp::load_any,
                [Arg::Sunk(object), _, Arg::Const(Const::Int(i))],
            ) => {
                let at = self.element(inst.op, *object, *i)?;
                self.part(*object, at).map(Fate::Is)
            }
            (
                IrOp::store_int | IrOp::store_float | IrOp::store_bool | IrOp::store_any,
                [Arg::Sunk(object), _, Arg::Const(Const::Int(i)), value],
            ) => {
                let at = self.element(inst.op, *object, *i)?;
                self.store(*object, at, *value)
            }
            (
                IrOp::push_int | IrOp::push_float | IrOp::push_any | IrOp::push,
                [Arg::Sunk(object), value, _],
            ) => self.push(*object, *value),
            (IrOp::pop, [Arg::Sunk(object)]) => {
                // What gave the array its kind may be what is taken off.
                self.array(*object)?.0?;
                let last = self.own(*object)?.parts.pop();
                Some(Fate::Is(
                    last.and_then(Part::arg).unwrap_or(Const::Null.into()),
                ))
            }
            _ => None,
        }
    }

    /// The element that a load or a store of its kind is about, if there is one.
    fn element(&self, op: IrOp, object: ObjectId, i: i64) -> Option<usize> {
        let wanted = match op {
            IrOp::load_int | IrOp::store_int => FormKind::Int,
            IrOp::load_float | IrOp::store_float => FormKind::Float,
            IrOp::load_bool | IrOp::store_bool => FormKind::Bool,
            _ => FormKind::Generic,
        };
        let (kind, parts) = self.array(object)?;
        let at = usize::try_from(i).ok()?;
        (kind == Some(wanted) && at < parts.len()).then_some(at)
    }

    fn push(&mut self, object: ObjectId, value: Arg) -> Option<Fate> {
        let (kind, parts) = self.array(object)?;
        let (kind, count) = (kind?, parts.len());
        let own = tag_of(&self.out, value).map(form_of);
        let joined = match kind {
            FormKind::Generic => FormKind::Generic,
            // An empty array takes the kind of an element that does not fit.
            _ if count == 0 => own?,
            _ if own? == kind => kind,
            _ => FormKind::Generic,
        };
        let fate = self.store(object, count, value)?;
        self.state.get_mut(&object)?.kind = SunkKind::Array(Some(joined));
        Some(fate)
    }

    /// The kind is known, or follows from the tags of the elements.
    fn guard_kind(&mut self, form: Form, object: ObjectId, snap: Arg) -> Option<Fate> {
        let (kind, parts) = self.array(object)?;
        if let Some(kind) = kind {
            return Some(held(kind == form.kind));
        }
        let wanted = tag_of_form(form.kind)?;
        let args: Vec<Arg> = parts.iter().filter_map(|part| part.arg()).collect();
        if args
            .iter()
            .any(|arg| tag_of(&self.out, *arg).is_some_and(|tag| tag != wanted))
        {
            return Some(Fate::Leaves);
        }
        let mut known = Vec::with_capacity(args.len());
        for arg in args {
            known.push(match tag_of(&self.out, arg) {
                Some(_) => arg,
                None => {
                    let result = self.value(Type::Tag(wanted));
                    self.emit(Inst {
                        op: IrOp::guard_tag,
                        args: vec![Arg::Tag(wanted), arg, snap],
                        result: Some(result),
                    });
                    Arg::Ref(result)
                }
            });
        }
        let sunk = self.state.get_mut(&object)?;
        sunk.kind = SunkKind::Array(Some(form.kind));
        sunk.parts = known.into_iter().map(Part::Is).collect();
        Some(Fate::Gone)
    }

    /// A new value.
    pub(super) fn value(&mut self, of: Type) -> Ref {
        self.out.types.push(of);
        Ref(self.out.types.len() as u32 - 1)
    }

    fn on_variable(&mut self, inst: &Inst) -> Option<Fate> {
        match (inst.op, &inst.args[..]) {
            (IrOp::cell_get, [Arg::Sunk(cell)]) => {
                self.cell(*cell)?;
                self.part(*cell, 0).map(Fate::Is)
            }
            (IrOp::cell_set, [Arg::Sunk(cell), value]) => {
                self.cell(*cell)?;
                self.store(*cell, 0, *value)
            }
            (IrOp::capture, [Arg::Number(n), Arg::Sunk(closure)]) => {
                self.part(*closure, *n as usize).map(Fate::Is)
            }
            (IrOp::guard_callee, [Arg::Fn(function), Arg::Sunk(object), _]) => {
                Some(held(self.kind(*object)? == SunkKind::Closure(*function)))
            }
            (IrOp::range_start, [Arg::Sunk(range)]) => self.part(*range, 0).map(Fate::Is),
            (IrOp::range_end, [Arg::Sunk(range)]) => self.part(*range, 1).map(Fate::Is),
            _ => None,
        }
    }

    fn cell(&self, object: ObjectId) -> Option<()> {
        (self.kind(object)? == SunkKind::Cell).then_some(())
    }
}
