//! What each request does, but for those about breakpoints and values.
//!
//! Invariant: a response goes out before what follows from the request.

use std::sync::Arc;

use dapts::event::Initialized;
use dapts::request as ask;
use dapts::{
    Capabilities, ContinueResponse, ExceptionBreakMode, ExceptionBreakpointsFilter,
    ExceptionInfoResponse, IRequest, Request, Response, Thread, ThreadsResponse,
};
use serde::Serialize;
use serde_json::Value;

use super::running::THREAD;
use super::{Adapter, wire};
use crate::builtins::Output;
use crate::config::{Config, OPTIONS};
use crate::debug::motion::Motion;
use crate::debug::news::Topic;
use crate::debug::session::{Reason, Session, Setup};
use crate::interp::Catching;

/// What a request comes to.
pub(super) type Reply = Result<Value, String>;

/// What follows from a request when its response is out.
enum Then {
    Nothing,
    /// The program is there: breakpoints can be set.
    Initialized,
    /// The program is at this stop.
    Stopped(Reason),
    /// The client goes.
    End,
}

/// A request's arguments.
pub(super) fn arguments<R: IRequest>(request: &Request) -> Result<R::Arguments, String> {
    let arguments = request.arguments.clone();
    serde_json::from_value(arguments).map_err(|e| format!("{}: {e}", R::COMMAND))
}

/// A response's body.
pub(super) fn body(body: impl Serialize) -> Reply {
    serde_json::to_value(body).map_err(|e| e.to_string())
}

fn nothing() -> Reply {
    Ok(Value::Null)
}

impl Adapter<'_> {
    /// Answers a request, and does what follows.
    pub(super) fn answer(&mut self, request: &Request) -> std::io::Result<()> {
        let mut then = Then::Nothing;
        let reply = self.reply(request, &mut then);
        let response = match reply {
            Ok(Value::Null) => Response {
                request_seq: request.seq,
                success: true,
                ..Response::default()
            },
            Ok(body) => Response::success(request.seq, body),
            Err(what) => Response::error(request.seq, Some(what), None),
        };
        self.seq += 1;
        wire::respond(&mut self.out, self.seq, &request.command, &response)?;
        match then {
            Then::Nothing => Ok(()),
            Then::Initialized => self.tell::<Initialized>(&None),
            Then::Stopped(reason) => self.stopped(&reason),
            Then::End => {
                self.ends = true;
                Ok(())
            }
        }
    }

    /// The session.
    pub(super) fn session(&mut self) -> Result<&mut Session, String> {
        self.session
            .as_mut()
            .ok_or_else(|| "there is no program yet".to_string())
    }

    /// The session, if its program is stopped.
    pub(super) fn stopped_session(&mut self) -> Result<&mut Session, String> {
        let session = self.session()?;
        match session.is_moving() {
            true => Err("the program is running".into()),
            false => Ok(session),
        }
    }

    fn reply(&mut self, request: &Request, then: &mut Then) -> Reply {
        match request.command.as_str() {
            ask::Initialize::COMMAND => body(capabilities()),
            ask::Launch::COMMAND => {
                self.launch(&request.arguments)?;
                *then = Then::Initialized;
                nothing()
            }
            ask::ConfigurationDone::COMMAND => self.configured(then),
            ask::Threads::COMMAND => body(ThreadsResponse {
                threads: vec![Thread {
                    id: THREAD,
                    name: "main".into(),
                }],
            }),
            ask::SetBreakpoints::COMMAND => {
                self.set_breakpoints(arguments::<ask::SetBreakpoints>(request)?)
            }
            ask::SetFunctionBreakpoints::COMMAND => {
                self.set_function_breakpoints(arguments::<ask::SetFunctionBreakpoints>(request)?)
            }
            ask::SetInstructionBreakpoints::COMMAND => {
                let wanted = arguments::<ask::SetInstructionBreakpoints>(request)?;
                self.set_instruction_breakpoints(wanted)
            }
            ask::SetExceptionBreakpoints::COMMAND => {
                let filters = arguments::<ask::SetExceptionBreakpoints>(request)?.filters;
                let has = |name: &str| filters.iter().any(|filter| filter == name);
                let catching = match (has("throw"), has("uncaught")) {
                    (true, _) => Catching::All,
                    (false, true) => Catching::Uncaught,
                    (false, false) => Catching::Nothing,
                };
                self.session()?.catch_throws(catching);
                nothing()
            }
            ask::Continue::COMMAND => {
                self.move_by(Motion::Continue)?;
                body(ContinueResponse {
                    all_threads_continued: Some(true),
                })
            }
            ask::Next::COMMAND => self.steps(Motion::Next, &request.arguments),
            ask::StepIn::COMMAND => self.steps(Motion::Step, &request.arguments),
            ask::StepOut::COMMAND => self.steps(Motion::Finish(0), &request.arguments),
            ask::Pause::COMMAND => {
                self.pauses = true;
                nothing()
            }
            ask::StackTrace::COMMAND => self.stack_trace(arguments::<ask::StackTrace>(request)?),
            ask::Scopes::COMMAND => self.scopes(arguments::<ask::Scopes>(request)?),
            ask::Variables::COMMAND => self.variables(arguments::<ask::Variables>(request)?),
            ask::Evaluate::COMMAND => self.evaluate(arguments::<ask::Evaluate>(request)?),
            ask::SetVariable::COMMAND => self.set_variable(arguments::<ask::SetVariable>(request)?),
            ask::SetExpression::COMMAND => {
                self.set_expression(arguments::<ask::SetExpression>(request)?)
            }
            ask::Disassemble::COMMAND => self.disassemble(&request.arguments),
            ask::Source::COMMAND => self.source(&request.arguments),
            ask::ExceptionInfo::COMMAND => self.exception(),
            ask::Restart::COMMAND => {
                self.forget_references();
                self.session()?.restart()?;
                *then = self.begin();
                nothing()
            }
            ask::Terminate::COMMAND => {
                self.forget_references();
                self.session()?.kill();
                *then = Then::Stopped(Reason::Killed);
                nothing()
            }
            ask::Disconnect::COMMAND => {
                if let Some(session) = &mut self.session {
                    session.kill();
                }
                *then = Then::End;
                nothing()
            }
            other => Err(format!("{other} is nothing that hivm does")),
        }
    }

    fn steps(&mut self, motion: Motion, arguments: &Value) -> Reply {
        let instruction = arguments["granularity"].as_str() == Some("instruction");
        self.move_by(match (instruction, motion) {
            (true, Motion::Next | Motion::Step) => Motion::Instruction,
            _ => motion,
        })?;
        nothing()
    }

    /// Loads the program: `program`, `args`, `stopOnEntry`, and options of the machine by their names.
    fn launch(&mut self, arguments: &Value) -> Result<(), String> {
        let file = arguments["program"].as_str();
        let file = file.ok_or("launch: `program` names the file")?;
        let mut config = self.config.clone();
        if let Some(args) = arguments["args"].as_array() {
            let text = |arg: &Value| arg.as_str().map_or(arg.to_string(), str::to_string);
            config.args = args.iter().map(text).collect();
        }
        for row in OPTIONS {
            set_option(&mut config, row.name, &arguments[row.name])?;
        }
        let program = (self.load)(file, &config)?;
        let (printed, running) = (self.printed.clone(), self.running.clone());
        let setup = Setup {
            program,
            config,
            output: Box::new(move || Output::captured(Arc::clone(&printed))),
            started: Box::new(move |vm| {
                // What stands on standard input may be the protocol.
                vm.machine_mut().host.input = Box::new(std::io::empty());
                let attention = vm.attention();
                *running.attention.lock().unwrap_or_else(|e| e.into_inner()) = Some(attention);
            }),
        };
        let mut session = Session::new(setup)?;
        session.listen(Topic::Log);
        self.session = Some(session);
        self.stops_at_entry = arguments["stopOnEntry"].as_bool().unwrap_or(false);
        Ok(())
    }

    fn configured(&mut self, then: &mut Then) -> Reply {
        self.session()?;
        if !std::mem::replace(&mut self.configured, true) {
            *then = self.begin();
        }
        nothing()
    }

    /// The program is at its start: it stops there, or goes on.
    fn begin(&mut self) -> Then {
        if self.stops_at_entry {
            return Then::Stopped(Reason::Start);
        }
        match self.move_by(Motion::Continue) {
            Ok(()) => Then::Nothing,
            Err(_) => Then::Stopped(Reason::Start),
        }
    }

    fn exception(&mut self) -> Reply {
        let session = self.stopped_session()?;
        let Reason::Throw(value) = *session.reason() else {
            return Err("nothing is thrown".into());
        };
        let caught = session.vm().machine().is_caught();
        body(ExceptionInfoResponse {
            break_mode: match caught {
                true => ExceptionBreakMode::Always,
                false => ExceptionBreakMode::Unhandled,
            },
            description: Some(session.brief(value)),
            details: None,
            exception_id: value.kind_name().to_string(),
        })
    }
}

fn set_option(config: &mut Config, name: &str, value: &Value) -> Result<(), String> {
    let text = match value {
        Value::Null => return Ok(()),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let row = OPTIONS.iter().find(|row| row.name == name);
    let set = row.map(|row| (row.set)(config, &text));
    let set = set.unwrap_or(Ok(()));
    set.map_err(|expected| format!("launch: `{name}`: {expected}"))
}

fn capabilities() -> Capabilities {
    let filter = |name: &str, label: &str| ExceptionBreakpointsFilter {
        condition_description: None,
        default: Some(name == "uncaught"),
        description: None,
        filter: name.into(),
        label: label.into(),
        supports_condition: None,
    };
    Capabilities {
        exception_breakpoint_filters: Some(vec![
            filter("throw", "Everything that is thrown"),
            filter("uncaught", "What nobody catches"),
        ]),
        supports_configuration_done_request: Some(true),
        supports_conditional_breakpoints: Some(true),
        supports_hit_conditional_breakpoints: Some(true),
        supports_function_breakpoints: Some(true),
        supports_instruction_breakpoints: Some(true),
        supports_log_points: Some(true),
        supports_evaluate_for_hovers: Some(true),
        supports_set_variable: Some(true),
        supports_set_expression: Some(true),
        supports_disassemble_request: Some(true),
        supports_stepping_granularity: Some(true),
        supports_exception_info_request: Some(true),
        supports_restart_request: Some(true),
        supports_terminate_request: Some(true),
        ..Capabilities::default()
    }
}
