//! Which variables somebody who looks on could see: those in scope that have a value on every path.
//!
//! ```text
//! let a = f()       a is seen from here ..
//! g(a)              .. and after its last use too ..
//! h()
//! }                 .. up to the end of its scope
//! ```
//!
//! In a function that is [`Function::observed`] they count as live, so that native code leaves them in their registers. A forward
//! analysis over the instructions: what is assigned is the intersection over all ways in. It is the verifier's rule, on functions that
//! it has passed.
//!
//! Invariant: what is answered for a place was written on every path to it.

use super::code::{Access, Instruction};
use super::liveness::Registers;
use super::op::{Flag, Op};
use super::program::Function;
use crate::index::FnId;

/// By instruction, the registers of the variables that can be seen before it.
pub(super) fn variables(
    function: &Function,
    code: &[Instruction<'_>],
    arity: &dyn Fn(FnId) -> usize,
) -> Vec<Registers> {
    let count = function.registers as usize;
    let assigned = assigned(function, code, arity);
    let seen = |(instruction, assigned): (&Instruction<'_>, Option<Registers>)| {
        let mut seen = Registers::none(count);
        // Where no path leads nothing is seen.
        let Some(assigned) = assigned else {
            return seen;
        };
        for local in &function.locals {
            let in_scope = local.start <= instruction.pc && instruction.pc < local.end;
            if in_scope && assigned.contains(local.register) {
                seen.insert(local.register.index(), 1);
            }
        }
        seen
    };
    code.iter().zip(assigned).map(seen).collect()
}

/// By instruction, the registers that have a value before it; nothing where no path leads.
fn assigned(
    function: &Function,
    code: &[Instruction<'_>],
    arity: &dyn Fn(FnId) -> usize,
) -> Vec<Option<Registers>> {
    let count = function.registers as usize;
    let at = |pc: i64| code.binary_search_by_key(&pc, |i| i64::from(i.pc.0)).ok();
    let mut before: Vec<Option<Registers>> = vec![None; code.len()];
    let Some(first) = before.first_mut() else {
        return before;
    };
    let mut entry = Registers::none(count);
    entry.insert(0, usize::from(function.params.registers()));
    *first = Some(entry);
    let mut shrank = true;
    while shrank {
        shrank = false;
        let mut arrive = |before: &mut Vec<Option<Registers>>, n: usize, with: &Registers| {
            shrank |= match before.get_mut(n) {
                Some(Some(known)) => known.meet(with),
                Some(place) => {
                    *place = Some(with.clone());
                    true
                }
                None => false,
            };
        };
        for (n, instruction) in code.iter().enumerate() {
            let Some(now) = before[n].clone() else {
                continue;
            };
            if instruction.info().is(Flag::Raises)
                && let Some(handler) = function.handler(instruction.pc)
                && let Some(target) = at(i64::from(handler.target.0))
            {
                arrive(&mut before, target, &now);
            }
            let mut after = now.clone();
            instruction.registers(arity, |access, first, _| {
                if let Access::Clobber | Access::Begin = access {
                    after.remove(first.index(), count);
                }
            });
            let kept = after.clone();
            instruction.registers(arity, |access, first, span| {
                if access == Access::Write {
                    after.insert(first.index(), span);
                }
            });
            if let Some(target) = instruction.target().and_then(at) {
                arrive(&mut before, target, &after);
            }
            if instruction.falls_through() {
                // An iteration that is over writes nothing.
                let over = matches!(instruction.op, Op::iter_next | Op::iter_pair);
                arrive(&mut before, n + 1, if over { &kept } else { &after });
            }
        }
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asm::assemble;
    use crate::bytecode::code::instructions;
    use crate::source::SourceMap;

    #[test]
    fn variables_are_seen_while_they_are_in_scope_and_have_a_value() {
        let text = "\
            .sub main(p)\n\
            .local p, r0, begin, end\n\
            .local a, r1, begin, end\n\
            .local b, r2, begin, inner\n\
            begin:\n\
            if_true r0, other    ; r0\n\
            int r1, 1            ; r0\n\
            other:\n\
            int r2, 2            ; r0\n\
            int r3, 3            ; r0 r2\n\
            inner:\n\
            int r1, 4            ; r0\n\
            ret r1               ; r0 r1\n\
            end:\n\
            .end\n";
        let mut sources = SourceMap::new();
        let file = sources.add("case", text).unwrap();
        let program = assemble(&sources, file).unwrap();
        let main = &program.functions[0];
        let code: Vec<Instruction<'_>> = instructions(&main.code).collect();
        let seen = variables(main, &code, &|_| 0);
        let expected = text.lines().filter_map(|line| line.split_once("; "));
        for ((line, registers), seen) in expected.zip(seen) {
            let seen: Vec<String> = seen.iter().map(|r| r.to_string()).collect();
            assert_eq!(seen.join(" "), registers, "{line}");
        }
    }
}
