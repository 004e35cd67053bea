//! The verifier: proves of a whole program what the interpreter and the compiler then rely on unchecked.
//!
//! ```text
//! function f2 `sum` at 5: `add` reads r3, which has no value on some path to here
//! ```
//!
//! It checks, of everything that is loaded:
//!
//! - **Tables.** `main` exists, takes nothing and captures nothing. No two constants, globals, symbols, native
//!   functions or values of one enum are equal. Big integers are decimal and do not fit 64 bits. Files exist; so do
//!   the enums that constants name, and their values.
//! - **Functions.** Parameters lie in the window, the window is at most 4,096 registers, names fit parameters.
//! - **Instructions.** Known opcodes that programs may have, whole, unused bits zero. Registers, and windows in
//!   full, lie in the register window; constants, functions, globals, symbols, native functions and captures
//!   exist. A static call's callee takes exactly its parameters and captures nothing, so does a function that
//!   is taken as a value; a `closure` gives as many values as its callee captures. `params` is the first
//!   instruction, and nothing jumps to it.
//! - **Control.** Jumps go to instructions. Only instructions that poll go back, and they only go back. The last
//!   instruction does not fall off the end. A handler's range is not empty and its target is a `catch`;
//!   a `catch` stands nowhere else and is never reached but by a throw.
//! - **Generators.** A generator function has one `make_generator`, no jump or handler leads across it, and what yields or
//!   finishes stands behind it; nothing else returns. It alone writes the first register behind the parameters, which so
//!   holds the running generator wherever the body runs. Other functions have nothing of that (see `generators.rs`).
//! - **Data.** No register is read before it was written on every path, and the state of an iteration is made by
//!   `iter_start` and touched by nothing else (see `assignment.rs`).
//! - **Debug information.** Positions, variables and their ranges lie on instructions, in order.
//!
//! Not checked, because the machine does: kinds of values. A cell may be wherever a value is.
//!
//! Invariant: it takes a time about linear in the program's size, and gives up with an error past a budget.

use std::fmt;

use super::assignment::{self, Budget};
use super::builder::MAX_REGISTERS;
use super::code::{Instruction, decode};
use super::generators;
use super::op::{Flag, Op, OperandKind};
use super::program::{Constant, Function, Member, Program};
use crate::index::{ConstId, FnId, Pc};
use crate::value::Kind;

/// What is wrong with a program, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VerifyError {
    /// The function, if it is one's fault.
    pub function: Option<FnId>,
    /// Its name.
    pub name: String,
    /// The instruction, if it is one's fault.
    pub pc: Option<Pc>,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(function) = self.function {
            write!(f, "function {function} `{}`", self.name)?;
            if let Some(pc) = self.pc {
                write!(f, " at {pc}")?;
            }
            write!(f, ": ")?;
        }
        write!(f, "{}", self.what)
    }
}

impl std::error::Error for VerifyError {}

/// What is wrong with one function, and at which instruction.
pub(super) type Fault = (Option<Pc>, String);

/// Checks the whole program.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify(program: &Program) -> Result<(), VerifyError> {
    verify_from(program, 0)
}

/// Checks a program whose first `known` functions were verified before, as part of the program that it extends.
///
/// # Errors
/// The first thing that is wrong.
pub fn verify_from(program: &Program, known: usize) -> Result<(), VerifyError> {
    let whole = |what| VerifyError {
        function: None,
        name: String::new(),
        pc: None,
        what,
    };
    tables(program).map_err(whole)?;
    let mut budget = Budget::default();
    for (n, function) in program.functions.iter().enumerate().skip(known) {
        let fault = |(pc, what)| VerifyError {
            function: Some(FnId(n as u32)),
            name: function.name.clone(),
            pc,
            what,
        };
        check_function(program, function, &mut budget).map_err(fault)?;
    }
    Ok(())
}

fn tables(program: &Program) -> Result<(), String> {
    let Some(main) = program.functions.get(program.main.index()) else {
        return Err(format!("main is {}, which does not exist", program.main));
    };
    if main.params != Default::default() {
        return Err("main takes parameters".to_owned());
    }
    if main.captures != 0 {
        return Err("main captures variables".to_owned());
    }
    distinct(
        "global",
        program.globals.iter().map(String::as_str).collect(),
    )?;
    distinct(
        "symbol",
        program.symbols.iter().map(String::as_str).collect(),
    )?;
    distinct(
        "native function",
        program.builtins.iter().map(String::as_str).collect(),
    )?;
    if program.builtins.len() > 1 << 16 {
        return Err("there are more than 65536 native functions".to_owned());
    }
    for e in &program.enums {
        if u32::try_from(e.variants.len()).is_err() {
            return Err(format!("enum {:?} has too many values", e.name));
        }
        let names = e.variants.iter().map(String::as_str).collect();
        distinct("enum's value", names)?;
    }
    constants(program)?;
    modules(program)
}

fn constants(program: &Program) -> Result<(), String> {
    let (mut ints, mut floats, mut bigs, mut strings) = (vec![], vec![], vec![], vec![]);
    let mut enums = vec![];
    for constant in &program.constants {
        match constant {
            Constant::Int(i) => ints.push(*i),
            Constant::Float(f) => floats.push(f.to_bits()),
            Constant::BigInt(digits) if is_big(digits) => bigs.push(digits.as_str()),
            Constant::BigInt(_) => {
                return Err("a big integer is not one, or not in its shortest form".to_owned());
            }
            Constant::Str(text) => strings.push(text.as_str()),
            Constant::Enum(id) | Constant::Variant(id, _) => {
                let Some(of) = program.enums.get(id.index()) else {
                    return exists("enum e", id.0, program.enums.len());
                };
                let place = match constant {
                    Constant::Variant(_, place) => Some(*place),
                    _ => None,
                };
                if let Some(place) = place {
                    exists("value ", place, of.variants.len())
                        .map_err(|what| format!("enum {:?}: {what}", of.name))?;
                }
                enums.push((*id, place));
            }
            Constant::Module(_) => {}
        }
    }
    distinct("integer constant", ints)?;
    distinct("float constant", floats)?;
    distinct("big integer constant", bigs)?;
    distinct("enum constant", enums)?;
    distinct("string constant", strings)
}

/// The members of modules are in order and exist, and what a module is made of stands before it.
fn modules(program: &Program) -> Result<(), String> {
    for (n, constant) in program.constants.iter().enumerate() {
        let Constant::Module(module) = constant else {
            continue;
        };
        let names = module.members.iter().map(|(name, _)| name);
        if !names.is_sorted_by(|a, b| a < b) {
            return Err(format!(
                "the members of module {:?} are not in order",
                module.name
            ));
        }
        for (name, member) in &module.members {
            let exists = match *member {
                Member::Global(id) => id.index() < program.globals.len(),
                Member::Native(id) => id.index() < program.builtins.len(),
                Member::Constant(id) => id.index() < n,
                Member::Function(id) => match program.functions.get(id.index()) {
                    Some(function) if function.captures > 0 => {
                        let module = &module.name;
                        return Err(format!("{name:?} of module {module:?} captures variables"));
                    }
                    function => function.is_some(),
                },
            };
            if !exists {
                let module = &module.name;
                return Err(format!("{name:?} of module {module:?} does not exist"));
            }
        }
    }
    Ok(())
}

/// Sorting, unlike hashing, takes no longer for names that were chosen to be slow.
fn distinct<T: Ord + fmt::Debug>(what: &str, mut names: Vec<T>) -> Result<(), String> {
    names.sort_unstable();
    match names.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(format!("{what} {:?} is there twice", pair[0])),
        None => Ok(()),
    }
}

fn is_big(digits: &str) -> bool {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    !unsigned.starts_with('0')
        && !unsigned.is_empty()
        && unsigned.bytes().all(|b| b.is_ascii_digit())
        && digits.parse::<i64>().is_err()
}

fn check_function(
    program: &Program,
    function: &Function,
    budget: &mut Budget,
) -> Result<(), Fault> {
    header(program, function).map_err(|what| (None, what))?;
    let starts = structure(function)?;
    let check = Check {
        program,
        function,
        starts,
    };
    for pc in check.starts.iter() {
        let instruction = decode(&function.code, pc).expect("decoded once before");
        check
            .instruction(&instruction)
            .map_err(|what| (Some(pc), format!("`{}`: {what}", instruction.info().name)))?;
    }
    check.handlers()?;
    generators::check(program, function)?;
    check.debug_information().map_err(|what| (None, what))?;
    assignment::check(program, function, budget)
}

fn header(program: &Program, function: &Function) -> Result<(), String> {
    let params = function.params;
    let parameters = params.required as usize + params.optional as usize + params.rest as usize;
    let registers = function.registers as usize;
    if registers > MAX_REGISTERS {
        return Err(format!(
            "has {registers} registers, more than {MAX_REGISTERS}"
        ));
    }
    if parameters > registers {
        return Err(format!(
            "has {parameters} parameters but {registers} registers"
        ));
    }
    let names = function.param_names.len();
    if names != 0 && names != parameters {
        return Err(format!("has {parameters} parameters but names {names}"));
    }
    let (captures, names) = (function.captures as usize, function.capture_names.len());
    if names != 0 && names != captures {
        return Err(format!("captures {captures} variables but names {names}"));
    }
    let file = function.file as usize;
    if file >= program.files.len().max(1) {
        return Err(format!("comes from file {file}, which does not exist"));
    }
    if function.code.len() > super::layout::MAX_CODE {
        return Err("is too long".to_owned());
    }
    Ok(())
}

/// Where instructions begin: a bit for each word of code.
pub(super) struct Starts {
    bits: Vec<u64>,
    words: usize,
}

impl Starts {
    fn contains(&self, pc: i64) -> bool {
        pc >= 0 && (pc as usize) < self.words && self.bits[pc as usize / 64] >> (pc % 64) & 1 != 0
    }

    /// Whether a range may end there: on an instruction or at the end.
    fn ends(&self, pc: Pc) -> bool {
        pc.index() == self.words || self.contains(pc.0 as i64)
    }

    fn iter(&self) -> impl Iterator<Item = Pc> {
        let starts = (0..self.words).filter(|&pc| self.contains(pc as i64));
        starts.map(|pc| Pc(pc as u32))
    }
}

/// Splits the code in instructions.
fn structure(function: &Function) -> Result<Starts, Fault> {
    let words = function.code.len();
    let mut starts = Starts {
        bits: vec![0; words.div_ceil(64)],
        words,
    };
    let mut pc = Pc(0);
    let mut last = None;
    while pc.index() < words {
        let Some(instruction) = decode(&function.code, pc) else {
            return Err((Some(pc), "is no instruction".to_owned()));
        };
        starts.bits[pc.index() / 64] |= 1 << (pc.index() % 64);
        last = Some(instruction);
        pc = instruction.end();
    }
    match last {
        None => Err((None, "has no code".to_owned())),
        Some(last) if last.falls_through() => {
            Err((Some(last.pc), "control falls off the end".to_owned()))
        }
        Some(_) => Ok(starts),
    }
}

struct Check<'a> {
    program: &'a Program,
    function: &'a Function,
    starts: Starts,
}

impl Check<'_> {
    fn instruction(&self, instruction: &Instruction) -> Result<(), String> {
        if instruction.info().is(Flag::Internal) {
            return Err("is the machine's own".to_owned());
        }
        if unused_bits(instruction) != 0 {
            return Err("has bits that mean nothing".to_owned());
        }
        for (operand, bits) in instruction.operands() {
            self.operand(instruction, operand.kind, bits)
                .map_err(|what| format!("{}: {what}", operand.name))?;
        }
        self.callee(instruction)?;
        self.windows(instruction)?;
        match instruction.op {
            Op::hash if instruction.count().is_some_and(|n| n % 2 != 0) => {
                Err("has a key without a value".to_owned())
            }
            Op::class if instruction.count().is_some_and(|n| n < 2 || n % 2 != 0) => {
                Err("has a member without a value".to_owned())
            }
            op if op.info().finds_callee() && instruction.count() == Some(0) => {
                Err("has no receiver".to_owned())
            }
            Op::self_fn if self.function.captures == 0 => {
                Err("is for closures; `function` gives a function that captures nothing".to_owned())
            }
            Op::ordinal if !self.names_variant(instruction) => {
                Err("counts from a constant that is no value of an enum".to_owned())
            }
            Op::params if instruction.pc != Pc(0) => {
                Err("must be the first instruction".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn names_variant(&self, instruction: &Instruction) -> bool {
        let id = instruction.operand(OperandKind::Const).map(ConstId);
        let constant = id.and_then(|id| self.program.constants.get(id.index()));
        matches!(constant, Some(Constant::Variant(..)))
    }

    fn operand(&self, at: &Instruction, kind: OperandKind, bits: u32) -> Result<(), String> {
        let program = self.program;
        match kind {
            OperandKind::Dst
            | OperandKind::Src
            | OperandKind::Mut
            | OperandKind::Pair
            | OperandKind::Window
            | OperandKind::Call
            | OperandKind::StaticCall
            | OperandKind::Iter
            | OperandKind::Free => {
                let window = self.function.registers as usize;
                let (first, span) = (bits as usize / 16, kind.span(at.count()));
                if !bits.is_multiple_of(16) {
                    Err(format!("{bits} is no register"))
                } else if first + span <= window {
                    Ok(())
                } else if span == 1 {
                    Err(format!("r{first} is outside the window of {window}"))
                } else {
                    Err(format!(
                        "r{first} and {span} registers reach past the window of {window}"
                    ))
                }
            }
            OperandKind::Near if !bits.is_multiple_of(16) => Err(format!("{bits} is no constant")),
            OperandKind::Near => exists("constant k", bits / 16, program.constants.len()),
            OperandKind::Const => exists("constant k", bits, program.constants.len()),
            OperandKind::KindOf => exists("kind ", bits, Kind::COUNT),
            OperandKind::Fn | OperandKind::NearFn => {
                exists("function f", bits, program.functions.len())
            }
            OperandKind::Global => exists("global g", bits, program.globals.len()),
            OperandKind::Sym => exists("symbol s", bits, program.symbols.len()),
            OperandKind::Builtin => exists("native function b", bits, program.builtins.len()),
            OperandKind::Capture => exists("capture ", bits, self.function.captures as usize),
            OperandKind::Label | OperandKind::FarLabel => self.jump(at),
            OperandKind::Count | OperandKind::Imm => Ok(()),
        }
    }

    fn jump(&self, at: &Instruction) -> Result<(), String> {
        let Some(target) = at.target() else {
            return Ok(());
        };
        if !self.starts.contains(target) {
            return Err(format!("{target} is no instruction"));
        }
        let backward = target <= at.pc.0 as i64;
        match (backward, at.info().is(Flag::Loops)) {
            (true, false) => return Err("goes back without a poll".to_owned()),
            (false, true) => return Err("does not go back".to_owned()),
            _ => {}
        }
        match decode(&self.function.code, Pc(target as u32)).map(|i| i.op) {
            Some(Op::catch) => Err("goes to a `catch`".to_owned()),
            Some(Op::params) => Err("goes to `params`".to_owned()),
            _ => Ok(()),
        }
    }

    /// What is asked of a function that an instruction names.
    fn callee(&self, at: &Instruction) -> Result<(), String> {
        let any = at.operand(OperandKind::Fn);
        let Some(id) = any.or_else(|| at.operand(OperandKind::NearFn)) else {
            return Ok(());
        };
        let callee = &self.program.functions[id as usize];
        let given = if at.op == Op::closure {
            at.count().unwrap_or(0)
        } else {
            0
        };
        if given != callee.captures as usize {
            let captures = callee.captures;
            return Err(format!(
                "gives {given} values to f{id}, which captures {captures}"
            ));
        }
        if any.is_none() && !callee.params.is_exact() {
            return Err(format!("f{id} takes a variable number of arguments"));
        }
        Ok(())
    }

    /// That a static call's arguments lie in the window: the other windows are checked as operands.
    fn windows(&self, at: &Instruction) -> Result<(), String> {
        let Some(callee) = at.operand(OperandKind::NearFn) else {
            return Ok(());
        };
        let first = at.operand(OperandKind::StaticCall).unwrap_or(0) as usize / 16;
        let arguments = self.program.functions[callee as usize].params.required as usize;
        let window = self.function.registers as usize;
        if first + 1 + arguments > window {
            return Err(format!(
                "{arguments} arguments reach past the window of {window}"
            ));
        }
        Ok(())
    }

    fn handlers(&self) -> Result<(), Fault> {
        let code = &self.function.code;
        let mut targets = vec![];
        for (n, h) in self.function.handlers.iter().enumerate() {
            let fail = |what: &str| Err((None, format!("handler {n}: {what}")));
            if h.start >= h.end {
                return fail("guards nothing");
            }
            if !self.starts.contains(h.start.0 as i64) || !self.starts.ends(h.end) {
                return fail("its range is not one of instructions");
            }
            if !self.starts.contains(h.target.0 as i64) {
                return fail("its target is no instruction");
            }
            if decode(code, h.target).is_none_or(|i| i.op != Op::catch) {
                return fail("no `catch` stands at its target");
            }
            targets.push(h.target);
        }
        targets.sort_unstable();
        let mut falls = false;
        for pc in self.starts.iter() {
            let Some(instruction) = decode(code, pc) else {
                break;
            };
            if instruction.op == Op::catch {
                if targets.binary_search(&pc).is_err() {
                    return Err((Some(pc), "`catch`: no handler leads here".to_owned()));
                }
                if falls || pc == Pc(0) {
                    let what = "`catch`: is reached without a throw".to_owned();
                    return Err((Some(pc), what));
                }
            }
            falls = instruction.falls_through();
        }
        Ok(())
    }

    fn debug_information(&self) -> Result<(), String> {
        let lines = &self.function.lines;
        for (n, line) in lines.iter().enumerate() {
            if !self.starts.contains(line.pc.0 as i64) {
                return Err(format!("position {n}: is of no instruction"));
            }
            if n > 0 && lines[n - 1].pc >= line.pc {
                return Err(format!("position {n}: is not in order"));
            }
            if n > 0 && lines[n - 1].position == line.position {
                return Err(format!("position {n}: is the one before it again"));
            }
        }
        for (n, local) in self.function.locals.iter().enumerate() {
            if local.register.0 >= self.function.registers {
                return Err(format!(
                    "variable {n}: {} is outside the window",
                    local.register
                ));
            }
            if local.start > local.end
                || !self.starts.ends(local.start)
                || !self.starts.ends(local.end)
            {
                return Err(format!(
                    "variable {n}: its range is not one of instructions"
                ));
            }
        }
        Ok(())
    }
}

fn exists(what: &str, index: u32, count: usize) -> Result<(), String> {
    if (index as usize) < count {
        Ok(())
    } else {
        Err(format!("{what}{index} does not exist, there are {count}"))
    }
}

/// The bits of the instruction's words that are neither opcode nor operand.
fn unused_bits(instruction: &Instruction) -> u64 {
    let mut words = [0; 8];
    let words = &mut words[..instruction.code.len()];
    words.copy_from_slice(instruction.code);
    super::op::set_operand_bits(words, 0, 2, 0);
    for operand in instruction.info().operands {
        super::op::set_operand_bits(words, operand.offset, operand.size, 0);
    }
    words.iter().fold(0, |all, word| all | word)
}
