//! `hivm eval 'CODE'`

use super::looking::LookingOptions;
use super::options::MachineOptions;
use super::{Answer, load, report, run};
use crate::source::SourceMap;

/// Runs CODE, a whole Monkey program, and prints the value of its last expression
#[derive(clap::Args)]
pub(super) struct Eval {
    /// The program's text
    code: String,
    /// What `args()` gives the program
    #[arg(last = true)]
    args: Vec<String>,
    #[command(flatten)]
    options: MachineOptions,
    #[command(flatten)]
    looking: LookingOptions,
}

impl Eval {
    pub(super) fn run(self) -> Answer {
        let mut sources = SourceMap::new();
        let file = load::add(&mut sources, "<eval>", self.code)?;
        let search = load::search(&self.options.config);
        let program = load::compile(&mut sources, file, load::Language::Monkey, &search)
            .map_err(|problems| report::diagnostics(&sources, &problems))?;
        let mut config = self.options.config;
        config.args = self.args;
        let mut vm = run::machine(&config, &program)?;
        let looking = self.looking.begin(&mut vm)?;
        let outcome = vm.run();
        run::print_result(&vm, &outcome);
        looking.end(&mut vm, &program);
        report::outcome(&program, outcome)
    }
}
