//! Random graphs as native code, against the evaluator.
//!
//! ```text
//! evaluate(graph, world) == code(graph).run(world)         outcome, exit, registers, globals, objects, calls
//! ```
//!
//! `HIVM_GRAPHS=N` asks for N random graphs instead of some hundreds.
#![cfg(feature = "llvm")]

use hivm::heap::Signals;
use hivm::ir::Graph;
use hivm::ir::eval::Outcome;
use hivm::ir::random::{self, Observation, World};
use hivm::jit::llvm::{LlvmBackend, LlvmCompiler};
use hivm::jit::{Backend, Code, Compiler, Guards, Stage, Tables, Tier};
use hivm::value::Value;

/// Every safepoint goes to the environment, as the evaluator's do.
static ASKING: Signals = Signals::new(1);

fn backend() -> LlvmBackend {
    LlvmBackend::new().expect("LLVM links")
}

fn code(backend: &LlvmBackend, compiler: &mut dyn Compiler, graph: &Graph) -> Code {
    let object = compiler
        .compile(graph)
        .unwrap_or_else(|e| panic!("{e}\n{graph}"));
    backend
        .load(object)
        .unwrap_or_else(|e| panic!("{e}\n{graph}"))
}

fn run_in_world(code: &Code, world: &mut World, fail_at: u64) -> Outcome {
    let constants: Vec<Value> = world.constants().to_vec();
    let tables = Tables {
        base: world.registers.as_mut_ptr(),
        globals: world.globals.as_mut_ptr(),
        constants: constants.as_ptr(),
        signals: &ASKING,
        fail_at,
        frame: std::ptr::null_mut(),
        entries: std::ptr::null(),
        slots: std::ptr::null(),
        rounds: u64::MAX,
    };
    // SAFETY: random graphs use the world's registers, its four globals and its constants.
    unsafe { code.run(world, tables) }
}

type Observed = [Observation; 3];

/// How a graph is observed: in the worlds of a seed, with every n-th guard failing if n is not 0.
#[derive(Clone, Copy)]
struct Setting {
    seed: u64,
    fail_every: u64,
}

impl Setting {
    fn worlds(self, observe: impl Fn(u64) -> Observation) -> Observed {
        [self.seed, self.seed + 1, self.seed + 2].map(observe)
    }

    fn native(self, backend: &LlvmBackend, compiler: &mut dyn Compiler, graph: &Graph) -> Observed {
        let code = code(backend, compiler, graph);
        let run = |_: &Graph, world: &mut World| Ok(run_in_world(&code, world, self.fail_every));
        self.worlds(|world| random::observe_by(graph, world, run))
    }

    fn evaluated(self, graph: &Graph) -> Observed {
        let fail_every = self.fail_every;
        self.worlds(|world| {
            random::observe_by(graph, world, |graph, world| {
                random::evaluate_and_write(graph, world, fail_every)
            })
        })
    }
}

/// Whether the evaluator has an answer.
fn is_sound(observed: &Observed) -> bool {
    !observed
        .iter()
        .any(|o| o.text.starts_with("out of fuel") || o.text.starts_with("wrong"))
}

fn same_as_evaluator(graphs: std::ops::Range<u64>, guards: Guards) {
    let backend = backend();
    let mut compiler = backend.compiler(guards).expect("this machine");
    for seed in graphs {
        let fail_every = match guards {
            Guards::Plain => 0,
            Guards::Counted => 1 + seed % 40,
        };
        let setting = Setting { seed, fail_every };
        let graph = random::graph(seed);
        let expected = setting.evaluated(&graph);
        if !is_sound(&expected) || expected == setting.native(&backend, compiler.as_mut(), &graph) {
            continue;
        }
        eprintln!("seed {seed}, every {fail_every}: looking for a smaller graph");
        let small = random::shrink(graph, |graph| {
            let mut compiler = backend.compiler(guards).expect("this machine");
            let expected = setting.evaluated(graph);
            is_sound(&expected) && expected != setting.native(&backend, compiler.as_mut(), graph)
        });
        let input = compiler.text(&small, Stage::Input).expect("it compiles");
        let texts = |of: Observed| of.map(|o| o.text).join("\n---\n");
        panic!(
            "seed {seed}, every {fail_every}\n{small}\n{}\n\nnative\n{}\n\n{input}",
            texts(setting.evaluated(&small)),
            texts(setting.native(&backend, compiler.as_mut(), &small)),
        );
    }
}

fn graphs() -> u64 {
    let wanted = std::env::var("HIVM_GRAPHS").ok();
    wanted.map_or(300, |n| n.parse().expect("HIVM_GRAPHS is a number"))
}

#[test]
fn random_graphs_do_natively_what_the_evaluator_does() {
    same_as_evaluator(0..graphs(), Guards::Plain);
}

#[test]
fn random_graphs_are_left_where_a_guard_fails_on_purpose() {
    same_as_evaluator(1_000_000..1_000_000 + graphs(), Guards::Counted);
}

#[test]
fn optimised_graphs_compile_too_well_and_quickly() {
    let backend = backend();
    let mut compilers = [Tier::Full, Tier::Quick]
        .map(|tier| LlvmCompiler::of(tier, Guards::Plain).expect("this machine"));
    for seed in 2_000_000..2_000_000 + graphs() / 3 {
        let graph = hivm::opt::optimise(random::graph(seed));
        let setting = Setting {
            seed,
            fail_every: 0,
        };
        let expected = setting.evaluated(&graph);
        for compiler in compilers.iter_mut().filter(|_| is_sound(&expected)) {
            assert_eq!(
                expected,
                setting.native(&backend, compiler, &graph),
                "seed {seed}\n{graph}"
            );
        }
    }
}
