//! Variables, closures, structures and the opcodes that are one meaning of the runtime.
//!
//! ```text
//! get_shared r1, 0      %4 = capture 0, %callee ; %5: cell = guard_tag cell, %4, s1 ; %6: any = cell_get %5
//! ```
//!
//! Invariant: a read of a variable that may be unset is guarded before its value is used: unset, it is an error.

use super::builder::{Builder, Flow};
use super::operands::{Operand, Source};
use crate::bytecode::Constant;
use crate::bytecode::op::{self, Capture, Dst, Src, Sym};
use crate::ir::{Arg, Const, Helper, Type};
use crate::trace::Note;
use crate::value::{Kind, Tag, Value};

impl Builder<'_, '_> {
    /// The closure that runs.
    fn running_closure(&mut self) -> Arg {
        let home = i64::from(self.tree.context(self.place.ctx).base) - 1;
        let callee = self.held(home);
        match self.g.type_of(callee) {
            Type::Tag(Tag::Closure) => callee,
            // Only closures run functions that capture something.
            _ => {
                let closure = Arg::Ref(self.g.unbox(Tag::Closure, callee));
                self.state.insert(home, closure);
                if self.callee == Some(callee) {
                    self.callee = Some(closure);
                }
                closure
            }
        }
    }

    pub fn own_function(&mut self, dst: Dst) -> Flow {
        let closure = self.running_closure();
        self.put(dst.reg(), closure);
        Flow::Next
    }

    pub fn captured(&mut self, dst: Dst, index: Capture) -> Flow {
        let closure = self.running_closure();
        let value = self.g.capture(index.index() as u32, closure);
        match self.result(0) {
            Some(tag) => {
                let snap = self.snapshot();
                let known = self.g.guard_tag(tag, value, snap);
                self.put(dst.reg(), known);
            }
            None => self.put(dst.reg(), value),
        }
        Flow::Next
    }

    fn captured_cell(&mut self, index: Capture) -> Arg {
        let closure = self.running_closure();
        let value = self.g.capture(index.index() as u32, closure);
        let snap = self.snapshot();
        self.g.guard_tag(Tag::Cell, value, snap).into()
    }

    pub fn shared(&mut self, dst: Dst, index: Capture) -> Flow {
        let cell = self.captured_cell(index);
        let value = self.g.cell_get(cell);
        self.put_read(dst.reg(), value);
        Flow::Next
    }

    pub fn share(&mut self, index: Capture, src: Src) -> Flow {
        let source = src.source(self);
        let value = self.arg(source);
        let cell = self.captured_cell(index);
        self.g.cell_set(cell, value);
        Flow::Next
    }

    pub fn read_cell(&mut self, dst: Dst, cell: Src) -> Flow {
        let source = cell.source(self);
        match self.typed(source, Tag::Cell) {
            Some(cell) => {
                let value = self.g.cell_get(cell);
                self.put_read(dst.reg(), value);
                Flow::Next
            }
            None => self.leave(),
        }
    }

    pub fn write_cell(&mut self, cell: Src, src: Src) -> Flow {
        let source = cell.source(self);
        match self.typed(source, Tag::Cell) {
            Some(cell) => {
                let source = src.source(self);
                let value = self.arg(source);
                self.g.cell_set(cell, value);
                Flow::Next
            }
            None => self.leave(),
        }
    }

    pub fn new_range(&mut self, dst: Dst, a: Src, b: Src) -> Flow {
        let (a, b) = (a.source(self), b.source(self));
        let whole = (self.tag_of(a), self.tag_of(b)) == (Some(Tag::Int), Some(Tag::Int));
        let (a, b) = (self.arg(a), self.arg(b));
        let range = if whole {
            let snap = self.snapshot();
            self.g.new_range(a, b, snap)
        } else {
            self.helper(Helper::range, &[a, b])
        };
        self.put(dst.reg(), range);
        Flow::Next
    }

    /// A meaning of the runtime with a result.
    pub fn answer(&mut self, dst: Dst, helper: Helper, sources: &[Source]) -> Flow {
        let args: Vec<Arg> = sources.iter().map(|source| self.arg(*source)).collect();
        let value = self.helper(helper, &args);
        self.put(dst.reg(), value);
        Flow::Next
    }

    /// A meaning of the runtime for its effect alone.
    pub fn act(&mut self, helper: Helper, sources: &[Source]) -> Flow {
        let args: Vec<Arg> = sources.iter().map(|source| self.arg(*source)).collect();
        self.helper(helper, &args);
        Flow::Next
    }

    /// Where a hash always had the field that the instruction names.
    fn entry_of(&mut self, object: Src) -> Option<u32> {
        let reg = object.reg();
        let mut places = self
            .point()
            .notes
            .iter()
            .filter_map(|(note, _)| match note {
                Note::Entry(noted, place) if *noted == reg => Some(*place),
                _ => None,
            });
        let place = places.next().filter(|_| places.next().is_none())?;
        let source = object.source(self);
        (self.tag_of(source) == Some(Tag::Hash)).then_some(place)
    }

    /// Whether a hash was seen without the field that the instruction names: then it will be again.
    fn was_missing(&self, object: Src) -> bool {
        let point = self.point();
        let visits: u64 = point.ways.iter().map(|(_, times)| times).sum();
        let noted = point
            .notes
            .iter()
            .filter(|(note, _)| matches!(note, Note::Entry(reg, _) if *reg == object.reg()));
        noted.map(|(_, times)| times).sum::<u64>() < visits
    }

    pub fn read_field(&mut self, dst: Dst, object: Src, name: Sym) -> Flow {
        let place = match self.was_missing(object) {
            true => None,
            false => self.entry_of(object),
        };
        if place.is_none()
            && let Some(flow) = self.read_slot(dst, object)
        {
            return flow;
        }
        let at = self.value(object.reg());
        let name = name.id();
        let Some(place) = place else {
            let value = self.helper(Helper::get_field, &[at, Const::Symbol(name).into()]);
            self.put(dst.reg(), value);
            return Flow::Next;
        };
        let snap = self.snapshot();
        self.g.guard_entry(name, place, at, snap);
        let value = self.g.load_entry(name, place, at);
        match self.result(0) {
            Some(tag) => {
                let known = self.g.guard_tag(tag, value, snap);
                self.put(dst.reg(), known);
            }
            None => self.put(dst.reg(), value),
        }
        Flow::Next
    }

    pub fn asks_field(&mut self, dst: Dst, object: Src, name: Sym) -> Flow {
        let source = object.source(self);
        let found = match self.tag_of(source) {
            Some(tag) if !Kind::Fields.has(tag) => Const::Bool(false).into(),
            _ => {
                let at = self.arg(source);
                self.helper_bool(Helper::has_field, &[at, Const::Symbol(name.id()).into()])
            }
        };
        self.put(dst.reg(), found);
        Flow::Next
    }

    /// Which of an enum's values a register holds, counted from a constant one.
    pub fn enum_place(&mut self, dst: Dst, src: Src, from: op::Const) -> Flow {
        let source = src.source(self);
        let tag = self.tag_of(source);
        let value = self.arg(source);
        let place: Arg = match (tag, &self.program.constants[from.id().index()]) {
            (Some(Tag::Variant), Constant::Variant(id, place)) => {
                let number = self.g.variant_number(value);
                let from = Value::variant(*id, *place).bits() as i64;
                self.g.sub(number, Const::Int(from)).into()
            }
            (Some(_), Constant::Variant(..)) => Const::Int(-1).into(),
            _ => {
                let from = self.constant(from.id());
                let answer = self.helper(Helper::ordinal, &[value, from.into()]);
                self.g.unbox(Tag::Int, answer).into()
            }
        };
        self.put(dst.reg(), place);
        Flow::Next
    }

    pub fn write_field(&mut self, object: Src, name: Sym, src: Src) -> Flow {
        let place = self.entry_of(object);
        let name = name.id();
        let value = self.value(src.reg());
        if place.is_none()
            && let Some(flow) = self.write_slot(object, value)
        {
            return flow;
        }
        let (at, value) = (self.value(object.reg()), self.value(src.reg()));
        let Some(place) = place else {
            self.helper(Helper::set_field, &[at, Const::Symbol(name).into(), value]);
            return Flow::Next;
        };
        let snap = self.snapshot();
        self.g.guard_entry(name, place, at, snap);
        self.g.store_entry(name, place, at, value);
        Flow::Next
    }
}
