//! Functions: definitions in all forms, function values, calls.
//!
//! Example: `fn f3(a, b = a + 1, ...rest) { if (b > 9) { return a }; len(rest) }`, `f3(1, ...[2, 3])`, `x => x + n`.

use std::rc::Rc;

use super::{Context, Generator, Kind, Signature, Variable};
use crate::tree::{Block, Node, node};

/// The most nodes that a call of a function value may evaluate.
const CHEAP: u64 = 40;

impl Generator {
    /// The signature of function values.
    pub(super) fn signature(&mut self) -> Signature {
        let count = self.rng.below(3);
        Signature {
            parameters: (0..count).map(|_| self.scalar()).collect(),
            optional: 0,
            rest: None,
            result: self.scalar(),
            cost: CHEAP,
        }
    }

    /// A function value: a variable that holds one, or a new one.
    pub(super) fn function_value(&mut self, signature: &Signature, depth: usize) -> Node {
        let wanted = signature.clone();
        let same = |v: &Variable| match &v.kind {
            Kind::Function(s) => {
                s.parameters == wanted.parameters
                    && s.result == wanted.result
                    && s.cost <= wanted.cost
            }
            _ => false,
        };
        if let Some(v) = self.variable(same)
            && self.rng.percent(50)
        {
            return Node::text(v.name);
        }
        let outer = (self.work, self.limit, self.times);
        (self.work, self.limit, self.times) = (0, signature.cost * 20, 1);
        let lambda = self.lambda(&signature.parameters, &signature.result, depth.min(2));
        (self.work, self.limit, self.times) = outer;
        lambda
    }

    /// A new function for the operation around it, which calls it about 20 times.
    pub(super) fn lambda(&mut self, parameters: &[Kind], result: &Kind, depth: usize) -> Node {
        let names: Vec<String> = parameters.iter().map(|_| self.fresh("p")).collect();
        let form = self.rng.below(10);
        let outer = self.enter_function(result);
        let node = self.scoped(|g| {
            for (name, kind) in names.iter().zip(parameters) {
                g.declare(name, kind.clone(), true);
            }
            g.repeated(20, |g| {
                let mut body = Vec::new();
                if form < 3 && g.affords(40) {
                    body.push(g.statement());
                }
                body.push(g.stored(result, depth.min(2)));
                let list = names.join(", ");
                match form {
                    0 => node!("fn(#) #", list, Block(body)),
                    1 | 2 => node!("(#) => #", list, Block(body)),
                    _ => {
                        let value = body.pop().unwrap_or_default();
                        match names.as_slice() {
                            [one] => node!("# => #", one, value),
                            _ => node!("(#) => #", list, value),
                        }
                    }
                }
            })
        });
        self.context = outer;
        node
    }

    pub(super) fn enter_function(&mut self, result: &Kind) -> Context {
        let inner = Context {
            result: Some(result.clone()),
            nesting: self.context.nesting,
            ..Context::default()
        };
        std::mem::replace(&mut self.context, inner)
    }

    /// The definition of a function, which can be called from here on.
    pub(super) fn function_statement(&mut self) -> Node {
        let name = self.fresh("f");
        let recursive = self.rng.percent(35);
        let result = if self.rng.percent(80) {
            self.scalar()
        } else {
            Kind::array(Kind::Int)
        };
        let mut parameters: Vec<Kind> = Vec::new();
        if recursive {
            parameters.push(Kind::Fuel(*self.rng.pick(&[3, 6, 7, 30])));
        }
        for _ in 0..self.rng.below(4) {
            let kind = if self.rng.percent(85) {
                self.scalar()
            } else {
                Kind::array(Kind::Int)
            };
            parameters.push(kind);
        }
        let first = usize::from(recursive);
        let mut signature = Signature {
            optional: match self.rng.percent(30) {
                true => self.rng.below(parameters.len() - first + 1),
                false => 0,
            },
            rest: self.rng.percent(15).then(|| self.scalar()),
            parameters,
            result,
            cost: 0,
        };
        let outer = (self.work, self.limit, self.times);
        (self.work, self.limit, self.times) = (0, self.size.work / 40, 1);
        let statement = self.definition(&name, &signature, recursive);
        let calls = match signature.parameters.first() {
            Some(Kind::Fuel(most)) if *most <= 7 => 60,
            Some(Kind::Fuel(most)) => *most as u64 + 1,
            _ => 1,
        };
        signature.cost = (self.work + 5) * calls;
        (self.work, self.limit, self.times) = outer;
        self.declare(&name, Kind::Function(Rc::new(signature)), false);
        statement
    }

    fn definition(&mut self, name: &str, signature: &Signature, recursive: bool) -> Node {
        let names: Vec<String> = signature
            .parameters
            .iter()
            .map(|_| self.fresh("p"))
            .collect();
        let outer = self.enter_function(&signature.result);
        let node = self.scoped(|g| {
            let required = names.len() - signature.optional;
            let mut list = Vec::new();
            for (i, (parameter, kind)) in names.iter().zip(&signature.parameters).enumerate() {
                list.push(match i < required {
                    true => Node::text(parameter.clone()),
                    false => node!("# = #", parameter, g.stored(kind, 1)),
                });
                g.declare(parameter, kind.clone(), !matches!(kind, Kind::Fuel(_)));
            }
            if let Some(kind) = &signature.rest {
                let rest = g.fresh("rest");
                list.push(Node::text(format!("...{rest}")));
                g.declare(&rest, Kind::array(kind.clone()), true);
            }
            let mut body = Vec::new();
            if recursive {
                g.recursive_body(name, &names, signature, &mut body);
            } else {
                let count = g.rng.below(4);
                body.extend(g.statements(count));
            }
            let value = g.stored(&signature.result, 3);
            body.push(match g.rng.percent(50) {
                true => node!("return #", value),
                false => value,
            });
            // Parameters are text to the shrinker: a body without them would not compile.
            let list: Vec<String> = list.iter().map(Node::print).collect();
            let list = list.join(", ");
            match g.rng.below(4) {
                0 => node!("let # = fn(#) #", name, list, Block(body)),
                1 => node!("let # = (#) => #", name, list, Block(body)),
                _ => node!("fn #(#) #", name, list, Block(body)),
            }
        });
        self.context = outer;
        node
    }

    /// The end of the recursion, and one or two calls with less fuel whose results are variables.
    fn recursive_body(
        &mut self,
        name: &str,
        names: &[String],
        signature: &Signature,
        body: &mut Vec<Node>,
    ) {
        let fuel = names[0].as_str();
        let end = self.stored(&signature.result, 1);
        // Fuel may turn out to be NaN, which is not below anything.
        body.push(node!("if (!(# > 0)) { return # }", fuel, end));
        if self.rng.percent(50) {
            body.push(self.statement());
        }
        let few = matches!(signature.parameters[0], Kind::Fuel(most) if most <= 7);
        let calls = if few { self.rng.between(1, 2) } else { 1 };
        for step in 1..=calls {
            let required = names.len() - signature.optional;
            let mut arguments = vec![node!("# - #", fuel, step)];
            for kind in &signature.parameters[1..required] {
                arguments.push(self.stored(kind, 1));
            }
            let call = node!("#(#)", name, arguments);
            if step == calls && self.rng.percent(15) {
                body.push(node!("if (#) { return # }", self.bool(1), call));
                continue;
            }
            let result = self.fresh("v");
            body.push(node!("let # = #", &result, call));
            self.declare(&result, signature.result.clone(), true);
        }
    }

    /// A call of a function that gives the kind; if there is none, another expression.
    pub(super) fn call_of(&mut self, kind: &Kind, d: usize) -> Node {
        let (left, times) = (self.limit.saturating_sub(self.work), self.times);
        let callable = |v: &Variable| match &v.kind {
            Kind::Function(s) => s.result == *kind && s.cost * times <= left,
            _ => false,
        };
        match self.variable(callable) {
            Some(v) => self.call(&v, d),
            None => self.expression(kind, 0),
        }
    }

    pub(super) fn call(&mut self, function: &Variable, d: usize) -> Node {
        let Kind::Function(signature) = &function.kind else {
            return Node::text(function.name.clone());
        };
        let signature = signature.clone();
        self.spend(signature.cost);
        self.grew = true;
        let required = signature.parameters.len() - signature.optional;
        let given = required + self.rng.below(signature.optional + 1);
        let mut arguments: Vec<Node> = Vec::new();
        for kind in &signature.parameters[..given] {
            let wrong = self.dares() && !matches!(kind, Kind::Fuel(_));
            arguments.push(if wrong {
                self.any(1)
            } else {
                self.stored(kind, d.min(2))
            });
        }
        if let Some(rest) = &signature.rest
            && given == signature.parameters.len()
        {
            for _ in 0..self.rng.below(3) {
                arguments.push(self.stored(rest, 0));
            }
            if self.rng.percent(30) {
                let spread = self.array_literal(rest, 0);
                arguments.push(node!("...#", spread));
            }
        }
        if self.dares() {
            arguments.pop();
        }
        let name = function.name.as_str();
        if self.rng.percent(15) && !arguments.is_empty() && arguments[0].print() != "..." {
            let first = arguments.remove(0);
            if !first.print().starts_with("...") {
                return node!("(# |> #(#))", first, name, arguments);
            }
            arguments.insert(0, first);
        }
        node!("#(#)", name, arguments)
    }

    /// A call as a statement.
    pub(super) fn call_statement(&mut self) -> Node {
        let (left, times) = (self.limit.saturating_sub(self.work), self.times);
        let callable = |v: &Variable| match &v.kind {
            Kind::Function(s) => s.cost * times <= left,
            _ => false,
        };
        match self.variable(callable) {
            Some(v) => {
                let call = self.call(&v, 2);
                if self.times > 20 {
                    call
                } else {
                    node!("puts(#)", call)
                }
            }
            None if self.context.nesting < 3 => self.function_statement(),
            None => self.print_statement(),
        }
    }
}
