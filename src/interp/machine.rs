//! The state of a machine: register stack, frames, tables, heap. What the handlers work on.
//!
//! ```text
//!  register stack (one reserved mapping, grows up)          frames
//!  +--------+------------------+---------------------+      +-----------------+
//!  | result | main's window .. | callee | window ... |      | pc | base       |  of the caller, where to
//!  +--------+------------------+--------+------------+      | pc | base       |  go on when the callee returns
//!           ^ base of main              ^ base       ^ top  +-----------------+ <- frame
//! ```
//!
//! A callee's window begins inside its caller's: the arguments are already in place, and the called value lies
//! in the slot in front. A frame saves only what a return needs. Depth is the number of frames.
//!
//! Invariants: every slot of the register stack holds a valid value; slots at or above `stack_limit` are zero;
//! all tables that code indexes have fixed addresses.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::attached::Attached;
use super::floor::Bounds;
use super::reserve::Reserved;
use super::step::Stop;
use super::trace::CallSite;
use crate::builtins::Host;
use crate::bytecode::Program;
use crate::bytecode::op::{Op, set_operand_bits};
use crate::heap::Signals;
use crate::index::{BuiltinId, EnumId, FnId, ShapeId, SymbolId};
use crate::value::Value;

/// Where a caller goes on.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Frame {
    /// The instruction after the call.
    pub pc: *const u64,
    /// The caller's window.
    pub base: *mut Value,
}

/// What a call needs to know of a function.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Entry {
    /// Its first instruction.
    pub code: *const u64,
    /// The bytes of its window.
    pub window: u32,
    /// The number of arguments it takes, or [`Entry::INEXACT`].
    pub arity: u16,
    /// The number of registers that parameters fill.
    pub params: u16,
}

impl Entry {
    /// Stands for an arity that needs a closer look: optional or rest parameters.
    pub const INEXACT: u16 = u16::MAX;
}

/// What a method name stands for on values without a field of that name.
#[derive(Clone, Copy, Default)]
pub struct Methods {
    /// On arrays: changes them in place.
    pub array: Option<Value>,
    /// On generators.
    pub generator: Option<Value>,
    /// On anything.
    pub any: Option<Value>,
}

/// A symbol as a field of hashes: what to look for, and where it was last.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct FieldName {
    /// The payload of the name's string.
    pub string: u64,
    /// The entry of the hash that had it last.
    pub hint: u32,
}

/// What an instruction that works on fields or methods of instances found last: see `classes.rs`.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub struct Cache {
    /// The instance's shape, plus 1; 0 for nothing.
    pub shape: u32,
    /// The field's slot, with the kind of the field's values in the highest byte; or the method's function.
    pub found: u32,
}

/// Limits of a run.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The most frames.
    pub depth: usize,
    /// How often a loop comes back or a function is entered until it is hot; [`super::NEVER_HOT`] for never.
    pub heat: u32,
    /// The heap's limit in bytes, for its message.
    pub memory: usize,
}

/// An exception under way, or the one last caught.
#[derive(Default)]
pub struct Exception {
    /// What was thrown.
    pub value: Option<Value>,
    /// The frames it has left so far, innermost first.
    pub trace: Vec<CallSite>,
    /// Where it came through the frame that caught it: what a call stack shows of that frame if it is thrown on.
    pub caught_at: Option<CallSite>,
}

impl Exception {
    /// A value that is just being thrown.
    pub fn new(value: Value) -> Exception {
        let value = Some(value);
        Exception {
            value,
            ..Exception::default()
        }
    }
}

/// See the module's documentation.
#[repr(C)]
pub struct Machine {
    /// The first free frame.
    pub(super) frame: *mut Frame,
    /// The frame that would be one too deep.
    pub(super) frame_limit: *mut Frame,
    /// Windows end here at the latest, until the stack grows.
    pub(super) stack_limit: *mut Value,
    /// The first function's entry.
    pub(super) entries: *const Entry,
    /// Those of the host's `Attention`, and of its heap.
    signals: *const Signals,
    /// What is added to half an address of code to find the counter that belongs to it: see `heat.rs`.
    pub(super) heat_bias: usize,
    /// What is added to an address of code to find the cache that belongs to it.
    pub(super) cache_bias: usize,
    /// The running instruction, whenever it is executed in full.
    pub(super) pc: *const u64,
    /// The running window, whenever an instruction is executed in full.
    pub(super) base: *mut Value,

    /// Heap, output, input.
    pub host: Host,
    /// Limits of a run.
    pub limits: Limits,
    /// The program that is loaded.
    pub(super) program: Arc<Program>,
    pub(super) registers: Reserved<Value>,
    pub(super) frames: Reserved<Frame>,
    pub(super) entry_table: Reserved<Entry>,
    /// The code of all functions, one after the other, with a word between them.
    pub(super) code: Reserved<u64>,
    /// Words of it that are in use.
    pub(super) code_used: usize,
    /// A counter for each word of code.
    pub(super) heat: Reserved<u32>,
    /// A cache for each word of code.
    pub(super) caches: Reserved<Cache>,
    /// What counters start with.
    pub(super) heat_start: u32,
    /// All constants; the first ones are the operands called near.
    pub(super) constants: Reserved<Value>,
    pub(super) constant_count: usize,
    pub(super) globals: Vec<Value>,
    /// What graphs that wait for a call keep alive besides registers.
    pub(super) held: Vec<Value>,
    /// Each symbol's name as a string of the heap.
    pub(super) symbol_strings: Vec<Value>,
    /// By symbol, in step with `symbol_strings`.
    pub(super) field_names: Reserved<FieldName>,
    /// Globals that only symbols name, by symbol.
    pub(super) symbol_globals: Vec<Value>,
    pub(super) methods: Vec<Methods>,
    /// Which of an enum's values a name is.
    pub(super) variants: HashMap<(EnumId, SymbolId), u32, FixedState>,
    /// The native functions that code names, as rows of the table of builtins.
    pub(super) natives: Vec<BuiltinId>,
    /// Address spans of the functions' code, sorted: (first word, after the last word, function).
    pub(super) spans: Vec<(usize, usize, FnId)>,
    /// The first shape of the structures that assembly makes.
    pub(super) plain_shape: Option<ShapeId>,
    pub(super) exception: Exception,
    pub(super) caught: Exception,
    /// Why the run stopped.
    pub(super) stop: Stop,
    /// How often names came to stand for other methods than before.
    pub(super) relinked: u32,
    /// `call` and `halt`: where the bottom frame returns to.
    pub(super) bottom: Box<[u64; 2]>,
    /// What a debugger has set.
    pub(super) attached: Attached,
    /// Where the interpreter stops.
    pub(super) bounds: Bounds,
}

// SAFETY: the raw pointers are into mappings and boxes that the machine owns.
unsafe impl Send for Machine {}

/// The most functions a machine can load.
const MAX_FUNCTIONS: usize = 1 << 22;
/// The most constants a machine can load.
const MAX_CONSTANTS: usize = 1 << 26;
/// The most words of code a machine can load.
const MAX_CODE: usize = 1 << 26;
/// Where it is loaded, unless something else is there: so far down that native code has addresses in it as 32 bits.
pub const CODE_START: usize = 1 << 28;
/// Words before the first function. Code and registers are both reserved from a page's start on; without a distance a
/// handler's loads of code meet its stores to registers at equal places in their pages, which the processor takes for the
/// same place until it knows better (4 KiB aliasing; measured: 1.4x on an empty loop).
pub(super) const CODE_OFFSET: usize = 320;
/// The most symbols a machine can load.
const MAX_SYMBOLS: usize = 1 << 22;
/// Address space for registers: 2^28 of them are 4 GiB.
const REGISTERS: usize = 1 << 28;
/// How far the register stack is open beyond the running window at first: 64 KiB.
pub(super) const STACK_STEP: usize = 4096;

impl Machine {
    /// A machine with nothing loaded.
    ///
    /// # Errors
    /// When the system refuses the address space for stacks and tables.
    pub fn new(mut host: Host, limits: Limits) -> std::io::Result<Box<Machine>> {
        let signals = host.names.attention.signals().clone();
        host.heap.signal_to(signals.clone());
        let registers = Reserved::<Value>::at_most(REGISTERS, 1 << 20)?;
        let frames = Reserved::<Frame>::new(limits.depth.saturating_add(1))?;
        let entry_table = Reserved::<Entry>::at_most(MAX_FUNCTIONS, 1 << 16)?;
        let constants = Reserved::<Value>::at_most(MAX_CONSTANTS, 1 << 16)?;
        let heat_start = limits.heat;
        let code = Reserved::<u64>::at_most_near(CODE_START, MAX_CODE, 1 << 20)?;
        let heat = Reserved::<u32>::new(code.capacity())?;
        let caches = Reserved::<Cache>::new(code.capacity())?;
        let field_names = Reserved::<FieldName>::at_most(MAX_SYMBOLS, 1 << 16)?;
        let mut bottom = Box::new([Op::call as u64, Op::halt as u64]);
        for operand in Op::call.info().operands {
            set_operand_bits(&mut bottom[..1], operand.offset, operand.size, 0);
        }
        Ok(Box::new(Machine {
            frame: frames.start(),
            frame_limit: frames.start().wrapping_add(limits.depth),
            stack_limit: registers.start().wrapping_add(STACK_STEP),
            entries: entry_table.start(),
            signals: Arc::as_ptr(&signals),
            heat_bias: (heat.start() as usize).wrapping_sub(code.start() as usize / 2),
            cache_bias: (caches.start() as usize).wrapping_sub(code.start() as usize),
            pc: std::ptr::null(),
            base: registers.start().wrapping_add(1),
            host,
            limits,
            program: Arc::default(),
            registers,
            frames,
            entry_table,
            code,
            code_used: CODE_OFFSET,
            heat,
            caches,
            heat_start,
            constants,
            constant_count: 0,
            globals: Vec::new(),
            held: Vec::new(),
            symbol_strings: Vec::new(),
            field_names,
            symbol_globals: Vec::new(),
            methods: Vec::new(),
            variants: HashMap::default(),
            natives: Vec::new(),
            spans: Vec::new(),
            plain_shape: None,
            exception: Exception::default(),
            caught: Exception::default(),
            stop: Stop::Done,
            relinked: 0,
            bottom,
            attached: Attached::default(),
            bounds: Bounds::default(),
        }))
    }

    /// The program that is loaded; whoever needs it on another thread clones it.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// Whether another thread asked for attention.
    #[inline(always)]
    pub fn wants_attention(&self) -> bool {
        // SAFETY: the host keeps them alive.
        unsafe { &*self.signals }.has_requests()
    }

    /// What makes it look up.
    pub(super) fn signals(&self) -> *const Signals {
        self.signals
    }

    /// The function's entry.
    #[inline(always)]
    pub(super) fn entry(&self, function: FnId) -> Entry {
        // SAFETY: function ids in verified code and in values are of loaded functions.
        unsafe { *self.entries.add(function.index()) }
    }

    /// The symbol as a field of hashes.
    #[inline(always)]
    pub(super) fn field_name(&mut self, name: SymbolId) -> &mut FieldName {
        // SAFETY: symbols in verified code are loaded.
        unsafe { &mut *self.field_names.start().add(name.index()) }
    }

    /// The constant.
    #[inline(always)]
    pub(super) fn constant(&self, index: usize) -> Value {
        // SAFETY: constants in verified code are loaded.
        unsafe { *self.constants.start().add(index) }
    }

    /// The number of frames, counting the running one.
    pub fn depth(&self) -> usize {
        // SAFETY: both point into the frames' mapping.
        unsafe { self.frame.offset_from(self.frames.start()) as usize }
    }

    /// How often a program that was loaded changed what methods the names of the ones before it stand for.
    pub fn relinked(&self) -> u32 {
        self.relinked
    }

    /// The method of that name on values without such a field.
    pub(super) fn method(&self, name: SymbolId) -> Methods {
        self.methods[name.index()]
    }

    /// The value that the program's bottom frame returned.
    pub fn result(&self) -> Value {
        // SAFETY: the first slot of the stack.
        unsafe { *self.registers.start() }
    }
}
