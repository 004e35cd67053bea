//! A runtime error as a program catches it: a message, a place, and room for one more value.

use std::cell::Cell;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// Where an error happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    /// The line, from 1; 0 when unknown.
    pub line: u32,
    /// The column in characters, from 1; 0 when unknown.
    pub column: u32,
    /// The source file, as the program numbers them.
    pub file: u32,
}

/// A runtime error.
#[repr(C)]
pub struct ErrorObject {
    header: Header,
    place: Place,
    message: Value,
    payload: Cell<Value>,
}

// SAFETY: repr(C), header first, no drop, both references are traced.
unsafe impl Object for ErrorObject {
    const KIND: Kind = Kind::Error;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.value(object.message);
        tracer.value(object.payload.get());
    }
}

// SAFETY: `Tag::Error` stands for this type alone.
unsafe impl Named for ErrorObject {
    const TAG: Tag = Tag::Error;
}

impl ErrorObject {
    /// An error with a message (a string) and a place; the payload is null.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn new(
        heap: &mut Heap,
        message: Value,
        place: Place,
    ) -> Result<Gc<ErrorObject>, OutOfMemory> {
        let header = Header::new(Kind::Error, 0, 0);
        let payload = Cell::new(Value::NULL);
        heap.alloc(
            ErrorObject {
                header,
                place,
                message,
                payload,
            },
            0,
        )
    }

    /// The message, a string.
    pub fn message(&self) -> Value {
        self.message
    }

    /// Where it happened.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The extra value.
    pub fn payload(&self) -> Value {
        self.payload.get()
    }
}

impl Gc<ErrorObject> {
    /// Sets the extra value.
    pub fn set_payload(self, heap: &mut Heap, value: Value) {
        self.payload.set(value);
        heap.barrier(self);
    }
}
