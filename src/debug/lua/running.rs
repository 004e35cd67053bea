//! Moving the program, and calling what of scripts has a say on the way.
//!
//! Invariant: the session is not borrowed while Lua runs.

use std::rc::Rc;

use mlua::{Error, Function, Lua, Table, Value};

use super::Shared;
use super::object::to_lua;
use super::tables;
use crate::debug::motion::Motion;
use crate::debug::news::{News, Topic};
use crate::debug::session::Advance;
use crate::debug::stops::StopId;

/// Moves until it stops; answers the stop.
pub(super) fn move_by(lua: &Lua, shared: &Rc<Shared>, motion: Motion) -> mlua::Result<Table> {
    let mut motion = motion;
    loop {
        let begun = shared.session.borrow_mut().move_by(motion);
        begun.map_err(Error::runtime)?;
        let result = run(lua, shared);
        if result.is_err() {
            // What was called on the way went wrong: the program is stopped where it is.
            shared.session.borrow_mut().halt();
        }
        result?;
        let stop = tables::stop(lua, shared)?;
        if !goes_on(shared, &stop)? {
            return Ok(stop);
        }
        motion = Motion::Continue;
    }
}

/// Whether a function that is told of stops wants it to go on.
fn goes_on(shared: &Rc<Shared>, stop: &Table) -> mlua::Result<bool> {
    let told = shared.handlers.borrow().stops.clone();
    let mut goes_on = false;
    for function in told {
        let answer: Value = function.call(stop)?;
        goes_on |= matches!(&answer, Value::String(text) if text.to_str()? == "continue");
    }
    Ok(goes_on && shared.session.borrow().is_running())
}

fn run(lua: &Lua, shared: &Rc<Shared>) -> mlua::Result<()> {
    loop {
        let advance = shared.session.borrow_mut().advance();
        match advance {
            Advance::Stopped(_) => return tell(lua, shared),
            Advance::News => tell(lua, shared)?,
            Advance::Ask(id) => ask(lua, shared, id)?,
            Advance::Interrupted => shared.session.borrow_mut().halt(),
        }
    }
}

fn ask(lua: &Lua, shared: &Rc<Shared>, id: StopId) -> mlua::Result<()> {
    let condition = shared.handlers.borrow().conditions.get(&id).cloned();
    let holds = match condition {
        None => true,
        Some(condition) => {
            let place = tables::here(lua, shared)?;
            let answer: mlua::Result<Value> = condition.call(place);
            match answer {
                Ok(answer) => !matches!(answer, Value::Nil | Value::Boolean(false)),
                Err(error) => {
                    let what = super::errors::describe(&error, "");
                    shared.session.borrow_mut().fail(what);
                    return Err(error);
                }
            }
        }
    };
    shared.session.borrow_mut().answer(holds);
    Ok(())
}

/// Tells what there is to tell.
fn tell(lua: &Lua, shared: &Rc<Shared>) -> mlua::Result<()> {
    loop {
        let Some(news) = shared.session.borrow_mut().take_news() else {
            return Ok(());
        };
        if news.topic == Topic::Log {
            println!("{}", news.text);
        }
        let told: Vec<Function> = shared
            .handlers
            .borrow()
            .told
            .get(&news.topic)
            .cloned()
            .unwrap_or_default();
        for function in told {
            function.call::<()>(event(lua, shared, &news)?)?;
        }
    }
}

fn event(lua: &Lua, shared: &Rc<Shared>, news: &News) -> mlua::Result<Table> {
    let table = lua.create_table()?;
    for (name, number) in &news.numbers {
        table.set(*name, *number)?;
    }
    if !news.text.is_empty() {
        table.set("text", news.text.as_str())?;
    }
    if news.topic == Topic::Throw {
        let thrown = shared.session.borrow().vm().machine().thrown();
        if let Some(value) = thrown {
            table.set("value", to_lua(lua, shared, value)?)?;
        }
    }
    Ok(table)
}
