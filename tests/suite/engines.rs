//! The engines that every case runs on, as a table.
//!
//! An engine is the `hivm` binary with options and environment of its own, for example collecting garbage at every
//! allocation. To add one, add a row: all cases and examples run on it from then on.
//!
//! For each pass on graphs there is an engine that runs that pass alone, `pass-hoist`, and `pass-none` runs no pass; they run the
//! cases under `jit/`.
//!
//! `scripts/test` runs two builds. What does the same in both, the evaluator with one pass or with guards that fail, has its row in the
//! one that is optimised.
//!
//! Invariant: an engine changes how a program is executed, never what it prints.

use std::sync::LazyLock;

use hivm::opt::PASSES;

/// One way to execute a program.
#[derive(Debug, Clone, Copy)]
pub struct Engine {
    /// The first part of the test's name, and the word in a case's `not on` directive.
    pub name: &'static str,
    /// Put between `hivm run` and the file.
    pub options: &'static [&'static str],
    /// Added to the environment.
    pub environment: &'static [(&'static str, &'static str)],
    /// Which cases are worth their time here.
    pub runs: Runs,
    /// Whether what cases state of the JIT is looked at.
    pub jit: Look,
    /// Which builds have it.
    pub build: Build,
}

/// Which builds have an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// All.
    Any,
    /// Where the interpreter is optimised.
    Optimised,
    /// With LLVM.
    WithLlvm,
}

impl Build {
    fn is_this(self) -> bool {
        match self {
            Build::Any => true,
            Build::Optimised => cfg!(hivm_threaded),
            Build::WithLlvm => cfg!(feature = "llvm"),
        }
    }
}

/// Whether what cases state of the JIT is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// It is: the engine makes the same decisions each time, and cases count on them.
    Checked,
    /// It is not.
    Ignored,
}

/// Which cases an engine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// All cases and the examples.
    Everything,
    /// Only cases without the `slow` directive; no examples.
    QuickCases,
    /// Of these the ones under `jit/`.
    JitCases,
}

/// Everything is hot at once, and worth it.
const EAGER: &[(&str, &str)] = &[
    ("HIVM_JIT_HEAT", "2"),
    ("HIVM_JIT_EXIT_HEAT", "1"),
    ("HIVM_JIT_WORTH", "1"),
];

/// The same, and only the smallest functions are inlined.
const CALLING: &[(&str, &str)] = &[
    ("HIVM_JIT_HEAT", "2"),
    ("HIVM_JIT_EXIT_HEAT", "1"),
    ("HIVM_JIT_WORTH", "1"),
    ("HIVM_JIT_INLINE", "6"),
];

/// The same, but no path from an exit is ever hot: the interpreter goes on there each time, also in what code has called.
const LEAVING: &[(&str, &str)] = &[
    ("HIVM_JIT_HEAT", "2"),
    ("HIVM_JIT_EXIT_HEAT", "100000000"),
    ("HIVM_JIT_WORTH", "1"),
    ("HIVM_JIT_INLINE", "6"),
];

/// Everything is hot at once, and has a price: it is compiled quickly first, well when it goes on, and dropped when it does not pay.
const TIERS: &[(&str, &str)] = &[
    ("HIVM_JIT_HEAT", "2"),
    ("HIVM_JIT_EXIT_HEAT", "1"),
    ("HIVM_JIT_WORTH", "2"),
    ("HIVM_JIT_INLINE", "12"),
];

/// Every engine of this build, in the order in which tests are listed.
pub static ENGINES: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    let mut engines = all();
    engines.retain(|engine| engine.build.is_this());
    engines
});

/// Whether a build has an engine of that name.
pub fn is_known(name: &str) -> bool {
    all().iter().any(|engine| engine.name == name)
}

fn all() -> Vec<Engine> {
    let passes = ["none"]
        .into_iter()
        .chain(PASSES.iter().map(|pass| pass.name));
    WHOLE.iter().copied().chain(passes.map(alone)).collect()
}

/// One pass, or none, for as long as the tests run.
fn alone(pass: &str) -> Engine {
    let options = ["--jit", "eval", "--passes", pass].map(|word| &*word.to_string().leak());
    Engine {
        name: format!("pass-{pass}").leak(),
        options: Vec::from(options).leak(),
        environment: EAGER,
        runs: Runs::JitCases,
        jit: Look::Ignored,
        build: Build::Optimised,
    }
}

/// The engines that run all passes.
const WHOLE: &[Engine] = &[
    Engine {
        name: "plain",
        options: &["--jit", "off"],
        environment: &[],
        runs: Runs::Everything,
        jit: Look::Ignored,
        build: Build::Any,
    },
    Engine {
        name: "record",
        options: &["--jit", "record", "--jit-heat", "2"],
        environment: &[],
        runs: Runs::Everything,
        jit: Look::Ignored,
        build: Build::Any,
    },
    Engine {
        name: "eval",
        options: &["--jit", "eval"],
        environment: EAGER,
        runs: Runs::Everything,
        jit: Look::Checked,
        build: Build::Any,
    },
    Engine {
        name: "eval-fail",
        options: &["--jit", "eval", "--jit-fail-every", "3"],
        environment: CALLING,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::Optimised,
    },
    Engine {
        name: "eval-stress",
        options: &["--jit", "eval", "--gc-stress", "--gc-poison", "--gc-verify"],
        environment: EAGER,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::Optimised,
    },
    Engine {
        name: "native",
        options: &["--jit", "sync"],
        environment: EAGER,
        runs: Runs::Everything,
        jit: Look::Checked,
        build: Build::WithLlvm,
    },
    Engine {
        name: "native-fail",
        options: &["--jit", "sync", "--jit-fail-every", "3"],
        environment: EAGER,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::WithLlvm,
    },
    Engine {
        name: "native-stress",
        options: &["--jit", "sync", "--gc-stress", "--gc-poison"],
        environment: CALLING,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::WithLlvm,
    },
    Engine {
        name: "native-leave",
        options: &["--jit", "sync"],
        environment: LEAVING,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::WithLlvm,
    },
    Engine {
        name: "eval-leave-stress",
        options: &["--jit", "eval", "--gc-stress", "--gc-poison", "--gc-verify"],
        environment: LEAVING,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::Optimised,
    },
    Engine {
        name: "native-tiers",
        options: &["--jit", "sync"],
        environment: TIERS,
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::WithLlvm,
    },
    Engine {
        name: "native-normal",
        options: &["--jit", "on"],
        environment: &[],
        runs: Runs::Everything,
        jit: Look::Ignored,
        build: Build::WithLlvm,
    },
    Engine {
        name: "gc-stress",
        options: &["--jit", "off"],
        // Poisoned, so that an object freed too early is seen even where its memory is not yet used again.
        environment: &[("HIVM_GC_STRESS", "1"), ("HIVM_GC_POISON", "1")],
        runs: Runs::QuickCases,
        jit: Look::Ignored,
        build: Build::Any,
    },
];
