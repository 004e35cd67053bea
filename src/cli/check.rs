//! `hivm check FILE...`

use super::{Answer, Failure, load, report};
use crate::bytecode::verify;

/// Compiles and verifies programs without running them
#[derive(clap::Args)]
pub(super) struct Check {
    /// The programs; `-` is standard input
    #[arg(required = true)]
    files: Vec<String>,
}

impl Check {
    pub(super) fn run(self) -> Answer {
        let mut answer = Ok(());
        for file in &self.files {
            let checked = load::program(file).and_then(|program| {
                verify(&program).map_err(|e| {
                    report::error(format!("{file}: invalid bytecode: {e}"));
                    Failure::Usage
                })
            });
            if checked.is_err() {
                answer = checked;
            }
        }
        answer
    }
}
