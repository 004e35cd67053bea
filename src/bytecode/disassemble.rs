//! The disassembler: a program as text that assembles to the same program.
//!
//! ```text
//! .sub sum(n)
//!   .registers 3
//!   .local i, r1, L1, L3
//!     .at 2:9
//!     int r1, 0
//!     jump L2
//!   L1:
//!     .at 3:5
//!     add_k r1, r1, 2.5
//!   L2:
//!     loop_lt r1, r0, L1
//!     ret r1
//!   L3:
//! .end
//! ```
//!
//! Registers are named by their place in the window. A name that is no word of the assembly language stands in
//! quotes, a NaN as its bits. The tables of constants and names are spelled out at the top only where the order of
//! their first use in the code would give another numbering.
//!
//! Invariant: `assemble(disassemble(p)) == p` for every program that [`super::verify`] accepts; for any other the
//! text shows what is there, and what is no instruction as a comment.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use super::code::{Instruction, instructions};
use super::op::OperandKind;
use super::program::{Constant, Function, Member, Module, Position, Program};
use crate::index::{ConstId, EnumId, FnId, Pc};
use crate::value::Kind;

/// The program as assembly text.
pub fn disassemble(program: &Program) -> String {
    let mut out = Text {
        program,
        labels: function_labels(program),
        out: String::new(),
    };
    out.header();
    for (n, function) in program.functions.iter().enumerate() {
        out.function(FnId(n as u32), function);
    }
    out.out
}

/// One function as assembly text, as the whole program's would show it.
pub fn disassemble_function(program: &Program, id: FnId) -> String {
    let mut out = Text {
        program,
        labels: function_labels(program),
        out: String::new(),
    };
    if let Some(function) = program.functions.get(id.index()) {
        out.function(id, function);
    }
    out.out
}

/// The instructions of a function one by one, without directives; the places that they jump to as `@9`.
pub fn listing(program: &Program, id: FnId) -> Vec<(Pc, String)> {
    let text = Text {
        program,
        labels: function_labels(program),
        out: String::new(),
    };
    let Some(function) = program.functions.get(id.index()) else {
        return Vec::new();
    };
    let code = instructions(&function.code);
    code.map(|at| (at.pc, text.instruction(&at, &Places::Offsets)))
        .collect()
}

struct Text<'a> {
    program: &'a Program,
    /// What each function is called in the text.
    labels: Vec<String>,
    out: String,
}

/// A word of the assembly language for each function: its name if that is one and no other has it.
fn function_labels(program: &Program) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for function in &program.functions {
        *counts.entry(&function.name).or_default() += 1;
    }
    let mut taken: HashSet<String> = counts
        .iter()
        .filter(|(_, n)| **n == 1)
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let label = |(n, function): (usize, &std::sync::Arc<Function>)| {
        let name = &function.name;
        if is_word(name) && counts[name.as_str()] == 1 {
            return name.clone();
        }
        let stem = if is_word(name) { name } else { "fn" };
        let mut label = format!("{stem}_{n}");
        while !taken.insert(label.clone()) {
            label.push('_');
        }
        label
    };
    program.functions.iter().enumerate().map(label).collect()
}

/// Whether the assembler reads the text as a name, and as nothing else.
fn is_word(text: &str) -> bool {
    let first = text.chars().next();
    let register = text
        .strip_prefix('r')
        .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    first.is_some_and(|c| !c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
        && !register
        && !matches!(text, "inf" | "none")
}

/// The text in quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0' => out.push_str("\\0"),
            // What a terminal would not show as it is, or show as something else.
            c if c.is_control()
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The name as it is if it is a word, else in quotes.
fn word(text: &str) -> String {
    if is_word(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A name after `#` or `@`, where any word stands for itself.
fn after_mark(mark: char, text: &str) -> String {
    let plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain {
        format!("{mark}{text}")
    } else {
        format!("{mark}{}", quoted(text))
    }
}

fn constant(program: &Program, constant: &Constant) -> String {
    match constant {
        Constant::Int(i) => i.to_string(),
        Constant::Float(x) if x.is_nan() => format!("0f{:016x}", x.to_bits()),
        Constant::Float(x) => format!("{x:?}"),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Str(text) => quoted(text),
        Constant::Enum(id) => enumeration(program, *id),
        Constant::Variant(id, place) => {
            let of = program.enums.get(id.index());
            let name = of.and_then(|e| e.variants.get(*place as usize));
            let name = name.map_or_else(|| place.to_string(), |name| enum_word(name));
            format!("{}.{name}", enumeration(program, *id))
        }
        // By its number: see `Text::constant`.
        Constant::Module(module) => quoted(&module.name),
    }
}

/// An enum after its mark: its name if no other has it, else its number.
fn enumeration(program: &Program, id: EnumId) -> String {
    let name = program.enums.get(id.index()).map(|e| e.name.as_str());
    match name.filter(|name| program.enums.iter().filter(|e| e.name == **name).count() == 1) {
        Some(name) => format!("%{}", enum_word(name)),
        None => format!("%{}", id.0),
    }
}

/// A name where a number stands for itself.
fn enum_word(text: &str) -> String {
    let plain = text.starts_with(|c: char| !c.is_ascii_digit())
        && text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if plain { text.to_owned() } else { quoted(text) }
}

/// The indices of one table in the order of their first use.
#[derive(Default)]
struct FirstUse {
    order: Vec<u32>,
    seen: HashSet<u32>,
}

impl FirstUse {
    fn note(&mut self, index: u32) {
        if self.seen.insert(index) {
            self.order.push(index);
        }
    }

    /// Whether reading the code gives each entry its number.
    fn numbers(&self, count: usize) -> bool {
        self.order.len() == count && self.order.iter().enumerate().all(|(n, &i)| n as u32 == i)
    }
}

impl Text<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.out, "{:indent$}{text}", "");
    }

    fn header(&mut self) {
        let program = self.program;
        if program.files.is_empty() {
            self.line(0, ".file none");
        }
        for file in &program.files {
            let text = file
                .text
                .as_ref()
                .map_or(String::new(), |t| format!(", {}", quoted(t)));
            self.line(0, &format!(".file {}{text}", quoted(&file.name)));
        }
        for e in &program.enums {
            let names: Vec<String> = std::iter::once(&e.name)
                .chain(&e.variants)
                .map(|name| word(name))
                .collect();
            self.line(0, &format!(".enum {}", names.join(", ")));
        }
        let uses = self.uses();
        let has_module = |c: &Constant| matches!(c, Constant::Module(_));
        let modules = program.constants.iter().any(has_module);
        if modules || !uses.constants.numbers(program.constants.len()) {
            for value in &program.constants {
                match value {
                    Constant::Module(module) => self.module(module),
                    value => self.line(0, &format!(".constant {}", constant(program, value))),
                }
            }
        }
        let tables = [
            (".global ", '@', &program.globals, uses.globals),
            (".symbol ", '#', &program.symbols, uses.symbols),
            (".native ", ' ', &program.builtins, uses.builtins),
        ];
        for (directive, mark, names, uses) in tables {
            if uses.numbers(names.len()) {
                continue;
            }
            for name in names {
                let name = if mark == ' ' {
                    word(name)
                } else {
                    after_mark(mark, name)
                };
                self.line(0, &format!("{directive}{name}"));
            }
        }
        let is_main = |label: &&String| label.as_str() == "main";
        let main = self.labels.get(program.main.index());
        if main.filter(is_main).is_none() {
            let main = main.map_or("; does not exist", String::as_str);
            let text = format!(".main {main}");
            self.line(0, &text);
        }
    }

    fn module(&mut self, module: &Module) {
        self.line(0, &format!(".module {}", quoted(&module.name)));
        let program = self.program;
        for (name, member) in &module.members {
            let known = |text: Option<String>| text.unwrap_or_else(|| "<nothing>".to_owned());
            let value = match *member {
                Member::Global(id) => {
                    known(program.globals.get(id.index()).map(|n| after_mark('@', n)))
                }
                Member::Function(id) => known(self.labels.get(id.index()).cloned()),
                Member::Native(id) => {
                    let name = known(program.builtins.get(id.index()).map(|n| word(n)));
                    format!("native({name})")
                }
                Member::Constant(id) => self.constant(id),
            };
            self.line(2, &format!(".member {}, {value}", word(name)));
        }
    }

    fn uses(&self) -> Uses {
        let mut uses = Uses::default();
        for constant in &self.program.constants {
            if let Constant::Module(module) = constant {
                for (_, member) in &module.members {
                    match *member {
                        Member::Global(id) => uses.globals.note(id.0),
                        Member::Native(id) => uses.builtins.note(u32::from(id.0)),
                        Member::Function(_) | Member::Constant(_) => {}
                    }
                }
            }
        }
        for function in &self.program.functions {
            for instruction in instructions(&function.code) {
                for (operand, bits) in instruction.operands() {
                    match operand.kind {
                        OperandKind::Near => uses.constants.note(bits / 16),
                        OperandKind::Const => uses.constants.note(bits),
                        OperandKind::Global => uses.globals.note(bits),
                        OperandKind::Sym => uses.symbols.note(bits),
                        OperandKind::Builtin => uses.builtins.note(bits),
                        _ => {}
                    }
                }
            }
        }
        uses
    }

    fn function(&mut self, id: FnId, function: &Function) {
        let label = self.labels[id.index()].clone();
        let params = function.params;
        let registers = params.required as usize + params.optional as usize + params.rest as usize;
        let named = function.param_names.len() == registers;
        let names = if named {
            self.params(function)
        } else {
            String::new()
        };
        self.line(0, "");
        self.line(0, &format!(".sub {label}({names})"));
        if !named {
            let (required, optional) = (params.required, params.optional);
            let rest = params.rest as u8;
            self.line(2, &format!(".params {required}, {optional}, {rest}"));
        }
        if label != function.name {
            self.line(2, &format!(".name {}", quoted(&function.name)));
        }
        if function.prelude {
            self.line(2, ".prelude");
        }
        if function.file != 0 {
            self.line(2, &format!(".source {}", function.file));
        }
        if function.captures != 0 {
            let names = function.capture_names.iter().map(|name| word(name));
            let parts: Vec<String> = std::iter::once(function.captures.to_string())
                .chain(names)
                .collect();
            self.line(2, &format!(".captures {}", parts.join(", ")));
        }
        self.line(2, &format!(".registers {}", function.registers));
        let places = Places::of(function);
        for local in &function.locals {
            let (start, end) = (places.name(local.start), places.name(local.end));
            let name = word(&local.name);
            self.line(
                2,
                &format!(".local {name}, {}, {start}, {end}", local.register),
            );
        }
        for handler in &function.handlers {
            let [start, end, target] =
                [handler.start, handler.end, handler.target].map(|pc| places.name(pc));
            self.line(2, &format!(".handler {start}, {end}, {target}"));
        }
        self.body(function, &places);
        self.line(0, ".end");
    }

    fn params(&self, function: &Function) -> String {
        let params = function.params;
        let required = params.required as usize;
        let optional = required + params.optional as usize;
        let names = function.param_names.iter().enumerate().map(|(n, name)| {
            let mark = match n {
                n if n < required => "",
                n if n < optional => "?",
                _ => "...",
            };
            format!("{}{mark}", word(name))
        });
        names.collect::<Vec<_>>().join(", ")
    }

    fn body(&mut self, function: &Function, places: &Places) {
        let mut lines = function.lines.iter().peekable();
        if lines.peek().is_none_or(|line| line.pc != Pc(0)) {
            self.line(4, ".at off");
        }
        let mut end = Pc(0);
        for instruction in instructions(&function.code) {
            end = instruction.end();
            if let Some(label) = places.get(instruction.pc) {
                self.line(2, &format!("{label}:"));
            }
            if let Some(line) = lines.next_if(|line| line.pc <= instruction.pc) {
                let Position { line, column } = line.position;
                self.line(4, &format!(".at {line}:{column}"));
            }
            let text = self.instruction(&instruction, places);
            self.line(4, &text);
        }
        for word in function
            .code
            .get(end.index()..)
            .unwrap_or(&[])
            .iter()
            .take(16)
        {
            self.line(4, &format!("; no instruction: {word:#018x}"));
        }
        if let Some(label) = places.get(Pc(function.code.len() as u32)) {
            self.line(2, &format!("{label}:"));
        }
    }

    fn instruction(&self, instruction: &Instruction, places: &Places) -> String {
        let mut text = instruction.info().name.to_owned();
        for (n, (operand, bits)) in instruction.operands().enumerate() {
            text.push_str(if n == 0 { " " } else { ", " });
            text.push_str(&self.operand(instruction, operand.kind, bits, places));
        }
        text
    }

    fn operand(&self, at: &Instruction, kind: OperandKind, bits: u32, places: &Places) -> String {
        let program = self.program;
        let index = bits as usize;
        let known = |text: Option<String>| text.unwrap_or_else(|| format!("<{kind:?} {bits}>"));
        match kind {
            OperandKind::Dst
            | OperandKind::Src
            | OperandKind::Mut
            | OperandKind::Pair
            | OperandKind::Window
            | OperandKind::Call
            | OperandKind::StaticCall
            | OperandKind::Iter
            | OperandKind::Free => format!("r{}", bits / 16),
            OperandKind::Count | OperandKind::Capture => bits.to_string(),
            OperandKind::Imm => (bits as u16 as i16).to_string(),
            OperandKind::Near => self.constant(ConstId(bits / 16)),
            OperandKind::Const => self.constant(ConstId(bits)),
            OperandKind::Label | OperandKind::FarLabel => {
                let pc = at.target().and_then(|pc| u32::try_from(pc).ok());
                pc.map_or_else(|| "<nowhere>".to_owned(), |pc| places.name(Pc(pc)))
            }
            OperandKind::Fn | OperandKind::NearFn => known(self.labels.get(index).cloned()),
            OperandKind::Global => known(program.globals.get(index).map(|n| after_mark('@', n))),
            OperandKind::Sym => known(program.symbols.get(index).map(|n| after_mark('#', n))),
            OperandKind::KindOf => {
                let kind = u16::try_from(bits).ok().and_then(Kind::from_number);
                known(kind.map(|kind| kind.name().to_owned()))
            }
            OperandKind::Builtin => known(program.builtins.get(index).map(|n| word(n))),
        }
    }

    fn constant(&self, id: ConstId) -> String {
        match self.program.constants.get(id.index()) {
            Some(Constant::Module(_)) => format!("constant({})", id.0),
            Some(value) => constant(self.program, value),
            None => format!("<{id}>"),
        }
    }
}

#[derive(Default)]
struct Uses {
    constants: FirstUse,
    globals: FirstUse,
    symbols: FirstUse,
    builtins: FirstUse,
}

/// What the places of a function's code are called.
enum Places {
    /// Those that need a label, in order: `L1`, `L2`, ...
    Labels(Vec<Pc>),
    /// `@9`
    Offsets,
}

impl Places {
    fn of(function: &Function) -> Places {
        let targets = instructions(&function.code).filter_map(|i| i.target());
        let mut sorted: Vec<Pc> = targets
            .filter_map(|pc| u32::try_from(pc).ok().map(Pc))
            .collect();
        for local in &function.locals {
            sorted.extend([local.start, local.end]);
        }
        for handler in &function.handlers {
            sorted.extend([handler.start, handler.end, handler.target]);
        }
        sorted.sort_unstable();
        sorted.dedup();
        Places::Labels(sorted)
    }

    fn get(&self, pc: Pc) -> Option<String> {
        match self {
            Places::Labels(sorted) => {
                let n = sorted.binary_search(&pc).ok()?;
                Some(format!("L{}", n + 1))
            }
            Places::Offsets => Some(format!("@{pc}")),
        }
    }

    fn name(&self, pc: Pc) -> String {
        self.get(pc).unwrap_or_else(|| "<nowhere>".to_owned())
    }
}
