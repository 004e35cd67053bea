//! A structure: fields in the slots that its shape gives them.
//!
//! ```text
//!   +--------+------+--------+--------+        +--------+----------+--------+--------+
//!   | header | rest | slot 0 | slot 1 |  rest  | header | capacity | slot 2 | slot 3 |
//!   +--------+---+--+--------+--------+ -----> +--------+----------+--------+--------+
//!     form = inline slots; extra = shape
//! ```
//!
//! Invariant: there are slots for all fields of the shape. A slot holds a value: at first null in an
//! instance of a class, else [`Value::UNSET`].

use std::cell::Cell;
use std::slice;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::index::{ShapeId, SymbolId};
use crate::value::{Tag, Value};

/// A structure.
#[repr(C, align(16))]
pub struct Struct {
    header: Header,
    rest: Cell<Option<Gc<Slots>>>,
}

/// The slots of a structure that do not stand in itself.
#[repr(C, align(16))]
pub(in crate::heap) struct Slots {
    header: Header,
    capacity: usize,
}

// SAFETY: repr(C), header first, no drop, all slots and the shape are traced.
unsafe impl Object for Struct {
    const KIND: Kind = Kind::Struct;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.shape(object.shape());
        for value in object.inline_slots() {
            tracer.value(value.get());
        }
        if let Some(rest) = object.rest.get() {
            tracer.object(rest);
        }
    }
}

// SAFETY: `Tag::Struct` stands for this type alone.
unsafe impl Named for Struct {
    const TAG: Tag = Tag::Struct;
}

// SAFETY: repr(C), header first, no drop, all slots are traced.
unsafe impl Object for Slots {
    const KIND: Kind = Kind::Slots;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        for value in object.slots() {
            tracer.value(value.get());
        }
    }
}

impl Gc<Slots> {
    #[inline(always)]
    fn slots<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: `capacity` values stand behind the header, written when it was allocated; the object is live
        // by the invariant of `Gc`, which the slice inherits.
        unsafe { slice::from_raw_parts(self.trailing(), self.capacity) }
    }
}

impl Slots {
    fn new(heap: &mut Heap, capacity: usize, empty: Value) -> Result<Gc<Slots>, OutOfMemory> {
        let header = Header::new(Kind::Slots, 0, 0);
        let bytes = capacity.saturating_mul(size_of::<Value>());
        let slots = heap.alloc(Slots { header, capacity }, bytes)?;
        for index in 0..capacity {
            // SAFETY: there is room for `capacity` values behind the header.
            unsafe { slots.trailing::<Value>().add(index).write(empty) };
        }
        Ok(slots)
    }
}

impl Struct {
    /// Where native code finds the inline slots.
    pub const SLOTS_OFFSET: usize = size_of::<Struct>();

    /// A structure of a shape, with all fields unset; an instance of a class, with all declared fields null.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline]
    pub fn new(heap: &mut Heap, shape: ShapeId) -> Result<Gc<Struct>, OutOfMemory> {
        let inline = heap.shapes.inline(shape);
        let more = (heap.shapes.slots(shape) as usize).saturating_sub(inline as usize);
        let empty = match heap.shapes.class(shape) {
            Some(_) => Value::NULL,
            None => Value::UNSET,
        };
        let rest = match more {
            0 => None,
            _ => Some(Slots::new(heap, more, empty)?),
        };
        let header = Header::new(Kind::Struct, inline, shape.0);
        let rest = Cell::new(rest);
        let bytes = inline as usize * size_of::<Value>();
        let object = heap.alloc(Struct { header, rest }, bytes)?;
        for index in 0..inline as usize {
            // Volatile, since the compiler would make the loop a call of memset, which is slower for a few slots.
            // SAFETY: there is room for `inline` values behind the header.
            unsafe { object.trailing::<Value>().add(index).write_volatile(empty) };
        }
        Ok(object)
    }

    /// The shape.
    #[inline(always)]
    pub fn shape(&self) -> ShapeId {
        ShapeId(self.header.extra.get())
    }
}

/// Access by slot, for inline caches.
impl Gc<Struct> {
    #[inline(always)]
    fn inline_slots<'a>(self) -> &'a [Cell<Value>] {
        let count = self.header.form.get() as usize;
        // SAFETY: `form` values stand behind the header, written by `new`; the object is live by the invariant
        // of `Gc`, which the slice inherits.
        unsafe { slice::from_raw_parts(self.trailing(), count) }
    }

    #[inline(always)]
    fn cell<'a>(self, slot: u32) -> &'a Cell<Value> {
        let inline = self.inline_slots();
        match inline.get(slot as usize) {
            Some(cell) => cell,
            None => self.outer_cell(slot as usize - inline.len()),
        }
    }

    fn outer_cell<'a>(self, index: usize) -> &'a Cell<Value> {
        let rest = self.rest.get().map(|rest| rest.slots());
        &rest.unwrap_or_default()[index]
    }

    /// The value in a slot of the structure's shape.
    ///
    /// # Panics
    /// When there is no such slot.
    #[inline(always)]
    pub fn slot(self, slot: u32) -> Value {
        self.cell(slot).get()
    }

    /// The value in a slot that the structure has in itself.
    #[inline(always)]
    pub fn try_slot(self, slot: u32) -> Option<Value> {
        let inline = u32::from(self.header.form.get());
        // SAFETY: `form` values stand behind the header, written by `new`.
        (slot < inline).then(|| unsafe { *self.trailing::<Value>().wrapping_add(slot as usize) })
    }

    /// Stores into a slot that the structure has in itself; false if it is none. As [`Gc::set_slot`] otherwise.
    #[inline(always)]
    pub fn try_set_slot(self, heap: &mut Heap, slot: u32, value: Value) -> bool {
        if slot >= u32::from(self.header.form.get()) {
            return false;
        }
        // SAFETY: `form` values stand behind the header, written by `new`.
        unsafe { *self.trailing::<Value>().wrapping_add(slot as usize) = value };
        heap.barrier(self);
        true
    }

    /// Stores into a slot of the structure's shape.
    ///
    /// # Panics
    /// When there is no such slot.
    #[inline(always)]
    pub fn set_slot(self, heap: &mut Heap, slot: u32, value: Value) {
        self.cell(slot).set(value);
        heap.barrier(self);
        if slot as usize >= self.inline_slots().len()
            && let Some(rest) = self.rest.get()
        {
            heap.barrier(rest);
        }
    }

    /// Moves the structure to a shape with one more field than its own, and stores that field.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    ///
    /// # Panics
    /// When `shape` has another number of fields.
    pub fn add_slot(
        self,
        heap: &mut Heap,
        shape: ShapeId,
        value: Value,
    ) -> Result<(), OutOfMemory> {
        let slot = heap.shapes.count(self.shape());
        assert_eq!(heap.shapes.count(shape), slot + 1, "not the next shape");
        self.reserve(heap, slot as usize + 1)?;
        self.header.extra.set(shape.0);
        self.set_slot(heap, slot, value);
        Ok(())
    }

    /// Goes over to a shape that needs no more slots than there are.
    pub fn set_shape(self, shape: ShapeId) {
        self.header.extra.set(shape.0);
    }

    /// Makes room for `count` slots.
    fn reserve(self, heap: &mut Heap, count: usize) -> Result<(), OutOfMemory> {
        let needed = count.saturating_sub(self.inline_slots().len());
        let old = self.rest.get().map(|rest| rest.slots()).unwrap_or_default();
        if needed > old.len() {
            let rest = Slots::new(heap, needed.max(old.len() * 2).max(4), Value::UNSET)?;
            for (to, from) in rest.slots().iter().zip(old) {
                to.set(from.get());
            }
            self.rest.set(Some(rest));
            heap.barrier(self);
        }
        Ok(())
    }
}

/// Access by name.
impl Gc<Struct> {
    /// The value of a field, if there is such a field; it may be unset.
    pub fn field(self, heap: &Heap, field: SymbolId) -> Option<Value> {
        let slot = heap.shapes.lookup(self.shape(), field)?;
        Some(self.slot(slot))
    }

    /// Stores a field, which is added if there is none.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn set_field(
        self,
        heap: &mut Heap,
        field: SymbolId,
        value: Value,
    ) -> Result<(), OutOfMemory> {
        if let Some(slot) = heap.shapes.lookup(self.shape(), field) {
            self.set_slot(heap, slot, value);
            return Ok(());
        }
        let count = heap.shapes.count(self.shape()) as usize;
        self.reserve(heap, count + 1)?;
        let shape = heap.next_shape(self.shape(), field)?;
        self.add_slot(heap, shape, value)
    }

    /// Takes a field out and answers its value.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn delete_field(
        self,
        heap: &mut Heap,
        field: SymbolId,
    ) -> Result<Option<Value>, OutOfMemory> {
        let Some(slot) = heap.shapes.lookup(self.shape(), field) else {
            return Ok(None);
        };
        let value = self.slot(slot);
        let count = heap.shapes.count(self.shape());
        let shape = heap.shape_without(self.shape(), field)?;
        for slot in slot..count - 1 {
            let next = self.slot(slot + 1);
            self.set_slot(heap, slot, next);
        }
        self.set_slot(heap, count - 1, Value::UNSET);
        self.header.extra.set(shape.0);
        Ok(Some(value))
    }
}
