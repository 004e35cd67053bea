//! Native functions: one table, [`all`], made of one slice per family and file.
//!
//! A native function takes the host and its arguments and answers a value or a fault. It never calls hivm
//! code: functions that take functions (`map`, `sort` with a comparison) are Monkey, in the prelude, and are
//! traced like any loop. Every fault and every out-of-memory comes before the first effect, because an
//! instruction that ran out of memory is executed again after a collection.

mod args;
mod arrays;
mod attention;
mod collections;
mod convert;
mod doc;
mod elements;
mod hashes;
mod host;
mod internal;
mod methods;
mod modules;
mod numbers;
mod order;
mod strings;
mod system;

#[cfg(test)]
mod tests;

pub use attention::{Attention, Request};
pub use doc::reference;
pub use host::{BreakCalls, Host, Output, ProgramNames};
pub use modules::random::Generator;
pub use modules::{Member, Module, module, modules, prelude_member};

use std::sync::LazyLock;

use crate::index::BuiltinId;
use crate::runtime::Fault;
use crate::runtime::fault::Arity;
use crate::value::Value;

/// The form of a native function. The machine has checked the number of arguments.
pub type Native = fn(&mut Host, &[Value]) -> Result<Value, Fault>;

/// On which values a native function is also a method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Receiver {
    /// On everything, with the receiver as first argument, unless a row for the receiver's kind has the name.
    Any,
    /// Only as a method of arrays, which it changes in place; not a function by its name.
    Array,
    /// Not a method, nor a function by its name: a member of the module whose name stands before the point.
    Module,
    /// Not a method, and for the prelude only.
    Prelude,
}

/// A row of the table.
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// Its parameters as documentation shows them: `(string, separator)`.
    pub params: &'static str,
    /// How many arguments it takes, the receiver included.
    pub arity: Arity,
    /// As what it can be called.
    pub receiver: Receiver,
    /// Its code.
    pub native: Native,
    /// What it does, in a line.
    pub doc: &'static str,
}

/// From `least` to `most` arguments.
const fn between(least: usize, most: usize) -> Arity {
    Arity {
        least,
        most: Some(most),
    }
}

/// `least` arguments and any number more.
const fn at_least(least: usize) -> Arity {
    Arity { least, most: None }
}

/// A row of a function that is a method of everything.
const fn function(
    name: &'static str,
    params: &'static str,
    arity: Arity,
    native: Native,
    doc: &'static str,
) -> Builtin {
    Builtin {
        name,
        params,
        arity,
        receiver: Receiver::Any,
        native,
        doc,
    }
}

/// A row of a method that changes arrays in place.
const fn method(
    name: &'static str,
    params: &'static str,
    arity: Arity,
    native: Native,
    doc: &'static str,
) -> Builtin {
    Builtin {
        name,
        params,
        arity,
        receiver: Receiver::Array,
        native,
        doc,
    }
}

/// A row of a function that only a module gives: `math.asin`.
const fn member(
    name: &'static str,
    params: &'static str,
    arity: Arity,
    native: Native,
    doc: &'static str,
) -> Builtin {
    Builtin {
        name,
        params,
        arity,
        receiver: Receiver::Module,
        native,
        doc,
    }
}

/// A row of a function that only the prelude names.
const fn internal(
    name: &'static str,
    params: &'static str,
    arity: Arity,
    native: Native,
    doc: &'static str,
) -> Builtin {
    Builtin {
        name,
        params,
        arity,
        receiver: Receiver::Prelude,
        native,
        doc,
    }
}

/// The source of the prelude: the builtins that are written in Monkey.
pub const PRELUDE: &str = include_str!("../monkey/prelude.monkey");

/// Every native function; a value of tag `Builtin` holds an index in this table.
pub fn all() -> &'static [&'static Builtin] {
    static ALL: LazyLock<Vec<&'static Builtin>> =
        LazyLock::new(|| FAMILIES.iter().flat_map(|family| family.rows).collect());
    &ALL
}

/// The native function of that index in the table.
pub fn row(id: BuiltinId) -> &'static Builtin {
    all()[id.index()]
}

/// The native function of that name which is not a method of one kind alone. Where the prelude has a function of its
/// own before it (for generators), it calls it by its name with `__` in front.
pub fn by_name(name: &str) -> Option<BuiltinId> {
    let of = |name| position(|b| b.name == name && b.receiver != Receiver::Array);
    of(name).or_else(|| of(name.strip_prefix("__")?))
}

/// The method of arrays of that name that changes the array in place.
pub fn array_method(name: &str) -> Option<BuiltinId> {
    position(|b| b.name == name && b.receiver == Receiver::Array)
}

/// The native function that a program's table of native functions means by a name.
pub fn linked(name: &str) -> Option<BuiltinId> {
    by_name(name).or_else(|| array_method(name))
}

/// The names that programs can call, of native functions and of the prelude's.
pub fn names() -> impl Iterator<Item = &'static str> {
    let natives = all()
        .iter()
        .filter(|b| !matches!(b.receiver, Receiver::Prelude | Receiver::Module))
        .map(|b| b.name);
    let prelude = PRELUDE
        .lines()
        .filter_map(|line| line.strip_prefix("fn ")?.split_once('('));
    let prelude: Vec<&str> = prelude.map(|(name, _)| name).collect();
    let shadows = prelude.clone();
    natives
        .filter(move |name| !shadows.contains(name))
        .chain(prelude)
        .filter(|name| !name.starts_with("__"))
}

fn position(fits: impl Fn(&Builtin) -> bool) -> Option<BuiltinId> {
    all()
        .iter()
        .position(|b| fits(b))
        .map(|n| BuiltinId(n as u16))
}

/// Rows that belong together, under the heading that documentation gives them.
struct Family {
    title: &'static str,
    rows: &'static [Builtin],
}

static FAMILIES: &[Family] = &[
    Family {
        title: "Collections",
        rows: collections::COLLECTIONS,
    },
    Family {
        title: "Arrays",
        rows: arrays::ARRAYS,
    },
    Family {
        title: "Methods that change an array",
        rows: methods::METHODS,
    },
    Family {
        title: "Hashes",
        rows: hashes::HASHES,
    },
    Family {
        title: "Order",
        rows: order::ORDER,
    },
    Family {
        title: "Strings",
        rows: strings::STRINGS,
    },
    Family {
        title: "Numbers",
        rows: numbers::NUMBERS,
    },
    Family {
        title: "Conversion",
        rows: convert::CONVERT,
    },
    Family {
        title: "System",
        rows: system::SYSTEM,
    },
    Family {
        title: "Module math",
        rows: modules::math::MATH,
    },
    Family {
        title: "Module string",
        rows: modules::string::STRING,
    },
    Family {
        title: "Module array",
        rows: modules::array::ARRAY,
    },
    Family {
        title: "Module json",
        rows: modules::json::JSON,
    },
    Family {
        title: "Module random",
        rows: modules::random::RANDOM,
    },
    Family {
        title: "Module sys",
        rows: modules::sys::SYS,
    },
    Family {
        title: "For the prelude",
        rows: internal::INTERNAL,
    },
];
