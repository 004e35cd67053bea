//! Never a loop without progress: which code was entered at a place since an instruction was executed elsewhere.
//!
//! ```text
//! t1v3 entered at f0@4, left there, t1v5 entered, left there: neither may be entered at f0@4 again
//! ... left at f0@9, or an instruction executed: both may
//! ```
//!
//! Invariant: code that may be entered where the run is was not entered there without coming from elsewhere.

use super::code::{Code, CodeId, StateId};

/// See the module's documentation.
#[derive(Default)]
pub(super) struct Progress {
    at: Option<StateId>,
    entered: Vec<CodeId>,
}

impl Progress {
    /// Something was executed.
    pub(super) fn made(&mut self) {
        self.at = None;
        self.entered.clear();
    }

    /// The run is at that place.
    pub(super) fn move_to(&mut self, at: StateId) {
        if self.at != Some(at) {
            self.at = Some(at);
            self.entered.clear();
        }
    }

    /// Whether code may be entered where the run is.
    pub(super) fn may_enter(&self, code: &Code) -> bool {
        !self.entered.contains(&code.id)
    }

    /// Code is entered where it begins.
    pub(super) fn enter(&mut self, code: &Code) {
        self.move_to(code.entry.at);
        self.entered.push(code.id);
    }
}
