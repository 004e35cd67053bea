//! The bytes of long strings: a buffer that several views share, with room to grow at both ends.
//!
//! ```text
//!   +--------+----------+-------+-----+--------+-----------------+-----------+
//!   | header | capacity | start | end |  room  | start .. end    |   room    |
//!   +--------+----------+-------+-----+--------+-----------------+-----------+
//! ```
//!
//! Invariant: `start <= end <= capacity`; the bytes `start..end` are written and belong to views, so they do
//! not change any more; those outside belong to nobody.

use std::cell::Cell;

use super::super::{Gc, Header, Heap, Kind, Object, OutOfMemory, Tracer};
use super::MAX_BYTES;

/// A buffer of bytes. See the module's drawing.
#[repr(C)]
pub(in crate::heap) struct Bytes {
    header: Header,
    capacity: u32,
    start: Cell<u32>,
    end: Cell<u32>,
}

// SAFETY: repr(C), header first, no drop, no references.
unsafe impl Object for Bytes {
    const KIND: Kind = Kind::Bytes;

    #[inline(always)]
    fn trace(_: Gc<Self>, _: &mut Tracer) {}
}

impl Bytes {
    /// A buffer whose bytes `start..end` the caller writes before anything else.
    pub fn new(
        heap: &mut Heap,
        capacity: usize,
        start: usize,
        end: usize,
    ) -> Result<Gc<Bytes>, OutOfMemory> {
        debug_assert!(start <= end && end <= capacity);
        if capacity > MAX_BYTES {
            return Err(OutOfMemory { wanted: capacity });
        }
        let header = Header::new(Kind::Bytes, 0, 0);
        let (start, end) = (Cell::new(start as u32), Cell::new(end as u32));
        let object = Bytes {
            header,
            capacity: capacity as u32,
            start,
            end,
        };
        heap.alloc(object, capacity)
    }

    /// The bytes of room before the first one in use.
    pub fn room_before(&self) -> usize {
        self.start.get() as usize
    }

    /// The bytes of room after the last one in use.
    pub fn room_after(&self) -> usize {
        (self.capacity - self.end.get()) as usize
    }

    /// The bytes in use.
    pub fn used(&self) -> usize {
        (self.end.get() - self.start.get()) as usize
    }
}

impl Gc<Bytes> {
    /// The first byte in use.
    pub fn data(self) -> *mut u8 {
        self.trailing::<u8>()
            .wrapping_add(self.start.get() as usize)
    }

    /// The byte past the last one in use.
    pub fn data_end(self) -> *mut u8 {
        self.trailing::<u8>().wrapping_add(self.end.get() as usize)
    }

    /// Takes `more` bytes of the room after the end; the caller writes them.
    pub fn grow_after(self, more: usize) {
        debug_assert!(more <= self.room_after());
        self.end.set(self.end.get() + more as u32);
    }

    /// Takes `more` bytes of the room before the start; the caller writes them.
    pub fn grow_before(self, more: usize) {
        debug_assert!(more <= self.room_before());
        self.start.set(self.start.get() - more as u32);
    }
}
