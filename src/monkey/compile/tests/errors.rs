//! What is refused, and where.

use crate::source::SourceMap;

/// All errors, as `line:column message`.
fn errors(text: &str) -> Vec<String> {
    let mut sources = SourceMap::new();
    let file = sources.add("test", text).unwrap();
    let errors = crate::monkey::compile(&sources, file)
        .err()
        .unwrap_or_default();
    let place = |error: &crate::source::Diagnostic| match error.span {
        Some(span) => format!("{} {}", sources.position(span), error.message),
        None => error.message.clone(),
    };
    errors.iter().map(place).collect()
}

#[test]
fn names() {
    assert_eq!(
        errors("fn f() { b }\na\nlet c = d"),
        [
            "1:10 identifier not found: b",
            "2:1 identifier not found: a",
            "3:9 identifier not found: d"
        ]
    );
    assert_eq!(errors("fn f() { f2() }\nfn f2() { f() }"), [""; 0]);
    assert_eq!(
        errors("__want(1)"),
        ["1:1 identifier not found: __want"],
        "natives of the prelude are hidden"
    );
    assert_eq!(
        errors("{ let x = 1 }\nx"),
        ["1:3 expected an expression, found 'let'"]
    );
    assert_eq!(
        errors("if (true) { let x = 1 }\nx"),
        ["2:1 identifier not found: x"]
    );
}

#[test]
fn assignments() {
    assert_eq!(
        errors("const a = 1; a = 2; fn f() { a++ }; len = 1; map = 2"),
        [
            "1:14 cannot assign to const a",
            "1:30 cannot assign to const a",
            "1:37 cannot assign to builtin len",
            "1:46 cannot assign to builtin map",
        ]
    );
}

#[test]
fn control() {
    assert_eq!(
        errors("break; while (true) { fn g() { continue } }"),
        ["1:1 break outside a loop", "1:32 continue outside a loop"]
    );
    assert_eq!(
        errors("fn f(a, _, _, a) { }"),
        ["1:15 duplicate parameter a"]
    );
}

#[test]
fn imports() {
    assert_eq!(
        errors(
            "import \"math\" for sqr, pow; import \"./x\"; if (true) { import \"json\" }; math.pi"
        ),
        [
            "1:19 module math has no member sqr",
            "1:36 module ./x not found: files cannot be imported here",
            "1:55 an import stands at the top level of its file",
            "1:72 identifier not found: math",
        ]
    );
}

#[test]
fn what_does_not_fit() {
    let many: String = (0..5000).map(|n| format!("let v{n} = {n};")).collect();
    assert_eq!(
        errors(&format!("fn f() {{ {many} v0 }}")),
        ["1:1 function needs more than 4096 registers"]
    );
    // At the top level the rest are globals.
    assert_eq!(errors(&many), [""; 0]);
}
