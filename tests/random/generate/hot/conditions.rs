//! Conditions: those that flip once, those that alternate, those that data decides.
//!
//! Example: `i4 == 50`, `v1 < xs2[0]`, `type(v1) == "float" || h3.a`.

use super::{Hot, Mostly};
use crate::tree::{Node, node};

impl Hot {
    pub(super) fn order(&mut self) -> &'static str {
        self.rng.pick::<&str>(&["<", ">", "<=", ">=", "==", "!="])
    }

    /// A round of the hot loop: near its begin, near what makes a loop hot, or any.
    pub(super) fn round(&mut self) -> usize {
        match self.rng.below(4) {
            0 => *self.rng.pick(&[0, 1, 2, 3, 4, 5, 10]),
            1 => *self.rng.pick(&[48, 49, 50, 51, 52, 53, 60, 100]),
            _ => self.rng.below(self.rounds.max(1)),
        }
    }

    pub(super) fn condition(&mut self, depth: usize) -> Node {
        self.cost += 2;
        match self.rng.below(16) {
            0 | 1 => node!("# == #", self.decider(), self.round()),
            2 | 3 => {
                let op = self.order();
                node!("# # #", self.decider(), op, self.round())
            }
            4..=6 => {
                let modulus = self.rng.between(2, 13);
                let op = *self.rng.pick(&["==", "==", "==", "!=", "<", ">"]);
                node!(
                    "# % # # #",
                    self.decider(),
                    modulus,
                    op,
                    self.rng.below(modulus)
                )
            }
            7..=9 => {
                let op = self.order();
                node!("(# # #)", self.number(depth.min(1)), op, self.number(0))
            }
            10 => {
                let kind = *self.rng.pick(&["int", "float", "string", "null", "array"]);
                match self
                    .variable(Mostly::Any)
                    .or_else(|| self.variable(Mostly::Number))
                {
                    Some(name) => node!("type(#) == \"#\"", name, kind),
                    None => node!("# > #", self.decider(), self.round()),
                }
            }
            11 => match self.variable(Mostly::Any) {
                Some(name) => Node::text(name),
                None => self.number(0),
            },
            12 if depth > 0 => {
                let op = *self.rng.pick(&["&&", "||"]);
                node!(
                    "(# # #)",
                    self.condition(depth - 1),
                    op,
                    self.condition(depth - 1)
                )
            }
            13 => node!("!(#)", self.condition(depth.saturating_sub(1))),
            14 => match self.one_of(|s| &s.arrays) {
                Some(xs) => node!("len(#) # #", xs, self.order(), self.rng.below(20)),
                None => node!("true"),
            },
            _ => match self.variable(Mostly::Text) {
                Some(name) => node!("# # #", name, self.order(), self.text_literal()),
                None => node!("#", self.number(0)),
            },
        }
    }
}
