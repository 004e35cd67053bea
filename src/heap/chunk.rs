//! Chunks of mapped memory, cut into blocks and lines.
//!
//! ```text
//!   chunk, 1 MiB, aligned to its size
//!   +---------+---------+---------+-----   -----+----------+
//!   | block 0 | block 1 | block 2 |     ...     | block 31 |      block: 32 KiB
//!   +---------+---------+---------+-----   -----+----------+
//!   |m|0|1|0|0|1|...                                              line: 256 bytes
//!    |
//!    +-- the chunk's first 4 KiB: a mark byte per line, 0 = free
//! ```
//!
//! A line is in use when an object that survived the last collection touches it. The mark bytes of the lines
//! that hold the mark bytes are never 0, so that nothing is allocated there.

use std::ptr::{self, NonNull};

/// Bytes of a chunk, and its alignment.
pub(super) const CHUNK: usize = 1 << 20;
/// Bytes of a block: what a bump allocator takes at a time.
pub(super) const BLOCK: usize = 1 << 15;
/// Bytes of a line: the unit in which memory becomes free.
pub(super) const LINE: usize = 1 << 8;
/// Lines of a block.
pub(super) const BLOCK_LINES: usize = BLOCK / LINE;
/// Lines of a chunk, and bytes of its table of marks.
const CHUNK_LINES: usize = CHUNK / LINE;
/// Blocks of a chunk.
pub(super) const CHUNK_BLOCKS: usize = CHUNK / BLOCK;
/// The lines that the table of marks takes.
const TABLE_LINES: usize = CHUNK_LINES / LINE;

/// The mark of a line in use.
pub(super) const USED: u8 = 1;

/// A chunk: the address of its first byte.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Chunk(NonNull<u8>);

/// A block: the address of its first byte.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Block(NonNull<u8>);

impl Chunk {
    /// Makes a chunk ready whose memory is zero.
    pub(super) fn open(self) {
        self.clear_marks();
    }

    /// The address of the huge page that it is a part of.
    pub(super) fn huge_page(self) -> usize {
        self.address() & !(HUGE_PAGE - 1)
    }

    /// Gives the memory of a huge page back but keeps the address.
    ///
    /// # Safety
    /// Nothing refers into it any more, and it lies in an arena.
    pub(super) unsafe fn give_back(page: usize) {
        let start = ptr::with_exposed_provenance_mut(page);
        // SAFETY: the caller's promise; afterwards the memory reads as zero.
        unsafe { libc::madvise(start, HUGE_PAGE, libc::MADV_DONTNEED) };
    }

    /// The chunk that an address lies in, if it lies in a chunk.
    #[inline(always)]
    pub(super) fn base(address: usize) -> usize {
        address & !(CHUNK - 1)
    }

    pub(super) fn address(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// Says that no line is in use.
    pub(super) fn clear_marks(self) {
        // SAFETY: the table stands in the chunk's first bytes.
        unsafe {
            self.0.as_ptr().write_bytes(0, CHUNK_LINES);
            self.0.as_ptr().write_bytes(USED, TABLE_LINES);
        }
    }

    pub(super) fn blocks(self) -> impl DoubleEndedIterator<Item = Block> {
        // SAFETY: all of them lie in the chunk.
        (0..CHUNK_BLOCKS).map(move |i| Block(unsafe { self.0.add(i * BLOCK) }))
    }
}

/// A mapping that chunks are taken from; unmapped when it goes. Its memory is zero and costs nothing before it is
/// touched. Larger than a chunk, so that the system can back it with huge pages: where memory is touched for the
/// first time, they are several times faster.
pub(super) struct Arena(NonNull<u8>);

/// Bytes of an arena.
const ARENA: usize = 16 << 20;

/// Bytes of a huge page; arenas stand at multiples of that.
const HUGE_PAGE: usize = 2 << 20;

/// So much of the first arena has small pages, so that a small program stays small.
const SMALL_START: usize = 4 << 20;

/// Which arena of a heap it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ArenaOrder {
    /// The first one.
    First,
    /// Another one.
    Later,
}

impl Arena {
    /// Maps an arena: more than needed, and then cuts off what lies before and behind the aligned part.
    pub(super) fn map(order: ArenaOrder) -> Option<Arena> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        let size = ARENA + HUGE_PAGE;
        // SAFETY: an anonymous mapping at an address of the system's choice touches nothing that exists.
        let start = unsafe { libc::mmap(ptr::null_mut(), size, protection, flags, -1, 0) };
        if start == libc::MAP_FAILED {
            return None;
        }
        let start = start.cast::<u8>();
        let before = (start as usize).wrapping_neg() % HUGE_PAGE;
        let aligned = start.wrapping_add(before);
        // SAFETY: both ranges lie in the mapping just made and outside the arena; an empty one is left out.
        unsafe {
            if before > 0 {
                libc::munmap(start.cast(), before);
            }
            libc::munmap(aligned.add(ARENA).cast(), HUGE_PAGE - before);
        }
        #[cfg(target_os = "linux")]
        {
            let small = if order == ArenaOrder::First {
                SMALL_START
            } else {
                0
            };
            // SAFETY: the range lies in the arena; a system that does not know the advice ignores it.
            unsafe {
                libc::madvise(
                    aligned.add(small).cast(),
                    ARENA - small,
                    libc::MADV_HUGEPAGE,
                )
            };
        }
        NonNull::new(aligned).map(Arena)
    }

    /// The arena's chunks, in order.
    pub(super) fn chunks(&self) -> impl DoubleEndedIterator<Item = Chunk> {
        let start = self.0;
        // SAFETY: all of them lie in the arena.
        (0..ARENA / CHUNK).map(move |i| Chunk(unsafe { start.add(i * CHUNK) }))
    }
}

impl Drop for Arena {
    fn drop(&mut self) {
        // SAFETY: the heap goes, and with it all who could refer into the arena, which was mapped with this size.
        unsafe { libc::munmap(self.0.as_ptr().cast(), ARENA) };
    }
}

/// A run of free lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Hole {
    /// Its first line in the block.
    pub(super) line: usize,
    /// How many lines.
    pub(super) lines: usize,
}

impl Block {
    /// The address of the huge page that it lies in.
    pub(super) fn huge_page(self) -> usize {
        self.0.as_ptr() as usize & !(HUGE_PAGE - 1)
    }

    /// The mark bytes of the block's lines.
    #[inline]
    fn marks(self) -> *mut u8 {
        let address = self.0.as_ptr();
        let chunk = address.map_addr(Chunk::base);
        chunk.wrapping_add((address as usize % CHUNK) / LINE)
    }

    /// The first hole from a line on.
    #[inline]
    pub(super) fn hole(self, from: usize) -> Option<Hole> {
        // SAFETY: the table has a byte for each line of the block, and only the collector's thread touches it.
        let marks = unsafe { &*self.marks().cast::<[u8; BLOCK_LINES]>() };
        let line = from + marks[from..].iter().position(|mark| *mark == 0)?;
        let rest = marks[line..].iter().position(|mark| *mark != 0);
        let lines = rest.unwrap_or(BLOCK_LINES - line);
        Some(Hole { line, lines })
    }

    /// How many lines are free.
    #[inline]
    pub(super) fn free_lines(self) -> usize {
        // SAFETY: as in `hole`.
        let marks = unsafe { &*self.marks().cast::<[u8; BLOCK_LINES]>() };
        let used: u8 = marks.iter().sum();
        BLOCK_LINES - used as usize
    }

    /// How many lines are free when no object is there: the first block of a chunk has fewer.
    #[inline]
    pub(super) fn usable_lines(self) -> usize {
        if (self.0.as_ptr() as usize).is_multiple_of(CHUNK) {
            BLOCK_LINES - TABLE_LINES
        } else {
            BLOCK_LINES
        }
    }

    /// Says that lines are in use until the next full collection.
    pub(super) fn use_lines(self, line: usize, lines: usize) {
        assert!(line + lines <= BLOCK_LINES);
        // SAFETY: as in `hole`.
        unsafe { self.marks().add(line).write_bytes(USED, lines) };
    }

    /// The memory of a hole.
    pub(super) fn span(self, hole: Hole) -> (*mut u8, *mut u8) {
        let start = self.0.as_ptr().wrapping_add(hole.line * LINE);
        (start, start.wrapping_add(hole.lines * LINE))
    }
}

/// Says that the lines are in use that an object of `size` bytes touches.
///
/// # Safety
/// The object lies in a block of a chunk.
#[inline(always)]
pub(super) unsafe fn mark_lines(object: *mut u8, size: usize) {
    let chunk = object.map_addr(Chunk::base);
    let offset = object as usize % CHUNK;
    let first = offset / LINE;
    let last = (offset + size - 1) / LINE;
    // SAFETY: an object ends in its block, so both lines are lines of the chunk.
    unsafe {
        chunk.add(first).write(USED);
        chunk.add(last).write(USED);
        if last - first > 1 {
            chunk.add(first).write_bytes(USED, last - first);
        }
    }
}

/// Whether a line is in use.
///
/// # Safety
/// The address lies in a chunk.
pub(super) unsafe fn is_line_used(address: usize) -> bool {
    let chunk = ptr::with_exposed_provenance::<u8>(Chunk::base(address));
    // SAFETY: the caller's promise; the table has a byte for each line.
    unsafe { chunk.add(address % CHUNK / LINE).read() != 0 }
}
