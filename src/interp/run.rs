//! Starting a run: the bottom frame and the choice of the fetch loop.

use super::machine::{Frame, Machine};
use super::step::Stop;

impl Machine {
    /// Runs the loaded program's main function to its end.
    ///
    /// It pauses with [`Stop::Hot`] if the machine counts heat: see [`Machine::resume`].
    pub fn run(&mut self) -> Stop {
        self.start();
        self.resume()
    }

    /// Like [`Machine::run`], but executes at most `fuel` instructions.
    pub fn run_with_fuel(&mut self, fuel: u64) -> Stop {
        self.start();
        self.run_portable(fuel)
    }

    /// Forgets the frames of the last run, so that what only they knew can be freed. Its result stays.
    pub fn unwind_all(&mut self) {
        self.frame = self.frames.start();
        self.base = self.registers.start().wrapping_add(1);
        self.pc = std::ptr::null();
        self.clear_caught();
    }

    pub(super) fn start(&mut self) {
        let main = self.entry(self.program.main);
        let bottom = self.registers.start();
        self.frame = self.frames.start();
        self.base = bottom.wrapping_add(1);
        self.pc = main.code;
        let end = self.base.wrapping_byte_add(main.window as usize);
        if end > self.stack_limit {
            // A window has 4,096 registers at most; the reservation has room for many.
            self.grow_stack(end);
        }
        let pc = self.bottom[1..].as_ptr();
        // SAFETY: there is room for one frame at least.
        unsafe { self.frame.write(Frame { pc, base: bottom }) };
        self.frame = self.frame.wrapping_add(1);
    }

    /// Goes on where the run paused.
    #[cfg(hivm_threaded)]
    pub fn resume(&mut self) -> Stop {
        self.run_threaded()
    }

    /// Goes on where the run paused.
    #[cfg(not(hivm_threaded))]
    pub fn resume(&mut self) -> Stop {
        self.run_portable(u64::MAX)
    }
}
