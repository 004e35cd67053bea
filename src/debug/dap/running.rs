//! The adapter's loop: requests while the program is stopped, and while it runs.
//!
//! Invariant: a client hears that the program is stopped after everything that it printed before.

use std::sync::atomic::Ordering;

use dapts::event::{Exited, Output, Stopped, Terminated};
use dapts::{
    ExitedEvent, IEvent, OutputEvent, OutputEventCategory, StoppedEvent, StoppedEventReason,
    TerminatedEvent,
};

use super::{Adapter, wire};
use crate::debug::motion::Motion;
use crate::debug::news::Topic;
use crate::debug::session::{Advance, End, Reason};

/// The only thread.
pub(super) const THREAD: u64 = 1;

impl Adapter<'_> {
    /// Serves requests until the client goes.
    pub(super) fn run(&mut self) -> std::io::Result<()> {
        while !self.ends {
            let Ok(request) = self.requests.recv() else {
                return Ok(());
            };
            self.answer(&request)?;
            if self.is_moving() {
                self.advance()?;
            }
        }
        Ok(())
    }

    fn is_moving(&self) -> bool {
        self.session.as_ref().is_some_and(|s| s.is_moving())
    }

    /// Begins to move; the program runs when the request is answered.
    pub(super) fn move_by(&mut self, motion: Motion) -> Result<(), String> {
        self.forget_references();
        self.session()?.move_by(motion)
    }

    /// Lets the program run until it stops.
    fn advance(&mut self) -> std::io::Result<()> {
        self.pauses = false;
        loop {
            let Some(session) = &mut self.session else {
                return Ok(());
            };
            self.running.flag.store(true, Ordering::Release);
            let advance = session.advance();
            self.running.flag.store(false, Ordering::Release);
            self.send_output()?;
            match advance {
                Advance::Stopped(reason) => return self.stopped(&reason),
                // No condition of a client is but an expression.
                Advance::Ask(_) => session_answers(self),
                Advance::News => self.send_news()?,
                Advance::Interrupted => {
                    while let Ok(request) = self.requests.try_recv() {
                        self.answer(&request)?;
                    }
                    if self.ends || self.session.is_none() {
                        return Ok(());
                    }
                    if !self.is_moving() {
                        // Killed, or begun anew, by a request.
                        return Ok(());
                    }
                    if std::mem::take(&mut self.pauses)
                        && let Some(session) = &mut self.session
                    {
                        session.halt();
                        return self.stopped(&Reason::Interrupt);
                    }
                }
            }
        }
    }

    /// Tells the client why the program is stopped, or that it has ended.
    pub(super) fn stopped(&mut self, reason: &Reason) -> std::io::Result<()> {
        let mut event = StoppedEvent {
            all_threads_stopped: Some(true),
            thread_id: Some(THREAD),
            ..StoppedEvent::default()
        };
        let brief = |adapter: &Adapter<'_>, value| {
            let session = adapter.session.as_ref();
            session.map(|session| session.brief(value))
        };
        event.reason = match reason {
            Reason::Start => StoppedEventReason::Entry,
            Reason::Breakpoint(ids) => {
                event.hit_breakpoint_ids = Some(ids.iter().map(|id| u64::from(*id)).collect());
                StoppedEventReason::Breakpoint
            }
            Reason::Failed(id, what) => {
                event.hit_breakpoint_ids = Some(vec![u64::from(*id)]);
                event.text = Some(format!("the condition failed: {what}"));
                StoppedEventReason::Breakpoint
            }
            Reason::Call => StoppedEventReason::Breakpoint,
            Reason::Throw(value) => {
                event.text = brief(self, *value);
                StoppedEventReason::Exception
            }
            Reason::Watch(change) => {
                event.hit_breakpoint_ids = Some(vec![u64::from(change.id)]);
                StoppedEventReason::DataBreakpoint
            }
            Reason::Interrupt => StoppedEventReason::Pause,
            Reason::Step | Reason::Finished(_) => StoppedEventReason::Step,
            Reason::Killed => return self.terminated(),
            Reason::Ended(end) => {
                self.send_end(end)?;
                return self.terminated();
            }
        };
        self.tell::<Stopped>(&event)
    }

    fn send_end(&mut self, end: &End) -> std::io::Result<()> {
        let status = match end {
            End::Done(_) => 0,
            End::Exit(status) => u64::try_from(*status).unwrap_or(1),
            End::Uncaught(uncaught) => {
                let mut text = format!("error: {}\n", uncaught.message);
                for frame in &uncaught.stack {
                    text += &format!("  {} at line {}\n", frame.function, frame.position.line);
                }
                self.send_text(OutputEventCategory::Stderr, text)?;
                1
            }
        };
        self.tell::<Exited>(&ExitedEvent { exit_code: status })
    }

    pub(super) fn terminated(&mut self) -> std::io::Result<()> {
        self.tell::<Terminated>(&TerminatedEvent { restart: None })
    }

    fn send_news(&mut self) -> std::io::Result<()> {
        while let Some(news) = self.session.as_mut().and_then(|s| s.take_news()) {
            if news.topic == Topic::Log {
                self.send_text(OutputEventCategory::Console, news.text + "\n")?;
            }
        }
        Ok(())
    }

    /// Sends what the program has printed since.
    pub(super) fn send_output(&mut self) -> std::io::Result<()> {
        let mut printed = self.printed.lock().unwrap_or_else(|e| e.into_inner());
        // A character that is not whole yet waits for the rest.
        let whole = match std::str::from_utf8(&printed) {
            Ok(_) => printed.len(),
            Err(e) if e.error_len().is_none() => e.valid_up_to(),
            Err(_) => printed.len(),
        };
        let rest = printed.split_off(whole);
        let bytes = std::mem::replace(&mut *printed, rest);
        drop(printed);
        match bytes.is_empty() {
            true => Ok(()),
            false => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                self.send_text(OutputEventCategory::Stdout, text)
            }
        }
    }

    fn send_text(&mut self, category: OutputEventCategory, output: String) -> std::io::Result<()> {
        self.tell::<Output>(&OutputEvent {
            category: Some(category),
            output,
            ..OutputEvent::default()
        })
    }

    pub(super) fn tell<E: IEvent>(&mut self, body: &E::Body) -> std::io::Result<()> {
        self.seq += 1;
        wire::tell::<E>(&mut self.out, self.seq, body)
    }
}

fn session_answers(adapter: &mut Adapter<'_>) {
    if let Some(session) = &mut adapter.session {
        session.answer(true);
    }
}
