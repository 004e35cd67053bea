//! The heap itself.

use super::str::Interner;
use super::{Gc, HeapConfig, Object, OutOfMemory, Roots, ShapeTable, Tracer};
use crate::index::{ShapeId, SymbolId};

/// The heap of one machine.
#[repr(C)]
pub struct Heap {
    due: bool,
    used: usize,
    config: HeapConfig,
    /// The shapes of its structures.
    pub shapes: ShapeTable,
    objects: Vec<Box<[u128]>>,
    pub(in crate::heap) strings: Interner,
}

impl Heap {
    /// An empty heap.
    pub fn new(config: HeapConfig) -> Heap {
        Heap {
            due: false,
            used: 0,
            config,
            shapes: ShapeTable::default(),
            objects: Vec::new(),
            strings: Interner::default(),
        }
    }

    /// Whether the machine should collect at its next safepoint.
    #[inline(always)]
    pub fn is_due(&self) -> bool {
        self.due
    }

    /// Allocates `object` with `trailing` more bytes behind it, which the caller initialises before the next
    /// safepoint. The address is a multiple of 16.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline(always)]
    pub(in crate::heap) fn alloc<T: Object>(
        &mut self,
        object: T,
        trailing: usize,
    ) -> Result<Gc<T>, OutOfMemory> {
        let wanted = size_of::<T>().saturating_add(trailing);
        if wanted > self.config.limit.saturating_sub(self.used) {
            return Err(OutOfMemory { wanted });
        }
        self.used += wanted;
        self.due |= self.config.stress;
        let mut memory = vec![0u128; wanted.div_ceil(16)].into_boxed_slice();
        let address = std::ptr::NonNull::from(&mut memory[0]).cast::<T>();
        self.objects.push(memory);
        // SAFETY: the memory is fresh, large enough and aligned to 16.
        unsafe {
            address.write(object);
            Ok(Gc::from_address(address))
        }
    }

    /// Says that a reference was stored into `object`. Called after each store of a value that may be a
    /// reference, before the next safepoint.
    #[inline(always)]
    pub fn barrier<T: Object>(&mut self, _object: Gc<T>) {}

    /// The shape with one more field.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn next_shape(&mut self, shape: ShapeId, field: SymbolId) -> Result<ShapeId, OutOfMemory> {
        Ok(self.shapes.add(shape, field))
    }

    /// The shape without a field.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn shape_without(
        &mut self,
        shape: ShapeId,
        field: SymbolId,
    ) -> Result<ShapeId, OutOfMemory> {
        Ok(self.shapes.delete(shape, field))
    }

    /// Counts memory outside the heap that heap objects or tables keep.
    ///
    /// # Errors
    /// When it would exceed the limit; then nothing is counted.
    pub fn add_external(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        if bytes > self.config.limit.saturating_sub(self.used) {
            return Err(OutOfMemory { wanted: bytes });
        }
        self.used += bytes;
        Ok(())
    }

    /// Takes back what [`Heap::add_external`] counted.
    pub fn remove_external(&mut self, bytes: usize) {
        self.used -= bytes;
    }

    /// Frees what cannot be reached from the roots. Only at a safepoint.
    pub fn collect(&mut self, roots: &mut dyn Roots) {
        let mut tracer = Tracer::default();
        roots.trace(&mut tracer);
        self.due = false;
    }
}
