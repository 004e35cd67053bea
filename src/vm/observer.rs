//! Being told what the JIT does: what dumps and `hivm trace` are made of.
//!
//! ```text
//! vm.observe(|program, event| match event { Event::Recorded { .. } => .., Event::Made(source) => .., .. });
//! vm.run();
//! vm.stop_observing();          how often the exits of code that is still there were taken
//! ```
//!
//! Of code the observer gets what it is made of, not what it is: a graph of the same tree is the same graph, so whoever wants to see
//! its stages makes it again, and who does not look costs nothing. All is told on the main thread, in the order in which it happens.
//!
//! Invariant: an observer sees and changes nothing.

use std::sync::Arc;

use super::code::{Code, Path};
use crate::build::Start;
use crate::bytecode::Program;
use crate::index::{ExitId, TreeId};
use crate::interp::CallSite;
use crate::opt::Chosen;
use crate::trace::{Recording, Tree};

/// What happened.
pub enum Event<'a> {
    /// Something was recorded, and its tree has grown by it.
    Recorded {
        /// The tree.
        tree: TreeId,
        /// The exit where it begins; none at the anchor.
        from: Option<ExitOf>,
        /// The recording.
        recording: &'a Recording,
    },
    /// There is code.
    Made(u64, Source<'a>),
    /// There is no code, for that reason.
    Refused(Source<'a>, &'a str),
    /// Code was left for the interpreter, which goes on at that instruction.
    Left {
        /// The tree.
        tree: TreeId,
        /// The exit.
        exit: ExitOf,
        /// The instruction.
        site: CallSite,
    },
    /// Code is gone, or the run has ended: what became of its exits.
    Gone(u64, Vec<ExitFate>),
}

/// An exit of a version of code. Versions are counted in the order in which they are made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExitOf {
    /// The version.
    pub version: u64,
    /// The exit.
    pub exit: ExitId,
}

/// What code is made of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The tree as it was then.
    pub tree: &'a Arc<Tree>,
    /// The number of the graph: the tree's, or a piece's own.
    pub graph: TreeId,
    /// Where it begins.
    pub start: &'a Start,
    /// The passes that were run on it.
    pub passes: Chosen,
    /// Of a piece, the exit that goes on in it.
    pub from: Option<ExitOf>,
}

/// What became of an exit.
#[derive(Clone, Copy, Debug)]
pub struct ExitFate {
    /// How often it was taken.
    pub taken: u64,
    /// How often other code went on from there without the interpreter.
    pub linked: u64,
    /// The piece that it goes on in at last.
    pub piece: Option<u64>,
    /// How often its path was to be recorded or compiled, and nothing came of it.
    pub failures: u32,
}

type Told = dyn FnMut(&Program, Event<'_>);

/// Who is told, if anybody is.
#[derive(Default)]
pub(super) struct Observer(Option<Box<Told>>);

impl Observer {
    pub(super) fn new(told: impl FnMut(&Program, Event<'_>) + 'static) -> Observer {
        Observer(Some(Box::new(told)))
    }

    /// Whether anybody is told.
    pub(super) fn listens(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn tell(&mut self, program: &Program, event: Event<'_>) {
        if let Some(told) = &mut self.0 {
            told(program, event);
        }
    }

    /// Tells what became of the exits of code.
    pub(super) fn gone(&mut self, program: &Program, code: &Code) {
        if self.0.is_none() {
            return;
        }
        let states = code.states.borrow();
        let fates = states.iter().map(|state| ExitFate {
            taken: state.taken,
            linked: state.linked,
            piece: match &state.path {
                Path::Piece(piece) => Some(piece.id.0),
                Path::Interpreted | Path::Waiting(_) | Path::Pending => None,
            },
            failures: state.failures,
        });
        self.tell(program, Event::Gone(code.id.0, fates.collect()));
    }
}
