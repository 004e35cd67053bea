//! The machine as its users hold it: load a program, run it, look at the outcome.
//!
//! ```text
//! let mut vm = Vm::new(&Config::default())?;
//! vm.load(&program)?;                      verified here
//! match vm.run() { Outcome::Done(value) => println!("{}", vm.display(value)), ... }
//! ```

mod breaks;
mod budget;
mod callees;
mod code;
mod compile;
mod counters;
mod debugging;
mod driver;
mod environment;
mod finishing;
mod keeping;
mod looking;
#[cfg(feature = "llvm")]
mod native;
mod observer;
mod outcome;
mod policy;
mod progress;
mod running;
mod service;
mod slots;
mod statistics;
#[cfg(test)]
mod tests;
mod tracing;
mod trees;
mod work;

use std::io::BufReader;
use std::time::{Duration, Instant};

pub use debugging::Pause;
pub use looking::{ExitView, SiteView};
pub use observer::{Event, ExitFate, ExitOf, Source};
pub use outcome::{CallFrame, Outcome, Uncaught};
pub use statistics::{ExitName, StageTimes, Statistics, TreeStatistics};
pub use tracing::Recordings;

use crate::builtins::{Attention, Generator, Host, Output, ProgramNames, Request};
use crate::bytecode::{Program, VerifyError, verify};
use crate::config::{Config, Jit, format_time};
use crate::heap::{Heap, HeapConfig};
use crate::interp::{Limits, LoadError, Machine, NEVER_HOT, Stop};
use crate::opt::Chosen;
use crate::runtime::print::Form;
use crate::value::Value;
use observer::Observer;
use tracing::{Clock, Tracing};

/// Why a program was not loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum RejectedProgram {
    /// It is not valid bytecode.
    Invalid(VerifyError),
    /// It does not fit the machine.
    Unloadable(LoadError),
}

impl std::fmt::Display for RejectedProgram {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RejectedProgram::Invalid(e) => write!(f, "invalid bytecode: {e}"),
            RejectedProgram::Unloadable(e) => e.fmt(f),
        }
    }
}

impl std::error::Error for RejectedProgram {}

/// A virtual machine.
pub struct Vm {
    machine: Box<Machine>,
    tracing: Tracing,
    timeout: Option<Duration>,
    waiting: debugging::Waiting,
}

impl Vm {
    /// A machine that reads and writes the process's standard streams.
    ///
    /// # Errors
    /// When the system refuses the address space that stacks and tables need, and when the configuration names a pass that
    /// there is not.
    pub fn new(config: &Config) -> std::io::Result<Vm> {
        Vm::with_output(config, Output::stdout())
    }

    /// A machine that writes elsewhere.
    ///
    /// # Errors
    /// As [`Vm::new`].
    pub fn with_output(config: &Config, out: Output) -> std::io::Result<Vm> {
        let passes = Chosen::of(config.passes.as_deref());
        let passes =
            passes.map_err(|e| std::io::Error::new(std::io::ErrorKind::InvalidInput, e))?;
        let heap = Heap::new(HeapConfig {
            limit: config.max_memory,
            stress: config.gc_stress,
            poison: config.gc_poison,
            verify: config.gc_verify,
            ..HeapConfig::default()
        });
        let host = Host {
            heap,
            out,
            input: Box::new(BufReader::new(std::io::stdin())),
            args: config.args.clone(),
            random: config
                .seed
                .map_or_else(Generator::by_chance, Generator::seeded),
            start: Instant::now(),
            break_calls: crate::builtins::BreakCalls::default(),
            names: ProgramNames {
                attention: Attention::new(config.timeout.map(format_time).unwrap_or_default()),
                ..ProgramNames::default()
            },
        };
        let limits = Limits {
            depth: config.max_depth,
            heat: match config.jit {
                Jit::Off => NEVER_HOT,
                Jit::Record | Jit::Eval | Jit::Sync | Jit::On => config.jit_heat,
            },
            memory: config.max_memory,
        };
        Ok(Vm {
            machine: Machine::new(host, limits)?,
            tracing: Tracing::new(config, passes),
            timeout: config.timeout,
            waiting: debugging::Waiting::default(),
        })
    }

    /// Verifies and loads a program; one that extends the program loaded before adds to it.
    ///
    /// # Errors
    /// When it is invalid or does not fit.
    pub fn load(&mut self, program: &Program) -> Result<(), RejectedProgram> {
        verify(program).map_err(RejectedProgram::Invalid)?;
        let (functions, constants) = (program.functions.len(), program.constants.len());
        log::debug!("load: {functions} functions, {constants} constants");
        let relinked = self.machine.relinked();
        self.machine
            .load(program)
            .map_err(RejectedProgram::Unloadable)?;
        if self.machine.relinked() != relinked {
            // Code may call what a method's name stood for before.
            self.tracing.forget(&mut self.machine);
        }
        Ok(())
    }

    /// Runs the loaded program from its start. Its output is flushed when this returns.
    pub fn run(&mut self) -> Outcome {
        self.watch_the_clock();
        let start = Instant::now();
        let stop = driver::drive(&mut self.machine, &mut self.tracing);
        let heap = &self.machine.host.heap;
        let collections = heap.statistics();
        log::debug!(
            "run: {stop:?} after {:.3} s; {} young and {} full collections; {} KiB of heap in use",
            start.elapsed().as_secs_f64(),
            collections.young,
            collections.full,
            heap.used() / 1024
        );
        self.tracing.statistics.total += start.elapsed();
        if log::log_enabled!(log::Level::Trace) {
            log::trace!("{:#?}", self.statistics());
        }
        self.finish(stop)
    }

    /// Like [`Vm::run`], but executes at most `fuel` instructions, and nothing is recorded: for a machine with
    /// [`Jit::Off`].
    pub fn run_with_fuel(&mut self, fuel: u64) -> Outcome {
        let stop = self.machine.run_with_fuel(fuel);
        self.finish(stop)
    }

    /// What hot loops and functions did, if the machine records them.
    pub fn recordings(&self) -> &Recordings {
        &self.tracing.recordings
    }

    /// What the JIT did so far.
    pub fn statistics(&self) -> Statistics {
        let mut statistics = self.tracing.statistics(self.machine.program());
        statistics.allocated = self.machine.host.heap.allocated_bytes();
        statistics
    }

    /// From now on the time in graphs is measured, for [`Statistics::running`].
    pub fn measure(&mut self) {
        self.tracing.clock = Clock::Running;
    }

    /// From now on `told` hears what the JIT does.
    pub fn observe(&mut self, told: impl FnMut(&Program, Event<'_>) + 'static) {
        self.tracing.observer = Observer::new(told);
    }

    /// Tells the observer what became of all code that there still is, and lets it go.
    pub fn stop_observing(&mut self) {
        self.tracing.tell_of_the_living(self.machine.program());
        self.tracing.observer = Observer::default();
    }

    /// How other threads and signal handlers interrupt the program.
    pub fn attention(&self) -> Attention {
        self.machine.host.names.attention.clone()
    }

    /// The value as a prompt shows it: a string quoted.
    pub fn display(&self, value: Value) -> String {
        self.machine
            .host
            .text(value, Form::Quoted)
            .unwrap_or_else(|fault| format!("<{fault}>"))
    }

    fn finish(&mut self, stop: Stop) -> Outcome {
        // A closed pipe is nothing to report, and there is no one left to report a full disk to.
        let _ = self.machine.host.out.flush();
        let outcome = match stop {
            Stop::Done => Outcome::Done(self.machine.result()),
            Stop::Exit(status) => Outcome::Exit(status),
            Stop::Uncaught => Outcome::Uncaught(Uncaught::of(&self.machine)),
            // Nobody pauses a run that is not driven, the driver goes on, and who has attached a debugger asks for pauses.
            Stop::OutOfFuel
            | Stop::Hot(_)
            | Stop::Paused
            | Stop::Break
            | Stop::Interrupted
            | Stop::Throwing
            | Stop::Landed
            | Stop::Returned
            | Stop::Beyond => Outcome::OutOfFuel,
        };
        self.machine.unwind_all();
        outcome
    }

    /// Starts the thread that asks for attention when the time limit passes. It ends with the process.
    fn watch_the_clock(&self) {
        let Some(timeout) = self.timeout else { return };
        let attention = self.attention();
        std::thread::spawn(move || {
            std::thread::sleep(timeout);
            attention.request(Request::TimeLimit);
        });
    }
}
