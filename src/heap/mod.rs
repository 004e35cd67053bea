//! The heap: objects, shapes, and the non-moving collector.
//!
//! **Allocation never collects.** An allocation hands out memory and, when enough was allocated since
//! the last collection, makes [`Heap::is_due`] true. The machine collects at a *safepoint*: before an
//! instruction that allocates, at a loop's back edge, at a call. There everything that lives is in
//! registers, globals and constants, so Rust code in the middle of an operation needs no handles.
//! An operation that finds the heap full answers [`OutOfMemory`] before its first effect; the machine then
//! collects and runs it again, and only a second refusal is the program's error.
//!
//! A new kind of object: a `repr(C)` struct that starts with a [`Header`], its [`Object`] and [`Named`]
//! impls, an arm of the dispatch in `mark.rs`, a line in `refs.rs`.

pub mod array;
mod array_ops;
#[cfg(test)]
mod array_tests;
pub mod bigint;
mod blocks;
pub mod bound;
pub mod buffer;
pub mod cell;
mod census;
mod chunk;
pub mod class;
pub mod closure;
mod collect;
pub mod error;
pub mod found;
pub mod gc;
pub mod generator;
pub mod hash;
pub mod header;
mod large;
mod mark;
pub mod range;
mod refs;
pub mod shape;
pub mod signals;
mod size;
mod space;
pub mod str;
pub mod structure;
#[cfg(test)]
mod structure_tests;
#[cfg(test)]
mod tests;
mod verify;

pub use array::Array;
pub use bigint::BigInt;
pub use bound::Bound;
pub use buffer::ElementKind;
pub use cell::HeapCell;
pub use class::{Class, Declaration};
pub use closure::Closure;
pub use error::{ErrorObject, Place};
pub use gc::{Gc, Named, Object};
pub use generator::Generator;
pub use hash::{BadKey, Hash, Key};
pub use header::{Header, Kind};
pub use mark::{Liveness, Roots, Tracer};
pub use range::Range;
pub use shape::ShapeTable;
pub use signals::Signals;
pub use space::{Heap, Statistics};
pub use str::Str;
pub use structure::Struct;

/// The heap limit would be exceeded by this many bytes' allocation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory {
    /// Bytes asked for.
    pub wanted: usize,
}

/// What a heap is made with.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// The most bytes that the heap may hold.
    pub limit: usize,
    /// Traces only what was allocated since the last collection, most of the time.
    pub generational: bool,
    /// Makes a collection due after each allocation.
    pub stress: bool,
    /// Overwrites freed memory.
    pub poison: bool,
    /// Checks every reachable reference after each collection.
    pub verify: bool,
}

impl Default for HeapConfig {
    fn default() -> Self {
        HeapConfig {
            limit: usize::MAX,
            generational: true,
            stress: false,
            poison: false,
            verify: false,
        }
    }
}
