//! A machine under a debugger: it is begun, goes on until there is something to look at, and says why it paused.
//!
//! ```text
//! vm.attach(); vm.begin();
//! loop { match vm.go() { Pause::Break => .., Pause::Ended(outcome) => break outcome, .. } }
//! ```
//!
//! The debugger is the caller and never the callee: nothing in here or below knows who asks.
//!
//! Invariant: between two calls the machine is between two instructions, or holds a throw that has gone nowhere; no graph runs.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Instant;

use super::driver;
use super::{Outcome, Uncaught, Vm};
use crate::bytecode::Program;
use crate::index::FnId;
use crate::interp::{CallSite, Machine, Stop, Verdict};
use crate::runtime::print::Form;
use crate::value::Value;

/// Why a machine paused.
#[derive(Debug)]
pub enum Pause {
    /// The program has ended. Its frames are gone.
    Ended(Outcome),
    /// In front of an instruction with a breakpoint, or at a call of `breakpoint()`.
    Break,
    /// Somebody asked for attention.
    Interrupted,
    /// At a throw.
    Throwing,
    /// A throw has come to a handler in a frame that was waited for.
    Landed,
    /// The observer wants it.
    News,
    /// Stepping came to where it was to come.
    Stepped,
}

/// The breakpoints that a machine has for its debugger's own purposes, beside those that retire code.
#[derive(Default)]
pub(super) struct Waiting(BTreeSet<CallSite>);

impl Vm {
    /// From now on the machine pauses for a debugger.
    pub fn attach(&mut self) {
        self.machine.attach();
    }

    /// Goes to the start of the loaded program; nothing is executed yet.
    pub fn begin(&mut self) {
        self.watch_the_clock();
        self.machine.begin();
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// The machine. What is done to it must leave a state that the interpreter could have been in.
    pub fn machine_mut(&mut self) -> &mut Machine {
        &mut self.machine
    }

    /// The program that is loaded.
    pub fn program(&self) -> &Program {
        self.machine.program()
    }

    /// Pauses in front of these instructions and no others. Code that covers them is retired.
    pub fn break_at(&mut self, places: BTreeSet<CallSite>) {
        let old = self.tracing.trees.breaks.clone();
        for place in old.difference(&places) {
            if !self.waiting.0.contains(place) {
                self.machine.clear_break(*place);
            }
        }
        for place in places.difference(&old) {
            self.machine.set_break(*place);
        }
        self.tracing.leave_at(&mut self.machine, places);
    }

    /// Pauses in front of these instructions too, but only when the interpreter comes there: for where frames go on that the
    /// machine has now, since no code that is entered above them covers that.
    pub fn wait_at(&mut self, places: BTreeSet<CallSite>) {
        for place in self.waiting.0.difference(&places) {
            if !self.tracing.trees.breaks.contains(place) {
                self.machine.clear_break(*place);
            }
        }
        for place in &places {
            self.machine.set_break(*place);
        }
        self.waiting.0 = places;
    }

    /// From now on a pause of [`Pause::News`] follows when the observer has set this.
    pub fn pause_for_news(&mut self, news: Rc<Cell<bool>>) {
        self.tracing.news = Some(news);
    }

    /// Goes on at full speed.
    pub fn go(&mut self) -> Pause {
        let start = Instant::now();
        let stop = self.machine.deliver().unwrap_or(Stop::Paused);
        let stop = driver::go_on(&mut self.machine, &mut self.tracing, stop);
        self.tracing.statistics.total += start.elapsed();
        self.paused(stop, Pause::News)
    }

    /// Goes on instruction by instruction until `looks`, which is asked behind each, pauses it.
    pub fn step(&mut self, looks: &mut dyn FnMut(&Machine) -> Verdict) -> Pause {
        let thrown = self.machine.thrown().is_some();
        let stop = match self.machine.deliver() {
            Some(stop) => stop,
            None if thrown && looks(&self.machine) == Verdict::Pause => Stop::Paused,
            None => self.machine.run_stepped(looks),
        };
        self.paused(stop, Pause::Stepped)
    }

    fn paused(&mut self, stop: Stop, asked: Pause) -> Pause {
        // A closed pipe is nothing to report.
        let _ = self.machine.host.out.flush();
        match stop {
            Stop::Paused => asked,
            Stop::Break => Pause::Break,
            Stop::Interrupted => Pause::Interrupted,
            Stop::Throwing => Pause::Throwing,
            Stop::Landed => Pause::Landed,
            stop => Pause::Ended(self.finish(stop)),
        }
    }

    /// Ends the program where it is.
    pub fn kill(&mut self) {
        self.machine.unwind_all();
    }

    /// Calls a function that takes nothing beside the program, which stays where it is. Breakpoints are no stops meanwhile.
    ///
    /// # Errors
    /// What went wrong, as the program would say it.
    pub fn aside(&mut self, function: FnId) -> Result<Value, String> {
        let depth = || "no room for another frame".to_string();
        let interrupted = self.machine.begin_aside(function).ok_or_else(depth)?;
        let mut stop = Stop::Paused;
        loop {
            stop = driver::go_on(&mut self.machine, &mut self.tracing, stop);
            if stop != Stop::Paused {
                break;
            }
        }
        let result = match stop {
            Stop::Done => Ok(self.machine.aside_result(&interrupted)),
            Stop::Exit(status) => Err(format!("it calls exit({status})")),
            Stop::Uncaught => Err(Uncaught::of(&self.machine).message),
            other => Err(format!("it stopped: {other:?}")),
        };
        self.machine.end_aside(interrupted);
        result
    }

    /// The value's text, a string quoted; of one that is too large, what is wrong with it.
    pub fn text(&self, value: Value, form: Form) -> String {
        let text = self.machine.host.text(value, form);
        text.unwrap_or_else(|fault| format!("<{fault}>"))
    }
}
