//! What is said of small programs, and what is not.

use super::warnings;
use crate::source::SourceMap;

fn said(text: &str) -> Vec<String> {
    let mut sources = SourceMap::new();
    let file = sources.add("t.monkey", text).unwrap();
    let found = warnings(&sources, file);
    found
        .iter()
        .map(|w| format!("{} {}", sources.position(w.span.unwrap()), w.message))
        .collect()
}

/// A case: a program and what is said.
fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(said(text), *expected, "{text}");
    }
}

#[test]
fn unused_variables() {
    check(&[
        ("let a = 1; puts(2)", &["1:5 unused variable a"]),
        ("let _a = 1; puts(2)", &[]),
        ("let a = 1; puts(a)", &[]),
        (
            "let a = 1; a = 2; a += 1; a++; puts(0)",
            &["1:5 variable a is assigned but never read"],
        ),
        (
            "let a = 1; puts(a = 2)",
            &["1:5 variable a is assigned but never read"],
        ),
        ("let a = 1; puts(a += 2)", &[]),
        ("let a = 1; let f = () => { a += 1 }; f()", &[]),
        ("let a = []; a[0] = 1; puts(1)", &[]),
        (
            "let [a, b, ...c] = [1]; puts(b)",
            &["1:6 unused variable a", "1:15 unused variable c"],
        ),
        (
            "let {a, b: c} = {}; puts(1)",
            &["1:6 unused variable a", "1:12 unused variable c"],
        ),
        ("let x = 1; let x = x + 1; puts(x)", &[]),
        ("let x = 1; let x = 2; puts(x)", &["1:5 unused variable x"]),
        ("for (let i = 0; i < 3; i++) { puts(0) }", &[]),
        (
            "for (i in 0..3) { puts(0) }; for ([k, v] in {}) { puts(v) }; puts([0 for x in [1]])",
            &[],
        ),
        (
            "try { puts(1) } catch (e) { puts(2) }",
            &["1:24 unused variable e"],
        ),
        ("try { puts(1) } catch (e) { puts(e) }", &[]),
        (
            "puts(match (1) { [a, b] => a, n => 0 })",
            &["1:22 unused variable b", "1:31 unused variable n"],
        ),
        (
            "puts(match (1) { [a, 1] | [1, a] => a, x when x > 1 => 2 })",
            &[],
        ),
    ]);
}

#[test]
fn unused_parameters_and_functions() {
    check(&[
        ("fn f(a, b) { a }; f(1, 2)", &["1:9 unused parameter b"]),
        ("fn f(a, b) { b }; f(1, 2)", &[]),
        (
            "fn f(a, _b, c = a, ...r) { 1 }; f(1, 2)",
            &["1:13 unused parameter c", "1:23 unused parameter r"],
        ),
        ("puts([1].map(x => 0))", &["1:14 unused parameter x"]),
        ("fn f() { f() }; puts(1)", &["1:4 unused function f"]),
        (
            "fn f() { () => f() }; let g = fn() { g }; puts(1)",
            &["1:4 unused function f", "1:27 unused function g"],
        ),
        ("fn f() { g() }; fn g() { f() }; puts(1)", &[]),
        (
            "if (1) { fn inner() { 1 }; puts(2) }",
            &["1:13 unused function inner"],
        ),
        (
            "enum E { A }; enum F { B }; puts(F.B)",
            &["1:6 unused enum E"],
        ),
    ]);
}

#[test]
fn modules_declare_for_others() {
    check(&[
        (
            "fn f(a) { let b = 1; a }; let x = 1; const y = f(2); enum E { A }",
            &["1:15 unused variable b"],
        ),
        ("", &[]),
    ]);
}

#[test]
fn hidden_variables() {
    check(&[
        (
            "let a = 1; if (a) { let a = 2; puts(a) }",
            &["1:25 a hides another variable"],
        ),
        (
            "fn f(a) { if (a) { const a = 2; puts(a) } }; f(1)",
            &["1:26 a hides another variable"],
        ),
        (
            "let a = 1; fn f() { let a = 2; a }; puts(f(), a)",
            &["1:25 a hides another variable"],
        ),
        ("fn f() { let a = 2; a }; let a = 1; puts(f(), a)", &[]),
        ("fn f(a) { let a = a ?? 1; a }; f(1)", &[]),
        (
            "let a = 1; fn f(a) { a }; puts(f(1), a, map([1], a => a))",
            &[],
        ),
        ("let len = 1; puts(len)", &[]),
        (
            "for (i in 0..2) { for (i in 0..2) { puts(i) } }",
            &["1:24 i hides another variable"],
        ),
        (
            "let i = 0; fn f() { for (i in 0..2) { puts(i) } }; f(i)",
            &[],
        ),
        (
            "for (let i = 0; i < 2; i++) { for (let i = 0; i < 2; i++) { puts(i) } }",
            &["1:40 i hides another variable"],
        ),
        ("let n = 1; puts(match (n) { n when n > 1 => n })", &[]),
        (
            "enum E { A }; puts(match (E.A) { E => E })",
            &["1:34 E hides another variable"],
        ),
        ("let _a = 1; if (1) { let _a = 2; puts(_a) }", &[]),
    ]);
}

#[test]
fn unreachable_code() {
    check(&[
        (
            "fn f() { return 1; puts(2); puts(3) }; f()",
            &["1:20 unreachable code"],
        ),
        (
            "fn f() { return 1; fn g() { 1 }; enum E { A }; puts(g, E) }; f()",
            &["1:48 unreachable code"],
        ),
        (
            "while (true) { puts(1) } puts(2)",
            &["1:26 unreachable code"],
        ),
        ("while (true) { if (len([])) { break } } puts(2)", &[]),
        (
            "while (true) { while (true) { break } } puts(2)",
            &["1:41 unreachable code"],
        ),
        (
            "while (true) { puts([1].map(fn(x) { while (x) { break } })) } puts(2)",
            &["1:63 unreachable code"],
        ),
        ("for (;;) { puts(1) } puts(2)", &["1:22 unreachable code"]),
        (
            "do { puts(1) } while (true); puts(2)",
            &["1:30 unreachable code"],
        ),
        (
            "do { if (len([])) { continue } throw 1 } while (false); puts(2)",
            &[],
        ),
        (
            "for (x in [1]) { if (x) { continue; puts(1) } break; puts(2) }",
            &["1:37 unreachable code", "1:54 unreachable code"],
        ),
        (
            "fn f(a) { if (a) { return 1 } else if (!a) { throw 2 } else { return 3 }; a }; f(1)",
            &["1:75 unreachable code"],
        ),
        ("fn f(a) { if (a) { return 1 }; a }; f(1)", &[]),
        (
            "fn f(a) { match (a) { 1 => { return 1 }, _ => { throw 2 } }; a }; f(1)",
            &["1:62 unreachable code"],
        ),
        ("fn f(a) { match (a) { 1 => { return 1 } }; a }; f(1)", &[]),
        (
            "fn f() { try { return 1 } catch { return 2 }; 3 }; f()",
            &["1:47 unreachable code"],
        ),
        (
            "fn f() { try { return 1 } finally { puts(1) }; 3 }; f()",
            &["1:48 unreachable code"],
        ),
        ("fn f() { try { throw 1 } catch { 2 }; 3 }; f()", &[]),
        (
            "puts(match (1) { _ => 1, 2 => 3, 4 => 5 })",
            &["1:26 unreachable arm"],
        ),
        ("puts(match (1) { n when n => n, 2 | _ => 3 })", &[]),
        (
            "puts(match (1) { 2 | _ => 3, null => 4 })",
            &["1:30 unreachable arm"],
        ),
        ("return 1; fn f() { 1 }", &["1:14 unused function f"]),
    ]);
}

#[test]
fn what_does_not_compile_is_not_judged() {
    check(&[("let a = 1; b", &[]), ("let a = ", &[])]);
}

#[test]
fn deep_programs_are_judged() {
    let deep = format!("{}puts(1){}", "if (1) { ".repeat(3000), " }".repeat(3000));
    assert_eq!(said(&deep), [""; 0]);
    let loops = format!(
        "{}break{}",
        "while (true) { ".repeat(3000),
        " }".repeat(3000)
    );
    assert_eq!(said(&loops), [""; 0]);
}
