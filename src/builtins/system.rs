//! The world outside: output, input, files, time, the process, errors.
//!
//! ```text
//! puts("a", 1) prints two lines    readLine() -> "text" or null    exit(3) ends the program with status 3
//! readFile("no.txt") -> error readFile: no.txt: No such file or directory
//! ```
//!
//! Invariant: what a program sees of a failure names the builtin, the path and the cause, and input that could
//! not be delivered for want of memory is still there when the instruction runs again.

use std::fs::File;
use std::io::{self, BufRead, Cursor, ErrorKind, Read};
use std::time::{SystemTime, UNIX_EPOCH};

use super::args::{int, string, unfit};
use super::strings::reserve;
use super::{BreakCalls, Builtin, Host, at_least, between, function};
use crate::heap::{Array, Str};
use crate::runtime::fault::{Arity, Fault, FaultKind};
use crate::runtime::print::{Form, write_value};
use crate::value::Value;

/// The cause as people read it, without the number that Rust appends.
fn cause(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error")
        .next()
        .unwrap_or_default()
        .to_string()
}

fn clock(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    Ok(Value::float(host.start.elapsed().as_secs_f64()))
}

fn time(_: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    let seconds = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_secs_f64(),
        Err(before) => -before.duration().as_secs_f64(),
    };
    Ok(Value::float(seconds))
}

fn args(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    let mut values = Vec::with_capacity(host.args.len());
    for text in &host.args {
        values.push(Str::new(&mut host.heap, text)?.value());
    }
    Ok(Array::from_values(&mut host.heap, &values)?.value())
}

fn env(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let name = string("env", args, 0)?.as_str();
    // The system has no such names, and asking for one is a panic.
    if name.is_empty() || name.contains(['=', '\0']) {
        return Ok(Value::NULL);
    }
    match std::env::var_os(name) {
        Some(text) => Ok(Str::new(&mut host.heap, &text.to_string_lossy())?.value()),
        None => Ok(Value::NULL),
    }
}

fn exit(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let n = if args.is_empty() {
        0
    } else {
        int("exit", args, 0)?
    };
    match u8::try_from(n) {
        Ok(status) => Err(FaultKind::Exit(status).into()),
        Err(_) => Err(unfit("exit", 0, "int from 0 to 255", &n.to_string())),
    }
}

fn breakpoint(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    match host.break_calls {
        BreakCalls::Ignore => {}
        BreakCalls::Pass => host.break_calls = BreakCalls::Stop,
        BreakCalls::Stop => return Err(FaultKind::Breakpoint.into()),
    }
    Ok(Value::NULL)
}

/// Reads up to the end of the line or the input, and gives the bytes back to the input if they do not fit.
fn next_line(host: &mut Host) -> Result<Vec<u8>, Fault> {
    let mut line = Vec::new();
    loop {
        let fault: Fault = match host.input.fill_buf() {
            Ok(bytes) => {
                let end = bytes.iter().position(|b| *b == b'\n');
                let taken = end.map_or(bytes.len(), |at| at + 1);
                line.extend_from_slice(&bytes[..taken]);
                host.input.consume(taken);
                if end.is_some() || taken == 0 {
                    return Ok(line);
                }
                match reserve(host, line.len()) {
                    Ok(()) => continue,
                    Err(full) => full.into(),
                }
            }
            Err(e) if e.kind() == ErrorKind::Interrupted => FaultKind::Interrupted.into(),
            Err(e) => return Err(Fault::message(format!("readLine: {}", cause(&e)))),
        };
        unread(host, line);
        return Err(fault);
    }
}

fn unread(host: &mut Host, bytes: Vec<u8>) {
    let rest = std::mem::replace(&mut host.input, Box::new(io::empty()));
    host.input = Box::new(Cursor::new(bytes).chain(rest));
}

fn read_line(host: &mut Host, _: &[Value]) -> Result<Value, Fault> {
    flush(host, "readLine")?;
    let line = next_line(host)?;
    if line.is_empty() {
        return Ok(Value::NULL);
    }
    let mut text = match str::from_utf8(&line) {
        Ok(text) => text,
        Err(e) => return Err(not_text("readLine", None, e)),
    };
    text = text.strip_suffix('\n').unwrap_or(text);
    text = text.strip_suffix('\r').unwrap_or(text);
    match Str::new(&mut host.heap, text) {
        Ok(text) => Ok(text.value()),
        Err(full) => {
            unread(host, line);
            Err(full.into())
        }
    }
}

fn not_text(name: &str, path: Option<&str>, e: std::str::Utf8Error) -> Fault {
    let place = path.map(|path| format!("{path}: ")).unwrap_or_default();
    Fault::message(format!(
        "{name}: {place}not UTF-8 text at byte {}",
        e.valid_up_to()
    ))
}

fn read_file(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let path = string("readFile", args, 0)?.as_str();
    let failed = |e: io::Error| Fault::message(format!("readFile: {path}: {}", cause(&e)));
    let mut file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // In growing pieces, since what is no plain file may never end.
    loop {
        let more = bytes.len().max(1 << 16);
        reserve(host, bytes.len() + more)?;
        if (&mut file)
            .take(more as u64)
            .read_to_end(&mut bytes)
            .map_err(failed)?
            < more
        {
            break;
        }
    }
    match str::from_utf8(&bytes) {
        Ok(text) => Ok(Str::new(&mut host.heap, text)?.value()),
        Err(e) => Err(not_text("readFile", Some(path), e)),
    }
}

fn write_file(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let path = string("writeFile", args, 0)?.as_str();
    let text = string("writeFile", args, 1)?;
    match std::fs::write(path, text.as_bytes()) {
        Ok(()) => Ok(Value::NULL),
        Err(e) => Err(Fault::message(format!("writeFile: {path}: {}", cause(&e)))),
    }
}

fn flush(host: &mut Host, name: &str) -> Result<(), Fault> {
    host.out
        .flush()
        .map_err(|e| Fault::message(format!("{name}: cannot write output: {}", cause(&e))))
}

/// The texts of the arguments, each with `end` behind it.
fn texts(host: &mut Host, args: &[Value], end: &str) -> Result<String, Fault> {
    let mut out = String::new();
    for x in args {
        write_value(&mut out, &host.heap, &host.names, *x, Form::Bare)?;
        out.push_str(end);
        reserve(host, out.len())?;
    }
    Ok(out)
}

fn write(host: &mut Host, name: &str, text: &str) -> Result<Value, Fault> {
    match host.out.write(text) {
        Ok(()) => Ok(Value::NULL),
        Err(e) => Err(Fault::message(format!(
            "{name}: cannot write: {}",
            cause(&e)
        ))),
    }
}

fn puts(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = texts(host, args, "\n")?;
    write(host, "puts", &text)
}

fn print(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = texts(host, args, "")?;
    write(host, "print", &text)
}

fn error(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Err(Fault::message(texts(host, args, "")?))
}

fn assert(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if args[0].is_truthy() {
        return Ok(Value::NULL);
    }
    match args.len() {
        1 => Err(Fault::message("assertion failed")),
        _ => Err(Fault::message(texts(host, &args[1..], "")?)),
    }
}

const NONE: Arity = Arity::exactly(0);
const ONE: Arity = Arity::exactly(1);

pub(super) static SYSTEM: &[Builtin] = &[
    function(
        "puts",
        "(...xs)",
        at_least(0),
        puts,
        "Prints each argument on a line of its own.",
    ),
    function(
        "print",
        "(...xs)",
        at_least(0),
        print,
        "Prints the arguments, with nothing between or behind them.",
    ),
    function(
        "readLine",
        "()",
        NONE,
        read_line,
        "The next line of the input without its end; `null` after the last.",
    ),
    function("readFile", "(path)", ONE, read_file, "The text of a file."),
    function(
        "writeFile",
        "(path, text)",
        Arity::exactly(2),
        write_file,
        "Makes the text the whole content of a file.",
    ),
    function(
        "args",
        "()",
        NONE,
        args,
        "The arguments of the program, an array of strings.",
    ),
    function(
        "env",
        "(name)",
        ONE,
        env,
        "An environment variable; `null` if it is not set.",
    ),
    function(
        "clock",
        "()",
        NONE,
        clock,
        "Seconds since the program began, a float that never goes back.",
    ),
    function("time", "()", NONE, time, "Seconds since 1970, a float."),
    function(
        "error",
        "(message)",
        ONE,
        error,
        "Throws an error with this message.",
    ),
    function(
        "assert",
        "(x, message = \"assertion failed\")",
        between(1, 2),
        assert,
        "Throws an error unless `x` is true.",
    ),
    function(
        "exit",
        "(status = 0)",
        between(0, 1),
        exit,
        "Ends the program; nothing catches that.",
    ),
    function(
        "breakpoint",
        "()",
        NONE,
        breakpoint,
        "Stops for the debugger; does nothing if there is none.",
    ),
];
