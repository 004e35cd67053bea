//! Whole-array operations: pure pushes, slices, concatenation, insertion, sorting.
//!
//! ```text
//! let b = a.pushed(heap, v)?;      // a is as before; linear when repeated
//! let c = b.slice(heap, 1, 3)?;    // shares b's buffer
//! ```
//!
//! Invariant: as in `array.rs`; each operation allocates before its first effect.

use std::cmp::Ordering;

use super::buffer::{self, ElementKind};
use super::{Array, Gc, Heap, OutOfMemory};
use crate::value::Value;

/// A slice of at most so many bytes is copied, so that it does not keep a large buffer alive.
const COPIED_SLICE: usize = 256;

impl Array {
    /// An array of these elements, which are all of a kind, though it be generic.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn of_kind(
        heap: &mut Heap,
        kind: ElementKind,
        values: &[Value],
    ) -> Result<Gc<Array>, OutOfMemory> {
        if kind == ElementKind::Empty {
            return Array::new(heap, 0);
        }
        let len = values.len();
        let array = Array::unfilled(heap, kind, len, len)?;
        for (index, value) in values.iter().enumerate() {
            assert!(kind.fits(*value), "an element is of another kind");
            // SAFETY: `unfilled` made room for as many, and `kind` fits.
            unsafe { buffer::write(kind, array.data(), index, *value) };
        }
        Ok(array)
    }
}

impl Gc<Array> {
    /// A new array: this one and one more element.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn pushed(self, heap: &mut Heap, value: Value) -> Result<Gc<Array>, OutOfMemory> {
        if self.can_append(value) {
            let longer = self.view(heap, 0, self.len())?;
            let len = longer.len();
            // SAFETY: `can_append` found room for one element at the fill mark of the common buffer, of a kind
            // that takes the value.
            unsafe {
                buffer::write(longer.kind(), longer.data(), len, value);
                longer.grow(heap, 1);
            }
            return Ok(longer);
        }
        let len = self.len();
        let own = match len {
            0 => ElementKind::Empty,
            _ => self.kind(),
        };
        let kind = own.join(ElementKind::of(value));
        let capacity = len.saturating_mul(2).max(4);
        let longer = Array::unfilled(heap, kind, len + 1, capacity)?;
        // SAFETY: the new buffer has room for `len + 1` elements of a kind that takes them all.
        unsafe {
            buffer::copy(own, self.data(), kind, longer.data(), len);
            buffer::write(kind, longer.data(), len, value);
        }
        Ok(longer)
    }

    /// A new array of the elements `from..to`; a long one shares the buffer. Bounds past the end are cut.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn slice(self, heap: &mut Heap, from: usize, to: usize) -> Result<Gc<Array>, OutOfMemory> {
        let to = to.min(self.len());
        let from = from.min(to);
        let len = to - from;
        if len == 0 {
            return Array::new(heap, 0);
        }
        let kind = self.kind();
        if len * kind.size() > COPIED_SLICE {
            return self.view(heap, from, len);
        }
        let part = Array::unfilled(heap, kind, len, len)?;
        // SAFETY: `from + len <= self.len()`, and the new buffer has room for `len` elements of the kind.
        unsafe {
            let first = self.data().add(from * kind.size());
            buffer::copy(kind, first, kind, part.data(), len);
        }
        Ok(part)
    }

    /// A new array of the same elements: they share the buffer until one of them is stored to.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn copied(self, heap: &mut Heap) -> Result<Gc<Array>, OutOfMemory> {
        self.slice(heap, 0, self.len())
    }

    /// A new array: the elements of this one, then of the other.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn concat(self, heap: &mut Heap, other: Gc<Array>) -> Result<Gc<Array>, OutOfMemory> {
        if other.is_empty() {
            return self.copied(heap);
        }
        if self.is_empty() {
            return other.copied(heap);
        }
        let (own, foreign) = (self.kind(), other.kind());
        let kind = own.join(foreign);
        let (before, more) = (self.len(), other.len());
        let both = Array::unfilled(heap, kind, before + more, before + more)?;
        // SAFETY: the new buffer has room for both, and its kind takes both.
        unsafe {
            buffer::copy(own, self.data(), kind, both.data(), before);
            let rest = both.data().add(before * kind.size());
            buffer::copy(foreign, other.data(), kind, rest, more);
        }
        Ok(both)
    }

    /// Appends the elements of another array, which may be this one.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn extend(self, heap: &mut Heap, other: Gc<Array>) -> Result<(), OutOfMemory> {
        let more = other.len();
        if more == 0 {
            return Ok(());
        }
        let foreign = other.kind();
        self.reserve(heap, foreign, more)?;
        // `reserve` may have moved this array, so its own elements are looked up only now.
        let kind = self.kind();
        let foreign = if self == other { kind } else { foreign };
        // SAFETY: there is room for `more` elements of a kind that takes them, behind all elements of any array.
        unsafe {
            let end = self.data().add(self.len() * kind.size());
            buffer::copy(foreign, other.data(), kind, end, more);
            self.grow(heap, more);
        }
        Ok(())
    }

    /// Inserts an element before the one of an index; at the end if the index is the length.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    ///
    /// # Panics
    /// When the index is past the end.
    pub fn insert(self, heap: &mut Heap, index: usize, value: Value) -> Result<(), OutOfMemory> {
        assert!(index <= self.len(), "insertion past the end of an array");
        if index == 0 {
            return self.unshift(heap, value);
        }
        if index < self.len() {
            self.make_own(heap, ElementKind::of(value))?;
        }
        self.push(heap, value)?;
        let kind = self.kind();
        let behind = self.len() - 1 - index;
        if behind > 0 {
            let size = kind.size();
            // SAFETY: `index + behind + 1` is the length; the buffer is the array's own and takes the value.
            unsafe {
                let place = self.data().add(index * size);
                place.copy_to(place.add(size), behind * size);
                buffer::write(kind, self.data(), index, value);
            }
            self.stored(heap);
        }
        Ok(())
    }

    /// Takes the element of an index out, if there is one.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn remove(self, heap: &mut Heap, index: usize) -> Result<Option<Value>, OutOfMemory> {
        let Some(value) = self.try_get(index) else {
            return Ok(None);
        };
        if index == 0 {
            return Ok(self.shift());
        }
        if index == self.len() - 1 {
            return Ok(self.pop());
        }
        self.make_own(heap, self.kind())?;
        let size = self.kind().size();
        let behind = self.len() - 1 - index;
        // SAFETY: `index + 1 + behind` is the length, and the buffer is the array's own.
        unsafe {
            let place = self.data().add(index * size);
            place.copy_from(place.add(size), behind * size);
        }
        self.stored(heap);
        self.truncate(self.len() - 1);
        Ok(Some(value))
    }

    /// Turns the order of the elements around, in place.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn reverse(self, heap: &mut Heap) -> Result<(), OutOfMemory> {
        let len = self.len();
        if len < 2 {
            return Ok(());
        }
        let kind = self.kind();
        self.make_own(heap, kind)?;
        let data = self.data();
        for index in 0..len / 2 {
            let mirror = len - 1 - index;
            // SAFETY: both indices are below the length; the buffer is the array's own.
            unsafe {
                let value = buffer::read(kind, data, index);
                buffer::write(kind, data, index, buffer::read(kind, data, mirror));
                buffer::write(kind, data, mirror, value);
            }
        }
        self.stored(heap);
        Ok(())
    }

    /// Sorts integers in ascending order, in place; answers whether the elements were integers.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn sort_ints(self, heap: &mut Heap) -> Result<bool, OutOfMemory> {
        if self.kind() != ElementKind::Int {
            return Ok(false);
        }
        self.make_own(heap, ElementKind::Int)?;
        // SAFETY: `len` integers stand there, in the array's own buffer; nothing else runs while they are sorted.
        unsafe { std::slice::from_raw_parts_mut(self.data().cast::<i64>(), self.len()) }.sort();
        Ok(true)
    }

    /// Sorts floats stably by an order, in place; answers whether the elements were floats.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn sort_floats(
        self,
        heap: &mut Heap,
        order: impl FnMut(&f64, &f64) -> Ordering,
    ) -> Result<bool, OutOfMemory> {
        if self.kind() != ElementKind::Float {
            return Ok(false);
        }
        self.make_own(heap, ElementKind::Float)?;
        let mut floats = self.as_floats().unwrap_or_default().to_vec();
        floats.sort_by(order);
        // SAFETY: `len` floats stand there, in the array's own buffer.
        unsafe {
            floats
                .as_ptr()
                .copy_to_nonoverlapping(self.data().cast(), floats.len())
        };
        Ok(true)
    }

    /// Replaces all elements, in place.
    ///
    /// # Errors
    /// When the heap is full; then nothing happened.
    pub fn replace(self, heap: &mut Heap, values: &[Value]) -> Result<(), OutOfMemory> {
        let new = Array::from_values(heap, values)?;
        self.take_view_of(heap, new);
        Ok(())
    }
}
