//! Call stacks: which function, which instruction, innermost first.

use super::machine::Machine;
use crate::bytecode::program::Position;
use crate::index::{FnId, Pc};

/// An instruction of a function, as a call stack names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    pub fn call_stack(&self) -> Vec<CallSite> {
        let mut stack: Vec<CallSite> = self.locate(self.pc).into_iter().collect();
        let mut frame = self.frame;
        while frame > self.frames.start() {
            // SAFETY: between the first frame and the first free one.
            let caller = unsafe {
                frame = frame.sub(1);
                *frame
            };
            stack.extend(self.locate(caller.pc.wrapping_sub(1)));
        }
        stack
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
