//! What the generator knows of a value.
//!
//! Example: `(a, b = 1) => a > b` is a `Function` of two `Int`s, one of them optional, that gives `Bool`.

use std::rc::Rc;

/// The kind of a value, as far as it matters for what can be done with it.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// An integer of any size.
    Int,
    /// A float.
    Float,
    /// A boolean.
    Bool,
    /// A string.
    Str,
    /// A number, boolean, string or `null`.
    Any,
    /// An integer from 0 to this: how much further a function may recur.
    Fuel(usize),
    /// An array of elements of one kind, for all that the generator knows.
    Array(Box<Kind>),
    /// A hash with values of one kind.
    Hash(Box<Kind>),
    /// A function.
    Function(Rc<Signature>),
}

impl Kind {
    /// An array of `element`s.
    pub fn array(element: Kind) -> Kind {
        Kind::Array(Box::new(element))
    }

    /// A hash with `element`s as values.
    pub fn hash(element: Kind) -> Kind {
        Kind::Hash(Box::new(element))
    }
}

/// How a function is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The kinds of its parameters.
    pub parameters: Vec<Kind>,
    /// How many of them, the last ones, have defaults.
    pub optional: usize,
    /// The kind of further arguments, if it takes any.
    pub rest: Option<Kind>,
    /// What it gives.
    pub result: Kind,
    /// How many nodes a call evaluates, at most.
    pub cost: u64,
}
