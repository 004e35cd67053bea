//! Arithmetic on any pair of values: `+ - * / % **` and negation.
//!
//! ```text
//! 7 / -2 -> -3     7 % -2 -> 1     -7 % 2 -> -1     7.5 % -2.0 -> 1.5     2 ** 64 -> 18446744073709551616
//! 1 / 0 -> division by zero        1 / 0.0 -> Infinity              2 ** -1 -> 0.5
//! "ab" + "c" -> "abc"              "ab" * 2 -> "abab"               [1] + [2] -> [1, 2]
//! ```
//!
//! Integers are exact: past 64 bits they continue as big integers and come back when they fit. With a
//! float on either side the other side is rounded to a float. Sizes are bounded before the work is done.

use dashu_int::IBig;
use dashu_int::ops::BitTest;

use super::fault::{Fault, FaultKind};
use crate::heap::bigint::{BigInt, Integer, MAX_BITS};
use crate::heap::{Heap, Str};
use crate::value::{Tag, Value};

/// What an operation answers.
pub type Answer = Result<Value, Fault>;

/// `left OP right` on kinds that `OP` does not take.
#[cold]
pub fn mismatch(op: &'static str, left: Value, right: Value) -> Fault {
    let (left, right) = (left.kind_name(), right.kind_name());
    Fault::new(FaultKind::TypeMismatch { op, left, right })
}

/// Answers an integer of any size that is within the limit.
pub(crate) fn integer(heap: &mut Heap, n: &IBig) -> Answer {
    if n.as_sign_words().1.len() * 64 > MAX_BITS && n.bit_len() > MAX_BITS {
        return Err(FaultKind::IntegerTooLarge.into());
    }
    Ok(BigInt::value_of(heap, n)?)
}

/// A number as a float: an integer rounded to the nearest one.
#[inline]
pub fn to_float(value: Value) -> Option<f64> {
    match value.tag() {
        Tag::Float => value.as_float(),
        Tag::Int => Some(value.bits() as i64 as f64),
        _ => value.as_big_int().map(|n| n.to_float()),
    }
}

/// The operands as floats, if both are numbers and one of them is a float.
fn floats(a: Value, b: Value) -> Option<(f64, f64)> {
    if a.tag() != Tag::Float && b.tag() != Tag::Float {
        return None;
    }
    Some((to_float(a)?, to_float(b)?))
}

fn integers(a: Value, b: Value) -> Option<(Integer, Integer)> {
    Some((Integer::of(a)?, Integer::of(b)?))
}

fn both_int(a: Value, b: Value) -> Option<(i64, i64)> {
    Some((a.as_int()?, b.as_int()?))
}

/// `a + b`: numbers, two strings, or two arrays.
///
/// # Errors
/// Other kinds; a full heap; an integer over the limit.
#[inline]
pub fn add(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = both_int(a, b)
        && let Some(n) = x.checked_add(y)
    {
        return Ok(Value::int(n));
    }
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x + y));
    }
    add_slow(heap, a, b)
}

#[cold]
fn add_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let (Some(x), Some(y)) = (a.as_str(), b.as_str()) {
        return Ok(Str::concat(heap, x, y)?.value());
    }
    if let (Some(x), Some(y)) = (a.as_array(), b.as_array()) {
        return Ok(x.concat(heap, y)?.value());
    }
    match integers(a, b) {
        Some((x, y)) => integer(heap, &(&*x + &*y)),
        None => Err(mismatch("+", a, b)),
    }
}

/// `a - b` on numbers.
///
/// # Errors
/// Other kinds; a full heap; an integer over the limit.
#[inline]
pub fn sub(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = both_int(a, b)
        && let Some(n) = x.checked_sub(y)
    {
        return Ok(Value::int(n));
    }
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x - y));
    }
    sub_slow(heap, a, b)
}

#[cold]
fn sub_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    match integers(a, b) {
        Some((x, y)) => integer(heap, &(&*x - &*y)),
        None => Err(mismatch("-", a, b)),
    }
}

/// `a * b`: numbers, or a string and how often to repeat it.
///
/// # Errors
/// Other kinds; a full heap; an integer over the limit; a negative repetition.
#[inline]
pub fn mul(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = both_int(a, b)
        && let Some(n) = x.checked_mul(y)
    {
        return Ok(Value::int(n));
    }
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x * y));
    }
    mul_slow(heap, a, b)
}

#[cold]
fn mul_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = integers(a, b) {
        // The product has that many bits or one fewer.
        if x.bit_len() + y.bit_len() > MAX_BITS + 1 {
            return Err(FaultKind::IntegerTooLarge.into());
        }
        return integer(heap, &(&*x * &*y));
    }
    if let (Some(text), Some(count)) = (a.as_str(), Integer::of(b)) {
        let count = match *count < IBig::ZERO {
            true => 0,
            false => usize::try_from(&*count).unwrap_or(usize::MAX),
        };
        return Ok(text.repeat(heap, count)?.value());
    }
    Err(mismatch("*", a, b))
}

/// `a / b` on numbers; on integers truncated toward zero.
///
/// # Errors
/// Other kinds; an integer by zero; a full heap.
#[inline]
pub fn div(heap: &mut Heap, a: Value, b: Value) -> Answer {
    // None for zero and for the one quotient that does not fit.
    if let Some((x, y)) = both_int(a, b)
        && let Some(n) = x.checked_div(y)
    {
        return Ok(Value::int(n));
    }
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x / y));
    }
    div_slow(heap, a, b)
}

#[cold]
fn div_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    match integers(a, b) {
        Some((_, y)) if y.is_zero() => Err(FaultKind::DivisionByZero.into()),
        Some((x, y)) => integer(heap, &(&*x / &*y)),
        None => Err(mismatch("/", a, b)),
    }
}

/// `a % b` on numbers: what `/` leaves, with the sign of `a`; on floats as C's `fmod`.
///
/// # Errors
/// Other kinds; an integer by zero; a full heap.
#[inline]
pub fn rem(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = both_int(a, b)
        && y != 0
    {
        // Wrapping, for the smallest integer by -1: that remainder is 0.
        return Ok(Value::int(x.wrapping_rem(y)));
    }
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x % y));
    }
    rem_slow(heap, a, b)
}

#[cold]
fn rem_slow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    match integers(a, b) {
        Some((_, y)) if y.is_zero() => Err(FaultKind::DivisionByZero.into()),
        Some((x, y)) => integer(heap, &(&*x % &*y)),
        None => Err(mismatch("%", a, b)),
    }
}

/// `-a` on a number.
///
/// # Errors
/// Other kinds; a full heap.
#[inline]
pub fn neg(heap: &mut Heap, a: Value) -> Answer {
    if let Some(n) = a.as_int().and_then(i64::checked_neg) {
        return Ok(Value::int(n));
    }
    if let Some(x) = a.as_float() {
        return Ok(Value::float(-x));
    }
    match Integer::of(a) {
        Some(n) => integer(heap, &-&*n),
        None => Err(FaultKind::UnknownOperator {
            op: "-",
            operand: a.kind_name(),
        }
        .into()),
    }
}

/// `a ** b` on numbers: exact for an integer to an integer from 0 on, a float otherwise.
///
/// # Errors
/// Other kinds; a full heap; an integer over the limit.
pub fn pow(heap: &mut Heap, a: Value, b: Value) -> Answer {
    if let Some((x, y)) = floats(a, b) {
        return Ok(Value::float(x.powf(y)));
    }
    if let Some((x, y)) = both_int(a, b)
        && let Ok(y) = u32::try_from(y)
        && let Some(n) = x.checked_pow(y)
    {
        return Ok(Value::int(n));
    }
    let Some((base, exponent)) = integers(a, b) else {
        return Err(mismatch("**", a, b));
    };
    if *exponent < IBig::ZERO {
        let (x, y) = (base.to_f64().value(), exponent.to_f64().value());
        return Ok(Value::float(x.powf(y)));
    }
    // 0, 1 and -1 to any power.
    if base.is_zero() || base.is_one() || *base == IBig::NEG_ONE {
        let negative = *base == IBig::NEG_ONE && exponent.bit(0);
        let n = if exponent.is_zero() {
            1
        } else if base.is_zero() {
            0
        } else if negative {
            -1
        } else {
            1
        };
        return Ok(Value::int(n));
    }
    // A number of k bits is at least 2^(k-1), so its power has at least (k-1) * e + 1 bits, and at most k * e.
    let exponent = usize::try_from(&*exponent).unwrap_or(usize::MAX);
    if (base.bit_len() - 1).saturating_mul(exponent) >= MAX_BITS {
        return Err(FaultKind::IntegerTooLarge.into());
    }
    integer(heap, &base.pow(exponent))
}
