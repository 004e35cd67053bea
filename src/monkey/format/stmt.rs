//! Statements, blocks and classes.
//!
//! Example: `if (a) { b } c` is `if (a) { b }` and, on the next line, `c`.
//!
//! A simple statement gets a semicolon. An expression that ends a block, whose value it may be, has one if it had one.
//!
//! Invariant: each statement begins a line, save the only one of a block that stands on one line.

use super::document::{Item, Mode, When};
use super::list::ListStyle;
use super::writer::{Inside, Point, Writer};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;

/// How the blocks of an expression or a statement stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocks {
    /// Over several lines.
    Broken,
    /// On the line of what they belong to, if that fits.
    OneLine,
}

impl<'s> Writer<'s> {
    /// Statements, each on its own line, up to their block's closer.
    pub(super) fn statements(&mut self, stmts: &[StmtId]) {
        for (index, &stmt) in stmts.iter().enumerate() {
            self.drop_semicolons();
            self.point(Point::Line);
            self.statement(stmt, index + 1 == stmts.len());
        }
        self.drop_semicolons();
    }

    fn drop_semicolons(&mut self) {
        while self.kind() == Kind::Semicolon {
            self.drop_token();
        }
    }

    /// The semicolon of a statement.
    fn semicolon(&mut self) {
        if !self.take_if(Kind::Semicolon) {
            self.put(";");
        }
    }

    /// How one block may stand.
    pub(super) fn blocks_of(&self, body: &Block) -> Blocks {
        let first = self.token_at(body.span.start);
        let last = self.token_before(body.span.end);
        self.blocks_between(first, last, std::iter::once(body))
    }

    /// How the blocks of an expression, which begins here, may stand.
    pub(super) fn blocks<'b>(&self, id: ExprId, bodies: impl Iterator<Item = &'b Block>) -> Blocks {
        let last = self.token_before(self.ast[id].span.end);
        self.blocks_between(self.at, last, bodies)
    }

    fn blocks_between<'b>(
        &self,
        first: usize,
        last: usize,
        mut bodies: impl Iterator<Item = &'b Block>,
    ) -> Blocks {
        let short = |body: &Block| match &*body.stmts {
            [] => true,
            [stmt] => !matches!(
                self.ast[*stmt].kind,
                StmtKind::While { .. }
                    | StmtKind::DoWhile { .. }
                    | StmtKind::For { .. }
                    | StmtKind::ForIn(_)
                    | StmtKind::Function { .. }
                    | StmtKind::Class(_)
                    | StmtKind::Enum { .. }
            ),
            _ => false,
        };
        if self.on_one_line(first, last) && bodies.all(short) {
            Blocks::OneLine
        } else {
            Blocks::Broken
        }
    }

    /// A block in a group of its own.
    fn own_block(&mut self, body: &Block) {
        let blocks = self.blocks_of(body);
        self.block(body, blocks);
    }

    /// `{ statements }`
    pub(super) fn block(&mut self, body: &Block, blocks: Blocks) {
        let closer = self.closer();
        self.within(Inside::Block, |writer| {
            if body.stmts.is_empty() {
                return writer.empty_block(closer);
            }
            if blocks == Blocks::Broken {
                writer.take();
                writer.items.push(Item::IndentAlways);
                writer.statements(&body.stmts);
                return writer.close_line();
            }
            writer.open(Mode::Auto);
            writer.take();
            writer.indent();
            let second_line = writer.items.len();
            writer.drop_semicolons();
            writer.put_break(" ", When::Broken);
            writer.statement(body.stmts[0], true);
            writer.drop_semicolons();
            writer.dedent();
            writer.put_break(" ", When::Broken);
            writer.take();
            writer.close();
            writer.hug = second_line;
        });
    }

    fn empty_block(&mut self, closer: usize) {
        self.take();
        let comments = (self.at..=closer).any(|token| self.has_comment(token));
        let lines = (self.at..=closer).any(|token| self.has_line_comment(token));
        self.drop_semicolons();
        if lines {
            self.items.push(Item::IndentAlways);
            return self.close_line();
        }
        self.put(" ");
        if comments {
            self.take_with_comment();
        } else {
            self.take();
        }
    }

    fn statement(&mut self, id: StmtId, last: bool) {
        let ast = self.ast;
        match &ast[id].kind {
            StmtKind::Expr(value) => {
                let bare = self.start() == ast[*value].span.start;
                let block = matches!(
                    ast[*value].kind,
                    ExprKind::If { .. } | ExprKind::Try { .. } | ExprKind::Match { .. }
                );
                self.expr(*value);
                if bare && block || last && self.kind() != Kind::Semicolon {
                    return;
                }
            }
            StmtKind::Let { pattern, value, .. } => {
                self.take_word();
                self.pattern(*pattern);
                self.put(" ");
                self.assigned(*value);
            }
            StmtKind::Function { function, .. } => return self.function(*function),
            StmtKind::While { condition, body } => {
                self.take_word();
                self.parenthesised(false, |writer| writer.expr(*condition));
                self.put(" ");
                return self.own_block(body);
            }
            StmtKind::DoWhile { body, condition } => {
                self.take_word();
                self.own_block(body);
                self.put(" ");
                self.take_word();
                self.parenthesised(false, |writer| writer.expr(*condition));
            }
            StmtKind::For {
                init,
                condition,
                update,
                body,
            } => {
                self.for_header(*init, *condition, *update);
                return self.own_block(body);
            }
            StmtKind::ForIn(stmt) => {
                self.for_in_header(stmt);
                return self.own_block(&stmt.body);
            }
            StmtKind::Break | StmtKind::Continue => self.take(),
            StmtKind::Return(value) => {
                self.take();
                self.value(*value);
            }
            StmtKind::Throw(value) => {
                self.take_word();
                self.expr(*value);
            }
            StmtKind::Import(import) => self.import(import),
            StmtKind::Enum { variants, .. } => {
                self.take_word();
                self.take_word();
                let style = ListStyle {
                    margin: " ",
                    ..ListStyle::PLAIN
                };
                return self.list(variants.len(), style, |writer, _| writer.take());
            }
            StmtKind::Class(class) => return self.class(class),
        }
        self.semicolon();
    }

    fn for_header(
        &mut self,
        init: Option<StmtId>,
        condition: Option<ExprId>,
        update: Option<ExprId>,
    ) {
        let ast = self.ast;
        self.take_word();
        self.within(Inside::Brackets, |writer| {
            writer.take();
            match init.map(|init| &ast[init].kind) {
                Some(StmtKind::Let { pattern, value, .. }) => {
                    writer.take_word();
                    writer.pattern(*pattern);
                    writer.put(" ");
                    writer.assigned(*value);
                }
                Some(StmtKind::Expr(value)) => writer.expr(*value),
                _ => {}
            }
            for part in [condition, update] {
                writer.take();
                writer.value(part);
            }
            writer.take();
        });
        self.put(" ");
    }

    fn for_in_header(&mut self, stmt: &ForIn) {
        self.take_word();
        self.within(Inside::Brackets, |writer| {
            writer.take();
            if matches!(writer.kind(), Kind::Let | Kind::Const) {
                writer.take_word();
            }
            writer.pattern(stmt.pattern);
            writer.put(" ");
            writer.take_word();
            writer.expr(stmt.iterable);
            writer.take();
        });
        self.put(" ");
    }

    fn import(&mut self, import: &Import) {
        self.take_word();
        self.take();
        match &import.imported {
            Imported::Whole(_) => {}
            Imported::As(_) => {
                self.put(" ");
                self.take_word();
                self.take();
            }
            Imported::Names(names) => {
                self.put(" ");
                self.take_word();
                self.open(Mode::AutoFill);
                self.indent();
                for index in 0..names.len() {
                    if index > 0 {
                        self.take();
                        self.put_break(" ", When::Needed);
                    }
                    self.take();
                }
                self.dedent();
                self.close();
            }
        }
    }

    fn class(&mut self, class: &Class) {
        self.take_word();
        self.take();
        if let Some(base) = class.base {
            self.put(" ");
            self.take_word();
            self.expr(base);
        }
        self.put(" ");
        let closer = self.closer();
        if class.members.is_empty() {
            return self.empty_block(closer);
        }
        self.within(Inside::Block, |writer| {
            writer.take();
            writer.items.push(Item::IndentAlways);
            for member in &class.members {
                writer.drop_semicolons();
                writer.point(Point::Line);
                writer.member(member);
            }
            writer.drop_semicolons();
            writer.close_line();
        });
    }

    fn member(&mut self, member: &Member) {
        match member.kind {
            MemberKind::Field(value) => {
                self.take_word();
                self.take();
                if let Some(value) = value {
                    self.put(" ");
                    self.assigned(value);
                }
                self.semicolon();
            }
            MemberKind::Method(function) => self.function(function),
            MemberKind::Static(function) => {
                self.take_word();
                self.function(function);
            }
        }
    }
}
