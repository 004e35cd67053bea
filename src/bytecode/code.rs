//! Reading code: instructions one after the other, and what each does to registers.
//!
//! ```
//! use hivm::bytecode::{code, FunctionBuilder, Op, Params};
//! use hivm::index::Reg;
//!
//! let mut f = FunctionBuilder::new("f", Params::default());
//! f.int(Reg(0), 7);
//! f.ret(Reg(0));
//! let f = f.finish()?;
//! let ops: Vec<Op> = code::instructions(&f.code).map(|i| i.op).collect();
//! assert_eq!(ops, [Op::int, Op::ret]);
//! # Ok::<(), hivm::bytecode::BuildError>(())
//! ```
//!
//! What an instruction reads, writes and clobbers follows from its operands' kinds alone; the verifier, the
//! liveness analysis and the compiler ask here, so that they agree.
//!
//! Invariant: nothing here reads past the code it was given, whatever the code is.

use super::op::{Flag, Op, OpInfo, OperandInfo, OperandKind, operand_bits};
use crate::index::{FnId, Pc, Reg};

/// One instruction in a function's code.
#[derive(Clone, Copy, Debug)]
pub struct Instruction<'a> {
    /// Where it stands.
    pub pc: Pc,
    /// Its opcode.
    pub op: Op,
    /// Its words.
    pub code: &'a [u64],
}

/// What an instruction does to registers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// It reads them.
    Read,
    /// They hold the state of an iteration, which it reads and changes.
    Iterate,
    /// It makes them the state of an iteration.
    Begin,
    /// Whatever they held is lost. The range reaches to the end of the window.
    Clobber,
    /// It writes them, after everything else, unless it throws.
    Write,
}

/// The instruction at `pc`. `None` if no opcode stands there or its words are cut off.
pub fn decode(code: &[u64], pc: Pc) -> Option<Instruction<'_>> {
    let rest = code.get(pc.index()..)?;
    let op = Op::of(*rest.first()?)?;
    let code = rest.get(..op.info().words)?;
    Some(Instruction { pc, op, code })
}

/// All instructions, up to the end or to what is none.
pub fn instructions(code: &[u64]) -> impl Iterator<Item = Instruction<'_>> {
    let mut pc = Pc(0);
    std::iter::from_fn(move || {
        let instruction = decode(code, pc)?;
        pc = instruction.end();
        Some(instruction)
    })
}

impl Instruction<'_> {
    /// Its row in the table.
    pub fn info(&self) -> &'static OpInfo {
        self.op.info()
    }

    /// The place after it.
    pub fn end(&self) -> Pc {
        Pc(self.pc.0 + self.code.len() as u32)
    }

    /// Its operands and their bits, zero-extended.
    pub fn operands(&self) -> impl Iterator<Item = (&'static OperandInfo, u32)> {
        let bits = |o: &'static OperandInfo| (o, operand_bits(self.code, o.offset, o.size));
        self.info().operands.iter().map(bits)
    }

    /// The bits of its operand of a kind.
    pub fn operand(&self, kind: OperandKind) -> Option<u32> {
        self.operands()
            .find(|(o, _)| o.kind == kind)
            .map(|(_, bits)| bits)
    }

    /// How many registers its window has, if it says so.
    pub fn count(&self) -> Option<usize> {
        self.operand(OperandKind::Count).map(|n| n as usize)
    }

    /// Where it jumps, if it does; outside the code if it is broken.
    pub fn target(&self) -> Option<i64> {
        let near = self
            .operand(OperandKind::Label)
            .map(|bits| bits as u16 as i16 as i64);
        let far = || {
            self.operand(OperandKind::FarLabel)
                .map(|bits| bits as i32 as i64)
        };
        near.or_else(far)
            .map(|distance| self.end().0 as i64 + distance)
    }

    /// Whether control may go on to the next instruction.
    pub fn falls_through(&self) -> bool {
        !self.info().is(Flag::Ends)
    }

    /// Calls `each` with every range of registers (the first, how many) that it does something to, in the order
    /// in which it does. `arity` is asked for the number of parameters of the callee of a static call.
    pub fn registers(
        &self,
        arity: impl Fn(FnId) -> usize,
        mut each: impl FnMut(Access, Reg, usize),
    ) {
        let count = self.count();
        let callee = self.operand(OperandKind::NearFn);
        let arguments = callee.map_or(count, |f| Some(arity(FnId(f))));
        for (operand, bits) in self.operands() {
            let first = Reg(bits as u16 / 16);
            let after = Reg(first.0 + 1);
            let kind = operand.kind;
            match kind {
                OperandKind::Src
                | OperandKind::Mut
                | OperandKind::Pair
                | OperandKind::Window
                | OperandKind::Call
                    if self.reads_callee(kind) =>
                {
                    each(Access::Read, first, kind.span(count));
                }
                // The receiver stands first, in front of its arguments.
                OperandKind::Call => each(Access::Read, first, kind.span(count) - 1),
                OperandKind::StaticCall => each(Access::Read, after, arguments.unwrap_or(0)),
                OperandKind::Iter if self.op != Op::iter_start => each(Access::Iterate, first, 2),
                _ => {}
            }
        }
        for (operand, bits) in self.operands() {
            if let OperandKind::Call | OperandKind::StaticCall | OperandKind::Free = operand.kind {
                each(Access::Clobber, Reg(bits as u16 / 16), 0);
            }
        }
        for (operand, bits) in self.operands() {
            let first = Reg(bits as u16 / 16);
            match operand.kind {
                OperandKind::Iter if self.op == Op::iter_start => each(Access::Begin, first, 2),
                OperandKind::Dst | OperandKind::Mut => each(Access::Write, first, 1),
                _ => {}
            }
        }
    }

    /// A method call finds its callee by name: its window holds the receiver and the arguments alone.
    fn reads_callee(&self, kind: OperandKind) -> bool {
        kind != OperandKind::Call || !self.info().finds_callee()
    }
}
