//! How tight the left-associative operators bind: THE table of precedence, from which the parser reads and the formatter groups.
//!
//! Example: `a ?? b + c` is `a ?? (b + c)`, since [`Level::Coalesce`] comes before [`Level::Sum`].
//!
//! Invariant: the levels stand from the loosest to the tightest.

use super::{BinaryOp, LogicalOp};

/// A level of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `|>`
    Pipe,
    /// `..`
    Range,
    /// `??`
    Coalesce,
    /// `||`
    Or,
    /// `&&`
    And,
    /// `== !=`
    Equality,
    /// `< > <= >= in`
    Relation,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
    /// `<< >>`
    Shift,
    /// `+ -`
    Sum,
    /// `* / %`
    Product,
    /// Prefix operators, and `**` with them: these lean right.
    Prefix,
}

impl Level {
    /// The next tighter level: what the right operand of a left-associative operator consists of.
    pub fn tighter(self) -> Level {
        match self {
            Level::Pipe => Level::Range,
            Level::Range => Level::Coalesce,
            Level::Coalesce => Level::Or,
            Level::Or => Level::And,
            Level::And => Level::Equality,
            Level::Equality => Level::Relation,
            Level::Relation => Level::BitOr,
            Level::BitOr => Level::BitXor,
            Level::BitXor => Level::BitAnd,
            Level::BitAnd => Level::Shift,
            Level::Shift => Level::Sum,
            Level::Sum => Level::Product,
            Level::Product | Level::Prefix => Level::Prefix,
        }
    }
}

impl BinaryOp {
    /// How tight it binds.
    pub fn level(self) -> Level {
        match self {
            BinaryOp::Range => Level::Range,
            BinaryOp::Eq | BinaryOp::Ne => Level::Equality,
            BinaryOp::Lt | BinaryOp::Gt | BinaryOp::Le | BinaryOp::Ge | BinaryOp::In => {
                Level::Relation
            }
            BinaryOp::BitOr => Level::BitOr,
            BinaryOp::BitXor => Level::BitXor,
            BinaryOp::BitAnd => Level::BitAnd,
            BinaryOp::Shl | BinaryOp::Shr => Level::Shift,
            BinaryOp::Add | BinaryOp::Sub => Level::Sum,
            BinaryOp::Mul | BinaryOp::Div | BinaryOp::Rem => Level::Product,
            BinaryOp::Pow => Level::Prefix,
        }
    }
}

impl LogicalOp {
    /// How tight it binds.
    pub fn level(self) -> Level {
        match self {
            LogicalOp::Coalesce => Level::Coalesce,
            LogicalOp::Or => Level::Or,
            LogicalOp::And => Level::And,
        }
    }
}
