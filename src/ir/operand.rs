//! Operands of instructions: what the table's operand types stand for, and how each is written.
//!
//! ```text
//! guard_kind int.own, %3, s1        Form, Array, Snap
//! call f3+8, (%1, 7), s2            Fn, Number, Rest, Snap
//! ```
//!
//! Invariant: an argument is of the kind that the row says at its place; the verifier checks it, everything after
//! the verifier relies on it.

use super::helper::Helper;
use super::types::{Const, Type};
use crate::heap::ElementKind;
use crate::index::{BuiltinId, ExitId, FnId, GlobalId, Ref, ShapeId, SnapId, SymbolId, TreeId};
use crate::value::Tag;

/// What an operand is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OperandKind {
    /// A value of this type, or a constant.
    Value(Type),
    /// Any number of values of any type; at most one operand of a row is of this kind.
    Rest,
    /// A tag by name.
    TagName,
    /// A home register, counted from the first register of the outermost frame.
    Home,
    /// A shape.
    Shape,
    /// How the elements of an array stand in memory.
    Form,
    /// A function.
    Fn,
    /// A native function.
    Native,
    /// A global variable.
    Global,
    /// A name.
    Sym,
    /// A number.
    Number,
    /// A meaning of the runtime.
    Helper,
    /// A tree.
    Tree,
    /// An exit of another tree.
    TreeExit,
    /// The snapshot to leave with.
    Snap,
}

/// How the elements of an array stand in memory, as a guard asks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Form {
    /// Their kind.
    pub kind: FormKind,
    /// Whether the buffer may be shared.
    pub sharing: Sharing,
}

/// [`ElementKind`] with an order, for tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FormKind {
    /// No element yet.
    Empty,
    /// Values of any kinds.
    Generic,
    /// Booleans.
    Bool,
    /// Integers.
    Int,
    /// Floats.
    Float,
}

/// Whether a guard looks at the shared bit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sharing {
    /// The buffer must be the array's own, so that it may be stored to.
    Own,
    /// Whatever the shared bit says.
    Any,
}

impl Form {
    /// All forms with their names.
    pub const ALL: [(Form, &str); 10] = {
        const fn row(kind: FormKind, sharing: Sharing) -> Form {
            Form { kind, sharing }
        }
        [
            (row(FormKind::Empty, Sharing::Any), "empty"),
            (row(FormKind::Generic, Sharing::Any), "generic"),
            (row(FormKind::Bool, Sharing::Any), "bool"),
            (row(FormKind::Int, Sharing::Any), "int"),
            (row(FormKind::Float, Sharing::Any), "float"),
            (row(FormKind::Empty, Sharing::Own), "empty.own"),
            (row(FormKind::Generic, Sharing::Own), "generic.own"),
            (row(FormKind::Bool, Sharing::Own), "bool.own"),
            (row(FormKind::Int, Sharing::Own), "int.own"),
            (row(FormKind::Float, Sharing::Own), "float.own"),
        ]
    };

    /// Its name in graphs.
    pub fn name(self) -> &'static str {
        let found = Form::ALL.iter().find(|(form, _)| *form == self);
        found.map_or("", |(_, name)| name)
    }

    /// The form of that name.
    pub fn by_name(name: &str) -> Option<Form> {
        let found = Form::ALL.iter().find(|(_, known)| *known == name);
        found.map(|(form, _)| *form)
    }
}

impl FormKind {
    /// All of them.
    pub const ALL: [FormKind; 5] = [
        FormKind::Empty,
        FormKind::Generic,
        FormKind::Bool,
        FormKind::Int,
        FormKind::Float,
    ];

    /// Its name in graphs.
    pub fn name(self) -> &'static str {
        let sharing = Sharing::Any;
        Form {
            kind: self,
            sharing,
        }
        .name()
    }

    /// The kind of that name.
    pub fn by_name(name: &str) -> Option<FormKind> {
        FormKind::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The heap's word for it.
    pub fn element(self) -> ElementKind {
        match self {
            FormKind::Empty => ElementKind::Empty,
            FormKind::Generic => ElementKind::Generic,
            FormKind::Bool => ElementKind::Bool,
            FormKind::Int => ElementKind::Int,
            FormKind::Float => ElementKind::Float,
        }
    }

    /// The form of arrays of these elements.
    pub fn of(kind: ElementKind) -> FormKind {
        match kind {
            ElementKind::Empty => FormKind::Empty,
            ElementKind::Generic => FormKind::Generic,
            ElementKind::Bool => FormKind::Bool,
            ElementKind::Int => FormKind::Int,
            ElementKind::Float => FormKind::Float,
        }
    }
}

/// One argument of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Arg {
    /// A value of the graph.
    Ref(Ref),
    /// A constant.
    Const(Const),
    /// See [`OperandKind::TagName`].
    Tag(Tag),
    /// See [`OperandKind::Home`].
    Home(u32),
    /// See [`OperandKind::Shape`].
    Shape(ShapeId),
    /// See [`OperandKind::Form`].
    Form(Form),
    /// See [`OperandKind::Fn`].
    Fn(FnId),
    /// See [`OperandKind::Native`].
    Native(BuiltinId),
    /// See [`OperandKind::Global`].
    Global(GlobalId),
    /// See [`OperandKind::Sym`].
    Sym(SymbolId),
    /// See [`OperandKind::Number`].
    Number(u32),
    /// See [`OperandKind::Helper`].
    Helper(Helper),
    /// See [`OperandKind::Tree`].
    Tree(TreeId),
    /// See [`OperandKind::TreeExit`].
    TreeExit(ExitId),
    /// See [`OperandKind::Snap`].
    Snap(SnapId),
    /// An object of the snapshot that it stands in: of no instruction.
    Sunk(u32),
}

impl Arg {
    /// The value, if the argument is one of the graph.
    pub fn as_ref(self) -> Option<Ref> {
        match self {
            Arg::Ref(value) => Some(value),
            _ => None,
        }
    }

    /// The constant, if the argument is one.
    pub fn as_const(self) -> Option<Const> {
        match self {
            Arg::Const(constant) => Some(constant),
            _ => None,
        }
    }

    /// The integer, if the argument is a constant one.
    pub fn as_int(self) -> Option<i64> {
        match self {
            Arg::Const(Const::Int(n)) => Some(n),
            _ => None,
        }
    }

    /// Whether it is a value or a constant.
    pub fn is_value(self) -> bool {
        matches!(self, Arg::Ref(_) | Arg::Const(_))
    }

    /// Whether an operand of that kind takes it. Of values only that they are values: their type is the graph's.
    pub fn is_of(self, kind: OperandKind) -> bool {
        match kind {
            OperandKind::Value(_) | OperandKind::Rest => self.is_value(),
            OperandKind::TagName => matches!(self, Arg::Tag(_)),
            OperandKind::Home => matches!(self, Arg::Home(_)),
            OperandKind::Shape => matches!(self, Arg::Shape(_)),
            OperandKind::Form => matches!(self, Arg::Form(_)),
            OperandKind::Fn => matches!(self, Arg::Fn(_)),
            OperandKind::Native => matches!(self, Arg::Native(_)),
            OperandKind::Global => matches!(self, Arg::Global(_)),
            OperandKind::Sym => matches!(self, Arg::Sym(_)),
            OperandKind::Number => matches!(self, Arg::Number(_)),
            OperandKind::Helper => matches!(self, Arg::Helper(_)),
            OperandKind::Tree => matches!(self, Arg::Tree(_)),
            OperandKind::TreeExit => matches!(self, Arg::TreeExit(_)),
            OperandKind::Snap => matches!(self, Arg::Snap(_)),
        }
    }
}

impl From<Ref> for Arg {
    fn from(value: Ref) -> Arg {
        Arg::Ref(value)
    }
}

impl From<Const> for Arg {
    fn from(constant: Const) -> Arg {
        Arg::Const(constant)
    }
}

impl From<i64> for Arg {
    fn from(n: i64) -> Arg {
        Arg::Const(Const::Int(n))
    }
}

impl From<f64> for Arg {
    fn from(x: f64) -> Arg {
        Arg::Const(Const::float(x))
    }
}

impl From<bool> for Arg {
    fn from(b: bool) -> Arg {
        Arg::Const(Const::Bool(b))
    }
}

/// An operand type of the table.
pub trait Operand {
    /// What it is.
    const KIND: OperandKind;
}

macro_rules! operands {
    (values { $($value:ident $type:expr;)* } others { $($other:ident)* }) => {
        $(
            #[doc = concat!("A value: `", stringify!($type), "`.")]
            pub struct $value;
            impl Operand for $value {
                const KIND: OperandKind = OperandKind::Value($type);
            }
        )*
        $(
            #[doc = concat!("See [`OperandKind::", stringify!($other), "`].")]
            pub struct $other;
            impl Operand for $other {
                const KIND: OperandKind = OperandKind::$other;
            }
        )*
    };
}

/// The operand types by the names that the table uses.
pub mod kinds {
    use super::{Operand, OperandKind, Tag, Type};

    operands! {
        values {
        Any Type::Any;
        Data Type::Data;
        Int Type::INT;
        Float Type::FLOAT;
        Bool Type::BOOL;
        Str Type::Tag(Tag::Str);
        Variant Type::Tag(Tag::Variant);
        Array Type::Tag(Tag::Array);
        Hash Type::Tag(Tag::Hash);
        Struct Type::Tag(Tag::Struct);
        Closure Type::Tag(Tag::Closure);
        Range Type::Tag(Tag::Range);
        Cell Type::Tag(Tag::Cell);
        Generator Type::Tag(Tag::Generator);
        } others {
        Rest TagName Home Shape Form Fn Native Global Sym Number Helper Tree TreeExit Snap
        }
    }
}
