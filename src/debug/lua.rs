//! The debugger in Lua: a state with the commands, and running scripts in it.
//!
//! ```text
//! lua/commands.lua  (breakpoint, step, backtrace, ...)      what users call; prints at the prompt
//!      |  core.move("step"), core.frames(), ...             what `core.rs` makes
//!      v
//! Session
//! ```
//!
//! A command that moves the program returns when it has stopped. Conditions, and functions that are told what happens, are called in
//! between, while the session waits: they can look and change, but not move.
//!
//! This file and those under `lua/` are the only users of mlua. Invariant: no error of a script leaves the session in the
//! middle of something.

mod core;
mod errors;
mod object;
mod running;
mod tables;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use mlua::{Function, Lua, LuaOptions, MultiValue, StdLib, Value};

use super::news::Topic;
use super::session::Session;
use super::stops::StopId;

/// The commands.
const COMMANDS: &str = include_str!("../../lua/commands.lua");
/// What `help` says.
const HELP: &str = include_str!("../../lua/help.lua");

/// Whether commands print what they return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verbosity {
    /// They do: at the prompt.
    Says,
    /// They do not: in scripts.
    Silent,
}

/// What a script wants the process's status to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Whatever the program's end gives.
    Programs,
    /// This.
    Set(u8),
}

/// What functions of scripts are called at what.
#[derive(Default)]
struct Handlers {
    conditions: BTreeMap<StopId, Function>,
    told: BTreeMap<Topic, Vec<Function>>,
    stops: Vec<Function>,
}

/// What the functions of the core share.
struct Shared {
    session: RefCell<Session>,
    handlers: RefCell<Handlers>,
    /// Objects that Lua holds no more.
    dropped: RefCell<Vec<(u64, usize)>>,
    verbosity: Cell<Verbosity>,
    /// Whether something was said since that was asked.
    said: Cell<bool>,
    status: Cell<Status>,
    quits: Cell<bool>,
    colours: Cell<bool>,
}

/// A Lua state with the commands. See the module's documentation.
pub struct Script {
    lua: Lua,
    shared: Rc<Shared>,
}

/// What a text is as Lua.
pub enum Text {
    /// Right.
    Whole,
    /// The beginning of something.
    Open,
    /// Neither.
    Wrong,
}

impl Script {
    /// A state for a session.
    ///
    /// # Errors
    /// When Lua has no memory.
    pub fn new(session: Session) -> Result<Script, String> {
        let lua =
            Lua::new_with(StdLib::ALL_SAFE, LuaOptions::default()).map_err(|e| e.to_string())?;
        let shared = Rc::new(Shared {
            session: RefCell::new(session),
            handlers: RefCell::default(),
            dropped: RefCell::default(),
            verbosity: Cell::new(Verbosity::Silent),
            said: Cell::new(false),
            status: Cell::new(Status::Programs),
            quits: Cell::new(false),
            colours: Cell::new(false),
        });
        let script = Script { lua, shared };
        script.open().map_err(|e| e.to_string())?;
        Ok(script)
    }

    fn open(&self) -> mlua::Result<()> {
        let core = core::table(&self.lua, &self.shared)?;
        let help: Value = self.lua.load(HELP).set_name("=[help]").eval()?;
        let commands = self.lua.load(COMMANDS).set_name("=[hivm]");
        commands.call::<()>((core, help))
    }

    /// Runs a script. `name` is what errors call it.
    ///
    /// # Errors
    /// What it threw, with its line.
    pub fn run(&self, name: &str, text: &str, verbosity: Verbosity) -> Result<(), String> {
        let before = self.shared.verbosity.replace(verbosity);
        let chunk = self.lua.load(text).set_name(format!("@{name}"));
        let result = chunk.exec();
        self.shared.verbosity.set(before);
        self.settle(result, name)
    }

    /// Runs an entry of the prompt: a command with its arguments as words, or Lua. What it returns is printed, unless a command has
    /// printed already.
    ///
    /// # Errors
    /// What it threw.
    pub fn enter(&self, text: &str) -> Result<(), String> {
        let before = self.shared.verbosity.replace(Verbosity::Says);
        self.shared.said.set(false);
        let result = self.entry(text);
        self.shared.verbosity.set(before);
        self.settle(result, "entry")
    }

    fn entry(&self, text: &str) -> mlua::Result<()> {
        let translated: String = self.call("translate", text)?;
        let expression = format!("return {translated}");
        let chunk = self.lua.load(&expression).set_name("=entry");
        let function = match chunk.into_function() {
            Ok(function) => function,
            Err(_) => self
                .lua
                .load(&translated)
                .set_name("=entry")
                .into_function()?,
        };
        let values: MultiValue = function.call(())?;
        if !self.shared.said.get() && !values.is_empty() {
            return self.hidden("show")?.call(values);
        }
        Ok(())
    }

    /// A function of `commands.lua` that is not for users.
    fn hidden(&self, name: &str) -> mlua::Result<Function> {
        let hidden: mlua::Table = self.lua.named_registry_value("hidden")?;
        hidden.get(name)
    }

    fn call(&self, name: &str, text: &str) -> mlua::Result<String> {
        self.hidden(name)?.call(text)
    }

    fn settle(&self, result: mlua::Result<()>, name: &str) -> Result<(), String> {
        if let Ok(mut session) = self.shared.session.try_borrow_mut() {
            session.halt();
        }
        match result {
            Err(_) if self.shared.quits.get() => Ok(()),
            result => result.map_err(|e| errors::describe(&e, name)),
        }
    }

    /// Whether a text is an entry of the prompt already.
    pub fn is_entry(&self, text: &str) -> Text {
        let Ok(translated) = self.call("translate", text) else {
            return Text::Wrong;
        };
        let whole = |text: &str| self.lua.load(text).set_name("=entry").into_function();
        if whole(&format!("return {translated}")).is_ok() {
            return Text::Whole;
        }
        match whole(&translated) {
            Ok(_) => Text::Whole,
            Err(mlua::Error::SyntaxError {
                incomplete_input: true,
                ..
            }) => Text::Open,
            Err(_) => Text::Wrong,
        }
    }

    /// Words that may stand at the end of a text, and where the word begins that they complete.
    pub fn completions(&self, text: &str) -> (usize, Vec<String>) {
        let complete = self.hidden("complete");
        let found = complete.and_then(|f| f.call::<(usize, Vec<String>)>(text));
        found.unwrap_or((text.len(), Vec::new()))
    }

    /// What an entry repeats if it is empty, when this was the last one; nothing if it is not to be repeated.
    pub fn repeats(&self, text: &str) -> bool {
        self.hidden("repeats")
            .and_then(|f| f.call(text))
            .unwrap_or(false)
    }

    /// Says where the program is.
    ///
    /// # Errors
    /// What went wrong with that.
    pub fn greet(&self) -> Result<(), String> {
        let before = self.shared.verbosity.replace(Verbosity::Says);
        let result = self.hidden("greet").and_then(|f| f.call(()));
        self.shared.verbosity.set(before);
        self.settle(result, "entry")
    }

    /// Whether somebody wanted to leave.
    pub fn quits(&self) -> bool {
        self.shared.quits.get()
    }

    /// What the process's status shall be.
    pub fn status(&self) -> Status {
        self.shared.status.get()
    }

    /// From now on commands use colours.
    pub fn use_colours(&self) {
        self.shared.colours.set(true);
    }

    /// The session.
    ///
    /// # Panics
    /// While a command runs.
    pub fn session(&self) -> std::cell::Ref<'_, Session> {
        self.shared.session.borrow()
    }
}
