//! The instructions of a function, each source line above those that were made of it.
//!
//! ```text
//! f0 main, 2 registers
//!         ; 2: for (let i = 0; i < 5000; i++) { s += i }
//!      4  add r0, r0, r1
//!      5  next_lt r1, r2, @4
//! ```
//!
//! Offsets are those that recordings, trees, graphs and exits name. Invariant: every instruction stands in a line of its own.

use std::fmt::Write;

use super::places;
use crate::bytecode::Program;
use crate::bytecode::disassemble::listing;
use crate::index::FnId;

/// The function as text.
pub(super) fn function(program: &Program, id: FnId) -> String {
    let mut out = String::new();
    let Some(function) = program.functions.get(id.index()) else {
        return out;
    };
    let name = places::function(program, id);
    let registers = function.registers;
    let _ = writeln!(out, "{id} {name}, {registers} registers");
    let mut last = 0;
    for (pc, text) in listing(program, id) {
        let line = function.position(pc).line;
        if line != last {
            last = line;
            let source = places::line(program, id, line).unwrap_or("").trim();
            if line > 0 {
                let _ = writeln!(out, "        ; {line}: {source}");
            }
        }
        let _ = writeln!(out, "  {:>4}  {text}", pc.0);
    }
    for handler in &function.handlers {
        let (start, end, target) = (handler.start, handler.end, handler.target);
        let _ = writeln!(
            out,
            "        what @{start} up to @{end} throw goes to @{target}"
        );
    }
    out
}
