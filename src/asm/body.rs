//! One subroutine's lines to instructions.
//!
//! Each operand of the text is matched with the one that the opcode table has at its place; an operand written as
//! a call, `fib($r1, 7)`, stands for the whole window: its arguments are moved there first.
//!
//! Invariant: a line that is wrong is reported and assembles to nothing; the rest goes on.

use std::collections::HashMap;

use super::emit::Emitter;
use super::lexer::Kind;
use super::parser::{At, Name, Operand, OperandText, Statement};
use super::window::{Register, Window};
use crate::bytecode::function_builder::Arg;
use crate::bytecode::{Flag, FunctionBuilder, Label, Op, OperandKind, ValueKind, near, near_fn};
use crate::index::{FnId, Reg};
use crate::source::{Diagnostic, Span};

pub(super) type Emitted<T> = Result<T, Diagnostic>;

/// A subroutine's body as it is assembled.
pub(super) struct Body<'a, 'e> {
    emitter: &'a mut Emitter<'e>,
    builder: FunctionBuilder,
    window: Window,
    params: u32,
    labels: HashMap<String, (Label, Span)>,
    at: At,
    /// Scratch registers that the current instruction uses.
    scratch: u32,
}

impl<'a, 'e> Body<'a, 'e> {
    pub(super) fn new(
        emitter: &'a mut Emitter<'e>,
        builder: FunctionBuilder,
        window: Window,
        params: u32,
    ) -> Body<'a, 'e> {
        Body {
            emitter,
            builder,
            window,
            params,
            labels: HashMap::new(),
            at: At::Auto,
            scratch: 0,
        }
    }

    /// The builder after all statements that are right.
    pub(super) fn assemble(mut self, body: &[Statement]) -> FunctionBuilder {
        self.find_labels(body);
        for statement in body {
            if let Err(error) = self.statement(statement) {
                self.emitter.errors.push(error);
            }
        }
        self.builder
    }

    fn find_labels(&mut self, body: &[Statement]) {
        for statement in body {
            let Statement::Label(name) = statement else {
                continue;
            };
            let label = self.builder.new_label();
            if let Some((_, first)) = self.labels.get(&name.text) {
                let what = format!("there are two labels `{}`", name.text);
                let error = Diagnostic::error(name.span, what).note_at(*first, "the other one");
                self.emitter.errors.push(error);
            } else {
                self.labels.insert(name.text.clone(), (label, name.span));
            }
        }
    }

    fn label(&self, name: &Name) -> Emitted<Label> {
        match self.labels.get(&name.text) {
            Some((label, _)) => Ok(*label),
            None => {
                let what = format!("there is no label `{}` in this subroutine", name.text);
                Err(Diagnostic::error(name.span, what))
            }
        }
    }

    fn statement(&mut self, statement: &Statement) -> Emitted<()> {
        match statement {
            Statement::Label(name) => {
                let label = self.label(name)?;
                if !self.builder.is_bound(label) {
                    self.builder.bind(label);
                }
            }
            Statement::At(at) => self.at = *at,
            Statement::Local {
                name,
                register,
                start,
                end,
            } => {
                let (start, end) = (self.label(start)?, self.label(end)?);
                let place = self.named(register)?.and_then(|r| self.window.place(r));
                let Some(place) = place else {
                    return expected("a register", register);
                };
                self.builder.local(name.clone(), place, start, end);
            }
            Statement::Handler { start, end, target } => {
                let (start, end) = (self.label(start)?, self.label(end)?);
                let target = self.label(target)?;
                self.builder.handler(start, end, target);
            }
            Statement::Instruction { mnemonic, operands } => {
                let place = match self.at {
                    At::Auto => Some(self.emitter.position(mnemonic.span)),
                    At::Place(position) => Some(position),
                    At::Off => None,
                };
                if let Some(place) = place {
                    self.builder.at(place);
                }
                self.scratch = 0;
                self.instruction(mnemonic, operands)?;
            }
        }
        Ok(())
    }

    fn instruction(&mut self, mnemonic: &Name, operands: &[Operand]) -> Emitted<()> {
        let op = Op::by_name(&mnemonic.text).filter(|op| !op.info().is(Flag::Internal));
        let Some(op) = op else {
            let what = format!("there is no instruction `{}`", mnemonic.text);
            return Err(Diagnostic::error(mnemonic.span, what));
        };
        let group = operands
            .iter()
            .position(|o| matches!(o.kind, OperandText::Group { .. }));
        // Where a constant belongs, a group is `constant(3)`.
        let group = group.filter(|&at| {
            let row = op.info().operands.get(at);
            row.is_none_or(|row| row.kind != OperandKind::Const)
        });
        let args = match group {
            Some(at) => self.call(op, mnemonic, operands, at)?,
            None => self.plain(op, mnemonic, operands)?,
        };
        self.builder.emit(op, &args);
        Ok(())
    }

    /// One operand of the text for each of the table.
    fn plain(&mut self, op: Op, mnemonic: &Name, operands: &[Operand]) -> Emitted<Vec<Arg>> {
        let table = op.info().operands;
        if operands.len() != table.len() {
            return Err(usage(op, mnemonic.span, operands.len()));
        }
        let mut args = Vec::with_capacity(table.len());
        for (row, operand) in table.iter().zip(operands) {
            args.push(self.operand(op, row.kind, operand)?);
        }
        Ok(args)
    }

    /// `call $r0, $r1($r2, 3)`: the destination, if it has one, and a group for the rest.
    fn call(
        &mut self,
        op: Op,
        mnemonic: &Name,
        operands: &[Operand],
        at: usize,
    ) -> Emitted<Vec<Arg>> {
        let OperandText::Group { callee, arguments } = &operands[at].kind else {
            return expected("a call", &operands[at]);
        };
        let table = op.info().operands;
        let is_window = |kind| {
            matches!(
                kind,
                OperandKind::Window | OperandKind::Call | OperandKind::StaticCall
            )
        };
        let info = op.info();
        if !table.iter().any(|row| is_window(row.kind)) {
            let what = format!("`{}` has no window of arguments", mnemonic.text);
            return Err(Diagnostic::error(operands[at].span, what));
        }
        let dst = info.has(OperandKind::Dst) as usize;
        if at != dst || operands.len() != dst + 1 {
            return Err(usage(op, mnemonic.span, operands.len()));
        }
        let spreads = info.has(OperandKind::Call) && !info.has(OperandKind::Count);
        if spreads && arguments.len() != 1 {
            let what = "takes one argument: the array of all";
            return Err(Diagnostic::error(operands[at].span, what));
        }
        let Ok(count) = u16::try_from(arguments.len()) else {
            return Err(Diagnostic::error(
                operands[at].span,
                "has too many arguments",
            ));
        };
        let named = callee.as_ref().map(|kind| Operand {
            kind: OperandText::Plain(kind.clone()),
            span: operands[at].span,
        });
        self.callee(op, named.as_ref(), operands[at].span)?;
        for (n, argument) in arguments.iter().enumerate() {
            // A method's receiver stands where other calls have their callee.
            let n = n as u32;
            let to = match info.finds_callee() {
                true if n == 0 => self.window.callee(),
                true => self.window.argument(n - 1),
                false => self.window.argument(n),
            };
            self.argument(to, argument)?;
        }
        let mut args = Vec::with_capacity(table.len());
        for row in table {
            args.push(match row.kind {
                OperandKind::Dst => self.operand(op, row.kind, &operands[0])?,
                OperandKind::Window => Arg::Reg(self.window.argument(0)),
                OperandKind::Call | OperandKind::StaticCall => Arg::Reg(self.window.callee()),
                OperandKind::Count => Arg::Bits(count as u32),
                kind => match &named {
                    Some(callee) => self.operand(op, kind, callee)?,
                    None => return Err(Diagnostic::error(operands[at].span, "has no callee")),
                },
            });
        }
        Ok(args)
    }

    /// Puts a callee that is a value in the call window.
    fn callee(&mut self, op: Op, callee: Option<&Operand>, span: Span) -> Emitted<()> {
        let info = op.info();
        let is_value = info.has(OperandKind::Call) && !info.finds_callee();
        match callee {
            None if is_value => Err(Diagnostic::error(span, "has no callee")),
            Some(callee) if is_value => {
                let to = self.window.callee();
                if let OperandText::Plain(Kind::Symbol(name)) = &callee.kind {
                    let name = self.emitter.program.symbol(name);
                    self.builder.symbol(to, name);
                    return Ok(());
                }
                if let OperandText::Plain(Kind::Name(name)) = &callee.kind
                    && Register::of(&Kind::Name(name.clone())).is_none()
                {
                    let id = self.function(name, callee.span)?;
                    self.builder.function(to, id);
                    return Ok(());
                }
                match self.read(callee)? {
                    from if from == to => {}
                    from => self.builder.mov(to, from),
                }
                Ok(())
            }
            Some(callee) if matches!(op, Op::array | Op::hash | Op::template) => {
                expected("`(`", callee)
            }
            _ => Ok(()),
        }
    }

    /// Puts an argument in the call window: a register's value, or a constant.
    fn argument(&mut self, to: Reg, argument: &Operand) -> Emitted<()> {
        let OperandText::Plain(kind) = &argument.kind else {
            return expected("a register or a constant", argument);
        };
        match kind {
            Kind::Int(digits) if digits.parse::<i16>().is_ok() => {
                self.builder.int(to, digits.parse().unwrap_or(0));
            }
            Kind::Int(_) | Kind::Float(_) | Kind::Str(_) | Kind::Enum(..) => {
                let constant = self.emitter.constant(argument)?;
                self.builder.lit(to, constant);
            }
            Kind::Symbol(name) => {
                let name = self.emitter.program.symbol(name);
                self.builder.symbol(to, name);
            }
            Kind::Global(name) => {
                let name = self.emitter.program.global(name);
                self.builder.get_global(to, name);
            }
            _ => match self.named(argument)? {
                Some(Register::Null) => self.builder.null(to),
                Some(Register::Zero) => self.builder.int(to, 0),
                // Already in its place.
                Some(register) if self.window.place(register) == Some(to) => {}
                _ => {
                    let from = self.read(argument)?;
                    self.builder.mov(to, from);
                }
            },
        }
        Ok(())
    }

    fn operand(&mut self, op: Op, kind: OperandKind, operand: &Operand) -> Emitted<Arg> {
        let OperandText::Plain(token) = &operand.kind else {
            if kind == OperandKind::Const {
                return Ok(Arg::Bits(self.emitter.constant(operand)?.0));
            }
            return expected("an operand", operand);
        };
        Ok(match (kind, token) {
            (OperandKind::Dst, _) => Arg::Reg(self.written(operand)?),
            (OperandKind::Src, _) => Arg::Reg(self.read(operand)?),
            (OperandKind::Mut | OperandKind::Iter, _) => {
                let reg = self.written(operand)?;
                if self.named(operand)? == Some(Register::Null) {
                    return expected("a register that can be written and read", operand);
                }
                Arg::Reg(reg)
            }
            (
                OperandKind::Pair
                | OperandKind::Window
                | OperandKind::Call
                | OperandKind::StaticCall
                | OperandKind::Free,
                _,
            ) => match self.named(operand)?.and_then(|r| self.window.place(r)) {
                Some(reg) => Arg::Reg(reg),
                None => return expected("the first register of a window", operand),
            },
            (OperandKind::Count, Kind::Int(digits)) => match digits.parse::<u16>() {
                Ok(n) => Arg::Bits(n as u32),
                Err(_) => return expected("a number from 0 to 65535", operand),
            },
            (OperandKind::Imm, Kind::Int(digits)) => match digits.parse::<i16>() {
                Ok(n) => Arg::Bits(n as u16 as u32),
                Err(_) => return expected("a number from -32768 to 32767", operand),
            },
            (OperandKind::Capture, Kind::Int(digits)) => match digits.parse::<u16>() {
                Ok(n) => {
                    self.builder.captures(n as usize + 1);
                    Arg::Bits(n as u32)
                }
                Err(_) => return expected("a number from 0 to 65534", operand),
            },
            (OperandKind::Const, _) => Arg::Bits(self.emitter.constant(operand)?.0),
            (OperandKind::Near, _) => match near(self.emitter.constant(operand)?) {
                Some(k) => Arg::Bits(k.0 as u32),
                None => {
                    let what = "only the first 4096 constants can stand here";
                    return Err(Diagnostic::error(operand.span, what)
                        .help("load it with `lit`, or name it at the top with `.constant`"));
                }
            },
            (OperandKind::Label | OperandKind::FarLabel, Kind::Name(name)) => {
                let name = Name {
                    text: name.clone(),
                    span: operand.span,
                };
                let label = self.label(&name)?;
                if op.info().is(Flag::Loops) && !self.builder.is_bound(label) {
                    let what = format!(
                        "`{}` goes back, but `{}` stands after it",
                        op.info().name,
                        name.text
                    );
                    return Err(Diagnostic::error(operand.span, what));
                }
                Arg::Label(label)
            }
            (OperandKind::Fn, Kind::Name(name)) => Arg::Bits(self.function(name, operand.span)?.0),
            (OperandKind::NearFn, Kind::Name(name)) => {
                match near_fn(self.function(name, operand.span)?) {
                    Some(f) => Arg::Bits(f.0 as u32),
                    None => {
                        let what = "only the first 65536 functions can be called so";
                        return Err(Diagnostic::error(operand.span, what));
                    }
                }
            }
            (OperandKind::Global, Kind::Global(name)) => {
                Arg::Bits(self.emitter.program.global(name).0)
            }
            (OperandKind::Sym, Kind::Symbol(name)) => {
                Arg::Bits(self.emitter.program.symbol(name).0)
            }
            (OperandKind::KindOf, Kind::Name(name)) => match ValueKind::by_name(name) {
                Some(kind) => Arg::Bits(kind as u32),
                None => return expected(wanted(kind), operand),
            },
            (OperandKind::Builtin, Kind::Name(name) | Kind::Str(name)) => {
                Arg::Bits(self.emitter.program.builtin(name).0 as u32)
            }
            _ => return expected(wanted(kind), operand),
        })
    }

    fn function(&self, name: &str, span: Span) -> Emitted<FnId> {
        self.emitter
            .functions
            .get(name)
            .copied()
            .ok_or_else(|| Diagnostic::error(span, format!("there is no subroutine `{name}`")))
    }

    /// The register that the operand names. `None` if it is none; an error if there is no such register.
    fn named(&self, operand: &Operand) -> Emitted<Option<Register>> {
        let OperandText::Plain(kind) = &operand.kind else {
            return Ok(None);
        };
        match (Register::of(kind), kind) {
            (Some(Register::Param(n)), _) if n as u32 >= self.params => {
                let what = format!("`$p{n}`: the subroutine has {} parameters", self.params);
                Err(Diagnostic::error(operand.span, what))
            }
            (None, Kind::Register(name)) => {
                let what = format!("there is no register `${name}`");
                Err(Diagnostic::error(operand.span, what)
                    .help("there are $r0..., $a0..., $p0..., $pn, $w, $null and $zero"))
            }
            (register, _) => Ok(register),
        }
    }

    /// The register of an operand that is read.
    fn read(&mut self, operand: &Operand) -> Emitted<Reg> {
        match self.named(operand)? {
            None => expected("a register", operand),
            Some(Register::Argument(n)) => {
                let what =
                    format!("`$a{n}` is written only: it belongs to the function called next");
                Err(Diagnostic::error(operand.span, what))
            }
            Some(Register::Null) => {
                let reg = self.next_scratch();
                self.builder.null(reg);
                Ok(reg)
            }
            Some(Register::Zero) => {
                let reg = self.next_scratch();
                self.builder.int(reg, 0);
                Ok(reg)
            }
            Some(register) => match self.window.place(register) {
                Some(reg) => Ok(reg),
                None => expected("a register", operand),
            },
        }
    }

    /// The register of an operand that is written.
    fn written(&mut self, operand: &Operand) -> Emitted<Reg> {
        match self.named(operand)? {
            None => expected("a register", operand),
            Some(register @ (Register::Param(_) | Register::Passed | Register::Zero)) => {
                let name = match register {
                    Register::Param(n) => format!("p{n}"),
                    Register::Passed => "pn".to_owned(),
                    _ => "zero".to_owned(),
                };
                Err(Diagnostic::error(
                    operand.span,
                    format!("`${name}` is read only"),
                ))
            }
            Some(Register::Null) => Ok(self.next_scratch()),
            Some(register) => match self.window.place(register) {
                Some(reg) => Ok(reg),
                None => expected("a register", operand),
            },
        }
    }

    fn next_scratch(&mut self) -> Reg {
        self.scratch += 1;
        self.window.scratch(self.scratch - 1)
    }
}

pub(super) fn expected<T>(what: &str, operand: &Operand) -> Emitted<T> {
    let found = match &operand.kind {
        OperandText::Plain(kind) => kind.describe(),
        OperandText::Group { .. } => "a call".to_owned(),
    };
    Err(Diagnostic::error(
        operand.span,
        format!("expected {what}, found {found}"),
    ))
}

/// What an operand kind looks like in the text.
fn wanted(kind: OperandKind) -> &'static str {
    match kind {
        OperandKind::Count => "a number of registers",
        OperandKind::Imm => "a number from -32768 to 32767",
        OperandKind::Near | OperandKind::Const => "a number, a string or an enum",
        OperandKind::Label | OperandKind::FarLabel => "a label",
        OperandKind::Fn | OperandKind::NearFn => "the name of a subroutine",
        OperandKind::Global => "`@` and the name of a global variable",
        OperandKind::Sym => "`#` and a name",
        OperandKind::KindOf => "a kind of values",
        OperandKind::Builtin => "the name of a native function",
        OperandKind::Capture => "the number of a captured value",
        _ => "a register",
    }
}

/// The error for a wrong number of operands.
fn usage(op: Op, span: Span, found: usize) -> Diagnostic {
    let info = op.info();
    let names: Vec<&str> = info.operands.iter().map(|o| o.name).collect();
    let what = format!("expected {} operands, found {found}", names.len());
    Diagnostic::error(span, what).help(format!("{} {}", info.name, names.join(", ")))
}
