//! What the verifier checks of generator functions.
//!
//! ```text
//!   parameters' defaults            as in any function
//!   make_generator r1, r2           returns the generator; r1 is the first register behind the parameters
//!   body: yield_value r1, r3, r4    nothing here jumps to what stands above, and nothing above jumps here
//!   end_generator r1
//! ```
//!
//! Invariant: at each instruction of a body that passed, its own register holds the generator whose frame runs: unwinding
//! and `end_generator` find it there.

use super::code::{Access, Instruction, instructions};
use super::op::{Flag, Op, OperandKind};
use super::program::{Function, Program};
use super::verifier::Fault;
use crate::index::{Pc, Reg};

/// Checks one function, whose instructions are known to be well formed.
pub(super) fn check(program: &Program, function: &Function) -> Result<(), Fault> {
    let makers = || instructions(&function.code).filter(|i| i.op == Op::make_generator);
    let made = match (function.generator, makers().count()) {
        (false, 0) => None,
        (true, 1) => makers().next(),
        (true, _) => {
            let what = "`make_generator`: a function makes one generator";
            return Err((makers().nth(1).map(|i| i.pc), what.to_owned()));
        }
        (false, _) => {
            let what = "`make_generator`: stands in no generator function";
            return Err((makers().next().map(|i| i.pc), what.to_owned()));
        }
    };
    for at in instructions(&function.code) {
        let checked = match &made {
            Some(made) => in_generator(program, function, made, &at),
            None => elsewhere(&at),
        };
        checked.map_err(|what| (Some(at.pc), format!("`{}`: {what}", at.info().name)))?;
    }
    let Some(made) = made else {
        return Ok(());
    };
    for (n, handler) in function.handlers.iter().enumerate() {
        let inside = |pc: Pc| pc > made.pc;
        let last = Pc(handler.end.0.saturating_sub(1));
        if inside(handler.start) != inside(last) || inside(handler.start) != inside(handler.target)
        {
            let what = format!("handler {n}: leads across `make_generator`");
            return Err((Some(handler.start), what));
        }
    }
    Ok(())
}

fn elsewhere(at: &Instruction<'_>) -> Result<(), String> {
    match at.op {
        Op::yield_value | Op::end_generator => Err("stands in no generator function".to_owned()),
        _ => Ok(()),
    }
}

fn in_generator(
    program: &Program,
    function: &Function,
    made: &Instruction<'_>,
    at: &Instruction<'_>,
) -> Result<(), String> {
    let own = function.own_register();
    let register = |kind| at.operand(kind).map(|bits| Reg(bits as u16 / 16));
    match at.op {
        Op::make_generator if register(OperandKind::Dst) != Some(own) => {
            return Err(format!(
                "gives the generator to another register than {own}, the first behind the parameters"
            ));
        }
        Op::yield_value | Op::end_generator => {
            if at.pc < made.pc {
                return Err("stands before `make_generator`".to_owned());
            }
            if register(OperandKind::Src) != Some(own) {
                return Err(format!("the generator is in {own}"));
            }
        }
        Op::ret | Op::ret_null => return Err("a generator ends with `end_generator`".to_owned()),
        op if op.info().is(Flag::Calls) && op.info().is(Flag::Ends) => {
            return Err("a generator's frame is not replaced".to_owned());
        }
        _ => {}
    }
    if let Some(target) = at.target()
        && (target > i64::from(made.pc.0)) != (at.pc > made.pc)
    {
        return Err("jumps across `make_generator`".to_owned());
    }
    let mut takes = false;
    let arity = |id: crate::index::FnId| {
        let callee = program.functions.get(id.index());
        callee.map_or(0, |f| f.params.registers() as usize)
    };
    at.registers(arity, |access, first, count| {
        let covers = match access {
            Access::Read => false,
            Access::Clobber => first <= own,
            Access::Iterate | Access::Begin => first <= own && own.0 < first.0 + count as u16,
            Access::Write => first == own && at.op != Op::make_generator,
        };
        takes |= covers;
    });
    if takes {
        return Err(format!("takes {own}, which holds the generator"));
    }
    Ok(())
}
