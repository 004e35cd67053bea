//! What is done with variables: looking names up, noting reads, captures, assignments and first values.
//!
//! Example: in `let n = 1; fn f() { n += 1 }` the name `n` inside `f` notes that `n` is captured, and assigned.
//!
//! Invariant: the flags of a variable only ever go from false to true, so their order does not matter.

use super::super::EarlierPlace;
use super::*;

impl Walked<'_> {
    /// Notes that the variable's first value is a number, a string, a boolean or null.
    pub(super) fn note_literal(&mut self, pattern: PatternId, value: ExprId) {
        let inner = match self.ast[value].kind {
            ExprKind::Prefix {
                op: PrefixOp::Neg,
                operand,
            } => operand,
            _ => value,
        };
        let simple = match self.ast[inner].kind {
            ExprKind::Int(_) | ExprKind::Float(_) => true,
            ExprKind::BigInt(_) | ExprKind::Str(_) | ExprKind::Bool(_) | ExprKind::Null => {
                inner == value
            }
            _ => false,
        };
        if let (true, true, Some(var)) = (
            simple,
            is_name(self.ast, pattern),
            self.patterns[pattern.index()],
        ) {
            self.vars[var.index()].literal = Some(value);
        }
    }

    pub(super) fn name(&mut self, id: ExprId, name: NameId) {
        let meaning = self.look_up(name);
        self.meanings[id.index()] = meaning;
        match meaning {
            Meaning::Unknown => {
                let text = self.ast.name(name);
                self.error(self.ast[id].span, format!("identifier not found: {text}"));
            }
            Meaning::Var(var) => {
                self.note_read(var);
                match self.vars[var.index()].enumeration {
                    Some(stmt) => self.meanings[id.index()] = Meaning::Enum(stmt),
                    None => self.note_use(id, var),
                }
            }
            _ => {}
        }
    }

    fn look_up(&self, name: NameId) -> Meaning {
        if let Some(&var) = self.visible[name.index()].last() {
            return Meaning::Var(var);
        }
        let text = self.ast.name(name);
        if self.outside.earlier.contains_key(text) {
            return Meaning::Earlier;
        }
        if let Some(var) = self.top_level[name.index()] {
            return Meaning::Var(var);
        }
        if self.outside.prelude.contains(&text) {
            return Meaning::Prelude;
        }
        let hidden = text.starts_with("__") && self.outside.unit != UnitKind::Prelude;
        if !hidden && (self.outside.is_builtin)(text) {
            return Meaning::Builtin;
        }
        Meaning::Unknown
    }

    /// The name of a variable is read or assigned.
    fn note_use(&mut self, name: ExprId, id: VarId) {
        let var = &mut self.vars[id.index()];
        if var.function.is_some() || var.literal.is_some() || var.import.is_some() {
            self.references.push(Reference {
                name,
                function: self.function,
                top: self.active.len().saturating_sub(1) as u32,
            });
        }
        let visible = self.visible[var.name.index()].last() == Some(&id);
        if let Some(function) = self.function
            && var.owner != self.function
        {
            var.captured = true;
            var.captured_in_header |= var.in_header;
            if var.level == Level::Inner {
                self.captured.push((function, id));
            }
        } else if !visible {
            var.early = true;
        }
    }

    /// What is assigned.
    pub(super) fn target(&mut self, target: ExprId) {
        let ExprKind::Name(name) = self.ast[target].kind else {
            self.lint.writes = false;
            self.expr(target);
            self.note_field(target);
            if let ExprKind::Field { name, .. } = self.ast[target].kind {
                self.refuse_member(target, name);
            }
            return;
        };
        self.expr(target);
        self.lint.writes = false;
        self.assignments += 1;
        let text = self.ast.name(name);
        let span = self.ast[target].span;
        match self.meanings[target.index()] {
            Meaning::Var(id) => {
                let own = self.vars[id.index()].owner == self.function;
                let var = &mut self.vars[id.index()];
                if var.import.is_some() {
                    self.error(span, format!("cannot assign to {text}, which is imported"));
                } else if var.mutability == Mutability::Const {
                    self.error(span, format!("cannot assign to const {text}"));
                } else if var.in_header && own {
                    var.stepped = true;
                } else {
                    var.assigned = true;
                }
            }
            Meaning::Enum(_) => self.error(span, format!("cannot assign to enum {text}")),
            Meaning::Earlier => {
                let earlier = self.outside.earlier.get(text);
                if earlier.is_some_and(|e| e.import.is_some()) {
                    self.error(span, format!("cannot assign to {text}, which is imported"));
                } else if let Some(EarlierPlace::Enum(..)) = earlier.map(|e| &e.place) {
                    self.error(span, format!("cannot assign to enum {text}"));
                } else if earlier.is_some_and(|e| e.mutability == Mutability::Const) {
                    self.error(span, format!("cannot assign to const {text}"));
                }
            }
            Meaning::Prelude | Meaning::Builtin => {
                self.error(span, format!("cannot assign to builtin {text}"));
            }
            Meaning::Unknown | Meaning::Function(_) | Meaning::Literal(..) | Meaning::Import(_) => {
            }
        }
    }
}
