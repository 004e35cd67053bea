//! Tests of the runner itself: a runner that passes everything would look like a perfect VM.
//!
//! Each test feeds the parser, the reader of diagnostics or the comparison a text and checks what comes out.
//!
//! Invariant: every way in which a case can be wrong or can fail has a test here that sees it reported.

use libtest_mimic::{Failed, Trial};

use crate::case::{self, Case, Ending, Place};
use crate::compare::{compare, diagnostics, difference};
use crate::execute::Finished;
use crate::jit;

type Check = fn() -> Result<(), Failed>;

/// The tests, each under `runner::`.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Check); 10] = [
        ("reads_every_directive", reads_every_directive),
        ("refuses_a_case_without_expectation", refuses_nothing),
        ("refuses_misspelt_directives", refuses_misspelt),
        ("takes_comments_that_are_no_directives", takes_comments),
        ("sees_wrong_output", sees_wrong_output),
        ("sees_wrong_status", sees_wrong_status),
        ("sees_wrong_errors", sees_wrong_errors),
        ("reads_diagnostics_back", reads_diagnostics),
        ("compares_statistics", compares_statistics),
        ("shows_differences_line_by_line", shows_differences),
    ];
    tests
        .into_iter()
        .map(|(name, test)| Trial::test(format!("runner::{name}"), test))
        .collect()
}

fn check(holds: bool, what: impl Into<String>) -> Result<(), Failed> {
    if holds {
        Ok(())
    } else {
        Err(what.into().into())
    }
}

fn reads_every_directive() -> Result<(), Failed> {
    let text = "puts(1) // expect: 1\nputs(\"//\") // expect: //\n// expect:\n// expect error: no: way\n\
                // expect error at: 3:14\n// expect frame: f at 3:14\n// status: 7\n// stdin: a b\n// args: x y\n\
                // options: --max-depth 5\n// not on: plain gc-stress\n// slow\n";
    let case = case::parse(text, "//")?;
    check(case.output == ["1", "//", ""], format!("{case:?}"))?;
    let place = Some(Place {
        line: 3,
        column: 14,
    });
    check(
        matches!(&case.ending, Ending::Uncaught(error) if error.message == "no: way" && error.place == place),
        format!("{case:?}"),
    )?;
    check(case.frames == ["f at 3:14"], format!("{case:?}"))?;
    check(case.status == 7 && case.slow, format!("{case:?}"))?;
    check(case.input == ["a b"], format!("{case:?}"))?;
    check(case.arguments == ["x", "y"], format!("{case:?}"))?;
    check(case.options == ["--max-depth", "5"], format!("{case:?}"))?;
    check(case.not_on == ["plain", "gc-stress"], format!("{case:?}"))?;
    let rejected = case::parse("; expect compile error at 1:2: bad: thing", ";")?;
    check(
        matches!(&rejected.ending, Ending::Rejected(errors) if errors[0].message == "bad: thing"),
        format!("{rejected:?}"),
    )?;
    check(rejected.status == 2, format!("{rejected:?}"))
}

fn refuses_nothing() -> Result<(), Failed> {
    let empty = case::parse("puts(1)\n// slow\n// stdin: x\n", "//");
    check(empty.is_err(), format!("{empty:?}"))?;
    let status = case::parse("exit(0) // status: 0", "//");
    check(status.is_ok(), format!("{status:?}"))
}

fn refuses_misspelt() -> Result<(), Failed> {
    for text in [
        "// expect 3",
        "// expects: 3",
        "// expect error at 3:4: x",
        "// expect compile error: x",
        "// expect compile error at 1: x",
        "// expect error at: 3",
        "// expect: 1\n// expect error at: 1:1",
        "// status: one",
        "// status: 1\n// status: 1",
        "// expect error: a\n// expect compile error at 1:1: b",
    ] {
        let case = case::parse(text, "//");
        check(case.is_err(), format!("{text} gave {case:?}"))?;
    }
    Ok(())
}

fn takes_comments() -> Result<(), Failed> {
    let case = case::parse(
        "// slower than it looks\n// what to expect: nothing\nputs(1) // one // expect: 1",
        "//",
    )?;
    check(case.output == ["1"] && !case.slow, format!("{case:?}"))
}

/// Compares a case with what a program printed.
fn outcome(text: &str, output: &str, status: i32, error: &str) -> Result<(), String> {
    let case: Case = case::parse(text, "//")?;
    let finished = Finished {
        output: output.to_string(),
        diagnostics: error.to_string(),
        status,
    };
    compare(&case, "a.monkey", &finished)
}

fn sees_wrong_output() -> Result<(), Failed> {
    let text = "// expect: 1\n// expect: 2";
    check(outcome(text, "1\n2\n", 0, "").is_ok(), "the right output")?;
    check(outcome(text, "1\n2", 0, "").is_ok(), "no last newline")?;
    for wrong in [
        "",
        "1\n",
        "1\n3\n",
        "2\n1\n",
        "1\n2\n3\n",
        "1\n2 \n",
        "1\n2\n\n",
    ] {
        check(outcome(text, wrong, 0, "").is_err(), wrong)?;
    }
    check(outcome(text, "1\n2\n", 0, "warning").is_err(), "a warning")
}

fn sees_wrong_status() -> Result<(), Failed> {
    check(outcome("// status: 3", "", 3, "").is_ok(), "the right one")?;
    check(outcome("// status: 3", "", 0, "").is_err(), "none")?;
    check(
        outcome("// expect: 1", "1\n", 101, "").is_err(),
        "a panic's",
    )
}

const REPORT: &str = "error: bad: thing\n --> a.monkey:3:7\n  |\n3 |     a + b\n  |       ^\ncall stack:\n  \
                      f at a.monkey:3:7\n  main at a.monkey:6:1\n";

fn sees_wrong_errors() -> Result<(), Failed> {
    let right = "// expect error: bad: thing\n// expect error at: 3:7\n// expect frame: f at 3:7\n\
                 // expect frame: main at 6:1";
    let reported = outcome(right, "", 1, REPORT);
    check(reported.is_ok(), format!("{reported:?}"))?;
    for wrong in [
        "// expect error: bad",
        "// expect error: bad: thing\n// expect error at: 3:8",
        "// expect error: bad: thing\n// expect frame: f at 3:7",
        "// expect compile error at 3:7: bad: thing",
        "// expect: 1",
    ] {
        check(outcome(wrong, "", 1, REPORT).is_err(), wrong)?;
    }
    let elsewhere = REPORT.replace("--> a.monkey", "--> b.monkey");
    check(outcome(right, "", 1, &elsewhere).is_err(), "another file")?;
    let two = "// expect compile error at 3:7: bad: thing\n// expect compile error at 4:1: x";
    check(outcome(two, "", 2, REPORT).is_err(), "one of two")
}

fn compares_statistics() -> Result<(), Failed> {
    let said = "{\"sites\":2,\"exits\":{\"throw\":3,\"guard_tag\":1},\"tree-list\":[{},{}],\"time\":0.5}\nerror: x\n";
    let (object, rest) = jit::split(said)?;
    check(rest == "error: x\n", rest)?;
    check(jit::split("error: x\n").is_err(), "no statistics")?;
    let outcome = |text: &str| jit::compare(&jit::parse(text)?, &object);
    for right in [
        "sites=2 sites<=2 sites>=2",
        "exits=4 exits.throw=3",
        "exits.guard_true=0 tree-list=2",
    ] {
        check(outcome(right).is_ok(), format!("{:?}", outcome(right)))?;
    }
    for wrong in [
        "",
        "sites",
        "sites=x",
        "sites=1",
        "sites<=1",
        "sites>=3",
        "sights=0",
        "exits.tag=0",
        "sites.throw=0",
        "time=0",
        "sites=2 exits=0",
    ] {
        check(outcome(wrong).is_err(), wrong)?;
    }
    let case = case::parse("// expect jit: sites=1", "//");
    check(case.is_err(), "a case that states nothing else")
}

fn reads_diagnostics() -> Result<(), Failed> {
    let text = format!("error: two\n       lines\n --> a b:c:10:2\n{REPORT}error: bare\n");
    let found = diagnostics(&text);
    check(found.len() == 3, format!("{found:?}"))?;
    check(found[0].message == "two\nlines", format!("{found:?}"))?;
    check(
        found[0].file.as_deref() == Some("a b:c"),
        format!("{found:?}"),
    )?;
    let place = Some(Place {
        line: 10,
        column: 2,
    });
    check(found[0].place == place, format!("{found:?}"))?;
    check(found[1].message == "bad: thing", format!("{found:?}"))?;
    check(
        found[2].message == "bare" && found[2].place.is_none(),
        format!("{found:?}"),
    )
}

fn shows_differences() -> Result<(), Failed> {
    let text = |lines: &str| lines.chars().map(String::from).collect::<Vec<_>>();
    let shown = difference(&text("abcdefghijk"), &text("abcdeFghXijk"));
    let wanted = "    (2 equal lines)\n    c\n    d\n    e\n  - f\n  + F\n    g\n    h\n  + X\n    i\n    j\n    k";
    check(shown == wanted, shown)
}
