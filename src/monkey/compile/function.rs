//! Functions: the queue, entries with defaults, closures.
//!
//! ```text
//! fn(a, b = a) { fn() { b++ } }      if_set r1, L1 ; mov r1, r0 ; L1: cell r1, r1
//!                                    mov r3, r1 ; closure r2, r3, 1, f2 ; ret r2
//! ```
//!
//! Invariant: the parameters are the window's first registers, and are variables in the order of their names.

use std::mem;

use super::control::Control;
use super::{Compiler, Want, nth};
use crate::builtins;
use crate::bytecode::{BuildError, FunctionBuilder, Params};
use crate::index::{FnId, Reg};
use crate::monkey::ast::{Function, FunctionForm, FunctionId, Name};
use crate::monkey::scope::{Storage, UnitKind, VarId};
use crate::source::{Diagnostic, Span};

/// What a function takes. `None` if that is more than a window can hold.
pub(super) fn params_of(function: &Function) -> Option<Params> {
    let required = function.params.iter().take_while(|p| p.default.is_none());
    let required = required.count();
    Some(Params {
        required: u16::try_from(required).ok()?,
        optional: u16::try_from(function.params.len() - required).ok()?,
        rest: function.rest.is_some(),
    })
}

impl Compiler<'_> {
    /// Compiles the file's statements as the function that the program begins with.
    pub(super) fn main(&mut self) -> FnId {
        let id = self.program.declare();
        let body = &self.ast.body;
        match self.unit.module {
            Some(module) => self.begin(None, &format!("module {module}"), Params::default()),
            None => self.begin(None, "main", Params::default()),
        }
        self.open_scope();
        self.clear_flags();
        // The bottom of every call stack is there as long as the program runs: it makes no tail calls.
        self.control.push(Control::Guarded);
        let value = self.temp();
        self.block_value(&body.stmts, Want::Value(value));
        if self.f.falls_through() {
            self.f.ret(value);
        }
        self.end(id, body.span);
        id
    }

    /// Asks for the functions that nothing names, too: what is wrong with them is an error, and a debugger shows them.
    pub(super) fn ask_for_all(&mut self) {
        for id in self.ast.all_functions() {
            self.fn_id(id);
        }
    }

    /// Compiles every function that was asked for.
    pub(super) fn drain(&mut self) {
        while let Some(id) = self.waiting.pop() {
            self.one_function(id);
        }
    }

    fn one_function(&mut self, id: FunctionId) {
        let ast = self.ast;
        let function = &ast[id];
        let scope = self.scopes.function(id);
        let own = u16::from(scope.method.is_some());
        let params = params_of(function).and_then(|params| {
            let required = params.required.checked_add(own)?;
            Some(Params { required, ..params })
        });
        let Some(params) = params else {
            let problem = Diagnostic::error(function.span, "function has too many parameters");
            self.errors.push(problem);
            return;
        };
        let name = function.name.map_or("", |name| ast.name(name.id));
        match scope.class {
            Some(class) => {
                self.begin(Some(id), &format!("{}.{name}", ast.name(class)), params);
            }
            None => self.begin(Some(id), name, params),
        }
        let names: Vec<Name> = function.params.iter().map(|p| p.name).collect();
        let names = names.into_iter().chain(function.rest);
        let names = names.map(|n| ast.name(n.id));
        let this = (own > 0).then_some("self");
        self.f
            .param_names(this.into_iter().chain(names).map(str::to_string).collect());
        let captured = scope.captures.iter();
        let captured = captured.map(|&var| ast.name(self.scopes.var(var).name).to_string());
        self.f.capture_names(captured.collect());
        self.captures = (0u16..)
            .zip(&scope.captures)
            .map(|(index, &var)| (var, index))
            .collect();
        self.open_scope();
        self.temps(scope.params.len());
        let generator = match function.form {
            FunctionForm::Plain | FunctionForm::Arrow => None,
            FunctionForm::Generator => Some(self.temp()),
        };
        self.begin_method(scope, function.span);
        let vars = &scope.params;
        for (n, &var) in vars.iter().enumerate() {
            let reg = nth(Reg(0), n);
            let param = n.checked_sub(usize::from(own));
            let param = param.and_then(|n| function.params.get(n));
            if let Some(default) = param.and_then(|p| p.default) {
                let set = self.f.new_label();
                self.f.if_set(reg, set);
                self.to(default, reg);
                self.f.bind(set);
            }
            if self.scopes.var(var).storage == Storage::Cell {
                self.at(function.span);
                self.f.cell(reg, reg);
            }
            self.bind_register(var, reg);
        }
        match (function.form, self.constructed()) {
            (FunctionForm::Generator, _) => {
                self.generator_body(function, generator.unwrap_or_default());
            }
            (_, None) => self.block_value(&function.body.stmts, Want::Return),
            (_, Some(this)) => {
                self.block_value(&function.body.stmts, Want::Nothing);
                if self.f.falls_through() {
                    self.f.ret(this);
                }
            }
        }
        if let Some(fn_id) = self.functions[id.index()] {
            self.end(fn_id, function.span);
        }
    }

    fn begin(&mut self, function: Option<FunctionId>, name: &str, params: Params) {
        let is_prelude = self.unit.kind == UnitKind::Prelude;
        let name = match builtins::prelude_member(name).filter(|_| is_prelude) {
            Some((module, name)) => format!("{module}.{name}"),
            None => name.to_string(),
        };
        self.f = FunctionBuilder::new(name, params);
        self.f.file(self.unit.file);
        if is_prelude {
            self.f.prelude();
        }
        self.function = function;
        self.own = None;
        self.next = 0;
        self.bound.clear();
        self.captures.clear();
        self.control.clear();
        self.open.clear();
        self.evaluated.clear();
        self.skip = None;
    }

    fn end(&mut self, id: FnId, span: Span) {
        if self.f.falls_through() {
            self.return_value(None);
        }
        self.close_scope();
        let builder = mem::replace(&mut self.f, FunctionBuilder::new("", Params::default()));
        match builder.finish() {
            Ok(function) => self.program.define(id, function),
            Err(error) => self.refuse(span, &error),
        }
    }

    pub(super) fn refuse(&mut self, span: Span, error: &BuildError) {
        let problem = Diagnostic::error(span.at_start(), error.to_string());
        self.errors.push(problem);
    }

    /// `dst` = the function literal.
    pub(super) fn function_value(&mut self, id: FunctionId, dst: Reg) {
        let fn_id = self.fn_id(id);
        let scopes = self.scopes;
        let captures = &scopes.function(id).captures;
        if captures.is_empty() {
            self.f.function(dst, fn_id);
            return;
        }
        let mark = self.mark();
        let first = self.temps(captures.len());
        for (n, &var) in captures.iter().enumerate() {
            self.capture(var, nth(first, n));
        }
        self.at(self.ast[id].span);
        let count = captures.len().min(u16::MAX as usize) as u16;
        self.f.closure(dst, first, count, fn_id);
        self.release(mark);
    }

    /// `dst` = what a closure holds for the variable: its value or its cell.
    fn capture(&mut self, id: VarId, dst: Reg) {
        use super::variable::Access;
        match self.access(id) {
            Access::Cell(reg) => self.f.mov(dst, reg),
            Access::Shared(index) => self.f.get_capture(dst, index),
            _ => self.load(id, dst),
        }
    }
}
