//! Which register of the window a name of the assembler is.
//!
//! ```text
//!   +-----------+--------------+-----+------------+----+---------------
//!   | $p0 $p1 . | $r0 $r1 $r2. | $pn | scratch .. | $w | $a0 $a1 ...
//!   +-----------+--------------+-----+------------+----+---------------
//!     parameters  general        if     if needed   callee  arguments
//!                                used
//! ```
//!
//! `$null` and `$zero` are no registers: where an instruction reads them they are put in a scratch register
//! first; what is written to `$null` goes to one. `r5` is the sixth register of the window, whatever that is.
//!
//! Invariant: a register's place depends only on the subroutine's text, and the call window comes last, so that
//! calls clobber nothing else.

use super::lexer::Kind;
use super::parser::{Operand, OperandText, Statement, Sub};
use crate::bytecode::builder::MAX_REGISTERS;
use crate::bytecode::{Op, OperandKind};
use crate::index::Reg;

/// A register as the text names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Register {
    /// `$r0`
    General(u16),
    /// `$a0`
    Argument(u16),
    /// `$p0`
    Param(u16),
    /// `$pn`: how many arguments were passed.
    Passed,
    /// `$w`: the callee's place before the arguments.
    Callee,
    /// `$null`
    Null,
    /// `$zero`
    Zero,
    /// `r0`
    Raw(u16),
}

impl Register {
    /// The register that the token names, if it is one.
    pub(super) fn of(kind: &Kind) -> Option<Register> {
        let number = |text: &str| {
            let plain = text == "0" || !text.starts_with('0');
            let n = text
                .parse::<u16>()
                .ok()
                .filter(|&n| plain && (n as usize) < MAX_REGISTERS)?;
            text.bytes().all(|b| b.is_ascii_digit()).then_some(n)
        };
        match kind {
            Kind::Name(name) => name.strip_prefix('r').and_then(number).map(Register::Raw),
            Kind::Register(name) => match name.as_str() {
                "pn" => Some(Register::Passed),
                "w" => Some(Register::Callee),
                "null" => Some(Register::Null),
                "zero" => Some(Register::Zero),
                _ => {
                    let n = number(name.get(1..)?)?;
                    match name.as_bytes()[0] {
                        b'r' => Some(Register::General(n)),
                        b'a' => Some(Register::Argument(n)),
                        b'p' => Some(Register::Param(n)),
                        _ => None,
                    }
                }
            },
            _ => None,
        }
    }
}

/// The places of one subroutine's registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    params: u32,
    general: u32,
    /// Whether `$pn` is used.
    pub counts: bool,
    scratch: u32,
}

impl Window {
    /// What the subroutine's text needs.
    pub(super) fn of(sub: &Sub, params: u32) -> Window {
        let mut window = Window {
            params,
            general: 0,
            counts: false,
            scratch: 0,
        };
        for statement in &sub.body {
            match statement {
                Statement::Instruction { mnemonic, operands } => {
                    window.instruction(&mnemonic.text, operands);
                }
                Statement::Local { register, .. } => window.operand(register, 1),
                _ => {}
            }
        }
        window
    }

    fn instruction(&mut self, mnemonic: &str, operands: &[Operand]) {
        let info = Op::by_name(mnemonic).map(|op| op.info());
        let kind = |n: usize| info.and_then(|i| i.operands.get(n)).map(|o| o.kind);
        let count = operands.iter().enumerate().find_map(|(n, operand)| {
            let OperandText::Plain(Kind::Int(digits)) = &operand.kind else {
                return None;
            };
            (kind(n) == Some(OperandKind::Count))
                // A count that does not fit its operand is an error where it is emitted.
                .then(|| digits.parse::<u16>().ok().map(usize::from))
                .flatten()
        });
        let mut constants = 0;
        for (n, operand) in operands.iter().enumerate() {
            let span = kind(n).map_or(1, |kind| kind.span(count));
            self.operand(operand, span as u32);
            let (OperandText::Plain(kind)
            | OperandText::Group {
                callee: Some(kind), ..
            }) = &operand.kind
            else {
                continue;
            };
            let register = Register::of(kind);
            constants += matches!(register, Some(Register::Null | Register::Zero)) as u32;
        }
        self.scratch = self.scratch.max(constants);
    }

    fn operand(&mut self, operand: &Operand, span: u32) {
        match &operand.kind {
            OperandText::Plain(kind) => self.register(kind, span),
            OperandText::Group { callee, arguments } => {
                if let Some(callee) = callee {
                    self.register(callee, 1);
                }
                arguments
                    .iter()
                    .for_each(|argument| self.operand(argument, 1));
            }
        }
    }

    fn register(&mut self, kind: &Kind, span: u32) {
        match Register::of(kind) {
            Some(Register::General(n)) => self.general = self.general.max(n as u32 + span.max(1)),
            Some(Register::Passed) => self.counts = true,
            _ => {}
        }
    }

    /// The register that holds how many arguments were passed.
    pub(super) fn passed(&self) -> Reg {
        reg(self.params + self.general)
    }

    /// A register for `$null` and `$zero`.
    pub(super) fn scratch(&self, n: u32) -> Reg {
        reg(self.params + self.general + self.counts as u32 + n)
    }

    /// The first register of the call window.
    pub(super) fn callee(&self) -> Reg {
        self.scratch(self.scratch)
    }

    /// An argument's register in the call window.
    pub(super) fn argument(&self, n: u32) -> Reg {
        reg(self.callee().0 as u32 + 1 + n)
    }

    /// The place of a register that has one. `$null` and `$zero` have none.
    pub(super) fn place(&self, register: Register) -> Option<Reg> {
        Some(match register {
            Register::General(n) => reg(self.params + n as u32),
            Register::Argument(n) => self.argument(n as u32),
            Register::Param(n) => reg(n as u32),
            Register::Passed => self.passed(),
            Register::Callee => self.callee(),
            Register::Raw(n) => Reg(n),
            Register::Null | Register::Zero => return None,
        })
    }
}

/// The register, or the first one that there cannot be: the builder then says that there are too many.
fn reg(n: u32) -> Reg {
    Reg(n.min(MAX_REGISTERS as u32) as u16)
}
