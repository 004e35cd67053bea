//! What makes a running program look up: requests of other threads, and a collection that is due.
//!
//! ```text
//!   0          4          8
//!   +----------+----------+-------------+
//!   | requests |   due    | frame limit |     all that native code looks at
//!   +----------+----------+-------------+
//! ```
//!
//! Loops look at the first two words. A function that calls looks at the limit of frames anyhow, so whoever wants something takes that
//! down to 0: the function then finds no room, and asks.
//!
//! Invariant: while something is wanted, the limit is 0.

use std::mem::offset_of;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

/// See the module's documentation.
#[repr(C, align(16))]
#[derive(Debug)]
pub struct Signals {
    requests: AtomicU32,
    due: AtomicU32,
    frame_limit: AtomicUsize,
}

impl Default for Signals {
    fn default() -> Signals {
        Signals::new(0)
    }
}

impl Signals {
    /// Where native code finds the requests.
    pub const REQUESTS_OFFSET: usize = offset_of!(Signals, requests);
    /// Where native code finds a word that is 0 when there are no requests and no collection is due: both.
    pub const WANTED_OFFSET: usize = {
        assert!(offset_of!(Signals, due) == Signals::REQUESTS_OFFSET + size_of::<u32>());
        Signals::REQUESTS_OFFSET
    };
    /// Where native code finds the address of the frame that would be one too deep, or 0.
    pub const FRAME_LIMIT_OFFSET: usize = offset_of!(Signals, frame_limit);

    /// With these requests, and without a limit: for code that runs without a machine.
    pub const fn new(requests: u32) -> Signals {
        Signals {
            requests: AtomicU32::new(requests),
            due: AtomicU32::new(0),
            frame_limit: AtomicUsize::new(usize::MAX),
        }
    }

    /// Adds requests: bits. Safe in a signal handler.
    pub fn request(&self, bits: u32) {
        self.requests.fetch_or(bits, Ordering::SeqCst);
        self.frame_limit.store(0, Ordering::SeqCst);
    }

    /// Takes all requests.
    pub fn take_requests(&self) -> u32 {
        match self.has_requests() {
            true => self.requests.swap(0, Ordering::SeqCst),
            false => 0,
        }
    }

    /// Whether there are requests.
    #[inline(always)]
    pub fn has_requests(&self) -> bool {
        self.requests.load(Ordering::Relaxed) != 0
    }

    /// Whether a collection is due.
    #[inline(always)]
    pub(super) fn is_due(&self) -> bool {
        self.due.load(Ordering::Relaxed) != 0
    }

    /// A collection is due, or is no longer. Only the thread of the program says that.
    pub(super) fn set_due(&self, due: bool) {
        self.due.store(due.into(), Ordering::Relaxed);
        if due {
            self.frame_limit.store(0, Ordering::SeqCst);
        }
    }

    /// The address of the frame that would be one too deep; 0 while something is wanted, and until it is set again.
    pub fn frame_limit(&self) -> usize {
        self.frame_limit.load(Ordering::Relaxed)
    }

    /// Sets it, unless something is wanted.
    pub fn set_frame_limit(&self, limit: usize) {
        self.frame_limit.store(limit, Ordering::SeqCst);
        // Looked at afterwards: a request that came in between would be covered up otherwise.
        if self.requests.load(Ordering::SeqCst) != 0 || self.is_due() {
            self.frame_limit.store(0, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_limit_only_while_nothing_is_wanted() {
        let signals = Signals::default();
        signals.set_frame_limit(64);
        assert_eq!(signals.frame_limit(), 64);
        signals.request(2);
        assert_eq!(signals.frame_limit(), 0);
        signals.set_frame_limit(64);
        assert_eq!(signals.frame_limit(), 0);
        assert_eq!(signals.take_requests(), 2);
        assert_eq!((signals.take_requests(), signals.frame_limit()), (0, 0));
        signals.set_frame_limit(64);
        signals.set_due(true);
        assert_eq!(signals.frame_limit(), 0);
        signals.set_frame_limit(64);
        assert_eq!(signals.frame_limit(), 0);
        signals.set_due(false);
        signals.set_frame_limit(64);
        assert_eq!(signals.frame_limit(), 64);
    }
}
