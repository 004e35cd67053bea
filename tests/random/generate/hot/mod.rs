//! Hot programs, the second profile: loops of many rounds over variables that change their types, for what records
//! and compiles loops.
//!
//! ```text
//! fn run3(a1, a2) { for (let i4 = 0; i4 < 300; i4++) { try { a1 = a1 + f2(a2, i4) } catch (e) { a1 = 0 } }; [a1, a2] }
//! for (x5 in [[1, 2], [0.5, 7], ["s", 1]]) { puts(run3(...x5)) }
//! ```
//!
//! Unlike in the first profile the kind of a variable is only what it *mostly* holds ([`Mostly`]): now and then it
//! gets something else, and what then fails is caught in the loop, around it, or in the caller. Every program prints all its
//! variables at the end.
//!
//! Invariants, by which every program ends soon and within little memory:
//! - A loop has a counter that nothing else assigns, or is left after some rounds; a function calls only those before it, or
//!   itself with a smaller first argument, which its callers keep small.
//! - Work is accounted in instructions. The rounds of a hot loop are what there is room for once its body is known.
//! - Values grow by addition of something small, or are cut by `%` or a slice. Arrays hold no arrays but fresh ones.

mod conditions;
mod loops;
mod statements;
mod values;

use super::Size;
use crate::rng::Rng;
use crate::tree::{Block, Node, node};

/// The program that a seed names.
pub(super) fn program(seed: u64, size: Size) -> Node {
    Hot {
        rng: Rng::new(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        budget: size.work,
        cost: 0,
        names: 0,
        rounds: 0,
        scope: Scope::default(),
    }
    .program()
}

/// What a variable holds most of the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mostly {
    Number,
    Text,
    /// All kinds in turn.
    Any,
}

/// What arguments a function takes.
#[derive(Clone, Debug)]
enum Takes {
    /// Numbers: from so many up to so many, and any number behind them if it has a rest.
    Numbers(usize, usize, Rest),
    /// A small integer that decides how often it calls itself, and a number.
    Fuel,
    /// An array that it may push to, and a number.
    Array,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    None,
    Some,
}

#[derive(Clone, Debug)]
struct Function {
    name: String,
    takes: Takes,
    /// Instructions of a call, at most.
    cost: u64,
}

/// The names in view and what the place allows.
#[derive(Clone, Debug, Default)]
struct Scope {
    /// Variables that may be assigned.
    variables: Vec<(String, Mostly)>,
    /// Integers that may only be read; the last is the innermost loop's.
    counters: Vec<String>,
    arrays: Vec<String>,
    hashes: Vec<String>,
    /// Arrays of closures that take a number.
    closures: Vec<String>,
    functions: Vec<Function>,
    /// Loops around, in the same function.
    loops: usize,
    /// `return` gives a value here.
    in_function: bool,
    /// What is thrown here is caught in the same loop or function.
    in_try: bool,
    /// Blocks around.
    nesting: usize,
}

struct Hot {
    rng: Rng,
    /// How many instructions the program may execute; what is counted is the sum of all branches, so that about a third
    /// of it is executed.
    budget: u64,
    /// Instructions of what was generated since this was last set, each statement as often as its loops go round.
    cost: u64,
    names: usize,
    /// How many rounds the hot loop that is being generated will have, if there is room.
    rounds: usize,
    scope: Scope,
}

impl Hot {
    fn program(mut self) -> Node {
        let mut out = vec![
            node!("let checksum = 0"),
            node!("fn note(x) { checksum = (checksum * 31 + len(str(x))) % 1000003 }"),
            node!("let mixed = [#]", self.literals(6)),
        ];
        for _ in 0..self.rng.between(2, 4) {
            out.push(self.declaration());
        }
        for _ in 0..self.rng.between(1, 2) {
            let (xs, h) = (self.fresh("xs"), self.fresh("h"));
            out.push(node!("let # = [#]", &xs, self.elements()));
            out.push(node!(
                "let # = {\"a\": #, 1: #}",
                &h,
                self.literal(),
                self.number_literal()
            ));
            self.scope.arrays.push(xs);
            self.scope.hashes.push(h);
        }
        if self.rng.percent(40) {
            let alias = self.fresh("ys");
            out.push(node!("let # = #", &alias, self.scope.arrays[0].clone()));
            self.scope.arrays.push(alias);
        }
        for _ in 0..self.rng.between(1, 4) {
            out.push(self.function());
        }
        out.push(self.closures());
        let units = match self.budget {
            0..=9_999 => 1,
            _ => self.rng.between(1, 4),
        };
        for left in (1..=units).rev() {
            let room = self.budget / left as u64;
            let (unit, cost) = self.unit(room);
            self.budget = self.budget.saturating_sub(cost);
            out.push(unit);
        }
        let scope = self.scope;
        let variables = scope.variables.into_iter().map(|(name, _)| name);
        for name in variables.chain(scope.arrays).chain(scope.hashes) {
            out.push(node!("puts(#)", vec![Node::text(name)]));
        }
        out.push(node!("puts(checksum)"));
        Node::sequence(out)
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// A new variable with a value of its kind, in view from here on.
    fn declaration(&mut self) -> Node {
        let mostly = match self.rng.below(10) {
            0..=5 => Mostly::Number,
            6 | 7 => Mostly::Text,
            _ => Mostly::Any,
        };
        let name = self.fresh("v");
        let value = match mostly {
            Mostly::Number => self.number_literal(),
            Mostly::Text => self.text_literal(),
            Mostly::Any => self.literal(),
        };
        self.scope.variables.push((name.clone(), mostly));
        node!("let # = #", name, value)
    }

    /// Runs `body` with what is in view, of which nothing stays.
    fn scoped<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope.clone();
        self.scope.nesting += 1;
        let result = body(self);
        self.scope = outer;
        result
    }

    /// What `body` generates, and what it costs.
    fn measured<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> (T, u64) {
        let outer = std::mem::take(&mut self.cost);
        let result = body(self);
        (result, std::mem::replace(&mut self.cost, outer))
    }

    /// A part of the program with a hot loop in it, and its cost: at top level, or in a function that is called with
    /// arguments of several kinds.
    fn unit(&mut self, room: u64) -> (Node, u64) {
        if self.rng.percent(40) {
            let ((node, cost), _) = self.measured(|g| g.hot_loop(room));
            return (self.guarded(node), cost);
        }
        let calls = self.rng.between(2, 4) as u64;
        let (run, a, b) = (self.fresh("run"), self.fresh("a"), self.fresh("a"));
        let (body, cost) = self.scoped(|g| {
            g.scope.in_function = true;
            if g.rng.percent(60) {
                // Without those of the program, variables are registers and not cells.
                g.scope.variables.clear();
            }
            g.scope.variables.push((a.clone(), Mostly::Number));
            g.scope.variables.push((b.clone(), Mostly::Number));
            let mut body: Vec<Node> = (0..g.rng.below(4)).map(|_| g.declaration()).collect();
            let ((hot, cost), _) = g.measured(|g| g.hot_loop(room / calls));
            body.push(hot);
            let locals = g.scope.variables.iter().rev().take(6);
            let locals: Vec<Node> = locals.map(|(name, _)| Node::text(name.clone())).collect();
            body.push(node!("[#]", locals));
            (Block(body), cost)
        });
        let function = node!("fn #(#, #) #", &run, &a, &b, body);
        let x = self.fresh("x");
        let arguments: Vec<Node> = (0..calls)
            .map(|_| node!("[#, #]", self.number_or_other(), self.number_or_other()))
            .collect();
        let call = node!("puts(#(...#))", &run, &x);
        let call = Block(vec![self.guarded(call)]);
        let all = node!("for (# in [#]) #", &x, arguments, call);
        (Node::sequence(vec![function, all]), cost * calls)
    }
}
