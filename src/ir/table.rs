//! THE table of instructions of graphs: each is declared here once, and in no second list.
//!
//! A row is a line of meaning, a mnemonic, its operands by name and type, the type of its result, and what it
//! does to memory. From the table come [`Inst`] ([`IrOp`], [`Row`]), what printer, parser and verifier check, the
//! methods of the builder, the methods that the evaluator must have, and the reference `docs/ir.md`.
//!
//! ```text
//! "a + b; leaves when it overflows"
//! add_ov(a: Int, b: Int, s: Snap) -> Int [Droppable, Commutes];       %7: int = add_ov %4, %5, s1
//! ```
//!
//! A row with a `Snap` may leave the graph; it does so before its effect. What a row's doc line says to be *given*
//! was established by whoever made the instruction, by a guard that dominates it or by a proof; the evaluator
//! answers an error where it does not hold.
//!
//! Invariant (tested): a row that writes more than new objects has no result, or one of type `any`.
//!
//! [`Inst`]: super::graph::Inst

use super::effects::{Classes, Effects, Mark};
use super::operand::{Operand, OperandKind, kinds};
use super::types::Type;

/// An operand of a row.
#[derive(Clone, Copy, Debug)]
pub struct OperandInfo {
    /// Its name in the table.
    pub name: &'static str,
    /// What it is.
    pub kind: OperandKind,
}

/// The type of a row's result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultType {
    /// It has none.
    None,
    /// Always this.
    Is(Type),
    /// The tag that the first operand names.
    Named,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The instruction.
    pub op: IrOp,
    /// Its mnemonic.
    pub name: &'static str,
    /// The heading it stands under.
    pub group: &'static str,
    /// Its meaning.
    pub doc: &'static str,
    /// Its operands in order.
    pub operands: &'static [OperandInfo],
    /// The type of its result.
    pub result: ResultType,
    /// What it does to memory, and what passes may do with it.
    pub marks: &'static [Mark],
}

impl Row {
    /// Whether it may leave the graph.
    pub fn exits(&self) -> bool {
        self.operands
            .iter()
            .any(|operand| operand.kind == OperandKind::Snap)
    }

    /// What it does to memory; `call_runtime` adds what its helper does.
    pub fn effects(&self) -> Effects {
        Mark::effects(self.marks)
    }

    /// Whether the row has the mark.
    pub fn is(&self, mark: Mark) -> bool {
        self.marks.contains(&mark)
    }
}

/// Calls the given macro with the whole table.
#[macro_export]
#[doc(hidden)]
macro_rules! for_each_ir_op {
    ($user:ident) => { $user! {
        "Registers" {
            "What the home register holds now"
            reg(home: Home) -> Any [Reads(REGISTER)];
            "The home register = v, tag and payload"
            set_reg(home: Home, v: Any) [Writes(REGISTER)];
            "The function or closure that runs in the outermost frame"
            callee() -> Any [Reads(REGISTER)];
        }
        "Tags and truth" {
            "v as a value of the tag; leaves if it is of another"
            guard_tag(tag: TagName, v: Any, s: Snap) -> Named [];
            "Leaves if v is of the tag"
            guard_not_tag(tag: TagName, v: Any, s: Snap) [];
            "Whether v is of the tag"
            tag_is(tag: TagName, v: Any) -> Bool [];
            "v as a value of the tag, which is given"
            unbox(tag: TagName, v: Any) -> Named [];
            "Whether v is neither false nor null (nor unset)"
            truthy(v: Any) -> Bool [];
            "Whether v is none of null, unset, false and zero (Hivm's truth)"
            nonzero(v: Any) -> Bool [];
            "Whether a and b have the same tag and payload: identity of objects, equality of integers, booleans, functions"
            same(a: Any, b: Any) -> Bool [Commutes];
            "Leaves if c is false"
            guard_true(c: Bool, s: Snap) [];
            "Leaves if c is true"
            guard_false(c: Bool, s: Snap) [];
            "Whether a is false"
            not(a: Bool) -> Bool [];
            "Whether both are true"
            and(a: Bool, b: Bool) -> Bool [Commutes];
            "Whether one of them is true"
            or(a: Bool, b: Bool) -> Bool [Commutes];
        }
        "Integers that may overflow" {
            "a + b; leaves when it overflows"
            add_ov(a: Int, b: Int, s: Snap) -> Int [Droppable, Commutes];
            "a - b; leaves when it overflows"
            sub_ov(a: Int, b: Int, s: Snap) -> Int [Droppable];
            "a * b; leaves when it overflows"
            mul_ov(a: Int, b: Int, s: Snap) -> Int [Droppable, Commutes];
            "-a; leaves for the smallest integer"
            neg_ov(a: Int, s: Snap) -> Int [Droppable];
            "a / b truncated toward zero; leaves if b is 0, and for the smallest integer over -1"
            div_ov(a: Int, b: Int, s: Snap) -> Int [];
            "a % b with the sign of a; leaves if b is 0; by -1 it is 0"
            rem_ov(a: Int, b: Int, s: Snap) -> Int [];
            "a << b; leaves if a bit is lost and if b is not in 0..64"
            shl_ov(a: Int, b: Int, s: Snap) -> Int [];
            "a >> b toward minus infinity, counts over 63 like 63; leaves if b is negative"
            shr_ov(a: Int, b: Int, s: Snap) -> Int [];
        }
        "Integers" {
            "a + b, wrapping"
            add(a: Int, b: Int) -> Int [Commutes];
            "a - b, wrapping"
            sub(a: Int, b: Int) -> Int [];
            "a * b, wrapping"
            mul(a: Int, b: Int) -> Int [Commutes];
            "a / b truncated toward zero; given that b is neither 0 nor -1"
            div(a: Int, b: Int) -> Int [];
            "a % b with the sign of a; given that b is neither 0 nor -1"
            rem(a: Int, b: Int) -> Int [];
            "a / b, both without sign; given that neither is negative and b is not 0"
            div_u(a: Int, b: Int) -> Int [];
            "a % b, both without sign; given that neither is negative and b is not 0"
            rem_u(a: Int, b: Int) -> Int [];
            "a << b, bits are lost; given that b is in 0..64"
            shl(a: Int, b: Int) -> Int [];
            "a >> b toward minus infinity; given that b is in 0..64"
            shr(a: Int, b: Int) -> Int [];
            "a & b"
            band(a: Int, b: Int) -> Int [Commutes];
            "a | b"
            bor(a: Int, b: Int) -> Int [Commutes];
            "a ^ b"
            bxor(a: Int, b: Int) -> Int [Commutes];
            "~a"
            bnot(a: Int) -> Int [];
            "Whether a == b"
            eq(a: Int, b: Int) -> Bool [Commutes];
            "Whether a != b"
            ne(a: Int, b: Int) -> Bool [Commutes];
            "Whether a < b"
            lt(a: Int, b: Int) -> Bool [];
            "Whether a <= b"
            le(a: Int, b: Int) -> Bool [];
            "Whether a > b"
            gt(a: Int, b: Int) -> Bool [];
            "Whether a >= b"
            ge(a: Int, b: Int) -> Bool [];
            "Whether a < b as numbers without sign: for b from 0 on, whether a is in 0..b"
            below(a: Int, b: Int) -> Bool [];
        }
        "Enums" {
            "The number of the value's enum, times 2**32, plus which of its values it is"
            variant_number(v: Variant) -> Int [];
        }
        "Floats" {
            "a + b"
            add_f(a: Float, b: Float) -> Float [Commutes];
            "a - b"
            sub_f(a: Float, b: Float) -> Float [];
            "a * b"
            mul_f(a: Float, b: Float) -> Float [Commutes];
            "a / b"
            div_f(a: Float, b: Float) -> Float [];
            "a % b, as C's fmod"
            rem_f(a: Float, b: Float) -> Float [];
            "-a, also of zero and NaN"
            neg_f(a: Float) -> Float [];
            "The absolute value"
            abs_f(a: Float) -> Float [];
            "The square root"
            sqrt_f(a: Float) -> Float [];
            "Rounded toward minus infinity"
            floor_f(a: Float) -> Float [];
            "Rounded toward plus infinity"
            ceil_f(a: Float) -> Float [];
            "Rounded toward zero"
            trunc_f(a: Float) -> Float [];
            "Whether a == b; nothing equals NaN"
            eq_f(a: Float, b: Float) -> Bool [Commutes];
            "Whether a != b; NaN does"
            ne_f(a: Float, b: Float) -> Bool [Commutes];
            "Whether a < b; false with NaN"
            lt_f(a: Float, b: Float) -> Bool [];
            "Whether a <= b; false with NaN"
            le_f(a: Float, b: Float) -> Bool [];
            "Whether a > b; false with NaN"
            gt_f(a: Float, b: Float) -> Bool [];
            "Whether a >= b; false with NaN"
            ge_f(a: Float, b: Float) -> Bool [];
            "The float nearest to a"
            to_float(a: Int) -> Float [];
            "a truncated toward zero; leaves if that is no 64-bit integer"
            to_int_ov(a: Float, s: Snap) -> Int [];
        }
        "Strings" {
            "Whether the contents are equal"
            str_eq(a: Str, b: Str) -> Bool [Commutes];
            "-1, 0 or 1 as a comes before, equals or follows b"
            str_cmp(a: Str, b: Str) -> Int [];
            "The number of code points"
            str_len(a: Str) -> Int [];
            "a and then b; leaves if the heap is full"
            str_concat(a: Str, b: Str, s: Snap) -> Str [Writes(ALLOCATION), Droppable];
            "The byte after the character that begins at that byte; -1 at the end"
            str_next(a: Str, byte: Int) -> Int [];
            "The character that begins at that byte, given that there is one; leaves if the heap is full"
            str_char(a: Str, byte: Int, s: Snap) -> Str [Writes(ALLOCATION), Droppable];
        }
        "Arrays" {
            "The number of elements"
            array_len(a: Array) -> Int [Reads(LENGTH)];
            "Leaves if the elements stand otherwise in memory"
            guard_kind(form: Form, a: Array, s: Snap) [Reads(KIND)];
            "Whether the elements stand so in memory"
            kind_is(form: Form, a: Array) -> Bool [Reads(KIND)];
            "Where the elements stand"
            array_data(a: Array) -> Data [Reads(BUFFER)];
            "The element; given are kind int, the data of now, and 0 <= i < length"
            load_int(a: Array, data: Data, i: Int) -> Int [Reads(ELEMENT_INT)];
            "The element; given are kind float, the data of now, and 0 <= i < length"
            load_float(a: Array, data: Data, i: Int) -> Float [Reads(ELEMENT_FLOAT)];
            "The element; given are kind bool, the data of now, and 0 <= i < length"
            load_bool(a: Array, data: Data, i: Int) -> Bool [Reads(ELEMENT_BOOL)];
            "The element; given are kind generic, the data of now, and 0 <= i < length"
            load_any(a: Array, data: Data, i: Int) -> Any [Reads(ELEMENT_ANY)];
            "The element = v; given are kind int.own, the data of now, and 0 <= i < length"
            store_int(a: Array, data: Data, i: Int, v: Int) [Writes(ELEMENT_INT)];
            "The element = v; given are kind float.own, the data of now, and 0 <= i < length"
            store_float(a: Array, data: Data, i: Int, v: Float) [Writes(ELEMENT_FLOAT)];
            "The element = v; given are kind bool.own, the data of now, and 0 <= i < length"
            store_bool(a: Array, data: Data, i: Int, v: Bool) [Writes(ELEMENT_BOOL)];
            "The element = v, with the collector's barrier; given are kind generic.own, the data of now, and 0 <= i < length"
            store_any(a: Array, data: Data, i: Int, v: Any) [Writes(ELEMENT_ANY)];
            "Adds v at the end; given is kind int.own; leaves if the heap is full"
            push_int(a: Array, v: Int, s: Snap) [Writes(ELEMENT_INT), Writes(BUFFER), Writes(LENGTH), Writes(ALLOCATION)];
            "Adds v at the end; given is kind float.own; leaves if the heap is full"
            push_float(a: Array, v: Float, s: Snap) [Writes(ELEMENT_FLOAT), Writes(BUFFER), Writes(LENGTH), Writes(ALLOCATION)];
            "Adds v at the end; given is kind generic.own; leaves if the heap is full"
            push_any(a: Array, v: Any, s: Snap) [Writes(ELEMENT_ANY), Writes(BUFFER), Writes(LENGTH), Writes(ALLOCATION)];
            "Adds v at the end, whatever the kind; leaves if the heap is full"
            push(a: Array, v: Any, s: Snap) [Writes(ARRAY), Writes(ALLOCATION)];
            "The last element, taken off; null if there is none"
            pop(a: Array) -> Any [Reads(ARRAY), Writes(LENGTH)];
            "A new array; leaves if the heap is full"
            new_array(values: Rest, s: Snap) -> Array [Writes(ALLOCATION), Droppable];
        }
        "Hashes" {
            "The number of keys"
            hash_len(h: Hash) -> Int [Reads(KEYS)];
            "Leaves unless the entry at the place has that name as its key"
            guard_entry(name: Sym, place: Number, h: Hash, s: Snap) [Reads(KEYS)];
            "The value of the entry at the place; given that its key is the name"
            load_entry(name: Sym, place: Number, h: Hash) -> Any [Reads(ENTRY)];
            "The value of the entry at the place = v; given that its key is the name"
            store_entry(name: Sym, place: Number, h: Hash, v: Any) [Writes(ENTRY)];
            "The position after the first key from a position on; -1 if there is none. A loop begins at 0"
            hash_next(h: Hash, position: Int) -> Int [Reads(KEYS)];
            "The key before a position that hash_next answered; given that the hash has not changed since"
            hash_key(h: Hash, position: Int) -> Any [Reads(KEYS)];
            "The value of the key before a position that hash_next answered; given that the hash has not changed since"
            hash_value(h: Hash, position: Int) -> Any [Reads(HASH)];
        }
        "Structures" {
            "Leaves if the structure has another shape"
            guard_shape(shape: Shape, o: Struct, s: Snap) [Reads(SHAPE)];
            "Whether the structure has the shape"
            shape_is(shape: Shape, o: Struct) -> Bool [Reads(SHAPE)];
            "The field in the slot; given is a shape that has one, in the structure itself"
            load_field(slot: Number, o: Struct) -> Any [Reads(FIELD)];
            "The field in the slot = v; given is a shape that has one, in the structure itself"
            store_field(slot: Number, o: Struct, v: Any) [Writes(FIELD)];
            "The structure goes over to the shape, whose last field is in the slot, and gets it = v; given is the shape before, and that the \
             slot is in the structure itself; leaves if the shape is gone or the heap is full"
            add_field(shape: Shape, slot: Number, o: Struct, v: Any, s: Snap) [Writes(SHAPE), Writes(FIELD), Writes(ALLOCATION)];
            "Leaves if the shape is gone; it stays as long as the graph runs"
            keep_shape(shape: Shape, s: Snap) [];
            "A new structure with all fields unset; leaves if the shape is gone or the heap is full"
            new_struct(shape: Shape, s: Snap) -> Struct [Writes(ALLOCATION), Droppable];
        }
        "Classes" {
            "Whether v is the class whose instances have the shape when their fields are declared"
            class_is(shape: Shape, v: Any) -> Bool [];
            "The instance goes over to the shape, which is its class's with the declared fields; given is the raw one, or that shape"
            set_shape(shape: Shape, o: Struct) [Writes(SHAPE)];
        }
        "Variables" {
            "The global variable, which may be unset"
            global(name: Global) -> Any [Reads(GLOBAL)];
            "The global variable = v"
            set_global(name: Global, v: Any) [Writes(GLOBAL)];
            "What the cell holds, which may be unset"
            cell_get(cell: Cell) -> Any [Reads(CELL)];
            "The cell's content = v"
            cell_set(cell: Cell, v: Any) [Writes(CELL)];
            "A new cell; leaves if the heap is full"
            new_cell(v: Any, s: Snap) -> Cell [Writes(ALLOCATION), Droppable];
            "The captured value; given is a closure of a function that has one"
            capture(n: Number, c: Closure) -> Any [];
            "A new closure over the values; leaves if the heap is full"
            new_closure(callee: Fn, captured: Rest, s: Snap) -> Closure [Writes(ALLOCATION), Droppable];
        }
        "Ranges" {
            "The range a..b; leaves if the heap is full"
            new_range(a: Int, b: Int, s: Snap) -> Range [Writes(ALLOCATION), Droppable];
            "Its first integer"
            range_start(r: Range) -> Int [];
            "The first integer past it"
            range_end(r: Range) -> Int [];
        }
        "Generators" {
            "Its function and where it goes on, if it waits: the function times 2^32 and the place; -1 if it is done, -2 if it runs"
            generator_at(g: Generator) -> Int [Reads(GENERATOR)];
            "The register that it keeps; given is that it waits and keeps so many"
            kept(n: Number, g: Generator) -> Any [Reads(GENERATOR)];
            "The called value; given is that it is not done"
            generator_callee(g: Generator) -> Any [Reads(GENERATOR)];
            "It runs and keeps nothing; given is that it waits"
            resume(g: Generator) [Writes(GENERATOR)];
            "It waits at the place and keeps the values as its first registers; given is that it runs and has room for them"
            suspend(pc: Number, g: Generator, kept: Rest) [Writes(GENERATOR)];
            "It is done; given is that it runs"
            end_generator(g: Generator) [Writes(GENERATOR)];
            "A new generator of the function with room for so many registers, which runs; leaves if the heap is full"
            new_generator(callee: Fn, room: Number, v: Any, s: Snap) -> Generator [Writes(ALLOCATION), Droppable];
        }
        "Calls" {
            "Leaves unless v is the function or a closure of it"
            guard_callee(callee: Fn, v: Any, s: Snap) [];
            "Leaves unless so many more frames and registers fit on the stack"
            guard_room(frames: Number, registers: Number, s: Snap) [Reads(CONTROL)];
            "The meaning of the runtime; leaves if it faults, and then nothing has happened"
            call_runtime(helper: Helper, args: Rest, s: Snap) -> Any [];
            "The native function; leaves if it faults, and then nothing has happened"
            call_builtin(native: Native, args: Rest, s: Snap) -> Any [Reads(ALL), Writes(ALL)];
            "The call of a function with a window that begins so many registers after that of the snapshot's innermost frame. The \
             values are the called value, which stands in front of that window, and the parameters; the snapshot is the state \
             during the call, its pc behind it. Leaves if the callee throws or does not return here"
            call(callee: Fn, window: Number, args: Rest, s: Snap) -> Any [Reads(ALL), Writes(ALL)];
            "Runs another tree on the home registers; leaves unless it came out at that exit. The snapshot is the state before it"
            call_tree(tree: Tree, exit: TreeExit, s: Snap) [Reads(ALL), Writes(ALL), Reads(REGISTER), Writes(REGISTER)];
            "Answers requests: leaves if somebody interrupts; garbage may be collected"
            safepoint(s: Snap) [Reads(CONTROL), Writes(CONTROL)];
        }
    } };
}

macro_rules! result_type {
    () => {
        ResultType::None
    };
    (Named) => {
        ResultType::Named
    };
    ($type:ident) => {
        match kinds::$type::KIND {
            OperandKind::Value(value) => ResultType::Is(value),
            _ => ResultType::None,
        }
    };
}

macro_rules! define_ir_ops {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) $(-> $result:ident)?
        [$($mark:ident $(($class:ident))?),*];)* })*) => {
        /// An instruction's name.
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum IrOp {
            $($(#[doc = $doc] $name,)*)*
        }

        /// The table's rows, in the order of [`IrOp`].
        pub static ROWS: &[Row] = &[
            $($(Row {
                op: IrOp::$name,
                name: stringify!($name),
                group: $group,
                doc: $doc,
                operands: &[$(OperandInfo {
                    name: stringify!($arg),
                    kind: <kinds::$ty as Operand>::KIND,
                },)*],
                result: result_type!($($result)?),
                marks: &[$(Mark::$mark $((Classes::$class))?,)*],
            },)*)*
        ];
    };
}

for_each_ir_op!(define_ir_ops);

impl IrOp {
    /// The instruction of the mnemonic.
    pub fn by_name(name: &str) -> Option<IrOp> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.op)
    }

    /// Its row in the table.
    #[inline]
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

/// How blocks end, for the reference: the form in text, and what it does.
pub const ENDS: &[(&str, &str)] = &[
    (
        "jump b1(%0, 7)",
        "Goes to the block, whose parameters get the values",
    ),
    (
        "branch %0, b1(), b2(%1)",
        "Goes to the first block if the bool is true, else to the second",
    ),
    ("return %0", "Returns the value from the outermost frame"),
    ("exit s0", "Leaves"),
    (
        "throw %0, s0",
        "Leaves with the value thrown at the snapshot's place",
    ),
    (
        "invoke add, (%0, %1), s0, b1(%2), b2()",
        "The meaning of the runtime; goes to the first block with its result as the first parameter, or, if it faults, \
         to the second with the error value as the first. Leaves if the heap is full",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_their_order_and_have_names_of_their_own() {
        for (n, row) in ROWS.iter().enumerate() {
            assert_eq!(row.op as usize, n);
            assert_eq!(IrOp::by_name(row.name), Some(row.op), "{}", row.name);
            assert!(!row.doc.is_empty());
        }
    }

    #[test]
    fn results_of_effects_are_any() {
        let new = Classes::ALLOCATION;
        for row in ROWS {
            let writes_more = row
                .effects()
                .writes
                .indices()
                .any(|n| super::super::effects::CLASSES[n].0 != new);
            if writes_more {
                assert!(
                    matches!(row.result, ResultType::None | ResultType::Is(Type::Any)),
                    "{}",
                    row.name
                );
            }
        }
    }

    #[test]
    fn the_snapshot_comes_last_and_at_most_one_operand_takes_many() {
        for row in ROWS {
            let count = |kind| row.operands.iter().filter(|o| o.kind == kind).count();
            assert!(
                count(OperandKind::Snap) <= 1 && count(OperandKind::Rest) <= 1,
                "{}",
                row.name
            );
            if row.exits() {
                let last = row.operands.last().map(|o| o.kind);
                assert_eq!(last, Some(OperandKind::Snap), "{}", row.name);
            }
            assert!(
                !row.is(Mark::Droppable) || row.result != ResultType::None,
                "{}",
                row.name
            );
        }
    }
}
