//! Statements: assignments, changes of collections, branches, exceptions, closures; and definitions of functions.
//!
//! Example: `if (i4 == 50) { v1 = "x" }`, `if (len(xs2) < 40) { xs2.push(v1) }`, `fn f5(p6, p7 = 3) { ... }`.

use super::{Function, Hot, Mostly, Rest, Takes};
use crate::tree::{Block, Node, node};

impl Hot {
    pub(super) fn statements(&mut self, count: usize) -> Vec<Node> {
        (0..count).map(|_| self.statement()).collect()
    }

    pub(super) fn block(&mut self, most: usize) -> Block {
        let count = self.rng.between(1, most);
        self.scoped(|g| Block(g.statements(count)))
    }

    pub(super) fn statement(&mut self) -> Node {
        self.cost += 2;
        let deep = self.scope.nesting > 4;
        match self.rng.below(100) {
            0..=29 => self.assignment(),
            30..=37 => self.array_statement(),
            38..=43 => self.hash_statement(),
            44..=47 => self.swap(),
            48..=50 => self.change_of_kind(),
            51..=54 => self.note(),
            55..=59 => node!("#", self.call(2)),
            60..=71 if !deep => self.branch(),
            72..=79 if !deep && self.scope.loops < 3 => self.inner_loop(),
            80..=85 if !deep => self.tried(),
            86..=89 => self.leave(),
            90 | 91 if self.scope.in_try => self.throw(),
            92 | 93 => self.closure_statement(),
            94 => self.declaration(),
            _ => self.assignment(),
        }
    }

    fn assignment(&mut self) -> Node {
        let known = self.scope.variables.len();
        if known == 0 {
            return self.declaration();
        }
        let (name, mostly) = self.scope.variables[self.rng.below(known)].clone();
        let name = name.as_str();
        match (mostly, self.rng.below(10)) {
            (Mostly::Number, 0..=2) => node!("# = # + #", name, name, self.small()),
            (Mostly::Number, 3) => {
                let op = *self.rng.pick(&["+=", "-=", "%=", "/="]);
                node!("# # #", name, op, self.small())
            }
            (Mostly::Number, 4) => {
                let step = *self.rng.pick(&["++", "--"]);
                node!("##", name, step)
            }
            (Mostly::Text, 0..=3) => node!("# = # + #", name, name, self.text(0)),
            _ => node!("# = #", name, self.value(mostly, 2)),
        }
    }

    /// A variable gets another kind of value, in one round or in a few.
    fn change_of_kind(&mut self) -> Node {
        let known = self.scope.variables.len();
        if known == 0 {
            return self.declaration();
        }
        let (name, mostly) = self.scope.variables[self.rng.below(known)].clone();
        let when = match self.rng.percent(60) {
            true => node!("# == #", self.decider(), self.round()),
            false => node!("# % # == 1", self.counter(), self.rng.between(20, 90)),
        };
        let value = match (mostly, self.rng.percent(50)) {
            (Mostly::Number, true) => {
                let form = *self.rng.pick(&[
                    "# * 1.0",
                    "# + 0.5",
                    "9223372036854775800 + # % 10",
                    "str(#)",
                ]);
                node!(form, name.as_str())
            }
            _ => self.literal(),
        };
        node!("if (#) { # = # }", when, name.as_str(), value)
    }

    fn swap(&mut self) -> Node {
        let (Some(a), Some(b)) = (self.variable(Mostly::Number), self.variable(Mostly::Number))
        else {
            return self.assignment();
        };
        self.cost += 6;
        let (a, b) = (a.as_str(), b.as_str());
        let (t, u) = (self.fresh("t"), self.fresh("t"));
        let (t, u) = (t.as_str(), u.as_str());
        match self.rng.percent(50) {
            true => Node::sequence(vec![node!("let # = #; # = #; # = #", t, a, a, b, b, t)]),
            false => node!("let [#, #] = [#, #]; # = #; # = #", t, u, b, a, a, t, b, u),
        }
    }

    fn array_statement(&mut self) -> Node {
        let Some(xs) = self.one_of(|s| &s.arrays) else {
            return self.assignment();
        };
        self.cost += 5;
        let xs = xs.as_str();
        let value = match self.rng.percent(60) {
            true => self.number(1),
            false => self.any(1),
        };
        match self.rng.below(12) {
            0..=2 => node!("if (len(#) < 40) { #.push(#) }", xs, xs, value),
            3 | 4 => node!(
                "#[# % #] = #",
                xs,
                self.counter(),
                self.rng.between(1, 9),
                value
            ),
            5 => node!(
                "if (len(#) > 0) { #[#] = # }",
                xs,
                xs,
                *self.rng.pick(&["0", "-1"]),
                value
            ),
            6 => node!("if (len(#) < 40) { # = push(#, #) }", xs, xs, xs, value),
            7 => node!("if (len(#) < 40) { #.unshift(#) }", xs, xs, value),
            8 => match self.one_of(|s| &s.arrays) {
                Some(other) => node!("# = #", xs, other),
                None => node!("note(#)", xs),
            },
            9 => node!("if (#) { # = [#] }", self.condition(1), xs, self.elements()),
            10 => node!(
                "if (len(#) > 0 && #) { #[0] += # }",
                xs,
                self.condition(1),
                xs,
                self.small()
            ),
            _ => node!("#.pop()", xs),
        }
    }

    fn hash_statement(&mut self) -> Node {
        let Some(h) = self.one_of(|s| &s.hashes) else {
            return self.assignment();
        };
        self.cost += 5;
        let h = h.as_str();
        match self.rng.below(7) {
            0 | 1 => node!("#[#] = #", h, self.key(), self.number(1)),
            2 => node!("#.# = #", h, *self.rng.pick(&["a", "b"]), self.any(1)),
            3 => {
                let key = self.key();
                node!("#[#] = (#[#] ?? 0) + 1", h, key.clone(), h, key)
            }
            4 => node!("delete(#, #)", h, self.key()),
            5 => node!("#.a += #", h, self.small()),
            _ => node!("if (# in #) { # }", self.key(), h, self.assignment()),
        }
    }

    /// Something is added to the checksum, in some rounds only where it may be long.
    fn note(&mut self) -> Node {
        self.cost += 10;
        let value = self.any(1);
        node!(
            "if (# % # == 0) { note(#) }",
            self.counter(),
            self.rng.between(1, 9),
            value
        )
    }

    fn branch(&mut self) -> Node {
        let condition = self.condition(2);
        match self.rng.below(5) {
            0 | 1 => node!("if (#) #", condition, self.block(2)),
            2 | 3 => node!("if (#) # else #", condition, self.block(2), self.block(2)),
            _ => node!(
                "if (#) # else if (#) # else #",
                condition,
                self.block(1),
                self.condition(1),
                self.block(1),
                self.block(1)
            ),
        }
    }

    /// Statements of which some may fail, and what is then done: at least one number is set right.
    pub(super) fn tried(&mut self) -> Node {
        let body = self.scoped(|g| {
            g.scope.in_try = true;
            g.block(3)
        });
        self.cost += 3;
        let mut handler = vec![match self.rng.below(3) {
            0 => node!("note(e)"),
            _ => node!("checksum = (checksum * 7 + 1) % 1000003"),
        }];
        if let Some(name) = self.variable(Mostly::Number) {
            handler.push(node!("# = #", name, self.small()));
        }
        if self.rng.percent(25) {
            handler.push(self.scoped(|g| g.statement()));
        }
        let handler = Block(handler);
        match self.rng.below(8) {
            0 => node!("try # catch (e) # finally #", body, handler, self.block(1)),
            1 => {
                let inner = node!("try # finally #", body, self.block(1));
                node!("try # catch (e) #", Block(vec![inner]), handler)
            }
            _ => node!("try # catch (e) #", body, handler),
        }
    }

    /// What may fail at top level, with its error printed.
    pub(super) fn guarded(&mut self, statement: Node) -> Node {
        node!("try # catch (e) { puts(e) }", Block(vec![statement]))
    }

    fn leave(&mut self) -> Node {
        let word = match (self.scope.loops, self.scope.in_function) {
            (0, false) => return self.note(),
            (0, true) => node!("return #", self.number(1)),
            (_, true) if self.rng.percent(25) => node!("return #", self.number(1)),
            (1, _) if self.rng.percent(70) => Node::text("continue"),
            _ => Node::text(*self.rng.pick(&["break", "continue"])),
        };
        node!("if (#) { # }", self.condition(1), word)
    }

    fn throw(&mut self) -> Node {
        let value = match self.rng.percent(50) {
            true => self.small(),
            false => self.any(1),
        };
        let when = node!(
            "# % # == #",
            self.decider(),
            self.rng.between(5, 40),
            self.rng.below(5)
        );
        node!("if (#) { throw # }", when, value)
    }

    /// An array of closures, some of which share a variable with the code around.
    pub(super) fn closures(&mut self) -> Node {
        let fs = self.fresh("fs");
        let count = self.rng.between(1, 4);
        let closures: Vec<Node> = (0..count).map(|_| self.closure()).collect();
        self.scope.closures.push(fs.clone());
        node!("let # = [#]", fs, closures)
    }

    fn closure(&mut self) -> Node {
        let x = self.fresh("x");
        let shared = self.variable(Mostly::Number);
        match (shared, self.rng.below(5)) {
            (Some(name), 0) => node!(
                "# => # = # + #",
                x,
                name.as_str(),
                name.as_str(),
                self.small()
            ),
            (Some(name), 1) => node!("# => (# + #) % 1000003", x.as_str(), x.as_str(), name),
            (Some(name), 2) => node!(
                "# => { # = #; # }",
                x.as_str(),
                name.as_str(),
                self.small(),
                x.as_str()
            ),
            _ => {
                let (form, _) = self.measured(|g| {
                    g.scoped(|g| {
                        g.scope.functions.clear();
                        g.scope.closures.clear();
                        g.scope.variables.push((x.clone(), Mostly::Number));
                        g.number(1)
                    })
                });
                node!("# => #", x, form)
            }
        }
    }

    fn closure_statement(&mut self) -> Node {
        let Some(fs) = self.one_of(|s| &s.closures) else {
            return self.assignment();
        };
        self.cost += 6;
        let fs = fs.as_str();
        let closure = self.closure();
        match self.rng.percent(50) {
            true => node!(
                "if (len(#) < 8 && #) { #.push(#) }",
                fs,
                self.condition(1),
                fs,
                closure
            ),
            false => node!("#[# % len(#)] = #", fs, self.counter(), fs, closure),
        }
    }

    /// The definition of a function, in view from here on.
    pub(super) fn function(&mut self) -> Node {
        let name = self.fresh("f");
        let takes = match self.rng.below(10) {
            0..=6 => {
                let most = self.rng.between(1, 3);
                let least = self.rng.between(1, most);
                let rest = if self.rng.percent(15) {
                    Rest::Some
                } else {
                    Rest::None
                };
                Takes::Numbers(least, most, rest)
            }
            7 | 8 => Takes::Fuel,
            _ => Takes::Array,
        };
        let outer = std::mem::replace(&mut self.rounds, 60);
        let (node, cost) = self.measured(|g| g.scoped(|g| g.definition(&name, &takes)));
        self.rounds = outer;
        // What calls itself does so five times at most.
        let calls = if matches!(takes, Takes::Fuel) { 6 } else { 1 };
        let cost = (cost + 5) * calls;
        if cost < 600 {
            self.scope.functions.push(Function { name, takes, cost });
        }
        node
    }

    fn definition(&mut self, name: &str, takes: &Takes) -> Node {
        self.scope.in_function = true;
        self.scope.in_try = self.rng.percent(30);
        self.scope.loops = 0;
        if self.rng.percent(60) {
            self.scope.variables.clear();
        }
        let mut list = Vec::new();
        let mut body = Vec::new();
        let parameter = |g: &mut Self| {
            let p = g.fresh("p");
            g.scope.variables.push((p.clone(), Mostly::Number));
            p
        };
        match takes {
            Takes::Numbers(least, most, rest) => {
                for n in 0..*most {
                    let otherwise = self.number(0).print();
                    let p = parameter(self);
                    list.push(if n < *least {
                        p
                    } else {
                        format!("{p} = {otherwise}")
                    });
                }
                if *rest == Rest::Some {
                    let p = self.fresh("rest");
                    list.push(format!("...{p}"));
                    self.scope.arrays.push(p);
                }
            }
            Takes::Fuel => {
                let n = self.fresh("n");
                let p = parameter(self);
                body.push(node!("if (!(# > 0)) { return # }", n.as_str(), p.as_str()));
                list = vec![n.clone(), p];
                self.scope.counters.push(n);
            }
            Takes::Array => {
                let xs = self.fresh("q");
                let p = parameter(self);
                body.push(node!(
                    "if (len(#) < 30) { #.push(#) }",
                    xs.as_str(),
                    xs.as_str(),
                    p.as_str()
                ));
                list = vec![xs.clone(), p];
                self.scope.arrays.push(xs);
            }
        }
        let count = self.rng.below(4);
        body.extend(self.statements(count));
        let result = self.number(2);
        body.push(match (takes, self.rng.below(4)) {
            (Takes::Fuel, 0..=2) => node!("#(# - 1, #)", name, list[0].clone(), result),
            (Takes::Fuel, _) => node!("#(# - 1, #) + 1", name, list[0].clone(), result),
            (_, 0) => self.any(1),
            _ => result,
        });
        node!("fn #(#) #", name, list.join(", "), Block(body))
    }
}
