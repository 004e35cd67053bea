//! Runs every program under `tests/programs`, every example with a recorded output and every example in the pages of the
//! language, on every engine.
//!
//! A case is one file that states what it does in its own comments:
//!
//! ```text
//! puts(1 + 2) // expect: 3
//! 1 + "x"
//! // expect error: type mismatch: int + string
//! // expect error at: 2:3
//! ```
//!
//! and becomes one test an engine, `plain::arithmetic/add` and `gc-stress::arithmetic/add`, so that the filters of
//! `cargo test` choose by engine, by feature or by case. `tests/programs/README.md` lists the directives.
//!
//! Invariant: a case passes only if its output, its status and its errors are exactly those it states. A file that
//! states nothing, or states it in words that the runner does not know, is a failing test.

use std::path::Path;
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

#[path = "suite/case.rs"]
mod case;
#[path = "suite/compare.rs"]
mod compare;
#[path = "suite/discover.rs"]
mod discover;
#[path = "suite/documentation.rs"]
mod documentation;
#[path = "suite/engines.rs"]
mod engines;
#[path = "suite/execute.rs"]
mod execute;
#[path = "suite/jit.rs"]
mod jit;
#[path = "suite/selftest.rs"]
mod selftest;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = discover::programs(root);
    trials.extend(discover::examples(root));
    trials.extend(discover::documentation(root));
    trials.extend(selftest::trials());
    if trials.iter().all(is_selftest) {
        eprintln!(
            "no programs under {}",
            root.join("tests/programs").display()
        );
        return ExitCode::FAILURE;
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn is_selftest(trial: &Trial) -> bool {
    trial.name().starts_with("runner::")
}
