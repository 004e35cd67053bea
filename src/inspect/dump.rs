//! What an observer of the machine hears, as text: tree by tree when all is over, or as it happens.
//!
//! ```text
//! ==== t1: loop f0@4 in main, sum.monkey:2:36
//! ---- t1: recording 1
//! ---- t1: version 1, the whole tree: graph
//! ---- t1: version 1, the whole tree: exits
//! ---- t1: recording 2, from x3 of version 1
//! ---- t1: version 2, a piece from x3 of version 1: graph
//! ```
//!
//! Versions of code are counted through all trees. Collected, the exits of a version stand behind its other stages; written as
//! it happens they come when the version is gone.
//!
//! Invariant: what is written belongs to a tree that was chosen.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::rc::Rc;
use std::sync::Arc;

use super::{Selection, Stage, bytecode, places, stages};
use crate::build::Start;
use crate::bytecode::Program;
use crate::index::{FnId, TreeId};
use crate::opt::Chosen;
use crate::trace::{Anchor, Tree};
use crate::vm::{Event, ExitFate, ExitOf, Source, Vm};

/// See the module's documentation.
pub struct Dump {
    chosen: Selection,
    to: To,
    trees: BTreeMap<TreeId, Shown>,
    versions: BTreeMap<u64, Kept>,
    /// The functions that were shown.
    functions: BTreeSet<FnId>,
}

/// Where it goes.
enum To {
    /// Into sections that are put in order.
    Sections(Vec<Section>),
    /// There, at once.
    Stream(Box<dyn Write>),
}

/// A piece of text with its place.
struct Section {
    tree: TreeId,
    /// The version of code that it is about.
    version: Option<u64>,
    text: String,
}

/// What was shown of a tree.
#[derive(Default)]
struct Shown {
    recordings: u64,
}

/// What a version was made of.
struct Kept {
    tree: Arc<Tree>,
    graph: TreeId,
    start: Start,
    passes: Chosen,
    from: Option<ExitOf>,
}

impl Kept {
    fn source(&self) -> Source<'_> {
        Source {
            tree: &self.tree,
            graph: self.graph,
            start: &self.start,
            passes: self.passes,
            from: self.from,
        }
    }
}

impl Dump {
    /// Collects the chosen stages, for [`Dump::text`].
    pub fn collected(chosen: Selection) -> Dump {
        Dump::new(chosen, To::Sections(Vec::new()))
    }

    /// Writes the chosen stages as they come.
    pub fn streamed(chosen: Selection, to: Box<dyn Write>) -> Dump {
        Dump::new(chosen, To::Stream(to))
    }

    fn new(chosen: Selection, to: To) -> Dump {
        Dump {
            chosen,
            to,
            trees: BTreeMap::new(),
            versions: BTreeMap::new(),
            functions: BTreeSet::new(),
        }
    }

    /// Lets it hear what a machine does, until [`Vm::stop_observing`].
    pub fn watch(self, vm: &mut Vm) -> Rc<RefCell<Dump>> {
        let dump = Rc::new(RefCell::new(self));
        let told = dump.clone();
        vm.observe(move |program, event| told.borrow_mut().hear(program, event));
        dump
    }

    /// What was collected, tree by tree, each in the order of its versions.
    pub fn text(&self) -> String {
        let To::Sections(sections) = &self.to else {
            return String::new();
        };
        let mut order: Vec<&Section> = sections.iter().collect();
        order.sort_by_key(|section| section.tree);
        order.iter().map(|section| section.text.as_str()).collect()
    }

    fn hear(&mut self, program: &Program, event: Event<'_>) {
        match event {
            Event::Recorded {
                tree,
                from,
                recording,
            } => {
                if self.chosen.takes(tree) {
                    self.opening(program, tree, recording.anchor);
                    let steps = recording.steps.iter().map(|step| step.site.function);
                    let functions = steps.chain([recording.anchor.site.function]);
                    self.bytecode(program, tree, functions.collect());
                    let shown = self.trees.entry(tree).or_default();
                    shown.recordings += 1;
                    let (n, from) = (shown.recordings, exit_of(from));
                    let title = format!("recording {n}{from}");
                    self.stage(tree, None, (Stage::Recording, title, recording.to_string()));
                }
            }
            Event::Made(version, source) => self.made(program, version, source),
            // Counted, and told when the code is gone.
            Event::Left { .. } => {}
            Event::Refused(source, reason) => {
                let tree = source.tree.id;
                if self.chosen.takes(tree) {
                    self.opening(program, tree, source.tree.anchor);
                    let of = what(source);
                    self.put(
                        tree,
                        None,
                        format!("---- {tree}: no code for {of}: {reason}\n\n"),
                    );
                }
            }
            Event::Gone(version, fates) => self.gone(program, version, &fates),
        }
    }

    fn made(&mut self, program: &Program, version: u64, source: Source<'_>) {
        let tree = source.tree.id;
        if !self.chosen.takes(tree) {
            return;
        }
        self.opening(program, tree, source.tree.anchor);
        let title = format!("version {version}, {}", what(source));
        for (stage, text) in stages::stages(program, source, &self.chosen) {
            let title = format!("{title}: {stage}");
            self.put(tree, Some(version), headed(tree, &title, &text));
        }
        let kept = Kept {
            tree: source.tree.clone(),
            graph: source.graph,
            start: source.start.clone(),
            passes: source.passes,
            from: source.from,
        };
        if self.chosen.has(Stage::Exits) {
            self.versions.insert(version, kept);
        }
    }

    fn gone(&mut self, program: &Program, version: u64, fates: &[ExitFate]) {
        let Some(kept) = self.versions.remove(&version) else {
            return;
        };
        let tree = kept.tree.id;
        let text = stages::fates(program, kept.source(), fates);
        let title = format!("version {version}, {}: exits", what(kept.source()));
        self.put(tree, Some(version), headed(tree, &title, &text));
    }

    /// The line that says which tree it is, once.
    fn opening(&mut self, program: &Program, tree: TreeId, anchor: Anchor) {
        if self.trees.contains_key(&tree) {
            return;
        }
        self.trees.insert(tree, Shown::default());
        let anchor = places::anchor(program, anchor);
        self.put(tree, None, format!("==== {tree}: {anchor}\n\n"));
    }

    fn bytecode(&mut self, program: &Program, tree: TreeId, functions: BTreeSet<FnId>) {
        for id in functions {
            if self.chosen.has(Stage::Bytecode) && self.functions.insert(id) {
                let text = bytecode::function(program, id);
                let title = "bytecode".to_string();
                self.stage(tree, None, (Stage::Bytecode, title, text));
            }
        }
    }

    fn stage(
        &mut self,
        tree: TreeId,
        version: Option<u64>,
        (stage, title, text): (Stage, String, String),
    ) {
        if self.chosen.has(stage) {
            self.put(tree, version, headed(tree, &title, &text));
        }
    }

    fn put(&mut self, tree: TreeId, version: Option<u64>, text: String) {
        match &mut self.to {
            To::Sections(sections) => {
                let section = Section {
                    tree,
                    version,
                    text,
                };
                let behind = version.and_then(|_| {
                    let same = |other: &Section| other.version == version;
                    sections.iter().rposition(same)
                });
                let at = behind.map_or(sections.len(), |n| n + 1);
                sections.insert(at, section);
            }
            To::Stream(to) => {
                // There is no one left to report a full disk or a closed pipe to.
                let _ = to.write_all(text.as_bytes());
            }
        }
    }
}

fn headed(tree: TreeId, title: &str, text: &str) -> String {
    format!("---- {tree}: {title}\n{}\n\n", text.trim_end())
}

fn what(source: Source<'_>) -> String {
    match source.from {
        None => "the whole tree".to_string(),
        Some(from) => format!("a piece{}", exit_of(Some(from))),
    }
}

fn exit_of(from: Option<ExitOf>) -> String {
    from.map_or(String::new(), |ExitOf { version, exit }| {
        format!(", from {exit} of version {version}")
    })
}
