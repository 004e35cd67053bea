//! Conversions between kinds, and what kind a value is.
//!
//! ```text
//! str([1, "a"]) -> "[1, \"a\"]"    int("0xff") -> 255    int(-2.9) -> -2    float("1e3") -> 1000.0
//! int("1.5")    -> error int: not an integer: "1.5"
//! ```
//!
//! Invariant: `int(str(n))` is `n` and `float(str(x))` is `x`.

use super::args::{unfit, wrong};
use super::{Builtin, Host, function};
use crate::heap::Str;
use crate::runtime::convert::{float_to_int, parse_int};
use crate::runtime::equals::deep_equal;
use crate::runtime::fault::{Arity, Fault};
use crate::runtime::float::{format_float, parse_float};
use crate::runtime::number::to_float;
use crate::runtime::print::{Form, Names, text};
use crate::value::{Tag, Value};

/// How much of a string an error shows.
const SHOWN: usize = 40;

/// The fault of a string that does not spell a number.
fn misspelled(name: &str, what: &str, text: &str) -> Fault {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push_str("...");
    }
    Fault::message(format!("{name}: not {what}: \"{}\"", shown.escape_debug()))
}

fn int(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = args[0];
    if let Some(text) = x.as_str() {
        return match parse_int(&mut host.heap, text.as_str())? {
            Some(n) => Ok(n),
            None => Err(misspelled("int", "an integer", text.as_str())),
        };
    }
    match x.tag() {
        Tag::Int | Tag::BigInt => Ok(x),
        Tag::Bool => Ok(Value::int(i64::from(x.is_truthy()))),
        _ => {
            let float = x
                .as_float()
                .ok_or_else(|| wrong("int", 0, "string, bool, int or float", x))?;
            let n = float_to_int(&mut host.heap, float)?;
            n.ok_or_else(|| unfit("int", 0, "a finite number", &format_float(float)))
        }
    }
}

fn float(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let x = args[0];
    if let Some(text) = x.as_str() {
        return match parse_float(text.as_str()) {
            Some(x) => Ok(Value::float(x)),
            None => Err(misspelled("float", "a number", text.as_str())),
        };
    }
    let number = match x.as_bool() {
        Some(b) => Some(f64::from(u8::from(b))),
        None => to_float(x),
    };
    number
        .map(Value::float)
        .ok_or_else(|| wrong("float", 0, "string, bool, int or float", x))
}

fn bool(_: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Value::bool(args[0].is_truthy()))
}

fn kind(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    Ok(Str::new(&mut host.heap, args[0].kind_name())?.value())
}

fn str(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    if args[0].tag() == Tag::Str {
        return Ok(args[0]);
    }
    let text = text(&host.heap, &host.names, args[0], Form::Bare)?;
    Ok(Str::new(&mut host.heap, &text)?.value())
}

fn equals(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let equal = deep_equal(&host.heap, args[0], args[1], || host.names.poll())?;
    Ok(Value::bool(equal))
}

fn class_of(host: &mut Host, args: &[Value]) -> Result<Value, Fault> {
    let class = args[0]
        .as_struct()
        .and_then(|object| host.heap.shapes.class(object.shape()));
    Ok(class.map_or(Value::NULL, |class| class.value()))
}

const ONE: Arity = Arity::exactly(1);

pub(super) static CONVERT: &[Builtin] = &[
    function(
        "str",
        "(x)",
        ONE,
        str,
        "The text of a value, as `puts` prints it.",
    ),
    function(
        "int",
        "(x)",
        ONE,
        int,
        "The integer that a string spells as a literal would; a float without its fraction; 1 of `true`, 0 of `false`.",
    ),
    function(
        "float",
        "(x)",
        ONE,
        float,
        "The float that a string spells, or nearest to an integer.",
    ),
    function(
        "bool",
        "(x)",
        ONE,
        bool,
        "`false` of `false` and `null`, `true` of everything else.",
    ),
    function(
        "type",
        "(x)",
        ONE,
        kind,
        "The name of the kind of a value: `null`, `bool`, `int`, `float`, `string`, `array`, ...",
    ),
    function(
        "classOf",
        "(x)",
        ONE,
        class_of,
        "The class of an instance; `null` of everything else.",
    ),
    function(
        "equals",
        "(x, y)",
        Arity::exactly(2),
        equals,
        "Whether two values are equal, collections by their contents.",
    ),
];
