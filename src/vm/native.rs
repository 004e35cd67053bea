//! Entering native code: the one place of this room that is unsafe.
//!
//! ```text
//! world --addresses--> Tables --Code::enter--> Returned or Left, registers in their homes
//! ```
//!
//! Invariant: code is entered only with the machine and the program that it was made for.

use super::code::{Ended, Failures};
use super::environment::World;
use crate::interp::Addresses;
use crate::jit::{self, Code, Tables};

/// Enters code on a machine that is at its entry. Code that counts rounds takes them from `rounds`.
pub(super) fn enter(
    code: &Code,
    world: &mut World<'_>,
    failures: &mut Failures,
    rounds: &mut u64,
) -> Ended {
    let Addresses {
        base,
        globals,
        constants,
        attention,
    } = world.machine().addresses();
    let mut tables = Tables {
        base,
        globals,
        constants,
        attention,
        fail_at: failures.left(),
        rounds: *rounds,
    };
    // SAFETY: the tables are the machine's own, which `world` holds for the time of the run; loading a program, the only thing
    // that moves them, needs the machine. The graph was verified when it was built, asks for room itself before it
    // puts a frame above those it was entered with, and the driver is at its entry.
    let ended = unsafe { code.enter(world, &mut tables) };
    failures.count(tables.fail_at);
    *rounds = tables.rounds;
    match ended {
        jit::Ended::Returned(value) => Ended::Returned(value),
        jit::Ended::Left(exit, how) => Ended::Left(exit, how),
    }
}
