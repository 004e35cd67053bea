//! From a file to all the files that it imports, parsed, each once.
//!
//! ```text
//! main imports a and b, a imports b:      b, a, then main
//! ```
//!
//! The search goes down each import before the next one. A file that is met again while it is open would have to run
//! before itself: that is an error, which names the files on the way.
//!
//! Invariant: nothing here recurses, however long the chain of imports.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use foldhash::fast::FixedState;

use super::find::{self, Found, Missing};
use super::{Canonical, ModuleId, Sources};
use crate::builtins;
use crate::monkey::ast::{Ast, StmtId, StmtKind};
use crate::monkey::parser::parse;
use crate::source::{Diagnostic, FileId, Span};

/// What the imports of a file mean, by their statements; `None` if that is an error.
pub(in crate::monkey) type Imports = HashMap<StmtId, Option<ModuleId>, FixedState>;

/// A file, parsed, whose imports are known.
pub(in crate::monkey) struct Loaded {
    pub file: FileId,
    pub ast: Ast,
    pub imports: Imports,
    /// Whether it has no syntax errors.
    pub parses: bool,
}

/// A module that was not there before.
pub(in crate::monkey) enum Item {
    Builtin(&'static builtins::Module),
    File(Box<Loaded>),
}

/// Which modules there are already.
#[derive(Clone, Default)]
pub(in crate::monkey) struct Known {
    builtins: HashMap<&'static str, ModuleId, FixedState>,
    files: HashMap<Canonical, ModuleId, FixedState>,
    count: usize,
}

impl Known {
    fn next(&mut self) -> ModuleId {
        self.count += 1;
        ModuleId::new(self.count - 1)
    }
}

/// An import that is still to be dealt with.
struct Pending {
    stmt: StmtId,
    path: Box<str>,
    span: Span,
}

/// A file whose imports are being loaded.
struct Open {
    loaded: Loaded,
    /// Where it is, if it is a file.
    canonical: Option<Canonical>,
    /// Backwards.
    pending: Vec<Pending>,
    /// The statement of the file below on the stack that asked for it.
    wanted_by: Option<StmtId>,
}

/// The file and the modules that it needs and that are not known, in the order in which they must be compiled.
pub(in crate::monkey) fn load(
    sources: &mut Sources<'_>,
    root: FileId,
    known: &mut Known,
    errors: &mut Vec<Diagnostic>,
) -> (Loaded, Vec<Item>) {
    let canonical = std::fs::canonicalize(sources.map().file(root).name()).ok();
    let mut loader = Loader {
        sources,
        known,
        errors,
        items: Vec::new(),
        open: Vec::new(),
    };
    let first = loader.parse(root, canonical, None);
    let mut top = first;
    loop {
        if let Some(pending) = top.pending.pop() {
            match loader.import(&top, &pending) {
                Step::Known(module) => {
                    top.loaded.imports.insert(pending.stmt, module);
                }
                Step::Down(below) => loader.open.push(std::mem::replace(&mut top, *below)),
            }
            continue;
        }
        let Some(mut importer) = loader.open.pop() else {
            return (top.loaded, loader.items);
        };
        let id = loader.known.next();
        if let Some(canonical) = top.canonical {
            loader.known.files.insert(canonical, id);
        }
        if let Some(stmt) = top.wanted_by {
            importer.loaded.imports.insert(stmt, Some(id));
        }
        loader.items.push(Item::File(Box::new(top.loaded)));
        top = importer;
    }
}

/// What an import leads to.
enum Step {
    /// A module that is done, or an error.
    Known(Option<ModuleId>),
    /// A file, which comes first.
    Down(Box<Open>),
}

struct Loader<'a, 's> {
    sources: &'a mut Sources<'s>,
    known: &'a mut Known,
    errors: &'a mut Vec<Diagnostic>,
    items: Vec<Item>,
    /// The files below the one at hand.
    open: Vec<Open>,
}

impl Loader<'_, '_> {
    fn parse(
        &mut self,
        file: FileId,
        canonical: Option<Canonical>,
        wanted_by: Option<StmtId>,
    ) -> Open {
        let parsed = parse(self.sources.map(), file);
        let parses = parsed.errors.is_empty();
        self.errors.extend(parsed.errors);
        let ast = parsed.ast;
        let statements = ast.body.stmts.iter().rev();
        let pending = statements.filter_map(|&stmt| match &ast[stmt].kind {
            StmtKind::Import(import) => Some(Pending {
                stmt,
                path: import.path.clone(),
                span: import.path_span,
            }),
            _ => None,
        });
        Open {
            pending: pending.collect(),
            canonical,
            wanted_by,
            loaded: Loaded {
                file,
                ast,
                imports: Imports::default(),
                parses,
            },
        }
    }

    fn name_of(&self, open: &Open) -> &str {
        self.sources.map().file(open.loaded.file).name()
    }

    fn import(&mut self, importer: &Open, pending: &Pending) -> Step {
        match find::find(self.sources, self.name_of(importer), &pending.path) {
            Ok(Found::Builtin(module)) => Step::Known(Some(self.builtin(module))),
            Ok(Found::File(path, canonical)) => self.file(importer, pending, &path, canonical),
            Err(missing) => self.fail(pending, missing),
        }
    }

    fn fail(&mut self, pending: &Pending, missing: Missing) -> Step {
        let mut error = Diagnostic::error(pending.span, missing.message);
        if let Some(help) = missing.help {
            error = error.help(help);
        }
        self.errors.push(error);
        Step::Known(None)
    }

    fn builtin(&mut self, module: &'static builtins::Module) -> ModuleId {
        if let Some(&known) = self.known.builtins.get(module.name) {
            return known;
        }
        let id = self.known.next();
        self.known.builtins.insert(module.name, id);
        self.items.push(Item::Builtin(module));
        id
    }

    fn file(
        &mut self,
        importer: &Open,
        pending: &Pending,
        path: &Path,
        canonical: PathBuf,
    ) -> Step {
        if let Some(&id) = self.known.files.get(&canonical) {
            return Step::Known(Some(id));
        }
        let files: Vec<&Open> = self.open.iter().chain([importer]).collect();
        let is_it = |open: &&Open| open.canonical.as_ref() == Some(&canonical);
        if let Some(at) = files.iter().position(is_it) {
            let mut names: Vec<&str> = files[at..].iter().map(|open| self.name_of(open)).collect();
            names.push(names[0]);
            let message = format!("circular import: {}", names.join(" -> "));
            return self.fail(
                pending,
                Missing {
                    message,
                    help: None,
                },
            );
        }
        match find::read(self.sources, path) {
            Ok(file) => Step::Down(Box::new(self.parse(
                file,
                Some(canonical),
                Some(pending.stmt),
            ))),
            Err(missing) => self.fail(pending, missing),
        }
    }
}
