//! A session: a program under a debugger, from one stop to the next.
//!
//! ```text
//! session.move_by(Motion::Continue)?;
//! loop {
//!     match session.advance() {
//!         Advance::Stopped(stop) => break stop,
//!         Advance::Ask(id) => session.answer(judge(id)),      the condition of breakpoint `id` is somebody else's
//!         Advance::News => tell(session.take_news()),         what was asked for with `listen`
//!     }
//! }
//! ```
//!
//! What decides is here; how far a motion goes is in `motion.rs`, where breakpoints are in `stops.rs`.
//!
//! Invariant: a session can always be restarted; nothing but `advance` and `evaluate` runs the program.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::considering::{Considered, Considering};
use super::motion::{Motion, Moving};
use super::news::{News, Topic};
use super::scope::Expressions;
use super::stops::{Breakpoints, Lifetime, StopId};
use super::values::{Limits, brief};
use super::watches::{Change, Watches};
use crate::builtins::Output;
use crate::bytecode::Program;
use crate::config::Config;
use crate::interp::{Catching, Machine};
use crate::value::Value;
use crate::vm::{Outcome, Pause, Vm};

/// What a session is made of.
pub struct Setup {
    /// The program.
    pub program: Program,
    /// Of its machine.
    pub config: Config,
    /// Where the program writes: asked for at each start.
    pub output: Box<dyn Fn() -> Output>,
    /// Told of each machine: how it is interrupted.
    pub started: Box<dyn Fn(&mut Vm)>,
}

/// Why the program is where it is.
#[derive(Clone, Debug)]
pub enum Reason {
    /// Nothing was executed yet.
    Start,
    /// At these breakpoints.
    Breakpoint(Vec<StopId>),
    /// At a call of `breakpoint()`.
    Call,
    /// A step, or what else moves, is done.
    Step,
    /// A function has returned this.
    Finished(Value),
    /// This is thrown.
    Throw(Value),
    /// A watched place has changed.
    Watch(Change),
    /// Somebody wanted it to stop.
    Interrupt,
    /// A condition or a log point went wrong.
    Failed(StopId, String),
    /// The program has ended.
    Ended(End),
    /// It was killed.
    Killed,
}

/// How a program ended.
#[derive(Clone, Debug)]
pub enum End {
    /// With a value, as text.
    Done(String),
    /// With a status.
    Exit(i32),
    /// With an exception that nobody caught.
    Uncaught(crate::vm::Uncaught),
}

/// What a session does next.
#[derive(Debug)]
pub enum Advance {
    /// It is there.
    Stopped(Reason),
    /// Whether that breakpoint's condition holds is somebody else's to say.
    Ask(StopId),
    /// There is something to tell.
    News,
    /// Somebody asked for attention: [`Session::halt`] stops here, `advance` goes on.
    Interrupted,
}

/// See the module's documentation.
pub struct Session {
    pub(super) vm: Vm,
    pub(super) setup: Setup,
    /// Whether variables are kept as long as they are in scope: see [`Session::keep_variables`].
    keeps_variables: bool,
    /// The slots of variables that were lost before.
    pub(super) lost: BTreeSet<usize>,
    pub(super) stops: Breakpoints,
    pub(super) watches: Watches,
    pub(super) expressions: Expressions,
    /// The frame that commands are about.
    pub(super) selected: usize,
    pub(super) reason: Reason,
    /// What keeps the values of the reason alive.
    reported: Vec<(u64, usize)>,
    pub(super) moving: Option<Moving>,
    /// The breakpoints at the place where the program is paused.
    pub(super) considering: Option<Considering>,
    pub(super) catching: Catching,
    pub(super) topics: BTreeSet<Topic>,
    pub(super) news: Rc<RefCell<VecDeque<News>>>,
    pub(super) has_news: Rc<Cell<bool>>,
    /// Counts machines: what is held of an earlier one is void.
    pub(super) generation: u64,
    /// How many of the values that are held are held by nobody any more.
    pub(super) free: Vec<usize>,
}

impl Session {
    /// A session in front of the program's first instruction.
    ///
    /// # Errors
    /// Why there is no machine, or why it does not take the program.
    pub fn new(setup: Setup) -> Result<Session, String> {
        let vm = machine(&setup)?;
        let mut session = Session {
            vm,
            setup,
            keeps_variables: false,
            lost: BTreeSet::new(),
            stops: Breakpoints::default(),
            watches: Watches::default(),
            expressions: Expressions::default(),
            selected: 0,
            reason: Reason::Start,
            reported: Vec::new(),
            moving: None,
            considering: None,
            catching: Catching::Nothing,
            topics: BTreeSet::new(),
            news: Rc::default(),
            has_news: Rc::default(),
            generation: 1,
            free: Vec::new(),
        };
        session.begin();
        if session
            .setup
            .program
            .builtins
            .iter()
            .any(|name| name == "breakpoint")
        {
            session.keep_variables();
        }
        Ok(session)
    }

    /// Something can stop the program where its variables are looked at: from now on they are kept as long as they are in scope, whoever
    /// executes the program.
    pub(super) fn keep_variables(&mut self) {
        if self.keeps_variables {
            return;
        }
        self.keeps_variables = true;
        for function in &mut self.setup.program.functions {
            if !function.prelude {
                Arc::make_mut(function).observe();
            }
        }
        self.lost = self.vm.keep_variables();
    }

    fn begin(&mut self) {
        self.vm.pause_for_news(self.has_news.clone());
        self.listen_to_machine();
        self.vm.begin();
        self.vm.break_at(self.stops.sites());
        self.reason = Reason::Start;
        self.selected = 0;
        self.settle();
    }

    /// Begins anew: breakpoints stay, watches and held values do not.
    ///
    /// # Errors
    /// Why there is no machine.
    pub fn restart(&mut self) -> Result<(), String> {
        self.vm = machine(&self.setup)?;
        self.expressions = Expressions::default();
        self.watches.clear();
        self.lost.clear();
        self.generation += 1;
        self.free.clear();
        self.reported.clear();
        self.begin();
        Ok(())
    }

    /// Ends the program where it is.
    pub fn kill(&mut self) {
        self.vm.kill();
        self.watches.clear();
        self.settle();
        self.reason = Reason::Killed;
    }

    /// The machine and its program.
    pub fn vm(&self) -> &Vm {
        &self.vm
    }

    /// The program, without what evaluations have added to it in the machine.
    pub fn program(&self) -> &Program {
        &self.setup.program
    }

    /// The program's machine as it was set up.
    pub fn config(&self) -> &Config {
        &self.setup.config
    }

    /// The machine. What is done to it must leave a state that the interpreter could have been in.
    pub fn machine_mut(&mut self) -> &mut Machine {
        self.vm.machine_mut()
    }

    /// Why the program is where it is.
    pub fn reason(&self) -> &Reason {
        &self.reason
    }

    /// Whether there is something to go on with.
    pub fn is_running(&self) -> bool {
        !matches!(self.reason, Reason::Ended(_) | Reason::Killed)
    }

    /// The value's text, cut where it is too much.
    pub fn brief(&self, value: Value) -> String {
        brief(&self.vm.machine().host, value, Limits::default())
    }

    /// Nothing moves any more.
    fn settle(&mut self) {
        self.moving = None;
        self.considering = None;
        self.stop_waiting();
    }

    /// Begins to move.
    ///
    /// # Errors
    /// When nothing runs, or it moves already.
    pub fn move_by(&mut self, motion: Motion) -> Result<(), String> {
        if !self.is_running() {
            return Err("the program is not running; restart() begins anew".into());
        }
        if self.moving.is_some() {
            return Err(
                "the program is running; what is called while it runs cannot move it".into(),
            );
        }
        if motion != Motion::Continue {
            self.keep_variables();
        }
        let moving = self.moving_by(motion)?;
        // What was asked for while nothing ran is over.
        self.vm.attention().clear();
        self.vm.machine_mut().has_collected();
        // What was reported here is passed.
        match self.reason {
            Reason::Start => self.consider_here(None),
            _ => self.pass(),
        }
        self.moving = Some(moving);
        Ok(())
    }

    /// Whether it moves: somebody who is told or asked something is to return first.
    pub fn is_moving(&self) -> bool {
        self.moving.is_some()
    }

    /// Gives up moving: the program is stopped where it is.
    pub fn halt(&mut self) {
        if self.moving.is_some() {
            self.stopped(Reason::Interrupt);
        }
    }

    /// Goes on to the next thing that is to be said or asked.
    pub fn advance(&mut self) -> Advance {
        loop {
            if !self.news.borrow().is_empty() {
                return Advance::News;
            }
            match self.consider() {
                Considered::Ask(id) => return Advance::Ask(id),
                Considered::Stop(reason) => return self.stopped(reason),
                Considered::Nothing => {}
            }
            let Some(mut moving) = self.moving.take() else {
                return Advance::Stopped(self.reason.clone());
            };
            let (pause, arrived) = self.go(&mut moving);
            self.moving = Some(moving);
            if let Pause::Interrupted = pause
                && !self.vm.machine_mut().has_collected()
            {
                return Advance::Interrupted;
            }
            if let Some(reason) = self.paused(pause, arrived) {
                return self.stopped(reason);
            }
        }
    }

    /// What a pause means; nothing if there is something to consider first, or the motion goes on.
    fn paused(&mut self, pause: Pause, arrived: Option<Reason>) -> Option<Reason> {
        match pause {
            Pause::Ended(outcome) => Some(Reason::Ended(self.end(outcome))),
            Pause::Break if self.vm.machine().is_at_break_call() => Some(Reason::Call),
            Pause::Break => {
                self.consider_here(arrived);
                None
            }
            Pause::Landed | Pause::Stepped => {
                // A breakpoint at the place that was stepped to counts as come to.
                if arrived.is_some() {
                    self.consider_here(arrived);
                }
                None
            }
            Pause::Throwing => {
                let value = self.vm.machine().thrown().unwrap_or(Value::NULL);
                if self.topics.contains(&Topic::Throw) {
                    let text = self.brief(value);
                    self.tell(Topic::Throw, Vec::new(), text);
                }
                let stops = match self.catching {
                    Catching::Nothing => false,
                    Catching::Uncaught => !self.vm.machine().is_caught(),
                    Catching::All => true,
                };
                stops.then_some(Reason::Throw(value))
            }
            // After a collection that somebody wanted to hear of.
            Pause::Interrupted => {
                let heap = &self.vm.machine().host.heap;
                let statistics = heap.statistics();
                let numbers = vec![
                    ("young", statistics.young as i64),
                    ("full", statistics.full as i64),
                    ("used", heap.used() as i64),
                ];
                self.tell(Topic::Collection, numbers, String::new());
                None
            }
            Pause::News => None,
        }
    }

    pub(super) fn stopped(&mut self, reason: Reason) -> Advance {
        if let Reason::Breakpoint(ids) = &reason {
            for id in ids.clone() {
                let temporary = self.stops.get(id).map(|b| b.lifetime) == Some(Lifetime::Temporary);
                if temporary {
                    self.stops.remove(id);
                }
            }
        }
        self.settle();
        if !matches!(reason, Reason::Ended(_) | Reason::Killed) {
            self.keep_variables();
        }
        self.vm.break_at(self.stops.sites());
        self.selected = 0;
        for held in std::mem::take(&mut self.reported) {
            self.release(held);
        }
        let values = match &reason {
            Reason::Finished(value) | Reason::Throw(value) => vec![*value],
            Reason::Watch(change) => change.old.into_iter().chain(change.new).collect(),
            _ => Vec::new(),
        };
        self.reported = values.into_iter().map(|value| self.hold(value)).collect();
        self.reason = reason.clone();
        Advance::Stopped(reason)
    }

    fn end(&self, outcome: Outcome) -> End {
        match outcome {
            Outcome::Done(value) => End::Done(self.brief(value)),
            Outcome::Exit(status) => End::Exit(status),
            Outcome::Uncaught(uncaught) => End::Uncaught(uncaught),
            Outcome::OutOfFuel => End::Exit(1),
        }
    }
}

fn machine(setup: &Setup) -> Result<Vm, String> {
    let mut vm = Vm::with_output(&setup.config, (setup.output)())
        .map_err(|e| format!("cannot reserve memory for a machine: {e}"))?;
    vm.load(&setup.program).map_err(|e| e.to_string())?;
    vm.attach();
    (setup.started)(&mut vm);
    Ok(vm)
}
