//! Statements: bindings, assignments, printing, conditions; and which statement comes next.
//!
//! Example: `let [a, ...b] = [1, 2, 3]`, `x += 2`, `if (x > 3) { puts(x) } else { x = 0 }`.

use super::{Generator, Kind, Variable};
use crate::tree::{Block, Node, node};

impl Generator {
    pub(super) fn statement(&mut self) -> Node {
        self.spend(1);
        if !self.affords(60) || self.context.nesting > 5 {
            return match self.rng.below(3) {
                0 => self.checksum_statement(),
                _ => self.print_statement(),
            };
        }
        match self.rng.below(50) {
            0..=5 => self.let_statement(),
            6..=11 => self.assignment(),
            12..=17 => self.print_statement(),
            18..=21 => self.if_statement(),
            22..=27 => self.loop_statement(),
            28..=30 if self.context.nesting < 3 => self.function_statement(),
            31..=33 => self.call_statement(),
            34..=37 => self.array_statement(),
            38..=40 => self.hash_statement(),
            41 | 42 => self.try_statement(),
            43 | 44 => self.destructuring(),
            45 => self.shadowing(),
            46 => self.leave_sometimes(),
            48 if self.context.nesting < 4 => self.generator_statement(),
            47 => self.scenario(),
            _ => self.checksum_statement(),
        }
    }

    pub(super) fn let_statement(&mut self) -> Node {
        let kind = self.kind();
        let value = self.stored(&kind, 3);
        let constant = self.rng.percent(12);
        // Now and then a second `let` of a name: a new variable.
        let here: Vec<Variable> = self.scopes.last().cloned().unwrap_or_default();
        let taken = here.iter().filter(|v| v.mutable && v.name.starts_with('v'));
        let names: Vec<String> = taken.map(|v| v.name.clone()).collect();
        let callable = matches!(kind, Kind::Function(_));
        // A function would name itself, not the variable before it.
        let name = if !callable && !names.is_empty() && self.rng.percent(6) {
            self.rng.pick(&names).clone()
        } else {
            self.fresh("v")
        };
        let mutable = !constant && !callable;
        self.declare(&name, kind, mutable);
        let word = if constant { "const" } else { "let" };
        node!("# # = #", word, name, value)
    }

    fn assignment(&mut self) -> Node {
        let Some(Variable { name, kind, .. }) = self.variable(|v| v.mutable) else {
            return self.let_statement();
        };
        let name = name.as_str();
        if self.dares() {
            return node!("# = #", name, self.wrong(&kind, 1));
        }
        match (&kind, self.rng.below(6)) {
            (Kind::Int, 0) => node!("##", name, *self.rng.pick(&["++", "--"])),
            (Kind::Int, 1 | 2) => {
                let op = *self.rng.pick(&["+=", "-=", "/=", "%="]);
                let value = match op {
                    "+=" | "-=" => self.stored(&kind, 2),
                    _ => self.divisor(),
                };
                node!("# # #", name, op, value)
            }
            (Kind::Int, 3) => {
                let step = node!("# *= #", name, self.int(1));
                let modulus = *self.rng.pick(super::literals::MODULI);
                Node::sequence(vec![step, node!("# %= #", name, modulus)])
            }
            (Kind::Float, 0 | 1) => {
                let op = *self.rng.pick(&["+=", "-=", "*=", "/="]);
                node!("# # #", name, op, self.float(2))
            }
            (Kind::Str, 0 | 1) => {
                let longer = node!("# += #", name, self.stored(&Kind::Str, 1));
                node!("if (len(#) < 80) #", name, Block(vec![longer]))
            }
            _ => node!("# = #", name, self.stored(&kind, 3)),
        }
    }

    pub(super) fn print_statement(&mut self) -> Node {
        self.spend(5);
        let kind = if self.rng.percent(20) {
            self.kind()
        } else {
            self.kind_to_print()
        };
        let value = self.stored(&kind, 3);
        let print = match self.rng.below(6) {
            0 => node!("print(#, \"\\n\")", value),
            1 => {
                let other = self.scalar();
                node!("puts(#)", vec![value, self.stored(&other, 1)])
            }
            _ => node!("puts(#)", value),
        };
        if self.times <= 30 {
            return print;
        }
        match &self.context.counter {
            Some(counter) => {
                let every = self.times / 8;
                node!(
                    "if (# % # == 0) #",
                    counter,
                    every.to_string(),
                    Block(vec![print])
                )
            }
            None => self.checksum_statement(),
        }
    }

    /// Adds an integer to a sum that is printed at the end.
    pub(super) fn checksum_statement(&mut self) -> Node {
        node!(
            "checksum = (checksum * 31 + #) % 1000003",
            self.stored(&Kind::Int, 2)
        )
    }

    pub(super) fn if_statement(&mut self) -> Node {
        let condition = match &self.context.counter {
            // True for a part of the rounds, or true but for one.
            Some(counter) if self.rng.percent(40) => {
                let at = self.rng.below(self.times.min(5000) as usize + 1);
                let op = *self.rng.pick(&["<", ">", "==", "!="]);
                node!("# # #", counter.clone(), op, at)
            }
            _ => self.bool(3),
        };
        let then = self.block();
        match self.rng.below(6) {
            0..=2 => node!("if (#) #", condition, then),
            3 | 4 => node!("if (#) # else #", condition, then, self.block()),
            _ => {
                let (second, last) = (self.bool(2), self.block());
                node!(
                    "if (#) # else if (#) # else #",
                    condition,
                    then,
                    second,
                    self.block(),
                    last
                )
            }
        }
    }

    fn leave_sometimes(&mut self) -> Node {
        if !self.context.in_loop && self.context.result.is_none() {
            return self.print_statement();
        }
        node!("if (#) { # }", self.bool(2), self.leave())
    }

    /// `break`, `continue` or `return`, where one of them is allowed.
    pub(super) fn leave(&mut self) -> Node {
        if self.context.in_loop && self.rng.percent(70) {
            return Node::text(*self.rng.pick(&["break", "continue"]));
        }
        match self.context.result.clone() {
            Some(kind) => node!("return #", self.stored(&kind, 2)),
            None if self.context.in_loop => Node::text("continue"),
            None => self.print_statement(),
        }
    }

    fn destructuring(&mut self) -> Node {
        let (a, b, c) = (self.fresh("v"), self.fresh("v"), self.fresh("v"));
        match self.rng.below(4) {
            0 => {
                let array = self.array(&Kind::Int, 2);
                let statement = node!("let [#, ...#] = #", &a, &b, array);
                self.declare(&a, Kind::Any, true);
                self.declare(&b, Kind::array(Kind::Int), true);
                statement
            }
            1 => {
                let (first, second) = (self.scalar(), self.scalar());
                let pair = vec![self.stored(&first, 2), node!("0"), self.stored(&second, 2)];
                let statement = node!("let [#, _, #] = [#]", &a, &b, pair);
                self.declare(&a, first, true);
                self.declare(&b, second, true);
                statement
            }
            2 => {
                let kind = self.scalar();
                let values = (self.stored(&kind, 2), self.stored(&Kind::Int, 2));
                let hash = node!("{\"a\": #, \"b\": #}", values.0, values.1);
                let statement = node!("let {a: #, b: #} = #", &a, &b, hash);
                self.declare(&a, kind, true);
                self.declare(&b, Kind::Int, true);
                statement
            }
            _ => {
                let hash = self.hash(&Kind::Str, 1);
                let statement = node!("let {a: #, key: #, none: #} = #", &a, &b, &c, hash);
                for name in [&a, &b, &c] {
                    self.declare(name, Kind::Any, true);
                }
                statement
            }
        }
    }

    /// A block in which a name means another variable.
    fn shadowing(&mut self) -> Node {
        let Some(outer) = self.variable(|v| v.mutable && v.name.starts_with('v')) else {
            return self.let_statement();
        };
        let name = outer.name.as_str();
        let condition = self.bool(1);
        let inner = self.scoped(|g| {
            let kind = g.scalar();
            let mut statements = vec![node!("let # = #", name, g.stored(&kind, 2))];
            g.declare(name, kind, true);
            statements.push(g.statement());
            statements.push(node!("checksum += len(str(#))", name));
            Block(statements)
        });
        node!("if (#) #", condition, inner)
    }
}
