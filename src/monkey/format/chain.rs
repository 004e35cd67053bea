//! Operators and chains: `a + b - c`, `xs.map(f).filter(g)`, `x |> f |> g(1)`, `c ? a : b`.
//!
//! Example: a chain with two method calls that is too long has each call on a line of its own.
//!
//! Invariant: what leans left (operators of one level, links of a chain) is gone through in a loop, so its length costs no depth.

use super::document::{Mode, When};
use super::writer::{Inside, Point, Writer};
use crate::monkey::ast::*;
use crate::monkey::lexer::Kind;

/// The precedence of a left-associative operator; nothing for any other expression.
fn level(kind: &ExprKind) -> Option<Level> {
    match kind {
        ExprKind::Pipe { .. } => Some(Level::Pipe),
        ExprKind::Logical { op, .. } => Some(op.level()),
        ExprKind::Binary { op, .. } => Some(op.level()).filter(|level| *level != Level::Prefix),
        _ => None,
    }
}

impl<'s> Writer<'s> {
    /// The left operand, or what a chain's last link hangs on; nothing if it is in parentheses, which begin something new.
    fn spine(&self, id: ExprId, left: ExprId) -> Option<ExprId> {
        (self.ast[id].span.start == self.ast[left].span.start).then_some(left)
    }

    /// Operators of one level. Where they are `flush`, alone in parentheses, the operands stand below each other.
    pub(super) fn operators(&mut self, id: ExprId, flush: bool) {
        let ast = self.ast;
        let wanted = level(&ast[id].kind);
        let mut nodes = Vec::new();
        let mut next = Some(id);
        let mut leftmost = id;
        while let Some(node) = next.filter(|&node| level(&ast[node].kind) == wanted) {
            let left = match &ast[node].kind {
                ExprKind::Binary { left, .. } | ExprKind::Logical { left, .. } => *left,
                ExprKind::Pipe { value, .. } => *value,
                _ => break,
            };
            nodes.push(node);
            leftmost = left;
            next = self.spine(node, left);
        }
        let minus = |node: &ExprId| {
            matches!(
                ast[*node].kind,
                ExprKind::Binary {
                    op: BinaryOp::Sub,
                    ..
                }
            )
        };
        // A `-` that begins a line outside brackets would begin a statement.
        let behind = self.inside == Inside::Block && nodes.iter().any(minus);
        let group = self.open(Mode::Auto);
        self.expr(leftmost);
        if !flush {
            self.indent();
        }
        let mut broken = false;
        for node in nodes.into_iter().rev() {
            broken |= self.operator(wanted, behind);
            match &ast[node].kind {
                ExprKind::Binary { right, .. } | ExprKind::Logical { right, .. } => {
                    self.expr(*right)
                }
                ExprKind::Pipe { callee, args, .. } => {
                    self.expr(*callee);
                    if self.kind() == Kind::OpenParen && self.start() < ast[node].span.end {
                        self.arguments(args);
                    }
                }
                _ => {}
            }
        }
        if !flush {
            self.dedent();
        }
        self.close();
        if broken {
            self.set_mode(group, Mode::Fill);
        }
    }

    /// An operator with the break before or behind it; gives whether the line was broken there.
    fn operator(&mut self, level: Option<Level>, behind: bool) -> bool {
        if level == Some(Level::Range) {
            self.take();
            return false;
        }
        if self.begins_line() {
            self.point(Point::Blank);
            self.take_word();
            return true;
        }
        let after = self.line_begins_behind();
        if after || behind {
            self.put(" ");
            self.take();
            self.point(Point::Fill);
        } else {
            self.put_break(" ", When::Needed);
            self.take_word();
        }
        after
    }

    /// Whether a line begins behind the next token.
    fn line_begins_behind(&self) -> bool {
        !self.on_one_line(self.at, self.at + 1)
    }

    /// Calls, indexes, fields and updates of something.
    pub(super) fn links(&mut self, id: ExprId) {
        let ast = self.ast;
        let mut links = Vec::new();
        let mut base = id;
        let mut next = Some(id);
        while let Some(node) = next {
            base = node;
            let object = match &ast[node].kind {
                ExprKind::Call { callee, .. } => *callee,
                ExprKind::Index { object, .. }
                | ExprKind::Slice { object, .. }
                | ExprKind::Field { object, .. } => *object,
                ExprKind::Update { target, .. } => *target,
                _ => break,
            };
            links.push(node);
            base = object;
            next = self.spine(node, object);
        }
        links.reverse();
        let is_method = |at: usize| {
            let called = links
                .get(at + 1)
                .is_some_and(|&next| matches!(ast[next].kind, ExprKind::Call { .. }));
            called && matches!(ast[links[at]].kind, ExprKind::Field { .. })
        };
        let long = (0..links.len())
            .filter(|&at| is_method(at))
            .nth(1)
            .is_some();
        let group = self.open(Mode::Auto);
        self.expr(base);
        self.indent();
        let mut broken = false;
        for (at, &link) in links.iter().enumerate() {
            if matches!(ast[link].kind, ExprKind::Field { .. }) {
                if self.begins_line() {
                    broken = true;
                    self.point(Point::Nothing);
                } else if long && is_method(at) {
                    self.put_break("", When::Needed);
                }
            }
            self.link(link);
        }
        self.dedent();
        self.close();
        if broken {
            self.set_mode(group, Mode::Fill);
        }
    }

    fn link(&mut self, id: ExprId) {
        match &self.ast[id].kind {
            ExprKind::Call { args, .. } => self.arguments(args),
            ExprKind::Index { index, .. } => self.within(Inside::Brackets, |writer| {
                writer.take();
                writer.expr(*index);
                writer.take();
            }),
            ExprKind::Slice { start, end, .. } => self.within(Inside::Brackets, |writer| {
                writer.take();
                start.iter().for_each(|&start| writer.expr(start));
                writer.take();
                end.iter().for_each(|&end| writer.expr(end));
                writer.take();
            }),
            ExprKind::Field { .. } => {
                self.take();
                self.take();
            }
            _ => self.take(),
        }
    }

    /// `c ? a : b`; a chain of them stands below each other.
    pub(super) fn ternary(&mut self, id: ExprId) {
        let ast = self.ast;
        let group = self.open(Mode::Auto);
        let mut broken = false;
        let mut node = id;
        let mut first = true;
        while let ExprKind::Ternary {
            condition,
            then,
            otherwise,
        } = &ast[node].kind
        {
            self.expr(*condition);
            if first {
                self.indent();
                first = false;
            }
            for branch in [*then, *otherwise] {
                broken |= self.begins_line() || self.line_begins_behind();
                self.point(Point::Blank);
                self.take_word();
                if branch == *then {
                    self.expr(branch);
                }
            }
            let bare = self.start() == ast[*otherwise].span.start;
            if !bare || !matches!(ast[*otherwise].kind, ExprKind::Ternary { .. }) {
                self.expr(*otherwise);
                break;
            }
            node = *otherwise;
        }
        self.dedent();
        self.close();
        if broken {
            self.set_mode(group, Mode::Broken);
        }
    }
}
