//! Conversions between integers, floats and text.
//!
//! ```text
//! float_to_int(1e20) -> 100000000000000000000      parse_int(" -0x_ff") -> none     parse_int("1_000") -> 1000
//! ```
//!
//! Invariant: conversions to integers are exact, conversions to floats go to the nearest.

use dashu_int::IBig;

use super::fault::{Fault, FaultKind};
use super::float::{decompose, exact_int, without_separators};
use super::number::integer;
use crate::heap::Heap;
use crate::heap::bigint::MAX_BITS;
use crate::value::Value;

/// The integer that `x` is after its fraction was cut off; `None` for NaN and infinities.
///
/// # Errors
/// When the heap is full.
pub fn float_to_int(heap: &mut Heap, x: f64) -> Result<Option<Value>, Fault> {
    if let Some(n) = exact_int(x.trunc()) {
        return Ok(Some(Value::int(n)));
    }
    if !x.is_finite() {
        return Ok(None);
    }
    // From 2^63 on, so the exponent is not negative and there is no fraction.
    let (negative, mantissa, exponent) = decompose(x);
    let size = IBig::from(mantissa) << exponent as usize;
    integer(heap, &if negative { -size } else { size }).map(Some)
}

/// The integer that `text` spells, blanks around it ignored: what Monkey's literals allow (decimal, `0x`,
/// `0b`, `_` between digits), with a sign.
///
/// # Errors
/// When the heap is full, or the integer is over the limit.
pub fn parse_int(heap: &mut Heap, text: &str) -> Result<Option<Value>, Fault> {
    match spelled_int(text)? {
        Some(n) => integer(heap, &n).map(Some),
        None => Ok(None),
    }
}

/// [`parse_int`] without a heap.
///
/// # Errors
/// When the integer is over the limit.
pub fn spelled_int(text: &str) -> Result<Option<IBig>, Fault> {
    let text = text.trim();
    let (negative, unsigned) = match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match unsigned.get(..2) {
        Some("0x" | "0X") => (16, &unsigned[2..]),
        Some("0b" | "0B") => (2, &unsigned[2..]),
        _ => (10, unsigned),
    };
    let joined = match digits.contains('_') {
        false => None,
        true => match without_separators(digits) {
            Some(joined) => Some(joined),
            None => return Ok(None),
        },
    };
    let digits = joined.as_deref().unwrap_or(digits);
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return Ok(None);
    }
    let digits = digits.trim_start_matches('0');
    // The bits that a digit takes at least; the exact size is checked when the value is made.
    let bits = match radix {
        16 => 4,
        10 => 3,
        _ => 1,
    };
    if digits.len().saturating_mul(bits) > MAX_BITS + bits {
        return Err(FaultKind::IntegerTooLarge.into());
    }
    let digits = if digits.is_empty() { "0" } else { digits };
    let n = IBig::from_str_radix(digits, radix).ok();
    Ok(n.map(|n| if negative { -n } else { n }))
}
