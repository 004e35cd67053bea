//! An expression for a program that is stopped somewhere: compiled to an extension of it, with the names that are seen there.
//!
//! ```text
//! total + len(xs)      total: the program's global variable      xs: a global variable `'debug xs` of the extension's own
//! ```
//!
//! What is in registers at the place is not where the expression can reach it: whoever evaluates puts it in global variables
//! before and brings back what has changed after. These have a mark in front, which no name of a source has, and the same name
//! has the same variable each time.
//!
//! Invariant: the program's own tables are prefixes of the extension's.

use std::collections::BTreeMap;

use super::prelude::PreludeFunctions;
use super::session::{State, compile_unit};
use crate::bytecode::{Program, ProgramBuilder};
use crate::index::{EnumId, GlobalId};
use crate::monkey::ast::Mutability;
use crate::monkey::lexer::{Kind, lex};
use crate::monkey::modules::Sources;
use crate::monkey::scope::{Earlier, EarlierPlace, UnitKind};
use crate::source::SourceMap;

/// What a name means where a program is stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// A global variable.
    Global(GlobalId),
    /// An enum.
    Enum(EnumId),
    /// Something that has a value and that the expression cannot reach by itself.
    Value,
}

/// An expression compiled.
pub struct Evaluation {
    /// The extension; its main function is the expression.
    pub program: Program,
    /// The global variables that stand for what is [`Seen::Value`].
    pub stand_ins: BTreeMap<String, GlobalId>,
}

/// The name by which `self` goes in an expression, since no method is around it.
const SELF: &str = "self_";

/// Compiles an expression, or statements, for a program that is stopped where `seen` says what names mean.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn evaluation(
    program: &Program,
    text: &str,
    seen: &dyn Fn(&str) -> Option<Seen>,
) -> Result<Evaluation, String> {
    let text = named_self(text)?;
    let mut sources = SourceMap::new();
    let file = sources
        .add("<expression>", text.as_str())
        .map_err(|e| e.to_string())?;
    let mut builder = ProgramBuilder::extending(program);
    let mut state = State {
        prelude: PreludeFunctions::of(program),
        ..State::default()
    };
    let mut stand_ins = BTreeMap::new();
    for token in lex(&sources, file).tokens {
        if token.kind != Kind::Name {
            continue;
        }
        let name = &text[token.start as usize..token.end as usize];
        let name_seen = if name == SELF { "self" } else { name };
        let place = match seen(name_seen) {
            None => continue,
            Some(Seen::Global(id)) => EarlierPlace::Global(id),
            Some(Seen::Enum(id)) => {
                let variants = program.enums.get(id.index()).map(|e| e.variants.clone());
                EarlierPlace::Enum(id, variants.unwrap_or_default().into())
            }
            Some(Seen::Value) => {
                let id = builder.global(&format!("'debug {name_seen}"));
                stand_ins.insert(name_seen.to_string(), id);
                EarlierPlace::Global(id)
            }
        };
        let earlier = Earlier {
            place,
            mutability: Mutability::Let,
            import: None,
        };
        state.earlier.insert(name.to_string(), earlier);
    }
    let unit = (Sources::Alone(&sources), file, UnitKind::Entry);
    let program = compile_unit(unit, builder, &mut state).map_err(|errors| {
        let first = errors.into_iter().next();
        first.map_or("it does not compile".to_string(), |e| e.message)
    })?;
    Ok(Evaluation { program, stand_ins })
}

/// The text with another name for `self`.
fn named_self(text: &str) -> Result<String, String> {
    let mut sources = SourceMap::new();
    let file = sources
        .add("<expression>", text)
        .map_err(|e| e.to_string())?;
    let mut out = String::new();
    let mut at = 0;
    for token in lex(&sources, file).tokens {
        if token.kind == Kind::SelfWord {
            out.push_str(&text[at..token.start as usize]);
            out.push_str(SELF);
            at = token.end as usize;
        }
    }
    out.push_str(&text[at..]);
    Ok(out)
}
