//! What an instruction reads and writes, by alias class.
//!
//! ```text
//! load_int %a, %d, %i       reads  element_int
//! push_int %a, %v, s1       writes element_int buffer length allocation
//! ```
//!
//! Two accesses of different classes never touch the same memory, whatever objects they name; of one class they
//! may, unless a pass knows more. So a load may be reused across instructions that do not write its classes.
//!
//! Invariant: an instruction that reads or writes something that programs can observe says so here; what it does
//! not say, passes will rely on.

use std::fmt;

/// A set of alias classes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $text:literal;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Classes = Classes(1 << $bit);)*
        }

        /// Each class with its name and what it stands for.
        pub const CLASSES: &[(Classes, &str)] = &[$((Classes::$name, $text),)*];
    };
}

classes! {
    /// Home registers: register memory.
    REGISTER = 0, "register";
    /// Slots of structures.
    FIELD = 1, "field";
    /// Shapes of structures.
    SHAPE = 2, "shape";
    /// Elements of arrays of integers.
    ELEMENT_INT = 3, "element_int";
    /// Elements of arrays of floats.
    ELEMENT_FLOAT = 4, "element_float";
    /// Elements of arrays of booleans.
    ELEMENT_BOOL = 5, "element_bool";
    /// Elements of generic arrays.
    ELEMENT_ANY = 6, "element_any";
    /// Where the elements of arrays stand.
    BUFFER = 7, "buffer";
    /// Lengths of arrays.
    LENGTH = 8, "length";
    /// Element kinds and shared bits of arrays.
    KIND = 9, "kind";
    /// Keys of hashes, and their places.
    KEYS = 10, "keys";
    /// Global variables.
    GLOBAL = 11, "global";
    /// Contents of cells.
    CELL = 12, "cell";
    /// New objects. Nothing that exists is changed.
    ALLOCATION = 13, "allocation";
    /// The world outside the heap: output, input, the machine's exception.
    CALL = 14, "call";
    /// Where control goes on: interruption.
    CONTROL = 15, "control";
    /// Values of hashes, by the places of their keys.
    ENTRY = 16, "entry";
    /// What generators keep, and whether they wait.
    GENERATOR = 17, "generator";
}

impl Classes {
    /// No class.
    pub const NONE: Classes = Classes(0);
    /// Elements of all arrays.
    pub const ELEMENT: Classes = Classes(0b1111 << 3);
    /// Everything of arrays.
    pub const ARRAY: Classes = Classes(0b111_1111 << 3);
    /// Everything of hashes.
    pub const HASH: Classes = Classes(Classes::KEYS.0 | Classes::ENTRY.0);
    /// Everything in the heap.
    pub const HEAP: Classes =
        Classes(0b11_1111_1111 << 1 | Classes::CELL.0 | Classes::ENTRY.0 | Classes::GENERATOR.0);
    /// Everything that running other code may touch, home registers of this frame aside.
    pub const ALL: Classes = Classes(0x3_ffff & !Classes::REGISTER.0);
    /// What executing again would not repeat for anybody to see: a new object nobody has, a shared bit set twice, a
    /// request answered. Writes of other classes are *effects*.
    const REPEATABLE: Classes =
        Classes(Classes::ALLOCATION.0 | Classes::KIND.0 | Classes::CONTROL.0 | Classes::REGISTER.0);

    /// Both.
    pub const fn union(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Whether they have a class in common.
    pub const fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions of its classes in [`CLASSES`].
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..CLASSES.len()).filter(move |n| self.0 & 1 << n != 0)
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Classes::ALL {
            return f.write_str("all");
        }
        for (n, class) in self.indices().enumerate() {
            let space = if n == 0 { "" } else { " " };
            write!(f, "{space}{}", CLASSES[class].1)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}

/// What an instruction does to memory.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Effects {
    /// What its result depends on besides its operands.
    pub reads: Classes,
    /// What it changes.
    pub writes: Classes,
}

impl Effects {
    /// Neither reads nor writes.
    pub const PURE: Effects = Effects {
        reads: Classes::NONE,
        writes: Classes::NONE,
    };

    /// Both.
    pub const fn union(self, other: Effects) -> Effects {
        Effects {
            reads: self.reads.union(other.reads),
            writes: self.writes.union(other.writes),
        }
    }

    /// Whether it changes nothing.
    pub const fn is_read_only(self) -> bool {
        self.writes.is_empty()
    }

    /// Whether executing it twice can be observed. (Home registers are the snapshots' business.)
    pub const fn has_effect(self) -> bool {
        self.writes.0 & !Classes::REPEATABLE.0 != 0
    }
}

/// One entry of a row's list: `Reads(LENGTH)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Reads these classes.
    Reads(Classes),
    /// Writes these classes.
    Writes(Classes),
    /// If its result is not used, it need not be executed: what its exit or its write is for is the result alone.
    Droppable,
    /// Its operands may be swapped.
    Commutes,
}

impl Mark {
    /// The effects of a list of marks.
    pub const fn effects(marks: &[Mark]) -> Effects {
        let mut effects = Effects::PURE;
        let mut n = 0;
        while n < marks.len() {
            match marks[n] {
                Mark::Reads(classes) => effects.reads = effects.reads.union(classes),
                Mark::Writes(classes) => effects.writes = effects.writes.union(classes),
                Mark::Droppable | Mark::Commutes => {}
            }
            n += 1;
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_what_their_names_say() {
        for (n, (class, name)) in CLASSES.iter().enumerate() {
            assert_eq!(class.indices().collect::<Vec<_>>(), [n], "{name}");
        }
        assert_eq!(
            Classes::ARRAY.to_string(),
            "element_int element_float element_bool element_any buffer length kind"
        );
        assert_eq!(
            Classes::HEAP.to_string(),
            "field shape element_int element_float element_bool element_any buffer length kind keys cell entry generator"
        );
        assert!(Classes::ALL.meets(Classes::GLOBAL) && !Classes::ALL.meets(Classes::REGISTER));
    }
}
