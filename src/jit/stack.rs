//! The machine stack that native code runs on.
//!
//! ```text
//! low                                                      high
//!  | guard page | ... free ...  | entry 2 | helper | entry 1 |          64 MiB of address space, committed as it is touched
//! ```
//!
//! A thread's first entry switches to a mapping of its own; an entry from a helper goes on below. So native frames are never
//! in the way of the program that embeds the machine, and its stack may be small. Where little is left, the entry gets a
//! further mapping for the time of its run: nesting is bounded by the language's depth, not by this.
//!
//! What runs there must return: helpers do not unwind, for they are `extern "C"`, where a panic ends the process.
//!
//! Invariant: at most one chain of entries is on a mapping, each below the one before.

use std::cell::Cell;
use std::ptr::NonNull;

const SIZE: usize = 64 << 20;

/// Below this there is one page without access, so that running over the end is a fault.
const GUARD: usize = 4096;

/// What an entry must find free: for its frame and for the helpers, which do not ask.
const LEAST: usize = 1 << 20;

/// A mapping.
struct Stack {
    low: NonNull<u8>,
}

/// A thread's stack.
enum Own {
    /// It has none yet.
    Untried,
    /// Somebody runs on it, or the system refused.
    Away,
    Here(Stack),
}

thread_local! {
    static OWN: Cell<Own> = const { Cell::new(Own::Untried) };
    /// The first and the last address of the mapping that is run on; both 0 if there is none.
    static HERE: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

impl Stack {
    fn new() -> Option<Stack> {
        // SAFETY: an anonymous mapping at an address of the system's choice; the guard lies in it.
        unsafe {
            let low = libc::mmap(
                std::ptr::null_mut(),
                SIZE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_STACK,
                -1,
                0,
            );
            if low == libc::MAP_FAILED {
                return None;
            }
            let low_byte = NonNull::new(low.cast())?;
            let stack = Stack { low: low_byte };
            (libc::mprotect(low, GUARD, libc::PROT_NONE) == 0).then_some(stack)
        }
    }

    /// Runs something on it.
    fn run<R>(&self, work: impl FnOnce() -> R) -> R {
        let low = self.low.as_ptr();
        let before = HERE.replace((low as usize, low as usize + SIZE));
        // SAFETY: the mapping is this one's, nobody runs on it, and `work` returns: see the module's documentation.
        let result = unsafe { psm::on_stack(low, SIZE, work) };
        HERE.set(before);
        result
    }
}

impl Drop for Stack {
    fn drop(&mut self) {
        // SAFETY: the mapping is this one's, and nobody runs on it.
        unsafe { libc::munmap(self.low.as_ptr().cast(), SIZE) };
    }
}

/// About where the machine stack is now.
pub(super) fn stack_pointer() -> usize {
    psm::stack_pointer() as usize
}

/// Runs native code on a stack of its own. The work is told below which address no code should call further code.
#[inline]
pub(super) fn on_native_stack<R>(work: impl FnOnce(usize) -> R) -> R {
    let (low, high) = HERE.get();
    let here = psm::stack_pointer() as usize;
    if here > low + LEAST && here <= high {
        return work(low + LEAST / 2);
    }
    switch(|| {
        let (low, high) = HERE.get();
        // On a stack that is not ours nothing is known of its end.
        let known = (low..=high).contains(&(psm::stack_pointer() as usize));
        work(if known { low + LEAST / 2 } else { usize::MAX })
    })
}

fn switch<R>(work: impl FnOnce() -> R) -> R {
    let own = match OWN.replace(Own::Away) {
        Own::Untried => Stack::new().map_or(Own::Away, Own::Here),
        other => other,
    };
    let Own::Here(stack) = own else {
        return match Stack::new() {
            Some(further) => further.run(work),
            None => work(),
        };
    };
    let result = stack.run(work);
    OWN.set(Own::Here(stack));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> usize {
        psm::stack_pointer() as usize
    }

    #[test]
    fn entries_nest_on_one_stack() {
        let outside = address();
        let (first, second, third) = on_native_stack(|_| {
            let first = address();
            let (second, third) = on_native_stack(|_| (address(), on_native_stack(|_| address())));
            (first, second, third)
        });
        assert!(first.abs_diff(outside) > LEAST);
        assert!(second <= first && third <= second && first - third < GUARD);
        // It is used again.
        assert!(on_native_stack(|_| address()).abs_diff(first) < GUARD);
        assert_eq!(HERE.get(), (0, 0));
    }

    /// Takes so much of the stack, and then enters.
    #[inline(never)]
    fn deep(levels: usize) -> usize {
        let page = std::hint::black_box([levels as u8; 1 << 16]);
        let below = match levels {
            0 => on_native_stack(|_| address()),
            _ => deep(levels - 1),
        };
        below + usize::from(page[levels]) - usize::from(levels as u8)
    }

    #[test]
    fn where_little_is_left_there_is_more() {
        let most = (SIZE - LEAST) / (1 << 16) - 2;
        let (start, near, far) = on_native_stack(|_| (address(), deep(100), deep(most + 10)));
        assert!(
            start.abs_diff(near) < SIZE,
            "as many pages as one stack has"
        );
        let (low, high) = (start - SIZE, start);
        assert!(!(low..=high).contains(&far) || start - far > SIZE - LEAST);
        assert!(on_native_stack(|_| address()).abs_diff(start) < GUARD);
    }

    #[test]
    fn each_thread_has_its_own() {
        let here = on_native_stack(|_| {
            let there = std::thread::spawn(|| on_native_stack(|_| address()))
                .join()
                .expect("it returns");
            address().abs_diff(there)
        });
        assert!(here >= SIZE - LEAST);
    }
}
