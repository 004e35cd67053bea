//! Values for people: text of bounded size, and what is inside a value.
//!
//! ```text
//! [1, 2, 3, ... 997 more]      {"a": [1, [...]]}      "a long text..." (5000 characters)
//! ```
//!
//! Invariant: nothing here changes anything, and nothing here takes long, however large a value is.

use crate::builtins::Host;
use crate::heap::bigint::Integer;
use crate::runtime::print::{Form, quote};
use crate::value::{Tag, Value};

/// How much of a value is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Elements of a collection.
    pub elements: usize,
    /// Collections inside each other.
    pub depth: usize,
    /// Characters of a string.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            elements: 20,
            depth: 4,
            characters: 200,
        }
    }
}

/// What a part of a value is called.
#[derive(Clone, Debug)]
pub enum Part {
    /// An element of an array, by its place.
    Index(usize),
    /// An element of a hash, by its key.
    Key(Value),
    /// A field, a captured variable.
    Name(String),
}

/// The parts of a value from the `from`-th on, `count` at most.
pub fn parts(host: &Host, value: Value, from: usize, count: usize) -> Vec<(Part, Value)> {
    if let Some(array) = value.as_array() {
        let end = array.len().min(from.saturating_add(count));
        let elements = (from..end).filter_map(|n| Some((Part::Index(n), array.try_get(n)?)));
        return elements.collect();
    }
    if let Some(hash) = value.as_hash() {
        let entries = hash.entries().skip(from).take(count);
        return entries.map(|(k, v)| (Part::Key(k), v)).collect();
    }
    if let Some(object) = value.as_struct() {
        let name = |slot: u32| {
            let field = host.heap.shapes.field(object.shape(), slot)?;
            Some(host.names.symbols.get(field.index())?.clone())
        };
        let fields = (0u32..).map_while(|slot| Some((slot, name(slot)?)));
        let fields = fields.skip(from).take(count);
        return fields
            .map(|(slot, name)| (Part::Name(name), object.slot(slot)))
            .collect();
    }
    if let Some(closure) = value.as_closure() {
        let function = host.names.functions.get(closure.function().index());
        let captured = closure.captured().iter().enumerate().skip(from).take(count);
        let name = |n: usize| {
            let known = function.and_then(|f| f.capture_names.get(n));
            Part::Name(known.cloned().unwrap_or(format!("captured {n}")))
        };
        return captured.map(|(n, v)| (name(n), content(v.get()))).collect();
    }
    if let Some(error) = value.as_error() {
        let message = (Part::Name("message".into()), error.message());
        return [message].into_iter().skip(from).take(count).collect();
    }
    Vec::new()
}

/// How many parts a value has.
pub fn count(host: &Host, value: Value) -> usize {
    if let Some(array) = value.as_array() {
        array.len()
    } else if let Some(hash) = value.as_hash() {
        hash.len()
    } else {
        // Fields, captured variables: never many.
        parts(host, value, 0, usize::MAX).len()
    }
}

/// What a captured variable or a register that holds one has inside; other values are themselves.
pub fn content(value: Value) -> Value {
    value.as_cell().map_or(value, |cell| cell.get())
}

/// The value's text, cut where it is too much.
pub fn brief(host: &Host, value: Value, limits: Limits) -> String {
    let mut out = String::new();
    put(&mut out, host, value, limits, &mut Vec::new());
    out
}

/// Recursion is bounded by `limits.depth`.
fn put(out: &mut String, host: &Host, value: Value, limits: Limits, open: &mut Vec<u64>) {
    if let Some(text) = value.as_str() {
        return put_text(out, text.as_str(), limits);
    }
    let brackets = match value.tag() {
        Tag::Array => ("[".to_string(), "]"),
        Tag::Hash => ("{".to_string(), "}"),
        Tag::Struct => {
            let shape = value.as_struct().map(|object| object.shape());
            let class = shape.and_then(|shape| host.heap.shapes.class(shape));
            let name = class.and_then(|class| host.names.symbols.get(class.name().index()));
            (format!("{} {{", name.map_or("struct", |n| n.as_str())), "}")
        }
        Tag::Unset => return out.push_str("unset"),
        Tag::Cell => return put(out, host, content(value), limits, open),
        Tag::BigInt => {
            let digits = Integer::of(value).map_or(String::new(), |n| n.to_string());
            return put_cut(out, &digits, limits);
        }
        Tag::Error => {
            let message = value.as_error().map(|e| e.message());
            out.push_str("error(");
            put(out, host, message.unwrap_or(Value::NULL), limits, open);
            return out.push(')');
        }
        // Nothing of these is large.
        _ => {
            let text = host.text(value, Form::Quoted);
            return out.push_str(&text.unwrap_or_else(|fault| format!("<{fault}>")));
        }
    };
    let all = count(host, value);
    out.push_str(&brackets.0);
    if open.contains(&value.bits()) || all > 0 && open.len() >= limits.depth {
        out.push_str("...");
        return out.push_str(brackets.1);
    }
    open.push(value.bits());
    let shown = parts(host, value, 0, limits.elements);
    for (n, (part, element)) in shown.iter().enumerate() {
        out.push_str(if n > 0 { ", " } else { "" });
        match part {
            Part::Index(_) => {}
            Part::Key(key) => {
                put(out, host, *key, limits, open);
                out.push_str(": ");
            }
            Part::Name(name) => {
                out.push_str(name);
                out.push_str(": ");
            }
        }
        put(out, host, *element, limits, open);
    }
    open.pop();
    if all > shown.len() {
        let more = all - shown.len();
        out.push_str(&format!(", ... {more} more"));
    }
    out.push_str(brackets.1);
}

fn put_cut(out: &mut String, text: &str, limits: Limits) {
    match text.char_indices().nth(limits.characters) {
        None => out.push_str(text),
        Some((end, _)) => out.push_str(&format!("{}... ({} digits)", &text[..end], text.len())),
    }
}

fn put_text(out: &mut String, text: &str, limits: Limits) {
    match text.char_indices().nth(limits.characters) {
        None => quote(out, text),
        Some((end, _)) => {
            quote(out, &text[..end]);
            out.push_str(&format!("... ({} bytes)", text.len()));
        }
    }
}
