//! Numbers: rounding, powers, roots, logarithms, trigonometry.
//!
//! ```text
//! abs(-2 ** 70) -> 1180591620717411303424    round(-2.5) -> -3    pow(2, 10) -> 1024    log(8, 2) -> 3.0
//! ```
//!
//! Invariant: what the name says of an integer is exact; a function of the reals answers a float, NaN outside
//! of its domain, as `/` on floats does.

use super::args::{number, unfit, wrong};
use super::{Builtin, Host, between, function};
use crate::runtime::convert::float_to_int;
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::float::format_float;
use crate::runtime::number::{self as arithmetic, to_float};
use crate::value::{Tag, Value};

/// The float that an argument is, or the nearest one.
fn float(name: &str, args: &[Value], at: usize) -> Result<f64, Fault> {
    to_float(args[at]).ok_or_else(|| wrong(name, at, "int or float", args[at]))
}

fn abs(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = number("abs", args, 0)?;
    let negative = match x.tag() {
        Tag::Int => x.bits() as i64 <= 0,
        Tag::Float => return Ok(Value::float(float("abs", args, 0)?.abs())),
        _ => x.as_big_int().is_some_and(|n| n.is_negative()),
    };
    if negative {
        arithmetic::neg(&mut host.heap, x)
    } else {
        Ok(x)
    }
}

/// The integer that `rounding` makes of a float; integers are what they are.
pub(super) fn rounded(
    host: &mut Host,
    name: &str,
    args: &[Value],
    rounding: fn(f64) -> f64,
) -> Result<Value, Fault> {
    let Some(x) = number(name, args, 0)?.as_float() else {
        return Ok(args[0]);
    };
    match float_to_int(&mut host.heap, rounding(x))? {
        Some(n) => Ok(n),
        None => Err(unfit(name, 0, "a finite number", &format_float(x))),
    }
}

fn floor(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    rounded(host, "floor", args, f64::floor)
}

fn ceil(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    rounded(host, "ceil", args, f64::ceil)
}

fn round(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    rounded(host, "round", args, f64::round)
}

fn pow(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let base = number("pow", args, 0)?;
    let exponent = number("pow", args, 1)?;
    arithmetic::pow(&mut host.heap, base, exponent)
}

fn sqrt(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(float("sqrt", args, 0)?.sqrt()))
}

fn sin(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(float("sin", args, 0)?.sin()))
}

fn cos(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(float("cos", args, 0)?.cos()))
}

fn tan(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(float("tan", args, 0)?.tan()))
}

fn atan2(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let (y, x) = (float("atan2", args, 0)?, float("atan2", args, 1)?);
    Ok(Value::float(y.atan2(x)))
}

fn exp(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(float("exp", args, 0)?.exp()))
}

fn log(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = float("log", args, 0)?;
    if args.len() == 1 {
        return Ok(Value::float(x.ln()));
    }
    let base = float("log", args, 1)?;
    // These two are exact at powers of the base, which the quotient is not.
    let y = match base {
        2.0 => x.log2(),
        10.0 => x.log10(),
        _ => x.ln() / base.ln(),
    };
    Ok(Value::float(y))
}

const ONE: Arity = Arity::exactly(1);
const TWO: Arity = Arity::exactly(2);

pub(super) static NUMBERS: &[Builtin] = &[
    function("abs", "(x)", ONE, abs, "The number without its sign."),
    function(
        "floor",
        "(x)",
        ONE,
        floor,
        "The greatest integer up to `x`.",
    ),
    function("ceil", "(x)", ONE, ceil, "The least integer from `x` on."),
    function(
        "round",
        "(x)",
        ONE,
        round,
        "The nearest integer; halves go away from zero.",
    ),
    function(
        "sqrt",
        "(x)",
        ONE,
        sqrt,
        "The square root, a float; NaN of a negative number.",
    ),
    function("pow", "(x, y)", TWO, pow, "`x ** y`."),
    function("sin", "(x)", ONE, sin, "The sine of an angle in radians."),
    function("cos", "(x)", ONE, cos, "The cosine of an angle in radians."),
    function(
        "tan",
        "(x)",
        ONE,
        tan,
        "The tangent of an angle in radians.",
    ),
    function(
        "atan2",
        "(y, x)",
        TWO,
        atan2,
        "The angle of the point (x, y) in radians, between -pi and pi.",
    ),
    function("exp", "(x)", ONE, exp, "e to the power of `x`."),
    function(
        "log",
        "(x, base = e)",
        between(1, 2),
        log,
        "The logarithm, a float.",
    ),
];
