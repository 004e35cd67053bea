//! Reading and writing variables, wherever they live.
//!
//! ```text
//! register            the register itself, as operand or destination
//! cell                get_cell, set_cell in the owner; get_shared, set_shared in closures
//! captured value      get_capture
//! global              get_global, set_global
//! constant            function
//! ```
//!
//! Invariant: a variable's register holds its value, or its cell, from its declaration to the end of its scope.

use super::{Compiler, Mark};
use crate::bytecode::Constant;
use crate::bytecode::function_builder::LocalScope;
use crate::index::{EnumId, GlobalId, Reg};
use crate::monkey::ast::{ExprId, ExprKind, Name, NameId, StmtId, StmtKind};
use crate::monkey::scope::{EarlierPlace, Meaning, Storage, VarId};

/// A variable as the running function reaches it.
#[derive(Clone, Copy)]
pub(super) enum Access {
    Register(Reg),
    Cell(Reg),
    /// A captured value.
    Captured(u16),
    /// A captured cell.
    Shared(u16),
    Global(GlobalId),
    Constant(crate::monkey::ast::FunctionId),
    /// It always is the enum of the statement.
    Enum(StmtId),
    /// The running closure is its value.
    Running,
}

/// The variables of a scope that is open, for the debugger.
pub(super) struct OpenScope {
    mark: Mark,
    locals: Vec<(LocalScope, Reg)>,
}

impl Compiler<'_> {
    pub(super) fn access(&mut self, id: VarId) -> Access {
        let var = self.scopes.var(id);
        match var.storage {
            Storage::Constant(function) => return Access::Constant(function),
            Storage::Global => return Access::Global(self.global(id)),
            Storage::Enum(stmt) => return Access::Enum(stmt),
            // Nothing names the variable itself.
            Storage::Import => return Access::Running,
            Storage::Register | Storage::Cell => {}
        }
        let cell = var.storage == Storage::Cell;
        if var.owner == self.function {
            let reg = self.registers[id.index()];
            return if cell {
                Access::Cell(reg)
            } else {
                Access::Register(reg)
            };
        }
        match self.captures.get(&id) {
            Some(&index) if cell => Access::Shared(index),
            Some(&index) => Access::Captured(index),
            None => Access::Running,
        }
    }

    /// The global variable of a top-level variable. A second variable of the same name has a name of its own.
    pub(super) fn global(&mut self, id: VarId) -> GlobalId {
        if let Some(&global) = self.globals.get(&id) {
            return global;
        }
        let name_id = self.scopes.var(id).name;
        let mut name = self.ast.name(name_id).to_string();
        if let Some(module) = self.unit.module {
            name = format!("{name}'{module}");
        }
        let mut free = name.clone();
        while self.program.find_global(&free).is_some() {
            let count = self.names_taken.entry(name_id).or_insert(1);
            *count += 1;
            free = format!("{name}'{count}");
        }
        let global = self.program.global(&free);
        self.globals.insert(id, global);
        global
    }

    /// The register of a name that is a variable in a register.
    pub(super) fn in_place(&mut self, expr: ExprId) -> Option<Reg> {
        if let Some(&reg) = self.evaluated.get(&expr) {
            return Some(reg);
        }
        let (ExprKind::Name(_) | ExprKind::SelfRef) = self.ast[expr].kind else {
            return None;
        };
        let id = match self.scopes.meaning(expr) {
            Meaning::Var(id) => id,
            Meaning::Literal(id, _) if self.scopes.var(id).owner == self.function => id,
            _ => return None,
        };
        match self.access(id) {
            Access::Register(reg) => Some(reg),
            _ => None,
        }
    }

    /// `dst` = the name.
    pub(super) fn load_name(&mut self, expr: ExprId, name: NameId, dst: Reg) {
        self.at_expr(expr);
        let text = self.ast.name(name);
        if let Some(import) = self.imported(expr) {
            return self.load_import(import, dst);
        }
        match self.scopes.meaning(expr) {
            Meaning::Var(id) => self.load(id, dst),
            Meaning::Function(function) => {
                let id = self.fn_id(function);
                self.f.function(dst, id);
            }
            Meaning::Enum(stmt) => self.load_enum(stmt, dst),
            Meaning::Earlier => match self.earlier.get(text).map(|e| &e.place) {
                Some(EarlierPlace::Global(global)) => self.f.get_global(dst, *global),
                Some(EarlierPlace::Enum(id, _)) => {
                    let constant = self.program.constant(Constant::Enum(*id));
                    self.f.lit(dst, constant);
                }
                None => self.f.null(dst),
            },
            Meaning::Prelude => {
                let id = self.prelude_function(text);
                self.f.function(dst, id);
            }
            Meaning::Builtin => {
                let builtin = self.program.builtin(text);
                self.f.builtin(dst, builtin);
            }
            Meaning::Literal(_, value) => self.to(value, dst),
            Meaning::Unknown | Meaning::Import(_) => self.f.null(dst),
        }
    }

    pub(super) fn load(&mut self, id: VarId, dst: Reg) {
        match self.access(id) {
            Access::Register(reg) if reg == dst => {}
            Access::Register(reg) => self.f.mov(dst, reg),
            Access::Cell(reg) => self.f.get_cell(dst, reg),
            Access::Captured(index) => self.f.get_capture(dst, index),
            Access::Shared(index) => self.f.get_shared(dst, index),
            Access::Global(global) => self.f.get_global(dst, global),
            Access::Constant(function) => {
                let id = self.fn_id(function);
                self.f.function(dst, id);
            }
            Access::Enum(stmt) => self.load_enum(stmt, dst),
            Access::Running => self.f.self_fn(dst),
        }
    }

    fn load_enum(&mut self, stmt: StmtId, dst: Reg) {
        let id = self.enum_id(stmt);
        let constant = self.program.constant(Constant::Enum(id));
        self.f.lit(dst, constant);
    }

    /// The enum that the statement declares.
    pub(super) fn enum_id(&mut self, stmt: StmtId) -> EnumId {
        if let Some(&id) = self.enums.get(&stmt) {
            return id;
        }
        let ast = self.ast;
        let text = |name: &Name| ast.name(name.id).to_string();
        let (name, variants) = match &ast[stmt].kind {
            StmtKind::Enum { name, variants } => (text(name), variants.iter().map(text).collect()),
            _ => (String::new(), Vec::new()),
        };
        let id = self.program.enumeration(name, variants);
        self.enums.insert(stmt, id);
        id
    }

    /// The enum that the expression is, if it is the name of one.
    pub(super) fn known_enum(&mut self, expr: ExprId) -> Option<EnumId> {
        if let Some(id) = self.imported_enum(expr) {
            return Some(id);
        }
        let ExprKind::Name(name) = self.ast[expr].kind else {
            return None;
        };
        match self.scopes.meaning(expr) {
            Meaning::Enum(stmt) => Some(self.enum_id(stmt)),
            Meaning::Earlier => match self.earlier.get(self.ast.name(name)).map(|e| &e.place) {
                Some(EarlierPlace::Enum(id, _)) => Some(*id),
                _ => None,
            },
            _ => None,
        }
    }

    /// The constant that the expression is, if it is `Enum.value`.
    pub(super) fn known_variant(&mut self, expr: ExprId) -> Option<(EnumId, u32)> {
        let ExprKind::Field { object, name, .. } = self.ast[expr].kind else {
            return None;
        };
        let id = self.known_enum(object)?;
        let text = self.ast.name(name.id);
        let known = self.program.find_enum(id)?;
        let place = known.variants.iter().position(|known| known == text)?;
        Some((id, place as u32))
    }

    /// The variable = `src`.
    pub(super) fn store(&mut self, id: VarId, src: Reg) {
        match self.access(id) {
            Access::Register(reg) if reg == src => {}
            Access::Register(reg) => self.f.mov(reg, src),
            Access::Cell(reg) => self.f.set_cell(reg, src),
            Access::Shared(index) => self.f.set_shared(index, src),
            Access::Global(global) => self.f.set_global(global, src),
            // None of these is ever assigned.
            Access::Captured(_) | Access::Constant(_) | Access::Enum(_) | Access::Running => {}
        }
    }

    /// Opens a scope: its variables, and all that is handed out in it, go away with it.
    pub(super) fn open_scope(&mut self) {
        let mark = self.mark();
        self.open.push(OpenScope {
            mark,
            locals: Vec::new(),
        });
    }

    pub(super) fn close_scope(&mut self) {
        let Some(scope) = self.open.pop() else {
            return;
        };
        for &(local, reg) in scope.locals.iter().rev() {
            self.f.end_local(local);
            self.bound[reg.index()] = false;
        }
        self.release(scope.mark);
    }

    /// Declares the variable, whose first value is in `reg`, the last register that was handed out. If it lives
    /// there, the register is its own from now on, otherwise it is given back.
    pub(super) fn declare(&mut self, id: VarId, reg: Reg) {
        match self.scopes.var(id).storage {
            Storage::Constant(_) | Storage::Enum(_) | Storage::Import => self.next = reg.index(),
            Storage::Global => {
                let global = self.global(id);
                self.f.set_global(global, reg);
                self.next = reg.index();
            }
            Storage::Cell => {
                self.f.cell(reg, reg);
                self.bind_register(id, reg);
            }
            Storage::Register => self.bind_register(id, reg),
        }
    }

    /// The variable lives in the register, which holds its value or its cell.
    pub(super) fn bind_register(&mut self, id: VarId, reg: Reg) {
        self.registers[id.index()] = reg;
        if self.bound.len() <= reg.index() {
            self.bound.resize(reg.index() + 1, false);
        }
        self.bound[reg.index()] = true;
        let name = self.ast.name(self.scopes.var(id).name);
        let local = self.f.begin_local(name, reg);
        if let Some(scope) = self.open.last_mut() {
            scope.locals.push((local, reg));
        }
    }
}
