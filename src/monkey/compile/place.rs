//! Where instructions come from: the place that an error or a line of a call stack names.
//!
//! ```text
//! a + f(x)[i].name     `+` for the operator, `f` for the call, `[` for the element, `name` for the field
//! ```
//!
//! Invariant: every instruction that may raise has its place set right before it, by one of these.

use super::Compiler;
use crate::monkey::ast::ExprId;
use crate::source::Span;

impl Compiler<'_> {
    /// The next instructions come from where the span starts.
    pub(super) fn at(&mut self, span: Span) {
        self.f.at(self.unit.source.position(span.start));
    }

    /// The next instructions come from where the expression starts.
    pub(super) fn at_expr(&mut self, expr: ExprId) {
        self.at(self.ast[expr].span);
    }

    /// The next instructions come from the `[` behind the object.
    pub(super) fn at_bracket(&mut self, object: ExprId) {
        let span = self.ast[object].span;
        let start = open_bracket(self.unit.source.text(), span.end as usize);
        self.at(Span {
            start: start as u32,
            ..span
        });
    }
}

/// The first `[` from the offset on that stands in no comment. Between an object and its bracket there are only
/// blanks, closing parentheses and comments.
fn open_bracket(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"//") {
            at += rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
        } else if rest.starts_with(b"/*") {
            let mut depth = 0;
            while at < bytes.len() {
                if bytes[at..].starts_with(b"/*") {
                    depth += 1;
                    at += 2;
                } else if bytes[at..].starts_with(b"*/") {
                    depth -= 1;
                    at += 2;
                } else {
                    at += 1;
                }
                if depth == 0 {
                    break;
                }
            }
        } else if bytes[at] == b'[' {
            return at;
        } else {
            at += 1;
        }
    }
    from
}
