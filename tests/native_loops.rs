//! The loops of `tests/loops` as native code, against the evaluator: the same exit, registers, globals and objects.
//!
//! ```text
//! cargo test --test native_loops
//! ```
#![cfg(feature = "llvm")]

#[allow(dead_code, reason = "the benchmark uses the rest")]
mod loops;

use hivm::heap::{Array, HeapConfig, Str};
use hivm::ir::eval::{Evaluator, Options, Outcome};
use hivm::ir::{Graph, parse, verify};
use hivm::jit::llvm::LlvmBackend;
use hivm::jit::{Backend, Guards, Stage};
use hivm::value::Value;
use loops::{LOOPS, World, long};

fn graph(text: &str) -> Graph {
    let graph = parse(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    verify(&graph).unwrap_or_else(|e| panic!("{e}\n{text}"));
    graph
}

/// A value with what it refers to, without addresses, down to some depth.
fn shown(value: Value, depth: usize) -> String {
    let inner = |values: Vec<Value>| -> String {
        let shown = values.into_iter().map(|value| shown(value, depth - 1));
        shown.collect::<Vec<_>>().join(" ")
    };
    if !value.tag().is_heap() {
        return format!("{value:?}");
    }
    if let Some(text) = value.as_str() {
        return format!("{:?}", text.as_str());
    }
    if depth == 0 {
        return format!("{:?}", value.tag());
    }
    if let Some(array) = value.as_array() {
        return format!("{:?}[{}]", array.kind(), inner(array.values().collect()));
    }
    if let Some(hash) = value.as_hash() {
        return format!(
            "{{{}}}",
            inner(hash.entries().flat_map(|(k, v)| [k, v]).collect())
        );
    }
    if let Some(closure) = value.as_closure() {
        return format!(
            "<{}>",
            inner(closure.captured().iter().map(|v| v.get()).collect())
        );
    }
    if let Some(cell) = value.as_cell() {
        return format!("cell {}", inner(vec![cell.get()]));
    }
    if let Some(object) = value.as_struct() {
        return format!(
            "struct {}",
            inner((0..3).map(|slot| object.slot(slot)).collect())
        );
    }
    format!("{:?}", value.tag())
}

/// Where it was left, and what all registers and globals then are.
fn end(world: &World, outcome: Outcome) -> String {
    let Outcome::Left(left) = outcome else {
        panic!("want an exit, got {outcome:?}");
    };
    let mut registers = world.registers.clone();
    let mut base = 0;
    for frame in &left.frames {
        base += frame.window as usize;
        for (reg, value) in &frame.registers {
            registers[base + reg.index()] = *value;
        }
    }
    let all = registers.iter().chain(&world.globals);
    let all: Vec<String> = all.map(|value| shown(*value, 3)).collect();
    format!("{} {}", left.exit, all.join(", "))
}

fn same_as_evaluator(config: HeapConfig, lengths: &[i64]) {
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    for it in LOOPS {
        for optimised in [false, true] {
            let mut graph = graph(it.graph);
            if optimised {
                graph = hivm::opt::optimise(graph);
            }
            let object = compiler.compile(&graph).expect("it compiles");
            let code = backend.load(object).expect("it links");
            for n in lengths {
                let mut world = World::new(config.clone(), it, *n);
                let outcome = world.run(&code);
                let native = end(&world, outcome);
                let mut world = World::new(config.clone(), it, *n);
                let outcome = Evaluator::new(&graph).run(&mut world, Options::default());
                let evaluated = end(&world, outcome.expect("it is sound"));
                assert_eq!(
                    native, evaluated,
                    "{} of {n}, optimised: {optimised}",
                    it.name
                );
            }
        }
    }
}

#[test]
fn loops_end_as_the_evaluator_says() {
    same_as_evaluator(HeapConfig::default(), &[0, 1, 7, 100, 2000]);
}

#[test]
fn loops_end_so_when_each_allocation_is_followed_by_a_collection() {
    let config = HeapConfig {
        stress: true,
        poison: true,
        verify: true,
        ..HeapConfig::default()
    };
    same_as_evaluator(config, &[1, 7, 300]);
}

/// Full collections and young ones in the middle of a loop: what it builds is old and young, and is all there.
#[test]
fn strings_built_and_kept_survive() {
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let it = LOOPS
        .iter()
        .find(|it| it.name == "strings")
        .expect("it is there");
    let object = compiler.compile(&graph(it.graph)).expect("it compiles");
    let code = backend.load(object).expect("it links");
    let n = 200_000;
    let mut world = World::new(
        HeapConfig {
            poison: true,
            ..HeapConfig::default()
        },
        it,
        n,
    );
    world.run(&code);
    assert!(world.collections > 0);
    let array = world.registers[1].as_array().expect("an array");
    assert_eq!(array.len() as i64, n + 1);
    for (at, text) in array.values().enumerate().skip(1) {
        let text = text.as_str().expect("a string");
        assert_eq!((text.len(), text.as_str().ends_with('x')), (49 + at, true));
    }
}

#[test]
fn code_says_where_it_stands() {
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let sizes = [30, 300].map(|operations| {
        let object = compiler
            .compile(&graph(&long(operations)))
            .expect("it compiles");
        let (bytes, all) = (object.code_bytes, object.bytes.len());
        let code = backend.load(object).expect("it links");
        assert_eq!(code.addresses().len(), bytes);
        assert!(bytes < all);
        bytes
    });
    assert!(sizes[0] > 100 && sizes[1] > 2 * sizes[0], "{sizes:?}");
}

#[test]
fn a_long_graph_ends_as_the_evaluator_says() {
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    for operations in [30, 300] {
        let graph = graph(&long(operations));
        let object = compiler.compile(&graph).expect("it compiles");
        let code = backend.load(object).expect("it links");
        for n in [0, 1, 100] {
            let mut world = World::of_long(n);
            let outcome = world.run(&code);
            let native = end(&world, outcome);
            let mut world = World::of_long(n);
            let outcome = Evaluator::new(&graph).run(&mut world, Options::default());
            assert_eq!(native, end(&world, outcome.expect("it is sound")));
        }
    }
}

#[test]
fn strings_are_equal_by_content() {
    let text = "graph t1 loop f0@0\n  entry:\n    %0: any = reg r0\n    %1: any = reg r1\n    \
                %2: str = guard_tag str, %0, s0\n    %3: str = guard_tag str, %1, s0\n    \
                %4: bool = str_eq %2, %3\n    return %4\n  s0: f0@0\n";
    const LONG: &str = "a string of more than thirty-two bytes";
    let texts = [
        "",
        "a",
        "b",
        LONG,
        "a string of more than thirty-two bites",
        "another, longer than thirty-two bytes",
    ];
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let object = compiler.compile(&graph(text)).expect("it compiles");
    let code = backend.load(object).expect("it links");
    let mut world = World::new(HeapConfig::default(), &LOOPS[0], 0);
    for a in texts {
        for b in texts {
            let [x, y] = [a, b].map(|it| Str::new(&mut world.heap, it).expect("room"));
            world.registers[0] = x.value();
            world.registers[1] = y.value();
            let Outcome::Returned(answer) = world.run(&code) else {
                panic!("it was left");
            };
            assert_eq!(answer.as_bool(), Some(a == b), "{a:?}, {b:?}");
        }
    }
}

/// After a pop in line an array still ends where its buffer is filled, so that a pure push shares the buffer.
#[test]
fn what_is_popped_is_free_again() {
    let text = "graph t1 loop f0@0\n  entry:\n    %0: any = reg r0\n    %1: array = guard_tag array, %0, s0\n    \
                %2: any = pop %1\n    %3: any = pop %1\n    %4: int = array_len %1\n    exit s1\n  s0: f0@0\n  \
                s1: f0@2 r1=%2 r2=%3 r3=%4\n";
    let arrays: [fn(&mut World) -> Vec<Value>; 6] = [
        |_| (0..100).map(Value::int).collect(),
        |_| (0..100).map(|n| Value::float(f64::from(n))).collect(),
        |_| (0..100).map(|n| Value::bool(n % 3 == 0)).collect(),
        |_| {
            (0..100)
                .map(|n| {
                    if n % 2 == 0 {
                        Value::NULL
                    } else {
                        Value::int(n)
                    }
                })
                .collect()
        },
        |_| vec![Value::int(7)],
        |_| Vec::new(),
    ];
    for values in arrays {
        let graph = graph(text);
        let backend = LlvmBackend::new().expect("LLVM links");
        let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
        let object = compiler.compile(&graph).expect("it compiles");
        let code = backend.load(object).expect("it links");
        let ends = [false, true].map(|native| {
            let mut world = World::new(HeapConfig::default(), &LOOPS[0], 0);
            let values = values(&mut world);
            let array = Array::from_values(&mut world.heap, &values).expect("room");
            world.registers[0] = array.value();
            let outcome = match native {
                true => world.run(&code),
                false => Evaluator::new(&graph)
                    .run(&mut world, Options::default())
                    .expect("it is sound"),
            };
            let shown = end(&world, outcome);
            let first = values.first().copied().unwrap_or(Value::NULL);
            array.pushed(&mut world.heap, first).expect("room");
            format!("{shown} shared: {}", array.is_shared())
        });
        assert_eq!(ends[0], ends[1]);
        assert_eq!(
            ends[1].contains("shared: true"),
            !values(&mut World::of_long(0)).is_empty()
        );
    }
}

/// What the assembly of a loop says of the inner loop, which stands between its safepoints.
#[test]
fn what_cannot_change_is_not_loaded_again() {
    let backend = LlvmBackend::new().expect("LLVM links");
    let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
    let it = LOOPS
        .iter()
        .find(|it| it.name == "sieve")
        .expect("it is there");
    let text = compiler
        .text(&graph(it.graph), Stage::Optimised)
        .expect("it compiles");
    // The outer loop loads length, form and data; the inner one nothing but the flag of its safepoint: where nothing is
    // allocated no collection is due.
    let count = |what: &str| text.lines().filter(|line| line.contains(what)).count();
    assert_eq!(count("load volatile"), 2, "{text}");
    let loads = count(" = load ") - count("load volatile");
    // Three tags and payloads at the entry, a pointer of the state, and of the array length, form, data and element.
    assert_eq!(loads, 6 + 1 + 4, "{text}");
    assert!(
        text.contains("memory(read, inaccessiblemem: readwrite"),
        "{text}"
    );
}
