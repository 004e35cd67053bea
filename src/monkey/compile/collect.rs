//! Arrays, hashes, template strings, comprehensions.
//!
//! ```text
//! [1, ...xs, 2]     array r1, ...1 ; array_extend r1, xs ; int r2, 2 ; array_push r1, r2
//! ```
//!
//! Literals are made from a window of registers. Long ones are made in pieces, so that their length is not
//! bounded by the number of registers.
//!
//! Invariant: elements are evaluated in order, and a literal's collection can be seen by nobody until it is whole.

use super::condition::{Way, When};
use super::{Compiler, nth};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::source::Span;

/// A literal takes at most so many registers at once.
pub(super) const MOST_AT_ONCE: usize = 64;

impl Compiler<'_> {
    pub(super) fn array(&mut self, id: ExprId, items: &[Argument], dst: Reg) {
        self.collect(None, items, self.ast[id].span, dst);
    }

    /// `dst` = an array of the value in `first`, if any, and of the items.
    pub(super) fn collect(&mut self, first: Option<Reg>, items: &[Argument], span: Span, dst: Reg) {
        let mark = self.mark();
        let plain = items
            .iter()
            .take_while(|item| matches!(item, Argument::One(_)))
            .count()
            .min(MOST_AT_ONCE);
        let (head, tail) = items.split_at(plain);
        let array = if tail.is_empty() || !self.is_variable(dst) {
            dst
        } else {
            self.temp()
        };
        let lead = first.is_some() as usize;
        let window = self.window(head.len() + lead, array);
        if let Some(first) = first {
            self.f.mov(window, first);
        }
        for (n, item) in head.iter().enumerate() {
            let (Argument::One(value) | Argument::Spread(value)) = *item;
            self.to(value, nth(window, n + lead));
        }
        self.at(span);
        self.f.array(array, window, (head.len() + lead) as u16);
        self.release_above(mark, array);
        let mut rest = tail;
        while let Some((item, after)) = rest.split_first() {
            let mark = self.mark();
            match *item {
                Argument::Spread(value) => {
                    let src = if self.is_no_generator(value) {
                        self.any(value)
                    } else {
                        let src = self.temp();
                        self.to(value, src);
                        self.unpack(src, None, self.ast[value].span);
                        src
                    };
                    self.at_expr(value);
                    self.f.array_extend(array, src);
                    rest = after;
                }
                Argument::One(value) => {
                    let run = rest
                        .iter()
                        .take_while(|item| matches!(item, Argument::One(_)))
                        .count()
                        .min(MOST_AT_ONCE);
                    if run == 1 {
                        let src = self.any(value);
                        self.at_expr(value);
                        self.f.array_push(array, src);
                    } else {
                        let piece = self.temp();
                        self.collect(None, &rest[..run], span, piece);
                        self.f.array_extend(array, piece);
                    }
                    rest = &rest[run..];
                }
            }
            self.release(mark);
        }
        if array != dst {
            self.f.mov(dst, array);
        }
        self.release(mark);
    }

    /// Registers for a literal's parts: from the place of the result on, if that is the last one taken.
    fn window(&mut self, count: usize, dst: Reg) -> Reg {
        if count > 0 && self.is_top(dst) {
            self.temps(count - 1);
            dst
        } else {
            self.temps(count.max(1))
        }
    }

    /// Gives back what was taken since, but for `kept`.
    fn release_above(&mut self, mark: super::Mark, kept: Reg) {
        self.release(mark);
        self.next = self.next.max(if self.is_variable(kept) {
            0
        } else {
            kept.index() + 1
        });
    }

    pub(super) fn hash(&mut self, id: ExprId, entries: &[HashEntry], dst: Reg) {
        let mark = self.mark();
        let span = self.ast[id].span;
        let plain = entries
            .iter()
            .take_while(|entry| matches!(entry, HashEntry::Pair(..)))
            .count()
            .min(MOST_AT_ONCE / 2);
        let (head, tail) = entries.split_at(plain);
        let hash = if self.is_variable(dst) && !tail.is_empty() {
            self.temp()
        } else {
            dst
        };
        let window = self.window(head.len() * 2, hash);
        self.pairs(head, window);
        self.at(span);
        self.f.hash(hash, window, head.len() as u16 * 2);
        self.release_above(mark, hash);
        let mut rest = tail;
        while let Some((entry, after)) = rest.split_first() {
            let mark = self.mark();
            match *entry {
                HashEntry::Spread(value) => {
                    let src = self.any(value);
                    self.at_expr(value);
                    self.f.hash_extend(hash, src);
                    rest = after;
                }
                HashEntry::Pair(..) => {
                    let run = rest
                        .iter()
                        .take_while(|entry| matches!(entry, HashEntry::Pair(..)))
                        .count()
                        .min(MOST_AT_ONCE / 2);
                    let window = self.temps(run * 2);
                    self.pairs(&rest[..run], window);
                    self.at(span);
                    self.f.hash(window, window, run as u16 * 2);
                    self.f.hash_extend(hash, window);
                    rest = &rest[run..];
                }
            }
            self.release(mark);
        }
        if hash != dst {
            self.f.mov(dst, hash);
        }
        self.release(mark);
    }

    fn pairs(&mut self, entries: &[HashEntry], window: Reg) {
        for (n, entry) in entries.iter().enumerate() {
            if let HashEntry::Pair(key, value) = *entry {
                self.to(key, nth(window, 2 * n));
                self.to(value, nth(window, 2 * n + 1));
            }
        }
    }

    pub(super) fn template(&mut self, id: ExprId, parts: &[TemplatePart], dst: Reg) {
        let mark = self.mark();
        let ast = self.ast;
        // The first register holds what is joined already.
        let window = self.temps(1 + parts.len().min(MOST_AT_ONCE));
        let mut rest = parts;
        let mut joined = 0;
        loop {
            let (piece, after) = rest.split_at(rest.len().min(MOST_AT_ONCE));
            for (n, part) in piece.iter().enumerate() {
                let reg = nth(window, 1 + n);
                match *part {
                    TemplatePart::Text(text) => {
                        let constant = self.program.string(&*ast[text]);
                        self.f.lit(reg, constant);
                    }
                    TemplatePart::Expr(value) => self.to(value, reg),
                }
            }
            let (first, count) = (nth(window, 1 - joined), (piece.len() + joined) as u16);
            let to = if after.is_empty() { dst } else { window };
            self.at(ast[id].span);
            self.f.template(to, first, count);
            if after.is_empty() {
                break;
            }
            rest = after;
            joined = 1;
        }
        self.release(mark);
    }

    pub(super) fn comprehension(
        &mut self,
        id: ExprId,
        element: ExprId,
        clauses: &[Clause],
        dst: Reg,
    ) {
        self.open_scope();
        let array = if self.is_variable(dst) {
            self.temp()
        } else {
            dst
        };
        let empty = self.temp();
        self.at(self.ast[id].span);
        self.f.array(array, empty, 0);
        self.release_above(super::Mark(empty.index()), array);
        self.clauses(element, clauses, array);
        if array != dst {
            self.f.mov(dst, array);
        }
        self.close_scope();
    }

    fn clauses(&mut self, element: ExprId, clauses: &[Clause], array: Reg) {
        stacker::maybe_grow(
            crate::monkey::scope::RED_ZONE,
            crate::monkey::scope::STACK_PIECE,
            || match clauses.split_first() {
                None => {
                    let mark = self.mark();
                    let value = self.any(element);
                    self.at_expr(element);
                    self.f.array_push(array, value);
                    self.release(mark);
                }
                Some((&Clause::If(condition), rest)) => {
                    let past = self.f.new_label();
                    self.jump_if(condition, When::Fails, past, Way::Forward);
                    self.clauses(element, rest, array);
                    self.f.bind(past);
                }
                Some((&Clause::For(pattern, iterable), rest)) => {
                    self.iterate(pattern, iterable, |c| c.clauses(element, rest, array));
                }
            },
        );
    }
}
