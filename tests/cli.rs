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
fn check_warns_of_what_is_hardly_meant() {
    let file = write(
        "warned.monkey",
        b"fn f(a) { return 1; a }\nlet b = 2\nputs(f(3))\n",
    );
    let stderr = format!(
        "warning: unreachable code\n --> {file}:1:21\n  |\n1 | fn f(a) {{ return 1; a }}\n  |                     ^\n  |\n\
         note: control does not get behind this\n --> {file}:1:11\n  |\n1 | fn f(a) {{ return 1; a }}\n  |           ^^^^^^^^\n\n\
         warning: unused variable b\n --> {file}:2:5\n  |\n2 | let b = 2\n  |     ^\n"
    );
    expect(&hivm(&["check", &file]), 0, "", &stderr);
    expect(&hivm(&["check", "--deny-warnings", &file]), 2, "", &stderr);
    expect(&hivm(&["run", &file]), 0, "1\n", "");
    let fine = write("fine.monkey", b"puts(1)\n");
    expect(&hivm(&["check", "--deny-warnings", &fine]), 0, "", "");
}

#[test]
fn nothing_is_to_be_said_of_the_examples() {
    for folder in ["examples", "benches/programs"] {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder);
        for entry in std::fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "monkey") {
                let path = path.to_str().unwrap();
                expect(&hivm(&["check", "--deny-warnings", path]), 0, "", "");
            }
        }
    }
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

/// A loop whose sum gets a float late.
fn hot() -> String {
    write(
        "hot.monkey",
        b"let s = 0\nfor (let i = 0; i < 5000; i++) {\n    s += i\n    if (i == 4000) { s += 0.5 }\n}\nputs(s)\n",
    )
}

#[test]
fn trace_shows_what_hot_loops_did() {
    let file = hot();
    let output = hivm(&["trace", &file, "--stage", "exits,bytecode,recording"]);
    let shown = text(&output.stdout);
    assert_eq!(text(&output.stderr), "");
    let opening = format!("==== t1: loop f0@3 in main, {file}:3:7\n\n---- t1: bytecode\nf0 main,");
    assert!(shown.starts_with(&opening), "{shown}");
    assert!(
        shown.contains("; 3: s += i\n     3  add r1, r1, r2\n"),
        "{shown}"
    );
    assert!(
        shown.contains("---- t1: recording 1\nrecording loop f0@3 r1=int r2=int\n"),
        "{shown}"
    );
    assert!(shown.contains("---- t1: recording 5, from x"), "{shown}");
    assert!(
        shown.contains("---- t1: version 1, the whole tree: exits\nx0 in entry:"),
        "{shown}"
    );
    // What the program prints is kept apart.
    assert!(!shown.lines().any(|line| line == "12497500.5"), "{shown}");
    let nothing = hivm(&["trace", &file, "--stage", "graph", "--only", "7"]);
    expect(&nothing, 0, "", "");
    let one = hivm(&["trace", &file, "--stage", "tree", "--only", "t1"]);
    assert!(text(&one.stdout).contains("tree t1 loop f0@3\n"));
}

#[test]
fn stages_that_are_none_are_refused() {
    let file = hot();
    let wrong = hivm(&["trace", &file, "--stage", "graph,leaves"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("expected all, or some of bytecode, recording"));
    let asm = hivm(&["trace", &file, "--stage", "asm"]);
    if cfg!(feature = "llvm") {
        assert_eq!(asm.status.code(), Some(0));
        assert!(text(&asm.stdout).contains(".text"));
    } else {
        assert_eq!(asm.status.code(), Some(2));
        let said = "this build of hivm has no code generator, which the stage asm needs";
        assert!(text(&asm.stderr).contains(said));
    }
    let only = hivm(&["trace", &file, "--only", "x3"]);
    assert_eq!(only.status.code(), Some(2));
}

#[test]
fn a_run_dumps_stages_as_they_come() {
    let file = hot();
    let output = hivm(&["run", "--jit=eval", "--dump", "tree,exits:t1", &file]);
    assert_eq!(text(&output.stdout), "12497500.5\n");
    let dumped = text(&output.stderr);
    assert!(
        dumped.starts_with("==== t1: loop f0@3 in main, "),
        "{dumped}"
    );
    assert!(dumped.contains("version 1, the whole tree: tree\n"));
    assert!(dumped.contains("version 1, the whole tree: exits\n"));
    let to = scratch("dumped.txt");
    let to_file = Command::new(env!("CARGO_BIN_EXE_hivm"))
        .args(["run", "--jit=eval", &file])
        .env("HIVM_DUMP", "tree,exits:1")
        .env("HIVM_DUMP_FILE", &to)
        .output()
        .unwrap();
    expect(&to_file, 0, "12497500.5\n", "");
    assert_eq!(std::fs::read_to_string(to).unwrap(), dumped);
    let other = hivm(&["run", "--jit=eval", "--dump=graph:t9", &file]);
    expect(&other, 0, "12497500.5\n", "");
    if cfg!(feature = "llvm") {
        let on = hivm(&["run", "--jit=on", "--dump=recording,graph", &file]);
        assert_eq!(text(&on.stdout), "12497500.5\n");
        assert!(text(&on.stderr).contains("---- t1: recording 1\n"));
    }
}

#[test]
fn statistics_are_for_people_and_for_programs() {
    let file = hot();
    let page = hivm(&["run", "--jit=eval", "--stats", &file]);
    assert_eq!(text(&page.stdout), "12497500.5\n");
    let page = text(&page.stderr);
    assert!(page.contains(&format!("in main, {file}:3:7")), "{page}");
    for row in [
        "sites   ",
        "recordings   ",
        "trees   ",
        "entries   ",
        "total   ",
    ] {
        assert!(
            page.lines().any(|line| line.trim_start().starts_with(row)),
            "{row}: {page}"
        );
    }
    let object = hivm(&["eval", "--jit=eval", "--stats=json", "1 + 1"]);
    assert_eq!(text(&object.stdout), "2\n");
    let object: serde_json::Value = serde_json::from_slice(&object.stderr).unwrap();
    assert_eq!(object["sites"], 0);
    assert_eq!(object["cuts"]["too-long"], 0);
    let object = hivm(&["run", "--jit=eval", "--stats=json", &file]);
    let object: serde_json::Value = serde_json::from_slice(&object.stderr).unwrap();
    assert_eq!(object["sites"], 1);
    assert_eq!(object["trees"], 1);
    let taken: u64 = object["exits"]
        .as_object()
        .unwrap()
        .values()
        .map(|n| n.as_u64().unwrap())
        .sum();
    let places = object["exit-places"].as_array().unwrap();
    let placed: u64 = places
        .iter()
        .map(|exit| exit["taken"].as_u64().unwrap())
        .sum();
    assert_eq!((taken, taken > 0), (placed, true));
    let (native, total) = (&object["native-seconds"], &object["total-seconds"]);
    assert!(native.as_f64().unwrap() > 0.0 && native.as_f64() < total.as_f64());
    // A program that fails says so behind them.
    let failed = hivm(&["eval", "--stats=json", "1 + \"x\""]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(text(&failed.stderr).starts_with("{\""));
    assert!(text(&failed.stderr).contains("\nerror: type mismatch"));
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

#[test]
fn fmt_writes_files_in_place() {
    let file = write("fmt.monkey", b"let x=1 // one\nputs( x)");
    expect(
        &hivm(&["fmt", "--check", &file]),
        1,
        &format!("{file}\n"),
        "",
    );
    assert_eq!(std::fs::read(&file).unwrap(), b"let x=1 // one\nputs( x)");
    expect(&hivm(&["fmt", &file]), 0, "", "");
    assert_eq!(
        std::fs::read(&file).unwrap(),
        b"let x = 1; // one\nputs(x)\n"
    );
    expect(&hivm(&["fmt", "--check", &file]), 0, "", "");
    let rest = std::fs::read_dir(scratch("")).unwrap();
    let left = rest.filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains("fmt.monkey.")
    });
    assert_eq!(left.count(), 0, "a file beside it is left");
}

#[test]
fn fmt_of_standard_input_goes_to_standard_output() {
    expect(&hivm_reading(&["fmt", "-"], "f( 1,2)"), 0, "f(1, 2)\n", "");
    expect(
        &hivm_reading(&["fmt", "--check", "-"], "f( 1,2)"),
        1,
        "<stdin>\n",
        "",
    );
}

#[test]
fn fmt_leaves_files_with_errors_as_they_are() {
    let good = write("fmt_good.monkey", b"f( 1)");
    let bad = write("fmt_bad.monkey", b"f( 1");
    let other = write("fmt.hasm", b"");
    let output = hivm(&["fmt", &bad, &other, "fmt_missing.monkey", &good]);
    assert_eq!(output.status.code(), Some(2));
    let errors = text(&output.stderr);
    assert!(
        errors.contains("expected ')', found end of file"),
        "{errors}"
    );
    assert!(errors.contains("fmt.hasm: not a Monkey file"), "{errors}");
    assert!(
        errors.contains("cannot read fmt_missing.monkey"),
        "{errors}"
    );
    assert_eq!(std::fs::read(&bad).unwrap(), b"f( 1");
    assert_eq!(std::fs::read(&good).unwrap(), b"f(1)\n");
}

#[cfg(unix)]
#[test]
fn fmt_keeps_links_and_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let file = write("fmt_kept.monkey", b"f( 1)");
    let link = scratch("fmt_link.monkey");
    let _ = std::fs::remove_file(&link);
    symlink(&file, &link).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    expect(&hivm(&["fmt", link.to_str().unwrap()]), 0, "", "");
    assert!(link.is_symlink());
    assert_eq!(std::fs::read(&file).unwrap(), b"f(1)\n");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}
