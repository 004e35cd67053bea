//! How a run ended, in terms that outlive the machine.

use crate::bytecode::program::Position;
use crate::heap::ErrorObject;
use crate::interp::{CallSite, Machine};
use crate::runtime::print::Form;
use crate::value::Value;

/// How a run ended.
#[derive(Debug)]
pub enum Outcome {
    /// The main function returned this. Valid as long as the machine does not run again.
    Done(Value),
    /// The program asked to end with this status.
    Exit(i32),
    /// An exception that nobody caught.
    Uncaught(Uncaught),
    /// The instruction budget is spent.
    OutOfFuel,
}

/// An exception that nobody caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncaught {
    /// What was thrown, as `str` gives it.
    pub message: String,
    /// Where: an index in [`crate::bytecode::Program::files`] and a position in it.
    pub place: Option<(u32, Position)>,
    /// The call stack at the throw, innermost first.
    pub stack: Vec<CallFrame>,
}

/// A frame of a call stack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallFrame {
    /// The function's name: `main` at the bottom, `fn` if it has none.
    pub function: String,
    /// Its file, an index in [`crate::bytecode::Program::files`].
    pub file: u32,
    /// The call, or the instruction that threw.
    pub position: Position,
}

impl Uncaught {
    pub(super) fn of(machine: &Machine) -> Uncaught {
        let exception = machine.uncaught();
        let value = exception.value.unwrap_or(Value::NULL);
        let trace = exception.trace.as_slice();
        let at = |site: CallSite| {
            let function = &machine.program().functions[site.function.index()];
            (function.file, machine.position(site))
        };
        let born = value
            .as_error()
            .and_then(|e: crate::heap::Gc<ErrorObject>| {
                let place = e.place();
                let position = Position {
                    line: place.line,
                    column: place.column,
                };
                (place.line > 0).then_some((place.file, position))
            });
        Uncaught {
            message: machine
                .host
                .text(value, Form::Bare)
                .unwrap_or_else(|fault| fault.to_string()),
            place: born.or_else(|| machine.blame(trace).map(at)),
            stack: frames(machine, trace),
        }
    }
}

fn frames(machine: &Machine, trace: &[CallSite]) -> Vec<CallFrame> {
    let program = machine.program();
    let shown = trace
        .iter()
        .filter(|s| !program.functions[s.function.index()].prelude);
    shown
        .map(|site| {
            let function = &program.functions[site.function.index()];
            CallFrame {
                function: if function.name.is_empty() {
                    "fn".into()
                } else {
                    function.name.clone()
                },
                file: function.file,
                position: machine.position(*site),
            }
        })
        .collect()
}
