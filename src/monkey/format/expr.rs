//! Expressions, one arm a kind.
//!
//! Example: `match (x) { 1 => 2 }` on one line stays there while it fits; over several lines each arm has its own.
//!
//! Invariant: an expression is deep only where the parser counted depth, and takes machine stack as the parser does.

use super::document::{Item, Mode, When};
use super::list::ListStyle;
use super::stmt::Blocks;
use super::writer::{Inside, Point, Writer};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;

/// Below this much free machine stack an expression gets a new piece of it, of the size behind it; as in the parser.
const RED_ZONE: usize = 128 * 1024;
const STACK_PIECE: usize = 2 * 1024 * 1024;

/// Runs a rule that may contain itself.
pub(super) fn deeper(rule: impl FnOnce()) {
    stacker::maybe_grow(RED_ZONE, STACK_PIECE, rule);
}

impl<'s> Writer<'s> {
    /// An expression, with the parentheses around it.
    pub(super) fn expr(&mut self, id: ExprId) {
        deeper(|| {
            let flush = std::mem::take(&mut self.flush);
            if self.kind() == Kind::OpenParen && self.start() < self.ast[id].span.start {
                let hugs = self.kind_ahead(1) != Kind::OpenParen && self.is_bracketed(id);
                return self.parenthesised(hugs, |writer| writer.expr(id));
            }
            self.bare(id, flush);
        });
    }

    /// Whether an expression ends with a bracket that may be broken instead of what is around it.
    fn is_bracketed(&self, id: ExprId) -> bool {
        match &self.ast[id].kind {
            ExprKind::Array(items) => !items.is_empty(),
            ExprKind::Hash(entries) => !entries.is_empty(),
            ExprKind::Function(_)
            | ExprKind::Match { .. }
            | ExprKind::If { .. }
            | ExprKind::Try { .. } => true,
            _ => false,
        }
    }

    fn bare(&mut self, id: ExprId, flush: bool) {
        let ast = self.ast;
        match &ast[id].kind {
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_)
            | ExprKind::Name(_)
            | ExprKind::SelfRef => self.take(),
            ExprKind::Template(_) => self.take_verbatim(ast[id].span.end),
            ExprKind::Super(_) => (0..3).for_each(|_| self.take()),
            ExprKind::Array(items) => self.array(items),
            ExprKind::Hash(entries) => self.list(
                entries.len(),
                ListStyle::PLAIN,
                |writer, index| match entries[index] {
                    HashEntry::Pair(key, value) => {
                        writer.expr(key);
                        writer.take_word();
                        writer.expr(value);
                    }
                    HashEntry::Spread(id) => {
                        writer.take();
                        writer.expr(id);
                    }
                },
            ),
            ExprKind::Comprehension { element, clauses } => self.comprehension(*element, clauses),
            ExprKind::Function(function) => self.function(*function),
            ExprKind::Prefix { op, operand } => {
                self.take();
                // Two of them would be another operator.
                if *op == PrefixOp::Neg && self.kind() == Kind::Minus {
                    self.put(" ");
                }
                self.expr(*operand);
            }
            ExprKind::Binary {
                op: BinaryOp::Pow,
                left,
                right,
                ..
            } => {
                self.expr(*left);
                self.put(" ");
                self.take_word();
                self.expr(*right);
            }
            ExprKind::Binary { .. } | ExprKind::Logical { .. } | ExprKind::Pipe { .. } => {
                self.operators(id, flush)
            }
            ExprKind::Ternary { .. } => self.ternary(id),
            ExprKind::Assign { target, value, .. } => {
                self.expr(*target);
                self.put(" ");
                self.assigned(*value);
            }
            ExprKind::Call { .. }
            | ExprKind::Index { .. }
            | ExprKind::Slice { .. }
            | ExprKind::Field { .. }
            | ExprKind::Update { .. } => self.links(id),
            ExprKind::If {
                branches,
                otherwise,
            } => self.if_expression(id, branches, otherwise.as_ref()),
            ExprKind::Try {
                body,
                catch,
                finally,
            } => self.try_expression(id, body, catch.as_ref(), finally.as_ref()),
            ExprKind::Match { value, arms } => self.match_expression(*value, arms),
            ExprKind::New { class, args } => {
                self.take_word();
                self.expr(*class);
                if self.kind() == Kind::OpenParen && self.start() < ast[id].span.end {
                    self.arguments(args);
                }
            }
            ExprKind::Yield(value) => {
                self.take();
                self.value(*value);
            }
        }
    }

    /// What stands behind `return` and `yield`.
    pub(super) fn value(&mut self, value: Option<ExprId>) {
        if let Some(value) = value {
            self.put(" ");
            self.expr(value);
        }
    }

    /// `=` or `=>`, which comes next, and what stands behind it; a line break between them stays.
    pub(super) fn assigned(&mut self, value: ExprId) {
        self.take();
        if self.begins_line() {
            self.items.push(Item::IndentAlways);
            self.point(Point::Line);
            self.expr(value);
            self.dedent();
        } else {
            self.put(" ");
            self.expr(value);
        }
    }

    fn argument(&mut self, argument: Argument) {
        match argument {
            Argument::One(id) => self.expr(id),
            Argument::Spread(id) => {
                self.take();
                self.expr(id);
            }
        }
    }

    /// `(a, ...b)`; the last argument may be broken alone if it is the only one in brackets.
    pub(super) fn arguments(&mut self, args: &[Argument]) {
        let bracketed = |arg: &Argument| match *arg {
            Argument::One(id) => self.is_bracketed(id),
            Argument::Spread(_) => false,
        };
        let hugs = match args {
            [others @ .., last] => bracketed(last) && !others.iter().any(bracketed),
            [] => false,
        };
        // One text alone does not become shorter on a line of its own.
        let text = match args {
            [Argument::One(id)] => {
                matches!(self.ast[*id].kind, ExprKind::Str(_) | ExprKind::Template(_))
            }
            _ => false,
        };
        let style = ListStyle {
            hugs,
            breaks: if text { When::Never } else { When::Broken },
            ..ListStyle::PLAIN
        };
        self.list(args.len(), style, |writer, index| {
            writer.argument(args[index])
        });
    }

    /// An array; numbers and other short things fill its lines.
    fn array(&mut self, items: &[Argument]) {
        let is_short = |item: &Argument| match *item {
            Argument::One(id) => match &self.ast[id].kind {
                ExprKind::Prefix { operand, .. } => self.is_number(*operand),
                _ => self.is_number(id),
            },
            Argument::Spread(_) => false,
        };
        let breaks = if items.iter().all(is_short) {
            When::Needed
        } else {
            When::Broken
        };
        let style = ListStyle {
            breaks,
            ..ListStyle::PLAIN
        };
        self.list(items.len(), style, |writer, index| {
            writer.argument(items[index])
        });
    }

    fn is_number(&self, id: ExprId) -> bool {
        matches!(
            self.ast[id].kind,
            ExprKind::Int(_)
                | ExprKind::BigInt(_)
                | ExprKind::Float(_)
                | ExprKind::Bool(_)
                | ExprKind::Null
        )
    }

    fn comprehension(&mut self, element: ExprId, clauses: &[Clause]) {
        let open = self.at;
        self.within(Inside::Brackets, |writer| {
            let broken =
                writer.broken_at(open, |_| true) || writer.has_line_comment(writer.closer());
            writer.open(if broken { Mode::Broken } else { Mode::Auto });
            writer.take();
            writer.indent();
            writer.point(if broken { Point::Line } else { Point::Nothing });
            writer.expr(element);
            for clause in clauses {
                writer.point(Point::Blank);
                writer.take_word();
                match *clause {
                    Clause::For(pattern, iterable) => {
                        writer.pattern(pattern);
                        writer.put(" ");
                        writer.take_word();
                        writer.expr(iterable);
                    }
                    Clause::If(condition) => writer.expr(condition),
                }
            }
            if broken {
                writer.close_line();
            } else {
                writer.dedent();
                writer.put_break("", When::Broken);
                writer.take();
            }
            writer.close();
        });
    }

    fn if_expression(&mut self, id: ExprId, branches: &[IfBranch], otherwise: Option<&Block>) {
        let bodies = branches.iter().map(|branch| &branch.body).chain(otherwise);
        let blocks = self.blocks(id, bodies);
        let group = self.open(Mode::Auto);
        for (index, branch) in branches.iter().enumerate() {
            if index > 0 {
                self.else_word();
            }
            self.take_word();
            self.parenthesised(false, |writer| writer.expr(branch.condition));
            self.put(" ");
            self.block(&branch.body, blocks);
        }
        if let Some(block) = otherwise {
            self.else_word();
            self.block(block, blocks);
        }
        self.close();
        if blocks == Blocks::Broken {
            self.set_mode(group, Mode::Broken);
        }
    }

    /// `else`, `catch` or `finally` behind a block.
    fn else_word(&mut self) {
        self.put(" ");
        self.take_word();
    }

    fn try_expression(
        &mut self,
        id: ExprId,
        body: &Block,
        catch: Option<&Catch>,
        finally: Option<&Block>,
    ) {
        let bodies = [Some(body), catch.map(|catch| &catch.body), finally];
        let blocks = self.blocks(id, bodies.into_iter().flatten());
        let group = self.open(Mode::Auto);
        self.take_word();
        self.block(body, blocks);
        if let Some(catch) = catch {
            self.else_word();
            if catch.name.is_some() {
                (0..3).for_each(|_| self.take());
                self.put(" ");
            }
            self.block(&catch.body, blocks);
        }
        if let Some(block) = finally {
            self.else_word();
            self.block(block, blocks);
        }
        self.close();
        if blocks == Blocks::Broken {
            self.set_mode(group, Mode::Broken);
        }
    }

    fn match_expression(&mut self, value: ExprId, arms: &[MatchArm]) {
        self.take_word();
        self.parenthesised(false, |writer| writer.expr(value));
        self.put(" ");
        let closer = self.closer();
        let blocks = arms.iter().any(|arm| self.is_block_body(&arm.body));
        let flat = self.on_one_line(self.at, closer) && !blocks;
        if arms.is_empty() {
            return self.list(0, ListStyle::PLAIN, |_, _| {});
        }
        self.within(Inside::Brackets, |writer| {
            writer.open(if flat { Mode::Auto } else { Mode::Broken });
            writer.take();
            writer.indent();
            let second_line = writer.items.len();
            for (index, arm) in arms.iter().enumerate() {
                if flat {
                    writer.put_break(" ", When::Broken);
                } else {
                    writer.point(Point::Line);
                }
                writer.arm(arm);
                if !writer.is_block_body(&arm.body) {
                    match (flat, index + 1 < arms.len()) {
                        (true, false) => writer.items.push(Item::Comma),
                        _ => writer.put(","),
                    }
                }
                if writer.kind() == Kind::Comma {
                    writer.drop_token();
                }
            }
            if flat {
                writer.dedent();
                writer.put_break(" ", When::Broken);
                writer.take();
            } else {
                writer.close_line();
            }
            writer.close();
            writer.hug = second_line;
        });
    }

    fn arm(&mut self, arm: &MatchArm) {
        self.pattern(arm.pattern);
        if let Some(guard) = arm.guard {
            self.put(" ");
            self.take_word();
            self.expr(guard);
        }
        self.put(" ");
        self.arrow_body(&arm.body);
    }

    /// Whether the body behind a `=>` is a block: an expression there never begins with a brace.
    fn is_block_body(&self, body: &Block) -> bool {
        let first = self.token_at(body.span.start);
        self.kind_of(first) == Kind::OpenBrace && self.kind_of(first - 1) == Kind::Arrow
    }

    /// `=>`, which comes next, and a block or an expression.
    pub(super) fn arrow_body(&mut self, body: &Block) {
        let ast = self.ast;
        if self.kind_ahead(1) == Kind::OpenBrace {
            self.take_word();
            let blocks = self.blocks_of(body);
            return self.block(body, blocks);
        }
        if let [stmt] = &*body.stmts
            && let StmtKind::Expr(value) = ast[*stmt].kind
        {
            self.assigned(value);
        }
    }
}
