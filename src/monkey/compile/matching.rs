//! `match`: arms in order, as tests and jumps.
//!
//! ```text
//! match (x) { 0 => a, 1 | 2 => b, 3 => c, 4 => d, int(n) when n > 9 => e }
//!
//!        if_not_kind x, number, REST ; if_lt_i x, 2, LOW ; if_lt_i x, 3, ... ; if_eq_i x, 4, D ; jump REST
//! LOW:   if_eq_i x, 0, A ; if_eq_i x, 1, B ; jump REST
//! A: ... B: ...
//! REST:  if_not_kind x, int, END ; mov n, x ; if_not_gt_i n, 9, END ; e
//! ```
//!
//! A run of arms that are literals without guards is looked through as a whole: different literals exclude each other,
//! so the order in which they are asked for does not matter, and of equal ones the first counts. Many integers, or many
//! values of one enum (by their places, see the instruction `ordinal`), are searched by halves.
//!
//! Invariant: the value that is matched stays in one register until an arm is chosen.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::refute::On;
use super::{Compiler, Want, nth};
use crate::bytecode::{Constant, Label, ValueKind};
use crate::index::{EnumId, Reg};
use crate::monkey::ast::*;
use crate::monkey::scope::Storage;
use crate::source::Span;

/// From so many integers or values of an enum on, they are searched by halves; so many strings share a test of the kind.
const MANY: usize = 5;

/// So few are asked for one after the other.
const FEW: usize = 3;

/// The literals of a run, with the arms that they choose.
#[derive(Default)]
struct Literals {
    ints: BTreeMap<i64, Label>,
    variants: BTreeMap<EnumId, BTreeMap<u32, Label>>,
    strings: Vec<(ExprId, Label)>,
    /// Those without a group.
    others: Vec<(ExprId, Label)>,
    seen: std::collections::HashSet<Box<str>, foldhash::fast::FixedState>,
}

/// Where an expression's arms go on.
#[derive(Clone, Copy)]
struct Arms<'r> {
    /// What is matched.
    subject: Reg,
    /// Where it stands.
    span: Span,
    /// What an arm's value is for.
    want: Want,
    /// Behind the expression.
    end: Label,
    /// Whether anything goes there.
    reached: &'r Cell<bool>,
}

impl Compiler<'_> {
    pub(super) fn match_expr(&mut self, value: ExprId, arms: &[MatchArm], want: Want) {
        let mark = self.mark();
        let guards: Vec<ExprId> = arms.iter().filter_map(|arm| arm.guard).collect();
        let subject = self.operand(value, &guards, None);
        let at = Arms {
            subject,
            span: self.ast[value].span,
            want,
            end: self.f.new_label(),
            reached: &Cell::new(false),
        };
        let mut rest = arms;
        let mut open = true;
        while let Some((arm, after)) = rest.split_first() {
            let run = self.run(rest);
            let alternatives = matches!(self.ast[arm.pattern].kind, PatternKind::Or(_));
            if run > 1 || run == 1 && alternatives {
                self.one_run(at, &rest[..run]);
                rest = &rest[run..];
                continue;
            }
            if self.arm(at, arm) {
                open = false;
                break;
            }
            rest = after;
        }
        if open {
            self.give_null(want);
        }
        if at.reached.get() {
            self.f.bind(at.end);
        }
        self.release(mark);
    }

    /// An arm's block, and from there to the end.
    fn body(&mut self, at: Arms, body: &Block) {
        self.block(body, at.want);
        if self.f.falls_through() {
            self.f.jump(at.end);
            at.reached.set(true);
        }
    }

    /// An arm, and behind it where the next is tried. Whether none can be.
    fn arm(&mut self, at: Arms, arm: &MatchArm) -> bool {
        let certain = arm.guard.is_none() && self.takes_all(arm.pattern);
        let fail = self.f.new_label();
        self.open_scope();
        let vars = self.scopes.arm(arm.pattern);
        let first = self.temps(vars.len());
        for (n, var) in vars.iter().enumerate() {
            self.registers[var.index()] = nth(first, n);
        }
        self.refute(at.subject, arm.pattern, fail, at.span);
        for (n, &var) in vars.iter().enumerate() {
            let reg = nth(first, n);
            if self.scopes.var(var).storage == Storage::Cell {
                self.at(at.span);
                self.f.cell(reg, reg);
            }
            self.bind_register(var, reg);
        }
        if let Some(guard) = arm.guard {
            self.jump_if(
                guard,
                super::condition::When::Fails,
                fail,
                super::condition::Way::Forward,
            );
        }
        if certain {
            self.block(&arm.body, at.want);
            self.close_scope();
        } else {
            self.body(at, &arm.body);
            self.close_scope();
            self.f.bind(fail);
        }
        certain
    }

    /// How many arms from the first on are literals and nothing else.
    fn run(&mut self, arms: &[MatchArm]) -> usize {
        let mut count = 0;
        for arm in arms {
            if arm.guard.is_some() || !self.is_literal(arm.pattern) {
                break;
            }
            count += 1;
        }
        count
    }

    fn is_literal(&mut self, pattern: PatternId) -> bool {
        let ast = self.ast;
        match &ast[pattern].kind {
            PatternKind::Literal(_) => true,
            PatternKind::Value(value) => self.known_variant(*value).is_some(),
            PatternKind::Or(options) => options
                .iter()
                .all(|&o| !matches!(ast[o].kind, PatternKind::Or(_)) && self.is_literal(o)),
            _ => false,
        }
    }

    fn one_run(&mut self, at: Arms, arms: &[MatchArm]) {
        let ast = self.ast;
        let rest = self.f.new_label();
        let mut literals = Literals::default();
        let mut bodies = Vec::with_capacity(arms.len());
        for arm in arms {
            let label = self.f.new_label();
            let chosen = match &ast[arm.pattern].kind {
                PatternKind::Or(options) => options.iter().fold(false, |any, &o| {
                    self.note_literal(&mut literals, o, label) | any
                }),
                _ => self.note_literal(&mut literals, arm.pattern, label),
            };
            // What only says again what was said before is never chosen.
            if chosen {
                bodies.push((label, arm));
            }
        }
        self.at(at.span);
        self.choose(at, &literals, rest);
        for (label, arm) in bodies {
            self.f.bind(label);
            self.body(at, &arm.body);
        }
        self.f.bind(rest);
    }

    /// Adds a literal; whether it can be what is found.
    fn note_literal(&mut self, literals: &mut Literals, pattern: PatternId, label: Label) -> bool {
        let (PatternKind::Literal(value) | PatternKind::Value(value)) = self.ast[pattern].kind
        else {
            return false;
        };
        if let Some((of, place)) = self.known_variant(value) {
            let known = literals.variants.entry(of).or_default();
            return fresh(known, place, label);
        }
        match self.integer(value) {
            Some(n) => fresh(&mut literals.ints, n, label),
            None => match self.ast[value].kind {
                ExprKind::Str(text) => {
                    let new = literals.seen.insert(self.ast[text].clone());
                    if new {
                        literals.strings.push((value, label));
                    }
                    new
                }
                _ => {
                    literals.others.push((value, label));
                    true
                }
            },
        }
    }

    /// The 64-bit integer that the literal equals, if there is one.
    fn integer(&self, value: ExprId) -> Option<i64> {
        let (inner, sign) = match self.ast[value].kind {
            ExprKind::Prefix { operand, .. } => (operand, -1),
            _ => (value, 1),
        };
        match self.ast[inner].kind {
            ExprKind::Int(n) => n.checked_mul(sign),
            ExprKind::Float(x) => {
                let x = x * sign as f64;
                // As a float, the smallest integer is exact and the one after the largest is the other end.
                let whole = x.trunc() == x && (i64::MIN as f64..-(i64::MIN as f64)).contains(&x);
                whole.then_some(x as i64)
            }
            _ => None,
        }
    }

    /// Goes to the arm of the literal that the value equals, or to `rest`.
    fn choose(&mut self, at: Arms, literals: &Literals, rest: Label) {
        let others = literals.others.len();
        let texts = literals.strings.len() + others;
        if literals.ints.len() >= MANY {
            let past = self.past(literals.variants.len() + texts, rest);
            self.f.if_not_kind(at.subject, ValueKind::Number, past);
            let keys: Vec<(i64, Label)> = literals.ints.iter().map(|(&n, &to)| (n, to)).collect();
            // A number that is none of these may be a float or a big integer further down.
            let miss = if others > 0 { past } else { rest };
            self.search(at, at.subject, &keys, miss);
            self.bind_past(past, rest);
        } else {
            for (&n, &to) in &literals.ints {
                self.go_if_equal(at, at.subject, n, to);
            }
        }
        let mut enums = literals.variants.len();
        for (&of, places) in &literals.variants {
            enums -= 1;
            let past = self.past(enums + texts, rest);
            self.choose_variant(at, of, places, past);
            self.bind_past(past, rest);
        }
        let past = self.past(others, rest);
        if literals.strings.len() >= MANY {
            self.f.if_not_kind(at.subject, ValueKind::String, past);
        }
        for &(value, to) in &literals.strings {
            self.test_literal(at.subject, value, On::Equal, to);
        }
        if literals.strings.len() >= MANY {
            self.f.jump(rest);
        }
        self.bind_past(past, rest);
        for &(value, to) in &literals.others {
            self.test_literal(at.subject, value, On::Equal, to);
        }
        if self.f.falls_through() {
            self.f.jump(rest);
        }
    }

    /// Behind a group: where `more` are asked for, if there are any.
    fn past(&mut self, more: usize, rest: Label) -> Label {
        match more {
            0 => rest,
            _ => self.f.new_label(),
        }
    }

    fn bind_past(&mut self, past: Label, rest: Label) {
        if past != rest {
            self.f.bind(past);
        }
    }

    fn choose_variant(&mut self, at: Arms, of: EnumId, places: &BTreeMap<u32, Label>, past: Label) {
        if places.len() < MANY {
            for (&place, &to) in places {
                let mark = self.mark();
                let constant = self.program.constant(Constant::Variant(of, place));
                match crate::bytecode::near(constant) {
                    Some(k) => self.f.if_eq_k(at.subject, k, to),
                    None => {
                        let other = self.temp();
                        self.f.lit(other, constant);
                        self.f.if_eq(at.subject, other, to);
                    }
                }
                self.release(mark);
            }
            return;
        }
        let mark = self.mark();
        self.f.if_not_kind(at.subject, ValueKind::Enum, past);
        let place = self.temp();
        let first = self.program.constant(Constant::Variant(of, 0));
        self.f.ordinal(place, at.subject, first);
        let keys: Vec<(i64, Label)> = places.iter().map(|(&n, &to)| (n.into(), to)).collect();
        self.search(at, place, &keys, past);
        self.release(mark);
    }

    /// Goes to where the number in the register leads, or to `miss`. The keys are in order.
    fn search(&mut self, at: Arms, number: Reg, keys: &[(i64, Label)], miss: Label) {
        if keys.len() <= FEW {
            for &(key, to) in keys {
                self.go_if_equal(at, number, key, to);
            }
            self.f.jump(miss);
            return;
        }
        let (low, high) = keys.split_at(keys.len() / 2);
        let below = self.f.new_label();
        let mark = self.mark();
        self.at(at.span);
        match i16::try_from(high[0].0) {
            Ok(imm) => self.f.if_lt_i(number, imm, below),
            Err(_) => {
                let (bound, constant) = (self.temp(), self.program.int(high[0].0));
                self.f.lit(bound, constant);
                self.f.if_lt(number, bound, below);
            }
        }
        self.release(mark);
        self.search(at, number, high, miss);
        self.f.bind(below);
        self.search(at, number, low, miss);
    }

    fn go_if_equal(&mut self, at: Arms, number: Reg, key: i64, to: Label) {
        let mark = self.mark();
        self.at(at.span);
        match i16::try_from(key) {
            Ok(imm) => self.f.if_eq_i(number, imm, to),
            Err(_) => {
                let (other, constant) = (self.temp(), self.program.int(key));
                self.f.lit(other, constant);
                self.f.if_eq(number, other, to);
            }
        }
        self.release(mark);
    }
}

/// Adds a key unless it is there; whether it was added.
fn fresh<K: Ord>(keys: &mut BTreeMap<K, Label>, key: K, label: Label) -> bool {
    let mut new = false;
    keys.entry(key).or_insert_with(|| {
        new = true;
        label
    });
    new
}
