//! Ctrl-C in sessions at a terminal.

use std::fs;

use super::scratch;
use super::terminal::{PROMPT, Terminal};

#[test]
fn ctrl_c_stops_the_program_and_not_the_session() {
    let directory = scratch("interrupt");
    fs::write(
        directory.join("case.monkey"),
        "let n = 0;\nputs(\"begun\");\nwhile (true) { n += 1 }\n",
    )
    .unwrap();
    let args = ["debug", "--plain", "case.monkey"];
    let mut terminal = Terminal::new(&args, &directory, &directory, "dumb");
    terminal.until(PROMPT);
    terminal.send("tbreak 3\n");
    terminal.until(PROMPT);
    terminal.send("c\n");
    terminal.until(PROMPT);
    terminal.send("c\n");
    terminal.until("\n");
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.send("\u{3}");
    terminal.until("interrupt in main at case.monkey:3");
    terminal.until(PROMPT);
    assert!(terminal.enter("eval n > 0").starts_with("true"));
    terminal.enter("set(\"n\", 0)");
    assert_eq!(terminal.enter("k").trim(), "the program was killed");
    terminal.enter("r");
    terminal.send("q\n");
    assert_eq!(terminal.end().1, Some(0));
}

#[test]
fn an_interrupted_program_shows_no_value_that_native_code_has_lost() {
    let directory = scratch("lost");
    let program = "\
        fn work(n) {\n    let twice = n * 2;\n    let more = twice + 1;\n    let end = spin(more);\n    return end + more;\n}\n\
        fn spin(more) {\n    let i = 0;\n    while (i < more % 10 || more > 7900) { i += 1; }\n    return i;\n}\n\
        puts(\"begun\");\nfor (let n = 0; n < 5000; n++) { work(n) }\n";
    fs::write(directory.join("case.monkey"), program).unwrap();
    let args = ["debug", "--plain", "--jit=sync", "case.monkey"];
    let mut terminal = Terminal::new(&args, &directory, &directory, "dumb");
    terminal.until(PROMPT);
    terminal.send("c\n");
    terminal.until("begun");
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.send("\u{3}");
    terminal.until("interrupt in spin at case.monkey:9");
    terminal.until(PROMPT);
    terminal.enter("up");
    let locals = terminal.enter("locals()");
    let shown = |name: &str, text: &str| locals.contains(&format!("{name} = {text}"));
    assert!(
        shown("more", "7901"),
        "it is read behind the call: {locals}"
    );
    assert!(shown("twice", "<optimized out>"), "{locals}");
    assert!(
        terminal
            .enter("eval(\"twice\")")
            .contains("twice is <optimized out>")
    );
    // From here on variables are kept.
    terminal.enter("set(\"more\", 20)");
    terminal.enter("down");
    terminal.enter("set(\"more\", 5)");
    terminal.enter("break 5 if twice == 7920");
    terminal.send("c\n");
    std::thread::sleep(std::time::Duration::from_millis(500));
    terminal.send("\u{3}");
    terminal.until("interrupt in spin at case.monkey:9");
    terminal.until(PROMPT);
    assert_eq!(terminal.enter("eval more").trim(), "7903");
    terminal.enter("up");
    let locals = terminal.enter("locals()");
    assert!(locals.contains("twice = 7902"), "{locals}");
    terminal.send("q\n");
    assert_eq!(terminal.end().1, Some(0));
}
