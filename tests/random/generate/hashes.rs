//! Expressions that give hashes, and statements that change them.
//!
//! Example: `{...h, "a": 1, 2.5: x}`, `h.key = 3`, `delete(h, "a")`.

use super::{Generator, Kind, Variable};
use crate::tree::{Node, node};

impl Generator {
    pub(super) fn hash(&mut self, element: &Kind, depth: usize) -> Node {
        let kind = Kind::hash(element.clone());
        if let Some(name) = self.variable_of(&kind)
            && (depth == 0 || self.rng.percent(50))
        {
            return Node::text(name);
        }
        let d = depth.saturating_sub(1);
        self.spend(10);
        if depth > 1 {
            match self.rng.below(6) {
                0 => {
                    return node!(
                        "{...#, #: #}",
                        self.hash(element, d),
                        self.key(),
                        self.stored(element, d)
                    );
                }
                1 => {
                    return node!(
                        "merge(#)",
                        vec![self.hash(element, d), self.hash(element, d)]
                    );
                }
                2 => return self.choice(&kind, d),
                _ => {}
            }
        }
        let count = self.rng.below(5);
        let entries: Vec<Node> = (0..count)
            .map(|_| node!("#: #", self.key(), self.stored(element, d.min(1))))
            .collect();
        node!("{#}", entries)
    }

    /// A statement that changes a hash, or goes through it.
    pub(super) fn hash_statement(&mut self) -> Node {
        let found = self.variable(|v| matches!(v.kind, Kind::Hash(_)));
        let Some(Variable { name, kind, .. }) = found else {
            return self.let_statement();
        };
        let Kind::Hash(element) = &kind else {
            return self.let_statement();
        };
        let name = name.as_str();
        let value = if self.dares() || self.rng.percent(4) {
            self.any(1)
        } else {
            self.stored(element, 2)
        };
        self.spend(10);
        match self.rng.below(12) {
            0..=3 => node!("#[#] = #", name, self.key(), value),
            4 => node!(
                "#.# = #",
                name,
                *self.rng.pick(&["a", "b", "key", "other"]),
                value
            ),
            5 => node!("puts(delete(#, #))", name, self.key()),
            6 if matches!(**element, Kind::Int | Kind::Float) => {
                let key = self.key();
                node!("#[#] = (#[#] ?? 0) + 1", name, key.clone(), name, key)
            }
            7 => node!(
                "puts(#.#())",
                name,
                *self.rng.pick(&["keys", "values", "entries", "len"])
            ),
            8 => node!(
                "puts(# in #, has(#, #))",
                self.key(),
                name,
                name,
                self.key()
            ),
            9 => match self.mutable_of(&kind) {
                Some(other) => node!("# = #", other, name),
                None => node!("puts(#)", name),
            },
            10 => {
                let alias = self.fresh("alias");
                self.declare(&alias, kind.clone(), true);
                node!("let # = #", alias, name)
            }
            _ => node!("puts(#)", name),
        }
    }
}
