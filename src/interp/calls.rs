//! Calls: entering and leaving windows.
//!
//! ```text
//!   caller's window:  r0 .. | callee | arg 0 | arg 1 | ...        call dst, window, 2
//!   callee's window:                 | r0    | r1    | r2 ...
//! ```
//!
//! The fast path checks that the arity is exact, that the window and the frame fit, and that nobody wants
//! attention: then it saves where the caller goes on, and is in the callee. Everything else (optional and rest
//! parameters, natives, growth, errors) is in full.

use super::cpu::{Cpu, FULL};
use super::heat::Heat;
use super::machine::{Entry, Frame, Machine};
use super::step::{Leave, Step};
use crate::builtins::{self, Builtin};
use crate::bytecode::op::Capture;
use crate::heap::{Array, Gc, HeapCell};
use crate::index::{BuiltinId, FnId, SymbolId};
use crate::runtime::fault::{Arity, FaultKind};
use crate::runtime::{Fault, collection};
use crate::value::{Tag, Value};

/// What a call of a class or of a bound method comes to.
enum Receiver {
    /// A call of the function with the value in front of the arguments.
    Of(Value, Value),
    /// Nothing is to be called: a new instance.
    Made(Value),
}

/// What the name of a method stands for.
enum Method {
    /// A field of the receiver.
    Field(Value),
    /// A function that takes the receiver as its first argument.
    Function(Value),
}

impl<const MODE: u8> Cpu<MODE> {
    /// On the fast path: enters the function if it takes exactly `count` arguments and everything fits. `window` is
    /// the byte offset of its window in the running one.
    #[inline(always)]
    pub(super) fn enter_exact(&mut self, function: FnId, window: usize, count: usize) -> bool {
        let entry = self.machine().entry(function);
        MODE != FULL && entry.arity as usize == count && self.try_enter(entry, window)
    }

    /// On the fast path: enters a function whose arity the verifier has checked, if everything fits.
    #[inline(always)]
    pub(super) fn enter_known(&mut self, function: FnId, window: usize) -> bool {
        let entry = self.machine().entry(function);
        MODE != FULL && self.try_enter(entry, window)
    }

    #[inline(always)]
    fn try_enter(&mut self, entry: Entry, window: usize) -> bool {
        let base = self.base.wrapping_byte_add(window);
        let (pc, caller) = (self.pc, self.base);
        let machine = self.machine();
        if base.wrapping_byte_add(entry.window as usize) > machine.stack_limit
            || machine.frame == machine.frame_limit
            || machine.wants_attention()
            // In full it was counted before the arguments were arranged.
            || MODE != FULL && self.count(entry.code) == Heat::Hot
        {
            return false;
        }
        let machine = self.machine();
        // SAFETY: below the limit there is a free frame.
        unsafe {
            *machine.frame = Frame { pc, base: caller };
            machine.frame = machine.frame.add(1);
        }
        self.pc = entry.code;
        self.base = base;
        true
    }

    /// Enters the function, in full: requests, growth, and the two limits are dealt with.
    pub(super) fn enter(&mut self, function: FnId, window: usize) -> Step {
        self.poll()?;
        let machine = self.machine();
        if machine.frame == machine.frame_limit {
            return Err(machine.stack_overflow());
        }
        self.reserve_window(function, window)?;
        let entry = self.machine().entry(function);
        self.try_enter(entry, window);
        Ok(())
    }

    /// Makes room for the function's window at that byte offset of the running one.
    pub(super) fn reserve_window(&mut self, function: FnId, window: usize) -> Step {
        let size = self.machine().entry(function).window as usize;
        self.reserve(window + size)
    }

    fn reserve(&mut self, bytes: usize) -> Step {
        let end = self.base.wrapping_byte_add(bytes);
        let machine = self.machine();
        if end > machine.stack_limit && !machine.grow_stack(end) {
            return Err(machine.stack_overflow());
        }
        Ok(())
    }

    /// Calls any value with the `count` arguments at that byte offset of the running window.
    pub(super) fn call_value(&mut self, callee: Value, window: usize, count: usize) -> Step {
        let function = match callee.tag() {
            Tag::Function => FnId(callee.bits() as u32),
            Tag::Closure => match callee.as_closure() {
                Some(closure) => closure.function(),
                None => return Err(not_a_function(callee)),
            },
            Tag::Builtin => {
                let row = BuiltinId(callee.bits() as u16);
                let arguments = self.arguments(window, count);
                let value = self.call_native(row, arguments)?;
                self.put_result(value);
                return Ok(());
            }
            Tag::Bound | Tag::Class => {
                return match self.receiver_of(callee, count)? {
                    Receiver::Of(function, receiver) => {
                        self.call_with(receiver, function, window, count)
                    }
                    Receiver::Made(object) => {
                        self.put_result(object);
                        Ok(())
                    }
                };
            }
            _ => return Err(not_a_function(callee)),
        };
        self.entry_heat(function)?;
        self.arrange(function, window, count)?;
        self.enter(function, window)
    }

    /// What calling a class or a bound method with so many arguments comes to. Of a class, a new instance is made.
    fn receiver_of(&mut self, callee: Value, count: usize) -> Result<Receiver, Leave> {
        if let Some(bound) = callee.as_bound() {
            return Ok(Receiver::Of(bound.function(), bound.receiver()));
        }
        let Some(class) = callee.as_class() else {
            return Err(not_a_function(callee));
        };
        let constructor = class.constructor();
        if constructor.tag() == Tag::Null && count != 0 {
            return Err(wrong_count(None, Arity::exactly(0), count));
        }
        let object = class.instance(self.heap())?.value();
        Ok(match constructor.tag() {
            Tag::Null => Receiver::Made(object),
            _ => Receiver::Of(constructor, object),
        })
    }

    /// Moves the `count` arguments at that byte offset up, and puts a value in front of them.
    fn put_in_front(&mut self, receiver: Value, window: usize, count: usize) -> Step {
        self.reserve(window + 16 + count * 16)?;
        self.shift_arguments(window, window + 16, count);
        self.put_argument(window, 0, receiver);
        Ok(())
    }

    /// Calls a function with the receiver and the `count` arguments at that byte offset.
    fn call_with(&mut self, receiver: Value, function: Value, window: usize, count: usize) -> Step {
        self.put_in_front(receiver, window, count)?;
        self.call_value(function, window, count + 1)
            .inspect_err(|_| self.shift_arguments(window + 16, window, count))?;
        if function.tag() == Tag::Closure {
            self.put_slot(window - 16, function);
        }
        Ok(())
    }

    /// On the fast path: enters a method of the value at that byte offset, with it and the values behind it, if it takes
    /// exactly so many and everything fits.
    #[inline(always)]
    pub(super) fn enter_method(&mut self, function: FnId, window: usize, count: usize) -> bool {
        if !self.enter_exact(function, window + 16, count) {
            return false;
        }
        // The slot in front of a callee's window is its own: receiver and arguments move up.
        for n in (0..count).rev() {
            // SAFETY: the window that was just entered has room for its parameters; in front of it stands the receiver.
            unsafe { *self.base.add(n) = *self.base.add(n).sub(1) };
        }
        true
    }

    /// Checks the number of arguments; marks those left out as unset and collects the rest in an array.
    fn arrange(&mut self, function: FnId, window: usize, count: usize) -> Step {
        let callee = &self.machine().program().functions[function.index()];
        let params = callee.params;
        if !params.accepts(count) {
            let least = params.required as usize;
            let most = (!params.rest).then_some(least + params.optional as usize);
            // A builtin says its name, also if it is written in Monkey.
            let name = &*callee.name;
            let of_kind = |prefix| name.strip_prefix(prefix);
            let name = of_kind("__array_")
                .or(of_kind("__generator_"))
                .unwrap_or(name);
            let name = callee.prelude.then_some(name);
            // The object that a method is called on is no argument to whoever calls it.
            let own = usize::from(callee.takes_self());
            let (least, most) = (least - own, most.map(|most| most - own));
            let count = count.saturating_sub(own);
            return Err(wrong_count(name, Arity { least, most }, count));
        }
        if params.is_exact() {
            return Ok(());
        }
        self.reserve(window + params.registers() as usize * 16)?;
        let named = (params.required + params.optional) as usize;
        let rest = if params.rest {
            let all = self.arguments(window, count);
            Some(Array::from_values(self.heap(), &all[named.min(count)..])?)
        } else {
            None
        };
        for n in count..named {
            self.put_argument(window, n, Value::UNSET);
        }
        if let Some(rest) = rest {
            self.put_argument(window, named, rest.value());
        }
        Ok(())
    }

    /// How many arguments were passed to the running function, as long as its parameters are untouched.
    pub(super) fn passed_arguments(&mut self) -> usize {
        let pc = self.machine().pc;
        let Some(site) = self.machine().locate(pc) else {
            return 0;
        };
        let params = self.machine().program().functions[site.function.index()].params;
        let named = (params.required + params.optional) as usize;
        let arguments = self.arguments(0, params.registers() as usize);
        let passed = arguments[..named]
            .iter()
            .filter(|v| v.tag() != Tag::Unset)
            .count();
        let rest = arguments[named..]
            .first()
            .and_then(|v| v.as_array())
            .map_or(0, |a| a.len());
        passed + rest
    }

    /// Calls a native function with arguments that lie in registers.
    #[inline(always)]
    pub(super) fn call_native(
        &mut self,
        row: BuiltinId,
        arguments: &[Value],
    ) -> Result<Value, Leave> {
        let builtin: &Builtin = builtins::row(row);
        if !builtin.arity.takes(arguments.len()) {
            return Err(wrong_count(
                Some(builtin.name),
                builtin.arity,
                arguments.len(),
            ));
        }
        Ok((builtin.native)(&mut self.machine().host, arguments)?)
    }

    /// The method `name` of the receiver: a field of its own, called without it, or a function that takes it first.
    fn find_method(&mut self, receiver: Value, name: SymbolId) -> Result<Method, Leave> {
        if let Some(field) = self.machine().own_field(receiver, name) {
            return Ok(Method::Field(field));
        }
        match self.machine().method_of(receiver, name) {
            Some(method) => Ok(Method::Function(method)),
            None => {
                // Whatever reading the field says; of a hash, null is no function.
                let field = self.machine().read_field(receiver, name)?;
                Err(not_a_function(field))
            }
        }
    }

    /// Calls the method `name` of the value at that byte offset, with it and the values behind it.
    pub(super) fn invoke_method(&mut self, name: SymbolId, window: usize, count: usize) -> Step {
        let receiver = self.arguments(window, 1)[0];
        match self.find_method(receiver, name)? {
            Method::Field(field) => {
                self.call_value(field, window + 16, count - 1)?;
                if field.tag() == Tag::Closure {
                    self.put_slot(window, field);
                }
                Ok(())
            }
            Method::Function(method) if method.tag() == Tag::Builtin => {
                self.call_value(method, window, count)
            }
            Method::Function(method) => {
                // The slot in front of a callee's window is its own: the receiver moves up to be the first argument.
                self.reserve(window + 16 + count * 16)?;
                self.shift_arguments(window, window + 16, count);
                self.call_value(method, window + 16, count)
                    .inspect_err(|_| {
                        self.shift_arguments(window + 16, window, count);
                    })?;
                if method.tag() == Tag::Closure {
                    self.put_slot(window, method);
                }
                Ok(())
            }
        }
    }

    /// Replaces the running frame by the method call.
    pub(super) fn replace_by_method(
        &mut self,
        name: SymbolId,
        window: usize,
        count: usize,
    ) -> Step {
        let receiver = self.arguments(window, 1)[0];
        match self.find_method(receiver, name)? {
            Method::Field(field) => self.replace_frame(field, window + 16, count - 1),
            Method::Function(method) => self.replace_frame(method, window, count),
        }
    }

    /// Calls the method `name` of the value at that byte offset with it and the elements of the array behind it.
    pub(super) fn invoke_method_spread(&mut self, name: SymbolId, window: usize) -> Step {
        let receiver = self.arguments(window, 1)[0];
        match self.find_method(receiver, name)? {
            Method::Field(field) => self.call_elements(field, None, window),
            Method::Function(method) => self.call_elements(method, Some(receiver), window),
        }
    }

    /// Calls the value at that byte offset with the elements of the array behind it.
    pub(super) fn call_spread(&mut self, window: usize) -> Step {
        let callee = self.arguments(window, 1)[0];
        self.call_elements(callee, None, window)
    }

    /// Calls `callee` with the receiver, if there is one, and the elements of the array behind that byte offset.
    fn call_elements(&mut self, callee: Value, receiver: Option<Value>, window: usize) -> Step {
        let second = self.arguments(window, 2)[1];
        let array = collection::want_array(second)?;
        if let Tag::Bound | Tag::Class = callee.tag() {
            return match self.receiver_of(callee, array.len())? {
                Receiver::Of(function, receiver) => {
                    self.call_elements(function, Some(receiver), window)
                }
                Receiver::Made(object) => {
                    self.put_result(object);
                    Ok(())
                }
            };
        }
        if let Tag::Builtin = callee.tag() {
            let arguments: Vec<Value> = receiver.into_iter().chain(array.values()).collect();
            let value = self.call_native(BuiltinId(callee.bits() as u16), &arguments)?;
            self.put_result(value);
            return Ok(());
        }
        let lead = receiver.is_some() as usize;
        let count = array.len().saturating_add(lead);
        self.reserve(
            count
                .saturating_add(2)
                .saturating_mul(16)
                .saturating_add(window),
        )?;
        for (n, value) in receiver.into_iter().chain(array.values()).enumerate() {
            self.put_argument(window + 16, n, value);
        }
        // If the call fails, the array must be found again by whoever executes the instruction once more.
        self.call_value(callee, window + 16, count)
            .inspect_err(|_| self.restore_slot(window + 16, second))?;
        if callee.tag() == Tag::Closure {
            self.put_slot(window, callee);
        }
        Ok(())
    }

    /// Replaces the running frame by the call of the value with the arguments at that byte offset.
    pub(super) fn replace_frame(&mut self, callee: Value, window: usize, count: usize) -> Step {
        self.poll()?;
        let function = match callee.tag() {
            Tag::Function => FnId(callee.bits() as u32),
            Tag::Closure => callee.as_closure().map_or(FnId(0), |c| c.function()),
            Tag::Builtin => {
                let arguments = self.arguments(window, count);
                let value = self.call_native(BuiltinId(callee.bits() as u16), arguments)?;
                return self.leave_frame(value);
            }
            Tag::Bound | Tag::Class => {
                return match self.receiver_of(callee, count)? {
                    Receiver::Of(function, receiver) => {
                        self.put_in_front(receiver, window, count)?;
                        self.replace_frame(function, window, count + 1)
                            .inspect_err(|_| self.shift_arguments(window + 16, window, count))
                    }
                    Receiver::Made(object) => self.leave_frame(object),
                };
            }
            _ => return Err(not_a_function(callee)),
        };
        self.entry_heat(function)?;
        self.arrange(function, window, count)?;
        self.reserve_window(function, 0)?;
        self.put_callee(callee);
        self.jump_into(function, window);
        Ok(())
    }

    /// Goes on in the function, with its arguments moved from that byte offset to the start of the running window;
    /// false if its window does not fit.
    #[inline(always)]
    pub(super) fn jump_into(&mut self, function: FnId, arguments: usize) -> bool {
        let entry = self.machine().entry(function);
        if self.base.wrapping_byte_add(entry.window as usize) > self.machine().stack_limit
            || MODE != FULL && self.count(entry.code) == Heat::Hot
        {
            return false;
        }
        let count = entry.params as usize;
        // SAFETY: both spans lie in the register stack: the arguments in the running window, as verified.
        unsafe { std::ptr::copy(self.base.byte_add(arguments), self.base, count) };
        self.pc = entry.code;
        true
    }

    /// Returns the value to the caller.
    #[inline(always)]
    pub(super) fn leave_frame(&mut self, value: Value) -> Step {
        if self.returns_to_code() {
            return self.return_to_code(value);
        }
        let machine = self.machine();
        // SAFETY: a frame is running, so one was saved; the instruction before the one it goes on with is a
        // call, whose destination stands six bytes before its end and names a register of the caller's window.
        unsafe {
            machine.frame = machine.frame.sub(1);
            let Frame { pc, base } = *machine.frame;
            self.pc = pc;
            self.base = base;
        }
        self.put_result(value);
        Ok(())
    }

    /// Writes the destination of the call that ends where execution goes on.
    #[inline(always)]
    fn put_result(&mut self, value: Value) {
        // SAFETY: see `leave_frame`.
        unsafe {
            let dst = self.pc.byte_sub(6).cast::<u16>().read() as usize;
            let slot = self.base.byte_add(dst);
            slot.byte_add(8).cast::<u64>().write(value.bits());
            slot.cast::<Tag>().write(value.tag());
        }
    }

    /// The values at that byte offset of the running window.
    fn arguments<'a>(&self, window: usize, count: usize) -> &'a [Value] {
        // SAFETY: verified, or reserved by the caller: inside the register stack. Used before registers are written.
        unsafe { std::slice::from_raw_parts(self.base.byte_add(window), count) }
    }

    fn put_argument(&mut self, window: usize, n: usize, value: Value) {
        // SAFETY: verified, or reserved by the caller.
        unsafe { *self.base.byte_add(window).add(n) = value };
    }

    /// Puts a value in the slot in front of the running window's callee, seen from the caller or the callee: the
    /// called closure must lie in front of its own window.
    fn put_slot(&mut self, window: usize, value: Value) {
        let caller = self.caller_base();
        // SAFETY: a register of the caller's window.
        unsafe { *caller.byte_add(window) = value };
    }

    fn shift_arguments(&mut self, from: usize, to: usize, count: usize) {
        // SAFETY: both spans lie in the register stack: verified, or reserved by the caller.
        unsafe { std::ptr::copy(self.base.byte_add(from), self.base.byte_add(to), count) };
    }

    fn restore_slot(&mut self, window: usize, value: Value) {
        let caller = self.machine().base;
        // SAFETY: a register of the window in which the instruction began.
        unsafe { *caller.byte_add(window) = value };
    }

    /// The window in which the instruction began.
    fn caller_base(&mut self) -> *mut Value {
        self.machine().base
    }

    fn put_callee(&mut self, callee: Value) {
        // SAFETY: the slot in front of the running window belongs to its callee.
        unsafe { *self.base.sub(1) = callee };
    }

    /// After entering `callee` by its name: puts it in front of its window, where it looks for itself.
    pub(super) fn name_callee(&mut self, callee: Value) {
        if self.base != self.caller_base() {
            self.put_callee(callee);
        }
    }

    /// A captured value of the running closure.
    #[inline(always)]
    pub(super) fn captured(&self, index: Capture) -> Value {
        match self.callee().as_closure() {
            Some(closure) => closure.captured()[index.index()].get(),
            // The verifier lets only closures' functions capture, and calls put the closure in front.
            None => Value::NULL,
        }
    }

    /// A captured cell of the running closure.
    #[inline(always)]
    pub(super) fn shared(&self, index: Capture) -> Option<Gc<HeapCell>> {
        self.captured(index).as_cell()
    }
}

impl Machine {
    #[cold]
    pub(super) fn stack_overflow(&self) -> Leave {
        Fault::new(FaultKind::StackOverflow(self.limits.depth)).into()
    }
}

#[cold]
fn not_a_function(value: Value) -> Leave {
    Fault::new(FaultKind::NotAFunction(value.kind_name())).into()
}

#[cold]
fn wrong_count(name: Option<&str>, want: Arity, got: usize) -> Leave {
    Fault::new(FaultKind::WrongArgumentCount {
        name: name.map(str::to_string),
        want,
        got,
    })
    .into()
}
