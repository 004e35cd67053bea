//! Calls, and the other links of a chain: `f(x)`, `a[i]`, `a[i:j]`, `o.f`, `o.f(x)`, `o?.f`.
//!
//! ```text
//! f(1, 2)      a known function     int r3, 1 ; int r4, 2 ; call_static dst, r2, f7
//!              any value            get_global r2, f ; int r3, 1 ; int r4, 2 ; call dst, r2, 2
//!              a native function    int r2, 1 ; int r3, 2 ; call_builtin dst, r2, 2, max
//! a.f(1)                            mov r2, a ; int r3, 1 ; call_method 2, f, r2, dst
//! f(...xs)                          get_global r2, f ; array r3, ... ; call_array dst, r2
//! ```
//!
//! `a?.b` leaves the whole chain that it is in: the label is [`Compiler::skip`], made where the chain begins.
//!
//! Invariant: a window is the last registers that are taken, so that a call clobbers nothing.

use super::expr::chained;
use super::function::params_of;
use super::imports::{Export, Import};
use super::{Compiler, Want, nth};
use crate::bytecode::{Params, near_fn};
use crate::index::{FnId, Reg};
use crate::monkey::ast::*;
use crate::monkey::scope::{Meaning, RED_ZONE, STACK_PIECE};

/// More arguments than this are passed as an array.
const MOST_ARGUMENTS: usize = 200;

/// A call's parts: the value piped into it, if any, and its arguments.
#[derive(Clone, Copy)]
pub(super) struct Arguments<'a> {
    pub first: Option<ExprId>,
    pub items: &'a [Argument],
}

/// What a call may call.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Callee {
    /// Whatever can be called.
    Any,
    /// A class: `new`.
    Class,
}

impl Arguments<'_> {
    pub fn count(&self) -> usize {
        self.items.len() + self.first.is_some() as usize
    }

    pub fn is_plain(&self) -> bool {
        self.count() <= MOST_ARGUMENTS
            && self
                .items
                .iter()
                .all(|item| matches!(item, Argument::One(_)))
    }
}

impl Compiler<'_> {
    /// A link of a chain, and what it hangs on.
    pub(super) fn link(&mut self, id: ExprId, want: Want) {
        if self.skip.is_some() || !self.may_skip(id) {
            return self.one_link(id, want);
        }
        let (skip, end) = (self.f.new_label(), self.f.new_label());
        self.skip = Some(skip);
        self.one_link(id, want);
        if want != Want::Return {
            self.f.jump(end);
        }
        self.f.bind(skip);
        self.give_null(want);
        if want != Want::Return {
            self.f.bind(end);
        }
        self.skip = None;
    }

    fn one_link(&mut self, id: ExprId, want: Want) {
        let ast = self.ast;
        match &ast[id].kind {
            ExprKind::Call { callee, args } => {
                let args = Arguments {
                    first: None,
                    items: args,
                };
                self.call(*callee, args, want);
            }
            ExprKind::Index { object, index } => {
                let (object, index) = (*object, *index);
                self.give_with(want, |c, dst| c.element(object, index, dst));
            }
            ExprKind::Slice { object, start, end } => {
                let (object, start, end) = (*object, *start, *end);
                self.give_with(want, |c, dst| c.slice(object, start, end, dst));
            }
            ExprKind::Field {
                object,
                name,
                access,
            } => {
                let (object, name, access) = (*object, *name, *access);
                match self.imported(id) {
                    Some(import) => self.give_with(want, |c, dst| {
                        c.at(name.span);
                        c.load_import(import, dst);
                    }),
                    None => {
                        self.give_with(want, |c, dst| c.field(object, name, access, dst));
                    }
                }
            }
            _ => self.give_null(want),
        }
    }

    /// What a link hangs on, in some register: another link of the same chain, or where the chain begins.
    fn object(&mut self, id: ExprId, later: &[ExprId], scratch: Option<Reg>) -> Reg {
        if chained(self.ast, id).is_none() || self.evaluated.contains_key(&id) {
            return self.operand(id, later, scratch);
        }
        let reg = match scratch {
            Some(reg) if !self.is_variable(reg) => reg,
            _ => self.temp(),
        };
        self.object_to(id, reg);
        reg
    }

    fn object_to(&mut self, id: ExprId, dst: Reg) {
        if chained(self.ast, id).is_none() {
            return self.to(id, dst);
        }
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let mark = self.mark();
            self.chain(id, Want::Value(dst));
            self.release(mark);
        });
    }

    /// Leaves the chain if the object is null and the access allows for that.
    fn check_access(&mut self, access: Access, object: Reg) {
        if let (Access::Optional, Some(skip)) = (access, self.skip) {
            self.f.if_null(object, skip);
        }
    }

    fn element(&mut self, object: ExprId, index: ExprId, dst: Reg) {
        let mark = self.mark();
        let collection = self.object(object, &[index], Some(dst));
        if let Some(imm) = self.small(index) {
            self.at_bracket(object);
            self.f.get_i(dst, collection, imm);
        } else {
            let scratch = (collection != dst).then_some(dst);
            let index = self.operand(index, &[], scratch);
            self.at_bracket(object);
            self.f.get(dst, collection, index);
        }
        self.release(mark);
    }

    fn slice(&mut self, object: ExprId, start: Option<ExprId>, end: Option<ExprId>, dst: Reg) {
        let mark = self.mark();
        let later: Vec<ExprId> = start.into_iter().chain(end).collect();
        let collection = self.object(object, &later, Some(dst));
        let bounds = self.temps(2);
        for (n, bound) in [start, end].into_iter().enumerate() {
            match bound {
                Some(bound) => self.to(bound, nth(bounds, n)),
                None => self.f.null(nth(bounds, n)),
            }
        }
        self.at_bracket(object);
        self.f.slice(dst, collection, bounds);
        self.release(mark);
    }

    fn field(&mut self, object: ExprId, name: Name, access: Access, dst: Reg) {
        let mark = self.mark();
        let holder = self.object(object, &[], Some(dst));
        self.check_access(access, holder);
        let symbol = self.program.symbol(self.ast.name(name.id));
        self.at(name.span);
        self.f.get_field(dst, holder, symbol);
        self.release(mark);
    }

    pub(super) fn pipe(&mut self, value: ExprId, callee: ExprId, items: &[Argument], want: Want) {
        let args = Arguments {
            first: Some(value),
            items,
        };
        self.call(callee, args, want);
    }

    fn call(&mut self, callee: ExprId, args: Arguments<'_>, want: Want) {
        let ast = self.ast;
        if !self.evaluated.contains_key(&callee)
            && let Some(import) = self.imported(callee)
        {
            return self.call_import(callee, import, args, want);
        }
        match ast[callee].kind {
            ExprKind::Field {
                object,
                name,
                access,
            } if !self.evaluated.contains_key(&callee) => {
                if args.is_plain() {
                    self.method(object, name, access, args, want);
                } else {
                    self.spread_method(object, name, access, args, want);
                }
            }
            ExprKind::Super(name) => self.super_call(callee, name, args, want),
            ExprKind::Name(name) if args.is_plain() => match self.scopes.meaning(callee) {
                Meaning::Builtin => self.native(callee, ast.name(name), args, want),
                Meaning::Function(function) => {
                    let params = params_of(&ast[function]);
                    let id = self.fn_id(function);
                    self.known_call(callee, (id, params), args, want);
                }
                Meaning::Prelude => self.prelude_call(callee, ast.name(name), args, want),
                _ => self.value_call(callee, Callee::Any, args, want),
            },
            _ => self.value_call(callee, Callee::Any, args, want),
        }
    }

    /// A call of what an import gives.
    fn call_import(&mut self, callee: ExprId, import: Import, args: Arguments<'_>, want: Want) {
        let export = self.export(import).filter(|_| args.is_plain());
        if !matches!(
            export,
            None | Some(Export::Global(_) | Export::Float(_) | Export::Enum(_))
        ) {
            self.check_import(import);
        }
        match export {
            Some(Export::Native(name)) => self.native(callee, name, args, want),
            Some(Export::Function(id, params)) => self.known_call(callee, (id, params), args, want),
            Some(Export::Prelude(name)) => self.prelude_call(callee, name, args, want),
            _ => self.value_call(callee, Callee::Any, args, want),
        }
    }

    /// A call of a function of the prelude.
    fn prelude_call(&mut self, callee: ExprId, name: &str, args: Arguments<'_>, want: Want) {
        let id = self.prelude_function(name);
        let params = self.prelude.params(name);
        // Never in place of the running frame: an error in it is reported here.
        if want == Want::Return {
            self.give_with(want, |c, dst| {
                c.known_call(callee, (id, params), args, Want::Value(dst));
            });
        } else {
            self.known_call(callee, (id, params), args, want);
        }
    }

    /// The register that gets a call's result: the window's first, if nobody wants it.
    pub(super) fn result(&self, want: Want, window: Reg) -> Reg {
        match want {
            Want::Value(dst) => dst,
            _ => window,
        }
    }

    /// Evaluates arguments to the registers from `first` on.
    fn arguments(&mut self, args: Arguments<'_>, first: Reg) {
        if let Some(value) = args.first {
            self.to(value, first);
        }
        self.later_arguments(args, first);
    }

    /// The same without the one that is piped in.
    pub(super) fn later_arguments(&mut self, args: Arguments<'_>, first: Reg) {
        let skip = args.first.is_some() as usize;
        for (n, item) in args.items.iter().enumerate() {
            let (Argument::One(value) | Argument::Spread(value)) = *item;
            self.to(value, nth(first, n + skip));
        }
    }

    /// A call of a native function by its name.
    fn native(&mut self, callee: ExprId, name: &str, args: Arguments<'_>, want: Want) {
        let mark = self.mark();
        let count = args.count();
        if name == "len" && count == 1 {
            let value = args.first.or(match args.items {
                [Argument::One(value)] => Some(*value),
                _ => None,
            });
            if let Some(value) = value {
                self.give_with(want, |c, dst| {
                    let mark = c.mark();
                    let src = c.operand(value, &[], Some(dst));
                    c.at_callee(callee);
                    c.f.len(dst, src);
                    c.release(mark);
                });
                self.release(mark);
                return;
            }
        }
        let first = self.temps(count.max(1));
        self.arguments(args, first);
        let builtin = self.program.builtin(name);
        let dst = self.result(want, first);
        self.at_callee(callee);
        self.f.call_builtin(dst, first, count as u16, builtin);
        if want == Want::Return {
            self.f.ret(dst);
        }
        self.release(mark);
    }

    /// A call of a function that is certain to be the callee.
    fn known_call(
        &mut self,
        callee: ExprId,
        (id, params): (FnId, Option<Params>),
        args: Arguments<'_>,
        want: Want,
    ) {
        let fits = params.is_some_and(|p| p.is_exact() && p.accepts(args.count()));
        let Some(near) = near_fn(id).filter(|_| fits) else {
            return self.value_call(callee, Callee::Any, args, want);
        };
        let mark = self.mark();
        let window = self.temps(1 + args.count());
        self.arguments(args, nth(window, 1));
        self.at_callee(callee);
        if want == Want::Return {
            self.f.tail_static(window, near);
        } else {
            let dst = self.result(want, window);
            self.f.call_static(dst, window, near);
        }
        self.release(mark);
    }

    pub(super) fn value_call(
        &mut self,
        callee: ExprId,
        kind: Callee,
        args: Arguments<'_>,
        want: Want,
    ) {
        if !args.is_plain() {
            return self.spread_call(callee, kind, args, want);
        }
        let mark = self.mark();
        let count = args.count();
        let window = self.temps(1 + count);
        if let Some(value) = args.first {
            self.to(value, nth(window, 1));
        }
        self.object_to(callee, window);
        self.check_callee(callee, kind, window);
        self.later_arguments(args, nth(window, 1));
        self.at_callee(callee);
        if want == Want::Return {
            self.f.tail_call(window, count as u16);
        } else {
            let dst = self.result(want, window);
            self.f.call(dst, window, count as u16);
        }
        self.release(mark);
    }

    /// A call with `...xs`, or with very many arguments: they are collected in an array.
    fn spread_call(&mut self, callee: ExprId, kind: Callee, args: Arguments<'_>, want: Want) {
        let mark = self.mark();
        let window = self.temps(2);
        let piped = self.piped(args);
        self.object_to(callee, window);
        self.check_callee(callee, kind, window);
        self.collect(piped, args.items, self.ast[callee].span, nth(window, 1));
        self.at_callee(callee);
        let dst = self.result(want, window);
        self.f.call_array(dst, window);
        if want == Want::Return {
            self.f.ret(dst);
        }
        self.release(mark);
    }

    fn method(
        &mut self,
        object: ExprId,
        name: Name,
        access: Access,
        args: Arguments<'_>,
        want: Want,
    ) {
        let mark = self.mark();
        let count = 1 + args.count();
        let window = self.temps(count);
        if let Some(value) = args.first {
            self.to(value, nth(window, 1));
        }
        self.object_to(object, window);
        self.check_access(access, window);
        self.later_arguments(args, nth(window, 1));
        let text = self.ast.name(name.id);
        let may_be_prelude = self.prelude_method(text);
        let symbol = self.program.symbol(text);
        self.at(name.span);
        // A function of the prelude does not take the place of the running frame, as above.
        if want == Want::Return && !may_be_prelude {
            self.f.tail_method(count as u16, symbol, window);
        } else {
            let dst = self.result(want, window);
            self.f.call_method(count as u16, symbol, window, dst);
            if want == Want::Return {
                self.f.ret(dst);
            }
        }
        self.release(mark);
    }

    /// A method call with `...xs`, or with very many arguments.
    fn spread_method(
        &mut self,
        object: ExprId,
        name: Name,
        access: Access,
        args: Arguments<'_>,
        want: Want,
    ) {
        let mark = self.mark();
        let window = self.temps(2);
        let piped = self.piped(args);
        self.object_to(object, window);
        self.check_access(access, window);
        self.collect(piped, args.items, name.span, nth(window, 1));
        let text = self.ast.name(name.id);
        self.prelude_method(text);
        let symbol = self.program.symbol(text);
        let dst = self.result(want, window);
        self.at(name.span);
        self.f.call_method_array(symbol, window, dst);
        if want == Want::Return {
            self.f.ret(dst);
        }
        self.release(mark);
    }

    /// Raises unless the value may be called.
    fn check_callee(&mut self, callee: ExprId, kind: Callee, value: Reg) {
        if kind == Callee::Class {
            self.at_callee(callee);
            self.f.check_class(value);
        }
    }

    /// The value that is piped into a call, in a register.
    pub(super) fn piped(&mut self, args: Arguments<'_>) -> Option<Reg> {
        args.first.map(|value| {
            let reg = self.temp();
            self.to(value, reg);
            reg
        })
    }

    /// A call stands at its callee; a field that is called, at its name.
    fn at_callee(&mut self, callee: ExprId) {
        match self.ast[callee].kind {
            ExprKind::Field { name, .. } => self.at(name.span),
            _ => self.at_expr(callee),
        }
    }
}
