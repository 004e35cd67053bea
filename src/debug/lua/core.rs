//! The functions that the commands are made of. What a user sees of them is in `lua/commands.lua`.
//!
//! Invariant: each returns data or throws; none prints but `core.say`.

use std::io::Write;
use std::rc::Rc;

use mlua::{Error, FromLuaMulti, Function, IntoLuaMulti, Lua, Table, Value};

use super::object::{from_lua, to_lua};
use super::{Shared, Status, Verbosity, running, tables};
use crate::debug::motion::Motion;
use crate::debug::news::Topic;
use crate::debug::places;
use crate::debug::scope::{Frame, Variable};
use crate::debug::session::Session;
use crate::debug::stops::{Activity, Breakpoint, Condition, Lifetime, StopId};
use crate::index::{Reg, TreeId};
use crate::interp::Catching;

/// Adds functions to a table, each with what they share.
struct Core<'l> {
    lua: &'l Lua,
    table: Table,
    shared: Rc<Shared>,
}

impl Core<'_> {
    fn add<A: FromLuaMulti, R: IntoLuaMulti>(
        &self,
        name: &str,
        function: impl Fn(&Lua, &Rc<Shared>, A) -> mlua::Result<R> + 'static,
    ) -> mlua::Result<()> {
        let shared = self.shared.clone();
        let function = self
            .lua
            .create_function(move |lua, args: A| function(lua, &shared, args))?;
        self.table.set(name, function)
    }
}

fn wrong(what: impl Into<String>) -> Error {
    Error::runtime(what.into())
}

/// The frame of that number, or the selected one.
fn frame(session: &Session, number: Option<usize>) -> mlua::Result<Frame> {
    let Some(number) = number else {
        return session.frame().map_err(wrong);
    };
    let frame = session.frames().get(number).copied();
    frame.ok_or_else(|| wrong(format!("there is no frame {number}")))
}

/// All of them.
pub(super) fn table(lua: &Lua, shared: &Rc<Shared>) -> mlua::Result<Table> {
    let core = Core {
        lua,
        table: lua.create_table()?,
        shared: shared.clone(),
    };
    moving(&core)?;
    breakpoints(&core)?;
    events(&core)?;
    looking(&core)?;
    inside(&core)?;
    outside(&core)?;
    Ok(core.table)
}

fn moving(core: &Core<'_>) -> mlua::Result<()> {
    core.add("move", |lua, shared, (kind, n): (String, Option<u32>)| {
        let selected = shared.session.borrow().frame().map_or(0, |f| f.number);
        let motion = match kind.as_str() {
            "continue" => Motion::Continue,
            "step" => Motion::Step,
            "next" => Motion::Next,
            "finish" => Motion::Finish(n.map_or(selected, |n| n as usize)),
            "until" => Motion::Until(n),
            "instruction" => Motion::Instruction,
            _ => return Err(wrong("no such motion")),
        };
        running::move_by(lua, shared, motion)
    })?;
    core.add("stop", |lua, shared, ()| tables::stop(lua, shared))?;
    core.add("restart", |lua, shared, ()| {
        let mut session = shared.session.borrow_mut();
        if session.is_moving() {
            return Err(wrong("the program is running"));
        }
        session.restart().map_err(wrong)?;
        shared.dropped.take();
        drop(session);
        tables::stop(lua, shared)
    })?;
    core.add("kill", |lua, shared, ()| {
        let mut session = shared.session.borrow_mut();
        if session.is_moving() {
            return Err(wrong("the program is running"));
        }
        session.kill();
        drop(session);
        tables::stop(lua, shared)
    })
}

fn breakpoints(core: &Core<'_>) -> mlua::Result<()> {
    core.add("breakpoint", |lua, shared, what: Table| {
        let (file, line): (Option<String>, Option<u32>) = (what.get("file")?, what.get("line")?);
        let (name, address): (Option<String>, Option<String>) =
            (what.get("func")?, what.get("address")?);
        let made = {
            let mut session = shared.session.borrow_mut();
            match (line, name, address) {
                (Some(line), ..) => session.break_at_line(file.as_deref().unwrap_or(""), line),
                (_, Some(name), _) => session.break_at_function(&name),
                (_, _, Some(address)) => session.break_at_address(&address),
                _ => Err("a breakpoint needs a line, a function or an address".into()),
            }
        };
        let id = made.map_err(wrong)?.id;
        let changed = change(shared, id, &what);
        if changed.is_err() {
            let _ = shared.session.borrow_mut().delete(id);
        }
        tables::breakpoint(lua, &changed?)
    })?;
    core.add("change", |lua, shared, (id, what): (StopId, Table)| {
        if let Some(enabled) = what.get::<Option<bool>>("enabled")? {
            let activity = match enabled {
                true => Activity::Enabled,
                false => Activity::Disabled,
            };
            let mut session = shared.session.borrow_mut();
            session.activate(id, activity).map_err(wrong)?;
            if session.breakpoints().all(|b| b.id != id) {
                // A watch has nothing else to change.
                return Ok(None);
            }
        }
        let changed = change(shared, id, &what)?;
        tables::breakpoint(lua, &changed).map(Some)
    })?;
    core.add("delete", |_, shared, id: StopId| {
        shared.handlers.borrow_mut().conditions.remove(&id);
        shared.session.borrow_mut().delete(id).map_err(wrong)
    })?;
    core.add("breakpoints", |lua, shared, ()| {
        let session = shared.session.borrow();
        let all = session.breakpoints();
        all.map(|b| tables::breakpoint(lua, b))
            .collect::<mlua::Result<Vec<_>>>()
    })?;
    core.add("watches", |lua, shared, ()| {
        let session = shared.session.borrow();
        let all = session.watches.iter();
        all.map(|w| tables::watch(lua, w))
            .collect::<mlua::Result<Vec<_>>>()
    })?;
    core.add("watch", |lua, shared, text: String| {
        let mut session = shared.session.borrow_mut();
        let frame = session.frame().ok();
        let watch = session.watch(frame, &text).map_err(wrong)?;
        tables::watch(lua, &watch)
    })?;
    core.add("catch", |_, shared, what: Option<String>| {
        let mut session = shared.session.borrow_mut();
        let name = |catching| match catching {
            Catching::Nothing => "nothing",
            Catching::Uncaught => "uncaught",
            Catching::All => "throw",
        };
        let catching = match what.as_deref() {
            None => return Ok(name(session.catching())),
            Some("throw") => Catching::All,
            Some("uncaught") => Catching::Uncaught,
            Some("nothing") => Catching::Nothing,
            Some(_) => return Err(wrong("catch takes \"throw\", \"uncaught\" or \"nothing\"")),
        };
        session.catch_throws(catching);
        Ok(name(catching))
    })
}

/// Changes what the table names of a breakpoint.
fn change(shared: &Rc<Shared>, id: StopId, what: &Table) -> mlua::Result<Breakpoint> {
    let (ignore, log): (Option<u64>, Option<String>) = (what.get("ignore")?, what.get("log")?);
    let temporary: Option<bool> = what.get("temporary")?;
    let condition = match what.get("condition")? {
        Value::Nil => None,
        Value::Boolean(false) => Some(Condition::Always),
        Value::String(text) => Some(Condition::Expression(text.to_str()?.to_string())),
        Value::Function(function) => {
            let mut handlers = shared.handlers.borrow_mut();
            handlers.conditions.insert(id, function);
            Some(Condition::Outside)
        }
        _ => return Err(wrong("a condition is a Monkey expression or a function")),
    };
    let mut session = shared.session.borrow_mut();
    let changed = session.change_breakpoint(id, |breakpoint| {
        breakpoint.ignore = ignore.unwrap_or(breakpoint.ignore);
        breakpoint.log = log.or(breakpoint.log.take());
        if let Some(condition) = condition {
            breakpoint.condition = condition;
        }
        match temporary {
            Some(true) => breakpoint.lifetime = Lifetime::Temporary,
            Some(false) => breakpoint.lifetime = Lifetime::Kept,
            None => {}
        }
    });
    changed.map_err(wrong)
}

fn events(core: &Core<'_>) -> mlua::Result<()> {
    core.add("on", |_, shared, (event, function): (String, Function)| {
        let topic = match event.as_str() {
            "stop" => {
                shared.handlers.borrow_mut().stops.push(function);
                return Ok(());
            }
            "trace_recorded" => Topic::Recorded,
            "trace_aborted" => Topic::Aborted,
            "compiled" => Topic::Compiled,
            "bailout" => Topic::Bailout,
            "gc" => Topic::Collection,
            "throw" => Topic::Throw,
            "log" => Topic::Log,
            _ => return Err(wrong(format!("there is no event {event}"))),
        };
        let mut handlers = shared.handlers.borrow_mut();
        handlers.told.entry(topic).or_default().push(function);
        shared.session.borrow_mut().listen(topic);
        Ok(())
    })
}

fn looking(core: &Core<'_>) -> mlua::Result<()> {
    core.add("frames", |lua, shared, ()| {
        let session = shared.session.borrow();
        let all = session.frames().into_iter();
        all.map(|frame| tables::frame(lua, &session, frame))
            .collect::<mlua::Result<Vec<_>>>()
    })?;
    core.add("frame", |lua, shared, number: Option<usize>| {
        let mut session = shared.session.borrow_mut();
        let frame = match number {
            Some(number) => session.select(number),
            None => session.frame(),
        };
        tables::frame(lua, &session, frame.map_err(wrong)?)
    })?;
    core.add("locals", |lua, shared, number: Option<usize>| {
        let all = {
            let session = shared.session.borrow();
            let frame = frame(&session, number)?;
            session.locals(frame)
        };
        variables(lua, shared, all)
    })?;
    core.add("globals", |lua, shared, ()| {
        let all = shared.session.borrow().globals();
        variables(lua, shared, all)
    })?;
    core.add("registers", |lua, shared, ()| {
        let session = shared.session.borrow();
        let frame = frame(&session, None)?;
        let function = &session.vm().program().functions[frame.site.function.index()];
        let count = function.registers;
        drop(session);
        (0..count)
            .map(|n| register(lua, shared, n))
            .collect::<mlua::Result<Vec<_>>>()
    })?;
    core.add("register", |lua, shared, n: u16| register(lua, shared, n))?;
    core.add("set_register", |_, shared, (n, value): (u16, Value)| {
        let mut session = shared.session.borrow_mut();
        let frame = frame(&session, None)?;
        let value = from_lua(&mut session, &value)?;
        session.set_register(frame, Reg(n), value).map_err(wrong)
    })?;
    core.add(
        "eval",
        |lua, shared, (text, number): (String, Option<usize>)| {
            let value = {
                let mut session = shared.session.borrow_mut();
                let frame = match number {
                    Some(_) => Some(frame(&session, number)?),
                    None => session.frame().ok(),
                };
                session.evaluate(frame, &text, None).map_err(wrong)?
            };
            to_lua(lua, shared, value)
        },
    )?;
    core.add("set", |_, shared, (name, value): (String, Value)| {
        let mut session = shared.session.borrow_mut();
        let frame = session.frame().ok();
        let value = from_lua(&mut session, &value)?;
        session.assign(frame, &name, value).map_err(wrong)
    })?;
    core.add("text", |_, shared, value: Value| {
        let mut session = shared.session.borrow_mut();
        let value = from_lua(&mut session, &value)?;
        Ok(session.brief(value))
    })?;
    core.add("source", |_, shared, name: Option<String>| {
        let session = shared.session.borrow();
        let program = session.program();
        let file = places::file(program, name.as_deref().unwrap_or("")).map_err(wrong)?;
        let file = program.files.get(file as usize);
        let text = file.and_then(|f| f.text.as_deref());
        let lines: Vec<String> = text.unwrap_or("").lines().map(str::to_string).collect();
        Ok((file.map_or("?".into(), |f| f.name.clone()), lines))
    })?;
    core.add("functions", |_, shared, ()| {
        let session = shared.session.borrow();
        let program = session.program();
        let names = places::functions(program).map(|(_, f)| f.name.clone());
        Ok(names.filter(|n| !n.is_empty()).collect::<Vec<_>>())
    })?;
    core.add("files", |_, shared, ()| {
        let session = shared.session.borrow();
        let files = session.program().files.iter();
        Ok(files.map(|f| f.name.clone()).collect::<Vec<_>>())
    })
}

fn variables(lua: &Lua, shared: &Rc<Shared>, all: Vec<Variable>) -> mlua::Result<Vec<Table>> {
    let row = |variable: Variable| {
        let row = lua.create_table()?;
        let (value, text) = {
            let session = shared.session.borrow();
            let home = variable.home;
            (session.value_at(home), session.text_at(home))
        };
        row.set("name", variable.name)?;
        row.set("text", text)?;
        row.set("value", to_lua(lua, shared, value)?)?;
        Ok(row)
    };
    all.into_iter().map(row).collect()
}

fn register(lua: &Lua, shared: &Rc<Shared>, n: u16) -> mlua::Result<Table> {
    let row = lua.create_table()?;
    let (value, tag, text) = {
        let session = shared.session.borrow();
        let frame = frame(&session, None)?;
        let value = session.register(frame, Reg(n)).map_err(wrong)?;
        (value, value.tag().name(), session.brief(value))
    };
    row.set("name", format!("r{n}"))?;
    row.set("number", n)?;
    row.set("tag", tag)?;
    row.set("text", text)?;
    row.set("value", to_lua(lua, shared, value)?)?;
    Ok(row)
}

fn inside(core: &Core<'_>) -> mlua::Result<()> {
    core.add("disassemble", |lua, shared, name: Option<String>| {
        let session = shared.session.borrow();
        let program = session.program();
        let (id, pc) = match name {
            Some(name) => (places::function(program, &name).map_err(wrong)?, None),
            None => {
                let frame = session.frame().map_err(wrong)?;
                (frame.site.function, Some(frame.site.pc.0))
            }
        };
        let table = lua.create_table()?;
        table.set("func", places::name(program, id))?;
        table.set("id", id.to_string())?;
        let mut now = None;
        for listed in session.listing(id) {
            let row = lua.create_table()?;
            row.set("pc", listed.pc)?;
            row.set("line", listed.line)?;
            row.set("text", listed.text)?;
            if pc.is_some_and(|pc| listed.pc <= pc) {
                now = Some(listed.pc);
            }
            table.push(row)?;
        }
        table.set("pc", now)?;
        Ok(table)
    })?;
    core.add("heap", |lua, shared, ()| {
        let session = shared.session.borrow();
        let table = lua.create_table()?;
        for (kind, count, bytes) in session.census() {
            let row = lua.create_table()?;
            row.set("kind", kind)?;
            row.set("count", count)?;
            row.set("bytes", bytes)?;
            table.push(row)?;
        }
        let heap = &session.vm().machine().host.heap;
        table.set("used", heap.used())?;
        table.set("young", heap.statistics().young)?;
        table.set("full", heap.statistics().full)?;
        Ok(table)
    })?;
    core.add("sites", |lua, shared, ()| {
        let session = shared.session.borrow();
        let row = |site: crate::vm::SiteView| {
            let row = lua.create_table()?;
            place_of(&row, &session, &site)?;
            row.set("id", site.id.0)?;
            row.set("anchor", session.named_anchor(&site))?;
            row.set("phase", site.phase)?;
            row.set("points", site.points)?;
            row.set("codes", site.codes)?;
            row.set("failures", site.failures)?;
            Ok(row)
        };
        let all = session.sites().into_iter().map(row);
        all.collect::<mlua::Result<Vec<Table>>>()
    })?;
    core.add("exits", |lua, shared, id: u32| {
        let session = shared.session.borrow();
        let row = |exit: crate::vm::ExitView| {
            let row = lua.create_table()?;
            tables::place(&row, &session, exit.site)?;
            row.set("version", exit.version)?;
            row.set("exit", exit.exit)?;
            row.set("reason", exit.reason)?;
            row.set("taken", exit.taken)?;
            row.set("linked", exit.linked)?;
            row.set("path", exit.path)?;
            Ok(row)
        };
        let all = session.exits(TreeId(id)).map_err(wrong)?;
        all.into_iter()
            .map(row)
            .collect::<mlua::Result<Vec<Table>>>()
    })?;
    core.add("stage", |_, shared, (id, stage): (u32, String)| {
        let session = shared.session.borrow();
        session.stage(TreeId(id), &stage).map_err(wrong)
    })
}

fn place_of(row: &Table, session: &Session, site: &crate::vm::SiteView) -> mlua::Result<()> {
    tables::place(row, session, site.anchor.site)
}

fn outside(core: &Core<'_>) -> mlua::Result<()> {
    core.add("say", |_, shared, text: String| {
        if shared.verbosity.get() == Verbosity::Says {
            shared.said.set(true);
            // There is no one left to report a closed pipe to.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
        Ok(())
    })?;
    core.add("verbose", |_, shared, on: bool| {
        shared.verbosity.set(match on {
            true => Verbosity::Says,
            false => Verbosity::Silent,
        });
        Ok(())
    })?;
    core.add("colours", |_, shared, ()| Ok(shared.colours.get()))?;
    core.add("status", |_, shared, status: u8| {
        shared.status.set(Status::Set(status));
        Ok(())
    })?;
    core.add(
        "quit",
        |_, shared, status: Option<u8>| -> mlua::Result<()> {
            if let Some(status) = status {
                shared.status.set(Status::Set(status));
            }
            shared.quits.set(true);
            Err(wrong("the session ends"))
        },
    )?;
    core.add("hidden", |lua, _, functions: Table| {
        lua.set_named_registry_value("hidden", functions)
    })
}
