//! Places of a program that are watched: a variable, a field, an element. It stops where what is there becomes another value.
//!
//! ```text
//! watch("total")      watch("point.x")      watch("xs[3]")
//! ```
//!
//! After each instruction all watched places are looked at; the program runs by the stepping dispatcher meanwhile.
//!
//! Invariant: a watch on a variable of a frame ends with the variable's scope, before something else is in its register.

use super::scope::{Frame, Home};
use super::session::Session;
use super::stops::{Activity, StopId};
use super::values::content;
use crate::heap::Key;
use crate::index::{FnId, Pc};
use crate::interp::Machine;
use crate::runtime::collection::position;
use crate::value::Value;

/// A watched place.
#[derive(Clone, Debug)]
pub struct Watch {
    /// Its number, counted with the breakpoints.
    pub id: StopId,
    /// The place as the user wrote it.
    pub text: String,
    /// How often it changed.
    pub hits: u64,
    /// Whether it stops.
    pub activity: Activity,
    spot: Spot,
    last: Option<Value>,
    /// What keeps the objects alive that it is about.
    holds: Vec<(u64, usize)>,
}

/// What has changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The watch.
    pub id: StopId,
    /// Its place.
    pub text: String,
    /// What was there; nothing if there was no such element.
    pub old: Option<Value>,
    /// What is there now; nothing if the place is no more.
    pub new: Option<Value>,
}

#[derive(Clone, Debug)]
enum Spot {
    /// A register, as long as the frame is there and the variable is in scope.
    Register {
        slot: usize,
        depth: usize,
        function: FnId,
        scope: (Pc, Pc),
    },
    /// Where closures share a variable, or a global one.
    Home(Home),
    /// A field of that name.
    Field(Value, String),
    /// An element.
    Element(Value, Value),
}

/// All of them.
#[derive(Default)]
pub struct Watches(Vec<Watch>);

impl Watches {
    /// Whether nothing is watched.
    pub fn is_idle(&self) -> bool {
        self.0.iter().all(|w| w.activity == Activity::Disabled)
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &Watch> {
        self.0.iter()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    pub(super) fn remove(&mut self, id: StopId) -> bool {
        let before = self.0.len();
        self.0.retain(|w| w.id != id);
        self.0.len() < before
    }

    pub(super) fn activate(&mut self, id: StopId, activity: Activity) -> bool {
        let found = self.0.iter_mut().find(|w| w.id == id);
        found.map(|w| w.activity = activity).is_some()
    }

    /// Whether one of the places has changed.
    pub(super) fn changes(&self, machine: &Machine) -> bool {
        let mut on = self.0.iter().filter(|w| w.activity == Activity::Enabled);
        on.any(|w| w.spot.is_over(machine) || !same(w.spot.read(machine), w.last))
    }
}

impl Spot {
    /// Whether the variable is gone.
    fn is_over(&self, machine: &Machine) -> bool {
        let Spot::Register {
            depth,
            function,
            scope,
            ..
        } = self
        else {
            return false;
        };
        let now = machine.depth();
        if now > *depth {
            return false;
        }
        let Some(here) = machine.here() else {
            return true;
        };
        now < *depth || here.function != *function || here.pc < scope.0 || here.pc >= scope.1
    }

    fn read(&self, machine: &Machine) -> Option<Value> {
        match self {
            Spot::Register { slot, .. } => Some(content(machine.slot(*slot))),
            Spot::Home(Home::Slot(slot)) => Some(content(machine.slot(*slot))),
            Spot::Home(Home::Captured(closure, n)) => {
                let captured = closure.as_closure().map(|c| c.captured()[*n].get());
                captured.map(content)
            }
            Spot::Home(Home::Global(id)) => Some(machine.global_value(*id)),
            Spot::Home(Home::Function(id)) => Some(Value::function(*id)),
            Spot::Field(object, name) => {
                let parts = super::values::parts(&machine.host, *object, 0, usize::MAX);
                let named = parts.into_iter().find(|(part, _)| match part {
                    super::values::Part::Name(known) => known == name,
                    super::values::Part::Key(key) => {
                        key.as_str().is_some_and(|key| key.as_str() == name)
                    }
                    super::values::Part::Index(_) => false,
                });
                named.map(|(_, value)| value)
            }
            Spot::Element(object, key) => match (object.as_array(), object.as_hash()) {
                (Some(array), _) => array.try_get(position(key.as_int()?, array.len())?),
                (_, Some(hash)) => hash.get(Key::new(*key).ok()?),
                _ => None,
            },
        }
    }
}

/// Whether two values are the same to whoever looks at them.
fn same(a: Option<Value>, b: Option<Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            a.is_same(b)
                || match (a.as_str(), b.as_str()) {
                    (Some(a), Some(b)) => a.as_str() == b.as_str(),
                    _ => false,
                }
        }
        (None, None) => true,
        _ => false,
    }
}

/// `a.b` and `a[i]` as what stands in front and what is of it.
fn split(text: &str) -> Option<(&str, Access<'_>)> {
    let text = text.trim();
    let is_name = |name: &str| {
        let letters = |c: char| c.is_alphanumeric() || c == '_';
        name.chars().all(letters) && name.chars().next().is_some_and(|c| !c.is_numeric())
    };
    if let Some(inside) = text.strip_suffix(']') {
        let mut open = 1;
        for (at, c) in inside.char_indices().rev() {
            open += match c {
                ']' => 1,
                '[' => -1,
                _ => 0,
            };
            if open == 0 {
                return Some((&inside[..at], Access::Index(&inside[at + 1..])));
            }
        }
        return None;
    }
    let (object, field) = text.rsplit_once('.')?;
    is_name(field).then_some((object, Access::Field(field)))
}

enum Access<'a> {
    Field(&'a str),
    Index(&'a str),
}

impl Session {
    /// Watches a variable of a frame, a field or an element.
    ///
    /// # Errors
    /// When it names none of these.
    pub fn watch(&mut self, frame: Option<Frame>, text: &str) -> Result<Watch, String> {
        let text = text.trim();
        let mut holds = Vec::new();
        let spot = if let Some(variable) = self.variable(frame, text) {
            self.spot_of(frame, text, variable.home, &mut holds)
        } else if let Some((object, access)) = split(text) {
            let object = self.evaluate(frame, object, None)?;
            holds.push(self.hold(object));
            match access {
                Access::Field(name) => Spot::Field(object, name.to_string()),
                Access::Index(index) => {
                    let key = self.evaluate(frame, index, None)?;
                    holds.push(self.hold(key));
                    Spot::Element(object, key)
                }
            }
        } else {
            return Err(format!("{text} is no variable, field or element"));
        };
        let last = spot.read(self.vm.machine());
        if last.is_none() {
            return Err(format!("there is no {text}"));
        }
        holds.push(self.hold(last.unwrap_or(Value::NULL)));
        self.keep_variables();
        let watch = Watch {
            id: self.stops.number(),
            text: text.to_string(),
            hits: 0,
            activity: Activity::Enabled,
            spot,
            last,
            holds,
        };
        self.watches.0.push(watch.clone());
        Ok(watch)
    }

    fn spot_of(
        &mut self,
        frame: Option<Frame>,
        name: &str,
        home: Home,
        holds: &mut Vec<(u64, usize)>,
    ) -> Spot {
        match (home, frame) {
            (Home::Slot(slot), Some(frame)) => {
                let machine = self.vm.machine();
                if let cell @ Some(_) = machine.slot(slot).as_cell().map(|_| machine.slot(slot)) {
                    // Closures may share it when the frame is gone.
                    let cell = cell.unwrap_or(Value::NULL);
                    holds.push(self.hold(cell));
                }
                let function = self.function_of(frame);
                let register = slot - frame.base;
                let pc = frame.site.pc;
                let locals = function.locals.iter();
                let local = locals
                    .filter(|l| l.name == name && l.register.index() == register)
                    .find(|l| l.start <= pc && pc < l.end);
                let end = Pc(function.code.len() as u32);
                let scope = local.map_or((Pc(0), end), |l| (l.start, l.end));
                Spot::Register {
                    slot,
                    depth: self.vm.machine().depth() - frame.above,
                    function: frame.site.function,
                    scope,
                }
            }
            (Home::Captured(closure, n), _) => {
                holds.push(self.hold(closure));
                Spot::Home(Home::Captured(closure, n))
            }
            (home, _) => Spot::Home(home),
        }
    }

    /// The first change that was not reported. A watch whose variable is gone goes too.
    pub(super) fn take_change(&mut self) -> Option<Change> {
        let machine = self.vm.machine();
        let on = self.watches.0.iter().position(|w| {
            w.activity == Activity::Enabled
                && (w.spot.is_over(machine) || !same(w.spot.read(machine), w.last))
        })?;
        let over = self.watches.0[on].spot.is_over(machine);
        let new = match over {
            true => None,
            false => self.watches.0[on].spot.read(machine),
        };
        let watch = &mut self.watches.0[on];
        let change = Change {
            id: watch.id,
            text: watch.text.clone(),
            old: watch.last,
            new,
        };
        watch.hits += 1;
        watch.last = new;
        let last = watch.holds.last().copied();
        if over {
            // Its old value is shown once more, and nothing runs before that.
            let gone = self.watches.0.remove(on);
            for held in gone.holds {
                self.release(held);
            }
        } else if let Some((_, at)) = last {
            self.vm.machine_mut().held()[at] = new.unwrap_or(Value::NULL);
        }
        Some(change)
    }
}
