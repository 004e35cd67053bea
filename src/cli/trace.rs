//! `hivm trace FILE [-- ARGS]`: what the machine made of a program, stage by stage.

use std::io::Write;
use std::sync::{Arc, Mutex};

use super::options::MachineOptions;
use super::{Answer, load, report};
use crate::builtins::Output;
use crate::bytecode::disassemble::disassemble;
use crate::config::Jit;
use crate::vm::Vm;

/// Runs a program, without showing what it prints, and shows what became of its hot loops and functions
#[derive(clap::Args)]
pub(super) struct Trace {
    /// The program: .monkey, .hasm or .hbc
    file: String,
    /// What to show
    #[arg(long, value_enum, value_delimiter = ',', default_value = "recording")]
    stage: Vec<Stage>,
    /// What `args()` gives the program
    #[arg(last = true)]
    args: Vec<String>,
    #[command(flatten)]
    options: MachineOptions,
}

/// What the machine makes of a program on its way.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Stage {
    /// The bytecode, as assembly
    Bytecode,
    /// What each hot loop and function did
    Recording,
}

impl Trace {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file)?;
        let mut config = self.options.config;
        config.args = self.args;
        config.jit = Jit::Record;
        let unseen = Output::captured(Arc::new(Mutex::new(Vec::new())));
        let mut vm = Vm::with_output(&config, unseen).map_err(|e| {
            report::error(format!("cannot reserve memory for a machine: {e}"));
            super::Failure::Program
        })?;
        vm.load(&program).map_err(|e| {
            report::error(e.to_string());
            super::Failure::Usage
        })?;
        let outcome = vm.run();
        let mut text = String::new();
        for stage in self.stage {
            match stage {
                Stage::Bytecode => text.push_str(&disassemble(&program)),
                Stage::Recording => {
                    for recording in &vm.recordings().all {
                        let function = &program.functions[recording.anchor.site.function.index()];
                        let position = function.position(recording.anchor.site.pc);
                        text.push_str(&format!(
                            "; `{}` at {position}\n{recording}\n",
                            function.name
                        ));
                    }
                    for (cut, count, site) in vm.recordings().cuts.iter() {
                        let function = &program.functions[site.function.index()];
                        let position = function.position(site.pc);
                        text.push_str(&format!(
                            "; cut {count} times: {cut}, last in `{}` at {position}\n",
                            function.name
                        ));
                    }
                }
            }
        }
        // A closed pipe (`hivm trace x | head`) is no error.
        let _ = std::io::stdout().write_all(text.as_bytes());
        report::outcome(&program, outcome)
    }
}
