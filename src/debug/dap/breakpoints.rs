//! Breakpoints as editors set them: all of a file at once, again with each change.
//!
//! Invariant: what a client set before for the same file, for functions or for instructions is gone.

use dapts::{
    Breakpoint, SetBreakpointsArguments, SetBreakpointsResponse, SetFunctionBreakpointsArguments,
    SetInstructionBreakpointsArguments,
};

use super::Adapter;
use super::looking::{site_of, source};
use super::requests::{Reply, body};
use crate::debug::places;
use crate::debug::session::Session;
use crate::debug::stops::{self, Condition, StopId};

/// What belongs to a breakpoint besides its place.
#[derive(Default)]
struct Wanted {
    condition: Option<String>,
    hits: Option<String>,
    log: Option<String>,
}

impl Adapter<'_> {
    pub(super) fn set_breakpoints(&mut self, wanted: SetBreakpointsArguments) -> Reply {
        let file = wanted
            .source
            .path
            .or(wanted.source.name)
            .unwrap_or_default();
        let rows = wanted.breakpoints.unwrap_or_default();
        self.replace(&file.clone(), rows, |session, row| {
            let more = Wanted {
                condition: row.condition,
                hits: row.hit_condition,
                log: row.log_message,
            };
            (session.break_at_line(&file, row.line), more)
        })
    }

    pub(super) fn set_function_breakpoints(
        &mut self,
        wanted: SetFunctionBreakpointsArguments,
    ) -> Reply {
        self.replace("function", wanted.breakpoints, |session, row| {
            let more = Wanted {
                condition: row.condition,
                hits: row.hit_condition,
                log: None,
            };
            (session.break_at_function(&row.name), more)
        })
    }

    pub(super) fn set_instruction_breakpoints(
        &mut self,
        wanted: SetInstructionBreakpointsArguments,
    ) -> Reply {
        self.replace("instruction", wanted.breakpoints, |session, row| {
            let more = Wanted {
                condition: row.condition,
                hits: row.hit_condition,
                log: None,
            };
            let site = site_of(
                &row.instruction_reference,
                i64::from(row.offset.unwrap_or(0)),
            );
            let set = site.and_then(|site| {
                session.break_at_address(&format!("{}@{}", site.function, site.pc))
            });
            (set, more)
        })
    }

    /// Deletes what was set under that name, and sets what is wanted now.
    fn replace<T>(
        &mut self,
        name: &str,
        rows: Vec<T>,
        set: impl Fn(&mut Session, T) -> (Result<stops::Breakpoint, String>, Wanted),
    ) -> Reply {
        let old = self.placed.remove(name).unwrap_or_default();
        let session = self.session()?;
        for id in old {
            // A temporary one may be gone.
            let _ = session.delete(id);
        }
        let mut ids: Vec<StopId> = Vec::new();
        let mut breakpoints = Vec::new();
        for row in rows {
            let (made, more) = set(session, row);
            breakpoints.push(match made.and_then(|made| configure(session, made, more)) {
                Ok(made) => {
                    ids.push(made.id);
                    shown(session, &made)
                }
                Err(what) => Breakpoint {
                    verified: false,
                    message: Some(what),
                    ..Breakpoint::default()
                },
            });
        }
        self.placed.insert(name.to_string(), ids);
        body(SetBreakpointsResponse { breakpoints })
    }
}

fn configure(
    session: &mut Session,
    made: stops::Breakpoint,
    more: Wanted,
) -> Result<stops::Breakpoint, String> {
    let ignore = match more.hits.as_deref().map(str::trim) {
        None | Some("") => 0,
        Some(text) => {
            let number = text.trim_start_matches(['>', '=', ' ']);
            let hits: Option<u64> = number.parse().ok();
            let beyond = text.starts_with('>') && !text.starts_with(">=");
            let Some(hits) = hits else {
                let _ = session.delete(made.id);
                return Err(format!("a hit condition is a number, not {text}"));
            };
            (hits + u64::from(beyond)).saturating_sub(1)
        }
    };
    session.change_breakpoint(made.id, |breakpoint| {
        breakpoint.ignore = ignore;
        breakpoint.log = more.log;
        if let Some(text) = more.condition.filter(|text| !text.trim().is_empty()) {
            breakpoint.condition = Condition::Expression(text);
        }
    })
}

fn shown(session: &Session, made: &stops::Breakpoint) -> Breakpoint {
    let first = made.sites.first().copied();
    let (file, position) = match first {
        Some(site) => places::position(session.program(), site),
        None => ("", Default::default()),
    };
    Breakpoint {
        id: Some(u64::from(made.id)),
        verified: true,
        line: made.line.map(|(_, line)| line).or(Some(position.line)),
        source: Some(source(file)),
        ..Breakpoint::default()
    }
}
