//! How a program moves from one stop to the next.
//!
//! ```text
//! step     instruction by instruction, until the line is another one, or a function was entered or left
//! next     the same, but what is called runs at full speed: the machine waits where the call returns
//! finish   at full speed, until the frame returns
//! until    at full speed, until a later line of the function, or the frame returns
//! ```
//!
//! Waiting for a return costs no code its life: code that is entered above a frame never covers where that frame goes on. A
//! throw that ends the wait is a stop where it lands. With watches everything is stepped.
//!
//! Invariant: a motion ends at an instruction of a function that users see, or with the program.

use std::collections::BTreeSet;

use super::places;
use super::session::{Reason, Session};
use crate::bytecode::OperandKind;
use crate::bytecode::code::instructions;
use crate::index::Pc;
use crate::interp::{CallSite, Machine, Verdict};
use crate::value::Value;
use crate::vm::Pause;

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Motion {
    /// To the next breakpoint.
    Continue,
    /// To another line, of what is called too.
    Step,
    /// To another line of this function, or out of it.
    Next,
    /// Until the frame of that number returns.
    Finish(usize),
    /// To that line of this function, or to a later one than this, or out of it.
    Until(Option<u32>),
    /// One instruction.
    Instruction,
}

/// A motion on its way.
#[derive(Debug)]
pub struct Moving {
    motion: Motion,
    /// Frames at its start.
    depth: usize,
    site: CallSite,
    line: u32,
    phase: Phase,
    /// Where to stop besides breakpoints.
    goals: BTreeSet<CallSite>,
    /// What was returned on the way to where users see it.
    returned: Option<Value>,
}

/// How it goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Phase {
    /// Instruction by instruction.
    Stepping,
    /// Until so many frames are left, in front of that instruction.
    Waiting(usize, CallSite),
    /// Until something stops it.
    Running,
}

/// What a step has come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing yet.
    On,
    /// The goal.
    There,
    /// A function that is not to be stepped through was entered.
    Entered,
    /// A function took the running one's place.
    Replaced,
}

impl Session {
    /// A motion that begins here.
    pub(super) fn moving_by(&mut self, motion: Motion) -> Result<Moving, String> {
        let frame = match motion {
            Motion::Finish(number) => {
                let frames = self.frames();
                let frame = frames.get(number).copied();
                frame.ok_or_else(|| format!("there is no frame {number}"))?
            }
            _ => self.frames().first().copied().ok_or("nothing runs")?,
        };
        let machine = self.vm.machine();
        let site = machine.here().unwrap_or(frame.site);
        let mut moving = Moving {
            motion,
            depth: machine.depth(),
            site,
            line: machine.position(site).line,
            phase: Phase::Stepping,
            goals: BTreeSet::new(),
            returned: None,
        };
        match motion {
            Motion::Continue => moving.phase = Phase::Running,
            Motion::Finish(_) => self.wait_for_return(&mut moving, frame.above),
            Motion::Until(line) => {
                let id = frame.site.function;
                let function = &self.vm.program().functions[id.index()];
                let now = function.position(frame.site.pc).line;
                let wanted = |at: u32| match line {
                    Some(line) => at == line,
                    None => at > now,
                };
                moving.goals = places::runs(function, id, &wanted);
                if let Some(line) = line
                    && moving.goals.is_empty()
                {
                    return Err(format!("the function has no code on line {line}"));
                }
                moving.depth -= frame.above;
                self.wait_for_return(&mut moving, frame.above);
                let mut sites = self.stops.sites();
                sites.extend(moving.goals.iter().copied());
                self.vm.break_at(sites);
            }
            Motion::Step | Motion::Next | Motion::Instruction => {}
        }
        Ok(moving)
    }

    pub(super) fn stop_waiting(&mut self) {
        self.vm.machine_mut().stop_at_landing(0);
        self.vm.wait_at(BTreeSet::new());
    }

    /// From now on it waits until the frame with so many above it returns.
    fn wait_for_return(&mut self, moving: &mut Moving, above: usize) {
        let machine = self.vm.machine();
        let depth = machine.depth().saturating_sub(above + 1);
        let caller = machine.windows().get(above + 1).copied();
        moving.phase = match caller {
            None => Phase::Running,
            Some(view) => {
                let site = CallSite {
                    pc: Pc(view.site.pc.0 + 1),
                    ..view.site
                };
                self.vm.wait_at([site].into());
                Phase::Waiting(depth, site)
            }
        };
        self.vm.machine_mut().stop_at_landing(depth);
    }

    /// Goes on until the machine pauses. With it, the stop that this is if nothing else makes it one.
    pub(super) fn go(&mut self, moving: &mut Moving) -> (Pause, Option<Reason>) {
        loop {
            let (pause, arrived) = match moving.phase {
                Phase::Running => self.run(),
                Phase::Waiting(..) => self.run(),
                Phase::Stepping => self.step(moving),
            };
            if arrived.is_some() {
                return (pause, arrived);
            }
            let machine = self.vm.machine();
            let (depth, here) = (machine.depth(), machine.here());
            match pause {
                Pause::Stepped if moving.phase == Phase::Stepping => {
                    match step_of(machine, moving) {
                        Step::There => return (pause, Some(moving.reason())),
                        Step::Entered => self.wait_for_return(moving, 0),
                        Step::Replaced => self.wait_for_return(moving, 0),
                        Step::On => return (pause, None),
                    }
                }
                Pause::Break
                    if here.is_some_and(|h| moving.goals.contains(&h)) && depth == moving.depth =>
                {
                    return (pause, Some(Reason::Step));
                }
                Pause::Break => {
                    let Phase::Waiting(frames, site) = moving.phase else {
                        return (pause, None);
                    };
                    if depth != frames || here != Some(site) {
                        return (pause, None);
                    }
                    return (pause, self.returned(moving));
                }
                Pause::Landed => {
                    self.stop_waiting();
                    moving.phase = Phase::Stepping;
                    let shown = here.is_some_and(|h| places::is_shown(self.vm.program(), h));
                    if shown {
                        return (pause, Some(Reason::Step));
                    }
                }
                pause => return (pause, None),
            }
        }
    }

    /// The frame that was waited for goes on: whether that is a stop.
    fn returned(&mut self, moving: &mut Moving) -> Option<Reason> {
        self.stop_waiting();
        moving.phase = Phase::Stepping;
        if let Motion::Finish(_) = moving.motion {
            moving.returned = Some(self.returned_value());
        }
        let machine = self.vm.machine();
        match step_of(machine, moving) {
            Step::There => Some(moving.reason()),
            _ => None,
        }
    }

    /// What the call has given that ends in front of the next instruction.
    fn returned_value(&self) -> Value {
        let machine = self.vm.machine();
        let (Some(site), Some(view)) = (machine.here(), machine.windows().first().copied()) else {
            return Value::NULL;
        };
        let function = &self.vm.program().functions[site.function.index()];
        let call = instructions(&function.code).find(|i| i.end() == site.pc);
        let register = call.and_then(|call| call.operand(OperandKind::Dst));
        register.map_or(Value::NULL, |bits| {
            machine.slot(view.base + bits as usize / 16)
        })
    }

    /// At full speed, unless something is watched.
    fn run(&mut self) -> (Pause, Option<Reason>) {
        if self.watches.is_idle() {
            return (self.vm.go(), None);
        }
        let watches = &self.watches;
        let mut looks = |machine: &Machine| match watches.changes(machine) {
            true => Verdict::Pause,
            false => Verdict::Continue,
        };
        let pause = self.vm.step(&mut looks);
        self.watched(pause)
    }

    /// Until a step has come to something.
    fn step(&mut self, moving: &Moving) -> (Pause, Option<Reason>) {
        let watches = &self.watches;
        let mut looks = |machine: &Machine| {
            let on = step_of(machine, moving) == Step::On;
            match on && (watches.is_idle() || !watches.changes(machine)) {
                true => Verdict::Continue,
                false => Verdict::Pause,
            }
        };
        let pause = self.vm.step(&mut looks);
        self.watched(pause)
    }

    fn watched(&mut self, pause: Pause) -> (Pause, Option<Reason>) {
        if let Pause::Stepped = pause
            && let Some(change) = self.take_change()
        {
            return (pause, Some(Reason::Watch(change)));
        }
        (pause, None)
    }
}

impl Moving {
    fn reason(&self) -> Reason {
        self.returned.map_or(Reason::Step, Reason::Finished)
    }
}

/// What a step has come to, between two instructions.
fn step_of(machine: &Machine, moving: &Moving) -> Step {
    if moving.motion == Motion::Instruction {
        return Step::There;
    }
    let Some(here) = machine.here() else {
        return Step::On;
    };
    let depth = machine.depth();
    let into = moving.motion == Motion::Step;
    if !into && depth > moving.depth {
        return Step::Entered;
    }
    if moving.motion == Motion::Next
        && depth == moving.depth
        && here.function != moving.site.function
    {
        return Step::Replaced;
    }
    if !places::is_shown(machine.program(), here) {
        return Step::On;
    }
    let elsewhere = depth != moving.depth || here.function != moving.site.function;
    match elsewhere || machine.position(here).line != moving.line {
        true => Step::There,
        false => Step::On,
    }
}
