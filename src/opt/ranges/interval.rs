//! Intervals of integers, and what operations make of them.
//!
//! ```text
//! [0, 9] + [1, 1] = [1, 10]        rem [-5, 100] by 8 = [-5, 7]        mul_ov [0, 2^31) by itself fits
//! ```
//!
//! Each bound carries what it is *given*: the numbers of the guesses that it rests on (see [`super::guess`]). A bound that follows
//! from two others is given what both are.
//!
//! Invariant: what is computed here is computed in 128 bits, where sums and products of two 64-bit integers are exact.

use std::ops::BitOr;

use crate::ir::IrOp;

/// A set of guesses, by number.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Given(pub u64);

impl Given {
    /// No guess.
    pub const NONE: Given = Given(0);

    /// One guess.
    pub fn guess(number: usize) -> Given {
        Given(1 << number)
    }

    /// Whether it has the guess.
    pub fn has(self, number: usize) -> bool {
        self.0 & 1 << number != 0
    }
}

impl BitOr for Given {
    type Output = Given;

    fn bitor(self, other: Given) -> Given {
        Given(self.0 | other.0)
    }
}

/// An end of an interval.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Bound {
    /// The integer.
    pub at: i64,
    /// What it rests on.
    pub given: Given,
}

/// From one integer to another, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Interval {
    /// The smallest.
    pub lo: Bound,
    /// The largest.
    pub hi: Bound,
}

const fn bound(at: i64) -> Bound {
    Bound {
        at,
        given: Given::NONE,
    }
}

/// An interval of exact results: from, to, and what it rests on.
#[derive(Clone, Copy)]
struct Wide {
    lo: (i128, Given),
    hi: (i128, Given),
}

impl Interval {
    /// All integers.
    pub const ALL: Interval = Interval::of(i64::MIN, i64::MAX);

    /// From `lo` to `hi`, whatever else holds.
    pub const fn of(lo: i64, hi: i64) -> Interval {
        Interval {
            lo: bound(lo),
            hi: bound(hi),
        }
    }

    /// What both ends rest on.
    pub fn given(self) -> Given {
        self.lo.given | self.hi.given
    }

    /// The integers of both and those between. That the one is inside it rests on both, too.
    pub fn hull(self, other: Interval) -> Interval {
        let end = |a: Bound, b: Bound, at: i64| Bound {
            at,
            given: a.given | b.given,
        };
        Interval {
            lo: end(self.lo, other.lo, self.lo.at.min(other.lo.at)),
            hi: end(self.hi, other.hi, self.hi.at.max(other.hi.at)),
        }
    }

    /// The integers of both; nothing if there are none. A bound that is as good keeps what it rests on.
    pub fn meet(self, other: Interval) -> Option<Interval> {
        let met = Interval {
            lo: if other.lo.at > self.lo.at {
                other.lo
            } else {
                self.lo
            },
            hi: if other.hi.at < self.hi.at {
                other.hi
            } else {
                self.hi
            },
        };
        (met.lo.at <= met.hi.at).then_some(met)
    }

    /// The one integer that it holds, if it holds one.
    fn point(self) -> Option<i64> {
        (self.lo.at == self.hi.at).then_some(self.lo.at)
    }
}

/// The exact results of an operation that is one of integers without end; nothing for others.
fn exact(op: IrOp, args: &[Interval]) -> Option<Wide> {
    let ends = |lo: (i64, i64, Given), hi: (i64, i64, Given), of: fn(i128, i128) -> i128| Wide {
        lo: (of(lo.0.into(), lo.1.into()), lo.2),
        hi: (of(hi.0.into(), hi.1.into()), hi.2),
    };
    Some(match (op, args) {
        (IrOp::add | IrOp::add_ov, [a, b]) => ends(
            (a.lo.at, b.lo.at, a.lo.given | b.lo.given),
            (a.hi.at, b.hi.at, a.hi.given | b.hi.given),
            |a, b| a + b,
        ),
        (IrOp::sub | IrOp::sub_ov, [a, b]) => ends(
            (a.lo.at, b.hi.at, a.lo.given | b.hi.given),
            (a.hi.at, b.lo.at, a.hi.given | b.lo.given),
            |a, b| a - b,
        ),
        (IrOp::neg_ov, [a]) => ends(
            (0, a.hi.at, a.hi.given),
            (0, a.lo.at, a.lo.given),
            |a, b| a - b,
        ),
        (IrOp::mul | IrOp::mul_ov, [a, b]) => product(*a, *b),
        (IrOp::shl | IrOp::shl_ov, [a, b]) => {
            let count = b.point().filter(|n| (0..64).contains(n))?;
            let shift = |at: i64| i128::from(at) << count;
            Wide {
                lo: (shift(a.lo.at), a.lo.given | b.given()),
                hi: (shift(a.hi.at), a.hi.given | b.given()),
            }
        }
        _ => return None,
    })
}

fn product(a: Interval, b: Interval) -> Wide {
    // The corners hold the ends; of two factors without sign each end is its own ends' product.
    let at = |a: Bound, b: Bound| i128::from(a.at) * i128::from(b.at);
    if a.lo.at >= 0 && b.lo.at >= 0 {
        let signs = a.lo.given | b.lo.given;
        return Wide {
            lo: (at(a.lo, b.lo), signs),
            hi: (at(a.hi, b.hi), signs | a.hi.given | b.hi.given),
        };
    }
    let corners = [
        at(a.lo, b.lo),
        at(a.lo, b.hi),
        at(a.hi, b.lo),
        at(a.hi, b.hi),
    ];
    let given = a.given() | b.given();
    let least = corners.iter().copied().fold(corners[0], i128::min);
    let most = corners.iter().copied().fold(corners[0], i128::max);
    Wide {
        lo: (least, given),
        hi: (most, given),
    }
}

/// What it rests on that the operation's exact result is a 64-bit integer; nothing if it may not be one.
pub(super) fn fits(op: IrOp, args: &[Interval]) -> Option<Given> {
    let wide = exact(op, args)?;
    let inside = wide.lo.0 >= i64::MIN.into() && wide.hi.0 <= i64::MAX.into();
    inside.then_some(wide.lo.1 | wide.hi.1)
}

/// Where the results of an operation lie, if it goes on.
pub(super) fn result(op: IrOp, args: &[Interval]) -> Interval {
    if let Some(wide) = exact(op, args) {
        let wraps = matches!(op, IrOp::add | IrOp::sub | IrOp::mul | IrOp::shl);
        if wraps && fits(op, args).is_none() {
            return Interval::ALL;
        }
        // A checked operation whose result does not fit has left.
        let end = |(at, given): (i128, Given), otherwise: i64| match i64::try_from(at) {
            Ok(at) => Bound { at, given },
            Err(_) => bound(otherwise),
        };
        let clipped = Interval {
            lo: end(wide.lo, i64::MIN),
            hi: end(wide.hi, i64::MAX),
        };
        return match clipped.lo.at <= clipped.hi.at {
            true => clipped,
            false => Interval::ALL,
        };
    }
    match (op, args) {
        (IrOp::rem | IrOp::rem_ov, [a, b]) => remainder(*a, *b),
        (IrOp::div | IrOp::div_ov, [a, b]) => quotient(*a, *b),
        (IrOp::rem_u, [_, b]) if b.lo.at > 0 => no_more_than(
            b.given(),
            Bound {
                at: b.hi.at - 1,
                given: b.given(),
            },
        ),
        (IrOp::div_u, [a, b]) if a.lo.at >= 0 && b.lo.at > 0 => {
            let given = a.given() | b.given();
            no_more_than(given, Bound { at: a.hi.at, given })
        }
        (IrOp::band, [a, b]) => match (a.lo.at >= 0, b.lo.at >= 0) {
            (false, false) => Interval::ALL,
            (true, false) => no_more_than(a.lo.given, a.hi),
            (false, true) => no_more_than(b.lo.given, b.hi),
            (true, true) => no_more_than(
                a.lo.given | b.lo.given,
                if b.hi.at < a.hi.at { b.hi } else { a.hi },
            ),
        },
        (IrOp::bor | IrOp::bxor, [a, b]) if a.lo.at >= 0 && b.lo.at >= 0 => {
            let most = (a.hi.at | b.hi.at) as u64;
            let all_ones = u64::MAX.checked_shr(most.leading_zeros()).unwrap_or(0);
            let signs = a.lo.given | b.lo.given;
            let hi = Bound {
                at: all_ones as i64,
                given: signs | a.hi.given | b.hi.given,
            };
            no_more_than(signs, hi)
        }
        (IrOp::bnot, [a]) => Interval {
            lo: Bound {
                at: !a.hi.at,
                ..a.hi
            },
            hi: Bound {
                at: !a.lo.at,
                ..a.lo
            },
        },
        (IrOp::shr | IrOp::shr_ov, [a, b]) => {
            let count = b.point().unwrap_or(0).clamp(0, 63);
            // Whatever the count is, the result lies between the number and 0 or -1.
            let lo = if a.lo.at < 0 || b.point().is_some() {
                Bound {
                    at: a.lo.at >> count,
                    given: a.lo.given | b.given(),
                }
            } else {
                Bound { at: 0, ..a.lo }
            };
            let hi = if a.hi.at >= 0 || b.point().is_some() {
                Bound {
                    at: a.hi.at >> count,
                    given: a.hi.given | b.given(),
                }
            } else {
                Bound { at: -1, ..a.hi }
            };
            Interval { lo, hi }
        }
        // Buffers count their elements in 32 bits.
        (IrOp::array_len, _) => Interval::of(0, u32::MAX.into()),
        (IrOp::hash_len | IrOp::str_len | IrOp::variant_number, _) => Interval::of(0, i64::MAX),
        (IrOp::hash_next | IrOp::str_next, _) => Interval::of(-1, i64::MAX),
        (IrOp::str_cmp, _) => Interval::of(-1, 1),
        _ => Interval::ALL,
    }
}

fn no_more_than(signs: Given, hi: Bound) -> Interval {
    Interval {
        lo: Bound {
            at: 0,
            given: signs,
        },
        hi,
    }
}

/// A remainder has the sign of `a`, is no larger, and smaller than the divisor.
fn remainder(a: Interval, b: Interval) -> Interval {
    let largest = |at: i64| at.unsigned_abs().saturating_sub(1).min(i64::MAX as u64) as i64;
    let most = largest(b.lo.at).max(largest(b.hi.at));
    let hi = match a.hi.at <= 0 {
        true => Bound { at: 0, ..a.hi },
        false if a.hi.at <= most => a.hi,
        false => Bound {
            at: most,
            given: b.given(),
        },
    };
    let lo = match a.lo.at >= 0 {
        true => Bound { at: 0, ..a.lo },
        false if a.lo.at >= -most => a.lo,
        false => Bound {
            at: -most,
            given: b.given(),
        },
    };
    Interval { lo, hi }
}

fn quotient(a: Interval, b: Interval) -> Interval {
    if let Some(by) = b.point().filter(|by| *by > 0) {
        let given = b.given();
        let end = |end: Bound| Bound {
            at: end.at / by,
            given: end.given | given,
        };
        return Interval {
            lo: end(a.lo),
            hi: end(a.hi),
        };
    }
    if b.lo.at <= 0 {
        return Interval::ALL;
    }
    // By a positive number nothing gets farther from 0.
    Interval {
        lo: Bound {
            at: a.lo.at.min(0),
            given: a.lo.given | b.lo.given,
        },
        hi: Bound {
            at: a.hi.at.max(0),
            given: a.hi.given | b.lo.given,
        },
    }
}

/// What the comparison answers for all integers of the intervals, if that is one answer, and what that rests on.
pub(super) fn compared(op: IrOp, a: Interval, b: Interval) -> Option<(bool, Given)> {
    // Whether a <= b - by, for all or for none.
    let at_most = |a: Interval, b: Interval, by: i128| {
        let least = i128::from(b.lo.at) - by;
        let most = i128::from(b.hi.at) - by;
        if i128::from(a.hi.at) <= least {
            Some((true, a.hi.given | b.lo.given))
        } else if i128::from(a.lo.at) > most {
            Some((false, a.lo.given | b.hi.given))
        } else {
            None
        }
    };
    let apart = |a: Interval, b: Interval| {
        let below = at_most(a, b, 1).filter(|known| known.0);
        below.or_else(|| at_most(b, a, 1).filter(|known| known.0))
    };
    match op {
        IrOp::lt => at_most(a, b, 1),
        IrOp::le => at_most(a, b, 0),
        IrOp::gt => at_most(b, a, 1),
        IrOp::ge => at_most(b, a, 0),
        IrOp::eq => apart(a, b).map(|(_, given)| (false, given)),
        IrOp::ne => apart(a, b),
        IrOp::below if b.lo.at >= 0 => {
            let given = b.lo.given;
            if a.lo.at >= 0 {
                let known = at_most(a, b, 1);
                known.map(|(is, by)| (is, by | given | a.lo.given))
            } else if a.hi.at < 0 {
                Some((false, a.hi.given | given))
            } else {
                None
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTS: [i64; 17] = [
        i64::MIN,
        i64::MIN + 1,
        -(1 << 32),
        -8,
        -7,
        -2,
        -1,
        0,
        1,
        2,
        3,
        8,
        62,
        63,
        1 << 31,
        i64::MAX - 1,
        i64::MAX,
    ];

    /// The result of the operation; nothing if it leaves or is given something else.
    fn meaning(op: IrOp, a: i64, b: i64) -> Option<i64> {
        let count = (0..64).contains(&b);
        match op {
            IrOp::add_ov => a.checked_add(b),
            IrOp::sub_ov => a.checked_sub(b),
            IrOp::mul_ov => a.checked_mul(b),
            IrOp::add => Some(a.wrapping_add(b)),
            IrOp::sub => Some(a.wrapping_sub(b)),
            IrOp::mul => Some(a.wrapping_mul(b)),
            IrOp::div_ov => a.checked_div(b),
            IrOp::rem_ov => (b != 0).then(|| a.wrapping_rem(b)),
            IrOp::div_u => (a as u64).checked_div(b as u64).map(|n| n as i64),
            IrOp::rem_u => (a as u64).checked_rem(b as u64).map(|n| n as i64),
            IrOp::shl => count.then(|| a << b),
            IrOp::shl_ov => (count && (a << b) >> b == a).then(|| a << b),
            IrOp::shr => count.then(|| a >> b),
            IrOp::shr_ov => (b >= 0).then(|| a >> b.min(63)),
            IrOp::band => Some(a & b),
            IrOp::bor => Some(a | b),
            IrOp::bxor => Some(a ^ b),
            _ => None,
        }
    }

    fn between(a: usize, b: usize) -> (Interval, &'static [i64]) {
        (Interval::of(INTS[a], INTS[b]), &INTS[a..=b])
    }

    #[test]
    fn intervals_hold_all_results() {
        const OPS: [IrOp; 17] = [
            IrOp::add_ov,
            IrOp::sub_ov,
            IrOp::mul_ov,
            IrOp::add,
            IrOp::sub,
            IrOp::mul,
            IrOp::div_ov,
            IrOp::rem_ov,
            IrOp::div_u,
            IrOp::rem_u,
            IrOp::shl,
            IrOp::shl_ov,
            IrOp::shr,
            IrOp::shr_ov,
            IrOp::band,
            IrOp::bor,
            IrOp::bxor,
        ];
        type Comparison = fn(i64, i64) -> bool;
        const COMPARISONS: [(IrOp, Comparison); 7] = [
            (IrOp::lt, |a, b| a < b),
            (IrOp::le, |a, b| a <= b),
            (IrOp::gt, |a, b| a > b),
            (IrOp::ge, |a, b| a >= b),
            (IrOp::eq, |a, b| a == b),
            (IrOp::ne, |a, b| a != b),
            (IrOp::below, |a, b| (a as u64) < b as u64),
        ];
        let all = || (0..INTS.len()).flat_map(|n| (n..INTS.len()).map(move |m| (n, m)));
        for (a, b) in all() {
            let (x, xs) = between(a, b);
            for (c, d) in all() {
                let (y, ys) = between(c, d);
                let pairs = || xs.iter().flat_map(|a| ys.iter().map(move |b| (*a, *b)));
                for op in OPS {
                    let into = result(op, &[x, y]);
                    let fits = fits(op, &[x, y]).is_some();
                    for (a, b) in pairs() {
                        let is = meaning(op, a, b);
                        let inside = is.is_none_or(|n| into.lo.at <= n && n <= into.hi.at);
                        assert!(inside, "{op:?} {x:?} {y:?}: {a} {b}");
                        let count = !matches!(op, IrOp::shl | IrOp::shl_ov) || (0..64).contains(&b);
                        assert!(!fits || !count || is.is_some(), "{op:?} {a} {b}");
                    }
                }
                for (op, is) in COMPARISONS {
                    if let Some((known, _)) = compared(op, x, y) {
                        assert!(
                            pairs().all(|(a, b)| is(a, b) == known),
                            "{op:?} {x:?} {y:?}"
                        );
                    }
                }
            }
        }
    }
}
