//! Errors: operations that fail or may fail, `try` in its forms, errors that nobody catches.
//!
//! Example: `(try { a + "x" } catch (e) { len(e.message) })`.

use super::{Generator, Kind};
use crate::tree::{Block, Node, node};

impl Generator {
    /// An expression that stands for a `kind` and usually fails.
    pub(super) fn wrong(&mut self, kind: &Kind, d: usize) -> Node {
        let d = d.min(1);
        match self.rng.below(16) {
            0 => node!("(# + #)", self.int(d), self.string(d)),
            1 => node!("(# - #)", self.string(d), self.any(d)),
            2 => node!("(# / #)", self.int(d), self.int(d)),
            3 => node!("(# % 0)", self.int(d)),
            4 => node!("(#)(#)", self.any(d), vec![self.int(d)]),
            5 => node!("(#)[#]", self.any(d), self.any(d)),
            6 => node!("(#).#", self.any(d), *self.rng.pick(&["a", "key", "len"])),
            7 => node!("(-#)", self.any(d)),
            8 => node!("(# << #)", self.int(d), node!("(# % 70)", self.int(d))),
            9 => node!("len(#)", self.any(d)),
            10 => node!("(# < #)", self.any(d), self.any(d)),
            11 => node!("int(#)", self.string(d)),
            12 => node!("(# & #)", self.any(d), self.float(d)),
            13 => node!("len(#)", vec![self.string(d), self.int(0)]),
            14 => node!("error(#)", self.string(d)),
            _ => match self.variable(|v| matches!(v.kind, Kind::Function(_))) {
                // A function where a value belongs.
                Some(v) => node!("(# ?? #)", v.name, self.expression(kind, 0)),
                None => node!("(# * #)", self.any(d), self.float(d)),
            },
        }
    }

    /// `try` as an expression. `value` is what a body that succeeds gives.
    pub(super) fn tried(&mut self, kind: &Kind, value: Node, d: usize) -> Node {
        let outer = std::mem::replace(&mut self.context.in_try, true);
        let value = match self.rng.percent(50) {
            // The value of a body is that of its last statement, if nothing before it failed.
            true => node!("#; #", self.wrong(kind, d), value),
            false => value,
        };
        self.context.in_try = outer;
        let otherwise = self.expression(kind, d.min(1));
        node!("(try { # } catch (e) { # })", value, otherwise)
    }

    /// What prints an error that was caught as `e`.
    fn report(&mut self) -> Node {
        let form = match self.times {
            0..=20 => self.rng.below(5),
            _ => 4,
        };
        match form {
            0 => node!("puts(e)"),
            1 => node!("puts(type(e), str(e))"),
            2 => node!("puts(`caught ${e} in ${type(e) == \"error\" ? e.line : 0}`)"),
            3 => node!("puts([e])"),
            _ => node!("checksum = (checksum * 31 + len(str(e))) % 1000003"),
        }
    }

    /// A `try` statement in one of its forms.
    pub(super) fn try_statement(&mut self) -> Node {
        self.spend(5);
        let outer = std::mem::replace(&mut self.context.in_try, true);
        let mut body = self.block();
        match self.rng.below(4) {
            0 => body.0.push(self.throw_statement()),
            1 => {
                let kind = self.scalar();
                let wrong = self.wrong(&kind, 1);
                body.0.push(node!("puts(#)", wrong));
            }
            _ => {}
        }
        self.context.in_try = outer;
        let mut handler = self.block();
        handler.0.insert(0, self.report());
        match self.rng.below(10) {
            0..=4 => node!("try # catch (e) #", body, handler),
            5 => node!("try # catch #", body, Block(vec![self.print_statement()])),
            6 | 7 => {
                let last = Block(vec![self.print_statement()]);
                node!("try # catch (e) # finally #", body, handler, last)
            }
            8 if self.context.result.is_some() || self.context.in_loop => {
                let last = Block(vec![self.leave()]);
                node!("try # catch (e) # finally #", body, handler, last)
            }
            _ => {
                let last = self.block();
                let inner = node!("try # finally #", body, last);
                node!("try # catch (e) #", Block(vec![inner]), handler)
            }
        }
    }

    pub(super) fn throw_statement(&mut self) -> Node {
        let value = match self.rng.below(5) {
            0 => node!("error(#)", self.string(1)),
            1 => self.expression(&Kind::hash(Kind::Int), 1),
            _ => self.any(1),
        };
        match self.rng.percent(60) {
            true => node!("if (#) { throw # }", self.bool(2), value),
            false => node!("throw #", value),
        }
    }

    /// Statements at the end of a program that end it with an error.
    pub(super) fn uncaught(&mut self) -> Node {
        let (outer, inner) = (self.fresh("f"), self.fresh("f"));
        let result = self.context.result.replace(Kind::Int);
        self.context.in_try = true;
        let wrong = match self.rng.below(4) {
            0 => node!("throw #", self.any(1)),
            1 => node!("assert(#)", vec![node!("false"), self.string_literal()]),
            _ => self.wrong(&Kind::Int, 1),
        };
        self.context.in_try = false;
        self.context.result = result;
        let failing = node!("fn #(n) #", &inner, Block(vec![node!("puts(n)"), wrong]));
        let calls = Block(vec![
            node!("if (n > 0) { return #(n - 1) + 1 }", &outer),
            node!("#(n) + 1", &inner),
        ]);
        let calling = node!("fn #(n) #", &outer, calls);
        let start = match self.rng.below(3) {
            0 => node!("puts(#(#))", &outer, self.rng.below(4)),
            1 => node!("try { #(1) } finally { puts(\"finally\") }", &outer),
            _ => node!("try { #(2) } catch (e) { puts(e); throw e }", &outer),
        };
        Node::sequence(vec![failing, calling, start])
    }
}
