//! The meaning of the instructions on generators.
//!
//! Invariant: a generator waits or runs as the instruction is given.

use super::meaning::given;
use super::{Done, wrong};
use crate::heap::generator::State;
use crate::heap::{Gc, Generator, Heap};
use crate::index::Pc;
use crate::value::Value;

pub(super) fn kept(n: u32, generator: Gc<Generator>) -> Done<Value> {
    given(generator.state() == State::Waiting, "it waits")?;
    match generator.kept().get(n as usize) {
        Some(value) => Ok(value.get()),
        None => wrong("not given: a kept register"),
    }
}

pub(super) fn resume(generator: Gc<Generator>) -> Done<()> {
    given(generator.state() == State::Waiting, "it waits")?;
    generator.run();
    Ok(())
}

pub(super) fn suspend(
    heap: &mut Heap,
    pc: Pc,
    generator: Gc<Generator>,
    kept: &[Value],
) -> Done<()> {
    given(generator.state() == State::Running, "it runs")?;
    given(kept.len() <= generator.room(), "the room")?;
    generator.suspend(heap, pc, kept);
    Ok(())
}

pub(super) fn end(generator: Gc<Generator>) -> Done<()> {
    given(generator.state() == State::Running, "it runs")?;
    generator.finish();
    Ok(())
}
