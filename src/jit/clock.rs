//! The time that a thread has used of its processor: what compiling costs, whoever else uses the machine.
//!
//! ```text
//! let start = ThreadTime::now();   ...   start.elapsed()       on the same thread
//! ```
//!
//! Invariant: it is measured only, and decides nothing.

use std::time::Duration;

/// A moment of a thread, in the time that its processor worked for it.
#[derive(Clone, Copy, Debug)]
pub struct ThreadTime(Duration);

impl ThreadTime {
    /// Now, on this thread.
    pub fn now() -> ThreadTime {
        let mut time = libc::timespec {
            tv_sec: 0,
            tv_nsec: 0,
        };
        // SAFETY: `time` is written, and nothing else. A system without that clock leaves it as it is.
        unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
        ThreadTime(Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
    }

    /// The time since then, of the same thread.
    pub fn elapsed(self) -> Duration {
        ThreadTime::now().since(self)
    }

    /// The time from an earlier moment of the same thread.
    pub fn since(self, earlier: ThreadTime) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_passes_while_a_thread_works_and_not_while_it_sleeps() {
        let start = ThreadTime::now();
        std::thread::sleep(Duration::from_millis(50));
        assert!(start.elapsed() < Duration::from_millis(40));
        let mut x = 1u64;
        while start.elapsed() < Duration::from_millis(2) {
            x = std::hint::black_box(x.wrapping_mul(3));
        }
    }
}
