//! Tests of the native functions, each a call as text and what it answers.
//!
//! ```text
//! len("abc")  =>  3        .pop([1, 2])  =>  2 | [1]        len(5)  =>  error len: argument 1: want ...
//! ```
//!
//! `.name` is a method that changes its array, shown behind the answer. [`call`] reads the text, calls the native
//! as the machine does (arity first) and prints the answer.

mod families;
mod memory;
mod world;

use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::{Generator, Host, Output, ProgramNames, all, array_method, by_name, row};
use crate::heap::{Array, Hash, Heap, HeapConfig, Key, Range, Str};
use crate::runtime::convert::parse_int;
use crate::runtime::fault::{Fault, FaultKind};
use crate::runtime::float::parse_float;
use crate::runtime::print::Form;
use crate::value::Value;

/// A host with this input, that much memory, and what it prints.
fn host(input: &'static str, limit: usize) -> (Host, Arc<Mutex<Vec<u8>>>) {
    let printed = Arc::new(Mutex::new(Vec::new()));
    let config = HeapConfig {
        limit,
        ..HeapConfig::default()
    };
    let host = Host {
        heap: Heap::new(config),
        out: Output::captured(printed.clone()),
        input: Box::new(input.as_bytes()),
        args: vec!["one".into(), "zwölf".into()],
        random: Generator::seeded(1),
        start: Instant::now(),
        break_calls: crate::builtins::BreakCalls::default(),
        names: ProgramNames::default(),
    };
    (host, printed)
}

/// Calls a native as the machine does.
fn invoke(host: &mut Host, name: &str, args: &[Value]) -> Result<Value, Fault> {
    let id = match name.strip_prefix('.') {
        Some(method) => array_method(method),
        None => by_name(name),
    };
    let builtin = row(id.unwrap_or_else(|| panic!("no native {name}")));
    if !builtin.arity.takes(args.len()) {
        let (name, want, got) = (Some(builtin.name.to_string()), builtin.arity, args.len());
        return Err(FaultKind::WrongArgumentCount { name, want, got }.into());
    }
    (builtin.native)(host, args)
}

/// What a call, given as text, answers, as text.
fn call(host: &mut Host, text: &str) -> String {
    let (name, rest) = text.split_once('(').expect("a call");
    let mut reader = Reader { host, rest };
    let args = reader.list(')');
    assert_eq!(reader.rest, "", "{text}");
    match invoke(host, name, &args) {
        Ok(value) => {
            let mut shown = host.text(value, Form::Quoted).expect("printable");
            if name.starts_with('.') {
                shown += " | ";
                shown += &host.text(args[0], Form::Quoted).expect("printable");
            }
            shown
        }
        Err(fault) => format!("error {fault}"),
    }
}

/// Checks calls against what they answer, in one host.
fn check(cases: &[(&str, &str)]) {
    let (mut host, _) = host("", usize::MAX);
    for (text, expected) in cases {
        assert_eq!(call(&mut host, text), *expected, "{text}");
    }
}

/// Reads values as Monkey's literals spell them.
struct Reader<'a, 'h> {
    host: &'h mut Host,
    rest: &'a str,
}

impl Reader<'_, '_> {
    fn skip(&mut self, token: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Values up to the closing bracket; `:` separates like `,`.
    fn list(&mut self, close: char) -> Vec<Value> {
        let mut values = Vec::new();
        while !self.skip(close) {
            values.push(self.value());
            let _ = self.skip(',') || self.skip(':');
        }
        values
    }

    fn value(&mut self) -> Value {
        if self.skip('[') {
            let values = self.list(']');
            return Array::from_values(&mut self.host.heap, &values)
                .unwrap()
                .value();
        }
        if self.skip('{') {
            let pairs = self.list('}');
            let hash = Hash::new(&mut self.host.heap, 0).unwrap();
            for pair in pairs.chunks(2) {
                hash.insert(&mut self.host.heap, Key::new(pair[0]).unwrap(), pair[1])
                    .unwrap();
            }
            return hash.value();
        }
        if self.skip('"') {
            return self.string();
        }
        let end = self
            .rest
            .find([',', ')', ']', '}', ':'])
            .expect("a delimiter");
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        self.word(word)
    }

    fn string(&mut self) -> Value {
        let mut text = String::new();
        let mut chars = self.rest.chars();
        loop {
            match chars.next().expect("a closing quote") {
                '"' => break,
                '\\' => text.push(match chars.next() {
                    Some('n') => '\n',
                    Some('t') => '\t',
                    other => other.expect("an escaped character"),
                }),
                c => text.push(c),
            }
        }
        self.rest = chars.as_str();
        Str::new(&mut self.host.heap, &text).unwrap().value()
    }

    fn word(&mut self, word: &str) -> Value {
        let heap = &mut self.host.heap;
        match word {
            "null" => return Value::NULL,
            "true" => return Value::TRUE,
            "false" => return Value::FALSE,
            "len" => return Value::builtin(by_name("len").unwrap()),
            _ => {}
        }
        if let Some((from, to)) = word.split_once("..") {
            let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
            return Range::new(heap, from, to).unwrap().value();
        }
        match parse_int(heap, word).unwrap() {
            Some(n) => n,
            None => Value::float(parse_float(word).unwrap_or_else(|| panic!("no value: {word}"))),
        }
    }
}

/// Arguments of every kind are answered or refused, with the native's name in front.
#[test]
fn no_arguments_are_too_strange() {
    let kinds = r#"null, true, -1, 3, 100000000000000000000, 2.5, NaN, "aé", [], [1, 2], [null, "x"], {}, {"k": 1},
        0..3, len)"#;
    // These throw a text of the program's, end it, or write where it says.
    let others = ["error", "assert", "exit", "writeFile", "__want"];
    for builtin in all().iter().filter(|b| !others.contains(&b.name)) {
        let (mut host, _) = host("", 1 << 28);
        let mut reader = Reader {
            host: &mut host,
            rest: kinds,
        };
        let values = reader.list(')');
        let most = builtin.arity.most.unwrap_or(3).min(3);
        for count in builtin.arity.least.min(most)..=most {
            for pick in 0..values.len().pow(count as u32) {
                let digit = |at: usize| pick / values.len().pow(at as u32) % values.len();
                let args = (0..count).map(|at| values[digit(at)]).collect();
                // Copies, so that the calls do not depend on each other.
                let args = copies(&mut host, args);
                if let Err(fault) = (builtin.native)(&mut host, &args) {
                    check_fault(builtin.name, &fault.to_string());
                }
            }
        }
    }
}

/// A fault of a native names it, or is that of an operator or an index.
fn check_fault(name: &str, text: &str) {
    let shown = match name {
        "__sort" | "__is_before" | "__replace" => "sort",
        "__sort_by_keys" => "sortBy",
        name => name,
    };
    let others = [
        "type mismatch: ",
        "unusable as hash key: ",
        "index out of range: ",
        "integer too large",
        "out of memory",
    ];
    let named = text.starts_with(&format!("{shown}: "));
    assert!(
        named || others.iter().any(|other| text.starts_with(other)),
        "{name}: {text}"
    );
}

fn copies(host: &mut Host, args: Vec<Value>) -> Vec<Value> {
    let copy = |x: &Value| match (x.as_array(), x.as_hash()) {
        (Some(xs), _) => xs.copied(&mut host.heap).unwrap().value(),
        (_, Some(h)) => h.copied(&mut host.heap).unwrap().value(),
        _ => *x,
    };
    args.iter().map(copy).collect()
}
