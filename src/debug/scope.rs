//! Frames, and what names mean in them.
//!
//! ```text
//! frame 1: outer(3) at closures.monkey:4     n: register r0     count: a cell in register r1     step: captured     total: global
//! ```
//!
//! Frames of the prelude are not shown. A variable that closures share lives in a cell; its value is what is inside.
//!
//! Invariant: what is written leaves registers as the verifier knows them: a cell stays a cell, the state of an iteration is not
//! touched.

use std::collections::BTreeMap;

use super::places;
use super::session::Session;
use super::values::content;
use crate::bytecode::code::instructions;
use crate::bytecode::{Function, OperandKind};
use crate::index::{EnumId, FnId, GlobalId, Reg};
use crate::interp::CallSite;
use crate::monkey::{Seen, evaluation};
use crate::value::{Tag, Value};

/// A frame that users see.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// 0 for the innermost.
    pub number: usize,
    /// The instruction that comes next, or the last word of the call that it waits for.
    pub site: CallSite,
    /// The slot of its first register.
    pub base: usize,
    /// How many frames are above it, those of the prelude included.
    pub above: usize,
}

/// Where a variable's value is.
#[derive(Clone, Copy, Debug)]
pub enum Home {
    /// In a slot of the register stack.
    Slot(usize),
    /// Held by this closure, at this place.
    Captured(Value, usize),
    /// Among the program's global variables.
    Global(GlobalId),
    /// Nowhere: it is a function that captures nothing.
    Function(FnId),
}

/// A variable as a frame sees it.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Where its value is.
    pub home: Home,
}

/// An expression that was compiled, for the next time that it is evaluated.
struct Compiled {
    /// What its names meant.
    names: Vec<(String, Option<Seen>)>,
    function: FnId,
    stand_ins: BTreeMap<String, GlobalId>,
}

/// Expressions by their text.
#[derive(Default)]
pub struct Expressions(BTreeMap<String, Vec<Compiled>>);

/// Shown for a variable whose value is lost.
pub const LOST: &str = "<optimized out>";

impl Session {
    /// The frames that users see, innermost first.
    pub fn frames(&self) -> Vec<Frame> {
        let program = self.vm.program();
        let windows = self.vm.machine().windows();
        let shown = windows.iter().enumerate();
        let shown =
            shown.filter(|(_, view)| !program.functions[view.site.function.index()].prelude);
        let frame = |(number, (above, view)): (usize, (usize, &crate::interp::WindowView))| Frame {
            number,
            site: view.site,
            base: view.base,
            above,
        };
        shown.enumerate().map(frame).collect()
    }

    /// The frame that commands are about.
    ///
    /// # Errors
    /// When nothing runs.
    pub fn frame(&self) -> Result<Frame, String> {
        let frames = self.frames();
        let chosen = frames.get(self.selected).or(frames.first());
        chosen.copied().ok_or("the program is not running".into())
    }

    /// Chooses a frame.
    ///
    /// # Errors
    /// When there is none of that number.
    pub fn select(&mut self, number: usize) -> Result<Frame, String> {
        let frames = self.frames();
        let frame = frames.get(number).copied();
        let frame = frame.ok_or_else(|| match frames.len() {
            0 => "the program is not running".to_string(),
            n => format!("there are frames 0 to {}", n - 1),
        })?;
        self.selected = number;
        Ok(frame)
    }

    pub(super) fn function_of(&self, frame: Frame) -> &Function {
        &self.vm.program().functions[frame.site.function.index()]
    }

    /// The variables of a frame's function: in the order of their declaration, then those that it captures.
    pub fn locals(&self, frame: Frame) -> Vec<Variable> {
        let function = self.function_of(frame);
        let pc = frame.site.pc;
        let mut found: Vec<(u32, Variable)> = Vec::new();
        let mut add = |start: u32, name: &str, home: Home| {
            let name = name.to_string();
            match found.iter_mut().find(|(_, known)| known.name == name) {
                // The innermost one begins last.
                Some(known) if known.0 <= start => *known = (start, Variable { name, home }),
                Some(_) => {}
                None => found.push((start, Variable { name, home })),
            }
        };
        for (n, name) in function.param_names.iter().enumerate() {
            // Before its own scope begins a parameter is where it was passed.
            let later = |l: &&crate::bytecode::program::Local| {
                l.name == *name && l.register.index() == n && l.start > pc
            };
            if function.locals.iter().any(|l| later(&l)) {
                add(0, name, Home::Slot(frame.base + n));
            }
        }
        for local in &function.locals {
            if local.start <= pc && pc < local.end {
                let slot = frame.base + local.register.index();
                add(local.start.0, &local.name, Home::Slot(slot));
            }
        }
        let mut variables: Vec<Variable> = found.into_iter().map(|(_, known)| known).collect();
        let callee = self.vm.machine().slot(frame.base.saturating_sub(1));
        if let Some(closure) = callee.as_closure()
            && closure.function() == frame.site.function
        {
            for (n, name) in function.capture_names.iter().enumerate() {
                if variables.iter().all(|known| known.name != *name) {
                    variables.push(Variable {
                        name: name.clone(),
                        home: Home::Captured(callee, n),
                    });
                }
            }
        }
        variables
    }

    /// The program's global variables that have a name of the source.
    pub fn globals(&self) -> Vec<Variable> {
        let names = (0u32..).zip(&self.vm.program().globals);
        let named = names.filter(|(_, name)| !name.starts_with('\''));
        let variable = |(n, name): (u32, &String)| Variable {
            name: name.clone(),
            home: Home::Global(GlobalId(n)),
        };
        named.map(variable).collect()
    }

    /// What is at a home.
    pub fn value_at(&self, home: Home) -> Value {
        let machine = self.vm.machine();
        match home {
            Home::Slot(n) => content(machine.slot(n)),
            Home::Captured(closure, n) => {
                let captured = closure.as_closure().map(|c| c.captured()[n].get());
                content(captured.unwrap_or(Value::NULL))
            }
            Home::Global(id) => machine.global_value(id),
            Home::Function(id) => Value::function(id),
        }
    }

    /// Whether a variable's value is lost: it was where only code that had no more use for it had it.
    pub fn is_lost(&self, home: Home) -> bool {
        match home {
            // What has no value for another reason, such as an argument that was not passed, is unset.
            Home::Slot(n) => {
                self.lost.contains(&n) && self.vm.machine().slot(n).tag() == Tag::Unset
            }
            _ => false,
        }
    }

    /// The text of what is at a home, cut where it is too much.
    pub fn text_at(&self, home: Home) -> String {
        match self.is_lost(home) {
            true => LOST.into(),
            false => self.brief(self.value_at(home)),
        }
    }

    /// Writes what is at a home.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_at(&mut self, home: Home, value: Value) -> Result<(), String> {
        let cell = match home {
            Home::Slot(n) => self.vm.machine().slot(n).as_cell(),
            Home::Captured(closure, n) => {
                let captured = closure.as_closure().map(|c| c.captured()[n].get());
                let cell = captured.and_then(|v| v.as_cell());
                // Others have their own copy: it is never assigned.
                Some(cell.ok_or("the closure holds a copy of a variable that is never assigned")?)
            }
            Home::Global(_) => None,
            Home::Function(_) => return Err("it is a function's name".into()),
        };
        let machine = self.vm.machine_mut();
        match (cell, home) {
            (Some(cell), _) => cell.set(&mut machine.host.heap, value),
            (None, Home::Slot(n)) => machine.set_slot(n, value),
            (None, Home::Global(id)) => machine.set_global_value(id, value),
            (None, _) => {}
        }
        Ok(())
    }

    /// The variable that a name means in a frame, or if nothing runs, among the global ones.
    pub fn variable(&self, frame: Option<Frame>, name: &str) -> Option<Variable> {
        let local = frame.and_then(|frame| {
            let locals = self.locals(frame);
            locals.into_iter().find(|v| v.name == name)
        });
        local.or_else(|| {
            let home = self.outer(frame, name)?;
            let name = name.to_string();
            Some(Variable { name, home })
        })
    }

    /// A global variable or a function.
    fn outer(&self, frame: Option<Frame>, name: &str) -> Option<Home> {
        let program = self.vm.program();
        let machine = self.vm.machine();
        // Of a module's, and of a second one of the same name, the name goes on behind a mark.
        let file = frame.map(|frame| places::position(program, frame.site).0);
        let stem = file.and_then(|name| std::path::Path::new(name).file_stem());
        let own = stem.map(|stem| format!("{name}'{}", stem.to_string_lossy()));
        let mut best = None;
        for (n, known) in (0u32..).zip(&program.globals) {
            let id = GlobalId(n);
            let later = known.strip_prefix(name).and_then(|r| r.strip_prefix('\''));
            let later = later.is_some_and(|rest| rest.parse::<u32>().is_ok());
            if own.as_ref() == Some(known) {
                return Some(Home::Global(id));
            }
            let has_value = machine.global_value(id).tag() != Tag::Unset;
            if known == name || later && (best.is_none() || has_value) {
                best = Some(Home::Global(id));
            }
        }
        best.or_else(|| {
            let mut all = places::functions(self.program()).filter(|(_, f)| f.name == name);
            match (all.next(), all.next()) {
                (Some((id, f)), None) if f.captures == 0 => Some(Home::Function(id)),
                _ => None,
            }
        })
    }

    fn seen(&self, frame: Option<Frame>, name: &str) -> Option<Seen> {
        if let Some(variable) = self.variable(frame, name) {
            return Some(match variable.home {
                Home::Global(id) => Seen::Global(id),
                _ => Seen::Value,
            });
        }
        let enums = (0u32..).zip(&self.vm.program().enums);
        let found = enums.filter(|(_, e)| e.name == name).last();
        found.map(|(n, _)| Seen::Enum(EnumId(n)))
    }

    /// Evaluates a Monkey expression in a frame, or if nothing runs, among the global variables. `extra` is one more name with
    /// its value. Assignments to the frame's variables are done in the frame.
    ///
    /// # Errors
    /// Why it does not compile, or what it threw.
    pub fn evaluate(
        &mut self,
        frame: Option<Frame>,
        text: &str,
        extra: Option<(&str, Value)>,
    ) -> Result<Value, String> {
        let seen = |session: &Session, name: &str| match extra {
            Some((known, _)) if known == name => Some(Seen::Value),
            _ => session.seen(frame, name),
        };
        let known = self.expressions.0.get(text).and_then(|all| {
            let same = |c: &&Compiled| {
                let mut names = c.names.iter();
                names.all(|(name, was)| seen(self, name) == *was)
            };
            let found = all.iter().find(same);
            found.map(|c| (c.function, c.stand_ins.clone()))
        });
        let (function, stand_ins) = match known {
            Some(known) => known,
            None => self.compile(text, &seen)?,
        };
        for name in stand_ins.keys() {
            let own = extra.is_some_and(|(known, _)| known == name);
            let home = self.variable(frame, name).map(|v| v.home);
            if !own && home.is_some_and(|home| self.is_lost(home)) {
                return Err(format!("{name} is {LOST}"));
            }
        }
        let mut before = Vec::new();
        for (name, stand_in) in &stand_ins {
            let home = match extra {
                Some((known, _)) if known == name => None,
                _ => self.variable(frame, name).map(|v| v.home),
            };
            let value = match (home, extra) {
                (Some(home), _) => self.value_at(home),
                (None, Some((_, value))) => value,
                (None, None) => Value::NULL,
            };
            self.vm.machine_mut().set_global_value(*stand_in, value);
            before.push((*stand_in, home, value));
        }
        let mut result = self.vm.aside(function);
        // The result is nobody's for a moment, but nothing is collected before it is held or used.
        for (stand_in, home, value) in before {
            let now = self.vm.machine().global_value(stand_in);
            if let Some(home) = home
                && !now.is_same(value)
            {
                let written = self.write_at(home, now);
                result = result.and_then(|value| written.map(|()| value));
            }
            // What nobody else knows of shall not live on.
            self.vm
                .machine_mut()
                .set_global_value(stand_in, Value::UNSET);
        }
        result
    }

    fn compile(
        &mut self,
        text: &str,
        seen: &dyn Fn(&Session, &str) -> Option<Seen>,
    ) -> Result<(FnId, BTreeMap<String, GlobalId>), String> {
        let names = std::cell::RefCell::new(Vec::new());
        let look = |name: &str| {
            let meaning = seen(self, name);
            names.borrow_mut().push((name.to_string(), meaning));
            meaning
        };
        let made = evaluation(self.vm.program(), text, &look)?;
        self.vm.load(&made.program).map_err(|e| e.to_string())?;
        let compiled = Compiled {
            names: names.into_inner(),
            function: made.program.main,
            stand_ins: made.stand_ins.clone(),
        };
        let all = self.expressions.0.entry(text.to_string()).or_default();
        all.push(compiled);
        Ok((made.program.main, made.stand_ins))
    }

    /// Sets what an expression names: a variable, a field, an element.
    ///
    /// # Errors
    /// When there is nothing of that name, or it cannot be set.
    pub fn assign(
        &mut self,
        frame: Option<Frame>,
        target: &str,
        value: Value,
    ) -> Result<(), String> {
        let name = target.trim();
        if let Some(variable) = self.variable(frame, name) {
            return self.write_at(variable.home, value);
        }
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_name {
            return Err(format!("there is no variable {name}"));
        }
        let text = format!("{name} = value_to_set");
        self.evaluate(frame, &text, Some(("value_to_set", value)))
            .map(|_| ())
    }

    /// A register of a frame.
    ///
    /// # Errors
    /// When the function has no such register.
    pub fn register(&self, frame: Frame, register: Reg) -> Result<Value, String> {
        let count = self.function_of(frame).registers;
        if register.0 >= count {
            return Err(format!("the function has {count} registers"));
        }
        Ok(self.vm.machine().slot(frame.base + register.index()))
    }

    /// All registers of a frame.
    pub fn registers(&self, frame: Frame) -> Vec<Value> {
        let count = usize::from(self.function_of(frame).registers);
        let slots = frame.base..frame.base + count;
        slots.map(|n| self.vm.machine().slot(n)).collect()
    }

    /// Writes a register of a frame. What is in a cell there is written in the cell.
    ///
    /// # Errors
    /// When the function has no such register, or the register holds what only the machine may write.
    pub fn set_register(
        &mut self,
        frame: Frame,
        register: Reg,
        value: Value,
    ) -> Result<(), String> {
        self.register(frame, register)?;
        let function = self.function_of(frame);
        let iterates = instructions(&function.code).any(|i| {
            let first = i.operand(OperandKind::Iter).map(|bits| bits as usize / 16);
            first.is_some_and(|first| (first..first + 2).contains(&register.index()))
        });
        let own = function.generator && function.own_register() == register;
        if iterates || own {
            return Err(format!("{register} holds the state of an iteration"));
        }
        self.write_at(Home::Slot(frame.base + register.index()), value)
    }
}
