//! A short run of each fuzz target on mutations of the test programs, the same in every run.
//!
//! ```text
//! HIVM_FUZZ_INPUTS=1000000 HIVM_FUZZ_SEED=7 cargo test --test fuzz_smoke asm      a longer one of another seed
//! ```
//!
//! A failure names the seed of its input, with which `HIVM_FUZZ_INPUTS=1` repeats it alone.
//!
//! Invariant: an input depends on its seed and on the test programs, on nothing else.

#[path = "../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use hivm::bytecode::container::{self, Texts};
use hivm::source::SourceMap;

/// Inputs of one target if the environment does not say how many.
const INPUTS: u64 = 2000;
/// An input that takes longer is a bug. Writing the largest integer in decimal takes some seconds, more where the machine is
/// busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

fn number(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) => text
            .parse()
            .unwrap_or_else(|_| panic!("{name} is not a number: {text}")),
        Err(_) => default,
    }
}

/// The files below the directories whose names end so, sorted.
fn files(directories: &[&str], extension: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut todo: Vec<PathBuf> = directories.iter().map(|d| root.join(d)).collect();
    let mut found = Vec::new();
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no .{extension} in {directories:?}");
    found.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn monkey() -> Vec<Vec<u8>> {
    files(&["tests/programs", "examples"], "monkey")
}

/// The Monkey programs compiled, and the assembly programs.
fn containers() -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    let mut sources = SourceMap::new();
    let mut add = |text: Vec<u8>, is_monkey: bool| {
        let Ok(text) = String::from_utf8(text) else {
            return;
        };
        let file = sources.add("seed", text).unwrap();
        let program = match is_monkey {
            true => hivm::monkey::compile(&sources, file),
            false => hivm::asm::assemble(&sources, file),
        };
        // Some test programs are there for their errors.
        if let Ok(program) = program {
            out.push(container::write(&program, Texts::LeftOut));
        }
    };
    files(&["tests/programs", "examples"], "hasm")
        .into_iter()
        .for_each(|text| add(text, false));
    monkey().into_iter().for_each(|text| add(text, true));
    out
}

/// The assembly programs, and the compiled Monkey programs disassembled.
fn assembly() -> Vec<Vec<u8>> {
    let mut out = files(&["tests/programs", "examples"], "hasm");
    for bytes in containers() {
        let program = container::read(&bytes).unwrap();
        out.push(hivm::bytecode::disassemble(&program).into_bytes());
    }
    out
}

/// How an input is changed so that it often stays almost right.
#[derive(Clone, Copy)]
enum Form {
    /// Words are exchanged, lines copied and left out.
    Text,
    /// Numbers are changed and pieces copied in place.
    Binary,
}

/// Changes an input a little.
fn mutate(random: &mut Random, seeds: &[Vec<u8>], form: Form) -> Vec<u8> {
    let mut input = seeds[random.below(seeds.len())].clone();
    let other = &seeds[random.below(seeds.len())];
    for _ in 0..=random.below(4) {
        match (random.below(10), form) {
            (0, _) => anything(random, &mut input, other),
            (_, Form::Text) => text(random, &mut input, other),
            (_, Form::Binary) => binary(random, &mut input),
        }
    }
    input
}

/// Changes bytes without regard to what they are.
fn anything(random: &mut Random, input: &mut Vec<u8>, other: &[u8]) {
    let at = random.below(input.len() + 1);
    let end = (at + random.below(12)).min(input.len());
    match random.below(6) {
        0 if at < end => input[at] ^= 1 << random.below(8),
        1 if at < end => input[at] = random.next() as u8,
        2 => drop(input.drain(at..end)),
        3 => {
            let times = 1 + random.below(200);
            let piece = input[at..end].repeat(times);
            input.splice(at..at, piece);
        }
        _ => {
            let from = random.below(other.len() + 1);
            let piece = other[from..(from + random.below(40)).min(other.len())].to_vec();
            input.splice(at..end, piece);
        }
    }
}

/// The word around a place: letters and digits, or a single other character.
fn word(text: &[u8], at: usize) -> std::ops::Range<usize> {
    let is_word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$' | b'#' | b'@');
    if !text.get(at).is_some_and(is_word) {
        return at..(at + 1).min(text.len());
    }
    let before = text[..at].iter().rev().take_while(|b| is_word(b)).count();
    let after = text[at..].iter().take_while(|b| is_word(b)).count();
    at - before..at + after
}

/// The line around a place, with its end.
fn line(text: &[u8], at: usize) -> std::ops::Range<usize> {
    let start = text[..at]
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |n| n + 1);
    let end = text[at..]
        .iter()
        .position(|&b| b == b'\n')
        .map_or(text.len(), |n| at + n + 1);
    start..end
}

fn text(random: &mut Random, input: &mut Vec<u8>, other: &[u8]) {
    let at = random.below(input.len() + 1);
    match random.below(6) {
        0 => drop(input.drain(line(input, at))),
        1 => {
            let from = line(input, random.below(input.len() + 1));
            let piece = input[from].to_vec();
            let at = line(input, at).start;
            input.splice(at..at, piece);
        }
        2 => {
            let piece = other[line(other, random.below(other.len() + 1))].to_vec();
            let at = line(input, at).start;
            input.splice(at..at, piece);
        }
        // A word for one that begins alike: a register for a register, a number for a number.
        _ => {
            let old = word(input, at);
            let class = |b: &u8| (b.is_ascii_digit(), b.is_ascii_alphabetic(), *b == b'$');
            let first = input[old.clone()].first().map(class);
            for _ in 0..20 {
                let source = if random.below(4) == 0 { other } else { &*input };
                let new = source[word(source, random.below(source.len() + 1))].to_vec();
                if new.first().map(class) == first {
                    input.splice(old, new);
                    break;
                }
            }
        }
    }
}

fn binary(random: &mut Random, input: &mut [u8]) {
    let at = random.below(input.len().saturating_sub(8).max(1));
    let Some(place) = input.get_mut(at..at + 8) else {
        return;
    };
    match random.below(6) {
        0 => place[0] ^= 1 << random.below(8),
        1 => place[0] = place[0].wrapping_add(1),
        // A register, a small number, a number of any size.
        2 => place[..2].copy_from_slice(&(random.below(12) as u16 * 16).to_le_bytes()),
        3 => place[..2].copy_from_slice(&(random.below(200) as u16).to_le_bytes()),
        4 => {
            let n = (random.next() as u32) >> random.below(32);
            place[..4].copy_from_slice(&n.to_le_bytes());
        }
        // Another instruction, perhaps.
        _ => {
            let from = random.below(input.len() - 7);
            input.copy_within(from..from + 8, at);
        }
    }
}

fn fuzz(seeds: &[Vec<u8>], form: Form, target: fn(&[u8])) {
    let first = number("HIVM_FUZZ_SEED", 1);
    for seed in first..first + number("HIVM_FUZZ_INPUTS", INPUTS) {
        // Neighbours must not be alike.
        let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let input = mutate(&mut random, seeds, form);
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| target(&input)));
        let time = start.elapsed();
        if result.is_err() || time > PATIENCE {
            let file = std::env::temp_dir().join(format!("hivm-fuzz-{seed}"));
            fs::write(&file, &input).unwrap();
            let what = if result.is_err() {
                "panicked"
            } else {
                "took too long"
            };
            panic!(
                "HIVM_FUZZ_SEED={seed} {what} after {time:?}; the input is in {}",
                file.display()
            );
        }
    }
}

#[test]
fn parser() {
    fuzz(&monkey(), Form::Text, bodies::parser);
}

#[test]
fn format() {
    fuzz(&monkey(), Form::Text, bodies::format);
}

#[test]
fn asm() {
    fuzz(&assembly(), Form::Text, bodies::asm);
}

#[test]
fn container() {
    fuzz(&containers(), Form::Binary, bodies::container);
}

#[test]
fn the_seeds_themselves_pass() {
    monkey().iter().for_each(|input| bodies::parser(input));
    monkey().iter().for_each(|input| bodies::format(input));
    assembly().iter().for_each(|input| bodies::asm(input));
    containers()
        .iter()
        .for_each(|input| bodies::container(input));
}
