//! Strings and template strings: their ends, and their escapes replaced.
//!
//! Example: `"a\n\u{1F600}"` has the value a, line break, 😀; in `` `a\${b}` `` nothing is inserted.
//!
//! A `"` string ends on its line: so a forgotten quote is reported where it was forgotten, and the lines
//! after it are read as what they are. Text over several lines is a template string's.
//!
//! Invariant: a string with something wrong in it is still a string token, so that the parser goes on.

use super::{Ending, Kind, Scanner};
use crate::source::Diagnostic;

/// Which escapes a text knows: a template string has two more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quoting {
    Double,
    Template,
}

impl Scanner<'_> {
    /// A string, from behind its opening quote.
    pub(super) fn string(&mut self, start: u32) {
        let mut value = String::new();
        let mut at = start as usize + 1;
        let mut ending = Ending::Whole;
        loop {
            let rest = &self.text[at..];
            let plain = rest.find(['"', '\\', '\n']).unwrap_or(rest.len());
            value.push_str(&rest[..plain]);
            at += plain;
            match self.text.as_bytes().get(at) {
                Some(b'"') => {
                    at += 1;
                    break;
                }
                Some(b'\\')
                    if !matches!(self.text.as_bytes().get(at + 1), None | Some(b'\n' | b'\r')) =>
                {
                    at = self.escape(at, &mut value, Quoting::Double);
                }
                other => {
                    at += usize::from(other == Some(&b'\\'));
                    self.unterminated_string(start);
                    ending = Ending::Inside(start);
                    break;
                }
            }
        }
        self.seek(at as u32);
        self.push_string(Kind::Str, start, value);
        if ending == Ending::Inside(start) {
            // The rest of the line was swallowed: what is missing behind the string is no news.
            self.push_at(Kind::Bad, at as u32, at as u32, 0);
        }
    }

    fn unterminated_string(&mut self, start: u32) {
        let span = self.span(start, start + 1);
        let mut problem = Diagnostic::error(span, "unterminated string");
        problem = if self.text[start as usize..].contains('\n') {
            problem.help("close it with '\"' on the same line; a string over several lines is written in backquotes")
        } else {
            problem.help("close it with '\"'")
        };
        self.error(problem);
    }

    /// Text of the innermost template up to its `${` or its closing backquote, from where logos is.
    pub(super) fn template_text(&mut self) {
        let start = self.raw.span().end;
        let mut value = String::new();
        let mut at = start;
        let bytes = self.text.as_bytes();
        loop {
            let rest = &self.text[at..];
            let plain = rest.find(['`', '\\', '$']).unwrap_or(rest.len());
            value.push_str(&rest[..plain]);
            at += plain;
            match (bytes.get(at), bytes.get(at + 1)) {
                (Some(b'`'), _) | (Some(b'$'), Some(b'{')) | (None, _) => break,
                (Some(b'\\'), Some(_)) => at = self.escape(at, &mut value, Quoting::Template),
                (Some(&other), _) => {
                    value.push(other as char);
                    at += 1;
                }
            }
        }
        if at > start {
            self.seek(at as u32);
            self.push_string(Kind::TemplateText, start as u32, value);
        }
        match bytes.get(at) {
            Some(b'`') => {
                self.seek(at as u32 + 1);
                self.push(Kind::TemplateEnd, at as u32, 0);
                self.templates.pop();
            }
            Some(_) => {
                self.seek(at as u32 + 2);
                self.push(Kind::TemplateOpen, at as u32, 0);
            }
            None => {}
        }
    }

    pub(super) fn unterminated_template(&mut self, start: u32) {
        let span = self.span(start, start + 1);
        let problem =
            Diagnostic::error(span, "unterminated template string").help("close it with '`'");
        self.error(problem);
        self.out.ending = Ending::Inside(start);
    }

    /// Replaces the escape at `at`; gives the offset behind it.
    fn escape(&mut self, at: usize, value: &mut String, quoting: Quoting) -> usize {
        let after = &self.text[at + 1..];
        let Some(c) = after.chars().next() else {
            return at + 1;
        };
        let replaced = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            '\\' => '\\',
            '"' => '"',
            '`' | '$' if quoting == Quoting::Template => c,
            'u' => return self.unicode_escape(at, value),
            _ => {
                let end = at + 1 + c.len_utf8();
                let shown = if c.is_control() {
                    c.escape_default().to_string()
                } else {
                    c.to_string()
                };
                let problem = Diagnostic::error(
                    self.span(at as u32, end as u32),
                    format!("unknown escape '\\{shown}'"),
                );
                self.error(problem.help("known are \\n \\t \\r \\0 \\\\ \\\" and \\u{...}"));
                return end;
            }
        };
        value.push(replaced);
        at + 1 + c.len_utf8()
    }

    /// `\u{1F600}`: one to six hexadecimal digits.
    fn unicode_escape(&mut self, at: usize, value: &mut String) -> usize {
        let after = &self.text[at + 2..];
        let digits = after.strip_prefix('{').map_or("", |rest| {
            let length = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
            &rest[..length]
        });
        let closed = after.as_bytes().get(digits.len() + 1) == Some(&b'}');
        let taken = match (after.starts_with('{'), closed) {
            (false, _) => 2,
            (true, false) => 3 + digits.len(),
            (true, true) => 4 + digits.len(),
        };
        let code = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| closed && digits.len() <= 6);
        match code.and_then(char::from_u32) {
            Some(c) => value.push(c),
            None => {
                let span = self.span(at as u32, (at + taken) as u32);
                let shown: String = self.text[at..at + taken].chars().take(20).collect();
                let problem = Diagnostic::error(span, format!("invalid escape '{shown}'"));
                self.error(problem.help("write a code point in hexadecimal, as in \\u{1F600}"));
            }
        }
        at + taken
    }
}
