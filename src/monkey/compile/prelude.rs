//! The prelude: builtins that call functions, written in Monkey (`prelude.monkey`).
//!
//! ```text
//! map(xs, f)        call_static of the prelude's `map`
//! xs.map(f)         call_method; the machine finds `map` among the program's functions
//! ```
//!
//! It is parsed when a program first names one of its functions, and only those that a program names, or that
//! these name, are compiled into it.
//!
//! Invariant: `prelude.monkey` has no errors, and declares nothing but functions.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

use super::function::params_of;
use super::session::{is_builtin, run_unit};
use super::{Compiler, Unit};
use crate::bytecode::{Params, Program, ProgramBuilder};
use crate::index::FnId;
use crate::monkey::ast::{Ast, FunctionId, StmtKind};
use crate::monkey::modules::Imports;
use crate::monkey::parser::parse;
use crate::monkey::scope::{EarlierNames, Outside, Scopes, UnitKind};
use crate::source::{Diagnostic, FileId, SourceMap};

const TEXT: &str = include_str!("../prelude.monkey");

/// The names of its functions.
pub(super) fn names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let heads = TEXT.lines().filter_map(|line| line.strip_prefix("fn "));
        heads
            .filter_map(|head| head.split_once('(').map(|(name, _)| name))
            .collect()
    });
    &NAMES
}

/// The prelude, parsed.
struct Prelude {
    sources: SourceMap,
    file: FileId,
    ast: Ast,
    scopes: Scopes,
    functions: HashMap<String, FunctionId, FixedState>,
    /// What is wrong with it: nothing.
    errors: Vec<Diagnostic>,
}

static PRELUDE: LazyLock<Prelude> = LazyLock::new(|| {
    let mut sources = SourceMap::new();
    let file = sources
        .add("prelude", TEXT)
        .unwrap_or_else(|_| FileId::new(0));
    let parsed = parse(&sources, file);
    let (ast, mut errors) = (parsed.ast, parsed.errors);
    let scopes = Scopes::resolve(
        &ast,
        Outside {
            earlier: &EarlierNames::default(),
            prelude: &[],
            is_builtin,
            imports: &Imports::default(),
            faces: &[],
            unit: UnitKind::Prelude,
        },
    );
    errors.extend(scopes.errors.iter().cloned());
    let functions = ast
        .body
        .stmts
        .iter()
        .filter_map(|&stmt| match ast[stmt].kind {
            StmtKind::Function { name, function } => {
                Some((ast.name(name.id).to_string(), function))
            }
            _ => None,
        });
    Prelude {
        functions: functions.collect(),
        sources,
        file,
        ast,
        scopes,
        errors,
    }
});

/// The functions of the prelude that a program has.
#[derive(Clone, Default)]
pub(super) struct PreludeFunctions {
    known: Vec<Option<FnId>>,
    waiting: Vec<FunctionId>,
    file: Option<u32>,
}

impl PreludeFunctions {
    /// Those that a program has.
    pub(super) fn of(program: &Program) -> PreludeFunctions {
        let mut known = vec![None; PRELUDE.ast.functions()];
        for (n, function) in program.functions.iter().enumerate() {
            if let Some(id) = PRELUDE.functions.get(&function.name)
                && function.prelude
            {
                known[id.index()].get_or_insert(FnId(n as u32));
            }
        }
        let file = program.functions.iter().find(|f| f.prelude);
        PreludeFunctions {
            known,
            waiting: Vec::new(),
            file: file.map(|f| f.file),
        }
    }

    /// What the function takes.
    pub(super) fn params(&self, name: &str) -> Option<Params> {
        let function = PRELUDE.functions.get(name)?;
        params_of(&PRELUDE.ast[*function])
    }

    fn ask_for(&mut self, program: &mut ProgramBuilder, name: &str) -> Option<FnId> {
        let function = *PRELUDE.functions.get(name)?;
        self.known.resize(PRELUDE.ast.functions(), None);
        if let Some(known) = self.known[function.index()] {
            return Some(known);
        }
        let fresh = program.declare();
        self.known[function.index()] = Some(fresh);
        self.waiting.push(function);
        Some(fresh)
    }

    /// Compiles the functions that were asked for and those that they name.
    pub(super) fn drain(&mut self, program: &mut ProgramBuilder) -> Vec<Diagnostic> {
        if self.waiting.is_empty() {
            return Vec::new();
        }
        let prelude = &*PRELUDE;
        let file = *self
            .file
            .get_or_insert_with(|| program.file("prelude", None));
        let imports = Imports::default();
        let unit = Unit {
            source: prelude.sources.file(prelude.file),
            ast: &prelude.ast,
            scopes: &prelude.scopes,
            file,
            kind: UnitKind::Prelude,
            imports: &imports,
            modules: &[],
            module: None,
            flags: &[],
        };
        let mut none = PreludeFunctions::default();
        let earlier = EarlierNames::default();
        let asked = (
            std::mem::take(&mut self.known),
            std::mem::take(&mut self.waiting),
        );
        let done = run_unit(unit, program, (&mut none, &earlier), asked, Compiler::drain);
        self.known = done.functions;
        let mut errors = prelude.errors.clone();
        errors.extend(done.errors);
        errors
    }
}

impl Compiler<'_> {
    /// The prelude's function, which will be part of the program.
    pub(super) fn prelude_function(&mut self, name: &str) -> FnId {
        if self.unit.kind == UnitKind::Prelude {
            let own = PRELUDE.functions.get(name);
            return own.map_or_else(FnId::default, |function| self.fn_id(*function));
        }
        self.prelude.ask_for(self.program, name).unwrap_or_default()
    }

    /// Makes the prelude's functions that are methods of this name part of the program; whether there are any.
    pub(super) fn prelude_method(&mut self, name: &str) -> bool {
        let mut found = false;
        let of_kinds = [format!("__array_{name}"), format!("__generator_{name}")];
        for name in [name, &of_kinds[0], &of_kinds[1]] {
            if names().contains(&name) {
                self.prelude_function(name);
                found = true;
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prelude_has_no_errors_and_only_functions() {
        let prelude = &*PRELUDE;
        assert_eq!(prelude.errors, []);
        assert_eq!(prelude.functions.len(), prelude.ast.body.stmts.len());
        for name in names() {
            assert!(prelude.functions.contains_key(*name), "{name}");
        }
        assert_eq!(names().len(), prelude.functions.len());
    }

    #[test]
    fn all_of_it_compiles() {
        let mut program = ProgramBuilder::new();
        let mut functions = PreludeFunctions::default();
        for name in names() {
            functions.ask_for(&mut program, name);
        }
        assert_eq!(functions.drain(&mut program), []);
    }
}
