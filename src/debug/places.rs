//! Places of programs as users name them: a line of a file, a function, an address of the bytecode.
//!
//! ```text
//! sum.monkey:3      the first instruction of each run of instructions that the line has, in all functions
//! Point.move        the function's first instruction behind what makes its parameters
//! sum@12, f3@12     that instruction
//! ```
//!
//! Invariant: what is answered are instructions of user functions, never of the prelude.

use std::collections::BTreeSet;

use crate::bytecode::code::instructions;
use crate::bytecode::program::Position;
use crate::bytecode::{Function, Program};
use crate::index::{FnId, Pc};
use crate::interp::CallSite;

/// The file that a name means: the name itself, or the only one that ends so. An empty name is the main function's file.
///
/// # Errors
/// When there is none, or more than one.
pub fn file(program: &Program, name: &str) -> Result<u32, String> {
    if name.is_empty() {
        let main = program.functions.get(program.main.index());
        return main.map(|f| f.file).ok_or("there is no program".into());
    }
    let numbered = || (0u32..).zip(&program.files);
    if let Some((n, _)) = numbered().find(|(_, file)| file.name == name) {
        return Ok(n);
    }
    let fits = |known: &str| {
        let known = std::path::Path::new(known);
        known.ends_with(name) || std::path::Path::new(name).ends_with(known)
    };
    let mut found = numbered().filter(|(_, file)| fits(&file.name));
    match (found.next(), found.next()) {
        (Some((n, _)), None) => Ok(n),
        (None, _) => Err(format!("the program has no file {name}")),
        (Some(_), Some(_)) => Err(format!("the program has more than one file {name}")),
    }
}

/// The user's functions with their numbers.
pub fn functions(program: &Program) -> impl Iterator<Item = (FnId, &Function)> {
    let all = (0u32..).zip(&program.functions);
    all.map(|(n, f)| (FnId(n), &**f))
        .filter(|(_, f)| !f.prelude)
}

/// The line that a breakpoint on a line is for, the first one from there on that has instructions, and its places.
///
/// # Errors
/// When no line of the file from there on has any.
pub fn line(program: &Program, file: u32, line: u32) -> Result<(u32, BTreeSet<CallSite>), String> {
    let lines = || {
        let own = functions(program).filter(move |(_, f)| f.file == file);
        own.flat_map(|(_, f)| f.lines.iter().map(|l| l.position.line))
    };
    let name = program.files.get(file as usize).map_or("?", |f| &f.name);
    let actual = lines().filter(|known| *known >= line && *known > 0).min();
    let actual = actual.ok_or_else(|| format!("{name} has no code from line {line} on"))?;
    let mut places = BTreeSet::new();
    for (id, function) in functions(program).filter(|(_, f)| f.file == file) {
        places.extend(runs(function, id, &|at| at == actual));
    }
    Ok((actual, places))
}

/// The first instruction of each run of instructions whose line is wanted.
pub fn runs(function: &Function, id: FnId, wanted: &dyn Fn(u32) -> bool) -> BTreeSet<CallSite> {
    let mut before = 0;
    let mut places = BTreeSet::new();
    for line in &function.lines {
        let now = line.position.line;
        if now != before && wanted(now) && is_instruction(function, line.pc) {
            places.insert(CallSite {
                function: id,
                pc: line.pc,
            });
        }
        before = now;
    }
    places
}

/// Whether an instruction begins there.
pub fn is_instruction(function: &Function, pc: Pc) -> bool {
    instructions(&function.code).any(|i| i.pc == pc)
}

/// The functions of that name: `name`, `Class.name`, or a number such as `f3`.
pub fn named(program: &Program, name: &str) -> Vec<FnId> {
    let number = name.strip_prefix('f').and_then(|n| n.parse().ok());
    let found = functions(program)
        .filter(|(id, f)| f.name == name && !f.name.is_empty() || Some(id.0) == number);
    found.map(|(id, _)| id).collect()
}

/// Where a function's parameters have their values and names.
pub fn entry(function: &Function, id: FnId) -> CallSite {
    let params = function.params.registers();
    let locals = function.locals.iter();
    let own = locals.filter(|l| l.register.0 < params && function.param_names.contains(&l.name));
    let behind = own.map(|l| l.start).max().unwrap_or(Pc(0));
    let body = function.body().map_or(Pc(0), |(_, body)| body);
    let pc = behind.max(body);
    let pc = if is_instruction(function, pc) {
        pc
    } else {
        Pc(0)
    };
    CallSite { function: id, pc }
}

/// The instruction that `name@pc` names.
///
/// # Errors
/// When there is no such function or no instruction begins there.
pub fn address(program: &Program, text: &str) -> Result<CallSite, String> {
    let (name, pc) = text
        .rsplit_once('@')
        .ok_or("an address is a function and an offset: sum@12")?;
    let pc: u32 = pc.parse().map_err(|_| format!("{pc} is no offset"))?;
    let (function, pc) = (function(program, name)?, Pc(pc));
    if !is_instruction(&program.functions[function.index()], pc) {
        return Err(format!("no instruction begins at {text}"));
    }
    Ok(CallSite { function, pc })
}

/// The function of that name.
///
/// # Errors
/// When there is none, or more than one.
pub fn function(program: &Program, name: &str) -> Result<FnId, String> {
    match named(program, name)[..] {
        [one] => Ok(one),
        [] => Err(format!("there is no function {name}")),
        [..] => Err(format!(
            "there is more than one function {name}; f3 is the one with that number"
        )),
    }
}

/// A function's name, `fn` if it has none.
pub fn name(program: &Program, id: FnId) -> &str {
    match program.functions.get(id.index()).map(|f| f.name.as_str()) {
        None => "?",
        Some("") => "fn",
        Some(name) => name,
    }
}

/// The file's name and the position of an instruction.
pub fn position(program: &Program, site: CallSite) -> (&str, Position) {
    let Some(function) = program.functions.get(site.function.index()) else {
        return ("?", Position::default());
    };
    let file = program.files.get(function.file as usize);
    (
        file.map_or("?", |f| f.name.as_str()),
        function.position(site.pc),
    )
}

/// Whether users see what the function does.
pub fn is_shown(program: &Program, site: CallSite) -> bool {
    let function = &program.functions[site.function.index()];
    !function.prelude && function.position(site.pc).line > 0
}
