//! Bitwise operators on integers of any size, as if in two's complement with endless sign bits.
//!
//! ```text
//! -1 & 255 -> 255     ~5 -> -6     1 << 70 -> 1180591620717411303424     -5 >> 1 -> -3     -1 >> 99 -> -1
//! 1 << -1 -> negative shift count: -1
//! ```

use dashu_int::IBig;
use dashu_int::ops::BitTest;

use super::fault::{Fault, FaultKind};
use super::number::{Answer, integer, mismatch};
use crate::heap::Heap;
use crate::heap::bigint::{Integer, MAX_BITS};
use crate::value::Value;

macro_rules! bitwise {
    ($($(#[$doc:meta])* $name:ident, $slow:ident, $op:tt;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// Other kinds than integers; a full heap.
        #[inline]
        pub fn $name(heap: &mut Heap, a: Value, b: Value) -> Answer {
            match (a.as_int(), b.as_int()) {
                (Some(x), Some(y)) => Ok(Value::int(x $op y)),
                _ => $slow(heap, a, b),
            }
        }

        #[cold]
        fn $slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
            match (Integer::of(a), Integer::of(b)) {
                (Some(x), Some(y)) => integer(heap, &(&*x $op &*y)),
                _ => Err(mismatch(stringify!($op), a, b)),
            }
        }
    )*};
}

bitwise! {
    /// `a & b`.
    and, and_slow, &;
    /// `a | b`.
    or, or_slow, |;
    /// `a ^ b`.
    xor, xor_slow, ^;
}

/// `~a`, which is `-a - 1`.
///
/// # Errors
/// Another kind than an integer; a full heap.
#[inline]
pub fn not(heap: &mut Heap, a: Value) -> Answer {
    if let Some(n) = a.as_int() {
        return Ok(Value::int(!n));
    }
    match Integer::of(a) {
        Some(n) => integer(heap, &!&*n),
        None => Err(FaultKind::UnknownOperator {
            op: "~",
            operand: a.kind_name(),
        }
        .into()),
    }
}

/// `a << b`, exact.
///
/// # Errors
/// Other kinds than integers; a negative count; a full heap; an integer over the limit.
#[inline]
pub fn shl(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let (Some(x), Some(count @ 0..=63)) = (a.as_int(), b.as_int())
        && (x << count) >> count == x
    {
        return Ok(Value::int(x << count));
    }
    shl_slow(heap, a, b)
}

#[cold]
fn shl_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    let (x, count) = shift_operands("<<", a, b)?;
    if x.is_zero() {
        return Ok(a);
    }
    if x.bit_len().saturating_add(count) > MAX_BITS {
        return Err(FaultKind::IntegerTooLarge.into());
    }
    integer(heap, &(&*x << count))
}

/// `a >> b`, rounded down: what is left of a negative number is -1.
///
/// # Errors
/// Other kinds than integers; a negative count; a full heap.
#[inline]
pub fn shr(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let (Some(x), Some(count @ 0..)) = (a.as_int(), b.as_int()) {
        return Ok(Value::int(x >> count.min(63)));
    }
    shr_slow(heap, a, b)
}

#[cold]
fn shr_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    let (x, count) = shift_operands(">>", a, b)?;
    if count >= x.bit_len() {
        return Ok(Value::int(if *x < IBig::ZERO { -1 } else { 0 }));
    }
    integer(heap, &(&*x >> count))
}

/// The integer to shift and the count, which is `usize::MAX` if it is too large for one.
fn shift_operands(op: &'static str, a: Value, b: Value) -> Result<(Integer, usize), Fault> {
    let (Some(x), Some(count)) = (Integer::of(a), Integer::of(b)) else {
        return Err(mismatch(op, a, b));
    };
    if *count < IBig::ZERO {
        return Err(FaultKind::NegativeShift(count.to_string()).into());
    }
    Ok((x, usize::try_from(&*count).unwrap_or(usize::MAX)))
}
