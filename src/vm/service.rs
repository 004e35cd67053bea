//! Compiling: a tree becomes a graph, is optimised, and is made ready to run.
//!
//! ```text
//! Job --build--> graph --passes--> graph --(Compiler)--> object --(Backend)--> Made        on the main thread or on one of its own
//! ```
//!
//! A job holds what it needs and shares nothing that changes: the program and the tree are behind an `Arc`, and the main thread
//! copies the tree before it adds to it. A machine that is dropped waits for the job under way; a process that ends need not drop it.
//!
//! Invariant: a program that never gets hot never touches the code generator.

use std::sync::Arc;

use super::code::{Body, CodeId};
use super::statistics::StageTimes;
use super::trees::knowledge;
use crate::build::{self, Refused, Start};
use crate::bytecode::Program;
use crate::config::Jit;
use crate::index::{ExitId, TreeId};
use crate::ir::eval::Plan;
use crate::ir::{Graph, IrOp};
use crate::jit::{ThreadTime, Tier};
use crate::opt;
use crate::trace::Tree;

/// What a graph is to be made for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// The tree as a whole.
    Whole,
    /// An exit of that code.
    Exit(CodeId, ExitId),
}

/// A graph to be made.
pub(super) struct Job {
    /// The tree's number.
    pub tree_id: TreeId,
    /// What for.
    pub target: Target,
    /// The number of the graph: the tree's, or a piece's own.
    pub id: TreeId,
    pub program: Arc<Program>,
    pub tree: Arc<Tree>,
    pub start: Start,
    /// The points that a whole without a loop must have.
    pub worth: usize,
    /// The passes to run.
    pub passes: opt::Chosen,
    /// How well it is compiled.
    pub tier: Tier,
    /// What was paid for it.
    pub price: u64,
    /// Where the machine has its programs.
    #[cfg(feature = "llvm")]
    pub code_start: usize,
}

/// A graph that was made.
pub(super) struct Made {
    pub tree_id: TreeId,
    pub target: Target,
    /// The number of the graph.
    pub id: TreeId,
    /// The tree that it was made of.
    pub tree: Arc<Tree>,
    /// Where it begins.
    pub start: Start,
    /// The points of the tree.
    pub points: usize,
    /// What the tree knew.
    pub knowledge: usize,
    pub times: StageTimes,
    /// As the job's.
    pub tier: Tier,
    pub price: u64,
    pub result: Result<Product, Failure>,
}

/// What can be made ready.
pub(super) struct Product {
    pub graph: Graph,
    #[cfg(feature = "llvm")]
    code: Option<crate::jit::Code>,
}

impl Product {
    /// The bytes of its native instructions.
    pub(super) fn bytes(&self) -> u64 {
        #[cfg(feature = "llvm")]
        let bytes = self.code.as_ref().map_or(0, |code| code.code_bytes);
        #[cfg(not(feature = "llvm"))]
        let bytes = 0;
        bytes as u64
    }

    /// The graph, and what executes it.
    pub(super) fn body(self) -> (Graph, Body) {
        let graph = self.graph;
        #[cfg(feature = "llvm")]
        if let Some(code) = self.code {
            return (graph, Body::Native(code));
        }
        let plan = Plan::of(&graph);
        (graph.clone(), Body::Graph(Box::new(graph), plan))
    }
}

/// The most bytes of a piece of code.
#[cfg(feature = "llvm")]
const MOST_CODE: usize = 256 << 10;

/// Why there is no code.
#[derive(Debug)]
pub(super) enum Failure {
    /// The tree cannot be built.
    Refused(Refused),
    /// The graph is too short to be worth entering.
    Short,
    /// The code generator cannot compile it.
    #[cfg(feature = "llvm")]
    Generator(crate::jit::Refusal),
    /// Its code is too large.
    #[cfg(feature = "llvm")]
    Large,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Refused(refused) => refused.fmt(f),
            Failure::Short => f.write_str("it is too short to be worth entering"),
            #[cfg(feature = "llvm")]
            Failure::Generator(refusal) => refusal.fmt(f),
            #[cfg(feature = "llvm")]
            Failure::Large => write!(f, "its code has more than {} KiB", MOST_CODE >> 10),
        }
    }
}

/// See the module's documentation.
pub(super) struct Service {
    mode: Jit,
    #[cfg(feature = "llvm")]
    generator: generator::Generator,
}

impl Service {
    pub(super) fn new(mode: Jit, fail_every: u64) -> Service {
        let _ = fail_every;
        Service {
            mode,
            #[cfg(feature = "llvm")]
            generator: generator::Generator::new(fail_every),
        }
    }

    /// Takes a job; answers what was made if that is at once.
    pub(super) fn submit(&mut self, job: Job) -> Option<Made> {
        match self.mode {
            #[cfg(feature = "llvm")]
            Jit::On => self.generator.send(job),
            #[cfg(feature = "llvm")]
            Jit::Sync => Some(self.generator.make(job)),
            _ => Some(make_graph(&job)),
        }
    }

    /// Whether something was made that was not taken yet.
    pub(super) fn has_made(&self) -> bool {
        #[cfg(feature = "llvm")]
        if self.mode == Jit::On {
            return self.generator.has_made();
        }
        false
    }

    /// What was made since.
    pub(super) fn finished(&mut self) -> Option<Made> {
        #[cfg(feature = "llvm")]
        if self.mode == Jit::On {
            return self.generator.receive();
        }
        None
    }
}

/// Makes a graph of a tree.
fn make_graph(job: &Job) -> Made {
    let mut times = StageTimes::default();
    let start = ThreadTime::now();
    let built = build::build(&job.program, &job.tree, job.id, &job.start);
    times.build = start.elapsed();
    let result = built.map_err(Failure::Refused).and_then(|graph| {
        if job.target == Target::Whole && job.tree.len() < job.worth && !loops(&graph) {
            return Err(Failure::Short);
        }
        let start = ThreadTime::now();
        let (graph, by_pass) = opt::optimise_with(graph, job.passes);
        times.optimise = start.elapsed();
        times.by_pass = by_pass;
        Ok(Product {
            graph,
            #[cfg(feature = "llvm")]
            code: None,
        })
    });
    Made {
        tree_id: job.tree_id,
        target: job.target,
        id: job.id,
        tree: job.tree.clone(),
        start: job.start.clone(),
        points: job.tree.len(),
        knowledge: knowledge(&job.tree),
        times,
        tier: job.tier,
        price: job.price,
        result,
    }
}

/// Whether a graph has a loop, or calls what is not inlined: each has a safepoint.
fn loops(graph: &Graph) -> bool {
    let mut insts = graph.blocks.iter().flat_map(|block| &block.insts);
    insts.any(|inst| inst.op == IrOp::safepoint)
}

/// Jobs for LLVM.
#[cfg(feature = "llvm")]
mod generator {
    use std::collections::VecDeque;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::mpsc::{Receiver, Sender, channel};
    use std::sync::{Arc, OnceLock};
    use std::thread::JoinHandle;

    use super::{Failure, Job, MOST_CODE, Made, make_graph};
    use crate::interp::entry_points;
    use crate::jit::llvm::{LlvmBackend, LlvmCompiler};
    use crate::jit::{
        Backend, Code, Compiler, Guards, Object, Refusal, ThreadTime, Tier, processor,
    };

    /// A job, and the processor that the program ran on when it came up.
    type Sent = (Job, Option<usize>);

    /// One linker for all, once there is something to do for it: code of one knows the exits of its own code alone.
    type Linker = Arc<OnceLock<Result<LlvmBackend, Refusal>>>;

    /// The compiler and the linker, once there is something to do for them.
    pub(super) struct Generator {
        guards: Guards,
        compilers: Compilers,
        linker: Linker,
        thread: Option<Thread>,
        /// How much it has made that was not taken yet, asked for at each entry: cheaper than the channel.
        made: Arc<AtomicU32>,
    }

    impl Generator {
        pub(super) fn new(fail_every: u64) -> Generator {
            let guards = match fail_every {
                0 => Guards::Plain,
                _ => Guards::Counted,
            };
            Generator {
                guards,
                compilers: Compilers::default(),
                linker: Linker::default(),
                thread: None,
                made: Arc::default(),
            }
        }

        /// Makes a graph and its code.
        pub(super) fn make(&mut self, job: Job) -> Made {
            make_with(&mut self.compilers, &self.linker, self.guards, &job)
        }

        /// Hands a job to the thread, which starts with the first one.
        pub(super) fn send(&mut self, job: Job) -> Option<Made> {
            let (guards, linker) = (self.guards, &self.linker);
            if self.thread.is_none() {
                self.thread = start(guards, linker.clone(), self.made.clone());
            }
            let jobs = self.thread.as_ref().and_then(|thread| thread.jobs.as_ref());
            let unsent = match jobs {
                Some(jobs) => {
                    let sent = jobs.send((job, processor::here()));
                    sent.err().map(|unsent| unsent.0.0)
                }
                None => Some(job),
            };
            // If there is no thread, the system gave none, or it panicked. The program goes on with what the main thread can make.
            unsent.map(|job| self.make(job))
        }

        pub(super) fn has_made(&self) -> bool {
            self.made.load(Ordering::Acquire) != 0
        }

        pub(super) fn receive(&mut self) -> Option<Made> {
            if !self.has_made() {
                return None;
            }
            let made = self.thread.as_ref()?.made.as_ref()?.try_recv().ok()?;
            self.made.fetch_sub(1, Ordering::Relaxed);
            Some(made)
        }
    }

    /// The compile thread.
    struct Thread {
        jobs: Option<Sender<Sent>>,
        made: Option<Receiver<Made>>,
        handle: Option<JoinHandle<()>>,
    }

    impl Drop for Thread {
        /// Waits for the job under way: LLVM must not be used when the process ends in the usual way. Who leaves without
        /// that need not drop the machine.
        fn drop(&mut self) {
            // Without a receiver it stops behind that job, whatever else is waiting.
            (self.jobs, self.made) = (None, None);
            if let Some(handle) = self.handle.take() {
                // It panicked, and said so.
                let _ = handle.join();
            }
        }
    }

    /// The thread, if the system gives one.
    fn start(guards: Guards, linker: Linker, count: Arc<AtomicU32>) -> Option<Thread> {
        let (send_job, jobs) = channel::<Sent>();
        let (send_made, made) = channel();
        let work = move || {
            let mut compilers = Compilers::default();
            let mut waiting = VecDeque::new();
            // It ends when the machine does.
            while let Some((job, busy)) = next(&jobs, &mut waiting) {
                processor::step_aside(busy);
                let made = make_with(&mut compilers, &linker, guards, &job);
                if send_made.send(made).is_err() {
                    return;
                }
                count.fetch_add(1, Ordering::Release);
            }
        };
        let named = std::thread::Builder::new().name("hivm-compile".into());
        let handle = named
            .spawn(work)
            .map_err(|e| log::error!("no thread to compile on: {e}"));
        Some(Thread {
            jobs: Some(send_job),
            made: Some(made),
            handle: Some(handle.ok()?),
        })
    }

    /// The job to do next, when there is one: the first that is done quickly, for without it the program is interpreted, as a rule, while
    /// what is done well replaces code that is there. Nothing when there will be none.
    fn next(jobs: &Receiver<Sent>, waiting: &mut VecDeque<Sent>) -> Option<Sent> {
        if waiting.is_empty() {
            waiting.push_back(jobs.recv().ok()?);
        }
        waiting.extend(jobs.try_iter());
        let quick = waiting.iter().position(|(job, _)| job.tier == Tier::Quick);
        waiting.remove(quick.unwrap_or(0))
    }

    /// The compilers of a thread, once there is something to do for them.
    #[derive(Default)]
    struct Compilers {
        quick: Option<LlvmCompiler>,
        full: Option<LlvmCompiler>,
    }

    fn make_with(compilers: &mut Compilers, linker: &Linker, guards: Guards, job: &Job) -> Made {
        let mut made = make_graph(job);
        made.result = made.result.and_then(|mut product| {
            let compiler = match job.tier {
                Tier::Quick => &mut compilers.quick,
                Tier::Full => &mut compilers.full,
            };
            let points = entry_points(&job.program, job.code_start);
            let object = compile(compiler, (job.tier, guards), (&product.graph, points));
            let object = object.map_err(Failure::Generator)?;
            if object.code_bytes > MOST_CODE {
                return Err(Failure::Large);
            }
            made.times.lower = object.times.lower;
            made.times.passes = object.times.passes;
            made.times.emit = object.times.emit;
            let start = ThreadTime::now();
            let code = link(linker, object).map_err(Failure::Generator)?;
            made.times.link = start.elapsed();
            product.code = Some(code);
            Ok(product)
        });
        made
    }

    fn link(linker: &Linker, object: Object) -> Result<Code, Refusal> {
        match linker.get_or_init(LlvmBackend::new) {
            Ok(backend) => backend.load(object),
            Err(refusal) => Err(refusal.clone()),
        }
    }

    fn compile(
        compiler: &mut Option<LlvmCompiler>,
        (tier, guards): (Tier, Guards),
        (graph, entry_points): (&crate::ir::Graph, Vec<usize>),
    ) -> Result<Object, Refusal> {
        let start = ThreadTime::now();
        let made = match compiler.take() {
            Some(compiler) => compiler,
            None => LlvmCompiler::of(tier, guards)?.with_slots(),
        };
        let compiler = compiler.insert(made);
        compiler.set_entry_points(entry_points);
        let object = compiler.compile(graph)?;
        let (bytes, took) = (object.code_bytes, start.elapsed());
        log::debug!("compiled {} in {took:?}: {bytes} bytes", object.symbol);
        Ok(object)
    }
}
