//! The Debug Adapter Protocol, so that editors debug programs: `hivm dap`.
//!
//! ```text
//! client --requests--> reader thread --channel--> Adapter --Session--> machine
//!        <--responses, events-----------------------+
//! ```
//!
//! While the program runs, the reader asks for the machine's attention with each message, and a clock does so now and then, so that
//! what the program printed is seen: the machine stops between two instructions, and goes on where nothing was wanted of it.
//!
//! The types of messages are those of the crate `dapts`, made from the protocol's schema. Invariant: each request has one response,
//! and nothing that a client sends ends the adapter but `disconnect` or the end of its input.

mod breakpoints;
mod looking;
mod requests;
mod running;
mod wire;

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dapts::Request;

use super::session::Session;
use super::stops::StopId;
use crate::builtins::{Attention, Request as Ask};
use crate::bytecode::Program;
use crate::config::Config;
use looking::References;

/// How often the output of a running program is looked at.
const TICK: Duration = Duration::from_millis(100);

/// Where a program comes from: its file, the machine's options; what is wrong with it.
pub type Loader = dyn Fn(&str, &Config) -> Result<Program, String>;

/// The machine that runs, for whoever wants its attention.
#[derive(Clone, Default)]
struct Running {
    /// Whether it runs.
    flag: Arc<AtomicBool>,
    attention: Arc<Mutex<Option<Attention>>>,
}

impl Running {
    /// Makes the machine pause soon, if it runs.
    fn poke(&self) {
        if !self.flag.load(Ordering::Acquire) {
            return;
        }
        let attention = self.attention.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(attention) = &*attention {
            attention.request(Ask::Interrupt);
        }
    }
}

/// A client's session. See the module's documentation.
pub struct Adapter<'a> {
    load: &'a Loader,
    config: Config,
    out: Box<dyn Write>,
    seq: i64,
    requests: Receiver<Request>,
    running: Running,
    session: Option<Session>,
    /// What the program has printed.
    printed: Arc<Mutex<Vec<u8>>>,
    references: References,
    /// The breakpoints of each source file; those of functions, of instructions.
    placed: BTreeMap<String, Vec<StopId>>,
    stops_at_entry: bool,
    configured: bool,
    /// Somebody wants it to stop.
    pauses: bool,
    ends: bool,
}

/// Serves a client until it goes.
///
/// # Errors
/// When the client's side is broken.
pub fn serve(
    input: impl BufRead + Send + 'static,
    out: Box<dyn Write>,
    (load, config): (&Loader, Config),
) -> std::io::Result<()> {
    let (send, requests) = channel();
    let running = Running::default();
    let poked = running.clone();
    std::thread::spawn(move || {
        let mut input = input;
        // It ends with the input, or when nobody listens any more.
        while let Some(request) = wire::read(&mut input) {
            if send.send(request).is_err() {
                return;
            }
            poked.poke();
        }
        drop(send);
        poked.poke();
    });
    let ticking = running.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(TICK);
            ticking.poke();
        }
    });
    let mut adapter = Adapter {
        load,
        config,
        out,
        seq: 0,
        requests,
        running,
        session: None,
        printed: Arc::default(),
        references: References::default(),
        placed: BTreeMap::new(),
        stops_at_entry: false,
        configured: false,
        pauses: false,
        ends: false,
    };
    adapter.run()
}
