//! The settlement: with the whole file known, where variables live and what functions capture.
//!
//! A variable that is never assigned again and whose value is a function without captures needs no place: it is
//! that function. Whether a function captures anything depends on which of the names it uses are such
//! constants, so first all are taken for constants, and those that turn out otherwise take with them the
//! functions that use them: each at most once.
//!
//! A variable that is never assigned again and begins as a literal is a constant in the same way; but it keeps its
//! register, where its own function finds it and the debugger sees it.
//!
//! **Certainty.** A top-level constant may be named by code that runs before its statement. It is certain to
//! be there for code behind its statement, and for functions in front of it if nothing in between can run
//! them: declarations and calls of natives run no function of the program.

use super::walk::Walked;
use super::{FunctionScope, Level, Meaning, Scopes, Storage, UnitKind, Var, VarId, is_private};
use crate::monkey::ast::{Ast, FunctionId, Mutability};

/// Main's registers hold so many top-level variables; any more are globals, so that no script is too long.
const MOST_IN_REGISTERS: usize = 1000;

pub(super) fn settle(mut walked: Walked<'_>, unit: UnitKind) -> Scopes {
    let vars = &mut walked.vars;
    let captures = free_variables(vars, &walked.functions, &walked.captured);
    let constant = constants(vars, &captures, walked.functions.len(), unit);
    for (function, captured) in walked.functions.iter_mut().zip(captures) {
        let shared = captured.into_iter().filter(|v| !constant[v.index()]);
        function.captures = shared.collect();
    }

    // For each top-level statement, the first from it on that may run a function of the program.
    let mut first_active = vec![0; walked.active.len() + 1];
    let mut next = walked.active.len();
    first_active[next] = next as u32;
    for (n, &active) in walked.active.iter().enumerate().rev() {
        if active {
            next = n;
        }
        first_active[n] = next as u32;
    }
    let mut uncertain = vec![unit == UnitKind::Entry; vars.len()];
    if let (UnitKind::Module, Some(first)) = (unit, walked.first_return) {
        // What stands below a `return` may not be there when the module has ended.
        for (var, uncertain) in vars.iter().zip(&mut uncertain) {
            *uncertain |= matches!(var.level, Level::Top(at) if at >= first);
        }
    }
    for reference in &walked.references {
        let Meaning::Var(id) = walked.meanings[reference.name.index()] else {
            continue;
        };
        let var = &vars[id.index()];
        if !constant[id.index()] {
            continue;
        }
        let certain_meaning = match (var.function, var.literal, var.import) {
            (Some(function), ..) => Meaning::Function(function),
            (_, Some(literal), _) => Meaning::Literal(id, literal),
            (_, _, Some(binding)) => Meaning::Import(binding),
            (None, None, None) => continue,
        };
        let certain = match (var.level, reference.function) {
            (Level::Inner, _) => true,
            (Level::Top(at), None) => at < reference.top,
            (Level::Top(at), Some(inside)) => {
                let from = walked.functions[inside.index()].top;
                at <= from || at < first_active[from as usize]
            }
        };
        if certain {
            walked.meanings[reference.name.index()] = certain_meaning;
        } else {
            uncertain[id.index()] = true;
        }
    }

    let exported = exported(vars, walked.ast);
    let mut in_registers = 0;
    for (n, var) in vars.iter_mut().enumerate() {
        if let Some(stmt) = var.enumeration {
            var.storage = Storage::Enum(stmt);
            continue;
        }
        var.storage = match (var.function, var.level) {
            (Some(function), _) if constant[n] && !uncertain[n] => Storage::Constant(function),
            _ if var.import.is_some() && !uncertain[n] => Storage::Import,
            (_, Level::Top(_)) if unit == UnitKind::Module && exported[n] => Storage::Global,
            (_, Level::Top(_)) => {
                let shared = if constant[n] {
                    uncertain[n]
                } else {
                    var.captured || var.early || uncertain[n]
                };
                if shared || in_registers == MOST_IN_REGISTERS {
                    Storage::Global
                } else {
                    in_registers += 1;
                    Storage::Register
                }
            }
            (_, Level::Inner) => {
                let changes = var.assigned || var.stepped && var.captured_in_header;
                if var.captured && changes {
                    Storage::Cell
                } else {
                    Storage::Register
                }
            }
        };
    }
    walked.continues.sort_unstable_by_key(|span| span.start);
    let mut errors = walked.errors;
    errors.sort_by_key(|error| error.span.map_or(0, |span| span.start));
    Scopes {
        vars: walked.vars,
        errors,
        meanings: walked.meanings,
        assigns: walked.assigns,
        patterns: walked.patterns,
        named_functions: walked.named_functions,
        caught: walked.caught,
        classes: walked.classes,
        receivers: walked.receivers,
        left: walked.left,
        arms: walked.arms,
        imported: walked.imported,
        functions: walked.functions,
        continues: walked.continues,
    }
}

/// Which variables importers of the file see: of two of a name the later.
fn exported(vars: &[Var], ast: &Ast) -> Vec<bool> {
    let mut exported = vec![false; vars.len()];
    let mut seen = vec![false; ast.names.len()];
    for (n, var) in vars.iter().enumerate().rev() {
        if matches!(var.level, Level::Top(_))
            && var.import.is_none()
            && !is_private(ast.name(var.name))
        {
            exported[n] = !std::mem::replace(&mut seen[var.name.index()], true);
        }
    }
    exported
}

/// For each function the variables of outer functions that it or those inside it name.
fn free_variables(
    vars: &[Var],
    functions: &[FunctionScope],
    captured: &[(FunctionId, VarId)],
) -> Vec<Vec<VarId>> {
    let mut free: Vec<Vec<VarId>> = vec![Vec::new(); functions.len()];
    let mut seen = std::collections::HashSet::with_hasher(foldhash::fast::FixedState::default());
    for &(function, id) in captured {
        let var = &vars[id.index()];
        let mut inside = Some(function);
        while inside != var.owner
            && let Some(function) = inside
            && seen.insert((function, id))
        {
            let scope = &functions[function.index()];
            if scope.own == Some(id) && var.is_fixed() {
                break;
            }
            free[function.index()].push(id);
            inside = scope.parent;
        }
    }
    free
}

/// Which variables are constants: see the module's documentation.
fn constants(vars: &[Var], free: &[Vec<VarId>], functions: usize, unit: UnitKind) -> Vec<bool> {
    let mut constant: Vec<bool> = vars
        .iter()
        .map(|var| {
            // A later entry may assign what this one declares.
            let open = unit == UnitKind::Entry
                && var.level != Level::Inner
                && var.mutability == Mutability::Let;
            let known = var.function.is_some() || var.literal.is_some() || var.import.is_some();
            !open && known && var.is_fixed()
        })
        .collect();
    let mut users: Vec<Vec<u32>> = vec![Vec::new(); vars.len()];
    for (function, captured) in free.iter().enumerate() {
        for var in captured {
            users[var.index()].push(function as u32);
        }
    }
    let mut variable_of: Vec<Option<usize>> = vec![None; functions];
    for (n, var) in vars.iter().enumerate() {
        if let Some(function) = var.function {
            variable_of[function.index()] = Some(n);
        }
    }
    let mut waiting: Vec<usize> = (0..vars.len()).filter(|&n| !constant[n]).collect();
    while let Some(n) = waiting.pop() {
        for &function in &users[n] {
            if let Some(var) = variable_of[function as usize]
                && std::mem::replace(&mut constant[var], false)
            {
                waiting.push(var);
            }
        }
    }
    constant
}
