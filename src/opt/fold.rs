//! Folding: what is known is not computed.
//!
//! ```text
//! %3: int = add_ov 1, 2, s0           %3 is 3
//! %4: int = guard_tag int, %3, s0     %4 is 3: its tag is known
//! %5: int = add_ov %4, 0, s0          %5 is 3
//! guard_true false, s0                exit s0
//! branch true, b1(), b2()             jump b1()
//! ```
//!
//! Constants, the identities of integers and booleans, questions about tags that the type answers, guards on what is known.
//! Of floats only what holds for NaN and both zeroes: `x * 1.0`, `x / 1.0`, `x - 0.0`, `x / 8.0` as `x * 0.125`. Whoever knows that an operation
//! cannot leave gives it the form that does not: `div_ov x, 8` is `div x, 8`.
//!
//! Invariant: a guard is dropped only if it holds in every execution.

use super::constants::{Known, known, tag_question};
use super::rewrite::{Rewriter, Verdict, rewrite};
use crate::index::BlockId;
use crate::ir::{Arg, Const, Edge, End, Graph, Inst, IrOp, Mark};

/// The pass.
pub(super) fn fold(graph: Graph) -> Graph {
    let made = vec![None; graph.types.len()];
    rewrite(graph, &mut Fold { made })
}

struct Fold {
    /// By value, the instruction that makes it, if it is one that rules look through.
    made: Vec<Option<Inst>>,
}

fn same(arg: impl Into<Arg>) -> Option<Verdict> {
    Some(Verdict::Same(arg.into()))
}

fn float_of(arg: Arg) -> Option<f64> {
    match arg {
        Arg::Const(Const::Float(bits)) => Some(f64::from_bits(bits)),
        _ => None,
    }
}

/// 1 over a power of two, whose product with any number is what the quotient is: both are the one float nearest to the same number. It must
/// not be so small that it lost bits.
fn exact_reciprocal(x: f64) -> Option<f64> {
    const FRACTION: u64 = (1 << 52) - 1;
    let reciprocal = 1.0 / x;
    let power = x.is_normal() && x.to_bits() & FRACTION == 0;
    (power && reciprocal.is_normal()).then_some(reciprocal)
}

/// The instruction under another name, without its snapshot if the name takes none.
fn renamed(inst: &Inst, op: IrOp) -> Verdict {
    let mut args = inst.args.clone();
    if !op.row().exits() && inst.snap().is_some() {
        args.pop();
    }
    Verdict::Replace(Inst {
        op,
        args,
        result: None,
    })
}

fn replaced(op: IrOp, args: &[Arg]) -> Option<Verdict> {
    let args = args.to_vec();
    Some(Verdict::Replace(Inst {
        op,
        args,
        result: None,
    }))
}

impl Rewriter for Fold {
    fn inst(&mut self, graph: &Graph, inst: &Inst) -> Verdict {
        // A constant goes to the right, where the rules look for it.
        let mut inst = inst.clone();
        let mut turned = false;
        if inst.op.row().is(Mark::Commutes)
            && let [a @ Arg::Const(_), b @ Arg::Ref(_), ..] = &mut inst.args[..]
        {
            std::mem::swap(a, b);
            turned = true;
        }
        let verdict = self.simpler(graph, &inst);
        let kept = match &verdict {
            Some(Verdict::Replace(other)) => Some(other),
            Some(_) => None,
            None => Some(&inst),
        };
        if let (Some(kept), Some(result)) = (kept, inst.result) {
            self.made[result.index()] = Some(kept.clone());
        }
        match verdict {
            Some(verdict) => verdict,
            None if turned => Verdict::Replace(inst),
            None => Verdict::Keep,
        }
    }

    fn end(&mut self, _: &Graph, _: BlockId, end: &End) -> Option<End> {
        let End::Branch(condition, yes, no) = end else {
            return None;
        };
        let jump = |edge: &Edge| Some(End::Jump(edge.clone()));
        match condition {
            Arg::Const(Const::Bool(true)) => jump(yes),
            Arg::Const(Const::Bool(false)) => jump(no),
            _ if yes == no => jump(yes),
            _ => {
                let inner = self.negated(*condition)?;
                Some(End::Branch(inner, no.clone(), yes.clone()))
            }
        }
    }
}

impl Fold {
    fn simpler(&self, graph: &Graph, inst: &Inst) -> Option<Verdict> {
        if let Some(known) = known(inst) {
            return match (known, inst.snap()) {
                (Known::Is(constant), _) => same(constant),
                (Known::Leaves, Some(snap)) => Some(Verdict::Leave(snap)),
                (Known::Leaves, None) => None,
            };
        }
        match inst.args[..] {
            [Arg::Tag(asked), value, ..] => self.tags(graph, inst, asked, value),
            [condition, Arg::Snap(_)]
                if matches!(inst.op, IrOp::guard_true | IrOp::guard_false) =>
            {
                self.guard(inst, condition)
            }
            [a, b, ..] if b.is_value() => self.two(graph, inst, a, b),
            [a] if a.is_value() => self.one(graph, inst, a),
            _ => None,
        }
    }

    fn tags(
        &self,
        graph: &Graph,
        inst: &Inst,
        asked: crate::value::Tag,
        value: Arg,
    ) -> Option<Verdict> {
        let is = tag_question(inst.op, asked, graph.type_of(value).tag()?)?;
        let snap = inst.snap();
        match (inst.op, is) {
            (IrOp::tag_is, _) => same(Const::Bool(is)),
            (IrOp::guard_tag | IrOp::unbox, true) => same(value),
            (IrOp::guard_not_tag, false) => Some(Verdict::Drop),
            (IrOp::guard_tag | IrOp::guard_not_tag, _) => snap.map(Verdict::Leave),
            _ => None,
        }
    }

    fn guard(&self, inst: &Inst, condition: Arg) -> Option<Verdict> {
        let wanted = inst.op == IrOp::guard_true;
        if let Arg::Const(Const::Bool(is)) = condition {
            return match is == wanted {
                true => Some(Verdict::Drop),
                false => inst.snap().map(Verdict::Leave),
            };
        }
        let inner = self.negated(condition)?;
        let op = if wanted {
            IrOp::guard_false
        } else {
            IrOp::guard_true
        };
        replaced(op, &[inner, inst.args[1]])
    }

    /// What the condition is the negation of.
    fn negated(&self, condition: Arg) -> Option<Arg> {
        let made = self.made[condition.as_ref()?.index()].as_ref()?;
        (made.op == IrOp::not).then(|| made.args[0])
    }

    fn one(&self, graph: &Graph, inst: &Inst, a: Arg) -> Option<Verdict> {
        use crate::value::Tag;
        match inst.op {
            IrOp::not => same(self.negated(a)?),
            IrOp::truthy => match graph.type_of(a).tag()? {
                Tag::Bool => same(a),
                tag => same(!matches!(tag, Tag::Null | Tag::Unset)),
            },
            IrOp::nonzero => match graph.type_of(a).tag()? {
                Tag::Bool => same(a),
                Tag::Int => replaced(IrOp::ne, &[a, 0.into()]),
                Tag::Float => replaced(IrOp::ne_f, &[a, 0.0.into()]),
                tag => same(!matches!(tag, Tag::Null | Tag::Unset)),
            },
            _ => None,
        }
    }

    fn two(&self, graph: &Graph, inst: &Inst, a: Arg, b: Arg) -> Option<Verdict> {
        if a == b {
            return match inst.op {
                IrOp::sub_ov | IrOp::sub | IrOp::bxor => same(0),
                IrOp::band | IrOp::bor | IrOp::and | IrOp::or => same(a),
                IrOp::eq | IrOp::le | IrOp::ge | IrOp::same | IrOp::str_eq => same(true),
                IrOp::ne | IrOp::lt | IrOp::gt | IrOp::below => same(false),
                IrOp::str_cmp => same(0),
                _ => None,
            };
        }
        if inst.op == IrOp::same
            && let (Some(x), Some(y)) = (graph.type_of(a).tag(), graph.type_of(b).tag())
            && x != y
        {
            return same(false);
        }
        match b {
            Arg::Const(Const::Int(n)) => self.with_int(inst, a, n),
            Arg::Const(Const::Bool(yes)) => match (inst.op, yes) {
                (IrOp::and, true) | (IrOp::or, false) => same(a),
                (IrOp::and, false) => same(false),
                (IrOp::or, true) => same(true),
                _ => None,
            },
            _ => match (inst.op, float_of(b)?) {
                (IrOp::mul_f | IrOp::div_f, 1.0) => same(a),
                (IrOp::sub_f, zero) if zero.to_bits() == 0 => same(a),
                (IrOp::div_f, by) => {
                    let reciprocal = exact_reciprocal(by)?;
                    replaced(IrOp::mul_f, &[a, reciprocal.into()])
                }
                _ => None,
            },
        }
    }

    fn with_int(&self, inst: &Inst, a: Arg, n: i64) -> Option<Verdict> {
        match (inst.op, n) {
            (IrOp::add_ov | IrOp::add | IrOp::sub_ov | IrOp::sub, 0) => same(a),
            (IrOp::mul_ov | IrOp::mul | IrOp::div_ov | IrOp::div, 1) => same(a),
            (IrOp::mul_ov | IrOp::mul, 0) => same(0),
            (IrOp::shl_ov | IrOp::shl | IrOp::shr_ov | IrOp::shr, 0) => same(a),
            (IrOp::band, -1) | (IrOp::bor | IrOp::bxor, 0) => same(a),
            (IrOp::band, 0) | (IrOp::rem_ov | IrOp::rem, 1) | (IrOp::rem_ov, -1) => same(0),
            // Unlike neg_ov it must stay if nobody uses it: that is what its row says.
            (IrOp::div_ov, -1) => None,
            (IrOp::div_ov | IrOp::rem_ov, 0) => inst.snap().map(Verdict::Leave),
            (IrOp::div_ov, _) => Some(renamed(inst, IrOp::div)),
            (IrOp::rem_ov, _) => Some(renamed(inst, IrOp::rem)),
            (IrOp::shr_ov, 0..64) => Some(renamed(inst, IrOp::shr)),
            (IrOp::shr_ov, 64..) => replaced(IrOp::shr, &[a, 63.into()]),
            (IrOp::shr_ov | IrOp::shl_ov, i64::MIN..0) => inst.snap().map(Verdict::Leave),
            // In 0..n it is for no a if n is 0; without sign nothing is below 0.
            (IrOp::below, 0) => same(false),
            _ => None,
        }
    }
}
