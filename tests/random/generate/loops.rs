//! Loops in all forms. Each has a counter that bounds it, whatever its own condition says.
//!
//! Example: `let n3 = 0; while (n3 < 50 && len(a) < x) { n3 += 1; ... }`.

use super::{Generator, Kind};
use crate::tree::{Block, Node, node};

impl Generator {
    /// How often a loop goes round: as often as the work left allows.
    fn rounds(&mut self) -> usize {
        let wanted = *self
            .rng
            .pick(&[0, 1, 2, 3, 4, 5, 5, 8, 8, 10, 20, 50, 200, 1000, 3000]);
        let room = self.limit.saturating_sub(self.work) / (self.times * 40);
        wanted.min(room as usize)
    }

    pub(super) fn loop_statement(&mut self) -> Node {
        let rounds = self.rounds();
        if rounds < 2 && self.rng.percent(80) {
            return self.if_statement();
        }
        match self.rng.below(12) {
            0..=3 => self.count_loop(rounds),
            4 => self.while_loop(rounds),
            5 => self.do_loop(rounds),
            6 => self.endless_loop(rounds),
            7 | 8 => self.array_loop(),
            9 => self.hash_loop(),
            10 => self.text_loop(),
            _ => self.range_loop(rounds),
        }
    }

    /// The statements of a loop. `counter` is readable in them.
    pub(super) fn body(&mut self, counter: &str, rounds: usize) -> Vec<Node> {
        let outer = self.context.clone();
        self.context.in_loop = true;
        self.context.counter = Some(counter.to_string());
        let count = self.rng.between(1, 4);
        let statements = self.repeated(rounds as u64, |g| {
            g.spend(4);
            g.statements(count)
        });
        self.context = outer;
        statements
    }

    fn count_loop(&mut self, rounds: usize) -> Node {
        let i = self.fresh("i");
        let bound = match self.variable_of(&Kind::Int) {
            // Decided by data, but not past `rounds`.
            Some(name) if self.rng.percent(20) => node!("min(abs(#), #)", name, rounds),
            _ => Node::text(rounds.to_string()),
        };
        let body = self.scoped(|g| {
            g.declare(&i, Kind::Int, false);
            g.body(&i, rounds)
        });
        let body = Block(body);
        match self.rng.below(5) {
            0 => node!("for (let # = #; # > 0; #--) #", &i, bound, &i, &i, body),
            1 => node!("for (let # = 0; # < #; # += 2) #", &i, &i, bound, &i, body),
            2 => {
                // The last rounds are past what a 64-bit integer holds.
                let start = "9223372036854775800";
                let end = node!("# + #", start, bound);
                node!(
                    "for (let # = #; # < #; #++) #",
                    &i,
                    start,
                    &i,
                    end,
                    &i,
                    body
                )
            }
            _ => node!("for (let # = 0; # < #; #++) #", &i, &i, bound, &i, body),
        }
    }

    fn while_loop(&mut self, rounds: usize) -> Node {
        let n = self.fresh("n");
        self.declare(&n, Kind::Int, false);
        let condition = self.repeated(rounds as u64, |g| g.bool(2));
        let mut body = self.scoped(|g| g.body(&n, rounds));
        body.insert(0, node!("# += 1", &n));
        let condition = match self.rng.below(3) {
            0 => node!("# < # && #", &n, rounds, condition),
            1 => node!("# < #", &n, rounds),
            _ => node!("# < # && (# < 3 || #)", &n, rounds, &n, condition),
        };
        let start = node!("let # = 0", &n);
        Node::sequence(vec![start, node!("while (#) #", condition, Block(body))])
    }

    fn do_loop(&mut self, rounds: usize) -> Node {
        let n = self.fresh("n");
        self.declare(&n, Kind::Int, false);
        let mut body = self.scoped(|g| g.body(&n, rounds.max(1)));
        body.insert(0, node!("#++", &n));
        let condition = self.repeated(rounds as u64, |g| g.bool(1));
        let start = node!("let # = 0", &n);
        let again = node!(
            "do # while (# < # && #)",
            Block(body),
            &n,
            rounds,
            condition
        );
        Node::sequence(vec![start, again])
    }

    fn endless_loop(&mut self, rounds: usize) -> Node {
        let i = self.fresh("i");
        let mut body = self.scoped(|g| {
            g.declare(&i, Kind::Int, false);
            g.body(&i, rounds)
        });
        // The parts that a `for` may leave out stand elsewhere.
        body.insert(0, node!("if (# >= #) { break }", &i, rounds));
        if self.rng.percent(50) {
            return node!("for (let # = 0;; # += 1) #", &i, &i, Block(body));
        }
        body.insert(0, node!("# = # + 1", &i, &i));
        let again = node!("for (;;) #", Block(body));
        self.declare(&i, Kind::Int, false);
        Node::sequence(vec![node!("let # = -1", &i), again])
    }

    fn array_loop(&mut self) -> Node {
        let element = self.element();
        let array = self.array(&element, 2);
        let (x, body) = self.binding(&element, |g, x| {
            let counter = if element == Kind::Int { Some(x) } else { None };
            let outer = g.context.counter.clone();
            let mut statements = g.body(counter.unwrap_or("checksum"), 1);
            g.context.counter = outer;
            statements.insert(0, g.print_name(x));
            statements
        });
        let n = self.fresh("n");
        if self.rng.percent(50) {
            return node!("for (# in #) #", x, self.cut_source(array), Block(body));
        }
        let mut body = body;
        body.insert(0, node!("if (#++ > 20) { break }", &n));
        let start = node!("let # = 0", &n);
        Node::sequence(vec![start, node!("for (# in #) #", x, array, Block(body))])
    }

    /// A copy that nothing else changes, and that is short.
    fn cut_source(&mut self, array: Node) -> Node {
        match self.rng.below(4) {
            3 => {
                let some = node!("take(#, 20)", array);
                self.handed_on(some)
            }
            0 => node!("[...#][:20]", array),
            1 => node!("#[:20]", array),
            _ => node!("take(#, 20)", array),
        }
    }

    fn hash_loop(&mut self) -> Node {
        let element = self.scalar();
        let hash = self.hash(&element, 2);
        let n = self.fresh("n");
        let start = node!("let # = 0", &n);
        let v = self.fresh("x");
        let (k, mut body) = self.binding(&Kind::Any, |g, k| {
            g.declare(&v, element.clone(), false);
            let mut statements = g.body("checksum", 1);
            statements.insert(0, g.print_name(k));
            statements
        });
        body.insert(0, node!("if (#++ > 20) { break }", &n));
        let each = match self.rng.below(3) {
            0 => {
                // Without the values: they are looked up.
                body.insert(0, node!("let # = #", &v, self.expression(&element, 0)));
                node!("for (# in #) #", k, hash, Block(body))
            }
            _ => node!("for ([#, #] in #) #", k, v, hash, Block(body)),
        };
        Node::sequence(vec![start, each])
    }

    fn text_loop(&mut self) -> Node {
        let text = self.stored(&Kind::Str, 2);
        let text = node!("#[:20]", text);
        let (c, body) = self.binding(&Kind::Str, |g, c| {
            let mut statements = g.body("checksum", 1);
            statements.insert(0, g.print_name(c));
            statements
        });
        node!("for (# in #) #", c, text, Block(body))
    }

    fn range_loop(&mut self, rounds: usize) -> Node {
        let i = self.fresh("i");
        let low = *self.rng.pick(&["0", "1", "(-3)", "9223372036854770000"]);
        let body = self.scoped(|g| {
            g.declare(&i, Kind::Int, false);
            g.body(&i, rounds)
        });
        node!("for (# in #..(# + #)) #", i, low, low, rounds, Block(body))
    }

    fn print_name(&mut self, name: &str) -> Node {
        if self.times > 400 {
            return node!("checksum += len(str(#))", name);
        }
        node!("puts(#)", name)
    }
}
