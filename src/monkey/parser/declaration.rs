//! Classes, enums, imports and `match`.
//!
//! Example: `class P extends Q { let x; fn m() { } static fn s() { } }` is
//! `(class P (extends Q) (field x _) (fn m () {}) (static (fn s () {})))`.
//!
//! `as`, `extends`, `static` and `when` are words only here; anywhere else they are names.

use std::path::Path;

use super::{Arrows, Lines, Parsed, Parser};
use crate::monkey::ast::*;
use crate::monkey::lexer::{Kind, is_name};
use crate::source::Span;

impl Parser<'_> {
    pub(super) fn import_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        if self.kind() != Kind::Str {
            return Err(self.expected("a module's name in quotes"));
        }
        let path_span = self.token_span(self.token());
        let token = self.bump();
        let path = std::mem::take(&mut self.tokens.strings[token.payload as usize]);
        let imported = if self.at_word("as") && !self.at_new_line() {
            self.bump();
            Imported::As(self.name("a name")?)
        } else if self.kind() == Kind::For && !self.at_new_line() {
            self.bump();
            let mut names = vec![self.name("a name")?];
            while self.eat(Kind::Comma) {
                names.push(self.name("a name")?);
            }
            Imported::Names(names.into())
        } else {
            Imported::Whole(self.module_name(&path, path_span))
        };
        Ok(StmtKind::Import(Box::new(Import {
            path,
            path_span,
            imported,
        })))
    }

    /// The name that a module has by itself: its file's, without directories and ending.
    fn module_name(&mut self, path: &str, span: Span) -> Option<Name> {
        let stem = Path::new(path).file_stem()?.to_str()?;
        is_name(stem).then(|| Name {
            id: self.ast.names.intern(stem),
            span,
        })
    }

    pub(super) fn enum_statement(&mut self) -> Parsed<StmtKind> {
        self.bump();
        let name = self.name("a name")?;
        let variants = self.bracketed(Kind::OpenBrace, |parser| parser.member_name("a name"))?;
        Ok(StmtKind::Enum { name, variants })
    }

    pub(super) fn class_statement(&mut self) -> Parsed<StmtKind> {
        let start = self.position;
        self.bump();
        let name = self.name("a class name")?;
        let base = if self.at_word("extends") {
            self.bump();
            Some(self.class_name()?)
        } else {
            None
        };
        let open = self.position;
        self.expect(Kind::OpenBrace)?;
        let mut members = Vec::new();
        self.within(Lines::Matter, Arrows::Allowed, |parser| {
            while !matches!(parser.kind(), Kind::CloseBrace | Kind::End) {
                if !parser.eat(Kind::Semicolon) {
                    members.push(parser.member()?);
                }
            }
            Ok(())
        })?;
        self.expect_closer(open)?;
        let initialiser = self.initialiser(&members, start);
        Ok(StmtKind::Class(Box::new(Class {
            name,
            base,
            members: members.into(),
            this: self.ast.names.intern("self"),
            initialiser,
        })))
    }

    /// The function that assigns a class's fields their first values.
    fn initialiser(&mut self, members: &[Member], start: usize) -> Option<FunctionId> {
        let mut stmts = Vec::new();
        for member in members {
            let MemberKind::Field(Some(value)) = member.kind else {
                continue;
            };
            let (name, span) = (member.name, member.name.span);
            let object = self.ast.add_expr(Expr {
                kind: ExprKind::SelfRef,
                span,
            });
            let access = Access::Plain;
            let kind = ExprKind::Field {
                object,
                name,
                access,
            };
            let target = self.ast.add_expr(Expr { kind, span });
            let kind = ExprKind::Assign {
                op: AssignOp::Set,
                at: span,
                target,
                value,
            };
            let assignment = self.ast.add_expr(Expr { kind, span });
            let kind = StmtKind::Expr(assignment);
            stmts.push(self.ast.add_stmt(Stmt { kind, span }));
        }
        if stmts.is_empty() {
            return None;
        }
        let span = self.span_from(start);
        let name = Name {
            id: self.ast.names.intern(crate::bytecode::program::INITIALISER),
            span,
        };
        Some(self.ast.add_function(Function {
            form: FunctionForm::Plain,
            name: Some(name),
            params: Box::default(),
            rest: None,
            body: Block {
                stmts: stmts.into(),
                span,
            },
            span,
        }))
    }

    fn member(&mut self) -> Parsed<Member> {
        if self.eat(Kind::Let) {
            let name = self.name("a field name")?;
            let value = if self.eat(Kind::Eq) {
                Some(self.expression()?)
            } else {
                None
            };
            return Ok(Member {
                name,
                kind: MemberKind::Field(value),
            });
        }
        let fixed = self.at_word("static");
        if fixed {
            self.bump();
        }
        if !matches!(self.kind(), Kind::Fn | Kind::Gen) {
            return Err(self.expected(if fixed {
                "'fn'"
            } else {
                "'let', 'fn', 'static' or '}'"
            }));
        }
        let start = self.position;
        let form = self.function_word();
        let name = self.member_name("a method name")?;
        let function = self.function_rest(start, form, Some(name))?;
        let kind = if fixed {
            MemberKind::Static(function)
        } else {
            MemberKind::Method(function)
        };
        Ok(Member { name, kind })
    }

    /// The name of a class, perhaps in a module: `m.C`.
    pub(super) fn class_name(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let name = self.name("a class name")?;
        let mut class = self.add_expr(start, ExprKind::Name(name.id));
        while self.eat(Kind::Dot) {
            let name = self.member_name("a class name")?;
            class = self.add_expr(
                start,
                ExprKind::Field {
                    object: class,
                    name,
                    access: Access::Plain,
                },
            );
        }
        Ok(class)
    }

    pub(super) fn match_expression(&mut self) -> Parsed<ExprKind> {
        self.bump();
        let value = self.condition()?;
        let open = self.position;
        self.expect(Kind::OpenBrace)?;
        self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let mut arms = Vec::new();
            while parser.kind() != Kind::CloseBrace {
                arms.push(parser.arm()?);
                // Behind a block the comma may be left out.
                let block = parser.tokens.tokens[parser.position - 1].kind == Kind::CloseBrace;
                if !parser.eat(Kind::Comma) && !block {
                    break;
                }
            }
            parser.close_list(open)?;
            Ok(ExprKind::Match {
                value,
                arms: arms.into(),
            })
        })
    }

    fn arm(&mut self) -> Parsed<MatchArm> {
        let pattern = self.match_pattern()?;
        let guard = if self.at_word("when") {
            self.bump();
            Some(self.within(Lines::Blank, Arrows::BelongToArm, Self::ternary)?)
        } else {
            None
        };
        self.expect(Kind::Arrow)?;
        Ok(MatchArm {
            pattern,
            guard,
            body: self.arm_body()?,
        })
    }
}
