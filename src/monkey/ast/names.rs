//! Names as numbers, so that comparing two is comparing two integers.
//!
//! Example: the names of `let x = y + x` are `x` = 0, `y` = 1.
//!
//! Invariant: equal texts have equal numbers; numbers are given in the order of first appearance.

use std::collections::HashMap;
use std::sync::Arc;

/// A name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NameId(u32);

impl NameId {
    /// Its number, for tables beside the names.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The names of a file.
#[derive(Debug, Default)]
pub struct Names {
    texts: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, NameId, foldhash::fast::FixedState>,
}

impl Names {
    /// The number of a name, a new one if it is new.
    pub fn intern(&mut self, text: &str) -> NameId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let text: Arc<str> = text.into();
        let id = NameId(self.texts.len() as u32);
        self.texts.push(text.clone());
        self.ids.insert(text, id);
        id
    }

    /// The number of a name that occurs in the file.
    pub fn find(&self, text: &str) -> Option<NameId> {
        self.ids.get(text).copied()
    }

    /// The text of a name.
    pub fn text(&self, id: NameId) -> &str {
        &self.texts[id.index()]
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}
