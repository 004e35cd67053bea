//! Common subexpressions: what a dominator has computed, loaded or guarded is not done again.
//!
//! ```text
//! %2: int = guard_tag int, %0, s0
//! %3: int = array_len %1
//! guard_true %4, s0
//! ...
//! %5: int = guard_tag int, %0, s1      %5 is %2
//! %6: int = array_len %1               %6 is %3, if nothing in between writes lengths
//! guard_true %4, s1                    dropped: it holds
//! branch %4, b1(), b2()                jump b1()
//! ```
//!
//! One walk of the tree of dominators with a scoped table. What reads memory is found again only under the same
//! *versions* of the classes that it reads: a write makes new ones, and so does a block that several edges enter (a block
//! with one predecessor goes on with its versions). Memory SSA, which would see through joins and forward stores,
//! is a pass of its own.
//!
//! A guard or checked operation is found again whatever its snapshot: that it was passed once is enough.
//!
//! Invariant: of two equal entries the one in the dominator stays.

use std::collections::BTreeMap;

use super::rewrite::{Rewriter, Verdict, rewrite};
use crate::index::{BlockId, Ref};
use crate::ir::effects::CLASSES;
use crate::ir::{Arg, Cfg, Classes, Const, End, Graph, Inst, IrOp, Mark};

/// The pass.
pub(super) fn cse(graph: Graph) -> Graph {
    let blocks = graph.blocks.len();
    let mut pass = Cse {
        table: BTreeMap::new(),
        truths: BTreeMap::new(),
        undo: Vec::new(),
        now: [0; CLASSES.len()],
        clock: 0,
        at_end: vec![[0; CLASSES.len()]; blocks],
    };
    rewrite(graph, &mut pass)
}

/// By class, the number of the last write.
type Versions = [u32; CLASSES.len()];

/// An instruction with its operands, without its snapshot, and the versions of what it reads.
type Key = (IrOp, Vec<Arg>, Vec<u32>);

/// What is taken back when the walk leaves a block.
enum Undo {
    Block,
    Entry(Key),
    Truth(Ref),
}

struct Cse {
    /// What was done on the way here: its result, if it has one.
    table: BTreeMap<Key, Option<Ref>>,
    /// Conditions whose truth is known here.
    truths: BTreeMap<Ref, bool>,
    undo: Vec<Undo>,
    now: Versions,
    clock: u32,
    at_end: Vec<Versions>,
}

impl Cse {
    fn write(&mut self, classes: Classes) {
        for class in classes.indices() {
            self.clock += 1;
            self.now[class] = self.clock;
        }
    }

    fn learn(&mut self, condition: Arg, truth: bool) {
        if let Arg::Ref(value) = condition
            && self.truths.insert(value, truth).is_none()
        {
            self.undo.push(Undo::Truth(value));
        }
    }

    fn truth(&self, condition: Arg) -> Option<bool> {
        self.truths.get(&condition.as_ref()?).copied()
    }

    fn key(&self, inst: &Inst) -> Key {
        let mut args = inst.args.clone();
        if inst.snap().is_some() {
            args.pop();
        }
        if inst.op.row().is(Mark::Commutes) {
            args.sort();
        }
        let reads = inst.effects().reads.indices();
        (inst.op, args, reads.map(|class| self.now[class]).collect())
    }
}

impl Rewriter for Cse {
    fn enter(&mut self, graph: &Graph, cfg: &Cfg, block: BlockId) {
        self.undo.push(Undo::Block);
        let [from] = cfg.predecessors[block.index()][..] else {
            self.write(Classes::ALL.union(Classes::REGISTER));
            return;
        };
        self.now = self.at_end[from.index()];
        if let End::Branch(condition, yes, no) = &graph.block(from).end {
            let is_yes = yes.to == block;
            if is_yes != (no.to == block) {
                self.learn(*condition, is_yes);
            }
        }
    }

    fn inst(&mut self, _: &Graph, inst: &Inst) -> Verdict {
        let effects = inst.effects();
        if !effects.is_read_only() {
            self.write(effects.writes);
            return Verdict::Keep;
        }
        if let (IrOp::guard_true | IrOp::guard_false, Some(&condition)) =
            (inst.op, inst.args.first())
        {
            let wanted = inst.op == IrOp::guard_true;
            match (self.truth(condition), inst.snap()) {
                (Some(truth), _) if truth == wanted => return Verdict::Drop,
                (Some(_), Some(snap)) => return Verdict::Leave(snap),
                _ => self.learn(condition, wanted),
            }
            return Verdict::Keep;
        }
        let key = self.key(inst);
        match self.table.get(&key) {
            Some(Some(before)) => Verdict::Same(Arg::Ref(*before)),
            Some(None) => Verdict::Drop,
            None => {
                // A guarded tag is what an unboxing of the same value finds.
                if inst.op == IrOp::guard_tag {
                    let unbox: Key = (IrOp::unbox, key.1.clone(), Vec::new());
                    self.undo.push(Undo::Entry(unbox.clone()));
                    self.table.insert(unbox, inst.result);
                }
                self.undo.push(Undo::Entry(key.clone()));
                self.table.insert(key, inst.result);
                Verdict::Keep
            }
        }
    }

    fn end(&mut self, _: &Graph, block: BlockId, end: &End) -> Option<End> {
        self.write(end.effects().writes);
        self.at_end[block.index()] = self.now;
        let End::Branch(condition, yes, no) = end else {
            return None;
        };
        let truth = match condition {
            Arg::Const(Const::Bool(truth)) => *truth,
            _ => self.truth(*condition)?,
        };
        Some(End::Jump(if truth { yes.clone() } else { no.clone() }))
    }

    fn leave(&mut self, _: BlockId) {
        while let Some(undo) = self.undo.pop() {
            match undo {
                Undo::Block => return,
                Undo::Entry(key) => {
                    self.table.remove(&key);
                }
                Undo::Truth(value) => {
                    self.truths.remove(&value);
                }
            }
        }
    }
}
