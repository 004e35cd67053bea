//! The module `math`: what programs do not have without it.
//!
//! ```text
//! math.gcd(12, 18) -> 6    math.hypot(3, 4) -> 5.0    math.clamp(7, 0, 5) -> 5    math.sign(-2.5) -> -1
//! ```
//!
//! Invariant: as in `numbers.rs`: exact for integers of any size, NaN outside of a function's domain.

use dashu_int::IBig;

use super::super::args::{number, unfit, wrong};
use super::super::numbers::rounded;
use super::super::{Builtin, Host, at_least, member};
use crate::heap::BigInt;
use crate::heap::bigint::Integer;
use crate::runtime::compare::compare;
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::float::format_float;
use crate::runtime::number::to_float;
use crate::value::Value;

/// The float that an argument is, or the nearest one.
fn float(name: &str, args: &[Value], at: usize) -> Result<f64, Fault> {
    to_float(args[at]).ok_or_else(|| wrong(name, at, "int or float", args[at]))
}

/// Functions of one real number.
macro_rules! reals {
    ($($name:ident $shown:literal $function:expr;)*) => {
        $(fn $name(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
            let function: fn(f64) -> f64 = $function;
            Ok(Value::float(function(float($shown, args, 0)?)))
        })*
    };
}

reals! {
    asin "math.asin" f64::asin;
    acos "math.acos" f64::acos;
    atan "math.atan" f64::atan;
    sinh "math.sinh" f64::sinh;
    cosh "math.cosh" f64::cosh;
    tanh "math.tanh" f64::tanh;
    cbrt "math.cbrt" f64::cbrt;
    log2 "math.log2" f64::log2;
    log10 "math.log10" f64::log10;
    degrees "math.degrees" f64::to_degrees;
    radians "math.radians" f64::to_radians;
}

fn hypot(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (x, y) = (float("math.hypot", args, 0)?, float("math.hypot", args, 1)?);
    Ok(Value::float(x.hypot(y)))
}

fn trunc(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    rounded(host, "math.trunc", args, f64::trunc)
}

fn sign(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = number("math.sign", args, 0)?;
    if let Some(n) = x.as_big_int() {
        return Ok(Value::int(if n.is_negative() { -1 } else { 1 }));
    }
    match (x.as_int(), x.as_float()) {
        (Some(n), _) => Ok(Value::int(n.signum())),
        (_, Some(x)) if x.is_nan() => Err(unfit("math.sign", 0, "a number", &format_float(x))),
        (_, Some(x)) if x != 0.0 => Ok(Value::int(if x < 0.0 { -1 } else { 1 })),
        _ => Ok(Value::int(0)),
    }
}

fn integer(name: &str, args: &[Value], at: usize) -> Result<IBig, Fault> {
    match Integer::of(args[at]) {
        Some(n) => Ok((*n).clone()),
        None => Err(wrong(name, at, "int", args[at])),
    }
}

/// The greatest common divisor of two integers, by Euclid.
fn divisor(mut a: IBig, mut b: IBig) -> IBig {
    while b != IBig::ZERO {
        let rest = &a % &b;
        a = std::mem::replace(&mut b, rest);
    }
    if a < IBig::ZERO { -a } else { a }
}

fn gcd(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let mut result = IBig::ZERO;
    for at in 0..args.len() {
        result = divisor(result, integer("math.gcd", args, at)?);
    }
    Ok(BigInt::value_of(&mut host.heap, &result)?)
}

fn lcm(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let mut result = IBig::ONE;
    for at in 0..args.len() {
        let n = integer("math.lcm", args, at)?;
        let common = divisor(result.clone(), n.clone());
        result = match common == IBig::ZERO {
            true => IBig::ZERO,
            false => result / common * n,
        };
    }
    if result < IBig::ZERO {
        result = -result;
    }
    Ok(BigInt::value_of(&mut host.heap, &result)?)
}

fn is_nan(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = number("math.isNaN", args, 0)?;
    Ok(Value::bool(x.as_float().is_some_and(f64::is_nan)))
}

fn is_finite(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = number("math.isFinite", args, 0)?;
    Ok(Value::bool(x.as_float().is_none_or(f64::is_finite)))
}

fn clamp(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    for at in 0..3 {
        number("math.clamp", args, at)?;
    }
    let (x, low, high) = (args[0], args[1], args[2]);
    let is_less = |a, b| Ok::<bool, Fault>(compare("<", a, b)? == Some(std::cmp::Ordering::Less));
    if is_less(high, low)? {
        return Err(Fault::message(
            "math.clamp: argument 3: want a number from argument 2 on, got a lesser one",
        ));
    }
    if is_less(x, low)? {
        return Ok(low);
    }
    Ok(if is_less(high, x)? { high } else { x })
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub static MATH: &[Builtin] = &[
    member(
        "math.asin",
        "(x)",
        ONE,
        asin,
        "The angle in radians whose sine is `x`.",
    ),
    member(
        "math.acos",
        "(x)",
        ONE,
        acos,
        "The angle in radians whose cosine is `x`.",
    ),
    member(
        "math.atan",
        "(x)",
        ONE,
        atan,
        "The angle in radians whose tangent is `x`.",
    ),
    member("math.sinh", "(x)", ONE, sinh, "The hyperbolic sine."),
    member("math.cosh", "(x)", ONE, cosh, "The hyperbolic cosine."),
    member("math.tanh", "(x)", ONE, tanh, "The hyperbolic tangent."),
    member("math.cbrt", "(x)", ONE, cbrt, "The cube root, a float."),
    member("math.log2", "(x)", ONE, log2, "The logarithm to base 2."),
    member("math.log10", "(x)", ONE, log10, "The logarithm to base 10."),
    member(
        "math.degrees",
        "(x)",
        ONE,
        degrees,
        "An angle in radians in degrees.",
    ),
    member(
        "math.radians",
        "(x)",
        ONE,
        radians,
        "An angle in degrees in radians.",
    ),
    member(
        "math.hypot",
        "(x, y)",
        TWO,
        hypot,
        "The length of the vector (x, y), a float.",
    ),
    member(
        "math.trunc",
        "(x)",
        ONE,
        trunc,
        "The integer that is `x` without what stands behind the point.",
    ),
    member("math.sign", "(x)", ONE, sign, "`-1`, `0` or `1`."),
    member(
        "math.gcd",
        "(n, m, ...more)",
        at_least(2),
        gcd,
        "The greatest common divisor of integers; `0` if all are 0.",
    ),
    member(
        "math.lcm",
        "(n, m, ...more)",
        at_least(2),
        lcm,
        "The least common multiple of integers; `0` if one is 0.",
    ),
    member("math.isNaN", "(x)", ONE, is_nan, "Whether a number is NaN."),
    member(
        "math.isFinite",
        "(x)",
        ONE,
        is_finite,
        "Whether a number is neither NaN nor infinite.",
    ),
    member(
        "math.clamp",
        "(x, low, high)",
        Arity::exactly(3),
        clamp,
        "The number of `low`..`high`, both included, that is nearest to `x`.",
    ),
];
