//! Ctrl-C asks the running program to end.

use signal_hook::consts::SIGINT;

use crate::builtins::{Attention, Request};

/// From now on Ctrl-C is a request to whoever polls `attention`; a program that waits for input wakes up.
///
/// # Errors
/// When the system refuses the handler.
pub(super) fn watch(attention: Attention) -> std::io::Result<()> {
    // SAFETY: the handler stores to an atomic and does nothing else.
    unsafe {
        signal_hook::low_level::register(SIGINT, move || attention.request(Request::Interrupt))
    }?;
    // A read that the signal interrupts must not begin again by itself.
    // SAFETY: the handler that was just installed stays; only a flag of it changes.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        if libc::sigaction(SIGINT, std::ptr::null(), &mut action) != 0 {
            return Err(std::io::Error::last_os_error());
        }
        action.sa_flags &= !libc::SA_RESTART;
        match libc::sigaction(SIGINT, &action, std::ptr::null_mut()) {
            0 => Ok(()),
            _ => Err(std::io::Error::last_os_error()),
        }
    }
}
