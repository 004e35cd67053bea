//! Warnings about programs that are right, but perhaps not what was meant: what `hivm check` says.
//!
//! ```text
//! fn f(a, b) { let t = a; return 1; f() }      unused parameter b, unused variable t, unreachable code
//! ```
//!
//! - Variables, parameters, functions and enums that nothing reads. Names that begin with `_` are meant to be unused. A
//!   parameter in front of one that is used has to be there. The elements of a loop may be counted only. A file whose
//!   top level does nothing but declare is a module: what it declares is for others.
//! - `let`, `const`, `fn`, `enum` in a block that hide a variable of a scope further out.
//! - Statements and arms that control cannot reach (see `flow.rs`).
//!
//! Invariant: a warning changes nothing; the same file gives the same warnings, in the order of places.

mod flow;
#[cfg(test)]
mod tests;

use super::ast::*;
use super::scope::{Level, Role, Scopes, Var};
use crate::source::{Diagnostic, FileId, SourceMap};

/// Everything that is to be said about a file that compiles; nothing about one that does not.
pub fn warnings(sources: &SourceMap, file: FileId) -> Vec<Diagnostic> {
    let Some((ast, scopes)) = super::compile::resolved(sources, file) else {
        return Vec::new();
    };
    let mut found = unused(&ast, &scopes);
    found.extend(hidden(&ast, &scopes));
    found.extend(flow::unreachable(&ast, &scopes));
    found.sort_by_key(|warning| warning.span.map_or(0, |span| span.start));
    found
}

/// Whether the file's top level only declares.
fn is_module(ast: &Ast) -> bool {
    ast.body.stmts.iter().all(|&stmt| {
        matches!(
            ast[stmt].kind,
            StmtKind::Let { .. }
                | StmtKind::Function { .. }
                | StmtKind::Enum { .. }
                | StmtKind::Class(_)
                | StmtKind::Import(_)
        )
    })
}

fn is_meant_unused(ast: &Ast, var: &Var) -> bool {
    ast.name(var.name).starts_with('_')
}

fn unused(ast: &Ast, scopes: &Scopes) -> Vec<Diagnostic> {
    let module = is_module(ast);
    let mut wanted = vec![true; scopes.vars.len()];
    for function in ast.all_functions() {
        let params = &scopes.function(function).params;
        let used = params.iter().rposition(|&p| scopes.var(p).used);
        for param in &params[..used.unwrap_or(0)] {
            wanted[param.index()] = false;
        }
    }
    let mut found = Vec::new();
    for (n, var) in scopes.vars.iter().enumerate() {
        let Some(origin) = var.origin else { continue };
        let exported = module && var.level != Level::Inner;
        if var.used || !wanted[n] || exported || is_meant_unused(ast, var) {
            continue;
        }
        let what = match origin.role {
            Role::Variable | Role::Caught => "variable",
            Role::Parameter => "parameter",
            Role::Function => "function",
            Role::Enum => "enum",
            Role::Element => continue,
        };
        let name = ast.name(var.name);
        let text = match var.is_assigned() {
            true => format!("{what} {name} is assigned but never read"),
            false => format!("unused {what} {name}"),
        };
        let warning = Diagnostic::warning(origin.span, text);
        found.push(match origin.role {
            Role::Parameter => warning.help(format!("if it has to be there, call it _{name}")),
            Role::Caught => warning.help("write `catch { }`"),
            _ => warning,
        });
    }
    found
}

fn hidden(ast: &Ast, scopes: &Scopes) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for var in &scopes.vars {
        let (Some(origin), Some(outer)) = (var.origin, var.hides) else {
            continue;
        };
        if is_meant_unused(ast, var) {
            continue;
        }
        let name = ast.name(var.name);
        let warning = Diagnostic::warning(origin.span, format!("{name} hides another variable"));
        found.push(match scopes.var(outer).origin {
            Some(other) => warning.note_at(other.span, format!("the other {name}")),
            None => warning,
        });
    }
    found
}
