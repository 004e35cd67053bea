//! Texts that are long or deep: they compile, or are refused, without running out of stack or time.

use std::time::{Duration, Instant};

use super::program;

/// On a thread with little stack: what is needed is grown.
fn compiles(text: String) {
    let start = Instant::now();
    let head: String = text.chars().take(40).collect();
    std::thread::Builder::new()
        .stack_size(512 << 10)
        .name(head)
        .spawn(move || {
            program(&text);
        })
        .unwrap()
        .join()
        .unwrap();
    let limit = Duration::from_secs(20);
    assert!(start.elapsed() < limit, "took {:?}", start.elapsed());
}

#[test]
fn long_chains() {
    let chain = |head: &str, link: &str, tail: &str| {
        compiles(head.to_string() + &link.repeat(50_000) + tail)
    };
    chain("let x = 1; x", " + 1", "");
    chain("let x = 1; x", " + x", "");
    chain("let f = fn() { 1 }; f", "()", "");
    chain("let a = [1]; a", "[0]", "");
    chain("let a = {}; a", ".b", "");
    chain("let a = {}; a", ".b(1)", "");
    chain("let a = {}; a", "[0:1]", "");
    chain("1", " |> str", "");
    chain("if (true", " && true", ") { 1 }");
    chain("while (false", " || false", ") { 1 }");
    chain("let x = null; x", " ?? null", "");
    chain("let x = 1; x", " < 2", "");
    chain("[", "1, ", "]");
    chain("puts(", "1, ", ")");
    chain("({", "1: 2, ", "})");
    chain("`", "${1} ", "`");
    chain("if (false) { 1 }", " else if (false) { 1 }", "");
    chain("", "let x = 1; ", "");
    chain("let [", "a, ", "b] = []");
    chain("match (1) { ", "1 => 2, ", "}");
    chain("match (1) { 1", " | 1", " => 2 }");
    chain("match (1) { [", "_, ", "_] => 2 }");
    chain("match (1) { [", "1, ", "1] => 2 }");
    chain("let a = 1; match (1) { a", ".b", " => 2 }");
    let arms: String = (0..20_000).map(|n| format!("{n} => {n}, ")).collect();
    compiles(format!("match (1) {{ {arms} }}"));
    let names: String = (0..20_000).map(|n| format!("v{n}, ")).collect();
    compiles(format!("enum E {{ {names} }} match (E.v7) {{ E.v7 => 1 }}"));
}

#[test]
fn long_optional_chains() {
    compiles("let a = {}; a".to_string() + &"?.b.c".repeat(2_000));
}

#[test]
fn deep_nesting() {
    let nest = |open: &str, inside: &str, close: &str| {
        compiles(open.repeat(2_000) + inside + &close.repeat(2_000));
    };
    nest("[", "1", "]");
    nest("!(", "1", ")");
    nest("1 + (", "1", ")");
    nest("fn() { ", "1", " }");
    nest("x => ", "1", "");
    nest("if (true) { ", "1", " }");
    nest("true ? 1 : ", "1", "");
    nest("while (true) { ", "break", " }");
    nest("for (let i = 0; i < 1; i++) { ", "break", " }");
    nest("puts(", "1", ")");
    nest("try { ", "1", " } catch (e) { e }");
    nest("try { ", "1", " } finally { 2 }");
    nest("[x for x in ", "[1]", "]");
    nest("match (1) { 1 => ", "2", " }");
    nest("match (", "2", ") { n => n }");
    compiles(format!(
        "match (1) {{ {}a{} => a }}",
        "[{k: int(".repeat(1_000),
        ")}]".repeat(1_000)
    ));
    compiles(format!(
        "match (1) {{ {}a{} => a }}",
        "[1, ".repeat(3_000),
        "]".repeat(3_000)
    ));
    compiles(format!(
        "match (1) {{ {}[a, 1] | [2, a]{} => a }}",
        "[".repeat(3_000),
        ", ..._]".repeat(3_000)
    ));
    // A loop's state takes three registers.
    compiles("for (x in [1]) { ".repeat(1_000) + "break" + &" }".repeat(1_000));
}

/// A `finally` block is compiled once, whatever leads through it.
#[test]
fn nested_finally_is_linear() {
    let words = |depth: usize| {
        let text = format!(
            "fn f() {{ while (true) {{ {} break; return 1 {} }} }} f()",
            "try { 1 } finally { try { if (f) { break } else { return 2 }".repeat(depth),
            "} finally { 3 } }".repeat(depth),
        );
        let program = program(&text);
        program
            .functions
            .iter()
            .map(|f| f.code.len())
            .sum::<usize>()
    };
    let (ten, twenty) = (words(10), words(20));
    assert!(twenty < 3 * ten, "{ten} words, then {twenty}");
}
