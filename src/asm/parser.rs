//! Statements of `.hasm` text.
//!
//! `call_static $r0, fib($r1)` is an instruction `call_static` with the operands Register("r0") and
//! Group { callee: Name("fib"), arguments: [Register("r1")] }.
//!
//! Knows the grammar, not what an opcode takes. A line that is wrong is reported and left out.

use super::lexer::{Kind, Token};
use crate::bytecode::Position;
use crate::source::{Diagnostic, Span};

/// An operand as written.
#[derive(Clone, Debug)]
pub(super) struct Operand {
    pub kind: OperandText,
    pub span: Span,
}

/// What an operand is.
#[derive(Clone, Debug)]
pub(super) enum OperandText {
    /// A single token.
    Plain(Kind),
    /// A call or a window: perhaps a callee, and arguments in parentheses.
    Group {
        callee: Option<Kind>,
        arguments: Vec<Operand>,
    },
}

/// A name and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub text: String,
    pub span: Span,
}

/// What positions instructions get.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    /// Their own in the `.hasm` text.
    Auto,
    /// None.
    Off,
    /// This one.
    Place(Position),
}

/// A line in a subroutine.
#[derive(Clone, Debug)]
pub(super) enum Statement {
    Label(Name),
    Instruction {
        mnemonic: Name,
        operands: Vec<Operand>,
    },
    At(At),
    Local {
        name: String,
        register: Operand,
        start: Name,
        end: Name,
    },
    Handler {
        start: Name,
        end: Name,
        target: Name,
    },
}

/// A parameter's kind and name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Passed {
    Required,
    Optional,
    Rest,
}

/// A subroutine.
#[derive(Clone, Debug)]
pub(super) struct Sub {
    pub label: Name,
    /// What the program calls it, if not by its label.
    pub name: Option<String>,
    pub params: Vec<(String, Passed)>,
    /// Parameters without names: required, optional, rest.
    pub nameless: Option<(u16, u16, u16)>,
    pub captures: usize,
    pub captured: Vec<String>,
    pub registers: usize,
    pub file: Option<u32>,
    pub prelude: bool,
    pub body: Vec<Statement>,
}

/// An entry of the constants' table.
#[derive(Clone, Debug)]
pub(super) enum ConstantLine {
    /// `.constant VALUE`
    Value(Operand),
    /// `.module "NAME"`, and the `.member NAME, VALUE` lines behind it.
    Module {
        name: String,
        members: Vec<(String, Operand)>,
    },
}

/// The whole text.
#[derive(Clone, Debug, Default)]
pub(super) struct Module {
    pub subs: Vec<Sub>,
    pub main: Option<Name>,
    /// The source files that the text names, if it names them; none after `.file none`.
    pub files: Option<Vec<(String, Option<String>)>>,
    pub constants: Vec<ConstantLine>,
    /// Names of enums with those of their values, and where they stand.
    pub enums: Vec<(String, Vec<String>, Span)>,
    pub globals: Vec<String>,
    pub symbols: Vec<String>,
    pub natives: Vec<String>,
}

/// Parses all tokens.
pub(super) fn parse(tokens: &[Token], errors: &mut Vec<Diagnostic>) -> Module {
    let mut parser = Parser {
        tokens,
        at: 0,
        module: Module::default(),
        open: None,
    };
    while parser.at < tokens.len() {
        if let Err(error) = parser.line() {
            errors.push(error);
            parser.skip_line();
        }
    }
    if let Some(sub) = parser.open.take() {
        let what = format!("`.sub {}` has no `.end`", sub.label.text);
        errors.push(Diagnostic::error(sub.label.span, what));
        parser.module.subs.push(sub);
    }
    parser.module
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    module: Module,
    /// The subroutine whose `.end` has not come yet.
    open: Option<Sub>,
}

type Parsed<T> = Result<T, Diagnostic>;

impl<'a> Parser<'a> {
    /// The next token: the last one, an end of line, for ever at the end.
    fn peek(&self) -> &'a Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn next(&mut self) -> &'a Token {
        let token = self.peek();
        self.at += 1;
        token
    }

    fn skip_line(&mut self) {
        // A line's error may stand on its end, or behind it when that was what was wrong.
        if self.at > 0 && self.tokens[self.at - 1].kind == Kind::End {
            return;
        }
        while self.at < self.tokens.len() && self.next().kind != Kind::End {}
    }

    fn expected<T>(&self, what: &str, found: &Token) -> Parsed<T> {
        let found_text = found.kind.describe();
        Err(Diagnostic::error(
            found.span,
            format!("expected {what}, found {found_text}"),
        ))
    }

    fn is(&self, c: char) -> bool {
        self.peek().kind == Kind::Punct(c)
    }

    fn accept(&mut self, c: char) -> bool {
        let found = self.is(c);
        self.at += found as usize;
        found
    }

    fn expect(&mut self, c: char) -> Parsed<()> {
        match self.next() {
            token if token.kind == Kind::Punct(c) => Ok(()),
            token => self.expected(&format!("`{c}`"), token),
        }
    }

    fn end_of_line(&mut self) -> Parsed<()> {
        match self.next() {
            token if token.kind == Kind::End => Ok(()),
            token => self.expected("the end of the line", token),
        }
    }

    fn name(&mut self, what: &str) -> Parsed<Name> {
        let token = self.next();
        match &token.kind {
            Kind::Name(text) => Ok(Name {
                text: text.clone(),
                span: token.span,
            }),
            _ => self.expected(what, token),
        }
    }

    /// A name, or a string if it is an odd one.
    fn any_name(&mut self, what: &str) -> Parsed<String> {
        let token = self.next();
        match &token.kind {
            Kind::Name(text) | Kind::Str(text) => Ok(text.clone()),
            _ => self.expected(what, token),
        }
    }

    fn string(&mut self) -> Parsed<String> {
        let token = self.next();
        match &token.kind {
            Kind::Str(text) => Ok(text.clone()),
            _ => self.expected("a string", token),
        }
    }

    fn number<T: TryFrom<u64>>(&mut self) -> Parsed<T> {
        let token = self.next();
        if let Kind::Int(digits) = &token.kind
            && let Ok(n) = digits.parse::<u64>()
            && let Ok(n) = T::try_from(n)
        {
            return Ok(n);
        }
        self.expected("a small number", token)
    }

    fn line(&mut self) -> Parsed<()> {
        let token = self.next();
        match &token.kind {
            Kind::End => Ok(()),
            Kind::Directive(directive) => {
                self.directive(directive, token)?;
                self.end_of_line()
            }
            Kind::Name(text) => {
                let name = Name {
                    text: text.clone(),
                    span: token.span,
                };
                if self.accept(':') {
                    // An instruction may follow on the same line.
                    return self.statement(token.span, Statement::Label(name));
                }
                let operands = self.operands()?;
                self.end_of_line()?;
                let span = name.span;
                self.statement(
                    span,
                    Statement::Instruction {
                        mnemonic: name,
                        operands,
                    },
                )
            }
            _ => self.expected("an instruction, a label or a directive", token),
        }
    }

    fn statement(&mut self, span: Span, statement: Statement) -> Parsed<()> {
        self.sub(span)?.body.push(statement);
        Ok(())
    }

    fn sub(&mut self, span: Span) -> Parsed<&mut Sub> {
        match &mut self.open {
            Some(sub) => Ok(sub),
            None => Err(Diagnostic::error(span, "stands outside of a subroutine")
                .help("subroutines begin with `.sub name()` and end with `.end`")),
        }
    }

    fn operands(&mut self) -> Parsed<Vec<Operand>> {
        let mut operands = Vec::new();
        if self.peek().kind == Kind::End {
            return Ok(operands);
        }
        loop {
            operands.push(self.operand()?);
            if !self.accept(',') {
                return Ok(operands);
            }
        }
    }

    fn operand(&mut self) -> Parsed<Operand> {
        let start = self.peek().span;
        let callee = if self.is('(') {
            None
        } else {
            Some(self.plain()?)
        };
        if !self.is('(') {
            return match callee {
                Some(kind) => Ok(Operand {
                    kind: OperandText::Plain(kind),
                    span: start,
                }),
                None => self.expected("an operand", self.peek()),
            };
        }
        self.expect('(')?;
        let mut arguments = Vec::new();
        while !self.is(')') {
            let span = self.peek().span;
            let kind = OperandText::Plain(self.plain()?);
            arguments.push(Operand { kind, span });
            if !self.accept(',') {
                break;
            }
        }
        let end = self.peek().span;
        self.expect(')')?;
        Ok(Operand {
            kind: OperandText::Group { callee, arguments },
            span: start.to(end),
        })
    }

    fn plain(&mut self) -> Parsed<Kind> {
        let token = self.next();
        match &token.kind {
            Kind::Punct(_) | Kind::End | Kind::Dots | Kind::Directive(_) => {
                self.expected("an operand", token)
            }
            kind => Ok(kind.clone()),
        }
    }

    fn directive(&mut self, directive: &str, token: &Token) -> Parsed<()> {
        match directive {
            "sub" => self.begin_sub(token),
            "end" => match self.open.take() {
                Some(sub) => {
                    self.module.subs.push(sub);
                    Ok(())
                }
                None => Err(Diagnostic::error(token.span, "`.end` without `.sub`")),
            },
            "main" => {
                self.module.main = Some(self.name("the name of a subroutine")?);
                Ok(())
            }
            "file" => self.file(),
            "constant" => {
                let constant = self.operand()?;
                self.module.constants.push(ConstantLine::Value(constant));
                Ok(())
            }
            "enum" => {
                let name = self.any_name("the name of an enum")?;
                let mut values = Vec::new();
                while self.accept(',') {
                    values.push(self.any_name("the name of a value")?);
                }
                self.module.enums.push((name, values, token.span));
                Ok(())
            }
            "module" => {
                let name = self.string()?;
                let members = Vec::new();
                let module = ConstantLine::Module { name, members };
                self.module.constants.push(module);
                Ok(())
            }
            "member" => {
                let name = self.any_name("the name of a member")?;
                self.expect(',')?;
                let value = self.operand()?;
                match self.module.constants.last_mut() {
                    Some(ConstantLine::Module { members, .. }) => {
                        members.push((name, value));
                        Ok(())
                    }
                    _ => Err(Diagnostic::error(
                        token.span,
                        "`.member` without a `.module` before it",
                    )),
                }
            }
            "global" | "symbol" | "native" => {
                let token = self.next();
                let (list, what) = match directive {
                    "global" => (&mut self.module.globals, "`@` and a name"),
                    "symbol" => (&mut self.module.symbols, "`#` and a name"),
                    _ => (&mut self.module.natives, "the name of a native function"),
                };
                match (directive, &token.kind) {
                    ("global", Kind::Global(name))
                    | ("symbol", Kind::Symbol(name))
                    | ("native", Kind::Name(name) | Kind::Str(name)) => {
                        list.push(name.clone());
                        Ok(())
                    }
                    _ => self.expected(what, token),
                }
            }
            _ => self.directive_in_sub(directive, token),
        }
    }

    /// How many values closures hold, and if there are commas, what they are.
    fn captures(&mut self, span: Span) -> Parsed<()> {
        let count = self.number::<u16>()? as usize;
        let mut names = Vec::new();
        while self.accept(',') {
            names.push(self.any_name("the name of a variable")?);
        }
        let sub = self.sub(span)?;
        (sub.captures, sub.captured) = (count, names);
        Ok(())
    }

    fn directive_in_sub(&mut self, directive: &str, token: &Token) -> Parsed<()> {
        let known = [
            "name",
            "params",
            "captures",
            "registers",
            "source",
            "prelude",
            "at",
        ];
        if !known.contains(&directive) && !matches!(directive, "local" | "handler") {
            let what = format!("unknown directive `.{directive}`");
            return Err(Diagnostic::error(token.span, what));
        }
        self.sub(token.span)?;
        match directive {
            "name" => {
                let name = self.string()?;
                self.sub(token.span)?.name = Some(name);
            }
            "params" => {
                let required = self.number()?;
                self.expect(',')?;
                let optional = self.number()?;
                self.expect(',')?;
                let rest = self.number()?;
                self.sub(token.span)?.nameless = Some((required, optional, rest));
            }
            "captures" => self.captures(token.span)?,
            "registers" => self.sub(token.span)?.registers = self.number::<u16>()? as usize,
            "source" => self.sub(token.span)?.file = Some(self.number()?),
            "prelude" => self.sub(token.span)?.prelude = true,
            "at" => {
                let at = self.position()?;
                self.statement(token.span, Statement::At(at))?;
            }
            "local" => {
                let name = self.any_name("the name of a variable")?;
                self.expect(',')?;
                let register = self.operand()?;
                self.expect(',')?;
                let start = self.name("a label")?;
                self.expect(',')?;
                let end = self.name("a label")?;
                self.statement(
                    token.span,
                    Statement::Local {
                        name,
                        register,
                        start,
                        end,
                    },
                )?;
            }
            _ => {
                let start = self.name("a label")?;
                self.expect(',')?;
                let end = self.name("a label")?;
                self.expect(',')?;
                let target = self.name("a label")?;
                self.statement(token.span, Statement::Handler { start, end, target })?;
            }
        }
        Ok(())
    }

    fn begin_sub(&mut self, token: &Token) -> Parsed<()> {
        if let Some(open) = self.open.take() {
            let error = Diagnostic::error(token.span, "the subroutine before this has no `.end`")
                .note_at(open.label.span, "it begins here");
            self.module.subs.push(open);
            self.skip_line();
            self.at -= 1;
            return Err(error);
        }
        let label = self.name("the subroutine's name")?;
        let mut sub = Sub {
            label,
            name: None,
            params: Vec::new(),
            nameless: None,
            captures: 0,
            captured: Vec::new(),
            registers: 0,
            file: None,
            prelude: false,
            body: Vec::new(),
        };
        // Open even if its parameters are wrong, so that its lines are not reported too.
        let params = self.params(&mut sub.params);
        self.open = Some(sub);
        params
    }

    fn params(&mut self, params: &mut Vec<(String, Passed)>) -> Parsed<()> {
        self.expect('(')?;
        let mut last = Passed::Required;
        while !self.is(')') {
            let span = self.peek().span;
            let name = self.any_name("a parameter")?;
            let passed = if self.accept('?') {
                Passed::Optional
            } else if self.peek().kind == Kind::Dots {
                self.next();
                Passed::Rest
            } else {
                Passed::Required
            };
            if last == Passed::Rest || (last == Passed::Optional && passed == Passed::Required) {
                let what =
                    "required parameters come first, then optional ones, then one for the rest";
                return Err(Diagnostic::error(span, what));
            }
            last = passed;
            params.push((name, passed));
            if !self.accept(',') {
                break;
            }
        }
        self.expect(')')
    }

    fn file(&mut self) -> Parsed<()> {
        if self.peek().kind == Kind::Name("none".to_owned()) {
            self.module.files.get_or_insert_default();
            self.next();
            return Ok(());
        }
        let name = self.string()?;
        let text = if self.accept(',') {
            Some(self.string()?)
        } else {
            None
        };
        self.module.files.get_or_insert_default().push((name, text));
        Ok(())
    }

    fn position(&mut self) -> Parsed<At> {
        let token = self.peek();
        match &token.kind {
            Kind::Name(name) if name == "auto" => {
                self.next();
                Ok(At::Auto)
            }
            Kind::Name(name) if name == "off" => {
                self.next();
                Ok(At::Off)
            }
            Kind::Int(_) => {
                let line = self.number()?;
                self.expect(':')?;
                let column = self.number()?;
                Ok(At::Place(Position { line, column }))
            }
            _ => self.expected("LINE:COLUMN, `auto` or `off`", token),
        }
    }
}
