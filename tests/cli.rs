//! The command line as a user types it: subcommands, statuses, errors.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn hivm(args: &[&str]) -> Output {
    hivm_reading(args, "")
}

fn hivm_reading(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hivm"))
        .args(args)
        .env_remove("HIVM_LOG")
        .env("NO_COLOR", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that does not read its input may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[track_caller]
fn expect(output: &Output, status: i32, stdout: &str, stderr: &str) {
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(output.status.code(), Some(status));
}

fn scratch(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    std::fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}

fn write(name: &str, content: &[u8]) -> String {
    let path = scratch(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_string()
}

#[test]
fn eval_prints_the_last_value_as_the_prompt_does() {
    expect(&hivm(&["eval", "1 + 2"]), 0, "3\n", "");
    expect(&hivm(&["eval", "\"a\" + \"b\""]), 0, "\"ab\"\n", "");
    expect(
        &hivm(&["eval", "[1, \"x\", null]"]),
        0,
        "[1, \"x\", null]\n",
        "",
    );
    expect(&hivm(&["eval", "null"]), 0, "", "");
    expect(&hivm(&["eval", "let x = 5;"]), 0, "", "");
    expect(
        &hivm(&["eval", "puts(args())", "--", "a", "-b"]),
        0,
        "[\"a\", \"-b\"]\n",
        "",
    );
}

#[test]
fn an_uncaught_error_shows_place_and_call_stack() {
    let file = write(
        "stack.monkey",
        b"fn add(a, b) {\n    let sum = a + b\n    sum\n}\nputs(\"on\")\nadd(1, \"x\")\n",
    );
    let stderr = format!(
        "error: type mismatch: int + string\n --> {file}:2:17\n  |\n2 |     let sum = a + b\n  |                 ^\n\
         call stack:\n  add at {file}:2:17\n  main at {file}:6:1\n"
    );
    expect(&hivm(&["run", &file]), 1, "on\n", &stderr);
}

#[test]
fn compile_errors_are_all_shown() {
    let file = write("wrong.monkey", b"let a = ;\nlet b = 1 +;\nputs(1)\n");
    let output = hivm(&["run", &file]);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(stderr.contains(&format!("{file}:1:9")), "{stderr}");
    assert!(stderr.contains(&format!("{file}:2:12")), "{stderr}");
    assert_eq!(text(&output.stdout), "");
    let check = hivm(&["check", &file]);
    assert_eq!(text(&check.stderr), stderr);
    assert_eq!(check.status.code(), Some(2));
}

#[test]
fn exit_sets_the_status_and_flushes() {
    expect(&hivm(&["eval", "print(\"x\"); exit(7)"]), 7, "x", "");
    expect(&hivm(&["eval", "exit(0)"]), 0, "", "");
}

#[test]
fn a_program_comes_from_standard_input() {
    expect(&hivm_reading(&["run", "-"], "puts(6 * 7)"), 0, "42\n", "");
    expect(&hivm_reading(&["check", "-"], "puts(6 * 7)"), 0, "", "");
}

#[test]
fn wrong_usage_says_what_was_expected() {
    let cases: &[(&[&str], &str)] = &[
        (&["run"], "<FILE>"),
        (
            &["run", "no/such/file.monkey"],
            "cannot read no/such/file.monkey",
        ),
        (&["frobnicate"], "frobnicate"),
        (
            &["eval", "1", "--max-memory", "lots"],
            "expected a size such as 500M or 2G",
        ),
        (
            &["eval", "1", "--timeout", "soon"],
            "expected a time such as 2s or 500ms",
        ),
    ];
    for (args, part) in cases {
        let output = hivm(args);
        let stderr = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {stderr}");
        assert!(stderr.contains(part), "{args:?}: {stderr}");
    }
}

#[test]
fn limits_end_a_program_with_a_message() {
    let endless = hivm(&["eval", "puts(1); while (true) { }", "--timeout", "100ms"]);
    assert_eq!(endless.status.code(), Some(1));
    assert_eq!(text(&endless.stdout), "1\n");
    assert!(text(&endless.stderr).starts_with("error: time limit of 100 ms exceeded"));
    let deep = hivm(&["eval", "fn f(n) { 1 + f(n) } f(1)", "--max-depth", "1000"]);
    assert!(text(&deep.stderr).starts_with("error: stack overflow: more than 1000 frames"));
    assert_eq!(deep.status.code(), Some(1));
    let large = hivm(&[
        "eval",
        "let a = []; while (true) { a.push([a]) }",
        "--max-memory",
        "16M",
    ]);
    assert!(text(&large.stderr).starts_with("error: out of memory: more than 16 MiB"));
    assert_eq!(large.status.code(), Some(1));
}

#[test]
fn an_interrupt_ends_a_program() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hivm"))
        .args(["eval", "print(\"on\"); readLine(); while (true) { }"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stdout), "on");
    assert!(
        text(&output.stderr).starts_with("error: interrupted"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn bytecode_runs_like_its_source_and_disassembles() {
    let source = write(
        "square.monkey",
        b"fn square(n) { n * n }\nputs(square(12))\nsquare(\"x\")\n",
    );
    let bytecode = scratch("square.hbc");
    let bytecode = bytecode.to_str().unwrap();
    expect(
        &hivm(&["asm", &source, "-o", bytecode, "--with-source"]),
        0,
        "",
        "",
    );
    let (from_source, from_bytecode) = (hivm(&["run", &source]), hivm(&["run", bytecode]));
    assert_eq!(text(&from_source.stdout), "144\n");
    assert_eq!(from_source.stdout, from_bytecode.stdout);
    assert_eq!(text(&from_source.stderr), text(&from_bytecode.stderr));
    let listing = text(&hivm(&["dis", bytecode]).stdout);
    assert!(listing.contains("square"));
    let assembly = write("square.hasm", listing.as_bytes());
    let again = scratch("square2.hbc");
    let again = again.to_str().unwrap();
    expect(&hivm(&["asm", &assembly, "-o", again]), 0, "", "");
    expect(
        &hivm(&["run", again]),
        1,
        "144\n",
        &text(&hivm(&["run", again]).stderr),
    );
}

#[test]
fn what_the_verifier_refuses_is_shown_in_the_assembly() {
    let file = write(
        "unread.hasm",
        b".sub main()\n    add $r0, $r1, $r1\n    ret $r0\n.end\n",
    );
    let output = hivm(&["run", &file]);
    let stderr = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains(&format!("{file}:2:5")), "{stderr}");
    assert!(
        stderr.contains("which has no value on some path"),
        "{stderr}"
    );
}

#[test]
fn trace_shows_what_hot_loops_did() {
    let file = write(
        "hot.monkey",
        b"let s = 0\nfor (let i = 0; i < 5000; i++) { s += i }\nputs(s)\n",
    );
    let output = hivm(&["trace", &file, "--stage", "bytecode,recording"]);
    let shown = text(&output.stdout);
    assert_eq!(text(&output.stderr), "");
    assert!(shown.contains("next_lt"), "{shown}");
    assert!(
        shown.contains("; `main` at 2:36\nrecording loop f0@"),
        "{shown}"
    );
    assert!(shown.ends_with("end anchor\n\n"), "{shown}");
    assert!(!shown.contains("12497500"), "{shown}");
}

#[test]
fn damaged_bytecode_is_refused() {
    let source = write("small.monkey", b"puts(1)\n");
    let bytecode = scratch("small.hbc");
    let path = bytecode.to_str().unwrap();
    expect(&hivm(&["asm", &source, "-o", path]), 0, "", "");
    let mut bytes = std::fs::read(&bytecode).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x40;
    let damaged = write("damaged.hbc", &bytes);
    let output = hivm(&["run", &damaged]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("damaged"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn help_completions_and_manual_know_every_option() {
    let help = text(&hivm(&["run", "--help"]).stdout);
    let manual = text(&hivm(&["man"]).stdout);
    for row in hivm::config::OPTIONS {
        assert!(help.contains(&format!("--{}", row.name)), "{}", row.name);
        assert!(help.contains(row.env), "{}", row.env);
        assert!(
            manual.contains(&row.name.replace('-', "\\-")),
            "{}",
            row.name
        );
        for shell in ["bash", "zsh", "fish"] {
            assert!(
                text(&hivm(&["completions", shell]).stdout).contains(row.name),
                "{shell}: {}",
                row.name
            );
        }
    }
}
