//! What a recording says of its start: the frames, and the tags of what is live in them.
//!
//! ```text
//!   f0: | r0 | r1 | r2 | callee | r0 | r1 |        a frame of f1 under the anchor's of f0, window 4:
//!   home   0    1    2     3      4    5           homes count on through both windows
//! ```
//!
//! A frame that waits for its callee reads, when that returns, what is live behind the call but for its destination; when it
//! throws, what the call's handler reads. Invariant: each home stands once, lowest first.

use std::collections::BTreeSet;

use super::StartFrame;
use crate::bytecode::Program;
use crate::bytecode::code::instructions;
use crate::index::Reg;
use crate::interp::Look;
use crate::value::Tag;

/// The innermost frames of the machine, outermost first: so many, or all if there are fewer.
pub(super) fn frames_at(look: &Look<'_>, count: usize) -> Vec<StartFrame> {
    let mut frames: Vec<StartFrame> = look
        .frames()
        .take(count)
        .map(|(site, window)| StartFrame {
            function: site.function,
            pc: site.pc,
            window: window as u32,
        })
        .collect();
    frames.reverse();
    if let Some(outermost) = frames.first_mut() {
        outermost.window = 0;
    }
    frames
}

/// The tags of what is live in the frames, by home. The machine has these frames.
pub(super) fn entry(look: &Look<'_>, frames: &[StartFrame]) -> Vec<(u32, Tag)> {
    let program = look.machine().program();
    let mut homes = BTreeSet::new();
    let mut base = 0;
    for (n, frame) in frames.iter().enumerate() {
        base += frame.window;
        let live = match frames.get(n + 1) {
            None => before(program, frame),
            Some(inner) => waiting(program, frame, inner.window),
        };
        homes.extend(live.into_iter().map(|reg| base + u32::from(reg.0)));
    }
    let tag = |home: u32| match home.checked_sub(base) {
        Some(reg) => look.register(Reg(reg as u16)).tag(),
        None => look.below((base - home) as usize).tag(),
    };
    homes.into_iter().map(|home| (home, tag(home))).collect()
}

/// What is live before the next instruction of the innermost frame.
fn before(program: &Program, frame: &StartFrame) -> BTreeSet<Reg> {
    let function = &program.functions[frame.function.index()];
    let liveness = function.liveness(program);
    liveness.before(frame.pc).iter().collect()
}

/// What is live in a frame while its callee runs, whose window begins at that register.
fn waiting(program: &Program, frame: &StartFrame, window: u32) -> BTreeSet<Reg> {
    let function = &program.functions[frame.function.index()];
    let liveness = function.liveness(program);
    let live = match instructions(&function.code).find(|i| i.end() == frame.pc) {
        Some(call) => liveness.across(function, &call),
        None => liveness.before(frame.pc),
    };
    // The slot in front of the callee's window is its own, and the call loses what lies behind.
    let below = |reg: &Reg| u32::from(reg.0) + 1 < window;
    live.iter().filter(below).collect()
}
