//! Functions: `fn(a, b = 1, ...rest) { }`, `gen(n) { }`, `x => e`, `(a, b) => { }`.
//!
//! Whether a `(` opens the parameters of an arrow function is seen from the token behind its closer, which the
//! lexer has found for every bracket: no backtracking, and no search per bracket.
//!
//! Invariant: `...rest` is the last parameter.

use super::{Arrows, Lines, Parsed, Parser};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;
use crate::source::Diagnostic;

/// Parameters with the rest apart.
struct Params {
    params: Box<[Param]>,
    rest: Option<Name>,
}

/// One of them.
enum ParamItem {
    Param(Param),
    Rest(Name),
}

impl Parser<'_> {
    /// Whether an arrow function begins here.
    pub(super) fn at_arrow_function(&self) -> bool {
        match self.kind() {
            Kind::Name => self.kind_ahead(1) == Kind::Arrow,
            Kind::OpenParen => self.kind_behind_brackets() == Kind::Arrow,
            _ => false,
        }
    }

    pub(super) fn arrow_function(&mut self) -> Parsed<ExprId> {
        let start = self.position;
        let Params { params, rest } = if self.kind() == Kind::Name {
            let name = self.take_name();
            Params {
                params: Box::new([Param {
                    name,
                    default: None,
                }]),
                rest: None,
            }
        } else {
            self.params()?
        };
        self.expect(Kind::Arrow)?;
        let body = self.arm_body()?;
        let span = self.span_from(start);
        let function = Function {
            form: FunctionForm::Arrow,
            name: None,
            params,
            rest,
            body,
            span,
        };
        let id = self.ast.add_function(function);
        Ok(self.add_expr(start, ExprKind::Function(id)))
    }

    /// What follows `=>`: a block, or an expression.
    pub(super) fn arm_body(&mut self) -> Parsed<Block> {
        if self.kind() == Kind::OpenBrace {
            return self.block();
        }
        let value = self.expression()?;
        let span = self.ast[value].span;
        let stmt = self.ast.add_stmt(Stmt {
            kind: StmtKind::Expr(value),
            span,
        });
        Ok(Block {
            stmts: Box::new([stmt]),
            span,
        })
    }

    /// `fn(a) { }` or `gen(a) { }` without a name.
    pub(super) fn function_literal(&mut self) -> Parsed<FunctionId> {
        let start = self.position;
        let form = self.function_word();
        self.function_rest(start, form, None)
    }

    /// Takes `fn` or `gen`.
    pub(super) fn function_word(&mut self) -> FunctionForm {
        if self.bump().kind == Kind::Gen {
            FunctionForm::Generator
        } else {
            FunctionForm::Plain
        }
    }

    /// Parameters and body of a function that began at the token `start`.
    pub(super) fn function_rest(
        &mut self,
        start: usize,
        form: FunctionForm,
        name: Option<Name>,
    ) -> Parsed<FunctionId> {
        let Params { params, rest } = self.params()?;
        let body = self.block()?;
        let span = self.span_from(start);
        Ok(self.ast.add_function(Function {
            form,
            name,
            params,
            rest,
            body,
            span,
        }))
    }

    fn params(&mut self) -> Parsed<Params> {
        let mut params = Vec::new();
        let mut rest: Option<Name> = None;
        let items = self.bracketed(Kind::OpenParen, |parser| {
            if parser.eat(Kind::Ellipsis) {
                return parser.name("a parameter name").map(ParamItem::Rest);
            }
            let name = parser.name("a parameter name")?;
            let default = if parser.eat(Kind::Eq) {
                Some(parser.expression()?)
            } else {
                None
            };
            Ok(ParamItem::Param(Param { name, default }))
        })?;
        for item in items {
            if let Some(rest) = rest {
                let problem = Diagnostic::error(rest.span, "the rest parameter must be the last");
                return Err(self.fail(problem));
            }
            match item {
                ParamItem::Param(param) => params.push(param),
                ParamItem::Rest(name) => rest = Some(name),
            }
        }
        Ok(Params {
            params: params.into(),
            rest,
        })
    }

    /// `{ statements }`
    pub(super) fn block(&mut self) -> Parsed<Block> {
        let open = self.position;
        self.expect(Kind::OpenBrace)?;
        let closer = self.tokens.closers[open] as usize;
        let outer = self.limit;
        if closer > open {
            self.limit = closer;
        }
        let stmts = self.within(Lines::Matter, Arrows::Allowed, Self::statements);
        self.limit = outer;
        self.expect_closer(open)?;
        Ok(Block {
            stmts,
            span: self.span_from(open),
        })
    }
}
