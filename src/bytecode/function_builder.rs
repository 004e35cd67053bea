//! How front ends make a function: one method per opcode, labels, positions, variables, handlers.
//!
//! The methods come from the opcode table: `f.add(dst, a, b)` takes registers, `f.jump(to)` a [`Label`]. The
//! window's size follows from the registers that the code names.
//!
//! A front end need not care how far a label is, nor whether it stands before or after its jump: `finish`
//! picks the form (see `layout.rs`). What it must know is that an instruction of the table's group "Loops"
//! goes back.
//!
//! Invariant: nothing here panics on what a source program can contain; the first thing that does not fit is
//! kept and reported by [`FunctionBuilder::finish`].

use super::builder::{BuildError, MAX_REGISTERS};
use super::layout::{self, Branch};
use super::op::{self, Op, OperandKind, set_operand_bits};
use super::program::{Function, Params, Position};
use crate::for_each_op;
use crate::index::{BuiltinId, ConstId, FnId, GlobalId, Pc, Reg, SymbolId};
use crate::value::Kind;

/// A place in a function's code, perhaps one that is not known yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Label(pub(super) u32);

/// A variable whose scope is open. See [`FunctionBuilder::begin_local`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LocalScope(usize);

/// An operand as the builder takes it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Arg {
    /// A register.
    Reg(Reg),
    /// A jump target.
    Label(Label),
    /// Anything else: its bits in the instruction.
    Bits(u32),
}

/// What the builder's methods take for an operand type of the table.
pub trait Takes {
    /// The argument's type.
    type Arg;
    /// As [`FunctionBuilder::emit`] takes it.
    fn arg(arg: Self::Arg) -> Arg;
}

macro_rules! takes {
    ($($operand:ident($ty:ty) = |$arg:ident| $to:expr;)*) => {$(
        impl Takes for op::$operand {
            type Arg = $ty;
            fn arg($arg: $ty) -> Arg {
                $to
            }
        }
    )*};
}

takes! {
    Dst(Reg) = |r| Arg::Reg(r);
    Src(Reg) = |r| Arg::Reg(r);
    Mut(Reg) = |r| Arg::Reg(r);
    Pair(Reg) = |r| Arg::Reg(r);
    Window(Reg) = |r| Arg::Reg(r);
    Call(Reg) = |r| Arg::Reg(r);
    StaticCall(Reg) = |r| Arg::Reg(r);
    Iter(Reg) = |r| Arg::Reg(r);
    Free(Reg) = |r| Arg::Reg(r);
    Count(u16) = |n| Arg::Bits(n as u32);
    Imm(i16) = |n| Arg::Bits(n as u16 as u32);
    Near(op::Near) = |k| Arg::Bits(k.0 as u32);
    Const(ConstId) = |k| Arg::Bits(k.0);
    Label(Label) = |l| Arg::Label(l);
    FarLabel(Label) = |l| Arg::Label(l);
    Fn(FnId) = |f| Arg::Bits(f.0);
    NearFn(op::NearFn) = |f| Arg::Bits(f.0 as u32);
    Global(GlobalId) = |g| Arg::Bits(g.0);
    Sym(SymbolId) = |s| Arg::Bits(s.0);
    Builtin(BuiltinId) = |b| Arg::Bits(b.0 as u32);
    Capture(u16) = |n| Arg::Bits(n as u32);
    KindOf(Kind) = |k| Arg::Bits(k as u32);
}

/// A handler before its labels are known.
#[derive(Clone, Copy)]
pub(super) struct PendingHandler {
    pub start: Label,
    pub end: Label,
    pub target: Label,
}

/// A variable before its labels are known.
#[derive(Clone)]
pub(super) struct PendingLocal {
    pub name: String,
    pub register: Reg,
    pub start: Label,
    pub end: Option<Label>,
}

/// Makes a [`Function`]. See the module's documentation.
pub struct FunctionBuilder {
    pub(super) function: Function,
    /// Where each label stands in `function.code`, before jumps get their final form.
    pub(super) labels: Vec<Option<u32>>,
    pub(super) branches: Vec<Branch>,
    pub(super) handlers: Vec<PendingHandler>,
    pub(super) locals: Vec<PendingLocal>,
    /// The registers that the code and the parameters name.
    pub(super) registers: usize,
    pub(super) error: Option<BuildError>,
    captures: usize,
    position: Option<Position>,
    falls_through: bool,
}

impl FunctionBuilder {
    /// A function without code.
    pub fn new(name: impl Into<String>, params: Params) -> FunctionBuilder {
        let function = Function {
            name: name.into(),
            params,
            ..Function::default()
        };
        let registers = params.required as usize + params.optional as usize + params.rest as usize;
        FunctionBuilder {
            function,
            labels: Vec::new(),
            branches: Vec::new(),
            handlers: Vec::new(),
            locals: Vec::new(),
            registers,
            error: (registers > MAX_REGISTERS).then_some(BuildError::TooManyRegisters),
            captures: 0,
            position: None,
            falls_through: true,
        }
    }

    /// Names the parameters, for printing the function.
    pub fn param_names(&mut self, names: Vec<String>) {
        self.function.param_names = names;
    }

    /// Names the captured values, for looking at them.
    pub fn capture_names(&mut self, names: Vec<String>) {
        self.captures(names.len());
        self.function.capture_names = names;
    }

    /// The source file it comes from.
    pub fn file(&mut self, file: u32) {
        self.function.file = file;
    }

    /// Makes it a part of the prelude, which call stacks leave out.
    pub fn prelude(&mut self) {
        self.function.prelude = true;
    }

    /// The following instructions come from this place.
    pub fn at(&mut self, position: Position) {
        self.position = Some(position);
    }

    /// A label that stands nowhere yet.
    pub fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Puts the label before the next instruction.
    pub fn bind(&mut self, label: Label) {
        self.labels[label.0 as usize] = Some(self.function.code.len() as u32);
        self.falls_through = true;
    }

    /// A label before the next instruction.
    pub fn here(&mut self) -> Label {
        let label = self.new_label();
        self.bind(label);
        label
    }

    /// Whether no instruction stands between the label and here.
    pub fn is_empty_since(&self, label: Label) -> bool {
        self.labels[label.0 as usize] == Some(self.function.code.len() as u32)
    }

    /// Whether the label has been bound.
    pub fn is_bound(&self, label: Label) -> bool {
        self.labels[label.0 as usize].is_some()
    }

    /// Whether control can reach the next instruction: the last one goes on, or a label stands here.
    pub fn falls_through(&self) -> bool {
        self.falls_through
    }

    /// Guards the instructions from `start` up to `end`: what they throw goes to `target`, where a `catch` is
    /// expected. Of nested ranges give the inner ones first.
    pub fn handler(&mut self, start: Label, end: Label, target: Label) {
        self.handlers.push(PendingHandler { start, end, target });
    }

    /// The variable lives in the register from here on.
    pub fn begin_local(&mut self, name: impl Into<String>, register: Reg) -> LocalScope {
        let start = self.here_quietly();
        self.locals.push(PendingLocal {
            name: name.into(),
            register,
            start,
            end: None,
        });
        self.touch(register, 1);
        LocalScope(self.locals.len() - 1)
    }

    /// Ends the variable's scope here. A scope that is never ended ends with the function.
    pub fn end_local(&mut self, scope: LocalScope) {
        self.locals[scope.0].end = Some(self.here_quietly());
    }

    /// The variable lives in the register between the labels.
    pub fn local(&mut self, name: impl Into<String>, register: Reg, start: Label, end: Label) {
        self.touch(register, 1);
        self.locals.push(PendingLocal {
            name: name.into(),
            register,
            start,
            end: Some(end),
        });
    }

    /// The index of one more captured value; `closure` gives them in this order.
    pub fn new_capture(&mut self) -> u16 {
        let index = self.captures;
        self.captures(index + 1);
        index.min(u16::MAX as usize) as u16
    }

    /// Its closures hold at least this many captured values.
    pub fn captures(&mut self, count: usize) {
        self.captures = self.captures.max(count);
        if self.captures > u16::MAX as usize {
            self.fail(BuildError::TooManyCaptures);
        }
    }

    /// Its window has at least this many registers, whatever the code names.
    pub fn reserve_registers(&mut self, count: usize) {
        self.registers = self.registers.max(count);
        if count > MAX_REGISTERS {
            self.fail(BuildError::TooManyRegisters);
        }
    }

    /// Appends an instruction with its operands in the table's order. The typed methods are for front ends;
    /// this is for those that read opcodes from text.
    ///
    /// # Panics
    /// If the operands are not as many as the table says.
    pub fn emit(&mut self, op: Op, args: &[Arg]) {
        let info = op.info();
        assert_eq!(args.len(), info.operands.len(), "operands of {}", info.name);
        let start = self.function.code.len();
        self.note_position(start);
        self.function.code.resize(start + info.words, 0);
        self.function.code[start] = op as u64;
        let count = info
            .operands
            .iter()
            .zip(args)
            .find_map(|(operand, arg)| match *arg {
                Arg::Bits(n) if operand.kind == OperandKind::Count => Some(n as usize),
                _ => None,
            });
        for (operand, arg) in info.operands.iter().zip(args) {
            let bits = match *arg {
                Arg::Bits(bits) => bits,
                Arg::Label(label) => {
                    self.branches.push(Branch {
                        pc: start as u32,
                        op,
                        label,
                    });
                    0
                }
                Arg::Reg(reg) => {
                    if reg.index() >= MAX_REGISTERS {
                        self.fail(BuildError::TooManyRegisters);
                    }
                    self.touch(reg, operand.kind.span(count));
                    reg.0.wrapping_mul(16) as u32
                }
            };
            let code = &mut self.function.code[start..];
            set_operand_bits(code, operand.offset, operand.size, bits);
        }
        self.falls_through = !info.is(op::Flag::Ends);
        self.function.generator |= op == Op::make_generator;
        if start > layout::MAX_CODE {
            self.fail(BuildError::TooMuchCode);
        }
    }

    /// The function, its jumps in their final form.
    ///
    /// # Errors
    /// The first thing that did not fit.
    pub fn finish(mut self) -> Result<Function, BuildError> {
        if let Some(error) = self.error {
            return Err(error);
        }
        self.function.registers = self.registers as u16;
        self.function.captures = self.captures as u16;
        layout::lay_out(self)
    }

    /// A label here that does not count as a way to get here.
    fn here_quietly(&mut self) -> Label {
        self.labels.push(Some(self.function.code.len() as u32));
        Label(self.labels.len() as u32 - 1)
    }

    fn note_position(&mut self, pc: usize) {
        let last = self.function.lines.last().map(|line| line.position);
        if let Some(position) = self.position
            && last != Some(position)
        {
            self.function.lines.push(super::Line {
                pc: Pc(pc as u32),
                position,
            });
        }
    }

    fn touch(&mut self, first: Reg, count: usize) {
        self.reserve_registers(first.index() + count);
    }

    fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert(error);
    }
}

macro_rules! builder_methods {
    ($($group:literal { $($doc:literal $name:ident($($arg:ident : $ty:ident),*) [$($flag:ident),*];)* })*) => {
        /// One method per opcode, from the table.
        impl FunctionBuilder {$($(
            #[doc = $doc]
            pub fn $name(&mut self, $($arg: <op::$ty as Takes>::Arg),*) {
                self.emit(Op::$name, &[$(<op::$ty as Takes>::arg($arg)),*]);
            }
        )*)*}
    };
}

for_each_op!(builder_methods);
