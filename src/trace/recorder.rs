//! The recorder: a watcher that notes one recording.
//!
//! ```text
//!             anchor reached                   header of an inner loop
//!   Waiting ------------------> Noting ------------------------------------> Wanting
//!                                ^ ^ ^                                           | ran()
//!   Exit ---- first instruction --+ | +--- the loop is left, by a step kept -- Skipping
//!                                   |
//!   Calling --- it came back -------+     a call that recurs, or of a function outside: it is one step
//! ```
//!
//! It waits until the run reaches the anchor, or begins at once in the frames of an exit; it notes instruction after
//! instruction, and pauses the run when the anchor is reached again, when its loop or frame is left, or at a limit. At the
//! header of a loop that has a tree of its own it pauses too, so that this loop may run by itself, and notes nothing
//! until it is left. Of a call that recurs it notes that the callee was called and what it returned, as of a native function;
//! what the callee executes is not noted, and if that is too much, the recording is cut, with the call as its last step. The same goes for
//! functions outside, but they may run by themselves: it pauses at their entry.
//!
//! A function that takes the place of a function's anchor by a tail call returns for it, so it is noted like the anchor's own
//! instructions; a tail call of the anchor comes round to it, one of another function that was there already is cut.
//!
//! Invariant: the steps between the start and the finish follow each other as the run did, but for the loops that `Ran`.

use std::collections::BTreeSet;

use super::notes::{Pending, callee};
use super::start::{self, frames_at};
use super::{Anchor, Control, Cut, Finish, Method, Recording, StartFrame, Step};
use crate::bytecode::code::instructions;
use crate::bytecode::op::Flag;
use crate::bytecode::{Function, Op, OperandKind, Program};
use crate::index::{FnId, Pc};
use crate::interp::{CallSite, HotKind, Look, Verdict, Watcher};
use crate::value::Tag;

/// The most instructions in a recording.
pub const MAX_STEPS: usize = 3000;

/// The most frames in a recording, above its anchor's.
const MAX_FRAMES: usize = 16;

/// How often a function is inlined in itself: once if it is small, and twice if it calls itself more than once, so that most calls are of its
/// leaves, and all copies together are small; but not if it goes round by calls in place of itself, for that is a loop of its own tree.
fn levels(program: &Program, id: FnId) -> usize {
    /// In words of code.
    const SMALL: usize = 40;
    /// Of all copies.
    const SMALL_TWICE: usize = 60;
    let code = &program.functions[id.index()].code;
    let own = || instructions(code).filter(|i| i.operand(OperandKind::NearFn) == Some(id.0));
    if code.len() > SMALL || own().any(|call| call.info().is(Flag::Ends)) {
        return 0;
    }
    let calls = own().count();
    let copies = calls * (calls + 1);
    match calls > 1 && code.len() * copies <= SMALL_TWICE {
        true => 2,
        false => 1,
    }
}

/// The most instructions that a call which is one step may execute while somebody looks on.
const MAX_CALLED: u32 = 1000;

/// The most instructions of a loop that should run by itself, and has no code for it, while somebody looks on.
const MAX_SKIPPED: u32 = 20_000;

/// What lies within an anchor's reach and is not recorded.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Scope {
    /// Headers of loops that have trees of their own.
    pub inner: BTreeSet<CallSite>,
    /// Functions that have trees of their own and are too large to be inlined.
    pub outside: BTreeSet<FnId>,
}

/// The instructions of a loop, from its header up to its last way back; or all of a function's.
#[derive(Clone, Copy)]
struct Extent {
    function: FnId,
    start: Pc,
    end: Pc,
}

impl Extent {
    fn of(program: &Program, kind: HotKind, site: CallSite) -> Extent {
        let function = &program.functions[site.function.index()];
        let (start, end) = match kind {
            HotKind::Function => (Pc(0), Pc(function.code.len() as u32)),
            HotKind::Loop => (site.pc, end_of_loop(function, site.pc)),
        };
        Extent {
            function: site.function,
            start,
            end,
        }
    }

    fn contains(&self, site: CallSite) -> bool {
        site.function == self.function && (self.start..self.end).contains(&site.pc)
    }
}

/// A loop that runs by itself.
#[derive(Clone, Copy)]
struct Inner {
    extent: Extent,
    /// The number of frames at its header.
    depth: usize,
    /// How many instructions it may still execute.
    left: u32,
}

impl Inner {
    fn is_left(&self, look: &Look<'_>) -> bool {
        look.depth < self.depth || look.depth == self.depth && !self.extent.contains(look.site)
    }
}

/// A call that recurs, or goes outside.
#[derive(Clone, Copy)]
struct Called {
    call: CallSite,
    /// The function, if it should run by itself and has not done so yet.
    outside: Option<FnId>,
    /// The number of frames at the call.
    depth: usize,
    /// How many instructions it may still execute.
    left: u32,
}

/// Where the recorder is. See the module's drawing.
#[derive(Clone, Copy)]
enum State {
    /// Before the anchor; how many instructions it has waited.
    Waiting(u32),
    /// Before the first instruction behind an exit.
    Exit,
    /// Noting.
    Noting,
    /// At the header of a loop that should run by itself.
    Wanting(CallSite, Op, Inner),
    /// In that loop.
    Skipping(Inner),
    /// In a call that recurs or goes outside.
    Calling(Called),
    /// At the entry of a function that should run by itself.
    WantingCall(CallSite, Called),
}

/// See the module's documentation.
pub struct Recorder {
    anchor: Anchor,
    frames: Vec<StartFrame>,
    extent: Extent,
    scope: Scope,
    state: State,
    /// The number of frames in the anchor's frame, once that is known.
    depth: usize,
    /// The functions that have run in the anchor's frame so far, by tail calls one after the other.
    occupants: Vec<FnId>,
    entry: Vec<(u32, Tag)>,
    steps: Vec<Step>,
    /// The instruction that is being executed.
    pending: Option<Pending>,
    finish: Option<Finish>,
    last: CallSite,
}

impl Recorder {
    /// A recorder for an anchor, which the run is about to reach.
    pub fn new(program: &Program, anchor: Anchor, scope: Scope) -> Recorder {
        Recorder {
            anchor,
            frames: anchor.frames(),
            extent: Extent::of(program, anchor.kind, anchor.site),
            scope,
            state: State::Waiting(0),
            depth: 0,
            occupants: Vec::new(),
            entry: Vec::new(),
            steps: Vec::new(),
            pending: None,
            finish: None,
            last: anchor.site,
        }
    }

    /// A recorder that begins with the next instruction, behind an exit of the anchor's tree. The machine has those
    /// frames, outermost first; the first of them is the anchor's, whoever has its place by now.
    pub fn at_exit(
        program: &Program,
        anchor: Anchor,
        frames: Vec<StartFrame>,
        scope: Scope,
    ) -> Recorder {
        Recorder {
            frames,
            state: State::Exit,
            ..Recorder::new(program, anchor, scope)
        }
    }

    /// After a pause: the loop or the function that should run by itself before the run goes on. The run is at its anchor.
    pub fn wants(&self) -> Option<Anchor> {
        let (kind, site) = match self.state {
            State::Wanting(header, ..) => (HotKind::Loop, header),
            State::WantingCall(entry, _) => (HotKind::Function, entry),
            _ => return None,
        };
        Some(Anchor { kind, site })
    }

    /// What it wants ran by itself, as far as it has code: what is still to do of it is not noted.
    pub fn ran(&mut self) {
        match self.state {
            State::Wanting(site, op, inner) => {
                self.steps.push(Step::ran(site, op));
                self.state = State::Skipping(inner);
            }
            State::WantingCall(_, called) => self.state = State::Calling(called),
            _ => {}
        }
    }

    /// The recording; what the run did not finish is cut.
    pub fn finish(self) -> Recording {
        let finish = self.finish.unwrap_or(Finish::Cut(Cut::Ended, self.last));
        Recording {
            anchor: self.anchor,
            frames: self.frames,
            entry: self.entry,
            steps: self.steps,
            finish,
        }
    }

    /// The first instruction comes next.
    fn begin(&mut self, look: &Look<'_>) -> Option<Finish> {
        let count = self.frames.len();
        if count == 0 || frames_at(look, count) != self.frames {
            return Some(Finish::Cut(Cut::Missed, look.site));
        }
        self.state = State::Noting;
        self.depth = look.depth + 1 - count;
        self.occupants = vec![self.frames[0].function];
        self.entry = start::entry(look, &self.frames);
        self.ended(look)
    }

    /// Whether the recording ends before the next instruction.
    fn ended(&self, look: &Look<'_>) -> Option<Finish> {
        let site = look.site;
        if look.depth < self.depth {
            let last = self.steps.last();
            let yielded = last.is_some_and(|step| step.op == Op::yield_value);
            if yielded && self.anchor.kind == HotKind::Loop && self.frames == self.anchor.frames() {
                return Some(Finish::Cut(Cut::Yielded, site));
            }
            return Some(match last.map(|step| step.after.control) {
                Some(Control::Handler { .. }) => Finish::Cut(Cut::Thrown, site),
                _ => Finish::Left(site),
            });
        }
        if look.depth == self.depth {
            if site == self.anchor.site && !self.steps.is_empty() {
                return Some(Finish::Anchor);
            }
            // A function that has taken the place of the anchor's returns for it.
            if self.anchor.kind == HotKind::Loop && !self.extent.contains(site) {
                return Some(Finish::Left(site));
            }
        }
        if self.steps.len() >= MAX_STEPS {
            return Some(Finish::Cut(Cut::TooLong, site));
        }
        if look.depth - self.depth > MAX_FRAMES {
            return Some(Finish::Cut(Cut::TooDeep, site));
        }
        // Nobody waits for what comes of a frame that takes another's place, and a generator's goes on elsewhere.
        let waits = look.instruction().is_some_and(|i| {
            i.info().is(Flag::Calls) && !i.info().is(Flag::Ends) && i.op != Op::iter_resume
        });
        (!waits && self.calls_again(look)).then_some(Finish::Cut(Cut::Recursion, site))
    }

    /// Whether the next instruction calls a function that is among the frames already.
    fn calls_again(&self, look: &Look<'_>) -> bool {
        match callee(look) {
            Some(Method::Function(function)) => self.recurs(look, function),
            Some(Method::Native(_)) | None => false,
        }
    }

    /// The call by the next instruction, if it is to be one step.
    fn one_step(&self, look: &Look<'_>) -> Option<Called> {
        let Method::Function(function) = callee(look)? else {
            return None;
        };
        let resumes = look.instruction()?.op == Op::iter_resume;
        let is_outside = !resumes && self.scope.outside.contains(&function);
        (is_outside || self.recurs(look, function)).then(|| Called {
            call: look.site,
            outside: is_outside.then_some(function),
            depth: look.depth,
            left: MAX_CALLED,
        })
    }

    /// In a call that is not noted, before an instruction.
    fn called(&mut self, look: &Look<'_>, mut called: Called) -> Option<Finish> {
        if look.depth == called.depth && look.site == called.call {
            // The instruction is executed again.
            return None;
        }
        if look.depth <= called.depth {
            // Native code came back from it.
            self.after(look);
            return self.ended(look);
        }
        if called.outside.take() == Some(look.site.function) && look.site.pc == Pc(0) {
            self.state = State::WantingCall(look.site, called);
            return None;
        }
        if called.left == 0 {
            let call = self.pending.take().map(Pending::away);
            self.steps.extend(call);
            return Some(Finish::Cut(Cut::Recursion, called.call));
        }
        called.left -= 1;
        self.state = State::Calling(called);
        None
    }

    /// Whether a call of the function by the next instruction recurs: whether it is among the frames already, more often than
    /// it may, or was in the anchor's frame. A tail call there of the anchor's function comes back to the anchor, and out of a loop
    /// it leaves the anchor: neither is one.
    fn recurs(&self, look: &Look<'_>, function: FnId) -> bool {
        let gone = &self.occupants[..self.occupants.len().saturating_sub(1)];
        if self.replaces(look) && look.depth == self.depth {
            let leaves = self.anchor.kind == HotKind::Loop;
            let comes_back = function == self.anchor.site.function;
            return !leaves && !comes_back && self.occupants.contains(&function);
        }
        let frames = self.functions(look).chain(gone.iter().copied());
        let known = frames.filter(|known| *known == function).count();
        known > 0 && known > levels(look.machine().program(), function)
    }

    fn replaces(&self, look: &Look<'_>) -> bool {
        look.instruction().is_some_and(|i| i.info().is(Flag::Ends))
    }

    /// The functions that run in the frames, innermost first.
    fn functions<'a>(&self, look: &'a Look<'_>) -> impl Iterator<Item = FnId> + 'a {
        let frames = look.frames().map(|(site, _)| site.function);
        frames.take(look.depth + 1 - self.depth)
    }

    /// In a loop that runs by itself, before an instruction: whether it is the recorder's turn again.
    fn skip(&mut self, look: &Look<'_>, mut inner: Inner) -> Option<Finish> {
        if !inner.is_left(look) {
            if inner.left == 0 {
                return Some(Finish::Cut(Cut::Inner, look.site));
            }
            inner.left -= 1;
            self.state = State::Skipping(inner);
            return None;
        }
        // Native code left it.
        self.state = State::Noting;
        let here = look.depth == inner.depth && look.site.function == inner.extent.function;
        if here || inner.depth == self.depth {
            return self.ended(look);
        }
        Some(Finish::Cut(Cut::Inner, look.site))
    }

    /// In a loop that runs by itself, after an instruction; `step` if it is of the loop's own frame.
    fn skipped(&mut self, look: &Look<'_>, inner: Inner, step: Option<Step>) {
        if !inner.is_left(look) {
            return;
        }
        self.state = State::Noting;
        let cut = |cut, site| Some(Finish::Cut(cut, site));
        let Some(step) = step else {
            // A throw came through it.
            self.finish = cut(Cut::Inner, look.site);
            return;
        };
        match step.after.control {
            Control::Handler { up: 1.., .. } => self.finish = cut(Cut::Inner, look.site),
            Control::Replace(function)
                if look.depth > self.depth
                    && (step.site.function == function
                        || self.functions(look).skip(1).any(|known| known == function)) =>
            {
                self.finish = cut(Cut::Recursion, step.site);
            }
            _ => self.steps.push(step),
        }
    }
}

impl Watcher for Recorder {
    fn before(&mut self, look: &Look<'_>) -> Verdict {
        self.last = look.site;
        if self.finish.is_none() {
            self.finish = match self.state {
                State::Waiting(_) if look.site == self.anchor.site => self.begin(look),
                State::Waiting(0) => {
                    self.state = State::Waiting(1);
                    return Verdict::Continue;
                }
                State::Waiting(_) => Some(Finish::Cut(Cut::Missed, look.site)),
                State::Exit => self.begin(look),
                State::Noting => self.ended(look),
                State::Wanting(..) | State::WantingCall(..) => return Verdict::Pause,
                State::Skipping(inner) => self.skip(look, inner),
                State::Calling(called) => self.called(look, called),
            };
        }
        if self.finish.is_some() {
            return Verdict::Pause;
        }
        match self.state {
            State::Calling(_) => return Verdict::Continue,
            State::WantingCall(..) => return Verdict::Pause,
            State::Skipping(inner) if look.depth > inner.depth => return Verdict::Continue,
            State::Skipping(_) => {}
            _ if self.scope.inner.contains(&look.site) && look.site != self.anchor.site => {
                let inner = Inner {
                    extent: Extent::of(look.machine().program(), HotKind::Loop, look.site),
                    depth: look.depth,
                    left: MAX_SKIPPED,
                };
                if let Some(instruction) = look.instruction() {
                    self.state = State::Wanting(look.site, instruction.op, inner);
                    return Verdict::Pause;
                }
            }
            State::Noting if !self.replaces(look) => {
                if let Some(called) = self.one_step(look) {
                    self.state = State::Calling(called);
                }
            }
            _ => {}
        }
        self.pending = Pending::of(look);
        Verdict::Continue
    }

    fn after(&mut self, look: &Look<'_>) {
        if let State::Calling(called) = self.state {
            if look.depth > called.depth {
                return;
            }
            self.state = State::Noting;
        }
        let step = self.pending.take().map(|pending| pending.done(look));
        if let Some(Control::Replace(function)) = step.as_ref().map(|step| step.after.control)
            && look.depth == self.depth
        {
            self.occupants.push(function);
        }
        match self.state {
            State::Noting => self.steps.extend(step),
            State::Skipping(inner) => self.skipped(look, inner, step),
            State::Waiting(_)
            | State::Exit
            | State::Wanting(..)
            | State::Calling(_)
            | State::WantingCall(..) => {}
        }
    }
}

/// The end of the last instruction that goes back to the header.
fn end_of_loop(function: &Function, header: Pc) -> Pc {
    let ways_back = instructions(&function.code)
        .filter(|i| i.info().is(Flag::Loops) && i.target() == Some(i64::from(header.0)))
        .map(|i| i.end());
    ways_back.max().unwrap_or(header)
}
