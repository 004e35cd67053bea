//! A fixed span of address space that is committed as it is touched, and never moves.
//!
//! The register stack, the frames and the tables that handlers index are of this kind: an address taken once
//! stays right. Memory that was never written costs nothing and reads as zero.

use std::marker::PhantomData;
use std::ptr::NonNull;

/// Room for a number of `T`s, all zero at first. `T` must be a type for which zeroed memory is a value.
pub struct Reserved<T> {
    start: NonNull<T>,
    count: usize,
    owner: PhantomData<T>,
}

// SAFETY: the mapping is owned; nothing else refers to it.
unsafe impl<T: Send> Send for Reserved<T> {}

impl<T: Copy> Reserved<T> {
    /// Reserves room for `count` values.
    ///
    /// # Errors
    /// When the system refuses the address space.
    pub fn new(count: usize) -> std::io::Result<Self> {
        Self::near(0, count)
    }

    /// The same at that address, a multiple of a page's size, or anywhere if that is taken.
    ///
    /// # Errors
    /// When the system refuses the address space.
    pub fn near(wanted: usize, count: usize) -> std::io::Result<Self> {
        let bytes = count.saturating_mul(size_of::<T>()).max(1);
        // SAFETY: an anonymous mapping where nothing else is: the address is a hint.
        let start = unsafe {
            libc::mmap(
                std::ptr::without_provenance_mut(wanted),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
                -1,
                0,
            )
        };
        match NonNull::new(start) {
            Some(start) if start.as_ptr() != libc::MAP_FAILED => Ok(Reserved {
                start: start.cast(),
                count,
                owner: PhantomData,
            }),
            _ => Err(std::io::Error::last_os_error()),
        }
    }

    /// Reserves room for `count` values, or for half, a quarter, ... of it, but for `least` at the least.
    ///
    /// # Errors
    /// When the system refuses even that.
    pub fn at_most(count: usize, least: usize) -> std::io::Result<Self> {
        Self::at_most_near(0, count, least)
    }

    /// The same at that address, if it is free.
    ///
    /// # Errors
    /// When the system refuses even that.
    pub fn at_most_near(wanted: usize, count: usize, least: usize) -> std::io::Result<Self> {
        let mut count = count.max(least);
        loop {
            match Self::near(wanted, count) {
                Err(_) if count / 2 >= least => count /= 2,
                result => return result,
            }
        }
    }

    /// The first value's address.
    #[inline(always)]
    pub fn start(&self) -> *mut T {
        self.start.as_ptr()
    }

    /// The address after the last value.
    pub fn end(&self) -> *mut T {
        self.start().wrapping_add(self.count)
    }

    /// The number of values there is room for.
    pub fn capacity(&self) -> usize {
        self.count
    }

    /// Makes the values from `from` up to `to` zero, and gives whole pages of a large span back.
    ///
    /// # Panics
    /// When the span is not within the reservation.
    pub fn clear(&mut self, from: *mut T, to: *mut T) {
        assert!(self.start() <= from && from <= to && to <= self.end());
        const PAGE: usize = 4096;
        let (from, to) = (from as usize, to as usize);
        let first_page = from.next_multiple_of(PAGE);
        let last_page = to / PAGE * PAGE;
        // SAFETY: the span is ours, as asserted; zero is a value of T; pages given back read as zero again.
        unsafe {
            if last_page.saturating_sub(first_page) > 16 * PAGE {
                std::ptr::write_bytes(from as *mut u8, 0, first_page - from);
                libc::madvise(
                    first_page as *mut libc::c_void,
                    last_page - first_page,
                    libc::MADV_DONTNEED,
                );
                std::ptr::write_bytes(last_page as *mut u8, 0, to - last_page);
            } else {
                std::ptr::write_bytes(from as *mut u8, 0, to - from);
            }
        }
    }
}

impl<T> Drop for Reserved<T> {
    fn drop(&mut self) {
        // SAFETY: exactly the mapping made in `new`.
        unsafe {
            libc::munmap(
                self.start.as_ptr().cast(),
                (self.count * size_of::<T>()).max(1),
            )
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleared_memory_reads_as_zero() {
        let mut room = Reserved::<u64>::new(1 << 20).unwrap();
        for n in [0, 5, 4096, (1 << 20) - 1] {
            // SAFETY: within the reservation.
            unsafe { room.start().add(n).write(7) };
        }
        let (from, to) = (room.start().wrapping_add(1), room.end());
        room.clear(from, to);
        for (n, expected) in [(0, 7), (5, 0), (4096, 0), ((1 << 20) - 1, 0)] {
            // SAFETY: within the reservation.
            assert_eq!(unsafe { room.start().add(n).read() }, expected);
        }
    }
}
