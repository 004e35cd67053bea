//! Imports: modules are run once, and what they give is used as if it stood here.
//!
//! ```text
//! import "./m" as m     call r1, r1, 0 of the function that is m's file, unless its flag says that it has run
//! m.f(1)                int r3, 1 ; call_static dst, r2, f7
//! m.n                   get_global dst, n'm
//! math.sqrt(x)          call_builtin dst, r2, 1, sqrt
//! let t = m             lit dst, constant(4)
//! ```
//!
//! Where it is not certain that the import has run, its variable is read first: unset, it is an error.
//!
//! Invariant: a module stands in front of those that import it, so that what it exports is known.

use std::collections::BTreeMap;

use super::function::params_of;
use super::variable::Access;
use super::{Compiler, nth};
use crate::builtins::{self, Member as Builtin};
use crate::bytecode::{Constant, Member, Module, Params};
use crate::index::{ConstId, EnumId, FnId, GlobalId, Reg};
use crate::monkey::ast::{ExprId, ExprKind, StmtId};
use crate::monkey::modules::{Binding, ModuleId};
use crate::monkey::scope::{EarlierPlace, Meaning, Storage, VarId};

/// A member of a module, for code that imports it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Export {
    Global(GlobalId),
    Function(FnId, Option<Params>),
    Native(&'static str),
    Prelude(&'static str),
    Float(f64),
    Enum(EnumId),
}

/// A module that is compiled.
#[derive(Clone, Debug)]
pub(super) struct ModuleCode {
    pub name: String,
    /// Its members, sorted by name.
    pub exports: Vec<(String, Export)>,
    /// The function that is its file.
    pub body: Option<FnId>,
    /// The variable that says whether it has run, if that is not clear.
    pub flag: Option<GlobalId>,
}

impl ModuleCode {
    /// A built-in one.
    pub(super) fn of(module: &'static builtins::Module) -> ModuleCode {
        let export = |(name, member): &(&'static str, Builtin)| {
            let export = match *member {
                Builtin::Native(name) => Export::Native(name),
                Builtin::Prelude(name) => Export::Prelude(name),
                Builtin::Float(x) => Export::Float(x),
            };
            (name.to_string(), export)
        };
        ModuleCode {
            name: module.name.to_string(),
            exports: module.members.iter().map(export).collect(),
            body: None,
            flag: None,
        }
    }
}

/// What an expression that names something imported stands for.
#[derive(Clone, Copy)]
pub(super) struct Import {
    binding: Binding,
    /// The variable whose value shows that the import has run, where that is not certain.
    unsure: Option<(ExprId, GlobalId)>,
}

impl Compiler<'_> {
    /// What the expression stands for, if it is a name that an import made or a member of a module.
    pub(super) fn imported(&mut self, expr: ExprId) -> Option<Import> {
        match self.ast[expr].kind {
            ExprKind::Name(_) => self.imported_name(expr),
            ExprKind::Field { object, .. } => {
                let Meaning::Import(binding) = self.scopes.meaning(expr) else {
                    return None;
                };
                let unsure = self.imported_name(object)?.unsure;
                Some(Import { binding, unsure })
            }
            _ => None,
        }
    }

    fn imported_name(&mut self, expr: ExprId) -> Option<Import> {
        let ExprKind::Name(name) = self.ast[expr].kind else {
            return None;
        };
        let (binding, unsure) = match self.scopes.meaning(expr) {
            Meaning::Import(binding) => (binding, None),
            Meaning::Var(id) => {
                let binding = self.scopes.var(id).import?;
                (binding, Some((expr, self.global(id))))
            }
            Meaning::Earlier => {
                let earlier = self.earlier.get(self.ast.name(name))?;
                let EarlierPlace::Global(global) = earlier.place else {
                    return None;
                };
                (earlier.import?, Some((expr, global)))
            }
            _ => return None,
        };
        Some(Import { binding, unsure })
    }

    /// The enum that the expression is, if it is one that was imported for certain.
    pub(super) fn imported_enum(&mut self, expr: ExprId) -> Option<EnumId> {
        let import = self.imported(expr).filter(|i| i.unsure.is_none())?;
        match self.export(import) {
            Some(Export::Enum(id)) => Some(id),
            _ => None,
        }
    }

    /// An error where the import has not run.
    pub(super) fn check_import(&mut self, import: Import) {
        if let Some((name, global)) = import.unsure {
            let mark = self.mark();
            let reg = self.temp();
            self.at_expr(name);
            self.f.get_global(reg, global);
            self.release(mark);
        }
    }

    /// The member that it is, if it is one.
    pub(super) fn export(&self, import: Import) -> Option<Export> {
        match import.binding {
            Binding::Member(module, place) => {
                let module = &self.unit.modules[module.index()];
                Some(module.exports[place as usize].1)
            }
            Binding::Module(_) | Binding::Unknown => None,
        }
    }

    /// `dst` = what was imported. The place of the expression is set.
    pub(super) fn load_import(&mut self, import: Import, dst: Reg) {
        self.check_import(import);
        match (self.export(import), import.binding) {
            (Some(Export::Global(global)), _) => self.f.get_global(dst, global),
            (Some(Export::Function(id, _)), _) => self.f.function(dst, id),
            (Some(Export::Native(name)), _) => {
                let builtin = self.program.builtin(name);
                self.f.builtin(dst, builtin);
            }
            (Some(Export::Prelude(name)), _) => {
                let id = self.prelude_function(name);
                self.f.function(dst, id);
            }
            (Some(Export::Float(x)), _) => {
                let constant = self.program.float(x);
                self.f.lit(dst, constant);
            }
            (Some(Export::Enum(id)), _) => {
                let constant = self.program.constant(Constant::Enum(id));
                self.f.lit(dst, constant);
            }
            (None, Binding::Module(module)) => {
                let constant = self.module_value(module);
                self.f.lit(dst, constant);
            }
            (None, _) => self.f.null(dst),
        }
    }

    /// The module as a constant.
    fn module_value(&mut self, module: ModuleId) -> ConstId {
        let code = &self.unit.modules[module.index()];
        let mut members = Vec::with_capacity(code.exports.len());
        for (name, export) in &code.exports {
            let member = match *export {
                Export::Global(global) => Member::Global(global),
                Export::Function(id, _) => Member::Function(id),
                Export::Native(name) => Member::Native(self.program.builtin(name)),
                Export::Prelude(name) => Member::Function(self.prelude_function(name)),
                Export::Float(x) => Member::Constant(self.program.float(x)),
                Export::Enum(id) => Member::Constant(self.program.constant(Constant::Enum(id))),
            };
            members.push((name.clone(), member));
        }
        let name = code.name.clone();
        self.program
            .constant(Constant::Module(Module { name, members }))
    }

    /// The flags of modules, which have not run when the program begins.
    pub(super) fn clear_flags(&mut self) {
        let mark = self.mark();
        let reg = self.temp();
        for &flag in self.unit.flags {
            self.f.falsehood(reg);
            self.f.set_global(flag, reg);
        }
        self.release(mark);
    }

    /// `import "m"`
    pub(super) fn import(&mut self, stmt: StmtId) {
        let Some(&Some(id)) = self.unit.imports.get(&stmt) else {
            return;
        };
        let mark = self.mark();
        let module = &self.unit.modules[id.index()];
        if let Some(body) = module.body {
            let window = self.temps(2);
            let done = self.f.new_label();
            if let Some(flag) = module.flag {
                self.f.get_global(window, flag);
                self.f.if_true(window, done);
            }
            self.f.function(window, body);
            self.f.call(nth(window, 1), window, 0);
            if let Some(flag) = module.flag {
                self.f.truth(window);
                self.f.set_global(flag, window);
            }
            self.f.bind(done);
        }
        for &var in self.scopes.imported(stmt) {
            if self.scopes.var(var).storage == Storage::Global {
                let reg = self.temp();
                let constant = self.module_value(id);
                self.f.lit(reg, constant);
                let Access::Global(global) = self.access(var) else {
                    continue;
                };
                self.f.set_global(global, reg);
            }
        }
        self.release(mark);
    }

    /// What a module whose names these are gives to others.
    pub(super) fn exports(&mut self, names: &BTreeMap<String, VarId>) -> Vec<(String, Export)> {
        let mut exports = Vec::with_capacity(names.len());
        for (name, &var) in names {
            let export = match self.scopes.var(var).storage {
                Storage::Constant(function) => {
                    let params = params_of(&self.ast[function]);
                    Export::Function(self.fn_id(function), params)
                }
                Storage::Enum(stmt) => Export::Enum(self.enum_id(stmt)),
                _ => Export::Global(self.global(var)),
            };
            exports.push((name.clone(), export));
        }
        exports
    }
}
