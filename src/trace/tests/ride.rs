//! A machine driven by hand: it stops where a test wants, is recorded from there, and goes on.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::builtins::{Generator, Host, Output, ProgramNames};
use crate::bytecode::code::instructions;
use crate::bytecode::op::Flag;
use crate::bytecode::{Function, Op, Program, verify};
use crate::heap::{Heap, HeapConfig};
use crate::index::{FnId, Pc};
use crate::interp::{
    CallSite, HotKind, HotSpot, Limits, LoadError, Look, Machine, NEVER_HOT, Stop, Verdict, Watcher,
};
use crate::source::{SourceMap, Style};
use crate::trace::start::frames_at;
use crate::trace::{Anchor, Recorder, Recording, Scope, StartFrame, check, parse};

pub fn monkey(text: &str) -> Program {
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).unwrap();
    crate::monkey::compile(&sources, file).unwrap()
}

pub fn hasm(text: &str) -> Program {
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).unwrap();
    match crate::asm::assemble(&sources, file) {
        Ok(program) => program,
        Err(problems) => {
            panic!("{}", sources.render_all(&problems, Style::Plain))
        }
    }
}

/// The `n`th instruction of an opcode in the function of that name.
pub fn site(program: &Program, name: &str, op: Op, n: usize) -> CallSite {
    let mut functions = program.functions.iter().zip(0..);
    let (function, id) = functions.find(|(f, _)| f.name == name).unwrap();
    let mut found = instructions(&function.code).filter(|i| i.op == op);
    CallSite {
        function: FnId(id),
        pc: found.nth(n).unwrap().pc,
    }
}

/// The header of the `n`th loop of the function of that name, by where it goes back.
pub fn header(program: &Program, name: &str, n: usize) -> CallSite {
    let mut functions = program.functions.iter().zip(0..);
    let (function, id) = functions.find(|(f, _)| f.name == name).unwrap();
    CallSite {
        function: FnId(id),
        pc: headers(function)[n],
    }
}

/// The headers of a function's loops, in the order of their ways back.
pub fn headers(function: &Function) -> Vec<Pc> {
    instructions(&function.code)
        .filter(|i| i.info().is(Flag::Loops))
        .map(|i| Pc(i.target().unwrap() as u32))
        .collect()
}

/// The anchor of a loop's header or of a function's entry.
pub fn anchor(kind: HotKind, site: CallSite) -> Anchor {
    Anchor { kind, site }
}

/// Pauses where the function says so, and remembers the frames there.
pub struct Until<F> {
    pub stop: F,
    pub frames: Vec<StartFrame>,
}

impl<F: FnMut(&Look<'_>) -> bool> Watcher for Until<F> {
    fn before(&mut self, look: &Look<'_>) -> Verdict {
        if !(self.stop)(look) {
            return Verdict::Continue;
        }
        self.frames = frames_at(look, look.depth);
        Verdict::Pause
    }

    fn after(&mut self, _: &Look<'_>) {}
}

pub struct Ride {
    pub machine: Box<Machine>,
    pub program: Program,
    out: Arc<Mutex<Vec<u8>>>,
}

impl Ride {
    /// Loads a program, on a machine whose loops and functions are hot at once.
    pub fn new(program: Program) -> Ride {
        Ride::load(program).unwrap()
    }

    /// The same, of a program that may want builtins that are not there.
    pub fn load(program: Program) -> Result<Ride, LoadError> {
        verify(&program).unwrap();
        let out = Arc::new(Mutex::new(Vec::new()));
        let host = Host {
            heap: Heap::new(HeapConfig::default()),
            out: Output::captured(out.clone()),
            input: Box::new(std::io::empty()),
            args: Vec::new(),
            random: Generator::seeded(1),
            start: Instant::now(),
            break_calls: crate::builtins::BreakCalls::default(),
            names: ProgramNames::default(),
        };
        let limits = Limits {
            depth: 10_000,
            heat: 1,
            memory: usize::MAX,
        };
        let mut machine = Machine::new(host, limits).unwrap();
        machine.load(&program)?;
        Ok(Ride {
            machine,
            program,
            out,
        })
    }

    /// Runs to the first loop's end or call.
    pub fn start(&mut self) -> HotSpot {
        match self.machine.run() {
            Stop::Hot(spot) => spot,
            stop => panic!("{stop:?}"),
        }
    }

    /// Runs until it is at the place for the `n`th time, counting from 0; the frames there, outermost first.
    pub fn until(&mut self, site: CallSite, n: usize) -> Vec<StartFrame> {
        let mut seen = 0;
        let mut until = Until {
            stop: |look: &Look<'_>| {
                seen += usize::from(look.site == site);
                seen > n
            },
            frames: Vec::new(),
        };
        assert_eq!(self.machine.run_watched(&mut until), Stop::Paused);
        until.frames
    }

    /// Records what happens from here on; loops that should run by themselves are interpreted.
    pub fn record(&mut self, anchor: Anchor, inner: &[CallSite]) -> Recording {
        let recorder = Recorder::new(&self.program, anchor, scope(inner));
        self.finish(recorder)
    }

    /// Records what happens behind an exit with the innermost `count` of the frames.
    pub fn record_exit(
        &mut self,
        anchor: Anchor,
        frames: &[StartFrame],
        count: usize,
        inner: &[CallSite],
    ) -> Recording {
        let mut frames = frames[frames.len() - count..].to_vec();
        frames[0].window = 0;
        let recorder = Recorder::at_exit(&self.program, anchor, frames, scope(inner));
        self.finish(recorder)
    }

    fn finish(&mut self, mut recorder: Recorder) -> Recording {
        loop {
            self.machine.run_watched(&mut recorder);
            match recorder.wants() {
                Some(_) => recorder.ran(),
                None => return self.checked(recorder),
            }
        }
    }

    /// The recording, which must be a possible one and read back as it prints.
    pub fn checked(&self, recorder: Recorder) -> Recording {
        let recording = recorder.finish();
        assert_eq!(check(&self.program, &recording), Ok(()), "{recording}");
        assert_eq!(parse(&recording.to_string()).as_ref(), Ok(&recording));
        recording
    }

    /// Goes on to the end; what the program printed.
    pub fn end(mut self) -> String {
        let stop = self.machine.resume();
        self.rest(stop)
    }

    /// Goes on to the end after a stop; what the program printed, and how it ended if not at its end.
    pub fn rest(mut self, mut stop: Stop) -> String {
        while let Stop::Hot(_) | Stop::Paused = stop {
            if let Stop::Hot(spot) = stop {
                self.machine.cool(spot, NEVER_HOT);
            }
            stop = self.machine.resume();
        }
        self.machine.host.out.flush().unwrap();
        let mut text = String::from_utf8(self.out.lock().unwrap().clone()).unwrap();
        if stop != Stop::Done {
            let trace = &self.machine.uncaught().trace;
            text += &format!("{stop:?} {trace:?}");
        }
        text
    }
}

pub fn scope(inner: &[CallSite]) -> Scope {
    Scope {
        inner: inner.iter().copied().collect(),
        ..Scope::default()
    }
}
