//! Whole programs, and programs that grow entry by entry at a prompt.
//!
//! ```
//! use hivm::{monkey::Session, source::SourceMap};
//!
//! let mut sources = SourceMap::new();
//! let mut session = Session::new();
//! let first = sources.add("entry", "let x = 1").unwrap();
//! session.compile(&sources, first).unwrap();
//! let second = sources.add("entry", "x + 1").unwrap();
//! session.compile(&sources, second).unwrap();
//! let wrong = sources.add("entry", "y").unwrap();
//! assert_eq!(session.compile(&sources, wrong).unwrap_err()[0].message, "identifier not found: y");
//! ```
//!
//! Invariant: each program of a session extends the one before; an entry with errors changes nothing.

use std::collections::HashMap;

use super::prelude::{self, PreludeFunctions};
use super::{Compiler, Unit};
use crate::builtins;
use crate::bytecode::{FunctionBuilder, Params, Program, ProgramBuilder};
use crate::index::{FnId, Reg};
use crate::monkey::ast::{Ast, FunctionId};
use crate::monkey::parser::parse;
use crate::monkey::scope::{
    Earlier, EarlierNames, EarlierPlace, Level, Outside, Scopes, UnitKind, VarId,
};
use crate::source::{Diagnostic, FileId, Severity, SourceMap};

/// Compiles a file.
///
/// # Errors
/// All that is wrong with it, in the order of places.
pub fn compile(sources: &SourceMap, file: FileId) -> Result<Program, Vec<Diagnostic>> {
    let unit = (sources, file, UnitKind::Program);
    let mut prelude = PreludeFunctions::default();
    let mut earlier = EarlierNames::default();
    compile_unit(unit, ProgramBuilder::new(), &mut prelude, &mut earlier)
}

/// A prompt's entries so far. See the module's documentation.
#[derive(Default)]
pub struct Session {
    program: Program,
    prelude: PreludeFunctions,
    earlier: EarlierNames,
}

impl Session {
    /// No entries.
    pub fn new() -> Session {
        Session::default()
    }

    /// Compiles an entry to a program that extends the last one and begins with the entry.
    ///
    /// # Errors
    /// All that is wrong with the entry.
    pub fn compile(
        &mut self,
        sources: &SourceMap,
        file: FileId,
    ) -> Result<Program, Vec<Diagnostic>> {
        let unit = (sources, file, UnitKind::Entry);
        let (mut prelude, mut earlier) = (self.prelude.clone(), self.earlier.clone());
        let program = ProgramBuilder::extending(&self.program);
        let program = compile_unit(unit, program, &mut prelude, &mut earlier)?;
        self.program = program.clone();
        self.prelude = prelude;
        self.earlier = earlier;
        Ok(program)
    }

    /// The names of the variables that later entries can use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.earlier.keys().map(String::as_str)
    }
}

/// The tree of a file and what its names mean, if it is right.
pub(in crate::monkey) fn resolved(sources: &SourceMap, file: FileId) -> Option<(Ast, Scopes)> {
    let parsed = parse(sources, file);
    let outside = Outside {
        earlier: &EarlierNames::default(),
        prelude: prelude::names(),
        is_builtin,
        unit: UnitKind::Program,
    };
    if !parsed.errors.is_empty() {
        return None;
    }
    let scopes = Scopes::resolve(&parsed.ast, outside);
    scopes.errors.is_empty().then_some((parsed.ast, scopes))
}

/// Whether there is a native function of that name.
pub(super) fn is_builtin(name: &str) -> bool {
    builtins::by_name(name).is_some()
}

fn compile_unit(
    (sources, file, kind): (&SourceMap, FileId, UnitKind),
    mut program: ProgramBuilder,
    prelude: &mut PreludeFunctions,
    earlier: &mut EarlierNames,
) -> Result<Program, Vec<Diagnostic>> {
    let parsed = parse(sources, file);
    if !parsed.errors.is_empty() {
        return Err(parsed.errors);
    }
    let ast = parsed.ast;
    let scopes = Scopes::resolve(
        &ast,
        Outside {
            earlier,
            prelude: prelude::names(),
            is_builtin,
            unit: kind,
        },
    );
    if !scopes.errors.is_empty() {
        return Err(scopes.errors);
    }
    let source = sources.file(file);
    let unit = Unit {
        source,
        ast: &ast,
        scopes: &scopes,
        file: program.file(source.name(), Some(source.shared_text())),
        kind,
    };
    let asked = (vec![None; ast.functions()], Vec::new());
    let mut declared = Vec::new();
    let done = run_unit(unit, &mut program, (prelude, earlier), asked, |compiler| {
        let main = compiler.main();
        compiler.ask_for_all();
        compiler.drain();
        if kind == UnitKind::Entry {
            declared = top_level(compiler);
        }
        main
    });
    let mut errors = done.errors;
    errors.extend(prelude.drain(&mut program));
    if !errors.is_empty() {
        return Err(errors);
    }
    earlier.extend(declared);
    program
        .finish(done.answer)
        .map_err(|error| vec![Diagnostic::placeless(Severity::Error, error.to_string())])
}

/// The entry's variables by name; of two the later.
fn top_level(compiler: &mut Compiler<'_>) -> Vec<(String, Earlier)> {
    let mut declared = Vec::new();
    for (n, var) in compiler.scopes.vars.iter().enumerate() {
        if let Level::Top(_) = var.level {
            let name = compiler.ast.name(var.name).to_string();
            let mutability = var.mutability;
            let place = match var.enumeration {
                Some(stmt) => {
                    let id = compiler.enum_id(stmt);
                    let known = compiler.program.find_enum(id);
                    let variants = known.map_or(Vec::new(), |e| e.variants.clone());
                    EarlierPlace::Enum(id, variants.into())
                }
                None => EarlierPlace::Global(compiler.global(VarId::new(n))),
            };
            declared.push((name, Earlier { place, mutability }));
        }
    }
    declared
}

/// What compiling a unit gives.
pub(super) struct Done<T> {
    pub answer: T,
    /// The unit's functions in the program.
    pub functions: Vec<Option<FnId>>,
    pub errors: Vec<Diagnostic>,
}

/// Compiles of a unit what `work` asks for.
pub(super) fn run_unit<'a, T>(
    unit: Unit<'a>,
    program: &'a mut ProgramBuilder,
    (prelude, earlier): (&'a mut PreludeFunctions, &'a EarlierNames),
    (functions, waiting): (Vec<Option<FnId>>, Vec<FunctionId>),
    work: impl FnOnce(&mut Compiler<'a>) -> T,
) -> Done<T> {
    let mut compiler = Compiler {
        unit,
        ast: unit.ast,
        scopes: unit.scopes,
        program,
        prelude,
        earlier,
        functions,
        waiting,
        errors: Vec::new(),
        globals: HashMap::default(),
        enums: HashMap::default(),
        names_taken: HashMap::default(),
        f: FunctionBuilder::new("", Params::default()),
        function: None,
        own: None,
        next: 0,
        registers: vec![Reg(0); unit.scopes.vars.len()],
        bound: Vec::new(),
        captures: HashMap::default(),
        control: Vec::new(),
        open: Vec::new(),
        evaluated: HashMap::default(),
        skip: None,
    };
    let answer = work(&mut compiler);
    Done {
        answer,
        functions: compiler.functions,
        errors: compiler.errors,
    }
}
