//! The breakpoints at the place where the program is paused: which of them stop it.
//!
//! ```text
//! paused in front of an instruction --> condition? --> counted --> ignored? --> log point? --> stop
//! ```
//!
//! If none stops, the motion goes on, unless the place is where it was going to. Invariant: a breakpoint is considered once each time
//! that the program comes to it.

use std::collections::VecDeque;

use super::news::Topic;
use super::session::{Reason, Session};
use super::stops::{Condition, StopId};
use crate::value::Value;

/// The breakpoints at a place.
#[derive(Default)]
pub(super) struct Considering {
    /// Those that were not considered yet.
    ids: VecDeque<StopId>,
    /// Those that stop.
    stopping: Vec<StopId>,
    /// The stop that it is without them.
    arrived: Option<Reason>,
}

/// What considering the breakpoints at a place comes to.
pub(super) enum Considered {
    Ask(StopId),
    Stop(Reason),
    Nothing,
}

impl Session {
    /// Lets the program go on from a breakpoint that has been considered.
    pub(super) fn pass(&mut self) {
        let machine = self.vm.machine();
        let covered = machine.here().is_some_and(|site| machine.has_break(site));
        // What is thrown there is not executed again.
        if machine.thrown().is_none() && (covered || machine.is_at_break_call()) {
            self.vm.machine_mut().pass_break();
        }
    }

    /// The breakpoints here are to be considered, at a place that the motion may have been going to.
    pub(super) fn consider_here(&mut self, arrived: Option<Reason>) {
        let here = self.vm.machine().here();
        self.considering = Some(Considering {
            ids: here.map_or(VecDeque::new(), |site| self.stops.at(site).into()),
            stopping: Vec::new(),
            arrived,
        });
    }

    pub(super) fn consider(&mut self) -> Considered {
        loop {
            let Some(considering) = &mut self.considering else {
                return Considered::Nothing;
            };
            let Some(id) = considering.ids.front().copied() else {
                let Considering {
                    stopping, arrived, ..
                } = std::mem::take(considering);
                self.considering = None;
                if !stopping.is_empty() {
                    return Considered::Stop(Reason::Breakpoint(stopping));
                }
                if let Some(reason) = arrived {
                    return Considered::Stop(reason);
                }
                self.pass();
                return Considered::Nothing;
            };
            let condition = self.stops.get(id).map(|b| b.condition.clone());
            let holds = match condition {
                // It was deleted meanwhile.
                None => Ok(false),
                Some(Condition::Always) => Ok(true),
                Some(Condition::Outside) => return Considered::Ask(id),
                Some(Condition::Expression(text)) => {
                    let frame = self.frames().first().copied();
                    let value = self.evaluate(frame, &text, None);
                    value.map(Value::is_truthy)
                }
            };
            match holds {
                Ok(holds) => self.answer(holds),
                Err(what) => return Considered::Stop(Reason::Failed(id, what)),
            }
        }
    }

    /// Whether the condition of the breakpoint that was asked about holds.
    pub fn answer(&mut self, holds: bool) {
        let id = self.considering.as_mut().and_then(|c| c.ids.pop_front());
        let Some(breakpoint) = id.and_then(|id| self.stops.get(id)) else {
            return;
        };
        if !holds {
            return;
        }
        breakpoint.hits += 1;
        if breakpoint.ignore > 0 {
            breakpoint.ignore -= 1;
            return;
        }
        let id = breakpoint.id;
        match breakpoint.log.clone() {
            Some(text) => {
                let said = self.log_text(&text);
                self.tell(Topic::Log, vec![("breakpoint", i64::from(id))], said);
            }
            None => {
                if let Some(considering) = &mut self.considering {
                    considering.stopping.push(id);
                }
            }
        }
    }

    /// The condition that was asked about went wrong.
    pub fn fail(&mut self, what: String) -> Reason {
        let considering = self.considering.as_mut();
        let id = considering.and_then(|c| c.ids.pop_front()).unwrap_or(0);
        let reason = Reason::Failed(id, what);
        self.stopped(reason.clone());
        reason
    }

    /// A log point's text: what stands in braces is evaluated.
    fn log_text(&mut self, text: &str) -> String {
        let frame = self.frames().first().copied();
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((expression, behind)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                break;
            };
            match self.evaluate(frame, expression, None) {
                Ok(value) => match value.as_str() {
                    Some(text) => out.push_str(text.as_str()),
                    None => out.push_str(&self.brief(value)),
                },
                Err(what) => out.push_str(&format!("<{what}>")),
            }
            rest = behind;
        }
        out + rest
    }
}
