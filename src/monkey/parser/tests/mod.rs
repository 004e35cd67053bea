//! Tests of the parser: trees as s-expressions, errors with their exact text, and hostile text.

mod errors;
mod hostile;
mod trees;

use super::{ParsedFile, parse};
use crate::source::SourceMap;

fn parsed(text: &str) -> (SourceMap, ParsedFile) {
    let mut sources = SourceMap::new();
    let file = sources.add("t.monkey", text).unwrap();
    let parsed = parse(&sources, file);
    (sources, parsed)
}

/// The errors of a text, each as `line:column message`.
fn errors_of(text: &str) -> Vec<String> {
    let (sources, parsed) = parsed(text);
    let place = |span| sources.position(span).to_string();
    let errors = parsed.errors.iter();
    errors
        .map(|e| format!("{} {}", e.span.map_or_else(String::new, place), e.message))
        .collect()
}
