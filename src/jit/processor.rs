//! Which processor a thread runs on.
//!
//! A thread that is made or woken often runs on the processor of whoever did that, and on some systems stays there for many milliseconds
//! although another one has nothing to do (measured on two virtual ones: programs of 20 ms took 28 ms instead of 23 because of that). So
//! it steps aside.
//!
//! Invariant: nothing depends on it but time, and what does not work changes nothing.

#[cfg(target_os = "linux")]
mod system {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};

    /// The processor that this thread runs on.
    pub fn here() -> Option<usize> {
        Some(sched_getcpu())
    }

    /// If this thread runs on that processor, moves it to another one, if there is one that it may run on. Afterwards it may run on the same
    /// ones as before.
    pub fn step_aside(from: Option<usize>) {
        let Some(from) = from.filter(|it| *it < CpuSet::MAX_CPU && here() == Some(*it)) else {
            return;
        };
        let Ok(all) = sched_getaffinity(None) else {
            return;
        };
        let mut others = all;
        others.unset(from);
        if others.count() == 0 || sched_setaffinity(None, &others).is_err() {
            return;
        }
        if let Err(e) = sched_setaffinity(None, &all) {
            log::debug!("a thread stays off processor {from}: {e}");
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    /// The processor that this thread runs on, if the system says so.
    pub fn here() -> Option<usize> {
        None
    }

    /// Does nothing.
    pub fn step_aside(_: Option<usize>) {}
}

pub use system::{here, step_aside};
