//! The tree that the parser makes and the compiler reads.
//!
//! Example: `x + 1` is two leaves and a [`ExprKind::Binary`] that names them by number; [`Ast::print`] shows
//! it as `(+ x 1)`.
//!
//! All nodes of a kind stand in one vector and name each other by index, so that dropping a tree never
//! recurses and a pass may keep what it finds out in a vector beside them.
//!
//! Invariant: a node names only nodes that were made before it, so there are no cycles; every node has a
//! span of the one [`Ast::file`]. Expressions chain without a bound (`1 + 1 + ...` leans left as deep as it is
//! long, and so do calls and indexing): a walk needs its own stack, or `stacker`.

mod expr;
mod level;
mod names;
mod print;
mod stmt;

pub use expr::{
    Access, Argument, AssignOp, BinaryOp, Clause, Expr, ExprKind, HashEntry, IfBranch, LogicalOp,
    MatchArm, PrefixOp, TemplatePart, UpdateOp,
};
pub use level::Level;
pub use names::{NameId, Names};
pub use stmt::{
    Block, Catch, Class, ForIn, Function, FunctionForm, Import, Imported, Member, MemberKind,
    Mutability, Name, Param, Pattern, PatternKind, Stmt, StmtKind,
};

use crate::source::{FileId, Span};
use dashu_int::UBig;
use std::ops::Index;

/// Declares an index type and how the tree is indexed by it.
macro_rules! node_ids {
    ($($(#[$doc:meta])* $id:ident $node:ident $field:ident $add:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $id(u32);

            impl $id {
                /// Its place in the tree's vector, for tables beside it.
                pub fn index(self) -> usize {
                    self.0 as usize
                }
            }

            impl Index<$id> for Ast {
                type Output = $node;
                fn index(&self, id: $id) -> &$node {
                    &self.$field[id.0 as usize]
                }
            }

            impl Ast {
                #[doc = concat!("Adds a node; the `", stringify!($field), "` are numbered in the order they are added.")]
                pub fn $add(&mut self, node: $node) -> $id {
                    self.$field.push(node);
                    $id(self.$field.len() as u32 - 1)
                }

                #[doc = concat!("How many `", stringify!($field), "` there are.")]
                pub fn $field(&self) -> usize {
                    self.$field.len()
                }
            }
        )*
    };
}

node_ids! {
    /// An expression.
    ExprId Expr exprs add_expr;
    /// A statement.
    StmtId Stmt stmts add_stmt;
    /// A pattern.
    PatternId Pattern patterns add_pattern;
    /// A function.
    FunctionId Function functions add_function;
    /// An integer past 64 bits.
    BigId UBig big_ints add_big_int;
    /// A text.
    TextId Text texts add_text;
}

/// The value of a string literal, or the text between the expressions of a template string.
pub type Text = Box<str>;

/// A parsed file.
#[derive(Debug)]
pub struct Ast {
    /// The file.
    pub file: FileId,
    /// Its names.
    pub names: Names,
    /// Its statements.
    pub body: Block,
    exprs: Vec<Expr>,
    stmts: Vec<Stmt>,
    patterns: Vec<Pattern>,
    functions: Vec<Function>,
    big_ints: Vec<UBig>,
    texts: Vec<Text>,
}

impl Ast {
    /// The tree of an empty file.
    pub fn new(file: FileId) -> Ast {
        Ast {
            file,
            names: Names::default(),
            body: Block {
                stmts: Box::default(),
                span: Span {
                    file,
                    start: 0,
                    end: 0,
                },
            },
            exprs: Vec::new(),
            stmts: Vec::new(),
            patterns: Vec::new(),
            functions: Vec::new(),
            big_ints: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// All expressions in the order of their numbers: children before what contains them.
    pub fn all_exprs(&self) -> impl Iterator<Item = &Expr> {
        self.exprs.iter()
    }

    /// All statements.
    pub fn all_stmts(&self) -> impl Iterator<Item = &Stmt> {
        self.stmts.iter()
    }

    /// The numbers of all functions.
    pub fn all_functions(&self) -> impl Iterator<Item = FunctionId> + use<> {
        (0..self.functions.len() as u32).map(FunctionId)
    }

    pub(super) fn expr_mut(&mut self, id: ExprId) -> &mut Expr {
        &mut self.exprs[id.index()]
    }

    pub(super) fn function_mut(&mut self, id: FunctionId) -> &mut Function {
        &mut self.functions[id.index()]
    }

    /// The text of a name.
    pub fn name(&self, id: NameId) -> &str {
        self.names.text(id)
    }
}
