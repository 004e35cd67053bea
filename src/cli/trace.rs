//! `hivm trace FILE [-- ARGS]`: what the machine made of a program, stage by stage.

use std::io::Write;
use std::sync::{Arc, Mutex};

use super::options::MachineOptions;
use super::{Answer, Failure, interrupt, load, report};
use crate::builtins::Output;
use crate::config::Jit;
use crate::index::TreeId;
use crate::inspect::{self, Dump, Selection, Stage};
use crate::vm::Vm;

/// Runs a program with the JIT, without showing what it prints, and shows what became of its hot loops and functions
///
/// Code is made while the program waits (--jit=sync) if nothing else is said; a build without a code generator evaluates graphs
/// (--jit=eval).
#[derive(clap::Args)]
#[command(after_help = stages_help())]
pub(super) struct Trace {
    /// The program: .monkey, .hasm or .hbc
    file: String,
    /// What to show: a list of stages, or `all`
    #[arg(long, value_name = "STAGES", default_value = "bytecode,recording,graph,exits", value_parser = chosen)]
    stage: Selection,
    /// The only tree to show, such as `t3`
    #[arg(long, value_name = "TREE", value_parser = inspect::tree)]
    only: Option<TreeId>,
    /// What `args()` gives the program
    #[arg(last = true)]
    args: Vec<String>,
    #[command(flatten)]
    options: MachineOptions,
}

fn chosen(text: &str) -> Result<Selection, String> {
    let stages = Stage::list(text)?;
    Ok(Selection { stages, only: None })
}

fn stages_help() -> String {
    let rows = Stage::ALL.iter();
    let rows = rows.map(|(_, name, shows)| format!("  {name:<10} {shows}\n"));
    format!("Stages:\n{}", rows.collect::<String>())
}

impl Trace {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file, &self.options.config)?;
        let mut config = self.options.config;
        config.args = self.args;
        // What is shown is the same every time.
        if matches!(config.jit, Jit::Off | Jit::On) {
            config.jit = match cfg!(feature = "llvm") {
                true => Jit::Sync,
                false => Jit::Eval,
            };
        }
        let unseen = Output::captured(Arc::new(Mutex::new(Vec::new())));
        let mut vm = Vm::with_output(&config, unseen).map_err(|e| {
            report::error(format!("cannot make a machine: {e}"));
            Failure::Program
        })?;
        vm.load(&program).map_err(|e| {
            report::error(e.to_string());
            Failure::Usage
        })?;
        if let Err(e) = interrupt::watch(vm.attention()) {
            log::warn!("Ctrl-C will not be caught: {e}");
        }
        let chosen = Selection {
            only: self.only,
            ..self.stage
        };
        let dump = Dump::collected(chosen).watch(&mut vm);
        let outcome = vm.run();
        vm.stop_observing();
        // A closed pipe (`hivm trace x | head`) is no error.
        let _ = std::io::stdout().write_all(dump.borrow().text().as_bytes());
        report::outcome(&program, outcome)
    }
}
