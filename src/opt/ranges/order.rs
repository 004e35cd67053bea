//! Which integers are no larger than which others: proofs on demand.
//!
//! ```text
//! %5: int = array_len %1
//! b1(%4: int):                     want %4 <= %5 - 1
//!   ...                              the loop is entered with 0, and a guard said 0 < %3 and %3 <= %5
//!   %8: int = add %4, 1              on the edge that goes back %8 <= %3 - 1, and %3 <= %5
//!   %9: bool = lt %8, %3
//!   branch %9, b1(%8), b2()
//! ```
//!
//! What is to be proved is `x <= y + c`. It follows from what guards and branches said of x, from what x was made of, and for a
//! parameter from the same of all that the edges carry; for one of a loop's header, the bound itself may be supposed of the round
//! before (Bodik, Gupta and Sarkar, "ABCD: Eliminating Array Bounds Checks on Demand", 2000). Where nothing says so of two
//! integers that do not change in a loop, it may be *supposed*: a guard before the loop will ask.
//!
//! Invariant: a supposition about the round before is only used for a bound that is no tighter.

use std::collections::BTreeMap;

use super::flow::Flow;
use super::interval::{Given, Interval, fits};
use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Cfg, Const, End, Graph, IrOp};
use crate::opt::loops::{Loop, homes};

/// How many steps a proof may take.
const FUEL: usize = 120;

/// A place in a graph.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// Before an instruction.
    At(BlockId, usize),
    /// On an edge of a block, by number.
    Edge(BlockId, usize),
}

impl Place {
    fn block(self) -> BlockId {
        match self {
            Place::At(block, _) | Place::Edge(block, _) => block,
        }
    }
}

/// From where on something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Since {
    Begin(BlockId),
    Behind(BlockId, usize),
    End(BlockId),
    Edge(BlockId, usize),
}

/// `x <= y + by`, for the x that it is noted under.
#[derive(Clone, Copy, Debug)]
struct Fact {
    y: Arg,
    by: i64,
    since: Since,
}

/// `x <= y + by`, which a guard before the loop has to ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Supposed {
    /// The number of the loop.
    pub at: usize,
    pub x: Arg,
    pub y: Arg,
    pub by: i64,
}

/// What guards and branches say.
pub(super) struct Order<'g> {
    graph: &'g Graph,
    cfg: &'g Cfg,
    home: Vec<BlockId>,
    facts: BTreeMap<Arg, Vec<Fact>>,
}

impl<'g> Order<'g> {
    /// Of a graph, before anything is known.
    pub fn new(graph: &'g Graph, cfg: &'g Cfg) -> Order<'g> {
        Order {
            graph,
            cfg,
            home: homes(graph),
            facts: BTreeMap::new(),
        }
    }

    /// Notes all that the guards and branches of the graph say.
    pub fn collect(&mut self, flow: &Flow<'_>) {
        let (graph, cfg, order) = (self.graph, self.cfg, self);
        for id in cfg.order.iter().copied() {
            let block = graph.block(id);
            for (at, inst) in block.insts.iter().enumerate() {
                let truth = match inst.op {
                    IrOp::guard_true => true,
                    IrOp::guard_false => false,
                    _ => continue,
                };
                order.note(flow, inst.args[0], truth, Since::Behind(id, at));
            }
            if let End::Branch(condition, yes, no) = &block.end {
                for (n, edge) in [yes, no].into_iter().enumerate() {
                    let alone = cfg.predecessors[edge.to.index()].len() == 1;
                    let since = match alone {
                        true => Since::Begin(edge.to),
                        false => Since::Edge(id, n),
                    };
                    order.note(flow, *condition, n == 0, since);
                    if alone {
                        order.note(flow, *condition, n == 0, Since::Edge(id, n));
                    }
                }
            }
        }
    }

    fn note(&mut self, flow: &Flow<'_>, condition: Arg, truth: bool, since: Since) {
        let Some(inst) = flow.made(condition) else {
            return;
        };
        let [a, b] = inst.args[..] else {
            if inst.op == IrOp::not {
                self.note(flow, inst.args[0], !truth, since);
            }
            return;
        };
        match (inst.op, truth) {
            (IrOp::lt, true) | (IrOp::ge, false) => self.add(a, b, -1, since),
            (IrOp::le, true) | (IrOp::gt, false) => self.add(a, b, 0, since),
            (IrOp::gt, true) | (IrOp::le, false) => self.add(b, a, -1, since),
            (IrOp::ge, true) | (IrOp::lt, false) => self.add(b, a, 0, since),
            (IrOp::eq, true) | (IrOp::ne, false) => {
                self.add(a, b, 0, since);
                self.add(b, a, 0, since);
            }
            (IrOp::below, true) if is_length(flow, b) => self.add(a, b, -1, since),
            _ => {}
        }
    }

    fn add(&mut self, x: Arg, y: Arg, by: i64, since: Since) {
        if y.as_ref().is_some() {
            self.facts.entry(x).or_default().push(Fact { y, by, since });
        }
    }

    /// Notes what a guard before a loop will ask.
    pub fn suppose(&mut self, supposed: Supposed, before: BlockId) {
        self.add(supposed.x, supposed.y, supposed.by, Since::End(before));
    }

    fn holds(&self, since: Since, place: Place) -> bool {
        let here = place.block();
        match (since, place) {
            (Since::Begin(block), _) => self.cfg.dominates(block, here),
            (Since::Behind(block, at), Place::At(_, now)) if block == here => at < now,
            (Since::Behind(block, _), _) => self.cfg.dominates(block, here),
            (Since::End(block), Place::At(..)) if block == here => false,
            (Since::End(block), _) => self.cfg.dominates(block, here),
            (Since::Edge(block, n), _) => place == Place::Edge(block, n),
        }
    }

    fn param(&self, value: Ref) -> Option<(BlockId, usize)> {
        let home = self.home[value.index()];
        let mut params = self.graph.block(home).params.iter();
        let at = params.position(|param| *param == value)?;
        Some((home, at))
    }
}

/// Whether no value of it is negative, whatever else holds.
fn is_length(flow: &Flow<'_>, arg: Arg) -> bool {
    flow.made(arg)
        .is_some_and(|inst| matches!(inst.op, IrOp::array_len | IrOp::hash_len | IrOp::str_len))
}

/// A proof that is looked for.
pub(super) struct Proof<'a, 'g> {
    order: &'a Order<'g>,
    flow: &'a Flow<'g>,
    /// The loops before which something may be asked, with their numbers, outer ones first.
    loops: &'a [(usize, &'a Loop)],
    fuel: usize,
    /// Whether lengths of two things may be asked to be in order.
    lengths: Lengths,
    /// What it rests on.
    pub given: Given,
    /// What has to be asked.
    pub supposed: Vec<Supposed>,
    /// What is supposed of the round before.
    rounds: Vec<(Arg, Arg, i64)>,
}

/// Whether it may be asked that something is no longer than something else.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lengths {
    Left,
    Compared,
}

/// Whether intervals are those at the place where the walk is, or those that hold everywhere.
#[derive(Clone, Copy)]
enum Intervals {
    Here,
    Everywhere,
}

impl<'a, 'g> Proof<'a, 'g> {
    /// Looks for a proof of `x <= y + by` at the place where the flow's walk is.
    pub fn find(
        (order, flow): (&'a Order<'g>, &'a Flow<'g>),
        loops: &'a [(usize, &'a Loop)],
        (x, y, by): (Arg, Arg, i64),
        place: Place,
    ) -> Option<Proof<'a, 'g>> {
        // That one array is no longer than another is nearly always chance, unless nothing else bounds the index.
        let ways: &[Lengths] = match loops {
            [] => &[Lengths::Left],
            _ => &[Lengths::Left, Lengths::Compared],
        };
        let mut ways = ways.iter().map(|lengths| Proof {
            order,
            flow,
            loops,
            fuel: FUEL,
            lengths: *lengths,
            given: Given::NONE,
            supposed: Vec::new(),
            rounds: Vec::new(),
        });
        ways.find_map(|mut proof| {
            let found = proof.at_most((x, y, by), place, Intervals::Here);
            found.then_some(proof)
        })
    }

    fn range(&self, arg: Arg, intervals: Intervals) -> Interval {
        match intervals {
            Intervals::Here => self.flow.range(arg),
            Intervals::Everywhere => self.flow.everywhere(arg),
        }
    }

    /// Tries a way; if it fails, what was taken for it is given back.
    fn attempt(&mut self, way: impl FnOnce(&mut Self) -> bool) -> bool {
        let (given, supposed) = (self.given, self.supposed.len());
        let found = way(self);
        if !found {
            self.given = given;
            self.supposed.truncate(supposed);
        }
        found
    }

    fn at_most(&mut self, wanted: (Arg, Arg, i64), place: Place, now: Intervals) -> bool {
        let (x, y, by) = wanted;
        if x == y {
            return by >= 0;
        }
        if self.fuel == 0 {
            return false;
        }
        self.fuel -= 1;
        let (most, least) = (self.range(x, now).hi, self.range(y, now).lo);
        if i128::from(most.at) <= i128::from(least.at) + i128::from(by) {
            self.given = self.given | most.given | least.given;
            return true;
        }
        let supposed = self.rounds.iter();
        if let Some((.., before)) = supposed.rev().find(|(a, b, _)| (*a, *b) == (x, y)) {
            return by >= *before;
        }
        let order = self.order;
        for fact in order.facts.get(&x).into_iter().flatten() {
            if order.holds(fact.since, place)
                && let Some(left) = by.checked_sub(fact.by)
                && self.attempt(|it| it.at_most((fact.y, y, left), place, now))
            {
                return true;
            }
        }
        if let Some((of, more)) = self.sum(x, now)
            && let Some(left) = by.checked_sub(more)
            && self.attempt(|it| it.at_most((of, y, left), place, now))
        {
            return true;
        }
        if let Some((of, more)) = self.sum(y, now)
            && let Some(left) = by.checked_add(more)
            && self.attempt(|it| it.at_most((x, of, left), place, now))
        {
            return true;
        }
        self.attempt(|it| it.by_edges(wanted)) || self.may_suppose(wanted, place)
    }

    /// What a value is made of: another and so much more, without wrapping.
    fn sum(&mut self, arg: Arg, now: Intervals) -> Option<(Arg, i64)> {
        let inst = self.flow.made(arg)?;
        let (of, Arg::Const(Const::Int(n))) = (*inst.args.first()?, *inst.args.get(1)?) else {
            return None;
        };
        let more = match inst.op {
            IrOp::add | IrOp::add_ov => n,
            IrOp::sub | IrOp::sub_ov => n.checked_neg()?,
            _ => return None,
        };
        if matches!(inst.op, IrOp::add | IrOp::sub) {
            let operands = [self.range(of, now), Interval::of(n, n)];
            let fits = fits(inst.op, &operands)?;
            self.given = self.given | fits;
        }
        Some((of, more))
    }

    /// A parameter is at most what all of its values are.
    fn by_edges(&mut self, (x, y, by): (Arg, Arg, i64)) -> bool {
        let order = self.order;
        let Some((block, n)) = x.as_ref().and_then(|value| order.param(value)) else {
            return false;
        };
        // The other one must be the same on every edge and in every round.
        let above = match y {
            Arg::Ref(value) => {
                let home = order.home[value.index()];
                home != block && order.cfg.dominates(home, block)
            }
            _ => true,
        };
        if !above {
            return false;
        }
        let is_header = order.cfg.is_header(block);
        if is_header {
            self.rounds.push((x, y, by));
        }
        let mut sources = order.cfg.predecessors[block.index()].clone();
        sources.dedup();
        let all = sources.into_iter().all(|from| {
            let end = &order.graph.block(from).end;
            if end.provides_first() {
                return false;
            }
            let mut edges = end.edges().enumerate().filter(|(_, edge)| edge.to == block);
            edges.all(|(e, edge)| {
                let wanted = (edge.args[n], y, by);
                self.at_most(wanted, Place::Edge(from, e), Intervals::Everywhere)
            })
        });
        if is_header {
            self.rounds.pop();
        }
        all
    }

    fn may_suppose(&mut self, (x, y, by): (Arg, Arg, i64), place: Place) -> bool {
        /// More guards before a loop are not worth one in it.
        const MOST: usize = 3;
        if self.lengths == Lengths::Left && is_length(self.flow, x) {
            return false;
        }
        let order = self.order;
        let fixed = |arg: Arg, one: &Loop| match arg {
            Arg::Ref(value) => order.cfg.dominates(order.home[value.index()], one.before),
            _ => true,
        };
        let mut loops = self.loops.iter();
        let found = loops.find(|(_, one)| {
            fixed(x, one) && fixed(y, one) && order.holds(Since::End(one.before), place)
        });
        let Some((at, _)) = found else { return false };
        let (least, range) = (self.flow.everywhere(x).lo.at, self.flow.everywhere(y));
        let hopeless = i128::from(least) > i128::from(range.hi.at) + i128::from(by);
        // Asked as `x <= y + by`, which must be exact.
        let sum = [range, Interval::of(by, by)];
        let exact = matches!(by, -1 | 0) || fits(IrOp::add, &sum) == Some(Given::NONE);
        if hopeless || !exact || self.supposed.len() >= MOST {
            return false;
        }
        let supposed = Supposed { at: *at, x, y, by };
        if !self.supposed.contains(&supposed) {
            self.supposed.push(supposed);
        }
        true
    }
}
