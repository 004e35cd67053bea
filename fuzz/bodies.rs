//! What a fuzz target does with an input: a panic, a hang or a crash is a bug, whatever the input.
//!
//! `cargo fuzz run asm` (in `fuzz/`) calls these with inputs that it grows by coverage; `tests/fuzz_smoke.rs` with
//! mutations of the test programs, in `cargo test` and, longer, in `scripts/fuzz inputs`.
//!
//! Invariant: a body has no effect but on the heap that it makes and drops: it never runs a program that could read or
//! write files or standard input.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hivm::builtins::{Output, Request};
use hivm::bytecode::container::{self, Texts};
use hivm::bytecode::{Program, disassemble, verify};
use hivm::config::Config;
use hivm::source::{FileId, SourceMap, Style};
use hivm::vm::Vm;

/// Instructions that a program may execute.
const FUEL: u64 = 20_000;
/// What a few instructions take when they work on the largest integers.
const TIME: Duration = Duration::from_secs(2);
const MEMORY: usize = 16 << 20;
const FRAMES: usize = 1000;

fn source(data: &[u8]) -> (SourceMap, FileId) {
    let mut sources = SourceMap::new();
    let text = String::from_utf8_lossy(data);
    let file = sources.add("input", text).expect("shorter than 4 GiB");
    (sources, file)
}

/// Monkey: what compiles must verify, what does not must have errors that can be shown.
pub fn parser(data: &[u8]) {
    let (sources, file) = source(data);
    match hivm::monkey::compile(&sources, file) {
        Ok(program) => {
            if let Err(error) = verify(&program) {
                panic!("the compiler made what the verifier refuses: {error}");
            }
            run(&program);
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            sources.render_all(&errors, Style::Plain);
        }
    }
}

/// The formatter: what parses has a layout, which is its own; what does not has errors that can be shown.
pub fn format(data: &[u8]) {
    let (sources, file) = source(data);
    match hivm::monkey::format::format(&sources, file) {
        Ok(layout) => {
            let (sources, file) = source(layout.as_bytes());
            let again = hivm::monkey::format::format(&sources, file);
            assert_eq!(again.expect("a layout is a program"), layout);
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            let parsed = hivm::monkey::parse(&sources, file);
            assert!(
                !parsed.errors.is_empty(),
                "{}",
                sources.render_all(&errors, Style::Plain)
            );
        }
    }
}

/// Assembly: what assembles goes through container and disassembler unchanged, if it verifies.
pub fn asm(data: &[u8]) {
    let (sources, file) = source(data);
    match hivm::asm::assemble(&sources, file) {
        Ok(program) => verified(&program),
        Err(errors) => {
            assert!(!errors.is_empty());
            sources.render_all(&errors, Style::Plain);
        }
    }
}

/// The container: what can be read can be verified; what verifies can be run.
///
/// The checksum is put right first, or nothing else would ever be looked at.
pub fn container(data: &[u8]) {
    let mut bytes = data.to_vec();
    if bytes.len() > 12 {
        bytes[..8].copy_from_slice(b"\x7fHBC\x01\0\0\0");
        let crc = crc32fast::hash(&bytes[12..]);
        bytes[8..12].copy_from_slice(&crc.to_le_bytes());
    }
    if let Ok(program) = container::read(&bytes) {
        assert_eq!(container::write(&program, Texts::Included), bytes);
        verified(&program);
    }
}

/// Checks what must hold of every program that verifies, and runs it.
fn verified(program: &Program) {
    let text = disassemble(program);
    if verify(program).is_err() {
        return;
    }
    let (sources, file) = source(text.as_bytes());
    match hivm::asm::assemble(&sources, file) {
        Ok(again) => assert_eq!(
            container::write(&again, Texts::Included),
            container::write(program, Texts::Included)
        ),
        Err(errors) => panic!("{}", sources.render_all(&errors, Style::Plain)),
    }
    run(program);
}

/// Runs a verified program for a while.
fn run(program: &Program) {
    let mut names = program.builtins.iter().chain(&program.symbols);
    if names.any(|name| name.contains("File") || name.contains("Line") || name.contains("read")) {
        return;
    }
    let config = Config {
        max_memory: MEMORY,
        max_depth: FRAMES,
        gc_poison: true,
        ..Config::default()
    };
    let output = Output::captured(Arc::new(Mutex::new(Vec::new())));
    let mut vm = Vm::with_output(&config, output).expect("address space");
    // A program may need a native function that there is not.
    if vm.load(program).is_err() {
        return;
    }
    let attention = vm.attention();
    let (ended, end) = channel::<()>();
    std::thread::spawn(move || {
        if end.recv_timeout(TIME) == Err(RecvTimeoutError::Timeout) {
            attention.request(Request::TimeLimit);
        }
    });
    vm.run_with_fuel(FUEL);
    drop(ended);
}
