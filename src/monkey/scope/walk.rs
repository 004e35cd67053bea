//! The walk: once through the tree, binding names to variables.
//!
//! Expressions lean left without a bound (`a + b + ...`, `f()()...`), so their left spine is gone down in a loop;
//! what else nests is bounded by the parser, and the machine stack grows for it.

mod bindings;
mod classes;
mod imports;
mod notes;
mod uses;

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::{
    ClassScope, FunctionScope, Level, Meaning, MethodKind, Origin, Outside, Role, Storage,
    UnitKind, Var, VarId,
};
use crate::monkey::ast::*;
use crate::source::{Diagnostic, Span};
use bindings::is_name;
use classes::Inside;

/// Below this much free machine stack a nested expression gets a new piece of it.
pub(in crate::monkey) const RED_ZONE: usize = 256 * 1024;
/// The size of that piece.
pub(in crate::monkey) const STACK_PIECE: usize = 4 * 1024 * 1024;

/// A name of a variable whose value is a function.
pub(super) struct Reference {
    pub name: ExprId,
    pub function: Option<FunctionId>,
    pub top: u32,
}

/// What the walk found out.
pub(super) struct Walked<'a> {
    pub ast: &'a Ast,
    pub outside: Outside<'a>,
    pub vars: Vec<Var>,
    pub errors: Vec<Diagnostic>,
    pub meanings: Vec<Meaning>,
    pub assigns: Vec<bool>,
    pub patterns: Vec<Option<VarId>>,
    pub named_functions: HashMap<StmtId, VarId, FixedState>,
    pub caught: HashMap<ExprId, VarId, FixedState>,
    pub classes: HashMap<StmtId, ClassScope, FixedState>,
    pub receivers: HashMap<ExprId, VarId, FixedState>,
    pub enums: HashMap<StmtId, VarId, FixedState>,
    pub left: HashSet<StmtId, FixedState>,
    pub arms: HashMap<PatternId, Vec<VarId>, FixedState>,
    /// The variables of each import.
    pub imported: HashMap<StmtId, Vec<VarId>, FixedState>,
    /// The first top-level statement with a `return` of the file's own.
    pub first_return: Option<u32>,
    pub functions: Vec<FunctionScope>,
    pub continues: Vec<Span>,
    pub references: Vec<Reference>,
    /// Which functions name which variables of functions around them.
    pub captured: Vec<(FunctionId, VarId)>,
    /// For each top-level statement, whether it may run a function of the program.
    pub active: Vec<bool>,
    /// For each name its variables that are visible, the innermost last.
    visible: Vec<Vec<VarId>>,
    /// For each name its first variable of the top level.
    top_level: Vec<Option<VarId>>,
    /// The names declared in the open scopes.
    open: Vec<NameId>,
    function: Option<FunctionId>,
    /// The class whose method the walk is in.
    inside: Inside,
    /// What only `hivm check` asks for.
    lint: notes::State,
    loops: usize,
    /// Whether it is a generator's body.
    yields: bool,
    assignments: usize,
}

pub(super) fn walk<'a>(ast: &'a Ast, outside: Outside<'a>) -> Walked<'a> {
    let mut functions = Vec::new();
    functions.resize_with(ast.functions(), FunctionScope::default);
    let mut walked = Walked {
        ast,
        outside,
        vars: Vec::new(),
        errors: Vec::new(),
        meanings: vec![Meaning::Unknown; ast.exprs()],
        assigns: vec![false; ast.exprs()],
        patterns: vec![None; ast.patterns()],
        named_functions: HashMap::default(),
        caught: HashMap::default(),
        classes: HashMap::default(),
        receivers: HashMap::default(),
        enums: HashMap::default(),
        left: HashSet::default(),
        arms: HashMap::default(),
        imported: HashMap::default(),
        first_return: None,
        functions,
        continues: Vec::new(),
        references: Vec::new(),
        captured: Vec::new(),
        active: Vec::new(),
        visible: vec![Vec::new(); ast.names.len()],
        top_level: vec![None; ast.names.len()],
        open: Vec::new(),
        function: None,
        inside: Inside::default(),
        lint: notes::State::default(),
        loops: 0,
        yields: false,
        assignments: 0,
    };
    walked.announce();
    for (n, &stmt) in ast.body.stmts.iter().enumerate() {
        let quiet = outside.unit != UnitKind::Entry || declares_function(ast, stmt);
        walked.active.push(!quiet);
        debug_assert_eq!(walked.active.len(), n + 1);
        walked.stmt(stmt);
    }
    walked
}

/// Whether the statement does nothing but declare a function.
fn declares_function(ast: &Ast, stmt: StmtId) -> bool {
    match ast[stmt].kind {
        StmtKind::Function { .. } => true,
        StmtKind::Let { value, .. } => matches!(ast[value].kind, ExprKind::Function(_)),
        _ => false,
    }
}

/// What is evaluated first and may chain without a bound.
pub(in crate::monkey) fn left_of(ast: &Ast, expr: ExprId) -> Option<ExprId> {
    match ast[expr].kind {
        ExprKind::Binary { left, .. } | ExprKind::Logical { left, .. } => Some(left),
        ExprKind::Call { callee, .. } => Some(callee),
        ExprKind::Index { object, .. }
        | ExprKind::Slice { object, .. }
        | ExprKind::Field { object, .. } => Some(object),
        ExprKind::Pipe { value, .. } => Some(value),
        _ => None,
    }
}

impl<'a> Walked<'a> {
    /// Makes the variables of the top level, which are visible before their statements.
    fn announce(&mut self) {
        let ast = self.ast;
        for (n, &stmt) in ast.body.stmts.iter().enumerate() {
            let level = Level::Top(n as u32);
            match ast[stmt].kind {
                StmtKind::Let {
                    mutability,
                    pattern,
                    value,
                } => {
                    self.announce_pattern(pattern, mutability, level, literal(ast, value));
                    self.note_literal(pattern, value);
                }
                StmtKind::Function { name, function } => {
                    let var = self.new_var(name.id, Mutability::Let, level, Some(function));
                    self.originate(var, Role::Function, name.span);
                    self.named_functions.insert(stmt, var);
                    self.top_level[name.id.index()].get_or_insert(var);
                }
                StmtKind::Class(ref class) => {
                    let var = self.class_variables(stmt, class, level).var;
                    self.top_level[class.name.id.index()].get_or_insert(var);
                }
                StmtKind::Enum { name, .. } => {
                    let var = self.new_enum(stmt, name, level);
                    self.top_level[name.id.index()].get_or_insert(var);
                }
                StmtKind::Import(ref import) => self.announce_import(stmt, import, level),
                _ => {}
            }
        }
    }

    fn announce_pattern(
        &mut self,
        pattern: PatternId,
        mutability: Mutability,
        level: Level,
        function: Option<FunctionId>,
    ) {
        let names = self.names_of(pattern);
        for (pattern, name) in names {
            let function = function.filter(|_| is_name(self.ast, pattern));
            let var = self.new_var(name, mutability, level, function);
            self.originate(var, Role::Variable, self.ast[pattern].span);
            self.patterns[pattern.index()] = Some(var);
            self.top_level[name.index()].get_or_insert(var);
        }
    }

    pub(super) fn new_var(
        &mut self,
        name: NameId,
        mutability: Mutability,
        level: Level,
        function: Option<FunctionId>,
    ) -> VarId {
        let id = VarId(self.vars.len() as u32);
        self.vars.push(Var {
            name,
            owner: self.function,
            level,
            mutability,
            function,
            literal: None,
            enumeration: None,
            import: None,
            storage: Storage::Register,
            assigned: false,
            stepped: false,
            captured: false,
            captured_in_header: false,
            early: false,
            in_header: false,
            origin: None,
            used: false,
            hides: None,
            depth: 0,
        });
        if let Some(function) = function {
            self.functions[function.index()].own = Some(id);
        }
        id
    }

    /// Makes the variable visible from here to the end of the scope.
    pub(super) fn show(&mut self, var: VarId) {
        let name = self.vars[var.index()].name;
        self.note_hidden(var, name);
        self.visible[name.index()].push(var);
        self.open.push(name);
    }

    fn declare(&mut self, name: NameId, function: Option<FunctionId>) -> VarId {
        let var = self.new_var(name, Mutability::Let, Level::Inner, function);
        self.show(var);
        var
    }

    fn scope(&mut self, inside: impl FnOnce(&mut Self)) {
        let start = self.open.len();
        self.lint.depth += 1;
        inside(self);
        self.lint.depth -= 1;
        while self.open.len() > start {
            if let Some(name) = self.open.pop() {
                self.visible[name.index()].pop();
            }
        }
    }

    pub(super) fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::error(span, message));
    }

    pub(super) fn block(&mut self, block: &Block) {
        self.scope(|walk| walk.stmts(&block.stmts));
    }

    fn stmts(&mut self, stmts: &[StmtId]) {
        for &stmt in stmts {
            // The last one's value may be what the block is for.
            self.lint.valued = stmts.last().copied();
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, id: StmtId) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || self.one_stmt(id));
    }

    fn one_stmt(&mut self, id: StmtId) {
        let ast = self.ast;
        let span = ast[id].span;
        match &ast[id].kind {
            StmtKind::Expr(expr) => {
                self.note_statement(id, *expr);
                self.expr(*expr);
            }
            StmtKind::Throw(expr) => self.expr(*expr),
            StmtKind::Let {
                mutability,
                pattern,
                value,
            } => self.declaration(*pattern, *mutability, *value),
            StmtKind::Function { name, function } => {
                let var = match self.named_functions.get(&id) {
                    Some(&var) => var,
                    None => {
                        let level = Level::Inner;
                        let var = self.new_var(name.id, Mutability::Let, level, Some(*function));
                        self.originate(var, Role::Function, name.span);
                        self.named_functions.insert(id, var);
                        var
                    }
                };
                self.show(var);
                self.function(*function);
            }
            StmtKind::While { condition, body } => {
                self.expr(*condition);
                self.round(id, body);
            }
            StmtKind::DoWhile { body, condition } => {
                self.round(id, body);
                self.expr(*condition);
            }
            StmtKind::For {
                init,
                condition,
                update,
                body,
            } => self.scope(|walk| walk.for_loop(id, *init, *condition, *update, body)),
            StmtKind::ForIn(each) => {
                self.expr(each.iterable);
                self.scope(|walk| {
                    walk.bind(each.pattern, Mutability::Let, None);
                    walk.note_elements(each.pattern);
                    walk.round(id, &each.body);
                });
            }
            StmtKind::Break if self.loops == 0 => self.error(span, "break outside a loop"),
            StmtKind::Continue if self.loops == 0 => self.error(span, "continue outside a loop"),
            StmtKind::Break => self.note_break(),
            StmtKind::Continue => self.continues.push(span),
            StmtKind::Return(value) => {
                if self.function.is_none() {
                    let top = self.active.len().saturating_sub(1) as u32;
                    self.first_return.get_or_insert(top);
                }
                if let Some(value) = value {
                    self.expr(*value);
                }
            }
            StmtKind::Import(import) => self.import(id, import, span),
            StmtKind::Enum { name, variants } => self.enumeration(id, *name, variants),
            StmtKind::Class(class) => self.class(id, class),
        }
    }

    fn function(&mut self, id: FunctionId) {
        let ast = self.ast;
        let function = &ast[id];
        let scope = &mut self.functions[id.index()];
        scope.parent = self.function;
        scope.top = self.active.len().saturating_sub(1) as u32;
        let outer = self.function.replace(id);
        let loops = std::mem::take(&mut self.loops);
        // A parameter's default belongs to the call, not to the body.
        let yields = std::mem::take(&mut self.yields);
        let assignments = self.assignments;
        self.scope(|walk| {
            walk.own_parameter(id);
            let mut names = Vec::new();
            for param in &function.params {
                if let Some(default) = param.default {
                    walk.expr(default);
                }
                walk.param(id, param.name, &mut names);
            }
            if let Some(rest) = function.rest {
                walk.param(id, rest, &mut names);
            }
            walk.yields = function.form == FunctionForm::Generator;
            walk.stmts(&function.body.stmts);
        });
        self.function = outer;
        self.yields = yields;
        self.loops = loops;
        self.assignments = assignments;
    }

    fn param(&mut self, function: FunctionId, name: Name, before: &mut Vec<NameId>) {
        let text = self.ast.name(name.id);
        if before.contains(&name.id) && text != "_" {
            self.error(name.span, format!("duplicate parameter {text}"));
        }
        before.push(name.id);
        let var = self.declare(name.id, None);
        self.originate(var, Role::Parameter, name.span);
        self.functions[function.index()].params.push(var);
    }

    pub(super) fn expr(&mut self, id: ExprId) {
        stacker::maybe_grow(RED_ZONE, STACK_PIECE, || {
            let before = self.assignments;
            let mut spine = vec![];
            let mut at = id;
            while let Some(left) = left_of(self.ast, at) {
                spine.push(at);
                at = left;
            }
            self.node(at);
            self.assigns[at.index()] = self.assignments != before;
            for (n, &at) in spine.iter().enumerate().rev() {
                self.node(at);
                self.assigns[at.index()] = self.assignments != before;
                let above = n.checked_sub(1).map(|n| &self.ast[spine[n]].kind);
                // What is called may be a method of all values.
                if !matches!(above, Some(ExprKind::Call { .. })) {
                    self.check_variant(at);
                }
            }
        });
    }

    /// The expression without what is at its left.
    fn node(&mut self, id: ExprId) {
        let ast = self.ast;
        let span = ast[id].span;
        match &ast[id].kind {
            ExprKind::Name(name) => self.name(id, *name),
            ExprKind::Template(parts) => {
                for part in parts {
                    if let TemplatePart::Expr(expr) = part {
                        self.expr(*expr);
                    }
                }
            }
            ExprKind::Array(items) => self.arguments(items),
            ExprKind::Hash(entries) => {
                for entry in entries {
                    match *entry {
                        HashEntry::Pair(key, value) => {
                            self.expr(key);
                            self.expr(value);
                        }
                        HashEntry::Spread(hash) => self.expr(hash),
                    }
                }
            }
            ExprKind::Comprehension { element, clauses } => self.scope(|walk| {
                for clause in clauses {
                    match *clause {
                        Clause::For(pattern, iterable) => {
                            walk.expr(iterable);
                            walk.bind(pattern, Mutability::Let, None);
                            walk.note_elements(pattern);
                        }
                        Clause::If(condition) => walk.expr(condition),
                    }
                }
                walk.expr(*element);
            }),
            ExprKind::Function(function) => self.function(*function),
            ExprKind::Prefix { operand, .. } => self.expr(*operand),
            ExprKind::Binary { right, .. } | ExprKind::Logical { right, .. } => self.expr(*right),
            ExprKind::Ternary {
                condition,
                then,
                otherwise,
            } => {
                for part in [condition, then, otherwise] {
                    self.expr(*part);
                }
            }
            ExprKind::Assign {
                op, target, value, ..
            } => {
                // A name is no part that is evaluated, but a compound assignment reads it first.
                self.lint.writes = *op == AssignOp::Set || self.lint.discarded == Some(id);
                self.target(*target);
                self.expr(*value);
            }
            ExprKind::Update { target, .. } => {
                self.lint.writes = self.lint.discarded == Some(id);
                self.target(*target);
            }
            ExprKind::Pipe { callee, args, .. } => {
                self.expr(*callee);
                self.arguments(args);
                self.note_call(*callee);
            }
            ExprKind::Call { callee, args } => {
                self.arguments(args);
                self.note_call(*callee);
            }
            ExprKind::Index { index, .. } => self.expr(*index),
            ExprKind::Slice { start, end, .. } => {
                for bound in [start, end].into_iter().flatten() {
                    self.expr(*bound);
                }
            }
            ExprKind::If {
                branches,
                otherwise,
            } => {
                for branch in branches {
                    self.expr(branch.condition);
                    self.block(&branch.body);
                }
                if let Some(block) = otherwise {
                    self.block(block);
                }
            }
            ExprKind::Try {
                body,
                catch,
                finally,
            } => {
                self.block(body);
                if let Some(catch) = catch {
                    self.scope(|walk| {
                        if let Some(name) = catch.name {
                            let var = walk.declare(name.id, None);
                            walk.originate(var, Role::Caught, name.span);
                            walk.caught.insert(id, var);
                        }
                        walk.stmts(&catch.body.stmts);
                    });
                }
                if let Some(block) = finally {
                    self.block(block);
                }
            }
            ExprKind::Match { value, arms } => {
                self.expr(*value);
                for arm in arms {
                    self.scope(|walk| walk.arm(arm));
                }
            }
            ExprKind::New { class, args } => {
                self.expr(*class);
                self.arguments(args);
                self.note_call(*class);
            }
            ExprKind::SelfRef => self.this(id),
            ExprKind::Super(_) => self.base(id),
            ExprKind::Yield(value) => {
                if let Some(value) = value {
                    self.expr(*value);
                }
                if !self.yields {
                    self.error(span, "yield outside a generator function");
                }
            }
            ExprKind::Field { object, name, .. } => self.field_of_module(id, *object, *name),
            ExprKind::Null
            | ExprKind::Bool(_)
            | ExprKind::Int(_)
            | ExprKind::BigInt(_)
            | ExprKind::Float(_)
            | ExprKind::Str(_) => {}
        }
    }

    fn arguments(&mut self, items: &[Argument]) {
        for item in items {
            let (Argument::One(expr) | Argument::Spread(expr)) = *item;
            self.expr(expr);
        }
    }

    /// A call may run functions of the program, unless a native is called by its name.
    fn note_call(&mut self, callee: ExprId) {
        if self.function.is_none()
            && !self.is_native(self.meanings[callee.index()])
            && let Some(active) = self.active.last_mut()
        {
            *active = true;
        }
    }
}

/// The function, if the expression is one.
fn literal(ast: &Ast, value: ExprId) -> Option<FunctionId> {
    match ast[value].kind {
        ExprKind::Function(function) => Some(function),
        _ => None,
    }
}
