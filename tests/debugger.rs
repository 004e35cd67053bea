//! The debugger as users have it: at a prompt in a terminal, and by scripts.
//!
//! `HIVM_BLESS=1 cargo test --test debugger` writes the transcripts in `docs/debugger.md` anew; look at the difference.
#![cfg(all(feature = "debugger", unix))]

#[path = "debugger/commands.rs"]
mod commands;
#[path = "debugger/interrupts.rs"]
mod interrupts;
#[path = "debugger/terminal.rs"]
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use terminal::{PROMPT, Terminal};

/// A directory of a test's own.
fn scratch(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("debugger")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// `hivm debug --plain --batch` with a program and a script, in a directory of its own.
fn script(name: &str, program: &str, lua: &str, more: &[&str]) -> Output {
    let directory = scratch(name);
    fs::write(directory.join("case.monkey"), program).unwrap();
    fs::write(directory.join("case.lua"), lua).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hivm"))
        .args(["debug", "--plain", "--batch", "--script", "case.lua"])
        .args(more)
        .arg("case.monkey")
        .current_dir(directory)
        .env_remove("HIVM_LOG")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a script printed; it must end well.
#[track_caller]
fn prints(name: &str, program: &str, lua: &str, more: &[&str], expected: &str) {
    let output = script(name, program, lua, more);
    assert_eq!(text(&output.stderr), "", "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), expected);
    assert_eq!(output.status.code(), Some(0));
}

const SUM: &str = "\
let total = 0;
fn add(n) {
    let twice = n * 2;
    total = total + twice;
    total
}
for (let i = 0; i < 100; i++) {
    add(i);
}
puts(total);
";

/// Everything is hot at once.
const EAGER: &[&str] = &[
    "--jit=eval",
    "--jit-heat=3",
    "--jit-exit-heat=2",
    "--jit-worth=1",
];

#[test]
fn a_breakpoint_in_hot_code_stops_at_the_next_round() {
    let lua = "\
breakpoint(8, 'i == 60')
local stop = continue()
print(stop.reason, stop.line, eval('i'), eval('total'))
print(#traces() > 0, #exits(traces()[1].id) >= 0)
delete(1)
local second = breakpoint('case.monkey', 4)
stop = continue()
print(stop.reason, stop.breakpoints[1] == second.id, stop.line, eval('n'), eval('twice'), eval('total'))
stop = continue()
print(stop.line, eval('n'), breakpoints()[1].hits)
delete()
stop = continue()
print(stop.reason, stop.text, stop.status)
";
    prints(
        "hot",
        SUM,
        lua,
        EAGER,
        "breakpoint\t8\t60\t3540\ntrue\ttrue\nbreakpoint\ttrue\t4\t60\t120\t3540\n4\t61\t2\n9900\nended\tnull\t0\n",
    );
}

#[test]
fn conditions_hits_and_ignored_hits() {
    let lua = "\
local b = breakpoint('add', function(place) return eval('n') % 10 == 0 end)
ignore(b.id, 2)
print(continue().reason, eval('n'), breakpoints()[1].hits, breakpoints()[1].ignore)
disable(b.id)
local once = tbreak{line = 4, condition = 'n > 50'}
print(continue().line, eval('n'), #breakpoints())
enable(b.id)
print(continue().line, eval('n'))
condition(b.id, 'n == 99')
print(continue().line, eval('n'))
condition(b.id)
ignore(b.id, 1000)
print(continue().reason)
";
    prints(
        "conditions",
        SUM,
        lua,
        EAGER,
        "breakpoint\t20\t3\t0\n4\t51\t1\n3\t60\n3\t99\n9900\nended\n",
    );
}

#[test]
fn steps() {
    let lua = "\
local function at(stop) print(stop.reason, stop.func, stop.line) end
for n = 1, 8 do at(step()) end
local stop = finish()
print(stop.reason, stop.line, stop.text)
for n = 1, 3 do at(next()) end
at(step()) at(step())
at(advance(5))
local before = where().address
print(stepi().address ~= before)
restart()
breakpoint('add')
continue()
frame(1)
print(eval('i'), frame().func)
frame(0)
delete()
kill()
print(pcall(continue))
print(restart().reason, where().line)
tbreak(10)
print(continue().line, eval('total'))
";
    let output = script("steps", SUM, lua, EAGER);
    assert_eq!(text(&output.stderr), "");
    let expected = "\
step\tmain\t7
step\tmain\t8
step\tadd\t3
step\tadd\t4
step\tadd\t5
step\tmain\t7
step\tmain\t8
step\tadd\t3
finished\t7\t2
step\tmain\t8
step\tmain\t7
step\tmain\t8
";
    let out = text(&output.stdout);
    assert!(out.starts_with(expected), "{out}");
    assert!(out.contains("the program is not running"), "{out}");
    assert!(out.ends_with("start\t1\n10\t9900\n"), "{out}");
}

#[test]
fn values_are_read_and_written() {
    let program = "\
class Point { let x; let y; fn init(x, y) { self.x = x; self.y = y } fn sum() { self.x + self.y } }
fn counter(step) {
    let count = 0;
    fn() { count = count + step; count }
}
let up = counter(5);
let p = Point(1, 2);
let xs = [10, 20, 30];
let h = {\"a\": 1, 2: \"two\"};
let cycle = [1]; cycle.push(cycle);
up();
puts(up(), p.sum(), xs, h);
";
    let lua = "\
breakpoint(4)
continue()
continue()
print(eval('count'), eval('step'))
for _, v in ipairs(locals()) do print(v.name, v.text) end
set('count', 100)
print(eval('count = count + 1'), eval('count'))
delete()
breakpoint(12)
continue()
local p, xs, h = eval('p'), eval('xs'), eval('h')
print(p.x, p.y, p, #xs, xs[0], xs[-1], xs[9], h.a, h[2], #h)
for k, v in pairs(xs) do io.write(k, '=', v, ' ') end
for k, v in pairs(h) do io.write(tostring(k), '=', tostring(v), ' ') end
print()
print(xs == eval('[10, 20, 30]'), xs == eval('[1]'), eval('p') == p)
print(eval('cycle'))
set('p.x', 40)
set('xs[1]', 'changed')
print(eval('p.sum()'), eval('xs.map(x => `${x}!`)'))
eval('no_name ?? 1')
";
    let output = script("values", program, lua, &[]);
    let out = text(&output.stdout);
    let expected = "\
0\t5
count\t0
step\t5
101\t101
";
    assert!(out.starts_with(expected), "{out}\n{}", text(&output.stderr));
    assert!(
        out.contains("1\t2\tPoint {x: 1, y: 2}\t3\t10\t30\tnil\t1\ttwo\t2\n"),
        "{out}"
    );
    assert!(out.contains("0=10 1=20 2=30 a=1 2=two \n"), "{out}");
    assert!(out.contains("true\tfalse\ttrue\n[1, [...]]\n"), "{out}");
    assert!(
        out.contains("42\t[\"10!\", \"changed!\", \"30!\"]\n"),
        "{out}"
    );
    // The last line names what there is not.
    let error = text(&output.stderr);
    assert!(
        error.contains("case.lua:21: identifier not found: no_name"),
        "{error}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn throws_and_watches() {
    let program = "\
let box = {\"n\": 0};
fn work(k) {
    let local = k;
    local = local + 1;
    if (k == 3) { throw \"three\" }
    box.n = box.n + local;
    local
}
let sum = 0;
for (let i = 0; i < 5; i++) {
    try { sum += work(i) } catch (e) { sum += 100 }
}
throw error(\"end\");
";
    let lua = "\
catch('throw')
local stop = continue()
print(stop.reason, stop.text, stop.line, eval('k'), stop.func)
catch('uncaught')
stop = continue()
print(stop.reason, stop.text, stop.line)
stop = continue()
print(stop.reason, stop.message, stop.line)
restart()
catch('nothing')
tbreak(4)
continue()
local w = watch('local')
for n = 1, 2 do stop = continue() print(stop.reason, stop.expression, stop.oldText, stop.newText) end
watch('sum')
watch('box.n')
for n = 1, 4 do stop = continue() print(stop.expression, stop.oldText, stop.newText) end
";
    prints(
        "throws",
        program,
        lua,
        EAGER,
        "throw\t\"three\"\t5\t3\twork\nthrow\terror(\"end\")\t13\nended\tend\t13\n\
         watch\tlocal\t0\t1\nwatch\tlocal\t1\tgone\n\
         sum\t0\t1\nbox.n\t1\t3\nsum\t1\t3\nbox.n\t3\t6\n",
    );
}

#[test]
fn events_are_told() {
    let lua = "\
local counts = {}
for _, event in ipairs{'trace_recorded', 'compiled', 'bailout', 'throw', 'gc', 'log'} do
    on(event, function(e) counts[event] = (counts[event] or 0) + 1 end)
end
local stops = 0
on('stop', function(stop) stops = stops + 1 return 'continue' end)
breakpoint{line = 4, log = 'n is {n}', condition = 'n % 50 == 0'}
breakpoint('add', 'n == 7')
local stop = continue()
print(stop.reason, stops, counts.log, (counts.trace_recorded or 0) > 0, (counts.compiled or 0) > 0)
status(7)
";
    let hot = "let s = 0;\nfor (let i = 0; i < 500; i++) { s += i }\n";
    // The lines of the other one stay what they are.
    let program = SUM.replacen(
        "let total = 0;\n",
        &format!("let total = 0; {}", hot.replace('\n', " ")),
        1,
    ) + "\n";
    let output = script("events", &program, lua, EAGER);
    assert_eq!(
        text(&output.stdout),
        "n is 0\nn is 50\n9900\nended\t2\t2\ttrue\ttrue\n",
        "{}",
        text(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(7));
}

#[test]
fn a_breakpoint_in_the_program() {
    let program = "let n = 1;\nfor (let i = 0; i < 50; i++) { n += i; if (i == 40) { breakpoint() } }\nputs(n);\n";
    let lua = "\
local stop = continue()
print(stop.reason, stop.line, eval('i'))
print(continue().reason)
";
    prints(
        "call",
        program,
        lua,
        EAGER,
        "breakpoint call\t2\t40\n1226\nended\n",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_hivm"))
        .args(["eval", "breakpoint(); 5"])
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "5\n");
}

#[test]
fn errors_name_their_line_and_the_session_goes_on() {
    let lua = "\
breakpoint(4)
continue()
print(pcall(breakpoint, 'nothing'))
print(pcall(breakpoint, 'case.monkey', 99))
print(pcall(eval, '1 +'))
print(pcall(eval, '1 + \"a\"'))
print(eval('n'))
breakpoint('add', function() error('in a condition') end)
print(pcall(continue))
print(where().reason, eval('n'))
delete()
local x = nil + 1
";
    let output = script("errors", SUM, lua, &[]);
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert!(out.contains("there is no function nothing"), "{out}");
    assert!(
        out.contains("case.monkey has no code from line 99 on"),
        "{out}"
    );
    assert!(out.contains("type mismatch: int + string"), "{out}");
    assert!(out.contains("condition failed\t1\n"), "{out}");
    assert!(
        error.contains("case.lua:12: attempt to perform arithmetic on a nil value"),
        "{error}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn assembly_is_debugged_too() {
    let directory = scratch("assembly");
    let program = "\
.sub main()
  int $r0, 0
  int $r1, 0
again:
  add $r0, $r0, $r1
  next_lt_i $r1, 5, again
  ret $r0
.end
";
    fs::write(directory.join("case.hasm"), program).unwrap();
    let run = |commands: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hivm"));
        command.args(["debug", "--plain", "--batch", "case.hasm"]);
        for text in commands {
            command.args(["--command", text]);
        }
        let output = command
            .current_dir(&directory)
            .env("NO_COLOR", "1")
            .output();
        text(&output.unwrap().stdout)
    };
    let out = run(&[
        "disassemble",
        "b 5",
        "c",
        "c",
        "registers",
        "registers(0, 100)",
        "d",
        "c",
    ]);
    assert!(out.contains("breakpoint 1 at case.hasm:5"), "{out}");
    assert!(out.contains("r1    int       1\n"), "{out}");
    assert!(
        out.contains("the program has ended; it returned 110"),
        "{out}"
    );
}

#[test]
fn the_terminal_has_history_completion_and_repetition() {
    let directory = scratch("terminal");
    fs::write(directory.join("case.monkey"), SUM).unwrap();
    let home = directory.join("home");
    fs::create_dir_all(&home).unwrap();
    let start = || {
        let mut terminal = Terminal::new(&["debug", "case.monkey"], &directory, &home, "xterm");
        terminal.until(PROMPT);
        terminal
    };
    let mut terminal = start();
    terminal.send("breakpoints()\n");
    terminal.until("no breakpoints");
    terminal.until(PROMPT);
    // The only word that begins so.
    terminal.send("disas\t\n");
    terminal.until("f0 main");
    terminal.until(PROMPT);
    // An unfinished text goes on.
    terminal.send("for n = 1, 2 do\n");
    terminal.send("print('round ' .. n) end\n");
    terminal.until("round 2");
    terminal.until(PROMPT);
    terminal.send("step\n");
    terminal.until("step in main");
    terminal.until(PROMPT);
    terminal.send("\n");
    terminal.until("step in main");
    terminal.until(PROMPT);
    terminal.send("quit\n");
    assert_eq!(terminal.end().1, Some(0));
    let mut terminal = start();
    // What was entered last, in the session before.
    terminal.send("\u{1b}[A\u{1b}[A\n");
    terminal.until("step in main");
    terminal.until(PROMPT);
    terminal.send("q\n");
    assert_eq!(terminal.end().1, Some(0));
}

#[test]
fn commands_of_a_directory_are_asked_about_once() {
    let directory = scratch("trust");
    fs::write(directory.join("case.monkey"), SUM).unwrap();
    fs::write(
        directory.join(".hivm.lua"),
        "function mine() return 'own command' end\n",
    )
    .unwrap();
    let home = directory.join("home");
    fs::create_dir_all(home.join(".config/hivm")).unwrap();
    fs::write(
        home.join(".config/hivm/debug.lua"),
        "function users() return 'users command' end\n",
    )
    .unwrap();
    let start = || Terminal::new(&["debug", "case.monkey"], &directory, &home, "dumb");
    let mut terminal = start();
    terminal.until("[y/N] ");
    terminal.send("n\n");
    terminal.until(PROMPT);
    assert!(
        terminal
            .enter("mine()")
            .contains("attempt to call a nil value")
    );
    assert!(terminal.enter("users()").contains("users command"));
    drop(terminal);
    let mut terminal = start();
    terminal.until("[y/N] ");
    terminal.send("y\n");
    terminal.until(PROMPT);
    assert!(terminal.enter("mine()").contains("own command"));
    drop(terminal);
    let mut terminal = start();
    let greeting = terminal.until(PROMPT);
    assert!(!greeting.contains("y/N"), "{greeting}");
    assert!(terminal.enter("mine()").contains("own command"));
}

/// The sessions in `docs/debugger.md` are what happens.
#[test]
fn the_transcripts_are_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/debugger.md");
    let document = fs::read_to_string(&path).unwrap();
    let directory = path.with_extension("");
    let mut made = String::new();
    let mut rest = document.as_str();
    while let Some((before, block)) = rest.split_once("```console\n") {
        let (block, after) = block.split_once("```\n").unwrap();
        made += before;
        made += &format!("```console\n{}```\n", session(block, &directory));
        rest = after;
    }
    made += rest;
    if std::env::var_os("HIVM_BLESS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert_eq!(made, document);
}

/// The block with what its entries give now.
fn session(block: &str, directory: &Path) -> String {
    let (command, entries) = block.split_once('\n').unwrap();
    let args: Vec<&str> = command
        .strip_prefix("$ hivm ")
        .expect("a block begins with its command")
        .split(' ')
        .collect();
    let home = scratch("transcript");
    let mut made = format!("{command}\n");
    let mut terminal = Terminal::new(&args, directory, &home, "dumb");
    made += &terminal.until(PROMPT);
    for line in entries.lines() {
        if let Some(entry) = line.strip_prefix(PROMPT) {
            made += &format!("{PROMPT}{entry}\n");
            if matches!(entry, "quit" | "q") {
                break;
            }
            made += &terminal.enter(entry);
        }
    }
    made
}
