//! THE meaning of each opcode, once: both dispatchers, the fast path and the full one, execute this.
//!
//! A method does the cases that take a few instructions, then says `self.full()?` (or `full_allocating`, which is
//! a safepoint too): on the fast path it leaves there, before any effect, and is executed again in full. In
//! full everything that may throw or run out of memory comes before the first effect.

use super::cpu::{Cpu, FULL, Read};
use super::step::{Leave, Step, Stop};
use crate::bytecode::op::*;
use crate::heap::{Array, Closure, Heap, HeapCell, Range};
use crate::index::FnId;
use crate::runtime::fault::FaultKind;
use crate::runtime::{Fault, bits, class, collection, compare, field, iterate, number};
use crate::value::{Tag, Value};

type Full = fn(&mut Heap, Value, Value) -> Result<Value, Fault>;

/// How two values compare: the operator as written and its answer for integers and for floats.
struct Relation {
    name: &'static str,
    int: fn(&i64, &i64) -> bool,
    float: fn(&f64, &f64) -> bool,
    holds: fn(std::cmp::Ordering) -> bool,
}

const LT: Relation = Relation {
    name: "<",
    int: i64::lt,
    float: f64::lt,
    holds: std::cmp::Ordering::is_lt,
};
const LE: Relation = Relation {
    name: "<=",
    int: i64::le,
    float: f64::le,
    holds: std::cmp::Ordering::is_le,
};
const GT: Relation = Relation {
    name: ">",
    int: i64::gt,
    float: f64::gt,
    holds: std::cmp::Ordering::is_gt,
};
const GE: Relation = Relation {
    name: ">=",
    int: i64::ge,
    float: f64::ge,
    holds: std::cmp::Ordering::is_ge,
};

impl<const MODE: u8> Cpu<MODE> {
    /// Arithmetic: two integers without overflow, floats, one of each; then in full.
    #[inline(always)]
    fn arith(
        &mut self,
        dst: Dst,
        a: impl Read,
        b: impl Read,
        int: impl FnOnce(i64, i64) -> Option<i64>,
        float: impl FnOnce(f64, f64) -> f64,
        full: Full,
    ) -> Step {
        let (ta, tb) = (a.tag(self), b.tag(self));
        if ta == Tag::Int && tb == Tag::Int {
            if let Some(n) = int(a.bits(self) as i64, b.bits(self) as i64) {
                self.put_int(dst, n);
                return Ok(());
            }
        } else if ta == Tag::Float && (tb == Tag::Float || tb == Tag::Int) {
            let x = f64::from_bits(a.bits(self));
            let y = b.bits(self);
            let y = if tb == Tag::Float {
                f64::from_bits(y)
            } else {
                y as i64 as f64
            };
            self.put_float(dst, float(x, y));
            return Ok(());
        } else if ta == Tag::Int && tb == Tag::Float {
            self.put_float(
                dst,
                float(a.bits(self) as i64 as f64, f64::from_bits(b.bits(self))),
            );
            return Ok(());
        }
        self.full_allocating()?;
        let value = full(self.heap(), a.value(self), b.value(self))?;
        self.put(dst, value);
        Ok(())
    }

    /// An operation on two integers; then in full.
    #[inline(always)]
    fn bitwise(
        &mut self,
        dst: Dst,
        a: impl Read,
        b: impl Read,
        int: impl FnOnce(i64, i64) -> Option<i64>,
        full: Full,
    ) -> Step {
        if a.tag(self) == Tag::Int
            && b.tag(self) == Tag::Int
            && let Some(n) = int(a.bits(self) as i64, b.bits(self) as i64)
        {
            self.put_int(dst, n);
            return Ok(());
        }
        self.full_allocating()?;
        let value = full(self.heap(), a.value(self), b.value(self))?;
        self.put(dst, value);
        Ok(())
    }

    #[inline(always)]
    fn relates(&mut self, a: impl Read, b: impl Read, relation: Relation) -> Result<bool, Leave> {
        let (ta, tb) = (a.tag(self), b.tag(self));
        if ta == Tag::Int && tb == Tag::Int {
            return Ok((relation.int)(
                &(a.bits(self) as i64),
                &(b.bits(self) as i64),
            ));
        }
        if ta == Tag::Float && tb == Tag::Float {
            let (x, y) = (f64::from_bits(a.bits(self)), f64::from_bits(b.bits(self)));
            return Ok((relation.float)(&x, &y));
        }
        self.full()?;
        let order = compare::compare(relation.name, a.value(self), b.value(self))?;
        Ok(order.is_some_and(relation.holds))
    }

    #[inline(always)]
    fn equal(&mut self, a: impl Read, b: impl Read) -> Result<bool, Leave> {
        let (ta, tb) = (a.tag(self), b.tag(self));
        if ta == tb && ta != Tag::Float && ta != Tag::Str && ta != Tag::BigInt {
            return Ok(a.bits(self) == b.bits(self));
        }
        if ta == Tag::Float && tb == Tag::Float {
            return Ok(f64::from_bits(a.bits(self)) == f64::from_bits(b.bits(self)));
        }
        self.full()?;
        Ok(compare::equal(a.value(self), b.value(self)))
    }

    #[inline(always)]
    fn branch(&mut self, condition: bool, to: Label) -> Step {
        if condition {
            self.go(to.distance());
        }
        Ok(())
    }

    #[inline(always)]
    fn put_relation(&mut self, dst: Dst, a: impl Read, b: impl Read, relation: Relation) -> Step {
        let holds = self.relates(a, b, relation)?;
        self.put_bool(dst, holds);
        Ok(())
    }

    #[inline(always)]
    fn if_relation(&mut self, a: impl Read, b: impl Read, relation: Relation, to: Label) -> Step {
        let holds = self.relates(a, b, relation)?;
        self.branch(holds, to)
    }

    #[inline(always)]
    fn if_not_relation(
        &mut self,
        a: impl Read,
        b: impl Read,
        relation: Relation,
        to: Label,
    ) -> Step {
        let holds = self.relates(a, b, relation)?;
        self.branch(!holds, to)
    }

    #[inline(always)]
    fn loop_relation(&mut self, a: impl Read, b: impl Read, relation: Relation, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_relation(a, b, relation, to)
    }

    /// `i = i + 1`, then back if the relation holds. The comparison comes first, on the sum, so that nothing
    /// has happened if it throws.
    #[inline(always)]
    fn next(&mut self, i: Mut, limit: impl Read, relation: Relation, to: Label) -> Step {
        self.back_edge(to.distance())?;
        if i.tag(self) == Tag::Int
            && limit.tag(self) == Tag::Int
            && let Some(n) = (i.bits(self) as i64).checked_add(1)
        {
            self.put_int(i, n);
            return self.branch((relation.int)(&n, &(limit.bits(self) as i64)), to);
        }
        self.full_allocating()?;
        let n = number::add(self.heap(), self.read(i), Value::int(1))?;
        let order = compare::compare(relation.name, n, limit.value(self))?;
        self.put(i, n);
        self.branch(order.is_some_and(relation.holds), to)
    }
}

fn shl(a: i64, b: i64) -> Option<i64> {
    // Exact: nothing is lost if shifting back gives the number again.
    ((0..64).contains(&b) && (a << b) >> b == a).then(|| a << b)
}

fn shr(a: i64, b: i64) -> Option<i64> {
    (b >= 0).then(|| a >> b.min(63))
}

impl<const MODE: u8> Visitor for Cpu<MODE> {
    type Out = Step;

    // Moves and constants

    #[inline(always)]
    fn nop(&mut self) -> Step {
        Ok(())
    }
    #[inline(always)]
    fn mov(&mut self, dst: Dst, src: Src) -> Step {
        let value = self.read(src);
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn null(&mut self, dst: Dst) -> Step {
        self.put(dst, Value::NULL);
        Ok(())
    }
    #[inline(always)]
    fn falsehood(&mut self, dst: Dst) -> Step {
        self.put(dst, Value::FALSE);
        Ok(())
    }
    #[inline(always)]
    fn truth(&mut self, dst: Dst) -> Step {
        self.put(dst, Value::TRUE);
        Ok(())
    }
    #[inline(always)]
    fn unset(&mut self, dst: Dst) -> Step {
        self.put(dst, Value::UNSET);
        Ok(())
    }
    #[inline(always)]
    fn int(&mut self, dst: Dst, imm: Imm) -> Step {
        self.put_int(dst, imm.get());
        Ok(())
    }
    #[inline(always)]
    fn lit(&mut self, dst: Dst, constant: Const) -> Step {
        let value = self.machine().constant(constant.id().index());
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn function(&mut self, dst: Dst, callee: Fn) -> Step {
        self.put(dst, Value::function(callee.id()));
        Ok(())
    }
    #[inline(always)]
    fn builtin(&mut self, dst: Dst, native: Builtin) -> Step {
        self.full()?;
        let row = self.machine().natives[native.id().index()];
        self.put(dst, Value::builtin(row));
        Ok(())
    }
    #[inline(always)]
    fn symbol(&mut self, dst: Dst, name: Sym) -> Step {
        self.put(dst, Value::symbol(name.id()));
        Ok(())
    }

    // Arithmetic

    #[inline(always)]
    fn add(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.arith(dst, a, b, i64::checked_add, |x, y| x + y, number::add)
    }
    #[inline(always)]
    fn sub(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.arith(dst, a, b, i64::checked_sub, |x, y| x - y, number::sub)
    }
    #[inline(always)]
    fn mul(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.arith(dst, a, b, i64::checked_mul, |x, y| x * y, number::mul)
    }
    #[inline(always)]
    fn div(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.arith(dst, a, b, i64::checked_div, |x, y| x / y, number::div)
    }
    #[inline(always)]
    fn rem(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.arith(dst, a, b, i64::checked_rem, |x, y| x % y, number::rem)
    }
    #[inline(always)]
    fn pow(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.full_allocating()?;
        let value = number::pow(self.heap(), self.read(a), self.read(b))?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn neg(&mut self, dst: Dst, a: Src) -> Step {
        if self.tag(a) == Tag::Int
            && let Some(n) = (self.bits(a) as i64).checked_neg()
        {
            self.put_int(dst, n);
            return Ok(());
        }
        if self.tag(a) == Tag::Float {
            self.put_float(dst, -f64::from_bits(self.bits(a)));
            return Ok(());
        }
        self.full_allocating()?;
        let value = number::neg(self.heap(), self.read(a))?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn add_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.arith(dst, a, imm, i64::checked_add, |x, y| x + y, number::add)
    }
    #[inline(always)]
    fn sub_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.arith(dst, a, imm, i64::checked_sub, |x, y| x - y, number::sub)
    }
    #[inline(always)]
    fn mul_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.arith(dst, a, imm, i64::checked_mul, |x, y| x * y, number::mul)
    }
    #[inline(always)]
    fn div_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.arith(dst, a, imm, i64::checked_div, |x, y| x / y, number::div)
    }
    #[inline(always)]
    fn rem_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.arith(dst, a, imm, i64::checked_rem, |x, y| x % y, number::rem)
    }
    #[inline(always)]
    fn add_k(&mut self, dst: Dst, a: Src, k: Near) -> Step {
        self.arith(dst, a, k, i64::checked_add, |x, y| x + y, number::add)
    }
    #[inline(always)]
    fn sub_k(&mut self, dst: Dst, a: Src, k: Near) -> Step {
        self.arith(dst, a, k, i64::checked_sub, |x, y| x - y, number::sub)
    }
    #[inline(always)]
    fn mul_k(&mut self, dst: Dst, a: Src, k: Near) -> Step {
        self.arith(dst, a, k, i64::checked_mul, |x, y| x * y, number::mul)
    }
    #[inline(always)]
    fn div_k(&mut self, dst: Dst, a: Src, k: Near) -> Step {
        self.arith(dst, a, k, i64::checked_div, |x, y| x / y, number::div)
    }
    #[inline(always)]
    fn rsub_k(&mut self, dst: Dst, k: Near, a: Src) -> Step {
        self.arith(dst, k, a, i64::checked_sub, |x, y| x - y, number::sub)
    }
    #[inline(always)]
    fn radd_k(&mut self, dst: Dst, k: Near, a: Src) -> Step {
        self.arith(dst, k, a, i64::checked_add, |x, y| x + y, number::add)
    }
    #[inline(always)]
    fn rmul_k(&mut self, dst: Dst, k: Near, a: Src) -> Step {
        self.arith(dst, k, a, i64::checked_mul, |x, y| x * y, number::mul)
    }
    #[inline(always)]
    fn rdiv_k(&mut self, dst: Dst, k: Near, a: Src) -> Step {
        self.arith(dst, k, a, i64::checked_div, |x, y| x / y, number::div)
    }

    // Bits

    #[inline(always)]
    fn band(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.bitwise(dst, a, b, |x, y| Some(x & y), bits::and)
    }
    #[inline(always)]
    fn bor(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.bitwise(dst, a, b, |x, y| Some(x | y), bits::or)
    }
    #[inline(always)]
    fn bxor(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.bitwise(dst, a, b, |x, y| Some(x ^ y), bits::xor)
    }
    #[inline(always)]
    fn bnot(&mut self, dst: Dst, a: Src) -> Step {
        if self.tag(a) == Tag::Int {
            self.put_int(dst, !(self.bits(a) as i64));
            return Ok(());
        }
        self.full_allocating()?;
        let value = bits::not(self.heap(), self.read(a))?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn shl(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.bitwise(dst, a, b, shl, bits::shl)
    }
    #[inline(always)]
    fn shr(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.bitwise(dst, a, b, shr, bits::shr)
    }
    #[inline(always)]
    fn band_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.bitwise(dst, a, imm, |x, y| Some(x & y), bits::and)
    }
    #[inline(always)]
    fn shl_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.bitwise(dst, a, imm, shl, bits::shl)
    }
    #[inline(always)]
    fn shr_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        self.bitwise(dst, a, imm, shr, bits::shr)
    }

    // Comparison

    #[inline(always)]
    fn eq(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        let equal = self.equal(a, b)?;
        self.put_bool(dst, equal);
        Ok(())
    }
    #[inline(always)]
    fn ne(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        let equal = self.equal(a, b)?;
        self.put_bool(dst, !equal);
        Ok(())
    }
    #[inline(always)]
    fn lt(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.put_relation(dst, a, b, LT)
    }
    #[inline(always)]
    fn le(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.put_relation(dst, a, b, LE)
    }
    #[inline(always)]
    fn gt(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.put_relation(dst, a, b, GT)
    }
    #[inline(always)]
    fn ge(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.put_relation(dst, a, b, GE)
    }
    #[inline(always)]
    fn eq_i(&mut self, dst: Dst, a: Src, imm: Imm) -> Step {
        let equal = self.equal(a, imm)?;
        self.put_bool(dst, equal);
        Ok(())
    }
    #[inline(always)]
    fn eq_k(&mut self, dst: Dst, a: Src, k: Near) -> Step {
        let equal = self.equal(a, k)?;
        self.put_bool(dst, equal);
        Ok(())
    }
    #[inline(always)]
    fn not(&mut self, dst: Dst, src: Src) -> Step {
        let truth = self.read(src).is_truthy();
        self.put_bool(dst, !truth);
        Ok(())
    }
    #[inline(always)]
    fn contains(&mut self, dst: Dst, key: Src, collection: Src) -> Step {
        self.full_allocating()?;
        let found = collection::contains(self.heap(), self.read(key), self.read(collection))?;
        self.put_bool(dst, found);
        Ok(())
    }

    #[inline(always)]
    fn ordinal(&mut self, dst: Dst, src: Src, from: Const) -> Step {
        let from = self.machine().constant(from.id().index());
        let place = collection::ordinal(self.read(src), from);
        self.put_int(dst, place);
        Ok(())
    }

    // Jumps

    #[inline(always)]
    fn jump(&mut self, to: Label) -> Step {
        self.go(to.distance());
        Ok(())
    }
    #[inline(always)]
    fn jump_far(&mut self, to: FarLabel) -> Step {
        self.go(to.distance());
        Ok(())
    }
    #[inline(always)]
    fn if_true(&mut self, src: Src, to: Label) -> Step {
        let truth = self.read(src).is_truthy();
        self.branch(truth, to)
    }
    #[inline(always)]
    fn if_false(&mut self, src: Src, to: Label) -> Step {
        let truth = self.read(src).is_truthy();
        self.branch(!truth, to)
    }
    #[inline(always)]
    fn if_nonzero(&mut self, src: Src, to: Label) -> Step {
        let nonzero = self.read(src).is_nonzero();
        self.branch(nonzero, to)
    }
    #[inline(always)]
    fn if_zero(&mut self, src: Src, to: Label) -> Step {
        let nonzero = self.read(src).is_nonzero();
        self.branch(!nonzero, to)
    }
    #[inline(always)]
    fn if_null(&mut self, src: Src, to: Label) -> Step {
        let null = self.tag(src) == Tag::Null;
        self.branch(null, to)
    }
    #[inline(always)]
    fn if_not_null(&mut self, src: Src, to: Label) -> Step {
        let null = self.tag(src) == Tag::Null;
        self.branch(!null, to)
    }
    #[inline(always)]
    fn if_set(&mut self, src: Src, to: Label) -> Step {
        let set = self.tag(src) != Tag::Unset;
        self.branch(set, to)
    }
    #[inline(always)]
    fn if_not_generator(&mut self, src: Src, to: Label) -> Step {
        let generator = self.tag(src) == Tag::Generator;
        self.branch(!generator, to)
    }
    #[inline(always)]
    fn if_kind(&mut self, src: Src, kind: KindOf, to: Label) -> Step {
        let holds = kind.kind().has(self.tag(src));
        self.branch(holds, to)
    }
    #[inline(always)]
    fn if_not_kind(&mut self, src: Src, kind: KindOf, to: Label) -> Step {
        let holds = kind.kind().has(self.tag(src));
        self.branch(!holds, to)
    }
    #[inline(always)]
    fn if_eq(&mut self, a: Src, b: Src, to: Label) -> Step {
        let equal = self.equal(a, b)?;
        self.branch(equal, to)
    }
    #[inline(always)]
    fn if_ne(&mut self, a: Src, b: Src, to: Label) -> Step {
        let equal = self.equal(a, b)?;
        self.branch(!equal, to)
    }
    #[inline(always)]
    fn if_lt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_relation(a, b, LT, to)
    }
    #[inline(always)]
    fn if_le(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_relation(a, b, LE, to)
    }
    #[inline(always)]
    fn if_gt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_relation(a, b, GT, to)
    }
    #[inline(always)]
    fn if_ge(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_relation(a, b, GE, to)
    }
    #[inline(always)]
    fn if_not_lt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_not_relation(a, b, LT, to)
    }
    #[inline(always)]
    fn if_not_le(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_not_relation(a, b, LE, to)
    }
    #[inline(always)]
    fn if_not_gt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_not_relation(a, b, GT, to)
    }
    #[inline(always)]
    fn if_not_ge(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.if_not_relation(a, b, GE, to)
    }
    #[inline(always)]
    fn if_eq_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        let equal = self.equal(a, imm)?;
        self.branch(equal, to)
    }
    #[inline(always)]
    fn if_ne_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        let equal = self.equal(a, imm)?;
        self.branch(!equal, to)
    }
    #[inline(always)]
    fn if_lt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_relation(a, imm, LT, to)
    }
    #[inline(always)]
    fn if_le_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_relation(a, imm, LE, to)
    }
    #[inline(always)]
    fn if_gt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_relation(a, imm, GT, to)
    }
    #[inline(always)]
    fn if_ge_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_relation(a, imm, GE, to)
    }
    #[inline(always)]
    fn if_not_lt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_not_relation(a, imm, LT, to)
    }
    #[inline(always)]
    fn if_not_le_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_not_relation(a, imm, LE, to)
    }
    #[inline(always)]
    fn if_not_gt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_not_relation(a, imm, GT, to)
    }
    #[inline(always)]
    fn if_not_ge_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.if_not_relation(a, imm, GE, to)
    }
    #[inline(always)]
    fn if_eq_k(&mut self, a: Src, k: Near, to: Label) -> Step {
        let equal = self.equal(a, k)?;
        self.branch(equal, to)
    }
    #[inline(always)]
    fn if_ne_k(&mut self, a: Src, k: Near, to: Label) -> Step {
        let equal = self.equal(a, k)?;
        self.branch(!equal, to)
    }

    // Loops

    #[inline(always)]
    fn repeat(&mut self, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.go(to.distance());
        Ok(())
    }
    #[inline(always)]
    fn repeat_far(&mut self, to: FarLabel) -> Step {
        self.back_edge(to.distance())?;
        self.go(to.distance());
        Ok(())
    }
    #[inline(always)]
    fn loop_true(&mut self, src: Src, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_true(src, to)
    }
    #[inline(always)]
    fn loop_false(&mut self, src: Src, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_false(src, to)
    }
    #[inline(always)]
    fn loop_set(&mut self, src: Src, to: Label) -> Step {
        if self.tag(src) == Tag::Unset {
            return Ok(());
        }
        self.back_edge(to.distance())?;
        self.go(to.distance());
        Ok(())
    }
    #[inline(always)]
    fn loop_eq(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_eq(a, b, to)
    }
    #[inline(always)]
    fn loop_ne(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_ne(a, b, to)
    }
    #[inline(always)]
    fn loop_lt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.loop_relation(a, b, LT, to)
    }
    #[inline(always)]
    fn loop_le(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.loop_relation(a, b, LE, to)
    }
    #[inline(always)]
    fn loop_gt(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.loop_relation(a, b, GT, to)
    }
    #[inline(always)]
    fn loop_ge(&mut self, a: Src, b: Src, to: Label) -> Step {
        self.loop_relation(a, b, GE, to)
    }
    #[inline(always)]
    fn loop_eq_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_eq_i(a, imm, to)
    }
    #[inline(always)]
    fn loop_ne_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.back_edge(to.distance())?;
        self.if_ne_i(a, imm, to)
    }
    #[inline(always)]
    fn loop_lt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.loop_relation(a, imm, LT, to)
    }
    #[inline(always)]
    fn loop_le_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.loop_relation(a, imm, LE, to)
    }
    #[inline(always)]
    fn loop_gt_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.loop_relation(a, imm, GT, to)
    }
    #[inline(always)]
    fn loop_ge_i(&mut self, a: Src, imm: Imm, to: Label) -> Step {
        self.loop_relation(a, imm, GE, to)
    }
    #[inline(always)]
    fn next_lt(&mut self, i: Mut, limit: Src, to: Label) -> Step {
        self.next(i, limit, LT, to)
    }
    #[inline(always)]
    fn next_le(&mut self, i: Mut, limit: Src, to: Label) -> Step {
        self.next(i, limit, LE, to)
    }
    #[inline(always)]
    fn next_lt_i(&mut self, i: Mut, limit: Imm, to: Label) -> Step {
        self.next(i, limit, LT, to)
    }
    #[inline(always)]
    fn next_le_i(&mut self, i: Mut, limit: Imm, to: Label) -> Step {
        self.next(i, limit, LE, to)
    }
    #[inline(always)]
    fn iter_start(&mut self, state: Iter, src: Src) -> Step {
        self.full_allocating()?;
        let (over, position) = iterate::start(self.heap(), self.read(src))?;
        self.put(state, over);
        self.put_nth(state, 1, Value::int(position));
        Ok(())
    }
    #[inline(always)]
    fn iter_next(&mut self, dst: Dst, state: Iter, to: Label) -> Step {
        if self.tag(state) == Tag::Array
            && let (Some(array), Some(position)) =
                (self.read(state).as_array(), self.nth(state, 1).as_int())
        {
            self.back_edge(to.distance())?;
            if let Some(element) = array.try_get(position as usize) {
                self.put_nth(state, 1, Value::int(position + 1));
                self.put(dst, element);
                return self.branch(true, to);
            }
            return Ok(());
        }
        if self.tag(state) == Tag::Generator {
            // It goes back behind the instruction that resumes it, and is counted there.
            return Ok(());
        }
        self.back_edge(to.distance())?;
        self.full_allocating()?;
        let (over, position) = (self.read(state), self.nth(state, 1));
        if let Some((position, element)) = iterate::next(self.heap(), over, position)? {
            self.put_nth(state, 1, Value::int(position));
            self.put(dst, element);
            return self.branch(true, to);
        }
        Ok(())
    }
    #[inline(always)]
    fn iter_pair(&mut self, key: Dst, value: Dst, state: Iter, to: Label) -> Step {
        if self.tag(state) == Tag::Generator {
            return Ok(());
        }
        self.back_edge(to.distance())?;
        self.full_allocating()?;
        let (over, position) = (self.read(state), self.nth(state, 1));
        if let Some((position, first, second)) = iterate::next_pair(self.heap(), over, position)? {
            self.put_nth(state, 1, Value::int(position));
            self.put(key, first);
            self.put(value, second);
            return self.branch(true, to);
        }
        Ok(())
    }

    #[inline(always)]
    fn iter_resume(&mut self, dst: Dst, free: Free, state: Iter) -> Step {
        let Some(generator) = self.read(state).as_generator() else {
            self.put(dst, Value::UNSET);
            return Ok(());
        };
        self.full()?;
        self.resume(dst, free, generator)
    }

    // Variables

    #[inline(always)]
    fn get_global(&mut self, dst: Dst, name: Global) -> Step {
        let value = self.machine().globals[name.id().index()];
        if value.tag() == Tag::Unset {
            self.full()?;
            return Err(self.machine().used_before_let(name.id()).into());
        }
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn set_global(&mut self, name: Global, src: Src) -> Step {
        let value = self.read(src);
        self.machine().globals[name.id().index()] = value;
        Ok(())
    }
    #[inline(always)]
    fn find_global(&mut self, dst: Dst, src: Src) -> Step {
        self.full()?;
        let key = self.read(src);
        let value = self.machine().find_global(key)?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn store_global(&mut self, key: Src, src: Src) -> Step {
        self.full()?;
        let (key, value) = (self.read(key), self.read(src));
        self.machine().store_global(key, value)?;
        Ok(())
    }
    #[inline(always)]
    fn self_fn(&mut self, dst: Dst) -> Step {
        let callee = self.callee();
        self.put(dst, callee);
        Ok(())
    }
    #[inline(always)]
    fn get_capture(&mut self, dst: Dst, index: Capture) -> Step {
        let value = self.captured(index);
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn get_shared(&mut self, dst: Dst, index: Capture) -> Step {
        let value = self.shared(index).map_or(Value::UNSET, |cell| cell.get());
        if value.tag() == Tag::Unset {
            self.full()?;
            return Err(unset_variable());
        }
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn set_shared(&mut self, index: Capture, src: Src) -> Step {
        let value = self.read(src);
        if let Some(cell) = self.shared(index) {
            cell.set(self.heap(), value);
            return Ok(());
        }
        self.full()?;
        Err(not_a_cell(self.captured(index)))
    }
    #[inline(always)]
    fn cell(&mut self, dst: Dst, src: Src) -> Step {
        self.safepoint()?;
        self.full()?;
        let content = self.read(src);
        let cell = HeapCell::new(self.heap(), content)?;
        self.put(dst, cell.value());
        Ok(())
    }
    #[inline(always)]
    fn get_cell(&mut self, dst: Dst, cell: Src) -> Step {
        if let Some(cell) = self.read(cell).as_cell() {
            let value = cell.get();
            if value.tag() != Tag::Unset {
                self.put(dst, value);
                return Ok(());
            }
        }
        self.full()?;
        if self.tag(cell) == Tag::Cell {
            return Err(unset_variable());
        }
        Err(not_a_cell(self.read(cell)))
    }
    #[inline(always)]
    fn set_cell(&mut self, cell: Src, src: Src) -> Step {
        let value = self.read(src);
        if let Some(cell) = self.read(cell).as_cell() {
            cell.set(self.heap(), value);
            return Ok(());
        }
        self.full()?;
        Err(not_a_cell(self.read(cell)))
    }
    #[inline(always)]
    fn closure(&mut self, dst: Dst, first: Window, count: Count, callee: Fn) -> Step {
        self.full_allocating()?;
        let captured = self.window(first, count.get());
        let closure = Closure::new(self.heap(), callee.id(), captured)?;
        self.put(dst, closure.value());
        Ok(())
    }
    #[inline(always)]
    fn params(&mut self, dst: Dst) -> Step {
        self.full()?;
        let count = self.passed_arguments();
        self.put_int(dst, count as i64);
        Ok(())
    }

    // Calls

    #[inline(always)]
    fn call(&mut self, _: Dst, window: Call, count: Count) -> Step {
        let tag = self.tag(window);
        let function = if tag == Tag::Function {
            Some(FnId(self.bits(window) as u32))
        } else {
            self.read(window).as_closure().map(|c| c.function())
        };
        if let Some(function) = function
            && self.enter_exact(function, window.offset() + 16, count.get())
        {
            return Ok(());
        }
        self.full_allocating()?;
        let callee = self.read(window);
        self.call_value(callee, window.offset() + 16, count.get())
    }
    #[inline(always)]
    fn call_static(&mut self, _: Dst, window: StaticCall, callee: NearFn) -> Step {
        if self.enter_known(callee.id(), window.offset() + 16) {
            return Ok(());
        }
        self.full()?;
        self.entry_heat(callee.id())?;
        self.enter(callee.id(), window.offset() + 16)
    }
    #[inline(always)]
    fn call_method(&mut self, count: Count, name: Sym, window: Call, _: Dst) -> Step {
        if let Some(object) = self.read(window).as_struct() {
            let cache = self.cached();
            if cache.is_of(object.shape())
                && self.enter_method(FnId(cache.found), window.offset(), count.get())
            {
                return Ok(());
            }
        }
        self.full_allocating()?;
        let receiver = self.read(window);
        self.note_method(receiver, name.id());
        self.invoke_method(name.id(), window.offset(), count.get())
    }
    #[inline(always)]
    fn call_symbol(&mut self, _: Dst, window: Call, count: Count) -> Step {
        self.full_allocating()?;
        let key = self.read(window);
        let callee = self.machine().find_global(key)?;
        self.call_value(callee, window.offset() + 16, count.get())?;
        self.name_callee(callee);
        Ok(())
    }
    #[inline(always)]
    fn call_builtin(&mut self, dst: Dst, first: Window, count: Count, native: Builtin) -> Step {
        self.full_allocating()?;
        let row = self.machine().natives[native.id().index()];
        let value = self.call_native(row, self.window(first, count.get()))?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn call_array(&mut self, _: Dst, window: Call) -> Step {
        self.full_allocating()?;
        self.call_spread(window.offset())
    }
    #[inline(always)]
    fn tail_call(&mut self, window: Call, count: Count) -> Step {
        self.full_allocating()?;
        let callee = self.read(window);
        self.replace_frame(callee, window.offset() + 16, count.get())
    }
    #[inline(always)]
    fn call_method_array(&mut self, name: Sym, window: Call, _: Dst) -> Step {
        self.full_allocating()?;
        self.invoke_method_spread(name.id(), window.offset())
    }
    #[inline(always)]
    fn tail_method(&mut self, count: Count, name: Sym, window: Call) -> Step {
        self.full_allocating()?;
        self.replace_by_method(name.id(), window.offset(), count.get())
    }
    #[inline(always)]
    fn tail_static(&mut self, window: StaticCall, callee: NearFn) -> Step {
        self.poll()?;
        if MODE != FULL && self.jump_into(callee.id(), window.offset() + 16) {
            return Ok(());
        }
        self.full()?;
        self.entry_heat(callee.id())?;
        self.reserve_window(callee.id(), 0)?;
        self.jump_into(callee.id(), window.offset() + 16);
        Ok(())
    }
    #[inline(always)]
    fn ret(&mut self, src: Src) -> Step {
        let value = self.read(src);
        self.leave_frame(value)
    }
    #[inline(always)]
    fn ret_null(&mut self) -> Step {
        self.leave_frame(Value::NULL)
    }
    #[inline(always)]
    fn exit(&mut self, src: Src) -> Step {
        self.full()?;
        let status = self.read(src);
        match status.as_int() {
            Some(n @ 0..=255) => Err(Leave::Stop(Stop::Exit(n as i32))),
            Some(n) => Err(Fault::message(format!("exit: want int from 0 to 255, got {n}")).into()),
            None => {
                Err(Fault::message(format!("exit: want int, got {}", status.kind_name())).into())
            }
        }
    }

    // Generators

    #[inline(always)]
    fn make_generator(&mut self, dst: Dst, free: Free) -> Step {
        self.full_allocating()?;
        Cpu::make_generator(self, dst, free)
    }
    #[inline(always)]
    fn yield_value(&mut self, generator: Src, src: Src, free: Free) -> Step {
        self.full()?;
        self.yield_to_resumer(generator, src, free)
    }
    #[inline(always)]
    fn end_generator(&mut self, generator: Src) -> Step {
        self.full()?;
        self.finish_generator(generator)
    }

    // Exceptions

    #[inline(always)]
    fn throw(&mut self, src: Src) -> Step {
        self.full()?;
        Err(Leave::Throw(self.read(src)))
    }
    #[inline(always)]
    fn rethrow(&mut self, src: Src) -> Step {
        self.full()?;
        Err(Leave::Rethrow(self.read(src)))
    }
    #[inline(always)]
    fn catch(&mut self, dst: Dst) -> Step {
        self.full()?;
        let value = self.machine().catch();
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn clear(&mut self) -> Step {
        self.full()?;
        self.machine().clear_caught();
        Ok(())
    }
    // Collections

    #[inline(always)]
    fn array(&mut self, dst: Dst, first: Window, count: Count) -> Step {
        self.full_allocating()?;
        let array = Array::from_values(self.heap(), self.window(first, count.get()))?;
        self.put(dst, array.value());
        Ok(())
    }
    #[inline(always)]
    fn array_push(&mut self, array: Src, src: Src) -> Step {
        let value = self.read(src);
        if let Some(array) = self.read(array).as_array()
            && array.try_push(value)
        {
            return Ok(());
        }
        self.full_allocating()?;
        let array = collection::want_array(self.read(array))?;
        array.push(self.heap(), value)?;
        Ok(())
    }
    #[inline(always)]
    fn array_pop(&mut self, dst: Dst, array: Src) -> Step {
        self.full()?;
        let value = collection::want_array(self.read(array))?.pop();
        self.put(dst, value.unwrap_or(Value::NULL));
        Ok(())
    }
    #[inline(always)]
    fn array_shift(&mut self, dst: Dst, array: Src) -> Step {
        self.full()?;
        let value = collection::want_array(self.read(array))?.shift();
        self.put(dst, value.unwrap_or(Value::NULL));
        Ok(())
    }
    #[inline(always)]
    fn array_unshift(&mut self, array: Src, src: Src) -> Step {
        self.full_allocating()?;
        let value = self.read(src);
        let array = collection::want_array(self.read(array))?;
        array.unshift(self.heap(), value)?;
        Ok(())
    }
    #[inline(always)]
    fn array_remove(&mut self, dst: Dst, array: Src, index: Src) -> Step {
        self.full_allocating()?;
        let array = collection::want_array(self.read(array))?;
        let value = collection::remove(self.heap(), array, self.read(index))?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn array_extend(&mut self, array: Src, src: Src) -> Step {
        self.full_allocating()?;
        let array = collection::want_array(self.read(array))?;
        iterate::extend(self.heap(), array, self.read(src))?;
        Ok(())
    }
    #[inline(always)]
    fn array_rest(&mut self, dst: Dst, src: Src, from: Imm) -> Step {
        self.full_allocating()?;
        let rest = collection::rest(self.heap(), self.read(src), from.get())?;
        self.put(dst, rest);
        Ok(())
    }
    #[inline(always)]
    fn get(&mut self, dst: Dst, collection: Src, index: Src) -> Step {
        self.element(dst, collection, index)
    }
    #[inline(always)]
    fn get_i(&mut self, dst: Dst, collection: Src, index: Imm) -> Step {
        self.element(dst, collection, index)
    }
    #[inline(always)]
    fn set(&mut self, collection: Src, index: Src, src: Src) -> Step {
        if self.tag(collection) == Tag::Array
            && self.tag(index) == Tag::Int
            && let Some(array) = self.read(collection).as_array()
            && array.try_set(self.bits(index) as usize, self.read(src))
        {
            return Ok(());
        }
        self.full_allocating()?;
        let (at, index, value) = (self.read(collection), self.read(index), self.read(src));
        collection::set(self.heap(), at, index, value)?;
        Ok(())
    }
    #[inline(always)]
    fn slice(&mut self, dst: Dst, collection: Src, bounds: Pair) -> Step {
        self.full_allocating()?;
        let (from, to) = (self.nth(bounds, 0), self.nth(bounds, 1));
        let value = collection::slice(self.heap(), self.read(collection), from, to)?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn len(&mut self, dst: Dst, src: Src) -> Step {
        if let Some(array) = self.read(src).as_array() {
            self.put_int(dst, array.len() as i64);
            return Ok(());
        }
        self.full_allocating()?;
        let count = collection::len(self.heap(), self.read(src))?;
        self.put_int(dst, count);
        Ok(())
    }
    #[inline(always)]
    fn hash(&mut self, dst: Dst, first: Window, count: Count) -> Step {
        self.full_allocating()?;
        let hash = collection::hash_of(self.heap(), self.window(first, count.get()))?;
        self.put(dst, hash);
        Ok(())
    }
    #[inline(always)]
    fn hash_extend(&mut self, hash: Src, src: Src) -> Step {
        self.full_allocating()?;
        collection::hash_extend(self.heap(), self.read(hash), self.read(src))?;
        Ok(())
    }
    #[inline(always)]
    fn range(&mut self, dst: Dst, a: Src, b: Src) -> Step {
        self.full_allocating()?;
        let (a, b) = (self.read(a), self.read(b));
        let (Some(start), Some(end)) = (a.as_int(), b.as_int()) else {
            let whole = |v: Value| matches!(v.tag(), Tag::Int | Tag::BigInt);
            if whole(a) && whole(b) {
                return Err(Fault::new(FaultKind::IntegerTooLarge).into());
            }
            return Err(number::mismatch("..", a, b).into());
        };
        let range = Range::new(self.heap(), start, end)?;
        self.put(dst, range.value());
        Ok(())
    }
    #[inline(always)]
    fn template(&mut self, dst: Dst, first: Window, count: Count) -> Step {
        self.full_allocating()?;
        let value = self.machine().template(self.window(first, count.get()))?;
        self.put(dst, value);
        Ok(())
    }

    // Structures

    #[inline(always)]
    fn new_struct(&mut self, dst: Dst) -> Step {
        self.full_allocating()?;
        let object = field::new_struct(self.heap(), &mut self.machine().plain_shape)?;
        self.put(dst, object);
        Ok(())
    }
    #[inline(always)]
    fn get_field(&mut self, dst: Dst, object: Src, name: Sym) -> Step {
        // With one way out alone the compiler makes a sibling call of the rest.
        let found = if let Some(hash) = self.read(object).as_hash() {
            let field = *self.machine().field_name(name.id());
            hash.get_at(field.hint, field.string)
        } else {
            let instance = self.read(object).as_struct();
            instance.and_then(|instance| self.cached_field(instance))
        };
        if let Some(value) = found {
            self.put(dst, value);
            return Ok(());
        }
        self.full_allocating()?;
        let object = self.read(object);
        let value = self.machine().read_field(object, name.id())?;
        self.note_field(object, name.id());
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn set_field(&mut self, object: Src, src: Src, name: Sym) -> Step {
        let value = self.read(src);
        let done = if let Some(hash) = self.read(object).as_hash() {
            let field = *self.machine().field_name(name.id());
            hash.set_at(self.heap(), field.hint, field.string, value)
        } else {
            let instance = self.read(object).as_struct();
            instance.is_some_and(|instance| self.set_cached_field(instance, value))
        };
        if done {
            return Ok(());
        }
        self.full_allocating()?;
        let (object, value) = (self.read(object), self.read(src));
        let before = object.as_struct().map(|object| object.shape());
        self.machine().write_field(object, name.id(), value)?;
        // Of an object that grew, the next one to come here has not grown yet.
        if before == object.as_struct().map(|object| object.shape()) {
            self.note_field(object, name.id());
        }
        Ok(())
    }
    #[inline(always)]
    fn has_field(&mut self, dst: Dst, object: Src, name: Sym) -> Step {
        self.full()?;
        let object = self.read(object);
        let found = self.machine().has_field(object, name.id());
        self.put_bool(dst, found);
        Ok(())
    }
    #[inline(always)]
    fn struct_get(&mut self, dst: Dst, object: Src, key: Src) -> Step {
        self.full()?;
        let (object, key) = (self.read(object), self.read(key));
        let value = field::struct_get(self.heap(), object, key)?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn struct_set(&mut self, object: Src, key: Src, src: Src) -> Step {
        self.full_allocating()?;
        let (object, key, value) = (self.read(object), self.read(key), self.read(src));
        field::struct_set(self.heap(), object, key, value)?;
        Ok(())
    }
    #[inline(always)]
    fn struct_delete(&mut self, dst: Dst, object: Src, key: Src) -> Step {
        self.full_allocating()?;
        let (object, key) = (self.read(object), self.read(key));
        let value = field::struct_delete(self.heap(), object, key)?;
        self.put(dst, value);
        Ok(())
    }
    #[inline(always)]
    fn struct_has(&mut self, dst: Dst, object: Src, key: Src) -> Step {
        self.full()?;
        let (object, key) = (self.read(object), self.read(key));
        let found = field::struct_has(self.heap(), object, key)?;
        self.put_bool(dst, found);
        Ok(())
    }

    // Classes

    #[inline(always)]
    fn class(&mut self, dst: Dst, first: Window, count: Count, name: Sym) -> Step {
        self.full_allocating()?;
        let values = self.window(first, count.get());
        let class = self.machine().declare_class(values, name.id())?;
        self.put(dst, class);
        Ok(())
    }
    #[inline(always)]
    fn check_class(&mut self, src: Src) -> Step {
        if self.tag(src) == Tag::Class {
            return Ok(());
        }
        self.full()?;
        Ok(class::check_class(self.read(src))?)
    }
    #[inline(always)]
    fn find_method(&mut self, dst: Dst, class: Src, name: Sym) -> Step {
        self.full()?;
        let class = self.read(class);
        let found = self.machine().method_in(class, name.id())?;
        self.put(dst, found.unwrap_or(Value::NULL));
        Ok(())
    }
    #[inline(always)]
    fn get_method(&mut self, dst: Dst, class: Src, name: Sym) -> Step {
        self.full()?;
        let class = self.read(class);
        let method = self.machine().method_of_class(class, name.id())?;
        self.put(dst, method);
        Ok(())
    }
    #[inline(always)]
    fn bind_method(&mut self, dst: Dst, callee: Src, receiver: Src) -> Step {
        self.full_allocating()?;
        let (function, receiver) = (self.read(callee), self.read(receiver));
        let bound = class::bind(self.heap(), function, receiver)?;
        self.put(dst, bound);
        Ok(())
    }
    #[inline(always)]
    fn ready(&mut self, object: Src) -> Step {
        self.full()?;
        let object = self.read(object);
        Ok(class::make_ready(self.heap(), object)?)
    }
    #[inline(always)]
    fn if_ready(&mut self, src: Src, to: Label) -> Step {
        if let Some(object) = self.read(src).as_struct()
            && self.cached().is_of(object.shape())
        {
            self.go(to.distance());
            return Ok(());
        }
        self.full()?;
        let value = self.read(src);
        let ready = class::is_ready(self.heap(), value);
        if ready {
            self.note_ready(value);
        }
        self.branch(ready, to)
    }
    #[inline(always)]
    fn is_instance(&mut self, dst: Dst, value: Src, class: Src) -> Step {
        self.full()?;
        let (value, class) = (self.read(value), self.read(class));
        let is = class::is_instance(self.heap(), value, class)?;
        self.put_bool(dst, is);
        Ok(())
    }

    // The machine's own

    #[inline(always)]
    fn halt(&mut self) -> Step {
        self.full()?;
        Err(Leave::Stop(Stop::Done))
    }
}

impl<const MODE: u8> Cpu<MODE> {
    #[inline(always)]
    fn element(&mut self, dst: Dst, collection: Src, index: impl Read) -> Step {
        if self.tag(collection) == Tag::Array
            && index.tag(self) == Tag::Int
            && let Some(array) = self.read(collection).as_array()
            && let Some(element) = array.try_get(index.bits(self) as usize)
        {
            self.put(dst, element);
            return Ok(());
        }
        self.full_allocating()?;
        let (collection, index) = (self.read(collection), index.value(self));
        let value = collection::get(self.heap(), collection, index)?;
        self.put(dst, value);
        Ok(())
    }
}

#[cold]
fn not_a_cell(value: Value) -> Leave {
    Fault::message(format!("want cell, got {}", value.kind_name())).into()
}

#[cold]
fn unset_variable() -> Leave {
    Fault::message("a variable is used before its let has run").into()
}
