//! The statements of random graphs: each instruction of the table, with what it must be given.

use super::generate::Generator;
use crate::index::{BuiltinId, FnId, GlobalId, Ref, ShapeId, SymbolId};
use crate::ir::{Arg, Form, FormKind, IrOp, OperandKind, ROWS, Row, Sharing, Type};
use crate::value::Tag;

const FORMS: [FormKind; 4] = [
    FormKind::Int,
    FormKind::Float,
    FormKind::Bool,
    FormKind::Generic,
];

/// Rows that can be made from operands of the right types alone.
fn is_simple(row: &Row) -> bool {
    let given = matches!(
        row.op,
        IrOp::unbox
            | IrOp::div
            | IrOp::rem
            | IrOp::div_u
            | IrOp::rem_u
            | IrOp::shl
            | IrOp::shr
            | IrOp::str_char
            | IrOp::pop
            | IrOp::push
    );
    let plain = |kind| {
        matches!(kind, OperandKind::Value(wanted) if wanted != Type::Data)
            || kind == OperandKind::Snap
    };
    let effect = row.effects().has_effect();
    let guard = matches!(
        row.op,
        IrOp::guard_true | IrOp::guard_false | IrOp::safepoint
    );
    let position = matches!(row.op, IrOp::hash_key | IrOp::hash_value);
    !given
        && !guard
        && !position
        && !effect
        && row.operands.iter().all(|operand| plain(operand.kind))
}

impl Generator {
    pub(super) fn statement(&mut self) {
        match self.random.below(100) {
            0..32 => self.simple(),
            32..36 => self.around(),
            36..40 => self.show(),
            40..46 => self.tags(),
            46..47 => self.guard(),
            47..64 => self.array(),
            64..69 => self.hash(),
            69..74 => self.structure(),
            74..82 => self.variable(),
            82..84 => self.generator(),
            84..87 => self.allocation(),
            87..92 => self.private(),
            92..96 => self.runtime(),
            96..97 => self.again(),
            97..98 => self.proved(),
            _ => self.call(),
        };
    }

    /// Any row whose operands only need types.
    fn simple(&mut self) -> Option<()> {
        let rows: Vec<&Row> = ROWS.iter().filter(|row| is_simple(row)).collect();
        let row = self.random.pick(&rows);
        // So that what may leave seldom does.
        let tame = row.exits() && self.random.chance(90);
        let mut args = Vec::new();
        for operand in row.operands {
            args.push(match operand.kind {
                OperandKind::Value(Type::INT) if tame => self.small_int(),
                OperandKind::Value(wanted) => self.choose(wanted)?,
                _ => Arg::Snap(self.snapshot()),
            });
        }
        if let Some(result) = self.builder.inst(row.op, args) {
            self.note(result);
        }
        Some(())
    }

    /// An integer from 1 to 7.
    pub(super) fn small_int(&mut self) -> Arg {
        let n = self.int();
        let low = self.builder.band(n, 6);
        let small = self.builder.bor(low, 1);
        self.note(small);
        small.into()
    }

    /// The same pure operation twice, as passes like it.
    fn again(&mut self) -> Option<()> {
        let (a, b) = (self.small_int(), self.small_int());
        let snap = self.snapshot();
        for _ in 0..2 {
            let sum = self.builder.add_ov(a, b, snap);
            self.note(sum);
            let below = self.builder.lt(a, b);
            self.note(below);
        }
        Some(())
    }

    /// Lets the world see values.
    fn show(&mut self) -> Option<()> {
        let mut values = self.some(2);
        values.push(self.float());
        self.new_state();
        let snap = self.snapshot();
        self.builder.call_builtin(BuiltinId(0), &values, snap);
        self.new_state();
        Some(())
    }

    /// The same loads before and after something, seen by the world.
    fn around(&mut self) -> Option<()> {
        let array = self.choose(Type::Tag(Tag::Array))?;
        let cell = self.choose(Type::Tag(Tag::Cell));
        let global = GlobalId(self.random.below(4) as u32);
        let mut seen = Vec::new();
        for time in 0..2 {
            if time == 1 {
                match self.random.below(3) {
                    0 => self.variable(),
                    1 => self.array_of(array),
                    _ => self.runtime(),
                };
            }
            seen.push(Arg::Ref(self.builder.array_len(array)));
            seen.push(Arg::Ref(self.builder.global(global)));
            seen.extend(cell.map(|cell| Arg::Ref(self.builder.cell_get(cell))));
        }
        self.new_state();
        let snap = self.snapshot();
        self.builder.call_builtin(BuiltinId(0), &seen, snap);
        self.new_state();
        Some(())
    }

    /// What has to be given something that no guard establishes.
    fn proved(&mut self) -> Option<()> {
        let (a, count) = (self.int(), self.random.below(64) as i64);
        let divisor: i64 = self.random.pick(&[3, -7, 8, 1000003, i64::MIN]);
        let unsigned = self.builder.band(a, i64::MAX);
        let made = match self.random.below(9) {
            0 => self.builder.div(a, divisor),
            1 => self.builder.rem(a, divisor),
            7 => self.builder.div_u(unsigned, divisor.saturating_abs()),
            8 => self.builder.rem_u(unsigned, divisor.saturating_abs()),
            2 => self.builder.shl(a, count),
            3 => self.builder.shr(a, count),
            4 => {
                let array = self.choose(Type::Tag(Tag::Array))?;
                let kind = self.random.pick(&FORMS);
                let sharing = self.random.pick(&[Sharing::Any, Sharing::Own]);
                self.builder.kind_is(Form { kind, sharing }, array)
            }
            5 => {
                let value = self.choose(Type::Tag(Tag::Variant))?;
                self.builder.variant_number(value)
            }
            _ => {
                let (text, snap) = (self.choose(Type::Tag(Tag::Str))?, self.snapshot());
                let len = self.builder.str_len(text);
                let more = self.builder.lt(0, len);
                self.builder.guard_true(more, snap);
                self.builder.str_char(text, 0, snap)
            }
        };
        self.note(made);
        Some(())
    }

    fn tags(&mut self) -> Option<()> {
        let value = self.any();
        let tag = self
            .random
            .pick(&[Tag::Int, Tag::Float, Tag::Str, Tag::Null, Tag::Array]);
        match self.random.below(3) {
            0 => {
                let is = self.builder.tag_is(tag, value);
                self.note(is);
            }
            1 => {
                let tag = self.builder.type_of(value).tag().unwrap_or(tag);
                let other = if tag == Tag::Unset {
                    Tag::Null
                } else {
                    Tag::Unset
                };
                let snap = self.snapshot();
                self.builder.guard_not_tag(other, value, snap);
            }
            _ => {
                let snap = self.snapshot();
                let tag = self.builder.type_of(value).tag().unwrap_or(tag);
                let value_of = self.builder.guard_tag(tag, value, snap);
                self.note(value_of);
                let unboxed = self.builder.unbox(tag, value);
                self.note(unboxed);
            }
        }
        Some(())
    }

    fn guard(&mut self) -> Option<()> {
        let condition = self.bool();
        let snap = self.snapshot();
        match self.random.chance(50) {
            true => self.builder.guard_true(condition, snap),
            false => self.builder.guard_false(condition, snap),
        }
        Some(())
    }

    /// How the elements of an array of the world stand, most of the time.
    fn kind_of(&mut self, array: Arg) -> FormKind {
        let known = array
            .as_ref()
            .and_then(|array| self.kinds.get(&array).copied());
        match known {
            Some(kind) if self.random.chance(95) => kind,
            _ => self.random.pick(&FORMS),
        }
    }

    /// An array of a kind that is guarded, an index that is checked.
    fn array(&mut self) -> Option<()> {
        let array = self.choose(Type::Tag(Tag::Array))?;
        self.array_of(array)
    }

    fn array_of(&mut self, array: Arg) -> Option<()> {
        let snap = self.snapshot();
        let kind = self.kind_of(array);
        let choice = self.random.below(10);
        let sharing = if choice < 4 {
            Sharing::Any
        } else {
            Sharing::Own
        };
        match choice {
            8 => {
                let value = self.any();
                self.builder.push(array, value, snap);
                self.new_state();
                return Some(());
            }
            9 => {
                let last = self.builder.pop(array);
                self.note(last);
                self.new_state();
                return Some(());
            }
            _ => self.builder.guard_kind(Form { kind, sharing }, array, snap),
        }
        if choice == 7 {
            match kind {
                FormKind::Int => {
                    let v = self.int();
                    self.builder.push_int(array, v, snap);
                }
                FormKind::Float => {
                    let v = self.float();
                    self.builder.push_float(array, v, snap);
                }
                FormKind::Generic => {
                    let v = self.any();
                    self.builder.push_any(array, v, snap);
                }
                FormKind::Bool | FormKind::Empty => return None,
            }
            self.new_state();
            return Some(());
        }
        let len = self.builder.array_len(array);
        self.note(len);
        let index: Arg = match self.random.below(10) {
            0 => self.int(),
            1 => self.small_int(),
            _ => 0.into(),
        };
        let inside = self.builder.below(index, len);
        self.builder.guard_true(inside, snap);
        let data = self.builder.array_data(array);
        if choice < 4 {
            let value = match kind {
                FormKind::Int => self.builder.load_int(array, data, index),
                FormKind::Float => self.builder.load_float(array, data, index),
                FormKind::Bool => self.builder.load_bool(array, data, index),
                _ => self.builder.load_any(array, data, index),
            };
            self.note(value);
            return Some(());
        }
        match kind {
            FormKind::Int => {
                let v = self.int();
                self.builder.store_int(array, data, index, v);
            }
            FormKind::Float => {
                let v = self.float();
                self.builder.store_float(array, data, index, v);
            }
            FormKind::Bool => {
                let v = self.bool();
                self.builder.store_bool(array, data, index, v);
            }
            _ => {
                let v = self.any();
                self.builder.store_any(array, data, index, v);
            }
        }
        self.new_state();
        Some(())
    }

    fn hash(&mut self) -> Option<()> {
        let hash = self.choose(Type::Tag(Tag::Hash))?;
        let snap = self.snapshot();
        let place = self.random.below(2) as u32;
        let name = SymbolId(place);
        match self.random.below(4) {
            0 => {
                let next = self.builder.hash_next(hash, 0);
                let found = self.builder.ge(next, 0);
                self.builder.guard_true(found, snap);
                let (key, value) = (
                    self.builder.hash_key(hash, next),
                    self.builder.hash_value(hash, next),
                );
                self.note(key);
                self.note(value);
            }
            1 => {
                let v = self.any();
                self.builder.guard_entry(name, place, hash, snap);
                self.builder.store_entry(name, place, hash, v);
                self.new_state();
            }
            _ => {
                self.builder.guard_entry(name, place, hash, snap);
                let value = self.builder.load_entry(name, place, hash);
                self.note(value);
            }
        }
        Some(())
    }

    fn structure(&mut self) -> Option<()> {
        let object = self.choose(Type::Tag(Tag::Struct))?;
        let snap = self.snapshot();
        // The shapes of the world: two fields follow one.
        let fields = 1 + u32::from(self.random.chance(15));
        match self.random.below(5) {
            0 if self.random.chance(20) => self.builder.keep_shape(ShapeId(fields), snap),
            0 => {
                let new = self.builder.new_struct(ShapeId(fields), snap);
                self.note(new);
            }
            1 => {
                let v = self.any();
                self.builder.guard_shape(ShapeId(1), object, snap);
                self.builder.add_field(ShapeId(2), 1, object, v, snap);
                self.new_state();
            }
            2 => {
                let v = self.any();
                self.builder.guard_shape(ShapeId(fields), object, snap);
                self.builder.store_field(fields - 1, object, v);
                self.new_state();
            }
            3 if self.random.chance(20) => {
                self.builder.guard_shape(ShapeId(1), object, snap);
                self.builder.set_shape(ShapeId(1), object);
                self.new_state();
            }
            3 if self.random.chance(30) => {
                let v = self.any();
                let is = self.builder.class_is(ShapeId(fields), v);
                self.note(is);
            }
            3 => {
                let is = self.builder.shape_is(ShapeId(fields), object);
                self.note(is);
            }
            _ => {
                self.builder.guard_shape(ShapeId(fields), object, snap);
                let value = self.builder.load_field(fields - 1, object);
                self.note(value);
            }
        }
        Some(())
    }

    fn variable(&mut self) -> Option<()> {
        let global = GlobalId(self.random.below(4) as u32);
        match self.random.below(7) {
            0 => {
                let v = self.any();
                self.builder.set_global(global, v);
                self.new_state();
            }
            1 => {
                let (cell, v) = (self.choose(Type::Tag(Tag::Cell))?, self.any());
                self.builder.cell_set(cell, v);
                self.new_state();
            }
            2 => {
                let v = self.any();
                let home = self.random.below(14) as u32;
                self.builder.set_reg(home, v);
                self.new_state();
            }
            3 => {
                let cell = self.choose(Type::Tag(Tag::Cell))?;
                let value = self.builder.cell_get(cell);
                self.note(value);
            }
            4 => {
                let home = self.random.below(16) as u32;
                let value = self.builder.reg(home);
                self.note(value);
            }
            5 => {
                let closure = self.choose(Type::Tag(Tag::Closure))?;
                let snap = self.snapshot();
                self.builder.guard_callee(FnId(1), closure, snap);
                let value = self.builder.capture(self.random.below(2) as u32, closure);
                self.note(value);
            }
            _ => {
                let value = self.builder.global(global);
                self.note(value);
            }
        }
        Some(())
    }

    /// A generator from its beginning on; nobody else has it.
    fn generator(&mut self) -> Option<()> {
        let (called, snap) = (self.any(), self.snapshot());
        let generator = self.builder.new_generator(FnId(1), 2, called, snap);
        self.note(generator);
        for round in 0..1 + self.random.below(2) {
            let kept = self.some(0);
            self.builder.suspend(round as u32 + 7, generator, &kept);
            self.new_state();
            self.see_generator(generator);
            for n in 0..kept.len() as u32 {
                let value = self.builder.kept(n, generator);
                self.note(value);
            }
            if self.random.chance(30) {
                return Some(());
            }
            self.builder.resume(generator);
            self.new_state();
            self.see_generator(generator);
        }
        if self.random.chance(50) {
            self.builder.end_generator(generator);
            self.new_state();
        }
        Some(())
    }

    fn see_generator(&mut self, generator: Ref) {
        let at = self.builder.generator_at(generator);
        self.note(at);
        let called = self.builder.generator_callee(generator);
        self.note(called);
    }

    fn allocation(&mut self) -> Option<()> {
        let snap = self.snapshot();
        let new = match self.random.below(3) {
            0 => {
                let values = self.some(0);
                self.builder.new_array(&values, snap)
            }
            1 => {
                let values = self.some(2);
                self.builder.new_closure(FnId(1), &values, snap)
            }
            _ => {
                let v = self.any();
                self.builder.new_cell(v, snap)
            }
        };
        self.note(new);
        Some(())
    }
}
