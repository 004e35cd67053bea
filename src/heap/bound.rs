//! A method as a value: the function and the instance that it was read from.
//!
//! ```text
//!   +--------+--------+-----------------+-----------------+
//!   | header |   -    |    receiver     |    function     |
//!   +--------+--------+-----------------+-----------------+
//! ```
//!
//! Called, it calls the function with the receiver in front of the arguments. Invariant: it never changes.

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// A bound method.
#[repr(C)]
pub struct Bound {
    header: Header,
    receiver: Value,
    function: Value,
}

// SAFETY: repr(C), header first, no drop, both references are traced.
unsafe impl Object for Bound {
    const KIND: Kind = Kind::Bound;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.value(object.receiver);
        tracer.value(object.function);
    }
}

// SAFETY: `Tag::Bound` stands for this type alone.
unsafe impl Named for Bound {
    const TAG: Tag = Tag::Bound;
}

impl Bound {
    /// A function, which is no bound method, bound to a receiver.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn new(
        heap: &mut Heap,
        receiver: Value,
        function: Value,
    ) -> Result<Gc<Bound>, OutOfMemory> {
        let header = Header::new(Kind::Bound, 0, 0);
        let bound = Bound {
            header,
            receiver,
            function,
        };
        heap.alloc(bound, 0)
    }

    /// What it is bound to.
    #[inline(always)]
    pub fn receiver(&self) -> Value {
        self.receiver
    }

    /// What it calls.
    #[inline(always)]
    pub fn function(&self) -> Value {
        self.function
    }
}
