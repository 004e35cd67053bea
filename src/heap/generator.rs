//! A generator: a call of a generator function that waits to go on.
//!
//! ```text
//!   +--------+-------+-------+--------+----------+------+------+-----------
//!   | header | pc    | kept  | room   | callee   | r0   | r1   | ...
//!   +--------+-------+-------+--------+----------+------+------+-----------
//!     extra = the function, form = the state          the first `kept` registers of its window
//! ```
//!
//! While it waits it owns its window; while it runs its window is on the register stack and it keeps nothing.
//!
//! Invariant: `kept` registers hold valid values, at most as many as the object has room for.

use std::cell::Cell;
use std::slice;

use super::{Gc, Header, Heap, Kind, Named, Object, OutOfMemory, Tracer};
use crate::index::{FnId, Pc};
use crate::value::{Tag, Value};

/// What a generator is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum State {
    /// It waits to go on at its `pc`.
    Waiting = 0,
    /// It is among the running frames.
    Running,
    /// Its body has returned, or was left by an exception.
    Done,
}

/// See the module's documentation.
#[repr(C, align(16))]
pub struct Generator {
    header: Header,
    pc: Cell<u32>,
    kept: Cell<u32>,
    callee: Cell<Value>,
    room: u64,
}

// SAFETY: repr(C), header first, no drop; the callee and all kept values are traced.
unsafe impl Object for Generator {
    const KIND: Kind = Kind::Generator;

    #[inline(always)]
    fn trace(object: Gc<Self>, tracer: &mut Tracer) {
        tracer.value(object.callee.get());
        for value in object.kept() {
            tracer.value(value.get());
        }
    }
}

// SAFETY: `Tag::Generator` stands for this type alone.
unsafe impl Named for Generator {
    const TAG: Tag = Tag::Generator;
}

impl Generator {
    /// The number that stands for the place of one that is done.
    pub const IS_DONE: i64 = -1;
    /// The number that stands for the place of one that runs.
    pub const RUNS: i64 = -2;

    /// Where native code finds the place at which it goes on.
    pub const PC_OFFSET: usize = std::mem::offset_of!(Generator, pc);
    /// Where native code finds how many registers it keeps.
    pub const KEPT_OFFSET: usize = std::mem::offset_of!(Generator, kept);
    /// Where native code finds the called value.
    pub const CALLEE_OFFSET: usize = std::mem::offset_of!(Generator, callee);
    /// Where native code finds the registers.
    pub const REGISTERS_OFFSET: usize = size_of::<Generator>();

    /// A generator that runs, with room for so many registers.
    ///
    /// # Errors
    /// When the heap is full.
    pub fn new(
        heap: &mut Heap,
        function: FnId,
        callee: Value,
        room: usize,
    ) -> Result<Gc<Generator>, OutOfMemory> {
        let generator = Generator {
            header: Header::new(Kind::Generator, State::Running as u8, function.0),
            pc: Cell::new(0),
            kept: Cell::new(0),
            callee: Cell::new(callee),
            room: room as u64,
        };
        heap.alloc(generator, room * size_of::<Value>())
    }

    /// The function whose body it runs.
    #[inline(always)]
    pub fn function(&self) -> FnId {
        FnId(self.header.extra.get())
    }

    /// What it is about.
    #[inline(always)]
    pub fn state(&self) -> State {
        match self.header.form.get() {
            0 => State::Waiting,
            1 => State::Running,
            _ => State::Done,
        }
    }

    /// Where it goes on, if it waits.
    #[inline(always)]
    pub fn waits_at(&self) -> Option<Pc> {
        (self.state() == State::Waiting).then(|| Pc(self.pc.get()))
    }

    /// Its function and where it goes on, as one number: the function times 2^32 and the place. -1 if it is done, -2 if it
    /// runs.
    #[inline(always)]
    pub fn place(&self) -> i64 {
        match self.state() {
            State::Waiting => Generator::place_of(self.function(), Pc(self.pc.get())),
            State::Running => Generator::RUNS,
            State::Done => Generator::IS_DONE,
        }
    }

    /// The number of a place where a generator of the function may wait.
    pub fn place_of(function: FnId, pc: Pc) -> i64 {
        i64::from(function.0) << 32 | i64::from(pc.0)
    }

    /// How many registers it has room for.
    pub fn room(&self) -> usize {
        self.room as usize
    }

    /// It runs: somebody has taken what it kept.
    #[inline(always)]
    pub fn run(&self) {
        self.kept.set(0);
        self.header.form.set(State::Running as u8);
    }

    /// The value that was called: the function, or a closure of it.
    #[inline(always)]
    pub fn callee(&self) -> Value {
        self.callee.get()
    }

    /// It is done: it keeps nothing.
    pub fn finish(&self) {
        self.header.form.set(State::Done as u8);
        self.kept.set(0);
        self.callee.set(Value::NULL);
    }
}

impl Gc<Generator> {
    /// The registers of its window that it keeps.
    #[inline(always)]
    pub fn kept<'a>(self) -> &'a [Cell<Value>] {
        // SAFETY: `kept` values stand behind the object, written by `suspend`; the object is live by the invariant
        // of `Gc`, which the slice inherits. `Cell<Value>` has the layout of `Value`.
        unsafe { slice::from_raw_parts(self.trailing(), self.kept.get() as usize) }
    }

    /// It waits at `pc`, with these as the first registers of its window.
    ///
    /// # Panics
    /// When they are more than it has room for.
    #[inline(always)]
    pub fn suspend(self, heap: &mut Heap, pc: Pc, registers: &[Value]) {
        assert!(registers.len() as u64 <= self.room, "a window has its size");
        // SAFETY: there is room for them, as was just checked; the object lies in the heap and the registers do not.
        unsafe {
            registers
                .as_ptr()
                .copy_to_nonoverlapping(self.trailing(), registers.len());
        }
        self.kept.set(registers.len() as u32);
        self.pc.set(pc.0);
        self.header.form.set(State::Waiting as u8);
        heap.barrier(self);
    }

    /// It runs: its registers go to `window`, which is large enough, and it keeps none.
    ///
    /// # Safety
    /// Behind `window` there is memory for as many values as it keeps, none of it in the heap.
    #[inline(always)]
    pub unsafe fn resume(self, window: *mut Value) {
        let kept = self.kept.get() as usize;
        // SAFETY: the caller's promise; that many values were written by `suspend`.
        unsafe { window.copy_from_nonoverlapping(self.trailing(), kept) };
        self.run();
    }
}
