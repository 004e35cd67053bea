//! The evaluator: what a graph means, without LLVM. The oracle of passes and of native code.
//!
//! ```text
//! let left = Evaluator::new(&graph).run(&mut environment, Options::default())?;
//! eval(g) == eval(pass(g)) == native(g)
//! ```
//!
//! It runs a verified graph on real values and a real heap, from the entry until it is left. At an exit it answers what
//! an interpreter needs to go on. Where a graph relies on something that is not so (an `unbox` of another tag, a load
//! past the end, data that moved), it answers [`Wrong`] instead of doing what native code would.
//!
//! Invariant: it never panics on a verified graph, and holds object references across safepoints only where the
//! liveness of the graph says that they live: these are the roots that it gives out.

mod environment;
mod generators;
mod helpers;
mod meaning;
mod sunk;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;

use super::graph::{Edge, End, Graph, Inst, Invoke, Slot};
use super::liveness::Liveness;
use super::operand::Arg;
use super::sunk::{Part, SunkKind};
use super::table::IrOp;
use super::types::Const;
use crate::heap::{Array, Gc};
use crate::index::{BlockId, ExitId, FnId, Ref, SnapId};
use crate::value::{Tag, Value};

pub use environment::{
    Call, Called, Counts, Environment, FrameState, Poll, Running, StackLimits, TreeRun, Unfinished,
};
pub use helpers::{in_runtime as run_in_runtime, run as run_helper};
pub use sunk::{Held, make as make_objects};

/// How to run.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The most instructions and ends to execute.
    pub fuel: u64,
    /// Every n-th guard fails on purpose; 0 for none.
    pub fail_every: u64,
}

impl Default for Options {
    fn default() -> Options {
        let fuel = u64::MAX;
        Options {
            fuel,
            fail_every: 0,
        }
    }
}

/// The graph relies on something that is not so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// Where: the block and the number of its instruction.
    pub place: (BlockId, usize),
    /// What.
    pub message: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let block = super::print::block_name(self.place.0);
        write!(f, "{block}, instruction {}: {}", self.place.1, self.message)
    }
}

impl std::error::Error for Wrong {}

/// How a run ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The outermost frame returned the value.
    Returned(Value),
    /// It was left.
    Left(Left),
    /// The fuel is spent, in the middle of nowhere.
    OutOfFuel,
}

/// A graph was left.
#[derive(Clone, Debug)]
pub struct Left {
    /// Where.
    pub exit: ExitId,
    /// With which snapshot.
    pub snap: SnapId,
    /// How to go on.
    pub how: How,
    /// The frames to write, outermost first.
    pub frames: Vec<FrameState>,
}

/// How to go on where a graph was left.
#[derive(Clone, Debug)]
pub enum How {
    /// The innermost frame's instruction is executed (again).
    Again,
    /// The value is thrown at the innermost frame's instruction.
    Throw(Value),
    /// The function is entered as called by the innermost frame.
    Enter {
        /// The function.
        callee: FnId,
        /// Where its window begins, in registers from the innermost frame's.
        window: u32,
        /// The called value and the parameters.
        arguments: Vec<Value>,
    },
    /// The frames above these are written already; execution goes on in the innermost of those.
    Nested,
}

/// What a value of a graph is while it runs.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// Not computed yet.
    Nothing,
    Value(Value),
    Data(Data),
}

/// Where the elements of an array stood.
#[derive(Clone, Copy, Debug)]
pub struct Data {
    array: Gc<Array>,
    address: usize,
}

/// Why an instruction does not simply go on to the next.
enum Stop {
    /// The graph is left with the instruction's snapshot.
    Leave(How),
    /// See [`Wrong`].
    Wrong(String),
}

type Done<T> = Result<T, Stop>;

fn wrong<T>(message: impl Into<String>) -> Done<T> {
    Err(Stop::Wrong(message.into()))
}

/// What is worked out once for all runs of a graph.
#[derive(Clone, Debug)]
pub struct Plan {
    exits: BTreeMap<(BlockId, usize), ExitId>,
    /// What lives across each instruction that may collect.
    live: BTreeMap<(BlockId, usize), Vec<Ref>>,
}

impl Plan {
    /// The plan of a verified graph.
    pub fn of(graph: &Graph) -> Plan {
        let exits = graph.exits();
        let exits = (0..)
            .zip(&exits)
            .map(|(n, exit)| ((exit.block, exit.at), ExitId(n)));
        let liveness = Liveness::of(graph);
        let mut live = BTreeMap::new();
        for block in graph.block_ids() {
            for (at, inst) in graph.block(block).insts.iter().enumerate() {
                if may_collect(inst.op) {
                    let across = liveness.across(graph, block, at);
                    let refer = |value: &Ref| graph.types[value.index()].may_refer();
                    live.insert((block, at), across.iter().filter(refer).collect());
                }
            }
        }
        Plan {
            exits: exits.collect(),
            live,
        }
    }
}

/// A graph, ready to run.
pub struct Evaluator<'g> {
    graph: &'g Graph,
    plan: Cow<'g, Plan>,
}

impl<'g> Evaluator<'g> {
    /// Makes a verified graph ready.
    pub fn new(graph: &'g Graph) -> Evaluator<'g> {
        let plan = Cow::Owned(Plan::of(graph));
        Evaluator { graph, plan }
    }

    /// A graph with its plan.
    pub fn planned(graph: &'g Graph, plan: &'g Plan) -> Evaluator<'g> {
        let plan = Cow::Borrowed(plan);
        Evaluator { graph, plan }
    }

    /// Runs it from its entry.
    ///
    /// # Errors
    /// When the graph relies on something that is not so.
    pub fn run<E: Environment>(
        &self,
        environment: &mut E,
        options: Options,
    ) -> Result<Outcome, Wrong> {
        self.run_counting(environment, options, &Cell::new(0))
    }

    /// As [`Evaluator::run`], with the guards that were executed before it, which it adds to.
    ///
    /// # Errors
    /// When the graph relies on something that is not so.
    pub fn run_counting<E: Environment>(
        &self,
        environment: &mut E,
        options: Options,
        guards: &Cell<u64>,
    ) -> Result<Outcome, Wrong> {
        let mut run = Run {
            evaluator: self,
            environment,
            items: vec![Item::Nothing; self.graph.types.len()],
            place: (BlockId(0), 0),
            guards,
            options,
        };
        let mut fuel = options.fuel;
        loop {
            if fuel == 0 {
                return Ok(Outcome::OutOfFuel);
            }
            fuel -= 1;
            match run.step() {
                Ok(None) => {}
                Ok(Some(value)) => return Ok(Outcome::Returned(value)),
                Err(Stop::Leave(how)) => return run.leave(how).map(Outcome::Left),
                Err(Stop::Wrong(message)) => {
                    let place = run.place;
                    return Err(Wrong { place, message });
                }
            }
        }
    }
}

/// Whether the environment may collect while the instruction is executed.
fn may_collect(op: IrOp) -> bool {
    matches!(op, IrOp::safepoint | IrOp::call | IrOp::call_tree)
}

/// A run under way.
struct Run<'a, E> {
    evaluator: &'a Evaluator<'a>,
    environment: &'a mut E,
    items: Vec<Item>,
    place: (BlockId, usize),
    /// How many guards were executed.
    guards: &'a Cell<u64>,
    options: Options,
}

impl<'a, E: Environment> Run<'a, E> {
    fn graph(&self) -> &'a Graph {
        self.evaluator.graph
    }

    /// Executes an instruction or an end.
    fn step(&mut self) -> Done<Option<Value>> {
        let (block, at) = self.place;
        let body = self.graph().block(block);
        match body.insts.get(at) {
            Some(inst) => {
                self.inst(inst)?;
                self.place.1 += 1;
                Ok(None)
            }
            None => self.end(&body.end),
        }
    }

    fn inst(&mut self, inst: &Inst) -> Done<()> {
        if inst.snap().is_some() && inst.op != IrOp::call {
            let guards = self.guards.get() + 1;
            self.guards.set(guards);
            if self.options.fail_every != 0 && guards.is_multiple_of(self.options.fail_every) {
                return Err(Stop::Leave(How::Again));
            }
        }
        let item = self.dispatch(inst)?;
        if let Some(result) = inst.result {
            let wanted = self.graph().types[result.index()];
            if let (Item::Value(value), Some(tag)) = (item, wanted.tag())
                && value.tag() != tag
            {
                return wrong(format!("{result} is of tag {}", value.tag().name()));
            }
            self.items[result.index()] = item;
        }
        Ok(())
    }

    fn end(&mut self, end: &End) -> Done<Option<Value>> {
        match end {
            End::Jump(edge) => self.go(edge, None)?,
            End::Branch(condition, yes, no) => {
                let truth = self.value(*condition)?.bits() != 0;
                self.go(if truth { yes } else { no }, None)?;
            }
            End::Return(value) => return self.value(*value).map(Some),
            End::Exit(_) => return Err(Stop::Leave(How::Again)),
            End::Throw(value, _) => {
                let value = self.value(*value)?;
                return Err(Stop::Leave(How::Throw(value)));
            }
            End::Invoke(invoke) => self.invoke(invoke)?,
        }
        Ok(None)
    }

    fn invoke(&mut self, invoke: &Invoke) -> Done<()> {
        let args = self.values(&invoke.args)?;
        match helpers::run(self.environment, invoke.helper, &args) {
            Ok(value) => self.go(&invoke.ok, Some(value)),
            Err(fault) if fault.out_of_memory().is_some() => Err(Stop::Leave(How::Again)),
            Err(fault) => {
                let frames = self.frames(invoke.snap, &[])?;
                let error = self.environment.error_value(&fault, &frames);
                self.go(&invoke.handler, Some(error))
            }
        }
    }

    /// Follows an edge: all its values are read before a parameter is written.
    fn go(&mut self, edge: &Edge, first: Option<Value>) -> Done<()> {
        let mut items: Vec<Item> = first.map(Item::Value).into_iter().collect();
        for arg in &edge.args {
            items.push(self.item(*arg)?);
        }
        let params = &self.graph().block(edge.to).params;
        for (param, item) in params.iter().zip(items) {
            self.items[param.index()] = item;
        }
        self.place = (edge.to, 0);
        Ok(())
    }

    fn item(&mut self, arg: Arg) -> Done<Item> {
        match arg {
            Arg::Ref(value) => match self.items[value.index()] {
                Item::Nothing => wrong(format!("{value} is not computed")),
                item => Ok(item),
            },
            Arg::Const(constant) => self.constant(constant).map(Item::Value),
            _ => wrong(format!("{arg} is no value")),
        }
    }

    fn constant(&mut self, constant: Const) -> Done<Value> {
        let value = match constant {
            Const::Unset => Value::UNSET,
            Const::Null => Value::NULL,
            Const::Bool(b) => Value::bool(b),
            Const::Int(n) => Value::int(n),
            Const::Float(bits) => Value::float(f64::from_bits(bits)),
            Const::Function(function) => Value::function(function),
            Const::Builtin(native) => Value::builtin(native),
            Const::Symbol(name) => Value::symbol(name),
            Const::Pool(id, tag) => {
                let value = self.environment.constant(id);
                if value.tag() != tag {
                    return wrong(format!("{id} is of tag {}", value.tag().name()));
                }
                value
            }
        };
        Ok(value)
    }

    fn value(&mut self, arg: Arg) -> Done<Value> {
        match self.item(arg)? {
            Item::Value(value) => Ok(value),
            Item::Data(_) | Item::Nothing => wrong(format!("{arg} is no value of the program")),
        }
    }

    fn values(&mut self, args: &[Arg]) -> Done<Vec<Value>> {
        args.iter().map(|arg| self.value(*arg)).collect()
    }

    /// What must survive a collection during the running instruction.
    fn roots(&self) -> Vec<Value> {
        let live = self.evaluator.plan.live.get(&self.place);
        let items = live
            .into_iter()
            .flatten()
            .map(|value| self.items[value.index()]);
        items
            .filter_map(|item| match item {
                Item::Value(value) => Some(value),
                Item::Data(_) | Item::Nothing => None,
            })
            .collect()
    }

    /// The frames of a snapshot that names these objects; registers that hold others are left out.
    fn frames(&mut self, snap: SnapId, objects: &[Value]) -> Done<Vec<FrameState>> {
        let mut frames = Vec::new();
        for frame in &self.graph().snapshot(snap).frames {
            let mut registers = Vec::new();
            for (reg, slot) in &frame.registers {
                if let Slot::Value(arg) = slot
                    && let Some(value) = self.slot(*arg, objects)?
                {
                    registers.push((*reg, value));
                }
            }
            let callee = match frame.callee {
                Some(callee) => self.slot(callee, objects)?,
                None => None,
            };
            frames.push(FrameState {
                function: frame.function,
                pc: frame.pc,
                window: frame.window,
                callee,
                registers,
            });
        }
        Ok(frames)
    }

    fn slot(&mut self, arg: Arg, objects: &[Value]) -> Done<Option<Value>> {
        match arg {
            Arg::Sunk(object) => Ok(objects.get(object as usize).copied()),
            _ => self.value(arg).map(Some),
        }
    }

    /// Makes the objects of a snapshot.
    fn objects(&mut self, snap: SnapId) -> Done<Vec<Value>> {
        let objects = &self.graph().snapshot(snap).objects;
        let mut held = Vec::with_capacity(objects.len());
        let mut known = Vec::with_capacity(objects.len());
        for object in objects {
            known.push(match object.known {
                Some(arg) => self.value(arg)?,
                None => Value::NULL,
            });
            let parts = object.parts.iter().map(|part| {
                Ok(match *part {
                    Part::Is(Arg::Sunk(object)) => Held::Object(object),
                    Part::Is(arg) => Held::Value(self.value(arg)?),
                    Part::Fresh => Held::Fresh,
                })
            });
            held.push(parts.collect::<Done<Vec<Held>>>()?);
        }
        let kinds = objects.iter().map(|object| object.kind);
        for (kind, known) in kinds.clone().zip(&known) {
            if let (SunkKind::Struct(shape), Tag::Null) = (kind, known.tag()) {
                let kept = self.environment.heap().shapes.contains(shape);
                meaning::given(kept, "a shape that is kept")?;
            }
        }
        let kinds: Vec<(SunkKind, usize)> = kinds.zip(held.iter().map(Vec::len)).collect();
        let part = |object: usize, at: usize| held[object][at];
        let heap = self.environment.heap();
        Ok(sunk::make(heap, &kinds, |object| known[object], part))
    }

    fn leave(&mut self, how: How) -> Result<Left, Wrong> {
        let (block, at) = self.place;
        let body = self.graph().block(block);
        let snap = body
            .insts
            .get(at)
            .map_or_else(|| body.end.snap(), Inst::snap);
        let bad = |message: &str| Wrong {
            place: (block, at),
            message: message.to_string(),
        };
        let snap = snap.ok_or_else(|| bad("it is left without a snapshot"))?;
        let objects = self.objects(snap);
        let frames = objects.and_then(|objects| self.frames(snap, &objects));
        let frames = frames.map_err(|stop| match stop {
            Stop::Wrong(message) => bad(&message),
            Stop::Leave(_) => bad("it is left while it is left"),
        })?;
        Ok(Left {
            exit: self.evaluator.plan.exits[&(block, at)],
            snap,
            how,
            frames,
        })
    }
}
