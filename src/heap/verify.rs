//! The check after marking: each reference that can be reached leads to a live object of the right kind.
//!
//! It walks the heap from the roots again, on its own: with a set of visited addresses instead of marks, so
//! that it finds what the marker missed, for example after a store without a barrier.

use std::collections::HashSet;
use std::ptr::NonNull;

use foldhash::fast::FixedState;

use super::chunk::{self, Chunk};
use super::mark::EPOCH;
use super::{Header, Heap, Kind, Roots, Tracer, size};
use crate::value::Tag;

type Addresses = HashSet<usize, FixedState>;

/// Where objects can stand.
struct Places {
    chunks: Addresses,
    large: Addresses,
    epoch: u8,
}

impl Heap {
    /// Checks the heap after marking.
    ///
    /// # Panics
    /// When something is wrong with it.
    pub(super) fn verify(&self, roots: &mut dyn Roots) {
        let places = Places {
            chunks: self.blocks.chunk_addresses().collect(),
            large: self.large.objects().map(|o| o.0).collect(),
            epoch: self.epoch,
        };
        let mut tracer = Tracer::for_verification();
        let mut visited = Addresses::default();
        roots.trace(&mut tracer);
        while let Some((object, tag)) = tracer.next_shown() {
            if let Err(what) = places.check(object, tag) {
                panic!("heap verification: {object:p}, seen as {tag:?}: {what}");
            }
            if visited.insert(object.as_ptr() as usize) {
                // SAFETY: it was found to be a live object.
                unsafe { tracer.show_fields(object) };
            }
        }
    }
}

impl Places {
    fn check(&self, object: NonNull<Header>, tag: Option<Tag>) -> Result<(), String> {
        let address = object.as_ptr() as usize;
        let is_large = self.large.contains(&address);
        if !is_large && !self.chunks.contains(&Chunk::base(address)) {
            return Err("outside of the heap".into());
        }
        if !address.is_multiple_of(16) {
            return Err("not aligned".into());
        }
        // SAFETY: the address lies in mapped memory, and a header is valid whatever its bytes are.
        let header = unsafe { object.as_ref() };
        if header.kind() == Kind::Free as u8 || header.kind() > Kind::Generator as u8 {
            return Err(format!("no object, but kind {}", header.kind()));
        }
        if let Some(tag) = tag
            && header.kind() != kind_of(tag) as u8
        {
            return Err(format!("an object of kind {}", header.kind()));
        }
        if header.mark.get() & EPOCH != self.epoch {
            return Err("not marked".into());
        }
        if is_large != (header.size.get() == size::LARGE) {
            return Err(format!("of size class {}", header.size.get()));
        }
        if is_large {
            return Ok(());
        }
        let last = address + size::of_class(header.size.get()) - 1;
        for address in (address..last).step_by(chunk::LINE).chain([last]) {
            // SAFETY: the object's first byte is in a chunk, and objects do not cross the end of a block.
            if !unsafe { chunk::is_line_used(address) } {
                return Err("in a line that is not marked".into());
            }
        }
        Ok(())
    }
}

/// The kind of object that a tag refers to.
fn kind_of(tag: Tag) -> Kind {
    match tag {
        Tag::BigInt => Kind::BigInt,
        Tag::Str => Kind::Str,
        Tag::Array => Kind::Array,
        Tag::Hash => Kind::Hash,
        Tag::Struct => Kind::Struct,
        Tag::Closure => Kind::Closure,
        Tag::Range => Kind::Range,
        Tag::Cell => Kind::Cell,
        Tag::Error => Kind::Error,
        Tag::Class => Kind::Class,
        Tag::Bound => Kind::Bound,
        Tag::Generator => Kind::Generator,
        _ => Kind::Free,
    }
}
