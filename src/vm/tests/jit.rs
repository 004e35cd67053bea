//! The driver over whole programs: what it decides is counted, and no decision changes what a program does.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::Prompt;
use crate::builtins::Output;
use crate::config::{Config, Jit};
use crate::monkey;
use crate::source::SourceMap;
use crate::vm::{Outcome, Statistics, Vm};

/// Everything is hot soon, and worth it.
fn eager() -> Config {
    Config {
        jit: Jit::Eval,
        jit_heat: 3,
        jit_exit_heat: 2,
        jit_worth: 1,
        ..Config::default()
    }
}

fn run(config: &Config, text: &str) -> (String, Statistics) {
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).unwrap();
    let program = monkey::compile(&sources, file).unwrap();
    let output = Arc::new(Mutex::new(Vec::new()));
    let mut vm = Vm::with_output(config, Output::captured(output.clone())).unwrap();
    vm.load(&program).unwrap();
    let end = match vm.run() {
        Outcome::Done(value) => vm.display(value),
        Outcome::Uncaught(uncaught) => uncaught.message,
        other => format!("{other:?}"),
    };
    let printed = output.lock().unwrap().clone();
    (String::from_utf8(printed).unwrap() + &end, vm.statistics())
}

/// What the interpreter makes of it, and the same under a configuration.
fn same(config: &Config, text: &str) -> Statistics {
    let (plain, _) = run(&Config::default(), text);
    let (other, statistics) = run(config, text);
    assert_eq!(other, plain, "{text}");
    statistics
}

const BRANCHES: &str = "let s = 0; for (let i = 0; i < 4000; i++) { \
    if (i % 2 == 0) { s += 1 } else { s += 2 } if (i % 3 == 0) { s += 3 } if (i % 5 == 0) { s -= 1 } } s";

#[test]
fn a_loop_is_entered_once_and_runs_to_its_end() {
    let statistics = same(
        &eager(),
        "let s = 0; for (let i = 0; i < 1000; i++) { s += i } s",
    );
    assert_eq!((statistics.trees.len(), statistics.wholes), (1, 1));
    assert!(statistics.entries <= 2, "{statistics:?}");
}

#[test]
fn pieces_are_merged_and_then_nothing_leaves_any_more() {
    let statistics = same(&eager(), BRANCHES);
    assert_eq!(statistics.trees.len(), 1);
    assert!(
        statistics.pieces > 0 || statistics.wholes > 1,
        "{statistics:?}"
    );
    let left: u64 = statistics.exits.values().sum();
    assert!(left < 200, "{statistics:?}");
}

#[test]
fn exits_that_are_seldom_taken_cost_no_recording() {
    let text = "let s = 0; for (let i = 0; i < 1000; i++) { if (i == 500) { s += 1.5 } s += 1 } s";
    let mut config = eager();
    config.jit_exit_heat = 1000;
    let statistics = same(&config, text);
    assert_eq!(statistics.exit_recordings, 0, "{statistics:?}");
}

#[test]
fn guards_that_all_fail_do_not_keep_a_program_from_its_end() {
    for every in [1, 2, 3, 7] {
        let mut config = eager();
        config.jit_fail_every = every;
        let statistics = same(&config, BRANCHES);
        assert!(statistics.entries > 100, "{statistics:?}");
    }
}

#[test]
fn a_tree_has_an_end_of_points_and_pieces() {
    // Each of these conditions is another path.
    let arms: String = (0..60)
        .map(|n| format!("if (i % 61 == {n}) {{ s += {n} }} "))
        .collect();
    let text = format!("let s = 0; for (let i = 0; i < 6000; i++) {{ {arms} }} s");
    let statistics = same(&eager(), &text);
    assert!(statistics.wholes < 20, "{statistics:?}");
    assert!(statistics.trees.values().all(|tree| tree.points < 5000));
}

/// Everything is hot soon, and has a price.
fn thrifty() -> Config {
    Config {
        jit_worth: 2,
        ..eager()
    }
}

#[test]
fn a_loop_that_goes_on_is_compiled_quickly_and_then_well() {
    let text = "let s = 0; for (let i = 0; i < 50000; i++) { s += i } s";
    let statistics = same(&thrifty(), text);
    assert_eq!((statistics.quick, statistics.wholes), (1, 2));
    // Each time that its rounds are over it is entered again.
    assert!(statistics.exits_by_reason()["safepoint"] > 10);
    let short = same(&thrifty(), &text.replace("50000", "200"));
    assert_eq!((short.quick, short.wholes), (1, 1));
}

#[test]
fn code_that_is_left_soon_is_dropped_and_comes_back_when_it_is_worth_it() {
    // The inner loop makes many rounds, then two, then many.
    let text = "let s = 0; for (let i = 0; i < 9000; i++) { \
        let n = if (i > 100 && i < 6000) { 2 } else { 40 }; let k = 0; while (k < n) { s += k; k += 1 } } s";
    let mut config = thrifty();
    config.jit_worth = 30;
    let statistics = same(&config, text);
    assert!(statistics.wholes < 60, "{statistics:?}");
    assert!(
        statistics.exits.values().sum::<u64>() < 9000,
        "{statistics:?}"
    );
}

#[test]
fn short_functions_are_not_entered() {
    let mut config = eager();
    config.jit_worth = 100;
    let calls = "s = inc(s); ".repeat(1000);
    let text = format!("fn inc(n) {{ n + 1 }} let s = 0; {calls} s");
    let statistics = same(&config, &text);
    assert_eq!(statistics.entries, 0, "{statistics:?}");
    // It backs off: a thousand calls are worth a few attempts, of some recordings each.
    assert!(statistics.recordings < 20, "{statistics:?}");
}

#[test]
fn loops_that_are_left_just_when_they_get_hot_are_met_later() {
    let mut config = eager();
    config.jit_heat = 100;
    // 100 is a multiple of 5, so the loop inside always gets hot at its last round.
    let text =
        "let s = 0; for (let n = 0; n < 400; n++) { for (let i = 0; i < 5; i++) { s += i } } s";
    let statistics = same(&config, text);
    assert!(statistics.entries > 0, "{statistics:?}");
}

#[test]
fn an_endless_loop_obeys_the_time_limit() {
    let mut config = eager();
    config.timeout = Some(Duration::from_millis(100));
    let (end, statistics) = run(&config, "let n = 0; while (true) { n = (n + 1) % 1000 }");
    assert!(end.contains("100 ms"), "{end}");
    assert!(statistics.entries > 0);
}

#[test]
fn recursion_through_code_ends_at_the_depth_limit() {
    let mut config = eager();
    config.max_depth = 500;
    let text = "fn down(n) { let s = 0; for (let i = 0; i < 3; i++) { s += i } s + down(n + 1) } \
        try { down(0) } catch (e) { e.message }";
    let (end, _) = run(&config, text);
    let plain = Config {
        max_depth: 500,
        ..Config::default()
    };
    assert_eq!(end, run(&plain, text).0);
}

#[test]
fn a_prompt_keeps_its_code_from_entry_to_entry() {
    let mut prompt = Prompt::new(&eager());
    let sum = "fn sum(n) { let s = 0; for (let i = 0; i < n; i++) { s += i } s }";
    assert_eq!(prompt.enter(sum), "null");
    assert_eq!(prompt.enter("sum(1000)"), "499500");
    let entries = prompt.vm.statistics().entries;
    assert_eq!(prompt.enter("sum(2000)"), "1999000");
    let statistics = prompt.vm.statistics();
    assert_eq!(statistics.trees.len(), 1, "{statistics:?}");
    assert!(statistics.entries > entries);
}

#[test]
fn what_is_forgotten_is_learned_again() {
    let mut prompt = Prompt::new(&eager());
    let sum = "fn sum(n) { let s = 0; for (let i = 0; i < n; i++) { s += i } s }";
    assert_eq!(prompt.enter(sum), "null");
    assert_eq!(prompt.enter("sum(1000)"), "499500");
    let Vm {
        tracing, machine, ..
    } = &mut prompt.vm;
    tracing.forget(machine);
    assert_eq!(prompt.enter("sum(1000)"), "499500");
    assert_eq!(prompt.vm.statistics().trees.len(), 2);
}

/// A function that is called and not inlined, makes objects and calls nothing has no safepoint: whoever calls it in a loop looks.
#[cfg(feature = "llvm")]
#[test]
fn what_a_called_function_leaves_behind_is_collected() {
    let config = Config {
        jit: Jit::Sync,
        jit_inline: 6,
        jit_heat: 3,
        jit_worth: 1,
        ..Config::default()
    };
    let mut prompt = Prompt::new(&config);
    let text = "fn made(n) { let x = (n * 3 + 1) % 1007; x = (x * 5 + 2) % 1007; \
            x = (x * 7 + 3) % 1007; [x, n, [x + n]] } \
        let sum = 0; for (let i = 0; i < 100; i++) { sum += made(i)[1] } \
        for (let i = 0; i < 2000000; i++) { sum += made(i)[1] } sum";
    assert_eq!(prompt.enter(text), "1999999004950");
    assert!(prompt.vm.statistics().trees.len() >= 2);
    let kept = prompt.vm.machine.host.heap.mapped();
    assert!(kept < 10 << 20, "{kept}");
}

/// Paths from exits are never compiled, and calls of functions with code are calls.
fn leaving() -> Config {
    Config {
        jit_exit_heat: 1 << 20,
        jit_inline: 6,
        ..eager()
    }
}

const SIDES: &str = "fn sides(n, k) { if (n == 0) { return k } let a = sides(n - 1, k + 1); \
    if (k % 7 == 3) { a = [a, k][0] + 1; } let b = n % 4 == 0 ? sides(n - 1, k * 2) : a; return (a + b * 3 + k) % 100003 } \
    let s = 0; for (let i = 0; i < 60; i++) { s = (s + sides(12, i)) % 100003 } s";

#[test]
fn what_code_has_called_is_finished_by_the_interpreter() {
    let statistics = same(&leaving(), SIDES);
    let exits: u64 = statistics.exits.values().sum();
    assert!(statistics.finished > 1000, "{statistics:?}");
    // Otherwise each exit would leave some ten frames.
    assert!(statistics.unwound < exits / 10, "{statistics:?}");
}

/// Each level of a recursion is left, and finished inside of the one before: at some depth all are left instead. (Evaluated calls have a
/// bound of their own.)
#[cfg(feature = "llvm")]
#[test]
fn calls_that_are_finished_nest_only_so_deep() {
    let text = "fn down(n, x) { if (n == 0) { return x } let y = n % 3 == 0 ? x + 0.5 : x + 1; \
        let z = down(n - 1, type(y) == \"float\" ? 1 : y); return (z + y) % 1009 } \
        let s = 0; for (let i = 0; i < 4; i++) { s += down(4000, i) } s";
    let config = Config {
        jit: Jit::Sync,
        ..leaving()
    };
    let statistics = same(&config, text);
    assert!(statistics.finished > 100, "{statistics:?}");
    assert!(statistics.unwound > 1000, "{statistics:?}");
}

#[test]
fn who_looks_on_sees_each_exit_at_once() {
    let mut prompt = Prompt::new(&leaving());
    let left = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = left.clone();
    prompt.vm.observe(move |_, event| {
        counted.set(counted.get() + u64::from(matches!(event, crate::vm::Event::Left { .. })));
    });
    let plain = Prompt::new(&Config::default()).enter(SIDES);
    assert_eq!(prompt.enter(SIDES), plain);
    let statistics = prompt.vm.statistics();
    assert_eq!(statistics.finished, 0, "{statistics:?}");
    assert!(left.get() > 100);
}
