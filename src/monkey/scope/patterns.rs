//! Enums, and the patterns of `match`: which names they bind, and what they look up.
//!
//! ```text
//! [a, int(b)] | [b, a]      binds a and b; both alternatives must, and they bind the same variables
//! int(x)                    `int` is no name that is looked up, whatever it means elsewhere
//! Color.Green               looked up; of an enum that is known, there must be such a value
//! ```
//!
//! Invariant: what nests is bounded by the parser, and the machine stack grows for it.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::walk::{RED_ZONE, STACK_PIECE, Walked};
use super::{EarlierPlace, Level, Meaning, Role, VarId};
use crate::bytecode::ValueKind;
use crate::monkey::ast::*;
use crate::source::Span;

/// The kind of values that a pattern's word stands for, if it is one: any other name is a class's.
pub(in crate::monkey) fn kind_named(ast: &Ast, of: ExprId) -> Option<ValueKind> {
    let ExprKind::Name(name) = ast[of].kind else {
        return None;
    };
    let kind = ValueKind::by_name(ast.name(name))?;
    // The others are no kinds of Monkey's, or no words.
    let word = !matches!(
        kind,
        ValueKind::Null | ValueKind::EnumType | ValueKind::Symbol | ValueKind::Fields
    );
    word.then_some(kind)
}

/// The names that a pattern binds, in order, each with its places: one in each alternative.
#[derive(Default)]
struct Bound {
    names: Vec<(NameId, Vec<PatternId>)>,
    index: HashMap<NameId, usize, FixedState>,
}

impl Bound {
    /// Adds a name; whether it is new.
    fn add(&mut self, name: NameId, places: Vec<PatternId>) -> bool {
        let fresh = self.names.len();
        let new = *self.index.entry(name).or_insert(fresh) == fresh;
        if new {
            self.names.push((name, places));
        }
        new
    }
}

impl Walked<'_> {
    pub(super) fn new_enum(&mut self, stmt: StmtId, name: Name, level: Level) -> VarId {
        let var = self.new_var(name.id, Mutability::Const, level, None);
        self.originate(var, Role::Enum, name.span);
        self.vars[var.index()].enumeration = Some(stmt);
        self.enums.insert(stmt, var);
        var
    }

    pub(super) fn enumeration(&mut self, stmt: StmtId, name: Name, variants: &[Name]) {
        let var = match self.enums.get(&stmt) {
            Some(&var) => var,
            None => self.new_enum(stmt, name, Level::Inner),
        };
        self.show(var);
        let mut seen = std::collections::HashSet::with_hasher(FixedState::default());
        for variant in variants {
            if !seen.insert(variant.id) {
                let text = self.ast.name(variant.id);
                self.error(variant.span, format!("duplicate variant {text}"));
            }
        }
    }

    /// Reports a field of an enum that is known and has no such value.
    pub(super) fn check_variant(&mut self, expr: ExprId) {
        let ast = self.ast;
        let ExprKind::Field { object, name, .. } = ast[expr].kind else {
            return;
        };
        let ExprKind::Name(of) = ast[object].kind else {
            return;
        };
        let has = match self.meanings[object.index()] {
            Meaning::Enum(stmt) => match &ast[stmt].kind {
                StmtKind::Enum { variants, .. } => variants.iter().any(|v| v.id == name.id),
                _ => true,
            },
            Meaning::Earlier => match self.outside.earlier.get(ast.name(of)).map(|e| &e.place) {
                Some(EarlierPlace::Enum(_, known)) => {
                    known.iter().any(|known| known == ast.name(name.id))
                }
                _ => true,
            },
            _ => true,
        };
        if !has {
            let (of, text) = (ast.name(of), ast.name(name.id));
            self.error(name.span, format!("enum {of} has no variant {text}"));
        }
    }

    /// An arm of a `match`, in the scope that is open.
    pub(super) fn arm(&mut self, arm: &MatchArm) {
        let mut bound = Bound::default();
        self.tested(arm.pattern, &mut bound);
        let mut vars = Vec::with_capacity(bound.names.len());
        for (name, places) in bound.names {
            let var = self.new_var(name, Mutability::Let, Level::Inner, None);
            if let Some(&first) = places.first() {
                self.originate(var, Role::Variable, self.ast[first].span);
            }
            for place in places {
                self.patterns[place.index()] = Some(var);
            }
            self.show(var);
            // An arm often names anew what it looks at; the name of an enum alone is hardly meant to be a new one.
            let hidden = self.vars[var.index()].hides;
            let hidden = hidden.filter(|v| self.vars[v.index()].enumeration.is_some());
            self.vars[var.index()].hides = hidden;
            vars.push(var);
        }
        if !vars.is_empty() {
            self.arms.insert(arm.pattern, vars);
        }
        if let Some(guard) = arm.guard {
            self.expr(guard);
        }
        self.block(&arm.body);
    }

    /// Looks up the names of a pattern that are not bound, and adds those that are.
    fn tested(&mut self, pattern: PatternId, bound: &mut Bound) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let ast = self.ast;
            match &ast[pattern].kind {
                PatternKind::Wildcard | PatternKind::Literal(_) => {}
                PatternKind::Name(name) => {
                    if !bound.add(*name, vec![pattern]) {
                        let text = ast.name(*name);
                        let what = format!("{text} is bound twice in this pattern");
                        self.error(ast[pattern].span, what);
                    }
                }
                PatternKind::Value(value) => self.expr(*value),
                PatternKind::Kind { of, inner } => {
                    // A class is looked up like any value.
                    if kind_named(ast, *of).is_none() {
                        self.expr(*of);
                    }
                    if let Some(inner) = *inner {
                        self.tested(inner, bound);
                    }
                }
                PatternKind::Array { items, rest } => {
                    for &item in items.iter().chain(rest) {
                        self.tested(item, bound);
                    }
                }
                PatternKind::Hash(entries) => {
                    for &(_, item) in entries {
                        self.tested(item, bound);
                    }
                }
                PatternKind::Or(options) => self.alternatives(options, bound),
            }
        });
    }

    /// Alternatives must bind the same names: whichever fits, each of them has a value.
    fn alternatives(&mut self, options: &[PatternId], bound: &mut Bound) {
        let mut common: Option<Bound> = None;
        for &option in options {
            let mut found = Bound::default();
            self.tested(option, &mut found);
            let span = self.ast[option].span;
            let Some(common) = &mut common else {
                common = Some(found);
                continue;
            };
            for (name, places) in &mut common.names {
                match found.index.get(name) {
                    Some(&n) => places.append(&mut found.names[n].1),
                    None => self.unbound(span, *name),
                }
            }
            for (name, _) in &found.names {
                if !common.index.contains_key(name) {
                    self.unbound(span, *name);
                }
            }
        }
        for (name, places) in common.unwrap_or_default().names {
            let first = places.first().copied();
            if !bound.add(name, places)
                && let Some(first) = first
            {
                let what = format!("{} is bound twice in this pattern", self.ast.name(name));
                self.error(self.ast[first].span, what);
            }
        }
    }

    fn unbound(&mut self, span: Span, name: NameId) {
        let text = self.ast.name(name);
        self.error(
            span,
            format!("all alternatives must bind the same names: {text} is not in each of them"),
        );
    }
}
