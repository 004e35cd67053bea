//! Trees: what was seen from an anchor on, as points with their outcomes and counts.
//!
//! ```text
//! tree t1 loop f0@4
//!   c0: f0                                   the anchor's frame
//!   c1: f3 in c0 at 9, window 5              a call inlined
//!   enter r0=int r1=int x3
//!   c0@4 if_lt_i r1=int -> next x7 jump x2   a point: what it read, where control went, how often
//! ```
//!
//! A **point** is an instruction under a chain of inlined frames. A recording is replayed into its tree and dropped, so
//! that memory is bounded by code, not by time. Two recordings that pass one point share it: this is where paths join, and why
//! a loop with n diamonds stays n diamonds. What tags, kinds and callees were seen at a point stands beside it; which of
//! them become guards, versions or generic code is the builder's business.
//!
//! Rejected: a tree of paths as in Gal et al. ("Trace-based Just-in-Time Type Specialization", 2009), where each
//! path has its own copy of everything behind its branch. Its size is exponential in the diamonds of a loop.
//!
//! Invariant: every context's caller stands before it; a point's ways go to points or to places that nothing is known of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smallvec::SmallVec;

use super::tags::Tags;
use super::{Anchor, Control, Holder, Note, Recording, StartFrame, Step};
use crate::bytecode::code::{Instruction, decode, instructions};
use crate::bytecode::{Op, OperandKind, Program};
use crate::index::{CtxId, FnId, Pc, Reg, TreeId};
use crate::interp::CallSite;
use crate::value::Tag;

/// The most vectors of tags that are kept of an anchor.
const MAX_ENTRIES: usize = 8;

/// The most notes that are kept of a point.
const MAX_NOTES: usize = 48;

/// A chain of inlined frames, by its innermost one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Context {
    /// The function that runs in it.
    pub function: FnId,
    /// The home of its first register, counted from the anchor's frame's.
    pub base: u32,
    /// Who called it; nobody in the anchor's frame.
    pub caller: Option<Caller>,
}

/// Where an inlined frame was called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Caller {
    /// The calling frame.
    pub ctx: CtxId,
    /// The call.
    pub call: Pc,
}

/// An instruction under a chain of frames.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// The frames.
    pub ctx: CtxId,
    /// The instruction.
    pub pc: Pc,
}

/// Where control went from a point.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Way {
    /// To the next instruction.
    Next,
    /// To the jump's target.
    Jump,
    /// Into the callee.
    Enter(CtxId),
    /// Into a function that takes the running frame's place.
    Replace(CtxId),
    /// Into a generator's frame, at this place.
    Resume(Place),
    /// Back to the caller.
    Return,
    /// To a handler.
    Handler(Place),
    /// Out of the anchor's frame by an exception.
    Thrown,
}

/// What was seen at a place. See the module's documentation.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    /// The instruction.
    pub op: Op,
    /// How often it was executed.
    pub count: u64,
    /// The tags of the registers that it read, by register.
    pub tags: SmallVec<[(Reg, Tags); 4]>,
    /// What else was noted, and how often.
    pub notes: SmallVec<[(Note, u64); 2]>,
    /// The tags of what it wrote, in the order of its operands; of a return, of what it returned.
    pub results: SmallVec<[Tags; 1]>,
    /// Where control went, and how often.
    pub ways: SmallVec<[(Way, u64); 2]>,
}

impl Point {
    fn new(op: Op) -> Point {
        Point {
            op,
            count: 0,
            tags: SmallVec::new(),
            notes: SmallVec::new(),
            results: SmallVec::new(),
            ways: SmallVec::new(),
        }
    }

    /// Whether control went that way.
    pub fn went(&self, way: Way) -> bool {
        self.ways.iter().any(|(known, _)| *known == way)
    }

    /// The ways, the one taken most first.
    pub fn by_count(&self) -> Vec<Way> {
        let mut ways = self.ways.clone();
        ways.sort_by_key(|(way, count)| (std::cmp::Reverse(*count), *way));
        ways.into_iter().map(|(way, _)| way).collect()
    }

    /// The tags seen in a register.
    pub fn tags_of(&self, reg: Reg) -> Tags {
        let found = self.tags.binary_search_by_key(&reg, |(reg, _)| *reg);
        found.map_or(Tags::default(), |n| self.tags[n].1)
    }

    fn merge(&mut self, count: u64, tags: impl IntoIterator<Item = (Reg, Tags)>) {
        self.count += count;
        for (reg, seen) in tags {
            match self.tags.binary_search_by_key(&reg, |(reg, _)| *reg) {
                Ok(n) => self.tags[n].1 = self.tags[n].1.union(seen),
                Err(n) => self.tags.insert(n, (reg, seen)),
            }
        }
    }

    fn note(&mut self, note: Note, count: u64) {
        if let Some((_, n)) = self.notes.iter_mut().find(|(known, _)| *known == note) {
            *n += count;
        } else if self.notes.len() < MAX_NOTES {
            self.notes.push((note, count));
        }
    }

    fn result(&mut self, n: usize, seen: Tags) {
        if self.results.len() <= n {
            self.results.resize(n + 1, Tags::default());
        }
        self.results[n] = self.results[n].union(seen);
    }

    fn went_again(&mut self, way: Way, count: u64) {
        match self.ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, n)) => *n += count,
            None => self.ways.push((way, count)),
        }
    }
}

/// The tags with which an anchor was reached: by home register.
pub type EntryTags = Vec<(u32, Tag)>;

/// See the module's documentation.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Its number.
    pub id: TreeId,
    /// Where it begins.
    pub anchor: Anchor,
    contexts: Vec<Context>,
    points: BTreeMap<Place, Point>,
    entries: Vec<(EntryTags, u64)>,
    /// The tags of homes where recordings began behind an exit.
    starts: BTreeMap<(Place, u32), Tags>,
    /// Instructions whose guards failed too often where they were moved to.
    pinned: BTreeSet<CallSite>,
    /// Instructions that are the interpreter's: a debugger stops there.
    pub(super) breaks: Arc<BTreeSet<CallSite>>,
}

impl Tree {
    /// A tree of which nothing is known.
    pub fn new(id: TreeId, anchor: Anchor) -> Tree {
        let root = Context {
            function: anchor.site.function,
            base: 0,
            caller: None,
        };
        Tree {
            id,
            anchor,
            contexts: vec![root],
            points: BTreeMap::new(),
            entries: Vec::new(),
            starts: BTreeMap::new(),
            pinned: BTreeSet::new(),
            breaks: Arc::default(),
        }
    }

    /// The number of points.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The anchor's place.
    pub fn root(&self) -> Place {
        Place {
            ctx: CtxId(0),
            pc: self.anchor.site.pc,
        }
    }

    /// A chain of frames.
    pub fn context(&self, ctx: CtxId) -> &Context {
        &self.contexts[ctx.index()]
    }

    /// The vectors of tags with which the anchor was reached, and how often.
    pub fn entry_counts(&self) -> &[(EntryTags, u64)] {
        &self.entries
    }

    /// All chains of frames.
    pub fn contexts(&self) -> &[Context] {
        &self.contexts
    }

    /// The frames of a chain, outermost first.
    pub fn chain(&self, ctx: CtxId) -> Vec<CtxId> {
        let mut chain = vec![ctx];
        let mut at = ctx;
        while let Some(caller) = self.context(at).caller {
            at = caller.ctx;
            chain.push(at);
        }
        chain.reverse();
        chain
    }

    /// What was seen at a place.
    pub fn point(&self, place: Place) -> Option<&Point> {
        self.points.get(&place)
    }

    /// All points.
    pub fn points(&self) -> impl Iterator<Item = (Place, &Point)> {
        self.points.iter().map(|(place, point)| (*place, point))
    }

    /// The tags that a home had where recordings began at the place: behind an exit there.
    pub fn started_with(&self, place: Place, home: i64) -> Tags {
        let home = u32::try_from(home).ok();
        let known = home.and_then(|home| self.starts.get(&(place, home)));
        known.copied().unwrap_or_default()
    }

    /// The vectors of tags with which the anchor was reached, the most frequent first.
    pub fn entries(&self) -> Vec<&EntryTags> {
        let mut entries: Vec<&(EntryTags, u64)> = self.entries.iter().collect();
        entries.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        entries.into_iter().map(|(tags, _)| tags).collect()
    }

    /// From now on guards of the instruction stay where it is.
    pub fn pin(&mut self, site: CallSite) {
        self.pinned.insert(site);
    }

    /// The instructions whose guards stay where they are.
    pub fn pinned(&self) -> impl Iterator<Item = CallSite> {
        self.pinned.iter().copied()
    }

    /// The instruction at a place.
    pub fn instruction<'p>(&self, program: &'p Program, place: Place) -> Option<Instruction<'p>> {
        let function = program
            .functions
            .get(self.context(place.ctx).function.index())?;
        decode(&function.code, place.pc)
    }

    /// Where a way from a place leads; nowhere if it leaves the anchor's frame.
    pub fn target(&self, program: &Program, place: Place, way: Way) -> Option<Place> {
        let instruction = self.instruction(program, place)?;
        let at = |ctx, pc| Some(Place { ctx, pc });
        match way {
            Way::Next => at(place.ctx, instruction.end()),
            Way::Jump => at(place.ctx, Pc(u32::try_from(instruction.target()?).ok()?)),
            Way::Enter(ctx) | Way::Replace(ctx) => at(ctx, Pc(0)),
            Way::Return => self.behind(program, place.ctx),
            Way::Handler(place) | Way::Resume(place) => Some(place),
            Way::Thrown => None,
        }
    }

    /// How many points are reached in more than one way, the anchor not counted: where paths meet.
    pub fn joins(&self, program: &Program) -> usize {
        let mut reached: BTreeMap<Place, usize> = BTreeMap::new();
        for (place, point) in self.points() {
            for (way, _) in &point.ways {
                if let Some(target) = self.target(program, place, *way) {
                    *reached.entry(target).or_default() += 1;
                }
            }
        }
        let root = self.root();
        reached
            .iter()
            .filter(|(place, ways)| **ways > 1 && **place != root && self.point(**place).is_some())
            .count()
    }

    /// Where the caller of a frame goes on.
    pub fn behind(&self, program: &Program, ctx: CtxId) -> Option<Place> {
        let Caller { ctx, call } = self.context(ctx).caller?;
        let pc = self.instruction(program, Place { ctx, pc: call })?.end();
        Some(Place { ctx, pc })
    }

    /// The contexts of those frames, outermost first, each with the place in it; nothing if they are no frames.
    fn contexts_of(
        program: &Program,
        frames: &[StartFrame],
        mut find: impl FnMut(Context) -> Option<CtxId>,
    ) -> Option<Place> {
        let (first, inner) = frames.split_first()?;
        let mut context = Context {
            function: first.function,
            base: 0,
            caller: None,
        };
        let mut place = Place {
            ctx: find(context)?,
            pc: first.pc,
        };
        for frame in inner {
            let code = &program.functions.get(context.function.index())?.code;
            let call = instructions(code).find(|i| i.end() == place.pc)?.pc;
            context = Context {
                function: frame.function,
                base: context.base + frame.window,
                caller: Some(Caller {
                    ctx: place.ctx,
                    call,
                }),
            };
            place = Place {
                ctx: find(context)?,
                pc: frame.pc,
            };
        }
        Some(place)
    }

    /// The place that those frames, outermost first, are at, if the tree knows them.
    pub fn find(&self, program: &Program, frames: &[StartFrame]) -> Option<Place> {
        Tree::contexts_of(program, frames, |context| self.known(context))
    }

    fn known(&self, context: Context) -> Option<CtxId> {
        let found = self.contexts.iter().position(|known| *known == context);
        found.map(|n| CtxId(n as u32))
    }

    fn intern(&mut self, context: Context) -> CtxId {
        match self.known(context) {
            Some(ctx) => ctx,
            None => {
                self.contexts.push(context);
                CtxId(self.contexts.len() as u32 - 1)
            }
        }
    }

    /// Replays a recording, which is of this tree's anchor: the number of points that are new. `trees` knows the
    /// trees of loops that ran by themselves; their points are grafted.
    pub fn add<'t>(
        &mut self,
        program: &Program,
        recording: &Recording,
        trees: &dyn Fn(CallSite) -> Option<&'t Tree>,
    ) -> usize {
        let before = self.points.len();
        let start = Tree::contexts_of(program, &recording.frames, |context| {
            Some(self.intern(context))
        });
        let Some(start) = start else {
            return 0;
        };
        if start == self.root() && recording.frames.len() == 1 {
            self.enter(&recording.entry);
        }
        for (home, tag) in &recording.entry {
            self.starts.entry((start, *home)).or_default().insert(*tag);
        }
        let mut ctx = start.ctx;
        for step in &recording.steps {
            let place = Place {
                ctx,
                pc: step.site.pc,
            };
            if self.context(ctx).function != step.site.function {
                break;
            }
            if step.after.control == Control::Ran {
                if let Some(inner) = trees(step.site) {
                    self.graft(place, inner);
                }
                continue;
            }
            let Some(next) = self.replay(program, place, step) else {
                break;
            };
            ctx = next;
        }
        self.points.len() - before
    }

    fn enter(&mut self, tags: &EntryTags) {
        if let Some((_, count)) = self.entries.iter_mut().find(|(known, _)| known == tags) {
            *count += 1;
        } else if self.entries.len() < MAX_ENTRIES {
            self.entries.push((tags.clone(), 1));
        }
    }

    /// Notes a step; the frames after it, if it did not leave the anchor's.
    fn replay(&mut self, program: &Program, place: Place, step: &Step) -> Option<CtxId> {
        let context = *self.context(place.ctx);
        let (way, next) = match step.after.control {
            Control::Next => (Way::Next, Some(place.ctx)),
            Control::Jump => (Way::Jump, Some(place.ctx)),
            Control::Enter(function) => {
                let window = self.window(program, place)?;
                let ctx = self.intern(Context {
                    function,
                    base: context.base + window,
                    caller: Some(Caller {
                        ctx: place.ctx,
                        call: place.pc,
                    }),
                });
                (Way::Enter(ctx), Some(ctx))
            }
            Control::Replace(function) => {
                let ctx = self.intern(Context {
                    function,
                    ..context
                });
                (Way::Replace(ctx), Some(ctx))
            }
            Control::Resume(to) => {
                let window = self.window(program, place)?;
                let ctx = self.intern(Context {
                    function: to.function,
                    base: context.base + window,
                    caller: Some(Caller {
                        ctx: place.ctx,
                        call: place.pc,
                    }),
                });
                (Way::Resume(Place { ctx, pc: to.pc }), Some(ctx))
            }
            Control::Return(_) => (Way::Return, context.caller.map(|caller| caller.ctx)),
            Control::Handler { site, up } => {
                let mut ctx = Some(place.ctx);
                for _ in 0..up {
                    ctx = ctx.and_then(|ctx| self.context(ctx).caller).map(|c| c.ctx);
                }
                match ctx {
                    Some(ctx) => (Way::Handler(Place { ctx, pc: site.pc }), Some(ctx)),
                    None => (Way::Thrown, None),
                }
            }
            Control::Ran => return Some(place.ctx),
            // What is behind the call is not known yet: who comes back there is recorded from there on.
            Control::Away => (Way::Next, None),
        };
        let point = self
            .points
            .entry(place)
            .or_insert_with(|| Point::new(step.op));
        let single = |tag: Tag| {
            let mut tags = Tags::default();
            tags.insert(tag);
            tags
        };
        point.merge(1, step.tags.iter().map(|(reg, tag)| (*reg, single(*tag))));
        for note in &step.notes {
            point.note(*note, 1);
        }
        for (n, tag) in step.after.results.iter().enumerate() {
            point.result(n, single(*tag));
        }
        point.went_again(way, 1);
        next
    }

    /// How far behind its caller's the window of a callee begins.
    fn window(&self, program: &Program, place: Place) -> Option<u32> {
        let instruction = self.instruction(program, place)?;
        let window = instruction
            .operand(OperandKind::Call)
            .or_else(|| instruction.operand(OperandKind::StaticCall))
            .or_else(|| instruction.operand(OperandKind::Free))?;
        // The slot in front of a callee's window is its own.
        Some(window / 16 + 1)
    }

    /// Takes over what another tree knows of the loop at a place.
    fn graft(&mut self, at: Place, inner: &Tree) {
        let base = self.context(at.ctx).base;
        let mut contexts = vec![at.ctx];
        for context in &inner.contexts[1..] {
            let caller = match context.caller {
                Some(Caller { ctx, call }) => Some(Caller {
                    ctx: contexts[ctx.index()],
                    call,
                }),
                None => self.context(at.ctx).caller,
            };
            contexts.push(self.intern(Context {
                function: context.function,
                base: base + context.base,
                caller,
            }));
        }
        let moved = |place: Place| Place {
            ctx: contexts[place.ctx.index()],
            pc: place.pc,
        };
        for (place, point) in &inner.points {
            let known = self
                .points
                .entry(moved(*place))
                .or_insert_with(|| Point::new(point.op));
            let more = point.count.saturating_sub(known.count);
            known.merge(more, point.tags.iter().map(|(reg, tags)| (*reg, *tags)));
            for (note, _) in &point.notes {
                known.note(*note, 1);
            }
            for (n, tags) in point.results.iter().enumerate() {
                known.result(n, *tags);
            }
            for (way, count) in &point.ways {
                let way = match *way {
                    Way::Enter(ctx) => Way::Enter(contexts[ctx.index()]),
                    Way::Replace(ctx) => Way::Replace(contexts[ctx.index()]),
                    Way::Handler(place) => Way::Handler(moved(place)),
                    Way::Resume(place) => Way::Resume(moved(place)),
                    // What left the inner anchor's frame left it for wherever this one's callers are.
                    Way::Next | Way::Jump | Way::Return | Way::Thrown => *way,
                };
                if !known.went(way) && way != Way::Thrown {
                    known.went_again(way, *count);
                }
            }
        }
    }

    /// What a method call's name stood for at a point, if it was one thing alone.
    pub fn method(point: &Point) -> Option<(Holder, super::Method)> {
        let mut methods = point.notes.iter().filter_map(|(note, _)| match note {
            Note::Method(holder, method) => Some((*holder, *method)),
            _ => None,
        });
        let first = methods.next()?;
        methods.next().is_none().then_some(first)
    }
}
