//! A program as the front ends make it and the machine loads it: functions, constants, names.
//!
//! It is plain, immutable data: no address, no heap object, nothing of a run. Indices ([`FnId`], [`ConstId`],
//! ...) in the code count entries of the vectors here.
//!
//! A front end that compiles in steps (a prompt) makes each program an *extension* of the one before: the
//! vectors of the old one are prefixes of the new one's, so a machine that has loaded the old one loads only
//! what is new, and functions of the old one go on working.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::liveness::Liveness;
use crate::index::{BuiltinId, ConstId, EnumId, FnId, GlobalId, Pc, Reg};
pub use crate::source::Position;

/// The method that gets a new instance's arguments.
pub const INIT: &str = "init";

/// The method that gives a new instance's fields their first values. No program can name it.
pub const INITIALISER: &str = "<fields>";

/// A constant: what it is before a heap exists.
#[derive(Clone, PartialEq, Debug)]
pub enum Constant {
    /// A 64-bit integer.
    Int(i64),
    /// A double; equal constants have equal bits.
    Float(f64),
    /// An integer that does not fit 64 bits: its decimal digits, with a `-` in front if negative.
    BigInt(String),
    /// A string.
    Str(String),
    /// An enum of the program.
    Enum(EnumId),
    /// A value of an enum: which of them, in their order.
    Variant(EnumId, u32),
    /// A module as a value.
    Module(Module),
}

/// An enum: a name, and values that are known by their names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Enum {
    /// Its name; another may have the same.
    pub name: String,
    /// The names of its values in order, each of them once.
    pub variants: Vec<String>,
}

/// A module: what its members are, for code that finds them by name while it runs.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Module {
    /// Its name.
    pub name: String,
    /// Its members in the order of their names, each once.
    pub members: Vec<(String, Member)>,
}

impl Module {
    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<Member> {
        let found = self
            .members
            .binary_search_by(|(known, _)| known.as_str().cmp(name));
        found.ok().map(|n| self.members[n].1)
    }
}

/// What a member of a module is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Member {
    /// A variable.
    Global(GlobalId),
    /// A function that captures nothing.
    Function(FnId),
    /// A native function, by its number in [`Program::builtins`].
    Native(BuiltinId),
    /// A constant that stands before the module's own.
    Constant(ConstId),
}

/// The source position of the instructions from `pc` up to the next entry's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// The first instruction it is of.
    pub pc: Pc,
    /// Where that instruction comes from.
    pub position: Position,
}

/// A named variable: in which register it lives, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Local {
    /// Its name in the source.
    pub name: String,
    /// Its register.
    pub register: Reg,
    /// The first instruction at which it has its value.
    pub start: Pc,
    /// The first instruction after its scope.
    pub end: Pc,
}

/// An exception thrown by an instruction in `start..end` goes to `target`. Of several that fit, the first in
/// the table is taken, so inner ones stand first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Handler {
    /// The first instruction it guards.
    pub start: Pc,
    /// The first instruction after those it guards.
    pub end: Pc,
    /// Where control goes; a `catch` stands there.
    pub target: Pc,
}

/// How many arguments a function takes.
///
/// Parameters are the window's first registers: first the `required` ones, then the `optional` ones (unset when
/// not passed: the function's first instructions give them their defaults), then, with `rest`, one that holds the array of all further arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Params {
    /// Arguments that must be passed.
    pub required: u16,
    /// Arguments that may be left out.
    pub optional: u16,
    /// Whether further arguments are collected in an array.
    pub rest: bool,
}

impl Params {
    /// The number of registers that parameters fill.
    pub fn registers(self) -> u16 {
        self.required + self.optional + self.rest as u16
    }

    /// Whether exactly `required` arguments fit, and nothing else.
    pub fn is_exact(self) -> bool {
        self.optional == 0 && !self.rest
    }

    /// Whether a call with this many arguments is right.
    pub fn accepts(self, count: usize) -> bool {
        count >= self.required as usize
            && (self.rest || count <= self.required as usize + self.optional as usize)
    }
}

/// A function: its code and all that is known of it.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Function {
    /// Its name; empty for an anonymous one.
    pub name: String,
    /// The names of its parameters, for printing it; as many as [`Params::registers`], or none.
    pub param_names: Vec<String>,
    /// What it takes.
    pub params: Params,
    /// The size of its window in registers.
    pub registers: u16,
    /// How many captured values its closures hold.
    pub captures: u16,
    /// The names of the variables that those are or were, for looking at them; as many as `captures`, or none.
    pub capture_names: Vec<String>,
    /// The instructions.
    pub code: Vec<u64>,
    /// Source positions, by rising `pc`.
    pub lines: Vec<Line>,
    /// Named variables.
    pub locals: Vec<Local>,
    /// Exception handlers, inner ones first.
    pub handlers: Vec<Handler>,
    /// The file it comes from, an index in [`Program::files`].
    pub file: u32,
    /// Whether it is part of the language's prelude: call stacks leave it out and an error in it is reported at its caller.
    pub prelude: bool,
    /// Whether somebody looks at its variables while it runs: they are kept as long as they are in scope. It is no part of a program's
    /// text or container.
    pub observed: bool,
    /// Whether a call of it gives a generator: it has a `make_generator`, behind which its body begins.
    pub generator: bool,
    /// What was computed of it.
    pub analysed: Analysed,
}

/// What is computed of a function once, when somebody wants it. No part of what the function is: a copy begins without.
#[derive(Default)]
pub struct Analysed(OnceLock<Liveness>);

impl Clone for Analysed {
    fn clone(&self) -> Analysed {
        Analysed::default()
    }
}

impl PartialEq for Analysed {
    fn eq(&self, _: &Analysed) -> bool {
        true
    }
}

impl fmt::Debug for Analysed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("_")
    }
}

impl Function {
    /// What is live in it, a verified function of the program.
    pub fn liveness(&self, program: &Program) -> &Liveness {
        let analysed = &self.analysed.0;
        analysed.get_or_init(|| Liveness::of(program, self))
    }

    /// From now on somebody looks at its variables.
    pub fn observe(&mut self) {
        self.observed = true;
        self.analysed = Analysed::default();
    }

    /// The source position of the instruction at `pc`.
    pub fn position(&self, pc: Pc) -> Position {
        let after = self.lines.partition_point(|line| line.pc <= pc);
        match after {
            0 => Position::default(),
            n => self.lines[n - 1].position,
        }
    }

    /// Whether it is a method: its first argument is the object it is called on. Messages do not count that one.
    pub fn takes_self(&self) -> bool {
        self.params.required > 0 && self.param_names.first().is_some_and(|name| name == "self")
    }

    /// Of a generator function: the register that holds the running generator, and where its body begins.
    pub fn body(&self) -> Option<(Reg, Pc)> {
        let made = super::code::instructions(&self.code)
            .take_while(|_| self.generator)
            .find(|i| i.op == super::Op::make_generator)?;
        Some((self.own_register(), made.end()))
    }

    /// Of a generator function: the register that holds the running generator, the first behind the parameters.
    pub fn own_register(&self) -> Reg {
        Reg(self.params.registers())
    }

    /// The innermost handler that guards the instruction at `pc`.
    pub fn handler(&self, pc: Pc) -> Option<&Handler> {
        self.handlers.iter().find(|h| h.start <= pc && pc < h.end)
    }
}

/// A source file that functions come from.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct File {
    /// Its name as the user gave it.
    pub name: String,
    /// Its text, if it is still known: errors show the line.
    pub text: Option<Arc<str>>,
}

/// A whole program. See the module's documentation.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Program {
    /// All functions.
    pub functions: Vec<Arc<Function>>,
    /// All enums.
    pub enums: Vec<Enum>,
    /// Constants; the first 4,096 can be operands of arithmetic.
    pub constants: Vec<Constant>,
    /// The names of the global variables.
    pub globals: Vec<String>,
    /// Interned names of fields, methods and symbols.
    pub symbols: Vec<String>,
    /// Names of the native functions that the code calls; [`crate::index::BuiltinId`] operands count these.
    pub builtins: Vec<String>,
    /// Source files.
    pub files: Vec<File>,
    /// The function that runs first; it takes nothing, and what it returns is the program's value.
    pub main: FnId,
}
