//! What graphs and native code need of a machine, and how they hand back to it. It knows nothing of graphs.
//!
//! ```text
//!   machine at the anchor      graph runs: pc and base stay    left inside f1, called by f0
//!   pc = f0@4, base = b        registers in and above b        frames: .. f0@9, b     pc = f1@2, base = b + window
//! ```
//!
//! A *home* is a register counted from `base`, so that the windows of frames that are not there yet have numbers
//! too. While a graph runs, `pc` stays in the function that it was entered in.
//!
//! Invariant: homes are named only where the stack was made large enough ([`Machine::has_room`]); what is handed back is a
//! state that the interpreter could have been in.

use super::execute;
use super::machine::{Entry, Exception, Frame, Machine};
use super::step::{Leave, Stop};
use super::trace::CallSite;
use crate::heap::{ErrorObject, Place as ErrorPlace, Signals, Str};
use crate::index::{ConstId, FnId, GlobalId, Pc, SymbolId};
use crate::runtime::{Fault, field};
use crate::value::Value;

/// A frame that a graph stands for: its function, where it goes on, and where its window begins in registers from its
/// caller's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Its function.
    pub function: FnId,
    /// Of the innermost frame the next instruction, of the others the one behind the call.
    pub pc: Pc,
    /// 0 for the outermost frame.
    pub window: u32,
}

impl Place {
    /// The instruction as call stacks name it: of a caller the last word of its call.
    fn call_site(self, innermost: bool) -> CallSite {
        let pc = Pc(self.pc.0 - u32::from(!innermost));
        CallSite {
            function: self.function,
            pc,
        }
    }
}

/// The tables that native code works on, for the time of one run.
#[derive(Clone, Copy, Debug)]
pub struct Addresses {
    /// The first register of the running window.
    pub base: *mut Value,
    /// The global variables.
    pub globals: *mut Value,
    /// The constants.
    pub constants: *const Value,
    /// What makes the program look up.
    pub signals: *const Signals,
    /// The first frame that is free.
    pub frame: *mut Frame,
    /// The functions' entries.
    pub entries: *const Entry,
}

/// Registers and frames of a machine.
impl Machine {
    /// The next instruction; `None` in the machine's own code.
    pub fn here(&self) -> Option<CallSite> {
        self.locate(self.pc)
    }

    /// Whether that is the next instruction.
    pub fn is_at(&self, site: CallSite) -> bool {
        self.pc == self.entry(site.function).code.wrapping_add(site.pc.index())
    }

    /// What native code works on. The tables stay where they are until a program is loaded.
    pub fn addresses(&mut self) -> Addresses {
        Addresses {
            base: self.base,
            globals: self.globals.as_mut_ptr(),
            constants: self.constants.start(),
            signals: self.signals(),
            frame: self.frame,
            entries: self.entries,
        }
    }

    /// A register counted from the running window's first; -1 is the called value.
    fn home_slot(&self, home: i64) -> *mut Value {
        let slot = self.base.wrapping_offset(home as isize);
        assert!(
            self.registers.start() <= slot && slot < self.registers.end(),
            "a home register lies in the register stack"
        );
        slot
    }

    /// What a home register holds.
    pub fn home(&self, home: i64) -> Value {
        // SAFETY: a slot of the register stack, all of which hold valid values.
        unsafe { *self.home_slot(home) }
    }

    /// Writes a home register.
    pub fn set_home(&mut self, home: i64, value: Value) {
        // SAFETY: a slot of the register stack.
        unsafe { *self.home_slot(home) = value };
    }

    /// The number of registers in a function's window.
    pub fn window_size(&self, function: FnId) -> u32 {
        u32::from(self.program.functions[function.index()].registers)
    }

    /// Whether so many more frames fit, and registers up to that home. The register stack is then open so far.
    pub fn has_room(&mut self, frames: u32, homes: u32) -> bool {
        let free = (self.frame_limit as usize).saturating_sub(self.frame as usize);
        if free / size_of::<Frame>() < frames as usize {
            return false;
        }
        let end = self.base.wrapping_add(homes as usize);
        end <= self.stack_limit || self.grow_stack(end)
    }

    /// Whether the register stack is open up to that home.
    pub fn is_open(&self, home: u32) -> bool {
        self.base.wrapping_add(home as usize) <= self.stack_limit
    }

    /// Collects garbage while a graph runs: homes below `top` live, and `more`; all registers that were open stay so.
    pub fn collect_running(&mut self, top: u32, more: &[Value]) {
        let top = self.base.wrapping_add(top as usize);
        self.collect_below(top, self.stack_limit, more);
    }

    /// The running frame becomes these, outermost first. Their registers are in their homes.
    ///
    /// # Panics
    /// When there are more than [`Machine::has_room`] was asked for.
    pub fn push_frames(&mut self, places: &[Place]) {
        let mut homes = 0;
        for (n, place) in places.iter().enumerate() {
            if n > 0 {
                self.push_frame();
                self.base = self.base.wrapping_add(place.window as usize);
            }
            homes = self.window_size(place.function);
            let code = self.entry(place.function).code;
            self.pc = code.wrapping_add(place.pc.index());
        }
        assert!(self.has_room(0, homes), "there is room for the window");
    }

    /// Saves where the running frame goes on.
    fn push_frame(&mut self) {
        assert!(self.frame < self.frame_limit, "there is room for the frame");
        let Machine { pc, base, .. } = *self;
        // SAFETY: below the limit there is a free frame.
        unsafe {
            self.frame.write(Frame { pc, base });
            self.frame = self.frame.add(1);
        }
    }

    /// Enters a function as called by the running frame, whose `pc` is behind the call already. `window` is the home of its
    /// first register; the arguments are the called value, which stands in front of that, and the parameters. A stop if there
    /// is no room and nobody catches that.
    pub fn enter_called(
        &mut self,
        function: FnId,
        window: u32,
        arguments: &[Value],
    ) -> Option<Stop> {
        let size = self.window_size(function).max(arguments.len() as u32);
        if !self.has_room(1, window.saturating_add(size)) {
            // Of the call itself, not of what follows it.
            self.pc = self.pc.wrapping_sub(1);
            let overflow = self.stack_overflow();
            return (!self.left(overflow)).then_some(self.stop);
        }
        for (n, argument) in (-1..).zip(arguments) {
            self.set_home(i64::from(window) + n, *argument);
        }
        self.push_frame();
        self.base = self.base.wrapping_add(window as usize);
        self.pc = self.entry(function).code;
        None
    }

    /// Executes one instruction, in full. A stop, if it is the last one for now.
    pub fn step(&mut self) -> Option<Stop> {
        let k = self.constants.start();
        // SAFETY: `pc` is at a verified instruction, whose window starts at `base`.
        let goes_on = unsafe {
            let op = self.pc.cast::<u16>().read() as usize;
            (execute::TABLE[op])(k, self)
        };
        (!goes_on).then_some(self.stop)
    }

    /// Returns a value from the running frame.
    pub fn return_value(&mut self, value: Value) {
        // SAFETY: a frame is running, so one was saved; the instruction before the one it goes on with is a
        // call, whose destination stands six bytes before its end and names a register of the caller's window.
        unsafe {
            self.frame = self.frame.sub(1);
            let Frame { pc, base } = *self.frame;
            (self.pc, self.base) = (pc, base);
            let dst = pc.byte_sub(6).cast::<u16>().read() as usize;
            base.byte_add(dst).write(value);
        }
    }

    /// Throws a value at the next instruction. A stop if nobody catches it.
    pub fn throw_here(&mut self, value: Value) -> Option<Stop> {
        (!self.left(Leave::Throw(value))).then_some(self.stop)
    }
}

/// Where a machine is while a graph calls a function: what the call comes back to.
#[derive(Clone, Copy)]
pub struct Position {
    frame: *mut Frame,
    base: *mut Value,
    pc: *const u64,
    held: usize,
}

/// Calls from graphs.
impl Machine {
    /// Where it is.
    pub fn whereabouts(&self) -> Position {
        Position {
            frame: self.frame,
            base: self.base,
            pc: self.pc,
            held: self.held.len(),
        }
    }

    /// Goes back to where it was: everything called since has returned.
    pub fn return_to(&mut self, position: Position) {
        (self.frame, self.base, self.pc) = (position.frame, position.base, position.pc);
        self.held.truncate(position.held);
    }

    /// The addresses of the frame that would be one too deep, and of the end of the registers, until the stack grows.
    pub fn stack_limits(&self) -> (usize, usize) {
        (self.frame_limit as usize, self.stack_limit as usize)
    }

    /// Moves to a window and a first free frame, at these addresses: those of code that native code called.
    ///
    /// # Panics
    /// When they are none of the machine's.
    pub fn move_to(&mut self, base: *mut Value, frame: usize) {
        let first = self.frames.start();
        let frame = first.wrapping_byte_add(frame.wrapping_sub(first as usize));
        assert!(
            self.registers.start() < base && base < self.registers.end(),
            "a window lies in the register stack"
        );
        assert!(
            first < frame && frame <= self.frame_limit,
            "a frame lies among the frames"
        );
        (self.base, self.frame) = (base, frame);
    }

    /// Goes to the entry of a function whose window and frame it is in.
    pub fn at_entry(&mut self, function: FnId) {
        self.pc = self.entry(function).code;
    }

    /// How many frames were pushed since it was there.
    pub fn frames_above(&self, position: Position) -> u32 {
        ((self.frame as usize).saturating_sub(position.frame as usize) / size_of::<Frame>()) as u32
    }

    /// Keeps values alive that no register holds, until the machine returns to a position before.
    pub fn hold(&mut self, values: &[Value]) {
        self.held.extend_from_slice(values);
    }

    /// Keeps nothing alive any more but what registers hold.
    pub fn release(&mut self) {
        self.held.clear();
    }
}

/// Constants, globals and names.
impl Machine {
    /// A constant of the program.
    pub fn constant_value(&self, id: ConstId) -> Value {
        assert!(id.index() < self.constant_count, "the constant is loaded");
        self.constant(id.index())
    }

    /// A global variable, unset if it has no value yet.
    pub fn global_value(&self, id: GlobalId) -> Value {
        self.globals[id.index()]
    }

    /// Writes a global variable.
    pub fn set_global_value(&mut self, id: GlobalId, value: Value) {
        self.globals[id.index()] = value;
    }

    /// The payload of the name's string.
    pub fn name_string(&self, name: SymbolId) -> u64 {
        self.symbol_strings[name.index()].bits()
    }

    /// What a call of the method calls on the value, null if there is none: a field of its own, or a function that takes it
    /// first.
    pub fn callee_named(&mut self, receiver: Value, name: SymbolId) -> Value {
        let field = self.own_field(receiver, name);
        let callee = field.or_else(|| self.method_of(receiver, name));
        callee.unwrap_or(Value::NULL)
    }

    /// The field that the value itself has, unset if it has none.
    pub fn field_in(&mut self, object: Value, name: SymbolId) -> Value {
        self.own_field(object, name).unwrap_or(Value::UNSET)
    }

    /// A class made of its parts: see the instruction `class`.
    ///
    /// # Errors
    /// When a part is of a wrong kind, or the heap is full.
    pub fn class_of(&mut self, values: &[Value], name: SymbolId) -> Result<Value, Fault> {
        self.declare_class(values, name)
    }

    /// `object.name`.
    ///
    /// # Errors
    /// When the kind has no fields.
    pub fn field_of(&mut self, object: Value, name: SymbolId) -> Result<Value, Fault> {
        if let Some(hash) = object.as_hash() {
            let field = *self.field_name(name);
            if let Some(value) = hash.get_at(field.hint, field.string) {
                return Ok(value);
            }
        }
        self.read_field(object, name)
    }

    /// Whether the value is a hash or a structure that has the field.
    pub fn has_field_of(&self, object: Value, name: SymbolId) -> bool {
        self.has_field(object, name)
    }

    /// `object.name = value`.
    ///
    /// # Errors
    /// When the kind's fields cannot be set, or the heap is full.
    pub fn set_field_of(
        &mut self,
        object: Value,
        name: SymbolId,
        value: Value,
    ) -> Result<(), Fault> {
        if let Some(hash) = object.as_hash() {
            let field = *self.field_name(name);
            if hash.set_at(&mut self.host.heap, field.hint, field.string, value) {
                return Ok(());
            }
        }
        self.write_field(object, name, value)
    }

    /// The text of the values one after the other.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn template_of(&mut self, pieces: &[Value]) -> Result<Value, Fault> {
        self.template(pieces)
    }

    /// The global variable of the symbol's name.
    ///
    /// # Errors
    /// When the key is no symbol.
    pub fn global_named(&self, key: Value) -> Result<Value, Fault> {
        self.find_global(key)
    }

    /// Sets the global variable of the symbol's name.
    ///
    /// # Errors
    /// When the key is no symbol.
    pub fn set_global_named(&mut self, key: Value, value: Value) -> Result<(), Fault> {
        self.store_global(key, value)
    }

    /// A structure without fields.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn plain_struct(&mut self) -> Result<Value, Fault> {
        field::new_struct(&mut self.host.heap, &mut self.plain_shape)
    }
}

/// Exceptions.
impl Machine {
    /// Notes a value as the exception last caught.
    pub fn note_caught(&mut self, value: Value) {
        self.caught = Exception::new(value);
    }

    /// Forgets the exception last caught.
    pub fn forget_caught(&mut self) {
        self.clear_caught();
    }

    /// The error value of a fault in the innermost of these frames, which stand for the running one.
    pub fn error_in(&mut self, fault: &Fault, places: &[Place]) -> Value {
        let inner = places.len().saturating_sub(1);
        let sites = places.iter().enumerate().rev();
        let sites: Vec<CallSite> = sites
            .map(|(n, place)| place.call_site(n == inner))
            .chain(self.call_stack().skip(1))
            .collect();
        let site = self.blame(&sites);
        self.error_at(fault, site)
    }

    /// The error value that a program catches. It may overdraw the heap's limit: the next allocation reports it.
    pub(super) fn error_at(&mut self, fault: &Fault, site: Option<CallSite>) -> Value {
        let message = fault.to_string();
        let place = site.map_or(ErrorPlace::default(), |site| {
            let position = self.position(site);
            let file = self.program.functions[site.function.index()].file;
            ErrorPlace {
                file,
                line: position.line,
                column: position.column,
            }
        });
        let error = self.host.heap.overdraw(|heap| {
            let message = Str::new(heap, &message)?;
            Ok(ErrorObject::new(heap, message.into(), place)?.into())
        });
        // Without a page of memory left in the whole system, the program catches null.
        error.unwrap_or(Value::NULL)
    }
}
