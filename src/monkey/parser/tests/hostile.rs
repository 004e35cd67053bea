//! Texts made to break the parser: depth, length, and mutations of a valid program.

use super::{errors_of, parsed};

fn deep(open: &str, middle: &str, close: &str) {
    let levels = 100_000;
    let text = format!("{}{middle}{}", open.repeat(levels), close.repeat(levels));
    let errors = errors_of(&text);
    assert_eq!(errors.len(), 1, "{open}: {errors:?}");
    assert!(
        errors[0].ends_with(" nesting too deep"),
        "{open}: {errors:?}"
    );
}

#[test]
fn depth_ends_in_an_error() {
    deep("(", "1", ")");
    deep("[", "", "]");
    deep("{1: ", "2", "}");
    deep("f(", "", ")");
    deep("a[", "1", "]");
    deep("!", "1", "");
    deep("- ", "1", "");
    deep("2 ** ", "1", "");
    deep("a = ", "1", "");
    deep("a ? ", "1", " : 2");
    deep("a ? 1 : ", "1", "");
    deep("x => ", "1", "");
    deep("`${", "1", "}`");
    deep("fn() {", "", "}");
    deep("if (a) {", "", "}");
    deep("while (a) {", "", "}");
    deep("class A { fn f() {", "", "} }");
    deep("match (a) { 1 => ", "1", "}");
    deep("fn(a = ", "1", ") { }");
}

#[test]
fn deep_patterns_end_in_an_error() {
    let text = format!("let {}a{} = 1", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(errors_of(&text), ["1:10004 nesting too deep"]);
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("int(", ")"), ("[1 | [", "]]")] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        let errors = errors_of(&format!("match (1) {{ {open}a{close} => 1 }}"));
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].ends_with(" nesting too deep"), "{errors:?}");
    }
}

#[test]
fn unclosed_depth_ends_too() {
    for open in [
        "(", "[", "{", "`${", "fn() {", "f(", "/*", "if (a) {", "(x, ",
    ] {
        assert!(!errors_of(&open.repeat(100_000)).is_empty(), "{open}");
    }
}

#[test]
fn a_thousand_levels_are_fine() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("fn() {", "}"),
        ("f(", ")"),
        ("- ", ""),
        ("x => ", ""),
    ] {
        let text = format!("{}1{}", open.repeat(1000), close.repeat(1000));
        assert_eq!(errors_of(&text), [""; 0], "{open}");
    }
}

#[test]
fn length_is_not_depth() {
    let chains = [
        ("1", " + 1"),
        ("a", ".b"),
        ("a", "[0]"),
        ("a", "()"),
        ("a", " |> f"),
        ("if (a) { }", " else if (a) { }"),
        ("a", "; b"),
        ("[1", ", 1"),
    ];
    for (first, next) in chains {
        let mut text = format!("{first}{}", next.repeat(100_000));
        if first == "[1" {
            text.push(']');
        }
        let (_, parsed) = parsed(&text);
        assert!(parsed.errors.is_empty(), "{next}: {:?}", parsed.errors);
        assert!(parsed.ast.print().len() > 100_000, "{next}");
    }
}

#[test]
fn errors_in_one_long_line_are_shown_in_time() {
    let text = "ä = 1; let = 2; ".repeat(20_000);
    let (sources, parsed) = parsed(&text);
    assert_eq!(parsed.errors.len(), 100);
    let shown = sources.render_all(&parsed.errors, crate::source::Style::Plain);
    assert!(shown.len() < 100_000, "{}", shown.len());
}

/// Every construct once.
const PROGRAM: &str = r#"
let [a, _, ...rest] = [1, 0xff, ...xs]; const {x, y: z} = {"k": 1.5e3, ...h};
fn add(a, b = a * 2, ...more) { return a + b ** -2 }
let f = (x, y = 1, ...r) => { x?.y ?? `t: ${ add(1, `${x}`) }` };
for (let i = 0; i < 10; i++) { if (i % 2 == 0) { continue } else if (i > 5) { break } else { puts(i) } }
for ([k, v] in h) { do { v -= 1 } while (v > 0 && !k) }
let m = match (e) { 0 => "zero", 1 | -2 => { 1 }, n when n > 9 => n, int(n) => n, [q, ...w] => q, C.R => 1, _ => null };
try { throw error("x\n\u{1F600}") } catch (e) { e } finally { }
[x * 2 for x in 0..5 if x in s] |> map(x => x[1:3]) /* c /* d */ */ // e
class P extends Q { let x = 1; fn init(x) { super.init(); self.x = x } static fn s() { } }
enum Color { Red, Green } import "m" for b, c; import "n" as o; gen g(n) { yield n; }
a.b["c"] = ~d << 2 | 3 ^ 4 & 5 ? new P(1) : 99999999999999999999;
"#;

/// A small generator with a fixed seed (xorshift64*), so that a failure repeats.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

#[test]
fn mutations_give_a_tree_or_errors_with_places() {
    assert_eq!(errors_of(PROGRAM), [""; 0]);
    let snippets = [
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "`",
        "${",
        "\"",
        "\\",
        "/*",
        "*/",
        "//",
        "\n",
        ";",
        ",",
        "=>",
        "...",
        "..",
        "?.",
        "é",
        "😀",
        "\0",
        "0x",
        "1e",
        "let ",
        "fn ",
        "match (a) {",
        "class ",
        "else ",
        "'",
        "\u{FEFF}",
        "|>",
        "++",
    ];
    let mut random = Random(0x1234_5678_9ABC_DEF1);
    for round in 0..4000 {
        let mut text: Vec<char> = PROGRAM.chars().collect();
        for _ in 0..=random.below(4) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.drain(at..(at + random.below(12)).min(text.len()))),
                1 => drop(text.splice(at..at, snippets[random.below(snippets.len())].chars())),
                2 => text.truncate(at.max(1)),
                _ => {
                    let from = random.below(text.len());
                    let piece = text[from..(from + random.below(30)).min(text.len())].to_vec();
                    text.splice(at..at, piece);
                }
            }
            if text.is_empty() {
                text.push('x');
            }
        }
        let text: String = text.into_iter().collect();
        let (sources, parsed) = parsed(&text);
        assert!(parsed.errors.len() <= 100);
        for error in &parsed.errors {
            let span = error.span.expect("a syntax error has a place");
            assert!(
                text.get(span.range()).is_some(),
                "round {round}: {error:?} in {text}"
            );
            if round % 16 == 0 {
                assert!(
                    sources
                        .render(error, crate::source::Style::Plain)
                        .starts_with("error: ")
                );
            }
        }
        parsed.ast.print();
    }
}
