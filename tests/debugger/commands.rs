//! All commands: each is entered at a prompt, explained by `help`, and in `docs/debugger.md`.

use std::fs;

use super::terminal::{PROMPT, Terminal};
use super::{EAGER, SUM, scratch};

/// The names of all commands.
fn commands() -> Vec<&'static str> {
    let text = include_str!("../../lua/commands.lua");
    let mut names = Vec::new();
    for start in ["command(\"", "moving(\"", "stage(\""] {
        let made = text.lines().filter_map(|line| line.strip_prefix(start));
        names.extend(made.filter_map(|line| line.split('"').next()));
    }
    assert!(names.len() > 30, "{names:?}");
    names
}

/// What depends on the machine and on the version of LLVM: typed in this order, and what is among the answer.
const LOOKING_INSIDE: &[(&str, &str)] = &[
    ("help", "Inside the machine"),
    ("help heap", "Counts what the program can reach, by kind."),
    ("on('compiled', function(e) compiled = true end)", ""),
    (
        "breakpoint(8, 'i == 60')",
        "breakpoint 1 at case.monkey:8, if i == 60",
    ),
    ("next", "step in main at case.monkey:7"),
    ("continue", "breakpoint 1 in main at case.monkey:8"),
    ("compiled", "true"),
    ("heap", "collections"),
    ("sites", "loop f0@"),
    ("trace 1", "graph t1 function f1@0"),
    ("step", "step in add at case.monkey:3"),
    ("finish", "returned 3660"),
    ("stepi", "step in main at case.monkey:"),
    ("verbose(false) where()", ""),
    ("where", "step in main"),
    ("status 3", ""),
];

/// The same with native code.
#[cfg(feature = "llvm")]
const LOOKING_AT_CODE: &[(&str, &str)] =
    &[("llvm 1", "define { i64, i64 } @t1"), ("asm t1", "ret")];
#[cfg(not(feature = "llvm"))]
const LOOKING_AT_CODE: &[(&str, &str)] = &[
    ("llvm 1", "no code generator"),
    ("asm t1", "no code generator"),
];

#[test]
fn what_is_inside_is_shown_at_the_prompt() {
    let directory = scratch("inside");
    fs::write(directory.join("case.monkey"), SUM).unwrap();
    let mut args = vec!["debug", "--plain"];
    args.extend(EAGER);
    args.push("case.monkey");
    let mut terminal = Terminal::new(&args, &directory, &directory, "dumb");
    terminal.until(PROMPT);
    for (entry, expected) in LOOKING_INSIDE.iter().chain(LOOKING_AT_CODE) {
        let answer = terminal.enter(entry);
        assert!(answer.contains(expected), "{entry}: {answer}");
        assert_eq!(expected.is_empty(), answer.is_empty(), "{entry}: {answer}");
    }
    terminal.send("quit\n");
    assert_eq!(terminal.end().1, Some(3));
}

/// Each command is entered at a prompt in a terminal: in the transcripts, or in the test above.
#[test]
fn every_command_is_entered_somewhere() {
    let document = include_str!("../../docs/debugger.md");
    let shown = document
        .lines()
        .filter_map(|line| line.strip_prefix(PROMPT));
    let inside = LOOKING_INSIDE.iter().chain(LOOKING_AT_CODE);
    let entered: Vec<&str> = shown.chain(inside.map(|(entry, _)| *entry)).collect();
    for name in commands() {
        let is_it = |entry: &&str| {
            let rest = entry.strip_prefix(name);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        };
        assert!(entered.iter().any(is_it), "{name}");
    }
}

/// Each command is explained, and `docs/debugger.md` has it.
#[test]
fn every_command_is_documented() {
    let document = include_str!("../../docs/debugger.md");
    let help = include_str!("../../lua/help.lua");
    for name in commands() {
        assert!(
            help.contains(&format!("row(\"{name}\"")),
            "help has no {name}"
        );
        assert!(
            document.contains(&format!("`{name}`")),
            "the document has no {name}"
        );
    }
}
