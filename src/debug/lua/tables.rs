//! What the session knows, as tables of Lua.
//!
//! The fields of each are documented with the commands that return them, in `lua/help.lua`.

use std::rc::Rc;

use mlua::{Lua, Table};

use super::Shared;
use super::object::to_lua;
use crate::debug::places;
use crate::debug::scope::Frame;
use crate::debug::session::{End, Reason, Session};
use crate::debug::stops::{Activity, Breakpoint, Condition, Lifetime};
use crate::debug::watches::Watch;
use crate::interp::CallSite;

/// Puts a place into a table: file, line, column, function, address.
pub(super) fn place(table: &Table, session: &Session, site: CallSite) -> mlua::Result<()> {
    let program = session.vm().program();
    let (file, position) = places::position(program, site);
    table.set("file", file)?;
    table.set("line", position.line)?;
    table.set("column", position.column)?;
    table.set("func", places::name(program, site.function))?;
    table.set("address", format!("{}@{}", site.function, site.pc))
}

/// Where the program is.
pub(super) fn here(lua: &Lua, shared: &Rc<Shared>) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    let session = shared.session.borrow();
    if let Some(frame) = session.frames().first() {
        place(&table, &session, frame.site)?;
    }
    Ok(table)
}

/// Why and where the program is stopped.
pub(super) fn stop(lua: &Lua, shared: &Rc<Shared>) -> mlua::Result<Table> {
    let table = here(lua, shared)?;
    let reason = shared.session.borrow().reason().clone();
    let value = |value| to_lua(lua, shared, value);
    let name = match reason {
        Reason::Start => "start",
        Reason::Step => "step",
        Reason::Interrupt => "interrupt",
        Reason::Call => "breakpoint call",
        Reason::Killed => "killed",
        Reason::Breakpoint(ids) => {
            table.set("breakpoints", ids)?;
            "breakpoint"
        }
        Reason::Failed(id, what) => {
            table.set("breakpoints", [id])?;
            table.set("message", what)?;
            "condition failed"
        }
        Reason::Finished(returned) => {
            table.set("value", value(returned)?)?;
            table.set("text", shared.session.borrow().brief(returned))?;
            "finished"
        }
        Reason::Throw(thrown) => {
            table.set("value", value(thrown)?)?;
            table.set("text", shared.session.borrow().brief(thrown))?;
            "throw"
        }
        Reason::Watch(change) => {
            let text = |value: Option<_>| {
                let session = shared.session.borrow();
                value.map_or("gone".to_string(), |value| session.brief(value))
            };
            table.set("watch", change.id)?;
            table.set("expression", change.text.as_str())?;
            table.set("oldText", text(change.old))?;
            table.set("newText", text(change.new))?;
            if let Some(old) = change.old {
                table.set("old", value(old)?)?;
            }
            if let Some(new) = change.new {
                table.set("new", value(new)?)?;
            }
            "watch"
        }
        Reason::Ended(end) => {
            ended(lua, &table, &shared.session.borrow(), &end)?;
            "ended"
        }
    };
    table.set("reason", name)?;
    Ok(table)
}

fn ended(lua: &Lua, table: &Table, session: &Session, end: &End) -> mlua::Result<()> {
    match end {
        End::Done(text) => {
            table.set("text", text.as_str())?;
            table.set("status", 0)
        }
        End::Exit(status) => table.set("status", *status),
        End::Uncaught(uncaught) => {
            table.set("status", 1)?;
            table.set("message", uncaught.message.as_str())?;
            let program = session.vm().program();
            let file = |n: u32| {
                program
                    .files
                    .get(n as usize)
                    .map_or("?", |f| f.name.as_str())
            };
            if let Some((n, position)) = uncaught.place {
                table.set("file", file(n))?;
                table.set("line", position.line)?;
                table.set("column", position.column)?;
            }
            let stack = lua.create_table()?;
            for frame in &uncaught.stack {
                let row = lua.create_table()?;
                row.set("func", frame.function.as_str())?;
                row.set("file", file(frame.file))?;
                row.set("line", frame.position.line)?;
                stack.push(row)?;
            }
            table.set("stack", stack)
        }
    }
}

/// A frame.
pub(super) fn frame(lua: &Lua, session: &Session, frame: Frame) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    table.set("number", frame.number)?;
    place(&table, session, frame.site)?;
    Ok(table)
}

/// A breakpoint.
pub(super) fn breakpoint(lua: &Lua, breakpoint: &Breakpoint) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    table.set("id", breakpoint.id)?;
    table.set("place", breakpoint.place.as_str())?;
    if let Some((_, line)) = breakpoint.line {
        table.set("line", line)?;
    }
    table.set("hits", breakpoint.hits)?;
    table.set("ignore", breakpoint.ignore)?;
    table.set("enabled", breakpoint.activity == Activity::Enabled)?;
    table.set("temporary", breakpoint.lifetime == Lifetime::Temporary)?;
    table.set("log", breakpoint.log.as_deref())?;
    match &breakpoint.condition {
        Condition::Always => {}
        Condition::Expression(text) => table.set("condition", text.as_str())?,
        Condition::Outside => table.set("condition", "a function")?,
    }
    let addresses = lua.create_table()?;
    for site in &breakpoint.sites {
        addresses.push(format!("{}@{}", site.function, site.pc))?;
    }
    table.set("addresses", addresses)?;
    Ok(table)
}

/// A watch.
pub(super) fn watch(lua: &Lua, watch: &Watch) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    table.set("id", watch.id)?;
    table.set("expression", watch.text.as_str())?;
    table.set("hits", watch.hits)?;
    table.set("enabled", watch.activity == Activity::Enabled)?;
    Ok(table)
}
