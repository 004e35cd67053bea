//! What operators work on: literals, names, brackets, and what follows them without an operator.
//!
//! Example: `` f(...xs)[1:].name++ `` is four postfix forms on a name.
//!
//! Invariant: a chain of postfix forms is read in a loop, so its length costs no depth; so is a chain of
//! `else if`.

use super::{Arrows, Lines, Parsed, Parser};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;
use crate::source::Diagnostic;

impl Parser<'_> {
    /// A primary expression with its calls, indexes and fields.
    pub(super) fn postfix(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let mut object = self.primary()?;
        loop {
            let kind = match self.kind() {
                Kind::OpenParen | Kind::OpenBracket if self.at_new_line() => break,
                Kind::OpenParen => ExprKind::Call {
                    callee: object,
                    args: self.arguments()?,
                },
                Kind::OpenBracket => self.index(object)?,
                Kind::Dot | Kind::QuestionDot => {
                    let access = if self.bump().kind == Kind::Dot {
                        Access::Plain
                    } else {
                        Access::Optional
                    };
                    let name = self.member_name("a field name")?;
                    ExprKind::Field {
                        object,
                        name,
                        access,
                    }
                }
                Kind::PlusPlus | Kind::MinusMinus => {
                    self.check_target(object)?;
                    let token = self.bump();
                    let op = match token.kind {
                        Kind::PlusPlus => UpdateOp::Increment,
                        _ => UpdateOp::Decrement,
                    };
                    ExprKind::Update {
                        op,
                        at: self.token_span(token),
                        target: object,
                    }
                }
                _ => break,
            };
            object = self.add_expr(start, kind);
        }
        Ok(object)
    }

    /// `(a, ...b)` of a call.
    pub(super) fn arguments(&mut self) -> Parsed<Box<[Argument]>> {
        self.bracketed(Kind::OpenParen, Self::argument)
    }

    fn argument(&mut self) -> Parsed<Argument> {
        if self.eat(Kind::Ellipsis) {
            return self.expression().map(Argument::Spread);
        }
        self.expression().map(Argument::One)
    }

    /// `[i]` or `[a:b]` behind an object.
    fn index(&mut self, object: ExprId) -> Parsed<ExprKind> {
        let open = self.position;
        self.bump();
        self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let start = if parser.kind() == Kind::Colon {
                None
            } else {
                Some(parser.expression()?)
            };
            if let Some(index) = start.filter(|_| parser.kind() != Kind::Colon) {
                parser.expect_closer(open)?;
                return Ok(ExprKind::Index { object, index });
            }
            parser.expect(Kind::Colon)?;
            let end = if parser.kind() == Kind::CloseBracket {
                None
            } else {
                Some(parser.expression()?)
            };
            parser.expect_closer(open)?;
            Ok(ExprKind::Slice { object, start, end })
        })
    }

    fn primary(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let token = self.token();
        let kind = match token.kind {
            Kind::Name => {
                self.bump();
                ExprKind::Name(self.intern(token))
            }
            Kind::Int
            | Kind::BigInt
            | Kind::Float
            | Kind::Str
            | Kind::True
            | Kind::False
            | Kind::Null => {
                return self.literal();
            }
            Kind::SelfWord => {
                self.bump();
                ExprKind::SelfRef
            }
            Kind::Super => {
                self.bump();
                self.expect(Kind::Dot)?;
                ExprKind::Super(self.member_name("a method name")?)
            }
            Kind::TemplateStart => self.template()?,
            Kind::OpenParen => return self.parenthesised(),
            Kind::OpenBracket => self.array()?,
            Kind::OpenBrace => self.hash()?,
            Kind::Fn | Kind::Gen => ExprKind::Function(self.function_literal()?),
            Kind::If => self.if_expression()?,
            Kind::Try => self.try_expression()?,
            Kind::Match => self.match_expression()?,
            Kind::New => self.new_expression()?,
            Kind::Arrow => {
                let problem =
                    Diagnostic::error(self.token_span(token), "expected an expression, found '=>'");
                let help = "'=>' follows a name or parameters in parentheses; as an operand, put the function in parentheses";
                return Err(self.fail(problem.help(help)));
            }
            _ => return Err(self.expected("an expression")),
        };
        Ok(self.add_expr(start, kind))
    }

    /// A number, a string, `true`, `false`, `null`.
    pub(super) fn literal(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let token = self.bump();
        let payload = token.payload as usize;
        let kind = match token.kind {
            Kind::Int => ExprKind::Int(self.tokens.ints[payload]),
            Kind::BigInt => {
                let value = std::mem::take(&mut self.tokens.big_ints[payload]);
                ExprKind::BigInt(self.ast.add_big_int(value))
            }
            Kind::Float => ExprKind::Float(self.tokens.floats[payload]),
            Kind::Str => {
                let text = std::mem::take(&mut self.tokens.strings[payload]);
                ExprKind::Str(self.ast.add_text(text))
            }
            Kind::True => ExprKind::Bool(true),
            Kind::False => ExprKind::Bool(false),
            Kind::Null => ExprKind::Null,
            _ => {
                self.position = start;
                return Err(self.expected("a literal"));
            }
        };
        Ok(self.add_expr(start, kind))
    }

    /// Takes a piece of a template string.
    fn take_text(&mut self) -> TextId {
        let token = self.bump();
        let text = std::mem::take(&mut self.tokens.strings[token.payload as usize]);
        self.ast.add_text(text)
    }

    fn parenthesised(&mut self) -> Parsed<ExprId> {
        let open = self.position;
        self.bump();
        self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let inner = parser.expression()?;
            parser.expect_closer(open)?;
            Ok(inner)
        })
    }

    fn template(&mut self) -> Parsed<ExprKind> {
        self.bump();
        let mut parts = Vec::new();
        loop {
            let open = self.position;
            match self.kind() {
                Kind::TemplateText => parts.push(TemplatePart::Text(self.take_text())),
                Kind::TemplateOpen => {
                    self.bump();
                    let inner = self.within(Lines::Blank, Arrows::Allowed, Self::expression)?;
                    self.expect_closer(open)?;
                    parts.push(TemplatePart::Expr(inner));
                }
                Kind::TemplateEnd => {
                    self.bump();
                    return Ok(ExprKind::Template(parts.into()));
                }
                _ => return Err(self.expected(&Kind::TemplateEnd.expected())),
            }
        }
    }

    /// An array, or a comprehension.
    fn array(&mut self) -> Parsed<ExprKind> {
        let open = self.position;
        self.bump();
        self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let mut items = Vec::new();
            while parser.kind() != Kind::CloseBracket {
                let item = parser.argument()?;
                if let (Argument::One(element), true, Kind::For) =
                    (item, items.is_empty(), parser.kind())
                {
                    let clauses = parser.clauses()?;
                    parser.expect_closer(open)?;
                    return Ok(ExprKind::Comprehension { element, clauses });
                }
                items.push(item);
                if !parser.eat(Kind::Comma) {
                    break;
                }
            }
            parser.close_list(open)?;
            Ok(ExprKind::Array(items.into()))
        })
    }

    fn clauses(&mut self) -> Parsed<Box<[Clause]>> {
        let mut clauses = Vec::new();
        loop {
            if self.eat(Kind::For) {
                let pattern = self.binding_pattern()?;
                self.expect(Kind::In)?;
                clauses.push(Clause::For(pattern, self.expression()?));
            } else if self.eat(Kind::If) {
                clauses.push(Clause::If(self.expression()?));
            } else {
                return Ok(clauses.into());
            }
        }
    }

    fn hash(&mut self) -> Parsed<ExprKind> {
        let entries = self.bracketed(Kind::OpenBrace, |parser| {
            if parser.eat(Kind::Ellipsis) {
                return parser.expression().map(HashEntry::Spread);
            }
            let key = parser.nested(Self::ternary)?;
            parser.expect(Kind::Colon)?;
            Ok(HashEntry::Pair(key, parser.expression()?))
        })?;
        Ok(ExprKind::Hash(entries))
    }

    /// `(c)` of `if`, `while`, `match`.
    pub(super) fn condition(&mut self) -> Parsed<ExprId> {
        if self.kind() != Kind::OpenParen {
            return Err(self.expected(&Kind::OpenParen.expected()));
        }
        self.parenthesised()
    }

    fn if_expression(&mut self) -> Parsed<ExprKind> {
        let mut branches = Vec::new();
        let otherwise = loop {
            self.expect(Kind::If)?;
            let condition = self.condition()?;
            let body = self.block()?;
            branches.push(IfBranch { condition, body });
            if !self.eat(Kind::Else) {
                break None;
            }
            match self.kind() {
                Kind::If => {}
                Kind::OpenBrace => break Some(self.block()?),
                _ => return Err(self.expected("'if' or '{'")),
            }
        };
        Ok(ExprKind::If {
            branches: branches.into(),
            otherwise,
        })
    }

    fn try_expression(&mut self) -> Parsed<ExprKind> {
        self.bump();
        let body = self.block()?;
        let mut catch = None;
        if self.eat(Kind::Catch) {
            let name = if self.eat(Kind::OpenParen) {
                let name = self.name("a name")?;
                self.expect(Kind::CloseParen)?;
                Some(name)
            } else {
                None
            };
            catch = Some(Catch {
                name,
                body: self.block()?,
            });
        }
        let finally = if self.eat(Kind::Finally) {
            Some(self.block()?)
        } else {
            None
        };
        if catch.is_none() && finally.is_none() {
            return Err(self.expected("'catch' or 'finally'"));
        }
        Ok(ExprKind::Try {
            body,
            catch,
            finally,
        })
    }

    /// `new C(1)`: the class is a name with its fields.
    fn new_expression(&mut self) -> Parsed<ExprKind> {
        self.bump();
        let class = self.class_name()?;
        let args = if self.kind() == Kind::OpenParen && !self.at_new_line() {
            self.arguments()?
        } else {
            Box::default()
        };
        Ok(ExprKind::New { class, args })
    }
}
