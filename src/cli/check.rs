//! `hivm check FILE...`

use super::options::SourceOptions;
use super::{Answer, Failure, load, report};
use crate::bytecode::verify;
use crate::monkey;

/// Compiles and verifies programs without running them, and warns of what is probably not meant
#[derive(clap::Args)]
pub(super) struct Check {
    /// The programs; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,

    /// Treat warnings as errors: the status is 2 if there are any
    #[arg(long)]
    deny_warnings: bool,
    #[command(flatten)]
    options: SourceOptions,
}

impl Check {
    pub(super) fn run(self) -> Answer {
        let mut answer = Ok(());
        for file in &self.files {
            let mut warned = false;
            let program = load::program_and(file, &self.options.config, |sources, id| {
                let warnings = monkey::warnings(sources, id);
                warned = !warnings.is_empty();
                report::warnings(sources, &warnings);
            });
            let checked = program.and_then(|program| {
                verify(&program).map_err(|e| {
                    report::error(format!("{file}: invalid bytecode: {e}"));
                    Failure::Usage
                })
            });
            if checked.is_err() {
                answer = checked;
            } else if warned && self.deny_warnings {
                answer = Err(Failure::Usage);
            }
        }
        answer
    }
}
