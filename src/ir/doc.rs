//! The reference of graphs, `docs/ir.md`, made of the tables.
//!
//! Invariant: every row is in it. A test compares it with the file; with `HIVM_BLESS=1` it writes the file.

use std::fmt::Write;

use super::effects::{CLASSES, Effects};
use super::helper::{Arity, HELPERS, Place};
use super::operand::OperandKind;
use super::table::{ENDS, ROWS, ResultType, Row};

const HEAD: &str = "# The IR\n\n\
A graph is what the JIT makes of a trace tree: SSA over blocks with parameters, typed by tags. This page is made of the \
tables in `src/ir/table.rs` and `src/ir/helper.rs`; what a well-formed graph is stands at the head of `src/ir/verify.rs`.\n\n\
```text\n\
graph t1 loop f0@4                       tree, what it is entered for, its frames (outermost first)\n\
  entry:\n\
    %0: any = reg r1                     home registers count from the outermost frame's first\n\
    %1: int = guard_tag int, %0, s0      leaves with the snapshot s0 if %0 is no integer\n\
    jump b1(%1)\n\
  b1(%2: int):\n\
    safepoint s1                         one on every way back\n\
    %3: bool = lt %2, 100\n\
    guard_true %3, s1\n\
    %4: int = add_ov %2, 1, s1\n\
    jump b1(%4)\n\
  s0: f0@4 r1=home                       function@pc, live registers: unchanged at home,\n\
  s1: f0@4 r1=%2                         or this value\n\
  s2: f0@9 r1=%2 / f3@0+8 callee=%0 r0=7 two frames; the second's window begins 8 registers after the first's\n\
  s3: f0@9 r1=o0 where o0=cell(%2)       an object that whoever leaves makes, once (`src/ir/sunk.rs`)\n\
```\n\n\
Types: the tags `unset null bool int float function builtin symbol bigint str array hash struct closure range cell error`, \
`any` (a value with its tag; every tagged type is good for it), `data` (the address of an array's elements). Constants: \
`7`, `1.5`, `nan:7ff8000000000000`, `inf`, `true`, `null`, `unset`, `f3` (a function), `builtin4`, `sym5`, `k6:str` (a \
constant of the program). `;` begins a comment.\n";

fn kind(kind: OperandKind) -> String {
    match kind {
        OperandKind::Value(wanted) => wanted.to_string(),
        OperandKind::Rest => "any ...".into(),
        OperandKind::TagName => "TAG".into(),
        OperandKind::Home => "REGISTER".into(),
        OperandKind::Shape => "SHAPE".into(),
        OperandKind::Form => "KIND".into(),
        OperandKind::Fn => "FUNCTION".into(),
        OperandKind::Native => "BUILTIN".into(),
        OperandKind::Global => "GLOBAL".into(),
        OperandKind::Sym => "SYMBOL".into(),
        OperandKind::Number => "NUMBER".into(),
        OperandKind::Helper => "HELPER".into(),
        OperandKind::Tree => "TREE".into(),
        OperandKind::TreeExit => "EXIT".into(),
        OperandKind::Snap => "SNAPSHOT".into(),
    }
}

fn signature(row: &Row) -> String {
    let operands: Vec<String> = row
        .operands
        .iter()
        .map(|operand| match operand.kind {
            OperandKind::Snap => "s".to_string(),
            OperandKind::Rest => format!("({}...)", operand.name),
            _ => format!("{}: {}", operand.name, kind(operand.kind)),
        })
        .collect();
    let result = match row.result {
        ResultType::None => String::new(),
        ResultType::Is(known) => format!("{known} = "),
        ResultType::Named => "TAG = ".into(),
    };
    format!("{result}{} {}", row.name, operands.join(", "))
        .trim_end()
        .to_string()
}

fn effects(effects: Effects) -> String {
    let mut text = Vec::new();
    if !effects.reads.is_empty() {
        text.push(format!("reads {}", effects.reads));
    }
    if !effects.writes.is_empty() {
        text.push(format!("writes {}", effects.writes));
    }
    text.join("; ")
}

/// The whole reference as Markdown.
pub fn reference() -> String {
    let mut out = HEAD.to_string();
    let mut group = "";
    // Writing into a String does not fail.
    for row in ROWS {
        if row.group != group {
            group = row.group;
            let _ = write!(
                out,
                "\n## {group}\n\n| instruction | meaning | memory |\n| --- | --- | --- |\n"
            );
        }
        let doc = row.doc.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| `{}` | {doc} | {} |",
            signature(row),
            effects(row.effects())
        );
    }
    out.push_str("\n## How blocks end\n\n| end | meaning |\n| --- | --- |\n");
    for (form, doc) in ENDS {
        let _ = writeln!(out, "| `{form}` | {doc} |");
    }
    out.push_str("\n## Helpers\n\nWhat `call_runtime` and `invoke` name.\n\n| helper | values | meaning | memory |\n| --- | --- | --- | --- |\n");
    for row in HELPERS {
        let count = match row.arity {
            Arity::Exactly(n) => n.to_string(),
            Arity::Many => "any".into(),
        };
        let machine = match row.place {
            Place::Machine => " (the machine's)",
            Place::Runtime => "",
        };
        let doc = row.doc.replace('|', "\\|");
        let memory = effects(row.helper.effects());
        let _ = writeln!(
            out,
            "| `{}` | {count} | {doc}{machine} | {memory} |",
            row.name
        );
    }
    out.push_str(
        "\n## Alias classes\n\nAccesses of different classes never touch the same memory: ",
    );
    let names: Vec<String> = CLASSES
        .iter()
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    out.push_str(&names.join(", "));
    out.push_str(".\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/ir.md");
        if std::env::var_os("HIVM_BLESS").is_some() {
            std::fs::write(path, reference()).unwrap();
        }
        let file = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            file == reference(),
            "docs/ir.md is out of date: run the tests with HIVM_BLESS=1"
        );
    }
}
