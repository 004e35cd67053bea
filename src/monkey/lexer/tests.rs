//! Each case is a text, and its tokens or its errors as one line.

use super::{Kind, LineStart, lex};
use crate::source::SourceMap;

fn show(text: &str) -> (String, String) {
    let mut sources = SourceMap::new();
    let file = sources.add("t", text).unwrap();
    let out = lex(&sources, file);
    let tokens = out.tokens.iter().map(|token| {
        let line = if token.line == LineStart::First {
            "|"
        } else {
            ""
        };
        let at = token.payload as usize;
        let value = match token.kind {
            Kind::Name => text[token.start as usize..token.end as usize].to_string(),
            Kind::Int => out.ints[at].to_string(),
            Kind::BigInt => format!("big {}", out.big_ints[at]),
            Kind::Float => format!("{:?}", out.floats[at]),
            Kind::Str | Kind::TemplateText => format!("{:?}", out.strings[at]),
            kind => format!("{kind:?}"),
        };
        format!("{line}{value}")
    });
    let errors = out
        .errors
        .iter()
        .map(|e| format!("{} {}", sources.position(e.span.unwrap()), e.message));
    (
        tokens.collect::<Vec<_>>().join(" "),
        errors.collect::<Vec<_>>().join("; "),
    )
}

fn tokens(text: &str, expected: &str) {
    assert_eq!(show(text), (expected.to_string(), String::new()), "{text}");
}

fn errors(text: &str, expected: &str) {
    assert_eq!(show(text).1, expected, "{text}");
}

#[test]
fn numbers() {
    tokens("0 12 1_000 0xFf 0b1_01 0XA", "|0 12 1000 255 5 10 End");
    tokens(
        "9223372036854775807 9223372036854775808",
        "|9223372036854775807 big 9223372036854775808 End",
    );
    tokens("0xFFFFFFFFFFFFFFFF", "|big 18446744073709551615 End");
    tokens(
        "1.5 1e9 2.5e-3 1E+2 1_0.0_1",
        "|1.5 1000000000.0 0.0025 100.0 10.01 End",
    );
    tokens("0..5 1.x 1...2", "|0 DotDot 5 1 Dot x 1 Ellipsis 2 End");
    errors("12abc", "1:1 invalid number '12abc'");
    errors(
        "1__0 0x 0b12 1e",
        "1:1 invalid number '1__0'; 1:6 invalid number '0x'; 1:9 invalid number '0b12'; 1:14 invalid number '1e'",
    );
}

#[test]
fn names_and_keywords() {
    tokens(
        "let letter für 变量 _ _a1 é",
        "|Let letter für 变量 _ _a1 é End",
    );
    tokens("a\u{A0}b\u{2003}c", "|a b c End");
}

#[test]
fn strings() {
    tokens(
        r#""a\n\t\r\0\\\"\u{1F600}" "" "ä""#,
        r#"|"a\n\t\r\0\\\"😀" "" "ä" End"#,
    );
    errors("\"abc\nx", "1:1 unterminated string");
    errors("\"abc\\", "1:1 unterminated string");
    errors("x \"abc\\\nx", "1:3 unterminated string");
    errors(
        r#""a\qb\ü" "#,
        r"1:3 unknown escape '\q'; 1:6 unknown escape '\ü'",
    );
    errors(
        r#""\u{}" "\u41" "\u{110000}" "\u{D800}" "\u{41" "#,
        r"1:2 invalid escape '\u{}'; 1:9 invalid escape '\u'; 1:16 invalid escape '\u{110000}'; 1:29 invalid escape '\u{D800}'; 1:40 invalid escape '\u{41'",
    );
}

#[test]
fn templates() {
    tokens(
        "`a${b}c`",
        r#"|TemplateStart "a" TemplateOpen b TemplateClose "c" TemplateEnd End"#,
    );
    tokens(
        "`` `$5 \\` \\${x}`",
        r#"|TemplateStart TemplateEnd TemplateStart "$5 ` ${x}" TemplateEnd End"#,
    );
    tokens(
        "`${ {1: `${x}`} }`",
        "|TemplateStart TemplateOpen OpenBrace 1 Colon TemplateStart TemplateOpen x TemplateClose TemplateEnd CloseBrace TemplateClose TemplateEnd End",
    );
    errors("x = `abc", "1:5 unterminated template string");
    errors("`sum: ${a + b`\nx", "1:1 unterminated template string");
}

#[test]
fn comments_and_lines() {
    tokens("a // b\nc /* d /* e */ f */ g", "|a |c g End");
    tokens("a /*\n*/ b", "|a |b End");
    tokens("#!/usr/bin/env hivm\na", "|a End");
    errors("a /* b /* c */", "1:3 unterminated comment");
    tokens("", "|End");
}

#[test]
fn marks() {
    tokens(
        "a?.b??c?d",
        "|a QuestionDot b QuestionQuestion c Question d End",
    );
    tokens(
        "** *= * |> || | => == = >>=",
        "|StarStar StarEq Star Pipe OrOr Or Arrow EqEq Eq ShiftRight Eq End",
    );
    errors(
        "a # b @ 'c'",
        "1:3 unexpected character '#'; 1:7 unexpected character '@'; 1:9 unexpected character '''; 1:11 unexpected character '''",
    );
}

#[test]
fn brackets_find_their_closers() {
    let mut sources = SourceMap::new();
    let file = sources.add("t", "([)]{(}").unwrap();
    assert_eq!(lex(&sources, file).closers, [2, 0, 0, 0, 6, 0, 0, 0]);
}
