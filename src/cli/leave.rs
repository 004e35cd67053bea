//! Leaving the process.
//!
//! ```text
//! hivm run x.monkey      the program ends while a loop of it is being compiled: the process does not wait for that
//! ```
//!
//! The process does not join its compile thread. Were it to end in the usual way, the destructors of LLVM's global tables
//! would run while that thread uses them.
//!
//! Invariant: what was written to the standard streams has left the process.

use std::io::Write;

/// Ends the process at once, with that status.
pub(super) fn leave(status: u8) -> ! {
    // There is no one left to report a closed pipe to.
    let _ = std::io::stdout().flush();
    let _ = std::io::stderr().flush();
    // SAFETY: it has no precondition; nothing of this process is used after it.
    unsafe { libc::_exit(i32::from(status)) }
}
