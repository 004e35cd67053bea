//! Native functions: one table, [`all`], made of one slice per family and file.
//!
//! A native function takes the host and its arguments and answers a value or a fault. It never calls hivm
//! code: functions that take functions (`map`, `sort` with a comparison) are Monkey, in the prelude, and are
//! traced like any loop. Every fault and every out-of-memory comes before the first effect, because an
//! instruction that ran out of memory is executed again after a collection.

mod host;

pub use host::{Host, Output, ProgramNames};

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

/// Every native function; a value of tag `Builtin` holds an index in this table.
pub fn all() -> &'static [&'static Builtin] {
    static ALL: LazyLock<Vec<&'static Builtin>> =
        LazyLock::new(|| FAMILIES.iter().copied().flatten().collect());
    &ALL
}

/// The native function of that index in the table.
pub fn row(id: BuiltinId) -> &'static Builtin {
    all()[id.index()]
}

/// The native function of that name which is not a method of one kind alone.
pub fn by_name(name: &str) -> Option<BuiltinId> {
    position(|b| b.name == name && b.receiver != Receiver::Array)
}

/// The method of arrays of that name that changes the array in place.
pub fn array_method(name: &str) -> Option<BuiltinId> {
    position(|b| b.name == name && b.receiver == Receiver::Array)
}

fn position(fits: impl Fn(&Builtin) -> bool) -> Option<BuiltinId> {
    all()
        .iter()
        .position(|b| fits(b))
        .map(|n| BuiltinId(n as u16))
}

static FAMILIES: &[&[Builtin]] = &[];
