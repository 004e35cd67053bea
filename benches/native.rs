//! How fast native code is: nanoseconds an iteration of the loops in `tests/loops`, beside the same in C at -O2 (if there is
//! a clang); how long graphs take to compile; what an entry costs.
//!
//! ```text
//! cargo bench --bench native                 all of it
//! cargo bench --bench native -- sum          the loops whose name contains `sum`
//! cargo bench --bench native -- asm sum      their assembly; also: input, optimised
//! cargo bench --bench native -- compile      compile times alone
//! ```

#[cfg(feature = "llvm")]
#[path = "../tests/loops/mod.rs"]
mod loops;

#[cfg(feature = "llvm")]
mod with_llvm {
    use std::ffi::{CString, c_long};
    use std::hint::black_box;
    use std::process::Command;
    use std::time::{Duration, Instant};

    use super::loops::{LOOPS, Loop, World, long};
    use hivm::heap::HeapConfig;
    use hivm::ir::{Graph, parse, verify};
    use hivm::jit::llvm::LlvmBackend;
    use hivm::jit::{Backend, Compiler, Guards, Stage, Times};

    const ITERATIONS: i64 = 3_000_000;
    const ROUNDS: usize = 7;

    fn graph(it: &Loop) -> Graph {
        let graph = parse(it.graph).unwrap_or_else(|e| panic!("{}: {e}", it.name));
        verify(&graph).unwrap_or_else(|e| panic!("{}: {e}", it.name));
        graph
    }

    fn iterations(it: &Loop) -> i64 {
        // These keep what they make.
        match it.name {
            "strings" => ITERATIONS / 30,
            _ => ITERATIONS,
        }
    }

    fn best(mut round: impl FnMut() -> Duration) -> Duration {
        (0..ROUNDS).map(|_| round()).min().unwrap_or_default()
    }

    fn native(backend: &LlvmBackend, compiler: &mut dyn Compiler, it: &Loop) -> f64 {
        let object = compiler.compile(&graph(it)).expect("it compiles");
        let code = backend.load(object).expect("it links");
        let n = iterations(it);
        let time = best(|| {
            let mut world = World::new(HeapConfig::default(), it, n);
            let start = Instant::now();
            black_box(world.run(&code));
            start.elapsed()
        });
        time.as_secs_f64() * 1e9 / n as f64
    }

    /// The loop in C, compiled to a shared object in a directory that is made for it.
    fn in_c(it: &Loop) -> Option<f64> {
        if it.c.is_empty() {
            return None;
        }
        let directory = std::env::temp_dir().join(format!("hivm-bench-{}", std::process::id()));
        std::fs::create_dir_all(&directory).ok()?;
        let (source, object) = (
            directory.join("loop.c"),
            directory.join(format!("{}.so", it.name)),
        );
        std::fs::write(&source, it.c).ok()?;
        let mut clang = Command::new("clang");
        clang.args([
            "-O2",
            "-march=native",
            "-shared",
            "-fPIC",
            "-fno-math-errno",
            "-o",
        ]);
        let done = clang.arg(&object).arg(&source).status().ok()?;
        if !done.success() {
            return None;
        }
        let path = CString::new(object.to_str()?).ok()?;
        // SAFETY: both strings end in a zero byte; the object is the one just made, whose `run` is of that type.
        let run = unsafe {
            let library = libc::dlopen(path.as_ptr(), libc::RTLD_NOW);
            let run = match library.is_null() {
                true => std::ptr::null_mut(),
                false => libc::dlsym(library, c"run".as_ptr()),
            };
            std::fs::remove_dir_all(&directory).ok()?;
            if run.is_null() {
                return None;
            }
            std::mem::transmute::<*mut libc::c_void, extern "C" fn(c_long) -> c_long>(run)
        };
        let n = iterations(it);
        let time = best(|| {
            let start = Instant::now();
            black_box(run(black_box(n)));
            start.elapsed()
        });
        Some(time.as_secs_f64() * 1e9 / n as f64)
    }

    fn compile_times(backend: &LlvmBackend, compiler: &mut dyn Compiler) {
        println!("instructions  lower  passes    emit    link  (ms)   text  exits   ns/iteration");
        for operations in [30, 30, 100, 300, 1000] {
            let it = long(operations);
            let graph = parse(&it).unwrap_or_else(|e| panic!("{e}\n{it}"));
            verify(&graph).unwrap_or_else(|e| panic!("{e}\n{it}"));
            let count: usize = graph.blocks.iter().map(|block| block.insts.len() + 1).sum();
            let objects = (0..2 * ROUNDS).map(|_| compiler.compile(&graph).expect("it compiles"));
            let objects: Vec<_> = objects.collect();
            // The least of each stage: what else runs on the machine only adds.
            let least = |stage: fn(&Times) -> Duration| {
                objects
                    .iter()
                    .map(|it| stage(&it.times))
                    .min()
                    .unwrap_or_default()
            };
            let times = Times {
                lower: least(|it| it.lower),
                passes: least(|it| it.passes),
                emit: least(|it| it.emit),
            };
            let Some(object) = objects.into_iter().next() else {
                continue;
            };
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            let (text, exits) = (object.bytes.len(), object.exits.len());
            let start = Instant::now();
            let code = backend.load(object).expect("it links");
            let link = start.elapsed();
            let n = 200_000_000 / operations as i64;
            let time = best(|| {
                let mut world = World::of_long(n);
                let start = Instant::now();
                black_box(world.run(&code));
                start.elapsed()
            });
            println!(
                "{count:12} {:6.2} {:7.2} {:7.2} {:7.2}  {text:10} {exits:6} {:10.1}",
                ms(times.lower),
                ms(times.passes),
                ms(times.emit),
                ms(link),
                time.as_secs_f64() * 1e9 / n as f64
            );
        }
    }

    fn entry_cost(backend: &LlvmBackend, compiler: &mut dyn Compiler) {
        let object = compiler.compile(&graph(&LOOPS[0])).expect("it compiles");
        let code = backend.load(object).expect("it links");
        let mut world = World::new(HeapConfig::default(), &LOOPS[0], 0);
        const ENTRIES: u32 = 1_000_000;
        let time = best(|| {
            let start = Instant::now();
            for _ in 0..ENTRIES {
                black_box(world.enter(&code));
            }
            start.elapsed()
        });
        println!(
            "an entry and its exit: {:.1} ns",
            time.as_secs_f64() * 1e9 / f64::from(ENTRIES)
        );
    }

    pub fn main() {
        let words: Vec<String> = std::env::args()
            .skip(1)
            .filter(|it| !it.starts_with("--"))
            .collect();
        let backend = LlvmBackend::new().expect("LLVM links");
        let mut compiler = backend.compiler(Guards::Plain).expect("this machine");
        let stage = match words.first().map(String::as_str) {
            Some("asm") => Some(Stage::Assembly),
            Some("input") => Some(Stage::Input),
            Some("optimised") => Some(Stage::Optimised),
            _ => None,
        };
        if let Some(stage) = stage {
            for it in LOOPS
                .iter()
                .filter(|it| words[1..].iter().any(|word| it.name.contains(word)))
            {
                println!("{}", compiler.text(&graph(it), stage).expect("it compiles"));
            }
            return;
        }
        let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
        for it in LOOPS.iter().filter(|it| wanted(it.name)) {
            let native = native(&backend, compiler.as_mut(), it);
            let c = in_c(it).map_or("       -".to_string(), |c| {
                format!("{c:8.2} in C, {:.2}x", native / c)
            });
            println!("{:10} {native:8.2} ns an iteration  {c}", it.name);
        }
        if wanted("entry") {
            entry_cost(&backend, compiler.as_mut());
        }
        if words.is_empty() || words.iter().any(|word| word == "compile") {
            compile_times(&backend, compiler.as_mut());
        }
    }
}

fn main() {
    #[cfg(feature = "llvm")]
    with_llvm::main();
    #[cfg(not(feature = "llvm"))]
    println!("there is no native code without the feature llvm");
}
