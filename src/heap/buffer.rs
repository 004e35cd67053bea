//! The elements of arrays: a buffer that one array or several share.
//!
//! ```text
//!   +--------+----------+------+-----+-----+-----+-- - - - --+
//!   | header | capacity | fill | e 0 | e 1 | e 2 |    free   |
//!   +--------+----------+------+-----+-----+-----+-- - - - --+
//!     form = element kind         ints and floats: 8 bytes; bools: 1; generic: a value of 16
//! ```
//!
//! Elements `0..fill` were given to some array; an array that ends at `fill` may append there without
//! disturbing another one.
//!
//! Invariant: `fill <= capacity`, and in a generic buffer each of the elements `0..fill` is a value. The kind
//! never changes.

use std::cell::Cell;

use super::{Gc, Header, Heap, Kind, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// How the elements of an array stand in memory.
///
/// The numbers of the unboxed kinds are those of their tags, so that one comparison says whether a value fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ElementKind {
    /// No element yet, and no buffer.
    Empty = 0,
    /// Values of any kinds.
    Generic = 1,
    /// Bytes 0 and 1.
    Bool = Tag::Bool as u8,
    /// Integers of 64 bits.
    Int = Tag::Int as u8,
    /// Doubles, bit for bit.
    Float = Tag::Float as u8,
}

impl ElementKind {
    /// The kind that a first element gives to an empty array.
    #[inline(always)]
    pub fn of(value: Value) -> ElementKind {
        ElementKind::of_tag(value.tag())
    }

    /// The kind that a first element of that tag gives to an empty array.
    #[inline(always)]
    pub fn of_tag(tag: Tag) -> ElementKind {
        match tag {
            Tag::Int => ElementKind::Int,
            Tag::Float => ElementKind::Float,
            Tag::Bool => ElementKind::Bool,
            _ => ElementKind::Generic,
        }
    }

    /// Whether a value can be an element of this kind.
    #[inline(always)]
    pub fn fits(self, value: Value) -> bool {
        self as u64 == value.tag() as u64 && self as u8 > 1 || self == ElementKind::Generic
    }

    /// The kind that elements of both kinds can have.
    #[inline(always)]
    pub fn join(self, other: ElementKind) -> ElementKind {
        match (self, other) {
            (ElementKind::Empty, kind) | (kind, ElementKind::Empty) => kind,
            (a, b) if a == b => a,
            _ => ElementKind::Generic,
        }
    }

    /// Bytes of an element.
    #[inline(always)]
    pub fn size(self) -> usize {
        match self {
            ElementKind::Empty | ElementKind::Bool => 1,
            ElementKind::Int | ElementKind::Float => 8,
            ElementKind::Generic => 16,
        }
    }
}

/// The elements of one or more arrays.
#[repr(C, align(16))]
pub(in crate::heap) struct Buffer {
    header: Header,
    capacity: Cell<u32>,
    fill: Cell<u32>,
}

// SAFETY: repr(C), header first, no drop; by the buffer's invariant `0..fill` are all its references.
unsafe impl Object for Buffer {
    const KIND: Kind = Kind::Buffer;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        if object.header.form.get() == ElementKind::Generic as u8 {
            let first: *const Value = object.trailing();
            for i in 0..object.fill() {
                // SAFETY: `i < fill`, and those are values.
                tracer.value(unsafe { first.add(i).read() });
            }
        }
    }
}

impl Buffer {
    pub(in crate::heap) const CAPACITY_OFFSET: usize = std::mem::offset_of!(Buffer, capacity);
    pub(in crate::heap) const FILL_OFFSET: usize = std::mem::offset_of!(Buffer, fill);

    /// What a small buffer for `capacity` elements takes; nothing for no kind.
    pub(in crate::heap) fn taken(kind: ElementKind, capacity: usize) -> usize {
        match kind {
            ElementKind::Empty => 0,
            _ => Heap::taken(size_of::<Buffer>() + capacity * kind.size()),
        }
    }

    /// A buffer for `capacity` elements of a kind, none of them given out.
    ///
    /// # Errors
    /// When the heap is full, or for more elements than a buffer counts.
    #[inline(always)]
    pub(in crate::heap) fn new(
        heap: &mut Heap,
        kind: ElementKind,
        capacity: usize,
    ) -> Result<Gc<Buffer>, OutOfMemory> {
        let trailing = capacity.saturating_mul(kind.size());
        let Ok(capacity) = u32::try_from(capacity) else {
            return Err(OutOfMemory { wanted: trailing });
        };
        let header = Header::new(Kind::Buffer, kind as u8, 0);
        let fill = Cell::new(0);
        heap.alloc(
            Buffer {
                header,
                capacity: Cell::new(capacity),
                fill,
            },
            trailing,
        )
    }

    #[inline(always)]
    pub(in crate::heap) fn capacity(&self) -> usize {
        self.capacity.get() as usize
    }

    /// Makes room for `capacity` elements without moving, if that is easily done.
    #[inline]
    pub(in crate::heap) fn lengthen(
        buffer: Gc<Buffer>,
        heap: &mut Heap,
        kind: ElementKind,
        capacity: usize,
    ) -> bool {
        let bytes = capacity.saturating_mul(kind.size());
        let longer = heap.lengthen(buffer, bytes.saturating_add(size_of::<Buffer>()));
        if longer {
            // As many as a small object has room for.
            buffer.capacity.set(capacity as u32);
        }
        longer
    }

    #[inline(always)]
    pub(in crate::heap) fn fill(&self) -> usize {
        self.fill.get() as usize
    }

    /// Says that elements up to `fill` are given out.
    ///
    /// # Safety
    /// They are initialised, and `fill` is within the capacity.
    #[inline(always)]
    pub(in crate::heap) unsafe fn set_fill(&self, fill: usize) {
        debug_assert!(fill <= self.capacity());
        self.fill.set(fill as u32);
    }
}

/// Reads the element of an index.
///
/// # Safety
/// `index` is below the number of elements of this kind that stand at `data`.
#[inline(always)]
pub(in crate::heap) unsafe fn read(kind: ElementKind, data: *const u8, index: usize) -> Value {
    // SAFETY: the caller vouches for the index; elements are aligned to their size since buffers are.
    unsafe {
        match kind {
            ElementKind::Int => Value::int(data.cast::<i64>().add(index).read()),
            ElementKind::Float => {
                Value::from_parts(Tag::Float, data.cast::<u64>().add(index).read())
            }
            ElementKind::Generic => data.cast::<Value>().add(index).read(),
            ElementKind::Bool => Value::from_parts(Tag::Bool, data.add(index).read() as u64),
            ElementKind::Empty => Value::NULL,
        }
    }
}

/// Writes the element of an index.
///
/// # Safety
/// There is room for an element of this kind there, and `value` fits the kind.
#[inline(always)]
pub(in crate::heap) unsafe fn write(kind: ElementKind, data: *mut u8, index: usize, value: Value) {
    debug_assert!(kind.fits(value));
    // SAFETY: the caller vouches for the room; elements are aligned to their size since buffers are.
    unsafe {
        match kind {
            ElementKind::Int | ElementKind::Float => {
                data.cast::<u64>().add(index).write(value.bits())
            }
            ElementKind::Generic => data.cast::<Value>().add(index).write(value),
            ElementKind::Bool => data.add(index).write(value.bits() as u8),
            ElementKind::Empty => {}
        }
    }
}

/// Copies `count` elements, made generic if the kinds differ.
///
/// # Safety
/// The elements stand at `from`, there is room at `to`, the two do not overlap, and `to_kind` is `from_kind`
/// or generic.
pub(in crate::heap) unsafe fn copy(
    from_kind: ElementKind,
    from: *const u8,
    to_kind: ElementKind,
    to: *mut u8,
    count: usize,
) {
    debug_assert!(from_kind == to_kind || to_kind == ElementKind::Generic || count == 0);
    if from_kind == to_kind {
        // SAFETY: the caller's promise.
        unsafe { from.copy_to_nonoverlapping(to, count * from_kind.size()) };
        return;
    }
    for index in 0..count {
        // SAFETY: the caller's promise.
        unsafe { write(to_kind, to, index, read(from_kind, from, index)) };
    }
}
