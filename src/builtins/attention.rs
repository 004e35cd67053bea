//! How other threads and signal handlers ask a running program to end.

use std::sync::Arc;

use crate::heap::Signals;
use crate::runtime::{Fault, FaultKind};

/// Requests to a running program. The machine polls them at calls and back edges, and natives that may take long now
/// and then.
#[derive(Clone, Default)]
pub struct Attention {
    signals: Arc<Signals>,
    time_limit: String,
}

/// What can be asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Request {
    /// Ctrl-C.
    Interrupt = 1,
    /// The time limit passed.
    TimeLimit = 2,
}

impl Attention {
    /// Without requests; `time_limit` is the limit as messages name it: `2 s`.
    pub fn new(time_limit: String) -> Attention {
        let signals = Arc::default();
        Attention {
            signals,
            time_limit,
        }
    }

    /// Asks; safe in a signal handler.
    pub fn request(&self, what: Request) {
        self.signals.request(what as u32);
    }

    /// Forgets requests that nobody took: a prompt does so before each entry.
    pub fn clear(&self) {
        self.signals.take_requests();
    }

    /// Where the requests are.
    pub fn signals(&self) -> &Arc<Signals> {
        &self.signals
    }

    /// Takes the requests.
    ///
    /// # Errors
    /// The fault that was asked for.
    pub fn take(&self) -> Result<(), Fault> {
        let requests = self.signals.take_requests();
        if requests & Request::Interrupt as u32 != 0 {
            return Err(Fault::new(FaultKind::Interrupted));
        }
        if requests & Request::TimeLimit as u32 != 0 {
            return Err(Fault::new(FaultKind::TimeLimit(self.time_limit.clone())));
        }
        Ok(())
    }
}
