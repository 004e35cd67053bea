//! How fast the heap allocates and collects, in millions of objects a second: the same shapes made of
//! reference-counted values, in the heap with full collections only, and with generations.
//!
//! ```text
//! cargo bench --no-default-features --bench heap            all of them
//! cargo bench --no-default-features --bench heap -- trees   those whose name contains `trees`
//! ```

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use hivm::heap::{Array, Closure, Gc, Heap, HeapCell, HeapConfig, Roots, Str, Struct, Tracer};
use hivm::index::{FnId, ShapeId};
use hivm::value::Value;

/// A reference-counted value of 16 bytes.
#[derive(Clone, Default)]
enum Counted {
    #[default]
    Null,
    Int(#[expect(dead_code)] i64),
    Pair(Rc<[RefCell<Counted>; 2]>),
    Cell(Rc<RefCell<Counted>>),
    Closure(Rc<(usize, Box<[Counted]>)>),
    Floats(Rc<RefCell<Vec<f64>>>),
    Str(Rc<str>),
}

/// A heap and its roots, as a machine would have them.
struct Machine {
    heap: Heap,
    roots: Registers,
    pair: ShapeId,
}

struct Registers(Vec<Value>);

impl Roots for Registers {
    fn trace(&mut self, tracer: &mut Tracer) {
        tracer.values(&self.0);
    }
}

impl Machine {
    fn new(generational: bool) -> Machine {
        let mut heap = Heap::new(HeapConfig {
            generational,
            ..HeapConfig::default()
        });
        let pair = heap.shapes.new_family(2);
        Machine {
            heap,
            roots: Registers(vec![Value::NULL; 1000]),
            pair,
        }
    }

    #[inline(always)]
    fn safepoint(&mut self) {
        if self.heap.is_due() {
            self.heap.collect(&mut self.roots);
        }
    }

    #[inline(always)]
    fn pair(&mut self, left: Value, right: Value) -> Value {
        let pair = Struct::new(&mut self.heap, self.pair).expect("room");
        pair.set_slot(&mut self.heap, 0, left);
        pair.set_slot(&mut self.heap, 1, right);
        pair.value()
    }
}

/// A benchmark: what it does once, counted and in the heap, and how many objects that makes.
struct Bench {
    name: &'static str,
    objects: u64,
    counted: fn(u64),
    heap: fn(&mut Machine, u64),
}

const BENCHES: &[Bench] = &[
    Bench {
        name: "short trees",
        objects: 1 << 21,
        counted: |n| {
            for _ in 0..n >> 11 {
                black_box(counted_tree(10));
            }
        },
        heap: |machine, n| {
            for _ in 0..n >> 11 {
                heap_tree(machine, 10, 1);
                black_box(machine.roots.0[1]);
            }
        },
    },
    Bench {
        name: "trees beside a long-lived one",
        objects: (1 << 21) + (1 << 20),
        counted: |n| {
            let kept = counted_tree(19);
            for _ in 0..(n - (1 << 20)) >> 11 {
                black_box(counted_tree(10));
            }
            black_box(kept);
        },
        heap: |machine, n| {
            heap_tree(machine, 19, 0);
            for _ in 0..(n - (1 << 20)) >> 11 {
                heap_tree(machine, 10, 1);
                black_box(machine.roots.0[1]);
            }
        },
    },
    Bench {
        name: "a list of a million",
        objects: 1 << 20,
        counted: |n| {
            let mut list = Counted::Null;
            for i in 0..n {
                list = Counted::Pair(Rc::new([
                    RefCell::new(Counted::Int(i as i64)),
                    RefCell::new(list),
                ]));
            }
            // Dropped by hand, since drops recurse.
            while let Counted::Pair(pair) = list {
                list = pair[1].take();
            }
        },
        heap: |machine, n| {
            machine.roots.0[0] = Value::NULL;
            for i in 0..n {
                let rest = machine.roots.0[0];
                machine.roots.0[0] = machine.pair(Value::int(i as i64), rest);
                machine.safepoint();
            }
        },
    },
    Bench {
        name: "closures over a cell",
        objects: 1 << 22,
        counted: |n| {
            let mut kept = vec![Counted::Null; 1000];
            for i in 0..n / 2 {
                let cell = Counted::Cell(Rc::new(RefCell::new(Counted::Int(i as i64))));
                let captured = Box::new([cell, Counted::Int(1)]);
                kept[i as usize % 1000] = Counted::Closure(Rc::new((7, captured)));
            }
            for closure in &kept {
                if let Counted::Closure(closure) = closure
                    && let Counted::Cell(cell) = &closure.1[0]
                {
                    black_box((closure.0, &*cell.borrow()));
                }
            }
        },
        heap: |machine, n| {
            for i in 0..n / 2 {
                let heap = &mut machine.heap;
                let cell = HeapCell::new(heap, Value::int(i as i64)).expect("room");
                let captured = [cell.value(), Value::int(1)];
                let closure = Closure::new(heap, FnId(7), &captured).expect("room");
                machine.roots.0[i as usize % 1000] = closure.value();
                machine.safepoint();
            }
        },
    },
    Bench {
        name: "arrays of 16 floats, pushed",
        objects: 1 << 19,
        counted: |n| {
            let mut kept = vec![Counted::Null; 1000];
            for i in 0..n {
                let floats = Rc::new(RefCell::new(Vec::new()));
                for k in 0..16 {
                    floats.borrow_mut().push(k as f64);
                }
                kept[i as usize % 1000] = Counted::Floats(floats);
            }
            if let Counted::Floats(floats) = &kept[5] {
                black_box(floats.borrow().len());
            }
        },
        heap: |machine, n| {
            for i in 0..n {
                let array = Array::new(&mut machine.heap, 0).expect("room");
                for k in 0..16 {
                    array
                        .push(&mut machine.heap, Value::float(k as f64))
                        .expect("room");
                }
                machine.roots.0[i as usize % 1000] = array.value();
                machine.safepoint();
            }
        },
    },
    Bench {
        name: "strings of 40 bytes",
        objects: 1 << 21,
        counted: |n| {
            let mut kept = vec![Counted::Null; 1000];
            for i in 0..n {
                kept[i as usize % 1000] = Counted::Str(Rc::from(black_box(TEXT)));
            }
            if let Counted::Str(text) = &kept[5] {
                black_box(text.len());
            }
        },
        heap: |machine, n| {
            for i in 0..n {
                let text = Str::new(&mut machine.heap, black_box(TEXT)).expect("room");
                machine.roots.0[i as usize % 1000] = text.value();
                machine.safepoint();
            }
        },
    },
    Bench {
        name: "stores into a long-lived array",
        objects: 1 << 21,
        counted: |n| {
            let kept: Vec<Cell<Counted>> = (0..1 << 20).map(|_| Cell::default()).collect();
            for i in 0..n as usize {
                let cell = Rc::new(RefCell::new(Counted::Int(i as i64)));
                kept[i * 7919 % (1 << 20)].set(Counted::Cell(cell));
            }
            black_box(kept);
        },
        heap: |machine, n| {
            let kept = Array::filled(&mut machine.heap, 1 << 20, Value::NULL).expect("room");
            machine.roots.0[0] = kept.value();
            for i in 0..n as usize {
                let kept: Gc<Array> = machine.roots.0[0].as_array().expect("the array");
                let cell = HeapCell::new(&mut machine.heap, Value::int(i as i64)).expect("room");
                let index = i * 7919 % (1 << 20);
                kept.set(&mut machine.heap, index, cell.value())
                    .expect("room");
                machine.safepoint();
            }
        },
    },
];

const TEXT: &str = "a string that is as long as forty bytes.";

fn counted_tree(depth: u32) -> Counted {
    let below = || match depth {
        0 => Counted::Null,
        _ => counted_tree(depth - 1),
    };
    Counted::Pair(Rc::new([RefCell::new(below()), RefCell::new(below())]))
}

/// Makes a tree in a register, as a machine would: the registers behind it hold what is not done yet.
fn heap_tree(machine: &mut Machine, depth: u32, register: usize) {
    for child in [register, register + 1] {
        match depth {
            0 => machine.roots.0[child] = Value::NULL,
            _ => heap_tree(machine, depth - 1, child),
        }
    }
    machine.safepoint();
    let (left, right) = (machine.roots.0[register], machine.roots.0[register + 1]);
    machine.roots.0[register] = machine.pair(left, right);
}

/// The processor time of this thread: the machine may be busy with other things.
fn now() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the call writes to `time` and nothing else.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
}

/// The best of several runs.
fn best(mut run: impl FnMut()) -> Duration {
    let timed = |_| {
        let start = now();
        run();
        now() - start
    };
    (0..5).map(timed).min().unwrap_or_default()
}

fn main() {
    let filter = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let filter = filter.unwrap_or_default();
    println!(
        "{:32} {:>8} {:>8} {:>8}   million objects a second",
        "", "Rc", "full", "young"
    );
    for bench in BENCHES.iter().filter(|b| b.name.contains(&filter)) {
        let rate = |time: Duration| bench.objects as f64 / time.as_secs_f64() / 1e6;
        let counted = rate(best(|| (bench.counted)(bench.objects)));
        let [full, young] = [false, true].map(|generational| {
            let mut machine = Machine::new(generational);
            rate(best(|| {
                (bench.heap)(&mut machine, bench.objects);
                machine.roots.0.fill(Value::NULL);
            }))
        });
        println!(
            "{:32} {counted:8.1} {full:8.1} {young:8.1}   {:.1}x",
            bench.name,
            full.max(young) / counted
        );
    }
}
