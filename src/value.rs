//! A value: 16 bytes, a tag and a 64-bit payload. The only file that knows the bits.
//!
//! ```text
//!   0        8        16
//!   +--------+--------+
//!   |  tag   | payload|     Int 7     = [3][7]
//!   +--------+--------+     Float 1.5 = [4][0x3ff8_0000_0000_0000]
//!                           Str       = [9][address of the string object]
//! ```
//!
//! The tag fills a whole word, so that a handler tests it straight in memory and copies a value as two
//! words. Zeroed memory is [`Tag::Unset`], so fresh register memory holds valid values. Tags from
//! [`Tag::FIRST_HEAP`] on are references to heap objects; the heap gives them types.

use crate::index::{BuiltinId, FnId, SymbolId};

/// What a value is. `int` covers [`Tag::Int`] and [`Tag::BigInt`], and `function` covers
/// [`Tag::Function`], [`Tag::Builtin`], [`Tag::Closure`] and [`Tag::Bound`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u64)]
pub enum Tag {
    /// No value yet: a variable before its `let`, a missing argument. Programs never see it.
    Unset = 0,
    /// `null`.
    Null,
    /// `false` (payload 0) or `true` (payload 1).
    Bool,
    /// A 64-bit integer.
    Int,
    /// A double.
    Float,
    /// A function without captured variables; the payload is its [`FnId`].
    Function,
    /// A native function; the payload is its [`BuiltinId`].
    Builtin,
    /// An interned name; the payload is its [`SymbolId`].
    Symbol,
    /// An integer that does not fit 64 bits.
    BigInt,
    /// A string.
    Str,
    /// An array header.
    Array,
    /// An insertion-ordered hash.
    Hash,
    /// A structure, laid out by its shape.
    Struct,
    /// A function with its captured variables.
    Closure,
    /// Integers from a start up to an excluded end.
    Range,
    /// A shared captured variable; never seen by programs.
    Cell,
    /// A runtime error as a program catches it.
    Error,
    /// A class.
    Class,
    /// A method with the instance it was read from.
    Bound,
    /// A call of a generator function, which goes on when it is resumed.
    Generator,
}

impl Tag {
    /// Tags from here on have a heap address as payload.
    pub const FIRST_HEAP: Tag = Tag::BigInt;

    /// The number of tags.
    pub const COUNT: u64 = Tag::Generator as u64 + 1;

    /// The tags in their order, with their names in recordings and graphs. Unlike the kinds that programs see, these
    /// tell `int` from `bigint`.
    const NAMES: [(Tag, &'static str); Tag::COUNT as usize] = [
        (Tag::Unset, "unset"),
        (Tag::Null, "null"),
        (Tag::Bool, "bool"),
        (Tag::Int, "int"),
        (Tag::Float, "float"),
        (Tag::Function, "function"),
        (Tag::Builtin, "builtin"),
        (Tag::Symbol, "symbol"),
        (Tag::BigInt, "bigint"),
        (Tag::Str, "str"),
        (Tag::Array, "array"),
        (Tag::Hash, "hash"),
        (Tag::Struct, "struct"),
        (Tag::Closure, "closure"),
        (Tag::Range, "range"),
        (Tag::Cell, "cell"),
        (Tag::Error, "error"),
        (Tag::Class, "class"),
        (Tag::Bound, "bound"),
        (Tag::Generator, "generator"),
    ];

    /// All tags in their order.
    pub const ALL: [Tag; Tag::COUNT as usize] = {
        let mut all = [Tag::Unset; Tag::COUNT as usize];
        let mut n = 0;
        while n < all.len() {
            all[n] = Tag::NAMES[n].0;
            n += 1;
        }
        all
    };

    /// Its name in recordings and graphs.
    pub fn name(self) -> &'static str {
        Tag::NAMES[self as usize].1
    }

    /// The tag of that name.
    pub fn by_name(name: &str) -> Option<Tag> {
        let row = Tag::NAMES.iter().find(|(_, known)| *known == name);
        row.map(|(tag, _)| *tag)
    }

    /// Whether values of this tag refer to a heap object.
    #[inline(always)]
    pub fn is_heap(self) -> bool {
        self as u64 >= Tag::FIRST_HEAP as u64
    }

    /// The kind that programs and error messages name: `int`, `string`, ...
    pub fn kind_name(self) -> &'static str {
        match self {
            Tag::Unset => "unset",
            Tag::Null => "null",
            Tag::Bool => "bool",
            Tag::Int | Tag::BigInt => "int",
            Tag::Float => "float",
            Tag::Function | Tag::Builtin | Tag::Closure | Tag::Bound => "function",
            Tag::Symbol => "symbol",
            Tag::Str => "string",
            Tag::Array => "array",
            Tag::Hash => "hash",
            Tag::Struct => "instance",
            Tag::Class => "class",
            Tag::Range => "range",
            Tag::Cell => "cell",
            Tag::Error => "error",
            Tag::Generator => "generator",
        }
    }
}

/// One value: a tag and a payload. See the module's drawing.
#[derive(Clone, Copy)]
#[repr(C, align(16))]
pub struct Value {
    tag: Tag,
    bits: u64,
}

const _: () = assert!(size_of::<Value>() == 16);

impl Value {
    /// Where native code finds the tag.
    pub const TAG_OFFSET: usize = std::mem::offset_of!(Value, tag);
    /// Where native code finds the payload.
    pub const PAYLOAD_OFFSET: usize = std::mem::offset_of!(Value, bits);

    /// No value yet.
    pub const UNSET: Value = Value {
        tag: Tag::Unset,
        bits: 0,
    };
    /// `null`.
    pub const NULL: Value = Value {
        tag: Tag::Null,
        bits: 0,
    };
    /// `false`.
    pub const FALSE: Value = Value {
        tag: Tag::Bool,
        bits: 0,
    };
    /// `true`.
    pub const TRUE: Value = Value {
        tag: Tag::Bool,
        bits: 1,
    };

    /// A value from its two words. The caller vouches that the payload is one of the tag: a heap tag
    /// needs the address of a live object of that kind.
    #[inline(always)]
    pub const fn from_parts(tag: Tag, bits: u64) -> Value {
        Value { tag, bits }
    }

    /// An integer.
    #[inline(always)]
    pub const fn int(n: i64) -> Value {
        Value {
            tag: Tag::Int,
            bits: n as u64,
        }
    }

    /// A float.
    #[inline(always)]
    pub fn float(x: f64) -> Value {
        Value {
            tag: Tag::Float,
            bits: x.to_bits(),
        }
    }

    /// A boolean.
    #[inline(always)]
    pub const fn bool(b: bool) -> Value {
        Value {
            tag: Tag::Bool,
            bits: b as u64,
        }
    }

    /// A function without captured variables.
    #[inline(always)]
    pub const fn function(f: FnId) -> Value {
        Value {
            tag: Tag::Function,
            bits: f.0 as u64,
        }
    }

    /// A native function.
    #[inline(always)]
    pub const fn builtin(b: BuiltinId) -> Value {
        Value {
            tag: Tag::Builtin,
            bits: b.0 as u64,
        }
    }

    /// A symbol.
    #[inline(always)]
    pub const fn symbol(s: SymbolId) -> Value {
        Value {
            tag: Tag::Symbol,
            bits: s.0 as u64,
        }
    }

    /// The tag.
    #[inline(always)]
    pub const fn tag(self) -> Tag {
        self.tag
    }

    /// The payload as a raw word.
    #[inline(always)]
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// The integer, if the tag is [`Tag::Int`].
    #[inline(always)]
    pub fn as_int(self) -> Option<i64> {
        (self.tag == Tag::Int).then_some(self.bits as i64)
    }

    /// The float, if the tag is [`Tag::Float`].
    #[inline(always)]
    pub fn as_float(self) -> Option<f64> {
        (self.tag == Tag::Float).then_some(f64::from_bits(self.bits))
    }

    /// The boolean, if the tag is [`Tag::Bool`].
    #[inline(always)]
    pub fn as_bool(self) -> Option<bool> {
        (self.tag == Tag::Bool).then_some(self.bits != 0)
    }

    /// The symbol, if the tag is [`Tag::Symbol`].
    #[inline(always)]
    pub fn as_symbol(self) -> Option<SymbolId> {
        (self.tag == Tag::Symbol).then_some(SymbolId(self.bits as u32))
    }

    /// Monkey's truth: everything but `false` and `null`.
    #[inline(always)]
    pub fn is_truthy(self) -> bool {
        match self.tag {
            Tag::Null | Tag::Unset => false,
            Tag::Bool => self.bits != 0,
            _ => true,
        }
    }

    /// Hivm's truth: everything but null, false and zero.
    #[inline(always)]
    pub fn is_nonzero(self) -> bool {
        match self.tag {
            Tag::Null | Tag::Unset => false,
            Tag::Bool | Tag::Int => self.bits != 0,
            Tag::Float => f64::from_bits(self.bits) != 0.0,
            _ => true,
        }
    }

    /// Whether both words are equal: identity for objects, and more than that for nothing.
    #[inline(always)]
    pub fn is_same(self, other: Value) -> bool {
        self.tag == other.tag && self.bits == other.bits
    }

    /// The kind that programs and error messages name.
    pub fn kind_name(self) -> &'static str {
        self.tag.kind_name()
    }
}

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.tag {
            Tag::Int => write!(f, "{}", self.bits as i64),
            Tag::Float => write!(f, "{:?}", f64::from_bits(self.bits)),
            Tag::Bool => write!(f, "{}", self.bits != 0),
            Tag::Null | Tag::Unset => f.write_str(self.kind_name()),
            _ => write!(f, "{}({:#x})", self.kind_name(), self.bits),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_in_their_order_and_are_found_by_name() {
        for (n, tag) in Tag::ALL.iter().enumerate() {
            assert_eq!(*tag as usize, n);
            assert_eq!(Tag::by_name(tag.name()), Some(*tag));
        }
        assert_eq!(Tag::by_name("number"), None);
    }
}
