//! The verifier: what must hold of every graph, after every pass.
//!
//! 1. **Ids** are in range; the graph is compact (see [`super::graph`]).
//! 2. **Instructions** have the operands of their rows, helpers as many values as they take, results the row's type.
//! 3. **Types**: each value is of the type that its operand wants; a known tag is good for `any`.
//! 4. **Dominance**: a value is defined before each use, on every path; a snapshot's values before each exit with it.
//! 5. **Blocks**: each edge gives as many values as the block has parameters, of their types; the entry has no
//!    parameters and nobody goes there.
//! 6. **Loops**: every cycle has a header that dominates it (the graph is reducible), and a safepoint stands in the header
//!    or in each block that goes back to it.
//! 7. **Snapshots** have at least one frame, windows that begin behind their callers', registers in rising order, and no
//!    value of type `data`; their objects have the parts that objects of their kinds have. The state during a call has none. With the program at hand ([`verify_in`]): functions, constants, names and globals exist,
//!    registers lie in their frame's window, and `pc` is at an instruction.
//! 8. **Exits come before effects.** A snapshot is *born* at the nearest point that dominates all its uses. From there to
//!    each use, no path has an effect: a write other than of new objects, or of a home register that the snapshot relies on.
//!    (An exit's own effect comes after it.) So whoever leaves finds nothing done that will be done again.
//!
//! What 8 cannot see is a guard whose snapshot is used nowhere before the effect that it should precede: only the
//! builder knows which instruction an effect belongs to.

use std::fmt;

use super::cfg::Cfg;
use super::graph::{Edge, Graph, Inst, Snapshot};
use super::operand::{Arg, FormKind};
use super::sunk::{Part, Sunk, SunkKind};
use super::table::IrOp;
use super::types::{Const, Type};
use super::verify_snapshots;
use crate::bytecode::{Program, code};
use crate::index::{BlockId, FnId, Ref};

/// What is wrong, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The block and the number of its instruction (that of all for its end), if it is about one.
    pub place: Option<(BlockId, usize)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Some((block, at)) => {
                let block = super::print::block_name(block);
                write!(f, "{block}, instruction {at}: {}", self.message)
            }
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for VerifyError {}

pub(super) type Checked = Result<(), VerifyError>;

/// Checks a graph by itself.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify(graph: &Graph) -> Checked {
    Verifier {
        graph,
        program: None,
    }
    .run()
}

/// Checks a graph against the program that it was made of.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify_in(graph: &Graph, program: &Program) -> Checked {
    let program = Some(program);
    Verifier { graph, program }.run()
}

struct Verifier<'a> {
    graph: &'a Graph,
    program: Option<&'a Program>,
}

pub(super) fn wrong<T>(
    place: Option<(BlockId, usize)>,
    message: impl Into<String>,
) -> Result<T, VerifyError> {
    let message = message.into();
    Err(VerifyError { place, message })
}

impl Verifier<'_> {
    fn run(&self) -> Checked {
        self.ids()?;
        if *self.graph != self.graph.clone().compact() {
            return wrong(None, "the graph is not compact");
        }
        let cfg = Cfg::of(self.graph);
        for block in self.graph.block_ids() {
            self.block(block)?;
        }
        self.dominance(&cfg)?;
        self.loops(&cfg)?;
        self.snapshots()?;
        verify_snapshots::exits_before_effects(self.graph, &cfg)
    }

    fn ids(&self) -> Checked {
        let graph = self.graph;
        if graph.blocks.is_empty() || graph.frames.is_empty() {
            return wrong(None, "a graph has an entry and a frame");
        }
        let arg_exists = |arg: &Arg| match arg {
            Arg::Ref(value) => value.index() < graph.types.len(),
            Arg::Snap(snap) => snap.index() < graph.snapshots.len(),
            _ => true,
        };
        for id in graph.block_ids() {
            let block = graph.block(id);
            for (at, inst) in block.insts.iter().enumerate() {
                let place = Some((id, at));
                if !inst.has_its_operands() {
                    return wrong(place, format!("{} has other operands", inst.op.row().name));
                }
                let result = inst.result.map(Arg::Ref);
                if !inst.args.iter().chain(&result).all(arg_exists) {
                    return wrong(place, "an id is out of range");
                }
                if inst.result.map(|value| graph.types[value.index()]) != inst.result_type() {
                    return wrong(place, format!("{} has another result", inst.op.row().name));
                }
            }
            let place = Some((id, block.insts.len()));
            let mut args = block.end.own_values();
            args.extend(block.end.snap().map(Arg::Snap));
            args.extend(block.params.iter().copied().map(Arg::Ref));
            args.extend(block.end.edges().flat_map(|edge| &edge.args));
            if !args.iter().all(arg_exists) {
                return wrong(place, "an id is out of range");
            }
            if block
                .end
                .edges()
                .any(|edge| edge.to.index() >= graph.blocks.len())
            {
                return wrong(place, "a block's id is out of range");
            }
            if block.end.edges().any(|edge| edge.to == BlockId(0)) {
                return wrong(place, "nobody goes to the entry");
            }
        }
        if !graph.block(BlockId(0)).params.is_empty() {
            return wrong(None, "the entry has no parameters");
        }
        for snapshot in &graph.snapshots {
            let parts = snapshot.objects.iter().flat_map(Sunk::named);
            let named = snapshot.slots().chain(parts.filter_map(|part| part.arg()));
            let exists = |arg: Arg| match arg {
                Arg::Sunk(object) => (object as usize) < snapshot.objects.len(),
                _ => arg.is_value() && arg_exists(&arg),
            };
            if !named.into_iter().all(exists) {
                return wrong(None, "an id in a snapshot is out of range");
            }
        }
        Ok(())
    }

    fn block(&self, id: BlockId) -> Checked {
        let block = self.graph.block(id);
        for (at, inst) in block.insts.iter().enumerate() {
            self.inst(inst, (id, at))?;
        }
        let place = (id, block.insts.len());
        let end = &block.end;
        let wanted = match end {
            super::graph::End::Branch(..) => Type::BOOL,
            _ => Type::Any,
        };
        for arg in end.own_values() {
            self.value(arg, wanted, place)?;
        }
        if let super::graph::End::Invoke(invoke) = end
            && !invoke.helper.row().arity.takes(invoke.args.len())
        {
            return wrong(
                Some(place),
                format!(
                    "{} takes another number of values",
                    invoke.helper.row().name
                ),
            );
        }
        for edge in end.edges() {
            self.edge(edge, end.provides_first(), place)?;
        }
        Ok(())
    }

    fn inst(&self, inst: &Inst, place: (BlockId, usize)) -> Checked {
        for (arg, wanted) in inst.values() {
            self.value(arg, wanted, place)?;
        }
        if let Some(helper) = inst.helper()
            && !helper.row().arity.takes(inst.rest().len())
        {
            return wrong(
                Some(place),
                format!("{} takes another number of values", helper.row().name),
            );
        }
        let Some(program) = self.program else {
            return Ok(());
        };
        for arg in &inst.args {
            let exists = match *arg {
                Arg::Fn(function) => function.index() < program.functions.len(),
                Arg::Global(global) => global.index() < program.globals.len(),
                Arg::Sym(name) => name.index() < program.symbols.len(),
                _ => true,
            };
            if !exists {
                return wrong(Some(place), format!("the program has no {arg}"));
            }
        }
        if let (IrOp::call, Some(Arg::Fn(callee))) = (inst.op, inst.args.first())
            && inst.rest().len()
                != 1 + program.functions[callee.index()].params.registers() as usize
        {
            return wrong(
                Some(place),
                format!("{callee} takes another number of values"),
            );
        }
        Ok(())
    }

    fn value(&self, arg: Arg, wanted: Type, place: (BlockId, usize)) -> Checked {
        let given = self.graph.type_of(arg);
        if !given.fits(wanted) {
            return wrong(
                Some(place),
                format!("want {wanted}, got {arg}, which is {given}"),
            );
        }
        let Some(program) = self.program else {
            return Ok(());
        };
        let exists = match arg {
            Arg::Const(Const::Pool(id, tag)) => {
                let constant = program.constants.get(id.index());
                constant.is_some_and(|constant| verify_snapshots::constant_tag(constant) == tag)
            }
            Arg::Const(Const::Function(function)) => function.index() < program.functions.len(),
            Arg::Const(Const::Symbol(name)) => name.index() < program.symbols.len(),
            _ => true,
        };
        if !exists {
            return wrong(Some(place), format!("the program has no {arg}"));
        }
        Ok(())
    }

    fn edge(&self, edge: &Edge, provides_first: bool, place: (BlockId, usize)) -> Checked {
        let params = &self.graph.block(edge.to).params;
        let provided = usize::from(provides_first);
        if params.len() != edge.args.len() + provided {
            let (want, got) = (params.len(), edge.args.len() + provided);
            return wrong(
                Some(place),
                format!("{} has {want} parameters, not {got}", edge.to),
            );
        }
        if provides_first && self.graph.types[params[0].index()] != Type::Any {
            return wrong(
                Some(place),
                format!("the first parameter of {} must be any", edge.to),
            );
        }
        for (arg, param) in edge.args.iter().zip(&params[provided..]) {
            self.value(*arg, self.graph.types[param.index()], place)?;
        }
        Ok(())
    }

    fn dominance(&self, cfg: &Cfg) -> Checked {
        let graph = self.graph;
        // By value: its block, and the first instruction that may use it.
        let mut defined: Vec<Option<(BlockId, usize)>> = vec![None; graph.types.len()];
        for id in graph.block_ids() {
            let block = graph.block(id);
            let results = (1..)
                .zip(&block.insts)
                .filter_map(|(n, i)| Some((n, i.result?)));
            for (from, value) in block.params.iter().map(|p| (0, *p)).chain(results) {
                if defined[value.index()].replace((id, from)).is_some() {
                    return wrong(Some((id, from)), format!("{value} is defined twice"));
                }
            }
        }
        let check = |value: Ref, (block, at): (BlockId, usize)| {
            let fine = match defined[value.index()] {
                Some((home, from)) if home == block => from <= at,
                Some((home, _)) => cfg.dominates(home, block),
                None => false,
            };
            if fine {
                return Ok(());
            }
            wrong(
                Some((block, at)),
                format!("{value} is not defined on every path to here"),
            )
        };
        for id in graph.block_ids() {
            let block = graph.block(id);
            for (at, inst) in block.insts.iter().enumerate() {
                let of_snap = inst
                    .snap()
                    .into_iter()
                    .flat_map(|s| graph.snapshot(s).values());
                for value in inst
                    .args
                    .iter()
                    .copied()
                    .chain(of_snap)
                    .filter_map(Arg::as_ref)
                {
                    check(value, (id, at))?;
                }
            }
            let mut args = block.end.own_values();
            args.extend(block.end.edges().flat_map(|edge| &edge.args));
            let of_snap = block
                .end
                .snap()
                .into_iter()
                .flat_map(|s| graph.snapshot(s).values());
            for value in args.into_iter().chain(of_snap).filter_map(Arg::as_ref) {
                check(value, (id, block.insts.len()))?;
            }
        }
        Ok(())
    }

    fn loops(&self, cfg: &Cfg) -> Checked {
        if let Some((from, to)) = cfg.irreducible_edge() {
            return wrong(
                None,
                format!("{from} and {to} are in a cycle without a header"),
            );
        }
        let polls = |block: BlockId| {
            let insts = &self.graph.block(block).insts;
            insts.iter().any(|inst| inst.op == IrOp::safepoint)
        };
        for (from, to) in cfg.back_edges() {
            if !polls(from) && !polls(to) {
                return wrong(
                    None,
                    format!("there is no safepoint on the way back from {from} to {to}"),
                );
            }
        }
        Ok(())
    }

    /// The objects of a snapshot are what objects of their kinds can be.
    fn objects(&self, snapshot: &Snapshot) -> Result<(), &'static str> {
        for object in &snapshot.objects {
            let count = object.parts.len();
            if object.kind.parts().is_some_and(|parts| parts != count) {
                return Err("an object has another number of parts");
            }
            if object.known.is_some_and(|known| !known.is_value()) {
                return Err("an object may be a value, and no other object");
            }
            let is_struct = matches!(object.kind, SunkKind::Struct(_));
            for part in &object.parts {
                let known = match part {
                    Part::Is(Arg::Sunk(object)) => {
                        snapshot.tag_of_object(*object).map_or(Type::Any, Type::Tag)
                    }
                    Part::Is(arg) => self.graph.type_of(*arg),
                    Part::Fresh if is_struct => continue,
                    Part::Fresh => return Err("a part of an object is nothing"),
                };
                let wanted = match object.kind {
                    SunkKind::Range | SunkKind::Array(Some(FormKind::Int)) => Type::INT,
                    SunkKind::Array(Some(FormKind::Float)) => Type::FLOAT,
                    SunkKind::Array(Some(FormKind::Bool)) => Type::BOOL,
                    SunkKind::Array(Some(FormKind::Empty)) => {
                        return Err("an array of that kind has no element");
                    }
                    _ => Type::Any,
                };
                if !known.fits(wanted) {
                    return Err("a part of an object is of another type");
                }
            }
            let Some(program) = self.program else {
                continue;
            };
            if let SunkKind::Closure(function) = object.kind
                && function.index() >= program.functions.len()
            {
                return Err("there is no such function");
            }
        }
        Ok(())
    }

    fn snapshots(&self) -> Checked {
        for exit in self.graph.exits() {
            let inst = self.graph.block(exit.block).insts.get(exit.at);
            let runs_on = inst.is_some_and(|i| matches!(i.op, IrOp::call | IrOp::call_tree));
            if runs_on && !self.graph.snapshot(exit.snap).objects.is_empty() {
                return wrong(
                    Some((exit.block, exit.at)),
                    "what others run on has no objects that are still to be made",
                );
            }
        }
        for (n, snapshot) in self.graph.snapshots.iter().enumerate() {
            let bad = |message: &str| wrong(None, format!("s{n}: {message}"));
            if snapshot.frames.is_empty() {
                return bad("there is no frame");
            }
            if snapshot
                .values()
                .any(|arg| self.graph.type_of(arg) == Type::Data)
            {
                return bad("data is in no register");
            }
            self.objects(snapshot).or_else(bad)?;
            for (depth, frame) in snapshot.frames.iter().enumerate() {
                if (frame.window == 0) != (depth == 0) {
                    return bad("a window begins behind its caller's");
                }
                if !frame.registers.is_sorted_by(|a, b| a.0 < b.0) {
                    return bad("registers stand in rising order");
                }
                let Some(program) = self.program else {
                    continue;
                };
                let Some(function) = program.functions.get(frame.function.index()) else {
                    return bad("there is no such function");
                };
                if frame
                    .registers
                    .last()
                    .is_some_and(|(reg, _)| reg.0 >= function.registers)
                {
                    return bad("a register lies outside its frame's window");
                }
                if !is_instruction(program, frame.function, frame.pc.0) {
                    return bad("no instruction stands there");
                }
                if depth > 0 {
                    let caller = snapshot.frames[depth - 1].function;
                    let room = program.functions[caller.index()].registers;
                    if frame.window > u32::from(room) {
                        return bad("a window begins outside its caller's");
                    }
                }
            }
        }
        Ok(())
    }
}

/// Whether an instruction of the function, or its end, stands there.
fn is_instruction(program: &Program, function: FnId, pc: u32) -> bool {
    let code = &program.functions[function.index()].code;
    code::instructions(code).any(|instruction| instruction.pc.0 == pc || instruction.end().0 == pc)
}
