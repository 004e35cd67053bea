//! The operations against 128-bit arithmetic and at their corners.

mod collections;
mod numbers;

use dashu_int::IBig;

use super::number::Answer;
use crate::heap::bigint::{BigInt, Integer};
use crate::heap::{Heap, HeapConfig};
use crate::value::{Tag, Value};

/// A heap to work in.
pub(crate) fn heap() -> Heap {
    Heap::new(HeapConfig::default())
}

/// A linear congruential generator.
pub(crate) struct Lcg(pub u64);

impl Lcg {
    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let x = self.0 ^ (self.0 >> 32);
        x.wrapping_mul(0xd6e8feb86659fd93) ^ (x >> 29)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// An integer of up to `bits` bits of any size, often beside a power of two.
    pub fn wide(&mut self, bits: u32) -> i128 {
        let size = self.below(u64::from(bits) + 1) as u32;
        let n = match self.below(3) {
            0 => (1i128 << size) + self.below(5) as i128 - 2,
            _ => {
                let raw = u128::from(self.next()) << 64 | u128::from(self.next());
                (raw & ((1u128 << size) - 1)) as i128
            }
        };
        if self.below(2) == 0 { n } else { -n }
    }
}

/// An integer as a value.
pub(crate) fn int(heap: &mut Heap, n: i128) -> Value {
    BigInt::value_of(heap, &IBig::from(n)).unwrap()
}

/// A value as an integer; checks that its tag is the one of its size.
pub(crate) fn wide(value: Value) -> i128 {
    let n = i128::try_from(&*Integer::of(value).unwrap()).unwrap();
    assert_eq!(
        value.tag() == Tag::Int,
        i64::try_from(n).is_ok(),
        "{n} has the wrong tag"
    );
    n
}

/// What an operation answers, in short: the integer, the float, or the message.
pub(crate) fn show(answer: Answer) -> String {
    match answer {
        Err(fault) => fault.to_string(),
        Ok(value) => match (value.as_float(), Integer::of(value)) {
            (Some(x), _) => super::float::format_float(x),
            (_, Some(n)) => n.to_string(),
            _ => format!("{value:?}"),
        },
    }
}
