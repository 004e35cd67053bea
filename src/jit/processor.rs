//! Which processor a thread runs on.
//!
//! A thread that is made or woken often runs on the processor of whoever did that, and on some systems stays there for many milliseconds
//! although another one has nothing to do (measured on two virtual ones: programs of 20 ms took 28 ms instead of 23 because of that). So
//! it steps aside.
//!
//! Invariant: nothing depends on it but time, and what does not work changes nothing.

#[cfg(target_os = "linux")]
mod system {
    use nix::sched::{sched_getaffinity, sched_getcpu, sched_setaffinity};
    use nix::unistd::Pid;

    /// The processor that this thread runs on.
    pub fn here() -> Option<usize> {
        sched_getcpu().ok()
    }

    /// If this thread runs on that processor, moves it to another one, if there is one that it may run on. Afterwards it may run on the same
    /// ones as before.
    pub fn step_aside(from: Option<usize>) {
        let this = Pid::from_raw(0);
        let Some(from) = from.filter(|it| here() == Some(*it)) else {
            return;
        };
        let Ok(all) = sched_getaffinity(this) else {
            return;
        };
        let mut others = all;
        let one_less = others.unset(from).is_ok();
        // Without any other the system refuses.
        if !one_less || sched_setaffinity(this, &others).is_err() {
            return;
        }
        if let Err(e) = sched_setaffinity(this, &all) {
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use nix::sched::{CpuSet, sched_getaffinity};
    use nix::unistd::Pid;

    use super::*;

    fn allowed() -> Vec<bool> {
        let set = sched_getaffinity(Pid::from_raw(0)).expect("the system says");
        (0..CpuSet::count())
            .map(|n| set.is_set(n).expect("it is one"))
            .collect()
    }

    #[test]
    fn a_thread_that_stepped_aside_may_run_where_it_did_before() {
        let before = allowed();
        step_aside(here());
        assert_eq!(allowed(), before);
        step_aside(Some(usize::MAX));
        step_aside(None);
        assert_eq!(allowed(), before);
    }
}
