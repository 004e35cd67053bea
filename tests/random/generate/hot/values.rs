//! Expressions: numbers, texts, anything; and literals.
//!
//! Example: `((v1 * 7 + i4) % 1000003)`, `xs2[i4 % 5]`, `(h3.a ?? 1)`, `f5(v1, i4)`.

use super::{Function, Hot, Mostly, Rest, Takes};
use crate::tree::{Node, node};

const INTS: &[&str] = &[
    "9223372036854775807",
    "9223372036854775800",
    "(-9223372036854775808)",
    "4611686018427387904",
    "2147483648",
    "9007199254740993",
    "(1 << 70)",
    "1000003",
    "(-1)",
    "(-7)",
];

const FLOATS: &[&str] = &[
    "0.5",
    "1.0",
    "2.25",
    "(-0.0)",
    "(-3.75)",
    "1e18",
    "1e300",
    "(0.0 / 0.0)",
    "(1.0 / 0.0)",
];

const TEXTS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""b7""#,
    r#""é""#,
    r#""x😀y""#,
    r#""12""#,
    r#""longer than a short string""#,
];

/// What numbers are cut by.
const MODULI: &[&str] = &[
    "10",
    "97",
    "1009",
    "1000003",
    "1000003",
    "4294967296",
    "9223372036854775807",
    "(1 << 66)",
];

impl Hot {
    pub(super) fn literals(&mut self, count: usize) -> Vec<Node> {
        (0..count).map(|_| self.literal()).collect()
    }

    pub(super) fn number_literal(&mut self) -> Node {
        Node::text(match self.rng.below(10) {
            0..=5 => self.rng.below(12).to_string(),
            6 => (*self.rng.pick(INTS)).to_string(),
            7 => (*self.rng.pick(FLOATS)).to_string(),
            8 => format!("{}.5", self.rng.below(9)),
            _ => self.rng.below(2000).to_string(),
        })
    }

    pub(super) fn text_literal(&mut self) -> Node {
        Node::text(*self.rng.pick(TEXTS))
    }

    /// A literal of any kind.
    pub(super) fn literal(&mut self) -> Node {
        match self.rng.below(8) {
            0 | 1 => self.number_literal(),
            2 => Node::text(*self.rng.pick(FLOATS)),
            3 => self.text_literal(),
            4 => Node::text("null"),
            5 => Node::text(*self.rng.pick(&["true", "false"])),
            6 => Node::text(*self.rng.pick(&["[1]", "[0.5, \"z\"]", "[]", "{\"a\": 1}"])),
            _ => Node::text(*self.rng.pick(INTS)),
        }
    }

    /// Elements of an array, of one kind or several.
    pub(super) fn elements(&mut self) -> Vec<Node> {
        let count = self.rng.below(8);
        match self.rng.below(5) {
            0 | 1 => (0..count)
                .map(|_| Node::text(self.rng.below(50).to_string()))
                .collect(),
            2 => (0..count)
                .map(|_| Node::text(format!("{}.25", self.rng.below(50))))
                .collect(),
            3 => (0..count)
                .map(|_| Node::text(*self.rng.pick(&["true", "false"])))
                .collect(),
            _ => self.literals(count),
        }
    }

    pub(super) fn number_or_other(&mut self) -> Node {
        match self.rng.percent(75) {
            true => self.number_literal(),
            false => self.literal(),
        }
    }

    /// The name of a variable that mostly holds that.
    pub(super) fn variable(&mut self, mostly: Mostly) -> Option<String> {
        let known = self.scope.variables.iter();
        let found: Vec<&String> = known
            .filter(|(_, m)| *m == mostly)
            .map(|(name, _)| name)
            .collect();
        match found.is_empty() {
            true => None,
            false => Some((*self.rng.pick(&found)).clone()),
        }
    }

    /// The name of one of several.
    pub(super) fn one_of(&mut self, names: fn(&super::Scope) -> &Vec<String>) -> Option<String> {
        let known = names(&self.scope);
        match known.len() {
            0 => None,
            n => Some(known[self.rng.below(n)].clone()),
        }
    }

    /// The counter of a loop around, rarely one further out.
    pub(super) fn counter(&mut self) -> Node {
        let known = self.scope.counters.len();
        if known == 0 {
            return self.number_literal();
        }
        let at = known - 1 - self.rng.below(known).min(self.rng.below(known));
        Node::text(self.scope.counters[at].clone())
    }

    /// What decides a condition or an index: a counter, or a variable where no loop is around.
    pub(super) fn decider(&mut self) -> Node {
        match self.variable(Mostly::Number) {
            Some(name) if self.scope.counters.is_empty() => Node::text(name),
            _ => self.counter(),
        }
    }

    /// A small number: adding it makes nothing large.
    pub(super) fn small(&mut self) -> Node {
        self.cost += 1;
        match self.rng.below(8) {
            0..=2 => self.number_literal(),
            3..=5 => self.counter(),
            6 => node!("(# % #)", self.counter(), self.rng.between(2, 9)),
            _ => match self.rng.percent(30) {
                true => node!("mixed[# % 6]", self.counter()),
                false => self.number_literal(),
            },
        }
    }

    /// A number, or what stands for one.
    pub(super) fn number(&mut self, depth: usize) -> Node {
        self.cost += 2;
        if depth == 0 {
            return match self.variable(Mostly::Number) {
                Some(name) if self.rng.percent(65) => Node::text(name),
                _ => self.small(),
            };
        }
        let d = depth - 1;
        let modulus = *self.rng.pick(MODULI);
        match self.rng.below(26) {
            0..=2 => self.number(0),
            3..=6 => {
                let op = *self.rng.pick(&["+", "+", "-"]);
                node!("((# # #) % #)", self.number(d), op, self.number(d), modulus)
            }
            7 | 8 => {
                let factor = match self.rng.percent(50) {
                    true => Node::text(self.rng.below(10).to_string()),
                    false => node!("(# % 97)", self.number(0)),
                };
                node!("(# * # % #)", self.number(d), factor, modulus)
            }
            9 => node!("(# / #)", self.number(d), self.small()),
            10 => node!("(# % #)", self.number(d), self.small()),
            11 | 12 => {
                let op = *self.rng.pick(&["&", "|", "^"]);
                let other = self.rng.below(1000);
                node!("(# # #)", self.number(d), op, other)
            }
            13 => {
                let count = *self.rng.pick(&[0, 1, 2, 31, 62, 63, 64, 65]);
                match self.rng.percent(50) {
                    true => node!("(# >> #)", self.number(d), count),
                    false => node!("((# << #) % #)", self.number(d), count, modulus),
                }
            }
            14 => node!("(-#)", self.number(d)),
            15 | 16 => self.element(d),
            17 => self.field(),
            18..=20 => self.call(d),
            21 => self.closure_call(d),
            22 => node!(
                "(# ? # : #)",
                self.condition(d),
                self.number(d),
                self.number(0)
            ),
            23 => match self.variable(Mostly::Number) {
                Some(name) => {
                    let form = *self.rng.pick(&["(#++)", "(#--)", "(# += 1)", "(# -= 0.5)"]);
                    node!(form, name)
                }
                None => self.small(),
            },
            24 => match self.variable(Mostly::Text) {
                Some(name) => node!("len(#)", name),
                None => self.small(),
            },
            _ => node!("(try { # } catch (e) { # })", self.number(d), self.small()),
        }
    }

    /// An element of an array, or the last one taken off.
    pub(super) fn element(&mut self, depth: usize) -> Node {
        let Some(xs) = self.one_of(|s| &s.arrays) else {
            return self.small();
        };
        self.cost += 3;
        match self.rng.below(8) {
            0 => node!("#.pop()", xs),
            1 => node!("#.shift()", xs),
            2 => node!("#[-#]", xs, self.rng.between(1, 4)),
            3 => node!("#[#]", xs, self.number(depth.min(1))),
            4 => node!("len(#)", xs),
            5 => node!("(#[# % 8] ?? #)", xs, self.decider(), self.small()),
            _ => node!("#[# % #]", xs, self.decider(), self.rng.between(2, 9)),
        }
    }

    pub(super) fn key(&mut self) -> Node {
        match self.rng.below(6) {
            0 | 1 => Node::text(*self.rng.pick(&[r#""a""#, r#""b""#, r#""é""#])),
            2 => Node::text(*self.rng.pick(&["1", "1.0", "2.5", "true", "(-0.0)"])),
            _ => node!("(# % #)", self.decider(), self.rng.between(2, 7)),
        }
    }

    /// A value of a hash.
    fn field(&mut self) -> Node {
        let Some(h) = self.one_of(|s| &s.hashes) else {
            return self.small();
        };
        self.cost += 3;
        match self.rng.below(5) {
            0 => node!("#.#", h, *self.rng.pick(&["a", "b"])),
            1 => node!("delete(#, #)", h, self.key()),
            2 => node!("#[#]", h, self.key()),
            _ => node!("(#[#] ?? #)", h, self.key(), self.small()),
        }
    }

    pub(super) fn text(&mut self, depth: usize) -> Node {
        self.cost += 3;
        let variable = self.variable(Mostly::Text);
        let (Some(name), true) = (variable, depth > 0) else {
            return match self.rng.below(4) {
                0 => node!("str(#)", self.small()),
                1 => node!("`${#}:${#}`", self.counter(), self.small()),
                _ => self.text_literal(),
            };
        };
        match self.rng.below(7) {
            0 => Node::text(name),
            1 => node!("#[# % 5]", name, self.decider()),
            2 => node!("#[#:#]", name, self.rng.below(3), self.rng.between(2, 9)),
            3 => node!("(# + #)[:30]", name, self.text(0)),
            4 => node!("(# + #)[-20:]", self.text(0), name),
            5 => node!("`${#}${#}`[:25]", name, self.number(0)),
            _ => node!(
                "(# # # ? # : #)",
                name.as_str(),
                self.order(),
                self.text(0),
                self.text(0),
                name.as_str()
            ),
        }
    }

    pub(super) fn any(&mut self, depth: usize) -> Node {
        self.cost += 2;
        match self.rng.below(9) {
            0 => self.literal(),
            1 => node!("mixed[# % #]", self.counter(), self.rng.between(2, 6)),
            2 => match self.variable(Mostly::Any) {
                Some(name) => Node::text(name),
                None => self.literal(),
            },
            3 => self.element(depth),
            4 => self.field(),
            5 => node!("[#, #]", self.counter(), self.small()),
            6 => self.text(depth),
            7 => self.condition(depth.saturating_sub(1)),
            _ => self.number(depth),
        }
    }

    /// A value for a variable of a kind, which now and then is another's.
    pub(super) fn value(&mut self, mostly: Mostly, depth: usize) -> Node {
        match mostly {
            Mostly::Number => self.number(depth),
            Mostly::Text => self.text(depth),
            Mostly::Any => self.any(depth),
        }
    }

    /// A call of one of the functions in view.
    pub(super) fn call(&mut self, depth: usize) -> Node {
        let known = self.scope.functions.len();
        if known == 0 {
            return self.small();
        }
        let Function { name, takes, cost } = self.scope.functions[self.rng.below(known)].clone();
        self.cost += cost + 4;
        let d = depth.saturating_sub(1);
        let mut arguments = match takes {
            Takes::Fuel => {
                let fuel = node!("# % #", self.counter(), self.rng.between(2, 6));
                vec![fuel, self.number(d)]
            }
            Takes::Array => match self.one_of(|s| &s.arrays) {
                Some(xs) => vec![Node::text(xs), self.number(d)],
                None => vec![node!("[]"), self.number(d)],
            },
            Takes::Numbers(least, most, rest) => {
                let given = self.rng.between(least, most);
                let mut arguments: Vec<Node> = (0..given).map(|_| self.number(d)).collect();
                if rest == Rest::Some && given == most {
                    for _ in 0..self.rng.below(3) {
                        arguments.push(self.small());
                    }
                }
                if self.rng.percent(8) {
                    arguments = vec![node!("...[#]", arguments)];
                }
                arguments
            }
        };
        match self.rng.below(60) {
            // Another kind than the function was made for.
            0..=4 => *arguments.last_mut().expect("an argument") = self.literal(),
            5 if matches!(takes, Takes::Numbers(..)) => {
                arguments.pop();
            }
            _ => {}
        }
        node!("#(#)", name, arguments)
    }

    fn closure_call(&mut self, depth: usize) -> Node {
        let Some(fs) = self.one_of(|s| &s.closures) else {
            return self.small();
        };
        self.cost += 12;
        let at = match self.rng.below(3) {
            0 => Node::text("0"),
            1 => node!("# % 2", self.counter()),
            _ => node!("# % len(#)", self.counter(), fs.as_str()),
        };
        node!("#[#](#)", fs.as_str(), at, self.number(depth.min(1)))
    }
}
