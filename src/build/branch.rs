//! Branches: one that went both ways is a branch, one that went one way is a guard.
//!
//! ```text
//! if_lt_i r1 -> next x7 jump x2     branch %5, b3(), b4()
//! if_lt_i r1 -> next x9             guard_false %5, s2
//! ```
//!
//! Invariant: what an instruction writes on one of its ways is in the state on that way alone.

use super::builder::{Builder, Flow};
use super::operands::{Operand, Source};
use crate::bytecode::op::Src;
use crate::index::Ref;
use crate::ir::{Arg, Const};
use crate::trace::Way;
use crate::value::{Kind, Tag};

impl Builder<'_, '_> {
    /// Goes the way.
    pub fn go(&mut self, way: Way) -> Flow {
        match self.target(way) {
            Some(place) => Flow::Go(place),
            None => self.leave(),
        }
    }

    /// Jumps if the condition, a boolean, holds.
    pub fn branch(&mut self, condition: Arg) -> Flow {
        if let Arg::Const(Const::Bool(holds)) = condition {
            return self.go(if holds { Way::Jump } else { Way::Next });
        }
        let (jump, next) = (self.point().went(Way::Jump), self.point().went(Way::Next));
        match (jump, next, self.target(Way::Jump), self.target(Way::Next)) {
            (true, true, Some(to), Some(behind)) => {
                let (yes, no) = (self.side(to), self.side(behind));
                self.g.branch(condition, (yes, &[]), (no, &[]));
                Flow::Done
            }
            (true, false, Some(to), _) => {
                let snap = self.snapshot();
                self.g.guard_true(condition, snap);
                Flow::Go(to)
            }
            (false, true, _, Some(behind)) => {
                let snap = self.snapshot();
                self.g.guard_false(condition, snap);
                Flow::Go(behind)
            }
            _ => self.leave(),
        }
    }

    /// Jumps unless the condition holds.
    pub fn branch_not(&mut self, condition: Arg) -> Flow {
        let condition = self.negated(condition);
        self.branch(condition)
    }

    pub fn negated(&mut self, condition: Arg) -> Arg {
        match condition {
            Arg::Const(Const::Bool(b)) => Arg::Const(Const::Bool(!b)),
            _ => self.g.not(condition).into(),
        }
    }

    /// Goes on where the condition holds, which is the jump, leaving the other way to a block of its own. For
    /// instructions that do more on their jump. Whether that way was seen.
    pub fn jump_if(&mut self, condition: Arg) -> bool {
        let (jump, next) = (self.point().went(Way::Jump), self.point().went(Way::Next));
        match (jump, next, self.target(Way::Next)) {
            (true, true, Some(behind)) => {
                let (yes, no) = (self.g.block(&[]), self.side(behind));
                self.g.branch(condition, (yes, &[]), (no, &[]));
                self.g.switch_to(yes);
                true
            }
            (true, false, _) => {
                let snap = self.snapshot();
                self.g.guard_true(condition, snap);
                true
            }
            _ => false,
        }
    }

    /// Where [`Builder::jump_if`] found that it never jumped.
    pub fn never_jumped(&mut self, condition: Arg) -> Flow {
        let snap = self.snapshot();
        self.g.guard_false(condition, snap);
        self.go(Way::Next)
    }

    /// Monkey's truth of a register: a boolean.
    pub fn truth(&mut self, src: Src) -> Arg {
        let source = src.source(self);
        let truth = match self.tag_of(source) {
            Some(Tag::Bool) => return self.arg(source),
            Some(tag) => !matches!(tag, Tag::Null | Tag::Unset),
            None => {
                let value = self.arg(source);
                return self.g.truthy(value).into();
            }
        };
        Arg::Const(Const::Bool(truth))
    }

    /// Hivm's truth of a register: a boolean.
    pub fn nonzero(&mut self, src: Src) -> Arg {
        let source = src.source(self);
        let tag = self.tag_of(source);
        let value = self.arg(source);
        match tag {
            Some(Tag::Bool) => value,
            Some(Tag::Int) => self.g.ne(value, Const::Int(0)).into(),
            _ => self.g.nonzero(value).into(),
        }
    }

    /// Whether a register is of the tag, which may be known: a boolean.
    pub fn is_tag(&mut self, src: Src, tag: Tag) -> Arg {
        let value = self.value(src.reg());
        match self.g.type_of(value).tag() {
            Some(known) => Arg::Const(Const::Bool(known == tag)),
            None => self.g.tag_is(tag, value).into(),
        }
    }

    /// Whether a register is of the kind: a boolean. A register that always had one tag is guarded.
    pub fn is_kind(&mut self, src: Src, kind: Kind) -> Arg {
        let source = src.source(self);
        if let Some(tag) = self.tag_of(source) {
            return Arg::Const(Const::Bool(kind.has(tag)));
        }
        let value = self.arg(source);
        let tests = kind.tags().iter();
        let tests: Vec<Ref> = tests.map(|tag| self.g.tag_is(*tag, value)).collect();
        let any = tests.into_iter().reduce(|a, b| self.g.or(a, b));
        any.map_or(Arg::Const(Const::Bool(false)), Arg::Ref)
    }

    /// `i = i + 1`, then a jump if the relation to the limit holds.
    pub fn next(
        &mut self,
        i: crate::bytecode::op::Mut,
        limit: impl Operand,
        relation: &super::arithmetic::Relation,
    ) -> Flow {
        let limit = limit.source(self);
        let sum = self.computed(
            Source::Reg(i.reg()),
            Source::Const(Const::Int(1)),
            &super::arithmetic::ADD,
        );
        let tags = (self.g.type_of(sum).tag(), self.tag_of(limit));
        let limit = self.arg(limit);
        let holds = self.compared(tags, sum.into(), limit, relation);
        // The snapshot is of the state before.
        self.snapshot();
        self.put(i.reg(), sum);
        self.branch(holds)
    }
}
