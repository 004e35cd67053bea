//! Random programs: `generate(seed, size)` is one program, always the same.
//!
//! There are three profiles: what is described here covers the language; [`hot`] has loops for what compiles them, and [`calls`]
//! recursion, exceptions and objects of many classes.
//!
//! ```text
//! seed 7:   let a = [3, 1]; for (let i = 0; i < 5; i++) { if (len(a) < 40) { a.push((i * 7)) } }; puts(a) ...
//! ```
//!
//! The generator knows the names in scope and the [`Kind`] of each, so that most operations succeed; inside `try` it
//! breaks that rule now and then, and some programs end with an error that nobody catches. What a program prints is a function of
//! its text: no clock, no addresses, no input.
//!
//! Invariants, by which every program ends soon and within little memory:
//! - A loop has a counter that nothing else assigns. A function that calls itself does so with a smaller first argument, and
//!   not from within a loop.
//! - Work is accounted: [`Generator::work`] counts how often each node is evaluated, at most, and what would pass the limit
//!   is not generated.
//! - What is stored stays small. An integer, string or array from an operation that makes them larger is cut before it
//!   is stored; elements are pushed only to short arrays; keys come from small sets; arrays hold no arrays but fresh ones.

mod arrays;
mod calls;
mod classes;
mod errors;
mod functions;
mod generators;
mod hashes;
mod hot;
mod kinds;
mod literals;
mod loops;
mod matches;
mod numbers;
mod oracle;
mod scenarios;
mod statements;
mod strings;
mod transitions;

use std::rc::Rc;

use crate::rng::Rng;
use crate::tree::{Block, Node, node};
use kinds::{Kind, Signature};
pub use oracle::WRONG;

/// How large programs are.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Statements at top level.
    pub statements: usize,
    /// Nodes that a run evaluates, at most.
    pub work: u64,
}

impl Size {
    /// For engines at full speed.
    pub const FULL: Size = Size {
        statements: 50,
        work: 400_000,
    };
    /// For engines that collect garbage at every allocation.
    pub const SMALL: Size = Size {
        statements: 30,
        work: 5_000,
    };
}

/// The program that a seed names: of every four seeds, one gives a hot program and one a program of calls.
pub fn generate(seed: u64, size: Size) -> Node {
    match seed % 4 {
        0 => hot::program(seed, size),
        1 => calls::program(seed, size),
        _ => Generator::new(seed, size).program(),
    }
}

/// The modules that expressions name.
const IMPORTS: &str =
    "import \"math\"; import \"string\" as strings; import \"array\" as arrays; import \"json\"";

/// A name in scope.
#[derive(Clone, Debug)]
struct Variable {
    name: String,
    kind: Kind,
    mutable: bool,
}

/// What the statements around the place being generated allow.
#[derive(Clone, Debug, Default)]
struct Context {
    /// `break` and `continue` are allowed.
    in_loop: bool,
    /// Errors are caught near by.
    in_try: bool,
    /// What `return` gives; `None` at top level.
    result: Option<Kind>,
    /// The counter of the innermost loop.
    counter: Option<String>,
    /// Blocks around.
    nesting: usize,
}

/// The state of generating one program.
pub struct Generator {
    rng: Rng,
    size: Size,
    scopes: Vec<Vec<Variable>>,
    context: Context,
    names: usize,
    /// Evaluations accounted so far, in the program or in the function being generated.
    work: u64,
    limit: u64,
    /// How often the place being generated is evaluated.
    times: u64,
    /// The expression being generated may be much larger than its operands.
    grew: bool,
}

impl Generator {
    fn new(seed: u64, size: Size) -> Generator {
        Generator {
            rng: Rng::new(seed),
            size,
            scopes: vec![Vec::new()],
            context: Context::default(),
            names: 0,
            work: 0,
            limit: size.work,
            times: 1,
            grew: false,
        }
    }

    fn program(mut self) -> Node {
        let mut statements = vec![node!("#; let checksum = 0", IMPORTS)];
        self.names = 0;
        for _ in 0..self.rng.between(2, 5) {
            statements.push(self.let_statement());
        }
        let wanted = self
            .rng
            .between(self.size.statements / 3, self.size.statements);
        while statements.len() < wanted && self.work < self.limit {
            statements.push(self.statement());
            if self.rng.percent(25) {
                statements.push(self.scenario());
            }
            if self.rng.percent(8) {
                statements.push(self.oracle());
            }
        }
        for variable in self.visible() {
            statements.push(node!("puts(#)", vec![Node::text(variable.name)]));
        }
        statements.push(node!("puts(checksum)"));
        if self.rng.percent(25) {
            statements.push(self.uncaught());
        }
        Node::sequence(statements)
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    fn declare(&mut self, name: &str, kind: Kind, mutable: bool) {
        let variable = Variable {
            name: name.to_string(),
            kind,
            mutable,
        };
        let scope = self.scopes.last_mut().expect("the scope of the program");
        scope.retain(|v| v.name != name);
        scope.push(variable);
    }

    /// The variables that names mean here: one hides those of its name in scopes further out.
    fn visible(&self) -> Vec<Variable> {
        let mut found: Vec<Variable> = Vec::new();
        for variable in self.scopes.iter().rev().flat_map(|s| s.iter().rev()) {
            if found.iter().all(|v| v.name != variable.name) {
                found.push(variable.clone());
            }
        }
        found.reverse();
        found
    }

    /// A variable that satisfies a condition; those of near scopes are likelier.
    fn variable(&mut self, wanted: impl Fn(&Variable) -> bool) -> Option<Variable> {
        let found: Vec<Variable> = self.visible().into_iter().filter(|v| wanted(v)).collect();
        if found.is_empty() {
            return None;
        }
        let at = self.rng.below(found.len()).max(self.rng.below(found.len()));
        Some(found[at].clone())
    }

    fn variable_of(&mut self, kind: &Kind) -> Option<String> {
        self.variable(|v| v.kind == *kind).map(|v| v.name)
    }

    fn mutable_of(&mut self, kind: &Kind) -> Option<String> {
        self.variable(|v| v.kind == *kind && v.mutable)
            .map(|v| v.name)
    }

    /// Accounts for `nodes` evaluated here.
    fn spend(&mut self, nodes: u64) {
        self.work += nodes * self.times;
    }

    fn affords(&self, nodes: u64) -> bool {
        self.work + nodes * self.times <= self.limit
    }

    /// Whether to do something that may fail: only where the error is caught.
    fn dares(&mut self) -> bool {
        self.context.in_try && self.rng.percent(7)
    }

    /// Runs `body` with names of its own.
    fn scoped<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> T {
        self.scopes.push(Vec::new());
        self.context.nesting += 1;
        let result = body(self);
        self.context.nesting -= 1;
        self.scopes.pop();
        result
    }

    /// Runs `body` with everything in it evaluated `times` as often.
    fn repeated<T>(&mut self, times: u64, body: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.times;
        self.times *= times.max(1);
        let result = body(self);
        self.times = outer;
        result
    }

    /// A few statements in braces.
    fn block(&mut self) -> Block {
        let count = self.rng.between(1, 3);
        self.scoped(|g| Block(g.statements(count)))
    }

    fn statements(&mut self, count: usize) -> Vec<Node> {
        (0..count).map(|_| self.statement()).collect()
    }

    /// An expression of a kind that may be stored: what has grown is cut.
    fn stored(&mut self, kind: &Kind, depth: usize) -> Node {
        let outer = std::mem::replace(&mut self.grew, false);
        let expression = self.expression(kind, depth);
        let grew = std::mem::replace(&mut self.grew, outer);
        if grew {
            self.cut(kind, expression)
        } else {
            expression
        }
    }

    fn cut(&mut self, kind: &Kind, expression: Node) -> Node {
        let limit = *self.rng.pick(&[10, 20, 30]);
        match kind {
            Kind::Int => {
                let modulus = *self.rng.pick(literals::MODULI);
                node!("(# % #)", expression, modulus)
            }
            Kind::Str => node!("#[0:#]", expression, limit),
            Kind::Array(_) => match self.rng.below(3) {
                0 => node!("take(#, #)", expression, limit),
                1 => node!("#.slice(0, #)", expression, limit),
                _ => node!("#[:#]", expression, limit),
            },
            _ => expression,
        }
    }

    /// An expression of a kind.
    fn expression(&mut self, kind: &Kind, depth: usize) -> Node {
        self.spend(1);
        let plain = matches!(
            kind,
            Kind::Int | Kind::Float | Kind::Bool | Kind::Str | Kind::Any
        );
        if plain && depth > 0 && self.affords(80) && self.rng.percent(4) {
            return self.matched(kind, depth);
        }
        match kind {
            Kind::Int => self.int(depth),
            Kind::Float => self.float(depth),
            Kind::Bool => self.bool(depth),
            Kind::Str => self.string(depth),
            Kind::Any => self.any(depth),
            Kind::Fuel(most) => self.fuel(*most),
            Kind::Array(element) => self.array(element, depth),
            Kind::Hash(element) => self.hash(element, depth),
            Kind::Function(signature) => self.function_value(&signature.clone(), depth),
        }
    }

    /// A value of any scalar kind, or `null`.
    fn any(&mut self, depth: usize) -> Node {
        if let Some(name) = self.variable_of(&Kind::Any)
            && self.rng.percent(40)
        {
            return Node::text(name);
        }
        if self.rng.percent(10) {
            return Node::text("null");
        }
        let kind = self.scalar();
        self.stored(&kind, depth.saturating_sub(1))
    }

    /// An integer from 0 to `most`.
    fn fuel(&mut self, most: usize) -> Node {
        match self.variable_of(&Kind::Int) {
            Some(name) if self.rng.percent(20) => {
                node!("(abs(#) % #)", Node::text(name), most + 1)
            }
            _ => Node::text(self.rng.between(most / 2, most).to_string()),
        }
    }

    fn scalar(&mut self) -> Kind {
        let kinds = [Kind::Int, Kind::Int, Kind::Float, Kind::Str, Kind::Bool];
        self.rng.pick(&kinds).clone()
    }

    /// The kind of elements of an array or hash.
    fn element(&mut self) -> Kind {
        match self.rng.below(10) {
            0 => Kind::Any,
            1 => Kind::array(Kind::Int),
            _ => self.scalar(),
        }
    }

    /// A kind of variables.
    fn kind(&mut self) -> Kind {
        match self.rng.below(14) {
            0..=6 => self.scalar(),
            7 => Kind::Any,
            8..=10 => Kind::array(self.element()),
            11 | 12 => Kind::hash(self.element()),
            _ => Kind::Function(Rc::new(self.signature())),
        }
    }
}

#[test]
fn a_seed_is_a_program() {
    let text = |seed| generate(seed, Size::FULL).print();
    for seed in [3, 4, 5] {
        assert_eq!(text(seed), text(seed));
        assert_ne!(text(seed), text(seed + 4));
    }
}
