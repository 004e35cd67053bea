//! Random graphs: statements, diamonds, counted loops, handlers, up to a budget.
//!
//! What is in scope is a list; what a block's end leaves behind is cut off again, so that every value in the list dominates
//! the place that is written. A snapshot is made when an exit needs one and forgotten at every effect and at every new
//! block.

use std::collections::BTreeMap;

use super::Random;
use super::private::Private;
use super::world::{KINDS, TAGS};
use crate::index::{ConstId, FnId, Pc, Ref, Reg, SnapId, SymbolId, TreeId};
use crate::ir::{
    Anchor, Arg, Const, EntryFrame, FormKind, Graph, GraphBuilder, Helper, Slot, SnapFrame, Type,
};
use crate::value::Tag;

/// The graph of a seed.
pub fn graph(seed: u64) -> Graph {
    let mut random = Random::new(seed);
    let budget = 5 + random.below(80);
    let frame = EntryFrame {
        function: FnId(0),
        pc: Pc(0),
        window: 0,
    };
    let mut generator = Generator {
        builder: GraphBuilder::new(TreeId(1), Anchor::Loop, vec![frame]),
        random,
        scope: Vec::new(),
        kinds: BTreeMap::new(),
        private: BTreeMap::new(),
        snap: None,
        pc: 0,
        budget,
    };
    for (home, tag) in (0..).zip(TAGS) {
        if generator.random.chance(70) {
            let value = generator.builder.reg(home);
            let snap = generator.snapshot();
            let value = generator.builder.guard_tag(tag, value, snap);
            generator.scope.push((value, Type::Tag(tag)));
            if let Some((_, kind)) = KINDS.into_iter().find(|(array, _)| *array == home) {
                generator.kinds.insert(value, kind);
            }
        }
    }
    generator.body(0);
    generator.finish_path();
    // Every block has its end: whoever makes one ends it.
    generator
        .builder
        .finish()
        .unwrap_or_else(|unfinished| unreachable!("{unfinished}"))
}

/// What a parameter of a join is for.
#[derive(Clone, Copy)]
enum Carried {
    Value(Type),
    Private(Private),
}

/// See the module's documentation.
pub(super) struct Generator {
    pub builder: GraphBuilder,
    pub random: Random,
    /// What can be used here.
    pub scope: Vec<(Ref, Type)>,
    /// How the elements of arrays stand that come from registers, as long as nobody changes that.
    pub kinds: BTreeMap<Ref, FormKind>,
    /// Objects that only their own instructions, snapshots and parameters name.
    pub private: BTreeMap<Ref, Private>,
    /// The snapshot of here, if one was made.
    snap: Option<SnapId>,
    pc: u32,
    budget: usize,
}

const INTS: [i64; 10] = [0, 1, -1, 2, 3, 8, 63, 64, i64::MAX, i64::MIN];
const FLOATS: [f64; 6] = [0.0, -0.0, 1.0, -2.5, f64::INFINITY, 1e18];

impl Generator {
    /// A value or a constant that is good for the type, if there is one.
    pub fn choose(&mut self, wanted: Type) -> Option<Arg> {
        let constant = match wanted {
            Type::Tag(Tag::Int) => Some(self.random.pick(&INTS).into()),
            Type::Tag(Tag::Float) => Some(self.random.pick(&FLOATS).into()),
            Type::Tag(Tag::Bool) => Some(self.random.chance(50).into()),
            Type::Tag(Tag::Str) => {
                let id = ConstId(self.random.below(2) as u32);
                Some(Const::Pool(id, Tag::Str).into())
            }
            Type::Tag(Tag::Variant) => {
                let id = ConstId(3 + self.random.below(2) as u32);
                Some(Const::Pool(id, Tag::Variant).into())
            }
            Type::Any => Some(self.any_constant()),
            _ => None,
        };
        let fitting: Vec<Ref> = self
            .scope
            .iter()
            .filter(|(value, known)| known.fits(wanted) && !self.private.contains_key(value))
            .map(|(value, _)| *value)
            .collect();
        if fitting.is_empty() || constant.is_some() && self.random.chance(25) {
            return constant;
        }
        // Mostly a late one, so that chains grow.
        let n = fitting.len();
        let late = n.min(4);
        let at = if self.random.chance(50) {
            n - 1 - self.random.below(late)
        } else {
            self.random.below(n)
        };
        Some(fitting[at].into())
    }

    fn any_constant(&mut self) -> Arg {
        let int = Const::Int(self.random.pick(&INTS));
        let float = Const::float(self.random.pick(&FLOATS));
        self.random
            .pick(&[
                Const::Null,
                Const::Bool(true),
                Const::Bool(false),
                int,
                float,
                Const::Function(FnId(1)),
                Const::Symbol(SymbolId(1)),
                Const::Pool(ConstId(2), Tag::BigInt),
                Const::Pool(ConstId(3), Tag::Variant),
                Const::Unset,
            ])
            .into()
    }

    pub fn int(&mut self) -> Arg {
        self.choose(Type::INT).unwrap_or(Arg::from(0))
    }

    pub fn float(&mut self) -> Arg {
        self.choose(Type::FLOAT).unwrap_or(Arg::from(0.0))
    }

    pub fn bool(&mut self) -> Arg {
        self.choose(Type::BOOL).unwrap_or(Arg::from(true))
    }

    pub fn any(&mut self) -> Arg {
        self.choose(Type::Any).unwrap_or(Arg::Const(Const::Null))
    }

    /// The values of a `Rest`.
    pub fn some(&mut self, least: usize) -> Vec<Arg> {
        let count = least + self.random.below(3);
        (0..count).map(|_| self.any()).collect()
    }

    /// Notes a result.
    pub fn note(&mut self, value: Ref) {
        let known = self.builder.type_of(value);
        self.scope.push((value, known));
    }

    /// The snapshot of here.
    pub fn snapshot(&mut self) -> SnapId {
        if let Some(snap) = self.snap {
            return snap;
        }
        self.pc += 1;
        let mut frame = SnapFrame::at(FnId(0), Pc(self.pc));
        for reg in 0..TAGS.len() as u16 {
            if self.random.chance(25) {
                let value = self.any();
                let private = self.any_private();
                let slot = match (self.random.below(100), private) {
                    (0..30, _) => Slot::Home,
                    (30..70, Some((object, _))) => Slot::Value(object.into()),
                    _ => Slot::Value(value),
                };
                frame = frame.with(Reg(reg), slot);
            }
        }
        let mut frames = vec![frame];
        if self.random.chance(15) {
            let inner = SnapFrame::at(FnId(2), Pc(self.pc))
                .window(8)
                .callee(self.any());
            let value = self.any();
            frames.push(inner.with(Reg(0), Slot::Value(value)));
        }
        let snap = self.builder.snapshot(frames);
        self.snap = Some(snap);
        snap
    }

    /// An effect happened, or a block began: the state is another.
    pub fn new_state(&mut self) {
        self.snap = None;
    }

    /// Statements and structures, as long as the budget lasts.
    fn body(&mut self, depth: usize) {
        let count = 2 + self.random.below(8);
        for _ in 0..count {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            match self.random.below(100) {
                0..10 if depth < 4 => self.diamond(depth),
                10..17 if depth < 3 => self.counted(depth),
                17..20 if depth < 4 => self.handler(depth),
                20..23 if depth < 4 => self.early_exit(),
                _ => self.statement(),
            }
        }
    }

    fn at_block(&mut self, block: crate::index::BlockId) {
        self.builder.switch_to(block);
        self.new_state();
        for param in self.builder.params(block).to_vec() {
            self.note(param);
        }
    }

    /// What the parameters of a join carry: types, or private objects of which there is one here.
    fn joined(&mut self) -> Vec<Carried> {
        let known = [
            Type::INT,
            Type::FLOAT,
            Type::BOOL,
            Type::Any,
            Type::Tag(Tag::Str),
        ];
        let mut joined = Vec::new();
        for _ in 0..self.random.below(3) {
            let private = self.any_private().filter(|_| self.random.chance(40));
            joined.push(match private {
                Some((_, kind)) => Carried::Private(kind),
                None => Carried::Value(self.random.pick(&known)),
            });
        }
        joined
    }

    fn types(joined: &[Carried]) -> Vec<Type> {
        let of = |carried: &Carried| match carried {
            Carried::Value(of) => *of,
            Carried::Private(kind) => Type::Tag(kind.tag()),
        };
        joined.iter().map(of).collect()
    }

    /// One value for each, for an edge.
    fn values(&mut self, joined: &[Carried]) -> Vec<Arg> {
        let value = |carried: &Carried| match carried {
            Carried::Value(wanted) => self.choose(*wanted).unwrap_or(Arg::Const(Const::Null)),
            Carried::Private(kind) => {
                let object = self.private_of(*kind);
                object.map_or(Arg::Const(Const::Null), Arg::Ref)
            }
        };
        joined.iter().map(value).collect()
    }

    /// Notes which parameters of a join are private objects.
    fn note_private(&mut self, params: &[Ref], joined: &[Carried]) {
        for (param, carried) in params.iter().zip(joined) {
            if let Carried::Private(kind) = carried {
                self.private.insert(*param, *kind);
            }
        }
    }

    fn diamond(&mut self, depth: usize) {
        let joined = self.joined();
        let condition = self.bool();
        let [yes, no] = [self.builder.block(&[]), self.builder.block(&[])];
        let join = self.builder.block(&Generator::types(&joined));
        self.builder.branch(condition, (yes, &[]), (no, &[]));
        for arm in [yes, no] {
            let scope = self.scope.len();
            self.at_block(arm);
            self.body(depth + 1);
            let values = self.values(&joined);
            self.builder.jump(join, &values);
            self.scope.truncate(scope);
        }
        let params = self.builder.params(join).to_vec();
        self.note_private(&params, &joined);
        self.at_block(join);
    }

    /// A loop that runs a few times, with carried values.
    fn counted(&mut self, depth: usize) {
        let joined = self.joined();
        let mut types = vec![Type::INT];
        types.extend(Generator::types(&joined));
        let mut values = vec![Arg::from(0)];
        values.extend(self.values(&joined));
        let head = self.builder.block(&types);
        let params = self.builder.params(head).to_vec();
        self.note_private(&params[1..], &joined);
        let [body, after] = [self.builder.block(&[]), self.builder.block(&[])];
        self.builder.jump(head, &values);
        self.at_block(head);
        let i = self.builder.params(head)[0];
        let snap = self.snapshot();
        self.builder.safepoint(snap);
        let times = 1 + self.random.below(5) as i64;
        let more = self.builder.lt(i, times);
        self.note(more);
        self.builder.branch(more, (body, &[]), (after, &[]));
        let scope = self.scope.len();
        self.at_block(body);
        self.body(depth + 1);
        let mut values = vec![Arg::Ref(self.builder.add(i, 1))];
        values.extend(self.values(&joined));
        self.builder.jump(head, &values);
        self.scope.truncate(scope);
        self.at_block(after);
    }

    /// A helper whose fault is handled in the graph.
    fn handler(&mut self, depth: usize) {
        let helper = self
            .random
            .pick(&[Helper::div, Helper::less, Helper::get, Helper::shl]);
        let args = [self.any(), self.any()];
        let snap = self.snapshot();
        let [ok, handler, join] = [(); 3].map(|()| self.builder.block(&[Type::Any]));
        self.builder
            .invoke(helper, &args, snap, (ok, &[]), (handler, &[]));
        for arm in [ok, handler] {
            let scope = self.scope.len();
            self.at_block(arm);
            self.body(depth + 1);
            let value = self.any();
            self.builder.jump(join, &[value]);
            self.scope.truncate(scope);
        }
        self.at_block(join);
    }

    /// A branch to a block that ends the path.
    fn early_exit(&mut self) {
        let condition = self.bool();
        let [out, on] = [self.builder.block(&[]), self.builder.block(&[])];
        self.builder.branch(condition, (out, &[]), (on, &[]));
        let scope = self.scope.len();
        self.at_block(out);
        self.finish_path();
        self.scope.truncate(scope);
        self.at_block(on);
    }

    fn finish_path(&mut self) {
        let value = self.any();
        match self.random.below(4) {
            0 => self.builder.return_value(value),
            1 => {
                let snap = self.snapshot();
                self.builder.throw(value, snap);
            }
            _ => {
                let snap = self.snapshot();
                self.builder.exit(snap);
            }
        }
    }
}
