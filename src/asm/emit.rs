//! The module to a program: its tables first, then each subroutine by `body.rs`.
//!
//! `.constant 1` is constant 0; a `.sub` is the function of the number that its place among the others is, so that
//! it can be called before it is defined.
//!
//! Invariant: numbers are given in the order of the text, first the directives', then each name's first mention.

use std::collections::HashMap;

use super::body::{Body, Emitted, expected};
use super::lexer::{Kind, Part};
use super::parser::{ConstantLine, Module, Operand, OperandText, Passed, Sub};
use super::window::Window;
use crate::bytecode::{
    BuildError, Constant, FunctionBuilder, Member, Params, Position, Program, ProgramBuilder,
};
use crate::index::{ConstId, EnumId, FnId};
use crate::source::{Diagnostic, FileId, SourceMap, Span};

/// Assembles the module. `None` if there is no program at all.
pub(super) fn emit(
    sources: &SourceMap,
    file: FileId,
    module: &Module,
    errors: &mut Vec<Diagnostic>,
) -> Option<Program> {
    let mut emitter = Emitter {
        sources,
        program: ProgramBuilder::new(),
        functions: HashMap::new(),
        errors,
    };
    emitter.declare(&module.subs);
    emitter.tables(sources, file, module);
    for (n, sub) in module.subs.iter().enumerate() {
        emitter.sub(FnId(n as u32), sub);
    }
    let main = match &module.main {
        Some(main) => emitter.functions.get(&main.text).copied().or_else(|| {
            let what = format!("there is no subroutine `{}`", main.text);
            emitter.errors.push(Diagnostic::error(main.span, what));
            None
        }),
        None => emitter.functions.get("main").copied().or_else(|| {
            let start = sources.span(file, 0..0);
            emitter.errors.push(
                Diagnostic::error(start, "there is no subroutine `main`")
                    .help("add one, or name another with `.main`"),
            );
            None
        }),
    };
    if !emitter.errors.is_empty() {
        return None;
    }
    match emitter.program.finish(main?) {
        Ok(program) => Some(program),
        Err(error) => {
            let start = sources.span(file, 0..0);
            emitter
                .errors
                .push(Diagnostic::error(start, error.to_string()));
            None
        }
    }
}

/// The module as it is assembled.
pub(super) struct Emitter<'a> {
    sources: &'a SourceMap,
    pub program: ProgramBuilder,
    pub functions: HashMap<String, FnId>,
    pub errors: &'a mut Vec<Diagnostic>,
}

impl Emitter<'_> {
    fn tables(&mut self, sources: &SourceMap, file: FileId, module: &Module) {
        match &module.files {
            None => {
                let file = sources.file(file);
                self.program.file(file.name(), Some(file.text().into()));
            }
            Some(files) => {
                for (name, text) in files {
                    self.program
                        .file(name.clone(), text.as_deref().map(Into::into));
                }
            }
        }
        for (name, values, span) in &module.enums {
            if let Some(n) = (1..values.len()).find(|&n| values[..n].contains(&values[n])) {
                let what = format!("the enum has two values `{}`", values[n]);
                self.errors.push(Diagnostic::error(*span, what));
            }
            self.program.enumeration(name.clone(), values.clone());
        }
        for name in &module.globals {
            self.program.global(name);
        }
        for name in &module.symbols {
            self.program.symbol(name);
        }
        for name in &module.natives {
            self.program.builtin(name);
        }
        for constant in &module.constants {
            let made = match constant {
                ConstantLine::Value(value) => self.constant(value),
                ConstantLine::Module { name, members } => self.module(name, members),
            };
            if let Err(error) = made {
                self.errors.push(error);
            }
        }
    }

    fn module(&mut self, name: &str, lines: &[(String, Operand)]) -> Emitted<ConstId> {
        let mut members = Vec::new();
        for (name, value) in lines {
            members.push((name.clone(), self.member(value)?));
        }
        let name = name.to_owned();
        let module = Constant::Module(crate::bytecode::Module { name, members });
        Ok(self.program.constant(module))
    }

    fn member(&mut self, value: &Operand) -> Emitted<Member> {
        Ok(match &value.kind {
            OperandText::Plain(Kind::Global(name)) => Member::Global(self.program.global(name)),
            OperandText::Plain(Kind::Name(label)) => match self.functions.get(label) {
                Some(&function) => Member::Function(function),
                None => {
                    let what = format!("there is no subroutine `{label}`");
                    return Err(Diagnostic::error(value.span, what));
                }
            },
            OperandText::Group { callee, arguments }
                if *callee == Some(Kind::Name("native".to_owned())) =>
            {
                match arguments.as_slice() {
                    [
                        Operand {
                            kind: OperandText::Plain(Kind::Name(name) | Kind::Str(name)),
                            ..
                        },
                    ] => Member::Native(self.program.builtin(name)),
                    _ => return expected("the name of a native function", value),
                }
            }
            _ => Member::Constant(self.constant(value)?),
        })
    }

    fn declare(&mut self, subs: &[Sub]) {
        let mut places: HashMap<&str, Span> = HashMap::new();
        for sub in subs {
            let id = self.program.declare();
            let label = &sub.label;
            if let Some(&first) = places.get(label.text.as_str()) {
                let what = format!("there are two subroutines `{}`", label.text);
                let error = Diagnostic::error(label.span, what).note_at(first, "the other one");
                self.errors.push(error);
            } else {
                places.insert(&label.text, label.span);
                self.functions.insert(label.text.clone(), id);
            }
        }
    }

    fn sub(&mut self, id: FnId, sub: &Sub) {
        let (params, names) = match parameters(sub) {
            Ok(params) => params,
            Err(error) => {
                self.errors.push(error);
                return;
            }
        };
        let mut builder =
            FunctionBuilder::new(sub.name.as_ref().unwrap_or(&sub.label.text), params);
        builder.param_names(names);
        builder.captures(sub.captures);
        builder.capture_names(sub.captured.clone());
        builder.reserve_registers(sub.registers);
        builder.file(sub.file.unwrap_or(0));
        if sub.prelude {
            builder.prelude();
        }
        let registers = params.required as u32 + params.optional as u32 + params.rest as u32;
        let window = Window::of(sub, registers);
        if window.counts {
            builder.at(self.position(sub.label.span));
            builder.params(window.passed());
        }
        let failed = self.errors.len();
        let builder = Body::new(self, builder, window, registers).assemble(&sub.body);
        match builder.finish() {
            Ok(function) => self.program.define(id, function),
            // What a line's error left unbound was reported with that line.
            Err(BuildError::UnboundLabel) if self.errors.len() > failed => {}
            Err(error) => {
                let error = Diagnostic::error(sub.label.span, error.to_string());
                self.errors.push(error);
            }
        }
    }

    pub(super) fn position(&self, span: Span) -> Position {
        self.sources.position(span)
    }

    pub(super) fn constant(&mut self, operand: &Operand) -> Emitted<ConstId> {
        let kind = match &operand.kind {
            OperandText::Plain(kind) => kind,
            // `constant(3)`: by its number, as modules are named.
            OperandText::Group { callee, arguments }
                if *callee == Some(Kind::Name("constant".to_owned())) =>
            {
                return match arguments.as_slice() {
                    [
                        Operand {
                            kind: OperandText::Plain(Kind::Int(digits)),
                            ..
                        },
                    ] => match digits.parse().map(ConstId) {
                        Ok(id) if self.program.has_constant(id) => Ok(id),
                        _ => expected("the number of a constant", operand),
                    },
                    _ => expected("the number of a constant", operand),
                };
            }
            OperandText::Group { .. } => return expected("a constant", operand),
        };
        Ok(match kind {
            Kind::Int(digits) => match digits.parse() {
                Ok(n) => self.program.int(n),
                Err(_) => self.program.constant(Constant::BigInt(digits.clone())),
            },
            Kind::Float(x) => self.program.float(*x),
            Kind::Str(text) => self.program.string(text.clone()),
            Kind::Enum(of, value) => {
                let constant = self.enumeration(of, value.as_ref(), operand.span)?;
                self.program.constant(constant)
            }
            _ => return expected("a number, a string or an enum", operand),
        })
    }
}

impl Emitter<'_> {
    /// The enum that the text names, or the value of it.
    fn enumeration(&self, of: &Part, value: Option<&Part>, span: Span) -> Emitted<Constant> {
        let unknown = |what: String| Err(Diagnostic::error(span, what));
        let id = match of {
            Part::Number(n) => Some(EnumId(*n)),
            Part::Name(name) => {
                let named =
                    |id: &EnumId| self.program.find_enum(*id).is_some_and(|e| e.name == *name);
                (0..self.program.enums() as u32).map(EnumId).find(named)
            }
        };
        let Some((id, known)) = id.and_then(|id| Some((id, self.program.find_enum(id)?))) else {
            return unknown("there is no such enum".to_owned());
        };
        let place = match value {
            None => return Ok(Constant::Enum(id)),
            Some(Part::Number(n)) => Some(*n as usize),
            Some(Part::Name(name)) => known.variants.iter().position(|known| known == name),
        };
        match place.filter(|&place| place < known.variants.len()) {
            Some(place) => Ok(Constant::Variant(id, place as u32)),
            None => unknown(format!("the enum `{}` has no such value", known.name)),
        }
    }
}

/// What a subroutine takes, and its parameters' names.
fn parameters(sub: &Sub) -> Emitted<(Params, Vec<String>)> {
    if let Some((required, optional, rest)) = sub.nameless {
        if !sub.params.is_empty() || rest > 1 {
            let what = "`.params REQUIRED, OPTIONAL, 0 or 1` stands for names in parentheses";
            return Err(Diagnostic::error(sub.label.span, what));
        }
        return Ok((
            Params {
                required,
                optional,
                rest: rest == 1,
            },
            Vec::new(),
        ));
    }
    let count = |which| {
        sub.params
            .iter()
            .filter(|(_, passed)| *passed == which)
            .count()
    };
    if sub.params.len() > u16::MAX as usize {
        return Err(Diagnostic::error(sub.label.span, "has too many parameters"));
    }
    let params = Params {
        required: count(Passed::Required) as u16,
        optional: count(Passed::Optional) as u16,
        rest: count(Passed::Rest) > 0,
    };
    Ok((
        params,
        sub.params.iter().map(|(name, _)| name.clone()).collect(),
    ))
}
