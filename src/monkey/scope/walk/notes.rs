//! What `hivm check` wants to know of variables and loops: nothing here changes what names mean.
//!
//! Example: in `let n = 0; n += 1` nothing reads `n`: the new value is no value of anything.
//!
//! Invariant: what is noted is only ever added, so that code after it may rely on it.

use super::*;

/// Where the walk is, as far as findings go.
#[derive(Default)]
pub(super) struct State {
    /// How many scopes are open.
    pub depth: u32,
    /// The loops that are open in the running function.
    pub loops: Vec<StmtId>,
    /// The statement whose value may be that of its block.
    pub valued: Option<StmtId>,
    /// The expression whose value nobody wants.
    pub discarded: Option<ExprId>,
    /// The name that is looked at is only written.
    pub writes: bool,
}

/// Functions inside functions are looked through so far for a use of a function by itself.
const FAR: usize = 64;

impl Walked<'_> {
    pub(in crate::monkey::scope) fn originate(&mut self, var: VarId, role: Role, span: Span) {
        let var = &mut self.vars[var.index()];
        let function = var.function.is_some() && role == Role::Variable;
        let role = if function { Role::Function } else { role };
        var.origin = Some(Origin { role, span });
    }

    /// The names of a pattern are elements of what a loop goes through.
    pub(super) fn note_elements(&mut self, pattern: PatternId) {
        for (pattern, _) in self.names_of(pattern) {
            let Some(var) = self.patterns[pattern.index()] else {
                continue;
            };
            let owner = self.vars[var.index()].owner;
            let hides = self.vars[var.index()].hides;
            let near = |outer: &VarId| {
                let outer = &self.vars[outer.index()];
                outer.owner == owner && outer.level == Level::Inner
            };
            let hides = hides.filter(near);
            let var = &mut self.vars[var.index()];
            var.hides = hides;
            if let Some(origin) = &mut var.origin {
                origin.role = Role::Element;
            }
        }
    }

    /// A variable becomes visible: it may hide another of a scope further out.
    pub(super) fn note_hidden(&mut self, var: VarId, name: NameId) {
        let depth = self.lint.depth;
        let outer = self.visible[name.index()].last().copied();
        let outer = outer.filter(|outer| self.vars[outer.index()].depth < depth);
        let var = &mut self.vars[var.index()];
        var.depth = depth;
        // Parameters are not in the way of each other's functions, and are known when their function is.
        var.hides = outer.filter(|_| var.origin.is_some());
    }

    /// A statement that is an expression.
    pub(super) fn note_statement(&mut self, stmt: StmtId, expr: ExprId) {
        self.lint.discarded = (self.lint.valued != Some(stmt)).then_some(expr);
    }

    pub(super) fn note_break(&mut self) {
        self.left.extend(self.lint.loops.last());
    }

    /// A variable is named; unless it is only written, or names itself, somebody reads it.
    pub(super) fn note_read(&mut self, id: VarId) {
        let var = &self.vars[id.index()];
        if self.lint.writes || var.used {
            return;
        }
        let mut inside = self.function.filter(|_| var.function.is_some());
        for _ in 0..FAR {
            match inside {
                Some(function) if var.function == Some(function) => return,
                Some(function) => inside = self.functions[function.index()].parent,
                None => break,
            }
        }
        self.vars[id.index()].used = true;
    }
}
