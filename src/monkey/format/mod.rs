//! Monkey source in its one layout: what `hivm fmt` writes.
//!
//! Example: `let   x=[1,2 ,]  // c` becomes `let x = [1, 2]; // c`.
//!
//! ```text
//! text --lexer--> tokens --parser--> ast
//!                      \             |  writer: walks the tree, takes each token with its comments
//!                       '------------+--> document: texts, groups and places where a line may be broken
//!                                             --layout--> text
//! ```
//!
//! The style: four spaces a level, lines of at most [`WIDTH`] characters where the program allows it, a semicolon behind
//! each simple statement. *Line breaks of the writer stay* between the items of a list, the operands of an operator, the
//! links of a chain and behind `(`, `=` and `=>`; whatever is then too long is broken there too. A block that stands on one
//! line with one statement may stay there. Parentheses, numbers, strings and whole template strings stay as they are written.
//! At most one blank line in a row is kept, none at the start or the end of a block.
//!
//! **No line break is made where it would end a statement.** Breaks stand before operators, except where one of them is a `-`
//! outside brackets: there they stand behind.
//!
//! A comment keeps its place where lines may be broken; in the midst of a line a `//` goes to the end of that line.
//!
//! Invariant: the result has the tokens of the source in their order, save commas and semicolons; it has its comments in their
//! order; it parses to the same tree; and formatting it changes nothing. `check.rs` sees to the first three, whatever the
//! text was: a result that fails is not given out.

mod chain;
mod check;
mod comments;
mod document;
mod expr;
mod function;
mod layout;
mod list;
mod stmt;
mod writer;

use super::lexer;
use super::parser;
use crate::source::{Diagnostic, FileId, Severity, SourceMap};

/// How many characters a line should have at most.
pub const WIDTH: usize = 100;

/// How often a text is formatted until it stays the same. A comment that goes to the end of its line can make the room that
/// something else needed; two rounds are nearly always enough, one to change and one to see that nothing changes.
const ROUNDS: usize = 6;

/// The text of a file in its layout, or what is wrong with it.
pub fn format(sources: &SourceMap, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let name = sources.file(file).name().to_string();
    let mut text = once(sources, file)?;
    for _ in 1..ROUNDS {
        let mut again = SourceMap::new();
        let Ok(copy) = again.add(&*name, &*text) else {
            break;
        };
        let next = once(&again, copy)?;
        if next == text {
            break;
        }
        text = next;
    }
    Ok(text)
}

/// One round.
fn once(sources: &SourceMap, file: FileId) -> Result<String, Vec<Diagnostic>> {
    let parsed = parser::parse(sources, file);
    if !parsed.errors.is_empty() {
        return Err(parsed.errors);
    }
    let tokens = lexer::lex(sources, file);
    let source = sources.file(file).text();
    let items = writer::write(&parsed.ast, source, &tokens);
    let text = layout::lay_out(&items);
    check::verified(&parsed.ast, source, &tokens, text).map_err(|what| {
        let message = format!(
            "{}: the layout would have changed {what}; the file stays as it is",
            sources.file(file).name()
        );
        vec![Diagnostic::placeless(Severity::Error, message).note("this is a mistake in hivm fmt")]
    })
}
