//! The engines that random programs run on, as a table, and one run on one of them.
//!
//! To add an engine, add a row. Each program runs on the first row, [`ENGINES`]`[0]`, and on all others that take
//! programs of its size; what they print and how they end must be the same.
//!
//! Invariant: nothing that a run does ends the test, but a crash of the process; a panic and a program that does not end are
//! [`Run`]s as others are. What crashed is in the file that [`last_program`] names.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use hivm::asm;
use hivm::builtins::{Attention, Output, Request};
use hivm::bytecode::disassemble::disassemble;
use hivm::bytecode::{Program, container};
use hivm::config::{Config, Jit};

use hivm::monkey;
use hivm::source::{SourceMap, Style};
use hivm::trace;
use hivm::vm::{Outcome, Uncaught, Vm};

/// How an engine executes.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// As `hivm run` does.
    Run,
    /// In the loop that counts instructions.
    Counting,
    /// As `hivm run` does, after the program went through its container.
    Reloaded,
    /// As `hivm run` does, after the program was written as assembly and read again.
    Reassembled,
}

/// Which programs an engine runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// All.
    Everything,
    /// Small ones.
    Small,
    /// Small ones, of which there are fewer: it compiles all that they do.
    Native,
}

impl Takes {
    /// Whether a campaign with such programs runs them on an engine for those.
    pub fn runs_on(self, engine: Takes) -> bool {
        match self {
            Takes::Everything => engine == Takes::Everything,
            Takes::Small => engine != Takes::Native,
            // The others have theirs.
            Takes::Native => engine == Takes::Native,
        }
    }
}

/// One way to execute a program.
pub struct Engine {
    /// What failures call it.
    pub name: &'static str,
    /// Changes the machine's default options.
    pub configure: fn(&mut Config),
    /// How it executes.
    pub how: How,
    /// Which programs are worth their time here.
    pub takes: Takes,
}

/// Every engine; the others are compared with the first.
pub const ENGINES: &[Engine] = &[
    Engine {
        name: "plain",
        configure: |_| {},
        how: How::Run,
        takes: Takes::Everything,
    },
    Engine {
        name: "recording",
        configure: |config| {
            config.jit = Jit::Record;
            config.jit_heat = 2;
        },
        how: How::Run,
        takes: Takes::Everything,
    },
    Engine {
        name: "evaluated",
        configure: |config| eager(config, Jit::Eval),
        how: How::Run,
        takes: Takes::Everything,
    },
    Engine {
        name: "evaluated, failing",
        configure: |config| {
            eager(config, Jit::Eval);
            config.jit_fail_every = 3;
            config.jit_inline = 6;
        },
        how: How::Run,
        takes: Takes::Everything,
    },
    Engine {
        name: "evaluated, leaving",
        configure: |config| {
            eager(config, Jit::Eval);
            leaving(config);
        },
        how: How::Run,
        takes: Takes::Everything,
    },
    Engine {
        name: "evaluated, collecting",
        configure: |config| {
            eager(config, Jit::Eval);
            config.gc_stress = true;
            config.gc_poison = true;
            config.gc_verify = true;
        },
        how: How::Run,
        takes: Takes::Small,
    },
    #[cfg(feature = "llvm")]
    Engine {
        name: "native",
        configure: |config| eager(config, Jit::Sync),
        how: How::Run,
        takes: Takes::Native,
    },
    #[cfg(feature = "llvm")]
    Engine {
        name: "native, calling",
        configure: |config| {
            eager(config, Jit::Sync);
            config.jit_inline = 6;
        },
        how: How::Run,
        takes: Takes::Native,
    },
    #[cfg(feature = "llvm")]
    Engine {
        name: "native, leaving",
        configure: |config| {
            eager(config, Jit::Sync);
            leaving(config);
        },
        how: How::Run,
        takes: Takes::Native,
    },
    #[cfg(feature = "llvm")]
    Engine {
        name: "native, failing",
        configure: |config| {
            eager(config, Jit::Sync);
            config.jit_fail_every = 3;
            config.jit_inline = 6;
        },
        how: How::Run,
        takes: Takes::Native,
    },
    Engine {
        name: "counting",
        configure: |_| {},
        how: How::Counting,
        takes: Takes::Everything,
    },
    Engine {
        name: "reloaded",
        configure: |_| {},
        how: How::Reloaded,
        takes: Takes::Small,
    },
    Engine {
        name: "reassembled",
        configure: |_| {},
        how: How::Reassembled,
        takes: Takes::Small,
    },
    Engine {
        name: "collecting",
        configure: |config| {
            config.gc_stress = true;
            config.gc_poison = true;
            config.gc_verify = true;
        },
        how: How::Run,
        takes: Takes::Small,
    },
];

/// Everything is hot at once, and worth it.
fn eager(config: &mut Config, jit: Jit) {
    config.jit = jit;
    config.jit_heat = 2;
    config.jit_exit_heat = 1;
    config.jit_worth = 1;
}

/// No path from an exit is ever hot, and calls are calls: the interpreter finishes what code has called.
fn leaving(config: &mut Config) {
    config.jit_exit_heat = 100_000_000;
    config.jit_inline = 6;
}

/// More instructions than any program executes within its time.
const FUEL: u64 = 1 << 40;

/// What one run showed.
#[derive(Clone, Debug, PartialEq)]
pub enum Run {
    /// It ended: what it wrote and how it ended, in words.
    Ended {
        /// Everything on standard output.
        output: String,
        /// The value, or the message, place and call stack of an uncaught error.
        end: String,
    },
    /// It was not executed, for this reason.
    Rejected(String),
    /// The machine panicked with this message.
    Panicked(String),
    /// It took longer than it may.
    TookTooLong,
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Run::Ended { output, end } => write!(f, "{output}-- {end}"),
            Run::Rejected(message) => write!(f, "rejected: {message}"),
            Run::Panicked(message) => write!(f, "panicked: {message}"),
            Run::TookTooLong => write!(f, "took too long"),
        }
    }
}

/// Compiles a text. A panic is an error too.
pub fn compile(text: &str) -> Result<Program, Run> {
    guarded(|| {
        let mut sources = SourceMap::new();
        let file = sources
            .add("random.monkey", text)
            .map_err(|e| Run::Rejected(format!("{e:?}")))?;
        monkey::compile(&sources, file).map_err(|problems| {
            let text = sources.render_all(&problems, Style::Plain);
            Run::Rejected(text)
        })
    })
    .unwrap_or_else(|message| Err(Run::Panicked(message)))
}

fn assemble(text: &str) -> Result<Program, String> {
    let mut sources = SourceMap::new();
    let file = sources
        .add("random.hasm", text)
        .map_err(|e| format!("{e:?}"))?;
    asm::assemble(&sources, file).map_err(|problems| sources.render_all(&problems, Style::Plain))
}

/// Runs a program, for `limit` at most.
pub fn run(engine: &Engine, program: &Program, limit: Duration) -> Run {
    guarded(|| execute(engine, program, limit)).unwrap_or_else(Run::Panicked)
}

fn execute(engine: &Engine, program: &Program, limit: Duration) -> Run {
    let reloaded = match engine.how {
        How::Reloaded => {
            let bytes = container::write(program, container::Texts::Included);
            container::read(&bytes).map(Some).map_err(|e| e.to_string())
        }
        How::Reassembled => assemble(&disassemble(program)).map(Some),
        How::Run | How::Counting => Ok(None),
    };
    let reloaded = match reloaded {
        Ok(reloaded) => reloaded,
        Err(error) => return Run::Rejected(error),
    };
    let program = reloaded.as_ref().unwrap_or(program);
    let mut config = Config {
        jit: Jit::Off,
        max_memory: 1 << 30,
        ..Config::default()
    };
    (engine.configure)(&mut config);
    let bytes = Arc::new(Mutex::new(Vec::new()));
    let mut vm = match Vm::with_output(&config, Output::captured(bytes.clone())) {
        Ok(vm) => vm,
        Err(error) => return Run::Rejected(error.to_string()),
    };
    if let Err(error) = vm.load(program) {
        return Run::Rejected(error.to_string());
    }
    let watch = Watch::start(vm.attention(), limit);
    let outcome = match engine.how {
        How::Counting => vm.run_with_fuel(FUEL),
        How::Run | How::Reloaded | How::Reassembled => vm.run(),
    };
    if watch.rang() {
        return Run::TookTooLong;
    }
    for recording in &vm.recordings().all {
        if let Err(wrong) = trace::check(program, recording) {
            return Run::Rejected(format!("{wrong}\n{recording}"));
        }
        if trace::parse(&recording.to_string()).as_ref() != Ok(recording) {
            return Run::Rejected(format!("it does not read back:\n{recording}"));
        }
    }
    let end = match outcome {
        Outcome::Done(value) => format!("value: {}", vm.display(value)),
        Outcome::Exit(status) => format!("exit: {status}"),
        Outcome::Uncaught(uncaught) => in_words(&uncaught),
        Outcome::OutOfFuel => return Run::TookTooLong,
    };
    let output = bytes.lock().unwrap_or_else(|e| e.into_inner());
    let output = String::from_utf8_lossy(&output).into_owned();
    Run::Ended { output, end }
}

/// An error with its place, the depth of its call stack, and the innermost and outermost frames.
fn in_words(uncaught: &Uncaught) -> String {
    let stack = &uncaught.stack;
    let mut text = format!(
        "uncaught: {} at {:?}, {} frames",
        uncaught.message,
        uncaught.place,
        stack.len()
    );
    let ends = stack
        .iter()
        .take(20)
        .chain(stack.iter().skip(20.max(stack.len().saturating_sub(5))));
    for frame in ends {
        text += &format!("\n{} at {}:{}", frame.function, frame.file, frame.position);
    }
    text
}

/// Asks a machine to stop when its time is over; ends the process, with the last program in its file, when it does not.
struct Watch {
    rang: Arc<AtomicBool>,
    /// Dropped with the watch, which ends the thread.
    _done: mpsc::Sender<()>,
}

impl Watch {
    fn start(attention: Attention, limit: Duration) -> Watch {
        let rang = Arc::new(AtomicBool::new(false));
        let (done, ended) = mpsc::channel::<()>();
        let bell = rang.clone();
        std::thread::spawn(move || {
            if ended.recv_timeout(limit) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            bell.store(true, Ordering::SeqCst);
            attention.request(Request::TimeLimit);
            if ended.recv_timeout(limit * 3) == Err(RecvTimeoutError::Timeout) {
                eprintln!(
                    "a program hangs: see random-*.monkey in {}",
                    env!("CARGO_TARGET_TMPDIR")
                );
                std::process::abort();
            }
        });
        Watch { rang, _done: done }
    }

    fn rang(&self) -> bool {
        self.rang.load(Ordering::SeqCst)
    }
}

/// Where the program is that runs now, should the process not survive it. Tests run side by side.
pub fn last_program(takes: Takes) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("random-{takes:?}.monkey"))
}

thread_local! {
    /// The message of a panic that is caught here; `None` outside [`guarded`].
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Turns a panic into its message, and prints nothing.
fn guarded<T>(body: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            CAUGHT.with_borrow_mut(|caught| match caught {
                Some(message) => *message = panic.to_string(),
                None => print(panic),
            });
        }));
    });
    CAUGHT.set(Some(String::new()));
    let result = catch_unwind(AssertUnwindSafe(body));
    let message = CAUGHT.take().unwrap_or_default();
    result.map_err(|_| message)
}
