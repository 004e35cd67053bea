//! Which values are one and the same, known better.
//!
//! ```text
//! %1: int = guard_tag int, %0, s0      %1 is %0
//! %3: closure = unbox closure, %1      %3 is %0 too
//! ```
//!
//! Invariant: a value is its origin wherever it is defined, tag and payload.

use super::graph::Graph;
use super::operand::Arg;
use super::table::IrOp;
use crate::index::Ref;

/// By value, what it is known better of.
pub struct Origins(Vec<Option<Arg>>);

impl Origins {
    /// Those of a graph's values.
    pub fn of(graph: &Graph) -> Origins {
        let mut origins = vec![None; graph.types.len()];
        for inst in graph.blocks.iter().flat_map(|block| &block.insts) {
            if let (IrOp::guard_tag | IrOp::unbox, Some(result), Some(value)) =
                (inst.op, inst.result, inst.args.get(1))
            {
                origins[result.index()] = Some(*value);
            }
        }
        Origins(origins)
    }

    /// The first of the values that an argument is.
    pub fn origin(&self, mut value: Arg) -> Arg {
        while let Arg::Ref(known) = value
            && let Some(of) = self.before(known)
        {
            value = of;
        }
        value
    }

    fn before(&self, value: Ref) -> Option<Arg> {
        self.0.get(value.index()).copied().flatten()
    }
}
