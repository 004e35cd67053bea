//! The module `json`. Reading is in `json_parse.rs`.
//!
//! ```text
//! json.parse("[1, {\"a\": null}]") -> [1, {"a": null}]
//! json.stringify({"a": [1, 2.5]}) -> "{\"a\":[1,2.5]}"       json.stringify([NaN]) -> error $[0]: NaN is no JSON value
//! ```
//!
//! What `stringify` writes, `parse` reads back as equal, but for keys that are no strings: they become strings.
//!
//! Invariant: writing walks nested values with a stack of its own; that stack is the path that errors name.

use std::fmt::Write;

use super::super::args::{count, string};
use super::super::strings::reserve;
use super::super::{Builtin, Host, between, member};
use super::json_parse;
use crate::heap::bigint::Integer;
use crate::heap::{Array, Gc, Hash, Str};
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::float::{format_float, write_float};
use crate::runtime::print::{Form, Names, text};
use crate::value::{Tag, Value};

/// The most spaces a level is indented by.
const MOST_SPACES: usize = 100;
/// The most steps of a path that errors show.
const LONGEST_PATH: usize = 20;
/// Values between two questions whether to go on.
const POLL_EVERY: usize = 1024;

fn parse(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let text = string("json.parse", args, 0)?.as_str();
    json_parse::parse(&mut host.heap, text)
}

fn stringify(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let indent = match args.len() {
        1 => 0,
        _ => count("json.stringify", args, 1, 0)?,
    };
    let mut writer = Writer {
        host,
        out: String::new(),
        indent: indent.min(MOST_SPACES),
        open: Vec::new(),
    };
    writer.value(args[0])?;
    writer.run()?;
    let out = writer.out;
    reserve(host, out.len())?;
    Ok(Str::new(&mut host.heap, &out)?.value())
}

/// A collection that is being written.
enum Frame {
    /// And how many elements were.
    Array(Gc<Array>, usize),
    /// And where the next entry is, and the last one's key.
    Hash(Gc<Hash>, u64, Value),
}

impl Frame {
    fn address(&self) -> u64 {
        match self {
            Frame::Array(array, _) => array.as_ptr() as u64,
            Frame::Hash(hash, ..) => hash.as_ptr() as u64,
        }
    }
}

struct Writer<'h> {
    host: &'h mut Host,
    out: String,
    indent: usize,
    open: Vec<Frame>,
}

impl Writer<'_> {
    /// Writes the elements of the open collections until none is open.
    fn run(&mut self) -> Result<(), Fault> {
        let mut steps = 0;
        while !self.open.is_empty() {
            steps += 1;
            if steps % POLL_EVERY == 0 {
                self.host.names.poll()?;
                reserve(self.host, self.out.len())?;
            }
            self.step()?;
        }
        Ok(())
    }

    /// Writes the next element of the innermost collection, or ends it.
    fn step(&mut self) -> Result<(), Fault> {
        match self.open.last_mut() {
            None => Ok(()),
            Some(Frame::Array(array, count)) => {
                let at = *count;
                *count += 1;
                match array.try_get(at) {
                    Some(value) => {
                        self.between(at);
                        self.value(value)
                    }
                    None => self.close(at, ']'),
                }
            }
            Some(Frame::Hash(hash, position, last)) => match hash.next_from(*position) {
                Some((next, key, value)) => {
                    let is_first = *position == 0;
                    (*position, *last) = (next, key);
                    self.between(usize::from(!is_first));
                    self.key(key)?;
                    self.out.push(':');
                    if self.indent > 0 {
                        self.out.push(' ');
                    }
                    self.value(value)
                }
                None => {
                    let count = hash.len();
                    self.close(count, '}')
                }
            },
        }
    }

    fn between(&mut self, before: usize) {
        if before > 0 {
            self.out.push(',');
        }
        self.line();
    }

    fn line(&mut self) {
        if self.indent > 0 {
            self.out.push('\n');
            let spaces = self.indent * self.open.len();
            self.out.extend(std::iter::repeat_n(' ', spaces));
        }
    }

    fn close(&mut self, count: usize, bracket: char) -> Result<(), Fault> {
        self.open.pop();
        if count > 0 {
            self.line();
        }
        self.out.push(bracket);
        Ok(())
    }

    fn key(&mut self, key: Value) -> Result<(), Fault> {
        match key.as_str() {
            Some(key) => self.quoted(key.as_str()),
            None => {
                let key = text(&self.host.heap, &self.host.names, key, Form::Bare)?;
                self.quoted(&key)
            }
        }
    }

    fn quoted(&mut self, text: &str) -> Result<(), Fault> {
        // Writing a string as JSON does not fail.
        let quoted = serde_json::to_string(text).unwrap_or_default();
        self.out.push_str(&quoted);
        Ok(())
    }

    /// Writes a value that is no collection, or begins a collection.
    fn value(&mut self, value: Value) -> Result<(), Fault> {
        match value.tag() {
            Tag::Null => self.out.push_str("null"),
            Tag::Bool => {
                let truth = if value.is_truthy() { "true" } else { "false" };
                self.out.push_str(truth);
            }
            Tag::Float => {
                let x = value.as_float().unwrap_or(f64::NAN);
                if !x.is_finite() {
                    return Err(self.refuse(&format_float(x)));
                }
                write_float(&mut self.out, x);
            }
            _ => return self.object(value),
        }
        Ok(())
    }

    fn object(&mut self, value: Value) -> Result<(), Fault> {
        if let Some(n) = Integer::of(value) {
            // Writing into a String does not fail.
            let _ = write!(self.out, "{}", *n);
            return Ok(());
        }
        if let Some(text) = value.as_str() {
            return self.quoted(text.as_str());
        }
        let (frame, bracket) = match (value.as_array(), value.as_hash()) {
            (Some(array), _) => (Frame::Array(array, 0), '['),
            (_, Some(hash)) => (Frame::Hash(hash, 0, Value::NULL), '{'),
            (None, None) => return Err(self.refuse(&format!("a {}", value.kind_name()))),
        };
        if self.open.len() >= json_parse::DEEPEST {
            let path = self.path();
            let most = json_parse::DEEPEST;
            return Err(Fault::message(format!(
                "json.stringify: {path}: nested deeper than {most}"
            )));
        }
        let address = frame.address();
        if let Some(at) = self.open.iter().position(|open| open.address() == address) {
            let (path, around) = (self.path(), self.path_of(at));
            return Err(Fault::message(format!(
                "json.stringify: {path}: contains itself: it is {around} again"
            )));
        }
        self.open.push(frame);
        self.out.push(bracket);
        Ok(())
    }

    #[cold]
    fn refuse(&self, what: &str) -> Fault {
        let path = self.path();
        let article = match what {
            "a int" | "a error" => "an",
            _ => "a",
        };
        let what = what.replacen('a', article, usize::from(what.starts_with("a ")));
        Fault::message(format!("json.stringify: {path}: {what} is no JSON value"))
    }

    /// Where the value stands that comes next: `$.a[3]`.
    fn path(&self) -> String {
        self.path_of(self.open.len())
    }

    /// Where the value stands that the first so many collections lead to.
    fn path_of(&self, count: usize) -> String {
        let mut path = String::from("$");
        for (n, frame) in self.open[..count].iter().enumerate() {
            // Of a long path the ends say most.
            if count > LONGEST_PATH && n >= LONGEST_PATH / 2 && n < count - LONGEST_PATH / 2 {
                if n == LONGEST_PATH / 2 {
                    path.push_str("...");
                }
                continue;
            }
            // Writing into a String does not fail.
            let _ = match frame {
                Frame::Array(_, count) => write!(path, "[{}]", count.saturating_sub(1)),
                Frame::Hash(_, _, key) => match key.as_str().map(|key| key.as_str()) {
                    Some(key) if is_plain(key) => write!(path, ".{key}"),
                    _ => {
                        let key = text(&self.host.heap, &self.host.names, *key, Form::Quoted);
                        write!(path, "[{}]", key.unwrap_or_default())
                    }
                },
            };
        }
        path
    }
}

/// Whether a key can stand behind a point.
fn is_plain(key: &str) -> bool {
    !key.is_empty()
        && !key.starts_with(|c: char| c.is_ascii_digit())
        && key.chars().all(|c| c.is_alphanumeric() || c == '_')
}

pub static JSON: &[Builtin] = &[
    member(
        "json.parse",
        "(text)",
        Arity::exactly(1),
        parse,
        "The value that a JSON text says; objects become hashes, their keys in order. Integers are exact at any size.",
    ),
    member(
        "json.stringify",
        "(value, indent = 0)",
        between(1, 2),
        stringify,
        "The value as JSON: on one line, or with lines indented by so many spaces a level.",
    ),
];
