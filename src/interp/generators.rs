//! Generators: leaving a frame that will go on, and going on in it.
//!
//! ```text
//!   waiting:   object: pc, callee, r0 ..          resumed:   resumer's window .. | callee | r0 .. |
//!                                                            frames: .. | behind `iter_resume` |
//! ```
//!
//! A resumption is a call whose callee begins in the middle: it takes a frame, its window begins inside the resumer's,
//! and what it yields arrives like what a function returns. When its body ends, what arrives is the mark of no value.
//!
//! Invariant: a generator is `Running` exactly while its window is among the machine's.

use super::cpu::Cpu;
use super::machine::{Frame, Machine};
use super::step::Step;
use super::trace::CallSite;
use crate::bytecode::op::{Dst, Free, Src};
use crate::heap::generator::State;
use crate::heap::{Gc, Generator};
use crate::index::{FnId, Pc};
use crate::runtime::Fault;
use crate::runtime::fault::FaultKind;
use crate::value::{Tag, Value};

impl<const MODE: u8> Cpu<MODE> {
    /// In full: goes on in the generator, whose window begins behind the register `free`; at its end puts the mark of no
    /// value in `dst`.
    pub(super) fn resume(&mut self, dst: Dst, free: Free, generator: Gc<Generator>) -> Step {
        let pc = match generator.state() {
            State::Done => {
                self.put(dst, Value::UNSET);
                return Ok(());
            }
            State::Running => return Err(Fault::new(FaultKind::GeneratorRuns).into()),
            State::Waiting => generator.waits_at().unwrap_or_default(),
        };
        self.poll()?;
        let window = free.offset() + 16;
        let function = generator.function();
        if self.machine().frame == self.machine().frame_limit {
            return Err(self.machine().stack_overflow());
        }
        self.reserve_window(function, window)?;
        let (back, caller) = (self.pc, self.base);
        let machine = self.machine();
        // SAFETY: below the limit there is a free frame; the window lies in the open part of the register stack, as was
        // just made sure, and a generator keeps at most as many registers as its function's window has.
        unsafe {
            *machine.frame = Frame {
                pc: back,
                base: caller,
            };
            machine.frame = machine.frame.add(1);
            self.base = caller.byte_add(window);
            *self.base.sub(1) = generator.callee();
            generator.resume(self.base);
        }
        self.pc = machine.entry(function).code.wrapping_add(pc.index());
        Ok(())
    }

    /// In full: a generator of the running call, in `own`, waits behind this instruction; it is what the call returns.
    pub(super) fn make_generator(&mut self, own: Dst, free: Free) -> Step {
        let Some(CallSite { function, .. }) = self.machine().locate(self.machine().pc) else {
            return Ok(());
        };
        let info = &self.machine().program().functions[function.index()];
        let room = info.registers as usize;
        // Only a closure looks at what was called.
        let callee = match info.captures {
            0 => Value::function(function),
            _ => self.callee(),
        };
        let generator = Generator::new(self.heap(), function, callee, room)?;
        self.put(own, generator.value());
        self.suspend(generator, function, free);
        self.leave_frame(generator.value())
    }

    /// In full: the running generator waits behind this instruction and gives `src` to whoever resumed it.
    pub(super) fn yield_to_resumer(&mut self, own: Src, src: Src, free: Free) -> Step {
        let value = self.read(src);
        // The verifier sees to it that this is the running generator.
        if let Some(generator) = self.read(own).as_generator() {
            self.suspend(generator, generator.function(), free);
        }
        self.leave_frame(value)
    }

    /// In full: the running generator is done.
    pub(super) fn finish_generator(&mut self, own: Src) -> Step {
        if let Some(generator) = self.read(own).as_generator() {
            generator.finish();
        }
        self.leave_frame(Value::UNSET)
    }

    fn suspend(&mut self, generator: Gc<Generator>, function: FnId, free: Free) {
        let code = self.machine().entry(function).code;
        // SAFETY: both point into the function's code.
        let pc = Pc(unsafe { self.pc.offset_from(code) } as u32);
        // SAFETY: verified: registers of the running window, which lies in the register stack.
        let registers = unsafe { std::slice::from_raw_parts(self.base, free.offset() / 16) };
        generator.suspend(self.heap(), pc, registers);
    }
}

impl Machine {
    /// An exception leaves the frame at `site` with its window at `base`: if it is a generator's, that is done.
    pub(super) fn abandon(&mut self, site: CallSite, base: *mut Value) {
        let function = &self.program.functions[site.function.index()];
        if let Some((own, start)) = function.body()
            && site.pc >= start
        {
            // SAFETY: a register of the frame's window.
            let own = unsafe { *base.add(own.index()) };
            if let Some(generator) = own.as_generator() {
                generator.finish();
            }
        }
    }

    /// Whether a generator is done; `None` of anything else.
    pub(super) fn is_done(value: Value) -> Option<bool> {
        debug_assert!(value.tag() != Tag::Generator || value.as_generator().is_some());
        Some(value.as_generator()?.state() == State::Done)
    }
}
