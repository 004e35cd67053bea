//! Graph to object: the target, the passes, code generation; and every stage as text.
//!
//! ```text
//! let mut compiler = LlvmCompiler::new(Guards::Plain)?;       on the thread where it is used
//! let object = compiler.compile(&graph)?;        goes to any thread
//! ```
//!
//! Invariant: a module lives in a context of its own and dies with it, so that nothing grows.

use std::ffi::CStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Once, OnceLock};

use inkwell::OptimizationLevel;
use inkwell::context::Context;
use inkwell::llvm_sys::support::LLVMParseCommandLineOptions;
use inkwell::llvm_sys::target_machine::LLVMSetTargetMachineFastISel;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::{
    CodeModel, FileType, InitializationConfig, RelocMode, Target, TargetMachine,
};

use super::lower::lower;
use super::rejected;
use crate::ir::Graph;
use crate::jit::{
    Calls, Compiler, ExitTable, Guards, Object, Refusal, Stage, ThreadTime, Tier, Times,
};

/// Our passes do what needs to know guards and objects; these clean up what lowering repeats.
///
/// Milliseconds of lowering, these passes and code generation (`cargo bench --bench native -- compile`: a debug build of hivm, the
/// least of 14, two cores that others use too), and what other lists would change:
///
/// ```text
/// instructions        54              128              330             1025
///              0.2  0.4  2.4    0.4  0.7  4.4    0.7  1.5  8.4    1.8  3.9   36
/// without instcombine    -0.2             -0.4             -0.6       -1.5        sum 1.7x, nested 2.5x slower
/// and memssa             -0.3             -0.5             -0.9       -2.2        sieve 2.7x slower too
/// with licm              +0.3             +0.7             +6         +45         no loop faster: guards are in its way
/// SelectionDAG                +1               +2.3            +11         +11    no loop faster
/// ```
const PASSES: &str = "function(early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg)";

/// What code generation does otherwise than LLVM thinks best; the first word stands for the program's name.
///
/// Strength reduction makes a second counter beside the one whose overflow is checked, and addressing needs none. Tail merging
/// halves the code of exits, but compares each with each: so only among neighbours.
const OPTIONS: [&CStr; 3] = [c"hivm", c"-disable-lsr", c"-tail-merge-threshold=30"];

/// Numbers functions, so that several versions of one tree's code can be there.
static VERSION: AtomicU64 = AtomicU64::new(0);

/// Compiles graphs on one thread.
pub struct LlvmCompiler {
    machine: TargetMachine,
    guards: Guards,
    calls: Calls,
    tier: Tier,
    /// Where functions begin, by number, if that is known.
    entry_points: Vec<usize>,
}

/// Makes LLVM ready for the target, once a process.
pub(super) fn prepare() {
    // llvm-sys is built without its wrappers for the native target, so the target is named.
    static TARGET: Once = Once::new();
    TARGET.call_once(|| {
        Target::initialize_x86(&InitializationConfig::default());
        let arguments = OPTIONS.map(CStr::as_ptr);
        // SAFETY: the strings end in a zero byte. Nothing of LLVM runs yet: all of it begins here.
        unsafe {
            LLVMParseCommandLineOptions(OPTIONS.len() as i32, arguments.as_ptr(), c"".as_ptr())
        };
    });
}

/// The processor's name and what it can do. A virtual machine takes its time to answer that, so it is asked once.
fn processor() -> (&'static str, &'static str) {
    static PROCESSOR: OnceLock<(String, String)> = OnceLock::new();
    let (name, features) = PROCESSOR.get_or_init(|| {
        let name = TargetMachine::get_host_cpu_name().to_string();
        (name, TargetMachine::get_host_cpu_features().to_string())
    });
    (name, features)
}

impl LlvmCompiler {
    /// A compiler of full code for the machine that it runs on.
    ///
    /// # Errors
    /// When LLVM does not know that machine.
    pub fn new(guards: Guards) -> Result<LlvmCompiler, Refusal> {
        LlvmCompiler::of(Tier::Full, guards)
    }

    /// A compiler of code of that tier.
    ///
    /// # Errors
    /// As [`LlvmCompiler::new`].
    pub fn of(tier: Tier, guards: Guards) -> Result<LlvmCompiler, Refusal> {
        prepare();
        let triple = TargetMachine::get_default_triple();
        let target = Target::from_triple(&triple).map_err(|e| rejected(e.to_string()))?;
        let (cpu, features) = processor();
        let level = match tier {
            Tier::Quick => OptimizationLevel::None,
            Tier::Full => OptimizationLevel::Less,
        };
        let model = CodeModel::Default;
        let machine =
            target.create_target_machine(&triple, cpu, features, level, RelocMode::PIC, model);
        let machine = machine.ok_or_else(|| rejected("no target machine"))?;
        // SAFETY: the target machine is alive.
        unsafe { LLVMSetTargetMachineFastISel(machine.as_mut_ptr(), 1) };
        Ok(LlvmCompiler {
            machine,
            guards,
            calls: Calls::Environment,
            tier,
            entry_points: Vec::new(),
        })
    }

    /// From now on it compiles code for a machine in which functions begin there.
    pub fn set_entry_points(&mut self, entry_points: Vec<usize>) {
        self.entry_points = entry_points;
    }

    /// The same compiler; what it compiles calls functions through the slots of the state that it is entered with.
    pub fn with_slots(self) -> LlvmCompiler {
        LlvmCompiler {
            calls: Calls::Slots,
            ..self
        }
    }

    fn module<'c>(
        &self,
        context: &'c Context,
        graph: &Graph,
        table: &ExitTable,
        name: &str,
    ) -> Result<Module<'c>, Refusal> {
        let module = context.create_module(name);
        module.set_triple(&self.machine.get_triple());
        module.set_data_layout(&self.machine.get_target_data().get_data_layout());
        let how = (self.guards, self.calls, self.tier);
        let program = (graph, table, &self.entry_points[..]);
        let module = lower((context, module), program, name, how)?;
        // A module that is wrong is not compiled, or not as it is meant: no program shows that by what it prints.
        if cfg!(debug_assertions)
            && let Err(e) = module.verify()
        {
            panic!("{e}\n{graph}");
        }
        Ok(module)
    }

    fn optimise(&self, module: &Module<'_>) -> Result<(), Refusal> {
        if self.tier == Tier::Quick {
            return Ok(());
        }
        let options = PassBuilderOptions::create();
        module
            .run_passes(PASSES, &self.machine, options)
            .map_err(|e| rejected(e.to_string()))
    }
}

impl Compiler for LlvmCompiler {
    fn compile(&mut self, graph: &Graph) -> Result<Object, Refusal> {
        let exits = ExitTable::of(graph);
        let version = VERSION.fetch_add(1, Ordering::Relaxed);
        let symbol = format!("{}v{version}", graph.tree);
        let start = ThreadTime::now();
        let context = Context::create();
        let module = self.module(&context, graph, &exits, &symbol)?;
        let lowered = ThreadTime::now();
        self.optimise(&module)?;
        let optimised = ThreadTime::now();
        let object = self
            .machine
            .write_to_memory_buffer(&module, FileType::Object);
        let bytes = object
            .map_err(|e| rejected(e.to_string()))?
            .as_slice()
            .to_vec();
        let times = Times {
            lower: lowered.since(start),
            passes: optimised.since(lowered),
            emit: optimised.elapsed(),
        };
        Ok(Object {
            code_bytes: code_bytes(&bytes),
            bytes,
            symbol,
            exits,
            times,
        })
    }

    fn text(&mut self, graph: &Graph, stage: Stage) -> Result<String, Refusal> {
        let exits = ExitTable::of(graph);
        let context = Context::create();
        let module = self.module(&context, graph, &exits, &graph.tree.to_string())?;
        if stage != Stage::Input {
            self.optimise(&module)?;
        }
        if stage != Stage::Assembly {
            return Ok(module.print_to_string().to_string());
        }
        let assembly = self
            .machine
            .write_to_memory_buffer(&module, FileType::Assembly);
        let assembly = assembly.map_err(|e| rejected(e.to_string()))?;
        let text = String::from_utf8_lossy(assembly.as_slice());
        Ok(text.trim_end_matches('\0').to_string())
    }
}

/// The bytes of an object's sections that hold instructions (ELF, 64 bits).
fn code_bytes(object: &[u8]) -> usize {
    /// The flag of such a section.
    const INSTRUCTIONS: u64 = 4;
    let number = |at: usize, bytes: usize| -> Option<u64> {
        let field = object.get(at..at + bytes)?;
        let number = field
            .iter()
            .rev()
            .fold(0, |n, byte| n << 8 | u64::from(*byte));
        Some(number)
    };
    let sections = || {
        let (first, size, count) = (number(0x28, 8)?, number(0x3a, 2)?, number(0x3c, 2)?);
        let sizes = (0..count).filter_map(move |n| {
            let header = (first + n * size) as usize;
            let holds = number(header + 8, 8)? & INSTRUCTIONS != 0;
            holds.then(|| number(header + 0x20, 8))?
        });
        Some(sizes.sum::<u64>() as usize)
    };
    sections().unwrap_or(0)
}
