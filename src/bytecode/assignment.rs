//! Definite assignment: no register is read before it was written, on every path.
//!
//! ```text
//!     if_true r0, L1      assigned: r0
//!     int r1, 1           assigned: r0 r1
//! L1: ret r1              assigned: r0          refused: r1 has no value if the jump was taken
//! ```
//!
//! A forward analysis over basic blocks: what is assigned at a block's start is the intersection over all ways
//! in. A throw is a way into its handler from every instruction that may throw, before that instruction's
//! result is written. A call takes every value from its window's first register on. The state of an
//! iteration is not a value: its two registers count as unassigned, and only `iter_start` makes them a state.
//!
//! Sets only shrink, and a block is looked at again only when its set shrank. That is quick for any code that a
//! compiler makes; a [`Budget`] stops code that was made to be slow.
//!
//! Invariant: an error here is one that some path of the control-flow graph really has.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::code::{Access, Instruction, decode, instructions};
use super::op::Flag;
use super::program::{Function, Handler, Program};
use super::verifier::Fault;
use crate::index::{FnId, Pc, Reg};

/// How much work is left for one program's verification.
pub(super) struct Budget {
    /// Words of sets that may be kept, over all functions.
    words: usize,
    /// Words of sets that may be looked at.
    steps: u64,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget {
            words: 1 << 24,
            steps: 1 << 29,
        }
    }
}

impl Budget {
    fn step(&mut self, steps: usize) -> Result<(), Fault> {
        let left = self.steps.checked_sub(steps as u64);
        self.steps = left.ok_or((None, "takes too long to verify".to_owned()))?;
        Ok(())
    }
}

/// What is known at a place: the registers that hold values, and the first registers of iterations' states.
#[derive(Clone, PartialEq)]
struct State {
    bits: Box<[u64]>,
}

impl State {
    fn new(registers: usize) -> State {
        State {
            bits: vec![0; 2 * registers.div_ceil(64)].into(),
        }
    }

    fn half(&self) -> usize {
        self.bits.len() / 2
    }

    fn has_value(&self, reg: usize) -> bool {
        self.bits[reg / 64] >> (reg % 64) & 1 != 0
    }

    fn is_iteration(&self, reg: usize) -> bool {
        self.bits[self.half() + reg / 64] >> (reg % 64) & 1 != 0
    }

    /// The register holds a value. True if that ended an iteration.
    fn set_value(&mut self, reg: usize) -> bool {
        let ended = self.forget_iteration(reg);
        self.bits[reg / 64] |= 1 << (reg % 64);
        ended
    }

    fn begin_iteration(&mut self, reg: usize) {
        for part in [reg, reg + 1] {
            self.forget_iteration(part);
            self.bits[part / 64] &= !(1 << (part % 64));
        }
        let half = self.half();
        self.bits[half + reg / 64] |= 1 << (reg % 64);
    }

    /// The register is no part of an iteration's state any more. True if it was one.
    fn forget_iteration(&mut self, reg: usize) -> bool {
        let half = self.half();
        let mut was = false;
        for first in [Some(reg), reg.checked_sub(1)].into_iter().flatten() {
            was |= self.is_iteration(first);
            self.bits[half + first / 64] &= !(1 << (first % 64));
        }
        was
    }

    /// Everything from the register on is lost.
    fn clobber(&mut self, from: usize) {
        self.forget_iteration(from);
        let half = self.half();
        for base in [0, half] {
            let set = &mut self.bits[base..base + half];
            if let Some(word) = set.get_mut(from / 64) {
                *word &= (1 << (from % 64)) - 1;
                set[from / 64 + 1..].fill(0);
            }
        }
    }

    /// Keeps what both know. True if that is less than before.
    fn meet(&mut self, other: &State) -> bool {
        let mut shrank = false;
        for (mine, theirs) in self.bits.iter_mut().zip(&other.bits) {
            shrank |= *mine & !theirs != 0;
            *mine &= theirs;
        }
        shrank
    }
}

/// Checks one function, whose instructions are known to be well formed.
pub(super) fn check(
    program: &Program,
    function: &Function,
    budget: &mut Budget,
) -> Result<(), Fault> {
    let mut flow = Flow {
        program,
        function,
        guards: guards(function),
        leaders: leaders(function),
        states: vec![None; function.code.len()],
        waiting: BinaryHeap::new(),
        budget,
    };
    let mut entry = State::new(function.registers as usize);
    for reg in 0..function.params.registers() as usize {
        entry.set_value(reg);
    }
    flow.enter(0, &entry)?;
    while let Some(Reverse(pc)) = flow.waiting.pop() {
        flow.block(pc)?;
    }
    Ok(())
}

/// Where blocks begin: the targets of jumps. (Handlers are entered explicitly and need no mark.)
fn leaders(function: &Function) -> Vec<bool> {
    let mut leaders = vec![false; function.code.len()];
    for target in instructions(&function.code).filter_map(|i| i.target()) {
        leaders[target as usize] = true;
    }
    leaders
}

const NONE: u32 = u32::MAX;

/// For each word of code the first handler that guards it. Empty if there is none at all.
///
/// Each word is painted once: `next` leads past words that have their handler.
fn guards(function: &Function) -> Vec<u32> {
    if function.handlers.is_empty() {
        return Vec::new();
    }
    let words = function.code.len();
    let mut guards = vec![NONE; words];
    let mut next: Vec<u32> = (0..=words as u32).collect();
    fn find(next: &mut [u32], mut at: usize) -> usize {
        while next[at] as usize != at {
            // Halving the way keeps later searches short.
            next[at] = next[next[at] as usize];
            at = next[at] as usize;
        }
        at
    }
    for (n, handler) in function.handlers.iter().enumerate() {
        let mut at = find(&mut next, handler.start.index());
        while at < handler.end.index() {
            guards[at] = n as u32;
            next[at] = at as u32 + 1;
            at = find(&mut next, at);
        }
    }
    guards
}

struct Flow<'a> {
    program: &'a Program,
    function: &'a Function,
    guards: Vec<u32>,
    leaders: Vec<bool>,
    /// What is known at the start of each block that was reached.
    states: Vec<Option<Box<State>>>,
    waiting: BinaryHeap<Reverse<u32>>,
    budget: &'a mut Budget,
}

impl Flow<'_> {
    /// Control comes to the block at `pc` knowing `state`.
    fn enter(&mut self, pc: u32, state: &State) -> Result<(), Fault> {
        self.budget.step(state.bits.len() + 1)?;
        let shrank = match &mut self.states[pc as usize] {
            Some(known) => known.meet(state),
            unknown => {
                let left = self.budget.words.checked_sub(state.bits.len() + 4);
                self.budget.words =
                    left.ok_or_else(|| (None, "is too large to verify".to_owned()))?;
                *unknown = Some(Box::new(state.clone()));
                true
            }
        };
        if shrank {
            self.waiting.push(Reverse(pc));
        }
        Ok(())
    }

    /// Follows the block at `pc` to its end.
    fn block(&mut self, mut pc: u32) -> Result<(), Fault> {
        let Some(mut state) = self.states[pc as usize].as_deref().cloned() else {
            return Ok(());
        };
        // The handler that last heard what is known, if nothing was lost since.
        let mut told = NONE;
        loop {
            let Some(at) = decode(&self.function.code, Pc(pc)) else {
                return Ok(());
            };
            self.budget.step(1)?;
            self.reads(&at, &state)?;
            let lost = self.clobbers(&at, &mut state);
            if at.info().is(Flag::Raises)
                && let Some((n, handler)) = self.guard(pc)
            {
                if told != n || lost {
                    self.enter(handler.target.0, &state)?;
                }
                told = n;
            } else if lost {
                told = NONE;
            }
            if self.writes(&at, &mut state) {
                told = NONE;
            }
            if let Some(target) = at.target() {
                self.enter(target as u32, &state)?;
            }
            if !at.falls_through() {
                return Ok(());
            }
            pc = at.end().0;
            if self.leaders[pc as usize] {
                return self.enter(pc, &state);
            }
        }
    }

    fn guard(&self, pc: u32) -> Option<(u32, Handler)> {
        let n = *self.guards.get(pc as usize)?;
        Some((n, *self.function.handlers.get(n as usize)?))
    }

    fn registers(&self, at: &Instruction, each: impl FnMut(Access, Reg, usize)) {
        let arity = |f: FnId| self.program.functions[f.index()].params.required as usize;
        at.registers(arity, each);
    }

    fn reads(&mut self, at: &Instruction, state: &State) -> Result<(), Fault> {
        let mut wrong = None;
        let mut looked = 0;
        self.registers(at, |access, first, count| {
            let range = first.index()..first.index() + count;
            match access {
                Access::Read => {
                    looked += count;
                    let missing = range.clone().find(|&reg| !state.has_value(reg));
                    wrong = wrong.or(missing.map(|reg| (reg, "has no value")));
                }
                Access::Iterate if !state.is_iteration(range.start) => {
                    wrong = wrong.or(Some((range.start, "holds no iteration")));
                }
                _ => {}
            }
        });
        self.budget.step(looked)?;
        match wrong {
            None => Ok(()),
            Some((reg, what)) => {
                let op = at.info().name;
                let what = format!("`{op}` reads r{reg}, which {what} on some path to here");
                Err((Some(at.pc), what))
            }
        }
    }

    /// Takes away what the instruction takes even if it throws. True if that may be something.
    fn clobbers(&self, at: &Instruction, state: &mut State) -> bool {
        let mut lost = false;
        self.registers(at, |access, first, _| match access {
            Access::Clobber => {
                state.clobber(first.index());
                lost = true;
            }
            Access::Begin => {
                state.begin_iteration(first.index());
                // Not begun yet: a throw finds neither values nor a state.
                state.forget_iteration(first.index());
                lost = true;
            }
            _ => {}
        });
        lost
    }

    /// Adds what the instruction writes if it does not throw. True if that ended an iteration.
    fn writes(&self, at: &Instruction, state: &mut State) -> bool {
        let mut ended = false;
        self.registers(at, |access, first, _| match access {
            Access::Begin => state.begin_iteration(first.index()),
            Access::Write => ended |= state.set_value(first.index()),
            _ => {}
        });
        ended
    }
}
