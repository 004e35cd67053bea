//! Graphs as native code: cases as text, against the evaluator or against what is known. Random graphs are in
//! `native_random.rs`.
//!
//! ```text
//! %7: int = add_ov %4, %5, s1      all corners of both operands: the same value, or the same exit
//! ```
#![cfg(feature = "llvm")]

use hivm::heap::{Array, Heap, HeapConfig, Signals};
use hivm::index::{BuiltinId, ConstId, ExitId, GlobalId, SymbolId, TreeId};
use hivm::ir::eval::{
    Call, Called, Environment, Evaluator, FrameState, Left, Options, Outcome, Poll, TreeRun,
};
use hivm::ir::{Graph, Helper, parse, verify};
use hivm::jit::llvm::{LlvmBackend, LlvmCompiler};
use hivm::jit::{Backend, Code, Compiler, ExitTable, Guards, Stage, Tables, Tier};
use hivm::runtime::Fault;
use hivm::value::{Tag, Value};

static QUIET: Signals = Signals::new(0);

fn backend() -> LlvmBackend {
    LlvmBackend::new().expect("LLVM links")
}

fn graph(text: &str) -> Graph {
    let graph = parse(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    verify(&graph).unwrap_or_else(|e| panic!("{e}\n{text}"));
    graph
}

fn code(backend: &LlvmBackend, compiler: &mut dyn Compiler, graph: &Graph) -> Code {
    let object = compiler
        .compile(graph)
        .unwrap_or_else(|e| panic!("{e}\n{graph}"));
    backend
        .load(object)
        .unwrap_or_else(|e| panic!("{e}\n{graph}"))
}

/// Registers and a heap, and nothing to call.
struct Plain {
    heap: Heap,
    registers: Vec<Value>,
}

impl Plain {
    fn new(registers: &[Value]) -> Plain {
        let heap = Heap::new(HeapConfig::default());
        let mut registers = registers.to_vec();
        registers.resize(16, Value::UNSET);
        Plain { heap, registers }
    }
}

impl Environment for Plain {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }
    fn register(&mut self, home: u32) -> Value {
        self.registers[home as usize]
    }
    fn set_register(&mut self, home: u32, value: Value) {
        self.registers[home as usize] = value;
    }
    fn callee(&mut self) -> Value {
        Value::NULL
    }
    fn constant(&mut self, id: ConstId) -> Value {
        panic!("no constant {id}")
    }
    fn global(&mut self, id: GlobalId) -> Value {
        panic!("no global {id}")
    }
    fn set_global(&mut self, id: GlobalId, _: Value) {
        panic!("no global {id}")
    }
    fn name_string(&mut self, name: SymbolId) -> u64 {
        panic!("no name {name}")
    }
    fn safepoint(&mut self, _: &[Value]) -> Poll {
        Poll::Continue
    }
    fn has_room(&mut self, _: u32, _: u32) -> bool {
        true
    }
    fn helper(&mut self, helper: Helper, _: &[Value]) -> Result<Value, Fault> {
        panic!("no {helper:?}")
    }
    fn builtin(&mut self, native: BuiltinId, _: &[Value]) -> Result<Value, Fault> {
        panic!("no {native}")
    }
    fn call(&mut self, call: Call<'_>) -> Called {
        panic!("no {}", call.callee)
    }
    fn call_tree(&mut self, tree: TreeId, _: &[FrameState], _: &[Value]) -> TreeRun {
        panic!("no {tree}")
    }
    fn error_value(&mut self, fault: &Fault, _: &[FrameState]) -> Value {
        panic!("{fault}")
    }
}

fn run_plain(code: &Code, plain: &mut Plain) -> Outcome {
    run_rounds(code, plain, u64::MAX)
}

fn run_rounds(code: &Code, plain: &mut Plain, rounds: u64) -> Outcome {
    let tables = Tables {
        base: plain.registers.as_mut_ptr(),
        globals: std::ptr::null_mut(),
        constants: std::ptr::null(),
        signals: &QUIET,
        fail_at: 0,
        frame: std::ptr::null_mut(),
        entries: std::ptr::null(),
        slots: std::ptr::null(),
        rounds,
    };
    // SAFETY: the graphs of these tests use registers below 16 and no globals or constants.
    unsafe { code.run(plain, tables) }
}

fn left(outcome: Outcome) -> Left {
    match outcome {
        Outcome::Left(left) => left,
        other => panic!("want an exit, got {other:?}"),
    }
}

const SUM: &str = "\
graph t1 loop f0@4
  entry:
    %0: any = reg r1
    %1: any = reg r2
    %2: int = guard_tag int, %0, s0
    %3: int = guard_tag int, %1, s0
    jump b1(%2, %3)
  b1(%4: int, %5: int):
    safepoint s1
    %6: bool = lt %5, 100000000
    guard_true %6, s1
    %7: int = add_ov %4, %5, s1
    %8: int = add_ov %5, 1, s1
    jump b1(%7, %8)
  s0: f0@4 r1=home r2=home
  s1: f0@4 r1=%4 r2=%5
";

#[test]
fn quick_code_is_left_after_its_rounds_and_full_code_is_not() {
    let (backend, graph) = (backend(), graph(SUM));
    let run = |tier| {
        let mut compiler = LlvmCompiler::of(tier, Guards::Plain).expect("this machine");
        let code = code(&backend, &mut compiler, &graph);
        let mut plain = Plain::new(&[Value::NULL, Value::int(0), Value::int(0)]);
        let exit = left(run_rounds(&code, &mut plain, 10)).exit;
        (exit, plain.registers[2].as_int())
    };
    // With the tenth safepoint, where nothing of that round has been done.
    assert_eq!(run(Tier::Quick), (ExitId(2), Some(9)));
    assert_eq!(run(Tier::Full), (ExitId(3), Some(100000000)));
}

#[test]
fn a_loop_runs_and_leaves() {
    let (backend, graph) = (backend(), graph(SUM));
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let code = code(&backend, compiler.as_mut(), &graph);
    let mut plain = Plain::new(&[Value::NULL, Value::int(0), Value::int(0)]);
    let exit = left(run_plain(&code, &mut plain));
    assert_eq!(exit.exit, ExitId(3));
    assert_eq!(plain.registers[1].as_int(), Some(4999999950000000));
    assert_eq!(plain.registers[2].as_int(), Some(100000000));
    // Overflow: the sum is as before the addition.
    let mut plain = Plain::new(&[Value::NULL, Value::int(i64::MAX - 2), Value::int(1)]);
    let exit = left(run_plain(&code, &mut plain));
    assert_eq!(exit.exit, ExitId(4));
    assert_eq!(plain.registers[1].as_int(), Some(i64::MAX - 1));
    assert_eq!(plain.registers[2].as_int(), Some(2));
    // Another tag at the entry: nothing is written.
    let mut plain = Plain::new(&[Value::NULL, Value::int(0), Value::TRUE]);
    let exit = left(run_plain(&code, &mut plain));
    assert_eq!(exit.exit, ExitId(1));
    assert_eq!(plain.registers[2].tag(), Tag::Bool);
}

#[test]
fn stages_are_text() {
    let graph = graph(SUM);
    let backend = backend();
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let mut text = |stage| compiler.text(&graph, stage).expect("it compiles");
    assert!(
        text(Stage::Input).contains("define { i64, i64 } @t1(ptr %state, ptr %base, ptr %frame)")
    );
    assert!(text(Stage::Optimised).contains("llvm.sadd.with.overflow.i64"));
    let assembly = text(Stage::Assembly);
    assert!(
        assembly.contains("t1:") && assembly.contains("jo"),
        "{assembly}"
    );
    assert_eq!(assembly, text(Stage::Assembly));
}

#[test]
fn the_exit_table_is_text() {
    let text = "graph t1 loop f0@0\n  entry:\n    %0: any = reg r0\n    %1: int = guard_tag int, %0, s0\n    \
                guard_true true, s1\n    exit s1\n  s0: f0@0\n  \
                s1: f0@4 r0=7 r1=%1 r2=home r3=%0 / f2@9+4 callee=f2 r0=%1\n";
    let table = ExitTable::of(&graph(text)).to_string();
    let expected = "x0: entry, instruction 1, s0\nx1: entry, instruction 2, s1\nx2: entry, instruction 3, s1\n\
                    s0: f0@0+0 |\n\
                    s1: f0@4+0 f2@9+4 | h0=7 h1=int h3=f2 h4=int\n";
    assert_eq!(table, expected);
}

#[test]
fn several_frames_are_written() {
    let text = "graph t1 loop f0@0\n  entry:\n    %0: any = reg r0\n    %1: int = guard_tag int, %0, s0\n    \
                %2: float = to_float %1\n    %3: bool = lt %1, 100\n    exit s1\n  s0: f0@0\n  \
                s1: f0@4 r0=7 r1=%2 r2=home / f2@9+4 callee=f2 r0=%3 r1=%0\n";
    let (backend, graph) = (backend(), graph(text));
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let code = code(&backend, compiler.as_mut(), &graph);
    let mut plain = Plain::new(&[
        Value::int(41),
        Value::NULL,
        Value::TRUE,
        Value::NULL,
        Value::NULL,
    ]);
    let exit = left(run_plain(&code, &mut plain));
    let shown: Vec<String> = plain.registers[..6]
        .iter()
        .map(|v| format!("{v:?}"))
        .collect();
    assert_eq!(shown, ["7", "41.0", "true", "function(0x2)", "true", "41"]);
    let inner = &exit.frames[1];
    assert_eq!((inner.pc.0, inner.window, inner.registers.len()), (9, 4, 2));
    assert!(inner.callee.is_some_and(|callee| callee.bits() == 2));
}

#[test]
fn objects_are_made_on_another_thread() {
    let backend = backend();
    for _ in 0..2 {
        let object = std::thread::scope(|scope| {
            let thread = scope.spawn(|| {
                backend
                    .compiler(Guards::Plain)
                    .and_then(|mut it| it.compile(&graph(SUM)))
            });
            thread.join().expect("no panic").expect("it compiles")
        });
        let code = backend.load(object).expect("it links");
        let mut plain = Plain::new(&[Value::NULL, Value::int(0), Value::int(99999999)]);
        left(run_plain(&code, &mut plain));
        assert_eq!(plain.registers[1].as_int(), Some(99999999));
    }
}

/// Runs a graph of two registers natively and in the evaluator, for all pairs of values.
fn agree_on(
    compiler: &mut dyn Compiler,
    backend: &LlvmBackend,
    text: &str,
    first: &[Value],
    second: &[Value],
) {
    let graph = graph(text);
    let code = code(backend, compiler, &graph);
    for a in first {
        for b in second {
            let (mut left, mut right) = (Plain::new(&[*a, *b]), Plain::new(&[*a, *b]));
            let expected = Evaluator::new(&graph).run(&mut left, Options::default());
            agree(
                text,
                *a,
                *b,
                (
                    expected.expect("nothing is given"),
                    run_plain(&code, &mut right),
                ),
            );
        }
    }
}

/// The same outcome: value or exit.
fn agree(what: &str, a: Value, b: Value, (expected, got): (Outcome, Outcome)) {
    let same = match (&expected, &got) {
        (Outcome::Returned(x), Outcome::Returned(y)) => x.is_same(*y) || is_nan(*x) && is_nan(*y),
        (Outcome::Left(x), Outcome::Left(y)) => x.exit == y.exit,
        _ => false,
    };
    assert!(same, "{what} {a:?}, {b:?}: want {expected:?}, got {got:?}");
}

fn is_nan(value: Value) -> bool {
    value.as_float().is_some_and(f64::is_nan)
}

#[test]
fn numeric_corners_are_the_evaluators() {
    const INTS: [i64; 13] = [
        0,
        1,
        -1,
        2,
        -2,
        7,
        62,
        63,
        64,
        65,
        1 << 40,
        i64::MAX,
        i64::MIN,
    ];
    const FLOATS: [f64; 14] = [
        0.0,
        -0.0,
        0.5,
        -0.5,
        1.5,
        -1.5,
        1e300,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        9223372036854775807.0,
        9223372036854774784.0,
        -9223372036854775808.0,
        -9223372036854777856.0,
    ];
    let backend = backend();
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let text = |kind: &str, result: &str, inst: &str| {
        format!(
            "graph t1 loop f0@0\n  entry:\n    %0: any = reg r0\n    %1: any = reg r1\n    \
             %2: {kind} = guard_tag {kind}, %0, s0\n    %3: {kind} = guard_tag {kind}, %1, s0\n    \
             %4: {result} = {inst}\n    return %4\n  s0: f0@0\n  s1: f0@1 r2=%2 r3=%3\n"
        )
    };
    let unused = |text: String| match text.contains(", s1\n") {
        true => text,
        false => text.replace("  s1: f0@1 r2=%2 r3=%3\n", ""),
    };
    let ints = INTS.map(Value::int);
    for op in [
        "add_ov", "sub_ov", "mul_ov", "div_ov", "rem_ov", "shl_ov", "shr_ov",
    ] {
        let text = text("int", "int", &format!("{op} %2, %3, s1"));
        agree_on(compiler.as_mut(), &backend, &text, &ints, &ints);
    }
    let floats = FLOATS.map(Value::float);
    agree_on(
        compiler.as_mut(),
        &backend,
        &text("float", "int", "to_int_ov %2, s1"),
        &floats,
        &floats[..1],
    );
    for op in ["add_f", "sub_f", "mul_f", "div_f", "rem_f"] {
        let text = unused(text("float", "float", &format!("{op} %2, %3")));
        agree_on(compiler.as_mut(), &backend, &text, &floats, &floats);
    }
    for op in ["neg_f", "abs_f", "sqrt_f", "floor_f", "ceil_f", "trunc_f"] {
        let text = unused(text("float", "float", &format!("{op} %2")));
        agree_on(compiler.as_mut(), &backend, &text, &floats, &floats[..1]);
    }
    for op in ["eq_f", "ne_f", "lt_f", "le_f", "gt_f", "ge_f"] {
        let text = unused(text("float", "bool", &format!("{op} %2, %3")));
        agree_on(compiler.as_mut(), &backend, &text, &floats, &floats);
    }
}

/// A loop of about so many operations: checked arithmetic, comparisons, and exits that write six values.
fn long_loop(operations: usize) -> Graph {
    let mut text = String::from("graph t1 loop f0@0\n  entry:\n");
    let (mut head, mut back) = (String::new(), String::new());
    for n in 0..6 {
        text += &format!(
            "    %{n}: any = reg r{n}\n    %{}: int = guard_tag int, %{n}, s0\n",
            n + 10
        );
        head += &format!("%{}: int, ", n + 20);
        back += &format!("%{}, ", n + 10);
    }
    text += &format!("    jump b1({})\n", back.trim_end_matches(", "));
    text += &format!("  b1({}):\n    safepoint s1\n", head.trim_end_matches(", "));
    let mut now: Vec<usize> = (20..26).collect();
    let named = |now: &[usize]| {
        now.iter()
            .enumerate()
            .map(|(n, v)| format!(" r{n}=%{v}"))
            .collect::<String>()
    };
    let mut snaps = format!("  s0: f0@0\n  s1: f0@1{}\n", named(&now));
    let (mut next, mut snap) = (30, 1);
    for n in 0..operations / 3 {
        let (a, b) = (now[n % 6], now[(n + 1) % 6]);
        text += &format!(
            "    %{next}: int = add_ov %{a}, %{b}, s{snap}\n    %{}: bool = lt %{next}, {}\n",
            next + 1,
            1u64 << 62
        );
        text += &format!("    guard_true %{}, s{snap}\n", next + 1);
        now[n % 6] = next;
        next += 2;
        snap += 1;
        snaps += &format!("  s{snap}: f0@{snap}{}\n", named(&now));
    }
    let args: Vec<String> = now.iter().map(|v| format!("%{v}")).collect();
    text += &format!(
        "    safepoint s{snap}\n    jump b1({})\n{snaps}",
        args.join(", ")
    );
    graph(&text)
}

#[test]
fn compile_times() {
    let backend = backend();
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    for operations in [30, 30, 100, 300, 1000] {
        let graph = long_loop(operations);
        let object = compiler.compile(&graph).expect("it compiles");
        let (times, bytes) = (object.times, object.bytes.len());
        let start = std::time::Instant::now();
        let code = backend.load(object).expect("it links");
        let link = start.elapsed();
        println!(
            "{operations} operations: {times:?}, link {link:?}, {bytes} bytes, {} exits",
            code.exits.len()
        );
        let mut plain = Plain::new(&[
            Value::int(1),
            Value::int(2),
            Value::int(3),
            Value::int(4),
            Value::int(5),
            Value::int(6),
        ]);
        let mut other = Plain::new(&plain.registers);
        let exit = left(run_plain(&code, &mut plain));
        let expected = Evaluator::new(&graph)
            .run(&mut other, Options::default())
            .expect("it is sound");
        let expected = left(expected);
        assert_eq!(exit.exit, expected.exit);
        for (reg, value) in &expected.frames[0].registers {
            assert!(plain.registers[reg.index()].is_same(*value));
        }
    }
}

const ARRAYS: &str = "\
graph t1 loop f0@4
  entry:
    %0: any = reg r0
    %1: array = guard_tag array, %0, s0
    %2: any = reg r1
    %3: int = guard_tag int, %2, s0
    jump b1(%3, 0)
  b1(%4: int, %5: int):
    safepoint s1
    guard_kind int.own, %1, s1
    %6: int = array_len %1
    %7: bool = lt %5, %6
    guard_true %7, s1
    %8: data = array_data %1
    %9: int = load_int %1, %8, %5
    %10: int = add_ov %4, %9, s1
    store_int %1, %8, %5, %10
    %11: int = add %5, 1
    jump b1(%10, %11)
  s0: f0@4 r0=home r1=home
  s1: f0@4 r1=%4 r2=%5
";

#[test]
fn a_loop_over_an_array_stores_where_it_loaded() {
    let (backend, graph) = (backend(), graph(ARRAYS));
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let code = code(&backend, compiler.as_mut(), &graph);
    let mut plain = Plain::new(&[Value::NULL, Value::int(0)]);
    let ints: Vec<Value> = (0..1000).map(Value::int).collect();
    let array = Array::from_values(&mut plain.heap, &ints).expect("there is memory");
    plain.registers[0] = array.value();
    let exit = left(run_plain(&code, &mut plain));
    assert_eq!(plain.registers[1].as_int(), Some(499500));
    assert_eq!(plain.registers[2].as_int(), Some(1000));
    assert_eq!(exit.frames[0].registers.len(), 2);
    let sums: Vec<i64> = (0..1000).map(|n| n * (n + 1) / 2).collect();
    assert_eq!(array.as_ints(), Some(&sums[..]));
    // Two headers share the buffer: the guard sees it before anything is stored.
    array
        .slice(&mut plain.heap, 0, 500)
        .expect("there is memory");
    assert!(array.is_shared());
    plain.registers[1] = Value::int(0);
    left(run_plain(&code, &mut plain));
    assert_eq!(plain.registers[2].as_int(), Some(0));
    assert_eq!(array.as_ints(), Some(&sums[..]));
    if let Some(directory) = std::env::var_os("HIVM_LLVM_TEXT") {
        let directory = std::path::PathBuf::from(directory);
        for (stage, name) in [
            (Stage::Input, "in.ll"),
            (Stage::Optimised, "opt.ll"),
            (Stage::Assembly, "out.s"),
        ] {
            let text = compiler.text(&graph, stage).expect("it compiles");
            std::fs::write(directory.join(name), text).expect("writable");
        }
    }
}
