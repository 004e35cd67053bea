//! The walk through a tree that makes its graph: blocks to write, the state, arriving at places.
//!
//! ```text
//! todo: [b3 at c0@6 with r0=%4 r1=%9]   -> write instructions until a way ends: a join, a branch, an exit, a return
//! ```
//!
//! An instruction is built in two steps: first everything that may leave, with one snapshot of the state before it, then
//! its effect. What it writes to registers is kept apart and becomes part of the state on arriving behind it, so that the
//! snapshot cannot see it.
//!
//! Invariant: every block on the list has its parameters and a state that names all that lives at its place.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::versions::Version;
use super::{Refused, Start};
use crate::bytecode::Program;
use crate::bytecode::op::visit;
use crate::index::{BlockId, Pc, Reg, SnapId, TreeId};
use crate::interp::HotKind;
use crate::ir::{Anchor, Arg, Cfg, Const, EntryFrame, Graph, GraphBuilder, Spot, Type};
use crate::trace::{Place, Point, Tree, Way};
use crate::value::Tag;

/// The most instructions of the bytecode in a graph; ways past it become exits.
const BUDGET: usize = 6000;

/// What registers hold: by home, see [`super::facts::Home`].
pub(super) type State = BTreeMap<i64, Arg>;

/// How an instruction ends.
pub(super) enum Flow {
    /// At the next one.
    Next,
    /// At this place.
    Go(Place),
    /// The block has its end.
    Done,
}

/// A block that has no end yet.
pub(super) struct Todo {
    pub block: BlockId,
    pub place: Place,
    pub state: State,
    /// What to do there first.
    pub first: First,
}

/// How a block begins.
pub(super) enum First {
    /// A way leads there: guards what it hopes, then goes on or joins.
    Arrive(Vec<(i64, Tag)>),
    /// It is where ways meet.
    Meet,
}

/// See the module's documentation.
pub(super) struct Builder<'b, 'p> {
    pub program: &'p Program,
    pub tree: &'b Tree,
    pub facts: &'b mut Facts<'p>,
    pub g: GraphBuilder,
    pub start: Place,
    /// Where a piece ends.
    stop: Option<Place>,
    pub arrivals: BTreeMap<Place, usize>,
    pub headers: BTreeSet<Place>,
    pub versions: BTreeMap<Place, Vec<Version>>,
    pub todo: Vec<Todo>,
    budget: usize,
    /// The most frames and registers that an exit has.
    pub room: (u32, u32),
    /// Whether each inlined call asks for its room too, besides the entry: so for a function, where that is moved (`opt/room.rs`).
    pub asks: bool,

    /// The instruction that is built.
    pub place: Place,
    /// The one behind it.
    pub next: Pc,
    pub state: State,
    pub snap: Option<SnapId>,
    pub writes: Vec<(i64, Arg)>,
    pub hopes: Vec<(i64, Tag)>,
    /// The called value of the outermost frame, as it was at the entry.
    pub callee: Option<Arg>,
    /// Whether anything is called that is not inlined.
    pub calls: bool,
    /// Whether the instruction that is built is left to the interpreter.
    left: bool,
    /// Whether any is not.
    useful: bool,
    pub refused: Option<Refused>,
}

impl<'b, 'p> Builder<'b, 'p> {
    /// A graph, or nothing if more had to be learned.
    pub fn build(
        facts: &'b mut Facts<'p>,
        tree: &'b Tree,
        id: TreeId,
        start: &Start,
    ) -> Result<Option<Graph>, Refused> {
        let program = facts.program;
        let (anchor, frames, place) = match start {
            Start::Anchor => {
                let site = tree.anchor.site;
                let anchor = match tree.anchor.kind {
                    HotKind::Loop => Anchor::Loop,
                    HotKind::Function => Anchor::Function,
                };
                let frame = EntryFrame {
                    function: site.function,
                    pc: site.pc,
                    window: 0,
                };
                (anchor, vec![frame], tree.root())
            }
            Start::Exit(frames, _) => {
                let place = tree.find(program, frames).ok_or(Refused::Empty)?;
                let frames = frames.iter().map(|f| EntryFrame {
                    function: f.function,
                    pc: f.pc,
                    window: f.window,
                });
                (Anchor::Piece, frames.collect(), place)
            }
        };
        if tree.point(place).is_none() {
            return Err(Refused::Empty);
        }
        let mut headers = tree.headers(program, place);
        headers.extend(facts.headers.iter().copied());
        let mut g = GraphBuilder::new(id, anchor, frames);
        g.pin(tree.pinned().map(|site| Spot {
            function: site.function,
            pc: site.pc,
        }));
        let builder = Builder {
            program,
            tree,
            facts,
            g,
            start: place,
            stop: matches!(start, Start::Exit(..)).then(|| tree.root()),
            arrivals: tree.arrivals(program, place),
            headers,
            versions: BTreeMap::new(),
            todo: Vec::new(),
            budget: BUDGET,
            room: (0, 0),
            asks: tree.anchor.kind == HotKind::Function && matches!(start, Start::Anchor),
            place,
            next: place.pc,
            state: State::new(),
            snap: None,
            writes: Vec::new(),
            hopes: Vec::new(),
            callee: None,
            calls: false,
            left: false,
            useful: false,
            refused: None,
        };
        builder.run(start)
    }

    fn run(mut self, start: &Start) -> Result<Option<Graph>, Refused> {
        let gate = self.entry(start);
        while let Some(todo) = self.todo.pop() {
            self.g.switch_to(todo.block);
            self.place = todo.place;
            self.state = todo.state;
            self.begin_instruction();
            let goes_on = match todo.first {
                First::Arrive(hopes) => {
                    self.hopes = hopes;
                    self.arrive(todo.place)
                }
                First::Meet => {
                    if self.headers.contains(&self.place) {
                        let snap = self.snapshot();
                        self.g.safepoint(snap);
                    }
                    true
                }
            };
            if goes_on {
                while self.instruction() {}
            }
        }
        self.open(gate);
        if let Some(refused) = self.refused {
            return Err(refused);
        }
        if !self.useful {
            return Err(Refused::Useless);
        }
        if !self.is_reducible() {
            return Ok(None);
        }
        self.g
            .finish()
            .map(Some)
            .map_err(|e| Refused::Wrong(e.to_string()))
    }

    /// Learns what keeps the graph from being reducible, if something does.
    fn is_reducible(&mut self) -> bool {
        let cfg = Cfg::of(self.g.graph());
        let place_of = |block: BlockId| {
            let found = self
                .versions
                .iter()
                .find(|(_, all)| all.iter().any(|version| version.block == block));
            found.map(|(place, all)| (*place, all))
        };
        if let Some((_, to)) = cfg.irreducible_edge() {
            let Some((place, versions)) = place_of(to) else {
                self.refused = Some(Refused::Irreducible);
                return false;
            };
            let before = self.facts.widened.len();
            for (n, home) in self.facts.homes(self.tree, place).iter().enumerate() {
                let mut types = versions.iter().map(|version| version.types[n]);
                let first = types.next();
                if types.any(|other| Some(other) != first) {
                    self.facts.widened.insert((place, home.home));
                }
            }
            if self.facts.widened.len() == before {
                self.facts.stops.insert(place);
            }
            return false;
        }
        let mut fine = true;
        for (_, to) in cfg.back_edges() {
            if let Some((place, _)) = place_of(to)
                && !self.headers.contains(&place)
            {
                self.facts.headers.insert(place);
                fine = false;
            }
        }
        fine
    }

    pub fn point(&self) -> &'b Point {
        match self.tree.point(self.place) {
            Some(point) => point,
            None => unreachable!("arriving makes sure that there is a point"),
        }
    }

    fn begin_instruction(&mut self) {
        self.snap = None;
        self.writes.clear();
        self.hopes.clear();
    }

    /// Builds the instruction at the place; whether the block goes on.
    fn instruction(&mut self) -> bool {
        self.begin_instruction();
        self.left = false;
        self.budget = self.budget.saturating_sub(1);
        let Some(instruction) = self.tree.instruction(self.program, self.place) else {
            self.refused = Some(Refused::Wrong("no instruction at a point".into()));
            return self.leave_now();
        };
        self.next = instruction.end();
        let only_thrown = |(way, _): &(Way, u64)| matches!(way, Way::Handler(_) | Way::Thrown);
        if self.point().ways.iter().all(only_thrown) || self.tree.breaks_at(self.place) {
            return self.leave_now();
        }
        let flow = visit(instruction.code, self);
        self.useful |= !self.left;
        match flow {
            Some(Flow::Next) => {
                let next = Place {
                    pc: self.next,
                    ..self.place
                };
                self.arrive(next)
            }
            Some(Flow::Go(place)) => self.arrive(place),
            Some(Flow::Done) => false,
            None => self.leave_now(),
        }
    }

    /// Goes to a place; whether the block goes on there.
    fn arrive(&mut self, place: Place) -> bool {
        let writes = std::mem::take(&mut self.writes);
        self.state.extend(writes);
        self.place = place;
        self.snap = None;
        for (home, tag) in std::mem::take(&mut self.hopes) {
            let homes = self.facts.homes(self.tree, place);
            let needed = homes.iter().any(|h| h.home == home && h.needed);
            // Who came here with another tag was recorded from here on, behind what wrote it.
            let mut seen = self.tree.started_with(place, home);
            seen.insert(tag);
            if let Some(value) = self.state.get(&home).copied()
                && needed
                && seen.single().is_some()
                && self.g.type_of(value) == Type::Any
            {
                let snap = self.snapshot();
                let known = self.g.guard_tag(tag, value, snap);
                self.refine(value, known.into());
            }
        }
        let ends = self.stop == Some(place)
            || self.tree.point(place).is_none()
            || self.facts.stops.contains(&place) && place != self.start
            || self.budget == 0;
        if ends {
            return self.leave_now();
        }
        let meets = self.arrivals.get(&place).copied().unwrap_or(0) > 1;
        if meets || self.headers.contains(&place) {
            let (block, args) = self.version(place);
            self.g.jump(block, &args);
            return false;
        }
        true
    }

    /// Ends the block with an exit.
    pub fn leave_now(&mut self) -> bool {
        let snap = self.snapshot();
        self.g.exit(snap);
        false
    }

    /// The instruction is the interpreter's.
    pub fn leave(&mut self) -> Flow {
        self.left = true;
        self.leave_now();
        Flow::Done
    }

    /// A block at the end of a way from the instruction that is built, to be written later.
    pub fn side(&mut self, place: Place) -> BlockId {
        let block = self.g.block(&[]);
        let mut state = self.state.clone();
        state.extend(self.writes.iter().copied());
        self.todo.push(Todo {
            block,
            place,
            state,
            first: First::Arrive(self.hopes.clone()),
        });
        block
    }

    /// Where a way leads.
    pub fn target(&mut self, way: Way) -> Option<Place> {
        self.tree.target(self.program, self.place, way)
    }

    /// The home of a register of the running frame.
    pub fn home(&self, reg: Reg) -> i64 {
        i64::from(self.tree.context(self.place.ctx).base) + i64::from(reg.0)
    }

    /// What a register holds.
    pub fn value(&mut self, reg: Reg) -> Arg {
        let home = self.home(reg);
        self.held(home)
    }

    /// What a home holds.
    pub fn held(&mut self, home: i64) -> Arg {
        match self.state.get(&home) {
            Some(value) => *value,
            None => {
                // What no way assigned is dead, or the liveness is wrong.
                self.refused = Some(Refused::Wrong(format!(
                    "home {home} is not known at {:?}",
                    self.place
                )));
                Arg::Const(Const::Unset)
            }
        }
    }

    /// Everything that held a value holds what is known better of it.
    pub fn refine(&mut self, value: Arg, known: Arg) {
        for held in self.state.values_mut().filter(|held| **held == value) {
            *held = known;
        }
        for (_, held) in self.writes.iter_mut().filter(|(_, held)| *held == value) {
            *held = known;
        }
    }
}
