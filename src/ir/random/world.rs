//! The world that random graphs run in.
//!
//! ```text
//! r0 int  r1 int  r2 float  r3 bool  r4 array int  r5 array float  r6 array generic  r7 hash  r8 struct  r9 closure
//! r10 cell  r11 str  r12 range  r13 null  r14 array (r4, or one that shares its buffer)  r15 array bool
//! ```
//!
//! Constants `k0:str k1:str k2:bigint`, four globals, names `sym0 sym1 sym2`, functions `f0 f1 f2`. Of a call it
//! answers what depends on the callee and its arguments, or throws; each call and each builtin is remembered.
//!
//! Invariant: nothing but the seed decides what is in it.

use super::Random;
use crate::heap::{
    Array, Closure, Heap, HeapCell, HeapConfig, Key, OutOfMemory, Range, Roots, Str, Struct, Tracer,
};
use crate::heap::{BigInt, Hash};
use crate::index::{BuiltinId, ConstId, EnumId, ExitId, FnId, GlobalId, ShapeId, SymbolId, TreeId};
use crate::ir::eval::{Call, Called, Environment, FrameState, Poll, StackLimits, TreeRun};
use crate::ir::{FormKind, Helper};
use crate::runtime::Fault;
use crate::value::{Tag, Value};

/// What the registers hold.
pub(super) const TAGS: [Tag; 16] = [
    Tag::Int,
    Tag::Int,
    Tag::Float,
    Tag::Bool,
    Tag::Array,
    Tag::Array,
    Tag::Array,
    Tag::Hash,
    Tag::Struct,
    Tag::Closure,
    Tag::Cell,
    Tag::Str,
    Tag::Range,
    Tag::Null,
    Tag::Array,
    Tag::Array,
];

/// The kinds of the arrays.
pub(super) const KINDS: [(u32, FormKind); 5] = [
    (4, FormKind::Int),
    (5, FormKind::Float),
    (6, FormKind::Generic),
    (14, FormKind::Int),
    (15, FormKind::Bool),
];

/// See the module's documentation.
pub struct World {
    heap: Heap,
    /// The home registers.
    pub registers: Vec<Value>,
    /// The global variables.
    pub globals: Vec<Value>,
    constants: Vec<Value>,
    names: Vec<Value>,
    callee: Value,
    /// What was called, and with how many arguments.
    pub calls: Vec<String>,
    /// The shapes of structures with no, one and two fields.
    pub shapes: [ShapeId; 3],
}

struct WorldRoots<'a>([&'a [Value]; 6]);

impl Roots for WorldRoots<'_> {
    fn trace(&mut self, tracer: &mut Tracer) {
        self.0.iter().for_each(|values| tracer.values(values));
    }
}

const INTS: [i64; 10] = [0, 1, -1, 7, 63, 2, 100, i64::MAX, i64::MIN, 1 << 40];
const FLOATS: [f64; 6] = [0.0, -0.0, 1.5, f64::NAN, f64::INFINITY, 1e300];

impl World {
    /// The constants that graphs name.
    pub fn constants(&self) -> &[Value] {
        &self.constants
    }

    /// The world of a seed.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn new(seed: u64) -> Result<World, OutOfMemory> {
        let mut random = Random::new(seed ^ 0x5eed);
        let mut heap = Heap::new(HeapConfig {
            stress: true,
            poison: true,
            verify: true,
            ..HeapConfig::default()
        });
        let heap_ref = &mut heap;
        let empty = heap_ref.shapes.new_family(2);
        let one = heap_ref.next_shape(empty, SymbolId(0))?;
        let two = heap_ref.next_shape(one, SymbolId(1))?;
        let names = ["x", "y", "z"].map(|name| Str::new(heap_ref, name).map(Value::from));
        let names: Vec<Value> = names.into_iter().collect::<Result<_, _>>()?;
        let big = dashu_int::IBig::from(1) << 70;
        let constants = vec![
            Str::new(heap_ref, "añb")?.into(),
            Str::new(heap_ref, &"long ".repeat(30))?.into(),
            BigInt::value_of(heap_ref, &big)?,
            Value::variant(EnumId(1), 2),
            Value::variant(EnumId(0), 0),
        ];
        let len = 1 + random.below(5);
        let ints: Vec<Value> = (0..len).map(|_| Value::int(random.pick(&INTS))).collect();
        let ints = Array::from_values(heap_ref, &ints)?;
        let floats: Vec<Value> = (0..len)
            .map(|_| Value::float(random.pick(&FLOATS)))
            .collect();
        let floats = Array::from_values(heap_ref, &floats)?;
        let bools: Vec<Value> = (0..len).map(|_| Value::bool(random.chance(50))).collect();
        let bools = Array::from_values(heap_ref, &bools)?;
        let generic = Array::from_values(heap_ref, &[Value::NULL, ints.value(), constants[0]])?;
        let other = if random.chance(50) {
            ints
        } else {
            ints.pushed(heap_ref, Value::int(5))?
        };
        let hash = Hash::new(heap_ref, 0)?;
        for (name, value) in names.iter().zip([Value::int(3), floats.value()]) {
            if let Some(name) = name.as_str() {
                hash.insert(heap_ref, Key::str(name), value)?;
            }
        }
        let object = Struct::new(heap_ref, one)?;
        object.set_slot(heap_ref, 0, Value::int(4));
        let cell = HeapCell::new(heap_ref, Value::int(random.pick(&INTS)))?;
        let closure = Closure::new(heap_ref, FnId(1), &[cell.value(), Value::int(9)])?;
        let registers = vec![
            Value::int(random.pick(&INTS)),
            Value::int(random.pick(&INTS)),
            Value::float(random.pick(&FLOATS)),
            Value::bool(random.chance(50)),
            ints.value(),
            floats.value(),
            generic.value(),
            hash.value(),
            object.value(),
            closure.value(),
            cell.value(),
            Str::new(heap_ref, "text")?.into(),
            Range::new(heap_ref, 2, 6)?.into(),
            Value::NULL,
            other.value(),
            bools.value(),
        ];
        Ok(World {
            globals: vec![Value::int(1), Value::UNSET, ints.value(), Value::FALSE],
            heap,
            registers,
            constants,
            names,
            callee: closure.value(),
            calls: Vec::new(),
            shapes: [empty, one, two],
        })
    }

    fn collect(&mut self, roots: &[Value]) {
        let mut roots = WorldRoots([
            roots,
            &self.registers,
            &self.globals,
            &self.constants,
            &self.names,
            std::slice::from_ref(&self.callee),
        ]);
        self.heap.collect(&mut roots);
    }

    /// A value of few bits, whatever it is made of.
    fn digest(arguments: &[Value]) -> i64 {
        let digits = arguments.iter().map(|value| match value.as_int() {
            Some(n) => n,
            None => match value.as_float() {
                // Tells the zeroes apart; NaNs are one to programs.
                Some(x) if !x.is_nan() => x.to_bits() as i64,
                _ => value.tag() as i64,
            },
        });
        digits.fold(17, |sum: i64, n| sum.wrapping_mul(31).wrapping_add(n))
    }
}

impl Environment for World {
    fn heap(&mut self) -> &mut Heap {
        &mut self.heap
    }

    fn register(&mut self, home: u32) -> Value {
        self.registers[home as usize]
    }

    fn set_register(&mut self, home: u32, value: Value) {
        self.registers[home as usize] = value;
    }

    fn callee(&mut self) -> Value {
        self.callee
    }

    fn constant(&mut self, id: ConstId) -> Value {
        self.constants[id.index()]
    }

    fn global(&mut self, id: GlobalId) -> Value {
        self.globals[id.index()]
    }

    fn set_global(&mut self, id: GlobalId, value: Value) {
        self.globals[id.index()] = value;
    }

    fn name_string(&mut self, name: SymbolId) -> u64 {
        self.names[name.index()].bits()
    }

    fn safepoint(&mut self, roots: &[Value]) -> Poll {
        self.collect(roots);
        Poll::Continue
    }

    fn has_room(&mut self, frames: u32, registers: u32) -> bool {
        frames < 100 && registers < 1000
    }

    /// So that native code asks each time.
    fn limits(&self) -> Option<StackLimits> {
        Some(StackLimits {
            frame: usize::MAX,
            stack: 0,
        })
    }

    fn helper(&mut self, helper: Helper, arguments: &[Value]) -> Result<Value, Fault> {
        self.calls
            .push(format!("{helper:?} {}", Self::digest(arguments)));
        match helper {
            Helper::template => Ok(Value::int(Self::digest(arguments))),
            Helper::clear_caught => Ok(Value::NULL),
            _ => Err(Fault::message("not in this world")),
        }
    }

    fn builtin(&mut self, native: BuiltinId, arguments: &[Value]) -> Result<Value, Fault> {
        if native == BuiltinId(1) {
            return Err(Fault::message("refused"));
        }
        self.calls
            .push(format!("{native} {}", Self::digest(arguments)));
        Ok(Value::int(Self::digest(arguments) >> 32))
    }

    fn call(&mut self, call: Call<'_>) -> Called {
        self.calls
            .push(format!("{} {}", call.callee, Self::digest(call.arguments)));
        self.collect(call.roots);
        match call.callee {
            FnId(0) => {
                self.globals[0] = Value::int(self.calls.len() as i64);
                Called::Returned(Value::float(0.5))
            }
            FnId(1) if self.calls.len() > 12 => Called::Threw(Value::int(13)),
            FnId(1) => Called::Returned(Value::int(self.calls.len() as i64)),
            _ if self.calls.len().is_multiple_of(4) => Called::Declined,
            _ => Called::Bailed,
        }
    }

    fn call_tree(&mut self, tree: TreeId, _: &[FrameState], roots: &[Value]) -> TreeRun {
        self.calls.push(format!("{tree}"));
        self.collect(roots);
        self.registers[0] = Value::int(self.calls.len() as i64);
        match tree {
            TreeId(0) => TreeRun::At(ExitId(0)),
            _ => TreeRun::Declined,
        }
    }

    fn error_value(&mut self, fault: &Fault, frames: &[FrameState]) -> Value {
        let text = fault.to_string();
        self.calls.push(format!("{text} at {}", frames.len()));
        Value::int(text.len() as i64)
    }
}
