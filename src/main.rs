//! The `hivm` binary: the command line only.

use std::process::ExitCode;

fn main() -> ExitCode {
    hivm::cli::main()
}
