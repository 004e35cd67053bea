//! Statements.
//!
//! Example: `for (let i = 0; i < n; i++) { s += i }` is
//! `(for (let i 0) (< i n) (++ i) {(+= s i)})`.
//!
//! Invariant: [`Parser::statements`] ends at the closer of its block and reports what it skips.

use super::{Arrows, Lines, Parsed, Parser, begins_expression};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;

impl Parser<'_> {
    /// Statements up to the end of the block.
    pub(super) fn statements(&mut self) -> Box<[StmtId]> {
        let mut stmts = Vec::new();
        loop {
            while self.position < self.limit && self.eat(Kind::Semicolon) {}
            if self.position >= self.limit || self.kind() == Kind::End {
                return stmts.into();
            }
            let start = self.position;
            match self.nested(Self::statement) {
                Ok(stmt) => stmts.push(stmt),
                Err(_) => self.recover(start),
            }
        }
    }

    fn statement(&mut self) -> Parsed<StmtId> {
        let start = self.position;
        let kind = match (self.kind(), self.kind_ahead(1)) {
            (Kind::Let | Kind::Const, _) => self.let_statement()?,
            (Kind::Fn | Kind::Gen, Kind::Name) => self.function_statement()?,
            (Kind::While, _) => {
                self.bump();
                let condition = self.condition()?;
                StmtKind::While {
                    condition,
                    body: self.block()?,
                }
            }
            (Kind::Do, _) => {
                self.bump();
                let body = self.block()?;
                self.expect(Kind::While)?;
                StmtKind::DoWhile {
                    body,
                    condition: self.condition()?,
                }
            }
            (Kind::For, _) => self.for_statement()?,
            (Kind::Break, _) => {
                self.bump();
                StmtKind::Break
            }
            (Kind::Continue, _) => {
                self.bump();
                StmtKind::Continue
            }
            (Kind::Return, _) => {
                self.bump();
                StmtKind::Return(self.optional_value()?)
            }
            (Kind::Throw, _) => {
                self.bump();
                StmtKind::Throw(self.expression()?)
            }
            (Kind::Import, _) => self.import_statement()?,
            (Kind::Enum, _) => self.enum_statement()?,
            (Kind::Class, _) => self.class_statement()?,
            (kind, _) if !begins_expression(kind) => return Err(self.expected("a statement")),
            _ => StmtKind::Expr(self.expression()?),
        };
        Ok(self.add_stmt(start, kind))
    }

    fn add_stmt(&mut self, start: usize, kind: StmtKind) -> StmtId {
        let span = self.span_from(start);
        self.ast.add_stmt(Stmt { kind, span })
    }

    fn let_statement(&mut self) -> Parsed<StmtKind> {
        let mutability = if self.bump().kind == Kind::Let {
            Mutability::Let
        } else {
            Mutability::Const
        };
        let pattern = self.binding_pattern()?;
        self.expect(Kind::Eq)?;
        let value = self.expression()?;
        if let (&PatternKind::Name(id), &ExprKind::Function(function)) =
            (&self.ast[pattern].kind, &self.ast[value].kind)
        {
            let span = self.ast[pattern].span;
            self.ast.function_mut(function).name = Some(Name { id, span });
        }
        Ok(StmtKind::Let {
            mutability,
            pattern,
            value,
        })
    }

    fn function_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.position;
        let form = self.function_word();
        let name = self.name("a name")?;
        let function = self.function_rest(start, form, Some(name))?;
        Ok(StmtKind::Function { name, function })
    }

    fn for_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let open = self.position;
        self.expect(Kind::OpenParen)?;
        if self.at_for_in() {
            let (pattern, iterable) = self.within(Lines::Blank, Arrows::Allowed, |parser| {
                let _ = parser.eat(Kind::Let) || parser.eat(Kind::Const);
                let pattern = parser.binding_pattern()?;
                parser.expect(Kind::In)?;
                let iterable = parser.expression()?;
                parser.expect_closer(open)?;
                Ok((pattern, iterable))
            })?;
            let body = self.block()?;
            return Ok(StmtKind::ForIn(Box::new(ForIn {
                pattern,
                iterable,
                body,
            })));
        }
        let (init, condition, update) = self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let init = match parser.kind() {
                Kind::Semicolon => None,
                Kind::Let | Kind::Const => {
                    let start = parser.position;
                    let kind = parser.let_statement()?;
                    Some(parser.add_stmt(start, kind))
                }
                _ => {
                    let start = parser.position;
                    let kind = StmtKind::Expr(parser.expression()?);
                    Some(parser.add_stmt(start, kind))
                }
            };
            parser.expect(Kind::Semicolon)?;
            let condition = if parser.kind() == Kind::Semicolon {
                None
            } else {
                Some(parser.expression()?)
            };
            parser.expect(Kind::Semicolon)?;
            let update = if parser.kind() == Kind::CloseParen {
                None
            } else {
                Some(parser.expression()?)
            };
            parser.expect_closer(open)?;
            Ok((init, condition, update))
        })?;
        Ok(StmtKind::For {
            init,
            condition,
            update,
            body: self.block()?,
        })
    }

    /// Whether the header of a `for` has the form `pattern in e`, with or without `let`.
    fn at_for_in(&mut self) -> bool {
        let start = self.position;
        let _ = self.eat(Kind::Let) || self.eat(Kind::Const);
        let behind = match self.kind() {
            Kind::Name => self.kind_ahead(1),
            Kind::OpenBracket | Kind::OpenBrace => self.kind_behind_brackets(),
            _ => Kind::End,
        };
        self.position = start;
        behind == Kind::In
    }
}
