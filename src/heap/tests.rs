//! The collector under random graphs: a model in Rust says what must be there.

use super::*;
use crate::index::{FnId, SymbolId};
use crate::value::Value;

/// Roots of a test: a list of values.
pub(super) struct Values(pub(super) Vec<Value>);

impl Roots for Values {
    fn trace(&mut self, tracer: &mut Tracer) {
        tracer.values(&self.0);
    }
}

/// A generator of numbers below a bound: xorshift.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// A heap with all checks on.
pub(super) fn checked(generational: bool) -> Heap {
    Heap::new(HeapConfig {
        limit: 64 << 20,
        generational,
        stress: true,
        poison: true,
        verify: true,
    })
}

/// What an object of the random graph holds, seen without the collector: (kind, numbers of objects).
#[derive(Clone, PartialEq, Debug)]
enum Node {
    Array(Vec<usize>),
    Ints(Vec<i64>),
    Closure(Vec<usize>),
    Struct(Vec<usize>),
    Cell(usize),
}

struct Graph {
    heap: Heap,
    shape: crate::index::ShapeId,
    nodes: Vec<Node>,
    /// The object of each node that is still known; others may be gone.
    values: Vec<Option<Value>>,
    live: Vec<usize>,
}

impl Graph {
    fn value(&self, node: usize) -> Value {
        self.values[node].expect("a known node")
    }

    fn pick(&self, numbers: &mut Numbers) -> usize {
        self.live[numbers.below(self.live.len())]
    }

    fn make(&mut self, numbers: &mut Numbers) -> Result<(), OutOfMemory> {
        let count = [0, 1, 3, 20, 700][numbers.below(5)];
        let targets: Vec<usize> = (0..count).map(|_| self.pick(numbers)).collect();
        let values: Vec<Value> = targets.iter().map(|t| self.value(*t)).collect();
        let heap = &mut self.heap;
        let (node, value) = match numbers.below(6) {
            0 => (
                Node::Array(targets),
                Array::from_values(heap, &values)?.value(),
            ),
            1 => {
                let ints: Vec<i64> = (0..count as i64).map(|i| i * 77).collect();
                let values: Vec<Value> = ints.iter().map(|n| Value::int(*n)).collect();
                (Node::Ints(ints), Array::from_values(heap, &values)?.value())
            }
            2 => {
                let closure = Closure::new(heap, FnId(count as u32), &values)?;
                (Node::Closure(targets), closure.value())
            }
            3 => {
                let object = Struct::new(heap, self.shape)?;
                let fields = targets.len().min(20);
                for (i, value) in values[..fields].iter().enumerate() {
                    object.set_field(heap, SymbolId(i as u32), *value)?;
                }
                (Node::Struct(targets[..fields].to_vec()), object.value())
            }
            4 => {
                let array = Array::new(heap, 0)?;
                for value in &values {
                    array.push(heap, *value)?;
                }
                (Node::Array(targets), array.value())
            }
            _ => {
                let target = self.pick(numbers);
                let cell = HeapCell::new(&mut self.heap, self.values[target].expect("known"))?;
                (Node::Cell(target), cell.value())
            }
        };
        self.live.push(self.nodes.len());
        self.nodes.push(node);
        self.values.push(Some(value));
        Ok(())
    }

    /// Stores into an object that may be old.
    fn change(&mut self, numbers: &mut Numbers) -> Result<(), OutOfMemory> {
        let (from, to) = (self.pick(numbers), self.pick(numbers));
        let (object, value) = (self.value(from), self.value(to));
        let heap = &mut self.heap;
        match &mut self.nodes[from] {
            Node::Array(targets) => {
                let array = object.as_array().expect("an array");
                if !targets.is_empty() && numbers.below(2) == 0 {
                    let index = numbers.below(targets.len());
                    targets[index] = to;
                    array.set(heap, index, value)?;
                } else {
                    targets.push(to);
                    array.push(heap, value)?;
                }
            }
            Node::Ints(ints) => {
                ints.push(5);
                object
                    .as_array()
                    .expect("an array")
                    .push(heap, Value::int(5))?;
            }
            Node::Closure(targets) => {
                if !targets.is_empty() {
                    targets[0] = to;
                    object
                        .as_closure()
                        .expect("a closure")
                        .set_captured(heap, 0, value);
                }
            }
            Node::Struct(targets) => {
                let field = numbers.below(targets.len() + 1).min(19);
                match targets.get_mut(field) {
                    Some(target) => *target = to,
                    None => targets.push(to),
                }
                let object = object.as_struct().expect("a structure");
                object.set_field(heap, SymbolId(field as u32), value)?;
            }
            Node::Cell(target) => {
                *target = to;
                object.as_cell().expect("a cell").set(heap, value);
            }
        }
        Ok(())
    }

    /// Compares everything that can be reached from a few roots with the model, and forgets the rest.
    fn collect(&mut self, numbers: &mut Numbers) {
        let mut roots: Vec<usize> = (0..8).map(|_| self.pick(numbers)).collect();
        roots.push(0);
        let mut values = Values(roots.iter().map(|node| self.value(*node)).collect());
        match numbers.below(3) {
            0 => self.heap.collect_full(&mut values),
            _ => self.heap.collect(&mut values),
        }
        let mut seen = vec![None; self.nodes.len()];
        let mut work: Vec<(usize, Value)> = roots.into_iter().zip(values.0).collect();
        while let Some((node, value)) = work.pop() {
            if let Some(before) = seen[node] {
                assert!(value.is_same(before), "one node, one object");
                continue;
            }
            seen[node] = Some(value);
            let (targets, found) = self.found(node, value);
            assert_eq!(targets.len(), found.len());
            work.extend(targets.into_iter().zip(found));
        }
        self.live = (0..seen.len()).filter(|i| seen[*i].is_some()).collect();
        self.values = seen;
    }

    /// The nodes that a node refers to, and the values that its object refers to.
    fn found(&self, node: usize, value: Value) -> (Vec<usize>, Vec<Value>) {
        match &self.nodes[node] {
            Node::Array(targets) => {
                let array = value.as_array().expect("an array");
                (targets.clone(), array.values().collect())
            }
            Node::Ints(ints) => {
                let array = value.as_array().expect("an array");
                assert_eq!(array.as_ints().unwrap_or_default(), ints);
                (Vec::new(), Vec::new())
            }
            Node::Closure(targets) => {
                let closure = value.as_closure().expect("a closure");
                let captured = closure.captured().iter().map(|cell| cell.get());
                (targets.clone(), captured.collect())
            }
            Node::Struct(targets) => {
                let object = value.as_struct().expect("a structure");
                let field = |i| {
                    object
                        .field(&self.heap, SymbolId(i as u32))
                        .expect("a field")
                };
                (targets.clone(), (0..targets.len()).map(field).collect())
            }
            Node::Cell(target) => {
                let cell = value.as_cell().expect("a cell");
                (vec![*target], vec![cell.get()])
            }
        }
    }
}

fn random_graph(generational: bool, seed: u64) {
    let mut heap = checked(generational);
    let shape = heap.shapes.new_family(3);
    let mut numbers = Numbers(seed);
    let first = HeapCell::new(&mut heap, Value::NULL).expect("room").value();
    let mut graph = Graph {
        heap,
        shape,
        nodes: vec![Node::Cell(0)],
        values: vec![Some(first)],
        live: vec![0],
    };
    first.as_cell().expect("a cell").set(&mut graph.heap, first);
    for _ in 0..60 {
        for _ in 0..numbers.below(40) {
            graph.make(&mut numbers).expect("room");
            assert!(
                graph.heap.is_due(),
                "each allocation makes a collection due"
            );
            graph.change(&mut numbers).expect("room");
        }
        graph.collect(&mut numbers);
        assert!(!graph.heap.is_due());
    }
}

#[test]
fn random_graphs_survive_collections() {
    for seed in 1..12 {
        random_graph(true, seed * 0x9e37_79b9);
        random_graph(false, seed * 0x9e37_79b9);
    }
}

#[test]
#[should_panic(expected = "heap verification")]
fn verification_finds_a_store_without_barrier() {
    let mut heap = checked(true);
    let empty = Value::NULL;
    let array = Array::from_values(&mut heap, &[empty, empty]).expect("room");
    let mut roots = Values(vec![array.value()]);
    // One of each kind, so that the next one is of young objects.
    heap.collect(&mut roots);
    heap.collect(&mut roots);
    let young = Array::new(&mut heap, 0).expect("room").value();
    // SAFETY: none: this is the mistake to be found. The element exists and is generic.
    unsafe { buffer::write(ElementKind::Generic, array.data(), 0, young) };
    heap.collect(&mut roots);
}

#[test]
fn what_is_freed_is_poisoned_each_time() {
    let mut heap = checked(true);
    let mut roots = Values(Vec::new());
    // The first time all of the block is free, then the holes between what is kept.
    for _ in 0..3 {
        let gone = Array::filled(&mut heap, 900, Value::int(7)).expect("room");
        let gone = gone.as_ptr().cast::<u8>().cast_const();
        heap.collect_full(&mut roots);
        // SAFETY: the block belongs to the heap, which keeps its memory for the next allocation.
        assert_eq!(unsafe { gone.read() }, collect::POISON);
        let array = Array::filled(&mut heap, 900, Value::int(7)).expect("room");
        roots.0.push(array.value());
    }
}

#[test]
fn garbage_is_freed_and_memory_given_back() {
    for generational in [true, false] {
        let mut heap = Heap::new(HeapConfig {
            generational,
            ..HeapConfig::default()
        });
        let mut roots = Values(Vec::new());
        for _ in 0..100_000 {
            let array = Array::filled(&mut heap, 100, Value::int(1)).expect("room");
            roots.0.push(array.value());
        }
        heap.collect_full(&mut roots);
        let full = heap.used();
        assert!(full > 80 << 20, "{full}");
        roots.0.clear();
        heap.collect_full(&mut roots);
        assert!(heap.used() < 1 << 20, "{}", heap.used());
        // Memory goes back slowly, but for what is filled until the next full collection.
        for _ in 0..10 {
            heap.collect_full(&mut roots);
        }
        assert!(
            heap.mapped() < collect::MIN_FULL + (6 << 20),
            "{}",
            heap.mapped()
        );
    }
}

/// Half of a huge page that goes back takes it apart.
#[test]
fn huge_pages_are_given_back_whole() {
    let chunks_by_page = |heap: &Heap| {
        let mut pages = std::collections::BTreeMap::new();
        for chunk in heap.blocks.chunk_addresses() {
            *pages.entry(chunk >> 21).or_insert(0) += 1;
        }
        pages
    };
    let mut heap = Heap::new(HeapConfig::default());
    let mut roots = Values(Vec::new());
    for n in 0..100_000 {
        let array = Array::filled(&mut heap, 100, Value::int(1)).expect("room");
        // One stays in about every other chunk of the first half.
        if n < 50_000 && n % 1400 == 0 {
            roots.0.insert(0, array.value());
        } else {
            roots.0.push(array.value());
        }
    }
    heap.collect_full(&mut roots);
    let before = chunks_by_page(&heap);
    roots.0.truncate(36);
    // Memory goes back slowly.
    for _ in 0..30 {
        heap.collect_full(&mut roots);
    }
    let after = chunks_by_page(&heap);
    assert!(after.len() < before.len(), "{before:?} {after:?}");
    for (page, chunks) in &after {
        assert_eq!(before.get(page), Some(chunks), "{before:?} {after:?}");
    }
}

#[test]
fn the_limit_holds_and_collecting_makes_room_again() {
    let mut heap = Heap::new(HeapConfig {
        limit: 2 << 20,
        ..HeapConfig::default()
    });
    let mut roots = Values(Vec::new());
    let mut sizes = Numbers(3);
    for round in 0..20 {
        let refused = loop {
            let len = [1, 30, 200, 900, 4000][sizes.below(5)];
            match Array::filled(&mut heap, len, Value::int(7)) {
                Ok(array) => roots.0.push(array.value()),
                Err(refused) => break refused,
            }
            assert!(
                heap.used() <= heap.limit() + (32 << 10),
                "a block is counted whole"
            );
        };
        assert!(refused.wanted > 0 && heap.is_due());
        assert!(roots.0.len() > 10, "round {round}: {}", roots.0.len());
        // Every second one goes; what is free then are holes.
        let mut keep = false;
        roots.0.retain(|_| {
            keep = !keep;
            keep
        });
        heap.collect(&mut roots);
        for len in [1, 30, 200, 900] {
            Array::filled(&mut heap, len, Value::int(7)).expect("room in the holes");
        }
        heap.collect(&mut roots);
        for value in &roots.0 {
            let array = value.as_array().expect("an array");
            assert!(array.as_ints().unwrap_or_default().iter().all(|n| *n == 7));
        }
    }
    let huge = Array::filled(&mut heap, usize::MAX / 2, Value::int(1));
    assert!(huge.is_err());
    heap.add_external(1 << 40).expect_err("over the limit");
    let before = heap.allocated_bytes();
    heap.check_room(1).expect("room");
    heap.check_room(1 << 40).expect_err("over the limit");
    assert_eq!(heap.allocated_bytes(), before);
}

#[test]
fn a_long_list_is_marked_without_recursion() {
    let mut heap = Heap::new(HeapConfig::default());
    let mut list = Value::NULL;
    for _ in 0..1_000_000 {
        list = HeapCell::new(&mut heap, list).expect("room").value();
    }
    heap.collect_full(&mut Values(vec![list]));
    let mut len = 0;
    while let Some(cell) = list.as_cell() {
        list = cell.get();
        len += 1;
    }
    assert_eq!(len, 1_000_000);
}

#[test]
fn an_empty_heap_maps_nothing() {
    let heap = Heap::new(HeapConfig::default());
    assert_eq!((heap.used(), heap.mapped(), heap.is_due()), (0, 0, false));
}

#[test]
fn ten_thousand_shapes_do_not_stay() {
    let mut heap = Heap::new(HeapConfig::default());
    let root = heap.shapes.new_family(2);
    let mut roots = Values(Vec::new());
    for name in 0..10_000 {
        let object = Struct::new(&mut heap, root).expect("room");
        object
            .set_field(&mut heap, SymbolId(name), Value::int(1))
            .expect("room");
        object
            .set_field(&mut heap, SymbolId(name + 1), Value::NULL)
            .expect("room");
        if name == 77 {
            roots.0.push(object.value());
        }
    }
    assert_eq!(heap.shapes.len(), 20_001);
    assert!(heap.shapes.bytes() < 8 << 20);
    heap.collect_full(&mut roots);
    assert_eq!(heap.shapes.len(), 3, "empty, with 77, and with 77 and 78");
    let object = roots.0[0].as_struct().expect("a structure");
    assert_eq!(
        object.field(&heap, SymbolId(77)).and_then(Value::as_int),
        Some(1)
    );
    let again = heap.shapes.add(root, SymbolId(5));
    assert!(again.0 > 20_000, "ids are not used again");
}

#[test]
fn short_strings_stay_one_of_each_content() {
    let mut heap = checked(true);
    let mut roots = Values(Vec::new());
    let mut numbers = Numbers(77);
    let text = |n: usize| {
        if n < 100 {
            char::from(n as u8 + 20).to_string()
        } else {
            format!("k{n}")
        }
    };
    for round in 0..300 {
        for _ in 0..20 {
            let name = text(numbers.below(400));
            let string = Str::new(&mut heap, &name).expect("room");
            assert_eq!(string.as_str(), name);
            let known = roots.0.iter().filter_map(|value| value.as_str());
            let same = known.filter(|known| known.as_str() == name).count();
            assert!(same <= 1);
            if same == 0 {
                roots.0.push(string.value());
            } else {
                assert!(roots.0.iter().any(|value| value.is_same(string.value())));
            }
        }
        roots.0.retain(|_| numbers.below(8) != 0);
        match round % 10 {
            0 => {
                heap.collect_full(&mut roots);
                assert_eq!(heap.strings.len(), roots.0.len());
            }
            // What was old and went out of use stays until the next full collection.
            _ => heap.collect(&mut roots),
        }
    }
}

#[test]
fn large_objects_are_freed_one_by_one() {
    let mut heap = Heap::new(HeapConfig {
        verify: true,
        ..HeapConfig::default()
    });
    let mut roots = Values(Vec::new());
    for i in 0..50 {
        let array = Array::filled(&mut heap, 10_000, Value::int(i)).expect("room");
        roots.0.push(array.value());
    }
    let before = heap.used();
    roots.0.truncate(10);
    heap.collect(&mut roots);
    let after = heap.used();
    assert!(before - after > 39 * 80_000, "{before} {after}");
    for (i, value) in roots.0.iter().enumerate() {
        let array = value.as_array().expect("an array");
        assert!(
            array
                .as_ints()
                .is_some_and(|ints| ints.iter().all(|n| *n == i as i64))
        );
    }
    heap.collect_full(&mut Values(Vec::new()));
    assert!(heap.used() < 1 << 20);
}

#[test]
fn stores_to_an_old_large_array_keep_young_objects() {
    let mut heap = checked(true);
    let array = Array::filled(&mut heap, 2000, Value::NULL).expect("room");
    let mut roots = Values(vec![array.value()]);
    heap.collect(&mut roots);
    heap.collect(&mut roots);
    for i in 0..2000 {
        let cell = HeapCell::new(&mut heap, Value::int(i as i64)).expect("room");
        array.set(&mut heap, i, cell.value()).expect("room");
        match i % 100 {
            0 => heap.collect(&mut roots),
            50 => {
                array.reverse(&mut heap).expect("room");
                heap.collect(&mut roots);
                array.reverse(&mut heap).expect("room");
            }
            70 => {
                array.remove(&mut heap, 0).expect("room");
                heap.collect(&mut roots);
                array.unshift(&mut heap, array.get(0)).expect("room");
            }
            _ => {}
        }
    }
    let tail = array.get(1999).as_cell().expect("a cell");
    assert!(tail.get().is_same(Value::int(1999)));
    assert!(heap.statistics().young > 30);
}
