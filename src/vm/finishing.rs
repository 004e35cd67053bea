//! Finishing calls of code whose callee was left: the interpreter goes on in the callee's frame, and comes back to the code that called.
//!
//! ```text
//! code of f0 --call--> code of f1 --exit--> its piece
//!     ^                              or --> the interpreter, and what code it meets
//!     +----------- value --------------------- f1 returns
//!     left too <------------------------------ what only the driver does: recording, what was compiled, throws that leave f1
//! ```
//!
//! Otherwise each exit below a recursion would leave all code above it, and every level be interpreted to its end.
//!
//! Invariant: nothing changes in the trees meanwhile; what was done is noted, and counted by the driver afterwards. As in the driver's
//! loop there is no way round without progress (`vm/progress.rs`).

use std::rc::Rc;

use super::callees::{Callees, Left};
use super::code::{Code, Ended, Path};
use super::progress::Progress;
use super::running::{credit, hand_over};
use super::trees::{Called as Caller, Phase, Site};
use crate::index::{ExitId, FnId, TreeId};
use crate::interp::{HotSpot, Machine, NEVER_HOT, Stop};
use crate::ir::eval::{Called, How, Poll};
use crate::jit::Tier;
use crate::trace::Anchor;

/// How many calls may be finished at a time, each of code that the interpreter met in the one before.
const MOST_FINISHED: u32 = 100;

/// So many entries of code are noted until the driver is to count them.
const MOST_NOTED: usize = 10_000;

/// What is to be done next.
pub(super) enum Turn {
    /// Run code. The machine is at its entry.
    Enter(Rc<Code>),
    /// Code was left there.
    Exit(Rc<Code>, ExitId, How),
    /// A function that code called has none. The machine is in its frame.
    Declined(FnId),
    /// Run the interpreter.
    Interpret,
    /// The call is finished.
    Done(Called),
    /// Leave the code that called, too.
    Leave(Left),
}

/// A run of code that the interpreter came to.
pub(super) struct Ran {
    pub tree: TreeId,
    /// As [`Code::work`] counts.
    pub work: u64,
    pub tier: Tier,
}

impl Callees<'_> {
    /// Goes on in the frame that a call has pushed, until it returns or all code is to be left.
    pub(super) fn finish(&self, machine: &mut Machine, first: Turn) -> Called {
        let floor = machine.set_floor();
        self.finishing.set(self.finishing.get() + 1);
        let called = self.go_on(machine, first);
        self.finishing.set(self.finishing.get() - 1);
        machine.restore_floor(floor);
        called
    }

    fn go_on(&self, machine: &mut Machine, first: Turn) -> Called {
        let mut turn = first;
        let mut progress = Progress::default();
        let mut interpreted = false;
        loop {
            turn = match turn {
                Turn::Enter(code) => {
                    progress.enter(&code);
                    let rounds = self.rounds.get();
                    let ended = self.run(machine, &code);
                    if std::mem::take(&mut interpreted) {
                        let work = code.work(&ended, rounds - self.rounds.get().min(rounds));
                        let (tree, tier) = (code.tree, code.tier);
                        self.ran.borrow_mut().push(Ran { tree, work, tier });
                    }
                    match ended {
                        Ended::Inside => Turn::Done(Called::Bailed),
                        Ended::Left(exit, how) => Turn::Exit(code, exit, how),
                        Ended::Returned(value) if machine.is_at_floor() => {
                            Turn::Done(Called::Returned(value))
                        }
                        Ended::Returned(value) => {
                            machine.return_value(value);
                            Turn::Interpret
                        }
                    }
                }
                Turn::Exit(code, exit, how) => self.exit(machine, (code, exit, how), &mut progress),
                Turn::Declined(callee) if self.counts(machine, callee) => Turn::Interpret,
                Turn::Declined(callee) => Turn::Leave(Left::Declined(callee)),
                Turn::Interpret => {
                    progress.made();
                    interpreted = true;
                    self.interpret(machine)
                }
                Turn::Done(called) => return called,
                Turn::Leave(left) => return self.leave(machine, left),
            }
        }
    }

    /// What follows an exit.
    fn exit(
        &self,
        machine: &mut Machine,
        (code, exit, how): (Rc<Code>, ExitId, How),
        progress: &mut Progress,
    ) -> Turn {
        if matches!(how, How::Again) && self.rounds.get() > 0 {
            let row = &code.exits[exit.index()];
            progress.move_to(row.at);
            let next = self.next(machine, &code, exit);
            if let Some(next) = next.filter(|next| progress.may_enter(next)) {
                if let Some(state) = code.states.borrow_mut().get_mut(exit.index()) {
                    state.taken += 1;
                    state.linked += 1;
                }
                self.linked.borrow_mut().push(code.tree);
                return Turn::Enter(next);
            }
        }
        if !self.may_interpret(machine) || !self.heats(machine, (&code, exit), &how) {
            return Turn::Leave(Left::At(code, exit, how));
        }
        code.states.borrow_mut()[exit.index()].taken += 1;
        match hand_over(machine, &code, exit, how) {
            Stop::Paused => Turn::Interpret,
            stop => Turn::Leave(Left::Stopped(stop)),
        }
    }

    /// Whether the driver has nothing to do before the interpreter goes on.
    fn may_interpret(&self, machine: &Machine) -> bool {
        self.finishes
            && self.finishing.get() <= MOST_FINISHED
            && self.noted() < MOST_NOTED
            && !machine.wants_attention()
            && !self.service.has_made()
    }

    fn noted(&self) -> usize {
        self.linked.borrow().len() + self.ran.borrow().len()
    }

    /// Counts an exit to the interpreter; false if it is the driver's to count.
    fn heats(&self, machine: &mut Machine, (code, exit): (&Code, ExitId), how: &How) -> bool {
        match how {
            How::Nested => return false,
            How::Throw(_) => return true,
            How::Enter { callee, .. } => return self.counts(machine, *callee),
            // Quick code has run long enough.
            How::Again if self.rounds.get() == 0 => return false,
            How::Again => {}
        }
        let row = &code.exits[exit.index()];
        if let Some(counters) = &row.outside {
            credit(machine, counters);
            return true;
        }
        let state = &mut code.states.borrow_mut()[exit.index()];
        if let Path::Pending | Path::Piece(_) = state.path {
            return true;
        }
        let frames = row.places.len() as u32;
        if state.left <= frames {
            return false;
        }
        state.left -= frames;
        true
    }

    /// Counts a call of a function without code that the interpreter is to execute; false if it is the driver's to count.
    fn counts(&self, machine: &mut Machine, callee: FnId) -> bool {
        let Some(site) = self.trees.of_function(callee) else {
            return false;
        };
        if !self.may_interpret(machine) || site.code.is_some() || site.called != Caller::ByCode {
            return false;
        }
        if let Phase::Cold | Phase::Waiting = site.phase {
            let count = machine.counter_at(site.anchor.site);
            if count <= 1 {
                return false;
            }
            machine.set_counter(site.anchor.site, count - 1);
        }
        true
    }

    /// Runs the interpreter until the frame at the floor returns, code is to be entered, or the driver has something to do.
    fn interpret(&self, machine: &mut Machine) -> Turn {
        let mut stop = Stop::Paused;
        loop {
            stop = match stop {
                Stop::Paused => machine.resume(),
                Stop::Returned => {
                    self.finished.set(self.finished.get() + 1);
                    return Turn::Done(Called::Returned(machine.returned()));
                }
                Stop::Hot(spot) => match self.hot(machine, spot) {
                    Ok(stop) => stop,
                    Err(turn) => return turn,
                },
                stop => return Turn::Leave(Left::Stopped(stop)),
            }
        }
    }

    /// Deals with a place that is hot, if that needs no driver: a stop, or what else is to be done.
    fn hot(&self, machine: &mut Machine, spot: HotSpot) -> Result<Stop, Turn> {
        let anchor = Anchor {
            kind: spot.kind,
            site: spot.anchor,
        };
        let leave = Err(Turn::Leave(Left::Stopped(Stop::Hot(spot))));
        let Some(site) = self.trees.at(anchor) else {
            return leave;
        };
        if !self.may_interpret(machine) {
            return leave;
        }
        match site.phase {
            Phase::Cold | Phase::Waiting => leave,
            Phase::Making => {
                machine.cool(spot, self.pending);
                Ok(Stop::Paused)
            }
            Phase::Recorded => {
                machine.cool(spot, NEVER_HOT);
                Ok(Stop::Paused)
            }
            Phase::Ready | Phase::Merging => {
                machine.cool(spot, NEVER_HOT);
                arrive(machine, site)
            }
        }
    }

    fn next(&self, machine: &mut Machine, code: &Code, exit: ExitId) -> Option<Rc<Code>> {
        let row = &code.exits[exit.index()];
        match self.poll(machine, row.entry()) {
            Poll::Continue => self.trees.next(code, exit),
            Poll::Leave => None,
        }
    }
}

/// Executes the instruction that arrives at a site with code; then its code is to be entered.
fn arrive(machine: &mut Machine, site: &Site) -> Result<Stop, Turn> {
    let stop = machine.step();
    site.arm(machine, 1);
    match (stop, &site.code) {
        (Some(stop), _) => Ok(stop),
        (None, Some(code)) if machine.is_at(site.anchor.site) => Err(Turn::Enter(code.clone())),
        (None, _) => Ok(Stop::Paused),
    }
}
