//! Hashes against a plain list of pairs.

use super::super::tests::Values;
use super::super::{Gc, Heap, HeapConfig, Str, bigint::BigInt};
use super::{BadKey, Hash, Key};
use crate::index::SymbolId;
use crate::value::{Tag, Value};

fn heap() -> Heap {
    Heap::new(HeapConfig::default())
}

struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

/// A key by number: integers, floats, short and long strings, booleans, symbols, big integers.
fn key(heap: &mut Heap, n: usize) -> Value {
    let i = (n / 6) as i64;
    match n % 6 {
        0 => Value::int(i - 5),
        1 => Value::float(i as f64 + 0.5),
        2 => Str::new(heap, &format!("k{i}")).unwrap().value(),
        3 => Str::new(heap, &format!("{}{i}", "long ".repeat(20)))
            .unwrap()
            .value(),
        4 => Value::symbol(SymbolId(i as u32)),
        _ => BigInt::value_of(heap, &((dashu_int::IBig::ONE << 70) + i)).unwrap(),
    }
}

fn k(value: Value) -> Key {
    Key::new(value).unwrap()
}

fn pairs(hash: Gc<Hash>) -> Vec<i64> {
    hash.entries().map(|(_, v)| v.as_int().unwrap()).collect()
}

#[test]
fn like_a_list_of_pairs() {
    let mut heap = heap();
    let heap = &mut heap;
    for (seed, keys) in [(1, 6), (2, 12), (3, 60), (4, 600), (5, 6000)] {
        let mut random = Lcg(seed);
        let hash = Hash::new(heap, 0).unwrap();
        let mut list: Vec<(usize, i64)> = Vec::new();
        for step in 0..6000 {
            let n = random.below(keys);
            let made = key(heap, n);
            let place = list.iter().position(|(m, _)| *m == n);
            // Phases in which insertions prevail, and phases in which removals do.
            let removes = random.below(10) < if step / 1000 % 2 == 0 { 2 } else { 7 };
            if removes {
                let removed = hash.remove(k(made)).map(|v| v.as_int().unwrap());
                assert_eq!(removed, place.map(|at| list.remove(at).1));
            } else {
                hash.insert(heap, k(made), Value::int(step)).unwrap();
                match place {
                    Some(at) => list[at].1 = step,
                    None => list.push((n, step)),
                }
            }
            assert_eq!(hash.len(), list.len());
            let n = random.below(keys);
            let made = key(heap, n);
            let found = list.iter().find(|(m, _)| *m == n).map(|(_, v)| *v);
            assert_eq!(hash.get(k(made)).map(|v| v.as_int().unwrap()), found);
            assert_eq!(hash.contains(k(made)), found.is_some());
            if step % 97 == 0 {
                let values: Vec<i64> = list.iter().map(|(_, v)| *v).collect();
                assert_eq!(pairs(hash), values);
                assert_eq!(pairs(hash.copied(heap).unwrap()), values);
            }
        }
    }
}

#[test]
fn loops_see_what_is_added_and_not_what_is_removed() {
    let mut heap = heap();
    let heap = &mut heap;
    let mut random = Lcg(7);
    for _ in 0..200 {
        let hash = Hash::new(heap, 0).unwrap();
        // Keys are their own values and each is added once, so a loop must see exactly the keys that are there
        // when it comes by, in rising order.
        let mut next = 0;
        let mut live: Vec<i64> = Vec::new();
        for _ in 0..random.below(60) {
            hash.insert(heap, Key::int(next), Value::int(next)).unwrap();
            live.push(next);
            next += 1;
        }
        let mut positions = [(0u64, -1i64); 2];
        for _ in 0..2000 {
            let which = random.below(2);
            let (position, last) = positions[which];
            let expected = live.iter().copied().find(|n| *n > last);
            match hash.next_from(position) {
                Some((position, key, value)) => {
                    assert_eq!(key.as_int(), expected);
                    assert_eq!(value.as_int(), expected);
                    positions[which] = (position, expected.unwrap());
                }
                None => assert_eq!(expected, None),
            }
            for _ in 0..random.below(3) {
                if random.below(2) == 0 && live.len() < 200 {
                    hash.insert(heap, Key::int(next), Value::int(next)).unwrap();
                    live.push(next);
                    next += 1;
                } else if !live.is_empty() {
                    let gone = live.remove(random.below(live.len()));
                    assert!(hash.remove(Key::int(gone)).is_some());
                }
            }
            if random.below(300) == 0 {
                hash.clear();
                live.clear();
            }
        }
    }
}

#[test]
fn equal_numbers_are_one_key() {
    let mut heap = heap();
    let heap = &mut heap;
    let hash = Hash::new(heap, 0).unwrap();
    hash.insert(heap, k(Value::float(1.0)), Value::int(1))
        .unwrap();
    assert_eq!(hash.get(Key::int(1)).unwrap().as_int(), Some(1));
    hash.insert(heap, k(Value::float(-0.0)), Value::int(2))
        .unwrap();
    assert_eq!(hash.get(Key::int(0)).unwrap().as_int(), Some(2));
    assert_eq!(hash.get(k(Value::float(0.0))).unwrap().as_int(), Some(2));
    assert!(hash.entries().all(|(key, _)| key.tag() == Tag::Int));
    // With and without an index.
    for n in 0..2 {
        let large = BigInt::value_of(heap, &dashu_int::IBig::from(10).pow(20)).unwrap();
        let other = BigInt::value_of(heap, &(dashu_int::IBig::from(10).pow(20) + 1)).unwrap();
        hash.insert(heap, k(large), Value::int(3)).unwrap();
        assert_eq!(hash.get(k(Value::float(1e20))).unwrap().as_int(), Some(3));
        assert!(hash.get(k(other)).is_none());
        assert!(hash.remove(k(Value::float(1e20))).is_some());
        hash.insert(heap, k(Value::float(1e20)), Value::int(4))
            .unwrap();
        assert_eq!(hash.get(k(large)).unwrap().as_int(), Some(4));
        assert!(hash.remove(k(large)).is_some());
        for i in 0..20 {
            hash.insert(heap, Key::int(100 + i), Value::int(n)).unwrap();
        }
    }
    for x in [
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e300,
        -9223372036854775808.0,
        0.1,
    ] {
        hash.insert(heap, k(Value::float(x)), Value::float(x))
            .unwrap();
        assert_eq!(hash.get(k(Value::float(x))).unwrap().as_float(), Some(x));
    }
    assert!(hash.contains(Key::int(i64::MIN)));
    // A boolean is no number, and a string none of its digits.
    assert!(!hash.contains(k(Value::TRUE)));
    assert!(!hash.contains(k(Str::new(heap, "1").unwrap().value())));
}

#[test]
fn other_keys_are_refused() {
    let mut heap = heap();
    assert_eq!(Key::new(Value::float(f64::NAN)).unwrap_err(), BadKey::NaN);
    assert_eq!(Key::new(Value::NULL).unwrap_err(), BadKey::Kind(Tag::Null));
    let hash = Hash::new(&mut heap, 3).unwrap().value();
    assert_eq!(Key::new(hash).unwrap_err(), BadKey::Kind(Tag::Hash));
}

#[test]
fn a_queue_stays_small_and_quick() {
    let mut heap = Heap::new(HeapConfig {
        limit: 1 << 20,
        ..HeapConfig::default()
    });
    let heap = &mut heap;
    let hash = Hash::new(heap, 0).unwrap();
    for i in 0..50 {
        hash.insert(heap, Key::int(i), Value::int(i)).unwrap();
    }
    for i in 50..100_000 {
        hash.insert(heap, Key::int(i), Value::int(i)).unwrap();
        let (_, first, _) = hash.next_from(0).unwrap();
        assert_eq!(first.as_int(), Some(i - 50));
        assert!(hash.remove(Key::new(first).unwrap()).is_some());
    }
    assert_eq!(hash.len(), 50);
}

#[test]
fn taking_the_first_is_linear() {
    let mut heap = heap();
    let heap = &mut heap;
    let hash = Hash::new(heap, 0).unwrap();
    for i in 0..200_000 {
        hash.insert(heap, Key::int(i * 7), Value::NULL).unwrap();
    }
    for i in 0..200_000 {
        let (_, first, _) = hash.next_from(0).unwrap();
        assert_eq!(first.as_int(), Some(i * 7));
        hash.remove(k(first));
    }
    assert!(hash.is_empty() && hash.next_from(0).is_none());
}

#[test]
fn a_full_heap_changes_nothing() {
    let mut heap = Heap::new(HeapConfig {
        limit: 10_000,
        ..HeapConfig::default()
    });
    let heap = &mut heap;
    let hash = Hash::new(heap, 0).unwrap();
    let mut count = 0;
    while hash
        .insert(heap, Key::int(count), Value::int(count))
        .is_ok()
    {
        count += 1;
    }
    assert!(count > 30);
    assert_eq!(pairs(hash), (0..count).collect::<Vec<i64>>());
    assert!(hash.reserve(heap, usize::MAX).is_err());
    assert!(Hash::new(heap, usize::MAX / 2).is_err());
    hash.insert(heap, Key::int(0), Value::int(0)).unwrap();
}

#[test]
fn extended_by_another() {
    let mut heap = heap();
    let heap = &mut heap;
    let (a, b) = (Hash::new(heap, 0).unwrap(), Hash::new(heap, 0).unwrap());
    for i in 0..10 {
        a.insert(heap, Key::int(i), Value::int(i)).unwrap();
        b.insert(heap, Key::int(i + 5), Value::int(i + 100))
            .unwrap();
    }
    a.extend(heap, b).unwrap();
    assert_eq!(
        pairs(a),
        [
            0, 1, 2, 3, 4, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109
        ]
    );
    assert_eq!(b.len(), 10);
    a.extend(heap, a).unwrap();
    assert_eq!(a.len(), 15);
}

#[test]
fn collected() {
    let config = HeapConfig {
        poison: true,
        verify: true,
        ..HeapConfig::default()
    };
    let mut heap = Heap::new(config);
    let heap = &mut heap;
    let mut random = Lcg(9);
    let hash = Hash::new(heap, 0).unwrap();
    let mut list: Vec<(usize, String)> = Vec::new();
    for step in 0..6000 {
        let n = random.below(300);
        let made = key(heap, n);
        let place = list.iter().position(|(m, _)| *m == n);
        if random.below(5) < if step / 1500 % 2 == 0 { 1 } else { 3 } {
            assert_eq!(hash.remove(k(made)).is_some(), place.is_some());
            place.map(|at| list.remove(at));
        } else {
            let text = format!("value of {n} at {step}, made long enough for a string of its own");
            let value = Str::new(heap, &text).unwrap().value();
            hash.insert(heap, k(made), value).unwrap();
            match place {
                Some(at) => list[at].1 = text,
                None => list.push((n, text)),
            }
        }
        if random.below(6) == 0 {
            let mut roots = Values(vec![hash.value()]);
            match random.below(10) {
                0 => heap.collect_full(&mut roots),
                _ => heap.collect(&mut roots),
            }
            let entries: Vec<(Value, Value)> = hash.entries().collect();
            assert_eq!(entries.len(), list.len());
            for ((stored, value), (n, text)) in entries.into_iter().zip(&list) {
                let made = key(heap, *n);
                assert!(k(made).is(stored));
                assert_eq!(value.as_str().unwrap().as_str(), text);
                assert!(hash.get(k(made)).unwrap().is_same(value));
            }
        }
    }
}
