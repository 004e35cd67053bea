//! Generators: bodies with statements between their yields, and what resumes them.
//!
//! Example: `let g3 = (gen(n) { for (let i = 0; i < n; i++) { x += 1; yield x } })(5)`, `for (y in g3) { ... }`, `puts(g3.next(), g3.done)`.
//!
//! A generator is resumed by one place after another and ends by itself, so its body is accounted once.

use super::{Generator, Kind};
use crate::tree::{Block, Node, node};

impl Generator {
    /// A generator and what is done with it.
    pub(super) fn generator_statement(&mut self) -> Node {
        let element = self.scalar();
        let made = self.generator(&element);
        let name = self.fresh("g");
        let mut all = vec![node!("let # = #", &name, made)];
        for _ in 0..self.rng.between(1, 3) {
            let use_ = self.consumption(&name, &element);
            all.push(use_);
        }
        Node::sequence(all)
    }

    /// An array's elements, handed on by a generator.
    pub(super) fn handed_on(&mut self, array: Node) -> Node {
        let x = self.fresh("x");
        node!(
            "(gen(#) { for (# in #) { yield # } })(#)",
            "xs",
            &x,
            "xs",
            &x,
            array
        )
    }

    /// A call of a generator function.
    fn generator(&mut self, element: &Kind) -> Node {
        let most = *self.rng.pick(&[0, 1, 2, 3, 5, 8, 20, 60]);
        let room = self.limit.saturating_sub(self.work) / (self.times * 60);
        let rounds = most.min(room as usize);
        let i = self.fresh("i");
        let outer = self.enter_function(element);
        let body = self.scoped(|g| {
            g.declare(&i, Kind::Int, false);
            // In front of the other statements, or behind what they declare.
            let first = g.rng.percent(40);
            let mut body = Vec::new();
            if first {
                body.push(g.yield_statement(element, rounds));
            }
            body.extend(g.body(&i, rounds));
            if !first {
                body.push(g.yield_statement(element, rounds));
            }
            body
        });
        self.context = outer;
        let each = match self.rng.below(3) {
            0 => node!("for (# in 0..n) #", &i, Block(body)),
            1 => {
                let mut body = body;
                body.insert(0, node!("if (# >= n) { return }", &i));
                body.insert(0, node!("#++", &i));
                let again = node!("while (true) #", Block(body));
                Node::sequence(vec![node!("let # = -1", &i), again])
            }
            _ => node!("for (let # = 0; # < n; #++) #", &i, &i, &i, Block(body)),
        };
        node!("(gen(n) #)(#)", Block(vec![each]), rounds)
    }

    fn yield_statement(&mut self, element: &Kind, rounds: usize) -> Node {
        let value = self.repeated(rounds as u64, |g| g.stored(element, 2));
        match self.rng.below(8) {
            0 => {
                let condition = self.repeated(rounds as u64, |g| g.bool(1));
                node!("if (#) { yield # }", condition, value)
            }
            1 => node!("try { yield # } finally { checksum += 1 }", value),
            2 => node!("checksum += len([yield #])", value),
            _ => node!("yield #", value),
        }
    }

    fn consumption(&mut self, name: &str, element: &Kind) -> Node {
        self.spend(10);
        match self.rng.below(9) {
            0 => node!("puts(#.next(), #.done)", name, name),
            1 => node!("puts(take(#, 2))", name),
            2 => node!("puts([...#])", name),
            3 => node!("puts(map(#, x => [x]), #.done)", name, name),
            4 => node!("let [#, #] = #", self.fresh("u"), self.fresh("u"), name),
            5 => node!("puts(zip(#, [1, 2, 3]), len([x for x in #]))", name, name),
            6 => node!(
                "for (# in #) { if (len(str(#)) > 2) { break } }",
                "y",
                name,
                "y"
            ),
            _ => {
                let n = self.fresh("n");
                let (x, mut body) = self.binding(element, |g, x| {
                    let counter = if *element == Kind::Int { x } else { "checksum" };
                    let outer = g.context.counter.clone();
                    let statements = g.body(counter, 1);
                    g.context.counter = outer;
                    statements
                });
                body.insert(0, node!("if (#++ > 20) { break }", &n));
                let start = node!("let # = 0", &n);
                let each = node!("for (# in #) #", x, name, Block(body));
                Node::sequence(vec![start, each])
            }
        }
    }
}
