//! The walk that finds in which interval each integer lies, everywhere in a graph.
//!
//! ```text
//! b1(%4: int):                     %4 in [0, 99]: 0 when the loop is entered, and after a round what %6 was on the edge that goes back
//!   %6: int = add_ov %4, 1, s1     %6 in [1, 100]
//!   %7: bool = lt %6, 100
//!   branch %7, b1(%6), b2()        on the first edge %6 in [1, 99]
//! ```
//!
//! Abstract interpretation with intervals (Cousot and Cousot, "Abstract Interpretation", 1977) over the tree of dominators: what a
//! guard or a branch says narrows the interval in all that it dominates. A parameter of a loop's header grows from round to round;
//! after the second it is *widened* to the next of a few steps, so that there is an end; then two more rounds take back what
//! widening took too much.
//!
//! Invariant: with any of the guesses that a bound is given true, the bound holds in every execution that gets there.

use std::collections::BTreeMap;

use super::interval::{Bound, Given, Interval, result};
use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Cfg, Const, End, Graph, Inst, IrOp, Type};

/// Where a bound that grows is widened to.
const STEPS: [i64; 11] = [
    i64::MIN,
    -(1 << 53),
    -(1 << 32),
    -(1 << 31) + 1,
    -1,
    0,
    1,
    (1 << 31) - 1,
    1 << 32,
    1 << 53,
    i64::MAX,
];

/// How many rounds a parameter may take to come to rest.
const ROUNDS: usize = 16;

/// An interval that a value is taken to lie in, from the end of a block on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assumed {
    /// The block.
    pub before: BlockId,
    /// The value.
    pub value: Ref,
    /// The interval, given the guesses.
    pub range: Interval,
}

/// What becomes of the interval of a header's parameter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Growing(usize),
    /// As wide as can be.
    Anything,
    Narrowing,
}

enum Undo {
    Block,
    Range(Ref, Interval),
}

/// See the module's documentation.
pub(super) struct Flow<'g> {
    pub graph: &'g Graph,
    pub cfg: &'g Cfg,
    assumed: Vec<Assumed>,
    /// By value, the instruction that makes it.
    made: Vec<Option<(BlockId, usize)>>,
    /// By block, its instructions on integers and guards on conditions.
    work: Vec<Vec<usize>>,
    /// By value, its interval here.
    range: Vec<Interval>,
    /// By value, its interval wherever it is.
    everywhere: Vec<Interval>,
    /// By block and the number of one of its edges, the intervals of what the edge carries.
    carried: BTreeMap<(BlockId, usize), Vec<Interval>>,
    undo: Vec<Undo>,
    phase: Phase,
    changed: bool,
}

/// Where the walk is.
enum Visit {
    Enter(BlockId),
    Leave,
}

/// What looks on while the walk is done.
pub(super) trait Observer {
    /// Before an instruction that has to do with the size of integers: all that is known there can be asked.
    fn inst(&mut self, flow: &Flow<'_>, block: BlockId, at: usize, inst: &Inst);
}

struct Nobody;

impl Observer for Nobody {
    fn inst(&mut self, _: &Flow<'_>, _: BlockId, _: usize, _: &Inst) {}
}

impl<'g> Flow<'g> {
    /// The intervals of a graph, some values taken to lie in some.
    pub fn of(graph: &'g Graph, cfg: &'g Cfg, assumed: Vec<Assumed>) -> Flow<'g> {
        let mut made = vec![None; graph.types.len()];
        let mut work = vec![Vec::new(); graph.blocks.len()];
        for block in graph.block_ids() {
            for (at, inst) in graph.block(block).insts.iter().enumerate() {
                if concerns(graph, inst) {
                    work[block.index()].push(at);
                }
                if let Some(result) = inst.result {
                    made[result.index()] = Some((block, at));
                }
            }
        }
        let mut flow = Flow {
            graph,
            cfg,
            assumed,
            made,
            work,
            range: vec![Interval::ALL; graph.types.len()],
            everywhere: vec![Interval::ALL; graph.types.len()],
            carried: BTreeMap::new(),
            undo: Vec::new(),
            phase: Phase::Growing(0),
            changed: true,
        };
        for round in 0..ROUNDS {
            flow.phase = Phase::Growing(round);
            flow.walk(&mut Nobody);
            if !flow.changed {
                break;
            }
        }
        if flow.changed {
            flow.phase = Phase::Anything;
            flow.walk(&mut Nobody);
        }
        flow.phase = Phase::Narrowing;
        for _ in 0..2 {
            flow.walk(&mut Nobody);
        }
        flow
    }

    /// Walks once more, with somebody looking on.
    pub fn observe(&mut self, observer: &mut impl Observer) {
        self.walk(observer);
    }

    /// The interval of a value here, which its definition dominates.
    pub fn range(&self, arg: Arg) -> Interval {
        Self::interval(&self.range, arg)
    }

    /// The interval of a value wherever it is.
    pub fn everywhere(&self, arg: Arg) -> Interval {
        Self::interval(&self.everywhere, arg)
    }

    fn interval(of: &[Interval], arg: Arg) -> Interval {
        match arg {
            Arg::Ref(value) => of[value.index()],
            Arg::Const(Const::Int(n)) => Interval::of(n, n),
            _ => Interval::ALL,
        }
    }

    /// The intervals of an instruction's first two operands here, as far as they are values; and how many these are.
    pub fn operands(&self, inst: &Inst) -> ([Interval; 2], usize) {
        let mut operands = [Interval::ALL; 2];
        let values = inst.args.iter().filter(|arg| arg.is_value());
        let mut count = 0;
        for (arg, into) in values.zip(&mut operands) {
            *into = self.range(*arg);
            count += 1;
        }
        (operands, count)
    }

    /// The instruction that makes a value.
    pub fn made(&self, arg: Arg) -> Option<&'g Inst> {
        let (block, at) = self.made[arg.as_ref()?.index()]?;
        self.graph.block(block).insts.get(at)
    }

    /// What the edges that go back to a header carry for one of its parameters.
    pub fn comes_back(&self, header: BlockId, param: usize) -> Option<Interval> {
        let back = |from: &&BlockId| self.cfg.dominates(header, **from);
        let sources = self.cfg.predecessors[header.index()].iter().filter(back);
        let values = sources.flat_map(|from| self.arriving(*from, header, param));
        values.reduce(Interval::hull)
    }

    fn arriving(&self, from: BlockId, to: BlockId, param: usize) -> Vec<Interval> {
        let end = &self.graph.block(from).end;
        let edges = end.edges().enumerate().filter(|(_, edge)| edge.to == to);
        let found = edges.filter_map(|(n, _)| {
            let carried = self.carried.get(&(from, n))?;
            match param.checked_sub(usize::from(end.provides_first())) {
                Some(at) => carried.get(at).copied(),
                None => Some(Interval::ALL),
            }
        });
        found.collect()
    }

    fn walk(&mut self, observer: &mut impl Observer) {
        self.changed = false;
        let mut walk = vec![Visit::Enter(BlockId(0))];
        while let Some(visit) = walk.pop() {
            match visit {
                Visit::Leave => self.leave(),
                Visit::Enter(block) => {
                    walk.push(Visit::Leave);
                    let children = self.cfg.children[block.index()].iter().rev();
                    walk.extend(children.map(|child| Visit::Enter(*child)));
                    self.block(block, observer);
                }
            }
        }
    }

    fn leave(&mut self) {
        while let Some(Undo::Range(value, range)) = self.undo.pop() {
            self.range[value.index()] = range;
        }
    }

    fn block(&mut self, id: BlockId, observer: &mut impl Observer) {
        self.undo.push(Undo::Block);
        let graph = self.graph;
        let block = graph.block(id);
        self.enter(id);
        for n in 0..self.work[id.index()].len() {
            let at = self.work[id.index()][n];
            let inst = &block.insts[at];
            observer.inst(self, id, at, inst);
            match inst.op {
                IrOp::guard_true => self.learn(inst.args[0], true, 0),
                IrOp::guard_false => self.learn(inst.args[0], false, 0),
                _ => {}
            }
            if let Some(made) = inst.result
                && graph.types[made.index()] == Type::INT
            {
                let (operands, count) = self.operands(inst);
                self.define(made, result(inst.op, &operands[..count]));
            }
        }
        for n in 0..self.assumed.len() {
            let assumed = self.assumed[n];
            if assumed.before == id {
                self.narrow(Arg::Ref(assumed.value), assumed.range);
            }
        }
        for (n, edge) in block.end.edges().enumerate() {
            self.undo.push(Undo::Block);
            if let End::Branch(condition, ..) = &block.end {
                self.learn(*condition, n == 0, 0);
            }
            let carried = edge.args.iter().map(|arg| self.range(*arg)).collect();
            self.carried.insert((id, n), carried);
            self.leave();
        }
    }

    /// What is known at a block's beginning: by the branch that leads there, and of its parameters.
    fn enter(&mut self, id: BlockId) {
        let graph = self.graph;
        let mut sources = self.cfg.predecessors[id.index()].clone();
        if let [from] = sources[..]
            && let End::Branch(condition, yes, _) = &graph.block(from).end
        {
            self.learn(*condition, yes.to == id, 0);
        }
        sources.dedup();
        let is_header = self.cfg.is_header(id);
        for (n, param) in graph.block(id).params.iter().enumerate() {
            if graph.types[param.index()] != Type::INT {
                continue;
            }
            let arriving = sources.iter().flat_map(|from| self.arriving(*from, id, n));
            let joined = arriving.reduce(Interval::hull).unwrap_or(Interval::ALL);
            let before = self.range[param.index()];
            let range = match self.phase {
                _ if !is_header => joined,
                Phase::Narrowing => joined,
                Phase::Anything => Interval::ALL,
                Phase::Growing(0) => {
                    self.changed = true;
                    joined
                }
                Phase::Growing(round) => {
                    let grown = before.hull(joined);
                    self.changed |= grown != before;
                    match round {
                        1 => grown,
                        _ => widened(before, grown),
                    }
                }
            };
            self.define(*param, range);
        }
    }

    fn define(&mut self, value: Ref, range: Interval) {
        self.range[value.index()] = range;
        self.everywhere[value.index()] = range;
    }

    fn narrow(&mut self, arg: Arg, to: Interval) {
        if let Arg::Ref(value) = arg {
            let now = self.range[value.index()];
            // Where nothing is left, nobody comes by.
            if let Some(met) = now.meet(to).filter(|met| *met != now) {
                self.undo.push(Undo::Range(value, now));
                self.range[value.index()] = met;
            }
        }
    }

    /// Notes that a condition is true, or false.
    fn learn(&mut self, condition: Arg, truth: bool, depth: usize) {
        /// How many conditions within each other are looked at.
        const DEPTH: usize = 8;
        let Some(inst) = self.made(condition).filter(|_| depth < DEPTH) else {
            return;
        };
        let (Some(a), b) = (inst.args.first().copied(), inst.args.get(1).copied()) else {
            return;
        };
        let b = b.unwrap_or(a);
        match (inst.op, truth) {
            (IrOp::not, _) => self.learn(a, !truth, depth + 1),
            (IrOp::and, true) | (IrOp::or, false) => {
                self.learn(a, truth, depth + 1);
                self.learn(b, truth, depth + 1);
            }
            (IrOp::lt, true) | (IrOp::ge, false) => self.at_most(a, b, 1),
            (IrOp::le, true) | (IrOp::gt, false) => self.at_most(a, b, 0),
            (IrOp::gt, true) | (IrOp::le, false) => self.at_most(b, a, 1),
            (IrOp::ge, true) | (IrOp::lt, false) => self.at_most(b, a, 0),
            (IrOp::below, true) => {
                let limit = self.range(b);
                if limit.lo.at >= 0 {
                    let signs = Interval {
                        lo: Bound { at: 0, ..limit.lo },
                        ..Interval::ALL
                    };
                    self.narrow(a, signs);
                    self.at_most_given(a, b, 1, limit.lo.given);
                }
            }
            (IrOp::eq, true) | (IrOp::ne, false) => {
                self.at_most(a, b, 0);
                self.at_most(b, a, 0);
            }
            (IrOp::ne, true) | (IrOp::eq, false) => {
                self.differ(a, b);
                self.differ(b, a);
            }
            _ => {}
        }
    }

    fn at_most(&mut self, a: Arg, b: Arg, by: i64) {
        self.at_most_given(a, b, by, Given::NONE);
    }

    /// Notes that `a <= b - by`.
    fn at_most_given(&mut self, a: Arg, b: Arg, by: i64, given: Given) {
        let (x, y) = (self.range(a), self.range(b));
        if let Some(at) = y.hi.at.checked_sub(by) {
            let given = y.hi.given | given;
            let hi = Bound { at, given };
            self.narrow(
                a,
                Interval {
                    hi,
                    ..Interval::ALL
                },
            );
        }
        if let Some(at) = x.lo.at.checked_add(by) {
            let given = x.lo.given | given;
            let lo = Bound { at, given };
            self.narrow(
                b,
                Interval {
                    lo,
                    ..Interval::ALL
                },
            );
        }
    }

    /// Notes that `a` is not the one integer that `b` can be.
    fn differ(&mut self, a: Arg, b: Arg) {
        let (x, y) = (self.range(a), self.range(b));
        if y.lo.at != y.hi.at {
            return;
        }
        let past = |end: Bound, at: Option<i64>| {
            let at = at.filter(|_| end.at == y.lo.at)?;
            let given = end.given | y.given();
            Some(Bound { at, given })
        };
        if let Some(lo) = past(x.lo, y.lo.at.checked_add(1)) {
            self.narrow(
                a,
                Interval {
                    lo,
                    ..Interval::ALL
                },
            );
        }
        if let Some(hi) = past(x.hi, y.lo.at.checked_sub(1)) {
            self.narrow(
                a,
                Interval {
                    hi,
                    ..Interval::ALL
                },
            );
        }
    }
}

/// Whether an instruction has to do with the size of integers.
fn concerns(graph: &Graph, inst: &Inst) -> bool {
    let int = |value: Ref| graph.types[value.index()] == Type::INT;
    let compares = matches!(
        inst.op,
        IrOp::lt | IrOp::le | IrOp::gt | IrOp::ge | IrOp::eq | IrOp::ne | IrOp::below
    );
    let guards = matches!(inst.op, IrOp::guard_true | IrOp::guard_false);
    compares || guards || inst.result.is_some_and(int)
}

/// The interval with the ends that moved at the next step.
fn widened(before: Interval, grown: Interval) -> Interval {
    let mut wide = grown;
    if grown.lo.at < before.lo.at {
        let step = STEPS.iter().rev().find(|step| **step <= grown.lo.at);
        wide.lo.at = step.copied().unwrap_or(i64::MIN);
    }
    if grown.hi.at > before.hi.at {
        let step = STEPS.iter().find(|step| **step >= grown.hi.at);
        wide.hi.at = step.copied().unwrap_or(i64::MAX);
    }
    wide
}
