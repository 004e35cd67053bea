//! Tests of the compiler: the code of the shapes that matter, sessions, hostile texts. What programs *do* is tested by
//! `tests/programs`.

mod errors;
mod hostile;
mod sessions;
mod shapes;

use crate::bytecode::{Program, disassemble_function, verify};
use crate::index::FnId;
use crate::source::SourceMap;

/// The program, which must compile and verify.
fn program(text: &str) -> Program {
    let mut sources = SourceMap::new();
    let file = sources.add("test", text).unwrap();
    match super::compile(&sources, file) {
        Ok(program) => {
            verify(&program).unwrap_or_else(|error| panic!("{error}\n{text}"));
            program
        }
        Err(errors) => panic!("{text}: {}", errors[0].message),
    }
}

/// The instructions of a function, one a line, with the labels that something jumps to, without places and variables.
fn listing(text: &str, function: &str) -> String {
    let program = program(text);
    let found = program.functions.iter().position(|f| f.name == function);
    let id = FnId(found.expect("no such function") as u32);
    let text = disassemble_function(&program, id);
    let lines = text.lines().map(str::trim);
    let code = lines.filter(|line| !line.starts_with('.') && !line.is_empty());
    let code: Vec<&str> = code.collect();
    let is_target = |label: &str| {
        code.iter().any(|line| {
            line.strip_suffix(label)
                .is_some_and(|head| !head.is_empty())
        })
    };
    let code = code.iter().filter(|line| match line.strip_suffix(':') {
        Some(label) => is_target(&format!(" {label}")),
        None => true,
    });
    code.copied().collect::<Vec<_>>().join("\n")
}

/// Checks the instructions of the function `f`.
#[track_caller]
fn compiles_to(text: &str, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    let expected = expected.join("\n");
    assert_eq!(listing(text, "f").trim(), expected.trim(), "{text}");
}
