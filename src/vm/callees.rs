//! What graphs call: the code of functions, run on frames of their own above the caller's.
//!
//! ```text
//! graph --call f1--> its caller's frames pushed, homes written --> code of f1 --exit--> finishing.rs --return--> value
//!                                                                                          |
//!        the caller is left too, and its caller, down to the driver <---------------- only the driver can go on: Inside
//! ```
//!
//! A call pushes the frames that its snapshot names, as the interpreter would, and writes what they hold to their homes (native code
//! writes numbers only when it is left for good: `jit/llvm/calls.rs`). So a callee that is left anywhere leaves a machine that the
//! interpreter can go on with, whoever called: no frame has to be rebuilt, and depth, call stacks and roots are the same in every mode.
//!
//! Invariant: nothing changes in the trees while graphs run; what callees did is noted here, and the driver counts it afterwards.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::code::{Code, Ended, Entry, Failures};
use super::environment::{World, places, write_homes};
use super::finishing::{Ran, Turn};
use super::service::Service;
use super::tracing::Tracing;
use super::trees::Trees;
use crate::index::{ExitId, FnId, TreeId};
use crate::interp::{Machine, Stop};
use crate::ir::eval::{Call, Called, Environment, How, Poll, Unfinished};

/// How deep graphs call graphs before a call is left to the interpreter.
const MOST_NESTED: u32 = 200;

/// How a callee was left.
pub(super) enum Left {
    /// At an exit of its code.
    At(Rc<Code>, ExitId, How),
    /// Before it began. Its frame is there.
    Declined(FnId),
    /// In the interpreter, which had gone on where its code was left.
    Stopped(Stop),
}

/// Where a callee was left.
pub(super) struct Inside {
    pub left: Left,
    /// How many frames lie between it and the code that the driver entered.
    pub frames: u32,
}

/// See the module's documentation.
pub(super) struct Callees<'t> {
    pub trees: &'t Trees,
    pub service: &'t Service,
    /// Whether the interpreter may finish calls: nobody wants to see each exit.
    pub finishes: bool,
    /// The rounds until a place asks again whose code is being made.
    pub pending: u32,
    pub failures: &'t Failures,
    /// What is left of the rounds of quick code.
    pub rounds: Cell<u64>,
    /// Set when a run ends with [`Ended::Inside`].
    pub inside: Cell<Option<Inside>>,
    /// For each time that a callee's exit went on in other code, its tree.
    pub linked: RefCell<Vec<TreeId>>,
    /// What was run since that the interpreter came to.
    pub ran: RefCell<Vec<Ran>>,
    /// How many calls are being finished.
    pub finishing: Cell<u32>,
    /// How many the interpreter has finished since.
    pub finished: Cell<u64>,
    nested: Cell<u32>,
    /// The number of frames where the driver entered.
    depth: usize,
}

impl<'t> Callees<'t> {
    /// For a run that begins at so many frames.
    pub(super) fn new(tracing: &'t Tracing, depth: usize) -> Callees<'t> {
        Callees {
            depth,
            rounds: Cell::new(tracing.policy.rounds),
            trees: &tracing.trees,
            service: &tracing.service,
            finishes: !tracing.observer.listens(),
            pending: tracing.policy.pending,
            failures: &tracing.failures,
            inside: Cell::new(None),
            linked: RefCell::default(),
            ran: RefCell::default(),
            finishing: Cell::new(0),
            finished: Cell::new(0),
            nested: Cell::new(0),
        }
    }

    /// Takes a round; whether it is the last one.
    pub(super) fn last_round(&self) -> bool {
        let left = self.rounds.get().saturating_sub(1);
        self.rounds.set(left);
        left == 0
    }

    /// Native code by function.
    #[cfg(feature = "llvm")]
    pub(super) fn slots(&self) -> *const usize {
        self.trees.slots.table()
    }

    /// Whether somebody wants attention of a machine that is in that state; collects if that is due.
    pub(super) fn poll(&self, machine: &mut Machine, state: Entry) -> Poll {
        World::new(machine, state, self).safepoint(&[])
    }

    /// Calls a function.
    pub(super) fn call(&self, machine: &mut Machine, call: &Call<'_>) -> Called {
        let site = self.trees.of_function(call.callee);
        let Some(code) = site.and_then(|site| site.code.clone()) else {
            return Called::Declined;
        };
        let size = machine.window_size(call.callee);
        let waiting: u32 = call.frames.iter().map(|frame| frame.window).sum();
        let top = waiting.saturating_add(call.window).saturating_add(size);
        let room = machine.has_room(call.frames.len() as u32, top);
        if !room || self.nested.get() >= MOST_NESTED {
            return Called::Declined;
        }
        let before = machine.whereabouts();
        write_homes(machine, call.frames);
        machine.hold(call.roots);
        machine.push_frames(&places(call.frames));
        let entered = machine.enter_called(call.callee, call.window, call.arguments);
        assert!(entered.is_none(), "there is room for the call");
        self.nested.set(self.nested.get() + 1);
        let called = self.finish(machine, Turn::Enter(code));
        self.nested.set(self.nested.get() - 1);
        if let Called::Returned(_) = called {
            machine.return_to(before);
        }
        called
    }

    /// What the driver knows of native code that runs: the frames that it was entered with.
    pub(super) fn entry(&self, address: usize) -> Entry {
        self.trees.slots.code(address).entry
    }

    /// Goes on where native code was left, or did not begin, that native code had called. The machine is in its frame.
    pub(super) fn follow_native(
        &self,
        machine: &mut Machine,
        address: usize,
        left: Unfinished,
    ) -> Called {
        let before = machine.whereabouts();
        let first = match left {
            Unfinished::Declined(callee) => {
                machine.at_entry(callee);
                Turn::Declined(callee)
            }
            Unfinished::Left(exit, how) => Turn::Exit(self.trees.slots.code(address), exit, how),
        };
        let called = self.finish(machine, first);
        if let Called::Returned(_) = called {
            machine.return_to(before);
        }
        called
    }

    /// Runs code. The evaluator takes much of the machine stack; native code has its own.
    pub(super) fn run(&self, machine: &mut Machine, code: &Code) -> Ended {
        /// What must be free for an evaluator, and what it gets otherwise.
        const LEAST: usize = 512 << 10;
        const MORE: usize = 8 << 20;
        match code.address() {
            Some(_) => code.run(machine, self),
            None => stacker::maybe_grow(LEAST, MORE, || code.run(machine, self)),
        }
    }

    pub(super) fn leave(&self, machine: &Machine, left: Left) -> Called {
        let frames = machine.depth().saturating_sub(self.depth) as u32;
        self.inside.set(Some(Inside { left, frames }));
        Called::Bailed
    }
}
