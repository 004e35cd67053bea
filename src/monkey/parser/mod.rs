//! Tokens to tree: recursive descent, with precedence climbing for operators.
//!
//! Example: ``puts(1 + 2`` gives the diagnostic `expected ')', found end of file`.
//!
//! A rule that meets what it cannot take reports it and fails; the failure runs up to the statement that it
//! happened in, the parser skips to where the next statement begins, and goes on. So every mistake of a
//! file is reported once, and one mistake is seldom reported twice.
//!
//! **Where a statement ends.** Semicolons are optional. A token that could go on with an expression does,
//! except `(`, `[` and `-` at the start of a line outside brackets ([`Lines`]).
//!
//! **Depth.** Every rule that can contain itself goes through [`Parser::nested`], which counts levels, grows
//! the machine stack where it runs short, and past [`MAX_DEPTH`] reports `nesting too deep`.
//!
//! Invariant: every loop and every failed statement moves forward; `position` never passes the last token.

mod declaration;
mod expr;
mod function;
mod pattern;
mod primary;
mod stmt;

#[cfg(test)]
mod tests;

use super::ast::{Ast, Block, Name, NameId};
use super::lexer::{self, Ending, Kind, LineStart, MAX_ERRORS, Token, Tokens};
use crate::source::{Diagnostic, FileId, SourceMap, Span};

/// How deep expressions, blocks and patterns may nest.
pub const MAX_DEPTH: u32 = 10_000;

/// Below this much free machine stack a nested rule gets a new piece of it.
const RED_ZONE: usize = 128 * 1024;
/// The size of that piece.
const STACK_PIECE: usize = 2 * 1024 * 1024;

/// A file's tree, with what is wrong with it.
#[derive(Debug)]
pub struct ParsedFile {
    /// The tree: of the whole file if there are no errors, otherwise of the statements without one.
    pub ast: Ast,
    /// All errors, in the order of their places; past a hundred the rest of the file is not read.
    pub errors: Vec<Diagnostic>,
    /// Whether more text might make it right: a prompt then asks for another line.
    pub ending: FileEnding,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileEnding {
    /// Where it may end, or wrong before that.
    Final,
    /// In the middle of something, and right up to there.
    Open,
}

/// Parses a file.
pub fn parse(sources: &SourceMap, file: FileId) -> ParsedFile {
    let mut tokens = lexer::lex(sources, file);
    let errors = std::mem::take(&mut tokens.errors);
    let mut parser = Parser {
        text: sources.file(file).text(),
        limit: tokens.tokens.len() - 1,
        tokens,
        position: 0,
        context: Context {
            lines: Lines::Matter,
            arrows: Arrows::Allowed,
        },
        depth: 0,
        ast: Ast::new(file),
        errors,
    };
    let stmts = parser.statements();
    let span = Span {
        file,
        start: 0,
        end: parser.text.len() as u32,
    };
    parser.ast.body = Block { stmts, span };
    let mut errors = parser.errors;
    let place = |error: &Diagnostic| error.span.map_or(0, |span| span.start);
    errors.sort_by_key(place);
    if let Some(last) = errors.pop() {
        let full = errors.len() + 1 >= MAX_ERRORS;
        let note = "there were too many errors: the rest of the file was not read";
        errors.push(if full { last.note(note) } else { last });
    }
    let cut = match parser.tokens.ending {
        Ending::Whole => span.end,
        Ending::Inside(start) => start,
    };
    let ending = match errors.first().map(place) {
        Some(first) if first >= cut => FileEnding::Open,
        _ => FileEnding::Final,
    };
    ParsedFile {
        ending,
        ast: parser.ast,
        errors,
    }
}

/// A rule failed, and has said why.
struct Failed;

type Parsed<T> = Result<T, Failed>;

/// Whether the start of a line may end a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// In a block: `(`, `[` and `-` at the start of a line begin a statement.
    Matter,
    /// Inside brackets: a line break is a blank.
    Blank,
}

/// Whether `x =>` begins a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrows {
    Allowed,
    /// In the guard of a `match` arm, whose `=>` belongs to the arm.
    BelongToArm,
}

/// What the rules around say about those inside.
#[derive(Clone, Copy)]
struct Context {
    lines: Lines,
    arrows: Arrows,
}

struct Parser<'s> {
    text: &'s str,
    tokens: Tokens,
    position: usize,
    /// The token that closes the innermost block: statements end there, whatever else is wrong.
    limit: usize,
    context: Context,
    depth: u32,
    ast: Ast,
    errors: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn token(&self) -> Token {
        self.tokens.tokens[self.position]
    }

    fn kind(&self) -> Kind {
        self.token().kind
    }

    /// The kind of the token `ahead` of the next one.
    fn kind_ahead(&self, ahead: usize) -> Kind {
        self.tokens
            .tokens
            .get(self.position + ahead)
            .map_or(Kind::End, |token| token.kind)
    }

    /// The kind of the token behind the bracket that closes the next token's.
    fn kind_behind_brackets(&self) -> Kind {
        match self.tokens.closers[self.position] {
            0 => Kind::End,
            closer => self.tokens.tokens[closer as usize + 1].kind,
        }
    }

    /// Takes the next token.
    fn bump(&mut self) -> Token {
        let token = self.token();
        if token.kind != Kind::End {
            self.position += 1;
        }
        token
    }

    /// Takes the next token if it is of this kind.
    fn eat(&mut self, kind: Kind) -> bool {
        let eaten = self.kind() == kind;
        if eaten {
            self.bump();
        }
        eaten
    }

    /// Takes the next token, which must be of this kind.
    fn expect(&mut self, kind: Kind) -> Parsed<Token> {
        if self.kind() == kind {
            Ok(self.bump())
        } else {
            Err(self.expected(&kind.expected()))
        }
    }

    /// Takes the closer of the bracket at `open`.
    fn expect_closer(&mut self, open: usize) -> Parsed<Token> {
        let opener = self.tokens.tokens[open];
        let closer = opener.kind.closer().unwrap_or(Kind::End);
        if self.kind() == closer {
            return Ok(self.bump());
        }
        let far = self.kind() == Kind::End
            || self.text[self.token_span(opener).end as usize..self.token().start as usize]
                .contains('\n');
        let note = far.then(|| {
            (
                self.token_span(opener),
                format!("the '{}' is here", opener.kind.text()),
            )
        });
        Err(self.expected_with(&closer.expected(), note))
    }

    /// Whether the next token is this word, which is a keyword here only.
    fn at_word(&self, word: &str) -> bool {
        self.kind() == Kind::Name && self.token_text(self.token()) == word
    }

    /// Whether the next token begins a line and lines matter.
    fn at_new_line(&self) -> bool {
        self.context.lines == Lines::Matter && self.token().line == LineStart::First
    }

    fn name(&mut self, what: &str) -> Parsed<Name> {
        if self.kind() == Kind::Name {
            Ok(self.take_name())
        } else {
            Err(self.expected(what))
        }
    }

    /// A name where a keyword may stand as well: behind a dot, as a key, as a member.
    fn member_name(&mut self, what: &str) -> Parsed<Name> {
        if self.kind() == Kind::Name || self.kind().is_keyword() {
            Ok(self.take_name())
        } else {
            Err(self.expected(what))
        }
    }

    fn take_name(&mut self) -> Name {
        let token = self.bump();
        Name {
            id: self.intern(token),
            span: self.token_span(token),
        }
    }

    fn intern(&mut self, token: Token) -> NameId {
        self.ast
            .names
            .intern(&self.text[token.start as usize..token.end as usize])
    }

    fn token_text(&self, token: Token) -> &str {
        &self.text[token.start as usize..token.end as usize]
    }

    fn token_span(&self, token: Token) -> Span {
        Span {
            file: self.ast.file,
            start: token.start,
            end: token.end,
        }
    }

    /// From the token at `start` to the last one taken.
    fn span_from(&self, start: usize) -> Span {
        let first = self.tokens.tokens[start];
        let last = self.tokens.tokens[self.position.saturating_sub(1).max(start)];
        self.token_span(first).to(self.token_span(last))
    }

    /// Runs a rule that may contain itself, one level deeper.
    fn nested<T>(&mut self, rule: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            let span = self.token_span(self.token());
            return Err(self.fail(Diagnostic::error(span, "nesting too deep")));
        }
        self.depth += 1;
        let result = stacker::maybe_grow(RED_ZONE, STACK_PIECE, || rule(self));
        self.depth -= 1;
        result
    }

    /// Runs a rule in another context.
    fn within<T>(&mut self, lines: Lines, arrows: Arrows, rule: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.context, Context { lines, arrows });
        let result = rule(self);
        self.context = outer;
        result
    }

    /// Items with commas between them and perhaps one behind the last, from `open` to its closer.
    fn bracketed<T>(
        &mut self,
        open: Kind,
        mut item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Box<[T]>> {
        let at = self.position;
        let closer = open.closer().unwrap_or(Kind::End);
        self.expect(open)?;
        self.within(Lines::Blank, Arrows::Allowed, |parser| {
            let mut items = Vec::new();
            while parser.kind() != closer {
                items.push(item(parser)?);
                if !parser.eat(Kind::Comma) {
                    break;
                }
            }
            parser.close_list(at)?;
            Ok(items.into())
        })
    }

    /// Takes the closer of a list, where a comma could have stood as well.
    fn close_list(&mut self, open: usize) -> Parsed<()> {
        let closer = self.tokens.tokens[open].kind.closer().unwrap_or(Kind::End);
        if self.kind() == closer || self.kind().is_closer() || self.kind() == Kind::End {
            return self.expect_closer(open).map(|_| ());
        }
        Err(self.expected(&format!("',' or '{}'", closer.text())))
    }

    /// Reports that something else was expected.
    fn expected(&mut self, what: &str) -> Failed {
        self.expected_with(what, None)
    }

    fn expected_with(&mut self, what: &str, note: Option<(Span, String)>) -> Failed {
        let token = self.token();
        // What the lexer has reported is no news.
        if token.kind == Kind::Bad {
            return Failed;
        }
        if let Ending::Inside(start) = self.tokens.ending
            && token.start >= start
        {
            return Failed;
        }
        let message = format!("expected {what}, found {}", self.found(token));
        let mut problem = Diagnostic::error(self.token_span(token), message);
        if let Some((span, text)) = note {
            problem = problem.note_at(span, text);
        }
        self.fail(problem)
    }

    /// What to call a token that was found.
    fn found(&self, token: Token) -> String {
        match token.kind {
            Kind::End
            | Kind::Str
            | Kind::TemplateStart
            | Kind::TemplateText
            | Kind::TemplateEnd => token.kind.text().to_string(),
            _ => {
                let text = self.token_text(token);
                let mut shown: String = text.chars().take(40).collect();
                if shown.len() < text.len() {
                    shown.push_str("...");
                }
                format!("'{shown}'")
            }
        }
    }

    /// Reports an error that does not keep the rule from going on.
    fn report(&mut self, problem: Diagnostic) {
        if self.errors.len() >= MAX_ERRORS {
            // Give the file up: nothing is left to parse.
            self.position = self.tokens.tokens.len() - 1;
            return;
        }
        self.errors.push(problem);
    }

    fn fail(&mut self, problem: Diagnostic) -> Failed {
        self.report(problem);
        Failed
    }

    /// Skips from a statement that failed to the start of the next one: behind a semicolon, or at a line
    /// that does not go on with the statement. Brackets are skipped whole.
    fn recover(&mut self, start: usize) {
        let failed_at = self.position;
        if failed_at >= self.limit {
            return;
        }
        let mut at = start;
        while at < self.limit {
            let token = self.tokens.tokens[at];
            if at > start && at >= failed_at {
                if token.kind == Kind::Semicolon {
                    at += 1;
                    break;
                }
                if token.line == LineStart::First && begins_statement(token.kind) {
                    break;
                }
            }
            let closer = self.tokens.closers[at] as usize;
            at = if closer > at && closer < self.limit {
                closer + 1
            } else {
                at + 1
            };
        }
        self.position = at;
    }
}

/// Whether an expression can begin with it.
fn begins_expression(kind: Kind) -> bool {
    match kind {
        Kind::Fn | Kind::Gen | Kind::If | Kind::Try | Kind::Match | Kind::New | Kind::Yield => true,
        Kind::SelfWord | Kind::Super | Kind::True | Kind::False | Kind::Null => true,
        Kind::Name | Kind::Int | Kind::BigInt | Kind::Float | Kind::Str | Kind::TemplateStart => {
            true
        }
        Kind::OpenParen | Kind::OpenBracket | Kind::OpenBrace => true,
        Kind::Minus | Kind::Bang | Kind::Tilde => true,
        // Neither, but with a message of their own.
        Kind::PlusPlus | Kind::MinusMinus | Kind::Arrow => true,
        _ => false,
    }
}

/// Whether a token at the start of a line is likely to begin a statement rather than go on with one.
fn begins_statement(kind: Kind) -> bool {
    match kind {
        Kind::Else | Kind::Catch | Kind::Finally | Kind::In => false,
        Kind::Name | Kind::Int | Kind::BigInt | Kind::Float | Kind::Str | Kind::TemplateStart => {
            true
        }
        Kind::OpenParen
        | Kind::OpenBracket
        | Kind::OpenBrace
        | Kind::Minus
        | Kind::Bang
        | Kind::Tilde => true,
        _ => kind.is_keyword(),
    }
}
