//! What instructions write, place by place.
//!
//! ```text
//! store_entry sym1, 0, %3, %5      the part sym1 of the entries of hashes
//! load_entry sym2, 1, %3           another part: not what the store wrote, whatever the hash
//! call_builtin ...                 all classes, with all of their parts
//! ```
//!
//! A place is an alias class, or a part of one where names tell more: entries of hashes by their key, fields by their slot, globals by
//! name. Two entries with different keys are different memory, whatever hashes they are in.
//!
//! Invariant: what writes a part says so by its part alone, and what writes a class writes all of its parts.

use std::collections::BTreeSet;

use crate::ir::{Arg, Block, Classes, Inst, IrOp};

/// A part of an alias class: accesses of two parts never touch the same memory.
pub(super) type Part = (IrOp, Arg);

/// The part of its class that a load or a store touches.
pub(super) fn part(inst: &Inst) -> Option<Part> {
    let (load, at) = match inst.op {
        IrOp::load_entry | IrOp::store_entry => (IrOp::load_entry, 0),
        IrOp::load_field | IrOp::store_field => (IrOp::load_field, 0),
        IrOp::global | IrOp::set_global => (IrOp::global, 0),
        _ => return None,
    };
    Some((load, inst.args[at]))
}

/// What is written.
#[derive(Clone, Default)]
pub(super) struct Writes {
    pub classes: Classes,
    pub parts: BTreeSet<Part>,
}

impl Writes {
    /// What a block writes.
    pub fn of(block: &Block) -> Writes {
        let mut writes = Writes::default();
        block.insts.iter().for_each(|inst| writes.add(inst));
        writes.classes = writes.classes.union(block.end.effects().writes);
        writes
    }

    /// Adds what an instruction writes.
    pub fn add(&mut self, inst: &Inst) {
        let classes = inst.effects().writes;
        match part(inst) {
            Some(part) if !classes.is_empty() => {
                self.parts.insert(part);
            }
            _ => self.classes = self.classes.union(classes),
        }
    }

    /// Adds what something else writes.
    pub fn join(&mut self, other: &Writes) {
        self.classes = self.classes.union(other.classes);
        self.parts.extend(&other.parts);
    }

    /// Whether an instruction may read what is written.
    pub fn meet(&self, inst: &Inst) -> bool {
        let reads = inst.effects().reads;
        let in_parts = match part(inst) {
            Some(part) => self.parts.contains(&part),
            None => self
                .parts
                .iter()
                .any(|(load, _)| load.row().effects().reads.meets(reads)),
        };
        reads.meets(self.classes) || in_parts
    }
}
