//! The register file as one instruction sees it: program counter, window, constants, machine.
//!
//! A [`Cpu`] is built anew by each handler and lives in machine registers. `Cpu<PLAIN>` is the fast path: at
//! whatever it does not do in a few instructions it answers [`Leave::Slow`], before any effect, and the same
//! meaning is executed again in full by `Cpu<FULL>`. So each opcode is written once and its slow half costs
//! the fast half no push and no pop.
//!
//! Invariant, on which all `unsafe` here relies: the code was verified. Register operands lie in the window of
//! the running function, constants in the pool, jumps go to instructions; and the window lies in the reserved
//! register stack, whose slots always hold valid values (fresh ones are zero: unset).

use super::machine::Machine;
use super::step::{Leave, Step};
use crate::bytecode::op::{Call, Dst, Free, Imm, Iter, Mut, Near, Pair, Src, StaticCall, Window};
use crate::heap::Heap;
use crate::value::{Tag, Value};

/// The fast path, without counting heat.
pub const PLAIN: u8 = 0;
/// The fast path, counting heat.
#[cfg_attr(not(hivm_threaded), allow(dead_code))]
pub const COUNTING: u8 = 1;
/// In full.
pub const FULL: u8 = 2;

/// See the module's documentation. The mode is one of [`PLAIN`], [`COUNTING`] and [`FULL`].
pub struct Cpu<const MODE: u8> {
    /// The next instruction, until the meaning changes it.
    pub(super) pc: *const u64,
    /// The first register of the running window.
    pub(super) base: *mut Value,
    /// The first constant.
    pub(super) k: *const Value,
    /// The machine.
    pub(super) vm: *mut Machine,
}

/// An operand that names a register.
pub trait Register: Copy {
    /// Its byte offset in the window.
    fn at(self) -> usize;
}

macro_rules! registers {
    ($($name:ident)*) => {$(
        impl Register for $name {
            #[inline(always)]
            fn at(self) -> usize {
                self.offset()
            }
        }
    )*};
}
registers!(Dst Src Mut Pair Window Call StaticCall Iter Free);

/// An operand that has a value: a register, a small integer, a constant.
pub trait Read: Copy {
    /// Its value's tag.
    fn tag<const M: u8>(self, cpu: &Cpu<M>) -> Tag;
    /// Its value's payload.
    fn bits<const M: u8>(self, cpu: &Cpu<M>) -> u64;
    /// Its value.
    #[inline(always)]
    fn value<const M: u8>(self, cpu: &Cpu<M>) -> Value {
        Value::from_parts(self.tag(cpu), self.bits(cpu))
    }
}

macro_rules! read_registers {
    ($($name:ident)*) => {$(
        impl Read for $name {
            #[inline(always)]
            fn tag<const M: u8>(self, cpu: &Cpu<M>) -> Tag {
                cpu.tag(self)
            }
            #[inline(always)]
            fn bits<const M: u8>(self, cpu: &Cpu<M>) -> u64 {
                cpu.bits(self)
            }
        }
    )*};
}
read_registers!(Src Mut);

impl Read for Imm {
    #[inline(always)]
    fn tag<const M: u8>(self, _: &Cpu<M>) -> Tag {
        Tag::Int
    }
    #[inline(always)]
    fn bits<const M: u8>(self, _: &Cpu<M>) -> u64 {
        self.get() as u64
    }
}

impl Read for Near {
    #[inline(always)]
    fn tag<const M: u8>(self, cpu: &Cpu<M>) -> Tag {
        // SAFETY: verified: a constant of the pool.
        unsafe { cpu.k.byte_add(self.offset()).cast::<Tag>().read() }
    }
    #[inline(always)]
    fn bits<const M: u8>(self, cpu: &Cpu<M>) -> u64 {
        // SAFETY: verified: a constant of the pool.
        unsafe { cpu.k.byte_add(self.offset() + 8).cast::<u64>().read() }
    }
}

impl<const MODE: u8> Cpu<MODE> {
    #[inline(always)]
    fn slot(&self, register: impl Register) -> *mut Value {
        // SAFETY: verified: a register of the window.
        unsafe { self.base.byte_add(register.at()) }
    }

    /// The register's tag, straight from memory.
    #[inline(always)]
    pub fn tag(&self, register: impl Register) -> Tag {
        // SAFETY: the slot holds a valid value.
        unsafe { self.slot(register).cast::<Tag>().read() }
    }

    /// The register's payload, straight from memory.
    #[inline(always)]
    pub fn bits(&self, register: impl Register) -> u64 {
        // SAFETY: the slot holds a valid value.
        unsafe { self.slot(register).byte_add(8).cast::<u64>().read() }
    }

    /// The register's value.
    #[inline(always)]
    pub fn read(&self, register: impl Register) -> Value {
        // SAFETY: as above. The tag is read volatile, so that the two words, which were stored apart, are never
        // loaded as one (the load would wait for both stores to reach the cache).
        unsafe {
            let slot = self.slot(register);
            let bits = slot.byte_add(8).cast::<u64>().read();
            Value::from_parts(slot.cast::<Tag>().read_volatile(), bits)
        }
    }

    /// Writes the register.
    #[inline(always)]
    pub fn put(&mut self, register: impl Register, value: Value) {
        // SAFETY: a slot of the window.
        unsafe {
            let slot = self.slot(register);
            slot.byte_add(8).cast::<u64>().write(value.bits());
            slot.cast::<Tag>().write(value.tag());
        }
    }

    /// Writes an integer.
    #[inline(always)]
    pub fn put_int(&mut self, register: impl Register, n: i64) {
        self.put(register, Value::int(n));
    }

    /// Writes a float.
    #[inline(always)]
    pub fn put_float(&mut self, register: impl Register, x: f64) {
        self.put(register, Value::float(x));
    }

    /// Writes a boolean.
    #[inline(always)]
    pub fn put_bool(&mut self, register: impl Register, b: bool) {
        self.put(register, Value::bool(b));
    }

    /// The value of the register `n` places after the operand's.
    #[inline(always)]
    pub fn nth(&self, register: impl Register, n: usize) -> Value {
        // SAFETY: verified: the window that starts there has more than n registers.
        unsafe { *self.slot(register).add(n) }
    }

    /// Writes the register `n` places after the operand's.
    #[inline(always)]
    pub fn put_nth(&mut self, register: impl Register, n: usize, value: Value) {
        // SAFETY: verified: the window that starts there has more than n registers.
        unsafe { *self.slot(register).add(n) = value };
    }

    /// The `count` values from the operand's register on. Valid until the next write of a register.
    #[inline(always)]
    pub fn window<'a>(&self, first: impl Register, count: usize) -> &'a [Value] {
        // SAFETY: verified: inside the window, whose memory stays where it is; callers use the slice before they
        // write registers.
        unsafe { std::slice::from_raw_parts(self.slot(first), count) }
    }

    /// Goes on `distance` words after the end of the instruction.
    #[inline(always)]
    pub fn go(&mut self, distance: isize) {
        // A conditional move on the program counter would serialise fetch, decode and dispatch.
        std::hint::cold_path();
        // SAFETY: verified: an instruction of the same function.
        self.pc = unsafe { self.pc.offset(distance) };
    }

    /// The value in front of the window: the running closure.
    #[inline(always)]
    pub fn callee(&self) -> Value {
        // SAFETY: the caller's window holds the callee there.
        unsafe { *self.base.sub(1) }
    }

    /// The machine. Its lifetime is the run's, not this borrow's: use it within one statement.
    #[inline(always)]
    pub fn machine<'a>(&mut self) -> &'a mut Machine {
        // SAFETY: the machine outlives the run; meanings use one such reference at a time.
        unsafe { &mut *self.vm }
    }

    /// The heap; see [`Cpu::machine`].
    #[inline(always)]
    pub fn heap<'a>(&mut self) -> &'a mut Heap {
        &mut self.machine().host.heap
    }

    /// The end of the fast path: past it the instruction is executed in full.
    #[inline(always)]
    pub fn full(&self) -> Step {
        if MODE == FULL {
            Ok(())
        } else {
            Err(Leave::Slow)
        }
    }

    /// A safepoint before an allocation; goes on if no collection is due.
    #[inline(always)]
    pub fn safepoint(&mut self) -> Step {
        if self.heap().is_due() {
            self.full()?;
            self.machine().collect();
        }
        Ok(())
    }

    /// The end of the fast path of an instruction that allocates: in full, after a safepoint.
    #[inline(always)]
    pub fn full_allocating(&mut self) -> Step {
        self.full()?;
        self.safepoint()
    }

    /// Answers to whoever wants the machine's attention: interrupt, time limit.
    #[inline(always)]
    pub fn poll(&mut self) -> Step {
        if self.machine().wants_attention() {
            self.full()?;
            self.machine().host.names.attention.take()?;
        }
        Ok(())
    }
}
