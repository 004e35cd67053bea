//! A function with captured values.
//!
//! ```text
//!   +--------+--------+-----------------+-----------------+
//!   | header | count  |   captured 0    |   captured 1    | ...
//!   +--------+--------+-----------------+-----------------+
//!     extra = the function
//! ```
//!
//! A captured variable that somebody assigns is captured as its cell.

use std::cell::Cell;
use std::slice;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::index::FnId;
use crate::value::{Tag, Value};

/// A function with captured values.
#[repr(C, align(16))]
pub struct Closure {
    header: Header,
    count: usize,
}

// SAFETY: repr(C), header first, no drop, all captured values are traced.
unsafe impl Object for Closure {
    const KIND: Kind = Kind::Closure;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        for value in object.captured() {
            tracer.value(value.get());
        }
    }
}

// SAFETY: `Tag::Closure` stands for this type alone.
unsafe impl Named for Closure {
    const TAG: Tag = Tag::Closure;
}

impl Closure {
    /// Where native code finds the captured values.
    pub const CAPTURED_OFFSET: usize = size_of::<Closure>();
    /// Where native code writes how many there are.
    pub const COUNT_OFFSET: usize = std::mem::offset_of!(Closure, count);

    /// A closure of `function` over `captured`.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline(always)]
    pub fn new(
        heap: &mut Heap,
        function: FnId,
        captured: &[Value],
    ) -> Result<Gc<Closure>, OutOfMemory> {
        let header = Header::new(Kind::Closure, 0, function.0);
        let count = captured.len();
        let closure = heap.alloc(Closure { header, count }, size_of_val(captured))?;
        // SAFETY: the trailing memory holds `count` values; the closure is new, so they do not overlap.
        unsafe {
            captured
                .as_ptr()
                .copy_to_nonoverlapping(closure.trailing(), count)
        };
        Ok(closure)
    }

    /// The function.
    #[inline(always)]
    pub fn function(&self) -> FnId {
        FnId(self.header.extra.get())
    }
}

impl Gc<Closure> {
    /// The captured values.
    #[inline(always)]
    pub fn captured<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: `count` values stand behind the closure, written by `new`; the object is live by the
        // invariant of `Gc`, which the slice inherits. `Cell<Value>` has the layout of `Value`.
        unsafe { slice::from_raw_parts(self.trailing(), self.count) }
    }

    /// Replaces a captured value.
    ///
    /// # Panics
    /// When there is none of this index.
    #[inline(always)]
    pub fn set_captured(self, heap: &mut Heap, index: usize, value: Value) {
        self.captured()[index].set(value);
        heap.barrier(self);
    }
}
