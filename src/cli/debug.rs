//! `hivm debug FILE [-- ARGS]`: a session with the debugger, at a prompt or by scripts.
//!
//! Scripts and commands run in the order in which they are given, scripts first; then, unless `--batch` says otherwise, there is the prompt.
//! In front of all that run the user's own commands, `~/.config/hivm/debug.lua`, and `.hivm.lua` of the working directory, which
//! is asked about before it runs for the first time.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::options::MachineOptions;
use super::{Answer, Failure, interrupt, load, report};
use crate::builtins::Output;
use crate::debug::{Script, Session, Setup, Status, Verbosity, prompt, sees_colours};

/// Debugs a program: .monkey, .hasm or .hbc, by commands in Lua
#[derive(clap::Args)]
pub(super) struct Debug {
    /// The program
    file: String,
    /// A script in Lua to run; can be given more than once
    #[arg(long, value_name = "FILE.lua")]
    script: Vec<String>,
    /// A command to run as if it were entered at the prompt; can be given more than once
    #[arg(long, value_name = "LUA")]
    command: Vec<String>,
    /// Ends after scripts and commands, without a prompt
    #[arg(long)]
    batch: bool,
    /// Runs neither the user's nor the directory's own commands
    #[arg(long)]
    plain: bool,
    /// What `args()` gives the program
    #[arg(last = true)]
    args: Vec<String>,
    #[command(flatten)]
    options: MachineOptions,
}

impl Debug {
    pub(super) fn run(self) -> Answer {
        let program = load::program(&self.file, &self.options.config)?;
        let mut config = self.options.config.clone();
        config.args.clone_from(&self.args);
        let setup = Setup {
            program,
            config,
            output: Box::new(Output::stdout),
            started: Box::new(|vm| {
                if let Err(e) = interrupt::watch(vm.attention()) {
                    log::warn!("Ctrl-C will not be caught: {e}");
                }
            }),
        };
        let session = Session::new(setup).map_err(wrong)?;
        let script = Rc::new(Script::new(session).map_err(wrong)?);
        // The machine is never dropped: the process is left while a compile thread may be at work.
        std::mem::forget(script.clone());
        if sees_colours() {
            script.use_colours();
        }
        if !self.plain {
            self.own_commands(&script)?;
        }
        let mut failed = false;
        for file in &self.script {
            let text = std::fs::read_to_string(file)
                .map_err(|e| wrong(format!("cannot read {file}: {e}")))?;
            failed |= !self.done(script.run(file, &text, Verbosity::Silent));
            if script.quits() {
                return answer(&script, failed);
            }
        }
        if !self.batch {
            script.greet().map_err(wrong)?;
        }
        for command in &self.command {
            failed |= !self.done(script.enter(command));
            if script.quits() {
                return answer(&script, failed);
            }
        }
        if !self.batch {
            prompt(&script, state("debug_history")).map_err(wrong)?;
            // Errors were dealt with by who entered them.
            failed = false;
        }
        answer(&script, failed)
    }

    fn done(&self, result: Result<(), String>) -> bool {
        match result {
            Ok(()) => true,
            Err(what) => {
                report::error(what);
                false
            }
        }
    }

    fn own_commands(&self, script: &Script) -> Result<(), Failure> {
        let home = home(".config", "XDG_CONFIG_HOME").map(|dir| dir.join("hivm/debug.lua"));
        if let Some(path) = home
            && path.is_file()
        {
            self.own_file(script, &path);
        }
        let project = Path::new(".hivm.lua");
        if project.is_file() && self.trusts(project)? {
            self.own_file(script, project);
        }
        Ok(())
    }

    fn own_file(&self, script: &Script, path: &Path) {
        match std::fs::read_to_string(path) {
            Ok(text) => {
                let name = path.to_string_lossy();
                self.done(script.run(&name, &text, Verbosity::Silent));
            }
            Err(e) => report::error(format!("cannot read {}: {e}", path.display())),
        }
    }

    /// Whether commands of this directory may run: asked once, and kept.
    fn trusts(&self, file: &Path) -> Result<bool, Failure> {
        let Ok(full) = file.canonicalize() else {
            return Ok(false);
        };
        let full = full.to_string_lossy().into_owned();
        let kept = state("debug_trusted");
        let known = kept
            .as_ref()
            .and_then(|path| std::fs::read_to_string(path).ok());
        if known.is_some_and(|known| known.lines().any(|line| line == full)) {
            return Ok(true);
        }
        if self.batch || !std::io::stdin().is_terminal() {
            log::warn!("{full} was not run: nobody is here to say whether it may");
            return Ok(false);
        }
        print!("Run the debugger's commands in {full}? [y/N] ");
        let _ = std::io::stdout().flush();
        let mut line = String::new();
        if std::io::stdin().read_line(&mut line).is_err() || !matches!(line.trim(), "y" | "yes") {
            return Ok(false);
        }
        if let Some(path) = kept {
            let dir = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            let open = std::fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(&path);
            let written = dir.and(open).and_then(|mut file| writeln!(file, "{full}"));
            if let Err(e) = written {
                log::warn!("the answer was not kept: {e}");
            }
        }
        Ok(true)
    }
}

fn wrong(what: String) -> Failure {
    report::error(what);
    Failure::Usage
}

/// The process's status.
fn answer(script: &Script, failed: bool) -> Answer {
    match script.status() {
        Status::Set(0) => Ok(()),
        Status::Set(status) => Err(Failure::Status(i32::from(status))),
        Status::Programs if failed => Err(Failure::Program),
        Status::Programs => Ok(()),
    }
}

fn home(below: &str, variable: &str) -> Option<PathBuf> {
    let own = std::env::var_os(variable).map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(below));
    own.or(home)
}

/// A file that keeps something from one session to the next.
fn state(name: &str) -> Option<PathBuf> {
    Some(
        home(".local/state", "XDG_STATE_HOME")?
            .join("hivm")
            .join(name),
    )
}
