//! An array: a length, and a view of a buffer of elements.
//!
//! ```text
//!   +--------+-----+------+--------+
//!   | header | len | data | buffer |        form = element kind | shared bit
//!   +--------+-----+--+---+---+----+
//!                     |       +------> +--------+----------+------+-----+-----+-----+
//!                     |                | header | capacity | fill | e 0 | e 1 | e 2 |
//!                     +--------------> +--------+----------+------+-----+-----+-----+
//! ```
//!
//! An empty array takes the kind of its first element; the first foreign element makes it generic. A pure
//! push on an array that ends where its buffer is filled appends there and makes a new header, so that
//! building an array by pure pushes is linear. Headers of one buffer have the shared bit, and a store through
//! one of them copies its elements first.
//!
//! Invariants: `data..data + len` lies in the `0..fill` of the buffer. A header without the shared bit is its
//! buffer's only one and ends at `fill`. The buffer's kind is the header's; without a buffer (kind `Empty`)
//! `len` is 0. Every operation allocates before its first effect.

use std::cell::Cell;
use std::mem::offset_of;
use std::ptr;

use super::buffer::{self, Buffer, ElementKind};
use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// The bit of `form` that says that other arrays may share the buffer.
pub const SHARED: u8 = 0x80;

/// The smallest buffer that a push makes.
const FIRST_CAPACITY: usize = 4;

/// An array.
#[repr(C)]
pub struct Array {
    header: Header,
    len: Cell<usize>,
    data: Cell<*mut u8>,
    buffer: Cell<Option<Gc<Buffer>>>,
}

// SAFETY: repr(C), header first, no drop, the one reference is traced.
unsafe impl Object for Array {
    const KIND: Kind = Kind::Array;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        if let Some(buffer) = object.buffer.get() {
            tracer.object(buffer);
        }
    }
}

// SAFETY: `Tag::Array` stands for this type alone.
unsafe impl Named for Array {
    const TAG: Tag = Tag::Array;
}

/// Where native code finds the fields.
impl Array {
    /// The number of elements.
    pub const LEN_OFFSET: usize = offset_of!(Array, len);
    /// The address of the elements.
    pub const DATA_OFFSET: usize = offset_of!(Array, data);
    /// The buffer.
    pub const BUFFER_OFFSET: usize = offset_of!(Array, buffer);
    /// In the buffer: how many elements it has room for.
    pub const BUFFER_CAPACITY_OFFSET: usize = Buffer::CAPACITY_OFFSET;
    /// In the buffer: how many of them are given out.
    pub const BUFFER_FILL_OFFSET: usize = Buffer::FILL_OFFSET;
    /// In the buffer: the first element.
    pub const BUFFER_ELEMENTS_OFFSET: usize = size_of::<Buffer>();
    /// What an array without a buffer has as the address of its elements.
    pub const NO_DATA: usize = align_of::<Value>();

    /// What a small buffer takes that has room for so many elements and no more: nothing for no kind.
    pub fn buffer_bytes(kind: ElementKind, capacity: usize) -> usize {
        Buffer::taken(kind, capacity)
    }
}

/// Making arrays.
impl Array {
    /// An empty array whose first push makes room for `capacity` elements.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline(always)]
    pub fn new(heap: &mut Heap, capacity: usize) -> Result<Gc<Array>, OutOfMemory> {
        let capacity = u32::try_from(capacity).unwrap_or(u32::MAX);
        heap.alloc(Array::empty(capacity), 0)
    }

    #[inline(always)]
    fn empty(capacity: u32) -> Array {
        Array {
            header: Header::new(Kind::Array, ElementKind::Empty as u8, capacity),
            len: Cell::new(0),
            data: Cell::new(ptr::dangling_mut::<Value>().cast()),
            buffer: Cell::new(None),
        }
    }

    /// An array of `len` elements in a new buffer, still to be written by the caller.
    pub(super) fn unfilled(
        heap: &mut Heap,
        kind: ElementKind,
        len: usize,
        capacity: usize,
    ) -> Result<Gc<Array>, OutOfMemory> {
        debug_assert!(kind != ElementKind::Empty && len <= capacity);
        let buffer = Buffer::new(heap, kind, capacity)?;
        let array = heap.alloc(Array::empty(0), 0)?;
        array.attach(buffer, kind, 0, len);
        Ok(array)
    }

    /// An array of these elements.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn from_values(heap: &mut Heap, values: &[Value]) -> Result<Gc<Array>, OutOfMemory> {
        let Some((first, rest)) = values.split_first() else {
            return Array::new(heap, 0);
        };
        let mut kind = ElementKind::of(*first);
        if !rest.iter().all(|value| kind.fits(*value)) {
            kind = ElementKind::Generic;
        }
        let array = Array::unfilled(heap, kind, values.len(), values.len())?;
        for (index, value) in values.iter().enumerate() {
            // SAFETY: `unfilled` made room for as many, and `kind` fits them all.
            unsafe { buffer::write(kind, array.data.get(), index, *value) };
        }
        Ok(array)
    }

    /// An array of `len` times one value.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn filled(heap: &mut Heap, len: usize, value: Value) -> Result<Gc<Array>, OutOfMemory> {
        if len == 0 {
            return Array::new(heap, 0);
        }
        let kind = ElementKind::of(value);
        let array = Array::unfilled(heap, kind, len, len)?;
        for index in 0..len {
            // SAFETY: `unfilled` made room for as many, and `kind` is the value's.
            unsafe { buffer::write(kind, array.data.get(), index, value) };
        }
        Ok(array)
    }
}

/// Reading.
impl Array {
    /// The number of elements.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len.get()
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.len.get() == 0
    }

    /// How the elements stand in memory.
    #[inline(always)]
    pub fn kind(&self) -> ElementKind {
        match self.header.form.get() & !SHARED {
            3 => ElementKind::Int,
            4 => ElementKind::Float,
            1 => ElementKind::Generic,
            2 => ElementKind::Bool,
            _ => ElementKind::Empty,
        }
    }

    /// Whether other arrays may share the buffer, so that a store copies first.
    #[inline(always)]
    pub fn is_shared(&self) -> bool {
        self.header.form.get() & SHARED != 0
    }

    /// The element of an index, if there is one. A negative number cast to `usize` is past every end.
    #[inline(always)]
    pub fn try_get(&self, index: usize) -> Option<Value> {
        if index >= self.len.get() {
            return None;
        }
        // SAFETY: `index < len`, and `data` holds that many elements of the header's kind.
        Some(unsafe { buffer::read(self.kind(), self.data.get(), index) })
    }

    /// The element of an index, or null.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Value {
        self.try_get(index).unwrap_or(Value::NULL)
    }

    /// The elements, if all are integers of 64 bits. The slice is good until the next store or safepoint.
    #[inline(always)]
    pub fn as_ints(&self) -> Option<&[i64]> {
        // SAFETY: `data` holds `len` elements of the header's kind.
        (self.kind() == ElementKind::Int)
            .then(|| unsafe { std::slice::from_raw_parts(self.data.get().cast(), self.len()) })
    }

    /// The elements, if all are floats. The slice is good until the next store or safepoint.
    #[inline(always)]
    pub fn as_floats(&self) -> Option<&[f64]> {
        // SAFETY: `data` holds `len` elements of the header's kind.
        (self.kind() == ElementKind::Float)
            .then(|| unsafe { std::slice::from_raw_parts(self.data.get().cast(), self.len()) })
    }

    pub(super) fn data(&self) -> *mut u8 {
        self.data.get()
    }

    /// Where the elements stand now, to be compared: what is remembered of it is stale after they moved.
    pub fn data_address(&self) -> usize {
        self.data.get() as usize
    }
}

/// The elements of an array in order; sees stores that happen meanwhile.
pub struct Values {
    array: Gc<Array>,
    next: usize,
}

impl Iterator for Values {
    type Item = Value;

    #[inline(always)]
    fn next(&mut self) -> Option<Value> {
        let value = self.array.try_get(self.next)?;
        self.next += 1;
        Some(value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.array.len().saturating_sub(self.next), None)
    }
}

/// Fast paths: they do the whole thing or nothing.
impl Gc<Array> {
    /// Stores in place if that takes no allocation and no barrier: the index exists, the buffer is not
    /// shared, the value fits. Otherwise nothing happens and the answer is false.
    #[inline(always)]
    pub fn try_set(self, index: usize, value: Value) -> bool {
        let form = self.header.form.get();
        if index >= self.len.get() || form & SHARED != 0 {
            return false;
        }
        let kind = self.kind();
        if kind == ElementKind::Generic {
            if !self.accepts(value) {
                return false;
            }
        } else if !kind.fits(value) {
            return false;
        }
        // SAFETY: `index < len` in an unshared buffer of `kind`, which fits.
        unsafe { buffer::write(kind, self.data.get(), index, value) };
        true
    }

    /// Appends in place if that takes no allocation and no barrier. Otherwise nothing happens and the answer
    /// is false.
    #[inline(always)]
    pub fn try_push(self, value: Value) -> bool {
        let Some(buffer) = self.buffer.get() else {
            return false;
        };
        let kind = self.kind();
        let len = self.len.get();
        let fill = buffer.fill();
        if self.is_shared() || fill == buffer.capacity() || !kind.fits(value) {
            return false;
        }
        if kind == ElementKind::Generic && !self.accepts(value) {
            return false;
        }
        // SAFETY: an array that is not shared ends at `fill`, which is below the capacity; the value fits.
        unsafe {
            buffer::write(kind, self.data.get(), len, value);
            buffer.set_fill(fill + 1);
        }
        self.len.set(len + 1);
        true
    }

    /// Whether a value can be stored into the generic buffer without a barrier.
    #[inline(always)]
    fn accepts(self, value: Value) -> bool {
        !value.tag().is_heap()
            || self
                .buffer
                .get()
                .is_some_and(|buffer| !buffer.header().needs_barrier())
    }

    /// The buffer's index of the array's first element.
    #[inline(always)]
    fn offset(self, buffer: Gc<Buffer>, kind: ElementKind) -> usize {
        (self.data.get() as usize - buffer.trailing::<u8>() as usize) / kind.size()
    }

    /// Makes the array a view of `len` elements of a buffer that it alone has, and that it fills.
    #[inline(always)]
    fn attach(self, buffer: Gc<Buffer>, kind: ElementKind, offset: usize, len: usize) {
        // SAFETY: callers make buffers of at least this capacity and fill them before the next safepoint.
        unsafe { buffer.set_fill(offset + len) };
        self.buffer.set(Some(buffer));
        let data = buffer.trailing::<u8>();
        self.data.set(data.wrapping_add(offset * kind.size()));
        self.len.set(len);
        self.header.form.set(kind as u8);
    }

    /// The elements in order.
    #[inline(always)]
    pub fn values(self) -> Values {
        Values {
            array: self,
            next: 0,
        }
    }
}

/// Changing in place.
impl Gc<Array> {
    /// Moves the elements to a new buffer of a kind, with room before and for `capacity` elements from
    /// the first one on.
    fn move_to_new(
        self,
        heap: &mut Heap,
        kind: ElementKind,
        front: usize,
        capacity: usize,
    ) -> Result<(), OutOfMemory> {
        let len = self.len();
        let buffer = Buffer::new(heap, kind, front.saturating_add(capacity))?;
        let start = buffer.trailing::<u8>();
        // SAFETY: the new buffer has room for `front + len` elements; zeroes are values (`Value::UNSET`);
        // `kind` is the array's own or generic.
        unsafe {
            start.write_bytes(0, front * kind.size());
            let first = start.add(front * kind.size());
            buffer::copy(self.kind(), self.data.get(), kind, first, len);
        }
        self.attach(buffer, kind, front, len);
        heap.barrier(self);
        Ok(())
    }

    /// Gives the array a buffer of its own that takes elements of `kind`.
    pub(super) fn make_own(self, heap: &mut Heap, kind: ElementKind) -> Result<(), OutOfMemory> {
        let kind = if self.is_empty() {
            kind
        } else {
            self.kind().join(kind)
        };
        if self.is_shared() || kind != self.kind() {
            self.move_to_new(heap, kind, 0, self.len())?;
        }
        Ok(())
    }

    /// Makes room for `more` elements of `kind` behind the last one; afterwards they may be written and
    /// given out with [`Gc::grow`].
    pub(super) fn reserve(
        self,
        heap: &mut Heap,
        kind: ElementKind,
        more: usize,
    ) -> Result<(), OutOfMemory> {
        let len = self.len();
        let own = self.kind();
        let kind = if len == 0 { kind } else { own.join(kind) };
        let Some(buffer) = self.buffer.get().filter(|_| kind == own) else {
            let hint = match own {
                ElementKind::Empty => self.header.extra.get() as usize,
                _ => len,
            };
            let capacity = len.saturating_add(more.max(hint).max(FIRST_CAPACITY));
            return self.move_to_new(heap, kind, 0, capacity);
        };
        let offset = self.offset(buffer, kind);
        let ends_at_fill = offset + len == buffer.fill();
        if ends_at_fill && buffer.capacity() - offset - len >= more {
            return Ok(());
        }
        if !self.is_shared() && offset >= len && buffer.capacity() - len >= more {
            // Half of the buffer lies before the first element: a queue. Moving is as cheap as growing was.
            let start = buffer.trailing::<u8>();
            // SAFETY: both ranges lie in the buffer and `offset >= len` keeps them apart; nobody shares it.
            unsafe {
                self.data
                    .get()
                    .copy_to_nonoverlapping(start, len * kind.size())
            };
            self.attach(buffer, kind, 0, len);
            heap.barrier(buffer);
            return Ok(());
        }
        let capacity = len.saturating_add(more.max(len).max(FIRST_CAPACITY));
        if ends_at_fill && Buffer::lengthen(buffer, heap, kind, offset.saturating_add(capacity)) {
            return Ok(());
        }
        self.move_to_new(heap, kind, 0, capacity)
    }

    /// Gives out `more` elements that were reserved and written.
    ///
    /// # Safety
    /// `reserve` made the room, and the elements are written.
    pub(super) unsafe fn grow(self, heap: &mut Heap, more: usize) {
        if let Some(buffer) = self.buffer.get() {
            // SAFETY: the caller's promise.
            unsafe { buffer.set_fill(buffer.fill() + more) };
            self.len.set(self.len() + more);
            match more {
                1 => self.stored_at(heap, self.len() - 1),
                _ => self.stored(heap),
            }
        }
    }

    /// The barrier after a store of one element.
    #[inline]
    fn stored_at(self, heap: &mut Heap, index: usize) {
        if self.kind() == ElementKind::Generic
            && let Some(buffer) = self.buffer.get()
        {
            let slot = self.data.get().cast::<Value>().wrapping_add(index);
            heap.barrier_slot(buffer, slot);
        }
    }

    /// Stores an element.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    ///
    /// # Panics
    /// When there is no element of this index.
    pub fn set(self, heap: &mut Heap, index: usize, value: Value) -> Result<(), OutOfMemory> {
        if self.try_set(index, value) {
            return Ok(());
        }
        assert!(index < self.len(), "store past the end of an array");
        self.make_own(heap, ElementKind::of(value))?;
        // SAFETY: `index < len`, the buffer is the array's own, and its kind joins the value's.
        unsafe { buffer::write(self.kind(), self.data.get(), index, value) };
        self.stored_at(heap, index);
        Ok(())
    }

    /// The barrier after stores into the buffer, and after elements moved in it.
    pub(super) fn stored(self, heap: &mut Heap) {
        if let Some(buffer) = self.buffer.get() {
            heap.barrier(buffer);
        }
    }

    /// Appends an element.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    #[inline(always)]
    pub fn push(self, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        if self.try_push(value) {
            return Ok(());
        }
        self.push_slow(heap, value)
    }

    #[cold]
    #[inline(never)]
    fn push_slow(self, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        self.reserve(heap, ElementKind::of(value), 1)?;
        // SAFETY: `reserve` made room for one element of a kind that takes the value.
        unsafe {
            buffer::write(self.kind(), self.data.get(), self.len(), value);
            self.grow(heap, 1);
        }
        Ok(())
    }

    /// Takes the last element off.
    #[inline(always)]
    pub fn pop(self) -> Option<Value> {
        let last = self.len().checked_sub(1)?;
        let value = self.try_get(last);
        self.truncate(last);
        value
    }

    /// Drops the elements from `len` on.
    #[inline(always)]
    pub fn truncate(self, len: usize) {
        let Some(dropped) = self.len().checked_sub(len) else {
            return;
        };
        self.len.set(len);
        if let Some(buffer) = self.buffer.get().filter(|_| !self.is_shared()) {
            // SAFETY: fewer elements than before are given out; nobody shares them.
            unsafe { buffer.set_fill(buffer.fill() - dropped) };
        }
    }

    /// Takes the first element off, in constant time.
    pub fn shift(self) -> Option<Value> {
        let value = self.try_get(0)?;
        let kind = self.kind();
        if kind == ElementKind::Generic && !self.is_shared() {
            // So that the buffer does not keep it alive.
            // SAFETY: there is a first element, and nobody shares it.
            unsafe { buffer::write(kind, self.data.get(), 0, Value::UNSET) };
        }
        self.data.set(self.data.get().wrapping_add(kind.size()));
        self.len.set(self.len() - 1);
        Some(value)
    }

    /// Puts an element before the first one; constant time on average.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn unshift(self, heap: &mut Heap, value: Value) -> Result<(), OutOfMemory> {
        if self.is_empty() {
            return self.push(heap, value);
        }
        let kind = self.kind().join(ElementKind::of(value));
        let front = match self.buffer.get() {
            Some(buffer) if kind == self.kind() && !self.is_shared() => self.offset(buffer, kind),
            _ => 0,
        };
        if front == 0 {
            let len = self.len();
            self.move_to_new(heap, kind, len.max(FIRST_CAPACITY), len)?;
        }
        self.data.set(self.data.get().wrapping_sub(kind.size()));
        self.len.set(self.len() + 1);
        // SAFETY: there was room before the first element, in the array's own buffer, whose kind fits.
        unsafe { buffer::write(kind, self.data.get(), 0, value) };
        self.stored_at(heap, 0);
        Ok(())
    }

    /// Makes two headers of the array's buffer: the second one views `len` elements from `from` on.
    pub(super) fn view(
        self,
        heap: &mut Heap,
        from: usize,
        len: usize,
    ) -> Result<Gc<Array>, OutOfMemory> {
        let view = heap.alloc(Array::empty(0), 0)?;
        if let Some(buffer) = self.buffer.get() {
            let form = self.header.form.get() | SHARED;
            self.header.form.set(form);
            view.header.form.set(form);
            view.buffer.set(Some(buffer));
            let data = self.data.get();
            view.data.set(data.wrapping_add(from * self.kind().size()));
            view.len.set(len);
        }
        Ok(view)
    }

    /// Whether the array can append one element at the end of its buffer.
    pub(super) fn can_append(self, value: Value) -> bool {
        let kind = self.kind();
        self.buffer.get().is_some_and(|buffer| {
            let fill = buffer.fill();
            fill < buffer.capacity()
                && kind.fits(value)
                && self.offset(buffer, kind) + self.len() == fill
        })
    }

    /// Makes this array what a new one is, which is not used afterwards.
    pub(super) fn take_view_of(self, heap: &mut Heap, new: Gc<Array>) {
        self.header.form.set(new.header.form.get());
        self.header.extra.set(new.header.extra.get());
        self.len.set(new.len.get());
        self.data.set(new.data.get());
        self.buffer.set(new.buffer.get());
        heap.barrier(self);
    }
}
