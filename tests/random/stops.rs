//! Random programs that are stopped at random lines: what a debugger sees is the same with a JIT and without.
//!
//! ```text
//! stop at a random line; there, break at another one; then six stops with all variables of all frames, then on to the end
//! ```
//!
//! The second breakpoint comes when loops are hot, so that it takes their code away. Every other session steps in between.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use hivm::builtins::Output;
use hivm::bytecode::Program;
use hivm::config::{Config, Jit};
use hivm::debug::{Advance, Motion, Reason, Session, Setup};

use crate::rng::Rng;

/// How a program runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Interpreted.
    Plain,
    /// With everything hot at once.
    Compiled,
}

fn config(mode: Mode, seed: u64) -> Config {
    let native = cfg!(feature = "llvm");
    Config {
        jit: match (mode, native) {
            (Mode::Plain, _) => Jit::Off,
            (_, true) => Jit::Sync,
            (_, false) => Jit::Eval,
        },
        jit_heat: 3,
        // Otherwise the interpreter finishes what code has called.
        jit_exit_heat: if seed.is_multiple_of(3) { 100_000 } else { 2 },
        jit_worth: 1,
        jit_inline: if seed.is_multiple_of(2) { 6 } else { 50 },
        seed: Some(1),
        ..Config::default()
    }
}

/// What a session saw, and whether it had to do with code.
pub struct Seen {
    /// Everything, as text.
    pub text: String,
    /// How many graphs were entered.
    pub entries: u64,
}

/// Runs the session of a seed.
pub fn session(program: &Program, seed: u64, mode: Mode) -> Seen {
    let mut random = Rng::new(seed);
    let output = Arc::new(Mutex::new(Vec::new()));
    let captured = output.clone();
    let setup = Setup {
        program: program.clone(),
        config: config(mode, seed),
        output: Box::new(move || Output::captured(captured.clone())),
        started: Box::new(|_| {}),
    };
    let mut session = Session::new(setup).expect("a session");
    let mut text = String::new();
    let last = lines(program) as usize;
    let mut line = || 1 + random.below(last) as u32;
    let (first, second) = (line(), line());
    let first = session.break_at_line("", first).map(|b| b.id);
    let mut stops = 0;
    let mut second_id = None;
    loop {
        let motion = match (stops, seed % 4) {
            (0..4, 1) => Motion::Step,
            (0..4, 2) => Motion::Next,
            (3, 3) => Motion::Finish(0),
            _ => Motion::Continue,
        };
        let motion = if stops == 0 { Motion::Continue } else { motion };
        let reason = go(&mut session, motion);
        if let Reason::Ended(end) = &reason {
            let _ = writeln!(text, "{end:?}");
            break;
        }
        stops += 1;
        look(&mut session, &reason, &mut text);
        match stops {
            2 => second_id = session.break_at_line("", second).ok().map(|b| b.id),
            8 => {
                for id in first.iter().chain(&second_id) {
                    session.delete(*id).expect("a breakpoint");
                }
            }
            _ => {}
        }
    }
    text.push_str(&String::from_utf8_lossy(&output.lock().expect("alone")));
    let entries = session.vm().statistics().entries;
    Seen { text, entries }
}

fn go(session: &mut Session, motion: Motion) -> Reason {
    session.move_by(motion).expect("it runs");
    loop {
        match session.advance() {
            Advance::Stopped(reason) => return reason,
            Advance::Ask(_) | Advance::Interrupted => unreachable!("nobody asked for it"),
            Advance::News => {
                session.take_news();
            }
        }
    }
}

fn look(session: &mut Session, reason: &Reason, text: &mut String) {
    let _ = match reason {
        Reason::Finished(value) => writeln!(text, "finished {}", session.brief(*value)),
        other => writeln!(
            text,
            "{}",
            format!("{other:?}").split('(').next().unwrap_or("")
        ),
    };
    for frame in session.frames() {
        let _ = write!(text, "  {:?}:", session.vm().machine().position(frame.site));
        for variable in session.locals(frame) {
            let value = session.brief(session.value_at(variable.home));
            let _ = write!(text, " {}={value}", variable.name);
        }
        text.push('\n');
    }
    for variable in session.globals() {
        let value = session.brief(session.value_at(variable.home));
        let _ = write!(text, " {}={value}", variable.name);
    }
    text.push('\n');
}

/// The number of the last line with code.
fn lines(program: &Program) -> u64 {
    let own = program.functions.iter().filter(|f| !f.prelude);
    let lines = own.flat_map(|f| f.lines.iter().map(|l| u64::from(l.position.line)));
    lines.max().unwrap_or(1).max(1)
}
