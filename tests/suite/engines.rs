//! The engines that every case runs on, as a table.
//!
//! An engine is the `hivm` binary with options and environment of its own, for example collecting garbage at every
//! allocation. To add one, add a row: all cases and examples run on it from then on.
//!
//! Invariant: an engine changes how a program is executed, never what it prints.

/// One way to execute a program.
#[derive(Debug)]
pub struct Engine {
    /// The first part of the test's name, and the word in a case's `engines` directive.
    pub name: &'static str,
    /// Put between `hivm run` and the file.
    pub options: &'static [&'static str],
    /// Added to the environment.
    pub environment: &'static [(&'static str, &'static str)],
    /// Which cases are worth their time here.
    pub runs: Runs,
}

/// Which cases an engine runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// All cases and the examples.
    Everything,
    /// Only cases without the `slow` directive; no examples.
    QuickCases,
}

/// Every engine, in the order in which tests are listed.
pub const ENGINES: &[Engine] = &[
    Engine {
        name: "plain",
        options: &[],
        environment: &[],
        runs: Runs::Everything,
    },
    Engine {
        name: "record",
        options: &["--jit", "record", "--jit-heat", "2"],
        environment: &[],
        runs: Runs::Everything,
    },
    Engine {
        name: "gc-stress",
        options: &[],
        // Poisoned, so that an object freed too early is seen even where its memory is not yet used again.
        environment: &[("HIVM_GC_STRESS", "1"), ("HIVM_GC_POISON", "1")],
        runs: Runs::QuickCases,
    },
];
