//! Statements, blocks, functions, patterns and classes.
//!
//! Example: `let [a, ...rest] = f()` is a [`StmtKind::Let`] with a [`PatternKind::Array`].
//!
//! Invariant: a pattern of a `let`, `for` or comprehension binds only: it has none of the kinds that
//! belong to `match` (`Literal`, `Value`, `Kind`, `Or`).

use super::{ExprId, FunctionId, NameId, PatternId, StmtId};
use crate::source::Span;

/// A name where it is written.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// Which.
    pub id: NameId,
    /// Where.
    pub span: Span,
}

/// Statements with a scope of their own. A block's value is that of its last statement, where that is an
/// expression.
#[derive(Debug)]
pub struct Block {
    /// The statements.
    pub stmts: Box<[StmtId]>,
    /// From `{` to `}`; for an expression that stands for a block, the expression.
    pub span: Span,
}

/// A statement and its place.
#[derive(Debug)]
pub struct Stmt {
    /// What it is.
    pub kind: StmtKind,
    /// From its first token to its last, without the semicolon.
    pub span: Span,
}

/// Whether a variable may be assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutability {
    /// `let`
    Let,
    /// `const`
    Const,
}

/// The kinds of statement.
#[derive(Debug)]
pub enum StmtKind {
    /// An expression.
    Expr(ExprId),
    /// `let pattern = value`
    Let {
        /// `let` or `const`.
        mutability: Mutability,
        /// What is bound.
        pattern: PatternId,
        /// To what.
        value: ExprId,
    },
    /// `fn name() { }`, `gen name() { }`
    Function {
        /// The variable.
        name: Name,
        /// The function.
        function: FunctionId,
    },
    /// `while (condition) { }`
    While {
        /// Tested before each round.
        condition: ExprId,
        /// A round.
        body: Block,
    },
    /// `do { } while (condition)`
    DoWhile {
        /// A round.
        body: Block,
        /// Tested after each round.
        condition: ExprId,
    },
    /// `for (init; condition; update) { }`
    For {
        /// Done once.
        init: Option<StmtId>,
        /// Tested before each round.
        condition: Option<ExprId>,
        /// Done after each round.
        update: Option<ExprId>,
        /// A round.
        body: Block,
    },
    /// `for (pattern in iterable) { }`
    ForIn(Box<ForIn>),
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `return e`
    Return(Option<ExprId>),
    /// `throw e`
    Throw(ExprId),
    /// `import "m"`
    Import(Box<Import>),
    /// `enum E { A, B }`
    Enum {
        /// Its name.
        name: Name,
        /// Its values.
        variants: Box<[Name]>,
    },
    /// `class C { }`
    Class(Box<Class>),
}

/// `for (pattern in iterable) { }`
#[derive(Debug)]
pub struct ForIn {
    /// What each element is bound to; an array pattern of two asks a hash for its pairs.
    pub pattern: PatternId,
    /// What is gone through.
    pub iterable: ExprId,
    /// A round.
    pub body: Block,
}

/// `catch (name) { }`
#[derive(Debug)]
pub struct Catch {
    /// What the caught value is bound to.
    pub name: Option<Name>,
    /// What is done with it.
    pub body: Block,
}

/// How a function was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionForm {
    /// `fn(a) { }`, and methods.
    Plain,
    /// `a => b`
    Arrow,
    /// `gen(a) { }`
    Generator,
}

/// A function. Its value is that of its block.
#[derive(Debug)]
pub struct Function {
    /// How it was written.
    pub form: FunctionForm,
    /// Its name: its own, or that of the `let` whose whole value it is.
    pub name: Option<Name>,
    /// Its parameters without the rest.
    pub params: Box<[Param]>,
    /// `...rest`
    pub rest: Option<Name>,
    /// What it does; the body of `x => e` is a block of one statement.
    pub body: Block,
    /// All of it.
    pub span: Span,
}

/// A parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// Its value if the caller gives none, in the scope of the parameters before it.
    pub default: Option<ExprId>,
}

/// A pattern and its place.
#[derive(Debug)]
pub struct Pattern {
    /// What it is.
    pub kind: PatternKind,
    /// Where.
    pub span: Span,
}

/// The kinds of pattern.
#[derive(Debug)]
pub enum PatternKind {
    /// `x`
    Name(NameId),
    /// `_`
    Wildcard,
    /// `[a, b, ...rest]`
    Array {
        /// The elements.
        items: Box<[PatternId]>,
        /// What is left over.
        rest: Option<PatternId>,
    },
    /// `{x, y: z}`: keys with what their values are bound to.
    Hash(Box<[(Name, PatternId)]>),
    /// In `match`: a number, a string, `true`, `null`.
    Literal(ExprId),
    /// In `match`: `Color.Red`, a name with at least one field; what it says is compared.
    Value(ExprId),
    /// In `match`: `int(n)`, or a class.
    Kind {
        /// The kind or the class: a name, perhaps with fields. A kind's name is not looked up.
        of: ExprId,
        /// What the value must also be.
        inner: Option<PatternId>,
    },
    /// In `match`: `1 | 2`
    Or(Box<[PatternId]>),
}

/// `import "path" as name`, `import "path" for a, b`
#[derive(Debug)]
pub struct Import {
    /// The module.
    pub path: Box<str>,
    /// Where its name stands.
    pub path_span: Span,
    /// What of it.
    pub imported: Imported,
}

/// What an `import` binds.
#[derive(Debug)]
pub enum Imported {
    /// The module, by its own name, if that is a name.
    Whole(Option<Name>),
    /// The module, by this name.
    As(Name),
    /// These names of it.
    Names(Box<[Name]>),
}

/// `class Name extends Base { }`
#[derive(Debug)]
pub struct Class {
    /// Its name.
    pub name: Name,
    /// The class it extends.
    pub base: Option<ExprId>,
    /// Its members in order.
    pub members: Box<[Member]>,
    /// `self`, as its methods' first parameter is called.
    pub this: NameId,
    /// The function that assigns fields their first values, if any has one: `self.y = e` in order.
    pub initialiser: Option<FunctionId>,
}

/// A member of a class.
#[derive(Debug)]
pub struct Member {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub kind: MemberKind,
}

/// The kinds of member.
#[derive(Debug)]
pub enum MemberKind {
    /// `let x;`, `let x = e;`
    Field(Option<ExprId>),
    /// `fn m() { }`
    Method(FunctionId),
    /// `static fn s() { }`
    Static(FunctionId),
}
