//! `let`, the patterns that bind, and loops with the variables of their headers.
//!
//! Example: in `for (let i = 0; i < n; i++) { }` the step is noted apart from other assignments of `i`.
//!
//! Invariant: a variable is shown when its value is known to be there: behind it, but for functions.

use super::*;

impl Walked<'_> {
    /// The names that a pattern binds, in order.
    pub(super) fn names_of(&self, pattern: PatternId) -> Vec<(PatternId, NameId)> {
        let mut names = Vec::new();
        let mut waiting = vec![pattern];
        while let Some(pattern) = waiting.pop() {
            match &self.ast[pattern].kind {
                PatternKind::Name(name) => names.push((pattern, *name)),
                PatternKind::Array { items, rest } => {
                    waiting.extend(rest);
                    waiting.extend(items.iter().rev());
                }
                PatternKind::Hash(entries) => {
                    waiting.extend(entries.iter().rev().map(|&(_, pattern)| pattern));
                }
                _ => {}
            }
        }
        names
    }

    /// A loop's body.
    pub(super) fn round(&mut self, id: StmtId, body: &Block) {
        self.loops += 1;
        self.lint.loops.push(id);
        self.scope(|walk| {
            for &stmt in &body.stmts {
                walk.lint.valued = None;
                walk.stmt(stmt);
            }
        });
        self.lint.loops.pop();
        self.loops -= 1;
    }

    pub(super) fn for_loop(
        &mut self,
        id: StmtId,
        init: Option<StmtId>,
        condition: Option<ExprId>,
        update: Option<ExprId>,
        body: &Block,
    ) {
        let start = self.vars.len();
        if let Some(init) = init {
            self.stmt(init);
        }
        // The variables of the header, not those of functions in it.
        let header: Vec<VarId> = (start..self.vars.len())
            .map(|n| VarId(n as u32))
            .filter(|&v| self.vars[v.index()].owner == self.function)
            .collect();
        for var in &header {
            self.vars[var.index()].in_header = true;
        }
        for part in [condition, update].into_iter().flatten() {
            self.lint.discarded = update;
            self.expr(part);
        }
        for var in &header {
            self.vars[var.index()].in_header = false;
        }
        self.round(id, body);
    }

    pub(super) fn declaration(
        &mut self,
        pattern: PatternId,
        mutability: Mutability,
        value: ExprId,
    ) {
        let function = literal(self.ast, value).filter(|_| is_name(self.ast, pattern));
        if function.is_some() {
            // A function may name itself: the variable is there first.
            self.bind(pattern, mutability, function);
            self.expr(value);
        } else {
            self.expr(value);
            self.bind(pattern, mutability, None);
            self.note_literal(pattern, value);
        }
    }

    /// Declares the names of a pattern.
    pub(super) fn bind(
        &mut self,
        pattern: PatternId,
        mutability: Mutability,
        function: Option<FunctionId>,
    ) {
        for (pattern, name) in self.names_of(pattern) {
            let var = match self.patterns[pattern.index()] {
                Some(var) => var,
                None => {
                    let var = self.new_var(name, mutability, Level::Inner, function);
                    self.originate(var, Role::Variable, self.ast[pattern].span);
                    self.patterns[pattern.index()] = Some(var);
                    var
                }
            };
            self.show(var);
        }
    }
}

pub(super) fn is_name(ast: &Ast, pattern: PatternId) -> bool {
    matches!(ast[pattern].kind, PatternKind::Name(_))
}
