//! Imports: the names that they bind, and members of modules that are named.
//!
//! Example: behind `import "math"` the expression `math.sqrt` means the member `sqrt` of the module, and `math.sqr` is
//! an error at `sqr`.
//!
//! Invariant: what an import that failed would have given means [`Binding::Unknown`], about which nothing more is said.

use super::*;
use crate::monkey::modules::{Binding, ModuleId, did_you_mean, is_private};

impl Walked<'_> {
    /// Makes the variables of an import at the top level.
    pub(super) fn announce_import(&mut self, stmt: StmtId, import: &Import, level: Level) {
        let module = self.outside.imports.get(&stmt).copied().flatten();
        let bound: Vec<(Name, Binding)> = match &import.imported {
            Imported::Whole(None) => {
                let path = &import.path;
                // Of a module that is not there nothing more is said.
                if module.is_some() {
                    let message = format!("module {path} has no name that a variable can have");
                    self.errors.push(
                        Diagnostic::error(import.path_span, message)
                            .help(format!("give it one: import \"{path}\" as NAME")),
                    );
                }
                Vec::new()
            }
            Imported::Whole(Some(name)) | Imported::As(name) => {
                vec![(*name, module.map_or(Binding::Unknown, Binding::Module))]
            }
            Imported::Names(names) => {
                let names = names.iter();
                names
                    .map(|name| (*name, self.find_member(module, *name)))
                    .collect()
            }
        };
        let mut vars = Vec::new();
        for (name, binding) in bound {
            let var = self.new_var(name.id, Mutability::Const, level, None);
            self.vars[var.index()].import = Some(binding);
            self.top_level[name.id.index()].get_or_insert(var);
            vars.push(var);
        }
        self.imported.insert(stmt, vars);
    }

    /// An import where it stands: its names are visible from here on.
    pub(super) fn import(&mut self, stmt: StmtId, import: &Import, span: Span) {
        match self.imported.get(&stmt) {
            Some(vars) => {
                for var in vars.clone() {
                    self.show(var);
                }
            }
            None => {
                let message = "an import stands at the top level of its file";
                self.error(span, message);
                let names: &[Name] = match &import.imported {
                    Imported::Whole(name) => name.as_slice(),
                    Imported::As(name) => std::slice::from_ref(name),
                    Imported::Names(names) => names,
                };
                for name in names {
                    let var = self.declare(name.id, None);
                    self.vars[var.index()].import = Some(Binding::Unknown);
                }
            }
        }
    }

    /// The member of that name; an error if there is none.
    fn find_member(&mut self, module: Option<ModuleId>, name: Name) -> Binding {
        let Some(module) = module else {
            return Binding::Unknown;
        };
        let face = &self.outside.faces[module.index()];
        let text = self.ast.name(name.id);
        if let Some(place) = face.find(text) {
            return Binding::Member(module, place);
        }
        if let Some(members) = &face.members {
            let message = format!("module {} has no member {text}", face.name);
            let help = match is_private(text) {
                true => Some("names that begin with _ are for their own file".to_string()),
                false => did_you_mean(text, members.iter().map(String::as_str)),
            };
            let error = Diagnostic::error(name.span, message);
            self.errors.push(match help {
                Some(help) => error.help(help),
                None => error,
            });
        }
        Binding::Unknown
    }

    /// What the expression, if it names a module, stands for.
    fn module_of(&self, object: ExprId) -> Option<Binding> {
        let ExprKind::Name(name) = self.ast[object].kind else {
            return None;
        };
        match self.meanings[object.index()] {
            Meaning::Var(var) => self.vars[var.index()].import,
            Meaning::Earlier => self.outside.earlier.get(self.ast.name(name))?.import,
            _ => None,
        }
    }

    /// `object.name`, whose object has its meaning.
    pub(super) fn field_of_module(&mut self, id: ExprId, object: ExprId, name: Name) {
        if let Some(Binding::Module(module)) = self.module_of(object) {
            let binding = self.find_member(Some(module), name);
            self.meanings[id.index()] = Meaning::Import(binding);
        }
    }

    /// A field that is assigned: not one of a module.
    pub(super) fn refuse_member(&mut self, target: ExprId, name: Name) {
        if let Meaning::Import(Binding::Member(module, _)) = self.meanings[target.index()] {
            let module = &self.outside.faces[module.index()].name;
            let text = self.ast.name(name.id);
            self.error(
                name.span,
                format!("cannot assign to {text} of module {module} from outside"),
            );
        }
    }

    /// Whether calling what the name means runs no function of the program by itself.
    pub(super) fn is_native(&self, callee: Meaning) -> bool {
        let binding = match callee {
            Meaning::Builtin => return true,
            Meaning::Import(binding) => Some(binding),
            Meaning::Var(var) => self.vars[var.index()].import,
            _ => None,
        };
        match binding {
            Some(Binding::Member(module, place)) => {
                self.outside.faces[module.index()].is_native(place)
            }
            _ => false,
        }
    }
}
