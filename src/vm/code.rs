//! A graph that can be entered: evaluated or native, with its exits and what became of each.
//!
//! ```text
//!               taken exit_heat times              recorded, built, compiled
//!   exit: cold ----------------------> being made --------------------------> goes on in its piece
//!           ^                              |
//!           +------ doubled heat ----------+ nothing recorded, or refused
//! ```
//!
//! Invariant: when a run has ended at an exit, all registers of the exit's frames are in their homes; the frames themselves are
//! not pushed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::callees::Callees;
use super::counters;
use super::environment::{World, write_homes};
use super::policy::Policy;
use super::work;
use crate::build::Start;
use crate::bytecode::Program;
use crate::index::{ExitId, TreeId};
use crate::interp::{CallSite, Machine, Place};
use crate::ir::eval::{Evaluator, How, Options, Outcome, Plan};
use crate::ir::{End, EntryFrame, Graph, Inst, SnapFrame};
use crate::jit::Tier;
use crate::trace::Anchor;
use crate::value::Value;

/// Numbers versions of code in the order in which they are made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct CodeId(pub u64);

/// See the module's documentation.
pub(super) struct Code {
    /// This version.
    pub id: CodeId,
    /// The tree that it is made of.
    pub tree: TreeId,
    /// How many pieces away from the whole it is.
    pub depth: u32,
    /// The frames that it is entered with, outermost first.
    pub entry: Entry,
    body: Body,
    /// How it was made.
    pub tier: Tier,
    /// About how many instructions a round of it executes, and a run that returns.
    pub typical: Typical,
    /// How many of its instructions may allocate.
    pub allocations: usize,
    /// Its exits.
    pub exits: Vec<Exit>,
    /// What became of each exit.
    pub states: RefCell<Vec<ExitState>>,
}

/// About how many instructions of the program code executes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typical {
    /// In a round of one of its loops.
    pub round: u64,
    /// When it returns.
    pub whole: u64,
    /// How many loops it has.
    pub loops: usize,
}

/// The frames that code is entered with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Where they are.
    pub at: StateId,
    /// How many are above the outermost.
    pub frames: u32,
    /// The end of their windows, as a home.
    pub top: u32,
}

/// A state that code can be entered or left in: a chain of frames and where each is, as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct StateId(u32);

/// The numbers of all states.
#[derive(Default)]
pub(super) struct States(BTreeMap<Vec<Place>, StateId>);

impl States {
    fn number(&mut self, places: &[Place]) -> StateId {
        if let Some(known) = self.0.get(places) {
            return *known;
        }
        let id = StateId(self.0.len() as u32);
        self.0.insert(places.to_vec(), id);
        id
    }
}

/// The end of the windows of frames, as a home.
fn top(program: &Program, places: &[Place]) -> u32 {
    let mut base = 0;
    let mut top = 0;
    for place in places {
        base += place.window;
        let window = program.functions[place.function.index()].registers;
        top = top.max(base + u32::from(window));
    }
    top
}

/// What code is of.
pub(super) struct Origin {
    pub id: CodeId,
    pub tree: TreeId,
    pub anchor: Anchor,
    pub depth: u32,
    pub tier: Tier,
    pub typical: Typical,
}

/// What executes it.
pub(super) enum Body {
    /// The evaluator.
    Graph(Box<Graph>, Plan),
    /// The processor.
    #[cfg(feature = "llvm")]
    Native(crate::jit::Code),
}

/// Where a graph can be left.
#[derive(Clone, Debug)]
pub(super) struct Exit {
    /// The frames, outermost first.
    pub places: Vec<Place>,
    /// The same as a number.
    pub at: StateId,
    /// The end of their windows, as a home.
    pub top: u32,
    /// About how many instructions of the program are executed at least between the entry and here.
    pub work: u64,
    /// The instruction that leaves, or how the block ends.
    pub reason: &'static str,
    /// Of a guard that was moved away from an instruction further on: that instruction.
    pub early: Option<CallSite>,
    /// Where the heat goes if the exit lies outside its anchor's loop: counters of the anchor around it.
    pub outside: Option<Vec<CallSite>>,
}

impl Exit {
    /// What code is entered with that begins there.
    pub(super) fn entry(&self) -> Entry {
        Entry {
            at: self.at,
            frames: self.places.len() as u32 - 1,
            top: self.top,
        }
    }

    /// Where the interpreter goes on.
    pub(super) fn site(&self) -> CallSite {
        let inner = self.places.last().copied().unwrap_or(Place {
            function: Default::default(),
            pc: Default::default(),
            window: 0,
        });
        CallSite {
            function: inner.function,
            pc: inner.pc,
        }
    }
}

/// What became of an exit.
#[derive(Clone, Default)]
pub(super) struct ExitState {
    /// How often it was taken.
    pub taken: u64,
    /// How often other code went on from there without the interpreter.
    pub linked: u64,
    /// How often it is still to be taken until its path is recorded.
    pub left: u32,
    /// How often nothing came of that.
    pub failures: u32,
    /// Where it goes on.
    pub path: Path,
}

/// Where an exit goes on.
#[derive(Clone, Default)]
pub(super) enum Path {
    /// In the interpreter.
    #[default]
    Interpreted,
    /// In the interpreter, though the tree knows its path: until a piece of it, which begins there, is worth its price, or the
    /// tree is compiled as a whole.
    Waiting(Option<Box<Wanted>>),
    /// Its piece is being made.
    Pending,
    /// In its piece.
    Piece(Rc<Code>),
}

/// A piece that is not yet worth its price.
#[derive(Clone)]
pub(super) struct Wanted {
    /// Where it begins.
    pub start: Start,
    /// Its points.
    pub points: usize,
}

/// How a run ended.
pub(super) enum Ended {
    /// The outermost frame returned the value.
    Returned(Value),
    /// At that exit.
    Left(ExitId, How),
    /// In the middle of a call, which was left: [`Callees`] knows where. The machine is in the callee's frame.
    Inside,
}

/// Guards that fail on purpose, counted through all runs.
#[derive(Clone, Debug)]
pub(super) struct Failures {
    /// Every n-th; 0 for none.
    pub every: u64,
    /// How many guards were executed so far.
    pub guards: Cell<u64>,
}

impl Failures {
    /// The number of the guard, from the next one on, that fails on purpose; 0 for none.
    pub(super) fn left(&self) -> u64 {
        match self.every {
            0 => 0,
            every => every - self.guards.get() % every,
        }
    }

    /// Notes what is left of that number after a run.
    pub(super) fn count(&self, left: u64) {
        if self.every != 0 {
            self.guards.set(self.every - left.min(self.every));
        }
    }
}

impl Code {
    /// The code of a graph.
    pub(super) fn new(
        Origin {
            id,
            tree,
            anchor,
            depth,
            tier,
            typical,
        }: Origin,
        program: &Program,
        (graph, body): (&Graph, Body),
        (states, exit_heat): (&mut States, u32),
    ) -> Code {
        let places: Vec<Place> = graph.frames.iter().map(entry_place).collect();
        let entry = Entry {
            at: states.number(&places),
            frames: places.len() as u32 - 1,
            top: top(program, &places),
        };
        let work = work::to_blocks(graph);
        let exits: Vec<Exit> = graph
            .exits()
            .iter()
            .map(|exit| {
                let snapshot = graph.snapshot(exit.snap);
                let places: Vec<Place> = snapshot.frames.iter().map(place).collect();
                let block = graph.block(exit.block);
                Exit {
                    work: work::instructions(work[exit.block.index()] + exit.at),
                    at: states.number(&places),
                    top: top(program, &places),
                    early: snapshot.early.map(|spot| CallSite {
                        function: spot.function,
                        pc: spot.pc,
                    }),
                    outside: outside(program, anchor, &places),
                    reason: reason(block.insts.get(exit.at), &block.end),
                    places,
                }
            })
            .collect();
        let state = ExitState {
            left: exit_heat,
            ..ExitState::default()
        };
        Code {
            id,
            tree,
            depth,
            tier,
            typical,
            entry,
            body,
            allocations: graph.allocations(),
            states: RefCell::new(vec![state; exits.len()]),
            exits,
        }
    }

    /// The address of its function, if it is native.
    pub(super) fn address(&self) -> Option<usize> {
        match &self.body {
            Body::Graph(..) => None,
            #[cfg(feature = "llvm")]
            Body::Native(code) => Some(code.address()),
        }
    }

    /// The heat of its exits decays.
    pub(super) fn cool(&self, policy: &Policy) {
        for state in self.states.borrow_mut().iter_mut() {
            if matches!(state.path, Path::Interpreted) {
                state.left = policy.cooled(state.left, state.failures);
            }
        }
    }

    /// About how many instructions a run executed that ended so, with so many rounds counted.
    pub(super) fn work(&self, ended: &Ended, rounds: u64) -> u64 {
        let last = match ended {
            Ended::Returned(_) => self.typical.whole,
            Ended::Left(exit, _) => self.exits[exit.index()].work,
            Ended::Inside => 0,
        };
        last + rounds * self.typical.round
    }

    /// Runs it on a machine that is at its entry: at its anchor, or, for a piece, at the exit of another graph. Quick code takes
    /// its rounds from those of the run, and is left when there are none.
    ///
    /// # Panics
    /// When a graph relies on something that is not so.
    pub(super) fn run(&self, machine: &mut Machine, callees: &Callees<'_>) -> Ended {
        let kept = machine.host.heap.shapes.kept().len();
        let ended = self.run_body(machine, callees);
        machine.host.heap.shapes.release(kept);
        ended
    }

    fn run_body(&self, machine: &mut Machine, callees: &Callees<'_>) -> Ended {
        let failures = callees.failures;
        let mut world = World::new(machine, self.entry, callees);
        match &self.body {
            Body::Graph(graph, plan) => {
                let options = Options {
                    fail_every: failures.every,
                    ..Options::default()
                };
                if self.tier == Tier::Quick {
                    world.count_rounds();
                }
                let evaluator = Evaluator::planned(graph, plan);
                let outcome = evaluator.run_counting(&mut world, options, &failures.guards);
                match outcome {
                    Ok(Outcome::Returned(value)) => Ended::Returned(value),
                    Ok(Outcome::Left(left)) if matches!(left.how, How::Nested) => Ended::Inside,
                    Ok(Outcome::Left(left)) => {
                        write_homes(world.machine(), &left.frames);
                        Ended::Left(left.exit, left.how)
                    }
                    Ok(Outcome::OutOfFuel) => unreachable!("there is no end of fuel"),
                    Err(wrong) => panic!("{wrong}\n{graph}"),
                }
            }
            #[cfg(feature = "llvm")]
            Body::Native(code) => super::native::enter(code, &mut world, callees),
        }
    }
}

fn entry_place(frame: &EntryFrame) -> Place {
    Place {
        function: frame.function,
        pc: frame.pc,
        window: frame.window,
    }
}

fn place(frame: &SnapFrame) -> Place {
    Place {
        function: frame.function,
        pc: frame.pc,
        window: frame.window,
    }
}

/// Where the heat of an exit goes that does not belong to its anchor's loop.
fn outside(program: &Program, anchor: Anchor, places: &[Place]) -> Option<Vec<CallSite>> {
    let [only] = places else {
        return None;
    };
    let site = CallSite {
        function: only.function,
        pc: only.pc,
    };
    if counters::belongs(program, anchor, site) {
        return None;
    }
    let around = counters::around(program, site);
    Some(counters::counters(program, around))
}

fn reason(inst: Option<&Inst>, end: &End) -> &'static str {
    match (inst, end) {
        (Some(inst), _) => inst.op.row().name,
        (None, End::Throw(..)) => "throw",
        (None, End::Invoke(_)) => "invoke",
        (None, _) => "unrecorded",
    }
}
