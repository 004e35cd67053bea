//! The writer: walks the tree, takes the tokens in their order, and makes the document.
//!
//! The tree says what a token belongs to; the tokens say what the tree leaves out (parentheses, whether a semicolon was there,
//! how a number is written), where lines were broken, and what comments stand between them.
//!
//! Example: for `f(a, // c` the writer takes `f`, `(`, `a`, `,` and, at the point behind the comma, the comment.
//!
//! Invariant: every token is taken or dropped once, in order, and with it the comments before it. A token that is not
//! what the tree says is taken as it is: [`super::check`] then refuses the result.

use super::comments::{Comment, Comments, Space};
use super::document::{Blank, Item, Mode, When};
use crate::monkey::ast::Ast;
use crate::monkey::lexer::{Kind, LineStart, Token, Tokens};

/// The document of a file.
pub(super) fn write<'s>(ast: &'s Ast, text: &'s str, tokens: &'s Tokens) -> Vec<Item<'s>> {
    let mut lines = Vec::with_capacity(tokens.tokens.len());
    let (mut line, mut from) = (0, 0);
    for token in &tokens.tokens {
        line += text.as_bytes()[from..token.start as usize]
            .iter()
            .filter(|&&b| b == b'\n')
            .count();
        from = token.start as usize;
        lines.push(line);
    }
    let mut writer = Writer {
        ast,
        text,
        tokens: &tokens.tokens,
        closers: &tokens.closers,
        lines,
        comments: Comments::find(text, &tokens.tokens),
        carried: Vec::new(),
        carried_space: Space::Within,
        told: None,
        at: 0,
        inside: Inside::Block,
        flush: false,
        hug: 0,
        items: Vec::new(),
    };
    writer.statements(&ast.body.stmts);
    writer.last_comments();
    writer.items
}

/// What the innermost bracket is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// A block: the start of a line may end a statement.
    Block,
    /// Other brackets: it does not.
    Brackets,
}

/// What a line break at a point depends on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// There is one.
    Line,
    /// There is one if there was one; otherwise a blank, or a line break where the group is broken.
    Blank,
    /// The same without the blank.
    Nothing,
    /// There is one if there was one; otherwise a blank, or a line break where the line is full.
    Fill,
}

pub(super) struct Writer<'s> {
    pub ast: &'s Ast,
    text: &'s str,
    tokens: &'s [Token],
    closers: &'s [u32],
    /// The line of each token, from 0.
    lines: Vec<usize>,
    comments: Comments<'s>,
    /// Comments before tokens that were dropped, which now belong to the next.
    carried: Vec<Comment<'s>>,
    carried_space: Space,
    /// The token whose comments are written already.
    told: Option<usize>,
    /// The next token.
    pub at: usize,
    pub inside: Inside,
    /// Whether the next expression stands alone in parentheses that may stand on lines of their own.
    pub flush: bool,
    /// Where the list or block that was written last begins its second line, if it is broken.
    pub hug: usize,
    pub items: Vec<Item<'s>>,
}

impl<'s> Writer<'s> {
    pub(super) fn kind(&self) -> Kind {
        self.tokens[self.at].kind
    }

    /// The kind of the token `ahead` of the next.
    pub(super) fn kind_ahead(&self, ahead: usize) -> Kind {
        self.tokens
            .get(self.at + ahead)
            .map_or(Kind::End, |token| token.kind)
    }

    /// Where the next token begins.
    pub(super) fn start(&self) -> u32 {
        self.tokens[self.at].start
    }

    /// The token that closes the bracket which comes next.
    pub(super) fn closer(&self) -> usize {
        (self.closers[self.at] as usize).max(self.at)
    }

    /// Whether two tokens stand on one line.
    pub(super) fn on_one_line(&self, first: usize, last: usize) -> bool {
        self.lines[first] == self.lines[last]
    }

    /// The last token that begins before an offset.
    pub(super) fn token_before(&self, end: u32) -> usize {
        self.tokens
            .partition_point(|token| token.start < end)
            .saturating_sub(1)
    }

    /// The token that begins at an offset.
    pub(super) fn token_at(&self, start: u32) -> usize {
        self.tokens
            .partition_point(|token| token.start < start)
            .min(self.tokens.len() - 1)
    }

    /// Whether the next token began a line.
    pub(super) fn begins_line(&self) -> bool {
        self.tokens[self.at].line == LineStart::First || self.carried_space > Space::Within
    }

    /// Whether a token behind the opener at `open`, not inside further brackets and `counts`, began a line.
    pub(super) fn broken_at(&self, open: usize, counts: impl Fn(usize) -> bool) -> bool {
        let end = self.closers[open] as usize;
        let mut at = open + 1;
        while at < end {
            if self.tokens[at].line == LineStart::First && counts(at) {
                return true;
            }
            at = at.max(self.closers[at] as usize) + 1;
        }
        false
    }

    /// The kind of a token.
    pub(super) fn kind_of(&self, token: usize) -> Kind {
        self.tokens[token].kind
    }

    /// Whether a comment before this token takes the rest of a line, or stands on a line of its own.
    pub(super) fn has_line_comment(&self, token: usize) -> bool {
        let comments = self.comments.before(token);
        comments
            .iter()
            .any(|c| c.ends_line() || c.space > Space::Within)
    }

    pub(super) fn has_comment(&self, token: usize) -> bool {
        !self.comments.before(token).is_empty()
    }

    /// Adds a text.
    pub(super) fn put(&mut self, text: &'static str) {
        self.items.push(Item::Text(text));
    }

    /// Opens a group, whose mode may be set when it is closed.
    pub(super) fn open(&mut self, mode: Mode) -> usize {
        self.items.push(Item::Open { mode, hug: None });
        self.items.len() - 1
    }

    pub(super) fn close(&mut self) {
        self.items.push(Item::Close);
    }

    pub(super) fn indent(&mut self) {
        self.items.push(Item::Indent);
    }

    pub(super) fn dedent(&mut self) {
        self.items.push(Item::Dedent);
    }

    pub(super) fn set_mode(&mut self, group: usize, mode: Mode) {
        self.items[group] = Item::Open { mode, hug: None };
    }

    /// A place where the line may be broken, whatever was there.
    pub(super) fn put_break(&mut self, flat: &'static str, when: When) {
        self.items.push(Item::Break { flat, when });
    }

    /// Takes the next token.
    pub(super) fn take(&mut self) {
        for (comment, _) in self.take_comments() {
            self.comment_within(comment);
        }
        self.put_token();
    }

    /// Takes the next token and puts a blank.
    pub(super) fn take_word(&mut self) {
        self.take();
        self.put(" ");
    }

    fn put_token(&mut self) {
        let token = self.tokens[self.at];
        if token.kind != Kind::End {
            self.items.push(Item::Text(
                &self.text[token.start as usize..token.end as usize],
            ));
            self.at += 1;
        }
    }

    /// Takes the tokens up to an offset as they stand in the source, with what is between them.
    pub(super) fn take_verbatim(&mut self, end: u32) {
        for (comment, _) in self.take_comments() {
            self.comment_within(comment);
        }
        let start = self.start() as usize;
        self.items.push(Item::Text(&self.text[start..end as usize]));
        while self.kind() != Kind::End && self.start() < end {
            self.at += 1;
        }
    }

    /// Leaves the next token out; its comments belong to the one behind it.
    pub(super) fn drop_token(&mut self) {
        if self.told != Some(self.at) {
            let comments = self.comments.before(self.at);
            self.carried.extend_from_slice(comments);
            let space = self.comments.space(self.at);
            self.carried_space = self.carried_space.max(space);
        }
        self.at += 1;
    }

    /// Takes a token of this kind, if it is the next.
    pub(super) fn take_if(&mut self, kind: Kind) -> bool {
        let is = self.kind() == kind;
        if is {
            self.take();
        }
        is
    }

    /// The comments before the next token that are not written yet, each with the space behind it.
    fn take_comments(&mut self) -> Vec<(Comment<'s>, Space)> {
        if self.told == Some(self.at) {
            return Vec::new();
        }
        self.told = Some(self.at);
        let mut comments = std::mem::take(&mut self.carried);
        comments.extend_from_slice(self.comments.before(self.at));
        let last = self
            .comments
            .space(self.at)
            .max(std::mem::replace(&mut self.carried_space, Space::Within));
        let spaces: Vec<Space> = comments
            .iter()
            .skip(1)
            .map(|c| c.space)
            .chain([last])
            .collect();
        comments.into_iter().zip(spaces).collect()
    }

    /// A comment where the line is not broken.
    fn comment_within(&mut self, comment: Comment<'s>) {
        if comment.ends_line() || comment.space > Space::Within {
            return self.items.push(Item::Behind(comment.text));
        }
        let ends = self.kind().is_closer() || matches!(self.kind(), Kind::Comma | Kind::Semicolon);
        self.items.push(Item::Within {
            text: comment.text,
            before: if self.at_blank() { "" } else { " " },
            behind: if ends { "" } else { " " },
        });
    }

    /// Whether a comment needs no blank before it here.
    fn at_blank(&self) -> bool {
        let visible = |item: &&Item<'_>| {
            !matches!(
                item,
                Item::Open { .. }
                    | Item::Close
                    | Item::Indent
                    | Item::IndentAlways
                    | Item::Dedent
                    | Item::Behind(_)
            )
        };
        match self.items.iter().rev().find(visible) {
            Some(Item::Text(text)) => text.is_empty() || text.ends_with([' ', '(', '[', '{']),
            Some(Item::Within { behind, .. }) => !behind.is_empty(),
            Some(Item::Break { flat: "", .. }) => !self.kind().is_closer(),
            Some(Item::Comma | Item::Comment { .. }) => false,
            _ => true,
        }
    }

    /// A comment on a line of its own.
    fn own_comment(&mut self, comment: &Comment<'s>) {
        let line = self.text[..comment.start]
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let column = self.text[line..comment.start].chars().count();
        self.items.push(Item::Comment {
            text: comment.text,
            column,
        });
    }

    /// Takes the closer of an empty block, with the comments in it.
    pub(super) fn take_with_comment(&mut self) {
        for (comment, _) in self.take_comments() {
            self.comment_within(comment);
            self.put(" ");
        }
        self.put_token();
    }

    /// A place where the line may be broken, before the next token.
    pub(super) fn point(&mut self, point: Point) {
        if point != Point::Line && !self.begins_line() {
            return match point {
                Point::Nothing => self.put_break("", When::Broken),
                Point::Fill => self.put_break(" ", When::Needed),
                _ => self.put_break(" ", When::Broken),
            };
        }
        let blank = self.comments.space(self.at).max(self.carried_space);
        let comments = self.take_comments();
        let broken = blank > Space::Within || comments.iter().any(|(c, _)| c.ends_line());
        let on_this_line = if broken { comments.len() } else { 0 };
        let own = match self.items.is_empty() {
            true => 0,
            false => comments
                .iter()
                .position(|(c, _)| c.space > Space::Within)
                .unwrap_or(on_this_line),
        };
        for (comment, _) in &comments[..own] {
            self.items.push(Item::Behind(comment.text));
        }
        let first = comments.get(own).map_or(blank, |(c, _)| c.space);
        self.line(first);
        for (comment, behind) in &comments[own..] {
            self.own_comment(comment);
            if comment.ends_line() || *behind > Space::Within {
                self.line(*behind);
            } else {
                self.put(" ");
            }
        }
    }

    fn line(&mut self, space: Space) {
        let opens = self
            .items
            .iter()
            .rev()
            .find(|item| !matches!(item, Item::Behind(_)));
        let first = matches!(opens, Some(Item::IndentAlways | Item::Indent) | None);
        let blank = if space == Space::Blank && !first {
            Blank::Yes
        } else {
            Blank::No
        };
        self.items.push(Item::Line(blank));
    }

    /// The comments before a closer that stands on a line of its own, or before the end of the file.
    pub(super) fn last_comments(&mut self) {
        let mut behind = true;
        for (comment, _) in self.take_comments() {
            behind &= comment.space == Space::Within;
            if behind {
                self.items.push(Item::Behind(comment.text));
            } else {
                self.line(comment.space);
                self.own_comment(&comment);
            }
        }
    }

    /// Ends a level and puts its closer on a line of its own.
    pub(super) fn close_line(&mut self) {
        self.last_comments();
        self.dedent();
        self.items.push(Item::Line(Blank::No));
        self.take();
    }

    /// Runs a rule inside brackets of a kind.
    pub(super) fn within(&mut self, inside: Inside, rule: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.inside, inside);
        rule(self);
        self.inside = outer;
    }
}
