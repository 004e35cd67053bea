//! Native code by function, for code that calls code, and by address, for whoever must know what runs.
//!
//! ```text
//! f0  -> decline         no code: the call is the interpreter's
//! f1  -> t3v7            the whole of the tree that begins at f1's entry
//! ```
//!
//! Invariant: what stands in a slot is code of its site. Slots change between runs of graphs only.

use std::collections::HashMap;
use std::rc::{Rc, Weak};

use foldhash::fast::FixedState;

use super::code::Code;
use crate::index::FnId;

/// See the module's documentation.
#[derive(Default)]
pub(super) struct Slots {
    table: Vec<usize>,
    codes: HashMap<usize, Weak<Code>, FixedState>,
}

impl Slots {
    /// Has a slot for each of so many functions.
    pub(super) fn cover(&mut self, functions: usize) {
        if self.table.len() < functions {
            self.table.resize(functions, declining());
        }
    }

    /// The table, by function.
    #[cfg(feature = "llvm")]
    pub(super) fn table(&self) -> *const usize {
        self.table.as_ptr()
    }

    /// Notes code that was made.
    pub(super) fn add(&mut self, code: &Rc<Code>) {
        let Some(address) = code.address() else {
            return;
        };
        if self.codes.len() >= 64 && self.codes.len() == self.codes.capacity() {
            self.codes.retain(|_, code| code.strong_count() > 0);
        }
        self.codes.insert(address, Rc::downgrade(code));
    }

    /// From now on calls of the function enter that code.
    pub(super) fn set(&mut self, function: FnId, code: &Code) {
        self.cover(function.index() + 1);
        if let Some(address) = code.address() {
            self.table[function.index()] = address;
        }
    }

    /// The function has no code any more.
    pub(super) fn unset(&mut self, function: FnId) {
        if let Some(slot) = self.table.get_mut(function.index()) {
            *slot = declining();
        }
    }

    /// No function has code any more.
    pub(super) fn clear(&mut self) {
        self.table.fill(declining());
        self.codes.clear();
    }

    /// The code at an address.
    ///
    /// # Panics
    /// When there is none.
    pub(super) fn code(&self, address: usize) -> Rc<Code> {
        match self.codes.get(&address).and_then(Weak::upgrade) {
            Some(code) => code,
            None => unreachable!("code that runs is known, and somebody holds it"),
        }
    }
}

/// What stands in the slot of a function without code.
fn declining() -> usize {
    #[cfg(feature = "llvm")]
    let address = crate::jit::declining();
    #[cfg(not(feature = "llvm"))]
    let address = 0;
    address
}
