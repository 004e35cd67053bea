//! Entering native code: the one place of this room that is unsafe.
//!
//! ```text
//! world --addresses--> Tables --Code::enter--> Returned or Left, registers in their homes
//! ```
//!
//! Invariant: code is entered only with the machine and the program that it was made for.

use super::callees::Callees;
use super::code::Ended;
use super::environment::World;
use crate::interp::Addresses;
use crate::jit::{self, Code, Tables};

/// Enters code on a machine that is at its entry.
pub(super) fn enter(code: &Code, world: &mut World<'_>, callees: &Callees<'_>) -> Ended {
    let before = world.machine().whereabouts();
    let Addresses {
        base,
        globals,
        constants,
        signals,
        frame,
        entries,
    } = world.machine().addresses();
    let mut tables = Tables {
        base,
        globals,
        constants,
        signals,
        fail_at: callees.failures.left(),
        frame,
        entries,
        slots: callees.slots(),
        rounds: callees.rounds.get(),
    };
    // SAFETY: the tables are the machine's own, which `world` holds for the time of the run; loading a program, the only thing
    // that moves them, needs the machine. The graph was verified when it was built, asks for room itself before it
    // puts a frame above those it was entered with, and the driver is at its entry.
    let ended = unsafe { code.enter(world, &mut tables) };
    callees.failures.count(tables.fail_at);
    callees.rounds.set(tables.rounds);
    if !matches!(ended, jit::Ended::Inside) {
        // Helpers have moved it to whoever called them.
        world.machine().return_to(before);
    }
    match ended {
        jit::Ended::Returned(value) => Ended::Returned(value),
        jit::Ended::Inside => Ended::Inside,
        jit::Ended::Declined => unreachable!("the machine stack was just begun"),
        jit::Ended::Left(exit, how) => Ended::Left(exit, how),
    }
}
