//! The blocks of a heap, and where the next free memory is.
//!
//! After a collection each block is *free* (no line in use), *partial*, or full. The allocator bumps through
//! the holes of partial blocks first and then through free blocks. Objects longer than a line would skip
//! small holes, so they bump through a free block of their own; when there is no free block any more, they
//! look for the first partial block with a hole that is long enough, so that fragments do not make the heap
//! look full.
//!
//! Invariant: memory in a region or handed out as a hole is not in any list until the next collection.

use std::collections::BTreeMap;

use super::chunk::{
    Arena, ArenaOrder, BLOCK, BLOCK_LINES, Block, CHUNK, CHUNK_BLOCKS, Chunk, Hole, LINE,
};

/// A run of memory to bump through.
#[derive(Clone, Copy)]
#[repr(C)]
pub(super) struct Region {
    /// The next free byte.
    pub(super) cursor: *mut u8,
    /// The first byte behind the region.
    pub(super) limit: *mut u8,
}

impl Region {
    pub(super) const EMPTY: Region = Region {
        cursor: std::ptr::null_mut(),
        limit: std::ptr::null_mut(),
    };

    /// Takes `size` bytes, if they are there.
    #[inline(always)]
    pub(super) fn bump(&mut self, size: usize) -> Option<*mut u8> {
        if size > self.limit as usize - self.cursor as usize {
            return None;
        }
        let start = self.cursor;
        self.cursor = start.wrapping_add(size);
        Some(start)
    }

    /// How many bytes are left.
    pub(super) fn bytes(&self) -> usize {
        self.limit as usize - self.cursor as usize
    }
}

/// A block with holes, and its longest hole.
struct Partial {
    block: Block,
    longest: usize,
}

/// The block whose holes the allocator goes through, and the line it looks from next.
#[derive(Clone, Copy)]
struct Open {
    block: Block,
    line: usize,
}

/// All chunks of a heap.
#[derive(Default)]
pub(super) struct BlockSpace {
    arenas: Vec<Arena>,
    /// Chunks of the arenas that are not in use; the last one is next.
    closed: Vec<Chunk>,
    chunks: Vec<Chunk>,
    free: Vec<Block>,
    partial: Vec<Partial>,
    open: Option<Open>,
}

impl BlockSpace {
    /// Bytes of the blocks that are not free.
    pub(super) fn used_bytes(&self) -> usize {
        (self.chunks.len() * CHUNK_BLOCKS - self.free.len()) * BLOCK
    }

    /// Bytes of all chunks in use.
    pub(super) fn mapped_bytes(&self) -> usize {
        self.chunks.len() * CHUNK
    }

    /// The next hole in a partial block.
    pub(super) fn next_hole(&mut self) -> Option<Region> {
        loop {
            if let Some(open) = &mut self.open {
                if let Some(hole) = open.block.hole(open.line) {
                    open.line = hole.line + hole.lines;
                    let (cursor, limit) = open.block.span(hole);
                    return Some(Region { cursor, limit });
                }
                self.open = None;
            }
            let block = self.partial.pop()?.block;
            self.open = Some(Open { block, line: 0 });
        }
    }

    /// A whole block. The caller has seen to the heap's limit.
    pub(super) fn next_block(&mut self) -> Option<Region> {
        if self.free.is_empty() {
            let chunk = self.next_chunk()?;
            chunk.open();
            self.chunks.push(chunk);
            self.free.extend(chunk.blocks().rev());
        }
        let block = self.free.pop()?;
        let line = BLOCK_LINES - block.usable_lines();
        let lines = block.usable_lines();
        let (cursor, limit) = block.span(Hole { line, lines });
        Some(Region { cursor, limit })
    }

    fn next_chunk(&mut self) -> Option<Chunk> {
        if self.closed.is_empty() {
            let order = match self.arenas.is_empty() {
                true => ArenaOrder::First,
                false => ArenaOrder::Later,
            };
            let arena = Arena::map(order)?;
            self.closed.extend(arena.chunks().rev());
            self.arenas.push(arena);
        }
        self.closed.pop()
    }

    /// Memory for an object of several lines in the first hole that is long enough.
    pub(super) fn first_fit(&mut self, size: usize) -> Option<*mut u8> {
        let lines = size.div_ceil(LINE);
        let partial = self.partial.iter_mut().find(|p| p.longest >= lines)?;
        let mut from = 0;
        let mut found = None;
        let mut longest = 0;
        while let Some(mut hole) = partial.block.hole(from) {
            from = hole.line + hole.lines;
            if found.is_none() && hole.lines >= lines {
                found = Some(partial.block.span(hole).0);
                partial.block.use_lines(hole.line, lines);
                hole.lines -= lines;
            }
            longest = longest.max(hole.lines);
        }
        partial.longest = longest;
        found
    }

    /// Before marking: says that no line is in use.
    pub(super) fn clear_marks(&mut self) {
        for chunk in &self.chunks {
            chunk.clear_marks();
        }
    }

    /// After marking: finds what is free, and answers how many bytes are in used lines.
    ///
    /// # Safety
    /// Each line that a live object touches is marked, and no region is in use.
    pub(super) unsafe fn sweep(&mut self, poison: Option<u8>) -> usize {
        self.open = None;
        // What was free is still as it was: poisoning it again would touch memory that no program ever used.
        let mut unused = Vec::new();
        if poison.is_some() {
            unused.clone_from(&self.free);
            unused.sort_unstable();
        }
        self.free.clear();
        self.partial.clear();
        let mut live = 0;
        let chunks = self.chunks.iter().rev();
        for block in chunks.flat_map(|chunk| chunk.blocks().rev()) {
            let free = block.free_lines();
            live += (block.usable_lines() - free) * LINE;
            if free == block.usable_lines() {
                self.free.push(block);
            } else if free > 0 {
                let holes = Holes { block, line: 0 };
                let longest = holes.map(|hole| hole.lines).max().unwrap_or(0);
                self.partial.push(Partial { block, longest });
            }
            if let Some(byte) = poison
                && unused.binary_search(&block).is_err()
            {
                for hole in (Holes { block, line: 0 }) {
                    let (start, end) = block.span(hole);
                    // SAFETY: no live object touches a free line.
                    unsafe { start.write_bytes(byte, end as usize - start as usize) };
                }
            }
        }
        live
    }

    /// Gives huge pages without any object back, but keeps `keep` bytes of free blocks. Half of one would take it apart: what is left
    /// and what comes again has small pages then.
    ///
    /// # Safety
    /// As for [`BlockSpace::sweep`], which was called just before.
    pub(super) unsafe fn release(&mut self, keep: usize) {
        let mut spare = (self.free.len() * BLOCK).saturating_sub(keep);
        if spare < CHUNK {
            return;
        }
        let is_free = |block: Block| block.free_lines() == block.usable_lines();
        // By page, the bytes of its chunks in use; nothing if there is an object in one.
        let mut pages: BTreeMap<usize, Option<usize>> = BTreeMap::new();
        for chunk in &self.chunks {
            let bytes = pages.entry(chunk.huge_page()).or_insert(Some(0));
            let free = chunk.blocks().all(is_free);
            *bytes = bytes.filter(|_| free).map(|bytes| bytes + CHUNK);
        }
        let mut takes = |bytes: usize| {
            let goes = bytes <= spare;
            spare -= if goes { bytes } else { 0 };
            goes
        };
        pages.retain(|_, bytes| bytes.is_some_and(&mut takes));
        self.free
            .retain(|block| !pages.contains_key(&block.huge_page()));
        let goes = |chunk: &mut Chunk| pages.contains_key(&chunk.huge_page());
        self.closed.extend(self.chunks.extract_if(.., goes));
        for page in pages.into_keys() {
            // SAFETY: no object is in a chunk of the page, and their blocks have left the list.
            unsafe { Chunk::give_back(page) };
        }
    }

    /// The addresses of the chunks.
    pub(super) fn chunk_addresses(&self) -> impl Iterator<Item = usize> {
        self.chunks.iter().map(|chunk| chunk.address())
    }
}

struct Holes {
    block: Block,
    line: usize,
}

impl Iterator for Holes {
    type Item = Hole;

    fn next(&mut self) -> Option<Hole> {
        if self.line >= BLOCK_LINES {
            return None;
        }
        let hole = self.block.hole(self.line)?;
        self.line = hole.line + hole.lines;
        Some(hole)
    }
}
