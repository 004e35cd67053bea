//! Structures and shapes, closures, ranges, errors.

use super::tests::{Values, checked};
use super::*;
use crate::index::{FnId, SymbolId};
use crate::value::Value;

const X: SymbolId = SymbolId(1);
const Y: SymbolId = SymbolId(2);
const Z: SymbolId = SymbolId(3);

#[test]
fn structures_built_alike_share_their_shape() {
    let heap = &mut Heap::new(HeapConfig::default());
    let family = heap.shapes.new_family(2);
    let [a, b] = [1, 2].map(|n| {
        let object = Struct::new(heap, family).expect("room");
        for (i, field) in [X, Y, Z].into_iter().enumerate() {
            object
                .set_field(heap, field, Value::int(n * 10 + i as i64))
                .expect("room");
        }
        object
    });
    assert_eq!(a.shape(), b.shape());
    assert_eq!(heap.shapes.fields(a.shape()), [X, Y, Z]);
    assert_eq!(heap.shapes.lookup(a.shape(), Z), Some(2));
    assert_eq!(heap.shapes.field(a.shape(), 2), Some(Z));
    assert!(b.slot(2).is_same(Value::int(22)), "in the overflow");
    assert!(b.field(heap, SymbolId(9)).is_none());
    // A fork of the same family.
    let c = Struct::new(heap, family).expect("room");
    c.set_field(heap, X, Value::NULL).expect("room");
    let x = c.shape();
    c.set_field(heap, Z, Value::NULL).expect("room");
    assert_eq!(heap.shapes.fields(c.shape()), [X, Z]);
    assert_eq!(heap.shapes.fields(a.shape()), [X, Y, Z]);
    assert_eq!(heap.shapes.lookup(x, Z), None);
    assert_eq!(heap.shapes.add(x, Y), heap.shapes.add(x, Y));
    // A cached transition.
    let d = Struct::new(heap, x).expect("room");
    assert!(d.slot(0).is_same(Value::UNSET));
    d.add_slot(heap, c.shape(), Value::int(5)).expect("room");
    assert!(d.field(heap, Z).is_some_and(|v| v.is_same(Value::int(5))));
}

/// Whatever was looked up in between, and however many shapes there are.
#[test]
fn a_field_is_found_in_the_shape_that_was_asked() {
    let heap = &mut Heap::new(HeapConfig::default());
    let mut shapes = Vec::new();
    for n in 0..300 {
        // X comes behind up to three others.
        let mut shape = heap.shapes.new_family(2);
        for field in [Y, Z, SymbolId(4)].into_iter().take(n % 4) {
            shape = heap.shapes.add(shape, field);
        }
        if n % 5 != 0 {
            shape = heap.shapes.add(shape, X);
        }
        shapes.push((shape, (n % 5 != 0).then_some(n as u32 % 4)));
    }
    for _ in 0..2 {
        for (shape, slot) in &shapes {
            assert_eq!(heap.shapes.lookup(*shape, X), *slot);
        }
        for pair in shapes.windows(2).rev() {
            for _ in 0..2 {
                for (shape, slot) in pair {
                    assert_eq!(heap.shapes.lookup(*shape, X), *slot);
                }
            }
        }
    }
}

#[test]
fn deleting_a_field_moves_the_others_down() {
    let heap = &mut Heap::new(HeapConfig::default());
    let family = heap.shapes.new_family(2);
    let object = Struct::new(heap, family).expect("room");
    for n in 0..10 {
        object
            .set_field(heap, SymbolId(n), Value::int(n.into()))
            .expect("room");
    }
    let full = object.shape();
    let deleted = object.delete_field(heap, SymbolId(1)).expect("room");
    assert!(deleted.is_some_and(|v| v.is_same(Value::int(1))));
    assert_eq!(
        object.delete_field(heap, SymbolId(1)).map(|v| v.is_none()),
        Ok(true)
    );
    for n in [0, 2, 3, 9] {
        let value = object.field(heap, SymbolId(n)).expect("a field");
        assert!(value.is_same(Value::int(n.into())));
    }
    assert_eq!(heap.shapes.count(object.shape()), 9);
    assert_eq!(
        heap.shapes.delete(full, SymbolId(1)),
        object.shape(),
        "once made"
    );
    let before = object.shape();
    object.set_field(heap, X, Value::NULL).expect("room");
    object.delete_field(heap, X).expect("room");
    assert_eq!(
        object.shape(),
        before,
        "the last field goes back to the parent"
    );
}

#[test]
fn structures_of_many_fields_take_linear_memory() {
    let heap = &mut Heap::new(HeapConfig::default());
    let family = heap.shapes.new_family(4);
    let object = Struct::new(heap, family).expect("room");
    for n in 0..10_000 {
        object
            .set_field(heap, SymbolId(n), Value::int(n.into()))
            .expect("room");
    }
    for n in 0..10_000 {
        let value = object.field(heap, SymbolId(n)).expect("a field");
        assert!(value.is_same(Value::int(n.into())));
    }
    assert!(heap.shapes.bytes() < 8 << 20, "{}", heap.shapes.bytes());
}

#[test]
fn shapes_of_living_structures_survive_and_others_go() {
    let mut heap = checked(true);
    let family = heap.shapes.new_family(1);
    let object = Struct::new(&mut heap, family).expect("room");
    for field in [X, Y] {
        object
            .set_field(&mut heap, field, Value::TRUE)
            .expect("room");
    }
    let kept = object.shape();
    let unused = heap.shapes.add(kept, Z);
    let loose = heap.shapes.new_family(3);
    heap.shapes.unpin(loose);
    heap.collect_full(&mut Values(vec![object.value()]));
    assert!(heap.shapes.contains(kept) && heap.shapes.contains(family));
    assert!(!heap.shapes.contains(unused) && !heap.shapes.contains(loose));
    // The layout was longer than the living shape; another field must not see the dropped one.
    let other = heap.shapes.add(kept, SymbolId(77));
    assert_eq!(heap.shapes.fields(other), [X, Y, SymbolId(77)]);
    assert_eq!(heap.shapes.lookup(other, Z), None);
    heap.collect_full(&mut Values(Vec::new()));
    assert_eq!(heap.shapes.len(), 1, "the family's empty shape is pinned");
}

#[test]
fn a_kept_shape_stays_until_it_is_released() {
    let mut heap = checked(true);
    let family = heap.shapes.new_family(1);
    let shape = heap.shapes.add(family, X);
    let gone = heap.shapes.add(shape, Y);
    assert!(heap.shapes.keep(shape) && heap.shapes.keep(family) && heap.shapes.keep(shape));
    heap.collect_full(&mut Values(Vec::new()));
    assert!(heap.shapes.contains(shape) && !heap.shapes.keep(gone));
    assert_eq!(heap.shapes.kept(), [shape, family]);
    heap.shapes.release(0);
    heap.collect_full(&mut Values(Vec::new()));
    assert!(!heap.shapes.keep(shape) && heap.shapes.kept().is_empty());
}

#[test]
fn closures_keep_their_captured_values() {
    let mut heap = checked(true);
    let cell = HeapCell::new(&mut heap, Value::int(1)).expect("room");
    let captured = [cell.value(), Value::float(2.5)];
    let closure = Closure::new(&mut heap, FnId(7), &captured).expect("room");
    let mut roots = Values(vec![closure.value()]);
    heap.collect(&mut roots);
    let young = HeapCell::new(&mut heap, Value::int(2)).expect("room");
    closure.set_captured(&mut heap, 1, young.value());
    heap.collect(&mut roots);
    let found = roots.0[0].as_closure().expect("a closure");
    assert_eq!(found.function(), FnId(7));
    assert!(found.captured()[0].get().is_same(cell.value()));
    assert!(
        found.captured()[1]
            .get()
            .as_cell()
            .is_some_and(|c| c.get().is_same(Value::int(2)))
    );
    assert!(Value::NULL.as_closure().is_none() && cell.value().as_closure().is_none());
}

#[test]
fn ranges_count_without_overflow() {
    let heap = &mut Heap::new(HeapConfig::default());
    let all = Range::new(heap, i64::MIN, i64::MAX).expect("room");
    assert_eq!((all.len(), all.get(0)), (u64::MAX, Some(i64::MIN)));
    assert_eq!(all.get(i64::MAX), Some(-1));
    let few = Range::new(heap, 3, 5).expect("room");
    assert_eq!((few.start(), few.end(), few.len()), (3, 5, 2));
    assert_eq!(
        [-1, 0, 1, 2].map(|i| few.get(i)),
        [None, Some(3), Some(4), None]
    );
    let none = Range::new(heap, 5, 3).expect("room");
    assert!(none.is_empty());
}

#[test]
fn errors_keep_message_place_and_payload() {
    let mut heap = checked(true);
    let message = Str::new(&mut heap, "division by zero")
        .expect("room")
        .value();
    let place = Place {
        line: 3,
        column: 9,
        file: 1,
    };
    let error = ErrorObject::new(&mut heap, message, place).expect("room");
    let mut roots = Values(vec![error.value()]);
    heap.collect(&mut roots);
    let payload = Array::new(&mut heap, 0).expect("room").value();
    assert!(error.payload().is_same(Value::NULL));
    error.set_payload(&mut heap, payload);
    heap.collect(&mut roots);
    let error = roots.0[0].as_error().expect("an error");
    assert_eq!(error.message().as_str().map(|s| s.len()), Some(16));
    assert!(error.place() == place && error.payload().is_same(payload));
}
