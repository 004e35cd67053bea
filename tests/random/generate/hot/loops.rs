//! Loops: the hot one of a unit, and those in it, whose rounds data decides.
//!
//! Example: `for (let i1 = 0; i1 < 3000; i1++) { for (let i2 = 0; i2 < i1 % 5; i2++) { ... } }`.

use super::Hot;
use crate::tree::{Block, Node, node};

/// Rounds that a hot loop may have, if there is room for them.
const ROUNDS: &[usize] = &[
    49, 50, 51, 60, 80, 120, 120, 300, 300, 500, 1000, 1500, 3000,
];

impl Hot {
    /// A loop with as many rounds as there is room for, and its cost.
    pub(super) fn hot_loop(&mut self, room: u64) -> (Node, u64) {
        let wanted = *self.rng.pick(ROUNDS);
        self.rounds = wanted;
        let i = self.fresh("i");
        let count = self.rng.between(2, if room < 9_999 { 4 } else { 8 });
        let (mut body, cost) = self.measured(|g| {
            g.scoped(|g| {
                g.scope.counters.push(i.clone());
                g.scope.loops += 1;
                let tried = g.rng.percent(70);
                g.scope.in_try = tried;
                // What the body declares is not in view where its errors are caught.
                let body = g.scoped(|g| g.statements(count));
                match tried {
                    true => vec![g.tried_all(body)],
                    false => body,
                }
            })
        });
        let cost = cost + 4;
        let rounds = wanted.min((room / cost) as usize).max(12);
        let total = cost * rounds as u64;
        let i = i.as_str();
        let node = match self.rng.below(8) {
            0 => {
                body.insert(0, node!("#++", i));
                let again = node!("while (# < #) #", i, rounds, Block(body));
                Node::sequence(vec![node!("let # = -1", i), again])
            }
            1 => {
                body.insert(0, node!("#++", i));
                let again = node!("do # while (# < #)", Block(body), i, rounds);
                Node::sequence(vec![node!("let # = 0", i), again])
            }
            2 => node!("for (# in 0..#) #", i, rounds, Block(body)),
            3 => {
                body.insert(0, node!("if (#++ >= #) { break }", i, rounds));
                let again = node!("while (true) #", Block(body));
                Node::sequence(vec![node!("let # = 0", i), again])
            }
            4 => node!(
                "for (let # = #; # > 0; #--) #",
                i,
                rounds,
                i,
                i,
                Block(body)
            ),
            _ => node!(
                "for (let # = 0; # < #; #++) #",
                i,
                i,
                rounds,
                i,
                Block(body)
            ),
        };
        (node, total)
    }

    /// The whole body of a loop in a `try`.
    fn tried_all(&mut self, body: Vec<Node>) -> Node {
        let reset = match self.variable(super::Mostly::Number) {
            Some(name) => node!("# = #", name, self.small()),
            None => node!("checksum++"),
        };
        node!("try # catch (e) { #; note(e) }", Block(body), reset)
    }

    /// A loop with few rounds, none of them now and then.
    pub(super) fn inner_loop(&mut self) -> Node {
        let (j, n) = (self.fresh("i"), self.fresh("n"));
        let few = self.rng.between(1, 8);
        let form = self.rng.below(9);
        let bound = match self.rng.below(3) {
            0 => node!("#", few),
            1 => node!("# % #", self.counter(), few + 1),
            _ => node!("min(abs(#), #)", self.number(0), few),
        };
        let source = match form {
            6 => self.one_of(|s| &s.arrays),
            7 => self.one_of(|s| &s.hashes),
            _ => self.variable(super::Mostly::Text),
        };
        let (body, cost) = self.measured(|g| {
            g.scoped(|g| {
                g.scope.loops += 1;
                // What an iteration gives is no number for sure.
                match form >= 6 {
                    true => g.scope.counters.push(n.clone()),
                    false => g.scope.counters.push(j.clone()),
                }
                let count = g.rng.between(1, 3);
                g.statements(count)
            })
        });
        self.cost += (cost + 4) * few as u64;
        let (j, n) = (j.as_str(), n.as_str());
        let mut body = body;
        match (form, source) {
            (0..=2, _) => node!("for (let # = 0; # < #; #++) #", j, j, bound, j, Block(body)),
            (3, _) => {
                body.insert(0, node!("#++", j));
                let again = node!(
                    "while (# < # && #) #",
                    j,
                    few,
                    self.condition(1),
                    Block(body)
                );
                Node::sequence(vec![node!("let # = 0", j), again])
            }
            (4, _) => {
                body.insert(0, node!("#++", j));
                let again = node!("do # while (# < #)", Block(body), j, few);
                Node::sequence(vec![node!("let # = 0", j), again])
            }
            (5, _) | (_, None) => {
                let start = node!("let # = 0", n);
                let numbers = match self.rng.below(4) {
                    0 => node!(
                        "(gen(n) { for (let k = 0; k < n; k++) { yield k } })(#)",
                        bound
                    ),
                    1 => node!(
                        "(gen(n) { let k = 0; while (k < n) { try { yield k } finally { k += 1 } } })(#)",
                        bound
                    ),
                    _ => node!("0..#", bound),
                };
                Node::sequence(vec![
                    start,
                    node!("for (# in #) #", j, numbers, Block(body)),
                ])
            }
            (_, Some(source)) => {
                body.insert(0, node!("if (#++ >= #) { break }", n, few));
                let source = match self.rng.below(3) {
                    0 => node!("(gen(xs) { for (x in xs) { yield x } })(#)", source),
                    _ => node!("#", source),
                };
                let again = node!("for (# in #) #", j, source, Block(body));
                Node::sequence(vec![node!("let # = 0", n), again])
            }
        }
    }
}
