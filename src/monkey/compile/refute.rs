//! Patterns that may refuse, those of `match`: tests that jump to where the next arm is tried.
//!
//! ```text
//! [0, {x}, ...r]      if_not_kind r1, array, NEXT ; len r2, r1 ; if_lt_i r2, 2, NEXT
//!                     get_i r2, r1, 0 ; if_ne_i r2, 0, NEXT
//!                     get_i r2, r1, 1 ; if_not_kind r2, fields, NEXT ; get_field r3, r2, x ; ...
//!                     array_rest r4, r1, 2        last: it copies
//! ```
//!
//! A hash's pattern wants its keys to be there: a field that is null is asked for with `has_field`.
//!
//! Invariant: a test writes only the registers of the arm's variables and temporaries, and nothing that it does can be
//! seen by the program, so that it may fail anywhere.

use super::Compiler;
use super::pattern::Read;
use crate::bytecode::{Label, ValueKind};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{RED_ZONE, STACK_PIECE, kind_named};
use crate::source::Span;

/// When a test of a literal jumps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum On {
    Equal,
    Different,
}

/// Whether a register may be overwritten when it was read for the last time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// It is read again.
    Kept,
    /// Nobody needs it.
    Scratch,
}

/// The test of one arm's pattern.
struct Test {
    /// Where it goes if the pattern refuses.
    fail: Label,
    /// The place that errors of it name: there are none but a full heap.
    span: Span,
    /// What is copied when all else has fit: the array, from which element on, to where.
    rests: Vec<(Reg, usize, Reg)>,
}

impl Compiler<'_> {
    /// Goes to `fail` unless the pattern takes what is in `subject`; otherwise its variables' registers have their
    /// values.
    pub(super) fn refute(&mut self, subject: Reg, pattern: PatternId, fail: Label, span: Span) {
        let mark = self.mark();
        let mut test = Test {
            fail,
            span,
            rests: Vec::new(),
        };
        self.test(&mut test, subject, Keep::Kept, pattern);
        self.copy_rests(&mut test, 0);
        self.release(mark);
    }

    /// Whether the pattern takes every value.
    pub(super) fn takes_all(&self, pattern: PatternId) -> bool {
        match &self.ast[pattern].kind {
            PatternKind::Name(_) | PatternKind::Wildcard => true,
            PatternKind::Or(options) => options.iter().any(|&option| self.takes_all(option)),
            _ => false,
        }
    }

    fn copy_rests(&mut self, test: &mut Test, from: usize) {
        for (array, count, to) in test.rests.split_off(from) {
            self.read(array, Read::Rest(count), test.span, to);
        }
    }

    fn test(&mut self, test: &mut Test, from: Reg, keep: Keep, pattern: PatternId) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let ast = self.ast;
            match &ast[pattern].kind {
                PatternKind::Wildcard => {}
                PatternKind::Name(_) => {
                    if let Some(to) = self.variable_of(pattern)
                        && to != from
                    {
                        self.f.mov(to, from);
                    }
                }
                PatternKind::Literal(value) | PatternKind::Value(value) => {
                    self.test_literal(from, *value, On::Different, test.fail);
                }
                PatternKind::Kind { of, inner } => {
                    match kind_named(ast, *of) {
                        Some(kind) => self.f.if_not_kind(from, kind, test.fail),
                        None => self.test_class(test, from, *of),
                    }
                    if let Some(inner) = *inner {
                        self.test(test, from, keep, inner);
                    }
                }
                PatternKind::Array { items, rest } => {
                    self.test_array(test, from, keep, items, *rest);
                }
                PatternKind::Hash(entries) => self.test_hash(test, from, keep, entries),
                PatternKind::Or(options) => self.test_options(test, from, options),
            }
        });
    }

    /// Goes to where the test fails unless the value is an instance of the class.
    fn test_class(&mut self, test: &Test, from: Reg, class: ExprId) {
        let mark = self.mark();
        let (of, is) = (self.temp(), self.temp());
        self.to(class, of);
        self.at(self.ast[class].span);
        self.f.is_instance(is, from, of);
        self.f.if_false(is, test.fail);
        self.release(mark);
    }

    fn test_array(
        &mut self,
        test: &mut Test,
        from: Reg,
        keep: Keep,
        items: &[PatternId],
        rest: Option<PatternId>,
    ) {
        self.f.if_not_kind(from, ValueKind::Array, test.fail);
        let mark = self.mark();
        let length = self.temp();
        self.at(test.span);
        let wanted = i16::try_from(items.len()).ok();
        match (wanted, rest) {
            // Every array has so many.
            (Some(0), Some(_)) => {}
            (Some(count), _) => {
                self.f.len(length, from);
                match rest {
                    None => self.f.if_ne_i(length, count, test.fail),
                    Some(_) => self.f.if_lt_i(length, count, test.fail),
                }
            }
            (None, _) => {
                self.f.len(length, from);
                let (count, constant) = (self.temp(), self.program.int(items.len() as i64));
                self.f.lit(count, constant);
                match rest {
                    None => self.f.if_ne(length, count, test.fail),
                    Some(_) => self.f.if_lt(length, count, test.fail),
                }
            }
        }
        self.release(mark);
        let bound = rest.filter(|&rest| self.variable_of(rest).is_some());
        let last = items
            .iter()
            .rposition(|&item| !matches!(self.ast[item].kind, PatternKind::Wildcard));
        for (n, &item) in items.iter().enumerate() {
            let over = Some(n) == last
                && keep == Keep::Scratch
                && bound.is_none()
                && i16::try_from(n).is_ok();
            self.part(test, from, over, Read::Element(n), item);
        }
        if let Some(to) = bound.and_then(|rest| self.variable_of(rest)) {
            test.rests.push((from, items.len(), to));
        }
    }

    fn test_hash(&mut self, test: &mut Test, from: Reg, keep: Keep, entries: &[(Name, PatternId)]) {
        self.f.if_not_kind(from, ValueKind::Fields, test.fail);
        for (n, &(name, item)) in entries.iter().enumerate() {
            if let PatternKind::Wildcard = self.ast[item].kind {
                self.want_field(test, from, name);
                continue;
            }
            let over = n + 1 == entries.len() && keep == Keep::Scratch && !self.may_be_null(item);
            self.part(test, from, over, Read::Field(name), item);
        }
    }

    /// Goes to where the test fails unless there is such a field.
    fn want_field(&mut self, test: &Test, from: Reg, name: Name) {
        let mark = self.mark();
        let found = self.temp();
        let symbol = self.program.symbol(self.ast.name(name.id));
        self.f.has_field(found, from, symbol);
        self.f.if_false(found, test.fail);
        self.release(mark);
    }

    /// Whether the pattern may take null.
    fn may_be_null(&self, pattern: PatternId) -> bool {
        match &self.ast[pattern].kind {
            PatternKind::Literal(value) => matches!(self.ast[*value].kind, ExprKind::Null),
            PatternKind::Kind { of, .. } => kind_named(self.ast, *of).is_none(),
            PatternKind::Array { .. } | PatternKind::Hash(_) => false,
            PatternKind::Name(_)
            | PatternKind::Wildcard
            | PatternKind::Value(_)
            | PatternKind::Or(_) => true,
        }
    }

    /// A part of the value in `from` and its pattern. The part is read over `from` if nobody reads that again.
    fn part(&mut self, test: &mut Test, from: Reg, over: bool, read: Read, item: PatternId) {
        if let PatternKind::Wildcard = self.ast[item].kind {
            return;
        }
        let (mark, rests) = (self.mark(), test.rests.len());
        let reg = match self.variable_of(item) {
            Some(reg) => reg,
            None if over => from,
            None => self.temp(),
        };
        if let Read::Field(name) = read {
            // An instance has methods too, and reading what it has not is an error.
            let hash = self.f.new_label();
            self.f.if_kind(from, ValueKind::Hash, hash);
            self.want_field(test, from, name);
            self.f.bind(hash);
        }
        self.read(from, read, test.span, reg);
        if let Read::Field(name) = read
            && self.may_be_null(item)
        {
            let there = self.f.new_label();
            self.f.if_not_null(reg, there);
            self.want_field(test, from, name);
            self.f.bind(there);
        }
        if self.variable_of(item).is_none() {
            self.test(test, reg, Keep::Scratch, item);
        }
        // What is copied later stays where it is.
        if test.rests.len() == rests {
            self.release(mark);
        }
    }

    fn test_options(&mut self, test: &mut Test, from: Reg, options: &[PatternId]) {
        // Behind one that takes everything nothing is tried.
        let all = options.iter().position(|&option| self.takes_all(option));
        let tried = &options[..all.map_or(options.len(), |n| n + 1)];
        let Some((&last, before)) = tried.split_last() else {
            return;
        };
        let fits = self.f.new_label();
        let (outer, rests) = (test.fail, test.rests.len());
        let mut used = false;
        for &option in before {
            if let PatternKind::Literal(value) | PatternKind::Value(value) = self.ast[option].kind {
                self.test_literal(from, value, On::Equal, fits);
                used = true;
                continue;
            }
            test.fail = self.f.new_label();
            self.test(test, from, Keep::Kept, option);
            self.copy_rests(test, rests);
            self.f.jump(fits);
            used = true;
            self.f.bind(test.fail);
        }
        test.fail = outer;
        self.test(test, from, Keep::Kept, last);
        self.copy_rests(test, rests);
        if used {
            self.f.bind(fits);
        }
    }

    /// The register of the variable that the pattern is, if it is one.
    fn variable_of(&self, pattern: PatternId) -> Option<Reg> {
        let var = self.scopes.pattern(pattern)?;
        Some(self.registers[var.index()])
    }

    /// Jumps if the value in the register equals, or does not equal, what the expression says.
    pub(super) fn test_literal(&mut self, from: Reg, value: ExprId, on: On, to: Label) {
        let mark = self.mark();
        self.at_expr(value);
        match (&self.ast[value].kind, on) {
            (ExprKind::Null, On::Equal) => self.f.if_null(from, to),
            (ExprKind::Null, On::Different) => self.f.if_not_null(from, to),
            (&ExprKind::Bool(truth), On::Different) => {
                self.f.if_not_kind(from, ValueKind::Bool, to);
                match truth {
                    true => self.f.if_false(from, to),
                    false => self.f.if_true(from, to),
                }
            }
            (&ExprKind::Bool(truth), On::Equal) => {
                let past = self.f.new_label();
                self.f.if_not_kind(from, ValueKind::Bool, past);
                match truth {
                    true => self.f.if_true(from, to),
                    false => self.f.if_false(from, to),
                }
                self.f.bind(past);
            }
            _ => self.test_constant(from, value, on, to),
        }
        self.release(mark);
    }

    fn test_constant(&mut self, from: Reg, value: ExprId, on: On, to: Label) {
        if let Some(imm) = self.small(value) {
            match on {
                On::Equal => self.f.if_eq_i(from, imm, to),
                On::Different => self.f.if_ne_i(from, imm, to),
            }
        } else if let Some(k) = self.near(value) {
            match on {
                On::Equal => self.f.if_eq_k(from, k, to),
                On::Different => self.f.if_ne_k(from, k, to),
            }
        } else {
            let other = self.any(value);
            match on {
                On::Equal => self.f.if_eq(from, other, to),
                On::Different => self.f.if_ne(from, other, to),
            }
        }
    }
}
