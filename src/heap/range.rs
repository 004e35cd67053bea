//! A range of integers, from a start up to an excluded end: `0..5`.

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::Tag;

/// A range of integers; immutable.
#[repr(C)]
pub struct Range {
    header: Header,
    start: i64,
    end: i64,
}

// SAFETY: repr(C), header first, no drop, no references.
unsafe impl Object for Range {
    const KIND: Kind = Kind::Range;

    #[inline(always)]
    fn trace(_object: Gc<Self>, _tracer: &mut Tracer) {}
}

// SAFETY: `Tag::Range` stands for this type alone.
unsafe impl Named for Range {
    const TAG: Tag = Tag::Range;
}

impl Range {
    /// Where native code finds the first integer.
    pub const START_OFFSET: usize = std::mem::offset_of!(Range, start);
    /// Where native code finds the first integer past the range.
    pub const END_OFFSET: usize = std::mem::offset_of!(Range, end);

    /// The integers from `start` up to and without `end`.
    ///
    /// # Errors
    /// When the heap is full.
    #[inline(always)]
    pub fn new(heap: &mut Heap, start: i64, end: i64) -> Result<Gc<Range>, OutOfMemory> {
        let header = Header::new(Kind::Range, 0, 0);
        heap.alloc(Range { header, start, end }, 0)
    }

    /// The first integer.
    #[inline(always)]
    pub fn start(&self) -> i64 {
        self.start
    }

    /// The first integer past the range.
    #[inline(always)]
    pub fn end(&self) -> i64 {
        self.end
    }

    /// How many integers there are; as many as a `u64` counts, since the bounds may be far apart.
    #[inline(always)]
    pub fn len(&self) -> u64 {
        if self.start < self.end {
            self.end.wrapping_sub(self.start) as u64
        } else {
            0
        }
    }

    /// Whether there are none.
    #[inline(always)]
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The integer at an index from 0.
    #[inline(always)]
    pub fn get(&self, index: i64) -> Option<i64> {
        if index < 0 || index as u64 >= self.len() {
            return None;
        }
        Some(self.start.wrapping_add(index))
    }
}
