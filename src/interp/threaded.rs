//! The plain dispatcher of optimised builds: one handler per opcode, each ending in a sibling call to the next.
//!
//! ```text
//!   fast::add(pc, base, k, vm):  the meaning with MODE = PLAIN or COUNTING, inlined
//!        done  ->  jmp HANDLERS[*pc]
//!        slow  ->  jmp full::add      the same meaning with MODE = FULL, out of line; then dispatch or exit
//! ```
//!
//! Stable Rust does not promise tail calls; optimised builds make them as long as nothing with a destructor or an
//! escaping address lives in a handler. So whatever does lives in `execute`, and a test runs a hundred
//! million dispatches in a small stack. Unoptimised builds use [`super::portable`].

use super::cpu::{COUNTING, Cpu, PLAIN};
use super::execute;
use super::heat::NEVER_HOT;
use super::machine::Machine;
use super::step::Stop;
use crate::bytecode::op::{Visitor, layout};
use crate::for_each_op;
use crate::value::Value;

/// The fast handlers of a mode, by opcode.
struct Table<const MODE: u8>;

type Handler = unsafe extern "C" fn(*const u64, *mut Value, *const Value, *mut Machine);

macro_rules! handlers {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) [$($flag:ident),*];)* })*) => {
        impl<const MODE: u8> Table<MODE> {
            const HANDLERS: &'static [Handler] = &[$($(fast::$name::<MODE>,)*)* at_break::<MODE>];
        }

        #[allow(non_camel_case_types)]
        mod fast {
            use super::*;
            $($(
                pub(super) unsafe extern "C" fn $name<const MODE: u8>(
                    pc: *const u64,
                    base: *mut Value,
                    k: *const Value,
                    vm: *mut Machine,
                )  {
                    // SAFETY: `pc` is at a verified instruction of this opcode.
                    unsafe {
                        let at = pc.cast::<layout::$name>();
                        let _ = at;
                        let next = pc.byte_add(size_of::<layout::$name>());
                        let mut cpu = Cpu::<MODE> { pc: next, base, k, vm };
                        let step = Visitor::$name(&mut cpu, $((*at).$arg),*);
                        let done = step.is_ok();
                        // On the fast path it holds nothing; but to drop it the compiler may keep it in memory, and
                        // then it makes no sibling call.
                        std::mem::forget(step);
                        if done {
                            dispatch::<MODE>(cpu.pc, cpu.base, k, vm)
                        } else {
                            full::$name::<MODE>(pc, base, k, vm)
                        }
                    }
                }
            )*)*
        }

        #[allow(non_camel_case_types)]
        mod full {
            use super::*;
            $($(
                #[cold]
                pub(super) unsafe extern "C" fn $name<const MODE: u8>(
                    pc: *const u64,
                    base: *mut Value,
                    k: *const Value,
                    vm: *mut Machine,
                )  {
                    // SAFETY: as in `fast`; `execute` leaves `pc` and `base` where execution goes on.
                    unsafe {
                        (*vm).pc = pc;
                        (*vm).base = base;
                        if execute::$name(k, vm) {
                            dispatch::<MODE>((*vm).pc, (*vm).base, k, vm);
                        }
                    }
                }
            )*)*
        }
    };
}

for_each_op!(handlers);

/// At a breakpoint: see [`super::attached`].
#[cold]
unsafe extern "C" fn at_break<const MODE: u8>(
    pc: *const u64,
    base: *mut Value,
    k: *const Value,
    vm: *mut Machine,
) {
    // SAFETY: as in `full`.
    unsafe {
        (*vm).pc = pc;
        (*vm).base = base;
        if execute::at_break(k, vm) {
            dispatch::<MODE>((*vm).pc, (*vm).base, k, vm);
        }
    }
}

#[inline(always)]
unsafe extern "C" fn dispatch<const MODE: u8>(
    pc: *const u64,
    base: *mut Value,
    k: *const Value,
    vm: *mut Machine,
) {
    // SAFETY: verified code: an opcode of the table.
    unsafe {
        let op = pc.cast::<u16>().read() as usize;
        (Table::<MODE>::HANDLERS.get_unchecked(op))(pc, base, k, vm)
    }
}

impl Machine {
    /// Runs from `pc` and `base` until the program stops.
    pub(super) fn run_threaded(&mut self) -> Stop {
        // SAFETY: `pc` is at a verified instruction, whose window starts at `base`.
        unsafe {
            let run = if self.heat_start == NEVER_HOT {
                dispatch::<PLAIN>
            } else {
                dispatch::<COUNTING>
            };
            run(self.pc, self.base, self.constants.start(), self);
        }
        self.stop
    }
}
