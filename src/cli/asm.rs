//! `hivm asm FILE -o OUT`

use super::options::SourceOptions;
use super::{Answer, Failure, load, report};
use crate::bytecode::{container, verify};

/// Assembles or compiles a program into bytecode (.hbc)
#[derive(clap::Args)]
pub(super) struct Asm {
    /// The program: .hasm or .monkey; `-` is standard input
    file: String,
    /// Where the bytecode goes
    #[arg(short, long, value_name = "FILE")]
    output: String,
    /// Keeps the source text in the bytecode, so that errors can show the line
    #[arg(long)]
    with_source: bool,
    #[command(flatten)]
    options: SourceOptions,
}

impl Asm {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file, &self.options.config)?;
        verify(&program).map_err(|e| {
            report::error(format!("{}: invalid bytecode: {e}", self.file));
            Failure::Usage
        })?;
        let texts = if self.with_source {
            container::Texts::Included
        } else {
            container::Texts::LeftOut
        };
        let bytes = container::write(&program, texts);
        std::fs::write(&self.output, bytes).map_err(|e| {
            report::error(format!("cannot write {}: {e}", self.output));
            Failure::Usage
        })
    }
}
