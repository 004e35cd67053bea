//! Running graphs: in at an anchor, from exit to exit, and back to the interpreter.
//!
//! ```text
//! arrival --step--> at the anchor --> code --exit--> its piece --exit--> ...   homes only, no frames
//!                                       |  ^------------------ at the anchor again
//!                                       +-- nothing to go on in: frames pushed, interpreter
//! ```
//!
//! Between an exit and the piece that goes on there nothing is written but home registers.
//!
//! Invariant: never a loop without progress. Code that was entered at a place and came out at the same place is not entered
//! there again before an instruction was executed elsewhere: at the latest the interpreter executes one. Nothing is linked while
//! somebody asks for attention.

use std::rc::Rc;

use super::callees::{Callees, Inside, Left};
use super::code::{Code, Ended, Path, Wanted};
use super::finishing::Ran;
use super::observer::{Event, ExitOf};
use super::progress::Progress;
use super::tracing::{Tracing, Watch};
use super::trees::{Called, Phase, Site};
use super::work;
use crate::build::Start;
use crate::config::Jit;
use crate::index::{ExitId, FnId, Pc, TreeId};
use crate::interp::{CallSite, HotKind, Machine, NEVER_HOT, Place, Stop};
use crate::ir::eval::{How, Poll};
use crate::jit::Tier;
use crate::trace::{Anchor, Finish, Recorder, StartFrame};

/// Past so many frames the evaluator enters nothing any more.
const DEEPEST_EVALUATED: usize = 10_000;

/// How a run goes.
struct Course {
    progress: Progress,
    /// How many frames of graphs were left together with the last exit's.
    unwound: u32,
}

impl Course {
    /// Code is entered from elsewhere.
    fn begin(&mut self, code: &Code) {
        self.progress.made();
        self.progress.enter(code);
        self.unwound = 0;
    }
}

/// What follows an exit.
enum Turn {
    /// Other code.
    Link(Rc<Code>),
    /// The interpreter, or the end.
    Back(Stop),
}

impl Tracing {
    /// Goes on from an arrival at a site with code: executes the instruction that came there, then the code.
    pub(super) fn arrive(&mut self, machine: &mut Machine, id: TreeId) -> Stop {
        let stop = machine.step();
        if let Some(site) = self.trees.get(id) {
            site.arm(machine, 1);
        }
        match stop {
            Some(stop) => stop,
            // It takes a hundred times as long for a frame as the interpreter, and what it shows it has shown by then.
            None if self.mode == Jit::Eval && machine.depth() > DEEPEST_EVALUATED => Stop::Paused,
            None if self.is_ready(machine, id) => self.enter(machine, id, Watch::Exits),
            None => Stop::Paused,
        }
    }

    /// Runs the code of a site, at whose anchor the machine is, and what follows it, until the interpreter is to go on.
    pub(super) fn enter(&mut self, machine: &mut Machine, mut id: TreeId, watch: Watch) -> Stop {
        self.count_entry(machine, id);
        let Some(mut code) = self.trees.get(id).and_then(|site| site.code.clone()) else {
            return Stop::Paused;
        };
        let mut course = Course {
            progress: std::mem::take(&mut self.progress),
            unwound: 0,
        };
        course.begin(&code);
        loop {
            let start = self.clock.now();
            self.trees.slots.cover(machine.program().functions.len());
            let callees = self.callees(machine);
            let ended = code.run(machine, &callees);
            let inside = callees.inside.take();
            let linked = callees.linked.take();
            let ran = callees.ran.take();
            let (rounds, finished) = (callees.rounds.get(), callees.finished.get());
            self.statistics.running += start.map(|start| start.elapsed()).unwrap_or_default();
            self.statistics.links += linked.len() as u64;
            self.statistics.finished += finished;
            for tree in linked {
                self.count_link(machine, tree);
            }
            for Ran { tree, work, tier } in ran {
                self.count_entry(machine, tree);
                self.count_work(tree, tier, work);
            }
            machine.release();
            course.unwound = 0;
            let ended = match inside {
                Some(Inside { left, frames }) => {
                    self.statistics.unwound += u64::from(frames);
                    if let Some(site) = self.trees.get_mut(id) {
                        // It was left for what it had called, and says nothing of how long it would have run.
                        site.run.entries = site.run.entries.saturating_sub(1);
                    }
                    match left {
                        // Its callers wait in frames of their own, so it goes on as if the driver had entered it.
                        Left::At(inner, exit, how) => {
                            code = inner;
                            id = code.tree;
                            course.begin(&code);
                            course.unwound = frames;
                            Ended::Left(exit, how)
                        }
                        Left::Declined(callee) => {
                            machine.at_entry(callee);
                            self.progress = course.progress;
                            return self.count_call(machine, callee, Stop::Paused, watch);
                        }
                        Left::Stopped(stop) => {
                            self.progress = course.progress;
                            return stopped_inside(machine, stop, watch);
                        }
                    }
                }
                None => ended,
            };
            let work = code.work(&ended, self.policy.rounds - rounds.min(self.policy.rounds));
            self.count_work(id, code.tier, work);
            let turn = match ended {
                Ended::Inside => unreachable!("a call that was left says where"),
                Ended::Returned(value) => {
                    self.statistics.returns += 1;
                    machine.return_value(value);
                    Turn::Back(Stop::Paused)
                }
                Ended::Left(exit, how) => {
                    code.states.borrow_mut()[exit.index()].taken += 1;
                    match how {
                        How::Again if rounds == 0 => {
                            // It went round, so there is progress.
                            course.progress.made();
                            self.promote_if_worth(machine, id);
                            self.turn(machine, id, (&code, exit), &mut course, Watch::Nothing)
                        }
                        How::Again => self.turn(machine, id, (&code, exit), &mut course, watch),
                        How::Enter { callee, .. } => {
                            let stop = hand_over(machine, &code, exit, how);
                            Turn::Back(self.count_call(machine, callee, stop, watch))
                        }
                        other => Turn::Back(hand_over(machine, &code, exit, other)),
                    }
                }
            };
            match turn {
                Turn::Link(next) => code = next,
                Turn::Back(stop) => {
                    self.progress = course.progress;
                    return stop;
                }
            }
        }
    }

    /// Counts an entry from the interpreter.
    fn count_entry(&mut self, machine: &mut Machine, id: TreeId) {
        self.statistics.entries += 1;
        self.budget.earn(self.policy.worth as u64);
        if let Some(site) = self.trees.get_mut(id) {
            site.run.entries += 1;
            if self.policy.looks_at(site.run.entries) {
                self.review(machine, id);
            }
        }
    }

    /// Counts what a run executed.
    fn count_work(&mut self, id: TreeId, tier: Tier, work: u64) {
        // Compiled, it took a part of the time.
        self.budget.earn(work / 4);
        if let Some(site) = self.trees.get_mut(id) {
            site.run.work += work;
            if tier == Tier::Quick {
                site.worked += work;
            }
        }
    }

    /// What follows an exit at which an instruction is to be executed.
    fn turn(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
        course: &mut Course,
        watch: Watch,
    ) -> Turn {
        let row = &code.exits[exit.index()];
        course.progress.move_to(row.at);
        // Also a collection that is due: nothing of the program is anywhere but in its registers now.
        let poll = self.callees(machine).poll(machine, row.entry());
        if self.trees.get(id).is_some_and(|site| site.jobs > 0) {
            // A loop that goes on from link to link may wait for just that.
            self.receive(machine);
        }
        if poll == Poll::Continue
            && let Some(next) = self.trees.next(code, exit)
            && course.progress.may_enter(&next)
        {
            course.progress.enter(&next);
            code.states.borrow_mut()[exit.index()].linked += 1;
            self.statistics.links += 1;
            self.count_link(machine, id);
            return Turn::Link(next);
        }
        machine.push_frames(&row.places);
        let left = Event::Left {
            tree: id,
            exit: ExitOf {
                version: code.id.0,
                exit,
            },
            site: row.site(),
        };
        self.observer.tell(machine.program(), left);
        if poll == Poll::Leave || watch == Watch::Nothing {
            return Turn::Back(Stop::Paused);
        }
        self.heat_exit(machine, id, code, exit, course)
    }

    /// What graphs need to call functions.
    fn callees(&self, machine: &Machine) -> Callees<'_> {
        Callees::new(self, machine.depth())
    }

    /// Counts a call that a graph left to the interpreter, since the callee has no code. The machine is at the callee's entry,
    /// unless it has stopped.
    fn count_call(
        &mut self,
        machine: &mut Machine,
        callee: FnId,
        stop: Stop,
        watch: Watch,
    ) -> Stop {
        let site = CallSite {
            function: callee,
            pc: Pc(0),
        };
        if stop != Stop::Paused || watch == Watch::Nothing || !machine.is_at(site) {
            return stop;
        }
        let anchor = Anchor {
            kind: HotKind::Function,
            site,
        };
        let id = self.trees.of(machine.program(), anchor, self.policy.heat);
        if let Some(site) = self.trees.get_mut(id) {
            site.called = Called::ByCode;
        }
        let phase = self.trees.get(id).map(|site| site.phase);
        if self.mode == Jit::Record || !matches!(phase, Some(Phase::Cold | Phase::Waiting)) {
            return stop;
        }
        match (machine.counter_at(site), phase) {
            (1, Some(Phase::Waiting)) => self.make_first(machine, id),
            (1, _) => return self.record_site(machine, id, anchor),
            (count, _) => machine.set_counter(site, count - 1),
        }
        stop
    }

    /// Counts an entry of a piece: what is entered often is merged.
    fn count_link(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.growth.entries += 1;
        site.run.links += 1;
        self.merge_if_grown(machine, id);
    }

    /// Counts an exit to the interpreter. The frames are pushed.
    fn heat_exit(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        code: &Rc<Code>,
        exit: ExitId,
        course: &mut Course,
    ) -> Turn {
        let row = &code.exits[exit.index()];
        if let Some(counters) = &row.outside {
            credit(machine, counters);
            return Turn::Back(Stop::Paused);
        }
        let waits = {
            let state = &mut code.states.borrow_mut()[exit.index()];
            let waits = matches!(state.path, Path::Waiting(_));
            if !waits && !matches!(state.path, Path::Interpreted) {
                return Turn::Back(Stop::Paused);
            }
            // Frames that are rebuilt cost more, and those that are left with them.
            let frames = row.places.len() as u32 + course.unwound;
            state.left = state.left.saturating_sub(frames);
            if state.left > 0 {
                return Turn::Back(Stop::Paused);
            }
            waits
        };
        if waits {
            self.exit_waited(machine, id, (code, exit));
            return Turn::Back(Stop::Paused);
        }
        if let Some(at) = code.exits[exit.index()].early {
            self.pin(machine, id, (code, exit), at);
            return Turn::Back(Stop::Paused);
        }
        self.record_exit(machine, id, code, exit, course)
    }

    /// A guard fails again and again where it was moved to, though perhaps not where it came from: the tree is compiled anew
    /// with the guard in its place.
    fn pin(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
        at: CallSite,
    ) {
        let pinned = self.trees.get(id).map_or(0, |s| s.tree.pinned().count());
        let often = self.policy.fails_too(pinned);
        let mut sites = vec![at];
        for (other, state) in code.exits.iter().zip(code.states.borrow().iter()) {
            if let Some(early) = other.early.filter(|_| state.taken >= often) {
                sites.push(early);
            }
        }
        self.trees.pin(id, &sites);
        self.statistics.pins += 1;
        self.exit_waits(code, exit, None);
        self.merge_for_exit(machine, id, (code, exit));
    }

    /// Has the whole compiled again if that is worth it for an exit that it alone can take in.
    fn merge_for_exit(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
    ) {
        let there = |site: &Site| site.live.contains_key(&code.id);
        let taken = code.states.borrow()[exit.index()].taken;
        if self.trees.get(id).is_some_and(there) {
            self.merge_for(machine, id, taken);
        }
    }

    /// Records the path from an exit on, and has it compiled.
    fn record_exit(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        code: &Rc<Code>,
        exit: ExitId,
        course: &mut Course,
    ) -> Turn {
        let Some(site) = self.trees.get(id) else {
            return Turn::Back(Stop::Paused);
        };
        if !self.policy.takes_path(site.growth) || !site.live.contains_key(&code.id) {
            self.exit_failed(code, exit);
            return Turn::Back(Stop::Paused);
        }
        let anchor = site.anchor;
        let frames = start_frames(&code.exits[exit.index()].places);
        let scope = self.scope(id);
        self.statistics.exit_recordings += 1;
        let recorder = Recorder::at_exit(machine.program(), anchor, frames.clone(), scope);
        let (recording, stop) = self.record(machine, recorder);
        let finish = recording.finish;
        let from = Some(ExitOf {
            version: code.id.0,
            exit,
        });
        if recording.steps.is_empty() {
            self.keep(machine.program(), (id, from), recording);
            self.exit_failed(code, exit);
            return Turn::Back(stop);
        }
        let tags = recording.entry.clone();
        let news = self.keep(machine.program(), (id, from), recording);
        let busy = self.trees.get(id).is_some_and(|site| site.jobs > 0);
        let grown = self.trees.get(id).is_some_and(|s| s.growth.has_news());
        // A piece ends at the anchor, so it cannot begin there: only the whole can take the path in.
        let reach = |site: &Site| work::reach(machine.program(), &site.tree, &frames);
        let (points, whole, next) = self.trees.get(id).map_or((0, 0, Tier::Full), |site| {
            let next = site.code.as_ref().map(|code| self.next_tier(site, code));
            let next = next.unwrap_or(Tier::Full);
            (reach(site), site.growth.points, next)
        });
        let whole_only = frames == anchor.frames()
            || self
                .policy
                .prefers_whole(points, whole, (anchor.kind, next));
        let start = Start::Exit(frames, tags);
        let wanted = Wanted { start, points };
        if news == 0 && (busy || whole_only || !self.policy.makes_piece(news, code.depth)) {
            match grown {
                // Other code than this may know the path.
                true => self.exit_waits(code, exit, None),
                false => self.exit_failed(code, exit),
            }
        } else if busy || self.merge_if_grown(machine, id) {
            self.exit_waits(code, exit, (!whole_only).then_some(wanted));
        } else if whole_only {
            self.exit_waits(code, exit, None);
            self.merge_for_exit(machine, id, (code, exit));
        } else {
            let taken = code.states.borrow()[exit.index()].taken;
            self.make_piece_if_worth(machine, id, (code, exit), (wanted, taken));
        }
        // The recording came round to the anchor: its code goes on from there.
        if stop == Stop::Paused
            && finish == Finish::Anchor
            && self.is_ready(machine, id)
            && let Some(site) = self.trees.get(id)
            && let Some(next) = site.code.clone()
        {
            course.begin(&next);
            return Turn::Link(next);
        }
        Turn::Back(stop)
    }
}

/// Hands over to the interpreter at an exit that does not simply execute an instruction.
pub(super) fn hand_over(machine: &mut Machine, code: &Code, exit: ExitId, how: How) -> Stop {
    machine.push_frames(&code.exits[exit.index()].places);
    let stop = match how {
        How::Again => None,
        How::Throw(value) => machine.throw_here(value),
        How::Enter {
            callee,
            window,
            arguments,
        } => machine.enter_called(callee, window, &arguments),
        How::Nested => unreachable!("where that was is in `Callees::inside`"),
    };
    stop.unwrap_or(Stop::Paused)
}

/// What the driver makes of a stop of the interpreter that finished a call of code.
fn stopped_inside(machine: &mut Machine, stop: Stop, watch: Watch) -> Stop {
    match stop {
        Stop::Beyond => machine.throw_on().unwrap_or(Stop::Paused),
        // As in a recording: it has its turn later.
        Stop::Hot(spot) if watch == Watch::Nothing => {
            machine.cool(spot, 2);
            Stop::Paused
        }
        stop => stop,
    }
}

/// Brings the anchor around an exit closer to being hot.
pub(super) fn credit(machine: &mut Machine, counters: &[CallSite]) {
    for at in counters {
        let count = machine.counter_at(*at);
        // What never becomes hot, or is as near to it as it can be, stays so.
        if (2..NEVER_HOT / 2).contains(&count) {
            machine.set_counter(*at, count - 1);
        }
    }
}

fn start_frames(places: &[Place]) -> Vec<StartFrame> {
    let frame = |place: &Place| StartFrame {
        function: place.function,
        pc: place.pc,
        window: place.window,
    };
    places.iter().map(frame).collect()
}
