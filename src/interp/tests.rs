//! The interpreter driven through the builder, without a front end.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::{Limits, Machine, Stop};
use crate::builtins::{Generator, Host, Output, ProgramNames, Request};
use crate::bytecode::builder::{ProgramBuilder, near_fn};
use crate::bytecode::function_builder::FunctionBuilder;
use crate::bytecode::{Params, Program, verify};
use crate::heap::{Heap, HeapConfig};
use crate::index::Reg;
use crate::value::Value;

fn machine(depth: usize, heap: HeapConfig) -> Box<Machine> {
    let host = Host {
        heap: Heap::new(heap),
        out: Output::captured(Arc::new(Mutex::new(Vec::new()))),
        input: Box::new(std::io::empty()),
        args: Vec::new(),
        random: Generator::seeded(1),
        start: Instant::now(),
        break_calls: crate::builtins::BreakCalls::default(),
        names: ProgramNames::default(),
    };
    let limits = Limits {
        depth,
        heat: super::NEVER_HOT,
        memory: usize::MAX,
    };
    Machine::new(host, limits).unwrap()
}

fn run(program: &Program) -> Value {
    verify(program).unwrap();
    let mut machine = machine(1_000_000, HeapConfig::default());
    machine.load(program).unwrap();
    assert_eq!(machine.run(), Stop::Done);
    machine.result()
}

fn r(n: u16) -> Reg {
    Reg(n)
}

fn params(required: u16) -> Params {
    Params {
        required,
        ..Params::default()
    }
}

/// fib(n), recursive.
fn fib(n: i16) -> Program {
    let mut program = ProgramBuilder::new();
    let id = program.declare();
    let mut f = FunctionBuilder::new("fib", params(1));
    let recurse = f.new_label();
    f.if_not_lt_i(r(0), 2, recurse);
    f.ret(r(0));
    f.bind(recurse);
    f.sub_i(r(2), r(0), 1);
    f.call_static(r(1), r(1), near_fn(id).unwrap());
    f.sub_i(r(3), r(0), 2);
    f.call_static(r(2), r(2), near_fn(id).unwrap());
    f.add(r(1), r(1), r(2));
    f.ret(r(1));
    program.define(id, f.finish().unwrap());
    let mut main = FunctionBuilder::new("main", params(0));
    main.int(r(1), n);
    main.call_static(r(0), r(0), near_fn(id).unwrap());
    main.ret(r(0));
    let main = program.add(main.finish().unwrap());
    program.finish(main).unwrap()
}

/// The sum of 0 to n - 1.
fn sum(n: i16, times: i16) -> Program {
    let mut program = ProgramBuilder::new();
    let mut f = FunctionBuilder::new("main", params(0));
    f.int(r(0), 0);
    f.int(r(2), 0);
    let outer = f.here();
    f.int(r(1), 0);
    let head = f.here();
    f.add(r(0), r(0), r(1));
    f.next_lt_i(r(1), n, head);
    f.next_lt_i(r(2), times, outer);
    f.ret(r(0));
    let main = program.add(f.finish().unwrap());
    program.finish(main).unwrap()
}

#[test]
fn recursion_and_loops() {
    assert_eq!(run(&fib(20)).as_int(), Some(6765));
    assert_eq!(run(&sum(1000, 1)).as_int(), Some(499_500));
}

/// Handlers must end in sibling calls: a hundred million dispatches fit a stack of 64 KB.
#[test]
#[cfg(hivm_threaded)]
fn dispatch_does_not_grow_the_machine_stack() {
    let work = || assert_eq!(run(&sum(10_000, 5_000)).as_int(), Some(49_995_000 * 5_000));
    std::thread::Builder::new()
        .stack_size(64 << 10)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn unbounded_recursion_is_a_stack_overflow() {
    let mut program = ProgramBuilder::new();
    let id = program.declare();
    let mut f = FunctionBuilder::new("down", params(1));
    f.add_i(r(2), r(0), 1);
    f.call_static(r(1), r(1), near_fn(id).unwrap());
    f.ret(r(1));
    program.define(id, f.finish().unwrap());
    let mut main = FunctionBuilder::new("main", params(0));
    let (start, end, target) = (main.here(), main.new_label(), main.new_label());
    main.int(r(1), 0);
    main.call_static(r(0), r(0), near_fn(id).unwrap());
    main.bind(end);
    main.ret(r(0));
    main.bind(target);
    main.catch(r(0));
    main.ret(r(0));
    main.handler(start, end, target);
    let main = program.add(main.finish().unwrap());
    let program = program.finish(main).unwrap();
    verify(&program).unwrap();
    for depth in [1, 2, 10_000, 1_000_000] {
        let mut machine = machine(depth, HeapConfig::default());
        machine.load(&program).unwrap();
        assert_eq!(machine.run(), Stop::Done);
        let error = machine.result().as_error().unwrap();
        let text = error.message().as_str().unwrap().as_str();
        assert_eq!(text, format!("stack overflow: more than {depth} frames"));
    }
}

#[test]
fn a_run_can_be_interrupted_and_limited() {
    let mut program = ProgramBuilder::new();
    let mut f = FunctionBuilder::new("main", params(0));
    let head = f.here();
    f.repeat(head);
    let main = program.add(f.finish().unwrap());
    let program = program.finish(main).unwrap();
    let mut machine = machine(100, HeapConfig::default());
    machine.load(&program).unwrap();
    assert_eq!(machine.run_with_fuel(1000), Stop::OutOfFuel);
    let attention = machine.host.names.attention.clone();
    attention.request(Request::Interrupt);
    assert_eq!(machine.run(), Stop::Uncaught);
}
