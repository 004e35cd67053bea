//! The meaning of each instruction of the table, once: the compiler asks for a method of its name.
//!
//! Invariant: a method leaves (`Stop::Leave`) before its first effect; what its row calls given is checked.

use super::environment::{Call, Called, Environment, Poll, TreeRun};
use super::{Data, Done, How, Item, Run, Stop, generators, helpers, wrong};
use crate::for_each_ir_op;
use crate::heap::{
    Array, Closure, ElementKind, Gc, Generator, Hash, HeapCell, OutOfMemory, Range, Str, Struct,
};
use crate::index::{BuiltinId, ExitId, FnId, GlobalId, Pc, ShapeId, SnapId, SymbolId, TreeId};
use crate::ir::graph::Inst;
use crate::ir::operand::{Arg, Form, Sharing};
use crate::ir::table::IrOp;
use crate::ir::{Const, Helper};
use crate::runtime::{Fault, float};
use crate::value::{Tag, Value};

/// What a method takes for an operand of the table.
macro_rules! taken {
    (Any) => { Value };
    (Data) => { Data };
    (Int) => { i64 };
    (Float) => { f64 };
    (Bool) => { bool };
    (Str) => { Gc<Str> };
    (Variant) => { i64 };
    (Array) => { Gc<Array> };
    (Hash) => { Gc<Hash> };
    (Struct) => { Gc<Struct> };
    (Closure) => { Gc<Closure> };
    (Range) => { Gc<Range> };
    (Cell) => { Gc<HeapCell> };
    (Generator) => { Gc<Generator> };
    (Rest) => { Vec<Value> };
    (TagName) => { Tag };
    (Home) => { u32 };
    (Shape) => { ShapeId };
    (Form) => { Form };
    (Fn) => { FnId };
    (Native) => { BuiltinId };
    (Global) => { GlobalId };
    (Sym) => { SymbolId };
    (Number) => { u32 };
    (Helper) => { Helper };
    (Tree) => { TreeId };
    (TreeExit) => { ExitId };
    (Snap) => { SnapId };
}

/// What a method answers.
macro_rules! answer {
    () => {
        ()
    };
    (Named) => {
        Value
    };
    ($type:ident) => {
        taken!($type)
    };
}

macro_rules! take {
    ($run:ident, $args:ident, Any) => {
        $run.value($args.next())?
    };
    ($run:ident, $args:ident, Data) => {
        match $run.item($args.next())? {
            Item::Data(data) => data,
            _ => return wrong("want data"),
        }
    };
    ($run:ident, $args:ident, Int) => {
        $run.value($args.next())?.as_int().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Variant) => {
        match $run.value($args.next())? {
            value if value.tag() == Tag::Variant => value.bits() as i64,
            _ => return Err(other()),
        }
    };
    ($run:ident, $args:ident, Float) => {
        $run.value($args.next())?.as_float().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Bool) => {
        $run.value($args.next())?.as_bool().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Str) => {
        $run.value($args.next())?.as_str().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Array) => {
        $run.value($args.next())?.as_array().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Hash) => {
        $run.value($args.next())?.as_hash().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Struct) => {
        $run.value($args.next())?.as_struct().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Closure) => {
        $run.value($args.next())?.as_closure().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Range) => {
        $run.value($args.next())?.as_range().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Cell) => {
        $run.value($args.next())?.as_cell().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Generator) => {
        $run.value($args.next())?.as_generator().ok_or_else(other)?
    };
    ($run:ident, $args:ident, Rest) => {{
        let rest = $args.rest();
        $run.values(rest)?
    }};
    ($run:ident, $args:ident, TagName) => {
        named!($args, Tag)
    };
    ($run:ident, $args:ident, $other:ident) => {
        named!($args, $other)
    };
}

macro_rules! named {
    ($args:ident, $kind:ident) => {
        match $args.next() {
            Arg::$kind(it) => it,
            arg => return wrong(format!("{arg} is another operand")),
        }
    };
}

#[cold]
fn other() -> Stop {
    Stop::Wrong("a value is of another tag than its type".to_string())
}

/// The arguments of an instruction, one after the other.
struct Args<'a> {
    inst: &'a Inst,
    at: usize,
}

impl<'a> Args<'a> {
    fn next(&mut self) -> Arg {
        let arg = self.inst.args.get(self.at).copied();
        self.at += 1;
        arg.unwrap_or(Arg::Const(Const::Unset))
    }

    fn rest(&mut self) -> &'a [Arg] {
        let rest = self.inst.rest();
        self.at += rest.len();
        rest
    }
}

macro_rules! define_meaning {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) $(-> $result:ident)?
        [$($mark:ident $(($class:ident))?),*];)* })*) => {
        /// One method for each instruction of the table.
        trait Meaning {
            $($(
                #[doc = $doc]
                fn $name(&mut self, $($arg: taken!($ty)),*) -> Done<answer!($($result)?)>;
            )*)*
        }

        impl<E: Environment> Run<'_, E> {
            /// Executes an instruction: its result, or nothing.
            pub(super) fn dispatch(&mut self, inst: &Inst) -> Done<Item> {
                let mut args = Args { inst, at: 0 };
                let _ = &mut args;
                match inst.op {
                    $($(IrOp::$name => {
                        $(let $arg = take!(self, args, $ty);)*
                        Meaning::$name(self, $($arg),*).map(Item::from)
                    })*)*
                }
            }
        }
    };
}

for_each_ir_op!(define_meaning);

impl From<()> for Item {
    fn from((): ()) -> Item {
        Item::Nothing
    }
}

impl From<Data> for Item {
    fn from(data: Data) -> Item {
        Item::Data(data)
    }
}

impl From<Value> for Item {
    fn from(value: Value) -> Item {
        Item::Value(value)
    }
}

macro_rules! items {
    ($($type:ty, $make:expr;)*) => {$(
        impl From<$type> for Item {
            fn from(it: $type) -> Item {
                Item::Value($make(it))
            }
        }
    )*};
}

items! {
    i64, Value::int;
    f64, Value::float;
    bool, Value::bool;
    Gc<Str>, Value::from;
    Gc<Array>, Value::from;
    Gc<Struct>, Value::from;
    Gc<Closure>, Value::from;
    Gc<Range>, Value::from;
    Gc<HeapCell>, Value::from;
    Gc<Generator>, Value::from;
}

/// Leaves unless there is one.
fn some<T>(it: Option<T>) -> Done<T> {
    it.ok_or(Stop::Leave(How::Again))
}

/// Leaves unless it holds.
fn holds(condition: bool) -> Done<()> {
    some(condition.then_some(()))
}

/// What the row says is given.
pub(super) fn given(condition: bool, what: &str) -> Done<()> {
    if condition {
        Ok(())
    } else {
        wrong(format!("not given: {what}"))
    }
}

impl From<OutOfMemory> for Stop {
    fn from(_: OutOfMemory) -> Stop {
        Stop::Leave(How::Again)
    }
}

impl From<Fault> for Stop {
    fn from(_: Fault) -> Stop {
        Stop::Leave(How::Again)
    }
}

fn stands_so(array: Gc<Array>, form: Form) -> bool {
    let own = form.sharing == Sharing::Any || !array.is_shared();
    own && array.kind() == form.kind.element()
}

/// The element that a load or a store is about exists, and the data are of now.
fn element(array: Gc<Array>, data: Data, kind: ElementKind, index: i64) -> Done<usize> {
    given(array.kind() == kind, "the kind")?;
    given(
        data.array == array && data.address == array.data_address(),
        "the data of now",
    )?;
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    given(index < array.len(), "0 <= i < length")?;
    Ok(index)
}

impl<E: Environment> Run<'_, E> {
    fn load(&mut self, array: Gc<Array>, data: Data, kind: ElementKind, index: i64) -> Done<Value> {
        Ok(array.get(element(array, data, kind, index)?))
    }

    fn store(
        &mut self,
        array: Gc<Array>,
        data: Data,
        kind: ElementKind,
        index: i64,
        value: Value,
    ) -> Done<()> {
        let index = element(array, data, kind, index)?;
        given(!array.is_shared(), "a buffer of its own")?;
        Ok(array.set(self.environment.heap(), index, value)?)
    }

    fn push_own(&mut self, array: Gc<Array>, kind: ElementKind, value: Value) -> Done<()> {
        given(array.kind() == kind && !array.is_shared(), "the kind")?;
        Ok(array.push(self.environment.heap(), value)?)
    }

    /// The entry's key and value, if its key is the name.
    fn entry(&mut self, name: SymbolId, place: u32, hash: Gc<Hash>) -> Option<Value> {
        let string = self.environment.name_string(name);
        hash.get_at(place, string)
    }

    fn entry_before(&self, hash: Gc<Hash>, position: i64) -> Done<(Value, Value)> {
        let found = hash.next_from((position - 1) as u64);
        match found.filter(|(next, ..)| *next as i64 == position) {
            Some((_, key, value)) => Ok((key, value)),
            None => wrong("not given: a position that hash_next answered"),
        }
    }
}

/// The methods of instructions that are an expression of their operands.
macro_rules! simple {
    ($run:ident; $($name:ident $params:tt -> $result:ty { $body:expr })*) => {$(
        simple!(@ $run $name $params -> $result { $body });
    )*};
    (@ $run:ident $name:ident($($arg:ident: $type:ty),*) -> $result:ty { $body:expr }) => {
        fn $name(&mut $run, $($arg: $type),*) -> Done<$result> {
            Ok($body)
        }
    };
}

impl<E: Environment> Meaning for Run<'_, E> {
    simple! { self;
        reg(home: u32) -> Value { self.environment.register(home) }
        set_reg(home: u32, v: Value) -> () { self.environment.set_register(home, v) }
        callee() -> Value { self.environment.callee() }
        guard_tag(tag: Tag, v: Value, _s: SnapId) -> Value { some((v.tag() == tag).then_some(v))? }
        guard_not_tag(tag: Tag, v: Value, _s: SnapId) -> () { holds(v.tag() != tag)? }
        tag_is(tag: Tag, v: Value) -> bool { v.tag() == tag }
        unbox(tag: Tag, v: Value) -> Value { given(v.tag() == tag, "the tag").map(|()| v)? }
        truthy(v: Value) -> bool { v.is_truthy() }
        nonzero(v: Value) -> bool { v.is_nonzero() }
        same(a: Value, b: Value) -> bool { a.is_same(b) }
        guard_true(c: bool, _s: SnapId) -> () { holds(c)? }
        guard_false(c: bool, _s: SnapId) -> () { holds(!c)? }
        not(a: bool) -> bool { !a }
        and(a: bool, b: bool) -> bool { a && b }
        or(a: bool, b: bool) -> bool { a || b }

        add_ov(a: i64, b: i64, _s: SnapId) -> i64 { some(a.checked_add(b))? }
        sub_ov(a: i64, b: i64, _s: SnapId) -> i64 { some(a.checked_sub(b))? }
        mul_ov(a: i64, b: i64, _s: SnapId) -> i64 { some(a.checked_mul(b))? }
        neg_ov(a: i64, _s: SnapId) -> i64 { some(a.checked_neg())? }
        div_ov(a: i64, b: i64, _s: SnapId) -> i64 { some(a.checked_div(b))? }
        rem_ov(a: i64, b: i64, _s: SnapId) -> i64 { some((b != 0).then(|| a.wrapping_rem(b)))? }
        shl_ov(a: i64, b: i64, _s: SnapId) -> i64 {
            some(((0..64).contains(&b) && (a << b) >> b == a).then(|| a << b))?
        }
        shr_ov(a: i64, b: i64, _s: SnapId) -> i64 { some((b >= 0).then(|| a >> b.min(63)))? }
        add(a: i64, b: i64) -> i64 { a.wrapping_add(b) }
        sub(a: i64, b: i64) -> i64 { a.wrapping_sub(b) }
        mul(a: i64, b: i64) -> i64 { a.wrapping_mul(b) }
        div(a: i64, b: i64) -> i64 { given(b != 0 && b != -1, "a divisor").map(|()| a / b)? }
        rem(a: i64, b: i64) -> i64 { given(b != 0 && b != -1, "a divisor").map(|()| a % b)? }
        div_u(a: i64, b: i64) -> i64 { given(a >= 0 && b > 0, "no signs").map(|()| a / b)? }
        rem_u(a: i64, b: i64) -> i64 { given(a >= 0 && b > 0, "no signs").map(|()| a % b)? }
        shl(a: i64, b: i64) -> i64 { given((0..64).contains(&b), "a count").map(|()| a << b)? }
        shr(a: i64, b: i64) -> i64 { given((0..64).contains(&b), "a count").map(|()| a >> b)? }
        band(a: i64, b: i64) -> i64 { a & b }
        bor(a: i64, b: i64) -> i64 { a | b }
        bxor(a: i64, b: i64) -> i64 { a ^ b }
        bnot(a: i64) -> i64 { !a }
        variant_number(a: i64) -> i64 { a }
        eq(a: i64, b: i64) -> bool { a == b }
        ne(a: i64, b: i64) -> bool { a != b }
        lt(a: i64, b: i64) -> bool { a < b }
        le(a: i64, b: i64) -> bool { a <= b }
        gt(a: i64, b: i64) -> bool { a > b }
        ge(a: i64, b: i64) -> bool { a >= b }
        below(a: i64, b: i64) -> bool { (a as u64) < b as u64 }

        add_f(a: f64, b: f64) -> f64 { a + b }
        sub_f(a: f64, b: f64) -> f64 { a - b }
        mul_f(a: f64, b: f64) -> f64 { a * b }
        div_f(a: f64, b: f64) -> f64 { a / b }
        rem_f(a: f64, b: f64) -> f64 { a % b }
        neg_f(a: f64) -> f64 { -a }
        abs_f(a: f64) -> f64 { a.abs() }
        sqrt_f(a: f64) -> f64 { a.sqrt() }
        floor_f(a: f64) -> f64 { a.floor() }
        ceil_f(a: f64) -> f64 { a.ceil() }
        trunc_f(a: f64) -> f64 { a.trunc() }
        eq_f(a: f64, b: f64) -> bool { a == b }
        ne_f(a: f64, b: f64) -> bool { a != b }
        lt_f(a: f64, b: f64) -> bool { a < b }
        le_f(a: f64, b: f64) -> bool { a <= b }
        gt_f(a: f64, b: f64) -> bool { a > b }
        ge_f(a: f64, b: f64) -> bool { a >= b }
        to_float(a: i64) -> f64 { a as f64 }
        to_int_ov(a: f64, _s: SnapId) -> i64 { some(float::exact_int(a.trunc()))? }

        str_eq(a: Gc<Str>, b: Gc<Str>) -> bool { a.equals(b) }
        str_cmp(a: Gc<Str>, b: Gc<Str>) -> i64 { a.compare(b) as i64 }
        str_len(a: Gc<Str>) -> i64 { a.len() as i64 }
        str_concat(a: Gc<Str>, b: Gc<Str>, _s: SnapId) -> Gc<Str> {
            Str::concat(self.environment.heap(), a, b)?
        }
        str_next(a: Gc<Str>, byte: i64) -> i64 {
            char_at(a, byte).map_or(-1, |c| byte + c.len_utf8() as i64)
        }

        array_len(a: Gc<Array>) -> i64 { a.len() as i64 }
        guard_kind(form: Form, a: Gc<Array>, _s: SnapId) -> () { holds(stands_so(a, form))? }
        kind_is(form: Form, a: Gc<Array>) -> bool { stands_so(a, form) }
        array_data(a: Gc<Array>) -> Data { Data { array: a, address: a.data_address() } }
        load_any(a: Gc<Array>, data: Data, i: i64) -> Value { self.load(a, data, ElementKind::Generic, i)? }
        load_int(a: Gc<Array>, data: Data, i: i64) -> i64 {
            self.load(a, data, ElementKind::Int, i)?.as_int().ok_or_else(other)?
        }
        load_float(a: Gc<Array>, data: Data, i: i64) -> f64 {
            self.load(a, data, ElementKind::Float, i)?.as_float().ok_or_else(other)?
        }
        load_bool(a: Gc<Array>, data: Data, i: i64) -> bool {
            self.load(a, data, ElementKind::Bool, i)?.as_bool().ok_or_else(other)?
        }
        store_int(a: Gc<Array>, data: Data, i: i64, v: i64) -> () {
            self.store(a, data, ElementKind::Int, i, Value::int(v))?
        }
        store_float(a: Gc<Array>, data: Data, i: i64, v: f64) -> () {
            self.store(a, data, ElementKind::Float, i, Value::float(v))?
        }
        store_bool(a: Gc<Array>, data: Data, i: i64, v: bool) -> () {
            self.store(a, data, ElementKind::Bool, i, Value::bool(v))?
        }
        store_any(a: Gc<Array>, data: Data, i: i64, v: Value) -> () {
            self.store(a, data, ElementKind::Generic, i, v)?
        }
        push_int(a: Gc<Array>, v: i64, _s: SnapId) -> () { self.push_own(a, ElementKind::Int, Value::int(v))? }
        push_float(a: Gc<Array>, v: f64, _s: SnapId) -> () {
            self.push_own(a, ElementKind::Float, Value::float(v))?
        }
        push_any(a: Gc<Array>, v: Value, _s: SnapId) -> () { self.push_own(a, ElementKind::Generic, v)? }
        push(a: Gc<Array>, v: Value, _s: SnapId) -> () { a.push(self.environment.heap(), v)? }
        pop(a: Gc<Array>) -> Value { a.pop().unwrap_or(Value::NULL) }
        new_array(values: Vec<Value>, _s: SnapId) -> Gc<Array> {
            Array::from_values(self.environment.heap(), &values)?
        }

        hash_len(h: Gc<Hash>) -> i64 { h.len() as i64 }
        guard_entry(name: SymbolId, place: u32, h: Gc<Hash>, _s: SnapId) -> () {
            some(self.entry(name, place, h)).map(|_| ())?
        }
        load_entry(name: SymbolId, place: u32, h: Gc<Hash>) -> Value {
            self.entry(name, place, h).ok_or_else(|| Stop::Wrong("not given: the entry".into()))?
        }
        hash_next(h: Gc<Hash>, position: i64) -> i64 {
            h.next_from(position as u64).map_or(-1, |(next, ..)| next as i64)
        }
        hash_key(h: Gc<Hash>, position: i64) -> Value { self.entry_before(h, position)?.0 }
        hash_value(h: Gc<Hash>, position: i64) -> Value { self.entry_before(h, position)?.1 }

        guard_shape(shape: ShapeId, o: Gc<Struct>, _s: SnapId) -> () { holds(o.shape() == shape)? }
        keep_shape(shape: ShapeId, _s: SnapId) -> () { holds(self.environment.heap().shapes.keep(shape))? }
        shape_is(shape: ShapeId, o: Gc<Struct>) -> bool { o.shape() == shape }
        class_is(shape: ShapeId, v: Value) -> bool { v.as_class().is_some_and(|class| class.shape() == shape) }

        global(name: GlobalId) -> Value { self.environment.global(name) }
        set_global(name: GlobalId, v: Value) -> () { self.environment.set_global(name, v) }
        cell_get(cell: Gc<HeapCell>) -> Value { cell.get() }
        cell_set(cell: Gc<HeapCell>, v: Value) -> () { cell.set(self.environment.heap(), v) }
        new_cell(v: Value, _s: SnapId) -> Gc<HeapCell> { HeapCell::new(self.environment.heap(), v)? }
        new_closure(callee: FnId, captured: Vec<Value>, _s: SnapId) -> Gc<Closure> {
            Closure::new(self.environment.heap(), callee, &captured)?
        }
        new_range(a: i64, b: i64, _s: SnapId) -> Gc<Range> { Range::new(self.environment.heap(), a, b)? }
        range_start(r: Gc<Range>) -> i64 { r.start() }
        range_end(r: Gc<Range>) -> i64 { r.end() }

        generator_at(g: Gc<Generator>) -> i64 { g.place() }
        generator_callee(g: Gc<Generator>) -> Value { g.callee() }
        kept(n: u32, g: Gc<Generator>) -> Value { generators::kept(n, g)? }
        resume(g: Gc<Generator>) -> () { generators::resume(g)? }
        suspend(pc: u32, g: Gc<Generator>, kept: Vec<Value>) -> () {
            generators::suspend(self.environment.heap(), Pc(pc), g, &kept)?
        }
        end_generator(g: Gc<Generator>) -> () { generators::end(g)? }
        new_generator(callee: FnId, room: u32, v: Value, _s: SnapId) -> Gc<Generator> {
            Generator::new(self.environment.heap(), callee, v, room as usize)?
        }

        guard_callee(callee: FnId, v: Value, _s: SnapId) -> () { holds(is_callee(v, callee))? }
        guard_room(frames: u32, registers: u32, _s: SnapId) -> () {
            holds(self.environment.has_room(frames, registers))?
        }
        call_runtime(helper: Helper, args: Vec<Value>, _s: SnapId) -> Value {
            helpers::run(self.environment, helper, &args)?
        }
        call_builtin(native: BuiltinId, args: Vec<Value>, _s: SnapId) -> Value {
            self.environment.builtin(native, &args)?
        }
    }

    fn str_char(&mut self, a: Gc<Str>, byte: i64, _: SnapId) -> Done<Gc<Str>> {
        match char_at(a, byte) {
            Some(c) => Ok(Str::of_char(self.environment.heap(), c)?),
            None => wrong("not given: a character begins there"),
        }
    }

    fn store_entry(&mut self, name: SymbolId, place: u32, h: Gc<Hash>, v: Value) -> Done<()> {
        let string = self.environment.name_string(name);
        given(
            h.set_at(self.environment.heap(), place, string, v),
            "the entry",
        )
    }

    fn load_field(&mut self, slot: u32, o: Gc<Struct>) -> Done<Value> {
        let count = self.environment.heap().shapes.count(o.shape());
        match o.try_slot(slot).filter(|_| slot < count) {
            Some(value) => Ok(value),
            None => given(false, "the slot").map(|()| Value::UNSET),
        }
    }

    fn store_field(&mut self, slot: u32, o: Gc<Struct>, v: Value) -> Done<()> {
        let heap = self.environment.heap();
        let is_there = slot < heap.shapes.count(o.shape());
        given(is_there && o.try_set_slot(heap, slot, v), "the slot")
    }

    fn add_field(
        &mut self,
        shape: ShapeId,
        slot: u32,
        o: Gc<Struct>,
        v: Value,
        _: SnapId,
    ) -> Done<()> {
        let heap = self.environment.heap();
        holds(heap.shapes.contains(shape))?;
        let count = heap.shapes.count(o.shape());
        let follows = heap.shapes.count(shape) == count + 1 && slot == count;
        let inside = slot < u32::from(heap.shapes.inline(shape));
        given(follows && inside, "the shape before")?;
        o.add_slot(heap, shape, v)?;
        Ok(())
    }

    fn set_shape(&mut self, shape: ShapeId, o: Gc<Struct>) -> Done<()> {
        let class = self.environment.heap().shapes.class(o.shape());
        let goes = class.is_some_and(|c| c.shape() == shape && c.first_shape() == o.shape());
        given(goes || o.shape() == shape, "the raw shape")?;
        o.set_shape(shape);
        Ok(())
    }

    fn new_struct(&mut self, shape: ShapeId, _: SnapId) -> Done<Gc<Struct>> {
        let heap = self.environment.heap();
        holds(heap.shapes.contains(shape))?;
        Ok(Struct::new(heap, shape)?)
    }

    fn capture(&mut self, n: u32, c: Gc<Closure>) -> Done<Value> {
        match c.captured().get(n as usize) {
            Some(value) => Ok(value.get()),
            None => wrong("not given: a captured value"),
        }
    }

    fn call(&mut self, callee: FnId, window: u32, args: Vec<Value>, s: SnapId) -> Done<Value> {
        let (frames, roots) = (self.frames(s, &[])?, self.roots());
        let called = self.environment.call(Call {
            callee,
            window,
            arguments: &args,
            frames: &frames,
            roots: &roots,
        });
        let arguments = args;
        Err(Stop::Leave(match called {
            Called::Returned(value) => return Ok(value),
            Called::Threw(value) => How::Throw(value),
            Called::Declined => How::Enter {
                callee,
                window,
                arguments,
            },
            Called::Bailed => How::Nested,
        }))
    }

    fn call_tree(&mut self, tree: TreeId, exit: ExitId, s: SnapId) -> Done<()> {
        let (frames, roots) = (self.frames(s, &[])?, self.roots());
        match self.environment.call_tree(tree, &frames, &roots) {
            TreeRun::At(out) if out == exit => Ok(()),
            TreeRun::Declined => Err(Stop::Leave(How::Again)),
            TreeRun::At(_) | TreeRun::Bailed => Err(Stop::Leave(How::Nested)),
        }
    }

    fn safepoint(&mut self, _: SnapId) -> Done<()> {
        let roots = self.roots();
        holds(self.environment.safepoint(&roots) == Poll::Continue)
    }
}

fn char_at(text: Gc<Str>, byte: i64) -> Option<char> {
    let byte = usize::try_from(byte).ok()?;
    text.as_str().get(byte..)?.chars().next()
}

fn is_callee(value: Value, callee: FnId) -> bool {
    match value.as_closure() {
        Some(closure) => closure.function() == callee,
        None => value.is_same(Value::function(callee)),
    }
}
