//! Objects of random graphs that nobody but the graph itself can see: what passes need not make.
//!
//! ```text
//! %7: cell = new_cell %3, s1 ; cell_set %7, %4 ; ... ; %9: any = cell_get %7
//! ```
//!
//! Only the statements of this file name them, snapshots, and parameters of joins and loops; some hold one another.

use super::generate::Generator;
use crate::index::{FnId, Ref, ShapeId};
use crate::ir::{Arg, Form, FormKind, Sharing, Type};
use crate::value::Tag;

/// What a private object is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Private {
    /// A structure of the world's shape with one field.
    Struct,
    /// An array that began with elements of that kind.
    Array(FormKind),
    /// A closure that captured two values.
    Closure,
    Cell,
    Range,
}

impl Private {
    const ALL: [Private; 7] = [
        Private::Struct,
        Private::Array(FormKind::Int),
        Private::Array(FormKind::Float),
        Private::Array(FormKind::Generic),
        Private::Closure,
        Private::Cell,
        Private::Range,
    ];

    pub fn tag(self) -> Tag {
        match self {
            Private::Struct => Tag::Struct,
            Private::Array(_) => Tag::Array,
            Private::Closure => Tag::Closure,
            Private::Cell => Tag::Cell,
            Private::Range => Tag::Range,
        }
    }
}

impl Generator {
    /// A private object that is in scope, mostly a late one.
    pub(super) fn any_private(&mut self) -> Option<(Ref, Private)> {
        let objects: Vec<(Ref, Private)> = self
            .scope
            .iter()
            .filter_map(|(value, _)| Some((*value, *self.private.get(value)?)))
            .collect();
        let late = self.random.below(objects.len().clamp(1, 3));
        objects.iter().rev().nth(late).copied()
    }

    /// One of that kind.
    pub(super) fn private_of(&mut self, kind: Private) -> Option<Ref> {
        let scope = self.scope.iter().rev();
        let mut objects = scope.filter(|(value, _)| self.private.get(value) == Some(&kind));
        let first = objects.next().map(|(value, _)| *value);
        let second = objects.next().map(|(value, _)| *value);
        if self.random.chance(25) {
            second.or(first)
        } else {
            first
        }
    }

    /// A value to be held: seldom a private object.
    fn held(&mut self) -> Arg {
        let object = self.any_private().filter(|_| self.random.chance(25));
        object.map_or_else(|| self.any(), |(object, _)| Arg::Ref(object))
    }

    /// Makes one, or does something with one.
    pub(super) fn private(&mut self) -> Option<()> {
        match self.any_private().filter(|_| self.random.chance(70)) {
            None => {
                let kind = self.random.pick(&Private::ALL);
                let object = self.make(kind);
                self.note(object);
                self.private.insert(object, kind);
                self.new_state();
            }
            Some((object, kind)) => self.touch(object, kind),
        }
        Some(())
    }

    fn make(&mut self, kind: Private) -> Ref {
        let snap = self.snapshot();
        match kind {
            Private::Struct => {
                let object = self.builder.new_struct(ShapeId(1), snap);
                if self.random.chance(80) {
                    let v = self.held();
                    self.builder.store_field(0, object, v);
                }
                object
            }
            Private::Array(form) => {
                let count = 1 + self.random.below(3);
                let values: Vec<Arg> = (0..count)
                    .map(|_| match form {
                        FormKind::Int => self.int(),
                        FormKind::Float => self.float(),
                        _ => self.held(),
                    })
                    .collect();
                self.builder.new_array(&values, snap)
            }
            Private::Closure => {
                let values = [self.held(), self.held()];
                self.builder.new_closure(FnId(1), &values, snap)
            }
            Private::Cell => {
                let v = self.held();
                self.builder.new_cell(v, snap)
            }
            Private::Range => {
                let (a, b) = (self.int(), self.int());
                self.builder.new_range(a, b, snap)
            }
        }
    }

    fn touch(&mut self, object: Ref, kind: Private) {
        let snap = self.snapshot();
        if self.random.chance(10) {
            let (other, _) = self.any_private().unwrap_or((object, kind));
            let same = self.builder.same(object, other);
            self.note(same);
            return;
        }
        match (kind, self.random.below(3)) {
            (Private::Struct, 0) => {
                let v = self.held();
                self.builder.guard_shape(ShapeId(1), object, snap);
                self.builder.store_field(0, object, v);
                self.new_state();
            }
            (Private::Struct, 1) if self.random.chance(20) => {
                let v = self.held();
                self.builder.guard_shape(ShapeId(1), object, snap);
                self.builder.add_field(ShapeId(2), 1, object, v, snap);
                self.new_state();
            }
            (Private::Struct, _) => {
                let is = self.builder.shape_is(ShapeId(1), object);
                self.note(is);
                self.builder.guard_shape(ShapeId(1), object, snap);
                let value = self.builder.load_field(0, object);
                self.note(value);
            }
            (Private::Array(form), choice) => self.touch_array(object, form, choice),
            (Private::Closure, _) => {
                self.builder.guard_callee(FnId(1), object, snap);
                let value = self.builder.capture(self.random.below(2) as u32, object);
                self.note(value);
            }
            (Private::Cell, 0) => {
                let v = self.held();
                self.builder.cell_set(object, v);
                self.new_state();
            }
            (Private::Cell, _) => {
                let value = self.builder.cell_get(object);
                self.note(value);
            }
            (Private::Range, _) => {
                let (start, end) = (
                    self.builder.range_start(object),
                    self.builder.range_end(object),
                );
                self.note(start);
                self.note(end);
            }
        }
    }

    fn touch_array(&mut self, array: Ref, kind: FormKind, choice: usize) {
        let snap = self.snapshot();
        let sharing = Sharing::Own;
        if choice == 0 && self.random.chance(30) {
            if self.random.chance(50) {
                let last = self.builder.pop(array);
                self.note(last);
            } else {
                let v = self.held();
                self.builder.push(array, v, snap);
            }
            self.new_state();
            return;
        }
        self.builder.guard_kind(Form { kind, sharing }, array, snap);
        let len = self.builder.array_len(array);
        self.note(len);
        let index: Arg = match self.random.below(8) {
            0 => self.int(),
            1 => 1.into(),
            _ => 0.into(),
        };
        let inside = self.builder.below(index, len);
        self.builder.guard_true(inside, snap);
        let data = self.builder.array_data(array);
        let stores = choice == 0;
        let wanted = match kind {
            FormKind::Int => Type::INT,
            FormKind::Float => Type::FLOAT,
            _ => Type::Any,
        };
        if stores {
            let v = match wanted {
                Type::Any => self.held(),
                Type::INT => self.int(),
                _ => self.float(),
            };
            match kind {
                FormKind::Int => self.builder.store_int(array, data, index, v),
                FormKind::Float => self.builder.store_float(array, data, index, v),
                _ => self.builder.store_any(array, data, index, v),
            }
            self.new_state();
            return;
        }
        let value = match kind {
            FormKind::Int => self.builder.load_int(array, data, index),
            FormKind::Float => self.builder.load_float(array, data, index),
            _ => self.builder.load_any(array, data, index),
        };
        self.note(value);
    }
}
