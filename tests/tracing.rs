//! What `hivm trace` shows: the page about it, every example, and that LLVM's own tools take its LLVM IR.
//!
//! The listings of `docs/tracing.md` are what its commands print: a block that begins
//!
//! ```text
//! $ hivm trace docs/tracing/sum.monkey --stage recording
//! ```
//!
//! is run by a shell, and what stands under the command is what it says. `HIVM_BLESS=1 cargo test --test tracing` writes the
//! listings anew. A block marked `console llvm-22` is looked at by builds with that LLVM only; one marked `console
//! unchecked` by nobody: assembly is for the processor at hand.
//!
//! Invariant: a listing is never written by hand.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command of a shell that finds `hivm`, without settings of whoever runs the tests.
fn shell(line: &str) -> Output {
    let hivm = Path::new(env!("CARGO_BIN_EXE_hivm"));
    let mut path = hivm.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let mut command = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("HIVM_") {
            command.env_remove(name);
        }
    }
    command
        .args(["-c", line])
        .current_dir(root())
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether listings with that mark can be made here, and are compared.
fn kind(mark: &str) -> (bool, bool) {
    let newest = cfg!(feature = "llvm-22");
    match mark {
        "" => (true, true),
        "llvm-22" => (newest, newest),
        "unchecked" => (newest, false),
        other => panic!("unknown mark {other}"),
    }
}

#[test]
fn the_listings_of_the_page_are_what_its_commands_print() {
    let path = root().join("docs/tracing.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let mut made = String::new();
    let mut lines = page.lines();
    let (mut listings, mut stale) = (0, Vec::new());
    while let Some(line) = lines.next() {
        made.push_str(line);
        made.push('\n');
        let Some(mark) = line.strip_prefix("```console") else {
            continue;
        };
        let command = lines.next().unwrap();
        let shown: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut shown: String = shown.iter().map(|line| format!("{line}\n")).collect();
        let (can_be_made, compared) = kind(mark.trim());
        if can_be_made {
            let said = shell(command.strip_prefix("$ ").unwrap());
            assert!(said.status.success(), "{command}\n{}", text(&said.stderr));
            assert_eq!(text(&said.stderr), "", "{command}");
            let printed = format!("{}\n", text(&said.stdout).trim_end());
            assert!(printed.len() > 2, "{command} prints nothing");
            if compared && printed != shown {
                stale.push(command);
            }
            shown = printed;
        }
        listings += 1;
        made.push_str(&format!("{command}\n{shown}```\n"));
    }
    assert!(listings >= 10, "only {listings} listings were found");
    if std::env::var_os("HIVM_BLESS").is_some() {
        std::fs::write(path, made).unwrap();
        return;
    }
    let stale = stale.join("\n");
    assert!(stale.is_empty(), "HIVM_BLESS=1 makes these anew:\n{stale}");
}

fn examples() -> Vec<PathBuf> {
    let files = std::fs::read_dir(root().join("examples")).unwrap();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| {
        file.extension()
            .is_some_and(|e| e == "monkey" || e == "hasm")
    });
    files.sort();
    assert!(files.len() > 5);
    files
}

/// The stages that this build has.
fn stages() -> Vec<&'static str> {
    let mut stages = vec!["tree", "graph", "opt", "exits"];
    if cfg!(feature = "llvm") {
        stages.extend(["llvm", "llvm-opt", "asm"]);
    }
    stages
}

#[test]
fn every_stage_of_every_tree_of_every_example_is_shown() {
    let mut versions = 0;
    for file in examples() {
        let file = file.strip_prefix(root()).unwrap().display().to_string();
        // Everything that is ever hot in a short run, too.
        let said = shell(&format!("hivm trace --stage all --jit-heat 20 {file}"));
        assert!(said.status.success(), "{file}: {}", text(&said.stderr));
        assert_eq!(text(&said.stderr), "", "{file}");
        let shown = text(&said.stdout);
        let titles: Vec<&str> = shown.lines().filter(|l| l.starts_with("---- ")).collect();
        let graphs = titles.iter().filter(|title| title.ends_with(": graph"));
        for title in graphs {
            versions += 1;
            let version = title.strip_suffix("graph").unwrap();
            for stage in stages() {
                let wanted = format!("{version}{stage}");
                assert!(titles.contains(&wanted.as_str()), "{file}: no {wanted}");
            }
        }
        for wrong in ["no graph:", "none:"] {
            let found = shown.lines().find(|line| line.starts_with(wrong));
            assert_eq!(found, None, "{file}");
        }
    }
    assert!(versions > 20, "only {versions} versions of code");
}

/// LLVM IR of the examples goes through `opt` and `llc` of the same LLVM, where these are installed.
#[cfg(feature = "llvm-22")]
#[test]
fn the_tools_of_llvm_take_what_is_shown() {
    let tools = ["opt-22", "llc-22"];
    let there = |tool: &&str| shell(&format!("command -v {tool}")).status.success();
    if !tools.iter().all(there) {
        eprintln!("skipped: opt-22 and llc-22 are not installed");
        return;
    }
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tracing");
    std::fs::create_dir_all(&scratch).unwrap();
    let mut modules = 0;
    for file in [
        "examples/queens.monkey",
        "examples/lisp.monkey",
        "docs/tracing/squares.monkey",
    ] {
        let said = shell(&format!("hivm trace --stage llvm,llvm-opt {file}"));
        for module in text(&said.stdout).split("---- ").skip(1) {
            let (title, module) = module.split_once('\n').unwrap();
            // A module ends where the next tree is announced.
            let module = module.split("\n==== ").next().unwrap();
            if !module.contains("define ") {
                continue;
            }
            modules += 1;
            let path = scratch.join("module.ll");
            std::fs::write(&path, module).unwrap();
            let path = path.display();
            for command in [
                format!("opt-22 -passes=verify -disable-output {path}"),
                format!("llc-22 -filetype=null {path}"),
            ] {
                let said = shell(&command);
                assert!(
                    said.status.success(),
                    "{file}, {title}: {}",
                    text(&said.stderr)
                );
            }
        }
    }
    assert!(modules > 10, "only {modules} modules");
}
