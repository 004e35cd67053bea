//! Each opcode executed in full, out of line: what the fast path of [`super::threaded`] falls back to, and all
//! that [`super::portable`] runs.
//!
//! Invariant: on entry the machine's `pc` and `base` are saved, so that everything in here may collect garbage,
//! throw, or look at the call stack; on answering true they say where execution goes on.

use super::cpu::{Cpu, FULL};
use super::machine::Machine;
use super::step::Leave;
use crate::bytecode::op::{Visitor, layout};
use crate::for_each_op;
use crate::value::Value;

/// An opcode in full: false if the run stops, as the machine's `stop` says.
pub(super) type Execute = unsafe fn(*const Value, *mut Machine) -> bool;

macro_rules! execute {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) [$($flag:ident),*];)* })*) => {
        /// By opcode; behind them what a breakpoint does.
        pub(super) static TABLE: &[Execute] = &[$($($name,)*)* at_break];
        $($(
            #[inline(never)]
            pub(super) unsafe fn $name(k: *const Value, vm: *mut Machine) -> bool {
                let mut first = true;
                loop {
                    // SAFETY: the machine's `pc` is at a verified instruction of this opcode.
                    unsafe {
                        let at = (*vm).pc.cast::<layout::$name>();
                        let _ = at;
                        let next = (*vm).pc.byte_add(size_of::<layout::$name>());
                        let mut cpu = Cpu::<FULL> { pc: next, base: (*vm).base, k, vm };
                        match Visitor::$name(&mut cpu, $((*at).$arg),*) {
                            Ok(()) => {
                                (*vm).pc = cpu.pc;
                                (*vm).base = cpu.base;
                                return true;
                            }
                            Err(leave) => {
                                if first && is_out_of_memory(&leave) {
                                    // Nothing has happened yet: collect, and execute it once more.
                                    first = false;
                                    (*vm).collect();
                                    continue;
                                }
                                return (*vm).left(leave);
                            }
                        }
                    }
                }
            }
        )*)*
    };
}

for_each_op!(execute);

/// At a breakpoint: see [`super::attached`].
#[cold]
pub(super) unsafe fn at_break(k: *const Value, vm: *mut Machine) -> bool {
    // SAFETY: the machine's `pc` is at a breakpoint.
    unsafe { (*vm).at_break(k) }
}

fn is_out_of_memory(leave: &Leave) -> bool {
    matches!(leave, Leave::Fault(fault) if fault.out_of_memory().is_some())
}
