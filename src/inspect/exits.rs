//! The exits of a graph for people: who leaves, where the interpreter goes on, what is written, what became of it.
//!
//! ```text
//! x1 in b1: %6: int = add_ov %4, %5, s1
//!   taken 3 times; the interpreter goes on
//!   f0@4 main, sum.monkey:2:36, at add r0, r0, r1
//!     r0 = %4 int   r1 = %5 int   r2 stays
//! ```
//!
//! A register that stays holds its value in its home already. Of a value whose tag is known the bail-out writes the payload,
//! and the table that stands beside the code knows the tag; a constant stands in that table alone.
//!
//! Invariant: frames stand outermost first.

use std::fmt::Write;

use super::places;
use crate::bytecode::Program;
use crate::bytecode::disassemble::listing;
use crate::interp::CallSite;
use crate::ir::print::{block_name, leaving};
use crate::ir::{Arg, Graph, Slot, SnapFrame};
use crate::vm::ExitFate;

/// All exits of a graph.
pub(super) fn table(program: &Program, graph: &Graph, fates: &[ExitFate]) -> String {
    let mut out = String::new();
    for (n, exit) in graph.exits().iter().enumerate() {
        let (block, what) = (block_name(exit.block), leaving(graph, *exit));
        let _ = writeln!(out, "x{n} in {block}: {what}");
        if let Some(fate) = fates.get(n) {
            let _ = writeln!(out, "  {}", became(*fate));
        }
        let snapshot = graph.snapshot(exit.snap);
        let frames = &snapshot.frames;
        for (n, frame) in frames.iter().enumerate() {
            let innermost = n + 1 == frames.len();
            self::frame(&mut out, program, graph, (frame, innermost));
        }
        for (n, object) in snapshot.objects.iter().enumerate() {
            let _ = writeln!(out, "    o{n} is made then: {object}");
        }
    }
    if out.is_empty() {
        out.push_str("it has none\n");
    }
    out
}

/// Assembly in which the instruction that says which exit is taken names it, what leaves there, and the source line.
///
/// It stores the exit's number into the state, whose address stands in some register.
#[cfg(feature = "llvm")]
pub(super) fn named(program: &Program, graph: &Graph, assembly: &str) -> String {
    let exits = graph.exits();
    let field = format!(", {}(%r", crate::jit::NativeState::EXIT_OFFSET);
    let name = |line: &str| {
        let (number, _) = line.strip_prefix("\tmovq\t$")?.split_once(&field)?;
        let exit = *exits.get(number.parse::<usize>().ok()?)?;
        let frame = graph.snapshot(exit.snap).frames.last()?;
        let site = CallSite {
            function: frame.function,
            pc: frame.pc,
        };
        let place = places::position(program, site).unwrap_or_default();
        let what = leaving(graph, exit);
        Some(format!("{line:<32} # x{number}: {what}, {place}\n"))
    };
    let lines = assembly.lines();
    lines
        .map(|line| name(line).unwrap_or_else(|| format!("{line}\n")))
        .collect()
}

fn became(fate: ExitFate) -> String {
    let mut text = match fate.taken {
        0 => return "never taken".to_string(),
        1 => "taken once".to_string(),
        n => format!("taken {n} times"),
    };
    let on = match fate.piece {
        Some(version) => format!("version {version}"),
        None => "other code".to_string(),
    };
    match fate.linked {
        0 => text.push_str("; the interpreter goes on"),
        n if n == fate.taken => {
            let _ = write!(text, "; {on} goes on");
        }
        n => {
            let _ = write!(text, "; {on} went on {n} times, else the interpreter");
        }
    }
    if fate.failures > 0 {
        let _ = write!(text, "; {} times its path got no piece", fate.failures);
    }
    text
}

fn frame(
    out: &mut String,
    program: &Program,
    graph: &Graph,
    (frame, innermost): (&SnapFrame, bool),
) {
    let site = CallSite {
        function: frame.function,
        pc: frame.pc,
    };
    let named = places::named(program, site);
    let _ = write!(out, "  {}@{} {named}", frame.function, frame.pc);
    if innermost {
        let code = listing(program, frame.function);
        let next = code.iter().find(|(pc, _)| *pc == frame.pc);
        if let Some((_, text)) = next {
            let _ = write!(out, ", at {text}");
        }
    } else {
        out.push_str(", waits for its callee");
    }
    if frame.window > 0 {
        let _ = write!(out, ", its window at r{} of its caller's", frame.window);
    }
    out.push('\n');
    let mut written = Vec::new();
    if let Some(callee) = frame.callee {
        written.push(format!("callee = {}", value(graph, callee)));
    }
    for (reg, slot) in &frame.registers {
        written.push(match slot {
            Slot::Value(arg) => format!("{reg} = {}", value(graph, *arg)),
            Slot::Home => format!("{reg} stays"),
        });
    }
    if !written.is_empty() {
        let _ = writeln!(out, "    {}", written.join("   "));
    }
}

fn value(graph: &Graph, arg: Arg) -> String {
    match arg {
        Arg::Const(_) | Arg::Sunk(_) => arg.to_string(),
        _ => format!("{arg} {}", graph.type_of(arg)),
    }
}
