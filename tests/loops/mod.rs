//! Loops as the builder makes them, with a world to run them in and the same in C. `native_loops.rs` compares native code
//! with the evaluator, `benches/native.rs` measures.
//!
//! ```text
//! sum.ir      graph t1 loop f0@4 ...      registers: total, i, limit
//! ```
//!
//! Invariant: for any length each of them is left where its loop ends, or at a guard that fails.

use std::sync::Arc;

use hivm::heap::{
    Array, Closure, Hash, Heap, HeapCell, HeapConfig, Key, Roots, Str, Struct, Tracer,
};
use hivm::index::{BuiltinId, ConstId, FnId, GlobalId, SymbolId, TreeId};
use hivm::ir::Helper;
use hivm::ir::eval::{Call, Called, Environment, FrameState, Outcome, Poll, TreeRun};
use hivm::jit::{Code, Ended, Tables};
use hivm::runtime::Fault;
use hivm::value::Value;

/// A loop.
pub struct Loop {
    pub name: &'static str,
    pub graph: &'static str,
    /// The registers that it is entered with, for so many iterations.
    pub enter: fn(&mut World, i64),
    /// `long run(long n)`, if C has the like.
    pub c: &'static str,
}

macro_rules! loops {
    ($($name:ident($world:ident, $n:ident) $enter:block $c:literal)*) => {
        pub const LOOPS: &[Loop] = &[$(Loop {
            name: stringify!($name),
            graph: include_str!(concat!(stringify!($name), ".ir")),
            enter: |$world, $n| $enter,
            c: $c,
        },)*];
    };
}

loops! {
    sum(world, n) { world.set(&[Value::int(0), Value::int(0), Value::int(n)]) }
    "long run(long n) { long total = 0;
       for (long i = 0; i < n; ) {
         if (__builtin_add_overflow(total, i & 1023, &total)) return -1;
         if (__builtin_add_overflow(i, 1, &i)) return -1;
         asm volatile(\"\" : \"+r\"(total)); }
       return total; }"

    nested(world, n) { world.set(&[Value::int(0), Value::int(0), Value::int((n as f64).sqrt() as i64)]) }
    "long run(long n) { long total = 0, m = __builtin_sqrt(n);
       for (long i = 0; i < m; i++)
         for (long j = 0; j < m; j++) {
           if (__builtin_add_overflow(total, i & j, &total)) return -1;
           asm volatile(\"\" : \"+r\"(total)); }
       return total; }"

    sieve(world, n) {
        let array = Array::filled(&mut world.heap, n as usize / 3 + 3, Value::TRUE).expect("room");
        world.set(&[array.value(), Value::int(2), Value::int(0)]);
    }
    "#include <stdlib.h>\n#include <string.h>
     long run(long n) { long len = n / 3 + 3, count = 0; char *a = malloc(len); memset(a, 1, len);
       for (long i = 2; i < len; i++)
         if (a[i]) { count++; for (long j = i + i; j < len; j += i) a[j] = 0; }
       free(a); return count; }"

    floats(world, n) {
        let x: Vec<Value> = (0..n).map(|i| Value::float(i as f64 * 0.25)).collect();
        let x = Array::from_values(&mut world.heap, &x).expect("room");
        let v = Array::filled(&mut world.heap, n as usize, Value::float(0.5)).expect("room");
        world.set(&[x.value(), v.value(), Value::int(0), Value::float(0.0), Value::float(7.5)]);
    }
    "#include <stdlib.h>\n#include <math.h>
     long run(long n) { double *x = malloc(8 * n), *v = malloc(8 * n), e = 0;
       for (long i = 0; i < n; i++) { x[i] = i * 0.25; v[i] = 0.5; }
       for (long i = 0; i < n; i++) {
         double d = x[i] - 7.5, q = d * d, m = 0.01 / (q * __builtin_sqrt(q + 1.0));
         v[i] -= d * m; e += v[i] * v[i]; }
       free(x); free(v); return e; }"

    diamonds(world, n) { world.set(&[Value::int(0), Value::int(0), Value::int(n)]) }
    "long run(long n) { long t = 0;
       for (long i = 0; i < n; i++) { long b = (i * 40503) & 2097151;
         for (int k = 0; k < 6; k++)
           if (b & (1L << (k * 3 + 1))) { if (__builtin_add_overflow(t, k * 7 + 3, &t)) return -1; }
           else t ^= k * 5 + 1; }
       return t; }"

    strings(world, n) {
        let array = Array::from_values(&mut world.heap, &[Value::NULL]).expect("room");
        let start = Str::new(&mut world.heap, "a string that is not interned, for it is too long").expect("room");
        world.set(&[start.value(), array.value(), Value::int(0), Value::int(n)]);
    }
    ""

    push(world, n) {
        let ints = Array::from_values(&mut world.heap, &[Value::int(1)]).expect("room");
        let floats = Array::from_values(&mut world.heap, &[Value::float(1.0)]).expect("room");
        world.set(&[ints.value(), floats.value(), Value::int(0), Value::int(n), Value::int(0)]);
    }
    "#include <stdlib.h>
     struct v { long len, cap; long *data; };
     static void push(struct v *a, long x) {
       if (a->len == a->cap) { a->cap = a->cap ? 2 * a->cap : 4; a->data = realloc(a->data, 8 * a->cap); }
       a->data[a->len++] = x; }
     long run(long n) { struct v a = {0}, b = {0}; long t = 0;
       for (long i = 0; i < n; i++) { double d = i * 0.5; long bits; __builtin_memcpy(&bits, &d, 8);
         push(&a, i); push(&b, bits); if (!(i & 1)) t += a.data[--a.len]; }
       free(a.data); free(b.data); return t; }"

    hash(world, n) {
        let hash = Hash::new(&mut world.heap, 256).expect("room");
        for key in 0..256 {
            hash.insert(&mut world.heap, Key::new(Value::int(key)).expect("a key"), Value::int(0)).expect("room");
        }
        world.set(&[hash.value(), Value::int(0), Value::int(n)]);
    }
    ""

    variables(world, n) {
        world.globals = vec![Value::int(0), Value::NULL];
        let cell = HeapCell::new(&mut world.heap, Value::int(0)).expect("room").value();
        let closure = Closure::new(&mut world.heap, FnId(1), &[cell, Value::int(3)]).expect("room");
        world.set(&[closure.value(), Value::int(0), Value::int(n)]);
    }
    "struct value { long tag, bits; }; struct value globals[2] = {{3, 0}, {3, 0}}, captured[2] = {{3, 0}, {3, 3}};
     long run(long n) {
       for (long i = 0; i < n; i++) {
         if (globals[0].tag != 3) return -1;
         if (__builtin_add_overflow(globals[0].bits, 1, &globals[0].bits)) return -1;
         globals[1] = globals[0];
         if (captured[0].tag != 3 || captured[1].tag != 3) return -1;
         if (__builtin_add_overflow(captured[0].bits, captured[1].bits, &captured[0].bits)) return -1;
         asm volatile(\"\" ::: \"memory\"); }
       return captured[0].bits; }"

    fields(world, n) {
        let mut shape = world.heap.shapes.new_family(3);
        for name in 0..3 {
            shape = world.heap.next_shape(shape, SymbolId(name)).expect("room");
        }
        let object = Struct::new(&mut world.heap, shape).expect("room");
        assert_eq!(shape.0, 3, "the graph's shape");
        object.set_slot(&mut world.heap, 0, Value::float(0.0));
        object.set_slot(&mut world.heap, 1, Value::float(0.5));
        world.set(&[object.value(), Value::int(0), Value::int(n)]);
    }
    "struct o { int shape; struct { long tag; union { double x; void *p; }; } slots[3]; };
     struct o object = {3, {{4, {0.0}}, {4, {0.5}}, {0, {0.0}}}};
     long run(long n) { struct o *o = &object;
       for (long i = 0; i < n; i++) {
         if (o->shape != 3 || o->slots[0].tag != 4 || o->slots[1].tag != 4) return -1;
         o->slots[0].x += o->slots[1].x;
         o->slots[2].tag = 12; o->slots[2].p = o;
         asm volatile(\"\" ::: \"memory\"); }
       return o->slots[0].x; }"
}

/// A loop of about so many instructions in steps: checked arithmetic, a comparison, and in turn a load from an array, a
/// global variable, a diamond. Each exit writes seven values.
pub fn long(operations: usize) -> String {
    let mut text = String::from("graph t1 loop f0@0\n  entry:\n");
    for n in 0..9 {
        let tag = if n == 6 { "array" } else { "int" };
        text += &format!(
            "    %{n}: any = reg r{n}\n    %{}: {tag} = guard_tag {tag}, %{n}, s0\n",
            n + 10
        );
    }
    text += "    jump b1(%10, %11, %12, %13, %14, %15, %17)\n";
    text += "  b1(%20: int, %21: int, %22: int, %23: int, %24: int, %25: int, %26: int):\n    safepoint s1\n";
    text += "    %27: bool = lt %26, %18\n    guard_true %27, s1\n";
    let mut now: Vec<usize> = (20..26).collect();
    let named = |now: &[usize]| -> String {
        now.iter()
            .enumerate()
            .map(|(n, v)| format!(" r{n}=%{v}"))
            .collect()
    };
    let mut snaps = format!("  s0: f0@0\n  s1: f0@1{} r7=%26\n", named(&now));
    let (mut next, mut snap, mut block, mut done, mut turn) = (30, 1, 2, 0, 0);
    while done < operations {
        let (a, b) = (now[turn % 6], now[(turn + 1) % 6]);
        let v = next;
        match turn % 4 {
            0 => {
                text += &format!(
                    "    %{v}: int = band %{a}, 63\n    guard_kind int, %16, s{snap}\n    %{}: int = array_len %16\n    \
                     %{}: bool = below %{v}, %{}\n    guard_true %{}, s{snap}\n    %{}: data = array_data %16\n    \
                     %{}: int = load_int %16, %{}, %{v}\n",
                    v + 1,
                    v + 2,
                    v + 1,
                    v + 2,
                    v + 3,
                    v + 4,
                    v + 3
                );
                now[turn % 6] = v + 4;
                done += 7;
            }
            1 => {
                text += &format!(
                    "    %{v}: any = global g{}\n    %{}: int = guard_tag int, %{v}, s{snap}\n    \
                     %{}: int = bxor %{}, %{a}\n    %{}: bool = ge %{}, -1\n    guard_true %{}, s{snap}\n",
                    turn % 2,
                    v + 1,
                    v + 2,
                    v + 1,
                    v + 3,
                    v + 2,
                    v + 3
                );
                now[turn % 6] = v + 2;
                done += 5;
            }
            2 => {
                text += &format!(
                    "    %{v}: int = band %{b}, 3\n    %{}: bool = eq %{v}, 1\n    branch %{}, b{block}(), b{}()\n  b{block}:\n    \
                     %{}: int = add_ov %{a}, 3, s{snap}\n    jump b{}(%{})\n  b{}:\n    %{}: int = bxor %{a}, 5\n    \
                     jump b{}(%{})\n  b{}(%{}: int):\n",
                    v + 1,
                    v + 1,
                    block + 1,
                    v + 2,
                    block + 2,
                    v + 2,
                    block + 1,
                    v + 3,
                    block + 2,
                    v + 3,
                    block + 2,
                    v + 4
                );
                now[turn % 6] = v + 4;
                block += 3;
                done += 7;
            }
            _ => {
                text += &format!(
                    "    %{v}: int = add_ov %{a}, %{b}, s{snap}\n    %{}: int = band %{v}, 65535\n    \
                     %{}: bool = lt %{}, 65536\n    guard_true %{}, s{snap}\n",
                    v + 1,
                    v + 2,
                    v + 1,
                    v + 2
                );
                now[turn % 6] = v + 1;
                done += 4;
            }
        }
        next += 5;
        snap += 1;
        turn += 1;
        snaps += &format!("  s{snap}: f0@{snap}{} r7=%26\n", named(&now));
    }
    let args: Vec<String> = now.iter().map(|v| format!("%{v}")).collect();
    text += &format!(
        "    %{next}: int = add_ov %26, 1, s{snap}\n    jump b1({}, %{next})\n{snaps}",
        args.join(", ")
    );
    text
}

/// What the loops run on.
pub struct World {
    pub heap: Heap,
    pub registers: Vec<Value>,
    pub globals: Vec<Value>,
    constants: Vec<Value>,
    /// The safepoints that were asked for.
    pub collections: usize,
}

struct WorldRoots<'a>([&'a [Value]; 4]);

impl Roots for WorldRoots<'_> {
    fn trace(&mut self, tracer: &mut Tracer) {
        self.0.iter().for_each(|values| tracer.values(values));
    }
}

impl World {
    /// A world that is ready to enter the loop.
    pub fn new(config: HeapConfig, it: &Loop, n: i64) -> World {
        let mut heap = Heap::new(config);
        let constants = vec![Str::new(&mut heap, "x").expect("room").value()];
        let mut world = World {
            heap,
            registers: Vec::new(),
            globals: Vec::new(),
            constants,
            collections: 0,
        };
        (it.enter)(&mut world, n);
        world
    }

    fn set(&mut self, registers: &[Value]) {
        self.registers = registers.to_vec();
        self.registers.resize(16, Value::UNSET);
    }

    /// A world for the graph of [`long`].
    pub fn of_long(n: i64) -> World {
        let long = Loop {
            name: "long",
            graph: "",
            enter: |world, n| {
                let ints: Vec<Value> = (0..64).map(|n| Value::int(n & 15)).collect();
                let array = Array::from_values(&mut world.heap, &ints).expect("room");
                let mut registers: Vec<Value> = (1..7).map(Value::int).collect();
                registers.extend([array.value(), Value::int(0), Value::int(n)]);
                world.globals = vec![Value::int(5), Value::int(6)];
                world.set(&registers);
            },
            c: "",
        };
        World::new(HeapConfig::default(), &long, n)
    }

    fn tables(&mut self) -> Tables {
        Tables {
            base: self.registers.as_mut_ptr(),
            globals: self.globals.as_mut_ptr(),
            constants: self.constants.as_ptr(),
            signals: Arc::as_ptr(self.heap.signals()),
            fail_at: 0,
            frame: std::ptr::null_mut(),
            entries: std::ptr::null(),
            slots: std::ptr::null(),
            rounds: u64::MAX,
        }
    }

    /// Runs the code of the loop.
    pub fn run(&mut self, code: &Code) -> Outcome {
        let tables = self.tables();
        // SAFETY: the loops use registers below 16, the globals that `enter` makes, and the one constant.
        unsafe { code.run(self, tables) }
    }

    /// The same, without gathering the frames.
    pub fn enter(&mut self, code: &Code) -> Ended {
        let mut tables = self.tables();
        // SAFETY: as in `run`.
        unsafe { code.enter(self, &mut tables) }
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
        Value::NULL
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
        panic!("no name {name}")
    }
    fn safepoint(&mut self, roots: &[Value]) -> Poll {
        if self.heap.is_due() {
            self.collections += 1;
            let mut roots = WorldRoots([roots, &self.registers, &self.globals, &self.constants]);
            self.heap.collect(&mut roots);
        }
        Poll::Continue
    }
    fn has_room(&mut self, _: u32, _: u32) -> bool {
        true
    }
    fn helper(&mut self, helper: Helper, _: &[Value]) -> Result<Value, Fault> {
        panic!("no {helper:?}")
    }
    fn builtin(&mut self, native: BuiltinId, _: &[Value]) -> Result<Value, Fault> {
        panic!("no {native}")
    }
    fn call(&mut self, call: Call<'_>) -> Called {
        panic!("no {}", call.callee)
    }
    fn call_tree(&mut self, tree: TreeId, _: &[FrameState], _: &[Value]) -> TreeRun {
        panic!("no {tree}")
    }
    fn error_value(&mut self, fault: &Fault, _: &[FrameState]) -> Value {
        panic!("{fault}")
    }
}
