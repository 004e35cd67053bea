//! Integers that do not fit 64 bits: sign and 64-bit words, inline and immutable.
//!
//! ```text
//!   +----------------------------------+--------+--------+-----
//!   | header (form: sign, extra: n)    | word 0 | word 1 | ...     2^64 = [+][2] 0 1
//!   +----------------------------------+--------+--------+-----
//! ```
//!
//! The arithmetic is dashu-int's; [`Integer`] lends it the words of an object where they stand.
//!
//! Invariant: an object's top word is not zero and its number does not fit an `i64`, so that equal integers
//! have equal tags.

use std::cmp::Ordering;
use std::mem::ManuallyDrop;
use std::ops::Deref;

use dashu_int::{IBig, Sign};

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::value::{Tag, Value};

/// The most bits that an integer may have: 4 MiB, about 10 million decimal digits. Multiplying such integers takes
/// a fraction of a second, writing one in decimal some seconds.
pub const MAX_BITS: usize = 1 << 25;

const NEGATIVE: u8 = 1;

/// A big integer. See the module's drawing.
#[repr(C)]
pub struct BigInt {
    header: Header,
}

// SAFETY: repr(C), header first, no drop, no references.
unsafe impl Object for BigInt {
    const KIND: Kind = Kind::BigInt;

    #[inline(always)]
    fn trace(_: Gc<Self>, _: &mut Tracer) {}
}

// SAFETY: `Tag::BigInt` stands for this type alone.
unsafe impl Named for BigInt {
    const TAG: Tag = Tag::BigInt;
}

impl BigInt {
    /// The value of an integer of any size: [`Tag::Int`] if it fits.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn value_of(heap: &mut Heap, n: &IBig) -> Result<Value, OutOfMemory> {
        if let Ok(small) = i64::try_from(n) {
            return Ok(Value::int(small));
        }
        let (sign, words) = n.as_sign_words();
        let form = if sign == Sign::Negative { NEGATIVE } else { 0 };
        let count = u32::try_from(words.len()).map_err(|_| OutOfMemory { wanted: usize::MAX })?;
        let header = Header::new(Kind::BigInt, form, count);
        let object = heap.alloc(BigInt { header }, size_of_val(words))?;
        // SAFETY: that many bytes were allocated behind the object, and nobody else refers to it yet.
        unsafe {
            object
                .trailing::<u64>()
                .copy_from_nonoverlapping(words.as_ptr(), words.len())
        };
        Ok(object.value())
    }

    /// Whether it is below zero. It is never zero.
    pub fn is_negative(&self) -> bool {
        self.header.form.get() & NEGATIVE != 0
    }
}

impl Gc<BigInt> {
    /// The magnitude, lowest word first; the last is not zero.
    pub fn words<'a>(self) -> &'a [u64] {
        // SAFETY: `extra` words stand behind the object, never written again; by the invariant of `Gc` they
        // live until the next safepoint, up to which the caller uses them.
        unsafe {
            std::slice::from_raw_parts(self.trailing::<u64>(), self.header.extra.get() as usize)
        }
    }

    /// How many bits the magnitude has.
    pub fn bit_len(self) -> usize {
        let words = self.words();
        words.len() * 64 - words.last().map_or(0, |top| top.leading_zeros() as usize)
    }

    /// Orders two big integers.
    pub fn compare(self, other: Gc<BigInt>) -> Ordering {
        let (a, b) = (self.words(), other.words());
        let sizes = || {
            a.len()
                .cmp(&b.len())
                .then_with(|| a.iter().rev().cmp(b.iter().rev()))
        };
        match (self.is_negative(), other.is_negative()) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => sizes(),
            (true, true) => sizes().reverse(),
        }
    }

    /// Compares with a float exactly; `None` for NaN.
    pub fn compare_float(self, x: f64) -> Option<Ordering> {
        if x.is_nan() {
            return None;
        }
        let negative = self.is_negative();
        if negative != (x < 0.0) {
            return Some(if negative {
                Ordering::Less
            } else {
                Ordering::Greater
            });
        }
        let sizes = self.compare_size(x.abs());
        Some(if negative { sizes.reverse() } else { sizes })
    }

    /// Compares the magnitude with a float that is not negative.
    fn compare_size(self, x: f64) -> Ordering {
        if x.is_infinite() {
            return Ordering::Less;
        }
        // A float from 2^63 on has its leading bit in place: x = mantissa * 2^exponent with 53 bits.
        let exponent = ((x.to_bits() >> 52) & 0x7ff) as i64 - 1075;
        if exponent + 53 < 64 {
            return Ordering::Greater;
        }
        let mantissa = (x.to_bits() & ((1 << 52) - 1)) | (1 << 52);
        let bits = self.bit_len();
        bits.cmp(&((exponent + 53) as usize)).then_with(|| {
            let (top, rest) = self.top_bits();
            top.cmp(&(mantissa << 11)).then(if rest {
                Ordering::Greater
            } else {
                Ordering::Equal
            })
        })
    }

    /// The 64 highest bits of the magnitude, and whether any bit below them is set.
    fn top_bits(self) -> (u64, bool) {
        let words = self.words();
        let (last, below) = match words {
            [below @ .., last] => (*last, below),
            [] => (0, &[][..]),
        };
        let shift = last.leading_zeros();
        match below {
            [] => (last << shift, false),
            [rest @ .., next] => {
                let both = (u128::from(last) << 64 | u128::from(*next)) << shift;
                (
                    (both >> 64) as u64,
                    both as u64 != 0 || rest.iter().any(|&w| w != 0),
                )
            }
        }
    }

    /// The float that is this integer exactly, if there is one.
    pub fn exact_float(self) -> Option<f64> {
        let x = self.to_float();
        (x.is_finite() && self.compare_float(x) == Some(Ordering::Equal)).then_some(x)
    }

    /// The nearest float, infinite if it is too large; ties go to the even one.
    pub fn to_float(self) -> f64 {
        let bits = self.bit_len();
        if bits > 1024 {
            return if self.is_negative() {
                f64::NEG_INFINITY
            } else {
                f64::INFINITY
            };
        }
        let (top, rest) = self.top_bits();
        // With the lowest bit standing for all the bits below, this conversion rounds as the whole would.
        let rounded = (top | u64::from(rest)) as f64;
        // Two factors, as 2^1024 is not a float: the first is exact, the second overflows only if it must.
        let x = rounded * f64::powi(2.0, bits as i32 - 65) * 2.0;
        if self.is_negative() { -x } else { x }
    }
}

/// An integer operand of either size, as dashu-int takes it.
///
/// Invariant: like a `Gc`, it is used only up to the next safepoint.
pub struct Integer(Operand);

enum Operand {
    Small(IBig),
    // A view of the words of a big integer, which it must not free.
    Big(ManuallyDrop<IBig>),
}

impl Integer {
    /// The integer that a value is, if it is one.
    pub fn of(value: Value) -> Option<Integer> {
        if let Some(n) = value.as_int() {
            return Some(Integer(Operand::Small(IBig::from(n))));
        }
        let object = value.as_big_int()?;
        let sign = if object.is_negative() {
            Sign::Negative
        } else {
            Sign::Positive
        };
        // SAFETY: the words are normalised (the top one is not zero), they live and stay as they are as long as
        // this operand may be used, and the number made of them is neither changed nor dropped.
        let view = unsafe { IBig::from_static_words(sign, object.words()) };
        Some(Integer(Operand::Big(ManuallyDrop::new(view))))
    }
}

impl Deref for Integer {
    type Target = IBig;

    #[inline(always)]
    fn deref(&self) -> &IBig {
        match &self.0 {
            Operand::Small(n) => n,
            Operand::Big(n) => n,
        }
    }
}
