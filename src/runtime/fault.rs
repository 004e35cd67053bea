//! Runtime faults: what an operation answers when it has no value, and the exact texts of the errors.
//!
//! ```text
//! 1 + "a"   ->  Fault(TypeMismatch { op: "+", left: "int", right: "string" })
//!           ->  type mismatch: int + string
//! ```
//!
//! A [`Fault`] is one pointer, so that `Result<Value, Fault>` is no larger than a value and the fast paths
//! pay nothing for it. Invariant: an operation that answers a fault has had no effect.

use std::fmt;

use crate::heap::{BadKey, OutOfMemory};

/// A runtime fault, boxed to be small.
#[derive(Clone, PartialEq, Eq)]
pub struct Fault(Box<FaultKind>);

const _: () = assert!(size_of::<Fault>() == 8);
const _: () = assert!(size_of::<Result<crate::value::Value, Fault>>() == 16);

/// What went wrong. Kinds are the names that programs see: `int`, `string`, ...
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// A binary operator on kinds that it does not take.
    TypeMismatch {
        /// The operator as written.
        op: &'static str,
        /// The left operand's kind.
        left: &'static str,
        /// The right operand's kind.
        right: &'static str,
    },
    /// A prefix operator on a kind that it does not take.
    UnknownOperator {
        /// The operator as written.
        op: &'static str,
        /// The operand's kind.
        operand: &'static str,
    },
    /// Integer `/` or `%` by zero.
    DivisionByZero,
    /// A shift by a negative count, given in decimal.
    NegativeShift(String),
    /// An integer over [`crate::heap::bigint::MAX_BITS`].
    IntegerTooLarge,
    /// A call of something else than a function.
    NotAFunction(&'static str),
    /// A call with too few or too many arguments.
    WrongArgumentCount {
        /// The builtin or method, if its name goes in front.
        name: Option<String>,
        /// How many it takes.
        want: Arity,
        /// How many it got.
        got: usize,
    },
    /// An argument of a kind that a builtin does not take.
    WrongArgument {
        /// The builtin.
        name: String,
        /// The argument's number, from 1.
        number: usize,
        /// The kinds it takes: `string, array or hash`.
        want: &'static str,
        /// The kind it got.
        got: &'static str,
    },
    /// A write outside an array.
    IndexOutOfRange {
        /// The index as given, in decimal.
        index: String,
        /// The array's length.
        length: usize,
    },
    /// An index into a kind that has none.
    CannotIndex(&'static str),
    /// An index of a kind that the indexed kind does not take.
    CannotIndexWith {
        /// The indexed kind.
        indexed: &'static str,
        /// The index's kind.
        index: &'static str,
    },
    /// An assignment to an index of a kind that takes none.
    CannotAssignIndex(&'static str),
    /// A field read of a kind that has none.
    CannotReadField {
        /// The field's name.
        field: String,
        /// The kind.
        of: &'static str,
    },
    /// A value of an enum that it has not.
    NoVariant {
        /// The enum's name.
        of: String,
        /// What was asked for.
        name: String,
    },
    /// A field write of a kind that has none.
    CannotSetField {
        /// The field's name.
        field: String,
        /// The kind.
        of: &'static str,
    },
    /// A class that extends something else than a class.
    CannotExtend {
        /// The class's name.
        class: String,
        /// The kind of what it extends.
        base: &'static str,
    },
    /// A read or a call of what an instance has not.
    NoMember {
        /// The field's or method's name.
        member: String,
        /// The class's name.
        class: String,
    },
    /// A read or a call of a static function that a class has not.
    NoStatic {
        /// The function's name.
        name: String,
        /// The class's name.
        class: String,
    },
    /// A method asked of a class that has none of that name.
    NoMethod {
        /// The method's name.
        method: String,
        /// The class's name.
        class: String,
    },
    /// A `new` of something else than a class.
    NotAClass(&'static str),
    /// A hash key of a kind that cannot be one, or NaN.
    UnusableKey(&'static str),
    /// A loop over a kind without elements.
    CannotIterate(&'static str),
    /// A generator resumed by what it runs itself.
    GeneratorRuns,
    /// A top-level variable read before its `let` ran.
    UsedBeforeLet(String),
    /// More frames than the limit given here.
    StackOverflow(usize),
    /// The heap is full: the machine collects and runs the operation again.
    OutOfMemory(OutOfMemory),
    /// The heap is full after a collection too; its limit in bytes.
    MemoryLimit(usize),
    /// Ctrl-C.
    Interrupted,
    /// The time limit passed; the text is the limit as the user gave it: `2 s`.
    TimeLimit(String),
    /// Not an error: `exit(n)` ends the program with this status, and nothing catches it.
    Exit(u8),
    /// Not an error: `breakpoint()` stops for a debugger.
    Breakpoint,
    /// An error with a message of its own: `error("...")`, `assert`, a builtin's.
    Message(String),
}

/// How many arguments a function takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arity {
    /// The fewest.
    pub least: usize,
    /// The most; `None` with a rest parameter.
    pub most: Option<usize>,
}

impl Arity {
    /// Exactly `n`.
    pub const fn exactly(n: usize) -> Arity {
        Arity {
            least: n,
            most: Some(n),
        }
    }

    /// Whether a call with `n` arguments is right.
    pub fn takes(self, n: usize) -> bool {
        n >= self.least && self.most.is_none_or(|most| n <= most)
    }
}

impl fmt::Display for Arity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.most {
            Some(most) if most == self.least => write!(f, "{most}"),
            Some(most) => write!(f, "{}..{most}", self.least),
            None => write!(f, "{}+", self.least),
        }
    }
}

impl Fault {
    /// The fault of this kind.
    #[cold]
    pub fn new(kind: FaultKind) -> Fault {
        Fault(Box::new(kind))
    }

    /// An error with a message of its own.
    #[cold]
    pub fn message(text: impl Into<String>) -> Fault {
        Fault::new(FaultKind::Message(text.into()))
    }

    /// What went wrong.
    pub fn kind(&self) -> &FaultKind {
        &self.0
    }

    /// The refused allocation, if that is the fault: the machine collects and runs the operation again.
    pub fn out_of_memory(&self) -> Option<OutOfMemory> {
        match *self.0 {
            FaultKind::OutOfMemory(e) => Some(e),
            _ => None,
        }
    }
}

impl From<FaultKind> for Fault {
    #[cold]
    fn from(kind: FaultKind) -> Fault {
        Fault::new(kind)
    }
}

impl From<OutOfMemory> for Fault {
    #[cold]
    fn from(e: OutOfMemory) -> Fault {
        Fault::new(FaultKind::OutOfMemory(e))
    }
}

impl From<BadKey> for Fault {
    #[cold]
    fn from(key: BadKey) -> Fault {
        let what = match key {
            BadKey::Kind(tag) => tag.kind_name(),
            BadKey::NaN => "NaN",
        };
        Fault::new(FaultKind::UnusableKey(what))
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

/// A number of bytes in the largest unit that divides it.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
        match units
            .iter()
            .find(|(unit, _)| self.0 >= *unit && self.0.is_multiple_of(*unit))
        {
            Some((unit, name)) => write!(f, "{} {name}", self.0 / unit),
            None => write!(f, "{} bytes", self.0),
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FaultKind::TypeMismatch { op, left, right } => {
                write!(f, "type mismatch: {left} {op} {right}")
            }
            FaultKind::UnknownOperator { op, operand } => {
                write!(f, "unknown operator: {op}{operand}")
            }
            FaultKind::DivisionByZero => f.write_str("division by zero"),
            FaultKind::NegativeShift(count) => write!(f, "negative shift count: {count}"),
            FaultKind::IntegerTooLarge => f.write_str("integer too large"),
            FaultKind::NotAFunction(kind) => write!(f, "not a function: {kind}"),
            FaultKind::WrongArgumentCount { name, want, got } => {
                if let Some(name) = name {
                    write!(f, "{name}: ")?;
                }
                write!(f, "wrong number of arguments: want={want}, got={got}")
            }
            FaultKind::WrongArgument {
                name,
                number,
                want,
                got,
            } => {
                write!(f, "{name}: argument {number}: want {want}, got {got}")
            }
            FaultKind::IndexOutOfRange { index, length } => {
                write!(f, "index out of range: {index} (length {length})")
            }
            FaultKind::CannotIndex(kind) => write!(f, "cannot index {kind}"),
            FaultKind::CannotIndexWith { indexed, index } => {
                write!(f, "cannot index {indexed} with {index}")
            }
            FaultKind::CannotAssignIndex(kind) => write!(f, "cannot assign to an index of {kind}"),
            FaultKind::CannotReadField { field, of } => {
                write!(f, "cannot read field {field} of {of}")
            }
            FaultKind::NoVariant { of, name } => write!(f, "enum {of} has no variant {name}"),
            FaultKind::CannotSetField { field, of } => {
                write!(f, "cannot set field {field} of {of}")
            }
            FaultKind::UnusableKey(kind) => write!(f, "unusable as hash key: {kind}"),
            FaultKind::CannotIterate(kind) => write!(f, "cannot iterate over {kind}"),
            FaultKind::CannotExtend { class, base } => {
                write!(f, "class {class} cannot extend {base}")
            }
            FaultKind::NoMember { member, class } => {
                write!(f, "no field or method {member} in {class}")
            }
            FaultKind::NoStatic { name, class } => {
                write!(f, "no static function {name} in class {class}")
            }
            FaultKind::NoMethod { method, class } => write!(f, "no method {method} in {class}"),
            FaultKind::NotAClass(kind) => write!(f, "not a class: {kind}"),
            FaultKind::GeneratorRuns => f.write_str("generator is already running"),
            FaultKind::UsedBeforeLet(name) => write!(f, "{name} is used before its let has run"),
            FaultKind::StackOverflow(limit) => {
                write!(f, "stack overflow: more than {limit} frames")
            }
            FaultKind::OutOfMemory(_) => f.write_str("out of memory"),
            FaultKind::MemoryLimit(limit) => write!(f, "out of memory: more than {}", Size(*limit)),
            FaultKind::Interrupted => f.write_str("interrupted"),
            FaultKind::TimeLimit(limit) => write!(f, "time limit of {limit} exceeded"),
            FaultKind::Exit(status) => write!(f, "exit({status})"),
            FaultKind::Breakpoint => f.write_str("breakpoint"),
            FaultKind::Message(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts() {
        let text = |kind: FaultKind| Fault::new(kind).to_string();
        assert_eq!(
            text(FaultKind::TypeMismatch {
                op: "+",
                left: "int",
                right: "string"
            }),
            "type mismatch: int + string"
        );
        assert_eq!(
            text(FaultKind::UnknownOperator {
                op: "-",
                operand: "bool"
            }),
            "unknown operator: -bool"
        );
        assert_eq!(
            text(FaultKind::NegativeShift("-1".into())),
            "negative shift count: -1"
        );
        let count = |name: Option<&str>, least, most, got| {
            text(FaultKind::WrongArgumentCount {
                name: name.map(String::from),
                want: Arity { least, most },
                got,
            })
        };
        assert_eq!(
            count(None, 1, Some(1), 2),
            "wrong number of arguments: want=1, got=2"
        );
        assert_eq!(
            count(None, 1, Some(2), 0),
            "wrong number of arguments: want=1..2, got=0"
        );
        assert_eq!(
            count(Some("len"), 1, None, 0),
            "len: wrong number of arguments: want=1+, got=0"
        );
        assert_eq!(
            text(FaultKind::WrongArgument {
                name: "len".into(),
                number: 1,
                want: "string, array, hash or range",
                got: "int"
            }),
            "len: argument 1: want string, array, hash or range, got int"
        );
        assert_eq!(
            text(FaultKind::IndexOutOfRange {
                index: "5".into(),
                length: 3
            }),
            "index out of range: 5 (length 3)"
        );
        assert_eq!(
            text(FaultKind::TimeLimit("2 s".into())),
            "time limit of 2 s exceeded"
        );
        assert_eq!(
            text(FaultKind::MemoryLimit(256 << 20)),
            "out of memory: more than 256 MiB"
        );
        assert_eq!(
            text(FaultKind::MemoryLimit(1 << 30)),
            "out of memory: more than 1 GiB"
        );
        assert_eq!(
            text(FaultKind::MemoryLimit(1000)),
            "out of memory: more than 1000 bytes"
        );
        assert_eq!(
            text(FaultKind::StackOverflow(1000000)),
            "stack overflow: more than 1000000 frames"
        );
    }
}
