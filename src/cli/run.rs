//! `hivm run FILE [-- ARGS]`

use std::mem::ManuallyDrop;

use super::looking::LookingOptions;
use super::options::MachineOptions;
use super::{Answer, Failure, interrupt, load, report};
use crate::bytecode::Program;
use crate::config::Config;
use crate::vm::{Outcome, Vm};

/// Runs a program: .monkey, .hasm or .hbc; `-` is standard input
#[derive(clap::Args)]
pub(super) struct Run {
    /// The program
    file: String,
    /// What `args()` gives the program
    #[arg(last = true)]
    args: Vec<String>,
    #[command(flatten)]
    options: MachineOptions,
    #[command(flatten)]
    looking: LookingOptions,
}

impl Run {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file, &self.options.config)?;
        let mut config = self.options.config;
        config.args = self.args;
        let mut vm = machine(&config, &program)?;
        let looking = self.looking.begin(&mut vm)?;
        let outcome = vm.run();
        looking.end(&mut vm, &program);
        report::outcome(&program, outcome)
    }
}

/// A machine of this process, which is left without dropping it: a compile thread may be at work.
pub(super) type Machine = ManuallyDrop<Vm>;

/// A machine with the program loaded, which Ctrl-C interrupts. Errors are printed.
pub(super) fn machine(config: &Config, program: &Program) -> Result<Machine, Failure> {
    let mut vm = empty_machine(config)?;
    vm.load(program).map_err(|e| {
        report::error(e.to_string());
        Failure::Usage
    })?;
    Ok(vm)
}

/// A machine without a program, which Ctrl-C interrupts. Errors are printed.
pub(super) fn empty_machine(config: &Config) -> Result<Machine, Failure> {
    let vm = Vm::new(config).map_err(|e| {
        report::error(format!("cannot make a machine: {e}"));
        Failure::Program
    })?;
    if let Err(e) = interrupt::watch(vm.attention()) {
        log::warn!("Ctrl-C will not be caught: {e}");
    }
    Ok(ManuallyDrop::new(vm))
}

/// Prints what the program returned, as the prompt does: nothing for null.
pub(super) fn print_result(vm: &Vm, outcome: &Outcome) {
    if let Outcome::Done(value) = outcome
        && value.tag() != crate::value::Tag::Null
    {
        println!("{}", vm.display(*value));
    }
}
