//! Counting what is reachable: objects and bytes by kind.
//!
//! It walks the heap from the roots with a set of visited addresses instead of marks, as the check after marking does, so that
//! nothing of the collector's state changes.

use std::collections::{BTreeMap, HashSet};

use foldhash::fast::FixedState;

use super::{Heap, Kind, Roots, Tracer, size};

/// The names of the kinds of objects, by number.
const NAMES: [&str; 17] = [
    "free",
    "bigint",
    "string",
    "bytes",
    "array",
    "buffer",
    "hash",
    "table",
    "instance",
    "slots",
    "closure",
    "range",
    "cell",
    "error",
    "class",
    "bound",
    "generator",
];
const _: () = assert!(NAMES.len() == Kind::Generator as usize + 1);

impl Heap {
    /// The kinds of objects that can be reached, each with how many there are and how many bytes they take, in the order of
    /// their names.
    pub fn census(&self, roots: &mut dyn Roots) -> Vec<(&'static str, u64, u64)> {
        let large: BTreeMap<usize, usize> = self.large.objects().collect();
        let mut tracer = Tracer::for_verification();
        let mut visited = HashSet::with_hasher(FixedState::default());
        let mut counts: BTreeMap<&'static str, (u64, u64)> = BTreeMap::new();
        roots.trace(&mut tracer);
        while let Some((object, _)) = tracer.next_shown() {
            let address = object.as_ptr() as usize;
            if !visited.insert(address) {
                continue;
            }
            // SAFETY: what roots reach between two instructions is a live object.
            let header = unsafe { object.as_ref() };
            let bytes = match header.size.get() {
                size::LARGE => large.get(&address).copied().unwrap_or(0),
                class => size::of_class(class),
            };
            let name = NAMES.get(header.kind() as usize).copied().unwrap_or("free");
            let count = counts.entry(name).or_default();
            count.0 += 1;
            count.1 += bytes as u64;
            // SAFETY: as above.
            unsafe { tracer.show_fields(object) };
        }
        let row = |(name, (count, bytes)): (&'static str, (u64, u64))| (name, count, bytes);
        counts.into_iter().map(row).collect()
    }
}
