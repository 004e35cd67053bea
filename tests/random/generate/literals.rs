//! Literals: mostly small and ordinary, now and then at the edge of something.
//!
//! Example: `9223372036854775807` is the largest integer that is not a big one.

use super::Generator;
use crate::tree::Node;

/// Divisors that keep integers small, below or above 64 bits.
pub const MODULI: &[&str] = &[
    "10",
    "1000",
    "1000003",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "(1 << 70)",
    "(10 ** 30)",
];

const INTS: &[&str] = &[
    "16",
    "31",
    "32",
    "63",
    "64",
    "100",
    "0xff",
    "0b1011",
    "1_000_000",
    "2147483647",
    "2147483648",
    "4294967296",
    "1000000007",
    "9007199254740991",
    "9007199254740993",
    "4611686018427387904",
    "9223372036854775806",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "100000000000000000000",
    "(-1)",
    "(-2)",
    "(-7)",
    "(-64)",
    "(-2147483648)",
    "(-9223372036854775807)",
    "(-9223372036854775808)",
    "(-9223372036854775809)",
];

const FLOATS: &[&str] = &[
    "0.0",
    "(-0.0)",
    "0.5",
    "1.5",
    "2.0",
    "2.25",
    "(-3.75)",
    "0.1",
    "3.14159",
    "100.0",
    "1e10",
    "1e21",
    "1e-7",
    "1e300",
    "1e-300",
    "9007199254740993.0",
    "9223372036854775807.0",
    "(0.0 / 0.0)",
    "(1.0 / 0.0)",
    "(-1.0 / 0.0)",
];

const STRINGS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""b""#,
    r#""abc""#,
    r#""key""#,
    r#""hello world""#,
    r#""a,b,,c""#,
    r#""äöü""#,
    r#""日本語""#,
    r#""x😀y""#,
    r#""\u{1F600}""#,
    r#""tab\tline\n""#,
    r#""q\"q""#,
    r#""1""#,
    r#""42""#,
    r#""3.5""#,
    r#""the quick brown fox jumps over the lazy dog""#,
    r#"" padded ""#,
];

impl Generator {
    /// An integer.
    pub(super) fn int_literal(&mut self) -> Node {
        if self.rng.percent(65) {
            Node::text(self.rng.below(11).to_string())
        } else {
            Node::text(*self.rng.pick(INTS))
        }
    }

    /// An integer that is not zero.
    pub(super) fn divisor(&mut self) -> Node {
        if self.rng.percent(70) {
            Node::text(self.rng.between(1, 12).to_string())
        } else {
            Node::text(*self.rng.pick(INTS))
        }
    }

    pub(super) fn float_literal(&mut self) -> Node {
        if self.rng.percent(60) {
            let text = format!(
                "{}.{}",
                self.rng.below(20),
                self.rng.pick(&["0", "5", "25"])
            );
            Node::text(text)
        } else {
            Node::text(*self.rng.pick(FLOATS))
        }
    }

    pub(super) fn string_literal(&mut self) -> Node {
        Node::text(*self.rng.pick(STRINGS))
    }

    /// A key of a hash, from a small set.
    pub(super) fn key(&mut self) -> Node {
        match self.rng.below(12) {
            0..=4 => Node::text(*self.rng.pick(&[r#""a""#, r#""b""#, r#""key""#, r#""é""#])),
            5..=7 => Node::text(self.rng.below(6).to_string()),
            8 => Node::text(*self.rng.pick(&["1.0", "2.5", "(-0.0)", "1e300"])),
            9 => Node::text(*self.rng.pick(&["true", "false"])),
            10 => Node::text(*self.rng.pick(&["9223372036854775808", "(-1)", "1e19"])),
            _ => match &self.context.counter {
                Some(counter) => Node::text(format!("({counter} % 16)")),
                None => Node::text(r#""k""#),
            },
        }
    }
}
