//! Graphs of the recordings of every program under `tests/programs`: each must be built, and be right by the verifier.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::{Refused, Start, build};
use crate::builtins::Output;
use crate::bytecode::Program;
use crate::config::{Config, Jit};
use crate::index::TreeId;
use crate::source::SourceMap;
use crate::trace::{Recording, Tree};
use crate::vm::Vm;

fn compile(path: &Path) -> Option<Program> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut sources = SourceMap::new();
    let file = sources.add("case", text).ok()?;
    match path.extension()?.to_str()? {
        "monkey" => crate::monkey::compile(&sources, file).ok(),
        "hasm" => crate::asm::assemble(&sources, file).ok(),
        _ => None,
    }
}

fn recordings(program: &Program) -> Vec<Recording> {
    let config = Config {
        jit: Jit::Record,
        jit_heat: 2,
        timeout: Some(std::time::Duration::from_secs(2)),
        ..Config::default()
    };
    let output = Arc::new(Mutex::new(Vec::new()));
    let Ok(mut vm) = Vm::with_output(&config, Output::captured(output)) else {
        return Vec::new();
    };
    if vm.load(program).is_err() {
        return Vec::new();
    }
    vm.run();
    vm.recordings().all.clone()
}

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, all);
        } else {
            all.push(path);
        }
    }
}

#[test]
fn every_recording_of_the_suite_becomes_a_graph() {
    let mut all = Vec::new();
    files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs"),
        &mut all,
    );
    all.sort();
    let only = std::env::var("HIVM_BUILD_ONLY").ok();
    let mut graphs = 0;
    for path in all {
        if only
            .as_ref()
            .is_some_and(|only| !path.to_string_lossy().contains(only.as_str()))
        {
            continue;
        }
        let Some(program) = compile(&path) else {
            continue;
        };
        for recording in recordings(&program) {
            let mut tree = Tree::new(TreeId(1), recording.anchor);
            tree.add(&program, &recording, &|_| None);
            match build(&program, &tree, TreeId(1), &Start::Anchor) {
                Ok(graph) => {
                    graphs += 1;
                    if only.is_some() {
                        println!("{recording}\n{graph}");
                    }
                    let graph = crate::opt::optimise(graph);
                    if only.is_some() {
                        println!("optimised:\n{graph}");
                    }
                }
                Err(Refused::Empty | Refused::Useless) => {}
                Err(e) => panic!("{}: {e}\n{recording}", path.display()),
            }
        }
    }
    assert!(only.is_some() || graphs > 300, "{graphs} graphs");
}
