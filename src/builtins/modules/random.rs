//! The module `random`: numbers by the generator xoshiro256** (Blackman and Vigna, 2018), of the crate `rand_xoshiro`.
//!
//! ```text
//! random.seed(1)    random.int(1, 6) -> 4    random.float() -> 0.73...    random.shuffle([1, 2, 3]) -> [2, 3, 1]
//! ```
//!
//! A program is seeded by chance unless `--seed` says otherwise, or it calls `random.seed` itself. What a seed gives is
//! the same on every machine, in every version.
//!
//! Invariant: nothing is drawn before all that can fail has been done, since an instruction may run again.

use std::hash::{BuildHasher, Hasher, RandomState};

use rand_xoshiro::Xoshiro256StarStar;
use rand_xoshiro::rand_core::{RngCore, SeedableRng};

use super::super::args::{array, int, unfit, wrong};
use super::super::{Builtin, Host, member};
use crate::heap::Array;
use crate::runtime::fault::{Arity, Fault};
use crate::value::Value;

/// A source of random numbers.
pub struct Generator(Xoshiro256StarStar);

impl Generator {
    /// The same numbers each time for a seed.
    pub fn seeded(seed: u64) -> Generator {
        Generator(Xoshiro256StarStar::seed_from_u64(seed))
    }

    /// Other numbers each time.
    pub fn by_chance() -> Generator {
        // The standard library's hash tables are seeded by the system.
        Generator::seeded(RandomState::new().build_hasher().finish())
    }

    /// A number below `n`, or any if `n` is 0, each as likely (Lemire, 2019).
    fn below(&mut self, n: u64) -> u64 {
        if n == 0 {
            return self.0.next_u64();
        }
        let least = n.wrapping_neg() % n;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(n);
            if product as u64 >= least {
                return (product >> 64) as u64;
            }
        }
    }

    /// A float from 0 up to and without 1: one of the 2^53 multiples of 2^-53.
    fn float(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn seed(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    host.random = Generator::seeded(small("random.seed", args, 0)? as u64);
    Ok(Value::NULL)
}

/// An integer of 64 bits.
fn small(name: &str, args: &[Value], at: usize) -> Result<i64, Fault> {
    match (args[at].as_int(), args[at].as_big_int()) {
        (Some(n), _) => Ok(n),
        (None, Some(_)) => Err(unfit(name, at, "int of 64 bits", "a larger one")),
        (None, None) => Err(wrong(name, at, "int", args[at])),
    }
}

fn random_int(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (from, to) = (small("random.int", args, 0)?, small("random.int", args, 1)?);
    if to < from {
        let want = format!("int from {from}");
        return Err(unfit("random.int", 1, &want, &to.to_string()));
    }
    // All 2^64 numbers become 0, which means just that.
    let count = to.wrapping_sub(from).wrapping_add(1) as u64;
    let n = host.random.below(count);
    Ok(Value::int(from.wrapping_add(n as i64)))
}

fn random_float(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(host.random.float()))
}

fn choice(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("random.choice", args, 0)?;
    match xs.len() {
        0 => Err(unfit("random.choice", 0, "an array with elements", "[]")),
        len => Ok(xs.get(host.random.below(len as u64) as usize)),
    }
}

fn shuffle(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let mut values: Vec<Value> = array("random.shuffle", args, 0)?.values().collect();
    let shuffled = Array::from_values(&mut host.heap, &values)?;
    for n in (1..values.len()).rev() {
        values.swap(n, host.random.below(n as u64 + 1) as usize);
    }
    for (n, value) in values.into_iter().enumerate() {
        // Its elements are of the same kinds as before, so that this takes no memory.
        shuffled.set(&mut host.heap, n, value)?;
    }
    Ok(shuffled.value())
}

fn sample(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let xs = array("random.sample", args, 0)?;
    let n = int("random.sample", args, 1)?;
    let Some(n) = usize::try_from(n).ok().filter(|n| *n <= xs.len()) else {
        let want = format!("int from 0 to {}", xs.len());
        return Err(unfit("random.sample", 1, &want, &n.to_string()));
    };
    let mut values: Vec<Value> = xs.values().collect();
    let chosen = Array::from_values(&mut host.heap, &values)?;
    for at in 0..n {
        let other = at + host.random.below((values.len() - at) as u64) as usize;
        values.swap(at, other);
    }
    for (at, value) in values[..n].iter().enumerate() {
        chosen.set(&mut host.heap, at, *value)?;
    }
    chosen.truncate(n);
    Ok(chosen.value())
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub static RANDOM: &[Builtin] = &[
    member(
        "random.seed",
        "(n)",
        ONE,
        seed,
        "Begins the numbers that belong to the integer `n`.",
    ),
    member(
        "random.int",
        "(from, to)",
        TWO,
        random_int,
        "An integer from `from` to `to`, both included.",
    ),
    member(
        "random.float",
        "()",
        Arity::exactly(0),
        random_float,
        "A float from 0 up to and without 1.",
    ),
    member(
        "random.choice",
        "(xs)",
        ONE,
        choice,
        "An element of an array.",
    ),
    member(
        "random.shuffle",
        "(xs)",
        ONE,
        shuffle,
        "A new array of the elements in any order.",
    ),
    member(
        "random.sample",
        "(xs, n)",
        TWO,
        sample,
        "A new array of `n` of the elements, each at most once, in any order.",
    ),
];
