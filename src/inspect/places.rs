//! Places of programs as users know them: `main, sum.monkey:3:5`.
//!
//! Invariant: a place that has no position in a source is named all the same, by function and offset.

use crate::bytecode::Program;
use crate::index::FnId;
use crate::interp::{CallSite, HotKind};
use crate::trace::Anchor;

/// The name of a function, `fn` if it has none.
pub(super) fn function(program: &Program, id: FnId) -> &str {
    let found = program.functions.get(id.index());
    match found.map(|f| f.name.as_str()) {
        None => "?",
        Some("") => "fn",
        Some(name) => name,
    }
}

/// `sum.monkey:3:5`; nothing if the source does not say.
pub(super) fn position(program: &Program, site: CallSite) -> Option<String> {
    let function = program.functions.get(site.function.index())?;
    let position = function.position(site.pc);
    let file = program.files.get(function.file as usize)?;
    (position.line > 0).then(|| format!("{}:{position}", file.name))
}

/// `main, sum.monkey:3:5`
pub(super) fn named(program: &Program, site: CallSite) -> String {
    let name = function(program, site.function);
    match position(program, site) {
        Some(position) => format!("{name}, {position}"),
        None => name.to_string(),
    }
}

/// `loop f0@4 in main, sum.monkey:2:1`
pub(super) fn anchor(program: &Program, anchor: Anchor) -> String {
    let CallSite { function, pc } = anchor.site;
    let kind = match anchor.kind {
        HotKind::Loop => "loop",
        HotKind::Function => "function",
    };
    let named = named(program, anchor.site);
    format!("{kind} {function}@{pc} in {named}")
}

/// A line of a function's source, if it is known.
pub(super) fn line(program: &Program, id: FnId, line: u32) -> Option<&str> {
    let function = program.functions.get(id.index())?;
    let text = program.files.get(function.file as usize)?.text.as_ref()?;
    text.lines().nth((line as usize).checked_sub(1)?)
}
