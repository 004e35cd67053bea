//! The heap: objects, shapes, and the non-moving collector.
//!
//! **Allocation never collects.** [`Heap::alloc`] hands out memory and, when enough was allocated since
//! the last collection, sets [`Heap::is_due`]. The machine collects at a *safepoint*: before an
//! instruction that allocates, at a loop's back edge, at a call. There everything that lives is in
//! registers, globals and constants, so Rust code in the middle of an operation needs no handles.
//! An operation that finds the heap full answers [`OutOfMemory`] before its first effect; the machine then
//! collects and runs it again, and only a second refusal is the program's error.

pub mod header;

use std::marker::PhantomData;
use std::ptr::NonNull;

pub use header::{Header, Kind};

/// A reference to a live heap object; a plain address that the collector does not see.
///
/// Invariant: a `Gc` is used only between two safepoints, and what it refers to was reachable at the
/// first of them or allocated since.
pub struct Gc<T> {
    address: NonNull<T>,
    owner: PhantomData<*mut T>,
}

impl<T> Clone for Gc<T> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Gc<T> {}

/// The heap limit would be exceeded by this many bytes' allocation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutOfMemory {
    /// Bytes asked for.
    pub wanted: usize,
}
