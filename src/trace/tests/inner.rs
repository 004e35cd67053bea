//! Loops that run by themselves within a recording; recursion.

use super::ride::{Ride, anchor, hasm, header, monkey, scope, site};
use crate::bytecode::Op;
use crate::bytecode::op::Flag;
use crate::index::{FnId, Pc};
use crate::interp::{CallSite, HotKind, Stop};
use crate::trace::{Control, Cut, Finish, Recorder, Recording, Step};
use crate::value::Tag;

const NESTED: &str = ".sub main()\n\
    int r0, 0\n\
    int r1, 0\n\
    outer:\n\
    int r2, 0\n\
    inner:\n\
    add r0, r0, r2\n\
    next_lt_i r2, 3, inner\n\
    next_lt_i r1, 9, outer\n\
    ret r0\n\
    .end\n";

#[test]
fn an_inner_loop_is_one_step_and_the_one_that_leaves_it() {
    let mut ride = Ride::new(hasm(NESTED));
    ride.start();
    let inner = header(&ride.program, "main", 0);
    let outer = header(&ride.program, "main", 1);
    ride.until(outer, 1);
    let recording = ride.record(anchor(HotKind::Loop, outer), &[inner, outer]);
    assert_eq!(
        recording.to_string(),
        "recording loop f0@2 r0=int r1=int\n\
         \x20 f0@2 int -> int\n\
         \x20 f0@3 add -> ran\n\
         \x20 f0@4 next_lt_i r2=int -> int\n\
         \x20 f0@5 next_lt_i r1=int -> int jump\n\
         end anchor\n"
    );
    // Without a tree of its own it is part of the recording.
    let recording = ride.record(anchor(HotKind::Loop, outer), &[outer]);
    assert_eq!(recording.steps.len(), 1 + 3 * 2 + 1);
}

#[test]
fn an_inner_loop_that_native_code_left_has_no_step_that_leaves_it() {
    let mut ride = Ride::new(hasm(NESTED));
    ride.start();
    let inner = header(&ride.program, "main", 0);
    let outer = header(&ride.program, "main", 1);
    ride.until(outer, 1);
    let anchor = anchor(HotKind::Loop, outer);
    let mut recorder = Recorder::new(&ride.program, anchor, scope(&[inner]));
    assert_eq!(ride.machine.run_watched(&mut recorder), Stop::Paused);
    assert_eq!(recorder.wants().map(|loop_| loop_.site), Some(inner));
    // Until it is told so, it waits.
    assert_eq!(ride.machine.run_watched(&mut recorder), Stop::Paused);
    assert_eq!(recorder.wants().map(|loop_| loop_.site), Some(inner));
    ride.until(site(&ride.program, "main", Op::next_lt_i, 1), 0);
    recorder.ran();
    assert_eq!(recorder.wants(), None);
    ride.machine.run_watched(&mut recorder);
    let recording = ride.checked(recorder);
    let ops: Vec<Op> = recording.steps.iter().map(|step| step.op).collect();
    assert_eq!(ops, [Op::int, Op::add, Op::next_lt_i], "{recording}");
    assert_eq!(recording.finish, Finish::Anchor);
}

#[test]
fn an_inner_loop_without_code_is_not_watched_for_ever() {
    let long = NESTED.replace("next_lt_i r2, 3,", "next_lt_i r2, 20000,");
    let mut ride = Ride::new(hasm(&long));
    ride.start();
    let inner = header(&ride.program, "main", 0);
    let outer = header(&ride.program, "main", 1);
    ride.until(outer, 1);
    let recording = ride.record(anchor(HotKind::Loop, outer), &[inner, outer]);
    assert!(
        matches!(recording.finish, Finish::Cut(Cut::Inner, _)),
        "{recording}"
    );
}

/// An inner loop in a function of its own: what it does in its third round is put in.
fn calling(body: &str) -> Ride {
    let text = format!(
        "fn boom(x) {{ if (x > 2) {{ throw x }} x }}
         fn deep(x) {{ boom(x) }}
         fn search(a) {{ for (x in a) {{ {body} }} 0 }}
         let s = 0
         for (let i = 0; i < 20; i++) {{ try {{ s += search([1, 2, 3, 4]) }} catch (e) {{ s += 100 }} }}
         puts(s)"
    );
    let mut ride = Ride::new(monkey(&text));
    ride.start();
    ride
}

fn record_calling(ride: &mut Ride) -> Recording {
    let outer = header(&ride.program, "main", 0);
    let inner = header(&ride.program, "search", 0);
    ride.until(outer, 1);
    ride.record(anchor(HotKind::Loop, outer), &[inner])
}

#[test]
fn an_inner_loop_may_be_left_by_a_return() {
    let mut ride = calling("if (x > 2) { return x }");
    let recording = record_calling(&mut ride);
    let ran = recording.steps.iter();
    let ran = ran
        .map(|step| step.after.control)
        .position(|c| c == Control::Ran);
    let leaves = &recording.steps[ran.unwrap() + 1];
    assert_eq!(leaves.op, Op::ret, "{recording}");
    assert!(
        matches!(leaves.after.control, Control::Return(_)),
        "{recording}"
    );
    assert_eq!(recording.finish, Finish::Anchor, "{recording}");
    assert_eq!(ride.end(), "60\n");
}

#[test]
fn a_throw_out_of_an_inner_loop_cuts_the_recording() {
    // In its own frame, in a callee, and to a handler in its own frame but outside of it.
    for body in ["if (x > 2) { throw x }", "deep(x)"] {
        let mut ride = calling(body);
        let recording = record_calling(&mut ride);
        assert!(
            matches!(recording.finish, Finish::Cut(Cut::Inner, _)),
            "{recording}"
        );
        assert_eq!(recording.steps.last().unwrap().after.control, Control::Ran);
        assert_eq!(ride.end(), "2000\n");
    }
}

#[test]
fn a_throw_that_stays_in_an_inner_loop_is_its_own_matter() {
    let mut ride = calling("try { deep(x) } catch (e) { 7 }");
    let recording = record_calling(&mut ride);
    assert_eq!(recording.finish, Finish::Anchor, "{recording}");
    assert_eq!(ride.end(), "0\n");
}

#[test]
fn a_function_runs_its_loops_by_themselves_and_is_left_by_its_return() {
    let mut ride = calling("if (x > 2) { return x }");
    let entry = site(&ride.program, "search", Op::iter_start, 0);
    let entry = CallSite { pc: Pc(0), ..entry };
    let inner = header(&ride.program, "search", 0);
    ride.until(entry, 0);
    let recording = ride.record(anchor(HotKind::Function, entry), &[inner]);
    assert!(matches!(recording.finish, Finish::Left(_)), "{recording}");
    assert!(
        recording
            .steps
            .iter()
            .any(|s| s.after.control == Control::Ran)
    );
    assert_eq!(recording.steps.last().unwrap().op, Op::ret);
}

#[test]
fn a_call_that_recurs_is_one_step_however_it_is_called() {
    // Directly, by value, as a method, through another function, and of a function that is no anchor.
    for (text, name) in [
        (
            "fn f(n) { if (n == 0) { 0 } else { 1 + f(n - 1) } } f(40)",
            "f",
        ),
        (
            "fn f(n, g) { if (n == 0) { 0 } else { 1 + g(n - 1, g) } } f(40, f)",
            "f",
        ),
        (
            "let o = {}; fn f(n) { if (n == 0) { 0 } else { 1 + o.f(n - 1) } } o.f = f; o.f(40)",
            "f",
        ),
        (
            "fn g(n) { 1 + f(n) } fn f(n) { if (n == 0) { 0 } else { 1 + g(n - 1) } } f(40)",
            "f",
        ),
        (
            "fn r(n) { if (n == 0) { 0 } else { 1 + r(n - 1) } } fn f(n) { 1 + r(n) } f(1); f(9); f(9)",
            "f",
        ),
    ] {
        let mut ride = Ride::new(monkey(text));
        ride.start();
        let function = ride.program.functions.iter().position(|f| f.name == name);
        let entry = CallSite {
            function: FnId(function.unwrap() as u32),
            pc: Pc(0),
        };
        ride.until(entry, 1);
        let recording = ride.record(anchor(HotKind::Function, entry), &[]);
        assert!(matches!(recording.finish, Finish::Left(_)), "{recording}");
        let calls = |step: &&Step| step.op.info().is(Flag::Calls);
        let last = recording.steps.iter().rev().find(calls).unwrap();
        assert_eq!(last.after.control, Control::Next, "{recording}");
        assert_eq!(last.after.results[..], [Tag::Int], "{recording}");
    }
}

#[test]
fn a_tail_call_of_the_anchor_comes_back_to_it() {
    let text = ".sub main()\n\
        call_static $r0, down(30)\n\
        ret $r0\n\
        .end\n\
        .sub down(n)\n\
        if_le_i $p0, 0, done\n\
        sub_i $r0, $p0, 1\n\
        tail_static down($r0)\n\
        done:\n\
        ret $p0\n\
        .end\n";
    let mut ride = Ride::new(hasm(text));
    ride.start();
    let entry = site(&ride.program, "down", Op::if_le_i, 0);
    ride.until(entry, 3);
    let recording = ride.record(anchor(HotKind::Function, entry), &[]);
    assert_eq!(recording.finish, Finish::Anchor, "{recording}");
    let last = &recording.steps.last().unwrap().after.control;
    assert_eq!(*last, Control::Replace(entry.function));
    // Under another anchor it recurs.
    let mut ride = Ride::new(ride.program);
    ride.start();
    let main = site(&ride.program, "main", Op::call_static, 0);
    let frames = ride.until(entry, 0);
    let recording = ride.record_exit(anchor(HotKind::Function, main), &frames, 2, &[]);
    assert!(
        matches!(recording.finish, Finish::Cut(Cut::Recursion, _)),
        "{recording}"
    );
    let Finish::Cut(_, at) = recording.finish else {
        unreachable!()
    };
    assert_eq!(at, site(&ride.program, "down", Op::tail_static, 0));
}

/// What is recorded at the third call of a function of this program.
fn third_call(text: &str, name: &str) -> (Ride, Recording) {
    let mut ride = Ride::new(monkey(text));
    ride.start();
    let functions = &ride.program.functions;
    let id = functions.iter().position(|f| f.name == name).unwrap();
    let entry = CallSite {
        function: FnId(id as u32),
        pc: Pc(0),
    };
    ride.until(entry, 3);
    let recording = ride.record(anchor(HotKind::Function, entry), &[]);
    (ride, recording)
}

#[test]
fn what_takes_the_anchors_place_is_recorded_until_it_returns() {
    let (ride, recording) = third_call(
        "fn shown(x) { return twice(x) } fn twice(x) { return x * 2 }
         let s = 0; for (let i = 0; i < 9; i++) { s += shown(i) }",
        "shown",
    );
    let names = recording.steps.iter().map(|step| {
        let function = &ride.program.functions[step.site.function.index()];
        (function.name.as_str(), step.op)
    });
    let names: Vec<(&str, Op)> = names.collect();
    assert!(names.contains(&("shown", Op::tail_static)), "{recording}");
    assert_eq!(names.last(), Some(&("twice", Op::ret)), "{recording}");
    assert!(matches!(recording.finish, Finish::Left(_)), "{recording}");
}

#[test]
fn tail_calls_that_come_round_to_the_anchor_are_its_loop_and_others_are_cut() {
    let (_, recording) = third_call(
        "fn even(n) { if (n == 0) { return true } return odd(n - 1) }
         fn odd(n) { if (n == 0) { return false } return even(n - 1) }
         even(20)",
        "even",
    );
    assert_eq!(recording.finish, Finish::Anchor, "{recording}");
    let (_, recording) = third_call(
        "fn start(n) { return count(n, 0) }
         fn count(n, sum) { if (n == 0) { return sum } return count(n - 1, sum + n) }
         for (let i = 0; i < 9; i++) { start(i) }",
        "start",
    );
    assert!(
        matches!(recording.finish, Finish::Cut(Cut::Recursion, _)),
        "{recording}"
    );
}

#[test]
fn a_native_function_in_tail_position_returns() {
    let text = ".sub main()\n\
        int $r1, 0\n\
        again:\n\
        call_static $r0, size(\"abc\")\n\
        next_lt_i $r1, 30, again\n\
        ret $r0\n\
        .end\n\
        .sub size(s)\n\
        builtin $r0, len\n\
        tail_call $r0($p0)\n\
        .end\n";
    let mut ride = Ride::new(hasm(text));
    ride.start();
    let outer = header(&ride.program, "main", 0);
    ride.until(outer, 1);
    let recording = ride.record(anchor(HotKind::Loop, outer), &[]);
    assert_eq!(recording.finish, Finish::Anchor, "{recording}");
    assert!(
        recording.to_string().contains("-> int return.f0@"),
        "{recording}"
    );
}
