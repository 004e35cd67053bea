//! Each case is a text and its errors, exactly.

use super::{errors_of, parsed};
use crate::source::Style;

fn errors(text: &str, expected: &[&str]) {
    assert_eq!(errors_of(text), expected, "{text}");
}

#[test]
fn what_was_expected_and_what_was_found() {
    errors("puts(1 + (2 }", &["1:13 expected ')', found '}'"]);
    errors("puts(1", &["1:7 expected ')', found end of file"]);
    errors("puts(1 2)", &["1:8 expected ',' or ')', found '2'"]);
    errors("[1 2]", &["1:4 expected ',' or ']', found '2'"]);
    errors("{1: 2 3: 4}", &["1:7 expected ',' or '}', found '3'"]);
    errors("{1, 2}", &["1:3 expected ':', found ','"]);
    errors("let 5 = x", &["1:5 expected a name, '[' or '{', found '5'"]);
    errors("let x 5", &["1:7 expected '=', found '5'"]);
    errors("let x;", &["1:6 expected '=', found ';'"]);
    errors(
        "let if = 5",
        &["1:5 expected a name, '[' or '{', found 'if'"],
    );
    errors("let x = ;", &["1:9 expected an expression, found ';'"]);
    errors("1 +", &["1:4 expected an expression, found end of file"]);
    errors("if x { }", &["1:4 expected '(', found 'x'"]);
    errors("if (x) y", &["1:8 expected '{', found 'y'"]);
    errors(
        "if (x) { } else y",
        &["1:17 expected 'if' or '{', found 'y'"],
    );
    errors("fn(1) { }", &["1:4 expected a parameter name, found '1'"]);
    errors("fn(a b) { }", &["1:6 expected ',' or ')', found 'b'"]);
    errors("fn(a) a", &["1:7 expected '{', found 'a'"]);
    errors("fn f { }", &["1:6 expected '(', found '{'"]);
    errors("(a, b)", &["1:3 expected ')', found ','"]);
    errors("a ? b", &["1:6 expected ':', found end of file"]);
    errors("a.5", &["1:3 expected a field name, found '5'"]);
    errors("a[1:2:3]", &["1:6 expected ']', found ':'"]);
    errors("for (x of xs) { }", &["1:8 expected ';', found 'of'"]);
    errors(
        "for (let i = 0; i < 3) { }",
        &["1:22 expected ';', found ')'"],
    );
    errors("do { } until (x)", &["1:8 expected 'while', found 'until'"]);
    errors(
        "try { }",
        &["1:8 expected 'catch' or 'finally', found end of file"],
    );
    errors(
        "try { } catch (1) { }",
        &["1:16 expected a name, found '1'"],
    );
    errors(
        "[x for 1 in xs]",
        &["1:8 expected a name, '[' or '{', found '1'"],
    );
    errors("`a${}`", &["1:5 expected an expression, found '}'"]);
    errors("`a${b c}`", &["1:7 expected '}', found 'c'"]);
    errors(
        "\"a\" + * \"b\"",
        &["1:7 expected an expression, found '*'"],
    );
    errors("let x = \"a\" = \"b\"", &["1:9 cannot assign to a literal"]);
    errors("else { }", &["1:1 expected a statement, found 'else'"]);
    errors(
        "let a = 1, b = 2",
        &["1:10 expected a statement, found ','"],
    );
    errors("}", &["1:1 expected a statement, found '}'"]);
    errors(
        "match (x) { 1 => }",
        &["1:18 expected an expression, found '}'"],
    );
    errors(
        "match (x) { + => 1 }",
        &["1:13 expected a pattern, found '+'"],
    );
    errors(
        "class A { x }",
        &["1:11 expected 'let', 'fn', 'static' or '}', found 'x'"],
    );
    errors(
        "import math",
        &["1:8 expected a module's name in quotes, found 'math'"],
    );
    errors("super()", &["1:6 expected '.', found '('"]);
    errors(
        &format!("let {} 1", "a".repeat(50)),
        &["1:56 expected '=', found '1'"],
    );
    errors(
        &format!("let x {}", "a".repeat(50)),
        &[format!("1:7 expected '=', found '{}...'", "a".repeat(40)).as_str()],
    );
}

#[test]
fn what_cannot_be_assigned() {
    errors("1 = x", &["1:1 cannot assign to a literal"]);
    errors("f() = x", &["1:1 cannot assign to a call"]);
    errors("a?.b = x", &["1:1 cannot assign to an optional field"]);
    errors("a[1:2] = x", &["1:1 cannot assign to a slice"]);
    errors("a + b = x", &["1:1 cannot assign to this expression"]);
    errors("self = x", &["1:1 cannot assign to self"]);
    errors("5++", &["1:1 cannot assign to a literal"]);
    errors("x++--", &["1:1 cannot assign to this expression"]);
    errors("[a, b] = c", &["1:1 cannot assign to this expression"]);
}

#[test]
fn what_must_be_last() {
    errors(
        "fn(...a, b) { }",
        &["1:7 the rest parameter must be the last"],
    );
    errors(
        "let [...a, b] = c",
        &["1:9 the rest of an array must be the last element"],
    );
}

#[test]
fn all_errors_of_a_file() {
    errors(
        "let a = ;\nlet b = 5 +;\nputs(1 +)\nputs(2 *)\nlet c = 'x'\nfn f() {\n  let = 1\n  if (x { }\n  g(\n}\nlet d 4\n",
        &[
            "1:9 expected an expression, found ';'",
            "2:12 expected an expression, found ';'",
            "3:9 expected an expression, found ')'",
            "4:9 expected an expression, found ')'",
            "5:9 unexpected character '''",
            "5:11 unexpected character '''",
            "7:7 expected a name, '[' or '{', found '='",
            "8:9 expected ')', found '{'",
            "10:1 expected an expression, found '}'",
            "11:7 expected '=', found '4'",
        ],
    );
}

#[test]
fn one_mistake_is_one_error() {
    errors(
        "puts((1 + 2)\nlet x = 3\nputs(x)\n",
        &["2:1 expected ',' or ')', found 'let'"],
    );
    errors(
        "let f = fn(a, { a + 1 }\nlet y = 2",
        &["1:15 expected a parameter name, found '{'"],
    );
    errors(
        "let h = {\n  \"a\" 1,\n  \"b\": 2\n}\nputs(h)",
        &["2:7 expected ':', found '1'"],
    );
    errors("let s = \"abc\nputs(s)\n", &["1:9 unterminated string"]);
    errors(
        "puts(\"abc)\nputs(+)\n",
        &[
            "1:6 unterminated string",
            "2:6 expected an expression, found '+'",
        ],
    );
    errors(
        "let s = `abc\nputs(s)\n",
        &["1:9 unterminated template string"],
    );
    errors("f(1, /* 2)\nputs(s)\n", &["1:6 unterminated comment"]);
    errors(
        "puts(`sum: ${a + b`)\n",
        &["1:6 unterminated template string"],
    );
    errors(
        "fn f() {\n  if (x) {\n    a\n}\nlet y = 1\n",
        &["6:1 expected '}', found end of file"],
    );
    errors("f(a, b))\ng()", &["1:8 expected a statement, found ')'"]);
    errors(
        "let x = 12abc + 1\nlet y = 2",
        &["1:9 invalid number '12abc'"],
    );
}

#[test]
fn too_many_errors_end_it() {
    assert_eq!(errors_of(&"let = 1\n".repeat(1000)).len(), 100);
    assert_eq!(errors_of(&"#\n".repeat(1000)).len(), 100);
}

#[test]
fn a_prompt_knows_when_to_ask_for_more() {
    use crate::monkey::parser::FileEnding::{Final, Open};
    let cases = [
        ("", Final),
        ("f(1)", Final),
        ("f(1", Open),
        ("f(1 +\n", Open),
        ("fn f() {\n  g()\n", Open),
        ("`a\nb", Open),
        ("1 /* a", Open),
        ("let x =", Open),
        ("let x = ) + f(", Final),
        ("\"abc", Final),
        ("f(1))", Final),
    ];
    for (text, ending) in cases {
        assert_eq!(parsed(text).1.ending, ending, "{text}");
    }
}

#[test]
fn how_they_are_shown() {
    let show = |text: &str| {
        let (sources, parsed) = parsed(text);
        sources.render_all(&parsed.errors, Style::Plain)
    };
    assert_eq!(
        show("let f = fn(a) {\n  puts(a\n}\n"),
        "\
error: expected ')', found '}'
 --> t.monkey:3:1
  |
3 | }
  | ^
  |
note: the '(' is here
 --> t.monkey:2:7
  |
2 |   puts(a
  |       ^
"
    );
    assert_eq!(
        show("let s = \"abc;\nputs(s);"),
        "\
error: unterminated string
 --> t.monkey:1:9
  |
1 | let s = \"abc;
  |         ^
  |
help: close it with '\"' on the same line; a string over several lines is written in backquotes
"
    );
    assert_eq!(
        show("++i"),
        "\
error: expected an expression, found '++'
 --> t.monkey:1:1
  |
1 | ++i
  | ^^
  |
help: write 'x++' or 'x += 1'
"
    );
}
