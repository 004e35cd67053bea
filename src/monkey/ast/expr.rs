//! Expressions.
//!
//! Example: `xs[0] ?? f(1)` is a [`ExprKind::Logical`] of an [`ExprKind::Index`] and a [`ExprKind::Call`].
//!
//! Invariant: the target of [`ExprKind::Assign`] and [`ExprKind::Update`] is a `Name`, an `Index` or a
//! `Field` with [`Access::Plain`]. Parentheses leave no node.

use super::{BigId, Block, Catch, ExprId, FunctionId, Name, NameId, PatternId, TextId};
use crate::source::Span;

/// An expression and its place.
#[derive(Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// From its first token to its last, without the parentheses around it.
    pub span: Span,
}

/// The kinds of expression.
#[derive(Debug)]
pub enum ExprKind {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// An integer; literals are never negative.
    Int(i64),
    /// An integer past 64 bits.
    BigInt(BigId),
    /// A float.
    Float(f64),
    /// A string.
    Str(TextId),
    /// A template string.
    Template(Box<[TemplatePart]>),
    /// A variable.
    Name(NameId),
    /// `self`
    SelfRef,
    /// `super.name`
    Super(Name),
    /// `[a, ...b]`
    Array(Box<[Argument]>),
    /// `{k: v, ...h}`
    Hash(Box<[HashEntry]>),
    /// `[element for x in xs if c]`; the first clause is a `for`.
    Comprehension {
        /// What is collected.
        element: ExprId,
        /// The clauses, outermost first.
        clauses: Box<[Clause]>,
    },
    /// `fn(a) { }`, `a => b`, `gen() { }`
    Function(FunctionId),
    /// `-a`, `!a`, `~a`
    Prefix {
        /// Which.
        op: PrefixOp,
        /// On what.
        operand: ExprId,
    },
    /// `a + b`
    Binary {
        /// Which.
        op: BinaryOp,
        /// Where the operator stands: the place that an error of this operation names.
        at: Span,
        /// The left operand.
        left: ExprId,
        /// The right operand.
        right: ExprId,
    },
    /// `a && b`, `a || b`, `a ?? b`: the right side is evaluated only if it is needed.
    Logical {
        /// Which.
        op: LogicalOp,
        /// The left operand.
        left: ExprId,
        /// The right operand.
        right: ExprId,
    },
    /// `c ? a : b`
    Ternary {
        /// The condition.
        condition: ExprId,
        /// Its value if the condition holds.
        then: ExprId,
        /// Its value otherwise.
        otherwise: ExprId,
    },
    /// `a = b`, `a += b`
    Assign {
        /// Which operation, if any.
        op: AssignOp,
        /// Where the operator stands.
        at: Span,
        /// What is assigned.
        target: ExprId,
        /// The right side.
        value: ExprId,
    },
    /// `a++`, `a--`
    Update {
        /// Which.
        op: UpdateOp,
        /// Where the operator stands.
        at: Span,
        /// What is changed.
        target: ExprId,
    },
    /// `value |> callee(args)`: `callee(value, args)` with `value` evaluated first.
    Pipe {
        /// The first argument.
        value: ExprId,
        /// What is called.
        callee: ExprId,
        /// The arguments after the first.
        args: Box<[Argument]>,
    },
    /// `callee(args)`
    Call {
        /// What is called.
        callee: ExprId,
        /// With what.
        args: Box<[Argument]>,
    },
    /// `object[index]`
    Index {
        /// What is indexed.
        object: ExprId,
        /// By what.
        index: ExprId,
    },
    /// `object[start:end]`
    Slice {
        /// What is sliced.
        object: ExprId,
        /// From where.
        start: Option<ExprId>,
        /// To where.
        end: Option<ExprId>,
    },
    /// `object.name`, `object?.name`
    Field {
        /// Whose field.
        object: ExprId,
        /// Which.
        name: Name,
        /// Whether `null` is let through.
        access: Access,
    },
    /// `if (c) { } else if (d) { } else { }`; a long chain is one node.
    If {
        /// The conditions with their blocks.
        branches: Box<[IfBranch]>,
        /// What is done if none holds.
        otherwise: Option<Block>,
    },
    /// `try { } catch (e) { } finally { }`, with at least one of the two.
    Try {
        /// What is tried.
        body: Block,
        /// What catches.
        catch: Option<Catch>,
        /// What is done in any case.
        finally: Option<Block>,
    },
    /// `match (e) { pattern when guard => body, }`
    Match {
        /// What is looked at.
        value: ExprId,
        /// The arms in order.
        arms: Box<[MatchArm]>,
    },
    /// `new C(args)`
    New {
        /// The class.
        class: ExprId,
        /// What `init` gets.
        args: Box<[Argument]>,
    },
    /// `yield e`
    Yield(Option<ExprId>),
}

/// An item of a call or an array.
#[derive(Clone, Copy, Debug)]
pub enum Argument {
    /// One value.
    One(ExprId),
    /// `...e`: all of its values.
    Spread(ExprId),
}

/// An item of a hash.
#[derive(Clone, Copy, Debug)]
pub enum HashEntry {
    /// `key: value`
    Pair(ExprId, ExprId),
    /// `...e`: all of its pairs.
    Spread(ExprId),
}

/// A piece of a template string.
#[derive(Clone, Copy, Debug)]
pub enum TemplatePart {
    /// Text as it is.
    Text(TextId),
    /// `${e}`
    Expr(ExprId),
}

/// A clause of a comprehension.
#[derive(Clone, Copy, Debug)]
pub enum Clause {
    /// `for pattern in iterable`
    For(PatternId, ExprId),
    /// `if condition`
    If(ExprId),
}

/// A condition with its block.
#[derive(Debug)]
pub struct IfBranch {
    /// When.
    pub condition: ExprId,
    /// What.
    pub body: Block,
}

/// An arm of a `match`.
#[derive(Debug)]
pub struct MatchArm {
    /// What it takes.
    pub pattern: PatternId,
    /// `when guard`
    pub guard: Option<ExprId>,
    /// What it gives; an expression is a block of one statement.
    pub body: Block,
}

/// `.` or `?.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// `.`
    Plain,
    /// `?.`: `null` where the object is `null`.
    Optional,
}

/// Declares an operator enum with the text of each.
macro_rules! operators {
    ($(#[$doc:meta])* $name:ident { $($op:ident $text:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $op,)*
        }

        impl $name {
            /// How it is written.
            pub fn text(self) -> &'static str {
                match self {
                    $($name::$op => $text,)*
                }
            }
        }
    };
}

operators! {
    /// Operators before their operand.
    PrefixOp { Neg "-" Not "!" BitNot "~" }
}

operators! {
    /// Operators that evaluate both operands, left first.
    BinaryOp {
        Add "+" Sub "-" Mul "*" Div "/" Rem "%" Pow "**"
        BitAnd "&" BitOr "|" BitXor "^" Shl "<<" Shr ">>"
        Eq "==" Ne "!=" Lt "<" Gt ">" Le "<=" Ge ">=" In "in" Range ".."
    }
}

operators! {
    /// Operators that may leave out their right operand.
    LogicalOp { And "&&" Or "||" Coalesce "??" }
}

operators! {
    /// Assignments.
    AssignOp { Set "=" Add "+=" Sub "-=" Mul "*=" Div "/=" Rem "%=" }
}

impl AssignOp {
    /// The operation that the old value takes part in.
    pub fn binary(self) -> Option<BinaryOp> {
        match self {
            AssignOp::Set => None,
            AssignOp::Add => Some(BinaryOp::Add),
            AssignOp::Sub => Some(BinaryOp::Sub),
            AssignOp::Mul => Some(BinaryOp::Mul),
            AssignOp::Div => Some(BinaryOp::Div),
            AssignOp::Rem => Some(BinaryOp::Rem),
        }
    }
}

operators! {
    /// Operators that change a variable by one.
    UpdateOp { Increment "++" Decrement "--" }
}
