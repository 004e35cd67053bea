//! Hand-written graphs on a machine that stands at a loop header: in, out with several frames, and on to the same end.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::builtins::{Attention, Generator, Host, Output, ProgramNames, Request};
use crate::bytecode::{Program, verify};
use crate::config::Config;
use crate::heap::{Heap, HeapConfig};
use crate::index::{ExitId, TreeId};
use crate::interp::{HotKind, HotSpot, Limits, Machine, NEVER_HOT, Stop};
use crate::ir::eval::{How, Plan};
use crate::ir::{parse, verify_in};
use crate::jit::Tier;
use crate::opt::Chosen;
use crate::source::SourceMap;
use crate::trace::Anchor;
use crate::value::Value;
use crate::vm::callees::Callees;
use crate::vm::code::{Body, Code, CodeId, Ended, Origin, States, Typical};
use crate::vm::tracing::Tracing;

fn assemble(text: &str) -> Program {
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).unwrap();
    let program = crate::asm::assemble(&sources, file)
        .unwrap_or_else(|e| panic!("{}", sources.render_all(&e, crate::source::Style::Plain)));
    verify(&program).unwrap();
    program
}

struct Bench {
    machine: Box<Machine>,
    output: Arc<Mutex<Vec<u8>>>,
    spot: HotSpot,
}

impl Bench {
    /// A machine that has just gone back to the first header that got hot.
    fn new(program: &Program, rounds: u32, depth: usize, stress: bool) -> Bench {
        let output = Arc::new(Mutex::new(Vec::new()));
        let heap = Heap::new(HeapConfig {
            stress,
            poison: true,
            verify: true,
            ..HeapConfig::default()
        });
        let host = Host {
            heap,
            out: Output::captured(output.clone()),
            input: Box::new(std::io::empty()),
            args: Vec::new(),
            random: Generator::seeded(1),
            start: Instant::now(),
            break_calls: crate::builtins::BreakCalls::default(),
            names: ProgramNames {
                attention: Attention::new("1 s".into()),
                ..ProgramNames::default()
            },
        };
        let limits = Limits {
            depth,
            heat: rounds,
            memory: 1 << 30,
        };
        let mut machine = Machine::new(host, limits).unwrap();
        machine.load(program).unwrap();
        let mut stop = machine.run();
        let spot = loop {
            let Stop::Hot(spot) = stop else {
                panic!("no loop got hot");
            };
            machine.cool(spot, NEVER_HOT);
            if spot.kind == HotKind::Loop {
                break spot;
            }
            stop = machine.resume();
        };
        assert_eq!(machine.step(), None);
        assert_eq!(machine.here(), Some(spot.anchor));
        Bench {
            machine,
            output,
            spot,
        }
    }

    fn code(&self, text: &str) -> Code {
        let graph = parse(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let program = self.machine.program();
        verify_in(&graph, program).unwrap_or_else(|e| panic!("{e}\n{text}"));
        let anchor = Anchor {
            kind: self.spot.kind,
            site: self.spot.anchor,
        };
        let plan = Plan::of(&graph);
        let body = Body::Graph(Box::new(graph.clone()), plan);
        let origin = Origin {
            id: CodeId(1),
            tree: TreeId(1),
            anchor,
            depth: 0,
            tier: Tier::Full,
            typical: Typical {
                round: 1,
                whole: 1,
                loops: 1,
            },
        };
        Code::new(origin, program, (&graph, body), (&mut States::default(), 1))
    }

    fn run(&mut self, code: &Code) -> Ended {
        let tracing = Tracing::new(&Config::default(), Chosen::ALL);
        code.run(&mut self.machine, &Callees::new(&tracing, 0))
    }

    /// Goes on interpreting to the end; what was printed.
    fn finish(&mut self) -> (Stop, String) {
        let stop = self.machine.resume();
        self.machine.host.out.flush().unwrap();
        let text = self.output.lock().unwrap().clone();
        (stop, String::from_utf8(text).unwrap())
    }
}

/// Sums 0 to 99 by a function; f1 adds.
const SUM: &str = ".sub main()
    int $r0, 0
    int $r1, 0
round:
    mov $r4, $r0
    mov $r5, $r1
    call_static $r0, $r3, plus
    next_lt_i $r1, 100, round
    call_builtin $null, puts($r0)
    ret_null
.end
.sub plus(a, b)
    array $r2, ($p0, $p1)
    get_i $r3, $r2, 0
    add $r2, $r3, $p1
    ret $r2
.end
";

fn sum_of(program: &Program) -> (u32, u32, u32) {
    // The header, the call, and what follows it.
    use crate::bytecode::code::instructions;
    let all: Vec<_> = instructions(&program.functions[0].code).collect();
    let call = all
        .iter()
        .position(|i| i.op.info().name == "call_static")
        .unwrap();
    (all[call - 2].pc.0, all[call].pc.0, all[call].end().0)
}

#[test]
fn a_graph_that_is_left_inside_a_callee_hands_over_two_frames() {
    let program = assemble(SUM);
    let (header, _, after) = sum_of(&program);
    let mut bench = Bench::new(&program, 3, 100, true);
    // Goes round until r1 is 50, then leaves in the callee, whose array it has made.
    let text = format!(
        "graph t1 loop f0@{header}
  entry:
    %0: any = reg r0
    %1: any = reg r1
    %2: int = guard_tag int, %0, s0
    %3: int = guard_tag int, %1, s0
    jump b1(%2, %3)
  b1(%4: int, %5: int):
    safepoint s1
    guard_room 1, 16, s1
    %6: array = new_array (%4, %5), s1
    safepoint s2
    %7: int = array_len %6
    %8: bool = eq %5, 50
    guard_false %8, s2
    %9: int = add_ov %4, %5, s2
    %10: int = add_ov %5, 1, s2
    jump b1(%9, %10)
  s0: f0@{header} r0=home r1=home
  s1: f0@{header} r0=%4 r1=%5
  s2: f0@{after} r1=%5 / f1@3+4 callee=f1 r1=%5 r4=%6
"
    );
    let code = bench.code(&text);
    let Ended::Left(exit, How::Again) = bench.run(&code) else {
        panic!("it is left by a guard");
    };
    assert_eq!(code.exits[exit.index()].reason, "guard_false");
    assert_eq!(code.exits[exit.index()].places.len(), 2);
    bench.machine.push_frames(&code.exits[exit.index()].places);
    assert_eq!(bench.finish(), (Stop::Done, "4950\n".into()));
}

#[test]
fn a_graph_without_room_is_left_before_the_call_and_the_interpreter_overflows() {
    let program = assemble(SUM);
    let (header, ..) = sum_of(&program);
    for (depth, room) in [(1, false), (2, true)] {
        // Depth counts main's frame: with a limit of one the loop cannot even call once, so it does not.
        let program = match room {
            true => program.clone(),
            false => assemble(&SUM.replace("call_static $r0, $r3, plus", "add $r0, $r4, $r5")),
        };
        let mut bench = Bench::new(&program, 3, depth, false);
        let text = format!(
            "graph t1 loop f0@{header}
  entry:
    guard_room 1, 16, s0
    exit s0
  s0: f0@{header} r0=home r1=home
"
        );
        let code = bench.code(&text);
        let Ended::Left(exit, How::Again) = bench.run(&code) else {
            panic!("it is left");
        };
        assert_eq!(exit, ExitId(u32::from(room)));
    }
}

#[test]
fn a_request_leaves_the_graph_and_the_interpreter_answers() {
    let program = assemble(SUM);
    let (header, ..) = sum_of(&program);
    let mut bench = Bench::new(&program, 3, 100, false);
    let code = bench.code(&format!(
        "graph t1 loop f0@{header}
  entry:
    jump b1()
  b1:
    safepoint s0
    jump b1()
  s0: f0@{header} r0=home r1=home
"
    ));
    bench
        .machine
        .host
        .names
        .attention
        .request(Request::Interrupt);
    let Ended::Left(exit, How::Again) = bench.run(&code) else {
        panic!("it is left");
    };
    bench.machine.push_frames(&code.exits[exit.index()].places);
    let (stop, _) = bench.finish();
    assert_eq!(stop, Stop::Uncaught);
    let thrown = bench.machine.uncaught().value.and_then(|v| v.as_error());
    assert!(thrown.is_some());
}

#[test]
fn a_value_is_returned_from_the_outermost_frame() {
    let program = assemble(
        ".sub main()
    int $r2, 100
    call_static $r0, $r1, count
    call_builtin $null, puts($r0)
    ret_null
.end
.sub count(n)
    int $r1, 0
round:
    next_lt $r1, $p0, round
    ret $r1
.end
",
    );
    let header = 1;
    let mut bench = Bench::new(&program, 3, 100, false);
    let header_seen = bench.spot.anchor.pc.0;
    assert_eq!(header_seen, header);
    let code = bench.code(&format!(
        "graph t1 loop f1@{header}
  entry:
    %0: any = reg r0
    return %0
"
    ));
    let Ended::Returned(value) = bench.run(&code) else {
        panic!("it returns");
    };
    assert!(value.is_same(Value::int(100)));
    bench.machine.return_value(value);
    assert_eq!(bench.finish(), (Stop::Done, "100\n".into()));
}

#[test]
fn an_error_of_an_inlined_callee_has_the_place_of_its_instruction() {
    let program = assemble(SUM);
    let (header, _, after) = sum_of(&program);
    let mut bench = Bench::new(&program, 3, 100, true);
    let code = bench.code(&format!(
        "graph t1 loop f0@{header}
  entry:
    guard_room 1, 16, s0
    invoke add, (1, true), s1, b1(), b2()
  b1(%0: any):
    exit s0
  b2(%1: any):
    throw %1, s1
  s0: f0@{header} r0=home r1=home
  s1: f0@{after} r1=home / f1@0+4 callee=f1 r0=1 r1=2
"
    ));
    let Ended::Left(exit, How::Throw(error)) = bench.run(&code) else {
        panic!("it throws");
    };
    let place = error.as_error().map(|error| error.place());
    let line = program.functions[1].position(crate::index::Pc(0)).line;
    assert_eq!(place.map(|place| place.line), Some(line));
    bench.machine.push_frames(&code.exits[exit.index()].places);
    assert_eq!(bench.machine.throw_here(error), Some(Stop::Uncaught));
    let trace = &bench.machine.uncaught().trace;
    let functions: Vec<u32> = trace.iter().map(|site| site.function.0).collect();
    assert_eq!(functions, [1, 0]);
}

#[test]
fn what_the_machine_knows_by_name_is_the_interpreters() {
    let program = assemble(
        ".sub main()
    int $r1, 0
    hash $r0, ()
round:
    set_field $r0, $r1, #n
    next_lt_i $r1, 100, round
    get_field $r2, $r0, #n
    call_builtin $null, puts($r2)
    ret_null
.end
",
    );
    let mut bench = Bench::new(&program, 3, 100, true);
    let header = bench.spot.anchor.pc.0;
    let name = program.symbols.iter().position(|name| name == "n").unwrap();
    let code = bench.code(&format!(
        "graph t1 loop f0@{header}
  entry:
    %0: any = reg r0
    %1: any = call_runtime get_field, (%0, sym{name}), s0
    %2: int = guard_tag int, %1, s0
    %3: bool = eq %2, 2
    guard_true %3, s0
    %4: any = call_runtime set_field, (%0, sym{name}, 98), s0
    %5: any = call_runtime find_method, (%0, sym{name}), s1
    %6: bool = same %5, 98
    guard_true %6, s1
    exit s1
  s0: f0@{header} r0=home r1=home
  s1: f0@{header} r0=home r1=99
"
    ));
    let Ended::Left(exit, How::Again) = bench.run(&code) else {
        panic!("it is left");
    };
    assert_eq!(code.exits[exit.index()].reason, "unrecorded");
    bench.machine.push_frames(&code.exits[exit.index()].places);
    assert_eq!(bench.finish(), (Stop::Done, "99\n".into()));
}

#[test]
fn a_call_that_a_graph_declines_is_entered_by_the_machine() {
    let program = assemble(SUM);
    let (header, _, after) = sum_of(&program);
    let mut bench = Bench::new(&program, 3, 100, false);
    let code = bench.code(&format!(
        "graph t1 loop f0@{header}
  entry:
    %0: any = reg r0
    %1: any = reg r1
    %2: any = call f1, 4, (null, %0, %1), s1
    exit s0
  s0: f0@{header} r0=home r1=home
  s1: f0@{after} r1=home
"
    ));
    let Ended::Left(
        exit,
        How::Enter {
            callee,
            window,
            arguments,
        },
    ) = bench.run(&code)
    else {
        panic!("it enters");
    };
    bench.machine.push_frames(&code.exits[exit.index()].places);
    assert_eq!(bench.machine.enter_called(callee, window, &arguments), None);
    assert_eq!(bench.finish(), (Stop::Done, "4950\n".into()));
}
