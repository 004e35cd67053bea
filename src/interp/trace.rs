//! Call stacks: which function, which instruction, innermost first.

use super::machine::Machine;
use crate::bytecode::program::Position;
use crate::index::{FnId, Pc};

/// An instruction of a function, as a call stack names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CallSite {
    /// The function.
    pub function: FnId,
    /// The instruction; of a frame that waits for a callee, the last word of its call.
    pub pc: Pc,
}

impl Machine {
    /// The function and offset of an address in code; `None` in the machine's own code.
    pub(super) fn locate(&self, pc: *const u64) -> Option<CallSite> {
        let address = pc as usize;
        let after = self.spans.partition_point(|(start, ..)| *start <= address);
        let (start, end, function) = *self.spans.get(after.checked_sub(1)?)?;
        (address < end).then(|| CallSite {
            function,
            pc: Pc(((address - start) / 8) as u32),
        })
    }

    /// The source position of a call site.
    pub fn position(&self, site: CallSite) -> Position {
        self.program.functions[site.function.index()].position(site.pc)
    }

    /// The call stack of the running instruction, innermost first.
    pub fn call_stack(&self) -> impl Iterator<Item = CallSite> {
        let mut frame = self.frame;
        let callers = std::iter::from_fn(move || {
            // SAFETY: between the first frame and the first free one.
            (frame > self.frames.start()).then(|| unsafe {
                frame = frame.sub(1);
                (*frame).pc.sub(1)
            })
        });
        let sites = std::iter::once(self.pc).chain(callers);
        sites.filter_map(|pc| self.locate(pc))
    }

    /// The running instruction, or where the innermost function that the user wrote calls it.
    pub(super) fn blamed(&self) -> Option<CallSite> {
        let user = |site: &CallSite| !self.program.functions[site.function.index()].prelude;
        self.call_stack()
            .find(user)
            .or_else(|| self.call_stack().next())
    }

    /// Where an error at `site` and its `callers` (innermost first) is to be shown: in the innermost function
    /// that the user wrote.
    pub fn blame(&self, trace: &[CallSite]) -> Option<CallSite> {
        let functions = &self.program.functions;
        trace
            .iter()
            .find(|s| !functions[s.function.index()].prelude)
            .or(trace.first())
            .copied()
    }
}
