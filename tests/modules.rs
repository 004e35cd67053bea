//! Modules as a user meets them outside of `hivm run`: in containers, at the prompt, through links, by the search path.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use std::io::Write;

/// A fresh directory with these files.
fn project(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("modules")
        .join(name);
    // Of an earlier run.
    let _ = fs::remove_dir_all(&root);
    for (file, text) in files {
        let path = root.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn hivm(root: &Path, args: &[&str], input: &str, path: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hivm"));
    command
        .args(args)
        .current_dir(root)
        .env_remove("HIVM_PATH")
        .env("NO_COLOR", "1")
        // Where the prompt keeps its history.
        .env("XDG_STATE_HOME", root);
    if let Some(path) = path {
        command.env("HIVM_PATH", path);
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[track_caller]
fn prints(output: &Output, expected: &str) {
    assert_eq!(text(&output.stderr), "");
    assert_eq!(text(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(0));
}

const MAIN: &str = "import \"./lib/a\"\nimport \"math\" as m\nputs(a.twice(4), a, m.pi, m)\nlet dynamic = a\nputs(dynamic.twice(5), dynamic.n)\n";
const A: &str =
    "import \"./b\" for base\nputs(\"a runs\")\nlet n = 1\nfn twice(x) { n += 1; x * base }\n";
const B: &str = "puts(\"b runs\")\nconst base = 2\n";
const PRINTED: &str = "b runs\na runs\n8\nmodule a\n3.141592653589793\nmodule math\n10\n3\n";

fn three_files(name: &str) -> PathBuf {
    project(
        name,
        &[
            ("main.monkey", MAIN),
            ("lib/a.monkey", A),
            ("lib/b.monkey", B),
        ],
    )
}

#[test]
fn a_container_holds_the_modules_too() {
    let root = three_files("container");
    prints(&hivm(&root, &["run", "main.monkey"], "", None), PRINTED);
    prints(
        &hivm(&root, &["asm", "main.monkey", "-o", "main.hbc"], "", None),
        "",
    );
    let assembly = hivm(&root, &["dis", "main.monkey"], "", None);
    fs::write(root.join("main.hasm"), &assembly.stdout).unwrap();
    fs::remove_dir_all(root.join("lib")).unwrap();
    prints(&hivm(&root, &["run", "main.hbc"], "", None), PRINTED);
    prints(&hivm(&root, &["run", "main.hasm"], "", None), PRINTED);
    // What is taken apart and put together again is the same.
    prints(
        &hivm(&root, &["asm", "main.hasm", "-o", "again.hbc"], "", None),
        "",
    );
    let again = fs::read(root.join("again.hbc")).unwrap();
    assert!(again == fs::read(root.join("main.hbc")).unwrap());
}

#[test]
fn check_reports_the_errors_of_all_files_where_they_are() {
    let root = project(
        "check",
        &[
            ("main.monkey", "import \"./a\"\nlet x = y\n"),
            ("a.monkey", "import \"./b\"\nfn f() { z }\n"),
            ("b.monkey", "let = 1\n"),
        ],
    );
    let output = hivm(&root, &["check", "main.monkey"], "", None);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    let places: Vec<&str> = stderr
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> "))
        .collect();
    assert_eq!(places, ["main.monkey:2:9", "a.monkey:2:10", "b.monkey:1:5"]);
    assert!(stderr.contains("2 | fn f() { z }"), "{stderr}");
}

#[test]
fn the_prompt_and_eval_import_from_the_current_directory() {
    let root = three_files("prompt");
    let code = "import \"./lib/a\"; a.twice(21)";
    prints(
        &hivm(&root, &["eval", code], "", None),
        "b runs\na runs\n42\n",
    );
    let entries = "import \"./lib/a\"\na.twice(2)\na.n\nimport \"./lib/b\" as b\nb.base + a.n\nfn f() { a.n }\nf()\na\na.x\na = 1\nimport \"./lib/nothing\"\nlet m = a\nm.twice(m.n)\nimport \"math\" for sqrt, gcd\ngcd(4, 6)\n";
    let output = hivm(&root, &["repl"], entries, None);
    let stdout = text(&output.stdout);
    let answers: Vec<&str> = stdout.lines().skip(1).collect();
    assert_eq!(
        answers,
        ["b runs", "a runs", "4", "2", "4", "2", "module a", "4", "2"],
        "{}",
        text(&output.stderr)
    );
    let stderr = text(&output.stderr);
    for message in [
        "module a has no member x",
        "cannot assign to a, which is imported",
        "module ./lib/nothing not found: there is no lib/nothing.monkey",
    ] {
        assert!(stderr.contains(message), "{message}: {stderr}");
    }
}

#[test]
fn an_import_that_failed_at_the_prompt_can_be_tried_again() {
    let root = project(
        "again",
        &[(
            "flaky.monkey",
            "puts(\"runs\")\nlet x = 1\nlet marked = try { readFile(\"mark\") } catch (e) { null }\nwriteFile(\"mark\", \"x\")\nif (marked == null) { throw \"no mark\" }\nlet y = 2\n",
        )],
    );
    let entries = "import \"./flaky\"\nflaky.x\nimport \"./flaky\"\n1\n";
    let output = hivm(&root, &["repl"], entries, None);
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(stdout.matches("runs").count(), 2, "{stdout}{stderr}");
    assert!(stderr.contains("error: no mark"), "{stderr}");
    assert!(
        stderr.contains("flaky is used before its let has run"),
        "{stderr}"
    );
}

#[test]
fn a_file_is_one_module_however_it_is_reached() {
    let root = project(
        "links",
        &[
            (
                "real/m.monkey",
                "puts(\"runs\")\nlet n = 0\nfn up() { n += 1; n }\n",
            ),
            (
                "main.monkey",
                "import \"./real/m\" as a\nimport \"./link\" as b\nimport \"./dir/m.monkey\" as c\nimport \"m\" as d\nputs(a.up(), b.up(), c.up(), d.up(), a == c)\n",
            ),
        ],
    );
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("real/m.monkey", root.join("link.monkey")).unwrap();
        std::os::unix::fs::symlink("real", root.join("dir")).unwrap();
        let output = hivm(&root, &["run", "main.monkey"], "", Some("nowhere:real"));
        prints(&output, "runs\n1\n2\n3\n4\ntrue\n");
        // The command line wins over the environment.
        let output = hivm(
            &root,
            &["check", "main.monkey", "--path", "nowhere"],
            "",
            Some("real"),
        );
        assert_eq!(output.status.code(), Some(2));
        let absolute = root.join("main.monkey");
        let absolute = absolute.to_str().unwrap();
        let real = root.join("real");
        let output = hivm(
            Path::new("/"),
            &["run", absolute, "--path", real.to_str().unwrap()],
            "",
            None,
        );
        prints(&output, "runs\n1\n2\n3\n4\ntrue\n");
    }
}

#[test]
fn what_cannot_be_read_is_said_at_the_import() {
    let root = project(
        "unreadable",
        &[(
            "main.monkey",
            "import \"./bad\"\nimport \"./dir.monkey\" as d\n",
        )],
    );
    fs::write(root.join("bad.monkey"), b"let x = \"\xff\"").unwrap();
    fs::create_dir_all(root.join("dir.monkey")).unwrap();
    let output = hivm(&root, &["run", "main.monkey"], "", None);
    assert_eq!(output.status.code(), Some(2));
    let stderr = text(&output.stderr);
    assert!(
        stderr.contains(
            "error: cannot read bad.monkey: not UTF-8 text at byte 9\n --> main.monkey:1:8"
        ),
        "{stderr}"
    );
    assert!(
        stderr.contains("error: cannot read dir.monkey: not a file"),
        "{stderr}"
    );
}

#[test]
fn long_chains_of_imports_need_no_stack() {
    let count = 3000;
    let files: Vec<(String, String)> = (0..count)
        .map(|n| {
            let text = match n + 1 == count {
                true => "fn f() { 0 }\n".to_string(),
                false => format!(
                    "import \"./m{}\" as next\nfn f() {{ next.f() + 1 }}\n",
                    n + 1
                ),
            };
            (format!("m{n}.monkey"), text)
        })
        .collect();
    let mut all: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    all.push(("main.monkey", "import \"./m0\" as m\nputs(m.f())\n"));
    let root = project("chain", &all);
    prints(&hivm(&root, &["run", "main.monkey"], "", None), "2999\n");
}
