//! Loading: a program's constants, names and functions become the tables that code indexes.
//!
//! A program that extends the one loaded before adds to the tables; what was there keeps its index and place.
//! The caller has verified the program.

use std::collections::HashMap;
use std::sync::Arc;

use dashu_int::IBig;
use foldhash::fast::FixedState;

use super::machine::{CODE_OFFSET, Entry, FieldName, Machine, Methods};
use crate::builtins::{self, Receiver};
use crate::bytecode::code::instructions;
use crate::bytecode::{Constant, Flag, Program};
use crate::heap::{BigInt, OutOfMemory, Str};
use crate::index::{BuiltinId, ConstId, EnumId, FnId, SymbolId};
use crate::value::Value;

/// Why a program cannot be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// The heap is too small for its constants.
    OutOfMemory(OutOfMemory),
    /// It calls a native function that there is not.
    UnknownBuiltin(String),
    /// A table is full.
    TooLarge(&'static str),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::OutOfMemory(e) => write!(
                f,
                "no memory for the program's constants ({} bytes)",
                e.wanted
            ),
            LoadError::UnknownBuiltin(name) => write!(
                f,
                "the program needs the builtin `{name}`, which this hivm has not"
            ),
            LoadError::TooLarge(what) => write!(f, "the program has too many {what}"),
        }
    }
}

impl std::error::Error for LoadError {}

impl From<OutOfMemory> for LoadError {
    fn from(e: OutOfMemory) -> LoadError {
        LoadError::OutOfMemory(e)
    }
}

/// Where each function of a program begins that is loaded from `start` on.
pub fn entry_points(program: &Program, start: usize) -> Vec<usize> {
    let words = program.functions.iter().map(|it| it.code.len() + 1);
    let begin = |used: &mut usize, words: usize| {
        let at = start + *used * size_of::<u64>();
        *used += words;
        Some(at)
    };
    words.scan(CODE_OFFSET, begin).collect()
}

impl Machine {
    /// Where programs are loaded.
    pub fn code_start(&self) -> usize {
        self.code.start() as usize
    }

    /// Loads a verified program that extends the one loaded before.
    ///
    /// # Errors
    /// See [`LoadError`]; the machine is then as it was.
    pub fn load(&mut self, program: &Program) -> Result<(), LoadError> {
        let natives = self.link_natives(program)?;
        if program.functions.len() > self.entry_table.capacity() {
            return Err(LoadError::TooLarge("functions"));
        }
        let words: usize = program.functions[self.program.functions.len()..]
            .iter()
            .map(|f| f.code.len() + 1)
            .sum();
        if words > self.code.capacity() - self.code_used {
            return Err(LoadError::TooLarge("instructions"));
        }
        if program.constants.len() > self.constants.capacity() {
            return Err(LoadError::TooLarge("constants"));
        }
        if program.symbols.len() > self.field_names.capacity() {
            return Err(LoadError::TooLarge("symbols"));
        }
        let (constants, names) = match self.make_values(program) {
            Ok(values) => values,
            Err(_) => {
                // What the last run left behind may be in the way.
                self.collect();
                self.make_values(program)?
            }
        };

        for value in constants {
            // SAFETY: within the capacity, as checked above.
            unsafe { self.constants.start().add(self.constant_count).write(value) };
            self.constant_count += 1;
        }
        for name in names {
            // SAFETY: within the capacity, as checked above.
            unsafe {
                let slot = self.field_names.start().add(self.symbol_strings.len());
                slot.write(FieldName {
                    string: name.bits(),
                    hint: 0,
                });
            }
            self.symbol_strings.push(name);
        }
        self.globals.resize(program.globals.len(), Value::UNSET);
        for (n, function) in program
            .functions
            .iter()
            .enumerate()
            .skip(self.program.functions.len())
        {
            let params = function.params;
            let code = self.copy_code(&function.code);
            let entry = Entry {
                code,
                window: function.registers as u32 * 16,
                arity: if params.is_exact() {
                    params.required
                } else {
                    Entry::INEXACT
                },
                params: params.registers(),
            };
            // SAFETY: within the capacity, as checked above.
            unsafe { self.entry_table.start().add(n).write(entry) };
            let start = code as usize;
            self.spans
                .push((start, start + function.code.len() * 8, FnId(n as u32)));
        }
        debug_assert!(
            entry_points(program, self.code_start())
                .into_iter()
                .enumerate()
                .all(|(n, at)| self.entry(FnId(n as u32)).code as usize == at),
            "native code goes by where functions begin"
        );
        self.spans.sort_unstable();
        self.host.names.functions = program.functions.clone();
        self.host.names.enums = program.enums.clone();
        self.host.names.symbols = program.symbols.clone();
        let modules = program.constants.iter().enumerate();
        self.host.names.modules = modules
            .filter_map(|(n, constant)| match constant {
                Constant::Module(module) => Some((ConstId(n as u32), module.name.clone())),
                _ => None,
            })
            .collect();
        self.natives = natives;
        self.program = Arc::new(program.clone());
        self.link_methods();
        self.link_variants();
        Ok(())
    }

    /// Puts a function's code behind what is there; its loops and its entry start cold.
    fn copy_code(&mut self, code: &[u64]) -> *const u64 {
        // SAFETY: there is room, as the caller has checked; the word in between is nobody's.
        let start = unsafe {
            let start = self.code.start().add(self.code_used);
            std::ptr::copy_nonoverlapping(code.as_ptr(), start, code.len());
            start
        };
        self.code_used += code.len() + 1;
        self.set_heat(start, self.heat_start);
        for instruction in instructions(code).filter(|i| i.info().is(Flag::Loops)) {
            self.set_heat(
                start.wrapping_add(instruction.end().index()),
                self.heat_start,
            );
        }
        start
    }

    fn link_natives(&self, program: &Program) -> Result<Vec<BuiltinId>, LoadError> {
        let link = |name: &String| {
            builtins::linked(name).ok_or_else(|| LoadError::UnknownBuiltin(name.clone()))
        };
        program.builtins.iter().map(link).collect()
    }

    /// A name's method: the prelude's function before the native one.
    fn link_methods(&mut self) {
        let prelude = |name: &str| {
            let found = self
                .program
                .functions
                .iter()
                .position(|f| f.prelude && f.name == name);
            found.map(|n| Value::function(FnId(n as u32)))
        };
        let methods = self.program.symbols.iter().map(|name| Methods {
            array: prelude(&format!("__array_{name}"))
                .or_else(|| builtins::array_method(name).map(Value::builtin)),
            generator: prelude(&format!("__generator_{name}")),
            any: prelude(name).or_else(|| {
                let any = |b: &BuiltinId| builtins::row(*b).receiver == Receiver::Any;
                builtins::by_name(name).filter(any).map(Value::builtin)
            }),
        });
        let methods: Vec<Methods> = methods.collect();
        let words =
            |m: &Methods| [m.array, m.generator, m.any].map(|v| v.map(|v| (v.tag(), v.bits())));
        if !self
            .methods
            .iter()
            .map(words)
            .eq(methods.iter().map(words).take(self.methods.len()))
        {
            self.relinked += 1;
        }
        self.methods = methods;
    }

    /// The symbols that name values of enums. (A symbol may be newer than the enum.)
    fn link_variants(&mut self) {
        let program = &self.program;
        if program.enums.is_empty() {
            return;
        }
        let symbols = program.symbols.iter().enumerate();
        let symbols: HashMap<&str, SymbolId, FixedState> = symbols
            .map(|(n, name)| (name.as_str(), SymbolId(n as u32)))
            .collect();
        for (n, e) in program.enums.iter().enumerate() {
            for (place, name) in e.variants.iter().enumerate() {
                if let Some(symbol) = symbols.get(name.as_str()) {
                    let key = (EnumId(n as u32), *symbol);
                    self.variants.insert(key, place as u32);
                }
            }
        }
    }

    /// The values of the constants and symbols that are new.
    fn make_values(&mut self, program: &Program) -> Result<(Vec<Value>, Vec<Value>), OutOfMemory> {
        let first = self.constant_count;
        let constants = program.constants[first..]
            .iter()
            .enumerate()
            .map(|(n, c)| self.materialise(program, ConstId((first + n) as u32), c));
        let constants = constants.collect::<Result<_, _>>()?;
        let heap = &mut self.host.heap;
        let names = program.symbols[self.symbol_strings.len()..].iter();
        let names = names
            .map(|name| Str::new(heap, name).map(Value::from))
            .collect::<Result<_, _>>()?;
        Ok((constants, names))
    }

    fn materialise(
        &mut self,
        program: &Program,
        id: ConstId,
        constant: &Constant,
    ) -> Result<Value, OutOfMemory> {
        let heap = &mut self.host.heap;
        Ok(match constant {
            Constant::Int(n) => Value::int(*n),
            Constant::Float(x) => Value::float(*x),
            Constant::Str(text) => Str::new(heap, text)?.into(),
            Constant::Enum(of) => {
                // The verifier has counted them.
                Value::enumeration(*of, program.enums[of.index()].variants.len() as u32)
            }
            Constant::Variant(of, place) => Value::variant(*of, *place),
            Constant::Module(_) => Value::module(id),
            Constant::BigInt(digits) => {
                let n: IBig = digits.parse().unwrap_or_default();
                BigInt::value_of(heap, &n)?
            }
        })
    }
}
