//! Recordings from exits: the machine is stopped inside nested calls, and recorded from there.

use super::ride::{Ride, anchor, hasm, header, monkey, scope, site};
use crate::bytecode::Op;
use crate::index::Pc;
use crate::interp::{CallSite, HotKind};
use crate::trace::{Cut, Finish, Recorder, StartFrame, check, parse};
use crate::value::Tag;

const CALLS: &str = ".sub main()\n\
    int $r0, 0\n\
    lit $r1, 1.5\n\
    again:\n\
    call_static $r2, outer($r0)\n\
    mul $r1, $r1, $r2\n\
    next_lt_i $r0, 9, again\n\
    ret $r1\n\
    .end\n\
    .sub outer(n)\n\
    lit $r1, \"x\"\n\
    call_static $r2, inner($p0)\n\
    mul $r1, $r1, $r2\n\
    len $r1, $r1\n\
    ret $r1\n\
    .end\n\
    .sub inner(n)\n\
    add_i $r1, $p0, 1\n\
    ret $r1\n\
    .end\n";

#[test]
fn all_frames_at_an_exit_say_what_is_live_in_them() {
    let mut ride = Ride::new(hasm(CALLS));
    ride.start();
    let again = header(&ride.program, "main", 0);
    let frames = ride.until(site(&ride.program, "inner", Op::ret, 0), 2);
    assert_eq!(frames.len(), 3);
    let recording = ride.record_exit(anchor(HotKind::Loop, again), &frames, 3, &[]);
    let tags: Vec<Tag> = recording.entry.iter().map(|(_, tag)| *tag).collect();
    // The counter and the product of `main`, the text of `outer`, the sum of `inner`; no destination of a call.
    assert_eq!(
        tags,
        [Tag::Int, Tag::Float, Tag::Str, Tag::Int],
        "{recording}"
    );
    let text = recording.to_string();
    assert!(
        text.starts_with("recording loop f0@2 from f0@4 f1@"),
        "{text}"
    );
    assert!(text.contains("ret r"), "{text}");
    assert_eq!(recording.finish, Finish::Anchor, "{text}");
    assert_eq!(recording.steps.len(), 1 + 3 + 2, "{text}");
    let mut homes = recording.entry.iter().map(|(home, _)| *home);
    let base: u32 = frames.iter().skip(1).map(|frame| frame.window).sum();
    assert!(homes.all(|home| home < base + 3), "{text}");
}

#[test]
fn an_exit_ends_where_its_loop_or_frame_is_left() {
    let mut ride = Ride::new(hasm(CALLS));
    ride.start();
    let again = header(&ride.program, "main", 0);
    let frames = ride.until(site(&ride.program, "inner", Op::ret, 0), 8);
    let recording = ride.record_exit(anchor(HotKind::Loop, again), &frames, 3, &[]);
    let left = site(&ride.program, "main", Op::ret, 0);
    assert_eq!(recording.finish, Finish::Left(left), "{recording}");
    assert_eq!(recording.steps.last().unwrap().op, Op::next_lt_i);

    let mut ride = Ride::new(hasm(CALLS));
    ride.start();
    let frames = ride.until(site(&ride.program, "inner", Op::ret, 0), 2);
    let entry = CallSite {
        pc: Pc(0),
        ..site(&ride.program, "outer", Op::ret, 0)
    };
    let recording = ride.record_exit(anchor(HotKind::Function, entry), &frames, 2, &[]);
    let behind = site(&ride.program, "main", Op::mul, 0);
    assert_eq!(recording.finish, Finish::Left(behind), "{recording}");
    assert_eq!(recording.steps.last().unwrap().op, Op::ret);
    assert_eq!(recording.frames[0].window, 0);
}

#[test]
fn a_waiting_frame_keeps_what_the_handler_of_its_call_reads() {
    // `$r1` is read by the handler alone.
    let text = ".sub main()\n\
        .handler try, done, failed\n\
        int $r0, 0\n\
        again:\n\
        lit $r1, \"x\"\n\
        try:\n\
        call_static $r2, boom($r0)\n\
        done:\n\
        jump on\n\
        failed:\n\
        catch $r2\n\
        len $r2, $r1\n\
        on:\n\
        next_lt_i $r0, 9, again\n\
        ret $r0\n\
        .end\n\
        .sub boom(n)\n\
        throw $p0\n\
        .end\n";
    let mut ride = Ride::new(hasm(text));
    ride.start();
    let again = header(&ride.program, "main", 0);
    let frames = ride.until(site(&ride.program, "boom", Op::throw, 0), 2);
    let recording = ride.record_exit(anchor(HotKind::Loop, again), &frames, 2, &[]);
    let text = recording.to_string();
    assert_eq!(
        recording.entry[..2],
        [(0, Tag::Int), (1, Tag::Str)],
        "{text}"
    );
    assert!(text.contains("^1\n"), "{text}");
    assert_eq!(recording.finish, Finish::Anchor, "{text}");
}

#[test]
fn an_exit_inside_an_inner_loop_meets_its_header() {
    let text = "fn f(n) { let s = 0; for (let i = 0; i < n; i++) { if (i % 2 == 0) { s += i } else { s -= 1 } } s }
        let all = 0; for (let k = 0; k < 20; k++) { all += f(k) } puts(all)";
    let mut ride = Ride::new(monkey(text));
    ride.start();
    let outer = header(&ride.program, "main", 0);
    let inner = header(&ride.program, "f", 0);
    let frames = ride.until(site(&ride.program, "f", Op::sub_i, 0), 4);
    let recording = ride.record_exit(anchor(HotKind::Loop, outer), &frames, 2, &[inner]);
    let text = recording.to_string();
    assert_eq!(recording.steps[0].op, Op::sub_i, "{text}");
    assert_eq!(text.matches("-> ran\n").count(), 1, "{text}");
    assert_eq!(recording.finish, Finish::Anchor, "{text}");
    let mut ride = Ride::new(ride.program);
    ride.start();
    let f = |n: i64| (0..n).map(|i| if i % 2 == 0 { i } else { -1 }).sum::<i64>();
    assert_eq!(ride.end(), format!("{}\n", (0..20).map(f).sum::<i64>()));
}

#[test]
fn frames_that_the_machine_does_not_have_are_missed() {
    let mut ride = Ride::new(hasm(CALLS));
    ride.start();
    let again = header(&ride.program, "main", 0);
    let frames = ride.until(site(&ride.program, "inner", Op::ret, 0), 2);
    let anchor = anchor(HotKind::Loop, again);
    let wrong = |change: fn(&mut Vec<StartFrame>)| {
        let mut frames = frames.clone();
        frames[0].window = 0;
        change(&mut frames);
        frames
    };
    for frames in [
        wrong(|frames| frames.clear()),
        wrong(|frames| frames[1].window += 1),
        wrong(|frames| frames[2].pc = Pc(0)),
        wrong(|frames| frames.insert(0, frames[0])),
    ] {
        let mut recorder = Recorder::at_exit(&ride.program, anchor, frames, scope(&[]));
        ride.machine.run_watched(&mut recorder);
        let recording = recorder.finish();
        assert!(
            matches!(recording.finish, Finish::Cut(Cut::Missed, _)),
            "{recording}"
        );
        assert!(recording.steps.is_empty());
    }
}

#[test]
fn what_cannot_have_been_is_found() {
    let mut ride = Ride::new(hasm(CALLS));
    ride.start();
    let again = header(&ride.program, "main", 0);
    let frames = ride.until(site(&ride.program, "inner", Op::ret, 0), 2);
    let text = ride
        .record_exit(anchor(HotKind::Loop, again), &frames, 3, &[])
        .to_string();
    for (right, wrong, step) in [
        (" f2@1+5", "", 1),
        ("f1@3+4", "f1@3+0", 0),
        ("f2@1+5", "f2@1+6", 0),
        ("from f0@4", "from f0@5", 0),
        ("h11=int", "h11=str", 1),
        ("h0=int h1=float", "h1=float h0=int", 0),
        ("ret r2=int ->", "ret r1=int ->", 1),
        ("ret r2=int ->", "ret ->", 1),
        ("return.f1@3", "return.f1@4", 1),
        ("mul r2=str r3=int", "mul r2=str r3=float", 2),
        (" r2:str.interned -> str", " r3:str.interned -> str", 2),
        ("-> str", "-> int", 3),
        ("-> str", "->", 2),
        ("f1@4 len", "f1@4 neg", 3),
        ("f1@4 len", "f1@5 len", 3),
        ("int jump", "int", 6),
        ("end anchor", "end left f0@2", 6),
        ("end anchor", "end cut too-long f0@3", 6),
    ] {
        let changed = text.replacen(right, wrong, 1);
        assert_ne!(changed, text, "{right}");
        let found = check(&ride.program, &parse(&changed).unwrap());
        assert_eq!(found.map_err(|wrong| wrong.step), Err(step), "{changed}");
    }
}
