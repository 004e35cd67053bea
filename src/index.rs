//! Newtype indices: a number that says what it counts.
//!
//! `FnId(3)` is the fourth function of a program and cannot be mistaken for `ConstId(3)`. Indices of
//! bytecode and graphs; machine addresses never appear here.

use std::fmt;

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident($int:ty), $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub $int);

        impl $name {
            /// The index as a `usize`, to index a slice with.
            #[inline(always)]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    )*};
}

index! {
    /// A register of a function's window: 0 is the first parameter.
    Reg(u16), "r";
    /// A word offset in the code of one function.
    Pc(u32), "";
    /// A constant of a program.
    ConstId(u32), "k";
    /// A function of a program.
    FnId(u32), "f";
    /// A global variable of a program.
    GlobalId(u32), "g";
    /// An enum of a program.
    EnumId(u32), "e";
    /// An interned name: a field, a method, a Hivm symbol.
    SymbolId(u32), "s";
    /// A native function, by its row in the table of builtins.
    BuiltinId(u16), "b";
    /// A hidden class: the layout of a structure.
    ShapeId(u32), "shape";
    /// A tree, and the graph and the code made of it.
    TreeId(u32), "t";
    /// A chain of inlined frames in a tree; 0 is the anchor's frame alone.
    CtxId(u32), "c";
    /// A value of a graph.
    Ref(u32), "%";
    /// A basic block of a graph; 0 is the entry.
    BlockId(u32), "b";
    /// A snapshot of a graph.
    SnapId(u32), "s";
    /// A place where a graph can be left, counted in the order of its blocks and instructions.
    ExitId(u32), "x";
}
