//! Recordings of real loops, as text.

mod exits;
mod inner;
mod random;
mod ride;

use std::sync::{Arc, Mutex};

use super::{Cut, Finish, Recording, StartFrame, check, parse};
use crate::builtins::Output;
use crate::config::{Config, Jit};
use crate::index::{FnId, Pc};
use crate::source::SourceMap;
use crate::vm::{Outcome, Vm};

/// The recordings that a program leads to, and what it printed.
fn record(text: &str) -> (Vec<super::Recording>, String) {
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).unwrap();
    let program = crate::monkey::compile(&sources, file).unwrap();
    let output = Arc::new(Mutex::new(Vec::new()));
    let config = Config {
        jit: Jit::Record,
        jit_heat: 3,
        ..Config::default()
    };
    let mut vm = Vm::with_output(&config, Output::captured(output.clone())).unwrap();
    vm.load(&program).unwrap();
    let outcome = vm.run();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    let printed = String::from_utf8(output.lock().unwrap().clone()).unwrap();
    for recording in &vm.recordings().all {
        assert_eq!(parse(&recording.to_string()).as_ref(), Ok(recording));
        assert_eq!(check(&program, recording), Ok(()), "{recording}");
    }
    (vm.recordings().all.clone(), printed)
}

#[test]
fn a_loop_is_recorded_once_round() {
    let (all, printed) = record("let s = 0; for (let i = 0; i < 9; i++) { s += i } puts(s)");
    assert_eq!(printed, "36\n");
    assert_eq!(all.len(), 1);
    let expected = "recording loop f0@3 r1=int r2=int\n  f0@3 add r1=int r2=int -> int\n  f0@4 next_lt_i r2=int -> int jump\nend anchor\n";
    assert_eq!(all[0].to_string(), expected);
}

#[test]
fn notes_say_what_tags_do_not() {
    let (all, _) = record(
        "fn f(a, g) { let s = 0.5; for (let i = 0; i < 9; i++) { s = s + g(a[0]) } s } f([1, 2], x => x + 1)",
    );
    let all: Vec<String> = all.iter().map(|r| r.to_string()).collect();
    let text = all
        .iter()
        .find(|text| text.starts_with("recording loop"))
        .unwrap();
    assert!(
        text.contains("get_i r0=array r0:array.int.owned -> int"),
        "{text}"
    );
    assert!(text.contains(":fn."), "{text}");
    assert!(text.contains("-> enter."), "{text}");
    assert!(text.contains("=int -> int return.f"), "{text}");
    assert!(text.ends_with("end anchor\n"), "{text}");
}

#[test]
fn a_recording_that_does_not_come_back_is_tried_again() {
    let (all, _) = record(
        "let hits = 0; for (let n = 0; n < 60; n++) { let i = 0; while (i < 4) { i += 1; if (i == 4) { break } } hits += i } hits",
    );
    assert!(all.iter().any(|r| r.finish == Finish::Anchor));
}

#[test]
fn functions_are_anchors_and_a_call_that_recurs_is_one_step() {
    let (all, printed) =
        record("fn down(n) { if (n == 0) { 0 } else { 1 + down(n - 1) } } puts(down(50))");
    assert_eq!(printed, "50\n");
    let text = all[0].to_string();
    assert!(text.contains("call_static r3=int -> int\n"), "{text}");
    assert!(matches!(all[0].finish, Finish::Left(_)), "{text}");
}

#[test]
fn a_recording_does_not_wait_for_a_call_that_recurs_for_long() {
    let (all, printed) =
        record("fn down(n) { if (n == 0) { 0 } else { 1 + down(n - 1) } } puts(down(3000))");
    assert_eq!(printed, "3000\n");
    let cut = |r: &&Recording| matches!(r.finish, Finish::Cut(Cut::Recursion, _));
    let cut = all.iter().find(cut).unwrap();
    let text = cut.to_string();
    assert!(text.contains("call_static r3=int -> away\n"), "{text}");
}

#[test]
fn throws_to_a_handler_in_the_loop_are_recorded() {
    let (all, _) = record(
        "fn f(x) { if (x > 0) { throw x } x } let s = 0; for (let i = 1; i < 30; i++) { try { f(i) } catch (e) { s += e } } s",
    );
    assert!(
        all.iter().any(|r| r.to_string().contains("-> handler.f")),
        "{:?}",
        all
    );
}

#[test]
fn what_is_no_recording_is_refused_with_its_line() {
    for (text, line) in [
        ("", 1),
        ("recording loop", 1),
        ("recording loop f0@1 r0=what\nend anchor", 1),
        ("recording loop f0@1\n  f0@1 frobnicate ->\nend anchor", 2),
        ("recording loop f0@1\n  f0@1 add -> int", 3),
        ("recording loop f0@1\nend cut why f0@1", 2),
    ] {
        assert_eq!(parse(text).unwrap_err().line, line, "{text}");
    }
}

#[test]
fn each_word_of_a_recording_reads_back_as_it_prints() {
    let text = "recording loop f0@4 from f0@9 f1@3+5 h0=int h7=array\n\
                \x20 f1@3 get_i r1=array r1:array.int.owned -> int\n\
                \x20 f1@5 call_method r2=hash method.field.fn.3 -> enter.3\n\
                \x20 f1@7 call_method r2=str r2:str.long method.kind.native.4 -> null\n\
                \x20 f3@0 throw r0=int -> handler.f0@12^2\n\
                \x20 f0@13 catch -> int\n\
                \x20 f0@14 next_lt_i -> ran\n\
                \x20 f0@15 if_lt r0=int r1=int -> jump\n\
                end cut recursion f0@2\n";
    let recording = parse(text).unwrap();
    assert_eq!(recording.to_string(), text);
    assert_eq!(
        recording.frames[1],
        StartFrame {
            function: FnId(1),
            pc: Pc(3),
            window: 5
        }
    );
    for text in [
        "recording function f2@0 h0=int\nend anchor",
        "recording function f2@0 from f2@1 r0=int\nend anchor",
        "recording function f2@0\n  f2@0 throw -> handler.f2@1^x\nend anchor",
        "recording function f2@0\n  f2@0 call_method method.kind.3 -> int\nend anchor",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
}
