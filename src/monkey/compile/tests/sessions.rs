//! Sessions: entries that extend each other.

use std::sync::{Arc, Mutex};

use crate::builtins::Output;
use crate::config::Config;
use crate::monkey::Session;
use crate::source::SourceMap;
use crate::vm::{Outcome, Vm};

/// What each entry answers: its value, `error: ...` or `refused: ...`.
fn answers(entries: &[&str]) -> Vec<String> {
    let mut sources = SourceMap::new();
    let mut session = Session::new();
    let out = Output::captured(Arc::new(Mutex::new(Vec::new())));
    let mut vm = Vm::with_output(&Config::default(), out).unwrap();
    let mut answer = |entry: &&str| {
        let file = sources.add("entry", *entry).unwrap();
        match session.compile(&sources, file) {
            Err(errors) => format!("refused: {}", errors[0].message),
            Ok(program) => {
                vm.load(&program).unwrap();
                match vm.run() {
                    Outcome::Done(value) => vm.display(value),
                    Outcome::Uncaught(error) => format!("error: {}", error.message),
                    other => format!("{other:?}"),
                }
            }
        }
    };
    entries.iter().map(&mut answer).collect()
}

#[test]
fn variables_stay() {
    assert_eq!(
        answers(&["let x = 1", "x += 1; x", "fn f() { x *= 2; x }", "f()", "x"]),
        ["null", "2", "null", "4", "4"]
    );
}

#[test]
fn enums_stay() {
    assert_eq!(
        answers(&[
            "enum E { A, B }",
            "let a = E.A; fn f(x) { match (x) { E.A => 1, E.B => 2 } }",
            "[f(a), f(E.B), a == E.A, E, {a: 1}]",
            "E.C",
            "E = 1",
            "enum E { C }; [E.C, f(E.C), f(a)]",
            "fn g(e) { e.B }; g(E)",
            "match (E.C) { E.D => 1 }",
        ]),
        [
            "null",
            "null",
            "[1, 2, true, enum E, {E.A: 1}]",
            "refused: enum E has no variant C",
            "refused: cannot assign to enum E",
            "[E.C, null, 1]",
            "error: enum E has no variant B",
            "refused: enum E has no variant D",
        ]
    );
}

#[test]
fn a_function_may_be_assigned_later() {
    assert_eq!(
        answers(&["fn g() { 1 }; fn f() { g() }", "f()", "g = () => 2", "f()"]),
        ["null", "1", "fn()", "2"]
    );
}

#[test]
fn a_second_let_is_a_new_variable() {
    assert_eq!(
        answers(&[
            "let x = 1; fn f() { x }",
            "let x = 2; fn g() { x }",
            "x = 3; [f(), g(), x]"
        ]),
        ["null", "null", "[1, 3, 3]"]
    );
}

#[test]
fn an_entry_with_errors_changes_nothing() {
    assert_eq!(
        answers(&["let x = 1", "let x = 2; let y = z", "x", "y"]),
        [
            "null",
            "refused: identifier not found: z",
            "1",
            "refused: identifier not found: y"
        ]
    );
}

#[test]
fn an_entry_that_fails_leaves_its_names() {
    assert_eq!(
        answers(&[
            "fn f() { g() }; 1 / 0; fn g() { 1 }",
            "f()",
            "g",
            "fn h() { 5 }",
            "h()"
        ]),
        [
            "error: division by zero",
            "error: g is used before its let has run",
            "error: g is used before its let has run",
            "null",
            "5"
        ]
    );
}

#[test]
fn constants_stay_constant() {
    assert_eq!(
        answers(&["const c = 1", "c = 2", "let c = 3", "c = 4; c"]),
        ["null", "refused: cannot assign to const c", "null", "4"]
    );
}

#[test]
fn the_prelude_is_compiled_once() {
    assert_eq!(
        answers(&[
            "map([1], x => x + 1)",
            "[2].map(x => x)",
            "let m = map",
            "m == map"
        ]),
        ["[2]", "[2]", "null", "true"]
    );
}

#[test]
fn functions_name_each_other_across_entries() {
    let entries = [
        "fn even(n) { n == 0 || odd(n - 1) }; fn odd(n) { n != 0 && even(n - 1) }",
        "even(100001)",
        "let even = n => \"new\"",
        "[odd(3), even(3)]",
    ];
    assert_eq!(
        answers(&entries),
        ["null", "false", "null", "[true, \"new\"]"]
    );
}
