//! The rule that keeps exits resumable exactly once: no effect between a snapshot's birth and its uses.
//!
//! ```text
//! guard_true %1, s1           s1 is born here, its first use
//! set_global g0, %2           an effect
//! guard_true %3, s1           wrong: who leaves here executes the store again
//! ```
//!
//! The birth is the nearest point that dominates all uses: every execution that reaches a use passed it, and the
//! last time it did is when the snapshot's state was the state. The rejected alternative is to mark that point with an
//! instruction of its own; every pass would have to carry the marks along.
//!
//! Invariant: linear in the blocks between birth and use, for each snapshot.

use super::cfg::Cfg;
use super::graph::{Graph, Snapshot};
use super::operand::Arg;
use super::table::IrOp;
use super::verify::{Checked, wrong};
use crate::bytecode::Constant;
use crate::index::{BlockId, SnapId};
use crate::value::Tag;

/// The tag of a constant of a program.
pub(super) fn constant_tag(constant: &Constant) -> Tag {
    match constant {
        Constant::Int(_) => Tag::Int,
        Constant::Float(_) => Tag::Float,
        Constant::Str(_) => Tag::Str,
        Constant::BigInt(_) => Tag::BigInt,
        Constant::Enum(_) => Tag::Enum,
        Constant::Variant(..) => Tag::Variant,
        Constant::Module(_) => Tag::Module,
    }
}

/// Checks rule 8 of the verifier.
pub(super) fn exits_before_effects(graph: &Graph, cfg: &Cfg) -> Checked {
    let mut uses: Vec<Vec<(BlockId, usize)>> = vec![Vec::new(); graph.snapshots.len()];
    for exit in graph.exits() {
        // The snapshot of a call is the state behind its effect, and so the next instruction's too.
        let inst = graph.block(exit.block).insts.get(exit.at);
        let behind = inst.is_some_and(|inst| inst.op == IrOp::call);
        uses[exit.snap.index()].push((exit.block, exit.at + usize::from(behind)));
    }
    for (n, uses) in uses.iter().enumerate() {
        let snap = SnapId(n as u32);
        let rule = Rule {
            graph,
            cfg,
            snap,
            snapshot: graph.snapshot(snap),
        };
        rule.check(uses)?;
    }
    Ok(())
}

struct Rule<'a> {
    graph: &'a Graph,
    cfg: &'a Cfg,
    snap: SnapId,
    snapshot: &'a Snapshot,
}

impl Rule<'_> {
    fn check(&self, uses: &[(BlockId, usize)]) -> Checked {
        let blocks = uses.iter().map(|(block, _)| *block);
        let Some(home) = blocks.reduce(|a, b| self.cfg.common(a, b)) else {
            return Ok(());
        };
        let in_home = uses.iter().filter(|(block, _)| *block == home);
        let birth = in_home.map(|(_, at)| *at).min();
        let birth = birth.unwrap_or(self.graph.block(home).insts.len() + 1);
        for (block, at) in uses {
            if *block == home {
                self.span(home, birth, *at, (*block, *at))?;
            } else {
                self.span(*block, 0, *at, (*block, *at))?;
                self.between(home, birth, (*block, *at))?;
            }
        }
        Ok(())
    }

    /// Everything on the ways from the birth to the block of a use.
    fn between(&self, home: BlockId, birth: usize, used: (BlockId, usize)) -> Checked {
        let mut seen = vec![false; self.graph.blocks.len()];
        let mut todo = self.cfg.predecessors[used.0.index()].clone();
        while let Some(block) = todo.pop() {
            if std::mem::replace(&mut seen[block.index()], true) {
                continue;
            }
            let first = if block == home { birth } else { 0 };
            self.span(block, first, self.graph.block(block).insts.len() + 1, used)?;
            if block != home {
                todo.extend(&self.cfg.predecessors[block.index()]);
            }
        }
        Ok(())
    }

    /// No effect in a span of a block, whose end counts as one instruction more.
    fn span(&self, block: BlockId, from: usize, to: usize, used: (BlockId, usize)) -> Checked {
        for at in from..to {
            if self.is_effect(block, at) {
                let block = super::print::block_name(block);
                return wrong(
                    Some(used),
                    format!(
                        "who leaves with {} repeats the effect of {block}, instruction {at}",
                        self.snap
                    ),
                );
            }
        }
        Ok(())
    }

    fn is_effect(&self, block: BlockId, at: usize) -> bool {
        let block = self.graph.block(block);
        let Some(inst) = block.insts.get(at) else {
            return block.end.effects().has_effect();
        };
        match (inst.op, inst.args.first()) {
            (IrOp::set_reg, Some(Arg::Home(home))) => self.snapshot.relies_on_home(*home),
            _ => inst.effects().has_effect(),
        }
    }
}
