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

use super::code::{Code, CodeId, Ended, Entry, Path, StateId};
use super::environment::World;
use super::observer::{Event, ExitOf};
use super::tracing::{Tracing, Watch};
use super::trees::{Phase, Site};
use crate::build::Start;
use crate::index::{ExitId, TreeId};
use crate::interp::{CallSite, Machine, NEVER_HOT, Place, Stop};
use crate::ir::eval::{Environment, How, Poll};
use crate::trace::{Finish, Recorder, StartFrame};

/// Where a graph was entered, and the code that was entered there without leaving the place.
struct Position {
    at: StateId,
    entered: Vec<CodeId>,
}

impl Position {
    fn new(code: &Code, mut entered: Vec<CodeId>) -> Position {
        entered.clear();
        entered.push(code.id);
        let at = code.entry.at;
        Position { at, entered }
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
            None if self.is_ready(machine, id) => self.enter(machine, id, Watch::Exits),
            None => Stop::Paused,
        }
    }

    /// Runs the code of a site, at whose anchor the machine is, and what follows it, until the interpreter is to go on.
    pub(super) fn enter(&mut self, machine: &mut Machine, id: TreeId, watch: Watch) -> Stop {
        let Some(site) = self.trees.get(id) else {
            return Stop::Paused;
        };
        let Some(mut code) = site.code.clone() else {
            return Stop::Paused;
        };
        let mut position = Position::new(&code, std::mem::take(&mut self.entered));
        self.statistics.entries += 1;
        loop {
            let start = self.clock.now();
            let ended = code.run(machine, &mut self.failures);
            self.statistics.running += start.map(|start| start.elapsed()).unwrap_or_default();
            let turn = match ended {
                Ended::Returned(value) => {
                    self.statistics.returns += 1;
                    machine.return_value(value);
                    Turn::Back(Stop::Paused)
                }
                Ended::Left(exit, how) => {
                    code.states.borrow_mut()[exit.index()].taken += 1;
                    match how {
                        How::Again => self.turn(machine, id, (&code, exit), &mut position, watch),
                        other => Turn::Back(hand_over(machine, &code, exit, other)),
                    }
                }
            };
            match turn {
                Turn::Link(next) => code = next,
                Turn::Back(stop) => {
                    self.entered = position.entered;
                    return stop;
                }
            }
        }
    }

    /// What follows an exit at which an instruction is to be executed.
    fn turn(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        (code, exit): (&Rc<Code>, ExitId),
        position: &mut Position,
        watch: Watch,
    ) -> Turn {
        let row = &code.exits[exit.index()];
        if position.at != row.at {
            position.at = row.at;
            position.entered.clear();
        }
        // Also a collection that is due: nothing of the program is anywhere but in its registers now.
        let state = Entry {
            at: row.at,
            frames: row.places.len() as u32 - 1,
            top: row.top,
        };
        let poll = World::new(machine, state).safepoint(&[]);
        if self.trees.get(id).is_some_and(|site| site.jobs > 0) {
            // A loop that goes on from link to link may wait for just that.
            self.receive(machine);
        }
        if poll == Poll::Continue
            && let Some(next) = self.next(id, code, exit)
            && !position.entered.contains(&next.id)
        {
            position.entered.push(next.id);
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
        self.heat_exit(machine, id, code, exit, position)
    }

    /// The code that an exit goes on in.
    fn next(&self, id: TreeId, code: &Code, exit: ExitId) -> Option<Rc<Code>> {
        if let Path::Piece(piece) = &code.states.borrow()[exit.index()].path {
            return Some(piece.clone());
        }
        let whole = self.trees.get(id)?.code.as_ref()?;
        let at_anchor = code.exits[exit.index()].at == whole.entry.at;
        at_anchor.then(|| whole.clone())
    }

    /// Counts an entry of a piece: what is entered often is merged.
    fn count_link(&mut self, machine: &mut Machine, id: TreeId) {
        let Some(site) = self.trees.get_mut(id) else {
            return;
        };
        site.growth.entries += 1;
        self.merge_if_grown(machine, id);
    }

    /// Counts an exit to the interpreter. The frames are pushed.
    fn heat_exit(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        code: &Rc<Code>,
        exit: ExitId,
        position: &mut Position,
    ) -> Turn {
        let row = &code.exits[exit.index()];
        if let Some(counters) = &row.outside {
            credit(machine, counters);
            return Turn::Back(Stop::Paused);
        }
        {
            let state = &mut code.states.borrow_mut()[exit.index()];
            if !matches!(state.path, Path::Interpreted) {
                return Turn::Back(Stop::Paused);
            }
            // Frames that are rebuilt cost more.
            state.left = state.left.saturating_sub(row.places.len() as u32);
            if state.left > 0 {
                return Turn::Back(Stop::Paused);
            }
        }
        if let Some(at) = code.exits[exit.index()].early {
            self.pin(machine, id, (code, exit), at);
            return Turn::Back(Stop::Paused);
        }
        self.record_exit(machine, id, code, exit, position)
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
        self.trees.pin(id, at);
        self.statistics.pins += 1;
        let idle = |site: &Site| {
            site.jobs == 0 && site.phase == Phase::Ready && site.live.contains_key(&code.id)
        };
        if self.trees.get(id).is_some_and(idle) {
            self.exit_waits(code, exit);
            self.make_whole(machine, id);
        } else {
            self.exit_failed(code, exit);
        }
    }

    /// Records the path from an exit on, and has it compiled.
    fn record_exit(
        &mut self,
        machine: &mut Machine,
        id: TreeId,
        code: &Rc<Code>,
        exit: ExitId,
        position: &mut Position,
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
        if news == 0 && (busy || !self.policy.makes_piece(news, code.depth)) {
            self.exit_failed(code, exit);
        } else if busy || self.merge_if_grown(machine, id) {
            self.exit_waits(code, exit);
        } else if frames == anchor.frames() {
            // A piece ends at the anchor, so it cannot begin there: only the whole can take the path in.
            match news {
                0 => self.exit_failed(code, exit),
                _ => {
                    self.exit_waits(code, exit);
                    self.make_whole(machine, id);
                }
            }
        } else {
            let start = Start::Exit(frames, tags);
            self.make_piece(machine, id, (code.id, exit), start);
        }
        // The recording came round to the anchor: its code goes on from there.
        if stop == Stop::Paused
            && finish == Finish::Anchor
            && self.is_ready(machine, id)
            && let Some(site) = self.trees.get(id)
            && let Some(next) = site.code.clone()
        {
            *position = Position::new(&next, std::mem::take(&mut position.entered));
            return Turn::Link(next);
        }
        Turn::Back(stop)
    }
}

/// Hands over to the interpreter at an exit that does not simply execute an instruction.
fn hand_over(machine: &mut Machine, code: &Code, exit: ExitId, how: How) -> Stop {
    machine.push_frames(&code.exits[exit.index()].places);
    let stop = match how {
        How::Again => None,
        How::Throw(value) => machine.throw_here(value),
        How::Enter {
            callee,
            window,
            arguments,
        } => machine.enter_called(callee, window, &arguments),
        How::Nested => unreachable!("`World` declines every call, so none is left in the middle"),
    };
    stop.unwrap_or(Stop::Paused)
}

/// Brings the anchor around an exit closer to being hot.
fn credit(machine: &mut Machine, counters: &[CallSite]) {
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
