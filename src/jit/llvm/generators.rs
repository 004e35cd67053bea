//! The code of instructions on generators: what one keeps is loaded in line, and stored by a helper.
//!
//! ```text
//! kept 2, %4      ->  load i64, i64 at %v4 + 48 + 2 * 16
//! suspend 9, ...  ->  hivm_suspend
//! ```
//!
//! Invariant: offsets are the heap's own constants.

use inkwell::IntPredicate;

use super::lower::{Lowering, words};
use super::memory::Memory;
use super::objects::word;
use super::ops::{Result, number};
use crate::heap::generator::State;
use crate::heap::{Generator, Header};
use crate::ir::{Arg, Inst, IrOp};
use crate::value::Value;

impl<'c> Lowering<'_, 'c> {
    /// Writes the code of an instruction that `object_instruction` leaves to it.
    pub(super) fn generator_instruction(&mut self, inst: &Inst) -> Result<'c> {
        let arg = |n| inst.arg(n);
        let (a, b, c) = (arg(0), arg(1), arg(2));
        match inst.op {
            IrOp::generator_at => self.generator_at(a),
            IrOp::kept => {
                let generator = self.payload(b)?;
                let offset = Generator::REGISTERS_OFFSET + number(a)? as usize * size_of::<Value>();
                self.load_value(self.field(generator, offset)?, Memory::Generator)
                    .map(Some)
            }
            IrOp::generator_callee => {
                let place = self.field(self.payload(a)?, Generator::CALLEE_OFFSET)?;
                self.load_value(place, Memory::Generator).map(Some)
            }
            IrOp::resume => self.resume(a),
            IrOp::suspend => {
                let (first, count) = self.rest(inst)?;
                let (pc, generator) = (self.int(number(a)?).into(), self.payload(b)?.into());
                self.with_state("hivm_suspend", &[pc, generator, first, count])?;
                Ok(None)
            }
            IrOp::end_generator => {
                self.helper("hivm_end_generator", &[a])?;
                Ok(None)
            }
            IrOp::new_generator => {
                let (tag, payload) = self.pair(c)?;
                let args = [self.int(number(a)?), self.int(number(b)?), tag, payload];
                let answer = self.with_state("hivm_new_generator", &words(args))?;
                self.made(answer)
            }
            _ => self.array_instruction(inst),
        }
    }

    /// Its function and place in one word if it waits, or what says that it does not.
    fn generator_at(&self, generator: Arg) -> Result<'c> {
        let generator = self.payload(generator)?;
        let state = self.field(generator, Header::FORM_OFFSET)?;
        let state = self.load_byte(state, Memory::Generator)?;
        let function = self.field(generator, Header::EXTRA_OFFSET)?;
        let function = self.extended(self.load_half(function, Memory::Fixed)?)?;
        let pc = self.field(generator, Generator::PC_OFFSET)?;
        let pc = self.extended(self.load_half(pc, Memory::Generator)?)?;
        let place = self.builder.build_left_shift(function, self.int(32), "")?;
        let place = self.builder.build_or(place, pc, "")?;
        let is = |state_now: State| {
            let wanted = state.get_type().const_int(state_now as u64, false);
            self.builder
                .build_int_compare(IntPredicate::EQ, state, wanted, "")
        };
        let (done, runs) = (self.int(Generator::IS_DONE), self.int(Generator::RUNS));
        let other = self
            .builder
            .build_select(is(State::Done)?, done, runs, "")?;
        let place =
            self.builder
                .build_select(is(State::Waiting)?, place, other.into_int_value(), "")?;
        Ok(word(place.into_int_value()))
    }

    /// It runs and keeps nothing.
    fn resume(&self, generator: Arg) -> Result<'c> {
        let generator = self.payload(generator)?;
        let state = self.field(generator, Header::FORM_OFFSET)?;
        let running = self
            .context
            .i8_type()
            .const_int(State::Running as u64, false);
        self.store(state, running, Memory::Generator)?;
        let kept = self.field(generator, Generator::KEPT_OFFSET)?;
        let nothing = self.context.i32_type().const_zero();
        self.store(kept, nothing, Memory::Generator)?;
        Ok(None)
    }
}
