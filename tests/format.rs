//! `hivm fmt` as a function: cases in `tests/format/`, every Monkey file of the project, and texts made to break it.
//!
//! A case file holds cases one behind the other, each a title, a text and the same in its layout:
//!
//! ```text
//! ==== semicolons are added
//! let x=1
//! ----
//! let x = 1;
//! ```
//!
//! Where the second part is missing, the text must stay as it is. What holds for all texts is checked for each of them: the layout has
//! the same tree and the same comments in the same order, and formatting it changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use hivm::monkey::{self, format};
use hivm::source::{SourceMap, Style};

#[path = "random/rng.rs"]
#[allow(dead_code)]
mod rng;

/// The tree of a text, if it is right.
fn tree(text: &str) -> Option<String> {
    let mut sources = SourceMap::new();
    let file = sources.add("text", text).unwrap();
    let parsed = monkey::parse(&sources, file);
    parsed.errors.is_empty().then(|| parsed.ast.print())
}

/// The layout of a text, or its errors as they are shown.
fn layout(text: &str) -> Result<String, String> {
    let mut sources = SourceMap::new();
    let file = sources.add("text", text).unwrap();
    format::format(&sources, file).map_err(|errors| sources.render_all(&errors, Style::Plain))
}

/// The comments of a text outside of template strings and inside, found without any help of what is tested.
fn comments(text: &str) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    let bytes = text.as_bytes();
    let mut at = 0;
    // Braces open in each template string's `${`.
    let mut templates: Vec<u32> = Vec::new();
    while at < bytes.len() {
        let rest = &bytes[at..];
        match rest {
            [b'/', b'/', ..] => {
                let end = text[at..].find('\n').map_or(text.len(), |n| at + n);
                found[usize::from(!templates.is_empty())]
                    .push(text[at..end].trim_end().to_string());
                at = end;
            }
            [b'/', b'*', ..] => {
                let start = at;
                let mut depth = 0;
                loop {
                    match &bytes[at..] {
                        [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
                        [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
                        [] => break,
                        _ => at += 1,
                    }
                    if depth == 0 {
                        break;
                    }
                }
                let lines: Vec<&str> = text[start..at].lines().map(str::trim).collect();
                found[usize::from(!templates.is_empty())].push(lines.join("\n"));
            }
            [b'"', ..] => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            [b'`', ..] => at = template_text(bytes, at + 1, &mut templates),
            [b'{', ..] => {
                templates
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|open| *open += 1);
                at += 1;
            }
            [b'}', ..] => match templates.last_mut() {
                Some(0) => {
                    templates.pop();
                    at = template_text(bytes, at + 1, &mut templates);
                }
                Some(open) => (*open, at) = (*open - 1, at + 1),
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    found
}

/// Passes over the text of a template string; gives where it ends or where its `${` begins.
fn template_text(bytes: &[u8], mut at: usize, templates: &mut Vec<u32>) -> usize {
    while at < bytes.len() {
        match &bytes[at..] {
            [b'`', ..] => return at + 1,
            [b'$', b'{', ..] => {
                templates.push(0);
                return at + 2;
            }
            [b'\\', ..] => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// Checks what holds for every right text; gives its layout.
#[track_caller]
fn checked(name: &str, text: &str) -> String {
    let tree_before = tree(text);
    assert!(tree_before.is_some(), "{name} does not parse:\n{text}");
    let out = layout(text).unwrap_or_else(|why| panic!("{name}: {why}\n{text}"));
    assert_eq!(
        tree(&out),
        tree_before,
        "{name}: another tree:\n{text}\n----\n{out}"
    );
    assert_eq!(
        comments(&out),
        comments(text),
        "{name}: other comments:\n{text}\n----\n{out}"
    );
    assert_eq!(
        layout(&out).as_deref(),
        Ok(&*out),
        "{name}: formatted again:\n{text}\n----\n{out}"
    );
    assert!(
        !out.contains("\n\n\n") || text.contains('`') || text.contains("/*"),
        "{name}:\n{out}"
    );
    assert!(
        out.is_empty() || out.ends_with('\n') && !out.ends_with("\n\n"),
        "{name}:\n{out}"
    );
    out
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a directory whose names end so, sorted.
fn files(directory: &str, extension: &str) -> Vec<PathBuf> {
    let (mut found, mut todo) = (Vec::new(), vec![root().join(directory)]);
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
    assert!(!found.is_empty(), "no .{extension} in {directory}");
    found
}

/// Every Monkey file of the project that parses.
fn corpus() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for directory in ["examples", "benches", "tests/programs", "src/monkey"] {
        for path in files(directory, "monkey") {
            let text = fs::read_to_string(&path).unwrap();
            if tree(&text).is_some() {
                all.push((path.display().to_string(), text));
            }
        }
    }
    all
}

#[test]
fn cases() {
    let mut count = 0;
    let mut wrong = String::new();
    for path in files("tests/format", "txt") {
        let text = fs::read_to_string(&path).unwrap();
        for case in text.split("==== ").skip(1) {
            let (title, body) = case.split_once('\n').unwrap();
            let name = format!("{}: {title}", path.display());
            let (input, expected) = body.split_once("----\n").unwrap_or((body, body));
            let out = checked(&name, input);
            if out != expected {
                wrong.push_str(&format!(
                    "{name}\n---- got:\n{out}\n---- expected:\n{expected}\n"
                ));
            }
            assert_eq!(checked(&name, expected), expected, "{name}");
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count > 40, "{count} cases");
}

#[test]
fn every_program_of_the_project() {
    for (name, text) in corpus() {
        checked(&name, &text);
    }
}

#[test]
fn examples_and_benchmarks_are_in_their_layout() {
    for directory in ["examples", "benches"] {
        for path in files(directory, "monkey") {
            let text = fs::read_to_string(&path).unwrap();
            assert_eq!(
                layout(&text).as_deref(),
                Ok(&*text),
                "hivm fmt {}",
                path.display()
            );
        }
    }
}

#[test]
fn errors_are_given_back() {
    let why = layout("let = 1\nlet x = 2\nputs(\n").unwrap_err();
    assert!(
        why.contains("expected a name, '[' or '{', found '='"),
        "{why}"
    );
    assert!(why.contains("end of file"), "{why}");
}

#[test]
fn line_ends_of_another_system_are_replaced() {
    // The text of a template string keeps its own.
    for (name, text) in corpus().into_iter().filter(|(_, text)| !text.contains('`')) {
        let other = text.replace('\n', "\r\n");
        assert_eq!(checked(&name, &other), checked(&name, &text), "{name}");
    }
}

/// Texts with comments, line breaks and blanks thrown in between the tokens: where they still parse, they are formatted.
#[test]
fn comments_and_breaks_anywhere() {
    let corpus = corpus();
    let mut random = rng::Rng::new(20);
    let mut right = 0;
    let rounds = 3 * corpus.len();
    for round in 0..rounds {
        let (name, text) = &corpus[round % corpus.len()];
        if text.len() > 2000 {
            continue;
        }
        let thrown = throw_in(text, &mut random);
        if tree(&thrown).is_some() {
            right += 1;
            checked(name, &thrown);
        }
    }
    assert!(right > rounds / 4, "{right} of {rounds} parse");
}

fn throw_in(text: &str, random: &mut rng::Rng) -> String {
    let mut sources = SourceMap::new();
    let file = sources.add("text", text).unwrap();
    let tokens = monkey::lexer::lex(&sources, file).tokens;
    let mut out = String::new();
    let (mut at, mut inside, mut number) = (0, 0, 0);
    let rare = 3 + random.below(40);
    for token in tokens {
        out.push_str(&text[at..token.start as usize]);
        at = token.start as usize;
        use monkey::lexer::Kind;
        let in_template = matches!(
            token.kind,
            Kind::TemplateText | Kind::TemplateEnd | Kind::TemplateOpen
        ) && inside > 0;
        match token.kind {
            Kind::TemplateStart => inside += 1,
            Kind::TemplateEnd => inside -= 1,
            _ => {}
        }
        if in_template || random.below(rare) > 0 {
            continue;
        }
        number += 1;
        out.push_str(&match random.below(9) {
            0 | 1 => format!(" /* {number} */ "),
            2 => format!("/*{number}\n   more */"),
            3 | 4 => format!(" // {number}\n"),
            5 => format!("\n\n// {number}\n// again\n\n"),
            6 => "\n\n\n".to_string(),
            7 => "\n".to_string(),
            _ => "  ".to_string(),
        });
    }
    out.push_str(&text[at..]);
    out
}

/// Long lines: every line break of a program that means nothing is taken out, and every name made longer.
#[test]
fn long_lines_are_broken_and_mean_the_same() {
    for (name, text) in corpus() {
        let mut long = String::new();
        let mut sources = SourceMap::new();
        let file = sources.add("text", &*text).unwrap();
        let (mut at, mut depth) = (0, 0);
        for token in monkey::lexer::lex(&sources, file).tokens {
            use monkey::lexer::Kind;
            let gap = &text[at..token.start as usize];
            let comment = gap.contains("//") || gap.contains("/*");
            long.push_str(&if comment || depth == 0 {
                gap.to_string()
            } else {
                gap.replace('\n', " ")
            });
            let word = &text[token.start as usize..token.end as usize];
            long.push_str(word);
            if token.kind == Kind::Name && word.len() > 3 && depth > 0 {
                long.push_str("_that_has_a_long_name");
            }
            match token.kind {
                Kind::OpenParen | Kind::OpenBracket => depth += 1,
                Kind::CloseParen | Kind::CloseBracket => depth -= 1,
                _ => {}
            }
            at = token.end as usize;
        }
        if tree(&long).is_some() {
            checked(&name, &long);
        }
    }
}

/// What breaks parsers: whatever the text is, it is formatted or its errors are shown.
#[test]
fn mutations_of_programs() {
    let corpus = corpus();
    let mut random = rng::Rng::new(7);
    for _ in 0..1500 {
        let mut text = corpus[random.below(corpus.len())].1.clone();
        let other = &corpus[random.below(corpus.len())].1;
        for _ in 0..=random.below(4) {
            let cut = |text: &str, at: usize| {
                (0..=at.min(text.len()))
                    .rev()
                    .find(|&at| text.is_char_boundary(at))
                    .unwrap_or(0)
            };
            let at = cut(&text, random.below(text.len() + 1));
            let end = cut(&text, at + random.below(30)).max(at);
            let from = cut(other, random.below(other.len() + 1));
            let to = cut(other, from + random.below(40)).max(from);
            match random.below(3) {
                0 => drop(text.drain(at..end)),
                1 => text.insert_str(at, &other[from..to]),
                _ => text.replace_range(at..end, &other[from..to]),
            }
        }
        if tree(&text).is_some() {
            checked("mutation", &text);
        } else {
            assert!(layout(&text).is_err());
        }
    }
}

#[test]
fn depth_and_length() {
    let nest = |open: &str, middle: &str, close: &str| {
        format!("{}{middle}{}", open.repeat(2000), close.repeat(2000))
    };
    for text in [
        nest("(", "1", ")"),
        nest("[", "", "]"),
        nest("{1: ", "2", "}"),
        nest("f(", "", ")"),
        nest("- ", "1", ""),
        nest("x => ", "1", ""),
        nest("fn() {", "", "}"),
        nest("if (a) { b\n", "", "}"),
        nest("a ? b : ", "1", ""),
        nest("a = ", "1", ""),
        nest("match (a) { 1 => ", "1", "}"),
        nest("/*", "", "*/"),
        format!("let {} = 1", nest("[", "a", "]")),
    ] {
        let out = layout(&text).unwrap();
        assert_eq!(tree(&out), tree(&text));
    }
    for (first, more) in [
        ("1", " + 1"),
        ("a", ".b"),
        ("a", ".b(1)"),
        ("a", "[0]"),
        ("a", "()"),
        ("a", " |> f"),
        ("if (a) { }", " else if (a) { }"),
        ("a", "; b"),
        ("a", " + // c\n b"),
    ] {
        let text = format!("{first}{}", more.repeat(20_000));
        let out = layout(&text).unwrap();
        assert_eq!(tree(&out), tree(&text));
    }
    let items = format!("[{}]", "1, ".repeat(20_000));
    checked("a long array", &items);
}
