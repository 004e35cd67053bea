//! Division by constants: a multiplication by the reciprocal, the higher half of whose product is the quotient.
//!
//! ```text
//! rem_u %4, 3       ->  q = (%4 * 12297829382473034411) >> 65;  %4 - q * 3
//! div %4, 8         ->  (%4 + (%4 < 0 ? 7 : 0)) >> 3
//! ```
//!
//! LLVM's quick instruction selection takes the machine's division, which is many times as slow; so it is written out here
//! (Granlund and Montgomery, "Division by Invariant Integers using Multiplication", 1994, figures 4.1 and 5.2).
//!
//! With 2^(l-1) < d < 2^l the reciprocal is m = floor(2^(63+l) / d) + 1, which lies between 2^63 and 2^64. Of a number n below 2^63
//! n*m / 2^(63+l) is more than n/d by less than 2^-l, hence by less than 1/d: so its floor is that of n/d.
//!
//! Invariant: the same quotient as the machine's for every dividend that the row allows, which a test compares.

use inkwell::values::IntValue;

use super::lower::{Lowered, Lowering};
use crate::ir::IrOp;

/// How a divisor from 2 on is divided by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum By {
    /// It is 2 to the power of this.
    Power(u32),
    /// Its reciprocal, and how far the higher half of the product is shifted.
    Reciprocal(u64, u32),
}

/// How to divide by it.
fn by(divisor: u64) -> By {
    if divisor.is_power_of_two() {
        return By::Power(divisor.trailing_zeros());
    }
    let bits = u64::BITS - divisor.leading_zeros();
    let reciprocal = (1u128 << (63 + bits)) / u128::from(divisor) + 1;
    By::Reciprocal(reciprocal as u64, bits - 1)
}

impl<'c> Lowering<'_, 'c> {
    /// The quotient or the remainder, of what the row of the instruction says is given.
    pub(super) fn division(
        &self,
        op: IrOp,
        a: IntValue<'c>,
        b: IntValue<'c>,
    ) -> Lowered<IntValue<'c>> {
        let builder = &self.builder;
        let unsigned = matches!(op, IrOp::div_u | IrOp::rem_u);
        let wants_quotient = matches!(op, IrOp::div | IrOp::div_u);
        let divisor = b.get_sign_extended_constant();
        let Some(divisor) = divisor.filter(|n| n.unsigned_abs() > 1 && *n != i64::MIN) else {
            return Ok(match op {
                IrOp::div_u => builder.build_int_unsigned_div(a, b, "")?,
                IrOp::rem_u => builder.build_int_unsigned_rem(a, b, "")?,
                IrOp::div => builder.build_int_signed_div(a, b, "")?,
                _ => builder.build_int_signed_rem(a, b, "")?,
            });
        };
        let size = divisor.unsigned_abs();
        if let (IrOp::rem_u, By::Power(_)) = (op, by(size)) {
            return Ok(builder.build_and(a, self.int(size as i64 - 1), "")?);
        }
        let quotient = match unsigned {
            true => self.unsigned_quotient(a, size)?,
            false => self.signed_quotient(a, size)?,
        };
        if !wants_quotient {
            // Its sign is the dividend's, so that the divisor's does not matter.
            let product = builder.build_int_mul(quotient, self.int(size as i64), "")?;
            return Ok(builder.build_int_sub(a, product, "")?);
        }
        Ok(match divisor < 0 {
            true => builder.build_int_neg(quotient, "")?,
            false => quotient,
        })
    }

    fn unsigned_quotient(&self, a: IntValue<'c>, size: u64) -> Lowered<IntValue<'c>> {
        let shifted = |it: IntValue<'c>, by: u32| {
            self.builder
                .build_right_shift(it, self.int(by.into()), false, "")
        };
        Ok(match by(size) {
            By::Power(power) => shifted(a, power)?,
            By::Reciprocal(reciprocal, shift) => shifted(self.higher_half(a, reciprocal)?, shift)?,
        })
    }

    fn signed_quotient(&self, a: IntValue<'c>, size: u64) -> Lowered<IntValue<'c>> {
        let builder = &self.builder;
        let sign = builder.build_right_shift(a, self.int(63), true, "")?;
        Ok(match by(size) {
            By::Power(power) => {
                // Rounded toward zero: a negative dividend is first raised.
                let raise =
                    builder.build_right_shift(sign, self.int(64 - i64::from(power)), false, "")?;
                let raised = builder.build_int_add(a, raise, "")?;
                builder.build_right_shift(raised, self.int(power.into()), true, "")?
            }
            By::Reciprocal(reciprocal, shift) => {
                // Without its sign a negative dividend is 2^64 too large, and the higher half of the product a reciprocal.
                let half = self.higher_half(a, reciprocal)?;
                let excess = builder.build_and(sign, self.int(reciprocal as i64), "")?;
                let half = builder.build_int_sub(half, excess, "")?;
                let floor = builder.build_right_shift(half, self.int(shift.into()), true, "")?;
                builder.build_int_sub(floor, sign, "")?
            }
        })
    }

    /// The higher half of the product of two numbers without sign.
    fn higher_half(&self, a: IntValue<'c>, b: u64) -> Lowered<IntValue<'c>> {
        let wide = self.context.i128_type();
        let a = self.builder.build_int_z_extend(a, wide, "")?;
        let b = wide.const_int(b, false);
        let product = self.builder.build_int_mul(a, b, "")?;
        let half = wide.const_int(64, false);
        let higher = self.builder.build_right_shift(product, half, false, "")?;
        Ok(self.builder.build_int_truncate(higher, self.word, "")?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsigned(n: u64, d: u64) -> u64 {
        match by(d) {
            By::Power(power) => n >> power,
            By::Reciprocal(m, shift) => ((u128::from(n) * u128::from(m)) >> 64) as u64 >> shift,
        }
    }

    fn signed(n: i64, d: u64) -> i64 {
        let sign = n >> 63;
        match by(d) {
            By::Power(power) => (n + ((sign as u64) >> (64 - power)) as i64) >> power,
            By::Reciprocal(m, shift) => {
                let half = ((u128::from(n as u64) * u128::from(m)) >> 64) as i64;
                (half.wrapping_sub(sign & m as i64) >> shift) - sign
            }
        }
    }

    #[test]
    fn reciprocals_divide_as_the_machine_does() {
        let mut numbers = vec![2, 3, 5, 6, 7, 9, 10, 11, 641, 1000003, 2147483647];
        for power in 1..63 {
            numbers.extend([(1u64 << power) - 1, 1 << power, (1 << power) + 1]);
        }
        numbers.push(i64::MAX as u64);
        for d in numbers.iter().copied().filter(|d| *d > 1) {
            for n in &numbers {
                for n in [*n, n.wrapping_mul(d), n.wrapping_mul(d).wrapping_sub(1)] {
                    let n = n & i64::MAX as u64;
                    assert_eq!(unsigned(n, d), n / d, "{n} / {d}");
                    for n in [n as i64, -(n as i64), i64::MIN] {
                        assert_eq!(signed(n, d), n / d as i64, "{n} / {d}");
                    }
                }
            }
        }
    }
}
