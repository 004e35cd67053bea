//! The command line: one file a subcommand.
//!
//! Statuses: 0 done, 1 the program failed, 2 wrong usage or a program that does not compile, `n` after `exit(n)`.

mod asm;
mod check;
mod complete;
#[cfg(feature = "debugger")]
mod dap;
#[cfg(feature = "debugger")]
mod debug;
mod dis;
mod eval;
mod fmt;
mod interrupt;
mod leave;
mod load;
mod looking;
mod memory;
mod options;
mod repl;
mod report;
mod run;
mod trace;

use clap::{Parser, Subcommand};

/// A register-based virtual machine.
#[derive(Parser)]
#[command(name = "hivm", version, about, max_term_width = 100)]
#[command(
    after_help = "Every option can also be set by its environment variable; the command line wins."
)]
struct Cli {
    /// What to log, as `error`, `warn`, `info`, `debug`, `trace` or `module=level,...`
    #[arg(
        long,
        global = true,
        env = "HIVM_LOG",
        value_name = "FILTER",
        default_value = "warn"
    )]
    log: String,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Run),
    Eval(eval::Eval),
    Check(check::Check),
    Fmt(fmt::Fmt),
    Asm(asm::Asm),
    Dis(dis::Dis),
    Repl(repl::Repl),
    Trace(trace::Trace),
    #[cfg(feature = "debugger")]
    Debug(debug::Debug),
    #[cfg(feature = "debugger")]
    Dap(dap::Dap),
    Completions(complete::Completions),
    Man(complete::Man),
}

/// Why a subcommand ends otherwise than well; the message was printed already.
enum Failure {
    /// Wrong usage, a file that cannot be read, a program that does not compile.
    Usage,
    /// The program failed.
    Program,
    /// The program ended with this status.
    Status(i32),
}

type Answer = Result<(), Failure>;

/// Runs the command line of this process.
pub fn main() -> ! {
    memory::keep_freed();
    let cli = Cli::parse();
    env_logger::Builder::new().parse_filters(&cli.log).init();
    let answer = match cli.command {
        Command::Run(command) => command.run(),
        Command::Eval(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Fmt(command) => command.run(),
        Command::Asm(command) => command.run(),
        Command::Dis(command) => command.run(),
        Command::Repl(command) => command.run(),
        Command::Trace(command) => command.run(),
        #[cfg(feature = "debugger")]
        Command::Debug(command) => command.run(),
        #[cfg(feature = "debugger")]
        Command::Dap(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    leave::leave(match answer {
        Ok(()) => 0,
        Err(Failure::Program) => 1,
        Err(Failure::Usage) => 2,
        // As the system does it: the low eight bits.
        Err(Failure::Status(n)) => n as u8,
    })
}

/// The whole command line as clap sees it.
fn command() -> clap::Command {
    <Cli as clap::CommandFactory>::command()
}
