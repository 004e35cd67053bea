//! Guesses: intervals that integers from outside of a loop are taken to lie in, if that is asked before the loop.
//!
//! ```text
//!   %3: int = guard_tag int, %0, s0           %3 may be anything; guessed: in [0, 2^31)
//!   jump b1(%3)
//! b1(%4: int):                                so %4 in [0, 2^31)
//!   %5: int = mul_ov %4, 16807, s1            fits, if the guess is right
//!   %6: int = rem_ov %5, 2147483647, s2
//!   ...
//!   jump b1(%6)                               in [0, 2147483646]: right in the next round if it was in the first
//! ```
//!
//! Nearly all integers of programs are small, and nothing in a graph says so. Each guess has two numbers: one that the value is no smaller,
//! one that it is no larger. What rests on neither is known for sure; what rests on one costs a comparison where the outermost loop
//! is entered. What comes back to a header corrects the guess of what it is entered with: the guess that is asked is one that was
//! right for the rounds that were recorded.
//!
//! Invariant: of a value that rests on no guess nothing is asked.

use std::collections::BTreeSet;

use super::flow::{Assumed, Flow};
use super::interval::{Bound, Given, Interval};
use crate::index::{BlockId, Ref};
use crate::ir::{Arg, Cfg, End, Graph, IrOp, Type};
use crate::opt::loops::{Loop, homes};

/// What is guessed of integers: what 32 bits hold.
const SMALL: i64 = (1 << 31) - 1;

/// How far a guess follows what comes back.
const LARGE: i64 = 1 << 53;

/// A guess about a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    /// The number of the loop before which it is asked.
    pub at: usize,
    pub value: Ref,
    pub lo: i64,
    pub hi: i64,
    /// The block before the loop, the header, and which of its parameters begins with the value.
    before: BlockId,
    begins: Option<(BlockId, usize)>,
}

/// As many guesses as have numbers.
const MOST: usize = 32;

/// The numbers of a guess: that the value is no smaller, that it is no larger.
pub(super) fn numbers(guess: usize) -> (usize, usize) {
    (2 * guess, 2 * guess + 1)
}

/// The intervals that guesses stand for.
pub(super) fn assumed(guesses: &[Guess]) -> Vec<Assumed> {
    let all = guesses.iter().enumerate().map(|(n, guess)| {
        let (lo, hi) = numbers(n);
        let end = |at: i64, number: usize| Bound {
            at,
            given: Given::guess(number),
        };
        Assumed {
            before: guess.before,
            value: guess.value,
            range: Interval {
                lo: end(guess.lo, lo),
                hi: end(guess.hi, hi),
            },
        }
    });
    all.collect()
}

/// What may be guessed before the outermost loops.
pub(super) fn guesses(graph: &Graph, cfg: &Cfg, loops: &[Loop], askable: &[bool]) -> Vec<Guess> {
    let home = homes(graph);
    let mut found = Vec::new();
    for (at, one) in loops.iter().enumerate() {
        let inner = loops
            .iter()
            .any(|outer| outer.header != one.header && outer.has(one.header));
        if inner || !askable[at] {
            continue;
        }
        let outside = |arg: &Arg| match arg {
            Arg::Ref(value) if graph.types[value.index()] == Type::INT => {
                let is = cfg.dominates(home[value.index()], one.before);
                is.then_some(*value)
            }
            _ => None,
        };
        let mut seen = BTreeSet::new();
        let mut guess = |value: Ref, lo: i64, begins: Option<(BlockId, usize)>| {
            if seen.insert(value) && found.len() < MOST {
                found.push(Guess {
                    at,
                    value,
                    lo,
                    hi: SMALL,
                    before: one.before,
                    begins,
                });
            }
        };
        if let End::Jump(edge) = &graph.block(one.before).end {
            for (n, arg) in edge.args.iter().enumerate() {
                if let Some(value) = outside(arg) {
                    guess(value, 0, Some((one.header, n)));
                }
            }
        }
        // Limits and indices are seldom negative; of other operands nothing is known.
        let mut others = Vec::new();
        for block in graph.block_ids().filter(|block| one.has(*block)) {
            let block = graph.block(block);
            for inst in &block.insts {
                let limits = matches!(
                    inst.op,
                    IrOp::lt | IrOp::le | IrOp::gt | IrOp::ge | IrOp::below | IrOp::rem_ov
                );
                let counts = matches!(
                    inst.op,
                    IrOp::add_ov | IrOp::sub_ov | IrOp::mul_ov | IrOp::div_ov
                );
                for value in inst.args.iter().filter_map(outside) {
                    if limits {
                        guess(value, 0, None);
                    } else if counts {
                        others.push(value);
                    }
                }
            }
            let carried = block.end.edges().flat_map(|edge| &edge.args);
            carried
                .filter_map(outside)
                .for_each(|value| guess(value, 0, None));
        }
        others
            .into_iter()
            .for_each(|value| guess(value, -SMALL, None));
    }
    found
}

/// The intervals with guesses that fit what comes back.
pub(super) fn settle<'g>(graph: &'g Graph, cfg: &'g Cfg, guesses: &mut [Guess]) -> Flow<'g> {
    /// Each correction makes a guess wider; more than a few are not worth it.
    const ROUNDS: usize = 4;
    let mut flow = Flow::of(graph, cfg, assumed(guesses));
    for _ in 0..ROUNDS {
        let mut changed = false;
        for guess in guesses.iter_mut() {
            let back = guess
                .begins
                .and_then(|(header, n)| flow.comes_back(header, n));
            let Some(back) = back else { continue };
            if back.lo.at < guess.lo {
                let lo = if back.lo.at < -LARGE {
                    -SMALL
                } else {
                    back.lo.at.min(-SMALL)
                };
                changed |= lo < guess.lo;
                guess.lo = guess.lo.min(lo);
            }
            if back.hi.at > guess.hi && back.hi.at <= LARGE {
                guess.hi = back.hi.at;
                changed = true;
            }
        }
        if !changed {
            break;
        }
        flow = Flow::of(graph, cfg, assumed(guesses));
    }
    flow
}
