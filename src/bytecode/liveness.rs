//! Liveness: which registers an instruction's successors may still read.
//!
//! ```text
//!     int r1, 5           live before: r0
//!     add r2, r0, r1      live before: r0 r1
//!     ret r2              live before: r2
//! ```
//!
//! A backward analysis over whole functions, one set an instruction that is a jump's target or follows one; between
//! those it is computed on demand. A throw is a way from every guarded instruction that may throw to its handler,
//! taken before that instruction writes anything. A running generator
//! is looked at by whatever leaves its frame, so it is live in the whole body. A call clobbers what its callee's window covers, so
//! nothing there is live before it but what it reads. In a function that is
//! observed, variables are live as long as they can be seen.
//!
//! It is computed once a function: [`Function::liveness`].
//!
//! Invariant: a register that is not live at a place can hold anything there without changing the program.

use super::code::{Access, Instruction, instructions};
use super::op::{Flag, Op, OperandKind};
use super::program::{Function, Program};
use crate::index::{Pc, Reg};

/// A set of registers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Registers {
    bits: Vec<u64>,
}

impl Registers {
    pub(super) fn none(count: usize) -> Registers {
        Registers {
            bits: vec![0; count.div_ceil(64)],
        }
    }

    /// Whether it holds the register.
    pub fn contains(&self, reg: Reg) -> bool {
        self.bits
            .get(reg.index() / 64)
            .is_some_and(|word| word >> (reg.index() % 64) & 1 != 0)
    }

    /// The registers, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = Reg> + '_ {
        let all = 0..self.bits.len() * 64;
        all.map(|n| Reg(n as u16)).filter(|reg| self.contains(*reg))
    }

    pub(super) fn insert(&mut self, first: usize, count: usize) {
        for n in first..first + count {
            if let Some(word) = self.bits.get_mut(n / 64) {
                *word |= 1 << (n % 64);
            }
        }
    }

    pub(super) fn remove(&mut self, first: usize, count: usize) {
        for n in first..(first + count).min(self.bits.len() * 64) {
            self.bits[n / 64] &= !(1 << (n % 64));
        }
    }

    /// Keeps what the other has too; whether any was lost.
    pub(super) fn meet(&mut self, other: &Registers) -> bool {
        let mut shrank = false;
        for (word, others) in self.bits.iter_mut().zip(&other.bits) {
            shrank |= *word & !others != 0;
            *word &= others;
        }
        shrank
    }

    /// Adds the other's registers; whether any was new.
    fn join(&mut self, other: &Registers) -> bool {
        let mut grew = false;
        for (word, more) in self.bits.iter_mut().zip(&other.bits) {
            grew |= more & !*word != 0;
            *word |= more;
        }
        grew
    }
}

/// What is live at each instruction of a verified function.
#[derive(Debug)]
pub struct Liveness {
    /// By instruction, in order: where it stands and what is live before it.
    before: Vec<(Pc, Registers)>,
}

impl Liveness {
    /// Analyses the function.
    pub fn of(program: &Program, function: &Function) -> Liveness {
        let code: Vec<Instruction<'_>> = instructions(&function.code).collect();
        let count = function.registers as usize;
        let body = function.body();
        let mut before: Vec<(Pc, Registers)> = code
            .iter()
            .map(|i| (i.pc, Registers::none(count)))
            .collect();
        let at = |pc: i64| code.binary_search_by_key(&pc, |i| i64::from(i.pc.0)).ok();
        let arity = |id: crate::index::FnId| {
            program
                .functions
                .get(id.index())
                .map_or(0, |f| f.params.registers() as usize)
        };
        let seen = match function.observed {
            true => super::observed::variables(function, &code, &arity),
            false => Vec::new(),
        };
        // Loops are entered from behind, so their heads grow after their ends were seen: until nothing grows.
        let mut grew = true;
        while grew {
            grew = false;
            for (n, instruction) in code.iter().enumerate().rev() {
                let mut live = Registers::none(count);
                if let Some(target) = instruction.target().and_then(at) {
                    live.join(&before[target].1);
                }
                // An iteration that is over writes nothing: on that way its destination keeps what it holds.
                let only_jumping = matches!(instruction.op, Op::iter_next | Op::iter_pair);
                if only_jumping {
                    instruction.registers(arity, |access, first, span| {
                        if access == Access::Write {
                            live.remove(first.index(), span);
                        }
                    });
                }
                if instruction.falls_through()
                    && let Some((_, next)) = before.get(n + 1)
                {
                    live.join(next);
                }
                let mut reads = Vec::new();
                instruction.registers(arity, |access, first, span| match access {
                    Access::Write if only_jumping => {}
                    Access::Write => live.remove(first.index(), span),
                    Access::Begin => live.remove(first.index(), span),
                    Access::Clobber => live.remove(first.index(), count),
                    Access::Read | Access::Iterate => reads.push((first.index(), span)),
                });
                if instruction.info().is(Flag::Raises)
                    && let Some(handler) = function.handler(instruction.pc)
                    && let Some(target) = at(i64::from(handler.target.0))
                {
                    live.join(&before[target].1);
                }
                for (first, span) in reads {
                    live.insert(first, span);
                }
                if let Some((own, start)) = body
                    && instruction.pc >= start
                {
                    live.insert(own.index(), 1);
                }
                if let Some(seen) = seen.get(n) {
                    live.join(seen);
                }
                grew |= before[n].1.join(&live);
            }
        }
        Liveness { before }
    }

    /// What is live before the instruction at `pc`; nothing if none stands there.
    pub fn before(&self, pc: Pc) -> Registers {
        match self.before.binary_search_by_key(&pc, |(at, _)| *at) {
            Ok(n) => self.before[n].1.clone(),
            Err(_) => Registers::default(),
        }
    }

    /// What is live in a frame of the function while what the instruction has called runs: what is read behind the call, its result aside,
    /// and what the handler of an exception reads. Who observes the function sees also what is in scope at the call alone, and
    /// what the result takes the place of.
    pub fn across(&self, function: &Function, call: &Instruction<'_>) -> Registers {
        let mut live = self.before(call.end());
        if let Some(bits) = call.operand(OperandKind::Dst) {
            live.remove(bits as usize / 16, 1);
        }
        if function.observed {
            let there = self.before(call.pc);
            let in_scope = function.locals.iter();
            let in_scope = in_scope.filter(|local| local.start <= call.pc && call.pc < local.end);
            for local in in_scope.filter(|local| there.contains(local.register)) {
                live.insert(local.register.index(), 1);
            }
        }
        if let Some(handler) = function.handler(call.pc) {
            live.join(&self.before(handler.target));
        }
        live
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asm::assemble;
    use crate::source::SourceMap;

    /// Compares what is live at each instruction of `main` with what stands behind it in a comment.
    fn check(text: &str) {
        let mut sources = SourceMap::new();
        let file = sources.add("case", text).unwrap();
        let program = assemble(&sources, file).unwrap();
        let main = &program.functions[program.main.index()];
        let liveness = Liveness::of(&program, main);
        let mut expected = text.lines().filter_map(|line| line.split_once("; live:"));
        for instruction in instructions(&main.code) {
            let (line, registers) = expected.next().unwrap();
            let live: Vec<String> = liveness
                .before(instruction.pc)
                .iter()
                .map(|r| r.to_string())
                .collect();
            assert_eq!(live.join(" "), registers.trim(), "{line}");
        }
        assert!(expected.next().is_none());
    }

    #[test]
    fn loops_keep_what_the_next_round_reads() {
        check(
            ".sub main()\n\
             int r0, 0             ; live:\n\
             int r1, 0             ; live: r0\n\
             int r2, 9             ; live: r0 r1\n\
             head:\n\
             add r0, r0, r2        ; live: r0 r1 r2\n\
             next_lt_i r1, 10, head ; live: r0 r1 r2\n\
             ret r0                ; live: r0\n\
             .end\n",
        );
    }

    #[test]
    fn a_call_that_is_looked_at_shows_all_that_is_in_scope_there() {
        let text = ".sub main()\n\
                    .local x, r0, begin, end\n\
                    .local y, r1, begin, end\n\
                    int r0, 1\n\
                    int r1, 1\n\
                    begin:\n\
                    call_static r0, r2, f\n\
                    end:\n\
                    ret r0\n\
                    .end\n\
                    .sub f()\n\
                    ret_null\n\
                    .end\n";
        let mut sources = SourceMap::new();
        let file = sources.add("case", text).unwrap();
        let mut main = (*assemble(&sources, file).unwrap().functions[0]).clone();
        let across = |main: &Function| {
            let program = assemble(&sources, file).unwrap();
            let call = instructions(&main.code).nth(2).unwrap();
            Liveness::of(&program, main).across(main, &call)
        };
        assert_eq!(across(&main).iter().count(), 0);
        main.observe();
        assert!(across(&main).iter().eq([Reg(0), Reg(1)]));
    }

    #[test]
    fn an_iteration_that_is_over_leaves_its_destination() {
        check(
            ".sub main()\n\
             array r0, ()          ; live:\n\
             int r3, 7             ; live: r0\n\
             iter_start r1, r0     ; live: r0 r3\n\
             head:\n\
             iter_next r3, r1, head ; live: r1 r2 r3\n\
             ret r3                ; live: r3\n\
             .end\n",
        );
    }

    #[test]
    fn calls_read_their_window_and_clobber_it() {
        check(
            ".sub main()\n\
             int r0, 1             ; live:\n\
             int r2, 7             ; live: r0\n\
             call_static r1, r1, f ; live: r0 r2\n\
             add r0, r0, r1        ; live: r0 r1\n\
             ret r0                ; live: r0\n\
             .end\n\
             .sub f(x)\n\
             ret r0\n\
             .end\n",
        );
    }

    #[test]
    fn handlers_are_ways_out_before_the_write() {
        check(
            ".sub main()\n\
             .handler try, done, failed\n\
             int r0, 1             ; live:\n\
             int r1, 0             ; live: r0\n\
             try:\n\
             div r0, r0, r1        ; live: r0 r1\n\
             done:\n\
             ret r0                ; live: r0\n\
             failed:\n\
             catch r2              ; live: r0\n\
             ret r0                ; live: r0\n\
             .end\n",
        );
    }

    #[test]
    fn handlers_may_stand_before_what_they_guard() {
        check(
            ".sub main()\n\
             .handler try, done, failed\n\
             int r0, 0             ; live:\n\
             int r1, 1             ; live: r0\n\
             int r2, 9             ; live: r0 r1\n\
             jump body             ; live: r0 r1 r2\n\
             failed:\n\
             catch r3              ; live: r0 r1 r2\n\
             add r0, r0, r2        ; live: r0 r1 r2\n\
             body:\n\
             if_gt_i r0, 100, out  ; live: r0 r1 r2\n\
             try:\n\
             div r0, r0, r1        ; live: r0 r1 r2\n\
             done:\n\
             repeat body           ; live: r0 r1 r2\n\
             out:\n\
             ret r0                ; live: r0\n\
             .end\n",
        );
    }
}
