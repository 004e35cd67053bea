//! Classes: their variables, `self` and `super`.
//!
//! ```text
//! class P extends Q { fn m() { super.m(); () => self } }
//!     P         a variable like a const's
//!     (base)    what it extends, which no name means: `super` captures it
//!     self      m's first parameter, which the function inside captures
//! ```
//!
//! Invariant: a `self` and a `super` have a [`Meaning`] if there are no errors.

use super::*;
use crate::bytecode::program::INIT;

/// What `self` and `super` mean where the walk is.
#[derive(Clone, Default)]
pub(super) struct Inside {
    /// `self`; nothing outside of methods.
    this: Option<VarId>,
    /// What the class extends, if it extends something.
    base: Option<VarId>,
    /// The name of `self` in the function that comes next, if that is a method.
    method: Option<NameId>,
    /// The fields of `self` that the class's methods assign.
    assigned: Vec<NameId>,
}

impl Walked<'_> {
    /// Makes the variables of a class.
    pub(super) fn class_variables(
        &mut self,
        stmt: StmtId,
        class: &Class,
        level: Level,
    ) -> ClassScope {
        let mut variable = || self.new_var(class.name.id, Mutability::Const, level, None);
        let base = class.base.map(|_| variable());
        let var = variable();
        let scope = ClassScope { var, base, more: 0 };
        self.classes.insert(stmt, scope);
        scope
    }

    pub(super) fn class(&mut self, stmt: StmtId, class: &Class) {
        if let Some(base) = class.base {
            self.expr(base);
        }
        let scope = match self.classes.get(&stmt) {
            Some(scope) => *scope,
            None => self.class_variables(stmt, class, Level::Inner),
        };
        self.show(scope.var);
        self.check_members(class);
        let inside = Inside {
            base: scope.base,
            ..Inside::default()
        };
        let outer = std::mem::replace(&mut self.inside, inside);
        for member in &class.members {
            let (function, kind) = match member.kind {
                MemberKind::Field(_) => continue,
                MemberKind::Static(function) => (function, None),
                MemberKind::Method(function) if self.ast.name(member.name.id) == INIT => {
                    (function, Some(MethodKind::Init))
                }
                MemberKind::Method(function) => (function, Some(MethodKind::Plain)),
            };
            self.member(function, class, kind);
        }
        if let Some(function) = class.initialiser {
            self.functions[function.index()].base = scope.base;
            self.member(function, class, Some(MethodKind::Initialiser));
        }
        let inside = std::mem::replace(&mut self.inside, outer);
        let declared = |name: &NameId| {
            let field = |m: &Member| m.name.id == *name && matches!(m.kind, MemberKind::Field(_));
            class.members.iter().any(field)
        };
        let more = inside
            .assigned
            .iter()
            .filter(|name| !declared(name))
            .count();
        self.classes.insert(stmt, ClassScope { more, ..scope });
        // Its methods hold it before it is there: by a cell.
        let var = &mut self.vars[scope.var.index()];
        if var.level == Level::Inner && var.captured {
            var.assigned = true;
        }
    }

    fn member(&mut self, function: FunctionId, class: &Class, kind: Option<MethodKind>) {
        let scope = &mut self.functions[function.index()];
        scope.class = Some(class.name.id);
        scope.method = kind;
        self.inside.this = None;
        self.inside.method = kind.map(|_| class.this);
        self.function(function);
        self.inside.method = None;
    }

    /// At the start of a function: if it is a method, `self` is its first parameter.
    pub(super) fn own_parameter(&mut self, function: FunctionId) {
        let Some(name) = self.inside.method.take() else {
            return;
        };
        let var = self.declare(name, None);
        self.functions[function.index()].params.push(var);
        self.inside.this = Some(var);
        if let Some(base) = self.functions[function.index()].base {
            self.capture(base);
        }
    }

    fn check_members(&mut self, class: &Class) {
        let mut seen = std::collections::HashSet::with_hasher(FixedState::default());
        for member in &class.members {
            let fixed = matches!(member.kind, MemberKind::Static(_));
            if !seen.insert((member.name.id, fixed)) {
                let text = self.ast.name(member.name.id);
                self.error(member.name.span, format!("duplicate member {text}"));
            }
        }
    }

    /// The running function names a variable of a function around it.
    fn capture(&mut self, id: VarId) {
        let var = &mut self.vars[id.index()];
        if let Some(function) = self.function
            && var.owner != self.function
        {
            var.captured = true;
            if var.level == Level::Inner {
                self.captured.push((function, id));
            }
        }
    }

    /// `self`
    pub(super) fn this(&mut self, id: ExprId) {
        let Some(var) = self.inside.this else {
            return self.error(self.ast[id].span, "self outside a method");
        };
        self.meanings[id.index()] = Meaning::Var(var);
        self.capture(var);
    }

    /// `super`
    pub(super) fn base(&mut self, id: ExprId) {
        let span = self.ast[id].span;
        let Some(this) = self.inside.this else {
            return self.error(span, "super outside a method");
        };
        let Some(base) = self.inside.base else {
            return self.error(span, "super in a class that extends nothing");
        };
        self.meanings[id.index()] = Meaning::Var(base);
        self.receivers.insert(id, this);
        self.capture(base);
        self.capture(this);
    }

    /// A field is assigned.
    pub(super) fn note_field(&mut self, target: ExprId) {
        if let ExprKind::Field { object, name, .. } = self.ast[target].kind
            && matches!(self.ast[object].kind, ExprKind::SelfRef)
            && !self.inside.assigned.contains(&name.id)
            && self.inside.assigned.len() < 64
        {
            self.inside.assigned.push(name.id);
        }
    }
}
