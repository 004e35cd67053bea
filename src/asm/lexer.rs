//! Tokens of `.hasm` text.
//!
//! `add_k $r0, $r1, 2.5 ; half` is Name("add_k") Register("r0") Comma Register("r1") Comma Float(2.5) End.
//!
//! Invariant: the last token is `End`, and every line break is one.

use crate::source::{Diagnostic, FileId, SourceMap, Span};

/// What a token is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Kind {
    /// A mnemonic, a label, a function.
    Name(String),
    /// `.sub`, without the dot.
    Directive(String),
    /// `$r0`, without the dollar.
    Register(String),
    /// `#name` or `#"any name"`.
    Symbol(String),
    /// `@name` or `@"any name"`.
    Global(String),
    /// `%name`, `%name.value`: an enum or a value of it, each by its name or by its number.
    Enum(Part, Option<Part>),
    /// An integer: decimal digits with its sign, of any size.
    Int(String),
    /// A double.
    Float(f64),
    /// A string.
    Str(String),
    /// One of `, : ( ) ?`.
    Punct(char),
    /// `...`
    Dots,
    /// The end of a line.
    End,
}

/// An enum, or one of its values.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Part {
    /// By its name.
    Name(String),
    /// By its place among all.
    Number(u32),
}

impl Part {
    fn describe(&self) -> String {
        match self {
            Part::Name(name) => name.clone(),
            Part::Number(n) => n.to_string(),
        }
    }
}

impl Kind {
    /// As errors name it.
    pub(super) fn describe(&self) -> String {
        match self {
            Kind::Name(name) => format!("`{name}`"),
            Kind::Directive(name) => format!("`.{name}`"),
            Kind::Register(name) => format!("`${name}`"),
            Kind::Symbol(name) => format!("`#{name}`"),
            Kind::Global(name) => format!("`@{name}`"),
            Kind::Enum(of, None) => format!("`%{}`", of.describe()),
            Kind::Enum(of, Some(name)) => format!("`%{}.{}`", of.describe(), name.describe()),
            Kind::Int(digits) if digits.len() < 30 => format!("`{digits}`"),
            Kind::Int(_) => "an integer".to_owned(),
            Kind::Float(x) => format!("`{x:?}`"),
            Kind::Str(_) => "a string".to_owned(),
            Kind::Punct(c) => format!("`{c}`"),
            Kind::Dots => "`...`".to_owned(),
            Kind::End => "the end of the line".to_owned(),
        }
    }
}

/// A token and its place.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// All tokens of the file.
pub(super) fn tokens(
    sources: &SourceMap,
    file: FileId,
    errors: &mut Vec<Diagnostic>,
) -> Vec<Token> {
    let text = sources.file(file).text();
    let mut lexer = Lexer {
        sources,
        file,
        text,
        at: 0,
        errors,
    };
    let mut tokens = Vec::new();
    loop {
        let start = lexer.skip_blanks();
        let done = start == text.len();
        if let Some(kind) = lexer.token() {
            let span = sources.span(file, start..lexer.at);
            tokens.push(Token { kind, span });
        }
        if done {
            return tokens;
        }
    }
}

struct Lexer<'a> {
    sources: &'a SourceMap,
    file: FileId,
    text: &'a str,
    at: usize,
    errors: &'a mut Vec<Diagnostic>,
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn error(&mut self, start: usize, what: impl Into<String>) {
        let span = self.sources.span(self.file, start..self.at);
        self.errors.push(Diagnostic::error(span, what));
    }

    /// Takes characters as long as they fit.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Skips blanks and comments; where the next token starts.
    fn skip_blanks(&mut self) -> usize {
        self.take(|c| c != '\n' && c.is_whitespace());
        if self.rest().starts_with(';') {
            self.take(|c| c != '\n');
        }
        self.at
    }

    fn token(&mut self) -> Option<Kind> {
        let start = self.at;
        let Some(first) = self.rest().chars().next() else {
            return Some(Kind::End);
        };
        let after = self.rest()[first.len_utf8()..]
            .chars()
            .next()
            .unwrap_or(' ');
        if first.is_ascii_digit() || (first == '-' && (after.is_ascii_digit() || after == 'i')) {
            return self.number();
        }
        if is_name(first) {
            let name = self.take(is_name);
            return Some(match name {
                "inf" => Kind::Float(f64::INFINITY),
                _ => Kind::Name(name.to_owned()),
            });
        }
        if self.rest().starts_with("...") {
            self.at += 3;
            return Some(Kind::Dots);
        }
        self.at += first.len_utf8();
        match first {
            '\n' => Some(Kind::End),
            ',' | ':' | '(' | ')' | '?' => Some(Kind::Punct(first)),
            '"' => self.string(start).map(Kind::Str),
            '#' => self.name(start, after).map(Kind::Symbol),
            '@' => self.name(start, after).map(Kind::Global),
            '%' => self.enumeration(start),
            '.' if is_name(after) => Some(Kind::Directive(self.take(is_name).to_owned())),
            '$' if is_name(after) => Some(Kind::Register(self.take(is_name).to_owned())),
            _ => {
                self.error(start, format!("unexpected character {first:?}"));
                None
            }
        }
    }

    /// What stands after `%`.
    fn enumeration(&mut self, start: usize) -> Option<Kind> {
        let of = self.part(start)?;
        if !self.rest().starts_with('.') {
            return Some(Kind::Enum(of, None));
        }
        self.at += 1;
        let value = self.part(start)?;
        Some(Kind::Enum(of, Some(value)))
    }

    fn part(&mut self, start: usize) -> Option<Part> {
        let after = self.rest().chars().next().unwrap_or(' ');
        let name = self.name(start, after)?;
        if !after.is_ascii_digit() {
            return Some(Part::Name(name));
        }
        let number = name.parse().ok().map(Part::Number);
        if number.is_none() {
            self.error(start, "expected the number of an enum, or a name");
        }
        number
    }

    /// A name or a string after `#` or `@`.
    fn name(&mut self, start: usize, after: char) -> Option<String> {
        if after == '"' {
            self.at += 1;
            return self.string(start);
        }
        let name = self.take(is_name);
        if name.is_empty() {
            self.error(start, "expected a name or a string here");
            return None;
        }
        Some(name.to_owned())
    }

    fn number(&mut self) -> Option<Kind> {
        let start = self.at;
        let negative = self.rest().starts_with('-');
        self.at += negative as usize;
        let digits = self.rest();
        if let Some(hex) = digits
            .strip_prefix("0x")
            .or_else(|| digits.strip_prefix("0f"))
        {
            let is_float = digits.starts_with("0f");
            let first = self.text.len() - hex.len();
            self.at = first;
            self.take(is_name);
            let hex = &self.text[first..self.at];
            return self.hex(start, hex, negative, is_float);
        }
        if digits.starts_with('i') {
            let name = self.take(is_name);
            if name == "inf" {
                return Some(Kind::Float(f64::NEG_INFINITY));
            }
            self.error(start, "expected a number");
            return None;
        }
        self.take(|c| c.is_ascii_digit() || c == '_');
        let mut is_float = false;
        let fraction = self
            .rest()
            .strip_prefix('.')
            .is_some_and(|r| r.starts_with(is_digit));
        if fraction {
            is_float = true;
            self.at += 1;
            self.take(|c| c.is_ascii_digit() || c == '_');
        }
        if self.rest().starts_with(['e', 'E']) {
            let exponent = self.rest()[1..].trim_start_matches(['+', '-']);
            if exponent.starts_with(is_digit) {
                is_float = true;
                self.at = self.text.len() - exponent.len();
                self.take(is_digit);
            }
        }
        let text: String = self.text[start..self.at]
            .chars()
            .filter(|&c| c != '_')
            .collect();
        if !self.take(is_name).is_empty() {
            self.error(start, "a number ends in a letter");
            return None;
        }
        if !is_float {
            return Some(Kind::Int(shortest(&text)));
        }
        match text.parse() {
            Ok(x) => Some(Kind::Float(x)),
            Err(_) => {
                self.error(start, "no number");
                None
            }
        }
    }

    /// `0x` and an integer, or `0f` and the bits of a double.
    fn hex(&mut self, start: usize, hex: &str, negative: bool, is_float: bool) -> Option<Kind> {
        let hex = hex.replace('_', "");
        let bits = u64::from_str_radix(&hex, 16);
        match bits {
            Ok(bits) if is_float && !negative && hex.len() == 16 => {
                Some(Kind::Float(f64::from_bits(bits)))
            }
            Ok(bits) if !is_float => {
                let sign = if negative { "-" } else { "" };
                Some(Kind::Int(shortest(&format!("{sign}{bits}"))))
            }
            _ if is_float => {
                self.error(
                    start,
                    "expected `0f` and the 16 hexadecimal digits of a float",
                );
                None
            }
            _ => {
                self.error(start, "expected `0x` and up to 16 hexadecimal digits");
                None
            }
        }
    }

    /// The rest of a string after its opening quote.
    fn string(&mut self, start: usize) -> Option<String> {
        let mut text = String::new();
        let mut good = true;
        loop {
            text.push_str(self.take(|c| !matches!(c, '"' | '\\' | '\n')));
            let at = self.at;
            let Some(c) = self.rest().chars().next().filter(|&c| c != '\n') else {
                self.error(start, "the string has no end on its line");
                return None;
            };
            self.at += 1;
            if c == '"' {
                return good.then_some(text);
            }
            match self.escape() {
                Some(c) => text.push(c),
                None => {
                    good = false;
                    let help = "there are \\n \\r \\t \\0 \\\\ \\\" and \\u{hexadecimal}";
                    self.error(at, "unknown escape");
                    if let Some(last) = self.errors.pop() {
                        self.errors.push(last.help(help));
                    }
                }
            }
        }
    }

    /// What stands after a backslash.
    fn escape(&mut self) -> Option<char> {
        let c = self.rest().chars().next().filter(|&c| c != '\n')?;
        self.at += c.len_utf8();
        Some(match c {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            '\\' | '"' => c,
            'u' => {
                let code = self.rest().strip_prefix('{')?;
                let end = code.char_indices().take(8).find(|&(_, c)| c == '}')?.0;
                self.at += end + 2;
                char::from_u32(u32::from_str_radix(&code[..end], 16).ok()?)?
            }
            _ => return None,
        })
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Decimal digits without leading zeros, and without a sign on zero.
fn shortest(text: &str) -> String {
    let negative = text.starts_with('-');
    let digits = text.trim_start_matches('-').trim_start_matches('0');
    match (digits, negative) {
        ("", _) => "0".to_owned(),
        (digits, true) => format!("-{digits}"),
        (digits, false) => digits.to_owned(),
    }
}
