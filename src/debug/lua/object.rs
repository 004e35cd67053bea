//! Values of the program in Lua.
//!
//! ```text
//! null, booleans, integers, floats, strings      themselves
//! everything else                                an object: o[0], o.field, o["key"], #o, pairs(o), o == p, tostring(o)
//! ```
//!
//! Indices are the program's: from 0. A hash is indexed by its keys, an instance by its fields' names.
//!
//! Invariant: an object keeps its value alive as long as Lua knows it, and says so when its run is over.

use std::rc::Rc;

use mlua::{Error, Lua, MetaMethod, MultiValue, UserData, UserDataMethods, Value};

use super::Shared;
use crate::debug::session::Session;
use crate::debug::values::{Part, content, count, parts};
use crate::heap::{Key, Str};
use crate::runtime::collection::position;
use crate::runtime::equals::deep_equal;
use crate::value::{Tag, Value as Own};

/// An object of the program.
pub(super) struct Object {
    shared: Rc<Shared>,
    handle: (u64, usize),
}

impl Drop for Object {
    fn drop(&mut self) {
        // The session may be busy while Lua collects its garbage: it is told later.
        if let Ok(mut dropped) = self.shared.dropped.try_borrow_mut() {
            dropped.push(self.handle);
        }
    }
}

impl Object {
    /// The value.
    pub(super) fn value(&self, session: &mut Session) -> mlua::Result<Own> {
        session.held(self.handle).map_err(Error::runtime)
    }
}

/// A value of the program in Lua.
pub(super) fn to_lua(lua: &Lua, shared: &Rc<Shared>, value: Own) -> mlua::Result<Value> {
    let value = content(value);
    match value.tag() {
        Tag::Null | Tag::Unset => return Ok(Value::Nil),
        Tag::Bool => return Ok(Value::Boolean(value.bits() != 0)),
        Tag::Int => return Ok(Value::Integer(value.bits() as i64)),
        Tag::Float => return Ok(Value::Number(f64::from_bits(value.bits()))),
        _ => {}
    }
    if let Some(text) = value.as_str() {
        return Ok(Value::String(lua.create_string(text.as_str())?));
    }
    let mut session = shared.session.borrow_mut();
    for handle in shared.dropped.take() {
        session.release(handle);
    }
    let handle = session.hold(value);
    drop(session);
    let object = Object {
        shared: shared.clone(),
        handle,
    };
    Ok(Value::UserData(lua.create_userdata(object)?))
}

/// A value of Lua for the program.
pub(super) fn from_lua(session: &mut Session, value: &Value) -> mlua::Result<Own> {
    Ok(match value {
        Value::Nil => Own::NULL,
        Value::Boolean(b) => Own::bool(*b),
        Value::Integer(n) => Own::int(*n),
        Value::Number(x) => Own::float(*x),
        Value::String(text) => {
            let text = text.to_str()?;
            session.string(&text).map_err(Error::runtime)?
        }
        Value::UserData(data) => data.borrow::<Object>()?.value(session)?,
        other => {
            let what = format!("a {} of Lua is nothing of the program", other.type_name());
            return Err(Error::runtime(what));
        }
    })
}

impl Session {
    /// A string of the program.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn string(&mut self, text: &str) -> Result<Own, String> {
        let made = Str::new(&mut self.vm.machine_mut().host.heap, text);
        made.map(Own::from)
            .map_err(|_| "the program's heap is full".to_string())
    }
}

impl Object {
    fn element(&self, key: &Value) -> mlua::Result<Own> {
        let mut session = self.shared.session.borrow_mut();
        let value = self.value(&mut session)?;
        if let (Some(array), Value::Integer(n)) = (value.as_array(), key) {
            let at = position(*n, array.len());
            return Ok(at.and_then(|at| array.try_get(at)).unwrap_or(Own::NULL));
        }
        if let Some(hash) = value.as_hash() {
            let key = from_lua(&mut session, key)?;
            let found = Key::new(key).ok().and_then(|key| hash.get(key));
            return Ok(found.unwrap_or(Own::NULL));
        }
        let Value::String(name) = key else {
            return Ok(Own::NULL);
        };
        let name = name.to_str()?;
        let all = parts(&session.vm().machine().host, value, 0, usize::MAX);
        let found = all
            .into_iter()
            .find(|(part, _)| matches!(part, Part::Name(known) if *known == *name));
        Ok(found.map_or(Own::NULL, |(_, value)| value))
    }

    /// The part behind the one at `at`, with its key.
    fn part(&self, lua: &Lua, at: usize) -> mlua::Result<Option<(Value, Value)>> {
        let part = {
            let mut session = self.shared.session.borrow_mut();
            let value = self.value(&mut session)?;
            let host = &session.vm().machine().host;
            parts(host, value, at, 1).into_iter().next()
        };
        let Some((part, value)) = part else {
            return Ok(None);
        };
        let key = match part {
            Part::Index(n) => Value::Integer(n as i64),
            Part::Key(key) => to_lua(lua, &self.shared, key)?,
            Part::Name(name) => Value::String(lua.create_string(&name)?),
        };
        Ok(Some((key, to_lua(lua, &self.shared, value)?)))
    }
}

impl UserData for Object {
    fn add_methods<M: UserDataMethods<Self>>(methods: &mut M) {
        methods.add_meta_method(MetaMethod::Index, |lua, this, key: Value| {
            let element = this.element(&key)?;
            to_lua(lua, &this.shared, element)
        });
        methods.add_meta_method(MetaMethod::Len, |_, this, ()| {
            let mut session = this.shared.session.borrow_mut();
            let value = this.value(&mut session)?;
            Ok(count(&session.vm().machine().host, value))
        });
        methods.add_meta_method(MetaMethod::ToString, |_, this, ()| {
            let mut session = this.shared.session.borrow_mut();
            let value = this.value(&mut session)?;
            Ok(session.brief(value))
        });
        methods.add_meta_method(MetaMethod::Eq, |_, this, other: Value| {
            let mut session = this.shared.session.borrow_mut();
            let (a, b) = (this.value(&mut session)?, from_lua(&mut session, &other)?);
            let heap = &session.vm().machine().host.heap;
            Ok(a.is_same(b) || deep_equal(heap, a, b, || Ok(())).unwrap_or(false))
        });
        methods.add_meta_method(MetaMethod::Pairs, |lua, this, ()| {
            let next = Object {
                shared: this.shared.clone(),
                handle: {
                    let mut session = this.shared.session.borrow_mut();
                    let value = this.value(&mut session)?;
                    session.hold(value)
                },
            };
            let at = std::cell::Cell::new(0);
            let step = lua.create_function(move |lua, _: MultiValue| {
                let part = next.part(lua, at.replace(at.get() + 1))?;
                Ok(match part {
                    Some((key, value)) => MultiValue::from_vec(vec![key, value]),
                    None => MultiValue::new(),
                })
            })?;
            Ok((step, Value::Nil, Value::Nil))
        });
    }
}
