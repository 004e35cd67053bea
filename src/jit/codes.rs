//! The exits of all code of a linker, by the address of its function: what a helper needs to know of whoever called it.
//!
//! Invariant: an address stands here as long as its code can run.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use foldhash::fast::FixedState;

use super::exits::ExitTable;

/// See the module's documentation.
#[derive(Debug, Default)]
pub struct Codes(Mutex<HashMap<usize, Arc<ExitTable>, FixedState>>);

impl Codes {
    fn all(&self) -> MutexGuard<'_, HashMap<usize, Arc<ExitTable>, FixedState>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn add(&self, address: usize, exits: Arc<ExitTable>) {
        self.all().insert(address, exits);
    }

    pub(super) fn remove(&self, address: usize) {
        self.all().remove(&address);
    }

    /// The exits of the code at an address.
    ///
    /// # Panics
    /// When there is none.
    pub(super) fn exits(&self, address: usize) -> Arc<ExitTable> {
        match self.all().get(&address) {
            Some(exits) => exits.clone(),
            None => unreachable!("code that runs is known"),
        }
    }
}
