//! Text to bytecode and back.

use super::*;
use crate::bytecode::random::{self, Random};
use crate::bytecode::{self, container, disassemble, verify};
use crate::source::{SourceMap, Style};

fn assemble_text(text: &str) -> Result<Program, String> {
    let mut sources = SourceMap::new();
    let file = sources.add("t.hasm", text).unwrap();
    assemble(&sources, file).map_err(|errors| sources.render_all(&errors, Style::Plain))
}

/// The same bits: floats may be NaN, so that equality would not do.
fn bytes(program: &Program) -> Vec<u8> {
    container::write(program, container::Texts::Included)
}

#[test]
fn random_programs_go_through_text_and_container_unchanged() {
    for seed in 0..400 {
        let program = random::program(seed);
        if let Err(error) = verify(&program) {
            panic!("seed {seed}: {error}\n{}", disassemble(&program));
        }
        let read = container::read(&bytes(&program)).unwrap();
        assert_eq!(bytes(&read), bytes(&program), "seed {seed}");
        let text = disassemble(&program);
        match assemble_text(&text) {
            Ok(again) => assert!(
                bytes(&again) == bytes(&program),
                "seed {seed}\n{text}\n---\n{}",
                disassemble(&again)
            ),
            Err(errors) => panic!("seed {seed}: {errors}\n{text}"),
        }
    }
}

#[test]
fn random_programs_name_every_opcode() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..400 {
        for function in &random::program(seed).functions {
            seen.extend(bytecode::code::instructions(&function.code).map(|i| i.op));
        }
    }
    let missing: Vec<&str> = bytecode::op::OPS
        .iter()
        .filter(|row| !seen.contains(&row.op))
        .map(|row| row.name)
        .collect();
    assert_eq!(missing, ["halt"]);
}

#[test]
fn mutated_containers_are_refused_or_right() {
    let mut random = Random(7);
    for seed in 0..60 {
        let good = bytes(&random::program(seed));
        for _ in 0..100 {
            let mut bad = good.clone();
            for _ in 0..=random.below(4) {
                let at = random.below(bad.len() as u64) as usize;
                match random.below(4) {
                    0 => bad[at] = random.next() as u8,
                    1 => bad[at] ^= 1 << random.below(8),
                    2 => bad.truncate(at.max(12)),
                    _ => bad.insert(at, random.next() as u8),
                }
            }
            if bad.len() > 12 {
                let crc = crc32fast::hash(&bad[12..]);
                bad[8..12].copy_from_slice(&crc.to_le_bytes());
            }
            let Ok(program) = container::read(&bad) else {
                continue;
            };
            if verify(&program).is_ok() {
                let text = disassemble(&program);
                let again = assemble_text(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
                assert!(bytes(&again) == bytes(&program), "{text}");
            } else {
                // What does not verify can still be shown.
                assert!(!disassemble(&program).is_empty());
            }
        }
    }
}
