//! Types of values in graphs, and constants.
//!
//! ```text
//! int  float  bool  array ...   a value whose tag is known: only its payload travels, in a machine register
//! any                           a value with its tag
//! data                          the address of an array's elements; never in a snapshot, a register or an object
//! 7  1.5  nan:7ff8000000000000  true  null  unset  f3  builtin4  sym5  k6:str          constants
//! ```
//!
//! A value of a known tag is good wherever `any` is wanted, so that boxing is never an instruction.
//! Invariant: a constant is a name of something that a fresh process can make again, never an address.

use std::fmt;

use crate::index::{BuiltinId, ConstId, FnId, SymbolId};
use crate::value::Tag;

/// The type of a value in a graph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Type {
    /// A value of this tag.
    Tag(Tag),
    /// A value with its tag.
    Any,
    /// The address of an array's elements.
    Data,
}

impl Type {
    /// A 64-bit integer.
    pub const INT: Type = Type::Tag(Tag::Int);
    /// A double.
    pub const FLOAT: Type = Type::Tag(Tag::Float);
    /// A boolean.
    pub const BOOL: Type = Type::Tag(Tag::Bool);

    /// Whether a value of this type is good where `wanted` is wanted.
    pub fn fits(self, wanted: Type) -> bool {
        self == wanted || wanted == Type::Any && self != Type::Data
    }

    /// The tag, if it is known.
    pub fn tag(self) -> Option<Tag> {
        match self {
            Type::Tag(tag) => Some(tag),
            Type::Any | Type::Data => None,
        }
    }

    /// Whether values of this type may refer to heap objects that must be kept alive. (What `data` points into is
    /// kept alive by its array, which every use of it names too.)
    pub fn may_refer(self) -> bool {
        match self {
            Type::Tag(tag) => tag.is_heap(),
            Type::Any => true,
            Type::Data => false,
        }
    }

    /// The type of that name.
    pub fn by_name(name: &str) -> Option<Type> {
        match name {
            "any" => Some(Type::Any),
            "data" => Some(Type::Data),
            _ => Tag::by_name(name).map(Type::Tag),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Type::Tag(tag) => tag.name(),
            Type::Any => "any",
            Type::Data => "data",
        })
    }
}

/// A constant. Floats are their bits, so that constants have an equality and print exactly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Const {
    /// No value yet.
    Unset,
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// The bits of a float.
    Float(u64),
    /// A function without captured values.
    Function(FnId),
    /// A native function.
    Builtin(BuiltinId),
    /// A symbol.
    Symbol(SymbolId),
    /// A constant of the program, with its tag.
    Pool(ConstId, Tag),
}

impl Const {
    /// A float.
    pub fn float(x: f64) -> Const {
        Const::Float(x.to_bits())
    }

    /// Its tag.
    pub fn tag(self) -> Tag {
        match self {
            Const::Unset => Tag::Unset,
            Const::Null => Tag::Null,
            Const::Bool(_) => Tag::Bool,
            Const::Int(_) => Tag::Int,
            Const::Float(_) => Tag::Float,
            Const::Function(_) => Tag::Function,
            Const::Builtin(_) => Tag::Builtin,
            Const::Symbol(_) => Tag::Symbol,
            Const::Pool(_, tag) => tag,
        }
    }
}

impl fmt::Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Const::Unset => f.write_str("unset"),
            Const::Null => f.write_str("null"),
            Const::Bool(b) => write!(f, "{b}"),
            Const::Int(n) => write!(f, "{n}"),
            Const::Float(bits) => match f64::from_bits(bits) {
                x if x.is_nan() => write!(f, "nan:{bits:016x}"),
                // With a point or an exponent always, and shortest that reads back as the same bits.
                x => write!(f, "{x:?}"),
            },
            Const::Function(id) => write!(f, "f{}", id.0),
            Const::Builtin(id) => write!(f, "builtin{}", id.0),
            Const::Symbol(id) => write!(f, "sym{}", id.0),
            Const::Pool(id, tag) => write!(f, "k{}:{}", id.0, tag.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_tag_is_good_for_any_and_data_is_not() {
        assert!(Type::INT.fits(Type::Any) && Type::INT.fits(Type::INT));
        assert!(!Type::Any.fits(Type::INT) && !Type::FLOAT.fits(Type::INT));
        assert!(!Type::Data.fits(Type::Any) && Type::Data.fits(Type::Data));
    }
}
