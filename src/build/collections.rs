//! Collections: arrays of the kind that was seen, in line; the rest by the runtime's meanings.
//!
//! ```text
//! get r2, r0, r1 with r0:array.int      guard_kind int, %0, s1 ; %3 = array_len %0 ; guard_true (below %1, %3), s1
//!                                       %5 = array_data %0 ; %6: int = load_int %0, %5, %1
//! ```
//!
//! Invariant: kind, length and data are looked at right before the access, so that nothing can have changed them.

use super::builder::{Builder, Flow};
use super::operands::{Operand, Source};
use crate::bytecode::op::{Dst, Iter, Src};
use crate::heap::ElementKind;
use crate::index::{BuiltinId, Ref, Reg};
use crate::ir::operand::Sharing;
use crate::ir::{Arg, Const, Form, FormKind, Helper};
use crate::trace::{Note, Way};
use crate::value::Tag;

impl Builder<'_, '_> {
    /// The kind of the array in a register, if it was always the same, and whether it was ever shared.
    fn kind_of(&self, reg: Reg) -> Option<(ElementKind, Sharing)> {
        let mut seen: Option<(ElementKind, Sharing)> = None;
        for (note, _) in &self.point().notes {
            let Note::Array(noted, kind, sharing) = note else {
                continue;
            };
            if *noted != reg {
                continue;
            }
            let sharing = match sharing {
                crate::trace::Sharing::Owned => Sharing::Own,
                crate::trace::Sharing::Shared => Sharing::Any,
            };
            seen = match seen {
                None => Some((*kind, sharing)),
                Some((known, _)) if known != *kind => return None,
                Some((_, Sharing::Any)) => Some((*kind, Sharing::Any)),
                Some(_) => Some((*kind, sharing)),
            };
        }
        seen
    }

    /// The element of an array at an index that is in bounds, or the graph is left.
    fn element(
        &mut self,
        array: Arg,
        (kind, sharing): (ElementKind, Sharing),
        index: Arg,
    ) -> Option<Ref> {
        let snap = self.snapshot();
        let kind = FormKind::of(kind);
        if kind == FormKind::Empty {
            return None;
        }
        // One that always had its elements for itself is asked for just that: it is one comparison, and the same as that of stores.
        self.g.guard_kind(Form { kind, sharing }, array, snap);
        let length = self.g.array_len(array);
        let index = match index {
            Arg::Const(Const::Int(n)) if n < 0 => Arg::Ref(self.g.add(length, index)),
            _ => index,
        };
        let inside = self.g.below(index, length);
        self.g.guard_true(inside, snap);
        Some(self.load(array, kind, index))
    }

    /// The element at an index in bounds of an array of that kind.
    fn load(&mut self, array: Arg, kind: FormKind, index: Arg) -> Ref {
        let data = self.g.array_data(array);
        match kind {
            FormKind::Int => self.g.load_int(array, data, index),
            FormKind::Float => self.g.load_float(array, data, index),
            FormKind::Bool => self.g.load_bool(array, data, index),
            FormKind::Generic | FormKind::Empty => self.g.load_any(array, data, index),
        }
    }

    pub fn get_element(&mut self, dst: Dst, collection: Src, index: impl Operand) -> Flow {
        let (at, index) = (collection.source(self), index.source(self));
        let tags = (self.tag_of(at), self.tag_of(index));
        let (at, index) = (self.arg(at), self.arg(index));
        // What was null was out of bounds, or in an array where the index is looked up in any case.
        let inside = self.result(0) != Some(Tag::Null) && !self.was_seen(Tag::Null);
        let typed = match (tags, self.kind_of(collection.reg())) {
            ((Some(Tag::Array), Some(Tag::Int)), Some(form)) if inside => {
                self.element(at, form, index)
            }
            _ => None,
        };
        let value = match typed {
            Some(value) => value,
            None => self.helper(Helper::get, &[at, index]),
        };
        self.put(dst.reg(), value);
        Flow::Next
    }

    pub fn set_element(&mut self, collection: Src, index: Src, src: Src) -> Flow {
        let (at, index, from) = (
            collection.source(self),
            index.source(self),
            src.source(self),
        );
        let tags = (self.tag_of(at), self.tag_of(index));
        let kind = match (tags, self.kind_of(collection.reg())) {
            ((Some(Tag::Array), Some(Tag::Int)), Some((kind, Sharing::Own))) => Some(kind),
            _ => None,
        };
        let wanted = match kind {
            Some(ElementKind::Int) => Some(Tag::Int),
            Some(ElementKind::Float) => Some(Tag::Float),
            Some(ElementKind::Bool) => Some(Tag::Bool),
            _ => None,
        };
        let fits = match (kind, wanted) {
            (Some(ElementKind::Generic), _) => true,
            (Some(_), Some(tag)) => self.typed(from, tag).is_some(),
            _ => false,
        };
        let (at, index, value) = (self.arg(at), self.arg(index), self.arg(from));
        let Some(kind) = kind.filter(|_| fits).map(FormKind::of) else {
            self.helper(Helper::set, &[at, index, value]);
            return Flow::Next;
        };
        let snap = self.snapshot();
        let sharing = Sharing::Own;
        self.g.guard_kind(Form { kind, sharing }, at, snap);
        let length = self.g.array_len(at);
        let inside = self.g.below(index, length);
        self.g.guard_true(inside, snap);
        let data = self.g.array_data(at);
        match kind {
            FormKind::Int => self.g.store_int(at, data, index, value),
            FormKind::Float => self.g.store_float(at, data, index, value),
            FormKind::Bool => self.g.store_bool(at, data, index, value),
            FormKind::Generic | FormKind::Empty => self.g.store_any(at, data, index, value),
        }
        Flow::Next
    }

    pub fn push_element(&mut self, array: Src, src: Src) -> Flow {
        let (at, from) = (array.source(self), src.source(self));
        match self.tag_of(at) {
            Some(Tag::Array) => self.push_to_array(array.reg(), from),
            _ => {
                let (at, value) = (self.arg(at), self.arg(from));
                self.helper(Helper::array_push, &[at, value]);
            }
        }
        Flow::Next
    }

    /// Calls a native method of arrays on the array in a register, if a graph does that itself.
    pub fn call_of_array(&mut self, array: Reg, args: &[Arg], native: BuiltinId) -> Option<Arg> {
        match (crate::builtins::row(native).name, args) {
            ("push", [at, _]) => {
                self.push_to_array(array, Source::Reg(Reg(array.0 + 1)));
                Some(*at)
            }
            ("pop", [at]) => Some(self.g.pop(*at).into()),
            _ => None,
        }
    }

    /// Adds a value to the array in a register.
    fn push_to_array(&mut self, array: Reg, from: Source) {
        let kind = self.kind_of(array);
        let kind = kind.filter(|(_, sharing)| *sharing == Sharing::Own);
        let kind = kind.map(|(kind, _)| FormKind::of(kind));
        let fits = match kind {
            Some(FormKind::Int) => self.typed(from, Tag::Int).is_some(),
            Some(FormKind::Float) => self.typed(from, Tag::Float).is_some(),
            Some(FormKind::Generic) => true,
            _ => false,
        };
        let (at, value) = (self.arg(Source::Reg(array)), self.arg(from));
        let snap = self.snapshot();
        match kind.filter(|_| fits) {
            Some(kind) => {
                let sharing = Sharing::Own;
                self.g.guard_kind(Form { kind, sharing }, at, snap);
                match kind {
                    FormKind::Int => self.g.push_int(at, value, snap),
                    FormKind::Float => self.g.push_float(at, value, snap),
                    _ => self.g.push_any(at, value, snap),
                }
            }
            None => self.g.push(at, value, snap),
        }
    }

    pub fn pop_element(&mut self, dst: Dst, array: Src) -> Flow {
        let at = array.source(self);
        let tag = self.tag_of(at);
        let at = self.arg(at);
        let value = match tag {
            Some(Tag::Array) => self.g.pop(at),
            _ => self.helper(Helper::array_pop, &[at]),
        };
        self.put(dst.reg(), value);
        Flow::Next
    }

    pub fn length(&mut self, dst: Dst, src: Src) -> Flow {
        let source = src.source(self);
        let tag = self.tag_of(source);
        let value = self.arg(source);
        let length = match tag {
            Some(Tag::Array) => self.g.array_len(value),
            Some(Tag::Str) => self.g.str_len(value),
            Some(Tag::Hash) => self.g.hash_len(value),
            _ => {
                let answer = self.helper(Helper::len, &[value]);
                self.g.unbox(Tag::Int, answer)
            }
        };
        self.put(dst.reg(), length);
        Flow::Next
    }

    pub fn start_iteration(&mut self, state: Iter, src: Src) -> Flow {
        let source = src.source(self);
        let tag = self.tag_of(source);
        let over = self.arg(source);
        let position: Arg = match tag {
            Some(Tag::Array | Tag::Str | Tag::Hash | Tag::Generator) => Const::Int(0).into(),
            Some(Tag::Range) => self.g.range_start(over).into(),
            _ => {
                let answer = self.helper(Helper::iter_start, &[over]);
                self.g.unbox(Tag::Int, answer).into()
            }
        };
        let (first, second) = state_of(state);
        let (first, second) = (self.home(first), self.home(second));
        self.writes.push((first, over));
        self.writes.push((second, position));
        Flow::Next
    }

    /// The collection that is iterated over and its tag, and the position.
    fn iteration(&mut self, state: Iter) -> Option<(Option<Tag>, Arg, Arg)> {
        let (over, position) = state_of(state);
        let tag = self.tag_of(Source::Reg(over));
        let position = match self.value(position) {
            it if self.g.type_of(it).tag() == Some(Tag::Int) => it,
            it if self.g.type_of(it).tag().is_none() => self.guard(it, Tag::Int),
            _ => return None,
        };
        Some((tag, self.value(over), position))
    }

    fn put_position(&mut self, state: Iter, position: impl Into<Arg>) {
        let home = self.home(state_of(state).1);
        self.writes.push((home, position.into()));
    }

    pub fn next_element(&mut self, dst: Dst, state: Iter) -> Flow {
        if self.tag_of(Source::Reg(state_of(state).0)) == Some(Tag::Generator) {
            return self.go(Way::Next);
        }
        let Some((tag, over, position)) = self.iteration(state) else {
            return self.leave();
        };
        self.snapshot();
        match tag {
            Some(Tag::Array) => {
                let length = self.g.array_len(over);
                let more: Arg = self.g.below(position, length).into();
                if !self.jump_if(more) {
                    return self.never_jumped(more);
                }
                let value = match self.kind_of(state_of(state).0) {
                    Some((kind, sharing)) if kind != ElementKind::Empty => {
                        let snap = self.snapshot();
                        let kind = FormKind::of(kind);
                        self.g.guard_kind(Form { kind, sharing }, over, snap);
                        self.load(over, kind, position)
                    }
                    _ => self.helper(Helper::get, &[over, position]),
                };
                let after = self.g.add(position, Const::Int(1));
                self.put_position(state, after);
                self.put(dst.reg(), value);
            }
            Some(Tag::Range) => {
                let end = self.g.range_end(over);
                let more: Arg = self.g.lt(position, end).into();
                if !self.jump_if(more) {
                    return self.never_jumped(more);
                }
                let after = self.g.add(position, Const::Int(1));
                self.put_position(state, after);
                self.put(dst.reg(), position);
            }
            Some(Tag::Str) => {
                let after = self.g.str_next(over, position);
                let more: Arg = self.g.ge(after, Const::Int(0)).into();
                if !self.jump_if(more) {
                    return self.never_jumped(more);
                }
                let snap = self.snapshot();
                let value = self.g.str_char(over, position, snap);
                self.put_position(state, after);
                self.put(dst.reg(), value);
            }
            Some(Tag::Hash) => {
                let after = self.g.hash_next(over, position);
                let more: Arg = self.g.ge(after, Const::Int(0)).into();
                if !self.jump_if(more) {
                    return self.never_jumped(more);
                }
                let value = self.g.hash_key(over, after);
                self.put_position(state, after);
                self.put(dst.reg(), value);
            }
            _ => {
                let after = self.helper(Helper::iter_after, &[over, position]);
                let none = self.g.tag_is(Tag::Null, after);
                let more: Arg = self.g.not(none).into();
                if !self.jump_if(more) {
                    return self.never_jumped(more);
                }
                let after = self.g.unbox(Tag::Int, after);
                let value = self.helper(Helper::iter_element, &[over, position]);
                self.put_position(state, after);
                self.put(dst.reg(), value);
            }
        }
        self.go(Way::Jump)
    }

    pub fn next_pair(&mut self, key: Dst, value: Dst, state: Iter) -> Flow {
        if self.tag_of(Source::Reg(state_of(state).0)) == Some(Tag::Generator) {
            return self.go(Way::Next);
        }
        let Some((tag, over, position)) = self.iteration(state) else {
            return self.leave();
        };
        self.snapshot();
        if tag == Some(Tag::Hash) {
            let after = self.g.hash_next(over, position);
            let more: Arg = self.g.ge(after, Const::Int(0)).into();
            if !self.jump_if(more) {
                return self.never_jumped(more);
            }
            let first = self.g.hash_key(over, after);
            let second = self.g.hash_value(over, after);
            self.put_position(state, after);
            self.put_nth(key.reg(), first, 0);
            self.put_nth(value.reg(), second, 1);
            return self.go(Way::Jump);
        }
        let after = self.helper(Helper::iter_after, &[over, position]);
        let none = self.g.tag_is(Tag::Null, after);
        let more: Arg = self.g.not(none).into();
        if !self.jump_if(more) {
            return self.never_jumped(more);
        }
        let after = self.g.unbox(Tag::Int, after);
        let first = self.helper(Helper::pair_key, &[over, position]);
        let second = self.helper(Helper::pair_value, &[over, position]);
        self.put_position(state, after);
        self.put_nth(key.reg(), first, 0);
        self.put_nth(value.reg(), second, 1);
        self.go(Way::Jump)
    }
}

/// The two registers of an iteration's state.
fn state_of(state: Iter) -> (Reg, Reg) {
    let first = state.reg();
    (first, Reg(first.0 + 1))
}
