//! `hivm dis FILE`

use std::io::Write;

use super::options::SourceOptions;
use super::{Answer, load};
use crate::bytecode::disassemble::disassemble;

/// Prints a program's bytecode as assembly, which `hivm asm` takes again
#[derive(clap::Args)]
pub(super) struct Dis {
    /// The program: .hbc, .hasm or .monkey; `-` is standard input
    file: String,
    #[command(flatten)]
    options: SourceOptions,
}

impl Dis {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file, &self.options.config)?;
        // A closed pipe (`hivm dis x | head`) is no error.
        let _ = std::io::stdout().write_all(disassemble(&program).as_bytes());
        Ok(())
    }
}
