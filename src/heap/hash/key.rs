//! What a value is as a key: normalised, and hashed so that equal keys have equal hashes.
//!
//! ```text
//!   1.0 -> the key 1      -0.0 -> 0      1e20 and 10 ** 20 -> different objects, equal, with one hash
//! ```
//!
//! Invariants: a float that is an integer of 64 bits is never a key, but the integer; a key whose `exact` is set
//! equals only what has the same tag and payload.

use std::hash::Hasher;

use foldhash::SharedSeed;
use foldhash::fast::FoldHasher;

use super::super::{Gc, Str};
use crate::value::{Tag, Value};

/// A usable key with its hash.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    value: Value,
    hash: u32,
    exact: bool,
}

/// Why a value cannot be a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadKey {
    /// Values of that tag are no keys.
    Kind(Tag),
    /// NaN equals nothing.
    NaN,
}

/// Spreads a word over 32 bits, the low ones too.
#[inline(always)]
fn mix(bits: u64) -> u32 {
    let product = u128::from(bits ^ 0x243f_6a88_85a3_08d3) * 0x9e37_79b9_7f4a_7c15;
    let folded = product as u64 ^ (product >> 64) as u64;
    (folded ^ (folded >> 32)) as u32
}

impl Key {
    /// The key of an integer.
    #[inline(always)]
    pub fn int(n: i64) -> Key {
        Key {
            value: Value::int(n),
            hash: mix(n as u64),
            exact: true,
        }
    }

    /// The key of a string.
    #[inline(always)]
    pub fn str(string: Gc<Str>) -> Key {
        Key {
            value: string.value(),
            hash: string.hash(),
            exact: string.is_interned(),
        }
    }

    /// The key that a value is.
    ///
    /// # Errors
    /// For NaN, and for kinds that are no keys: all but integers, floats, booleans, strings, symbols and values of enums.
    #[inline]
    pub fn new(value: Value) -> Result<Key, BadKey> {
        match value.tag() {
            Tag::Int => Ok(Key::int(value.bits() as i64)),
            _ => match value.as_str() {
                Some(string) => Ok(Key::str(string)),
                None => Key::other(value),
            },
        }
    }

    fn other(value: Value) -> Result<Key, BadKey> {
        if let Some(x) = value.as_float() {
            return Key::float(x);
        }
        if let Some(n) = value.as_big_int() {
            let hash = match n.exact_float() {
                Some(x) => mix(x.to_bits()),
                None => {
                    let mut hasher = FoldHasher::with_seed(0x6869_766d, SharedSeed::global_fixed());
                    n.words().iter().for_each(|word| hasher.write_u64(*word));
                    mix(hasher.finish() ^ u64::from(n.is_negative()))
                }
            };
            return Ok(Key {
                value,
                hash,
                exact: false,
            });
        }
        match value.tag() {
            tag @ (Tag::Bool | Tag::Symbol | Tag::Variant) => Ok(Key {
                value,
                hash: mix(value.bits() ^ (tag as u64) << 40),
                exact: true,
            }),
            tag => Err(BadKey::Kind(tag)),
        }
    }

    fn float(x: f64) -> Result<Key, BadKey> {
        const FIRST_LARGE: f64 = 9223372036854775808.0;
        if x.is_nan() {
            return Err(BadKey::NaN);
        }
        if x.trunc() == x && (-FIRST_LARGE..FIRST_LARGE).contains(&x) {
            return Ok(Key::int(x as i64));
        }
        // From there on every finite float is an integer, and a big one may equal it.
        let exact = x.abs() < FIRST_LARGE;
        Ok(Key {
            value: Value::float(x),
            hash: mix(x.to_bits()),
            exact,
        })
    }

    /// The key that stands in a table.
    pub(super) fn of_stored(value: Value) -> Key {
        Key::new(value).unwrap_or(Key {
            value,
            hash: 0,
            exact: true,
        })
    }

    /// The value that stands for the key in the table.
    #[inline(always)]
    pub fn value(self) -> Value {
        self.value
    }

    /// The hash.
    #[inline(always)]
    pub fn hash(self) -> u32 {
        self.hash
    }

    /// Whether the key that stands in a table is this one.
    #[inline(always)]
    pub(super) fn is(self, stored: Value) -> bool {
        self.value.is_same(stored) || (!self.exact && self.is_slow(stored))
    }

    #[cold]
    fn is_slow(self, stored: Value) -> bool {
        if let (Some(a), Some(b)) = (self.value.as_str(), stored.as_str()) {
            return a.equals(b);
        }
        match (self.value.as_big_int(), stored.as_big_int()) {
            (Some(a), Some(b)) => a.compare(b).is_eq(),
            (Some(a), None) => stored
                .as_float()
                .is_some_and(|x| a.compare_float(x).is_some_and(|o| o.is_eq())),
            (None, Some(b)) => self
                .value
                .as_float()
                .is_some_and(|x| b.compare_float(x).is_some_and(|o| o.is_eq())),
            (None, None) => false,
        }
    }
}
