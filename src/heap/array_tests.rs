//! Arrays against a model: a `Vec<Value>` per array, and random operations on several arrays at once.

use super::tests::{Numbers, Values, checked};
use super::*;
use crate::value::Value;

fn heap() -> Heap {
    Heap::new(HeapConfig::default())
}

fn ints(heap: &mut Heap, numbers: &[i64]) -> Gc<Array> {
    let values: Vec<Value> = numbers.iter().map(|n| Value::int(*n)).collect();
    Array::from_values(heap, &values).expect("room")
}

#[test]
fn the_first_element_gives_the_kind_and_a_foreign_one_makes_it_generic() {
    let heap = &mut heap();
    for (value, kind) in [
        (Value::int(1), ElementKind::Int),
        (Value::float(1.5), ElementKind::Float),
        (Value::TRUE, ElementKind::Bool),
        (Value::NULL, ElementKind::Generic),
    ] {
        let array = Array::new(heap, 0).expect("room");
        assert_eq!(array.kind(), ElementKind::Empty);
        array.push(heap, value).expect("room");
        assert_eq!(array.kind(), kind);
        let foreign = Array::new(heap, 0).expect("room").value();
        array.push(heap, foreign).expect("room");
        assert_eq!(array.kind(), ElementKind::Generic);
        assert!(array.get(0).is_same(value) && array.get(1).is_same(foreign));
        assert!(array.pop().is_some() && array.pop().is_some());
        array.push(heap, Value::int(3)).expect("room");
        assert!(array.get(0).is_same(Value::int(3)) && array.len() == 1);
    }
}

#[test]
fn stores_of_foreign_values_convert_in_place() {
    let heap = &mut heap();
    let array = ints(heap, &[1, 2, 3]);
    assert!(!array.try_set(1, Value::float(2.0)) && !array.try_set(3, Value::int(1)));
    assert!(!array.try_set(usize::MAX, Value::int(1)));
    array.set(heap, 1, Value::float(2.0)).expect("room");
    assert_eq!(array.kind(), ElementKind::Generic);
    assert!(array.get(0).is_same(Value::int(1)) && array.get(1).is_same(Value::float(2.0)));
    assert!(array.get(3).is_same(Value::NULL) && array.try_get(3).is_none());
}

#[test]
fn bits_of_floats_stay() {
    let heap = &mut heap();
    let strange = f64::from_bits(0x7ff4_dead_beef_0001);
    let array = Array::from_values(heap, &[Value::float(strange), Value::float(-0.0)]);
    let array = array.expect("room");
    assert_eq!(array.kind(), ElementKind::Float);
    assert_eq!(array.get(0).bits(), 0x7ff4_dead_beef_0001);
    assert_eq!(array.get(1).bits(), 1 << 63);
    array.push(heap, Value::NULL).expect("room");
    assert_eq!(array.get(0).bits(), 0x7ff4_dead_beef_0001);
}

#[test]
fn pure_pushes_share_the_buffer_and_fork_when_they_must() {
    let heap = &mut heap();
    let mut array = Array::new(heap, 0).expect("room");
    let mut all = vec![array];
    for i in 0..100 {
        array = array.pushed(heap, Value::int(i)).expect("room");
        all.push(array);
    }
    let fork = all[50].pushed(heap, Value::int(-1)).expect("room");
    assert_eq!(fork.as_ints().map(|ints| ints[50]), Some(-1));
    all[60].set(heap, 0, Value::int(-2)).expect("room");
    for (len, array) in all.iter().enumerate() {
        let mut expected: Vec<i64> = (0..len as i64).collect();
        if len == 60 {
            expected[0] = -2;
        }
        assert_eq!(array.as_ints().unwrap_or_default(), expected);
    }
    assert!(!all[60].is_shared() && all[61].is_shared());
}

#[test]
fn pure_pushes_take_linear_memory() {
    let heap = &mut heap();
    let mut array = Array::new(heap, 0).expect("room");
    for i in 0..100_000 {
        array = array.pushed(heap, Value::int(i)).expect("room");
    }
    // 32 bytes a header, and at most 4 times the elements for all buffers.
    assert!(
        heap.used() < 100_000 * (32 + 8 * 4) + (1 << 20),
        "{}",
        heap.used()
    );
}

#[test]
fn slices_share_until_they_are_stored_to() {
    let heap = &mut heap();
    let numbers: Vec<i64> = (0..1000).collect();
    let array = ints(heap, &numbers);
    let used = heap.used();
    let slice = array.slice(heap, 100, 900).expect("room");
    assert_eq!(slice.as_ints(), Some(&numbers[100..900]));
    assert!(heap.used() - used <= 32 << 10 && slice.is_shared() && array.is_shared());
    slice.set(heap, 0, Value::int(-5)).expect("room");
    assert!(array.get(100).is_same(Value::int(100)) && slice.get(0).is_same(Value::int(-5)));
    assert_eq!(array.slice(heap, 990, 5000).map(|s| s.len()), Ok(10));
    assert_eq!(array.slice(heap, 7, 3).map(|s| s.len()), Ok(0));
}

#[test]
fn queues_keep_their_size() {
    let heap = &mut heap();
    let array = ints(heap, &[0, 1, 2]);
    for i in 3..1_000_000 {
        array.push(heap, Value::int(i)).expect("room");
        assert!(array.shift().is_some_and(|v| v.is_same(Value::int(i - 3))));
    }
    assert_eq!(array.as_ints(), Some(&[999_997, 999_998, 999_999][..]));
    assert!(heap.used() < 1 << 20, "{}", heap.used());
}

#[test]
fn sorting_copies_shared_elements_first() {
    let heap = &mut heap();
    let numbers: Vec<i64> = (0..100).map(|i| i * 37 % 101).collect();
    let array = ints(heap, &numbers);
    let copy = array.copied(heap).expect("room");
    assert_eq!(copy.sort_ints(heap), Ok(true));
    assert_eq!(array.as_ints(), Some(&numbers[..]));
    assert!(copy.as_ints().is_some_and(|ints| ints.is_sorted()));
    assert_eq!(copy.sort_floats(heap, f64::total_cmp), Ok(false));
    let floats = [2.0, -1.0, 0.5].map(Value::float);
    let floats = Array::from_values(heap, &floats).expect("room");
    assert_eq!(floats.sort_floats(heap, f64::total_cmp), Ok(true));
    assert_eq!(floats.as_floats(), Some(&[-1.0, 0.5, 2.0][..]));
}

#[test]
fn a_refused_operation_changes_nothing() {
    let mut heap = Heap::new(HeapConfig {
        limit: 1 << 20,
        ..HeapConfig::default()
    });
    let heap = &mut heap;
    let array = ints(heap, &[1, 2, 3]);
    while Array::filled(heap, 1000, Value::int(0)).is_ok() {}
    while Array::new(heap, 0).is_ok() {}
    let other = array;
    for refused in [
        array.push(heap, Value::NULL),
        array.set(heap, 0, Value::NULL),
        array.unshift(heap, Value::int(1)),
        array.insert(heap, 1, Value::NULL),
        array.extend(heap, other),
        array.pushed(heap, Value::int(1)).map(drop),
        array.slice(heap, 0, 3).map(drop),
        array.concat(heap, other).map(drop),
    ] {
        assert!(refused.is_err());
        assert_eq!(array.as_ints(), Some(&[1, 2, 3][..]));
        assert_eq!(array.kind(), ElementKind::Int);
    }
}

/// Arrays and what they should hold.
struct Model {
    heap: Heap,
    arrays: Vec<Gc<Array>>,
    expected: Vec<Vec<Value>>,
}

impl Model {
    fn check(&self) {
        for (array, expected) in self.arrays.iter().zip(&self.expected) {
            let found: Vec<Value> = array.values().collect();
            assert_eq!(found.len(), expected.len());
            for (a, b) in found.iter().zip(expected) {
                assert!(a.is_same(*b), "{found:?} {expected:?}");
            }
        }
    }

    fn value(&self, numbers: &mut Numbers) -> Value {
        match numbers.below(12) {
            0 => Value::float(numbers.below(9) as f64),
            1 => Value::TRUE,
            2 => self.arrays[numbers.below(self.arrays.len())].value(),
            _ => Value::int(numbers.below(1000) as i64),
        }
    }

    fn add(&mut self, array: Gc<Array>, expected: Vec<Value>) {
        self.arrays.push(array);
        self.expected.push(expected);
    }

    fn step(&mut self, numbers: &mut Numbers) -> Result<(), OutOfMemory> {
        let which = numbers.below(self.arrays.len());
        let value = self.value(numbers);
        let array = self.arrays[which];
        let other = numbers.below(self.arrays.len());
        let mut expected = self.expected[which].clone();
        let index = numbers.below(expected.len() + 1);
        let within = index < expected.len();
        let heap = &mut self.heap;
        match numbers.below(17) {
            0..=2 => {
                array.push(heap, value)?;
                expected.push(value);
            }
            3 => assert_eq!(array.pop().is_some(), expected.pop().is_some()),
            4 => {
                let first = (!expected.is_empty()).then(|| expected.remove(0));
                assert_eq!(array.shift().is_some(), first.is_some());
            }
            5 => {
                array.unshift(heap, value)?;
                expected.insert(0, value);
            }
            6 => {
                array.insert(heap, index, value)?;
                expected.insert(index, value);
            }
            7 if within => {
                let removed = array.remove(heap, index)?;
                assert!(removed.is_some_and(|v| v.is_same(expected.remove(index))));
            }
            8 | 9 if within => {
                array.set(heap, index, value)?;
                expected[index] = value;
            }
            10 => {
                let array = array.pushed(heap, value)?;
                let mut longer = expected.clone();
                longer.push(value);
                self.add(array, longer);
            }
            11 => {
                let array = array.slice(heap, index / 2, index)?;
                self.add(array, expected[index / 2..index].to_vec());
            }
            12 => {
                let array = array.concat(heap, self.arrays[other])?;
                let both = [&expected[..], &self.expected[other]].concat();
                self.add(array, both);
            }
            13 if expected.len() < 500 => {
                array.extend(heap, self.arrays[other])?;
                expected.extend_from_slice(&self.expected[other]);
            }
            14 => {
                array.reverse(heap)?;
                expected.reverse();
            }
            15 => {
                array.truncate(index);
                expected.truncate(index);
            }
            16 => {
                let array = array.copied(heap)?;
                self.add(array, expected.clone());
            }
            _ => {}
        }
        self.expected[which] = expected;
        Ok(())
    }
}

#[test]
fn random_operations_do_what_vectors_do() {
    for seed in 1..20 {
        let mut numbers = Numbers(seed * 0x0123_4567_89ab);
        let mut heap = checked(seed % 2 == 0);
        let first = Array::new(&mut heap, 3).expect("room");
        let mut model = Model {
            heap,
            arrays: vec![first],
            expected: vec![Vec::new()],
        };
        for step in 0..1500 {
            model.step(&mut numbers).expect("room");
            model.check();
            if model.arrays.len() > 12 {
                let gone = numbers.below(12);
                let gone_value = model.arrays[gone].value();
                model.arrays.swap_remove(gone);
                model.expected.swap_remove(gone);
                // The others may still hold it; then the collector keeps it.
                std::hint::black_box(gone_value);
            }
            if step % 7 == 0 {
                let roots = model.arrays.iter().map(|array| array.value()).collect();
                model.heap.collect(&mut Values(roots));
                model.check();
            }
        }
    }
}
