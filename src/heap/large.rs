//! Large objects: each one an allocation of its own, freed by itself.
//!
//! Invariant: an object is in exactly one of the two lists; `old` holds what survived a collection.

use std::alloc::Layout;
use std::ptr::NonNull;

use super::Header;

/// One large object.
struct Large {
    address: NonNull<u8>,
    size: usize,
}

/// All large objects.
#[derive(Default)]
pub(super) struct LargeSpace {
    young: Vec<Large>,
    old: Vec<Large>,
    bytes: usize,
}

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size, 16).ok()
}

impl LargeSpace {
    /// Bytes of all large objects.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Memory for an object, if the system has it.
    pub(super) fn alloc(&mut self, size: usize) -> Option<NonNull<u8>> {
        let layout = layout(size).filter(|layout| layout.size() > 0)?;
        // SAFETY: the layout is not empty.
        let address = NonNull::new(unsafe { std::alloc::alloc(layout) })?;
        self.young.push(Large { address, size });
        self.bytes += size;
        Some(address)
    }

    /// Frees what has not been marked: young objects only, or all.
    ///
    /// # Safety
    /// Marking is over: an object without this epoch's mark is unreachable, unless `minor` and it is old.
    pub(super) unsafe fn sweep(&mut self, is_live: impl Fn(&Header) -> bool, minor: Scope) {
        let bytes = &mut self.bytes;
        let mut keep = |large: &Large| {
            // SAFETY: every large object starts with a header, written before the collection began.
            let live = is_live(unsafe { large.address.cast::<Header>().as_ref() });
            if !live {
                *bytes -= large.size;
                // SAFETY: it is unreachable and leaves the list.
                unsafe { free(large) };
            }
            live
        };
        if minor == Scope::All {
            self.old.retain(&mut keep);
        }
        self.young.retain(&mut keep);
        self.old.append(&mut self.young);
    }

    /// The address and size of each object.
    pub(super) fn objects(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.young.iter().chain(&self.old);
        all.map(|large| (large.address.as_ptr() as usize, large.size))
    }
}

/// What a collection frees: what was allocated since the last one, or everything unreachable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Scope {
    /// Young objects only.
    Young,
    /// All objects.
    All,
}

/// # Safety
/// Nobody uses the object any more, and it leaves its list.
unsafe fn free(large: &Large) {
    if let Some(layout) = layout(large.size) {
        // SAFETY: it was allocated with this layout.
        unsafe { std::alloc::dealloc(large.address.as_ptr(), layout) };
    }
}

impl Drop for LargeSpace {
    fn drop(&mut self) {
        for large in self.young.iter().chain(&self.old) {
            // SAFETY: the heap goes, and with it all who could refer to the object.
            unsafe { free(large) };
        }
    }
}
