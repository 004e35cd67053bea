//! Expressions that give numbers and booleans.
//!
//! Example: `((a << 3) % (b | 1))`, `sqrt(abs(x))`, `(x < 2.5 && !y)`.

use super::{Generator, Kind};
use crate::tree::{Node, node};

impl Generator {
    pub(super) fn int(&mut self, depth: usize) -> Node {
        if depth == 0 || !self.affords(20) {
            return self.int_leaf();
        }
        let d = depth - 1;
        if self.dares() {
            return self.wrong(&Kind::Int, d);
        }
        match self.rng.below(32) {
            30 | 31 => self.int_of_module(d),
            0..=2 => self.int_leaf(),
            3..=8 => self.sum(d),
            9 => {
                self.grew = true;
                node!("(# * #)", self.int(d), self.int(d))
            }
            10 | 11 => {
                let op = *self.rng.pick(&["/", "%"]);
                node!("(# # #)", self.int(d), op, self.divisor())
            }
            12 => {
                let op = *self.rng.pick(&["/", "%"]);
                node!("(# # (# | 1))", self.int(d), op, self.int(d))
            }
            13 | 14 => {
                let op = *self.rng.pick(&["&", "|", "^"]);
                node!("(# # #)", self.int(d), op, self.int(d))
            }
            15 => self.shift(d),
            16 => {
                let op = *self.rng.pick(&["-", "~"]);
                node!("(##)", op, self.int(d))
            }
            17 => self.choice(&Kind::Int, d),
            18 => self.power(d),
            19 => {
                let kind = self.container();
                node!("len(#)", self.expression(&kind, d))
            }
            20 | 21 => self.read(&Kind::Int, d),
            22 | 23 => self.call_of(&Kind::Int, d),
            24 => self.update(d),
            25 => self.fold(d),
            26 => self.rounded(d),
            27 => self.parsed(d),
            28 => {
                let name = *self.rng.pick(&["min", "max"]);
                node!("#(#)", name, vec![self.int(d), self.int(d)])
            }
            _ => node!("abs(#)", self.int(d)),
        }
    }

    /// An integer from a member of a module.
    fn int_of_module(&mut self, d: usize) -> Node {
        match self.rng.below(8) {
            0 => node!("math.sign(#)", self.int(d)),
            1 => node!("math.gcd(#)", vec![self.int(d), self.int(d)]),
            2 => {
                let low = self.rng.below(20).to_string();
                node!("math.clamp(#, #, 50)", self.int(d), low)
            }
            3 => node!("math.abs(#)", self.int(d)),
            4 => node!("strings.count(#, \"a\")", self.string(d)),
            5 => node!("json.parse(json.stringify(#))", self.int(d)),
            6 => {
                let array = self.expression(&Kind::array(Kind::Int), d);
                node!("arrays.lastIndexOf(#)", vec![array, self.int(d)])
            }
            _ => {
                self.spend(40);
                let f = self.lambda(&[Kind::Int], &Kind::Bool, d);
                let array = self.expression(&Kind::array(Kind::Int), d);
                let name = *self.rng.pick(&["findIndex", "count"]);
                node!("arrays.#(#)", name, vec![array, f])
            }
        }
    }

    fn int_leaf(&mut self) -> Node {
        match self.variable(|v| matches!(v.kind, Kind::Int | Kind::Fuel(_))) {
            Some(v) if self.rng.percent(70) => Node::text(v.name),
            _ => self.int_literal(),
        }
    }

    fn sum(&mut self, d: usize) -> Node {
        let op = *self.rng.pick(&["+", "+", "-"]);
        if d == 0 && self.rng.percent(30) {
            // Without parentheses of its own: precedence decides.
            let op2 = *self.rng.pick(&["+", "-", "&", "|"]);
            return node!(
                "(# # # # #)",
                self.int(d),
                op,
                self.int(d),
                op2,
                self.int(d)
            );
        }
        node!("(# # #)", self.int(d), op, self.int(d))
    }

    fn shift(&mut self, d: usize) -> Node {
        let op = *self.rng.pick(&["<<", ">>", ">>"]);
        self.grew |= op == "<<";
        if self.rng.percent(60) {
            let count = *self.rng.pick(&[0, 1, 2, 3, 31, 32, 62, 63, 64, 65, 100]);
            return node!("(# # #)", self.int(d), op, count);
        }
        node!("(# # (# & 63))", self.int(d), op, self.int(d))
    }

    fn power(&mut self, d: usize) -> Node {
        self.grew = true;
        let exponent = self.rng.below(5);
        if self.rng.percent(50) {
            node!("(# ** #)", self.int(d.min(1)), exponent)
        } else {
            node!(
                "pow(#)",
                vec![self.int(d.min(1)), Node::text(exponent.to_string())]
            )
        }
    }

    /// An assignment as an expression, or a step.
    fn update(&mut self, d: usize) -> Node {
        let Some(name) = self.mutable_of(&Kind::Int) else {
            return self.int_leaf();
        };
        match self.rng.below(5) {
            0 => node!("(#++)", name),
            1 => node!("(#--)", name),
            2 => node!("(# = #)", name, self.stored(&Kind::Int, d)),
            3 => node!("(# /= #)", name, self.divisor()),
            _ => {
                let op = *self.rng.pick(&["+=", "-="]);
                node!("(# # #)", name, op, self.stored(&Kind::Int, d))
            }
        }
    }

    /// An integer made of many.
    fn fold(&mut self, d: usize) -> Node {
        self.grew = true;
        self.spend(60);
        let ints = Kind::array(Kind::Int);
        let array = self.expression(&ints, d);
        match self.rng.below(5) {
            0 => node!("sum(#)", array),
            1 => node!("(max(#) ?? #)", array, self.int_literal()),
            2 => {
                let f = self.lambda(&[Kind::Int, Kind::Int], &Kind::Int, d);
                node!("reduce(#)", vec![array, self.int_literal(), f])
            }
            3 => {
                let f = self.lambda(&[Kind::Int, Kind::Int], &Kind::Int, d);
                node!("#.reduce(#)", array, vec![self.int_literal(), f])
            }
            _ => {
                let f = self.lambda(&[Kind::Int], &Kind::Bool, d);
                node!("(#.find(#) ?? 0)", array, f)
            }
        }
    }

    fn rounded(&mut self, d: usize) -> Node {
        let f = *self.rng.pick(&["floor", "ceil", "round", "int"]);
        let by = *self.rng.pick(&["2.0", "2.5", "1.0", "0.5"]);
        match self.variable_of(&Kind::Int) {
            Some(name) => node!("#(# / #)", f, Node::text(name), by),
            None => node!("#(#)", f, node!("(# / #)", self.int(d.min(1)), by)),
        }
    }

    fn parsed(&mut self, d: usize) -> Node {
        match self.rng.below(4) {
            0 => node!("ord(# + \"x\")", self.string(d)),
            1 => node!("indexOf(#)", vec![self.string(d), self.string_literal()]),
            2 => node!("int(str(#))", self.int(d)),
            _ => node!("int(#)", self.bool(d)),
        }
    }

    pub(super) fn float(&mut self, depth: usize) -> Node {
        if depth == 0 || !self.affords(20) {
            return self.float_leaf();
        }
        let d = depth - 1;
        if self.dares() {
            return self.wrong(&Kind::Float, d);
        }
        match self.rng.below(21) {
            20 => {
                let name = *self.rng.pick(&["sqrt", "cbrt", "abs", "radians"]);
                node!("math.#(#)", name, self.float(d))
            }
            0..=2 => self.float_leaf(),
            3..=6 => {
                let op = *self.rng.pick(&["+", "-", "*", "/"]);
                node!("(# # #)", self.float(d), op, self.float(d))
            }
            7 | 8 => {
                let op = *self.rng.pick(&["+", "-", "*", "/"]);
                node!("(# # #)", self.int(d), op, self.float(d))
            }
            9 | 10 => {
                let op = *self.rng.pick(&["+", "-", "*", "/", "%"]);
                node!("(# # #)", self.float(d), op, self.int(d))
            }
            11 => node!("(# % #)", self.float(d), self.float(d)),
            12 => node!("(-#)", self.float(d)),
            13 => {
                let name = *self.rng.pick(&["sqrt", "abs", "float"]);
                node!("#(#)", name, self.float(d))
            }
            14 => node!("float(#)", self.int(d)),
            15 => self.choice(&Kind::Float, d),
            16 => self.read(&Kind::Float, d),
            17 => self.call_of(&Kind::Float, d),
            18 => match self.mutable_of(&Kind::Float) {
                Some(name) => {
                    let op = *self.rng.pick(&["=", "+=", "-=", "*="]);
                    node!("(# # #)", name, op, self.float(d))
                }
                None => self.float_leaf(),
            },
            _ => {
                let exponent = *self.rng.pick(&["2", "0.5", "(-1)", "3"]);
                node!("(# ** #)", self.float(d), exponent)
            }
        }
    }

    fn float_leaf(&mut self) -> Node {
        match self.variable_of(&Kind::Float) {
            Some(name) if self.rng.percent(70) => Node::text(name),
            _ => self.float_literal(),
        }
    }

    pub(super) fn bool(&mut self, depth: usize) -> Node {
        if depth == 0 || !self.affords(20) {
            return match self.variable_of(&Kind::Bool) {
                Some(name) if self.rng.percent(60) => Node::text(name),
                _ => Node::text(*self.rng.pick(&["true", "false"])),
            };
        }
        let d = depth - 1;
        if self.dares() {
            return self.wrong(&Kind::Bool, d);
        }
        let order = *self.rng.pick(&["<", ">", "<=", ">=", "==", "!="]);
        match self.rng.below(20) {
            0..=5 => node!("(# # #)", self.int(d), order, self.int(d)),
            6 => node!("(# # #)", self.float(d), order, self.float(d)),
            7 => node!("(# # #)", self.int(d), order, self.float(d)),
            8 => node!("(# # #)", self.string(d), order, self.string(d)),
            9 => {
                let op = *self.rng.pick(&["==", "!="]);
                node!("(# # #)", self.any(d), op, self.any(d))
            }
            10 => node!("(!#)", self.bool(d)),
            11..=13 => {
                let op = *self.rng.pick(&["&&", "||"]);
                node!("(# # #)", self.bool(d), op, self.bool(d))
            }
            14 => self.choice(&Kind::Bool, d),
            15 => self.read(&Kind::Bool, d),
            16 => self.call_of(&Kind::Bool, d),
            17 => self.membership(d),
            18 => {
                self.spend(40);
                let f = self.lambda(&[Kind::Int], &Kind::Bool, d);
                let name = *self.rng.pick(&["any", "all"]);
                node!(
                    "#(#)",
                    name,
                    vec![self.expression(&Kind::array(Kind::Int), d), f]
                )
            }
            _ => match self.mutable_of(&Kind::Bool) {
                Some(name) => node!("(# = #)", name, self.bool(d)),
                None => node!("bool(#)", self.any(d)),
            },
        }
    }

    fn membership(&mut self, d: usize) -> Node {
        match self.rng.below(6) {
            0 => node!(
                "(# in #)",
                self.int(d),
                self.expression(&Kind::array(Kind::Int), d)
            ),
            1 => node!("(# in #)", self.string_literal(), self.string(d)),
            2 => node!(
                "(# in #)",
                self.key(),
                self.expression(&Kind::hash(Kind::Int), d)
            ),
            3 => node!("(# in (0..#))", self.int(d), self.rng.below(20)),
            4 => {
                let kind = self.container();
                let other = self.expression(&kind, d);
                node!("equals(#)", vec![self.expression(&kind, d), other])
            }
            _ => {
                let name = *self.rng.pick(&["startsWith", "endsWith", "contains"]);
                node!("#.#(#)", self.string(d), name, self.string_literal())
            }
        }
    }

    /// One of two values, or a value that something else stands in for.
    pub(super) fn choice(&mut self, kind: &Kind, d: usize) -> Node {
        let first = self.expression(kind, d);
        let second = self.expression(kind, d);
        match self.rng.below(6) {
            0 => node!("(if (#) { # } else { # })", self.bool(d), first, second),
            1 => node!("(null ?? #)", first),
            2 if *kind != Kind::Bool => node!("(# && #)", first, second),
            3 if *kind != Kind::Bool => node!("(# || #)", first, second),
            4 => self.tried(kind, first, d),
            _ => node!("(# ? # : #)", self.bool(d), first, second),
        }
    }
}
