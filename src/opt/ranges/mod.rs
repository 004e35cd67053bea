//! Ranges: what the size of integers makes unnecessary is not done.
//!
//! ```text
//!   jump b1(0)                           %6: bool = le %3, %5            s9: early f0@6: ...
//! b1(%4: int):                           guard_true %6, s9               a guard before the loop:
//!   safepoint s1                         jump b1(0)                      the limit is not past the array's end
//!   %6: bool = below %4, %5      ->    b1(%4: int):
//!   guard_true %6, s2                    safepoint s1
//!   ...                                  ...
//!   %7: int = add_ov %4, 1, s3           %7: int = add %4, 1
//!   %8: bool = lt %7, %3                 %8: bool = lt %7, %3
//!   branch %8, b1(%7), b2()              branch %8, b1(%7), b2()
//! ```
//!
//! A checked operation whose result fits becomes the one that does not check; a comparison with one possible answer becomes that
//! answer, and with it an index is known to be inside an array; a division without signs becomes one that says so, which by a
//! constant is a multiplication. Three sources of knowledge:
//!
//! - [`flow`]: in which interval each integer lies;
//! - [`order`]: which integer is no larger than which other, where the interval does not say it;
//! - [`guess`]: what nothing says, but is nearly always so, asked once before the outermost loop.
//!
//! A guard before a loop leaves with the state in which the loop is entered (see [`super::loops`]). Its snapshot keeps the name of the first
//! instruction that needs it; if it fails often, the driver has that instruction *pinned*, and the next version does not ask.
//! Guesses are kept apart by that name: with its first instruction pinned a guess is not made.
//!
//! Rejected: two versions of each loop, one that checks and one that does not. It doubles what LLVM has to compile, for a case that
//! is hardly ever there.
//!
//! Invariant: what is not asked holds in every execution; what is asked is asked before the first round.

mod flow;
mod guess;
mod interval;
mod order;

use std::collections::BTreeMap;

use self::flow::{Flow, Observer};
use self::guess::{Guess, guesses, numbers, settle};
use self::interval::{Given, Interval, compared, fits};
use self::order::{Order, Place, Proof, Supposed};
use super::loops::{Loop, entered, loops, with_preheaders};
use super::rewrite::{Rewriter, Verdict, rewrite};
use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{Arg, Cfg, Const, Edge, End, Graph, Inst, IrOp, Snapshot, Spot, Type};

/// The pass.
pub(super) fn ranges(graph: Graph) -> Graph {
    let counts = |inst: &Inst| {
        let made = inst.op.row().result;
        made == crate::ir::table::ResultType::Is(Type::INT) || inst.op == IrOp::below
    };
    if !graph
        .blocks
        .iter()
        .any(|block| block.insts.iter().any(counts))
    {
        return graph;
    }
    let graph = with_preheaders(graph);
    let found = find(&graph);
    apply(graph, found)
}

/// What becomes of an instruction.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Change {
    /// Another one on the same values, which does not leave.
    Into(IrOp),
    /// A comparison answers this.
    Is(bool),
    /// Its result is its first operand.
    First,
}

/// What was found in a graph.
#[derive(Default)]
struct Found {
    changes: BTreeMap<(BlockId, usize), Change>,
    /// The guards before loops: the block before it, and what to ask in whose name.
    asked: Vec<Asked>,
}

/// A guard before a loop.
struct Asked {
    before: BlockId,
    entered: Snapshot,
    spot: Spot,
    question: Question,
}

enum Question {
    AtMost(Arg, Arg, i64),
    Within(Ref, Option<i64>, Option<i64>),
}

fn find(graph: &Graph) -> Found {
    let cfg = Cfg::of(graph);
    let loops = loops(graph, &cfg);
    let entries = loops
        .iter()
        .map(|one| entered(graph, one.header, one.before));
    let entries: Vec<Option<Snapshot>> = entries.collect();
    let askable: Vec<bool> = entries.iter().map(Option::is_some).collect();
    // What is sure needs nothing asked, even if asking would say more.
    let nowhere = vec![false; loops.len()];
    let mut sure = Search::new(graph, &cfg, &loops, &nowhere);
    sure.look(Flow::of(graph, &cfg, Vec::new()), 0);
    if sure.left == 0 || askable == nowhere {
        return Found {
            changes: sure.changes,
            asked: Vec::new(),
        };
    }
    let mut guesses = guesses(graph, &cfg, &loops, &askable);
    loop {
        let mut search = Search::new(graph, &cfg, &loops, &askable);
        search.changes.clone_from(&sure.changes);
        let flow = settle(graph, &cfg, &mut guesses);
        search.look(flow, guesses.len());
        let pinned = |spot: &Option<Spot>| spot.is_some_and(|spot| is_pinned(graph, spot));
        let before = guesses.len();
        let mut n = 0;
        guesses.retain(|_| {
            let (lo, hi) = numbers(n);
            n += 1;
            !pinned(&search.first[lo]) && !pinned(&search.first[hi])
        });
        if guesses.len() == before {
            let asked = asked(&search, &guesses, &entries);
            return Found {
                changes: search.changes,
                asked,
            };
        }
    }
}

fn is_pinned(graph: &Graph, spot: Spot) -> bool {
    graph.pinned.binary_search(&spot).is_ok()
}

fn asked(search: &Search<'_>, guesses: &[Guess], entries: &[Option<Snapshot>]) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut ask = |at: usize, spot: Spot, question: Question| {
        if let Some(entered) = &entries[at] {
            asked.push(Asked {
                before: search.loops[at].before,
                entered: entered.clone(),
                spot,
                question,
            });
        }
    };
    for (n, guess) in guesses.iter().enumerate() {
        let (lo, hi) = numbers(n);
        let (lo, hi) = (search.first[lo], search.first[hi]);
        if let Some(spot) = lo.or(hi) {
            let (lo, hi) = (lo.map(|_| guess.lo), hi.map(|_| guess.hi));
            ask(guess.at, spot, Question::Within(guess.value, lo, hi));
        }
    }
    for (one, spot) in &search.supposed {
        ask(one.at, *spot, Question::AtMost(one.x, one.y, one.by));
    }
    asked
}

/// Looks for what can be changed while the flow walks.
struct Search<'a> {
    graph: &'a Graph,
    cfg: &'a Cfg,
    loops: &'a [Loop],
    /// By loop, whether something can be asked before it.
    askable: &'a [bool],
    order: Order<'a>,
    /// How many checks in loops are left.
    left: usize,
    changes: BTreeMap<(BlockId, usize), Change>,
    supposed: Vec<(Supposed, Spot)>,
    /// By guess, the first instruction that needs it.
    first: Vec<Option<Spot>>,
}

impl Observer for Search<'_> {
    fn inst(&mut self, flow: &Flow<'_>, block: BlockId, at: usize, inst: &Inst) {
        if self.changes.contains_key(&(block, at)) {
            return;
        }
        let (operands, count) = flow.operands(inst);
        let found = match operands[..count] {
            [a] if inst.op == IrOp::neg_ov => {
                fits(inst.op, &[a]).map(|given| (Change::Into(IrOp::sub), given))
            }
            [a, b] => by_intervals(inst, a, b),
            _ => None,
        };
        let found = found.filter(|(_, given)| self.may_ask(block, *given));
        if let Some((change, given)) = found {
            self.accept((block, at), change, given, Vec::new());
        } else if let [a, b, ..] = inst.args[..] {
            self.by_order(flow, inst, (a, b), (block, at));
        }
        let checks = matches!(
            inst.op,
            IrOp::add_ov
                | IrOp::sub_ov
                | IrOp::mul_ov
                | IrOp::neg_ov
                | IrOp::shl_ov
                | IrOp::div_ov
                | IrOp::rem_ov
                | IrOp::rem
                | IrOp::div
                | IrOp::below
        );
        if checks && !self.changes.contains_key(&(block, at)) && self.in_loop(block) {
            self.left += 1;
        }
    }
}

/// What the intervals of its operands make of an instruction, and what that rests on.
fn by_intervals(inst: &Inst, a: Interval, b: Interval) -> Option<(Change, Given)> {
    let into = |op: IrOp, given: Given| Some((Change::Into(op), given));
    let plain = match inst.op {
        IrOp::add_ov => IrOp::add,
        IrOp::sub_ov => IrOp::sub,
        IrOp::mul_ov => IrOp::mul,
        IrOp::shl_ov => IrOp::shl,
        IrOp::shr_ov if b.lo.at >= 0 && b.hi.at < 64 => return into(IrOp::shr, b.given()),
        IrOp::div_ov | IrOp::div => return divided(inst, a, b, (IrOp::div, IrOp::div_u)),
        IrOp::rem_ov | IrOp::rem => {
            // What is smaller than the divisor is left as it is.
            if a.lo.at >= 0 && a.hi.at < b.lo.at {
                let given = a.given() | b.lo.given;
                return Some((Change::First, given));
            }
            return divided(inst, a, b, (IrOp::rem, IrOp::rem_u));
        }
        op => {
            let (is, given) = compared(op, a, b)?;
            return Some((Change::Is(is), given));
        }
    };
    into(plain, fits(inst.op, &[a, b])?)
}

fn divided(
    inst: &Inst,
    a: Interval,
    b: Interval,
    (plain, unsigned): (IrOp, IrOp),
) -> Option<(Change, Given)> {
    let constant = matches!(inst.args[1], Arg::Const(_));
    if a.lo.at >= 0 && b.lo.at > 0 && constant {
        return Some((Change::Into(unsigned), a.lo.given | b.lo.given));
    }
    let given = match (b.lo.at > 0, b.hi.at < -1) {
        (true, _) => b.lo.given,
        (_, true) => b.hi.given,
        _ => return None,
    };
    (inst.op != plain).then_some((Change::Into(plain), given))
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph, cfg: &'a Cfg, loops: &'a [Loop], askable: &'a [bool]) -> Search<'a> {
        Search {
            order: Order::new(graph, cfg),
            graph,
            cfg,
            loops,
            askable,
            left: 0,
            changes: BTreeMap::new(),
            supposed: Vec::new(),
            first: Vec::new(),
        }
    }

    fn look(&mut self, mut flow: Flow<'a>, guesses: usize) {
        self.first = vec![None; 2 * guesses];
        self.order.collect(&flow);
        flow.observe(self);
    }

    /// The loops that the block is in and every round of which passes it, from the inside out, turned round.
    fn around(&self, block: BlockId) -> Vec<(usize, &Loop)> {
        let mut around = Vec::new();
        for (n, one) in self.loops.iter().enumerate().rev() {
            if one.has(block) {
                if !one.always_passes(self.cfg, block) {
                    break;
                }
                if self.askable[n] {
                    around.push((n, one));
                }
            }
        }
        around.reverse();
        around
    }

    /// Whether something may be asked for an instruction of the block: only what is in a loop is worth it.
    fn may_ask(&self, block: BlockId, given: Given) -> bool {
        given == Given::NONE || self.in_loop(block)
    }

    fn by_order(&mut self, flow: &Flow<'_>, inst: &Inst, (a, b): (Arg, Arg), at: (BlockId, usize)) {
        let place = Place::At(at.0, at.1);
        if self.in_loop(at.0) && inst.op == IrOp::below {
            let (index, limit) = (flow.range(a), flow.range(b));
            if index.lo.at < 0 || limit.lo.at < 0 {
                return;
            }
            let signs = index.lo.given | limit.lo.given;
            let pinned = self.spot(at).is_none_or(|spot| is_pinned(self.graph, spot));
            let around = if pinned {
                Vec::new()
            } else {
                self.around(at.0)
            };
            let proof = Proof::find((&self.order, flow), &around, (a, b, -1), place);
            if let Some(proof) = proof {
                let (given, supposed) = (proof.given | signs, proof.supposed);
                self.accept(at, Change::Is(true), given, supposed);
            }
            return;
        }
        let (x, y, by, truth) = match inst.op {
            IrOp::lt => (a, b, -1, true),
            IrOp::le => (a, b, 0, true),
            IrOp::gt => (b, a, -1, true),
            IrOp::ge => (b, a, 0, true),
            _ => return,
        };
        for (wanted, truth) in [((x, y, by), truth), ((y, x, -1 - by), !truth)] {
            let proof = Proof::find((&self.order, flow), &[], wanted, place);
            let given = proof.map(|proof| proof.given);
            if let Some(given) = given.filter(|given| self.may_ask(at.0, *given)) {
                self.accept(at, Change::Is(truth), given, Vec::new());
                return;
            }
        }
    }

    fn in_loop(&self, block: BlockId) -> bool {
        self.loops.iter().any(|one| one.has(block))
    }

    /// The instruction in whose name something is asked: that of the guard on a condition.
    fn spot(&self, (block, at): (BlockId, usize)) -> Option<Spot> {
        let insts = &self.graph.block(block).insts;
        let of = |inst: &Inst| self.graph.snapshot(inst.snap()?).spot();
        of(&insts[at]).or_else(|| {
            let result = insts[at].result.map(Arg::Ref);
            let guards = insts[at..].iter().filter(|inst| inst.snap().is_some());
            let mut guards = guards.filter(|inst| inst.args.first().copied() == result);
            let own = guards.next().and_then(of);
            own.or_else(|| insts[at..].iter().find_map(of)).or_else(|| {
                let mut inner = self.loops.iter().rev().filter(|one| one.has(block));
                of(self.graph.block(inner.next()?.header).insts.first()?)
            })
        })
    }

    fn accept(
        &mut self,
        at: (BlockId, usize),
        change: Change,
        given: Given,
        supposed: Vec<Supposed>,
    ) {
        let asks = given != Given::NONE || !supposed.is_empty();
        if asks {
            let Some(spot) = self.spot(at) else { return };
            for (n, first) in self.first.iter_mut().enumerate() {
                if given.has(n) {
                    first.get_or_insert(spot);
                }
            }
            for one in supposed {
                self.order.suppose(one, self.loops[one.at].before);
                self.supposed.push((one, spot));
            }
        }
        self.changes.insert(at, change);
    }
}

fn apply(mut graph: Graph, found: Found) -> Graph {
    for asked in found.asked {
        ask(&mut graph, asked);
    }
    let mut pass = Apply {
        changes: found.changes,
        block: BlockId(0),
        at: 0,
    };
    rewrite(graph, &mut pass)
}

/// Writes a guard at the end of the block before a loop.
fn ask(graph: &mut Graph, asked: Asked) {
    let snapshot = Snapshot {
        early: Some(asked.spot),
        ..asked.entered
    };
    // What is asked for one instruction leaves in the same way.
    if graph.snapshots.last() != Some(&snapshot) {
        graph.snapshots.push(snapshot);
    }
    let snap = SnapId(graph.snapshots.len() as u32 - 1);
    let mut make = |op: IrOp, args: Vec<Arg>, made: Type| {
        let result = Ref(graph.types.len() as u32);
        graph.types.push(made);
        let insts = &mut graph.blocks[asked.before.index()].insts;
        insts.push(Inst {
            op,
            args,
            result: Some(result),
        });
        Arg::Ref(result)
    };
    let mut conditions = Vec::new();
    match asked.question {
        Question::AtMost(x, y, 0) => conditions.push(make(IrOp::le, vec![x, y], Type::BOOL)),
        Question::AtMost(x, y, -1) => conditions.push(make(IrOp::lt, vec![x, y], Type::BOOL)),
        Question::AtMost(x, y, by) => {
            let limit = make(IrOp::add, vec![y, by.into()], Type::INT);
            conditions.push(make(IrOp::le, vec![x, limit], Type::BOOL));
        }
        Question::Within(value, Some(0), Some(hi)) => {
            let args = vec![value.into(), (hi + 1).into()];
            conditions.push(make(IrOp::below, args, Type::BOOL));
        }
        Question::Within(value, lo, hi) => {
            for (op, limit) in [(IrOp::ge, lo), (IrOp::le, hi)] {
                if let Some(limit) = limit {
                    conditions.push(make(op, vec![value.into(), limit.into()], Type::BOOL));
                }
            }
        }
    }
    for condition in conditions {
        graph.blocks[asked.before.index()].insts.push(Inst {
            op: IrOp::guard_true,
            args: vec![condition, Arg::Snap(snap)],
            result: None,
        });
    }
}

/// Makes the changes.
struct Apply {
    changes: BTreeMap<(BlockId, usize), Change>,
    block: BlockId,
    at: usize,
}

impl Rewriter for Apply {
    fn enter(&mut self, _: &Graph, _: &Cfg, block: BlockId) {
        (self.block, self.at) = (block, 0);
    }

    fn inst(&mut self, _: &Graph, inst: &Inst) -> Verdict {
        let at = (self.block, self.at);
        self.at += 1;
        let known = |condition: &Arg| match condition {
            Arg::Const(Const::Bool(is)) => Some(*is == (inst.op == IrOp::guard_true)),
            _ => None,
        };
        match self.changes.get(&at) {
            Some(Change::Is(is)) => Verdict::Same((*is).into()),
            Some(Change::First) => Verdict::Same(inst.args[0]),
            Some(Change::Into(op)) => {
                let mut args = inst.args.clone();
                if inst.snap().is_some() {
                    args.pop();
                }
                if inst.op == IrOp::neg_ov {
                    args.insert(0, 0.into());
                }
                Verdict::Replace(Inst {
                    op: *op,
                    args,
                    result: None,
                })
            }
            None if matches!(inst.op, IrOp::guard_true | IrOp::guard_false) => {
                match (inst.args.first().and_then(known), inst.snap()) {
                    (Some(true), _) => Verdict::Drop,
                    (Some(false), Some(snap)) => Verdict::Leave(snap),
                    _ => Verdict::Keep,
                }
            }
            None => Verdict::Keep,
        }
    }

    fn end(&mut self, _: &Graph, _: BlockId, end: &End) -> Option<End> {
        let End::Branch(Arg::Const(Const::Bool(is)), yes, no) = end else {
            return None;
        };
        let edge: &Edge = if *is { yes } else { no };
        Some(End::Jump(edge.clone()))
    }
}
