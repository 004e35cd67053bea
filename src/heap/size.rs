//! Size classes: an object's size in one byte of its header.
//!
//! ```text
//!   1..=128     multiples of 16 bytes, up to 2 KiB
//!   129..=224   2 KiB and multiples of 64 bytes, up to 8 KiB
//!   0           a large object, allocated by itself
//! ```

/// The class of large objects.
pub(super) const LARGE: u8 = 0;

/// Objects up to this size have a class of 16 bytes' grain.
pub(super) const SMALL: usize = 2048;

/// The size of the largest object in a block.
pub(super) const MEDIUM: usize = 8192;

/// Small objects take multiples of it.
pub(super) const GRAIN: usize = 16;
const COARSE_GRAIN: usize = 64;
const SMALL_CLASSES: usize = SMALL / GRAIN;

/// The class for objects of up to `size` bytes, which is at most [`MEDIUM`].
#[inline(always)]
pub(super) fn class(size: usize) -> u8 {
    if size <= SMALL {
        size.div_ceil(GRAIN) as u8
    } else {
        (SMALL_CLASSES + (size - SMALL).div_ceil(COARSE_GRAIN)) as u8
    }
}

/// The bytes that an object of a class takes.
#[inline(always)]
pub(super) fn of_class(class: u8) -> usize {
    let class = class as usize;
    if class <= SMALL_CLASSES {
        class * GRAIN
    } else {
        SMALL + (class - SMALL_CLASSES) * COARSE_GRAIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heap::Heap;

    #[test]
    fn what_native_code_takes_is_enough_also_beyond_all_classes() {
        assert!((1..=100_000).all(|size| Heap::taken(size) >= size));
    }

    #[test]
    fn every_class_holds_its_sizes_and_wastes_little() {
        for size in 8..=MEDIUM {
            let taken = of_class(class(size));
            assert!(taken >= size && taken < size + COARSE_GRAIN, "{size}");
            assert_ne!(class(size), LARGE);
            if size <= SMALL {
                assert!(taken < size + GRAIN, "{size}");
                assert_eq!(taken, Heap::taken(size));
            }
        }
    }
}
