//! Strings against Rust's own.

use super::super::tests::Values;
use super::super::{Gc, Heap, HeapConfig, OutOfMemory};
use super::{INTERNED, Str};

fn heap() -> Heap {
    Heap::new(HeapConfig::default())
}

/// A linear congruential generator.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }

    fn text(&mut self, chars: usize, alphabet: &[char]) -> String {
        (0..chars)
            .map(|_| alphabet[self.below(alphabet.len())])
            .collect()
    }
}

const ASCII: &[char] = &['a', 'b', ' ', '\n'];
const MIXED: &[char] = &['a', 'é', '日', '😀', '\0'];

/// Checks every way to look at a string.
fn check(heap: &mut Heap, string: Gc<Str>, text: &str) {
    assert_eq!(string.as_str(), text);
    assert_eq!(string.len(), text.chars().count());
    assert_eq!(string.byte_len(), text.len());
    assert_eq!(string.is_ascii(), text.is_ascii());
    let again = Str::new(heap, text).unwrap();
    assert!(string.equals(again) && again.equals(string));
    assert_eq!(string.hash(), again.hash());
    assert_eq!(
        string == again,
        string == again || text.len() <= INTERNED,
        "short strings are identical"
    );
    assert_eq!(string.compare(again), std::cmp::Ordering::Equal);
}

#[test]
fn joined_and_cut_like_rust() {
    let mut heap = heap();
    let heap = &mut heap;
    let mut random = Lcg(1);
    for alphabet in [ASCII, MIXED] {
        let mut pool: Vec<(Gc<Str>, String)> = Vec::new();
        for _ in 0..20 {
            let size = [0, 1, 5, 40, 200][random.below(5)];
            let text = random.text(size, alphabet);
            pool.push((Str::new(heap, &text).unwrap(), text));
        }
        for _ in 0..4000 {
            let (a, a_text) = pool[random.below(pool.len())].clone();
            let (b, b_text) = pool[random.below(pool.len())].clone();
            let made = if random.below(3) == 0 || a_text.len() + b_text.len() > 20_000 {
                let from = random.below(a.len() + 2);
                let to = random.below(a.len() + 5);
                let part = a.substring(heap, from, to).unwrap();
                (
                    part,
                    a_text
                        .chars()
                        .skip(from)
                        .take(to.saturating_sub(from))
                        .collect(),
                )
            } else {
                (Str::concat(heap, a, b).unwrap(), a_text.clone() + &b_text)
            };
            check(heap, made.0, &made.1);
            // The operands are as before, though a buffer may have grown.
            assert_eq!((a.as_str(), b.as_str()), (&a_text[..], &b_text[..]));
            assert_eq!(a.compare(b), a_text.chars().cmp(b_text.chars()));
            assert_eq!(a.equals(b), a_text == b_text);
            let place = random.below(pool.len());
            pool[place] = made;
        }
    }
}

#[test]
fn indexed_in_any_order() {
    let mut heap = heap();
    let mut random = Lcg(2);
    for (size, alphabet) in [
        (30, ASCII),
        (400, ASCII),
        (30, MIXED),
        (400, MIXED),
        (9, MIXED),
    ] {
        let text = random.text(size, alphabet);
        let chars: Vec<char> = text.chars().collect();
        let string = Str::new(&mut heap, &text).unwrap();
        let mut looked_up = |i: usize| {
            assert_eq!(string.code_point(i), chars.get(i).copied());
            let bytes: usize = chars.iter().take(i).map(|c| c.len_utf8()).sum();
            assert_eq!(string.byte_position(i), bytes);
            assert_eq!(string.char_position(bytes), i.min(chars.len()));
            let single = string.char_at(&mut heap, i).unwrap();
            assert_eq!(
                single.map(|s| s.as_str().to_string()),
                chars.get(i).map(|c| c.to_string())
            );
        };
        (0..size + 3).for_each(&mut looked_up);
        (0..size + 3).rev().for_each(&mut looked_up);
        (0..1000)
            .map(|_| random.below(size + 3))
            .for_each(&mut looked_up);
    }
}

#[test]
fn repeated() {
    let mut heap = heap();
    let heap = &mut heap;
    for text in [
        "",
        "a",
        "日",
        "abc",
        "0123456789012345678901234567890123456789",
    ] {
        let string = Str::new(heap, text).unwrap();
        for times in [0, 1, 2, 3, 7, 100, 1001] {
            let made = string.repeat(heap, times).unwrap();
            check(heap, made, &text.repeat(times));
        }
    }
    let (empty, one) = (Str::new(heap, "").unwrap(), Str::new(heap, "a").unwrap());
    assert!(empty.repeat(heap, usize::MAX).unwrap().is_empty());
    assert!(one.repeat(heap, usize::MAX).is_err());
}

#[test]
fn growing_is_linear() {
    // What the headers of n views take is linear; copying the text each time would take hundreds of megabytes.
    for form in 0..3 {
        let mut heap = Heap::new(HeapConfig {
            limit: 16 << 20,
            ..HeapConfig::default()
        });
        let heap = &mut heap;
        let x = Str::new(heap, "é").unwrap();
        let mut string = x;
        for i in 0..50_000 {
            let front = form == 1 || (form == 2 && i % 2 == 0);
            let (a, b) = if front { (x, string) } else { (string, x) };
            string = Str::concat(heap, a, b).unwrap();
        }
        assert_eq!(string.len(), 50_001);
        assert_eq!(string.as_str(), "é".repeat(50_001));
    }
}

#[test]
fn two_continuations_of_one_string() {
    let mut heap = heap();
    let heap = &mut heap;
    let stem = Str::new(heap, &"s".repeat(200)).unwrap();
    let (x, y) = (Str::new(heap, "x").unwrap(), Str::new(heap, "y").unwrap());
    let stem = Str::concat(heap, stem, x).unwrap();
    let (first, second) = (
        Str::concat(heap, stem, x).unwrap(),
        Str::concat(heap, stem, y).unwrap(),
    );
    assert!(first.as_str().ends_with("sxx") && second.as_str().ends_with("sxy"));
    let (first, second) = (
        Str::concat(heap, y, stem).unwrap(),
        Str::concat(heap, x, stem).unwrap(),
    );
    assert!(first.as_str().starts_with("ys") && second.as_str().starts_with("xs"));
    let twice = Str::concat(heap, stem, stem).unwrap();
    assert_eq!(twice.len(), 402);
    assert_eq!(stem.len(), 201);
}

#[test]
fn a_full_heap_changes_nothing() {
    let mut heap = Heap::new(HeapConfig {
        limit: 20_000,
        ..HeapConfig::default()
    });
    let heap = &mut heap;
    let x = Str::new(heap, "0123456789").unwrap();
    let mut string = x;
    let refused: OutOfMemory = loop {
        match Str::concat(heap, string, x) {
            Ok(longer) => string = longer,
            Err(e) => break e,
        }
    };
    assert!(refused.wanted > 0);
    assert!(string.len() > 300 && string.as_str() == "0123456789".repeat(string.len() / 10));
    assert!(x.repeat(heap, 5000).is_err());
}

#[test]
fn short_strings_are_shared() {
    let mut heap = heap();
    let heap = &mut heap;
    let made: Vec<Gc<Str>> = (0..2000)
        .map(|i| Str::new(heap, &format!("k{i}")).unwrap())
        .collect();
    for (i, string) in made.iter().enumerate() {
        assert!(*string == Str::new(heap, &format!("k{i}")).unwrap());
    }
    assert_eq!(heap.strings.len(), 2000);
    assert!(Str::of_char(heap, 'z').unwrap() == Str::new(heap, "z").unwrap());
    assert!(Str::of_char(heap, '😀').unwrap() == Str::new(heap, "😀").unwrap());
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
    let mut random = Lcg(5);
    let mut pool: Vec<(Gc<Str>, String)> = Vec::new();
    for step in 0..3000 {
        let size = [1, 5, 31, 60, 300][random.below(5)];
        let text = random.text(size, MIXED);
        let fresh = Str::new(heap, &text).unwrap();
        let (joined, joined_text) = match pool.get(random.below(pool.len().max(1))) {
            Some((string, before)) if before.len() < 5000 => (
                Str::concat(heap, *string, fresh).unwrap(),
                before.clone() + &text,
            ),
            _ => (fresh, text),
        };
        let from = random.below(joined.len());
        let part = joined.substring(heap, from, from + 200).unwrap();
        let part_text: String = joined_text.chars().skip(from).take(200).collect();
        for made in [(joined, joined_text), (part, part_text)] {
            if pool.len() < 40 {
                pool.push(made);
            } else {
                let place = random.below(pool.len());
                pool[place] = made;
            }
        }
        if random.below(4) == 0 {
            let mut roots = Values(pool.iter().map(|(string, _)| string.value()).collect());
            if random.below(10) == 0 {
                heap.collect_full(&mut roots);
                // The table has what lives and no more.
                let short = pool.iter().filter(|(string, _)| string.is_interned());
                let different: std::collections::HashSet<&str> =
                    short.map(|(_, text)| &text[..]).collect();
                assert_eq!(heap.strings.len(), different.len());
            } else {
                heap.collect(&mut roots);
            }
        }
        if step % 20 == 0 {
            for (string, text) in &pool {
                check(heap, *string, text);
            }
        }
    }
}
