//! Whether a text is the source in another layout, and nothing else.
//!
//! Example: `a - b` laid out as two lines with the `-` on the second is refused: it would be two statements.
//!
//! Invariant: it looks at the two texts alone, and trusts nothing that the writer did.

use super::comments::Comments;
use crate::monkey::ast::Ast;
use crate::monkey::lexer::{self, Kind, Tokens};
use crate::monkey::parser;
use crate::source::SourceMap;

/// The text again if it is the source in another layout; otherwise what it would have changed.
pub(super) fn verified(
    ast: &Ast,
    source: &str,
    tokens: &Tokens,
    text: String,
) -> Result<String, &'static str> {
    let mut sources = SourceMap::new();
    let file = sources.add("formatted", &*text).map_err(|_| "its size")?;
    let new = lexer::lex(&sources, file);
    if !words(source, tokens).eq(words(&text, &new)) {
        return Err("a token");
    }
    let old_comments = Comments::find(source, &tokens.tokens);
    let new_comments = Comments::find(&text, &new.tokens);
    if texts(&old_comments, tokens) != texts(&new_comments, &new) {
        return Err("a comment");
    }
    let parsed = parser::parse(&sources, file);
    if !parsed.errors.is_empty() || parsed.ast.print() != ast.print() {
        return Err("the program");
    }
    Ok(text)
}

/// The tokens that must stay: all but commas and semicolons.
fn words<'s>(text: &'s str, tokens: &'s Tokens) -> impl Iterator<Item = (Kind, &'s str)> {
    let kept = |kind: Kind| !matches!(kind, Kind::Comma | Kind::Semicolon);
    tokens
        .tokens
        .iter()
        .filter(move |token| kept(token.kind))
        .map(|token| (token.kind, &text[token.start as usize..token.end as usize]))
}

/// The comments: outside of template strings, and inside, where they stay in the midst of the text.
fn texts(comments: &Comments<'_>, tokens: &Tokens) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    let mut templates = 0;
    for (at, token) in tokens.tokens.iter().enumerate() {
        let place = usize::from(templates > 0);
        found[place].extend(comments.before(at).iter().map(|c| unindented(c.text)));
        match token.kind {
            Kind::TemplateStart => templates += 1,
            Kind::TemplateEnd => templates -= 1,
            _ => {}
        }
    }
    found
}

/// A comment without the blanks at the starts and ends of its lines.
fn unindented(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join("\n")
}
