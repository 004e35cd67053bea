//! The text of values, as `puts` and `str` give it.
//!
//! ```text
//! "a\nb"  -> a            [1, 2.0, "a\nb"] -> [1, 2.0, "a\nb"]      {"k": [null]} -> {"k": [null]}
//!            b            a.push(a)        -> [1, ...]              fn f(a) {}    -> fn f(a)
//! ```
//!
//! Nesting of any depth is walked with a stack of its own; a collection inside itself prints as `...`. The text
//! is bounded by what the heap could hold, since a small collection that holds another one twice, and so on,
//! has a text of any size.

use std::collections::HashSet;
use std::fmt::Write;

use foldhash::fast::FixedState;

use super::fault::Fault;
use super::float::write_float;
use crate::bytecode::{Enum, Function};
use crate::heap::bigint::Integer;
use crate::heap::{Array, Gc, Hash, Heap, OutOfMemory, Struct};
use crate::index::{BuiltinId, ConstId, EnumId, FnId, SymbolId};
use crate::value::{Tag, Value};

/// The names that values refer to by number.
pub trait Names {
    /// A function.
    fn function(&self, id: FnId) -> Option<&Function>;

    /// A native function's name.
    fn builtin(&self, id: BuiltinId) -> Option<&str>;

    /// A symbol's name.
    fn symbol(&self, id: SymbolId) -> Option<&str>;

    /// An enum.
    fn enumeration(&self, id: EnumId) -> Option<&Enum>;

    /// A module's name.
    fn module(&self, _: ConstId) -> Option<&str> {
        None
    }

    /// Asked now and then: whether to go on.
    ///
    /// # Errors
    /// If the program shall end: interrupted, out of time.
    fn poll(&self) -> Result<(), Fault> {
        Ok(())
    }
}

/// How a string that is printed by itself looks. Inside a collection it is always quoted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// As it is: `puts`, `str`.
    Bare,
    /// As a literal: the prompt.
    Quoted,
}

/// Bytes of text that fit in any heap: the message that the heap is full must.
const ALWAYS: usize = 64 << 10;

/// Steps between two questions whether to go on.
const POLL_EVERY: u32 = 1024;

/// Up to this depth the open collections are searched one by one.
const SHALLOW: usize = 16;

/// The text of a value.
///
/// # Errors
/// When it does not fit in the heap's room, or when polling says so.
pub fn text(heap: &Heap, names: &dyn Names, value: Value, form: Form) -> Result<String, Fault> {
    let mut out = String::new();
    write_value(&mut out, heap, names, value, form)?;
    Ok(out)
}

/// Appends the text of a value.
///
/// # Errors
/// When it does not fit in the heap's room, or when polling says so; `out` may have got a part of it.
pub fn write_value(
    out: &mut String,
    heap: &Heap,
    names: &dyn Names,
    value: Value,
    form: Form,
) -> Result<(), Fault> {
    let room = heap.limit().saturating_sub(heap.used()).max(ALWAYS);
    let most = out.len().saturating_add(room);
    let mut printer = Printer {
        out,
        heap,
        names,
        most,
        open: Vec::new(),
        deep: HashSet::default(),
    };
    printer.put(value, form)?;
    printer.run()
}

struct Printer<'a> {
    out: &'a mut String,
    heap: &'a Heap,
    names: &'a dyn Names,
    /// The longest that `out` may become.
    most: usize,
    /// The collections that have begun and not ended, the innermost last.
    open: Vec<Frame>,
    /// Their addresses, of those deeper than `SHALLOW`.
    deep: HashSet<u64, FixedState>,
}

/// A collection, and where its next element is.
enum Frame {
    Array(Gc<Array>, usize),
    Hash(Gc<Hash>, u64),
    Struct(Gc<Struct>, u32),
}

impl Frame {
    fn address(&self) -> u64 {
        match self {
            Frame::Array(array, _) => array.as_ptr() as u64,
            Frame::Hash(hash, _) => hash.as_ptr() as u64,
            Frame::Struct(object, _) => object.as_ptr() as u64,
        }
    }
}

impl Printer<'_> {
    /// Prints the elements of the open collections until none is open.
    fn run(&mut self) -> Result<(), Fault> {
        let mut steps = 0;
        while let Some(frame) = self.open.last_mut() {
            steps += 1;
            if steps % POLL_EVERY == 0 {
                self.names.poll()?;
            }
            let element = match frame {
                Frame::Array(array, index) => {
                    let element = array.try_get(*index);
                    if element.is_some() && *index > 0 {
                        self.out.push_str(", ");
                    }
                    *index += 1;
                    element.ok_or("]")
                }
                Frame::Hash(hash, position) => match hash.next_from(*position) {
                    Some((next, key, value)) => {
                        if *position > 0 {
                            self.out.push_str(", ");
                        }
                        *position = next;
                        self.put(key, Form::Quoted)?;
                        self.out.push_str(": ");
                        Ok(value)
                    }
                    None => Err("}"),
                },
                Frame::Struct(object, slot) => {
                    match self.heap.shapes.field(object.shape(), *slot) {
                        Some(field) => {
                            self.out.push_str(if *slot > 0 { ", " } else { "" });
                            self.out.push_str(self.names.symbol(field).unwrap_or("?"));
                            self.out.push_str(": ");
                            *slot += 1;
                            Ok(object.slot(*slot - 1))
                        }
                        None => Err("}"),
                    }
                }
            };
            match element {
                Ok(element) => self.put(element, Form::Quoted)?,
                Err(bracket) => {
                    self.out.push_str(bracket);
                    self.close();
                }
            }
        }
        Ok(())
    }

    /// Prints a value that is no collection, or begins a collection.
    fn put(&mut self, value: Value, form: Form) -> Result<(), Fault> {
        if self.out.len() > self.most {
            return Err(self.too_long(0));
        }
        // Writing into a String does not fail.
        match value.tag() {
            Tag::Int => {
                let _ = write!(self.out, "{}", value.bits() as i64);
            }
            Tag::Float => write_float(self.out, f64::from_bits(value.bits())),
            Tag::Bool => self
                .out
                .push_str(if value.bits() != 0 { "true" } else { "false" }),
            Tag::Function => self.put_function(FnId(value.bits() as u32)),
            Tag::Builtin => {
                let name = self.names.builtin(BuiltinId(value.bits() as u16));
                let _ = write!(self.out, "builtin {}", name.unwrap_or("?"));
            }
            Tag::Symbol => {
                let name = self.names.symbol(SymbolId(value.bits() as u32));
                self.out.push_str(name.unwrap_or("?"));
            }
            Tag::Variant | Tag::Enum => self.put_enum(value),
            Tag::Module => {
                let name = value.as_module().and_then(|id| self.names.module(id));
                let _ = write!(self.out, "module {}", name.unwrap_or("?"));
            }
            Tag::Unset | Tag::Null | Tag::Cell => self.out.push_str(value.kind_name()),
            _ => return self.put_object(value, form),
        }
        Ok(())
    }

    fn put_object(&mut self, value: Value, form: Form) -> Result<(), Fault> {
        if let Some(string) = value.as_str() {
            return self.put_text(string.as_str(), form);
        }
        if let Some(array) = value.as_array() {
            self.begin(Frame::Array(array, 0), "[");
        } else if let Some(hash) = value.as_hash() {
            self.begin(Frame::Hash(hash, 0), "{");
        } else if let Some(object) = value.as_struct() {
            let class = self.heap.shapes.class(object.shape());
            let name = class.and_then(|class| self.names.symbol(class.name()));
            let bracket = format!("{} {{", name.unwrap_or("struct"));
            self.begin(Frame::Struct(object, 0), &bracket);
        } else if let Some(class) = value.as_class() {
            self.out.push_str("class ");
            self.out
                .push_str(self.names.symbol(class.name()).unwrap_or("?"));
        } else if let Some(bound) = value.as_bound() {
            return self.put(bound.function(), Form::Quoted);
        } else if let Some(n) = Integer::of(value) {
            let digits = n.to_string();
            self.put_text(&digits, Form::Bare)?;
        } else if let Some(closure) = value.as_closure() {
            self.put_function(closure.function());
        } else if let Some(range) = value.as_range() {
            let _ = write!(self.out, "{}..{}", range.start(), range.end());
        } else if let Some(generator) = value.as_generator() {
            self.put_generator(generator.function());
        } else if let Some(error) = value.as_error() {
            // An error by itself is its message; among others it must not look like a string.
            let message = error
                .message()
                .as_str()
                .map_or("", |message| message.as_str());
            if form == Form::Bare {
                return self.put_text(message, form);
            }
            self.out.push_str("error(");
            self.put_text(message, form)?;
            self.out.push(')');
        }
        Ok(())
    }

    fn begin(&mut self, frame: Frame, bracket: &str) {
        let address = frame.address();
        let shallow = &self.open[..self.open.len().min(SHALLOW)];
        if shallow.iter().any(|open| open.address() == address) || self.deep.contains(&address) {
            self.out.push_str("...");
            return;
        }
        if self.open.len() >= SHALLOW {
            self.deep.insert(address);
        }
        self.open.push(frame);
        self.out.push_str(bracket);
    }

    fn close(&mut self) {
        if let Some(frame) = self.open.pop()
            && self.open.len() >= SHALLOW
        {
            self.deep.remove(&frame.address());
        }
    }

    fn put_text(&mut self, text: &str, form: Form) -> Result<(), Fault> {
        if text.len() > self.most.saturating_sub(self.out.len()) {
            return Err(self.too_long(text.len()));
        }
        match form {
            Form::Bare => self.out.push_str(text),
            Form::Quoted => quote(self.out, text),
        }
        Ok(())
    }

    fn put_enum(&mut self, value: Value) {
        let (of, place) = match value.as_variant() {
            Some((id, place)) => (id, Some(place)),
            None => (value.as_enum().map_or(EnumId(0), |(id, _)| id), None),
        };
        let known = self.names.enumeration(of);
        let name = known.map_or("?", |e| e.name.as_str());
        let Some(place) = place else {
            let _ = write!(self.out, "enum {name}");
            return;
        };
        let variant = known.and_then(|e| e.variants.get(place as usize));
        let variant = variant.map_or("?", String::as_str);
        let _ = write!(self.out, "{name}.{variant}");
    }

    fn put_function(&mut self, id: FnId) {
        match self.names.function(id) {
            Some(function) => write_signature(self.out, function),
            None => self.out.push_str("fn ?"),
        }
    }

    /// `generator name`
    fn put_generator(&mut self, id: FnId) {
        self.out.push_str("generator");
        if let Some(function) = self.names.function(id)
            && !function.name.is_empty()
        {
            self.out.push(' ');
            self.out.push_str(&function.name);
        }
    }

    #[cold]
    fn too_long(&self, more: usize) -> Fault {
        OutOfMemory {
            wanted: self.out.len().saturating_add(more),
        }
        .into()
    }
}

/// Appends a string as a literal that reads back as it.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, c) in text.char_indices() {
        let escape = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\t' => "\\t",
            '\r' => "\\r",
            '\0' => "\\0",
            c if c.is_control() => "",
            _ => continue,
        };
        out.push_str(&text[plain..at]);
        plain = at + c.len_utf8();
        match escape {
            "" => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            _ => out.push_str(escape),
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Appends `fn name(a, b, ...rest)`; of a generator function `gen name(a)`; of a method without `self`.
pub fn write_signature(out: &mut String, function: &Function) {
    out.push_str(if function.generator { "gen" } else { "fn" });
    if !function.name.is_empty() {
        out.push(' ');
        out.push_str(&function.name);
    }
    out.push('(');
    let count = usize::from(function.params.registers());
    let own = usize::from(function.takes_self());
    for number in own..count {
        if number > own {
            out.push_str(", ");
        }
        if function.params.rest && number + 1 == count {
            out.push_str("...");
        }
        match function.param_names.get(number) {
            Some(name) => out.push_str(name),
            None => {
                let _ = write!(out, "p{number}");
            }
        }
    }
    out.push(')');
}
