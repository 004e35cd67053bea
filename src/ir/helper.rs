//! The meanings of the runtime that `call_runtime` and `invoke` can name.
//!
//! ```text
//! %3: any = call_runtime add, (%1, %2), s0        numbers of any kinds, strings, arrays
//! ```
//!
//! Each takes values of any kinds, so that every opcode can be built generically. A fault means that nothing
//! happened: the graph is left, and the interpreter, executing the instruction again, throws.
//!
//! Invariant: a helper answers a value of any tag, null if it has nothing to say.

use super::effects::{Classes, Effects, Mark};

/// How many values a helper takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arity {
    /// So many.
    Exactly(usize),
    /// Any number.
    Many,
}

/// Who knows the meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The runtime, with the heap alone.
    Runtime,
    /// The machine: it takes names, globals or exceptions.
    Machine,
}

/// A row of the table of helpers.
#[derive(Clone, Copy, Debug)]
pub struct HelperRow {
    /// The helper.
    pub helper: Helper,
    /// Its name.
    pub name: &'static str,
    /// Its meaning.
    pub doc: &'static str,
    /// How many values it takes.
    pub arity: Arity,
    /// Who knows the meaning.
    pub place: Place,
    /// What it does to memory.
    pub marks: &'static [Mark],
}

macro_rules! helpers {
    ($($doc:literal $name:ident $place:ident $arity:ident $(($n:literal))? [$($mark:ident($class:ident)),*];)*) => {
        /// A meaning of the runtime.
        #[allow(non_camel_case_types)]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Helper {
            $(#[doc = $doc] $name,)*
        }

        /// The rows in the order of [`Helper`].
        pub static HELPERS: &[HelperRow] = &[
            $(HelperRow {
                helper: Helper::$name,
                name: stringify!($name),
                doc: $doc,
                arity: Arity::$arity $(($n))?,
                place: Place::$place,
                marks: &[$(Mark::$mark(Classes::$class),)*],
            },)*
        ];
    };
}

helpers! {
    "a + b" add Runtime Exactly(2) [Reads(ARRAY), Writes(KIND), Writes(ALLOCATION)];
    "a - b" sub Runtime Exactly(2) [Writes(ALLOCATION)];
    "a * b" mul Runtime Exactly(2) [Writes(ALLOCATION)];
    "a / b" div Runtime Exactly(2) [Writes(ALLOCATION)];
    "a % b" rem Runtime Exactly(2) [Writes(ALLOCATION)];
    "a ** b" pow Runtime Exactly(2) [Writes(ALLOCATION)];
    "-a" neg Runtime Exactly(1) [Writes(ALLOCATION)];
    "a & b" band Runtime Exactly(2) [Writes(ALLOCATION)];
    "a | b" bor Runtime Exactly(2) [Writes(ALLOCATION)];
    "a ^ b" bxor Runtime Exactly(2) [Writes(ALLOCATION)];
    "~a" bnot Runtime Exactly(1) [Writes(ALLOCATION)];
    "a << b" shl Runtime Exactly(2) [Writes(ALLOCATION)];
    "a >> b" shr Runtime Exactly(2) [Writes(ALLOCATION)];
    "Whether a == b" equal Runtime Exactly(2) [];
    "Whether a < b" less Runtime Exactly(2) [];
    "Whether a <= b" less_equal Runtime Exactly(2) [];
    "Whether a > b" greater Runtime Exactly(2) [];
    "Whether a >= b" greater_equal Runtime Exactly(2) [];
    "Whether the collection, the second, has the key" contains Runtime Exactly(2) [Reads(HEAP)];
    "collection[index], null if there is no such element" get Runtime Exactly(2) [Reads(HEAP), Writes(ALLOCATION)];
    "collection[index] = value; null" set Runtime Exactly(3) [Reads(HEAP), Writes(ARRAY), Writes(HASH), Writes(ALLOCATION)];
    "collection[from:to]" slice Runtime Exactly(3) [Reads(HEAP), Writes(KIND), Writes(ALLOCATION)];
    "By how much a value of an enum stands behind another, as the instruction ordinal says" ordinal Runtime Exactly(2) [];
    "The number of elements" len Runtime Exactly(1) [Reads(HEAP)];
    "The array, the first, gets the value at its end; null" array_push Runtime Exactly(2) [Reads(ARRAY), Writes(ARRAY), Writes(ALLOCATION)];
    "The last element, taken off the array; null if it is empty" array_pop Runtime Exactly(1) [Reads(ARRAY), Writes(LENGTH)];
    "The first element, taken off the array; null if it is empty" array_shift Runtime Exactly(1) [Reads(ARRAY), Writes(ARRAY)];
    "The array gets the value in front; null" array_unshift Runtime Exactly(2) [Reads(ARRAY), Writes(ARRAY), Writes(ALLOCATION)];
    "The element at the index, taken out of the array" array_remove Runtime Exactly(2) [Reads(ARRAY), Writes(ARRAY), Writes(ALLOCATION)];
    "The array gets the elements of the second at its end; null" array_extend Runtime Exactly(2) [Reads(HEAP), Writes(ARRAY), Writes(ALLOCATION)];
    "The elements from an index on, as an array" array_rest Runtime Exactly(2) [Reads(HEAP), Writes(KIND), Writes(ALLOCATION)];
    "The hash of alternating keys and values" hash Runtime Many [Writes(ALLOCATION)];
    "The hash, the first, gets the entries of the second; null" hash_extend Runtime Exactly(2) [Reads(HASH), Writes(HASH), Writes(ALLOCATION)];
    "The range a..b" range Runtime Exactly(2) [Writes(ALLOCATION)];
    "The position at which an iteration over the value begins" iter_start Runtime Exactly(1) [];
    "The position after the next element of the value from a position on; null at the end" iter_after Runtime Exactly(2) [Reads(HEAP), Writes(ALLOCATION)];
    "The next element of the value from a position on (of a hash the key); null at the end" iter_element Runtime Exactly(2) [Reads(HEAP), Writes(ALLOCATION)];
    "The key of the next pair from a position on; null at the end" pair_key Runtime Exactly(2) [Reads(HEAP), Writes(ALLOCATION)];
    "The value of the next pair from a position on; null at the end" pair_value Runtime Exactly(2) [Reads(HEAP), Writes(ALLOCATION)];
    "The field of a structure that the symbol, the second, names; null if there is none" struct_get Runtime Exactly(2) [Reads(SHAPE), Reads(FIELD)];
    "The field of a structure that the symbol, the second, names = the third; null" struct_set Runtime Exactly(3) [Reads(SHAPE), Writes(SHAPE), Writes(FIELD), Writes(ALLOCATION)];
    "The field of a structure that the symbol names; the structure no longer has it" struct_delete Runtime Exactly(2) [Reads(SHAPE), Reads(FIELD), Writes(SHAPE), Writes(FIELD), Writes(ALLOCATION)];
    "Whether the structure has the field that the symbol names" struct_has Runtime Exactly(2) [Reads(SHAPE)];
    "A structure without fields" new_struct Machine Exactly(0) [Writes(ALLOCATION)];
    "The field that the symbol names, of a structure, a hash, an error or a module; null if there is none. Of an instance a method too, bound to it" get_field Machine Exactly(2) [Reads(HEAP), Reads(GLOBAL), Writes(ALLOCATION)];
    "The field that the symbol names, of a structure or a hash = the third; null" set_field Machine Exactly(3) [Reads(HEAP), Writes(FIELD), Writes(SHAPE), Writes(HASH), Writes(ALLOCATION)];
    "The field that the symbol names, if the value itself has it; unset if not" own_field Machine Exactly(2) [Reads(HEAP)];
    "A class of the name that the symbol, the first, is, made of the others" declare_class Machine Many [Writes(ALLOCATION)];
    "The class's method that the symbol names; null if there is none" class_method Machine Exactly(2) [];
    "The function that the class gives its new instances to; null if there is none" constructor Runtime Exactly(1) [];
    "The function, the first, bound to the receiver" bind_method Runtime Exactly(2) [Writes(ALLOCATION)];
    "What the bound method is bound to" bound_receiver Runtime Exactly(1) [];
    "What the bound method calls" bound_function Runtime Exactly(1) [];
    "Whether the first is an instance of the class, the second, or of one that extends it" is_instance Runtime Exactly(2) [Reads(SHAPE)];
    "Whether the value is anything but an instance whose initialisers have still to run" is_ready Runtime Exactly(1) [Reads(SHAPE)];
    "Notes that the initialisers of the instance are about to run; null" make_ready Runtime Exactly(1) [Reads(SHAPE), Writes(SHAPE)];
    "Whether the value is a hash or a structure with the field that the symbol names" has_field Machine Exactly(2) [Reads(HEAP)];
    "What a call of the method that the symbol names calls on the value; null if there is none" find_method Machine Exactly(2) [Reads(HEAP)];
    "The string of all values, each as it prints" template Machine Many [Reads(HEAP), Writes(ALLOCATION)];
    "The global variable of the symbol's name; null if there is none" find_global Machine Exactly(1) [Reads(GLOBAL)];
    "The global variable of the symbol's name = the second; null" store_global Machine Exactly(2) [Reads(GLOBAL), Writes(GLOBAL)];
    "Notes the value as the exception last caught; the value" note_caught Machine Exactly(1) [Writes(CALL)];
    "Forgets the exception last caught; null" clear_caught Machine Exactly(0) [Writes(CALL)];
}

impl Helper {
    /// The helper of that name.
    pub fn by_name(name: &str) -> Option<Helper> {
        HELPERS
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.helper)
    }

    /// Its row in the table.
    pub fn row(self) -> &'static HelperRow {
        &HELPERS[self as usize]
    }

    /// What it does to memory.
    pub fn effects(self) -> Effects {
        Mark::effects(self.row().marks)
    }
}

impl Arity {
    /// Whether so many are right.
    pub fn takes(self, count: usize) -> bool {
        match self {
            Arity::Exactly(n) => n == count,
            Arity::Many => true,
        }
    }
}
