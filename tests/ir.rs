//! Graphs: text cases of passes, and random graphs that every pass must leave as they were.
//!
//! A case is a file in `tests/ir/`:
//!
//! ```text
//! passes: fold dce
//! graph t1 loop f0@0
//!   ...
//! expect:
//! graph t1 loop f0@0
//!   ...
//! ```
//!
//! With `HIVM_BLESS=1` in the environment what stands under `expect:` is written anew. `HIVM_GRAPHS=N` asks for N random
//! graphs instead of some thousands.

use std::path::{Path, PathBuf};

use hivm::ir::{Graph, ROWS, parse, print, random, verify};
use hivm::opt::{PASSES, optimise, pass};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ir");
    let entries = std::fs::read_dir(root).expect("tests/ir is there");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "ir"));
    paths.sort();
    paths
}

/// The passes, the text of the graph, and what is expected.
fn split(text: &str) -> Option<(Vec<&str>, &str, &str)> {
    let (head, rest) = text.split_once("\ngraph ")?;
    let passes = head.lines().find_map(|line| line.strip_prefix("passes:"))?;
    let graph = &text[text.len() - rest.len() - "graph ".len()..];
    let (input, expected) = graph.split_once("expect:\n")?;
    Some((passes.split_whitespace().collect(), input, expected))
}

fn run(passes: &[&str], input: &str) -> Result<Graph, String> {
    let mut graph = parse(input).map_err(|e| e.to_string())?;
    verify(&graph).map_err(|e| format!("the case: {e}"))?;
    for name in passes {
        let pass = pass(name).ok_or_else(|| format!("there is no pass {name}"))?;
        graph = (pass.run)(graph);
        verify(&graph).map_err(|e| format!("after {name}: {e}\n{graph}"))?;
    }
    Ok(graph)
}

#[test]
fn passes_do_what_their_cases_say() {
    let mut wrong = Vec::new();
    for path in cases() {
        let text = std::fs::read_to_string(&path).expect("readable");
        let Some((passes, input, expected)) = split(&text) else {
            wrong.push(format!(
                "{}: want `passes:`, a graph, `expect:`",
                path.display()
            ));
            continue;
        };
        match run(&passes, input) {
            Err(message) => wrong.push(format!("{}: {message}", path.display())),
            Ok(graph) => {
                let got = print(&graph);
                if got == expected {
                    continue;
                }
                if std::env::var_os("HIVM_BLESS").is_some() {
                    let kept = &text[..text.len() - expected.len()];
                    std::fs::write(&path, format!("{kept}{got}")).expect("writable");
                } else {
                    wrong.push(format!(
                        "{}:\nexpected\n{expected}got\n{got}",
                        path.display()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(cases().len() >= 10);
}

#[test]
fn every_pass_has_a_case() {
    let texts: Vec<String> = cases()
        .iter()
        .map(|p| std::fs::read_to_string(p).expect("readable"))
        .collect();
    for pass in PASSES {
        let named =
            |text: &String| split(text).is_some_and(|(passes, ..)| passes.contains(&pass.name));
        assert!(texts.iter().any(named), "{}", pass.name);
    }
}

fn graphs() -> u64 {
    let wanted = std::env::var("HIVM_GRAPHS").ok();
    let usual = if cfg!(hivm_threaded) { 1500 } else { 150 };
    wanted.map_or(usual, |n| n.parse().expect("HIVM_GRAPHS is a number"))
}

fn worlds(graph: &Graph, seed: u64) -> [random::Observation; 3] {
    [seed, seed + 1, seed + 2].map(|world| random::observe(graph, world))
}

/// What a pass makes of a graph, and what that does, with the instructions pinned whose guards fail where they were moved to.
fn passed(graph: &Graph, seed: u64, pass: fn(Graph) -> Graph) -> (Graph, [random::Observation; 3]) {
    let mut graph = graph.clone();
    loop {
        let after = pass(graph.clone());
        let seen = match verify(&after) {
            Ok(()) => worlds(&after, seed),
            Err(_) => worlds(&graph, seed),
        };
        let early: Vec<_> = seen.iter().filter_map(|o| o.early).collect();
        if early.is_empty() {
            return (after, seen);
        }
        graph.pinned.extend(early);
        graph.pinned.sort();
        graph.pinned.dedup();
    }
}

fn differs(graph: &Graph, seed: u64, pass: fn(Graph) -> Graph) -> bool {
    let before = worlds(graph, seed);
    let (after, seen) = passed(graph, seed, pass);
    let not_wrong = before
        .iter()
        .all(|o| !o.text.starts_with("wrong") && !o.text.starts_with("out"));
    let allowed = || before.iter().zip(&seen).all(|(a, b)| a.allows(b));
    not_wrong && (verify(&after).is_err() || !allowed())
}

#[test]
fn random_graphs_mean_what_they_meant_after_every_pass() {
    let mut kinds = [0u32; 3];
    for seed in 0..graphs() {
        let graph = random::graph(seed);
        if let Err(e) = verify(&graph) {
            panic!("seed {seed}: {e}\n{graph}");
        }
        let before = worlds(&graph, seed);
        for observation in &before {
            let text = &observation.text;
            assert!(
                !text.starts_with("wrong") && !text.starts_with("out of fuel"),
                "seed {seed}: {text}\n{graph}"
            );
            kinds[usize::from(text.starts_with("left"))
                + 2 * usize::from(text.starts_with("returned"))] += 1;
        }
        let all = PASSES.iter().map(|pass| (pass.name, pass.run));
        for (name, run) in all.chain([("all", optimise as fn(Graph) -> Graph)]) {
            if differs(&graph, seed, run) {
                eprintln!("{name} on seed {seed}: looking for a smaller graph");
                let small = random::shrink(graph.clone(), |graph| differs(graph, seed, run));
                let (after, _) = passed(&small, seed, run);
                let world = |g: &Graph| worlds(g, seed).map(|o| o.text).join("\n---\n");
                panic!(
                    "{name} on seed {seed}: {:?}\n{small}\n{}\n\nafter\n{after}\n{}",
                    verify(&after),
                    world(&small),
                    world(&after)
                );
            }
        }
    }
    // Neither all exits nor all returns: the graphs get somewhere.
    assert!(
        kinds.iter().all(|n| u64::from(*n) > graphs() / 20),
        "{kinds:?}"
    );
}

#[test]
fn random_graphs_have_every_instruction() {
    let mut missing: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
    for seed in 0..2000 {
        for block in random::graph(seed).blocks {
            for inst in block.insts {
                missing.retain(|name| *name != inst.op.row().name);
            }
        }
    }
    assert_eq!(missing, [""; 0]);
}

#[test]
fn text_goes_both_ways() {
    for seed in 0..graphs() / 3 {
        let graph = random::graph(seed);
        let text = print(&graph);
        match parse(&text) {
            Ok(again) => assert!(again == graph, "seed {seed}:\n{text}\n{again}"),
            Err(e) => panic!("seed {seed}: {e}\n{text}"),
        }
    }
}

#[test]
fn broken_text_is_an_error_or_a_graph_and_never_a_panic() {
    let mut random = random::Random::new(7);
    for seed in 0..400 {
        let text = print(&random::graph(seed));
        for _ in 0..8 {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..1 + random.below(3) {
                let at = random.below(bytes.len());
                match random.below(3) {
                    0 => bytes[at] = b" \n%rsbx0159=,():/@+-.;"[random.below(21)],
                    1 => {
                        bytes.remove(at);
                    }
                    _ => {
                        let to = (at + random.below(40)).min(bytes.len());
                        let part = bytes[at..to].to_vec();
                        let place = random.below(bytes.len());
                        bytes.splice(place..place, part);
                    }
                }
            }
            if let Ok(text) = String::from_utf8(bytes)
                && let Ok(graph) = parse(&text)
                && verify(&graph).is_ok()
            {
                let optimised = optimise(graph);
                assert_eq!(parse(&print(&optimised)).as_ref(), Ok(&optimised));
            }
        }
    }
}
