//! `==` and the order of values.
//!
//! ```text
//! 1 == 1.0 -> true      9007199254740993 == 9007199254740992.0 -> false      [1] == [1] -> false
//! "a" < "b" -> true     1 < NaN -> false                                     1 < "a" -> type mismatch: int < string
//! ```
//!
//! Numbers are compared by value and exactly, strings by content, everything else by identity.
//! [`super::equals`] looks into collections.

use std::cmp::Ordering;

use super::fault::Fault;
use super::float::compare_int_float;
use super::number::mismatch;
use crate::heap::{BigInt, Gc};
use crate::value::{Tag, Value};

/// `a == b`.
#[inline]
pub fn equal(a: Value, b: Value) -> bool {
    match (a.tag(), b.tag()) {
        (Tag::Float, Tag::Float) => a.as_float() == b.as_float(),
        (Tag::Int, Tag::Int) => a.bits() == b.bits(),
        _ if a.is_same(b) => true,
        _ => equal_slow(a, b),
    }
}

fn equal_slow(a: Value, b: Value) -> bool {
    match (a.tag(), b.tag()) {
        (Tag::Int | Tag::BigInt | Tag::Float, Tag::Int | Tag::BigInt | Tag::Float) => {
            compare_numbers(a, b) == Some(Some(Ordering::Equal))
        }
        (Tag::Str, Tag::Str) => match (a.as_str(), b.as_str()) {
            (Some(x), Some(y)) => x.equals(y),
            _ => false,
        },
        _ => false,
    }
}

/// The order of two numbers, or else `None`; inside, `None` if one is NaN.
fn compare_numbers(a: Value, b: Value) -> Option<Option<Ordering>> {
    if let (Some(x), Some(y)) = (a.as_int(), b.as_int()) {
        return Some(Some(x.cmp(&y)));
    }
    match (a.as_float(), b.as_float()) {
        (Some(x), Some(y)) => return Some(x.partial_cmp(&y)),
        (None, Some(y)) => return compare_with_float(a, y),
        (Some(x), None) => {
            return compare_with_float(b, x).map(|order| order.map(Ordering::reverse));
        }
        (None, None) => {}
    }
    // Two integers, at least one of them big: farther from zero than any small one.
    match (a.as_big_int(), b.as_big_int()) {
        (Some(x), Some(y)) => Some(Some(x.compare(y))),
        (Some(x), None) if b.tag() == Tag::Int => Some(Some(big_order(x))),
        (None, Some(y)) if a.tag() == Tag::Int => Some(Some(big_order(y).reverse())),
        _ => None,
    }
}

/// A big integer's order against any small one.
fn big_order(n: Gc<BigInt>) -> Ordering {
    if n.is_negative() {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

fn compare_with_float(n: Value, x: f64) -> Option<Option<Ordering>> {
    match n.as_int() {
        Some(n) => Some(compare_int_float(n, x)),
        None => n.as_big_int().map(|n| n.compare_float(x)),
    }
}

/// The order of two numbers or two strings; `None` if a NaN is among them.
///
/// # Errors
/// Other kinds; `op` is the operator that the message names.
pub fn compare(op: &'static str, a: Value, b: Value) -> Result<Option<Ordering>, Fault> {
    if let Some(order) = compare_numbers(a, b) {
        return Ok(order);
    }
    if let (Some(x), Some(y)) = (a.as_str(), b.as_str()) {
        return Ok(Some(x.compare(y)));
    }
    Err(mismatch(op, a, b))
}

macro_rules! orders {
    ($($(#[$doc:meta])* $name:ident, $op:tt, $($test:path)|+;)*) => {$(
        $(#[$doc])*
        ///
        /// # Errors
        /// Anything but two numbers or two strings.
        #[inline]
        pub fn $name(a: Value, b: Value) -> Result<bool, Fault> {
            match (a.tag(), b.tag()) {
                (Tag::Int, Tag::Int) => Ok((a.bits() as i64) $op (b.bits() as i64)),
                (Tag::Float, Tag::Float) => Ok(f64::from_bits(a.bits()) $op f64::from_bits(b.bits())),
                _ => Ok(matches!(compare(stringify!($op), a, b)?, Some($($test)|+))),
            }
        }
    )*};
}

orders! {
    /// `a < b`.
    less, <, Ordering::Less;
    /// `a <= b`.
    less_equal, <=, Ordering::Less | Ordering::Equal;
    /// `a > b`.
    greater, >, Ordering::Greater;
    /// `a >= b`.
    greater_equal, >=, Ordering::Greater | Ordering::Equal;
}
