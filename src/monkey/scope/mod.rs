//! Which variable each name means, where it lives, and what each function captures.
//!
//! ```text
//! let n = 0                  n: global, a function names it
//! fn up() { n += 1 }         up: constant, every call of it is static
//! let k = 1                  k: register
//! ```
//!
//! Two steps. The walk (`walk.rs`) goes through the tree once and binds names to variables, noting who
//! assigns and who captures them. The settlement (`settle.rs`) then decides, with all of that known, where
//! each variable lives ([`Storage`]) and which names of functions are certain to have their value.
//!
//! Only the names of a file's top level are visible before their statement, so a function nested in another
//! needs nothing that was not there when it was made: what is never assigned again is captured by value.
//!
//! Invariant: every name of the tree has a [`Meaning`] if there are no errors.

mod patterns;
mod settle;
mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::modules::{Binding, Face, Imports, is_private};

use super::ast::{Ast, ExprId, FunctionId, Mutability, NameId, PatternId, StmtId};
use crate::index::{EnumId, GlobalId};
use crate::source::{Diagnostic, Span};
pub(super) use patterns::kind_named;
pub(super) use walk::{RED_ZONE, STACK_PIECE, left_of};

/// A variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VarId(u32);

impl VarId {
    pub(super) fn new(index: usize) -> VarId {
        VarId(index as u32)
    }

    /// Its place in tables beside [`Scopes::vars`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a variable is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Among the file's own statements: the statement of this number.
    Top(u32),
    /// In a block or function.
    Inner,
}

/// Where a variable lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Nowhere: it always is its function, which captures nothing.
    Constant(FunctionId),
    /// Nowhere: it always is the enum of the statement.
    Enum(StmtId),
    /// In a register.
    Register,
    /// In a cell that closures share; a register holds the cell.
    Cell,
    /// Among the program's global variables.
    Global,
    /// Nowhere: an import made it, which has run wherever it is named.
    Import,
}

/// A variable and what is done with it.
#[derive(Debug)]
pub struct Var {
    /// Its name.
    pub name: NameId,
    /// The function whose window it belongs to; none for the file's.
    pub owner: Option<FunctionId>,
    /// Where it is declared.
    pub level: Level,
    /// Whether it may be assigned.
    pub mutability: Mutability,
    /// The function literal that is its first value.
    pub function: Option<FunctionId>,
    /// The number, string or other literal that is its first value.
    pub literal: Option<ExprId>,
    /// The statement, if it is the name of an enum.
    pub enumeration: Option<StmtId>,
    /// What it stands for, if an import made it.
    pub import: Option<Binding>,
    /// Where it lives.
    pub storage: Storage,
    /// It is assigned after its declaration, other than in the header of the `for` that declares it.
    assigned: bool,
    /// It is assigned in that header.
    stepped: bool,
    /// An inner function names it.
    captured: bool,
    /// An inner function in that header does.
    captured_in_header: bool,
    /// The file's own code names it above its declaration.
    early: bool,
    /// The walk is in that header.
    in_header: bool,
    /// How it was declared, for what `hivm check` says of it.
    pub origin: Option<Origin>,
    /// It is read somewhere outside of the function that is its value.
    pub used: bool,
    /// What it hides, of a scope further out.
    pub hides: Option<VarId>,
    /// In how many scopes it is declared.
    depth: u32,
}

/// What a variable is declared as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// By `let`, `const`, or a pattern of `match`.
    Variable,
    /// By `for` or a comprehension.
    Element,
    /// A parameter.
    Parameter,
    /// By `fn`, or a `let` of a function.
    Function,
    /// By `enum`.
    Enum,
    /// By `catch`.
    Caught,
}

/// How a variable was declared.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// As what.
    pub role: Role,
    /// Its name in the declaration.
    pub span: Span,
}

impl Var {
    /// Whether it is assigned after its declaration.
    pub fn is_assigned(&self) -> bool {
        !self.is_fixed()
    }

    /// Whether it always holds its first value.
    pub fn is_fixed(&self) -> bool {
        !self.assigned && !self.stepped
    }
}

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Nothing: an error was reported.
    Unknown,
    /// A variable.
    Var(VarId),
    /// A function that captures nothing, in a variable that is certain to hold it.
    Function(FunctionId),
    /// A variable that is certain to hold this literal. In the function that declares it, it is in a register too.
    Literal(VarId, ExprId),
    /// The enum of the statement.
    Enum(StmtId),
    /// A variable of what the prompt ran before.
    Earlier,
    /// A function of the prelude.
    Prelude,
    /// A native function.
    Builtin,
    /// What an import gives: of a name whose import has run, and of `m.x` where `m` names a module.
    Import(Binding),
}

/// What a method is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodKind {
    /// To be called.
    Plain,
    /// `init`: it gives the new instance, whatever its body gives.
    Init,
    /// To give fields their first values.
    Initialiser,
}

/// A class's variables.
#[derive(Clone, Copy, Debug)]
pub struct ClassScope {
    /// The class.
    pub var: VarId,
    /// What it extends, for `super`. No name means it.
    pub base: Option<VarId>,
    /// How many fields its methods assign that are not declared.
    pub more: usize,
}

/// What is known of a function besides its tree.
#[derive(Debug, Default)]
pub struct FunctionScope {
    /// The function around it.
    pub parent: Option<FunctionId>,
    /// The variable whose first value it is.
    pub own: Option<VarId>,
    /// Its parameters, the rest included.
    pub params: Vec<VarId>,
    /// The variables of outer functions that its closures hold, in this order.
    pub captures: Vec<VarId>,
    /// What it is in a class; its first parameter is then `self`.
    pub method: Option<MethodKind>,
    /// The class that it is a member of.
    pub class: Option<NameId>,
    /// Of initialisers: the variable with the class that their class extends.
    pub base: Option<VarId>,
    /// The file's statement that it stands in.
    top: u32,
}

/// A variable of what the prompt ran before.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Where it is.
    pub place: EarlierPlace,
    /// Whether it may be assigned.
    pub mutability: Mutability,
    /// What it stands for, if an import made it.
    pub import: Option<Binding>,
}

/// Where a variable is of what the prompt ran before.
#[derive(Clone, Debug)]
pub enum EarlierPlace {
    /// Among the program's global variables.
    Global(GlobalId),
    /// Nowhere: it always is this enum, whose values have these names.
    Enum(EnumId, Arc<[String]>),
}

/// The variables of what the prompt ran before, by name.
pub type EarlierNames = HashMap<String, Earlier, FixedState>;

/// Names that a file may use without declaring them.
#[derive(Clone, Copy)]
pub struct Outside<'a> {
    /// The names of what the prompt ran before.
    pub earlier: &'a EarlierNames,
    /// The functions of the prelude.
    pub prelude: &'a [&'a str],
    /// Whether there is a native function of that name.
    pub is_builtin: fn(&str) -> bool,
    /// What the file's imports mean.
    pub imports: &'a Imports,
    /// The modules that they name.
    pub faces: &'a [Face],
    /// Whose names they are.
    pub unit: UnitKind,
}

/// What is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A program: nothing comes after it.
    Program,
    /// A module: other files may read its variables.
    Module,
    /// An entry at the prompt: others may name its variables.
    Entry,
    /// The prelude, whose natives programs do not see.
    Prelude,
}

/// The result of resolving a file's names.
#[derive(Debug)]
pub struct Scopes {
    /// All variables.
    pub vars: Vec<Var>,
    /// What is wrong, in the order of places.
    pub errors: Vec<Diagnostic>,
    meanings: Vec<Meaning>,
    /// For each expression: whether it assigns a variable by its name.
    assigns: Vec<bool>,
    patterns: Vec<Option<VarId>>,
    named_functions: HashMap<StmtId, VarId, FixedState>,
    caught: HashMap<ExprId, VarId, FixedState>,
    classes: HashMap<StmtId, ClassScope, FixedState>,
    /// The `self` of each `super`.
    receivers: HashMap<ExprId, VarId, FixedState>,
    /// The loops that a `break` leaves.
    left: HashSet<StmtId, FixedState>,
    /// For each pattern of an arm that binds names, their variables in order.
    arms: HashMap<PatternId, Vec<VarId>, FixedState>,
    imported: HashMap<StmtId, Vec<VarId>, FixedState>,
    functions: Vec<FunctionScope>,
    /// Every `continue`, in the order of places.
    continues: Vec<Span>,
}

impl Scopes {
    /// Resolves the names of a file without syntax errors.
    pub fn resolve(ast: &Ast, outside: Outside<'_>) -> Scopes {
        let walked = walk::walk(ast, outside);
        settle::settle(walked, outside.unit)
    }

    /// What the expression, which is a name, means.
    pub fn meaning(&self, name: ExprId) -> Meaning {
        self.meanings[name.index()]
    }

    /// Whether evaluating the expression may assign a variable of the running function.
    pub fn assigns(&self, expr: ExprId) -> bool {
        self.assigns[expr.index()]
    }

    /// The variable that a pattern which is a name declares.
    pub fn pattern(&self, pattern: PatternId) -> Option<VarId> {
        self.patterns[pattern.index()]
    }

    /// The variable that `fn name() { }` declares.
    pub fn named_function(&self, stmt: StmtId) -> Option<VarId> {
        self.named_functions.get(&stmt).copied()
    }

    /// The variables that an `import` declares.
    pub fn imported(&self, stmt: StmtId) -> &[VarId] {
        self.imported.get(&stmt).map_or(&[], Vec::as_slice)
    }

    /// The top-level variables that importers of the file see: of two of a name the later.
    pub fn exports(&self, ast: &Ast) -> BTreeMap<String, VarId> {
        let mut exports = BTreeMap::new();
        for (n, var) in self.vars.iter().enumerate() {
            let name = ast.name(var.name);
            if let Level::Top(_) = var.level
                && var.import.is_none()
                && !is_private(name)
            {
                exports.insert(name.to_string(), VarId(n as u32));
            }
        }
        exports
    }

    /// The variable that a `catch` declares.
    pub fn caught(&self, expr: ExprId) -> Option<VarId> {
        self.caught.get(&expr).copied()
    }

    /// A class's variables.
    pub fn class(&self, stmt: StmtId) -> Option<ClassScope> {
        self.classes.get(&stmt).copied()
    }

    /// The `self` that belongs to a `super`.
    pub fn receiver(&self, expr: ExprId) -> Option<VarId> {
        self.receivers.get(&expr).copied()
    }

    /// Whether a `break` leaves the loop.
    pub fn is_left(&self, stmt: StmtId) -> bool {
        self.left.contains(&stmt)
    }

    /// The variables that an arm's pattern declares, each once.
    pub fn arm(&self, pattern: PatternId) -> &[VarId] {
        self.arms.get(&pattern).map_or(&[], Vec::as_slice)
    }

    /// What is known of a function.
    pub fn function(&self, id: FunctionId) -> &FunctionScope {
        &self.functions[id.index()]
    }

    /// Whether a `continue` stands inside the span.
    pub fn has_continue(&self, inside: Span) -> bool {
        let first = self.continues.partition_point(|c| c.start < inside.start);
        self.continues
            .get(first)
            .is_some_and(|c| c.end <= inside.end)
    }

    /// The variable.
    pub fn var(&self, id: VarId) -> &Var {
        &self.vars[id.index()]
    }
}
