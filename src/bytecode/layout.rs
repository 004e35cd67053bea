//! The final form of jumps: which way each goes and whether it is far.
//!
//! The builder writes each jump in its short form and notes it. Here each gets the form that its distance and
//! direction ask for. A jump without a condition is one word whatever its form, so only its opcode changes. A
//! conditional one reaches 32,767 words; beyond that, or when a condition that does not poll goes back, it
//! crosses to a jump of its own:
//!
//! ```text
//!        if_lt a, b, far                    loop_lt a, b, far
//!   =>   if_lt a, b, 1                 =>   jump 2
//!        jump 2                          1: repeat_far far
//!     1: jump_far far  (or repeat...)    2: loop_lt a, b, 1
//!     2:
//! ```
//!
//! The jump for a loop stands before it, so that instructions of the group "Loops" always go back: they are
//! what polls for interrupts and what is counted as a loop, and the verifier refuses any other way back.
//!
//! Growing one jump can push another out of reach, so growing is repeated until nothing changes; it never
//! shrinks, so it ends. After a few rounds everything that has a condition grows, which keeps hostile input
//! from asking for many rounds.

use super::builder::BuildError;
use super::function_builder::{FunctionBuilder, Label};
use super::op::{Flag, Op, OperandKind, set_operand_bits};
use super::program::{Function, Handler, Line, Local};
use crate::index::Pc;

/// The most words in one function: far jumps reach well past it.
pub(super) const MAX_CODE: usize = 1 << 28;

/// Words that a jump grows by when it crosses to a jump of its own.
const EXTRA: u32 = 2;

/// A jump as the builder noted it.
#[derive(Clone, Copy)]
pub(super) struct Branch {
    /// Where it stands, before any jump grew.
    pub pc: u32,
    pub op: Op,
    pub label: Label,
}

impl Branch {
    fn is_conditional(&self) -> bool {
        !self.op.info().is(Flag::Ends)
    }

    fn loops(&self) -> bool {
        self.op.info().is(Flag::Loops)
    }
}

/// Which conditional jumps have grown, and what that does to every place.
struct Layout {
    /// Where the grown ones stand, by rising pc, before any jump grew.
    grown: Vec<u32>,
}

impl Layout {
    /// Where what stood at `pc` begins now.
    fn place(&self, pc: u32) -> u32 {
        pc + EXTRA * self.grown.partition_point(|&g| g < pc) as u32
    }
}

/// Gives jumps their final form and resolves all labels.
pub(super) fn lay_out(builder: FunctionBuilder) -> Result<Function, BuildError> {
    let target = |label: Label| builder.labels[label.0 as usize].ok_or(BuildError::UnboundLabel);
    let targets = builder
        .branches
        .iter()
        .map(|b| target(b.label))
        .collect::<Result<Vec<u32>, _>>()?;
    for (branch, &to) in builder.branches.iter().zip(&targets) {
        if branch.loops() && to > branch.pc {
            return Err(BuildError::LoopForward(branch.op.info().name));
        }
    }
    let layout = relax(&builder.branches, &targets);
    let place = |label: Label| Ok(Pc(layout.place(target(label)?)));
    let end = Pc(layout.place(builder.function.code.len() as u32));

    let mut handlers = Vec::with_capacity(builder.handlers.len());
    for h in &builder.handlers {
        let (start, end) = (place(h.start)?, place(h.end)?);
        // What guards nothing is left out.
        if start < end {
            handlers.push(Handler {
                start,
                end,
                target: place(h.target)?,
            });
        }
    }
    let mut locals = Vec::with_capacity(builder.locals.len());
    for l in &builder.locals {
        let start = place(l.start)?;
        let end = l.end.map_or(Ok(end), place)?;
        locals.push(Local {
            name: l.name.clone(),
            register: l.register,
            start,
            end,
        });
    }
    let lines = builder.function.lines.iter();
    let lines = lines
        .map(|l| Line {
            pc: Pc(layout.place(l.pc.0)),
            position: l.position,
        })
        .collect();
    let code = encode(&builder.function.code, &builder.branches, &targets, &layout)?;
    Ok(Function {
        code,
        lines,
        locals,
        handlers,
        ..builder.function
    })
}

/// Finds which jumps must grow.
fn relax(branches: &[Branch], targets: &[u32]) -> Layout {
    const ROUNDS: usize = 8;
    let mut layout = Layout { grown: Vec::new() };
    for round in 0.. {
        let must_grow = |branch: &Branch, to: u32| {
            if !branch.is_conditional() {
                return false;
            }
            let backward = to <= branch.pc;
            let from = layout.place(branch.pc) as i64 + branch.op.info().words as i64;
            let distance = layout.place(to) as i64 - from;
            backward != branch.loops() || i16::try_from(distance).is_err() || round >= ROUNDS
        };
        let before = layout.grown.len();
        let now = branches.iter().zip(targets);
        let mut grown: Vec<u32> = now
            .filter(|(b, to)| must_grow(b, **to))
            .map(|(b, _)| b.pc)
            .collect();
        // One that grew stays grown, even if its distance, counted from where it stood, would do now.
        grown.extend_from_slice(&layout.grown);
        grown.sort_unstable();
        grown.dedup();
        layout.grown = grown;
        if layout.grown.len() == before {
            break;
        }
    }
    layout
}

/// The code with its jumps in their final form.
fn encode(
    code: &[u64],
    branches: &[Branch],
    targets: &[u32],
    layout: &Layout,
) -> Result<Vec<u64>, BuildError> {
    let mut out = Vec::with_capacity(code.len() + layout.grown.len() * EXTRA as usize);
    let mut copied = 0;
    for (branch, &to) in branches.iter().zip(targets) {
        let pc = branch.pc as usize;
        out.extend_from_slice(&code[copied..pc]);
        copied = pc + branch.op.info().words;
        let own = &code[pc..copied];
        let (backward, to) = (to <= branch.pc, layout.place(to));
        if !branch.is_conditional() {
            out.push(goto(branch.op, backward, out.len(), to));
        } else if layout.grown.binary_search(&branch.pc).is_err() {
            conditional(&mut out, own, branch.op, to);
        } else if branch.loops() {
            let start = out.len() as u32;
            out.push(goto(Op::jump, false, start as usize, start + 2));
            out.push(goto(Op::repeat, true, start as usize + 1, to));
            conditional(&mut out, own, branch.op, start + 1);
        } else {
            let after = (out.len() + own.len()) as u32;
            conditional(&mut out, own, branch.op, after + 1);
            out.push(goto(Op::jump, false, after as usize, after + 2));
            out.push(goto(Op::jump, backward, after as usize + 1, to));
        }
    }
    out.extend_from_slice(&code[copied..]);
    if out.len() > MAX_CODE {
        Err(BuildError::TooMuchCode)
    } else {
        Ok(out)
    }
}

/// A jump without a condition at `pc`. One that was asked to be far is.
fn goto(op: Op, backward: bool, pc: usize, to: u32) -> u64 {
    let distance = to as i64 - (pc as i64 + 1);
    let far = matches!(op, Op::jump_far | Op::repeat_far) || i16::try_from(distance).is_err();
    let op = match (backward, far) {
        (false, false) => Op::jump,
        (false, true) => Op::jump_far,
        (true, false) => Op::repeat,
        (true, true) => Op::repeat_far,
    };
    let mut word = [op as u64];
    set_label(&mut word, op, distance);
    word[0]
}

/// Appends a conditional jump to `to`, which is in reach.
fn conditional(out: &mut Vec<u64>, own: &[u64], op: Op, to: u32) {
    let start = out.len();
    out.extend_from_slice(own);
    let distance = to as i64 - out.len() as i64;
    set_label(&mut out[start..], op, distance);
}

fn set_label(code: &mut [u64], op: Op, distance: i64) {
    let is_label = |kind| matches!(kind, OperandKind::Label | OperandKind::FarLabel);
    for operand in op.info().operands.iter().filter(|o| is_label(o.kind)) {
        set_operand_bits(code, operand.offset, operand.size, distance as i32 as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytecode::Params;
    use crate::bytecode::op::operand_bits;
    use crate::index::Reg;

    /// Where control goes from `pc`, jumps without a condition followed; `taken` says what conditions do.
    fn follow(code: &[u64], mut pc: usize, taken: impl Fn(Op) -> Option<bool>) -> usize {
        loop {
            let op = Op::of(code[pc]).unwrap();
            let info = op.info();
            let label = info
                .operands
                .iter()
                .find(|o| matches!(o.kind, OperandKind::Label | OperandKind::FarLabel));
            let Some(label) = label else { return pc };
            let bits = operand_bits(&code[pc..], label.offset, label.size);
            let distance = if label.size == 2 {
                bits as i16 as i64
            } else {
                bits as i32 as i64
            };
            let end = pc + info.words;
            assert!(
                distance >= 0 || info.is(Flag::Loops),
                "{} goes back",
                info.name
            );
            let goes = if info.is(Flag::Ends) {
                true
            } else {
                taken(op).unwrap()
            };
            pc = if goes {
                (end as i64 + distance) as usize
            } else {
                end
            };
        }
    }

    fn forward(op: Op, gap: usize, taken: bool) {
        let mut f = FunctionBuilder::new("f", Params::default());
        let to = f.new_label();
        f.reserve_registers(2);
        match op {
            Op::jump => f.jump(to),
            _ => f.if_lt(Reg(0), Reg(1), to),
        }
        f.ret_null();
        (0..gap).for_each(|_| f.nop());
        f.bind(to);
        f.ret(Reg(0));
        let code = f.finish().unwrap().code;
        let end = follow(&code, 0, |_| Some(taken));
        let expected = if taken { Op::ret } else { Op::ret_null };
        assert_eq!(Op::of(code[end]), Some(expected), "{op:?} over {gap}");
    }

    fn backward(op: Op, gap: usize, taken: bool) {
        let mut f = FunctionBuilder::new("f", Params::default());
        let to = f.here();
        f.ret(Reg(0));
        (0..gap).for_each(|_| f.nop());
        let start = f.here();
        let mark = f.function.code.len();
        match op {
            Op::repeat => f.repeat(to),
            Op::loop_lt => f.loop_lt(Reg(0), Reg(1), to),
            _ => f.if_null(Reg(0), to),
        }
        f.ret_null();
        assert!(f.is_bound(start));
        let code = f.finish().unwrap().code;
        let end = follow(&code, mark, |_| Some(taken));
        let expected = if taken { Op::ret } else { Op::ret_null };
        assert_eq!(Op::of(code[end]), Some(expected), "{op:?} back over {gap}");
    }

    #[test]
    fn jumps_reach_their_label_at_any_distance() {
        for gap in [0, 1, 32763, 32764, 32765, 32766, 32767, 32768, 32769, 40000] {
            forward(Op::jump, gap, true);
            backward(Op::repeat, gap, true);
            for taken in [false, true] {
                forward(Op::if_lt, gap, taken);
                backward(Op::loop_lt, gap, taken);
                backward(Op::if_null, gap, taken);
            }
        }
    }

    #[test]
    fn short_jumps_do_not_grow() {
        let mut f = FunctionBuilder::new("f", Params::default());
        let (body, test) = (f.new_label(), f.new_label());
        f.int(Reg(0), 0);
        f.jump(test);
        f.bind(body);
        f.add_i(Reg(0), Reg(0), 1);
        f.bind(test);
        f.loop_lt_i(Reg(0), 10, body);
        f.ret(Reg(0));
        assert_eq!(f.finish().unwrap().code.len(), 5);
    }

    #[test]
    fn a_loop_must_go_back() {
        let mut f = FunctionBuilder::new("f", Params::default());
        let to = f.new_label();
        f.loop_true(Reg(0), to);
        f.bind(to);
        f.ret_null();
        assert_eq!(
            f.finish().unwrap_err(),
            BuildError::LoopForward("loop_true")
        );
    }

    #[test]
    fn a_label_must_be_bound() {
        let mut f = FunctionBuilder::new("f", Params::default());
        let to = f.new_label();
        f.jump(to);
        assert_eq!(f.finish().unwrap_err(), BuildError::UnboundLabel);
    }

    #[test]
    fn too_many_registers_are_an_error() {
        let mut f = FunctionBuilder::new("f", Params::default());
        f.null(Reg(4095));
        f.null(Reg(4096));
        assert_eq!(f.finish().unwrap_err(), BuildError::TooManyRegisters);
    }
}
