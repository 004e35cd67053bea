//! The reference of the instruction set, `docs/instructions.md`, from the opcode table.
//!
//! ```text
//! | `add_i` | dst: dst, a: src, imm: imm | dst = a + imm | throws, allocates |
//! ```
//!
//! Invariant: every opcode that programs may have is in it. A test compares it with the file; with `HIVM_BLESS=1`
//! in the environment the test writes the file instead.

use std::fmt::Write;

use super::op::{Flag, OPS, OpInfo, OperandKind};

const INTRODUCTION: &str = "\
# Instructions

Made from the table in `src/bytecode/op.rs`; `HIVM_BLESS=1 cargo test instructions` writes it anew. How the text around the
instructions looks is in [assembly.md](assembly.md).

Code is 64-bit words. An instruction is its opcode (16 bits) and its operands, each aligned to its size, padded to whole
words. A jump's distance counts words from the end of the instruction.

What an instruction throws reaches the handler before its result is written; only what a call's window held is lost.
Instructions that poll are where an interrupt or a time limit ends a program: those of the group \"Loops\", the only
ones that go back, and calls.

| operand | bits | in assembly | what it is |
| --- | --- | --- | --- |
";

/// The whole page.
pub fn instructions() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (kind, size) in kinds() {
        let (name, written, meaning) = explain(kind);
        let _ = writeln!(page, "| {name} | {} | {written} | {meaning} |", size * 8);
    }
    let mut group = "";
    for row in OPS.iter().filter(|row| !row.is(Flag::Internal)) {
        if row.group != group {
            group = row.group;
            let _ = write!(
                page,
                "\n## {group}\n\n| instruction | operands | what it does | |\n| --- | --- | --- | --- |\n"
            );
        }
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            row.name,
            operands(row),
            row.doc.replace('|', "\\|"),
            flags(row)
        );
    }
    page
}

/// The kinds of operands that opcodes have, in the order in which the table first names them, with their bytes.
fn kinds() -> Vec<(OperandKind, usize)> {
    let mut kinds: Vec<(OperandKind, usize)> = Vec::new();
    for operand in OPS.iter().flat_map(|row| row.operands) {
        if kinds.iter().all(|(kind, _)| *kind != operand.kind) {
            kinds.push((operand.kind, operand.size));
        }
    }
    kinds
}

fn operands(row: &OpInfo) -> String {
    let operand = |o: &super::op::OperandInfo| match explain(o.kind).0 {
        kind if kind == o.name => kind.to_owned(),
        kind => format!("{}: {kind}", o.name),
    };
    row.operands
        .iter()
        .map(operand)
        .collect::<Vec<_>>()
        .join(", ")
}

fn flags(row: &OpInfo) -> String {
    let word = |flag: &Flag| match flag {
        Flag::Raises => "throws",
        Flag::Ends => "ends",
        Flag::Allocates => "allocates",
        Flag::Calls => "calls",
        Flag::Loops => "goes back",
        Flag::Internal => "internal",
    };
    row.flags.iter().map(word).collect::<Vec<_>>().join(", ")
}

/// A kind's name, how it is written, and what it is.
fn explain(kind: OperandKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        OperandKind::Dst => ("dst", "`$r0`", "a register that is written"),
        OperandKind::Src => ("src", "`$r0`", "a register that is read"),
        OperandKind::Mut => ("mut", "`$r0`", "a register that is read and written"),
        OperandKind::Pair => ("pair", "`$r0`", "the first of two registers that are read"),
        OperandKind::Window => (
            "window",
            "`$r0`",
            "the first of `count` registers that are read",
        ),
        OperandKind::Call => (
            "call",
            "`$w`",
            "the callee's register, followed by the arguments; what it and all after it held is lost",
        ),
        OperandKind::StaticCall => (
            "static call",
            "`$w`",
            "the register before the arguments; what it and all after it held is lost",
        ),
        OperandKind::Iter => (
            "iter",
            "`$r0`",
            "the first of two registers that hold the state of an iteration",
        ),
        OperandKind::Free => (
            "free",
            "`$w`",
            "a register; what it and all after it held is lost",
        ),
        OperandKind::Count => ("count", "`2`", "how many registers a window has"),
        OperandKind::Imm => ("imm", "`-7`", "an integer from -32,768 to 32,767"),
        OperandKind::Near => (
            "near",
            "`2.5`",
            "one of the first 4,096 constants: a number or a string",
        ),
        OperandKind::Const => ("const", "`\"text\"`", "a constant: a number or a string"),
        OperandKind::Label => ("label", "`L1`", "a place up to 32,767 words away"),
        OperandKind::FarLabel => ("far label", "`L1`", "a place"),
        OperandKind::Fn => ("fn", "`fib`", "a function"),
        OperandKind::NearFn => ("near fn", "`fib`", "one of the first 65,536 functions"),
        OperandKind::Global => ("global", "`@name`", "a global variable"),
        OperandKind::Sym => ("sym", "`#name`", "a name"),
        OperandKind::KindOf => ("kind", "`int`", "a kind of values"),
        OperandKind::Builtin => ("builtin", "`len`", "a native function"),
        OperandKind::Capture => ("capture", "`0`", "a captured value of the running closure"),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn instructions_are_documented() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/instructions.md");
        let page = super::instructions();
        if std::env::var_os("HIVM_BLESS").is_some() {
            std::fs::write(path, &page).unwrap();
        }
        let file = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            file == page,
            "docs/instructions.md is out of date: run the tests with HIVM_BLESS=1"
        );
    }
}
