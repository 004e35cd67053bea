//! A captured variable that closures share and somebody assigns.
//!
//! ```text
//!   +--------+--------+-----------------+
//!   | header |   -    |      value      |
//!   +--------+--------+-----------------+
//! ```

use std::cell::Cell;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// A shared variable.
#[repr(C)]
pub struct HeapCell {
    header: Header,
    content: Cell<Value>,
}

// SAFETY: repr(C), header first, no drop, the one reference is traced.
unsafe impl Object for HeapCell {
    const KIND: Kind = Kind::Cell;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.value(object.content.get());
    }
}

// SAFETY: `Tag::Cell` stands for this type alone.
unsafe impl Named for HeapCell {
    const TAG: Tag = Tag::Cell;
}

impl HeapCell {
    /// Where native code finds the value.
    pub const CONTENT_OFFSET: usize = std::mem::offset_of!(HeapCell, content);

    /// A new variable.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline(always)]
    pub fn new(heap: &mut Heap, content: Value) -> Result<Gc<HeapCell>, OutOfMemory> {
        let header = Header::new(Kind::Cell, 0, 0);
        let content = Cell::new(content);
        heap.alloc(HeapCell { header, content }, 0)
    }

    /// The variable's value.
    #[inline(always)]
    pub fn get(&self) -> Value {
        self.content.get()
    }
}

impl Gc<HeapCell> {
    /// Assigns the variable.
    #[inline(always)]
    pub fn set(self, heap: &mut Heap, value: Value) {
        self.content.set(value);
        heap.barrier(self);
    }
}
