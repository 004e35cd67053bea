//! Sets of tags.
//!
//! ```text
//! int|null      a register that was an integer, and null
//! ```
//!
//! Invariant: a bit for each tag.

use crate::value::Tag;

/// A set of tags.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tags(u32);

impl Tags {
    /// Adds a tag.
    pub fn insert(&mut self, tag: Tag) {
        self.0 |= 1 << tag as u32;
    }

    /// Whether the tag is in it.
    pub fn contains(self, tag: Tag) -> bool {
        self.0 & 1 << tag as u32 != 0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of both.
    pub fn union(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    /// All of them, in the order of the enumeration.
    pub fn iter(self) -> impl Iterator<Item = Tag> {
        Tag::ALL.into_iter().filter(move |tag| self.contains(*tag))
    }

    /// The one tag that there is.
    pub fn single(self) -> Option<Tag> {
        if self.len() == 1 {
            self.iter().next()
        } else {
            None
        }
    }
}
