//! Values that somebody outside of the program holds: roots of the machine, by number.
//!
//! Invariant: a number of a machine that is gone names nothing.

use super::session::Session;
use crate::value::Value;

impl Session {
    /// Keeps a value alive; the number names it in this generation of the machine.
    pub fn hold(&mut self, value: Value) -> (u64, usize) {
        let held = self.vm.machine_mut().held();
        let at = match self.free.pop() {
            Some(at) => {
                held[at] = value;
                at
            }
            None => {
                held.push(value);
                held.len() - 1
            }
        };
        (self.generation, at)
    }

    /// The value that is held under that number.
    ///
    /// # Errors
    /// When it is of a machine that is gone.
    pub fn held(&mut self, (generation, at): (u64, usize)) -> Result<Value, String> {
        if generation != self.generation {
            return Err("the value is of a run that has ended".into());
        }
        let held = self.vm.machine_mut().held();
        held.get(at).copied().ok_or("no such value".into())
    }

    /// Lets go of it.
    pub fn release(&mut self, (generation, at): (u64, usize)) {
        if generation == self.generation
            && let Some(slot) = self.vm.machine_mut().held().get_mut(at)
        {
            *slot = Value::NULL;
            self.free.push(at);
        }
    }
}
