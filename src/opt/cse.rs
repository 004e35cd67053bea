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
//! *versions* of the places that it reads: a write makes new ones. A block that several edges enter begins with the versions at
//! the end of its immediate dominator, less what is written on the ways between the two; for a loop's header these ways are the
//! loop's. So a load is found again across branches and loops that write elsewhere. (Memory SSA without phis: where ways
//! wrote different values there is nothing to be found.)
//!
//! A place is an alias class or a part of one (`writes.rs`).
//!
//! A store is what a load of the same place finds: the value itself, until something else may be there.
//!
//! A guard or checked operation is found again whatever its snapshot: that it was passed once is enough.
//!
//! Invariant: of two equal entries the one in the dominator stays.

use std::collections::{BTreeMap, BTreeSet};

use super::rewrite::{Rewriter, Verdict, rewrite};
use super::writes::{Part, Writes, part};
use crate::index::{BlockId, Ref};
use crate::ir::effects::CLASSES;
use crate::ir::{Arg, Cfg, Classes, Const, End, Graph, Inst, IrOp, Mark, Type};

/// The pass.
pub(super) fn cse(graph: Graph) -> Graph {
    let mut pass = Cse {
        table: BTreeMap::new(),
        truths: BTreeMap::new(),
        tests: BTreeMap::new(),
        undo: Vec::new(),
        now: Versions::default(),
        clock: 0,
        writes: graph.blocks.iter().map(Writes::of).collect(),
        at_end: vec![Versions::default(); graph.blocks.len()],
    };
    rewrite(graph, &mut pass)
}

/// The load that would find what a store wrote, and that value.
fn found_by(store: &Inst) -> Option<((IrOp, Vec<Arg>), Arg)> {
    let load = match store.op {
        IrOp::set_global => IrOp::global,
        IrOp::cell_set => IrOp::cell_get,
        IrOp::store_entry => IrOp::load_entry,
        IrOp::store_field => IrOp::load_field,
        IrOp::store_int => IrOp::load_int,
        IrOp::store_float => IrOp::load_float,
        IrOp::store_bool => IrOp::load_bool,
        IrOp::store_any => IrOp::load_any,
        _ => return None,
    };
    let (value, place) = store.args.split_last()?;
    Some(((load, place.to_vec()), *value))
}

/// What has a shape after an instruction: a guard of that need not look.
fn gets_shape(inst: &Inst) -> Option<(Arg, Arg)> {
    match (inst.op, &inst.args[..]) {
        (IrOp::new_struct, [shape, ..]) => Some((*shape, Arg::Ref(inst.result?))),
        (IrOp::set_shape, [shape, object]) => Some((*shape, *object)),
        (IrOp::add_field, [shape, _, object, ..]) => Some((*shape, *object)),
        _ => None,
    }
}

/// By class and by part, the number of the last write.
#[derive(Clone, Default)]
struct Versions {
    classes: [u32; CLASSES.len()],
    parts: BTreeMap<Part, u32>,
}

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
    table: BTreeMap<Key, Option<Arg>>,
    /// Conditions whose truth is known here.
    truths: BTreeMap<Ref, bool>,
    /// Of conditions on shapes, the guard that holds where they do.
    tests: BTreeMap<Ref, Key>,
    undo: Vec<Undo>,
    now: Versions,
    clock: u32,
    /// By block, what it writes.
    writes: Vec<Writes>,
    at_end: Vec<Versions>,
}

impl Cse {
    fn write(&mut self, writes: &Writes) {
        for class in writes.classes.indices() {
            self.clock += 1;
            self.now.classes[class] = self.clock;
        }
        for part in &writes.parts {
            self.clock += 1;
            self.now.parts.insert(*part, self.clock);
        }
    }

    /// What is written on the ways to a block from its immediate dominator, both not counted but where the block is on such a way.
    fn written_between(&self, cfg: &Cfg, above: BlockId, block: BlockId) -> Writes {
        let mut written = Writes::default();
        let mut seen = BTreeSet::from([above]);
        let mut todo = cfg.predecessors[block.index()].clone();
        while let Some(at) = todo.pop() {
            if seen.insert(at) {
                let writes = &self.writes[at.index()];
                written.classes = written.classes.union(writes.classes);
                written.parts.extend(&writes.parts);
                todo.extend(&cfg.predecessors[at.index()]);
            }
        }
        written
    }

    fn note(&mut self, key: Key, result: Option<Arg>) {
        self.undo.push(Undo::Entry(key.clone()));
        self.table.insert(key, result);
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
        let versions = self.versions(inst.effects().reads, part(inst));
        (inst.op, args, versions)
    }

    fn versions(&self, reads: Classes, part: Option<Part>) -> Vec<u32> {
        let of_part = part.map(|part| self.now.parts.get(&part).copied().unwrap_or(0));
        let of_classes = reads.indices().map(|class| self.now.classes[class]);
        of_classes.chain(of_part).collect()
    }

    /// Does a write, and notes what a load would find after it.
    fn write_inst(&mut self, inst: &Inst) {
        let mut writes = Writes::default();
        writes.add(inst);
        self.write(&writes);
        if let Some(((load, place), value)) = found_by(inst) {
            let versions = self.versions(load.row().effects().reads, part(inst));
            self.note((load, place, versions), Some(value));
        }
        if let Some((shape, object)) = gets_shape(inst) {
            let versions = self.versions(IrOp::guard_shape.row().effects().reads, None);
            self.note((IrOp::guard_shape, vec![shape, object], versions), None);
        }
    }
}

impl Rewriter for Cse {
    fn enter(&mut self, graph: &Graph, cfg: &Cfg, block: BlockId) {
        self.undo.push(Undo::Block);
        let [from] = cfg.predecessors[block.index()][..] else {
            // The entry has none.
            if let Some(above) = cfg.idom[block.index()].filter(|above| *above != block) {
                self.now = self.at_end[above.index()].clone();
                let written = self.written_between(cfg, above, block);
                self.write(&written);
            }
            return;
        };
        self.now = self.at_end[from.index()].clone();
        if let End::Branch(condition, yes, no) = &graph.block(from).end {
            let is_yes = yes.to == block;
            if is_yes != (no.to == block) {
                self.learn(*condition, is_yes);
                let test = condition.as_ref().and_then(|c| self.tests.get(&c).cloned());
                if let Some(guard) = test.filter(|_| is_yes) {
                    self.note(guard, None);
                }
            }
        }
    }

    fn inst(&mut self, graph: &Graph, inst: &Inst) -> Verdict {
        if !inst.effects().is_read_only() {
            self.write_inst(inst);
            return Verdict::Keep;
        }
        // A value that was found again may be known better than the load that it takes the place of.
        if let (IrOp::guard_tag | IrOp::unbox, [Arg::Tag(tag), value, ..]) =
            (inst.op, &inst.args[..])
            && graph.type_of(*value) == Type::Tag(*tag)
        {
            return Verdict::Same(*value);
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
            Some(Some(before)) => Verdict::Same(*before),
            Some(None) => Verdict::Drop,
            None => {
                let result = inst.result.map(Arg::Ref);
                if let (IrOp::shape_is, Some(test)) = (inst.op, inst.result) {
                    let guard = (IrOp::guard_shape, key.1.clone(), key.2.clone());
                    self.tests.insert(test, guard);
                }
                // A guarded tag is what an unboxing of the same value finds.
                if inst.op == IrOp::guard_tag {
                    self.note((IrOp::unbox, key.1.clone(), Vec::new()), result);
                }
                self.note(key, result);
                Verdict::Keep
            }
        }
    }

    fn end(&mut self, _: &Graph, block: BlockId, end: &End) -> Option<End> {
        self.write(&Writes {
            classes: end.effects().writes,
            parts: BTreeSet::new(),
        });
        self.at_end[block.index()] = self.now.clone();
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
