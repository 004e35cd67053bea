//! Tree to bytecode.
//!
//! ```text
//! fn sum(n) { let t = 0; for (let i = 0; i < n; i++) { t += i }; t }
//!
//!     int r1, 0           t
//!     int r2, 0           i
//!     if_not_lt r2, r0, L2
//! L1: add r1, r1, r2
//!     next_lt r2, r0, L1
//! L2: ret r1
//! ```
//!
//! Variables live in registers and are operands where they are; an expression is compiled *for* a place
//! ([`Want`]), so that results are rarely moved. Conditions become jumps. Registers are handed out like a stack: a
//! block's variables and an expression's temporaries go away with it.
//!
//! **An operand that is a variable is read when the instruction runs**, after the operands to its right. Where one
//! of those may assign the variable, it is copied first ([`Compiler::operand`]). For the same reason an assignment
//! compiles its value straight into the variable only if nothing is written there before all is read
//! ([`Compiler::writes_once`]).
//!
//! Functions wait in a queue and are compiled one after the other: what they capture is known from
//! [`super::scope`].
//!
//! Invariant: the machine's stack bounds no source text. What nests grows it with `stacker`; what chains is
//! cut in pieces ([`Compiler::shorten`]).

mod assign;
mod call;
mod class;
mod collect;
mod condition;
mod control;
mod evaluation;
mod exception;
mod expr;
mod function;
mod generator;
mod imports;
mod loops;
mod matching;
mod operator;
mod pattern;
mod place;
mod prelude;
mod refute;
mod session;
mod stmt;
#[cfg(test)]
mod tests;
mod variable;

use std::collections::HashMap;

use foldhash::fast::FixedState;

pub use evaluation::{Evaluation, Seen, evaluation};
pub(super) use session::resolved;
pub use session::{Session, compile, compile_files};

use super::ast::{Ast, ExprId, FunctionId, NameId, StmtId};
use super::modules::Imports;
use super::scope::{EarlierNames, Scopes, VarId};
use crate::bytecode::{FunctionBuilder, Label, ProgramBuilder};
use crate::index::{EnumId, FnId, GlobalId, Reg};
use crate::source::{Diagnostic, SourceFile};
use control::Control;
use imports::ModuleCode;
use prelude::PreludeFunctions;
use variable::OpenScope;

/// Where an expression's value goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Want {
    /// Nowhere.
    Nothing,
    /// To the register.
    Value(Reg),
    /// To the caller of the running function, which ends.
    Return,
}

/// A file as the compiler sees it.
#[derive(Clone, Copy)]
struct Unit<'a> {
    source: &'a SourceFile,
    ast: &'a Ast,
    scopes: &'a Scopes,
    /// The file's index in the program.
    file: u32,
    kind: super::scope::UnitKind,
    /// What its imports mean.
    imports: &'a Imports,
    /// The modules that are compiled already.
    modules: &'a [ModuleCode],
    /// Its name, if it is a module.
    module: Option<&'a str>,
    /// Which modules have run, set to false where the program begins.
    flags: &'a [GlobalId],
}

/// Compiles a unit's functions. See the module's documentation.
struct Compiler<'a> {
    unit: Unit<'a>,
    ast: &'a Ast,
    scopes: &'a Scopes,
    program: &'a mut ProgramBuilder,
    prelude: &'a mut PreludeFunctions,
    /// The variables of what the prompt ran before.
    earlier: &'a EarlierNames,
    /// The unit's functions that have been asked for.
    functions: Vec<Option<FnId>>,
    /// Those that are not compiled yet.
    waiting: Vec<FunctionId>,
    errors: Vec<Diagnostic>,
    /// The global variables of those of the top level.
    globals: HashMap<VarId, GlobalId, FixedState>,
    /// The enums of statements.
    enums: HashMap<StmtId, EnumId, FixedState>,
    /// How many of them have the same name.
    names_taken: HashMap<NameId, u32, FixedState>,

    // Of the function that is being compiled:
    f: FunctionBuilder,
    function: Option<FunctionId>,
    /// In a generator's body: the register that holds the generator.
    own: Option<Reg>,
    /// The first register that is free.
    next: usize,
    /// The registers of variables, for all functions: a variable belongs to one.
    registers: Vec<Reg>,
    /// Which registers are variables that can be seen.
    bound: Vec<bool>,
    captures: HashMap<VarId, u16, FixedState>,
    control: Vec<Control>,
    open: Vec<OpenScope>,
    /// Expressions that have been evaluated, with their registers. See [`Compiler::shorten`].
    evaluated: HashMap<ExprId, Reg, FixedState>,
    /// Where `?.` goes in the chain that is being compiled.
    skip: Option<Label>,
}

/// How registers were handed out at some place. See [`Compiler::mark`].
#[derive(Clone, Copy)]
struct Mark(usize);

impl Compiler<'_> {
    /// A register that nothing else uses until [`Compiler::release`].
    fn temp(&mut self) -> Reg {
        let reg = Reg(self.next.min(u16::MAX as usize) as u16);
        self.next += 1;
        reg
    }

    /// The first of so many registers in a row.
    fn temps(&mut self, count: usize) -> Reg {
        let first = Reg(self.next.min(u16::MAX as usize) as u16);
        self.next += count;
        first
    }

    fn mark(&self) -> Mark {
        Mark(self.next)
    }

    /// Gives back what was handed out since.
    fn release(&mut self, mark: Mark) {
        self.next = mark.0;
    }

    /// Whether the register holds a variable that an expression could name.
    fn is_variable(&self, reg: Reg) -> bool {
        self.bound.get(reg.index()).copied().unwrap_or(false)
    }

    /// Whether the register is the last that was handed out and no variable.
    fn is_top(&self, reg: Reg) -> bool {
        reg.index() + 1 == self.next && !self.is_variable(reg)
    }

    /// The function of the unit, which will be compiled.
    fn fn_id(&mut self, id: FunctionId) -> FnId {
        if let Some(known) = self.functions[id.index()] {
            return known;
        }
        let fresh = self.program.declare();
        self.functions[id.index()] = Some(fresh);
        self.waiting.push(id);
        fresh
    }
}

/// The register so many behind another.
fn nth(first: Reg, n: usize) -> Reg {
    Reg((first.index() + n).min(u16::MAX as usize) as u16)
}
