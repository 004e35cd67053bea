//! Classes: their declaration, what methods begin and end with, `new`, `self` and `super`.
//!
//! ```text
//! class P extends Q { let y = 1; fn init(x) { .. } }
//!
//!     get_global r2, Q ; int r3, 1 ; symbol r4, #y ; null r5 ; symbol r6, #init ; function r7, P.init ; ...
//!     class r1, r2, 8, #P
//!
//!     P.init:      if_ready r0, L1 ; mov r2, r0 ; call_method r2, #<fields>(r2) ; L1: ... ; ret r0
//!     P.<fields>:  ready r0 ; find_method r2, Q, #<fields> ; if_null r2, L1 ; mov r3, r0 ; call r2, r2, 1
//!                  L1: int r2, 1 ; set_field r0, r2, #y ; ret r0
//! super.m(1)       get_method r2, Q, #m ; mov r3, r0 ; int r4, 1 ; call dst, r2, 2
//! ```
//!
//! Initialisers run where the first `init` of a new instance begins, which is not where `super.init()` begins one: the
//! instance knows whether they have run. Without any `init` the machine calls them itself.
//!
//! Invariant: `self` is a method's first parameter and never assigned.

use super::call::{Arguments, Callee};
use super::{Compiler, Want, nth};
use crate::bytecode::program::{INIT, INITIALISER};
use crate::index::Reg;
use crate::monkey::ast::*;
use crate::monkey::scope::{FunctionScope, Meaning, MethodKind, Storage, VarId};
use crate::source::Span;

impl Compiler<'_> {
    pub(super) fn class(&mut self, stmt: StmtId, class: &Class) {
        let Some(scope) = self.scopes.class(stmt) else {
            return;
        };
        if let (Some(base), Some(var)) = (class.base, scope.base) {
            let reg = self.temp();
            self.to(base, reg);
            self.declare(var, reg);
        }
        let more = scope.more.min(i16::MAX as usize) as i16;
        let reg = self.temp();
        if self.scopes.var(scope.var).storage == Storage::Cell {
            self.at(class.name.span);
            self.f.unset(reg);
            self.declare(scope.var, reg);
            let mark = self.mark();
            let value = self.temp();
            self.class_value(class, (scope.base, more), value);
            self.f.set_cell(reg, value);
            self.release(mark);
        } else {
            self.class_value(class, (scope.base, more), reg);
            self.declare(scope.var, reg);
        }
    }

    fn class_value(&mut self, class: &Class, (base, more): (Option<VarId>, i16), dst: Reg) {
        let mark = self.mark();
        let count = 2 + 2 * (class.members.len() + usize::from(class.initialiser.is_some()));
        let window = self.temps(count);
        match base {
            Some(base) => self.load(base, window),
            None => self.f.null(window),
        }
        self.f.int(nth(window, 1), more);
        let members = class.members.iter().map(|member| {
            let function = match member.kind {
                MemberKind::Field(_) => None,
                MemberKind::Method(function) | MemberKind::Static(function) => Some(function),
            };
            (member.name.id, function)
        });
        let initialiser = class.initialiser.and_then(|function| {
            let name = self.ast[function].name?;
            Some((name.id, Some(function)))
        });
        for (n, (name, function)) in members.chain(initialiser).enumerate() {
            let (key, value) = (nth(window, 2 + 2 * n), nth(window, 3 + 2 * n));
            let symbol = self.program.symbol(self.ast.name(name));
            self.f.symbol(key, symbol);
            match function {
                Some(function) => self.function_value(function, value),
                None => self.f.null(value),
            }
        }
        self.at(class
            .base
            .map_or(class.name.span, |base| self.ast[base].span));
        let name = self.program.symbol(self.ast.name(class.name.id));
        let count = count.min(u16::MAX as usize) as u16;
        self.f.class(dst, window, count, name);
        self.release(mark);
    }

    /// The register of the instance that the running function gives whatever its body gives, if it is one that does.
    pub(super) fn constructed(&self) -> Option<Reg> {
        let scope = self.scopes.function(self.function?);
        match scope.method? {
            MethodKind::Plain => None,
            MethodKind::Init | MethodKind::Initialiser => Some(Reg(0)),
        }
    }

    /// What a method does before everything else. Its parameters are in their registers.
    pub(super) fn begin_method(&mut self, scope: &FunctionScope, span: Span) {
        let this = Reg(0);
        let fields = self.program.symbol(INITIALISER);
        let mark = self.mark();
        let past = self.f.new_label();
        self.at(span);
        match scope.method {
            None | Some(MethodKind::Plain) => return,
            Some(MethodKind::Init) => {
                let window = self.temp();
                self.f.if_ready(this, past);
                self.f.mov(window, this);
                self.f.call_method(1, fields, window, window);
            }
            Some(MethodKind::Initialiser) => {
                self.f.ready(this);
                if let Some(base) = scope.base {
                    let window = self.temps(2);
                    self.load(base, window);
                    self.f.find_method(window, window, fields);
                    self.f.if_null(window, past);
                    self.f.mov(nth(window, 1), this);
                    self.f.call(window, window, 1);
                }
            }
        }
        self.f.bind(past);
        self.release(mark);
    }

    /// `dst` = `self`, which is not in a register.
    pub(super) fn this(&mut self, id: ExprId, dst: Reg) {
        if let Meaning::Var(this) = self.scopes.meaning(id) {
            self.load(this, dst);
        }
    }

    pub(super) fn new_instance(&mut self, class: ExprId, items: &[Argument], want: Want) {
        let args = Arguments { first: None, items };
        self.value_call(class, Callee::Class, args, want);
    }

    /// `dst` = the class that the running method's class extends.
    fn base_to(&mut self, id: ExprId, dst: Reg) {
        if let Meaning::Var(base) = self.scopes.meaning(id) {
            self.load(base, dst);
        }
    }

    fn receiver_to(&mut self, id: ExprId, dst: Reg) {
        if let Some(this) = self.scopes.receiver(id) {
            self.load(this, dst);
        }
    }

    /// `super.name` as a value.
    pub(super) fn bound_super(&mut self, id: ExprId, name: Name, dst: Reg) {
        let mark = self.mark();
        let (method, this) = (self.temp(), self.temp());
        let symbol = self.program.symbol(self.ast.name(name.id));
        self.base_to(id, method);
        self.at(name.span);
        self.f.get_method(method, method, symbol);
        self.receiver_to(id, this);
        self.f.bind_method(dst, method, this);
        self.release(mark);
    }

    /// `super.name(args)`. Without an `init` to call, `super.init()` is nothing.
    pub(super) fn super_call(&mut self, id: ExprId, name: Name, args: Arguments<'_>, want: Want) {
        let mark = self.mark();
        let text = self.ast.name(name.id);
        let symbol = self.program.symbol(text);
        let window = self.temps(2 + if args.is_plain() { args.count() } else { 0 });
        let piped = match args.first {
            Some(value) if args.is_plain() => {
                self.to(value, nth(window, 2));
                None
            }
            _ => self.piped(args),
        };
        self.base_to(id, window);
        self.at(name.span);
        let past = (text == INIT && args.count() == 0).then(|| self.f.new_label());
        match past {
            Some(past) => {
                self.f.find_method(window, window, symbol);
                self.f.if_null(window, past);
            }
            None => self.f.get_method(window, window, symbol),
        }
        self.receiver_to(id, nth(window, 1));
        let dst = self.result(want, window);
        if args.is_plain() {
            self.later_arguments(args, nth(window, 2));
            self.at(name.span);
            let count = 1 + args.count() as u16;
            if want == Want::Return && past.is_none() {
                self.f.tail_call(window, count);
                return self.release(mark);
            }
            self.f.call(dst, window, count);
        } else {
            self.all_arguments(args.items, piped, name.span, nth(window, 1));
            self.at(name.span);
            self.f.call_array(dst, window);
        }
        if let Some(past) = past {
            let end = self.f.new_label();
            self.f.jump(end);
            self.f.bind(past);
            self.f.null(dst);
            self.f.bind(end);
        }
        if want == Want::Return {
            self.f.ret(dst);
        }
        self.release(mark);
    }

    /// The array of `self`, which is in the register, of what is piped, and of the arguments: in the register.
    fn all_arguments(&mut self, items: &[Argument], piped: Option<Reg>, span: Span, this: Reg) {
        let mark = self.mark();
        let all = self.temp();
        match piped {
            None => self.collect(Some(this), items, span, all),
            Some(piped) => {
                let (first, rest) = (self.temps(2), self.temp());
                self.f.mov(first, this);
                self.f.mov(nth(first, 1), piped);
                self.at(span);
                self.f.array(all, first, 2);
                self.collect(None, items, span, rest);
                self.f.array_extend(all, rest);
            }
        }
        self.f.mov(this, all);
        self.release(mark);
    }
}
