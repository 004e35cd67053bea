//! That the cases in assembly, `tests/programs/hasm`, name every opcode of the table.
//!
//! Invariant: an opcode that is added to the table without a case that names it fails this test.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hivm::asm::assemble;
use hivm::bytecode::code::instructions;
use hivm::bytecode::op::OPS;
use hivm::bytecode::{Flag, Op, verify};
use hivm::source::SourceMap;

/// The `.hasm` files below the directory.
fn cases(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("the directory of cases") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            cases(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "hasm") {
            found.push(path);
        }
    }
}

/// The opcodes of a case; none if it is one that is refused.
fn opcodes(path: &Path) -> BTreeSet<Op> {
    let text = fs::read_to_string(path).expect("a case");
    let mut sources = SourceMap::new();
    let file = sources.add("case.hasm", text).expect("a small file");
    let Ok(program) = assemble(&sources, file) else {
        return BTreeSet::new();
    };
    if verify(&program).is_err() {
        return BTreeSet::new();
    }
    let functions = program.functions.iter();
    functions
        .flat_map(|function| instructions(&function.code).map(|instruction| instruction.op))
        .collect()
}

#[test]
fn every_opcode_is_in_a_case() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/hasm");
    let mut paths = Vec::new();
    cases(&root, &mut paths);
    let seen: BTreeSet<Op> = paths.iter().flat_map(|path| opcodes(path)).collect();
    let missing: Vec<&str> = OPS
        .iter()
        .filter(|row| !row.is(Flag::Internal) && !seen.contains(&row.op))
        .map(|row| row.name)
        .collect();
    assert!(missing.is_empty(), "no case has {}", missing.join(", "));
}
