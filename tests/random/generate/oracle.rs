//! Arithmetic whose result is computed here, by other code than the machine's, and checked by the program itself.
//!
//! ```text
//! let o1 = 9223372036854775807; fn f2() { ((o1 + 1) * -0.5) }; if (str(f2()) != str((-4.611686018427388e18))) { puts("WRONG", ...) }
//! ```
//!
//! Integers are computed by `dashu_int`, conversions to floats by way of decimal digits, which Rust reads correctly rounded.
//!
//! Invariant: a check is one piece of text, in which the shrinker cannot make the expectation wrong.

use std::cmp::Ordering;

use dashu_int::IBig;

use super::Generator;
use crate::tree::Node;

/// What a program prints when arithmetic went wrong.
pub const WRONG: &str = "WRONG";

/// Integers stay below this many digits.
const DIGITS: usize = 400;

#[derive(Clone, Debug)]
enum Number {
    Int(IBig),
    Float(f64),
}

use Number::{Float, Int};

/// An expression and its value.
type Known = (String, Number);

impl Generator {
    /// Checked arithmetic on variables, once or in a loop.
    pub(super) fn oracle(&mut self) -> Node {
        let mut text = String::new();
        let mut leaves: Vec<Known> = Vec::new();
        for _ in 0..self.rng.between(1, 3) {
            let name = self.fresh("o");
            let value = self.number();
            text += &format!("let {name} = {}\n", literal(&value));
            leaves.push((name, value));
        }
        let (expression, value) = self.known(&leaves, 4);
        let expected = literal(&value);
        let name = self.fresh("f");
        let rounds = *self.rng.pick(&[1, 1, 2, 30]);
        self.spend(rounds * 20);
        let check = format!(
            "if (str({name}()) != str({expected})) {{ puts(\"{WRONG}\", {name}(), {expected}) }}"
        );
        text += &format!("fn {name}() {{ {expression} }}\n");
        text += &match rounds {
            1 => check,
            _ => format!("for (_ in 0..{rounds}) {{ {check} }}"),
        };
        Node::text(text)
    }

    fn number(&mut self) -> Number {
        if self.rng.percent(30) {
            let floats = [
                0.0,
                -0.0,
                0.5,
                -1.5,
                3.25,
                0.1,
                1e10,
                1e300,
                -1e-300,
                9.007e15,
                f64::MAX,
            ];
            return Float(*self.rng.pick(&floats));
        }
        let near = *self
            .rng
            .pick(&[0u32, 0, 0, 7, 31, 32, 53, 62, 63, 63, 64, 90]);
        let offset = IBig::from(self.rng.below(21)) - IBig::from(10);
        let value = if near == 0 {
            offset
        } else {
            (IBig::from(1) << near as usize) + offset
        };
        Int(if self.rng.percent(40) { -value } else { value })
    }

    fn known(&mut self, leaves: &[Known], depth: usize) -> Known {
        if depth == 0 || self.rng.percent(12) {
            if self.rng.percent(75) {
                return self.rng.pick(leaves).clone();
            }
            let value = self.number();
            return (literal(&value), value);
        }
        let (a, x) = self.known(leaves, depth - 1);
        let (b, y) = self.known(leaves, depth - 1);
        let ops = [
            "+", "-", "*", "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "**", "<", "==",
            "-x", "~x",
        ];
        for _ in 0..8 {
            let op = *self.rng.pick(&ops);
            let (text, value) = match op {
                "<" | "==" => {
                    let order = compare(&x, &y);
                    let holds = if op == "<" {
                        order == Some(Ordering::Less)
                    } else {
                        order == Some(Ordering::Equal)
                    };
                    (
                        format!("({a} {op} {b} ? {a} : {b})"),
                        Some(if holds { x.clone() } else { y.clone() }),
                    )
                }
                "-x" => (format!("(-{a})"), Some(negate(&x))),
                "~x" => (format!("(~{a})"), invert(&x)),
                "<<" | ">>" | "**" => {
                    let most = if op == "**" { 6 } else { 130 };
                    let n = self.rng.below(most);
                    (format!("({a} {op} {n})"), by_count(op, &x, n))
                }
                _ => (format!("({a} {op} {b})"), apply(op, &x, &y)),
            };
            match value {
                Some(Int(i)) if i.to_string().len() > DIGITS => {}
                Some(value) => return (text, value),
                None => {}
            }
        }
        (a, x)
    }
}

/// The operation; `None` if it is an error.
fn apply(op: &str, x: &Number, y: &Number) -> Option<Number> {
    if let (Int(x), Int(y)) = (x, y) {
        let zero = *y == IBig::from(0);
        return Some(Int(match op {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" | "%" if zero => return None,
            "/" => x / y,
            "%" => x % y,
            "&" => x & y,
            "|" => x | y,
            "^" => x ^ y,
            _ => return None,
        }));
    }
    let (x, y) = (float(x), float(y));
    Some(Float(match op {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "%" => x % y,
        _ => return None,
    }))
}

fn by_count(op: &str, x: &Number, n: usize) -> Option<Number> {
    let Int(x) = x else { return None };
    Some(Int(match op {
        "<<" => x << n,
        ">>" => x >> n,
        _ => (0..n).fold(IBig::from(1), |product, _| product * x),
    }))
}

fn negate(x: &Number) -> Number {
    match x {
        Int(i) => Int(-i),
        Float(f) => Float(-f),
    }
}

fn invert(x: &Number) -> Option<Number> {
    match x {
        Int(i) => Some(Int(-i - IBig::from(1))),
        Float(_) => None,
    }
}

/// The nearest float.
fn float(x: &Number) -> f64 {
    match x {
        Int(i) => i.to_string().parse().expect("digits are a float"),
        Float(f) => *f,
    }
}

/// The exact order of two numbers.
fn compare(x: &Number, y: &Number) -> Option<Ordering> {
    match (x, y) {
        (Int(x), Int(y)) => Some(x.cmp(y)),
        (Float(x), Float(y)) => x.partial_cmp(y),
        (Int(x), Float(y)) => compare_mixed(x, *y),
        (Float(x), Int(y)) => compare_mixed(y, *x).map(Ordering::reverse),
    }
}

fn compare_mixed(x: &IBig, y: f64) -> Option<Ordering> {
    if y.is_nan() {
        return None;
    }
    if y.is_infinite() {
        return Some(if y > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    // Rust prints all digits of a float that is an integer.
    let whole: IBig = format!("{:.0}", y.trunc())
        .parse()
        .expect("digits are an integer");
    Some(x.cmp(&whole).then(0.0.partial_cmp(&y.fract())?))
}

/// The number as an operand.
fn literal(x: &Number) -> String {
    let text = match x {
        Int(i) => i.to_string(),
        Float(f) if f.is_nan() => return "(0.0 / 0.0)".into(),
        Float(f) if f.is_infinite() => return format!("({}.0 / 0.0)", f.signum()),
        Float(f) => format!("{f:?}"),
    };
    match text.starts_with('-') {
        true => format!("({text})"),
        false => text,
    }
}

#[test]
fn mixed_comparisons_are_exact() {
    let big = IBig::from(9_007_199_254_740_993_i64);
    assert_eq!(
        compare_mixed(&big, 9_007_199_254_740_992.0),
        Some(Ordering::Greater)
    );
    assert_eq!(compare_mixed(&IBig::from(2), 2.5), Some(Ordering::Less));
    assert_eq!(
        compare_mixed(&IBig::from(-2), -2.5),
        Some(Ordering::Greater)
    );
    assert_eq!(compare_mixed(&IBig::from(0), -0.0), Some(Ordering::Equal));
    assert_eq!(compare_mixed(&IBig::from(0), f64::NAN), None);
}
