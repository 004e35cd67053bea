//! Programs of calls, the third profile: functions, methods and closures that call each other and themselves, objects of several classes
//! at one place, exceptions that are thrown deep and caught anywhere.
//!
//! ```text
//! class A4 { let x = 1; fn m0(n, a) { if (!(n > 0)) { return a }; try { g2(n - 1, self.x) } catch (e) { self.m1(n - 2, e) } } }
//! fn g2(n, a) { if (!(n > 0)) { return a }; if (n % 3 == 1) { throw a }; return all[n % 5].m0(n - 1, cut(a + n)) }
//! for (let i = 0; i < 40; i++) { try { note(g2(i % 7, i)) } catch (e) { note(e) } }
//! ```
//!
//! Invariants, by which every program ends soon and within little memory:
//! - Whatever is called takes fuel as its first argument, ends without any, and calls others with less.
//! - No body calls more often than [`Calls::most_calls`]; how much fuel the first call has depends on that.
//! - What goes up and down the calls is cut: numbers by `%`, all else to a short text.

mod bodies;
mod values;

use super::Size;
use crate::rng::Rng;
use crate::tree::{Block, Node, node};

/// The program that a seed names.
pub(super) fn program(seed: u64, size: Size) -> Node {
    let mut rng = Rng::new(seed.wrapping_mul(0xa24b_aed4_963e_e407));
    let most_calls = *rng.pick(&[1, 1, 2, 2, 2, 3]);
    let calls = Calls {
        rng,
        most_calls,
        budget: size.work,
        names: 0,
        functions: Vec::new(),
        classes: Vec::new(),
        methods: Vec::new(),
        place: Place::default(),
    };
    calls.program()
}

/// A class.
struct Class {
    name: String,
    /// The class that it extends, by number.
    base: Option<usize>,
    /// The fields that its instances have for certain, inherited ones among them.
    fields: Vec<String>,
}

/// Where a statement stands.
#[derive(Clone, Default)]
struct Place {
    /// Variables that may be read and assigned.
    variables: Vec<String>,
    /// In a method: its class.
    class: Option<usize>,
    /// Whether the method hides one that it can call by `super`.
    hides: Option<String>,
    /// Calls that the body may still have.
    calls: usize,
    /// Blocks around.
    nesting: usize,
}

/// The state of generating one program.
struct Calls {
    rng: Rng,
    /// How often a body calls at most, each call as often as the loops around it go round.
    most_calls: usize,
    /// Nodes that a run evaluates, about: what a driver may spend.
    budget: u64,
    names: usize,
    functions: Vec<String>,
    classes: Vec<Class>,
    /// The names of the methods that all objects have.
    methods: Vec<String>,
    place: Place,
}

/// What a body costs, about.
const BODY: u64 = 30;

impl Calls {
    fn program(mut self) -> Node {
        self.functions = (0..self.rng.between(2, 5))
            .map(|_| self.fresh("g"))
            .collect();
        self.methods = (0..self.rng.between(1, 3))
            .map(|_| self.fresh("m"))
            .collect();
        let mut out = vec![
            node!("let checksum = 0"),
            node!("let log = []"),
            node!("fn note(x) { checksum = (checksum * 31 + len(str(x))) % 1000003 }"),
            node!(
                "fn cut(x) { type(x) == \"int\" ? x % 10007 : type(x) == \"float\" ? (x == x ? x % 100.5 : 0.5) : str(x)[:6] }"
            ),
        ];
        for _ in 0..self.rng.between(2, 6) {
            let class = self.class();
            out.push(class);
        }
        for name in self.functions.clone() {
            let function = self.function(&name);
            out.push(function);
        }
        out.push(self.objects());
        out.push(self.table());
        let fuel = self.fuel();
        let most = (self.most_calls as u64).pow(fuel as u32).max(fuel as u64);
        let rounds = (self.budget / (most * BODY)).clamp(12, 90) as usize;
        for _ in 0..self.rng.between(1, 3) {
            out.push(self.driver(fuel, rounds));
        }
        out.push(node!("puts(checksum, len(log))"));
        out.push(node!("puts(all.map(o => len(str(o))))"));
        if self.rng.percent(25) {
            // What nobody catches, with the calls that it came through.
            self.place = Place::default();
            let call = self.call(&Node::text(fuel.to_string()), false);
            out.push(node!("puts(#)", call));
        }
        Node::sequence(out)
    }

    fn fresh(&mut self, prefix: &str) -> String {
        self.names += 1;
        format!("{prefix}{}", self.names)
    }

    /// Fuel that the budget is enough for.
    fn fuel(&mut self) -> usize {
        match self.most_calls {
            1 => *self.rng.pick(&[12, 30, 90]),
            2 => self.rng.between(3, 7),
            _ => self.rng.between(2, 4),
        }
    }

    fn class(&mut self) -> Node {
        let name = self.fresh("C");
        let base = match self.classes.len() {
            0 => None,
            n => self.rng.percent(60).then(|| self.rng.below(n)),
        };
        let field = self.fresh("x");
        let mut fields = vec!["v".to_string(), field.clone()];
        fields.extend(base.iter().flat_map(|b| self.classes[*b].fields.clone()));
        fields.sort();
        fields.dedup();
        self.classes.push(Class {
            name: name.clone(),
            base,
            fields,
        });
        let number = self.classes.len() - 1;
        let mut members = Vec::new();
        // The place of `v` differs from class to class.
        let initial = self.literal();
        members.push(node!("let # = #", &field, initial));
        members.push(self.init(base.is_some()));
        for method in self.methods.clone() {
            if base.is_none() || self.rng.percent(50) {
                members.push(self.method(number, &method));
            }
        }
        match base {
            Some(b) => {
                let base = self.classes[b].name.clone();
                node!("class # extends # #", name, base, Block(members))
            }
            None => node!("class # #", name, Block(members)),
        }
    }

    fn init(&mut self, extends: bool) -> Node {
        let mut body = Vec::new();
        if extends && self.rng.percent(70) {
            body.push(node!("super.init(v)"));
        }
        match self.rng.below(4) {
            0 => body.push(node!("if (v == 13) { throw \"no\" }; self.v = v")),
            1 => body.push(node!("self.late = v; self.v = [v]")),
            _ => body.push(node!("self.v = v")),
        }
        node!("fn init(v) #", Block(body))
    }

    /// Objects of all classes, and hashes that have the same methods.
    fn objects(&mut self) -> Node {
        let mut objects = Vec::new();
        for n in 0..self.classes.len() {
            let value = self.literal();
            objects.push(node!("#(#)", self.classes[n].name.clone(), value));
        }
        if self.rng.percent(40) {
            let methods: Vec<Node> = self
                .methods
                .clone()
                .into_iter()
                .map(|m| {
                    let function = self.rng.pick(&self.functions).clone();
                    node!("\"#\": #", m, function)
                })
                .collect();
            let value = self.literal();
            let mut entries = vec![node!("\"v\": #", value)];
            entries.extend(methods);
            objects.push(node!("{#}", entries));
        }
        while objects.len() < 4 || self.rng.percent(30) {
            let class = self.rng.below(self.classes.len());
            let value = self.literal();
            objects.push(node!("#(#)", self.classes[class].name.clone(), value));
        }
        node!("let all = [#]", objects)
    }

    /// Function values: functions, bound methods, closures.
    fn table(&mut self) -> Node {
        let mut entries = Vec::new();
        for _ in 0..self.rng.between(2, 4) {
            let function = self.rng.pick(&self.functions).clone();
            let method = self.rng.pick(&self.methods).clone();
            let value = self.literal();
            entries.push(match self.rng.below(4) {
                0 => Node::text(function),
                1 => node!("(n, a) => #(n - 1, a ?? #)", function, value),
                2 => node!(
                    "((k) => (n, a) => { k = cut(k); #(n - 1, n % 2 == 0 ? k : a) })(#)",
                    function,
                    value
                ),
                _ => node!("all[0].#", method),
            });
        }
        node!("let table = [#]", entries)
    }

    /// A loop of first calls.
    fn driver(&mut self, fuel: usize, rounds: usize) -> Node {
        let i = self.fresh("i");
        self.place = Place {
            variables: vec![i.clone()],
            calls: 1,
            ..Place::default()
        };
        let given = node!("(# % #)", &i, fuel + 1);
        let call = self.call(&given, false);
        let mut body = Vec::new();
        match self.rng.below(4) {
            0 => body.push(node!("note(#)", call)),
            1 => body.push(node!(
                "let r = #; note(r); if (# < 2) { puts(r) }",
                call,
                &i
            )),
            _ => body.push(node!(
                "try { note(#) } catch (e) { note(e); if (# < 2) { puts(str(e)[:80]) } }",
                call,
                &i
            )),
        }
        if self.rng.percent(40) {
            let at = self.rng.below(rounds);
            let value = self.literal();
            body.push(node!(
                "if (# == #) { all[#].v = # }",
                &i,
                at,
                self.rng.below(4),
                value
            ));
        }
        let counted = node!(
            "for (let # = 0; # < #; #++) #",
            &i,
            &i,
            rounds,
            &i,
            Block(body)
        );
        match self.rng.percent(70) {
            true => node!("try { # } catch (e) { puts(str(e)[:80]) }", counted),
            false => node!("try { # } finally { note(checksum) }", counted).guarded(),
        }
    }
}

impl Node {
    /// The same, and whatever it throws is shown.
    fn guarded(self) -> Node {
        node!("try { # } catch (e) { puts(\"late\", str(e)[:80]) }", self)
    }
}
