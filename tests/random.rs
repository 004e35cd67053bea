//! Random Monkey programs: each must compile, be accepted by the verifier and do the same on every engine.
//!
//! ```text
//! cargo test --test random                              two thousand programs
//! HIVM_RANDOM_PROGRAMS=10000 cargo test --test random   more; scripts/fuzz programs does that
//! HIVM_RANDOM_SEED=1234 HIVM_RANDOM_PROGRAMS=1          that one; with HIVM_RANDOM_SHOW=1 its text is shown
//! HIVM_RANDOM_ENGINES='recording;evaluated'              on the plain engine and these alone
//! ```
//!
//! A failure shows the seed, the program, made as small as it could be while it failed in the same way, and what the
//! engines did. `random/generate/` writes programs, `random/engines.rs` runs them, `random/shrink.rs` makes them small.
//!
//! Invariant: the programs of a run are decided by its first seed and their number alone.

use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

#[path = "random/engines.rs"]
mod engines;
#[path = "random/generate/mod.rs"]
mod generate;
#[path = "random/rng.rs"]
mod rng;
#[path = "random/shrink.rs"]
mod shrink;
#[cfg(feature = "debugger")]
#[path = "random/stops.rs"]
mod stops;
#[path = "random/tree.rs"]
mod tree;

use engines::{ENGINES, Run, Takes};
use generate::{Size, WRONG, generate};
use tree::Node;

/// How long one program may run on one engine.
const LIMIT: Duration = Duration::from_secs(20);

/// The same for the programs that the shrinker tries.
const SHRINK_LIMIT: Duration = Duration::from_secs(2);

/// Whether the interpreter is built with optimisations: without, a program takes ten times as long.
const FAST: bool = cfg!(hivm_threaded);

/// How many programs the shrinker tries.
const TRIES: usize = 3000;

/// What the programs of a run did, by which one sees whether they are worth running.
#[derive(Default)]
struct Tally {
    programs: u64,
    uncaught: u64,
    bytes: usize,
    /// How the last one ended.
    end: String,
}

/// A program that something is wrong with.
struct Failure {
    /// The engine, and the kind of failure: the same in what the shrinker takes.
    class: String,
    /// What the engines did.
    report: String,
}

/// What is wrong with a program, if something is.
fn examine(text: &str, takes: Takes, limit: Duration, tally: &mut Tally) -> Option<Failure> {
    // Should the process not survive the program, it is found there. Without the file, the test is as good.
    let _ = std::fs::write(engines::last_program(takes), text);
    let program = match engines::compile(text) {
        Ok(program) => program,
        Err(run) => return Some(alone("compiler", &run)),
    };
    let (first, others) = ENGINES.split_first()?;
    let expected = engines::run(first, &program, limit);
    match &expected {
        Run::Ended { output, .. } if output.contains(WRONG) => {
            return Some(Failure {
                class: "arithmetic".into(),
                report: format!("the output contains {WRONG}:\n{output}"),
            });
        }
        Run::Ended { output, end } => {
            tally.programs += 1;
            tally.uncaught += u64::from(end.starts_with("uncaught"));
            tally.bytes += output.len();
            tally.end.clone_from(end);
        }
        run => return Some(alone(first.name, run)),
    }
    for engine in others {
        if !takes.runs_on(engine.takes) || !is_wanted(engine.name) {
            continue;
        }
        let run = engines::run(engine, &program, limit);
        if run == expected {
            continue;
        }
        if !matches!(run, Run::Ended { .. }) {
            return Some(alone(engine.name, &run));
        }
        return Some(Failure {
            class: format!("{} differs", engine.name),
            report: format!("{}:\n{expected}\n\n{}:\n{run}", first.name, engine.name),
        });
    }
    None
}

/// Whether programs run on the engine of that name: all but those that `HIVM_RANDOM_ENGINES` does not have.
fn is_wanted(engine: &str) -> bool {
    static WANTED: LazyLock<Option<String>> = LazyLock::new(|| {
        let wanted = std::env::var("HIVM_RANDOM_ENGINES").ok()?;
        for name in wanted.split(';') {
            let is_known = ENGINES.iter().any(|engine| engine.name == name);
            assert!(is_known, "HIVM_RANDOM_ENGINES: there is no engine {name}");
        }
        Some(wanted)
    });
    let wanted = WANTED.as_deref();
    wanted.is_none_or(|names| names.split(';').any(|name| name == engine))
}

/// A failure of one engine, whatever others do.
fn alone(engine: &str, run: &Run) -> Failure {
    let message = match run {
        Run::Rejected(message) | Run::Panicked(message) => message.as_str(),
        Run::TookTooLong | Run::Ended { .. } => "",
    };
    // Names and places are other ones in a smaller program.
    let first = message
        .lines()
        .find(|l| !l.starts_with("thread"))
        .unwrap_or("");
    let class: String = first.chars().filter(|c| !c.is_ascii_digit()).collect();
    let kind = match run {
        Run::Rejected(_) => "rejects",
        Run::Panicked(_) => "panics",
        Run::TookTooLong => "takes too long",
        Run::Ended { .. } => "ends",
    };
    Failure {
        class: format!("{engine} {kind} {class}"),
        report: format!("{engine} {kind}: {message}"),
    }
}

fn variable(name: &str, otherwise: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name}={text} is not a number")),
        Err(_) => otherwise,
    }
}

/// Examines programs; panics with everything to know about the first ones that fail.
fn campaign(size: Size, takes: Takes, otherwise: u64) {
    let programs = variable("HIVM_RANDOM_PROGRAMS", otherwise);
    let first = variable("HIVM_RANDOM_SEED", 1);
    let wanted = variable("HIVM_RANDOM_FAILURES", 3) as usize;
    let show = variable("HIVM_RANDOM_SHOW", 0) != 0;
    let mut failures: Vec<(u64, Failure)> = Vec::new();
    let mut tally = Tally::default();
    let start = Instant::now();
    for seed in first..first.saturating_add(programs) {
        let text = generate(seed, size).print();
        let found = examine(&text, takes, LIMIT, &mut tally);
        if show {
            eprintln!("// seed {seed} ({takes:?})\n{text}\n// {}", tally.end);
        }
        let Some(failure) = found else { continue };
        // One of each kind.
        if failures
            .iter()
            .all(|(_, known)| known.class != failure.class)
        {
            failures.push((seed, failure));
        }
        if failures.len() >= wanted {
            break;
        }
    }
    let Tally {
        programs,
        uncaught,
        bytes,
        ..
    } = tally;
    eprintln!(
        "{takes:?}: {programs} programs from seed {first} on in {:.1?}; {uncaught} ended with an error, {bytes} bytes of output",
        start.elapsed()
    );
    let mut report = String::new();
    for (seed, failure) in &failures {
        let small = minimal(&generate(*seed, size), takes, failure);
        let text = small.print();
        let shown = examine(&text, takes, LIMIT, &mut tally);
        let shown = shown.as_ref().unwrap_or(failure);
        let _ = write!(
            report,
            "\n==== seed {seed} ({takes:?}): {}\n\n{text}\n\n{}\n",
            shown.class, shown.report
        );
    }
    assert!(failures.is_empty(), "{report}");
}

fn minimal(program: &Node, takes: Takes, failure: &Failure) -> Node {
    shrink::shrink(program, TRIES, &mut |candidate| {
        let run = examine(
            &candidate.print(),
            takes,
            SHRINK_LIMIT,
            &mut Tally::default(),
        );
        run.is_some_and(|f| f.class == failure.class)
    })
}

#[test]
fn programs_do_the_same_on_all_engines() {
    campaign(Size::FULL, Takes::Everything, if FAST { 1400 } else { 80 });
}

#[test]
fn small_programs_do_the_same_when_every_allocation_collects() {
    campaign(Size::SMALL, Takes::Small, if FAST { 600 } else { 60 });
}

#[cfg(feature = "llvm")]
#[test]
fn native_programs_do_the_same() {
    campaign(Size::SMALL, Takes::Native, 200);
}

/// A program's layout means the same, and is its own.
#[test]
fn programs_are_formatted() {
    use hivm::monkey::{format::format, parse};
    use hivm::source::SourceMap;

    let programs = variable("HIVM_RANDOM_PROGRAMS", 300);
    let first = variable("HIVM_RANDOM_SEED", 1);
    let laid_out = |text: &str| {
        let mut sources = SourceMap::new();
        let file = sources.add("random", text).unwrap();
        (
            parse(&sources, file).ast.print(),
            format(&sources, file).unwrap(),
        )
    };
    for seed in first..first.saturating_add(programs) {
        let text = generate(seed, Size::FULL).print();
        let (tree, layout) = laid_out(&text);
        let (same_tree, same_layout) = laid_out(&layout);
        assert_eq!(same_tree, tree, "seed {seed}\n{text}\n{layout}");
        assert_eq!(same_layout, layout, "seed {seed}\n{text}");
    }
}

/// Where a debugger stops, what is in variables there is what it is without a JIT.
#[cfg(feature = "debugger")]
#[test]
fn stops_are_the_same_with_a_jit() {
    use hivm::monkey::format::format;
    use hivm::source::SourceMap;
    use stops::Mode;

    let programs = variable("HIVM_RANDOM_PROGRAMS", if FAST { 250 } else { 60 });
    let first = variable("HIVM_RANDOM_SEED", 1);
    let mut entries = 0;
    for seed in first..first.saturating_add(programs) {
        let text = generate(seed, Size::SMALL).print();
        // One statement a line.
        let mut sources = SourceMap::new();
        let file = sources.add("random", text.as_str()).unwrap();
        let text = format(&sources, file).unwrap();
        let Ok(program) = engines::compile(&text) else {
            continue;
        };
        let plain = stops::session(&program, seed, Mode::Plain);
        let compiled = stops::session(&program, seed, Mode::Compiled);
        entries += compiled.entries;
        assert_eq!(compiled.text, plain.text, "seed {seed}\n{text}");
    }
    eprintln!("{programs} programs from seed {first} on; graphs were entered {entries} times");
    assert!(entries > programs, "code has a part in it");
}
