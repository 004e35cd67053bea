//! Runs one program in a process of its own and collects all that it said.
//!
//! `execute(&Start { .. })` gives the output, the diagnostics and the status, or why there are none: the time
//! ran out, or the process was killed.
//!
//! Invariant: no process outlives the call, and a program that writes more than a pipe holds does not block.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::engines::Engine;

/// How long a case may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);

/// What to run, and how.
#[derive(Debug)]
pub struct Start<'a> {
    pub engine: &'static Engine,
    /// The directory to run in: the crate's root.
    pub root: &'a Path,
    /// The program, relative to `root`.
    pub file: &'a str,
    pub options: &'a [String],
    pub arguments: &'a [String],
    pub input: String,
    /// A directory that the program may write to; it finds it in `HIVM_TEST_DIR`.
    pub scratch: &'a Path,
}

/// What a process that ended by itself left behind.
#[derive(Debug)]
pub struct Finished {
    pub output: String,
    pub diagnostics: String,
    pub status: i32,
}

/// Runs a program to its end or to the time limit.
pub fn execute(start: &Start<'_>) -> Result<Finished, String> {
    let mut child = command(start)
        .spawn()
        .map_err(|why| format!("cannot start {}: {why}", env!("CARGO_BIN_EXE_hivm")))?;
    let input = start.input.clone();
    let mut stdin = child.stdin.take().expect("stdin is piped");
    // A program may end without reading its input: a failed write is no failure of the case.
    let feeder = thread::spawn(move || stdin.write_all(input.as_bytes()).ok());
    let output = collect(child.stdout.take().expect("stdout is piped"));
    let diagnostics = collect(child.stderr.take().expect("stderr is piped"));
    let status = wait(&mut child)?;
    feeder.join().expect("the feeder does not panic");
    let output = output.join().expect("the reader does not panic");
    let diagnostics = diagnostics.join().expect("the reader does not panic");
    let diagnostics = String::from_utf8_lossy(&diagnostics).into_owned();
    let output = String::from_utf8(output)
        .map_err(|why| format!("standard output is not UTF-8: {why}\n{diagnostics}"))?;
    let status = status
        .code()
        .ok_or_else(|| format!("the process died: {status}\n{diagnostics}"))?;
    Ok(Finished {
        output,
        diagnostics,
        status,
    })
}

fn command(start: &Start<'_>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hivm"));
    command
        .arg("run")
        .args(start.engine.options)
        .args(start.options)
        .arg(start.file);
    if !start.arguments.is_empty() {
        command.arg("--").args(start.arguments);
    }
    // Settings of whoever runs the tests must not change what the cases do.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HIVM_") {
            command.env_remove(name);
        }
    }
    command
        .env("NO_COLOR", "1")
        .env("HIVM_TEST_DIR", start.scratch)
        .envs(start.engine.environment.iter().copied())
        .current_dir(start.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn collect(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        // What came before a broken pipe is still worth showing.
        let _ = pipe.read_to_end(&mut bytes);
        bytes
    })
}

fn wait(child: &mut Child) -> Result<ExitStatus, String> {
    let deadline = Instant::now() + TIME_LIMIT;
    let mut pause = Duration::from_micros(200);
    loop {
        if let Some(status) = child.try_wait().map_err(|why| why.to_string())? {
            return Ok(status);
        }
        if Instant::now() >= deadline {
            // It may have ended by itself in between; either way it is gone after `wait`.
            let _ = child.kill();
            let _ = child.wait();
            return Err(format!("still running after {} s", TIME_LIMIT.as_secs()));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}
