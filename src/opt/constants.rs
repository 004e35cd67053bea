//! Instructions on constants.
//!
//! ```text
//! add_ov 1, 2 -> 3        add_ov 9223372036854775807, 1 -> it leaves        div 1, 0 -> nothing is known
//! ```
//!
//! Invariant: the same answers as the evaluator's, which a test compares on the corners of integers and floats.

use crate::ir::{Const, Inst, IrOp};
use crate::value::Tag;

/// What an instruction on constants does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Known {
    /// Its result.
    Is(Const),
    /// It leaves.
    Leaves,
}

fn int(n: i64) -> Option<Known> {
    Some(Known::Is(Const::Int(n)))
}

fn truth(b: bool) -> Option<Known> {
    Some(Known::Is(Const::Bool(b)))
}

fn float(x: f64) -> Option<Known> {
    Some(Known::Is(Const::float(x)))
}

/// A result, or an exit.
fn checked(n: Option<i64>) -> Option<Known> {
    Some(n.map_or(Known::Leaves, |n| Known::Is(Const::Int(n))))
}

/// What the instruction does, if all its values are constants and that is enough to know.
pub(super) fn known(inst: &Inst) -> Option<Known> {
    let values = inst.values().map(|(arg, _)| arg.as_const());
    let values: Vec<Const> = values.collect::<Option<_>>()?;
    match values[..] {
        [Const::Int(a), Const::Int(b)] => {
            on_ints(inst.op, a, b).or_else(|| on_any(inst.op, &values))
        }
        [Const::Float(a), Const::Float(b)] => {
            on_floats(inst.op, f64::from_bits(a), f64::from_bits(b))
                .or_else(|| on_any(inst.op, &values))
        }
        [Const::Int(a)] => on_int(inst.op, a).or_else(|| on_any(inst.op, &values)),
        [Const::Float(a)] => {
            on_float(inst.op, f64::from_bits(a)).or_else(|| on_any(inst.op, &values))
        }
        [Const::Bool(a), Const::Bool(b)] => match inst.op {
            IrOp::and => truth(a && b),
            IrOp::or => truth(a || b),
            _ => on_any(inst.op, &values),
        },
        [Const::Bool(a)] if inst.op == IrOp::not => truth(!a),
        _ => on_any(inst.op, &values),
    }
}

fn on_ints(op: IrOp, a: i64, b: i64) -> Option<Known> {
    let count = (0..64).contains(&b);
    let divides = b != 0 && b != -1;
    match op {
        IrOp::add_ov => checked(a.checked_add(b)),
        IrOp::sub_ov => checked(a.checked_sub(b)),
        IrOp::mul_ov => checked(a.checked_mul(b)),
        IrOp::div_ov => checked(a.checked_div(b)),
        IrOp::rem_ov => checked((b != 0).then(|| a.wrapping_rem(b))),
        IrOp::shl_ov => checked((count && (a << b) >> b == a).then(|| a << b)),
        IrOp::shr_ov => checked((b >= 0).then(|| a >> b.min(63))),
        IrOp::add => int(a.wrapping_add(b)),
        IrOp::sub => int(a.wrapping_sub(b)),
        IrOp::mul => int(a.wrapping_mul(b)),
        IrOp::div if divides => int(a / b),
        IrOp::rem if divides => int(a % b),
        IrOp::div_u if a >= 0 && b > 0 => int(a / b),
        IrOp::rem_u if a >= 0 && b > 0 => int(a % b),
        IrOp::shl if count => int(a << b),
        IrOp::shr if count => int(a >> b),
        IrOp::band => int(a & b),
        IrOp::bor => int(a | b),
        IrOp::bxor => int(a ^ b),
        IrOp::eq => truth(a == b),
        IrOp::ne => truth(a != b),
        IrOp::lt => truth(a < b),
        IrOp::le => truth(a <= b),
        IrOp::gt => truth(a > b),
        IrOp::ge => truth(a >= b),
        IrOp::below => truth((a as u64) < b as u64),
        _ => None,
    }
}

fn on_int(op: IrOp, a: i64) -> Option<Known> {
    match op {
        IrOp::neg_ov => checked(a.checked_neg()),
        IrOp::bnot => int(!a),
        IrOp::to_float => float(a as f64),
        _ => None,
    }
}

fn on_floats(op: IrOp, a: f64, b: f64) -> Option<Known> {
    // The bits of a NaN that an operation makes are the machine's business: such results stay to be computed.
    let number = |x: f64| if x.is_nan() { None } else { float(x) };
    match op {
        IrOp::add_f => number(a + b),
        IrOp::sub_f => number(a - b),
        IrOp::mul_f => number(a * b),
        IrOp::div_f => number(a / b),
        IrOp::rem_f => number(a % b),
        IrOp::eq_f => truth(a == b),
        IrOp::ne_f => truth(a != b),
        IrOp::lt_f => truth(a < b),
        IrOp::le_f => truth(a <= b),
        IrOp::gt_f => truth(a > b),
        IrOp::ge_f => truth(a >= b),
        _ => None,
    }
}

fn on_float(op: IrOp, a: f64) -> Option<Known> {
    let number = |x: f64| if x.is_nan() { None } else { float(x) };
    match op {
        IrOp::neg_f => float(-a),
        IrOp::abs_f => float(a.abs()),
        IrOp::sqrt_f => number(a.sqrt()),
        IrOp::floor_f => number(a.floor()),
        IrOp::ceil_f => number(a.ceil()),
        IrOp::trunc_f => number(a.trunc()),
        // -2^63 and 2^63 are floats; everything from the first up to below the second fits.
        IrOp::to_int_ov => {
            let fits = (-9223372036854775808.0..9223372036854775808.0).contains(&a.trunc());
            checked(fits.then(|| a.trunc() as i64))
        }
        _ => None,
    }
}

/// Whether it counts as true: for Monkey, and for Hivm.
fn truths(value: Const) -> (bool, bool) {
    match value {
        Const::Unset | Const::Null | Const::Bool(false) => (false, false),
        Const::Int(n) => (true, n != 0),
        Const::Float(bits) => (true, f64::from_bits(bits) != 0.0),
        _ => (true, true),
    }
}

fn on_any(op: IrOp, values: &[Const]) -> Option<Known> {
    match (op, values) {
        (IrOp::truthy, [a]) => truth(truths(*a).0),
        (IrOp::nonzero, [a]) => truth(truths(*a).1),
        // Two constants of the program may be one object under two numbers.
        (IrOp::same, [Const::Pool(a, ta), Const::Pool(b, tb)])
            if a != b && ta == tb && ta.is_heap() =>
        {
            None
        }
        (IrOp::same, [a, b]) => truth(a == b),
        (IrOp::str_eq, [a @ Const::Pool(..), b @ Const::Pool(..)]) if a == b => truth(true),
        _ => None,
    }
}

/// What a question about the tag of a constant or of a value of a known tag answers.
pub(super) fn tag_question(op: IrOp, asked: Tag, known: Tag) -> Option<bool> {
    matches!(
        op,
        IrOp::guard_tag | IrOp::guard_not_tag | IrOp::tag_is | IrOp::unbox
    )
    .then_some(asked == known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{FnId, Pc, TreeId};
    use crate::ir::eval::{Evaluator, Options, Outcome};
    use crate::ir::random::World;
    use crate::ir::{
        Anchor, Arg, EntryFrame, GraphBuilder, OperandKind, ROWS, Row, SnapFrame, Type,
    };

    const INTS: [i64; 12] = [
        0,
        1,
        -1,
        2,
        -2,
        7,
        62,
        63,
        64,
        i64::MAX,
        i64::MIN,
        i64::MIN + 1,
    ];
    const FLOATS: [f64; 12] = [
        0.0,
        -0.0,
        1.0,
        -1.5,
        0.5,
        1e300,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        9223372036854775808.0,
        -9223372036854775808.0,
        5e-324,
    ];

    fn corners(of: Type) -> Vec<Const> {
        match of {
            Type::Tag(Tag::Int) => INTS.map(Const::Int).to_vec(),
            Type::Tag(Tag::Float) => FLOATS.map(Const::float).to_vec(),
            Type::Tag(Tag::Bool) => vec![Const::Bool(false), Const::Bool(true)],
            _ => {
                let mut all = vec![Const::Unset, Const::Null, Const::Function(FnId(1))];
                all.extend(
                    [Type::INT, Type::FLOAT, Type::BOOL]
                        .into_iter()
                        .flat_map(corners),
                );
                all
            }
        }
    }

    /// What the evaluator says of one instruction; nothing if it is not given what it has to be.
    fn evaluated(row: &Row, values: &[Const]) -> Option<Known> {
        let frame = EntryFrame {
            function: FnId(0),
            pc: Pc(0),
            window: 0,
        };
        let mut b = GraphBuilder::new(TreeId(0), Anchor::Loop, vec![frame]);
        let mut args: Vec<Arg> = values.iter().copied().map(Arg::from).collect();
        if row.exits() {
            args.push(Arg::Snap(b.snapshot(vec![SnapFrame::at(FnId(0), Pc(0))])));
        }
        let result = b.inst(row.op, args).unwrap();
        b.return_value(result);
        let graph = b.finish().unwrap();
        let mut world = World::new(1).unwrap();
        match Evaluator::new(&graph)
            .run(&mut world, Options::default())
            .ok()?
        {
            Outcome::Returned(value) => Some(Known::Is(match value.tag() {
                Tag::Int => Const::Int(value.bits() as i64),
                Tag::Float => Const::Float(value.bits()),
                _ => Const::Bool(value.bits() != 0),
            })),
            Outcome::Left(_) => Some(Known::Leaves),
            Outcome::OutOfFuel => None,
        }
    }

    #[test]
    fn the_evaluator_says_the_same() {
        let mut compared = 0;
        for row in ROWS {
            let values: Vec<Type> = row
                .operands
                .iter()
                .filter_map(|o| match o.kind {
                    OperandKind::Value(of) => Some(of),
                    _ => None,
                })
                .collect();
            let plain = values.len() + usize::from(row.exits()) == row.operands.len();
            let scalar =
                |of: &Type| matches!(of, Type::Any | Type::Tag(Tag::Int | Tag::Float | Tag::Bool));
            if !plain
                || values.is_empty()
                || !values.iter().all(scalar)
                || !row.effects().is_read_only()
            {
                continue;
            }
            if matches!(row.result, crate::ir::table::ResultType::None) {
                continue;
            }
            for a in corners(values[0]) {
                let seconds = values.get(1).map_or(vec![a], |of| corners(*of));
                for b in seconds {
                    let operands = &[a, b][..values.len()];
                    let mut args: Vec<Arg> = operands.iter().copied().map(Arg::from).collect();
                    if row.exits() {
                        args.push(Arg::Snap(crate::index::SnapId(0)));
                    }
                    let inst = Inst {
                        op: row.op,
                        args,
                        result: None,
                    };
                    if let Some(known) = known(&inst) {
                        assert_eq!(
                            Some(known),
                            evaluated(row, operands),
                            "{} {operands:?}",
                            row.name
                        );
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 4000, "{compared}");
    }
}
