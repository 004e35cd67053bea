//! Bodies of the third profile: functions and methods, and the statements in them.

use super::{Calls, Place};
use crate::tree::{Block, Node, node};

impl Calls {
    pub(super) fn function(&mut self, name: &str) -> Node {
        self.place = Place {
            variables: vec!["n".into(), "a".into()],
            calls: self.most_calls,
            ..Place::default()
        };
        let body = self.body();
        node!("fn #(n, a) #", name, Block(body))
    }

    pub(super) fn method(&mut self, class: usize, name: &str) -> Node {
        self.place = Place {
            variables: vec!["n".into(), "a".into()],
            class: Some(class),
            hides: self.classes[class].base.map(|_| name.to_string()),
            calls: self.most_calls,
            nesting: 0,
        };
        let body = self.body();
        node!("fn #(n, a) #", name, Block(body))
    }

    fn body(&mut self) -> Vec<Node> {
        let end = self.value();
        let mut body = vec![node!("if (!(n > 0)) { return # }", end)];
        for _ in 0..self.rng.between(1, 4) {
            body.push(self.statement());
        }
        // The rest of its calls, the last of which may be a tail call.
        while self.place.calls > 1 {
            body.push(self.call_statement());
        }
        if self.place.calls == 1 && self.rng.percent(70) {
            let call = self.lower();
            body.push(match self.rng.below(3) {
                0 => node!("return #", call),
                1 => call,
                _ => node!("return cut(#)", call),
            });
        } else {
            let value = self.value();
            body.push(node!("return #", value));
        }
        body
    }

    /// A call with less fuel.
    fn lower(&mut self) -> Node {
        let less = self.rng.between(1, 2);
        self.call(&node!("n - #", less), true)
    }

    fn call_statement(&mut self) -> Node {
        let call = self.lower();
        let v = self.fresh("v");
        let statement = node!("let # = #", &v, call);
        self.place.variables.push(v);
        statement
    }

    /// Statements in a block of their own.
    fn block(&mut self, most: usize) -> Block {
        let variables = self.place.variables.clone();
        self.place.nesting += 1;
        let count = self.rng.between(1, most);
        let statements = (0..count).map(|_| self.statement()).collect();
        self.place.nesting -= 1;
        self.place.variables = variables;
        Block(statements)
    }

    fn statement(&mut self) -> Node {
        let deep = self.place.nesting >= 2;
        match self.rng.below(14) {
            0 | 1 if self.place.calls > 0 => self.call_statement(),
            2 => node!("if (#) { throw # }", self.condition(), self.thrown()),
            3 | 4 if !deep => self.attempt(),
            5 if !deep => {
                let (condition, then) = (self.condition(), self.block(2));
                match self.rng.percent(50) {
                    true => node!("if (#) # else #", condition, then, self.block(2)),
                    false => node!("if (#) #", condition, then),
                }
            }
            6 => {
                let (condition, value) = (self.condition(), self.value());
                node!("if (#) { return # }", condition, value)
            }
            7 if self.place.class.is_some() => self.store(),
            8 => node!("if (len(log) < 30) { log.push(#) }", self.value()),
            9 => node!("all[#].v = #", self.rng.below(4), self.value()),
            10 if self.place.calls >= 2 && !deep => {
                // Two rounds of one call.
                self.place.calls -= 1;
                let j = self.fresh("j");
                let call = self.lower();
                node!("for (let # = 0; # < 2; #++) { note(#) }", &j, &j, &j, call)
            }
            11 => {
                let i = 1 + self.rng.below(self.place.variables.len() - 1);
                node!("# = #", self.place.variables[i].clone(), self.value())
            }
            12 => {
                let j = self.fresh("j");
                let count = self.rng.between(1, 9);
                node!(
                    "for (let # = 0; # < #; #++) { a = cut(a + #) }",
                    &j,
                    &j,
                    count,
                    &j,
                    &j
                )
            }
            _ => node!("note(#)", self.value()),
        }
    }

    /// A store into a field of the object that runs.
    fn store(&mut self) -> Node {
        let class = self.place.class.unwrap_or_default();
        let fields = &self.classes[class].fields;
        let field = fields[self.rng.below(fields.len())].clone();
        match self.rng.below(4) {
            0 => node!("self.# = cut(self.# + #)", &field, &field, self.value()),
            1 => node!("self.late = #", self.value()),
            _ => node!("self.# = #", field, self.value()),
        }
    }

    fn thrown(&mut self) -> Node {
        let value = self.value();
        match self.rng.below(5) {
            0 => node!("error(str(#))", value),
            1 => node!("[#]", value),
            _ => value,
        }
    }

    /// `try` with what may follow it.
    fn attempt(&mut self) -> Node {
        let body = self.block(3);
        let handler = |it: &mut Calls| {
            let e = it.fresh("e");
            it.place.variables.push(e.clone());
            let mut block = it.block(2).0;
            it.place.variables.pop();
            match it.rng.below(6) {
                0 => block.push(node!("throw #", &e)),
                1 => block.push(node!("return cut(#)", &e)),
                _ => block.insert(0, node!("note(#)", &e)),
            }
            (e, Block(block))
        };
        match self.rng.below(4) {
            0 => node!("try # finally { note(n) }", body),
            1 => {
                let (e, block) = handler(self);
                let last = self.value();
                node!(
                    "try # catch (#) # finally { note(#) }",
                    body,
                    e,
                    block,
                    last
                )
            }
            _ => {
                let (e, block) = handler(self);
                node!("try # catch (#) #", body, e, block)
            }
        }
    }
}
