//! One walk of a graph: what becomes of each instruction where objects are not made.
//!
//! ```text
//! load_field 0, o3      the part of o3           guard_shape shape3, o3, s1     nothing, or the graph is left
//! call_builtin (o3)     o3 escapes               array_len o3                   a constant
//! ```
//!
//! Arguments are *resolved* first: a value is what was found to be the same, an object that is not made is `Arg::Sunk` with its number in
//! the walk.
//!
//! Invariant: what the walk writes means what the graph meant if all lessons hold; if the walk learns something, what it has written is
//! thrown away.

use std::collections::BTreeMap;

use super::Lessons;
use super::merge::Arrival;
use super::objects::{ObjectId, State, is_allocation, made_by, reachable, tag_of};
use crate::index::{BlockId, Ref, SnapId};
use crate::ir::{Arg, Block, Cfg, Const, End, Graph, Inst, IrOp, Liveness, Snapshot};
use crate::opt::constants::{Known, known};
use crate::value::Tag;

/// A walk.
pub(super) struct Walk<'g> {
    pub graph: &'g Graph,
    pub cfg: &'g Cfg,
    pub liveness: &'g Liveness,
    pub lessons: &'g Lessons,
    /// What was found out, the lessons included.
    pub found: Lessons,
    /// What is made.
    pub out: Graph,
    snapshots: BTreeMap<SnapId, Vec<SnapId>>,
    /// By value of the graph, what it was found to be.
    pub map: Vec<Option<Arg>>,
    /// By object, what makes it: an allocation's result or a parameter.
    pub origins: Vec<Ref>,
    /// By block, how it begins, if it is reached.
    pub arrivals: Vec<Option<Arrival>>,
    /// By block, what objects hold at its end.
    pub at_end: Vec<State>,
    /// What objects hold now.
    pub state: State,
    /// Parameters of headers that name real objects where the loop is entered, and others later.
    pub entered: Vec<(BlockId, ObjectId)>,
    /// The block that is written.
    pub here: BlockId,
    sunk: bool,
}

/// What becomes of an instruction.
pub(super) enum Fate {
    /// It stays, with its arguments as they are resolved.
    Stays,
    /// It is not needed; its result is this.
    Is(Arg),
    /// It is not needed, and has no result.
    Gone,
    /// It always leaves.
    Leaves,
}

impl<'g> Walk<'g> {
    pub fn new(
        graph: &'g Graph,
        cfg: &'g Cfg,
        liveness: &'g Liveness,
        lessons: &'g Lessons,
    ) -> Walk<'g> {
        let mut out = graph.clone();
        out.snapshots.clear();
        Walk {
            graph,
            cfg,
            liveness,
            lessons,
            found: lessons.clone(),
            out,
            snapshots: BTreeMap::new(),
            map: vec![None; graph.types.len()],
            origins: Vec::new(),
            arrivals: vec![None; graph.blocks.len()],
            at_end: vec![State::new(); graph.blocks.len()],
            state: State::new(),
            entered: Vec::new(),
            here: BlockId(0),
            sunk: false,
        }
    }

    /// The graph that it makes, if it is another, and what was found out.
    pub fn run(mut self) -> (Option<Graph>, Lessons) {
        for block in self.cfg.order.clone() {
            if !self.arrive(block) {
                // Nobody goes there any more. What it names may be gone.
                let nowhere = self.out.snapshots.len() as u32;
                self.out.blocks[block.index()] = Block {
                    params: Vec::new(),
                    insts: Vec::new(),
                    end: End::Exit(SnapId(nowhere)),
                };
                continue;
            }
            self.block(block);
        }
        for block in self.cfg.order.clone() {
            if self.arrivals[block.index()].is_some() {
                self.edges(block);
            }
        }
        self.check_entered();
        let made = self.sunk.then(|| self.out.compact());
        (made, self.found)
    }

    /// A resolved argument.
    pub fn resolve(&self, arg: Arg) -> Arg {
        match arg {
            Arg::Ref(value) => self.map[value.index()].unwrap_or(arg),
            _ => arg,
        }
    }

    /// A new object, made by that.
    pub fn object(&mut self, origin: Ref) -> ObjectId {
        self.origins.push(origin);
        self.sunk = true;
        self.origins.len() as ObjectId - 1
    }

    /// The argument has to be a real object, and so have all that it holds.
    pub fn escape(&mut self, arg: Arg) {
        if let Arg::Sunk(object) = arg {
            self.escape_in(object, &self.state.clone());
        }
    }

    /// The same as of another place.
    pub fn escape_in(&mut self, object: ObjectId, state: &State) {
        let mut all = reachable(state, [object]);
        all.insert(object);
        for object in all {
            self.found.real.insert(self.origins[object as usize]);
        }
    }

    fn block(&mut self, id: BlockId) {
        self.here = id;
        let body = self.graph.block(id);
        self.out.blocks[id.index()].insts.clear();
        for inst in &body.insts {
            let mut resolved = inst.clone();
            for arg in &mut resolved.args {
                *arg = self.resolve(*arg);
            }
            match self.inst(&resolved) {
                Fate::Stays => {
                    let named = resolved.args.iter();
                    let objects: Vec<Arg> = named
                        .filter(|arg| matches!(arg, Arg::Sunk(_)))
                        .copied()
                        .collect();
                    objects.into_iter().for_each(|object| self.escape(object));
                    self.emit(resolved);
                }
                Fate::Is(arg) => {
                    if let Some(result) = resolved.result {
                        self.map[result.index()] = Some(arg);
                    }
                }
                Fate::Gone => {}
                Fate::Leaves => {
                    if let Some(snap) = resolved.snap() {
                        let snap = self.snapshot(snap);
                        self.out.blocks[id.index()].end = End::Exit(snap);
                        self.at_end[id.index()] = std::mem::take(&mut self.state);
                        return;
                    }
                }
            }
        }
        let end = self.end(&body.end);
        self.out.blocks[id.index()].end = end;
        self.at_end[id.index()] = std::mem::take(&mut self.state);
    }

    /// Writes an instruction, its snapshot as of now.
    pub fn emit(&mut self, mut inst: Inst) {
        if let Some(Arg::Snap(snap)) = inst.args.last_mut() {
            let runs_on = matches!(inst.op, IrOp::call | IrOp::call_tree);
            *snap = match runs_on {
                true => self.real_snapshot(*snap),
                false => self.snapshot(*snap),
            };
        }
        self.out.blocks[self.here.index()].insts.push(inst);
    }

    /// The snapshot of what others run on: its objects have to be real.
    fn real_snapshot(&mut self, snap: SnapId) -> SnapId {
        let slots: Vec<Arg> = self.graph.snapshot(snap).slots().collect();
        for arg in slots {
            self.escape(self.resolve(arg));
        }
        self.snapshot(snap)
    }

    /// A snapshot as of now.
    pub fn snapshot(&mut self, snap: SnapId) -> SnapId {
        let described: Snapshot = self.described(self.graph.snapshot(snap).clone(), &self.state);
        let known = self.snapshots.entry(snap).or_default();
        for id in known.iter() {
            if *self.out.snapshot(*id) == described {
                return *id;
            }
        }
        let id = SnapId(self.out.snapshots.len() as u32);
        known.push(id);
        self.out.snapshots.push(described);
        id
    }

    fn end(&mut self, end: &End) -> End {
        let mut end = end.clone();
        match &mut end {
            End::Jump(_) => {}
            End::Branch(condition, yes, no) => {
                *condition = self.resolve(*condition);
                if let Arg::Const(Const::Bool(truth)) = condition {
                    return End::Jump(if *truth { yes.clone() } else { no.clone() });
                }
                self.escape(*condition);
            }
            End::Return(value) => {
                *value = self.resolve(*value);
                self.escape(*value);
            }
            End::Exit(snap) => *snap = self.snapshot(*snap),
            End::Throw(value, snap) => {
                *value = self.resolve(*value);
                self.escape(*value);
                *snap = self.snapshot(*snap);
            }
            End::Invoke(invoke) => {
                for arg in &mut invoke.args {
                    *arg = self.resolve(*arg);
                    self.escape(*arg);
                }
                invoke.snap = self.snapshot(invoke.snap);
            }
        }
        end
    }

    /// What becomes of an instruction, its arguments resolved. Whatever is `Stays` with an object among its arguments makes it escape.
    fn inst(&mut self, inst: &Inst) -> Fate {
        if is_allocation(inst)
            && let Some(result) = inst.result
            && !self.lessons.real.contains(&result)
            && let Some(sunk) = made_by(&self.out, inst)
        {
            let object = self.object(result);
            self.map[result.index()] = Some(Arg::Sunk(object));
            self.state.insert(object, sunk);
            if let (IrOp::new_struct, [shape, snap]) = (inst.op, &inst.args[..]) {
                self.keep(*shape, *snap);
            }
            return Fate::Is(Arg::Sunk(object));
        }
        match known(inst) {
            Some(Known::Is(constant)) => return Fate::Is(constant.into()),
            Some(Known::Leaves) if inst.snap().is_some() => return Fate::Leaves,
            _ => {}
        }
        if let (IrOp::guard_true | IrOp::guard_false, [Arg::Const(Const::Bool(truth)), ..]) =
            (inst.op, &inst.args[..])
        {
            return held(*truth == (inst.op == IrOp::guard_true));
        }
        match inst.args.iter().any(|arg| matches!(arg, Arg::Sunk(_))) {
            true => self.on_object(inst).unwrap_or(Fate::Stays),
            false => Fate::Stays,
        }
    }

    /// The shape must be there when the object is made.
    pub fn keep(&mut self, shape: Arg, snap: Arg) {
        self.emit(Inst {
            op: IrOp::keep_shape,
            args: vec![shape, snap],
            result: None,
        });
    }

    /// What becomes of a question about tags and truth, or of one that is not about a kind of object.
    pub fn plain(&self, inst: &Inst) -> Option<Fate> {
        let tag = |arg: &Arg| match arg {
            Arg::Sunk(object) => Some(self.state.get(object)?.kind.tag()),
            arg => tag_of(&self.out, *arg),
        };
        let is = |b: bool| Some(Fate::Is(Const::Bool(b).into()));
        match (inst.op, &inst.args[..]) {
            (IrOp::guard_tag | IrOp::unbox, [Arg::Tag(wanted), value, ..]) => {
                let same = tag(value)? == *wanted;
                same.then_some(Fate::Is(*value)).or_else(|| {
                    inst.snap()?;
                    Some(Fate::Leaves)
                })
            }
            (IrOp::guard_not_tag, [Arg::Tag(other), value, ..]) => {
                Some(held(tag(value)? != *other))
            }
            (IrOp::tag_is, [Arg::Tag(wanted), value]) => is(tag(value)? == *wanted),
            (IrOp::truthy | IrOp::nonzero, [Arg::Sunk(_)]) => is(true),
            (IrOp::same, [a, b]) => {
                let known = |arg: &Arg| match arg {
                    Arg::Sunk(object) => self.state.get(object).is_some_and(|o| o.known.is_some()),
                    _ => false,
                };
                // Nobody else has it, if it is not one that was there.
                match a == b || !known(a) && !known(b) {
                    true => is(a == b),
                    false => None,
                }
            }
            (IrOp::class_is, [_, Arg::Sunk(object)]) => {
                is(self.state.get(object)?.kind.tag() == Tag::Class)
            }
            _ => None,
        }
    }
}

/// What becomes of a guard whose condition is known.
pub(super) fn held(truth: bool) -> Fate {
    match truth {
        true => Fate::Gone,
        false => Fate::Leaves,
    }
}
