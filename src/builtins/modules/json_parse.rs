//! JSON to values, by `serde_json`, which calls [`Seed`] for each value; no tree of its own is made.
//!
//! ```text
//! {"a": [1, 2.5, 10000000000000000000000]}     a hash with an array of an integer, a float and a big integer
//! ```
//!
//! A number without a point or an exponent is an integer, of any size; others are the nearest floats. Of two entries with
//! one key the later wins, as with the language's own hashes.
//!
//! `serde_json` hands numbers that are no integer of 64 bits over as a map with one odd key. So that a text with that very key is no number,
//! a key is first asked whether it could be an option: the keys of texts say yes, that one is given at once.
//!
//! Invariant: nesting is bounded by [`DEEPEST`], and the machine stack grows for it.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::heap::{Array, BigInt, Hash, Heap, Key, OutOfMemory, Str};
use crate::runtime::convert::parse_int;
use crate::runtime::fault::Fault;
use crate::runtime::float::parse_float;
use crate::value::Value;

/// The most collections inside each other.
pub(super) const DEEPEST: usize = 1000;
/// Below this much free machine stack a nested value gets a new piece of it.
const RED_ZONE: usize = 128 * 1024;
/// The size of that piece.
const STACK_PIECE: usize = 1024 * 1024;

/// What the values of a text are made with.
struct Making<'h> {
    heap: &'h mut Heap,
    /// What went wrong other than the text.
    fault: Option<Fault>,
}

/// The value of a text.
pub(super) fn parse(heap: &mut Heap, text: &str) -> Result<Value, Fault> {
    let making = RefCell::new(Making { heap, fault: None });
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.disable_recursion_limit();
    let seed = Seed {
        making: &making,
        depth: 0,
    };
    let parsed = seed.deserialize(&mut reader).and_then(|value| {
        reader.end()?;
        Ok(value)
    });
    match (parsed, making.into_inner().fault) {
        (_, Some(fault)) => Err(fault),
        (Ok(value), None) => Ok(value),
        (Err(error), None) => Err(explain(text, &error)),
    }
}

/// What is wrong with the text, and where.
fn explain(text: &str, error: &serde_json::Error) -> Fault {
    let (mut line, mut bytes) = (error.line(), error.column());
    let whole = error.to_string();
    let place = format!(" at line {line} column {bytes}");
    let what = whole.strip_suffix(&place).unwrap_or(&whole);
    if bytes == 0 && line > 1 {
        // At the end of a line.
        (line, bytes) = (line - 1, usize::MAX);
    }
    // Columns count characters, and the one behind the last if the text is cut off.
    let found = text.split('\n').nth(line.saturating_sub(1)).unwrap_or("");
    let column = match bytes > found.len() || error.is_eof() {
        true => found.chars().count() + 1,
        false => found
            .char_indices()
            .take_while(|(at, _)| *at < bytes)
            .count()
            .max(1),
    };
    Fault::message(format!("json.parse: line {line}, column {column}: {what}"))
}

/// Makes one value.
#[derive(Clone, Copy)]
struct Seed<'m, 'h> {
    making: &'m RefCell<Making<'h>>,
    /// How many collections are around it.
    depth: usize,
}

impl Seed<'_, '_> {
    /// What takes memory, or else the fault is kept, and parsing ends.
    fn make<E: serde::de::Error>(
        self,
        make: impl FnOnce(&mut Heap) -> Result<Value, Fault>,
    ) -> Result<Value, E> {
        let mut making = self.making.borrow_mut();
        make(making.heap).map_err(|fault| {
            making.fault = Some(fault);
            E::custom("no value")
        })
    }

    fn number<E: serde::de::Error>(self, digits: &str) -> Result<Value, E> {
        if !digits.contains(['.', 'e', 'E']) {
            return self.make(|heap| Ok(parse_int(heap, digits)?.unwrap_or(Value::NULL)));
        }
        match parse_float(digits) {
            Some(x) if x.is_finite() => Ok(Value::float(x)),
            _ => Err(E::custom(format_args!("no float is as large as {digits}"))),
        }
    }

    fn inner<E: serde::de::Error>(self) -> Result<Self, E> {
        match self.depth < DEEPEST {
            true => Ok(Seed {
                depth: self.depth + 1,
                ..self
            }),
            false => Err(E::custom(format_args!("nested deeper than {DEEPEST}"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || reader.deserialize_any(self))
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::NULL)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::bool(truth))
    }

    fn visit_i64<E>(self, n: i64) -> Result<Value, E> {
        Ok(Value::int(n))
    }

    fn visit_u64<E: serde::de::Error>(self, n: u64) -> Result<Value, E> {
        match i64::try_from(n) {
            Ok(n) => Ok(Value::int(n)),
            Err(_) => self.make(|heap| Ok(BigInt::value_of(heap, &n.into())?)),
        }
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.make(|heap| Ok(Str::new(heap, text)?.value()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut values = Vec::new();
        while let Some(value) = items.next_element_seed(inner)? {
            values.push(value);
        }
        self.make(|heap| Ok(Array::from_values(heap, &values)?.value()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = entries.next_key_seed(KeySeed(self))? {
            match key {
                KeyText::Number => {
                    let digits: String = entries.next_value()?;
                    return self.number(&digits);
                }
                KeyText::Key(key) => {
                    let value = entries.next_value_seed(self.inner()?)?;
                    pairs.push((key, value));
                }
            }
        }
        self.make(|heap| Ok(hash(heap, &pairs)?))
    }
}

fn hash(heap: &mut Heap, pairs: &[(Value, Value)]) -> Result<Value, OutOfMemory> {
    let hash = Hash::new(heap, pairs.len())?;
    for (key, value) in pairs {
        if let Some(key) = key.as_str() {
            hash.insert(heap, Key::str(key), *value)?;
        }
    }
    Ok(hash.value())
}

/// Makes a key, or finds out that the map is a number.
struct KeySeed<'m, 'h>(Seed<'m, 'h>);

enum KeyText {
    Key(Value),
    Number,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = KeyText;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<KeyText, D::Error> {
        reader.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, '_> {
    type Value = KeyText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_some<D: Deserializer<'de>>(self, reader: D) -> Result<KeyText, D::Error> {
        reader.deserialize_str(self.0).map(KeyText::Key)
    }

    fn visit_borrowed_str<E>(self, _: &'de str) -> Result<KeyText, E> {
        Ok(KeyText::Number)
    }
}
