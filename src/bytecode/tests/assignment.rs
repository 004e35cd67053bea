//! Registers that are read before they are written, iterations, and code that was made to be slow.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::super::*;
use super::{program, refused};
use crate::index::{ConstId, FnId, GlobalId, Reg};

#[test]
fn registers_are_assigned_before_they_are_read() {
    let path = "on some path to here";
    refused(
        |f| f.ret(Reg(0)),
        &format!(" at 0: `ret` reads r0, which has no value {path}"),
    );
    // Only one branch writes it.
    refused(
        |f| {
            let to = f.new_label();
            f.null(Reg(0));
            f.if_true(Reg(0), to);
            f.null(Reg(1));
            f.bind(to);
            f.ret(Reg(1));
        },
        &format!(" at 3: `ret` reads r1, which has no value {path}"),
    );
    // A call takes what lies in its window.
    refused(
        |f| {
            f.null(Reg(0));
            f.null(Reg(1));
            f.null(Reg(2));
            f.call(Reg(0), Reg(1), 1);
            f.ret(Reg(2));
        },
        &format!(" at 4: `ret` reads r2, which has no value {path}"),
    );
    // The handler is reached before the guarded instruction has written.
    refused(
        |f| {
            let (start, over, target) = (f.here(), f.new_label(), f.new_label());
            f.get_global(Reg(1), GlobalId(0));
            let end = f.here();
            f.jump(over);
            f.bind(target);
            f.catch(Reg(0));
            f.ret(Reg(1));
            f.bind(over);
            f.ret(Reg(1));
            f.handler(start, end, target);
        },
        &format!(" at 3: `ret` reads r1, which has no value {path}"),
    );
    // Two values are read.
    refused(
        |f| {
            f.null(Reg(0));
            f.slice(Reg(0), Reg(0), Reg(0)); // and r1
            f.ret_null();
        },
        &format!(" at 1: `slice` reads r1, which has no value {path}"),
    );
}

#[test]
fn every_path_counts_but_only_real_ones() {
    // Both branches write it; the code after the return is never reached.
    let good = program(vec![], |f| {
        let (no, end) = (f.new_label(), f.new_label());
        f.null(Reg(0));
        f.if_true(Reg(0), no);
        f.int(Reg(1), 1);
        f.jump(end);
        f.bind(no);
        f.int(Reg(1), 2);
        f.bind(end);
        f.ret(Reg(1));
        f.ret(Reg(5));
    });
    verify(&good).unwrap();
}

#[test]
fn iterations() {
    let path = "on some path to here";
    let iterate = |f: &mut FunctionBuilder, between: fn(&mut FunctionBuilder)| {
        f.null(Reg(0));
        f.iter_start(Reg(1), Reg(0));
        let head = f.here();
        between(f);
        f.iter_next(Reg(0), Reg(1), head);
        f.ret_null();
    };
    verify(&program(vec![], |f| iterate(f, |f| f.nop()))).unwrap();
    refused(
        |f| {
            let head = f.here();
            f.iter_next(Reg(0), Reg(1), head);
            f.ret_null();
        },
        &format!(" at 0: `iter_next` reads r1, which holds no iteration {path}"),
    );
    refused(
        |f| iterate(f, |f| f.mov(Reg(0), Reg(1))),
        &format!(" at 2: `mov` reads r1, which has no value {path}"),
    );
    refused(
        |f| iterate(f, |f| f.null(Reg(2))),
        &format!(" at 3: `iter_next` reads r1, which holds no iteration {path}"),
    );
}

#[test]
fn what_was_verified_before_is_not_verified_again() {
    let old = program(vec![], |f| f.ret_null());
    let mut new = ProgramBuilder::extending(&old);
    let mut f = FunctionBuilder::new("next", Params::default());
    f.ret(Reg(0));
    let main = new.add(f.finish().unwrap());
    assert_eq!(new.string("new"), ConstId(1));
    assert_eq!(new.int(1), ConstId(0));
    let new = new.finish(main).unwrap();
    assert!(Arc::ptr_eq(&new.functions[0], &old.functions[0]));
    let error = verify_from(&new, 1).unwrap_err();
    assert_eq!(error.function, Some(FnId(1)));
    assert_eq!(verify_from(&new, 2), Ok(()));
}

/// Jumps laid out so that what is known at many places shrinks one register at a time.
#[test]
fn code_made_to_be_slow_is_accepted_or_refused_soon() {
    let start = Instant::now();
    for registers in [64, 4000] {
        let hostile = program(vec![], |f| {
            f.reserve_registers(registers);
            (0..registers).for_each(|n| f.null(Reg(n as u16)));
            let heads: Vec<Label> = (0..20_000)
                .map(|n| {
                    let head = f.here();
                    let window = Reg((n * 7919 % (registers - 2)) as u16);
                    f.call(Reg(0), window, 0);
                    f.null(window);
                    head
                })
                .collect();
            heads.iter().for_each(|&head| f.loop_true(Reg(0), head));
            f.ret_null();
        });
        // Either answer is right; that there is one is what counts.
        let _ = verify(&hostile);
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}
