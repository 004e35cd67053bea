//! How front ends make a program: names and constants interned, functions declared, then defined.
//!
//! ```
//! use hivm::bytecode::{FunctionBuilder, Params, Position, ProgramBuilder};
//! use hivm::index::Reg;
//!
//! // let i = 0; while (i < 10) { i = i + 1 }; i
//! let mut program = ProgramBuilder::new();
//! let main = program.declare();
//! let mut f = FunctionBuilder::new("main", Params::default());
//! f.at(Position { line: 1, column: 1 });
//! let (body, test) = (f.new_label(), f.new_label());
//! f.int(Reg(0), 0);
//! f.jump(test);
//! f.bind(body);
//! f.add_i(Reg(0), Reg(0), 1);
//! f.bind(test);
//! f.loop_lt_i(Reg(0), 10, body);
//! f.ret(Reg(0));
//! program.define(main, f.finish()?);
//! let program = program.finish(main)?;
//! assert_eq!(program.functions[0].registers, 1);
//! # Ok::<(), hivm::bytecode::BuildError>(())
//! ```
//!
//! Invariant: equal constants and equal names have one index, and an index never changes: a program built by
//! [`ProgramBuilder::extending`] another has the other's vectors as prefixes of its own.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::op::{Near, NearFn};
use super::program::{Constant, Enum, File, Function, Module, Program};
use crate::index::{BuiltinId, ConstId, EnumId, FnId, GlobalId, SymbolId};

/// Why a function or program could not be built.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BuildError {
    /// More than [`MAX_REGISTERS`] registers in a window.
    TooManyRegisters,
    /// More code in one function than a far jump can cross.
    TooMuchCode,
    /// More native functions than an operand can name.
    TooManyBuiltins,
    /// More captured values than an operand can name.
    TooManyCaptures,
    /// An instruction, handler or variable names a label that was never bound.
    UnboundLabel,
    /// A loop instruction whose label does not stand before it: only these poll for interrupts.
    LoopForward(&'static str),
    /// A function that was declared but never defined.
    Undefined(FnId),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::TooManyRegisters => {
                write!(f, "function needs more than {MAX_REGISTERS} registers")
            }
            BuildError::TooMuchCode => write!(f, "function is too long"),
            BuildError::TooManyBuiltins => write!(f, "more than 65536 native functions"),
            BuildError::TooManyCaptures => write!(f, "function captures more than 65535 variables"),
            BuildError::UnboundLabel => write!(f, "label is never bound"),
            BuildError::LoopForward(op) => {
                write!(f, "`{op}` goes back, but its label stands after it")
            }
            BuildError::Undefined(id) => write!(f, "function {id} is declared but not defined"),
        }
    }
}

impl std::error::Error for BuildError {}

/// The most registers a window can have: a register operand is a 16-bit byte offset.
pub const MAX_REGISTERS: usize = 4096;

/// The constants that arithmetic can take as operands are the first so many.
pub const NEAR_CONSTANTS: u32 = 4096;

/// The constant as an operand of arithmetic, if it is one of the first [`NEAR_CONSTANTS`].
pub fn near(constant: ConstId) -> Option<Near> {
    (constant.0 < NEAR_CONSTANTS).then(|| Near(constant.0 as u16 * 16))
}

/// The function as an operand of a static call, if it is one of the first 65,536.
pub fn near_fn(function: FnId) -> Option<NearFn> {
    u16::try_from(function.0).ok().map(NearFn)
}

/// A constant as the interner compares it: floats by their bits.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Int(i64),
    Float(u64),
    BigInt(String),
    Str(String),
    Enum(EnumId),
    Variant(EnumId, u32),
    Module(Module),
}

impl Key {
    fn of(constant: &Constant) -> Key {
        match constant {
            Constant::Int(i) => Key::Int(*i),
            Constant::Float(f) => Key::Float(f.to_bits()),
            Constant::BigInt(digits) => Key::BigInt(digits.clone()),
            Constant::Str(text) => Key::Str(text.clone()),
            Constant::Enum(id) => Key::Enum(*id),
            Constant::Variant(id, place) => Key::Variant(*id, *place),
            Constant::Module(module) => Key::Module(module.clone()),
        }
    }
}

type Map<K> = HashMap<K, u32, FixedState>;

/// Names in the order of their first mention.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    ids: Map<String>,
}

impl Names {
    fn from_list(list: Vec<String>) -> Names {
        let ids = list
            .iter()
            .enumerate()
            .map(|(n, name)| (name.clone(), n as u32))
            .collect();
        Names { list, ids }
    }

    fn intern(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = self.list.len() as u32;
        self.list.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }
}

/// Makes a [`Program`]. See the module's documentation.
#[derive(Default)]
pub struct ProgramBuilder {
    functions: Vec<Option<Arc<Function>>>,
    enums: Vec<Enum>,
    constants: Vec<Constant>,
    constant_ids: Map<Key>,
    globals: Names,
    symbols: Names,
    builtins: Names,
    files: Vec<File>,
}

impl ProgramBuilder {
    /// An empty program.
    pub fn new() -> ProgramBuilder {
        ProgramBuilder::default()
    }

    /// A program that begins with all of another: a prompt's next entry.
    pub fn extending(old: &Program) -> ProgramBuilder {
        let ids = old
            .constants
            .iter()
            .enumerate()
            .map(|(n, c)| (Key::of(c), n as u32))
            .collect();
        ProgramBuilder {
            functions: old.functions.iter().cloned().map(Some).collect(),
            enums: old.enums.clone(),
            constants: old.constants.clone(),
            constant_ids: ids,
            globals: Names::from_list(old.globals.clone()),
            symbols: Names::from_list(old.symbols.clone()),
            builtins: Names::from_list(old.builtins.clone()),
            files: old.files.clone(),
        }
    }

    /// The constant's index. Floats are equal if their bits are, so that 0.0, -0.0 and each NaN stay apart.
    pub fn constant(&mut self, constant: Constant) -> ConstId {
        let next = self.constants.len() as u32;
        let id = *self.constant_ids.entry(Key::of(&constant)).or_insert(next);
        if id == next {
            self.constants.push(constant);
        }
        ConstId(id)
    }

    /// Whether there is a constant of that index.
    pub fn has_constant(&self, id: ConstId) -> bool {
        id.index() < self.constants.len()
    }

    /// The integer's index as a constant.
    pub fn int(&mut self, value: i64) -> ConstId {
        self.constant(Constant::Int(value))
    }

    /// The double's index as a constant.
    pub fn float(&mut self, value: f64) -> ConstId {
        self.constant(Constant::Float(value))
    }

    /// The string's index as a constant.
    pub fn string(&mut self, text: impl Into<String>) -> ConstId {
        self.constant(Constant::Str(text.into()))
    }

    /// A new enum with values of these names, which are all different.
    pub fn enumeration(&mut self, name: impl Into<String>, variants: Vec<String>) -> EnumId {
        let name = name.into();
        self.enums.push(Enum { name, variants });
        EnumId(self.enums.len() as u32 - 1)
    }

    /// How many enums there are.
    pub fn enums(&self) -> usize {
        self.enums.len()
    }

    /// An enum that was made.
    pub fn find_enum(&self, id: EnumId) -> Option<&Enum> {
        self.enums.get(id.index())
    }

    /// The global variable of the name, made if there is none.
    pub fn global(&mut self, name: &str) -> GlobalId {
        GlobalId(self.globals.intern(name))
    }

    /// The global variable of the name, if there is one.
    pub fn find_global(&self, name: &str) -> Option<GlobalId> {
        self.globals.ids.get(name).map(|&id| GlobalId(id))
    }

    /// The symbol (of a field, a method, a Hivm symbol) of the name.
    pub fn symbol(&mut self, name: &str) -> SymbolId {
        SymbolId(self.symbols.intern(name))
    }

    /// The native function of the name, as operands count them.
    pub fn builtin(&mut self, name: &str) -> BuiltinId {
        // A program with more of them is refused by `finish`; until then the index may be anything.
        BuiltinId(self.builtins.intern(name) as u16)
    }

    /// Adds a source file; its index goes into [`super::FunctionBuilder::file`].
    pub fn file(&mut self, name: impl Into<String>, text: Option<Arc<str>>) -> u32 {
        self.files.push(File {
            name: name.into(),
            text,
        });
        self.files.len() as u32 - 1
    }

    /// Makes room for a function, so that others can call it before it is defined.
    pub fn declare(&mut self) -> FnId {
        self.functions.push(None);
        FnId(self.functions.len() as u32 - 1)
    }

    /// Gives a declared function its meaning.
    ///
    /// # Panics
    /// If this builder did not declare it.
    pub fn define(&mut self, id: FnId, function: Function) {
        self.functions[id.index()] = Some(Arc::new(function));
    }

    /// Declares and defines at once.
    pub fn add(&mut self, function: Function) -> FnId {
        let id = self.declare();
        self.define(id, function);
        id
    }

    /// A function that was defined.
    pub fn function(&self, id: FnId) -> Option<&Arc<Function>> {
        self.functions.get(id.index())?.as_ref()
    }

    /// The program that begins with `main`.
    ///
    /// # Errors
    /// A declared function has no definition, or there are too many native functions.
    pub fn finish(self, main: FnId) -> Result<Program, BuildError> {
        if self.builtins.list.len() > 1 << 16 {
            return Err(BuildError::TooManyBuiltins);
        }
        let functions = self.functions.into_iter().enumerate();
        Ok(Program {
            functions: functions
                .map(|(n, function)| function.ok_or(BuildError::Undefined(FnId(n as u32))))
                .collect::<Result<_, _>>()?,
            enums: self.enums,
            constants: self.constants,
            globals: self.globals.list,
            symbols: self.symbols.list,
            builtins: self.builtins.list,
            files: self.files,
            main,
        })
    }
}
