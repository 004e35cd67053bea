//! How the C library's allocator treats memory in this process.
//!
//! Invariant: it is said once, before anything large is allocated.

/// Keeps memory that was freed, and takes large objects from what was kept.
///
/// By default each object from 128 KiB on is a mapping of its own, whose pages come zeroed and one by one: arrays and texts that grow, and
/// the code generator, which frees all that it had after each piece of code, spend up to a fifth of a program's time in the system so. (json
/// takes 0.9 of the time, word-frequencies 0.95.)
pub(super) fn keep_freed() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        /// The most that the library accepts.
        const LARGEST: libc::c_int = 32 << 20;
        /// So many free bytes at the end of its memory stay at most.
        const KEPT: libc::c_int = 64 << 20;
        // SAFETY: these are the library's own parameters; it refuses values that it does not take.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, LARGEST);
            libc::mallopt(libc::M_TRIM_THRESHOLD, KEPT);
        }
    }
}
