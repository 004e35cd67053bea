//! Expressions that give strings.
//!
//! Example: `` `${a}-${len(s)}` ``, `s[1:3].upper()`, `join(xs, ",")`.

use super::{Generator, Kind};
use crate::tree::{Node, node};

impl Generator {
    pub(super) fn string(&mut self, depth: usize) -> Node {
        if depth == 0 || !self.affords(20) {
            return match self.variable_of(&Kind::Str) {
                Some(name) if self.rng.percent(60) => Node::text(name),
                _ => self.string_literal(),
            };
        }
        let d = depth - 1;
        if self.dares() {
            return self.wrong(&Kind::Str, d);
        }
        self.grew = true;
        match self.rng.below(26) {
            24 => node!(
                "strings.format(\"{}|{}\", #)",
                vec![self.string(d), self.int(d)]
            ),
            25 => {
                let name = *self
                    .rng
                    .pick(&["capitalize", "trimStart", "trimEnd", "upper"]);
                node!("strings.#(#)", name, self.string(d))
            }
            0..=2 => self.string(0),
            3..=6 => node!("(# + #)", self.string(d), self.string(d)),
            7..=9 => self.template(d),
            10 | 11 => {
                let kind = self.kind_to_print();
                node!("str(#)", self.expression(&kind, d))
            }
            12 => node!("(# * #)", self.string(d), self.rng.below(4)),
            13 => node!("(#[#] ?? \"-\")", self.string(d), self.small_index()),
            14 | 15 => self.slice(Kind::Str, d),
            16 => {
                let name = *self.rng.pick(&["upper", "lower", "trim", "reverse"]);
                node!("#.#()", self.string(d), name)
            }
            17 => {
                let pair = vec![self.string_literal(), self.string_literal()];
                node!("#.replace(#)", self.string(d), pair)
            }
            18 => {
                let kind = Kind::array(self.scalar());
                let array = self.expression(&kind, d);
                node!("join(#)", vec![array, Node::text("\"-\"")])
            }
            19 => node!("char(97 + (abs(#) % 26))", self.int(d)),
            20 => {
                let name = *self.rng.pick(&["padLeft", "padRight"]);
                let width = Node::text(self.rng.below(12).to_string());
                node!(
                    "#.#(#)",
                    self.string(d),
                    name,
                    vec![width, Node::text("\"*\"")]
                )
            }
            21 => self.choice(&Kind::Str, d),
            22 => self.read(&Kind::Str, d),
            _ => {
                if self.rng.percent(50) {
                    self.call_of(&Kind::Str, d)
                } else {
                    node!("type(#)", self.any(d))
                }
            }
        }
    }

    fn template(&mut self, d: usize) -> Node {
        let kind = self.kind_to_print();
        let first = self.expression(&kind, d);
        if self.rng.percent(50) {
            node!("`<${#}>`", first)
        } else {
            node!("`${#}: ${#}`", first, self.any(d))
        }
    }

    /// The kind of something that is made into text: mostly a scalar.
    pub(super) fn kind_to_print(&mut self) -> Kind {
        if self.rng.percent(75) {
            self.scalar()
        } else {
            self.container()
        }
    }

    /// An index near the ends of short things.
    pub(super) fn small_index(&mut self) -> Node {
        match &self.context.counter {
            Some(counter) if self.rng.percent(50) => Node::text(counter.clone()),
            _ => Node::text(
                *self
                    .rng
                    .pick(&["0", "1", "2", "3", "7", "(-1)", "(-2)", "(-9)"]),
            ),
        }
    }

    /// `x[a:b]` in one of its forms.
    pub(super) fn slice(&mut self, kind: Kind, d: usize) -> Node {
        let whole = self.expression(&kind, d);
        let from = self.small_index();
        let to = self.small_index();
        match self.rng.below(5) {
            0 => node!("#[#:]", whole, from),
            1 => node!("#[:#]", whole, to),
            2 => node!("slice(#)", vec![whole, from, to]),
            3 if kind == Kind::Str => node!("#.substr(abs(#), abs(#))", whole, from, to),
            _ => node!("#[#:#]", whole, from, to),
        }
    }
}
