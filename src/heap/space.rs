//! The heap: allocation, the barrier, and when and how it collects.
//!
//! ```text
//!   object of  <= 256 bytes   the region: holes of partial blocks, then free blocks
//!              <= 8 KiB       the region if it fits there, else the overflow region: free blocks,
//!                             else the first hole that is long enough
//!              more           the system's allocator
//! ```
//!
//! The collector is a non-moving mark-region collector (Immix: Blackburn and McKinley, PLDI 2008, without its
//! moving half) with sticky marks (Demers et al., POPL 1990): between full collections, what survived one
//! keeps its mark and is not traced again. Rejected: moving objects, since native code would have to reload
//! every reference after each allocation.
//!
//! Invariant: what was handed out of what `used` counts stays below the limit; memory between a region's cursor and limit is free.

use std::mem::offset_of;
use std::ptr::NonNull;
use std::sync::Arc;

use super::blocks::{BlockSpace, Region};
use super::chunk::LINE;
use super::collect::{MIN_FULL, MIN_PAUSE};
use super::header::UNLOGGED;
use super::large::LargeSpace;
use super::str::Interner;
use super::{Gc, Header, HeapConfig, Object, OutOfMemory, ShapeTable, Signals, size};
use crate::index::{ShapeId, SymbolId};
use crate::value::Value;

/// The smallest allocation between two collections of young objects.
pub(super) const MIN_NURSERY: usize = 4 << 20;

/// The most stores to large objects that are logged one by one between two collections.
const MAX_SLOTS: usize = 1 << 20;

/// The heap of one machine. Native code knows where some fields are.
#[repr(C)]
pub struct Heap {
    pub(super) region: Region,
    pub(super) signals: Arc<Signals>,
    /// In the mode that collects at each allocation, where the region really ends.
    pub(super) stress_limit: *mut u8,
    pub(super) overflow: Region,
    pub(super) blocks: BlockSpace,
    pub(super) large: LargeSpace,
    /// Old objects that were stored to since the last collection.
    pub(super) log: Vec<Gc<Header>>,
    /// Slots of old large objects that were stored to: too large to be traced for a few stores.
    pub(super) slots: Vec<*const Value>,
    /// 1 or 2; flips at each full collection.
    pub(super) epoch: u8,
    /// Bytes handed out, in regions or alone, since the last collection.
    pub(super) allocated: usize,
    /// Bytes of objects that were allocated before the last collection.
    pub(super) allocated_before: u64,
    /// How many of them make a collection due.
    pub(super) pause: usize,
    /// How much used memory makes the next collection a full one.
    pub(super) full_at: usize,
    pub(super) external: usize,
    /// The most bytes that survived a full collection lately.
    pub(super) peak: usize,
    /// The shape table's size at the last full collection.
    pub(super) shape_bytes: usize,
    pub(super) config: HeapConfig,
    pub(super) statistics: Statistics,
    /// The shapes of the heap's structures.
    pub shapes: ShapeTable,
    pub(in crate::heap) strings: Interner,
}

/// What the collector did.
#[derive(Clone, Copy, Debug, Default)]
pub struct Statistics {
    /// Full collections.
    pub full: u64,
    /// Collections of young objects.
    pub young: u64,
}

impl Heap {
    /// Where native code finds the address of the next free byte.
    pub const CURSOR_OFFSET: usize = offset_of!(Heap, region) + offset_of!(Region, cursor);
    /// Where native code finds the address of the first byte that is not free.
    pub const LIMIT_OFFSET: usize = offset_of!(Heap, region) + offset_of!(Region, limit);
    /// Where native code finds the address of the entries of lookups: see [`super::found`].
    pub const FOUND_OFFSET: usize = offset_of!(Heap, shapes) + ShapeTable::FOUND_OFFSET;

    /// How much of the region a small object of so many bytes takes. (Of other objects it is as much as they have at the least.)
    pub fn taken(bytes: usize) -> usize {
        bytes.next_multiple_of(size::GRAIN)
    }

    /// An empty heap.
    pub fn new(config: HeapConfig) -> Heap {
        Heap {
            region: Region::EMPTY,
            signals: Arc::default(),
            stress_limit: std::ptr::null_mut(),
            overflow: Region::EMPTY,
            blocks: BlockSpace::default(),
            large: LargeSpace::default(),
            log: Vec::new(),
            slots: Vec::new(),
            epoch: 1,
            allocated: 0,
            allocated_before: 0,
            pause: if config.generational {
                MIN_NURSERY
            } else {
                MIN_PAUSE
            },
            full_at: MIN_FULL,
            external: 0,
            peak: 0,
            shape_bytes: 0,
            config,
            statistics: Statistics::default(),
            shapes: ShapeTable::default(),
            strings: Interner::default(),
        }
    }

    /// Whether the machine should collect at its next safepoint.
    #[inline(always)]
    pub fn is_due(&self) -> bool {
        self.signals.is_due()
    }

    /// Where the heap says that a collection is due.
    pub fn signals(&self) -> &Arc<Signals> {
        &self.signals
    }

    /// From now on it says so there.
    pub fn signal_to(&mut self, signals: Arc<Signals>) {
        signals.set_due(self.is_due());
        self.signals = signals;
    }

    /// The bytes that count against the limit: blocks with objects, large objects, external memory, shapes.
    pub fn used(&self) -> usize {
        self.blocks.used_bytes() + self.large.bytes() + self.external + self.shapes.bytes()
    }

    /// The limit in bytes.
    pub fn limit(&self) -> usize {
        self.config.limit
    }

    /// Bytes of the chunks in use.
    pub fn mapped(&self) -> usize {
        self.blocks.mapped_bytes()
    }

    /// The bytes of all objects that were ever allocated.
    pub fn allocated_bytes(&self) -> u64 {
        self.allocated_before + self.allocated_lately()
    }

    /// The bytes of objects since the last collection: what was handed out less what is left of it.
    pub(super) fn allocated_lately(&self) -> u64 {
        let region = match self.config.stress {
            true => Region {
                limit: self.stress_limit.max(self.region.cursor),
                ..self.region
            },
            false => self.region,
        };
        let left = region.bytes() + self.overflow.bytes();
        self.allocated.saturating_sub(left) as u64
    }

    /// What the collector did so far.
    pub fn statistics(&self) -> Statistics {
        self.statistics
    }
}

/// Allocation.
impl Heap {
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
        let mut class = size::class(wanted.min(size::SMALL));
        let fast = match wanted <= size::SMALL {
            true => self.region.bump(size::of_class(class)),
            false => None,
        };
        let address = match fast {
            Some(address) => address,
            None => {
                let slow = self.alloc_slow(wanted)?;
                class = slow.class;
                slow.address
            }
        };
        let address = address.cast::<T>();
        // SAFETY: the memory is free, is as long as the class says, which is at least `size_of::<T>()`, and is
        // aligned to 16; by the contract of `Object` a header stands first.
        unsafe {
            address.write(object);
            let object = Gc::from_address(NonNull::new_unchecked(address));
            object.header().size.set(class);
            Ok(object)
        }
    }

    /// Makes a new object longer where it stands, if it is the last one in the region.
    #[inline]
    pub(in crate::heap) fn lengthen<T: Object>(&mut self, object: Gc<T>, wanted: usize) -> bool {
        let header = object.header();
        let old = size::of_class(header.size.get());
        let end = object.as_ptr() as usize + old;
        // An old object may end where the region begins, but its lines are marked for its old size.
        if end != self.region.cursor as usize || wanted > size::SMALL || header.mark.get() != 0 {
            return false;
        }
        let class = size::class(wanted);
        let fits = self.region.bump(size::of_class(class).saturating_sub(old));
        if fits.is_some() {
            header.size.set(class);
        }
        fits.is_some()
    }

    #[cold]
    #[inline(never)]
    fn alloc_slow(&mut self, wanted: usize) -> Result<Allocated, OutOfMemory> {
        if self.config.stress {
            self.signals.set_due(true);
            self.region.limit = self.stress_limit;
        }
        let result = self.find_memory(wanted);
        if self.config.stress {
            self.stress_limit = self.region.limit;
            self.region.limit = self.region.cursor;
        }
        let Some(allocated) = result else {
            self.full_at = 0;
            self.signals.set_due(true);
            return Err(OutOfMemory { wanted });
        };
        if self.allocated >= self.pause {
            self.signals.set_due(true);
        }
        Ok(allocated)
    }

    /// Memory for an object of `wanted` bytes, wherever there is some.
    fn find_memory(&mut self, wanted: usize) -> Option<Allocated> {
        if wanted > size::MEDIUM {
            return self.find_large(wanted);
        }
        let class = size::class(wanted);
        let size = size::of_class(class);
        let allocated = |address| Some(Allocated { address, class });
        if let Some(address) = self.region.bump(size) {
            return allocated(address);
        }
        if size <= LINE {
            // Any hole is long enough.
            self.region = match self.blocks.next_hole() {
                Some(region) => region,
                None => self.find_block()?,
            };
            self.allocated += self.region.bytes();
            return allocated(self.region.bump(size)?);
        }
        if let Some(address) = self.overflow.bump(size) {
            return allocated(address);
        }
        if let Some(region) = self.find_block() {
            self.allocated += region.bytes();
            self.overflow = region;
            if let Some(address) = self.overflow.bump(size) {
                return allocated(address);
            }
        }
        self.allocated += size;
        allocated(self.blocks.first_fit(size)?)
    }

    /// A free block, or the part of one that the limit allows.
    fn find_block(&mut self) -> Option<Region> {
        let room = self.room() / LINE * LINE;
        if room == 0 {
            return None;
        }
        let mut region = self.blocks.next_block()?;
        if room < region.bytes() {
            region.limit = region.cursor.wrapping_add(room);
        }
        Some(region)
    }

    #[cold]
    fn find_large(&mut self, wanted: usize) -> Option<Allocated> {
        if wanted > self.room() {
            return None;
        }
        let address = self.large.alloc(wanted)?.as_ptr();
        self.allocated += wanted;
        Some(Allocated {
            address,
            class: size::LARGE,
        })
    }

    /// Runs `work` without the limit: for the error that says that the limit is reached.
    ///
    /// # Errors
    /// What `work` answers; the system may still refuse.
    pub fn overdraw<T>(
        &mut self,
        work: impl FnOnce(&mut Heap) -> Result<T, OutOfMemory>,
    ) -> Result<T, OutOfMemory> {
        let limit = std::mem::replace(&mut self.config.limit, usize::MAX);
        let result = work(self);
        self.config.limit = limit;
        result
    }

    /// How many bytes the limit still allows.
    pub(super) fn room(&self) -> usize {
        self.config.limit.saturating_sub(self.used())
    }

    /// Whether the limit still allows that many bytes; nothing is counted.
    ///
    /// # Errors
    /// When it does not; a collection is then due.
    pub fn check_room(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        if bytes > self.room() {
            self.full_at = 0;
            self.signals.set_due(true);
            return Err(OutOfMemory { wanted: bytes });
        }
        Ok(())
    }

    /// Counts memory outside the heap that tables keep.
    ///
    /// # Errors
    /// When it would exceed the limit; then nothing is counted.
    pub(super) fn add_external(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        self.check_room(bytes)?;
        self.external += bytes;
        self.allocated += bytes;
        if self.allocated >= self.pause {
            self.signals.set_due(true);
        }
        Ok(())
    }

    /// The shape with one more field.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn next_shape(&mut self, shape: ShapeId, field: SymbolId) -> Result<ShapeId, OutOfMemory> {
        self.check_shapes()?;
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
        self.check_shapes()?;
        Ok(self.shapes.delete(shape, field))
    }

    /// Only full collections drop shapes, so one is due when many came since the last.
    pub(in crate::heap) fn check_shapes(&mut self) -> Result<(), OutOfMemory> {
        let bytes = self.shapes.bytes();
        let is_full = self.room() == 0;
        if is_full || bytes > self.shape_bytes * 2 + MIN_NURSERY {
            self.full_at = 0;
            self.signals.set_due(true);
        }
        match is_full {
            true => Err(OutOfMemory { wanted: LINE }),
            false => Ok(()),
        }
    }
}

/// What the slow path of an allocation found.
struct Allocated {
    address: *mut u8,
    class: u8,
}

/// The barrier.
impl Heap {
    /// Says that a reference was stored into `object`. Called after each store of a value that may be a
    /// reference, before the next safepoint.
    #[inline(always)]
    pub fn barrier<T: Object>(&mut self, object: Gc<T>) {
        let header = object.header();
        if header.needs_barrier() {
            self.log(header);
        }
    }

    /// The barrier after a store to one slot of `object`. Elements must not move in an object afterwards without
    /// [`Heap::barrier`].
    #[inline(always)]
    pub(in crate::heap) fn barrier_slot<T: Object>(&mut self, object: Gc<T>, slot: *const Value) {
        let header = object.header();
        if header.needs_barrier() {
            if header.size.get() == size::LARGE && self.slots.len() < MAX_SLOTS {
                self.slots.push(slot);
            } else {
                self.log(header);
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn log(&mut self, header: Gc<Header>) {
        header.mark.set(header.mark.get() & !UNLOGGED);
        self.log.push(header);
    }
}
