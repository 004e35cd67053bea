//! Makes the parser of the tree-sitter grammar and tests it: `check-grammar GRAMMAR OUT FILE...`.
//!
//! The parser is generated from `GRAMMAR/grammar.js` (by node) into `OUT` and compiled by `cc`. Then the files must parse without an
//! error, the cases in `GRAMMAR/test/corpus/` give the trees that stand there, and `GRAMMAR/queries/` fit the grammar.

use std::error::Error;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use tree_sitter::{Language, Node, Parser, Query, QueryCursor, StreamingIterator};

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [grammar, out, files @ ..] = &*arguments else {
        eprintln!("usage: check-grammar GRAMMAR OUT FILE...");
        return ExitCode::from(2);
    };
    match check(Path::new(grammar), Path::new(out), files) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(wrong) => {
            eprintln!("{wrong} wrong");
            ExitCode::FAILURE
        }
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

/// How many files and cases are wrong.
fn check(grammar: &Path, out: &Path, files: &[String]) -> Answer<usize> {
    let language = language(grammar, out)?;
    let mut parser = Parser::new();
    parser.set_language(&language)?;
    let mut wrong = 0;
    for file in files {
        let text = fs::read_to_string(file)?;
        let tree = parser.parse(&text, None).ok_or("no tree")?;
        if let Some(node) = first_error(tree.root_node()) {
            let at = node.start_position();
            let line = text.lines().nth(at.row).unwrap_or_default();
            println!(
                "{file}:{}:{}: {}\n    {line}",
                at.row + 1,
                at.column + 1,
                node.to_sexp()
            );
            wrong += 1;
        }
    }
    let corpus = corpus(&mut parser, &grammar.join("test/corpus"), &mut wrong)?;
    let query = Query::new(
        &language,
        &fs::read_to_string(grammar.join("queries/highlights.scm"))?,
    )?;
    let captures = highlights(&mut parser, &query, files)?;
    let claims = claims(
        &mut parser,
        &query,
        &grammar.join("test/highlight"),
        &mut wrong,
    )?;
    println!(
        "tree-sitter: {} files, {corpus} trees, {claims} of {captures} highlights, {wrong} wrong",
        files.len()
    );
    Ok(wrong)
}

/// Generates the parser, compiles it and loads it.
fn language(grammar: &Path, out: &Path) -> Answer<Language> {
    let source = out.join("src");
    tree_sitter_generate::generate_parser_in_directory(
        grammar,
        Some(&source),
        None::<&Path>,
        tree_sitter::LANGUAGE_VERSION,
        None,
        Some("node"),
        true,
        tree_sitter_generate::OptLevel::default(),
    )?;
    let library = out.join("monkey.so");
    let status = Command::new(env::var("CC").unwrap_or_else(|_| "cc".into()))
        .args(["-shared", "-fPIC", "-O1", "-w", "-std=c11", "-I"])
        .arg(&source)
        .arg(source.join("parser.c"))
        .arg(grammar.join("src/scanner.c"))
        .arg("-o")
        .arg(&library)
        .status()?;
    if !status.success() {
        return Err("the parser does not compile".into());
    }
    // SAFETY: the library was made above from what the generator wrote, and is never unloaded.
    unsafe {
        let library = Box::leak(Box::new(libloading::Library::new(fs::canonicalize(
            library,
        )?)?));
        let make: libloading::Symbol<unsafe extern "C" fn() -> Language> =
            library.get(b"tree_sitter_monkey")?;
        Ok(make())
    }
}

fn first_error(root: Node<'_>) -> Option<Node<'_>> {
    let mut todo = vec![root];
    while let Some(node) = todo.pop() {
        if node.is_error() || node.is_missing() {
            return Some(node);
        }
        let children: Vec<Node<'_>> = (0..node.child_count())
            .filter_map(|n| node.child(n as u32))
            .collect();
        todo.extend(children.into_iter().rev().filter(|child| child.has_error()));
    }
    None
}

/// The cases: a title between lines of `=`, a text, a line of `-`, the tree.
fn corpus(parser: &mut Parser, directory: &Path, wrong: &mut usize) -> Answer<usize> {
    let mut count = 0;
    let mut paths: Vec<_> = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Answer<_>>()?;
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path)?;
        let mut parts = text.split("================\n").skip(1);
        while let (Some(title), Some(body)) = (parts.next(), parts.next()) {
            let (source, expected) = body
                .split_once("\n----------------\n")
                .ok_or("a case without a tree")?;
            let tree = parser.parse(source, None).ok_or("no tree")?;
            let words = |text: &str| -> String {
                let spaced = text.replace('(', " (").replace(')', " ) ");
                spaced.split_whitespace().collect::<Vec<_>>().join(" ")
            };
            let found = tree.root_node().to_sexp();
            if words(&found) != words(expected) {
                println!("{}: {}{found}", path.display(), title);
                *wrong += 1;
            }
            count += 1;
        }
    }
    Ok(count)
}

/// How many captures the query has in the files.
fn highlights(parser: &mut Parser, query: &Query, files: &[String]) -> Answer<usize> {
    let mut count = 0;
    for file in files {
        let text = fs::read_to_string(file)?;
        let tree = parser.parse(&text, None).ok_or("no tree")?;
        let mut cursor = QueryCursor::new();
        let mut captures = cursor.captures(query, tree.root_node(), text.as_bytes());
        while captures.next().is_some() {
            count += 1;
        }
    }
    Ok(count)
}

/// Looks at the programs whose comments claim what stands above them: `// ^ NAME` what is above the `^`, `// <- NAME` what
/// begins that line. Gives how many claims there are.
fn claims(
    parser: &mut Parser,
    query: &Query,
    directory: &Path,
    wrong: &mut usize,
) -> Answer<usize> {
    let mut count = 0;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let text = fs::read_to_string(&path)?;
        let tree = parser.parse(&text, None).ok_or("no tree")?;
        let mut cursor = QueryCursor::new();
        let mut captures = cursor.captures(query, tree.root_node(), text.as_bytes());
        // The innermost node's, and of those the last pattern's.
        let mut found: Vec<(std::ops::Range<usize>, usize, &str)> = Vec::new();
        while let Some((one, index)) = captures.next() {
            let capture = one.captures[*index];
            let name = query.capture_names()[capture.index as usize];
            found.push((capture.node.byte_range(), one.pattern_index, name));
        }
        let mut code = 0;
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let claim = line.strip_prefix("//").and_then(|claim| {
                let column = claim
                    .find('^')
                    .map(|at| at + 2)
                    .or_else(|| claim.contains("<-").then_some(0))?;
                Some((
                    column,
                    claim.trim_start_matches([' ', '^', '<', '-']).trim(),
                ))
            });
            match claim {
                Some((column, wanted)) => {
                    count += 1;
                    let at = code + column;
                    let best = found
                        .iter()
                        .filter(|(range, ..)| range.contains(&at))
                        .min_by_key(|(range, pattern, _)| (range.len(), usize::MAX - pattern));
                    let name = best.map_or("nothing", |(_, _, name)| name);
                    if name != wanted {
                        println!("{}:{}: {name}, not {wanted}", path.display(), number + 1);
                        *wrong += 1;
                    }
                }
                None => code = start,
            }
            start += line.len();
        }
    }
    Ok(count)
}
