//! Expressions of the third profile: values, conditions and calls.

use super::Calls;
use crate::tree::{Node, node};

impl Calls {
    pub(super) fn literal(&mut self) -> Node {
        let literals = [
            "0",
            "1",
            "-7",
            "13",
            "255",
            "0.5",
            "-2.25",
            "\"t\"",
            "\"text\"",
            "true",
            "null",
            "9223372036854775800",
            "[1]",
        ];
        // Mostly small integers.
        match self.rng.percent(60) {
            true => Node::text(self.rng.below(20).to_string()),
            false => Node::text(*self.rng.pick(&literals)),
        }
    }

    /// A value, already cut.
    pub(super) fn value(&mut self) -> Node {
        let variable = match self.place.variables.len() {
            0 => return self.literal(),
            n => self.place.variables[self.rng.below(n)].clone(),
        };
        match self.rng.below(12) {
            0..=2 => Node::text(variable),
            3 | 4 => node!("cut(# + #)", variable, self.literal()),
            5 => node!("cut(# * 3)", variable),
            6 => node!("(# ?? #)", variable, self.literal()),
            7 => node!("(# ? # : #)", self.condition(), variable, self.literal()),
            8 => self.field(),
            9 => node!("len([#, #])", variable, self.literal()),
            10 => node!("cut(str(#))", variable),
            _ => self.literal(),
        }
    }

    /// A field of the object that runs, or of another one.
    fn field(&mut self) -> Node {
        match self.place.class {
            Some(class) => {
                let fields = &self.classes[class].fields;
                let field = fields[self.rng.below(fields.len())].clone();
                node!("cut(self.#)", field)
            }
            None => node!("cut(all[#].v)", self.rng.below(4)),
        }
    }

    pub(super) fn condition(&mut self) -> Node {
        let variable = match self.place.variables.len() {
            0 => return Node::text("true"),
            n => self.place.variables[self.rng.below(n)].clone(),
        };
        let modulus = self.rng.between(2, 5);
        let rest = self.rng.below(modulus);
        match self.rng.below(6) {
            0 => node!("# == #", variable, self.literal()),
            1 => node!("type(#) == \"int\"", variable),
            2 => node!("checksum % # == #", modulus, rest),
            3 => node!("len(str(#)) % # == #", variable, modulus, rest),
            _ => {
                let fuel = self.place.variables[0].clone();
                node!("# % # == #", fuel, modulus, rest)
            }
        }
    }

    /// A call of something with so much fuel; in a body, less than it has itself.
    pub(super) fn call(&mut self, fuel: &Node, inside: bool) -> Node {
        self.place.calls = self.place.calls.saturating_sub(1);
        let value = self.value();
        let method = self.rng.pick(&self.methods).clone();
        let function = self.rng.pick(&self.functions).clone();
        if let Some(hidden) = self.place.hides.clone()
            && inside
            && self.rng.percent(25)
        {
            return node!("super.#(#, #)", hidden, fuel.clone(), value);
        }
        let which = match inside && self.place.class.is_some() {
            true => self.rng.below(8),
            false => self.rng.below(6),
        };
        match which {
            0 | 1 => node!("#(#, #)", function, fuel.clone(), value),
            2 => node!(
                "all[#].#(#, #)",
                self.rng.below(4),
                method,
                fuel.clone(),
                value
            ),
            3 => {
                let at = node!("(abs(#) + #) % len(all)", fuel.clone(), self.rng.below(4));
                node!("all[#].#(#, #)", at, method, fuel.clone(), value)
            }
            4 => {
                let at = node!("(abs(#) + #) % len(table)", fuel.clone(), self.rng.below(4));
                node!("table[#](#, #)", at, fuel.clone(), value)
            }
            5 => {
                let class = self.rng.below(self.classes.len());
                let class = self.classes[class].name.clone();
                node!(
                    "#(#).#(#, #)",
                    class,
                    self.literal(),
                    method,
                    fuel.clone(),
                    value
                )
            }
            _ => node!("self.#(#, #)", method, fuel.clone(), value),
        }
    }
}
