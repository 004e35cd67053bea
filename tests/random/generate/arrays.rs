//! Expressions that give arrays, and statements that change them.
//!
//! Example: `[x * 2 for x in xs if x > 1]`, `a.insert(1, b[0] ?? 3)`.

use super::{Generator, Kind};
use crate::tree::{Block, Node, node};

/// Arrays this long are not pushed to.
const LONG: usize = 40;

impl Generator {
    /// A kind that has a length.
    pub(super) fn container(&mut self) -> Kind {
        match self.rng.below(5) {
            0 => Kind::Str,
            1 => Kind::hash(self.scalar()),
            _ => Kind::array(self.scalar()),
        }
    }

    pub(super) fn array(&mut self, element: &Kind, depth: usize) -> Node {
        let kind = Kind::array(element.clone());
        if let Some(name) = self.variable_of(&kind)
            && (depth == 0 || self.rng.percent(35))
        {
            return Node::text(name);
        }
        if depth == 0 || !self.affords(80) {
            return self.array_literal(element, 0);
        }
        let d = depth - 1;
        if matches!(element, Kind::Array(_)) {
            return self.array_literal(element, d);
        }
        if self.dares() {
            return self.wrong(&kind, d);
        }
        self.spend(30);
        self.grew = true;
        match self.rng.below(19) {
            0..=2 => self.array_literal(element, d),
            3 => node!("(# + #)", self.array(element, d), self.array(element, d)),
            4 => node!(
                "push(#)",
                vec![self.array(element, d), self.stored(element, d)]
            ),
            5 => node!(
                "[...#, ##]",
                self.array(element, d),
                "...",
                self.array(element, d)
            ),
            6 | 7 => self.comprehension(element, d),
            8 | 9 => self.mapped(element, d),
            10 => {
                let f = self.lambda(std::slice::from_ref(element), &Kind::Bool, d);
                let array = self.array(element, d);
                match self.rng.below(3) {
                    0 => node!("filter(#, #)", array, f),
                    1 => node!("#.filter(#)", array, f),
                    _ => node!("(# |> filter(#))", array, f),
                }
            }
            11 => self.slice(kind, d),
            12 => {
                let name = *self.rng.pick(&["reverse", "unique"]);
                node!("#(#)", name, self.array(element, d))
            }
            13 => self.sorted(element, d),
            14 => {
                let name = *self.rng.pick(&["take", "drop"]);
                node!("#.#(#)", self.array(element, d), name, self.rng.below(5))
            }
            15 => node!("(rest(#) ?? [])", self.array(element, d)),
            16 => node!(
                "concat(#)",
                vec![self.array(element, d), self.array(element, d)]
            ),
            17 => match element {
                Kind::Int => node!("range(#)", self.rng.below(12)),
                Kind::Str => node!("split(#)", vec![self.string(d), Node::text("\"\"")]),
                _ => node!("array(#)", vec![Node::text("3"), self.stored(element, d)]),
            },
            _ => self.choice(&kind, d),
        }
    }

    pub(super) fn array_literal(&mut self, element: &Kind, d: usize) -> Node {
        let count = self.rng.below(6);
        let elements: Vec<Node> = (0..count).map(|_| self.stored(element, d.min(1))).collect();
        node!("[#]", elements)
    }

    /// The name of a new loop variable, in scope for `body`.
    pub(super) fn binding<T>(
        &mut self,
        kind: &Kind,
        body: impl FnOnce(&mut Self, &str) -> T,
    ) -> (String, T) {
        let name = self.fresh("x");
        let result = self.scoped(|g| {
            g.declare(&name, kind.clone(), false);
            g.repeated(20, |g| body(g, &name))
        });
        (name, result)
    }

    fn comprehension(&mut self, element: &Kind, d: usize) -> Node {
        let from = self.scalar();
        let source = match (&from, self.rng.below(3)) {
            (Kind::Int, 0) => node!("0..#", self.rng.below(10)),
            _ => self.array(&from, d),
        };
        let (name, (value, condition)) = self.binding(&from, |g, _| {
            let value = g.stored(element, d);
            let condition = g.rng.percent(50).then(|| g.bool(d));
            (value, condition)
        });
        match condition {
            Some(condition) => node!("[# for # in # if #]", value, name, source, condition),
            None => node!("[# for # in #]", value, name, source),
        }
    }

    fn mapped(&mut self, element: &Kind, d: usize) -> Node {
        let from = self.scalar();
        let f = self.lambda(std::slice::from_ref(&from), element, d);
        let array = self.array(&from, d);
        match self.rng.below(3) {
            0 => node!("map(#, #)", array, f),
            1 => node!("#.map(#)", array, f),
            _ => node!("(# |> map(#))", array, f),
        }
    }

    fn sorted(&mut self, element: &Kind, d: usize) -> Node {
        let array = self.array(element, d);
        match (element, self.rng.below(3)) {
            (Kind::Int | Kind::Float | Kind::Str, 0) => node!("sort(#)", array),
            (Kind::Int | Kind::Float, 1) => {
                let order = *self.rng.pick(&["b - a", "a < b", "a > b", "a - b"]);
                node!("sort(#, (a, b) => #)", array, order)
            }
            _ => {
                let f = self.lambda(std::slice::from_ref(element), &Kind::Int, d);
                node!("sortBy(#, #)", array, f)
            }
        }
    }

    /// An element of a variable that holds several.
    pub(super) fn read(&mut self, kind: &Kind, d: usize) -> Node {
        let array = Kind::array(kind.clone());
        let hash = Kind::hash(kind.clone());
        let found = self.variable(|v| v.kind == array || v.kind == hash);
        let Some(Variable { name, kind: of, .. }) = found else {
            return self.expression(kind, 0);
        };
        let otherwise = self.expression(kind, 0);
        if matches!(of, Kind::Hash(_)) {
            return match self.rng.below(5) {
                0 => node!(
                    "(#.# ?? #)",
                    name,
                    *self.rng.pick(&["a", "b", "key"]),
                    otherwise
                ),
                1 => node!(
                    "(#?.# ?? #)",
                    name,
                    *self.rng.pick(&["a", "b", "key"]),
                    otherwise
                ),
                _ => node!("(#[#] ?? #)", name, self.key(), otherwise),
            };
        }
        match self.rng.below(7) {
            0 => node!("(first(#) ?? #)", name, otherwise),
            1 => node!("(#.last() ?? #)", name, otherwise),
            2 => node!("(#.pop() ?? #)", name, otherwise),
            3 => node!("(#[#] ?? #)", name, self.int(d.min(1)), otherwise),
            _ => node!("(#[#] ?? #)", name, self.small_index(), otherwise),
        }
    }

    /// A statement that changes an array.
    pub(super) fn array_statement(&mut self) -> Node {
        let found = self.variable(|v| matches!(v.kind, Kind::Array(_)));
        let Some(Variable { name, kind, .. }) = found else {
            return self.let_statement();
        };
        let Kind::Array(element) = &kind else {
            return self.let_statement();
        };
        let name = name.as_str();
        let value = if self.dares() || self.rng.percent(4) {
            self.any(1)
        } else {
            self.stored(element, 2)
        };
        self.spend(10);
        match self.rng.below(16) {
            0..=3 => {
                let push = node!("#.push(#)", name, value);
                self.unless_long(name, push)
            }
            4 => {
                let insert = node!("#.unshift(#)", name, value);
                self.unless_long(name, insert)
            }
            5 => {
                let insert = node!("#.insert(#, #)", name, self.rng.below(2), value);
                let insert = node!("if (len(#) > 1) { # }", name, insert);
                self.unless_long(name, insert)
            }
            6 => node!("puts(#.#())", name, *self.rng.pick(&["pop", "shift"])),
            7 => node!(
                "if (len(#) > 2) { puts(#.remove(#)) }",
                name,
                name,
                self.rng.below(3)
            ),
            8..=10 => {
                let index = self.int(1);
                let store = node!("#[# % len(#)] = #", name, index, name, value);
                node!("if (len(#) > 0) { # }", name, store)
            }
            11 => {
                let at = *self.rng.pick(&["0", "(-1)", "len(#) - 1"]);
                let at = at.replace('#', name);
                node!("if (len(#) > 0) { #[#] = # }", name, name, at, value)
            }
            12 if matches!(**element, Kind::Int | Kind::Float) => {
                let op = *self.rng.pick(&["+=", "-=", "+="]);
                let step = node!("#[0] # #", name, op, self.expression(element, 1));
                node!("if (len(#) > 0) { # }", name, step)
            }
            13 => match self.mutable_of(&kind) {
                Some(other) => node!("# = #", other, name),
                None => node!("puts(#)", name),
            },
            14 if matches!(**element, Kind::Int | Kind::Float) => {
                let order = *self.rng.pick(&["", "(a, b) => b - a", "(a, b) => a < b"]);
                node!("#.sort(#)", name, order)
            }
            _ => {
                let alias = self.fresh("alias");
                self.declare(&alias, kind.clone(), true);
                node!("let # = #", alias, name)
            }
        }
    }

    /// A statement that makes an array longer, where that may go on for long.
    fn unless_long(&mut self, name: &str, statement: Node) -> Node {
        if self.times == 1 && self.context.result.is_none() && self.rng.percent(60) {
            return statement;
        }
        node!("if (len(#) < #) #", name, LONG, Block(vec![statement]))
    }
}

use super::Variable;
