//! Operands: what an instruction reads, with the tag that is known or was always seen, and what it writes.
//!
//! ```text
//! add r2, r0, r1      r1 is any, and was always an int here:   %9: int = guard_tag int, %3, s4
//! ```
//!
//! Invariant: guards stand before everything else of their instruction and use its snapshot.

use super::builder::Builder;
use crate::bytecode::Constant;
use crate::bytecode::op::{Imm, Mut, Near, Pair, Src, Window};
use crate::index::{BuiltinId, ConstId, Ref, Reg};
use crate::ir::{Arg, Const, Helper, Type};
use crate::value::Tag;

/// Something with a value.
#[derive(Clone, Copy)]
pub(super) enum Source {
    Reg(Reg),
    Const(Const),
}

/// An operand of an opcode that has a value.
pub(super) trait Operand {
    fn source(self, builder: &Builder<'_, '_>) -> Source;
}

macro_rules! register_operands {
    ($($name:ident)*) => {$(
        impl Operand for $name {
            fn source(self, _: &Builder<'_, '_>) -> Source {
                Source::Reg(self.reg())
            }
        }
    )*};
}
register_operands!(Src Mut Pair Window);

impl Operand for Imm {
    fn source(self, _: &Builder<'_, '_>) -> Source {
        Source::Const(Const::Int(self.get()))
    }
}

impl Operand for Near {
    fn source(self, builder: &Builder<'_, '_>) -> Source {
        Source::Const(builder.constant(self.id()))
    }
}

impl Builder<'_, '_> {
    /// A constant of the program: numbers as they are, what is in the heap by its number.
    pub fn constant(&self, id: ConstId) -> Const {
        match &self.program.constants[id.index()] {
            Constant::Int(n) => Const::Int(*n),
            Constant::Float(x) => Const::float(*x),
            Constant::Str(_) => Const::Pool(id, Tag::Str),
            Constant::BigInt(_) => Const::Pool(id, Tag::BigInt),
            Constant::Enum(_) => Const::Pool(id, Tag::Enum),
            Constant::Variant(..) => Const::Pool(id, Tag::Variant),
            Constant::Module(_) => Const::Pool(id, Tag::Module),
        }
    }

    /// The row of a native function that the program names.
    pub fn native(&self, id: BuiltinId) -> Option<BuiltinId> {
        crate::builtins::linked(&self.program.builtins[id.index()])
    }

    /// The value of an operand, as well as it is known.
    pub fn arg(&mut self, source: Source) -> Arg {
        match source {
            Source::Reg(reg) => self.value(reg),
            Source::Const(constant) => Arg::Const(constant),
        }
    }

    /// The tag of an operand, if it is known, or if it was always the same; then it is guarded.
    pub fn tag_of(&mut self, source: Source) -> Option<Tag> {
        let value = self.arg(source);
        if let Some(tag) = self.g.type_of(value).tag() {
            return Some(tag);
        }
        let Source::Reg(reg) = source else {
            return None;
        };
        let tag = self.point().tags_of(reg).single()?;
        self.guard(value, tag);
        Some(tag)
    }

    /// The value with its tag guarded; what held it is refined.
    pub fn guard(&mut self, value: Arg, tag: Tag) -> Arg {
        if self.g.type_of(value) == Type::Tag(tag) {
            return value;
        }
        let snap = self.snapshot();
        let known = Arg::Ref(self.g.guard_tag(tag, value, snap));
        self.refine(value, known);
        known
    }

    /// The value of an operand if it is, or always was, of that tag.
    pub fn typed(&mut self, source: Source, tag: Tag) -> Option<Arg> {
        (self.tag_of(source)? == tag).then(|| self.arg(source))
    }

    /// Writes a register of the running frame.
    pub fn put(&mut self, reg: Reg, value: impl Into<Arg>) {
        let home = self.home(reg);
        self.put_home(home, value.into(), 0);
    }

    /// Writes the register that stands `n`-th among those that the instruction writes.
    pub fn put_nth(&mut self, reg: Reg, value: impl Into<Arg>, n: usize) {
        let home = self.home(reg);
        self.put_home(home, value.into(), n);
    }

    /// Writes a home; a value without a known tag is guarded behind the instruction if it always had the same.
    pub fn put_home(&mut self, home: i64, value: Arg, result: usize) {
        if self.g.type_of(value) == Type::Any
            && let Some(tag) = self.result(result)
        {
            self.hopes.push((home, tag));
        }
        self.writes.push((home, value));
    }

    /// The tag that the instruction's n-th result always had.
    pub fn result(&self, n: usize) -> Option<Tag> {
        self.point().results.get(n)?.single()
    }

    /// Whether a result was ever of that tag.
    pub fn was_seen(&self, tag: Tag) -> bool {
        let results = self.point().results.first();
        results.is_some_and(|tags| tags.contains(tag))
    }

    /// Writes what a read without an effect answered, its tag guarded here: unset variables are errors, and others are
    /// hoped for.
    pub fn put_read(&mut self, reg: Reg, value: Ref) {
        let snap = self.snapshot();
        match self.result(0) {
            Some(tag) if tag != Tag::Unset => {
                let known = self.g.guard_tag(tag, value, snap);
                self.put(reg, known);
            }
            _ => {
                self.g.guard_not_tag(Tag::Unset, value, snap);
                self.put(reg, value);
            }
        }
    }

    /// The meaning of the runtime, whatever the tags.
    pub fn helper(&mut self, helper: Helper, args: &[Arg]) -> Ref {
        let snap = self.snapshot();
        self.g.call_runtime(helper, args, snap)
    }

    /// The same, for meanings that answer a boolean.
    pub fn helper_bool(&mut self, helper: Helper, args: &[Arg]) -> Arg {
        let answer = self.helper(helper, args);
        self.g.unbox(Tag::Bool, answer).into()
    }

    /// The values of `count` registers.
    pub fn window(&mut self, first: Reg, count: usize) -> Vec<Arg> {
        (0..count as u16)
            .map(|n| self.value(Reg(first.0 + n)))
            .collect()
    }
}
