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

/// The code of main as the disassembler writes it, without directives.
#[track_caller]
fn main_of(text: &str) -> Vec<String> {
    let program = assemble_text(text).unwrap_or_else(|errors| panic!("{errors}"));
    verify(&program).unwrap();
    let text = bytecode::disassemble_function(&program, program.main);
    let code = text.lines().map(str::trim).filter(|l| !l.is_empty());
    code.filter(|l| !l.starts_with('.'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn registers_have_their_places() {
    let text = "
        .main f
        .sub f()
            mov $r1, $null
            add $r0, $zero, $zero
            mov $null, $r0
            call $r0, $r1($r0, 7, \"s\")
            ret $r0
        .end";
    assert_eq!(
        main_of(text),
        [
            "null r2",
            "mov r1, r2",
            "int r2, 0",
            "int r3, 0",
            "add r0, r2, r3",
            "mov r2, r0",
            "mov r4, r1",
            "mov r5, r0",
            "int r6, 7",
            "lit r7, \"s\"",
            "call r0, r4, 3",
            "ret r0",
        ]
    );
}

#[test]
fn parameters_come_first_and_are_counted_at_the_entry() {
    let program = assemble_text(
        ".sub main()\nret_null\n.end\n.sub f(a, b?, c...)\nmov $r0, $p2\nret $pn\n.end",
    )
    .unwrap();
    verify(&program).unwrap();
    let f = &program.functions[1];
    let params = f.params;
    assert_eq!(
        (params.required, params.optional, params.rest),
        (1, 1, true)
    );
    assert_eq!(f.param_names, ["a", "b", "c"]);
    let text = bytecode::disassemble_function(&program, crate::index::FnId(1));
    let code: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| l.contains(" r"))
        .collect();
    assert_eq!(code, ["params r4", "mov r3, r2", "ret r4"]);
}

#[test]
fn every_way_to_write_a_call() {
    let text = "
        .sub main()
            null $r0
            call $r0, f($r0)
            call_static $r0, f($a0)
            call_static $r0, f($null)
            call_builtin $r0, len($r0)
            call_method $r0, #push($r0, @g)
            call_symbol $r0, #f($zero)
            call_array $r0, $r0($r0)
            closure $r0, g($r0)
            array $r0, ()
            hash $r0, (#a, 1.5)
            template $r0, (-1)
            tail_static f($r0)
        .end
        .sub f(x)
            ret $p0
        .end
        .sub g()
            get_capture $r0, 0
            ret $r0
        .end";
    // `$a0` must have been written: the call before left nothing there.
    let error = assemble_text(text).map(|p| verify(&p).unwrap_err().to_string());
    let expected =
        "function f0 `main` at 4: `call_static` reads r2, which has no value on some path to here";
    assert_eq!(error.as_deref(), Ok(expected));
    assert_eq!(
        main_of(&text.replace("f($a0)", "f(1)")).join("\n"),
        "null r0\n\
         function r1, f\nmov r2, r0\ncall r0, r1, 1\n\
         int r2, 1\ncall_static r0, r1, f\n\
         null r2\ncall_static r0, r1, f\n\
         mov r2, r0\ncall_builtin r0, r2, 1, len\n\
         mov r1, r0\nget_global r2, @g\ncall_method 2, #push, r1, r0\n\
         symbol r1, #f\nint r2, 0\ncall_symbol r0, r1, 1\n\
         mov r1, r0\nmov r2, r0\ncall_array r0, r1\n\
         mov r2, r0\nclosure r0, r2, 1, g\n\
         array r0, r2, 0\n\
         symbol r2, #a\nlit r3, 1.5\nhash r0, r2, 2\n\
         int r2, -1\ntemplate r0, r2, 1\n\
         mov r2, r0\ntail_static r1, f"
    );
}

#[test]
fn constants_are_exact() {
    let text = ".sub main()
        lit $r0, 9223372036854775808
        lit $r0, -9223372036854775808
        lit $r0, 0x7fff_ffff_ffff_ffff
        lit $r0, 0.1
        lit $r0, -0.0
        lit $r0, 1e3
        lit $r0, -inf
        lit $r0, 0f7ff8000000000001
        lit $r0, \"\\u{1F600}\\n\\\"\"
        ret $r0
        .end";
    let program = assemble_text(text).unwrap();
    use crate::bytecode::Constant::*;
    let expected = [
        BigInt("9223372036854775808".into()),
        Int(i64::MIN),
        Int(i64::MAX),
        Float(0.1),
        Float(-0.0),
        Float(1000.0),
        Float(f64::NEG_INFINITY),
        Float(f64::from_bits(0x7ff8000000000001)),
        Str("😀\n\"".into()),
    ];
    assert_eq!(format!("{:?}", program.constants), format!("{expected:?}"));
    assert!(matches!(program.constants[7], Float(x) if x.to_bits() == 0x7ff8000000000001));
    assert!(matches!(program.constants[4], Float(x) if x.is_sign_negative()));
}

#[test]
fn instructions_carry_their_place_unless_told_otherwise() {
    let text = ".sub main()\n  nop\n  .at 9:3\n  nop\n  nop\n  .at auto\n  ret_null\n.end";
    let program = assemble_text(text).unwrap();
    let lines = &program.functions[0].lines;
    let place = |l: &bytecode::Line| format!("{} {}", l.pc, l.position);
    let places: Vec<String> = lines.iter().map(place).collect();
    assert_eq!(places, ["0 2:3", "1 9:3", "3 7:3"]);
}

/// Each text has one error: where, and what is said.
#[test]
fn every_error_names_its_place() {
    let cases = [
        ("add $r0, $r0", "1:1", "expected 3 operands, found 2"),
        ("frob $r0", "1:1", "there is no instruction `frob`"),
        ("halt", "1:1", "there is no instruction `halt`"),
        ("mov $r0, 5", "1:10", "expected a register, found `5`"),
        ("mov $r0, $x1", "1:10", "there is no register `$x1`"),
        (
            "mov $r0, $p0",
            "1:10",
            "`$p0`: the subroutine has 0 parameters",
        ),
        ("mov $pn, $r0", "1:5", "`$pn` is read only"),
        ("mov $zero, $r0", "1:5", "`$zero` is read only"),
        (
            "mov $r0, $a1",
            "1:10",
            "`$a1` is written only: it belongs to the function called next",
        ),
        (
            "int $r0, 99999",
            "1:10",
            "expected a number from -32768 to 32767, found `99999`",
        ),
        (
            "lit $r0, foo",
            "1:10",
            "expected a number, a string or an enum, found `foo`",
        ),
        (
            "jump L9",
            "1:6",
            "there is no label `L9` in this subroutine",
        ),
        (
            "repeat L1",
            "1:8",
            "`repeat` goes back, but `L1` stands after it",
        ),
        ("call_static $r0, g()", "1:18", "there is no subroutine `g`"),
        ("add $r0, f()", "1:10", "`add` has no window of arguments"),
        ("call $r0, ()", "1:11", "has no callee"),
        (
            "mov $r0 $r1",
            "1:9",
            "expected the end of the line, found `$r1`",
        ),
        ("lit $r0, \"x", "1:10", "the string has no end on its line"),
        ("lit $r0, \"\\q\"", "1:11", "unknown escape"),
        ("lit $r0, 1x", "1:10", "a number ends in a letter"),
        ("mov $r0, ^", "1:10", "unexpected character '^'"),
        ("lit $r0, %", "1:10", "expected a name or a string here"),
        ("lit $r0, %Color", "1:10", "there is no such enum"),
        ("lit $r0, %0.0", "1:10", "there is no such enum"),
        (
            "if_kind $r0, frob, L1",
            "1:14",
            "expected a kind of values, found `frob`",
        ),
        (
            "get_global $r0, g",
            "1:17",
            "expected `@` and the name of a global variable, found `g`",
        ),
        (".at 3", "1:6", "expected `:`, found the end of the line"),
        (".frob", "1:1", "unknown directive `.frob`"),
        ("L1: nop", "3:1", "there are two labels `L1`"),
    ];
    for (line, place, what) in cases {
        let text = format!("{line}\nL0: null $r1\nL1: ret_null\n");
        // The subroutine begins on the line before: errors are counted from the line of the case.
        let text = format!(".sub main() \n{text}.end\n");
        let mut sources = SourceMap::new();
        let file = sources.add("t.hasm", text.clone()).unwrap();
        let errors = assemble(&sources, file).expect_err(line);
        let span = errors[0].span.expect("errors have places");
        let mut position = sources.position(span);
        position.line -= 1;
        assert_eq!(
            (position.to_string().as_str(), errors[0].message.as_str()),
            (place, what),
            "{line}"
        );
    }
}

#[test]
fn enums_are_constants_by_name_or_number() {
    let text = ".enum Color, Red, \"two words\"
        .enum Same, A
        .enum Same, A
        .sub main()
        lit $r0, %Color
        lit $r0, %Color.\"two words\"
        lit $r0, %0.0
        lit $r0, %2.A
        ret $r0
        .end";
    let program = assemble_text(text).unwrap();
    use crate::bytecode::Constant::*;
    use crate::index::EnumId;
    let expected = [
        Enum(EnumId(0)),
        Variant(EnumId(0), 1),
        Variant(EnumId(0), 0),
        Variant(EnumId(2), 0),
    ];
    assert_eq!(program.constants, expected);
    let error = |text: &str| assemble_text(text).unwrap_err();
    let wrong = error(".enum E, A\n.sub main()\nlit $r0, %E.B\nret_null\n.end");
    assert!(wrong.contains("the enum `E` has no such value"), "{wrong}");
    let wrong = error(".enum E, A, B, A\n.sub main()\nret_null\n.end");
    assert!(wrong.contains("the enum has two values `A`"), "{wrong}");
}

#[test]
fn all_errors_are_reported() {
    let text = "nop\n.sub main(a?, b)\nfrob\nmov 1, 2\n.sub f()\njump x\n.end\n.end\n";
    let mut sources = SourceMap::new();
    let file = sources.add("t.hasm", text).unwrap();
    let errors = assemble(&sources, file).unwrap_err();
    let messages: Vec<&str> = errors.iter().map(|e| e.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "stands outside of a subroutine",
            "required parameters come first, then optional ones, then one for the rest",
            "there is no instruction `frob`",
            "expected a register, found `1`",
            "the subroutine before this has no `.end`",
            "stands outside of a subroutine",
            "`.end` without `.sub`",
            "`.end` without `.sub`",
        ]
    );
}

#[test]
fn the_verifiers_errors_are_shown_in_the_text() {
    let text = ".sub main()\n    nop\n    ret $r0\n.end\n";
    let mut sources = SourceMap::new();
    let file = sources.add("t.hasm", text).unwrap();
    let program = assemble(&sources, file).unwrap();
    let error = verify(&program).unwrap_err();
    let shown = sources.render(&explain(&sources, file, &program, &error), Style::Plain);
    assert!(shown.contains("t.hasm:3:5"), "{shown}");
}
