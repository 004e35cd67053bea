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

use crate::index::{BuiltinId, ConstId, EnumId, FnId, SymbolId};

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
    /// A value of an enum; the payload is the enum's [`EnumId`] and, in the low half, which of its values.
    Variant,
    /// An enum itself; the payload is its [`EnumId`] and, in the low half, how many values it has.
    Enum,
    /// A module; the payload is the [`ConstId`] of its members.
    Module,
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
        (Tag::Variant, "variant"),
        (Tag::Enum, "enum"),
        (Tag::Module, "module"),
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
            Tag::Variant => "enum",
            Tag::Enum => "enum type",
            Tag::Module => "module",
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

/// A kind of values as patterns and `if_kind` ask for it: a name for one tag or several.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u16)]
pub enum Kind {
    /// `null`.
    Null,
    /// Booleans.
    Bool,
    /// Integers of any size.
    Int,
    /// Floats.
    Float,
    /// Integers and floats.
    Number,
    /// Strings.
    String,
    /// Arrays.
    Array,
    /// Hashes.
    Hash,
    /// What can be called.
    Function,
    /// Ranges.
    Range,
    /// Errors that were caught.
    Error,
    /// Values of enums.
    Enum,
    /// Enums themselves.
    EnumType,
    /// Symbols.
    Symbol,
    /// Instances of classes, and other structures.
    Instance,
    /// Classes.
    Class,
    /// Generators.
    Generator,
    /// Modules.
    Module,
    /// What has fields that can be asked for one by one: hashes and structures.
    Fields,
}

impl Kind {
    /// The kinds in their order, with their names in assembly text and in patterns, and their tags.
    const ROWS: [(Kind, &'static str, &'static [Tag]); 19] = [
        (Kind::Null, "null", &[Tag::Null]),
        (Kind::Bool, "bool", &[Tag::Bool]),
        (Kind::Int, "int", &[Tag::Int, Tag::BigInt]),
        (Kind::Float, "float", &[Tag::Float]),
        (Kind::Number, "number", &[Tag::Int, Tag::Float, Tag::BigInt]),
        (Kind::String, "string", &[Tag::Str]),
        (Kind::Array, "array", &[Tag::Array]),
        (Kind::Hash, "hash", &[Tag::Hash]),
        (
            Kind::Function,
            "function",
            &[Tag::Function, Tag::Builtin, Tag::Closure, Tag::Bound],
        ),
        (Kind::Range, "range", &[Tag::Range]),
        (Kind::Error, "error", &[Tag::Error]),
        (Kind::Enum, "enum", &[Tag::Variant]),
        (Kind::EnumType, "enum_type", &[Tag::Enum]),
        (Kind::Symbol, "symbol", &[Tag::Symbol]),
        (Kind::Instance, "instance", &[Tag::Struct]),
        (Kind::Class, "class", &[Tag::Class]),
        (Kind::Generator, "generator", &[Tag::Generator]),
        (Kind::Module, "module", &[Tag::Module]),
        (Kind::Fields, "fields", &[Tag::Hash, Tag::Struct]),
    ];

    /// How many there are.
    pub const COUNT: usize = Kind::ROWS.len();

    /// The kind of that number.
    pub fn from_number(number: u16) -> Option<Kind> {
        Kind::ROWS.get(number as usize).map(|row| row.0)
    }

    /// The kind of that name.
    pub fn by_name(name: &str) -> Option<Kind> {
        let row = Kind::ROWS.iter().find(|row| row.1 == name);
        row.map(|row| row.0)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Kind::ROWS[self as usize].1
    }

    /// The tags of its values.
    pub fn tags(self) -> &'static [Tag] {
        Kind::ROWS[self as usize].2
    }

    /// Whether values of the tag are of this kind.
    #[inline(always)]
    pub fn has(self, tag: Tag) -> bool {
        Kind::MASKS[self as usize] >> tag as u64 & 1 != 0
    }

    const MASKS: [u64; Kind::COUNT] = {
        let mut masks = [0; Kind::COUNT];
        let mut kind = 0;
        while kind < Kind::COUNT {
            let tags = Kind::ROWS[kind].2;
            let mut n = 0;
            while n < tags.len() {
                masks[kind] |= 1 << tags[n] as u64;
                n += 1;
            }
            kind += 1;
        }
        masks
    };
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

    /// A value of an enum.
    #[inline(always)]
    pub const fn variant(of: EnumId, place: u32) -> Value {
        Value {
            tag: Tag::Variant,
            bits: (of.0 as u64) << 32 | place as u64,
        }
    }

    /// An enum with so many values.
    #[inline(always)]
    pub const fn enumeration(id: EnumId, count: u32) -> Value {
        Value {
            tag: Tag::Enum,
            bits: (id.0 as u64) << 32 | count as u64,
        }
    }

    /// A module: a constant of the program.
    #[inline(always)]
    pub const fn module(m: ConstId) -> Value {
        Value {
            tag: Tag::Module,
            bits: m.0 as u64,
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

    /// The enum and which of its values it is, if the tag is [`Tag::Variant`].
    #[inline(always)]
    pub fn as_variant(self) -> Option<(EnumId, u32)> {
        (self.tag == Tag::Variant).then_some((EnumId((self.bits >> 32) as u32), self.bits as u32))
    }

    /// The enum and how many values it has, if the tag is [`Tag::Enum`].
    #[inline(always)]
    pub fn as_enum(self) -> Option<(EnumId, u32)> {
        (self.tag == Tag::Enum).then_some((EnumId((self.bits >> 32) as u32), self.bits as u32))
    }

    /// The module's constant, if the tag is [`Tag::Module`].
    #[inline(always)]
    pub fn as_module(self) -> Option<ConstId> {
        (self.tag == Tag::Module).then_some(ConstId(self.bits as u32))
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

    #[test]
    fn kinds_stand_in_their_order_and_have_the_tags_of_their_name() {
        for n in 0..Kind::COUNT as u16 {
            let kind = Kind::from_number(n).unwrap();
            assert_eq!(kind as u16, n);
            assert_eq!(Kind::by_name(kind.name()), Some(kind));
            for tag in Tag::ALL {
                assert_eq!(kind.has(tag), kind.tags().contains(&tag));
                let named = tag.kind_name().replace(' ', "_") == kind.name();
                assert!(!named || kind.has(tag), "{} {}", kind.name(), tag.name());
            }
        }
        assert_eq!(Kind::from_number(Kind::COUNT as u16), None);
    }
}
