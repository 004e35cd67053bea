//! The stages of one graph as text: built again of the same tree, pass by pass, down to assembly.
//!
//! Invariant: building, passes and code generation give the same again, so this is what runs.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::{Selection, Stage, bytecode, exits};
use crate::build::Start;
use crate::bytecode::Program;
use crate::index::FnId;
use crate::ir::Graph;
use crate::ir::print::print_named;
use crate::trace::Tree;
use crate::vm::{ExitFate, Source};
use crate::{build, opt};

/// The graph of code, before passes.
pub(super) fn graph(program: &Program, source: Source<'_>) -> Result<Graph, String> {
    let built = build::build(program, source.tree, source.graph, source.start);
    built.map_err(|refused| refused.to_string())
}

/// The chosen stages of a tree as a whole, as code would be made of it now.
pub fn whole(program: &Program, tree: &Arc<Tree>, chosen: &Selection) -> String {
    let source = Source {
        tree,
        graph: tree.id,
        start: &Start::Anchor,
        from: None,
        passes: opt::Chosen::ALL,
    };
    let mut text = String::new();
    if chosen.has(Stage::Bytecode) {
        let functions: BTreeSet<FnId> = tree.contexts().iter().map(|c| c.function).collect();
        for id in functions {
            text.push_str(&bytecode::function(program, id));
        }
    }
    for (_, stage) in stages(program, source, chosen) {
        text.push_str(&stage);
    }
    text
}

/// What became of the exits of code, with what is written at each.
pub(super) fn fates(program: &Program, source: Source<'_>, fates: &[ExitFate]) -> String {
    match graph(program, source) {
        Ok(graph) => {
            let (graph, _) = opt::optimise_with(graph, source.passes);
            exits::table(program, &graph, fates)
        }
        Err(why) => format!("no graph: {why}\n"),
    }
}

/// The chosen stages of code from its tree on, but for its exits: each with its text.
pub(super) fn stages(
    program: &Program,
    source: Source<'_>,
    chosen: &Selection,
) -> Vec<(Stage, String)> {
    let mut shown = Vec::new();
    if chosen.has(Stage::Tree) {
        shown.push((Stage::Tree, source.tree.to_string()));
    }
    let later = |stage: &Stage| *stage > Stage::Tree && *stage < Stage::Exits;
    if !chosen.stages.iter().any(later) {
        return shown;
    }
    let mut graph = match graph(program, source) {
        Ok(graph) => graph,
        Err(why) => {
            shown.push((Stage::Graph, format!("no graph: {why}\n")));
            return shown;
        }
    };
    if chosen.has(Stage::Graph) {
        shown.push((Stage::Graph, print_named(&graph, program)));
    }
    let mut passes = String::new();
    for (_, pass) in source.passes.passes() {
        let after = (pass.run)(graph.clone());
        let (name, doc) = (pass.name, pass.doc);
        let _ = match after == graph {
            true => writeln!(passes, "; {name} changes nothing"),
            false => writeln!(passes, "; {name}: {doc}\n{}", print_named(&after, program)),
        };
        graph = after;
    }
    if chosen.has(Stage::Opt) {
        shown.push((Stage::Opt, passes));
    }
    generated(program, &graph, chosen, &mut shown);
    shown
}

/// What the code generator makes of it.
#[cfg(feature = "llvm")]
fn generated(
    program: &Program,
    graph: &Graph,
    chosen: &Selection,
    shown: &mut Vec<(Stage, String)>,
) {
    use crate::interp::{CODE_START, entry_points};
    use crate::jit::llvm::LlvmCompiler;
    use crate::jit::{Compiler, Guards, Stage as Text};
    let stages = [
        (Stage::Llvm, Text::Input),
        (Stage::LlvmOpt, Text::Optimised),
        (Stage::Asm, Text::Assembly),
    ];
    for (stage, text) in stages {
        if chosen.has(stage) {
            let made = LlvmCompiler::new(Guards::Plain);
            let made = made.and_then(|compiler| {
                let mut compiler = compiler.with_slots();
                compiler.set_entry_points(entry_points(program, CODE_START));
                compiler.text(graph, text)
            });
            let text = match made {
                Ok(text) if stage == Stage::Asm => exits::named(program, graph, &text),
                Ok(text) => text,
                Err(why) => format!("none: {why}\n"),
            };
            shown.push((stage, text));
        }
    }
}

/// This build has no code generator, and none of its stages can be chosen.
#[cfg(not(feature = "llvm"))]
fn generated(_: &Program, _: &Graph, _: &Selection, _: &mut Vec<(Stage, String)>) {}
