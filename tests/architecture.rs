//! Keeps the shape of the house: which room uses which, where `unsafe` stands, how long a file is, how it opens.
//!
//! A room is what stands directly in `src/`: `src/value.rs` or `src/heap/`. A wrong use reads, for example,
//! `src/heap/mark.rs:12: heap uses interp, which stands above it`. Unit tests (`#[cfg(test)]` at the end of a file,
//! `tests.rs`, `tests/`) may use any room.
//!
//! Invariant: what a room may use is written in `ROOMS` and nowhere else; a room that is not in it fails the test.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use, besides itself. Nothing calls upward. The front ends, `asm` and `monkey`,
/// see the builder in `bytecode` but no value's layout, no heap and no machine.
const ROOMS: [(&str, &str); 20] = [
    ("source", ""),
    ("index", ""),
    ("config", "index"),
    ("value", "index"),
    ("heap", "index value config"),
    ("bytecode", "source index value config heap"),
    ("asm", "source index config bytecode"),
    ("runtime", "source index value config heap bytecode"),
    ("ir", "source index value config heap bytecode runtime"),
    ("opt", "index value heap bytecode ir"),
    (
        "builtins",
        "source index value config heap bytecode runtime",
    ),
    // Of the builtins it sees the names.
    ("monkey", "source index config bytecode builtins"),
    (
        "interp",
        "source index value config heap bytecode runtime builtins",
    ),
    (
        "trace",
        "source index value config heap bytecode runtime builtins interp",
    ),
    ("jit", "index value heap runtime interp ir"),
    (
        "build",
        "index value heap bytecode builtins interp trace ir",
    ),
    (
        "vm",
        "source index value config heap bytecode asm monkey runtime builtins interp trace ir opt build jit",
    ),
    (
        "inspect",
        "source index value config heap bytecode asm monkey runtime builtins interp trace ir opt build jit vm",
    ),
    (
        "debug",
        "source index value config heap bytecode monkey runtime builtins interp trace vm inspect",
    ),
    (
        "cli",
        "source index value config heap bytecode asm monkey runtime builtins interp trace ir opt build jit vm inspect debug",
    ),
];

/// Where `unsafe` may stand: the heap, in the interpreter the register file and what runs on it, and where native code is
/// made and entered.
const UNSAFE: [&str; 31] = [
    "src/cli/interrupt.rs",
    "src/cli/leave.rs",
    "src/cli/memory.rs",
    "src/heap/",
    "src/interp/attached.rs",
    "src/interp/calls.rs",
    "src/interp/classes.rs",
    "src/interp/collect.rs",
    "src/interp/cpu.rs",
    "src/interp/execute.rs",
    "src/interp/generators.rs",
    "src/interp/heat.rs",
    "src/interp/load.rs",
    "src/interp/machine.rs",
    "src/interp/native.rs",
    "src/interp/portable.rs",
    "src/interp/reserve.rs",
    "src/interp/run.rs",
    "src/interp/threaded.rs",
    "src/interp/trace.rs",
    "src/interp/unwind.rs",
    "src/interp/watch.rs",
    "src/jit/clock.rs",
    "src/jit/exits.rs",
    "src/jit/helpers.rs",
    "src/jit/stack.rs",
    "src/jit/state.rs",
    "src/jit/llvm/compiler.rs",
    "src/jit/llvm/emit.rs",
    "src/jit/llvm/link.rs",
    "src/vm/native.rs",
];

/// The flat files with one short piece for each opcode, which may be longer than `LINES`.
const FLAT: [&str; 4] = [
    "src/build/ops.rs",
    "src/bytecode/op.rs",
    "src/interp/ops.rs",
    "src/ir/eval/meaning.rs",
];
const LINES: usize = 600;

/// A file of the project, with what the checks look at.
struct File {
    /// From the root of the project: `src/heap/mark.rs`.
    path: String,
    text: String,
}

impl File {
    /// The text without comments and strings, line by line; nothing after the unit tests begin.
    fn code(&self) -> String {
        let code = strip(&self.text);
        let tests = code.lines().position(|line| line == "#[cfg(test)]");
        code.lines()
            .take(tests.unwrap_or(usize::MAX))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn is_unit_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// The modules from the crate's root down to this one: `heap`, `mark`.
    fn modules(&self) -> Vec<&str> {
        let path = self
            .path
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .trim_end_matches("/mod");
        path.split('/')
            .filter(|name| !matches!(*name, "lib" | "main"))
            .collect()
    }
}

/// All Rust files under `directory`, sorted by path.
fn files(directory: &str) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut todo: Vec<PathBuf> = vec![root.join(directory)];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(
                fs::read_dir(&path)
                    .expect("readable")
                    .map(|entry| entry.expect("readable").path()),
            );
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path
                .strip_prefix(root)
                .expect("under the root")
                .to_str()
                .expect("UTF-8");
            found.push(File {
                path: name.replace('\\', "/"),
                text: fs::read_to_string(&path).expect("readable"),
            });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Replaces comments, strings and character literals by spaces, so that only code is left; lines stay where they are.
fn strip(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => end_of_line(bytes, at),
            b'/' if bytes[at..].starts_with(b"/*") => end_of_block_comment(bytes, at),
            b'r' if !follows_name(bytes, at) && raw_string_hashes(bytes, at).is_some() => {
                let hashes = raw_string_hashes(bytes, at).expect("just seen");
                let close = format!("\"{}", "#".repeat(hashes));
                let start = at + hashes + 2;
                find(bytes, start, close.as_bytes()).map_or(bytes.len(), |end| end + close.len())
            }
            b'"' => end_of_string(bytes, at),
            b'\'' => end_of_character(bytes, at),
            _ => at,
        };
        if end == at {
            out.push(bytes[at]);
            at += 1;
        } else {
            out.extend(
                bytes[at..end]
                    .iter()
                    .map(|&byte| if byte == b'\n' { b'\n' } else { b' ' }),
            );
            at = end;
        }
    }
    String::from_utf8(out).expect("only whole literals were replaced")
}

fn follows_name(bytes: &[u8], at: usize) -> bool {
    // `br"..."` and `cr"..."` are raw strings too.
    let before = |back: usize| at.checked_sub(back).map_or(b' ', |i| bytes[i]);
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if matches!(before(1), b'b' | b'c') {
        is_name(before(2))
    } else {
        is_name(before(1))
    }
}

/// For `r##"`, the number of `#`.
fn raw_string_hashes(bytes: &[u8], at: usize) -> Option<usize> {
    let hashes = bytes[at + 1..]
        .iter()
        .take_while(|&&byte| byte == b'#')
        .count();
    (bytes.get(at + 1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    bytes[from..]
        .windows(what.len())
        .position(|window| window == what)
        .map(|i| from + i)
}

fn end_of_line(bytes: &[u8], at: usize) -> usize {
    find(bytes, at, b"\n").unwrap_or(bytes.len())
}

fn end_of_block_comment(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut i) = (0, at);
    while i < bytes.len() {
        if bytes[i..].starts_with(b"/*") {
            (depth, i) = (depth + 1, i + 2);
        } else if bytes[i..].starts_with(b"*/") {
            (depth, i) = (depth - 1, i + 2);
            if depth == 0 {
                return i;
            }
        } else {
            i += 1;
        }
    }
    bytes.len()
}

fn end_of_string(bytes: &[u8], at: usize) -> usize {
    let mut i = at + 1;
    while i < bytes.len() && bytes[i] != b'"' {
        i += if bytes[i] == b'\\' { 2 } else { 1 };
    }
    (i + 1).min(bytes.len())
}

/// The end of a character literal, or `at` for a lifetime or a label.
fn end_of_character(bytes: &[u8], at: usize) -> usize {
    if bytes.get(at + 1) == Some(&b'\\') {
        // From at + 3: the escaped character may be a quote.
        return find(bytes, (at + 3).min(bytes.len()), b"'").map_or(bytes.len(), |end| end + 1);
    }
    let length = match bytes.get(at + 1) {
        Some(byte) if *byte >= 0xf0 => 4,
        Some(byte) if *byte >= 0xe0 => 3,
        Some(byte) if *byte >= 0xc0 => 2,
        _ => 1,
    };
    if bytes.get(at + 1 + length) == Some(&b'\'') {
        at + length + 2
    } else {
        at
    }
}

/// Splits code into names and single characters, each with its line; `::` is one word.
fn words(code: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let length = match rest.find(|c| !is_name(c)) {
                Some(0) if rest.starts_with("::") => 2,
                Some(0) => first.len_utf8(),
                Some(length) => length,
                None => rest.len(),
            };
            words.push((line + 1, &rest[..length]));
            rest = rest[length..].trim_start();
        }
    }
    words
}

/// What the code takes from the root of the crate, with the line: the first name after `crate::`, after a chain of
/// `super::` that ends there, and each first name of a group behind one of them.
fn taken_from_root<'a>(words: &[(usize, &'a str)], depth: usize) -> Vec<(usize, &'a str)> {
    let word = |i: usize| words.get(i).map_or("", |&(_, word)| word);
    let mut taken = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let mut supers = 0;
        while word(i + 2 * supers) == "super" && word(i + 2 * supers + 1) == "::" {
            supers += 1;
        }
        let from_root = word(i) == "crate" && word(i + 1) == "::";
        let after = if from_root { i + 2 } else { i + 2 * supers };
        if !from_root && (supers == 0 || supers < depth) {
            i = after.max(i + 1);
            continue;
        }
        if word(after) == "{" {
            let (mut nesting, mut j) = (0, after);
            while j < words.len() {
                match word(j) {
                    "{" => nesting += 1,
                    "}" => nesting -= 1,
                    _ if nesting == 1 && matches!(word(j - 1), "{" | ",") => taken.push(words[j]),
                    _ => {}
                }
                if nesting == 0 {
                    break;
                }
                j += 1;
            }
        } else if after < words.len() {
            taken.push(words[after]);
        }
        i = after;
    }
    taken
}

/// The macros with `#[macro_export]`, which stand in the crate's root, each with the room that declares it.
fn exported_macros(files: &[File]) -> Vec<(String, String)> {
    let mut macros = Vec::new();
    for file in files {
        let code = file.code();
        let words: Vec<&str> = words(&code).into_iter().map(|(_, word)| word).collect();
        for (at, around) in words.windows(3).enumerate() {
            // The attribute may have a few words inside, and others may follow it.
            let before = &words[at.saturating_sub(16)..at];
            if let ["macro_rules", "!", name] = *around
                && before.contains(&"macro_export")
                && let Some(room) = file.modules().first()
            {
                macros.push((name.to_owned(), (*room).to_owned()));
            }
        }
    }
    macros
}

/// What is wrong with the use of rooms in one file.
fn wrong_uses(file: &File, macros: &[(String, String)]) -> Vec<String> {
    let modules = file.modules();
    let Some(&room) = modules.first() else {
        return Vec::new(); // lib.rs and main.rs see everything
    };
    let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
        return vec![format!(
            "{}:1: {room} is not in the table of rooms in tests/architecture.rs",
            file.path
        )];
    };
    let code = file.code();
    let mut wrong = Vec::new();
    for (line, taken) in taken_from_root(&words(&code), modules.len()) {
        let name = macros
            .iter()
            .find(|(name, _)| name == taken)
            .map_or(taken, |(_, room)| room);
        if name == room || allowed.split(' ').any(|allowed| allowed == name) {
            continue;
        }
        let why = if ROOMS.iter().any(|(room, _)| *room == name) {
            format!("{room} uses {name}, which stands above it")
        } else {
            format!("`{taken}` of the crate's root: name the room that it comes from")
        };
        wrong.push(format!("{}:{line}: {why}", file.path));
    }
    wrong
}

/// The lines of one file where `unsafe` stands and may not.
fn wrong_unsafe(file: &File) -> Vec<String> {
    if UNSAFE.iter().any(|allowed| file.path.starts_with(allowed)) {
        return Vec::new();
    }
    let code = strip(&file.text);
    let lines = words(&code)
        .into_iter()
        .filter(|(_, word)| *word == "unsafe");
    lines
        .map(|(line, _)| {
            let path = &file.path;
            format!("{path}:{line}: unsafe stands where UNSAFE does not declare it")
        })
        .collect()
}

fn wrong_length(file: &File) -> Option<String> {
    let lines = file.text.lines().count();
    let long = lines > LINES && !FLAT.contains(&file.path.as_str());
    long.then(|| format!("{}: {lines} lines; over {LINES} it is two files", file.path))
}

fn wrong_opening(file: &File) -> Option<String> {
    let opens = file.text.starts_with("//! ") || file.text.starts_with("//!\n");
    (!opens).then(|| {
        format!(
            "{}:1: a file opens with `//!`: what it is, an example, its invariant",
            file.path
        )
    })
}

fn assert_nothing(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn rooms_use_what_stands_below_them() {
    let files = files("src");
    assert!(files.iter().any(|file| file.path == "src/lib.rs"));
    let macros = exported_macros(&files);
    let files = files.iter().filter(|file| !file.is_unit_test());
    assert_nothing(files.flat_map(|file| wrong_uses(file, &macros)).collect());
}

#[test]
fn unsafe_stands_only_where_it_is_declared() {
    assert_nothing(files("src").iter().flat_map(wrong_unsafe).collect());
}

/// Lua is behind one door.
#[test]
fn only_the_debugger_s_lua_knows_mlua() {
    let knows = |file: &&File| file.code().contains("mlua");
    let inside = |path: &str| path == "src/debug/lua.rs" || path.starts_with("src/debug/lua/");
    let all = files("src");
    let wrong = all.iter().filter(knows).filter(|file| !inside(&file.path));
    assert_nothing(
        wrong
            .map(|file| format!("{} knows mlua", file.path))
            .collect(),
    );
}

#[test]
fn files_are_short() {
    let all = ["src", "tests", "benches", "examples"].map(files);
    assert_nothing(all.iter().flatten().filter_map(wrong_length).collect());
}

#[test]
fn files_open_with_what_they_are() {
    assert_nothing(files("src").iter().filter_map(wrong_opening).collect());
}

#[test]
fn the_table_has_no_cycle() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for name in allowed.split(' ').filter(|name| !name.is_empty()) {
            let below = ROOMS[..at].iter().any(|(room, _)| *room == name);
            assert!(
                below,
                "{room} may use {name}, which is not in the table before it"
            );
        }
    }
}

fn sample(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn a_wrong_use_is_found() {
    let table = sample(
        "src/bytecode/op.rs",
        "#[macro_export]\n#[doc(hidden)]\nmacro_rules! for_each_op { () => {} }",
    );
    let macros = exported_macros(&[table]);
    let wrong = |path: &str, text: &str| wrong_uses(&sample(path, text), &macros);
    assert_eq!(
        wrong("src/interp/ops.rs", "crate::for_each_op!();"),
        Vec::<String>::new()
    );
    assert_eq!(
        wrong("src/heap/mark.rs", "use crate::for_each_op;").len(),
        1
    );
    assert_eq!(
        wrong(
            "src/heap/mark.rs",
            "use crate::value::Value;\nuse crate::index::Reg;"
        ),
        Vec::<String>::new()
    );
    let upward = ["src/heap/mark.rs:2: heap uses interp, which stands above it"];
    assert_eq!(
        wrong("src/heap/mark.rs", "\nuse crate::interp::Frame;"),
        upward
    );
    assert_eq!(
        wrong(
            "src/heap/mark.rs",
            "\nuse crate::{value::{Tag, Value}, interp};"
        ),
        upward
    );
    assert_eq!(
        wrong("src/heap/mark.rs", "\nfn f() { crate::interp::run() }"),
        upward
    );
    assert_eq!(
        wrong("src/heap/mark.rs", "\nuse super::super::interp::run;"),
        upward
    );
    assert_eq!(wrong("src/heap/mod.rs", "use super::interp::run;").len(), 1);
    assert_eq!(wrong("src/value.rs", "use super::heap;").len(), 1);
    assert_eq!(
        wrong("src/heap/mark.rs", "use super::space::Space;"),
        Vec::<String>::new()
    );
    assert_eq!(
        wrong("src/monkey/compile.rs", "use crate::value::Value;").len(),
        1
    );
    assert_eq!(wrong("src/shed/mod.rs", "").len(), 1);
    assert_eq!(wrong("src/asm/mod.rs", "use crate::Vm;").len(), 1);
    let harmless = "// crate::vm\n/* crate::vm /* */ crate::vm */\nconst S: &str = \"\\\"crate::vm\";\n\
        const R: &str = r#\"\"crate::vm\"#;\nconst C: [char; 2] = ['\\'', '\"'];\nfn f<'a>(_: &'a str) {}\n\
        #[cfg(test)]\nmod tests { use crate::vm::Vm; }";
    assert_eq!(wrong("src/heap/mark.rs", harmless), Vec::<String>::new());
}

#[test]
fn other_faults_are_found() {
    let unsafe_line = "//! Doc of unsafe.\n#![deny(unsafe_op_in_unsafe_fn)]\nunsafe fn f() {}\n";
    assert_eq!(
        wrong_unsafe(&sample("src/runtime/add.rs", unsafe_line)).len(),
        1
    );
    assert_eq!(
        wrong_unsafe(&sample("src/heap/mark.rs", unsafe_line)).len(),
        0
    );
    assert!(wrong_opening(&sample("src/value.rs", "use std::fmt;\n")).is_some());
    assert!(wrong_opening(&sample("src/value.rs", "//! Values.\n")).is_none());
    assert!(wrong_length(&sample("src/value.rs", &"\n".repeat(LINES + 1))).is_some());
    assert!(wrong_length(&sample("src/value.rs", &"\n".repeat(LINES))).is_none());
}
