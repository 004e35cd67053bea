//! Frames, scopes, variables, expressions and instructions for editors.
//!
//! ```text
//! stack trace --> scopes of frame 0: Locals (1), Globals (2), Registers (3) --> variables of 1: xs (4), n --> elements of 4
//! ```
//!
//! A number stands for something that has parts; all are void when the program goes on. An instruction's address is a number:
//! the function's above, the offset in the low 32 bits.
//!
//! Invariant: a value that a number stands for is alive.

use std::path::Path;

use dapts::{
    DisassembleResponse, DisassembledInstruction, EvaluateArguments, EvaluateResponse, Scope,
    ScopesArguments, ScopesResponse, SetExpressionArguments, SetExpressionResponse,
    SetVariableArguments, SetVariableResponse, Source, StackFrame, StackTraceArguments,
    StackTraceResponse, Variable, VariablesArguments, VariablesResponse,
};
use serde_json::{Value, json};

use super::Adapter;
use super::requests::{Reply, body};
use crate::debug::places;
use crate::debug::scope::{self, Frame};
use crate::debug::session::Session;
use crate::debug::values::{Part, content, count, parts};
use crate::index::{FnId, Pc, Reg};
use crate::interp::CallSite;
use crate::runtime::collection;
use crate::value::Value as Own;

/// What numbers stand for.
#[derive(Default)]
pub(super) struct References(Vec<Shown>);

#[derive(Clone, Copy)]
enum Shown {
    Locals(usize),
    Globals,
    Registers(usize),
    /// A value that is held.
    Value((u64, usize)),
}

/// The most elements that are sent if a client does not say how many it wants.
const MOST: usize = 1000;

/// A file for editors, which want its whole path.
pub(super) fn source(name: &str) -> Source {
    let path = std::path::absolute(name).unwrap_or_else(|_| name.into());
    let short = Path::new(name).file_name();
    Source {
        name: short.map(|name| name.to_string_lossy().into_owned()),
        path: Some(path.to_string_lossy().into_owned()),
        ..Source::default()
    }
}

fn address(site: CallSite) -> String {
    format!(
        "{:#x}",
        (u64::from(site.function.0) << 32) | u64::from(site.pc.0)
    )
}

/// The instruction of an address and a distance from it.
pub(super) fn site_of(text: &str, offset: i64) -> Result<CallSite, String> {
    let digits = text.strip_prefix("0x");
    let number = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
    let number = number.ok_or_else(|| format!("{text} is no address"))?;
    let number = number.wrapping_add_signed(offset);
    Ok(CallSite {
        function: FnId((number >> 32) as u32),
        pc: Pc(number as u32),
    })
}

impl Adapter<'_> {
    /// All numbers are void.
    pub(super) fn forget_references(&mut self) {
        let all = std::mem::take(&mut self.references.0);
        if let Some(session) = &mut self.session {
            for shown in all {
                if let Shown::Value(handle) = shown {
                    session.release(handle);
                }
            }
        }
    }

    fn refer(&mut self, shown: Shown) -> u32 {
        self.references.0.push(shown);
        self.references.0.len() as u32
    }

    fn shown(&self, reference: u32) -> Result<Shown, String> {
        let at = (reference as usize).checked_sub(1);
        let shown = at.and_then(|at| self.references.0.get(at));
        shown.copied().ok_or_else(|| "that is over".to_string())
    }

    pub(super) fn stack_trace(&mut self, wanted: StackTraceArguments) -> Reply {
        let session = self.stopped_session()?;
        let program = session.vm().program();
        let frames = session.frames();
        let from = wanted.start_frame.unwrap_or(0) as usize;
        let levels = wanted.levels.filter(|n| *n > 0).unwrap_or(u64::MAX);
        let shown = frames.iter().skip(from).take(levels as usize).map(|frame| {
            let (file, position) = places::position(program, frame.site);
            StackFrame {
                can_restart: None,
                column: position.column,
                end_column: None,
                end_line: None,
                id: frame.number as u64,
                instruction_pointer_reference: Some(address(frame.site)),
                line: position.line,
                module_id: None,
                name: places::name(program, frame.site.function).to_string(),
                presentation_hint: None,
                source: Some(source(file)),
            }
        });
        body(StackTraceResponse {
            stack_frames: shown.collect(),
            total_frames: Some(frames.len() as u64),
        })
    }

    pub(super) fn scopes(&mut self, wanted: ScopesArguments) -> Reply {
        self.stopped_session()?;
        let frame = wanted.frame_id as usize;
        let mut scope = |name: &str, shown: Shown, expensive: bool| Scope {
            column: None,
            end_column: None,
            end_line: None,
            expensive,
            indexed_variables: None,
            line: None,
            name: name.to_string(),
            named_variables: None,
            presentation_hint: None,
            source: None,
            variables_reference: self.refer(shown),
        };
        body(ScopesResponse {
            scopes: vec![
                scope("Locals", Shown::Locals(frame), false),
                scope("Globals", Shown::Globals, false),
                scope("Registers", Shown::Registers(frame), true),
            ],
        })
    }

    pub(super) fn variables(&mut self, wanted: VariablesArguments) -> Reply {
        let shown = self.shown(wanted.variables_reference)?;
        let session = self.stopped_session()?;
        let named = |session: &Session, all: Vec<scope::Variable>| {
            let row = |v: scope::Variable| (v.name, session.value_at(v.home));
            all.into_iter().map(row).collect()
        };
        let mut lost: Vec<String> = Vec::new();
        let rows: Vec<(String, Own)> = match shown {
            Shown::Locals(n) => {
                let frame = frame(session, n)?;
                let locals = session.locals(frame);
                let without = locals.iter().filter(|v| session.is_lost(v.home));
                lost = without.map(|v| v.name.clone()).collect();
                named(session, locals)
            }
            Shown::Globals => named(session, session.globals()),
            Shown::Registers(n) => {
                let frame = frame(session, n)?;
                let registers = session.registers(frame).into_iter().enumerate();
                registers
                    .map(|(n, value)| (format!("r{n}"), value))
                    .collect()
            }
            Shown::Value(handle) => {
                let value = session.held(handle)?;
                let start = wanted.start.unwrap_or(0) as usize;
                let most = wanted.count.filter(|n| *n > 0).map_or(MOST, |n| n as usize);
                let all = parts(&session.vm().machine().host, value, start, most);
                let row = |(part, value)| (part_name(session, &part), value);
                all.into_iter().map(row).collect()
            }
        };
        let variables = rows.into_iter().map(|(name, value)| {
            let mut variable = self.variable(name, value);
            if lost.contains(&variable.name) {
                variable.value = scope::LOST.into();
            }
            variable
        });
        body(VariablesResponse {
            variables: variables.collect(),
        })
    }

    /// A value's text and kind, and a number if it has parts.
    fn described(&mut self, value: Own) -> (String, String, u32, usize) {
        let value = content(value);
        let Some(session) = &mut self.session else {
            return Default::default();
        };
        let text = session.brief(value);
        let all = count(&session.vm().machine().host, value);
        let reference = match all {
            0 => 0,
            _ => {
                let handle = session.hold(value);
                self.refer(Shown::Value(handle))
            }
        };
        (text, value.kind_name().to_string(), reference, all)
    }

    fn variable(&mut self, name: String, value: Own) -> Variable {
        let (text, kind, reference, all) = self.described(value);
        Variable {
            declaration_location_reference: None,
            evaluate_name: Some(name.clone()),
            indexed_variables: value.as_array().map(|_| all as u32),
            memory_reference: None,
            name,
            named_variables: None,
            presentation_hint: None,
            ty: Some(kind),
            value: text,
            value_location_reference: None,
            variables_reference: reference,
        }
    }

    fn value_of(&mut self, text: &str, number: Option<u64>) -> Result<Own, String> {
        let session = self.stopped_session()?;
        let frame = match number {
            Some(n) => Some(frame(session, n as usize)?),
            None => session.frame().ok(),
        };
        session.evaluate(frame, text, None)
    }

    pub(super) fn evaluate(&mut self, wanted: EvaluateArguments) -> Reply {
        let value = self.value_of(&wanted.expression, wanted.frame_id)?;
        let (result, kind, reference, _) = self.described(value);
        body(EvaluateResponse {
            result,
            ty: Some(kind),
            variables_reference: reference,
            ..EvaluateResponse::default()
        })
    }

    pub(super) fn set_variable(&mut self, wanted: SetVariableArguments) -> Reply {
        let shown = self.shown(wanted.variables_reference)?;
        let number = match shown {
            Shown::Locals(n) | Shown::Registers(n) => Some(n as u64),
            Shown::Globals | Shown::Value(_) => None,
        };
        let value = self.value_of(&wanted.value, number)?;
        let session = self.stopped_session()?;
        match shown {
            Shown::Locals(n) => {
                let frame = frame(session, n)?;
                session.assign(Some(frame), &wanted.name, value)?;
            }
            Shown::Globals => session.assign(None, &wanted.name, value)?,
            Shown::Registers(n) => {
                let frame = frame(session, n)?;
                let register = wanted.name.trim_start_matches('r').parse();
                let register = register.map_err(|_| format!("{} is no register", wanted.name))?;
                session.set_register(frame, Reg(register), value)?;
            }
            Shown::Value(handle) => {
                let object = session.held(handle)?;
                set_part(session, object, &wanted.name, value)?;
            }
        }
        let (text, kind, reference, _) = self.described(value);
        body(SetVariableResponse {
            value: text,
            ty: Some(kind),
            variables_reference: Some(reference),
            ..SetVariableResponse::default()
        })
    }

    pub(super) fn set_expression(&mut self, wanted: SetExpressionArguments) -> Reply {
        let value = self.value_of(&wanted.value, wanted.frame_id)?;
        let session = self.stopped_session()?;
        let frame = match wanted.frame_id {
            Some(n) => Some(frame(session, n as usize)?),
            None => session.frame().ok(),
        };
        session.assign(frame, &wanted.expression, value)?;
        let (text, kind, reference, _) = self.described(value);
        body(SetExpressionResponse {
            value: text,
            ty: Some(kind),
            variables_reference: Some(reference),
            ..SetExpressionResponse::default()
        })
    }

    /// So many instructions from an address on. Distances may be negative, which the types of the protocol do not know.
    pub(super) fn disassemble(&mut self, arguments: &Value) -> Reply {
        let reference = arguments["memoryReference"].as_str().unwrap_or_default();
        let number = |name: &str| arguments[name].as_i64().unwrap_or(0);
        let from = site_of(reference, number("offset"))?;
        let wanted = usize::try_from(number("instructionCount"))
            .unwrap_or(0)
            .min(10_000);
        let session = self.session()?;
        let program = session.program();
        let mut all = Vec::new();
        let mut at = 0;
        for (id, function) in places::functions(program) {
            for listed in session.listing(id) {
                let site = CallSite {
                    function: id,
                    pc: Pc(listed.pc),
                };
                if site <= from {
                    at = all.len() as i64;
                }
                let file = program.files.get(function.file as usize);
                all.push(DisassembledInstruction {
                    address: address(site),
                    column: None,
                    end_column: None,
                    end_line: None,
                    instruction: listed.text,
                    instruction_bytes: None,
                    line: Some(listed.line).filter(|line| *line > 0),
                    location: file.map(|file| source(&file.name)),
                    presentation_hint: None,
                    symbol: Some(places::name(program, id).to_string()),
                });
            }
        }
        let first = at + number("instructionOffset");
        let row = |n: i64| {
            let known = usize::try_from(n).ok().and_then(|n| all.get(n)).cloned();
            known.unwrap_or_else(|| DisassembledInstruction {
                address: "0x0".into(),
                column: None,
                end_column: None,
                end_line: None,
                instruction: "nothing".into(),
                instruction_bytes: None,
                line: None,
                location: None,
                presentation_hint: None,
                symbol: None,
            })
        };
        body(DisassembleResponse {
            instructions: (first..first + wanted as i64).map(row).collect(),
        })
    }

    /// The text of a file that the client does not have.
    pub(super) fn source(&mut self, arguments: &Value) -> Reply {
        let path = arguments["source"]["path"].as_str().unwrap_or_default();
        let program = self.session()?.program();
        let file = places::file(program, path)?;
        let text = program
            .files
            .get(file as usize)
            .and_then(|f| f.text.clone());
        let text = text.ok_or("the program does not have its source")?;
        Ok(json!({ "content": &*text }))
    }
}

fn frame(session: &Session, number: usize) -> Result<Frame, String> {
    let frame = session.frames().get(number).copied();
    frame.ok_or_else(|| format!("there is no frame {number}"))
}

fn part_name(session: &Session, part: &Part) -> String {
    match part {
        Part::Index(n) => n.to_string(),
        Part::Key(key) => session.brief(*key),
        Part::Name(name) => name.clone(),
    }
}

/// Sets a part of a value by the name under which it was shown.
fn set_part(session: &mut Session, object: Own, name: &str, value: Own) -> Result<(), String> {
    let all = parts(&session.vm().machine().host, object, 0, usize::MAX);
    let mut shown = all.into_iter().map(|(part, _)| part);
    let part = shown.find(|part| part_name(session, part) == name);
    let part = part.ok_or_else(|| format!("there is no {name}"))?;
    let symbols = &session.vm().program().symbols;
    let symbol = symbols.iter().position(|known| known == name);
    let machine = session.machine_mut();
    let set = match (part, symbol) {
        (Part::Index(n), _) => {
            collection::set(&mut machine.host.heap, object, Own::int(n as i64), value)
        }
        (Part::Key(key), _) => collection::set(&mut machine.host.heap, object, key, value),
        (Part::Name(_), Some(symbol)) => {
            let symbol = crate::index::SymbolId(symbol as u32);
            machine.set_field_of(object, symbol, value)
        }
        (Part::Name(_), None) => return Err(format!("{name} cannot be set")),
    };
    set.map_err(|fault| fault.to_string())
}
