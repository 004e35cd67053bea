//! The plain dispatcher as a loop over the table of full meanings: for unoptimised builds, where sibling calls
//! would pile up on the machine stack, and for runs with an instruction budget.

use super::execute;
use super::machine::Machine;
use super::step::Stop;

impl Machine {
    /// Runs from `pc` and `base` until the program stops or `fuel` instructions are executed.
    pub(super) fn run_portable(&mut self, fuel: u64) -> Stop {
        let k = self.constants.start();
        for _ in 0..fuel {
            // SAFETY: `pc` is at a verified instruction, whose window starts at `base`.
            let goes_on = unsafe {
                let op = self.pc.cast::<u16>().read() as usize;
                (execute::TABLE[op])(k, self)
            };
            if !goes_on {
                return self.stop;
            }
        }
        Stop::OutOfFuel
    }
}
