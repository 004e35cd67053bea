//! Patterns: of `let`, `for` and comprehensions, which bind, and of `match`, which also test.
//!
//! Example: `[a, _, ...rest]`, `{x, y: [z]}`; in `match` also `1 | 2`, `int(n)`, `Color.Red`.
//!
//! Invariant: `...rest` is the last element.

use super::{Parsed, Parser};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;
use crate::source::Diagnostic;

/// What a pattern is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It binds whatever comes.
    Bind,
    /// It may refuse.
    Match,
}

/// An element of an array pattern.
enum Element {
    Item(PatternId),
    Rest(PatternId),
}

impl Parser<'_> {
    /// A pattern that binds.
    pub(super) fn binding_pattern(&mut self) -> Parsed<PatternId> {
        self.nested(|parser| parser.one_pattern(Use::Bind))
    }

    /// A pattern of a `match` arm, with its alternatives.
    pub(super) fn match_pattern(&mut self) -> Parsed<PatternId> {
        self.nested(|parser| {
            let start = parser.position;
            let first = parser.one_pattern(Use::Match)?;
            if parser.kind() != Kind::Or {
                return Ok(first);
            }
            let mut options = vec![first];
            while parser.eat(Kind::Or) {
                options.push(parser.one_pattern(Use::Match)?);
            }
            Ok(parser.add_pattern(start, PatternKind::Or(options.into())))
        })
    }

    fn pattern(&mut self, purpose: Use) -> Parsed<PatternId> {
        match purpose {
            Use::Bind => self.binding_pattern(),
            Use::Match => self.match_pattern(),
        }
    }

    fn one_pattern(&mut self, purpose: Use) -> Parsed<PatternId> {
        let start = self.position;
        let kind = match self.kind() {
            Kind::Name => self.name_pattern(purpose)?,
            // The one kind whose name is a keyword.
            Kind::Enum if purpose == Use::Match && self.kind_ahead(1) == Kind::OpenParen => {
                self.name_pattern(purpose)?
            }
            Kind::OpenBracket => self.array_pattern(purpose)?,
            Kind::OpenBrace => self.hash_pattern(purpose)?,
            _ if purpose == Use::Match => PatternKind::Literal(self.literal_pattern()?),
            _ => return Err(self.expected("a name, '[' or '{'")),
        };
        Ok(self.add_pattern(start, kind))
    }

    fn add_pattern(&mut self, start: usize, kind: PatternKind) -> PatternId {
        let span = self.span_from(start);
        self.ast.add_pattern(Pattern { kind, span })
    }

    fn name_pattern(&mut self, purpose: Use) -> Parsed<PatternKind> {
        let start = self.position;
        let wild = self.at_word("_");
        let name = self.take_name();
        if wild {
            return Ok(PatternKind::Wildcard);
        }
        if purpose == Use::Bind || !matches!(self.kind(), Kind::Dot | Kind::OpenParen) {
            return Ok(PatternKind::Name(name.id));
        }
        let mut value = self.add_expr(start, ExprKind::Name(name.id));
        while self.eat(Kind::Dot) {
            let field = ExprKind::Field {
                object: value,
                name: self.member_name("a name")?,
                access: Access::Plain,
            };
            value = self.add_expr(start, field);
        }
        if self.kind() == Kind::OpenParen {
            let open = self.position;
            self.bump();
            let inner = if self.kind() == Kind::CloseParen {
                None
            } else {
                Some(self.match_pattern()?)
            };
            self.expect_closer(open)?;
            return Ok(PatternKind::Kind { of: value, inner });
        }
        Ok(PatternKind::Value(value))
    }

    fn array_pattern(&mut self, purpose: Use) -> Parsed<PatternKind> {
        let elements = self.bracketed(Kind::OpenBracket, |parser| {
            if !parser.eat(Kind::Ellipsis) {
                return parser.pattern(purpose).map(Element::Item);
            }
            if parser.kind() != Kind::Name {
                return Err(parser.expected("a name"));
            }
            parser.one_pattern(Use::Bind).map(Element::Rest)
        })?;
        let mut items = Vec::new();
        let mut rest: Option<PatternId> = None;
        for element in elements {
            if let Some(rest) = rest {
                let span = self.ast[rest].span;
                return Err(self.fail(Diagnostic::error(
                    span,
                    "the rest of an array must be the last element",
                )));
            }
            match element {
                Element::Item(item) => items.push(item),
                Element::Rest(pattern) => rest = Some(pattern),
            }
        }
        Ok(PatternKind::Array {
            items: items.into(),
            rest,
        })
    }

    fn hash_pattern(&mut self, purpose: Use) -> Parsed<PatternKind> {
        let entries = self.bracketed(Kind::OpenBrace, |parser| {
            let start = parser.position;
            if parser.kind().is_keyword() {
                // A keyword can be a key, but not the variable that it would be bound to.
                let key = parser.member_name("a name")?;
                parser.expect(Kind::Colon)?;
                return Ok((key, parser.pattern(purpose)?));
            }
            let key = parser.name("a name")?;
            let pattern = if parser.eat(Kind::Colon) {
                parser.pattern(purpose)?
            } else {
                parser.add_pattern(start, PatternKind::Name(key.id))
            };
            Ok((key, pattern))
        })?;
        Ok(PatternKind::Hash(entries))
    }

    /// A number, also a negative one, a string, `true`, `false`, `null`.
    fn literal_pattern(&mut self) -> Parsed<ExprId> {
        let number = if self.kind() == Kind::Minus {
            self.kind_ahead(1)
        } else {
            self.kind()
        };
        match number {
            Kind::Int | Kind::BigInt | Kind::Float => self.unary_literal(),
            _ if number != self.kind() => {
                self.bump();
                Err(self.expected("a number"))
            }
            Kind::Str | Kind::True | Kind::False | Kind::Null => self.literal(),
            _ => Err(self.expected("a pattern")),
        }
    }

    fn unary_literal(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        if !self.eat(Kind::Minus) {
            return self.literal();
        }
        let operand = self.literal()?;
        Ok(self.add_expr(
            start,
            ExprKind::Prefix {
                op: PrefixOp::Neg,
                operand,
            },
        ))
    }
}
