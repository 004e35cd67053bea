//! Output, input, files, time, the process.

use super::{call, host, invoke};
use crate::runtime::fault::FaultKind;
use crate::value::Value;

#[test]
fn output() {
    let (mut host, printed) = host("", usize::MAX);
    for text in [
        r#"puts("a\"b", ["c", 1.0], null)"#,
        "puts()",
        r#"print("x", 1, "\n")"#,
    ] {
        assert_eq!(call(&mut host, text), "null");
    }
    assert!(printed.lock().unwrap().is_empty(), "buffered");
    host.out.flush().unwrap();
    let text = String::from_utf8(printed.lock().unwrap().clone()).unwrap();
    assert_eq!(text, "a\"b\n[\"c\", 1.0]\nnull\nx1\n");
}

#[test]
fn input() {
    let (mut host, printed) = host("one\r\n\ndrei äöü", usize::MAX);
    call(&mut host, r#"print("name? ")"#);
    for line in ["\"one\"", "\"\"", "\"drei äöü\"", "null", "null"] {
        assert_eq!(call(&mut host, "readLine()"), line);
    }
    assert_eq!(
        *printed.lock().unwrap(),
        b"name? ",
        "a question is shown before its answer is read"
    );
    host.input = Box::new(&b"ok \xff\nnext\n"[..]);
    assert_eq!(
        call(&mut host, "readLine()"),
        "error readLine: not UTF-8 text at byte 3"
    );
    assert_eq!(call(&mut host, "readLine()"), "\"next\"");
}

#[test]
fn files() {
    let dir = std::env::temp_dir().join(format!("hivm-builtins-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let (mut host, _) = host("", usize::MAX);
    let path = dir.join("a.txt");
    let path = path.to_str().unwrap();
    let big = "é".repeat(200_000);
    assert_eq!(
        call(&mut host, &format!("writeFile({path:?}, \"{big}\")")),
        "null"
    );
    assert_eq!(
        call(&mut host, &format!("writeFile({path:?}, \"one\\ntwö\")")),
        "null"
    );
    assert_eq!(
        call(&mut host, &format!("readFile({path:?})")),
        r#""one\ntwö""#
    );
    std::fs::write(path, &big).unwrap();
    assert_eq!(
        call(&mut host, &format!("readFile({path:?})"))
            .chars()
            .count(),
        200_002
    );
    std::fs::write(path, b"ab\xff").unwrap();
    let error = format!("error readFile: {path}: not UTF-8 text at byte 2");
    assert_eq!(call(&mut host, &format!("readFile({path:?})")), error);
    std::fs::remove_dir_all(&dir).unwrap();
    let error = format!("error readFile: {path}: No such file or directory");
    assert_eq!(call(&mut host, &format!("readFile({path:?})")), error);
    let error = format!("error writeFile: {path}: No such file or directory");
    assert_eq!(
        call(&mut host, &format!("writeFile({path:?}, \"\")")),
        error
    );
    assert_eq!(
        call(&mut host, "readFile(5)"),
        "error readFile: argument 1: want string, got int"
    );
    assert_eq!(
        call(&mut host, "writeFile(\"x\", 5)"),
        "error writeFile: argument 2: want string, got int"
    );
}

#[cfg(unix)]
#[test]
fn endless_files_are_refused() {
    let (mut host, _) = host("", 1 << 22);
    assert_eq!(
        call(&mut host, "readFile(\"/dev/zero\")"),
        "error out of memory"
    );
}

#[test]
fn errors_and_assertions() {
    let (mut host, _) = host("", usize::MAX);
    for (text, answer) in [
        ("error(\"no\")", "error no"),
        ("error([1, \"a\"])", "error [1, \"a\"]"),
        ("assert(0)", "null"),
        ("assert(false)", "error assertion failed"),
        ("assert(null, \"why\")", "error why"),
        (
            "assert()",
            "error assert: wrong number of arguments: want=1..2, got=0",
        ),
    ] {
        assert_eq!(call(&mut host, text), answer, "{text}");
    }
}

#[test]
fn the_process() {
    let (mut host, _) = host("", usize::MAX);
    assert_eq!(call(&mut host, "args()"), r#"["one", "zwölf"]"#);
    assert_eq!(call(&mut host, "env(\"SURELY_UNSET_4711\")"), "null");
    assert_eq!(call(&mut host, "env(\"A=B\")"), "null");
    assert_eq!(call(&mut host, "env(\"\")"), "null");
    assert_eq!(call(&mut host, "env(\"PATH\")").get(..1), Some("\""));
    for (args, status) in [
        (vec![], 0),
        (vec![Value::int(3)], 3),
        (vec![Value::int(255)], 255),
    ] {
        let fault = invoke(&mut host, "exit", &args).unwrap_err();
        assert_eq!(*fault.kind(), FaultKind::Exit(status));
    }
    assert_eq!(
        call(&mut host, "exit(256)"),
        "error exit: argument 1: want int from 0 to 255, got 256"
    );
    assert_eq!(
        call(&mut host, "exit(null)"),
        "error exit: argument 1: want int, got null"
    );
}

#[test]
fn clocks() {
    let (mut host, _) = host("", usize::MAX);
    let mut clock = |name| invoke(&mut host, name, &[]).unwrap().as_float().unwrap();
    let (first, second) = (clock("clock"), clock("clock"));
    assert!(first >= 0.0 && second >= first);
    assert!(clock("time") > 1.7e9);
}
