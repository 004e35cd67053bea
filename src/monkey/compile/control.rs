//! Leaving loops, `try` statements and functions: `break`, `continue`, `return`.
//!
//! What is left behind is a stack of [`Control`]s. A `finally` on the way is compiled once, whatever leads
//! through it: who comes by notes in a register where to go on, and behind the block that register is
//! looked at. So the size of the code is linear in that of the source, however they nest.
//!
//! ```text
//! while (c) { try { break } finally { f() } }
//!
//!     int r1, 2 ; jump FINALLY          `break`: the exit of number 2
//!     ...
//! FINALLY: call f
//!     if_eq_i r1, 1, RETHROW
//!     if_eq_i r1, 2, BREAK
//! ```
//!
//! Invariant: the stack is that of the source: whoever pushes pops.

use super::Compiler;
use crate::bytecode::Label;
use crate::index::Reg;

/// What encloses the code that is being compiled.
pub(super) enum Control {
    Loop(Loop),
    Finally(Finally),
    /// The body of a `try` without `finally`, a generator's, or the file's own code: a call in it is no tail call.
    Guarded,
}

/// A loop.
pub(super) struct Loop {
    pub leave: Label,
    pub again: Label,
}

/// A `try` with a `finally`.
pub(super) struct Finally {
    /// Where to go on behind it: an index in `exits`, after the two that always are.
    pub state: Reg,
    /// What is thrown or returned behind it.
    pub value: Reg,
    pub block: Label,
    pub exits: Vec<Exit>,
}

/// Control goes on behind the `try`.
pub(super) const GO_ON: i16 = 0;
/// The exception goes on.
pub(super) const RETHROW: i16 = 1;
/// The first number of an exit that the source asks for.
pub(super) const FIRST_EXIT: i16 = 2;

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    Break,
    Continue,
    Return,
}

impl Compiler<'_> {
    /// Whether the running function's frame is needed while a call in this place runs.
    pub(super) fn is_guarded(&self) -> bool {
        self.control
            .iter()
            .any(|control| !matches!(control, Control::Loop(_)))
    }

    /// Leaves by `break` or `continue`, or with the value in the register by `return`.
    pub(super) fn leave(&mut self, exit: Exit, value: Option<Reg>) {
        let mut way = None;
        for control in self.control.iter_mut().rev() {
            match control {
                Control::Guarded => {}
                Control::Loop(_) if exit == Exit::Return => {}
                Control::Loop(inner) => {
                    let to = if exit == Exit::Break {
                        inner.leave
                    } else {
                        inner.again
                    };
                    self.f.jump(to);
                    return;
                }
                Control::Finally(finally) => {
                    let known = finally.exits.iter().position(|&e| e == exit);
                    let number = known.unwrap_or(finally.exits.len());
                    if known.is_none() {
                        finally.exits.push(exit);
                    }
                    way = Some((
                        finally.state,
                        finally.value,
                        finally.block,
                        number as i16 + FIRST_EXIT,
                    ));
                    break;
                }
            }
        }
        match (way, value) {
            (Some((state, kept, block, number)), value) => {
                if let Some(value) = value
                    && value != kept
                {
                    self.f.mov(kept, value);
                }
                self.f.int(state, number);
                self.f.jump(block);
            }
            (None, value) => self.return_value(value),
        }
    }
}
