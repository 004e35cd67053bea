//! Lists in brackets: arguments, arrays, hashes, parameters, patterns, variants; and expressions in parentheses.
//!
//! ```text
//! f(a, b)        f(a, fn() {        f(            f(a, b,
//!                    b                  a, b,         c, d)
//!                });                    c,
//!                                   )
//! flat           flat               block         hanging
//! ```
//!
//! A list is flat while it fits. A line break behind the opener makes it a block, with a comma behind the last item; breaks
//! between the items alone leave it hanging. In both the breaks between items stay where they were.
//!
//! Invariant: only the comma before the closer comes or goes.

use super::document::{Item, Mode, When};
use super::writer::{Inside, Point, Writer};
use crate::monkey::lexer::Kind;

/// How a list is set.
#[derive(Clone, Copy)]
pub(super) struct ListStyle {
    /// What stands inside the brackets where the list is flat.
    pub margin: &'static str,
    /// How the breaks between items that nobody made are decided.
    pub breaks: When,
    /// Whether the last item may have its line breaks while the list has none.
    pub hugs: bool,
}

impl ListStyle {
    pub(super) const PLAIN: ListStyle = ListStyle {
        margin: "",
        breaks: When::Broken,
        hugs: false,
    };
}

impl<'s> Writer<'s> {
    /// A list of `count` items whose opener is the next token.
    pub(super) fn list(
        &mut self,
        count: usize,
        style: ListStyle,
        mut item: impl FnMut(&mut Self, usize),
    ) {
        let (open, closer) = (self.at, self.closer());
        self.within(Inside::Brackets, |writer| {
            if count == 0 {
                return writer.empty_list(closer);
            }
            let block = writer.is_block(open, closer);
            let after_comma = |at: usize| writer.kind_of(at - 1) == Kind::Comma && at != closer;
            if block {
                writer.block_list(count, &mut item);
            } else if writer.broken_at(open, after_comma) {
                writer.hanging_list(count, &mut item);
            } else {
                writer.flat_list(count, style, &mut item);
            }
        });
    }

    fn empty_list(&mut self, closer: usize) {
        self.take();
        if self.has_line_comment(closer) {
            self.items.push(Item::IndentAlways);
            return self.close_line();
        }
        self.take();
    }

    /// Whether a line break or a comment at one of its ends makes a list a block.
    fn is_block(&self, open: usize, closer: usize) -> bool {
        let last = closer.saturating_sub(1);
        !self.on_one_line(open, open + 1)
            || self.has_line_comment(closer)
            || self.kind_of(last) == Kind::Comma && self.has_line_comment(last)
    }

    fn block_list(&mut self, count: usize, item: &mut impl FnMut(&mut Self, usize)) {
        self.open(Mode::Fill);
        self.take();
        self.items.push(Item::IndentAlways);
        self.point(Point::Line);
        for index in 0..count {
            if index > 0 {
                self.take();
                self.point(Point::Fill);
            }
            item(self, index);
        }
        self.put(",");
        if self.kind() == Kind::Comma {
            self.drop_token();
        }
        self.close_line();
        self.close();
    }

    fn hanging_list(&mut self, count: usize, item: &mut impl FnMut(&mut Self, usize)) {
        self.open(Mode::Fill);
        self.take();
        self.items.push(Item::IndentAlways);
        for index in 0..count {
            if index > 0 {
                self.take();
                self.point(Point::Fill);
            }
            item(self, index);
        }
        if self.kind() == Kind::Comma {
            self.drop_token();
        }
        self.dedent();
        self.take();
        self.close();
    }

    fn flat_list(
        &mut self,
        count: usize,
        style: ListStyle,
        item: &mut impl FnMut(&mut Self, usize),
    ) {
        let mode = match style.breaks {
            When::Broken => Mode::Auto,
            When::Needed => Mode::AutoFill,
            When::Never => Mode::Flat,
        };
        let group = self.open(mode);
        self.take();
        self.indent();
        let second_line = self.items.len();
        self.put_break(style.margin, When::Broken);
        for index in 0..count {
            if index > 0 {
                self.take();
                self.put_break(" ", style.breaks);
            }
            self.hug = 0;
            item(self, index);
        }
        if style.hugs && self.hug > 0 {
            let hug = Some(self.hug);
            self.items[group] = Item::Open { mode, hug };
        }
        self.items.push(Item::Comma);
        if self.kind() == Kind::Comma {
            self.drop_token();
        }
        self.dedent();
        self.put_break(style.margin, When::Broken);
        self.take();
        self.close();
        self.hug = second_line;
    }

    /// What stands in parentheses, which come next: of an expression, or the condition of a statement. Where what is inside has
    /// line breaks of its own, the parentheses stand on their own lines; `hugs` says that it begins with a bracket that
    /// does that instead.
    pub(super) fn parenthesised(&mut self, hugs: bool, content: impl FnOnce(&mut Self)) {
        let (open, closer) = (self.at, self.closer());
        self.within(Inside::Brackets, |writer| {
            let block = writer.is_block(open, closer) || writer.broken_at(open, |_| true);
            writer.open(if block { Mode::Broken } else { Mode::Auto });
            writer.take();
            writer.indent();
            if block {
                writer.point(Point::Line);
            } else if !hugs {
                writer.put_break("", When::Broken);
            }
            writer.flush = block || !hugs;
            content(writer);
            if block {
                writer.close_line();
            } else {
                writer.dedent();
                if !hugs {
                    writer.put_break("", When::Broken);
                }
                writer.take();
            }
            writer.close();
        });
    }
}
