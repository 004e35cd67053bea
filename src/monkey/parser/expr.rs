//! Operators, by precedence climbing.
//!
//! Example: `a = b ?? c + d * -e ** 2` is `(= a (?? b (+ c (* d (- (** e 2))))))`.
//!
//! From low to high: assignment and `=>` ([`Parser::expression`]), ternary ([`Parser::ternary`]), the binary
//! operators of [`binary_operator`], prefix and `**` ([`Parser::unary`]), postfix (`primary.rs`).
//!
//! Invariant: a chain of left-associative operators is read in a loop, so its length costs no depth.

use super::{Arrows, Failed, Parsed, Parser};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;
use crate::source::Diagnostic;

/// An operator between two operands.
#[derive(Clone, Copy)]
enum Operator {
    Pipe,
    Binary(BinaryOp),
    Logical(LogicalOp),
}

impl Operator {
    fn level(self) -> Level {
        match self {
            Operator::Pipe => Level::Pipe,
            Operator::Binary(op) => op.level(),
            Operator::Logical(op) => op.level(),
        }
    }
}

/// The binary operators, all left-associative.
fn binary_operator(kind: Kind) -> Option<Operator> {
    use Operator::{Binary, Logical};
    Some(match kind {
        Kind::Pipe => Operator::Pipe,
        Kind::DotDot => Binary(BinaryOp::Range),
        Kind::QuestionQuestion => Logical(LogicalOp::Coalesce),
        Kind::OrOr => Logical(LogicalOp::Or),
        Kind::AndAnd => Logical(LogicalOp::And),
        Kind::EqEq => Binary(BinaryOp::Eq),
        Kind::NotEq => Binary(BinaryOp::Ne),
        Kind::Less => Binary(BinaryOp::Lt),
        Kind::Greater => Binary(BinaryOp::Gt),
        Kind::LessEq => Binary(BinaryOp::Le),
        Kind::GreaterEq => Binary(BinaryOp::Ge),
        Kind::In => Binary(BinaryOp::In),
        Kind::Or => Binary(BinaryOp::BitOr),
        Kind::Caret => Binary(BinaryOp::BitXor),
        Kind::And => Binary(BinaryOp::BitAnd),
        Kind::ShiftLeft => Binary(BinaryOp::Shl),
        Kind::ShiftRight => Binary(BinaryOp::Shr),
        Kind::Plus => Binary(BinaryOp::Add),
        Kind::Minus => Binary(BinaryOp::Sub),
        Kind::Star => Binary(BinaryOp::Mul),
        Kind::Slash => Binary(BinaryOp::Div),
        Kind::Percent => Binary(BinaryOp::Rem),
        _ => return None,
    })
}

fn assign_operator(kind: Kind) -> Option<AssignOp> {
    Some(match kind {
        Kind::Eq => AssignOp::Set,
        Kind::PlusEq => AssignOp::Add,
        Kind::MinusEq => AssignOp::Sub,
        Kind::StarEq => AssignOp::Mul,
        Kind::SlashEq => AssignOp::Div,
        Kind::PercentEq => AssignOp::Rem,
        _ => return None,
    })
}

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<ExprId> {
        self.nested(|parser| {
            if parser.context.arrows == Arrows::Allowed && parser.at_arrow_function() {
                return parser.arrow_function();
            }
            if parser.kind() == Kind::Yield {
                return parser.yield_expression();
            }
            let start = parser.position;
            let target = parser.ternary()?;
            let Some(op) = assign_operator(parser.kind()) else {
                return Ok(target);
            };
            parser.check_target(target)?;
            let token = parser.bump();
            let at = parser.token_span(token);
            let value = parser.expression()?;
            Ok(parser.add_expr(
                start,
                ExprKind::Assign {
                    op,
                    at,
                    target,
                    value,
                },
            ))
        })
    }

    /// An expression without assignment and `=>`.
    pub(super) fn ternary(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let condition = self.binary(Level::Pipe)?;
        if !self.eat(Kind::Question) {
            return Ok(condition);
        }
        let then = self.expression()?;
        self.expect(Kind::Colon)?;
        let otherwise = self.expression()?;
        Ok(self.add_expr(
            start,
            ExprKind::Ternary {
                condition,
                then,
                otherwise,
            },
        ))
    }

    fn binary(&mut self, lowest: Level) -> Parsed<ExprId> {
        let start = self.position;
        let mut left = self.unary()?;
        while let Some(operator) = binary_operator(self.kind()) {
            let level = operator.level();
            if level < lowest || self.kind() == Kind::Minus && self.at_new_line() {
                break;
            }
            let token = self.bump();
            let at = self.token_span(token);
            let right_start = self.position;
            let right = self.nested(|parser| parser.binary(level.tighter()))?;
            let kind = match operator {
                Operator::Pipe => self.pipe(left, right, right_start),
                Operator::Binary(op) => ExprKind::Binary {
                    op,
                    at,
                    left,
                    right,
                },
                Operator::Logical(op) => ExprKind::Logical { op, left, right },
            };
            left = self.add_expr(start, kind);
        }
        Ok(left)
    }

    /// `value |> f(1)` is one call; `value |> (f(1))` calls what `f` gave.
    fn pipe(&mut self, value: ExprId, right: ExprId, right_start: usize) -> ExprKind {
        let bare = self.ast[right].span == self.span_from(right_start);
        match &mut self.ast.expr_mut(right).kind {
            ExprKind::Call { callee, args } if bare => ExprKind::Pipe {
                value,
                callee: *callee,
                args: std::mem::take(args),
            },
            _ => ExprKind::Pipe {
                value,
                callee: right,
                args: Box::default(),
            },
        }
    }

    /// Prefix operators and `**`, which binds tighter on its left and looser on its right.
    pub(super) fn unary(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let op = match self.kind() {
            Kind::Minus => PrefixOp::Neg,
            Kind::Bang => PrefixOp::Not,
            Kind::Tilde => PrefixOp::BitNot,
            Kind::PlusPlus | Kind::MinusMinus => return Err(self.prefix_update()),
            _ => {
                let left = self.postfix()?;
                if self.kind() != Kind::StarStar {
                    return Ok(left);
                }
                let token = self.bump();
                let at = self.token_span(token);
                let right = self.nested(Self::unary)?;
                return Ok(self.add_expr(
                    start,
                    ExprKind::Binary {
                        op: BinaryOp::Pow,
                        at,
                        left,
                        right,
                    },
                ));
            }
        };
        self.bump();
        let operand = self.nested(Self::unary)?;
        Ok(self.add_expr(start, ExprKind::Prefix { op, operand }))
    }

    fn prefix_update(&mut self) -> Failed {
        let token = self.token();
        let text = token.kind.text();
        let message = format!("expected an expression, found '{text}'");
        let sign = &text[1..];
        let problem = Diagnostic::error(self.token_span(token), message);
        self.fail(problem.help(format!("write 'x{text}' or 'x {sign}= 1'")))
    }

    fn yield_expression(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        self.bump();
        let value = self.optional_value()?;
        Ok(self.add_expr(start, ExprKind::Yield(value)))
    }

    /// The expression behind `return` or `yield`, if there is one on the line.
    pub(super) fn optional_value(&mut self) -> Parsed<Option<ExprId>> {
        let none = match self.kind() {
            Kind::Semicolon | Kind::Comma | Kind::Colon | Kind::End => true,
            kind => kind.is_closer() || self.at_new_line(),
        };
        if none {
            Ok(None)
        } else {
            self.expression().map(Some)
        }
    }

    /// Fails unless an expression can be assigned.
    pub(super) fn check_target(&mut self, target: ExprId) -> Parsed<()> {
        let what = match &self.ast[target].kind {
            ExprKind::Name(_) | ExprKind::Index { .. } => return Ok(()),
            ExprKind::Field {
                access: Access::Plain,
                ..
            } => return Ok(()),
            ExprKind::Field { .. } => "an optional field",
            ExprKind::Call { .. } | ExprKind::Pipe { .. } => "a call",
            ExprKind::Slice { .. } => "a slice",
            ExprKind::SelfRef => "self",
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Template(_) => "a literal",
            _ => "this expression",
        };
        let problem = Diagnostic::error(self.ast[target].span, format!("cannot assign to {what}"));
        let problem = match &self.ast[target].kind {
            ExprKind::Array(_) | ExprKind::Hash(_) => {
                problem.help("destructuring needs 'let' or 'const'")
            }
            _ => problem,
        };
        Err(self.fail(problem))
    }

    /// Adds an expression that begins at the token `start` and ends with the last one taken.
    pub(super) fn add_expr(&mut self, start: usize, kind: ExprKind) -> ExprId {
        let span = self.span_from(start);
        self.ast.add_expr(Expr { kind, span })
    }
}
