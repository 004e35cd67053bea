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

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::imports::ModuleCode;
use super::prelude::{self, PreludeFunctions};
use super::{Compiler, Unit};
use crate::builtins;
use crate::bytecode::{FunctionBuilder, Params, Program, ProgramBuilder};
use crate::index::{FnId, GlobalId, Reg};
use crate::monkey::ast::{Ast, FunctionId};
use crate::monkey::modules::{Face, Imports, Item, Known, Loaded, Search, Sources, load};
use crate::monkey::parser::parse;
use crate::monkey::scope::{
    Earlier, EarlierNames, EarlierPlace, Level, Outside, Scopes, UnitKind, VarId,
};
use crate::source::{Diagnostic, FileId, Severity, SourceMap};

/// Compiles a file that imports no other.
///
/// # Errors
/// All that is wrong with it, in the order of places.
pub fn compile(sources: &SourceMap, file: FileId) -> Result<Program, Vec<Diagnostic>> {
    whole(Sources::Alone(sources), file)
}

/// Compiles a file and those that it imports, which are added to the sources.
///
/// # Errors
/// All that is wrong with them, in the order of files and places.
pub fn compile_files(
    sources: &mut SourceMap,
    file: FileId,
    search: &Search,
) -> Result<Program, Vec<Diagnostic>> {
    whole(Sources::Files(sources, search), file)
}

fn whole(sources: Sources<'_>, file: FileId) -> Result<Program, Vec<Diagnostic>> {
    let unit = (sources, file, UnitKind::Program);
    compile_unit(unit, ProgramBuilder::new(), &mut State::default())
}

/// What is known of a program besides its code.
#[derive(Clone, Default)]
pub(super) struct State {
    pub prelude: PreludeFunctions,
    pub earlier: EarlierNames,
    pub known: Known,
    pub modules: Vec<ModuleCode>,
    pub faces: Vec<Face>,
}

/// A prompt's entries so far. See the module's documentation.
#[derive(Default)]
pub struct Session {
    program: Program,
    state: State,
}

impl Session {
    /// No entries.
    pub fn new() -> Session {
        Session::default()
    }

    /// Compiles an entry that imports no files to a program that extends the last one and begins with the entry.
    ///
    /// # Errors
    /// All that is wrong with the entry.
    pub fn compile(
        &mut self,
        sources: &SourceMap,
        file: FileId,
    ) -> Result<Program, Vec<Diagnostic>> {
        self.entry(Sources::Alone(sources), file)
    }

    /// The same with the files that the entry imports, which are added to the sources.
    ///
    /// # Errors
    /// All that is wrong with the entry and those files.
    pub fn compile_files(
        &mut self,
        sources: &mut SourceMap,
        file: FileId,
        search: &Search,
    ) -> Result<Program, Vec<Diagnostic>> {
        self.entry(Sources::Files(sources, search), file)
    }

    fn entry(&mut self, sources: Sources<'_>, file: FileId) -> Result<Program, Vec<Diagnostic>> {
        let unit = (sources, file, UnitKind::Entry);
        let mut state = self.state.clone();
        let program = ProgramBuilder::extending(&self.program);
        let program = compile_unit(unit, program, &mut state)?;
        self.program = program.clone();
        self.state = state;
        Ok(program)
    }

    /// The names of the variables that later entries can use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.state.earlier.keys().map(String::as_str)
    }
}

/// The tree of a file and what its names mean, if it is right.
pub(in crate::monkey) fn resolved(sources: &SourceMap, file: FileId) -> Option<(Ast, Scopes)> {
    let parsed = parse(sources, file);
    let outside = Outside {
        earlier: &EarlierNames::default(),
        prelude: prelude::names(),
        is_builtin,
        // Nothing is known of what it imports.
        imports: &Imports::default(),
        faces: &[],
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

/// A file that is loaded and whose names are resolved.
struct Resolved {
    loaded: Loaded,
    scopes: Option<Scopes>,
}

fn resolve(
    loaded: Loaded,
    (kind, earlier): (UnitKind, &EarlierNames),
    faces: &[Face],
    errors: &mut Vec<Diagnostic>,
) -> Resolved {
    let scopes = loaded.parses.then(|| {
        let outside = Outside {
            earlier,
            prelude: prelude::names(),
            is_builtin,
            imports: &loaded.imports,
            faces,
            unit: kind,
        };
        let scopes = Scopes::resolve(&loaded.ast, outside);
        errors.extend(scopes.errors.iter().cloned());
        scopes
    });
    Resolved { loaded, scopes }
}

/// A file's name without directories and ending: what a module is called.
fn stem(name: &str) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// What modules that are new have to be besides their code.
enum New {
    Builtin(&'static builtins::Module),
    File(Box<(Resolved, Names)>),
}

type Names = BTreeMap<String, VarId>;

pub(super) fn compile_unit(
    (mut sources, file, kind): (Sources<'_>, FileId, UnitKind),
    mut program: ProgramBuilder,
    state: &mut State,
) -> Result<Program, Vec<Diagnostic>> {
    let mut errors = Vec::new();
    let (root, items) = load(&mut sources, file, &mut state.known, &mut errors);
    let sources = sources.map();
    let flagged = flagged(&root, &items, state.modules.len(), kind);
    let none = EarlierNames::default();
    let mut new = Vec::new();
    for item in items {
        match item {
            Item::Builtin(module) => {
                state.faces.push(Face::of(module));
                new.push(New::Builtin(module));
            }
            Item::File(loaded) => {
                let unit = (UnitKind::Module, &none);
                let resolved = resolve(*loaded, unit, &state.faces, &mut errors);
                let ast = &resolved.loaded.ast;
                let names = resolved.scopes.as_ref().map(|scopes| scopes.exports(ast));
                state.faces.push(Face {
                    name: stem(sources.file(resolved.loaded.file).name()),
                    members: names.as_ref().map(|names| names.keys().cloned().collect()),
                    builtin: None,
                });
                new.push(New::File(Box::new((resolved, names.unwrap_or_default()))));
            }
        }
    }
    let root = resolve(root, (kind, &state.earlier), &state.faces, &mut errors);
    let mut declared = Vec::new();
    let mut main = FnId::default();
    if errors.is_empty() {
        let mut flags = Vec::new();
        let source = sources.file(file);
        let root_file = program.file(source.name(), Some(source.shared_text()));
        for (module, flagged) in new.into_iter().zip(flagged) {
            let code = match module {
                New::Builtin(module) => ModuleCode::of(module),
                New::File(file) => {
                    let (resolved, names) = *file;
                    let flag = flagged.then(|| flag(&mut program, state.modules.len()));
                    flags.extend(flag);
                    let unit = (sources, &resolved, &names);
                    let code = compile_module(unit, &mut program, state, &mut errors);
                    ModuleCode { flag, ..code }
                }
            };
            state.modules.push(code);
        }
        let unit = (sources, &root, kind);
        (main, declared) = compile_root(unit, root_file, &flags, &mut program, state, &mut errors);
        errors.extend(state.prelude.drain(&mut program));
    }
    if !errors.is_empty() {
        // Files are numbered as they are met.
        errors.sort_by_key(|error| error.span.map(|span| (span.file, span.start)));
        return Err(errors);
    }
    state.earlier.extend(declared);
    program
        .finish(main)
        .map_err(|error| vec![Diagnostic::placeless(Severity::Error, error.to_string())])
}

/// Which of the new modules need a variable that says whether they have run: those that more than one import may run.
fn flagged(root: &Loaded, items: &[Item], first: usize, kind: UnitKind) -> Vec<bool> {
    let mut times = vec![0; items.len()];
    let files = items.iter().filter_map(|item| match item {
        Item::File(loaded) => Some(&**loaded),
        Item::Builtin(_) => None,
    });
    for loaded in files.chain([root]) {
        for module in loaded.imports.values().flatten() {
            if let Some(n) = module.index().checked_sub(first) {
                times[n] += 1;
            }
        }
    }
    let needs = |times| times > 1 || kind == UnitKind::Entry;
    times.into_iter().map(needs).collect()
}

/// The variable that says whether a module has run; no name of a source has a mark in front.
fn flag(program: &mut ProgramBuilder, module: usize) -> GlobalId {
    program.global(&format!("'module {module}"))
}

fn unit_of<'a>(
    sources: &'a SourceMap,
    (resolved, scopes): (&'a Resolved, &'a Scopes),
    file: u32,
    kind: UnitKind,
    modules: &'a [ModuleCode],
) -> Unit<'a> {
    let source = sources.file(resolved.loaded.file);
    Unit {
        source,
        ast: &resolved.loaded.ast,
        scopes,
        file,
        kind,
        imports: &resolved.loaded.imports,
        modules,
        module: None,
        flags: &[],
    }
}

fn compile_module(
    (sources, resolved, names): (&SourceMap, &Resolved, &Names),
    program: &mut ProgramBuilder,
    state: &mut State,
    errors: &mut Vec<Diagnostic>,
) -> ModuleCode {
    let name = stem(sources.file(resolved.loaded.file).name());
    let mut code = ModuleCode {
        name: name.clone(),
        exports: Vec::new(),
        body: None,
        flag: None,
    };
    let Some(scopes) = &resolved.scopes else {
        return code;
    };
    let kind = UnitKind::Module;
    let source = sources.file(resolved.loaded.file);
    let file = program.file(source.name(), Some(source.shared_text()));
    let mut unit = unit_of(sources, (resolved, scopes), file, kind, &state.modules);
    unit.module = Some(&name);
    let asked = (vec![None; unit.ast.functions()], Vec::new());
    let outside = (&mut state.prelude, &EarlierNames::default());
    let done = run_unit(unit, program, outside, asked, |compiler| {
        let main = compiler.main();
        compiler.ask_for_all();
        compiler.drain();
        (main, compiler.exports(names))
    });
    errors.extend(done.errors);
    let (body, exports) = done.answer;
    code.body = Some(body);
    code.exports = exports;
    code
}

/// The program's main function, and what an entry declares.
fn compile_root(
    (sources, root, kind): (&SourceMap, &Resolved, UnitKind),
    file: u32,
    flags: &[GlobalId],
    program: &mut ProgramBuilder,
    state: &mut State,
    errors: &mut Vec<Diagnostic>,
) -> (FnId, Vec<(String, Earlier)>) {
    let Some(scopes) = &root.scopes else {
        return (FnId::default(), Vec::new());
    };
    let mut unit = unit_of(sources, (root, scopes), file, kind, &state.modules);
    unit.flags = flags;
    let asked = (vec![None; unit.ast.functions()], Vec::new());
    let outside = (&mut state.prelude, &state.earlier);
    let mut declared = Vec::new();
    let done = run_unit(unit, program, outside, asked, |compiler| {
        let main = compiler.main();
        compiler.ask_for_all();
        compiler.drain();
        if kind == UnitKind::Entry {
            declared = top_level(compiler);
        }
        main
    });
    errors.extend(done.errors);
    (done.answer, declared)
}

/// The entry's variables by name; of two the later.
fn top_level(compiler: &mut Compiler<'_>) -> Vec<(String, Earlier)> {
    let mut declared = Vec::new();
    for (n, var) in compiler.scopes.vars.iter().enumerate() {
        if let Level::Top(_) = var.level {
            let name = compiler.ast.name(var.name).to_string();
            let (mutability, import) = (var.mutability, var.import);
            let place = match var.enumeration {
                Some(stmt) => {
                    let id = compiler.enum_id(stmt);
                    let known = compiler.program.find_enum(id);
                    let variants = known.map_or(Vec::new(), |e| e.variants.clone());
                    EarlierPlace::Enum(id, variants.into())
                }
                None => EarlierPlace::Global(compiler.global(VarId::new(n))),
            };
            let earlier = Earlier {
                place,
                mutability,
                import,
            };
            declared.push((name, earlier));
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
