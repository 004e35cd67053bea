//! Integers of all sizes and floats.

use std::cmp::Ordering;

use super::super::compare::{self, equal};
use super::super::convert::{float_to_int, parse_int};
use super::super::number::{self, Answer};
use super::super::{bits, float};
use super::{Lcg, heap, int, show, wide};
use crate::heap::bigint::MAX_BITS;
use crate::heap::{Array, Heap, Str};
use crate::value::Value;

type Operation = fn(&mut Heap, Value, Value) -> Answer;

#[test]
fn integers_are_exact() {
    type Reference = fn(i128, i128) -> Option<i128>;
    let operations: [(&str, Operation, Reference); 8] = [
        ("+", number::add, |a, b| a.checked_add(b)),
        ("-", number::sub, |a, b| a.checked_sub(b)),
        ("*", number::mul, |a, b| a.checked_mul(b)),
        ("/", number::div, |a, b| a.checked_div(b)),
        ("%", number::rem, |a, b| a.checked_rem(b)),
        ("&", bits::and, |a, b| Some(a & b)),
        ("|", bits::or, |a, b| Some(a | b)),
        ("^", bits::xor, |a, b| Some(a ^ b)),
    ];
    let mut heap = heap();
    let mut random = Lcg(1);
    for _ in 0..20_000 {
        let (a, b) = (random.wide(100), random.wide(100));
        let (x, y) = (int(&mut heap, a), int(&mut heap, b));
        for (op, run, reference) in operations {
            match reference(a, b) {
                Some(n) => assert_eq!(wide(run(&mut heap, x, y).unwrap()), n, "{a} {op} {b}"),
                None if b == 0 => assert_eq!(show(run(&mut heap, x, y)), "division by zero"),
                None => {}
            }
        }
        assert_eq!(wide(number::neg(&mut heap, x).unwrap()), -a);
        assert_eq!(wide(bits::not(&mut heap, x).unwrap()), !a);
    }
}

#[test]
fn shifts_are_exact() {
    let mut heap = heap();
    let mut random = Lcg(2);
    for _ in 0..20_000 {
        let (a, count) = (random.wide(70), random.below(130));
        let (x, n) = (int(&mut heap, a), Value::int(count as i64));
        let right = a
            .checked_shr(count as u32)
            .unwrap_or(if a < 0 { -1 } else { 0 });
        assert_eq!(
            wide(bits::shr(&mut heap, x, n).unwrap()),
            right,
            "{a} >> {count}"
        );
        let left = bits::shl(&mut heap, x, n).unwrap();
        assert!(
            equal(bits::shr(&mut heap, left, n).unwrap(), x),
            "{a} << {count} >> {count}"
        );
        if count < 50 {
            assert_eq!(wide(left), a << count, "{a} << {count}");
        }
    }
    let mut shift = |op: Operation, a: i128, b: i128| {
        let (a, b) = (int(&mut heap, a), int(&mut heap, b));
        show(op(&mut heap, a, b))
    };
    assert_eq!(shift(bits::shl, 1, 70), "1180591620717411303424");
    assert_eq!(shift(bits::shl, 1, 63), "9223372036854775808");
    assert_eq!(shift(bits::shl, -1, 63), "-9223372036854775808");
    assert_eq!(shift(bits::shl, 0, 1 << 100), "0");
    assert_eq!(shift(bits::shl, 1, 1 << 100), "integer too large");
    assert_eq!(shift(bits::shl, 1, MAX_BITS as i128), "integer too large");
    assert_eq!(shift(bits::shl, 1, -1), "negative shift count: -1");
    assert_eq!(shift(bits::shr, 0, -1), "negative shift count: -1");
    assert_eq!(
        shift(bits::shr, 1, -(1 << 64)),
        "negative shift count: -18446744073709551616"
    );
    assert_eq!(shift(bits::shr, -5, 1), "-3");
    assert_eq!(shift(bits::shr, -(1 << 90), 1 << 100), "-1");
    assert_eq!(shift(bits::shr, 1 << 90, 1 << 100), "0");
    assert_eq!(shift(bits::shr, i64::MIN as i128, 64), "-1");
}

#[test]
fn order_is_exact() {
    let mut heap = heap();
    let mut random = Lcg(3);
    for _ in 0..20_000 {
        let (a, b) = (random.wide(80), random.wide(80));
        let (x, y) = (int(&mut heap, a), int(&mut heap, b));
        assert_eq!(
            compare::compare("<", x, y).unwrap(),
            Some(a.cmp(&b)),
            "{a} {b}"
        );
        assert_eq!(equal(x, y), a == b);
        assert_eq!(compare::less(x, y).unwrap(), a < b);
        assert_eq!(compare::less_equal(x, y).unwrap(), a <= b);
        assert_eq!(compare::greater(x, y).unwrap(), a > b);
        assert_eq!(compare::greater_equal(x, y).unwrap(), a >= b);
        // A float whose value is within 128 bits, beside the integer.
        let near = [
            a as f64,
            f64::from_bits((a as f64).to_bits() + 1),
            a as f64 + 0.5,
            b as f64,
        ];
        for z in near {
            let whole = z.trunc() as i128;
            let fraction = z - z.trunc();
            let order = a.cmp(&whole).then(0.0.partial_cmp(&fraction).unwrap());
            assert_eq!(
                compare::compare("<", x, Value::float(z)).unwrap(),
                Some(order),
                "{a} {z}"
            );
            let back = compare::compare("<", Value::float(z), x).unwrap();
            assert_eq!(back, Some(order.reverse()), "{z} {a}");
            assert_eq!(equal(x, Value::float(z)), order == Ordering::Equal);
        }
        assert_eq!(
            number::to_float(x).unwrap().to_bits(),
            (a as f64).to_bits(),
            "{a}"
        );
        for z in [f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(compare::less(x, Value::float(z)).unwrap(), z > 0.0);
        }
        assert!(!equal(x, Value::float(f64::NAN)));
        assert_eq!(compare::less(x, Value::float(f64::NAN)).ok(), Some(false));
        assert_eq!(
            compare::greater_equal(x, Value::float(f64::NAN)).ok(),
            Some(false)
        );
    }
}

#[test]
fn large_integers_as_floats() {
    let mut heap = heap();
    let mut power =
        |exponent: i64| number::pow(&mut heap, Value::int(2), Value::int(exponent)).unwrap();
    let (p53, p1023, p1024, p2000) = (power(53), power(1023), power(1024), power(2000));
    assert_eq!(number::to_float(p1023), Some(f64::powi(2.0, 1023)));
    assert_eq!(number::to_float(p1024), Some(f64::INFINITY));
    assert_eq!(number::to_float(p2000), Some(f64::INFINITY));
    assert!(equal(p53, Value::float(9007199254740992.0)));
    assert!(equal(p1023, Value::float(f64::powi(2.0, 1023))));
    // Infinity is more than any integer, and none equals it.
    assert!(!equal(p1024, Value::float(f64::INFINITY)));
    assert!(compare::less(p2000, Value::float(f64::INFINITY)).unwrap());
    // Just below half a step under 2^1024 the largest float is nearest, from the half on it overflows.
    let max = float_to_int(&mut heap, f64::MAX).unwrap().unwrap();
    let half = number::pow(&mut heap, Value::int(2), Value::int(969)).unwrap();
    let half_up = number::add(&mut heap, max, half).unwrap();
    let below = number::add(&mut heap, half_up, half).unwrap();
    let below = number::sub(&mut heap, below, Value::int(1)).unwrap();
    assert_eq!(number::to_float(half_up), Some(f64::MAX));
    assert_eq!(number::to_float(below), Some(f64::MAX));
    let overflow = number::add(&mut heap, below, Value::int(1)).unwrap();
    assert_eq!(number::to_float(overflow), Some(f64::INFINITY));
    assert!(compare::greater(half_up, Value::float(f64::MAX)).unwrap());
}

#[test]
fn corners() {
    let mut heap = heap();
    let mut run = |op: Operation, a: i128, b: i128| {
        let (a, b) = (int(&mut heap, a), int(&mut heap, b));
        show(op(&mut heap, a, b))
    };
    let (min, max) = (i128::from(i64::MIN), i128::from(i64::MAX));
    assert_eq!(run(number::div, min, -1), "9223372036854775808");
    assert_eq!(run(number::rem, min, -1), "0");
    assert_eq!(run(number::add, max, 1), "9223372036854775808");
    assert_eq!(run(number::sub, max + 1, 1), "9223372036854775807");
    assert_eq!(run(number::mul, min, -1), "9223372036854775808");
    assert_eq!(run(number::div, 7, -2), "-3");
    assert_eq!(run(number::rem, 7, -2), "1");
    assert_eq!(run(number::rem, -7, 2), "-1");
    assert_eq!(
        run(number::rem, -(1 << 70), 7),
        (-(1i128 << 70) % 7).to_string()
    );
    assert_eq!(run(number::div, 1, 0), "division by zero");
    assert_eq!(run(number::rem, 0, 0), "division by zero");
    assert_eq!(run(number::div, 1 << 80, 0), "division by zero");
    assert_eq!(run(number::pow, 2, 64), "18446744073709551616");
    assert_eq!(run(number::pow, 2, 62), "4611686018427387904");
    assert_eq!(run(number::pow, -2, 63), "-9223372036854775808");
    assert_eq!(run(number::pow, 2, -1), "0.5");
    assert_eq!(run(number::pow, 0, -1), "Infinity");
    assert_eq!(run(number::pow, 0, 0), "1");
    assert_eq!(run(number::pow, 0, 1 << 70), "0");
    assert_eq!(run(number::pow, 1, 1 << 70), "1");
    assert_eq!(run(number::pow, -1, 1 << 70), "1");
    assert_eq!(run(number::pow, -1, (1 << 70) + 1), "-1");
    assert_eq!(run(number::pow, -1, 3), "-1");
    assert_eq!(run(number::pow, 2, 1 << 70), "integer too large");
    assert_eq!(run(number::pow, 3, 1 << 26), "integer too large");
    assert_eq!(run(number::pow, 10, 30), format!("1{}", "0".repeat(30)));
    assert_eq!(run(number::pow, 10, -400), "0.0");
    let least = Value::int(i64::MIN);
    assert_eq!(show(number::neg(&mut heap, least)), "9223372036854775808");
    let big = number::neg(&mut heap, least).unwrap();
    assert_eq!(show(number::neg(&mut heap, big)), "-9223372036854775808");
}

#[test]
fn the_limit_of_size() {
    let mut heap = heap();
    let top = bits::shl(&mut heap, Value::int(1), Value::int(MAX_BITS as i64 - 1)).unwrap();
    assert_eq!(show(number::add(&mut heap, top, top)), "integer too large");
    assert_eq!(
        show(number::mul(&mut heap, top, Value::int(2))),
        "integer too large"
    );
    assert_eq!(
        show(bits::shl(&mut heap, top, Value::int(1))),
        "integer too large"
    );
    let less = number::sub(&mut heap, top, Value::int(1)).unwrap();
    let all = number::add(&mut heap, top, less).unwrap();
    assert_eq!(
        show(number::add(&mut heap, all, Value::int(1))),
        "integer too large"
    );
    let least = number::neg(&mut heap, all).unwrap();
    assert_eq!(show(bits::not(&mut heap, all)), "integer too large");
    assert_eq!(show(number::add(&mut heap, least, all)), "0");
    let at = (MAX_BITS - 1) as i64;
    let power = number::pow(&mut heap, Value::int(2), Value::int(at)).unwrap();
    assert!(equal(power, top));
    assert_eq!(
        show(number::pow(&mut heap, Value::int(2), Value::int(at + 1))),
        "integer too large"
    );
}

#[test]
fn floats_and_integers_mix() {
    let mut heap = heap();
    let f = Value::float;
    let big = int(&mut heap, 1 << 100);
    assert_eq!(show(number::add(&mut heap, Value::int(1), f(0.5))), "1.5");
    assert_eq!(show(number::sub(&mut heap, f(0.5), Value::int(1))), "-0.5");
    assert_eq!(
        show(number::mul(&mut heap, big, f(0.5))),
        (2f64.powi(99))
            .to_string()
            .parse()
            .map(float::format_float)
            .unwrap()
    );
    assert_eq!(
        show(number::div(&mut heap, Value::int(1), f(0.0))),
        "Infinity"
    );
    assert_eq!(show(number::div(&mut heap, f(0.0), Value::int(0))), "NaN");
    assert_eq!(show(number::rem(&mut heap, f(7.5), Value::int(-2))), "1.5");
    assert_eq!(show(number::rem(&mut heap, f(-7.5), f(2.0))), "-1.5");
    assert_eq!(show(number::rem(&mut heap, f(1.0), f(0.0))), "NaN");
    assert_eq!(show(number::rem(&mut heap, f(-1.0), f(1.0))), "-0.0");
    assert_eq!(
        show(number::pow(&mut heap, Value::int(2), f(0.5))),
        "1.4142135623730951"
    );
    assert_eq!(show(number::pow(&mut heap, f(-8.0), f(0.5))), "NaN");
    assert_eq!(show(number::neg(&mut heap, f(0.0))), "-0.0");
    assert!(equal(f(0.0), f(-0.0)) && equal(Value::int(0), f(-0.0)));
    assert!(!equal(f(f64::NAN), f(f64::NAN)));
}

#[test]
fn other_kinds_are_refused() {
    let mut heap = heap();
    let (one, half) = (Value::int(1), Value::float(0.5));
    let operations: [(&str, Operation); 11] = [
        ("+", number::add),
        ("-", number::sub),
        ("*", number::mul),
        ("/", number::div),
        ("%", number::rem),
        ("**", number::pow),
        ("&", bits::and),
        ("|", bits::or),
        ("^", bits::xor),
        ("<<", bits::shl),
        (">>", bits::shr),
    ];
    for (op, run) in operations {
        assert_eq!(
            show(run(&mut heap, Value::TRUE, one)),
            format!("type mismatch: bool {op} int")
        );
        assert_eq!(
            show(run(&mut heap, one, Value::NULL)),
            format!("type mismatch: int {op} null")
        );
        assert_eq!(
            show(run(&mut heap, half, Value::TRUE)),
            format!("type mismatch: float {op} bool")
        );
    }
    for (op, run) in &operations[6..] {
        assert_eq!(
            show(run(&mut heap, half, one)),
            format!("type mismatch: float {op} int")
        );
    }
    assert_eq!(
        show(number::neg(&mut heap, Value::TRUE)),
        "unknown operator: -bool"
    );
    assert_eq!(show(bits::not(&mut heap, half)), "unknown operator: ~float");
    let fault = |r: Result<bool, _>| match r {
        Ok(b) => b.to_string(),
        Err(fault) => super::super::Fault::to_string(&fault),
    };
    assert_eq!(
        fault(compare::less(one, Value::NULL)),
        "type mismatch: int < null"
    );
    assert_eq!(
        fault(compare::less_equal(Value::TRUE, Value::FALSE)),
        "type mismatch: bool <= bool"
    );
    assert_eq!(
        fault(compare::greater(Value::NULL, half)),
        "type mismatch: null > float"
    );
    assert_eq!(
        fault(compare::greater_equal(half, Value::NULL)),
        "type mismatch: float >= null"
    );
    assert!(!equal(Value::int(1), Value::TRUE) && !equal(Value::NULL, Value::FALSE));
}

#[test]
fn floats_to_integers() {
    let mut heap = heap();
    let mut convert = |x: f64| float_to_int(&mut heap, x).unwrap().map(|n| show(Ok(n)));
    assert_eq!(convert(1.9).as_deref(), Some("1"));
    assert_eq!(convert(-1.9).as_deref(), Some("-1"));
    assert_eq!(convert(-0.5).as_deref(), Some("0"));
    assert_eq!(convert(1e20).as_deref(), Some("100000000000000000000"));
    assert_eq!(convert(-1e22).as_deref(), Some("-10000000000000000000000"));
    assert_eq!(convert(1e23).as_deref(), Some("99999999999999991611392"));
    assert_eq!(
        convert(9223372036854775808.0).as_deref(),
        Some("9223372036854775808")
    );
    assert_eq!(
        convert(-9223372036854775808.0).as_deref(),
        Some("-9223372036854775808")
    );
    assert_eq!(convert(f64::NAN), None);
    assert_eq!(convert(f64::NEG_INFINITY), None);
    let max = float_to_int(&mut heap, f64::MAX).unwrap().unwrap();
    assert_eq!(number::to_float(max), Some(f64::MAX));
}

#[test]
fn integers_from_text() {
    let mut heap = heap();
    let mut parse = |text: &str| match parse_int(&mut heap, text) {
        Ok(n) => n.map(|n| show(Ok(n))),
        Err(fault) => Some(fault.to_string()),
    };
    for (text, n) in [
        ("0", "0"),
        ("-0", "0"),
        (" 42\n", "42"),
        ("+7", "7"),
        ("007", "7"),
        ("1_000_000", "1000000"),
        ("0xff", "255"),
        ("-0xFF_ff", "-65535"),
        ("0b1010", "10"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"),
        (
            "-123456789012345678901234567890",
            "-123456789012345678901234567890",
        ),
    ] {
        assert_eq!(parse(text).as_deref(), Some(n), "{text}");
    }
    for text in [
        "", " ", "-", "--1", "+-1", "1.0", "1e3", "0x", "0b2", "1__0", "_1", "1_", "0x_1", "1 2",
        "abc", "0o7", "١",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    assert_eq!(
        parse(&"9".repeat(30_000_000)).as_deref(),
        Some("integer too large")
    );
    let nines = "9".repeat(5000);
    assert_eq!(parse(&nines), Some(nines));
}

#[test]
fn strings_join_repeat_and_compare() {
    let mut heap = heap();
    let heap = &mut heap;
    let text = |heap: &mut Heap, s: &str| Str::new(heap, s).unwrap().value();
    let read = |answer: Answer| match answer {
        Ok(value) => value.as_str().unwrap().as_str().to_string(),
        Err(fault) => fault.to_string(),
    };
    let (a, b, long) = (
        text(heap, "ab"),
        text(heap, "b"),
        text(heap, &"x".repeat(300)),
    );
    let huge = int(heap, 1 << 90);
    assert_eq!(read(number::add(heap, a, b)), "abb");
    assert_eq!(read(number::mul(heap, a, Value::int(3))), "ababab");
    assert_eq!(read(number::mul(heap, a, Value::int(0))), "");
    assert_eq!(read(number::mul(heap, a, Value::int(-1))), "");
    assert_eq!(read(number::mul(heap, a, huge)), "out of memory");
    assert_eq!(
        read(number::mul(heap, Value::int(3), a)),
        "type mismatch: int * string"
    );
    assert_eq!(
        read(number::mul(heap, a, Value::float(2.0))),
        "type mismatch: string * float"
    );
    assert_eq!(
        read(number::add(heap, Value::int(1), a)),
        "type mismatch: int + string"
    );
    assert_eq!(
        read(number::sub(heap, a, a)),
        "type mismatch: string - string"
    );
    assert_eq!(
        read(bits::and(heap, a, Value::int(1))),
        "type mismatch: string & int"
    );
    let again = text(heap, &"x".repeat(300));
    assert!(equal(long, again) && !long.is_same(again));
    assert!(!equal(a, b) && !equal(a, Value::int(1)));
    assert!(compare::less(a, b).unwrap() && compare::greater(long, a).unwrap());
    assert!(compare::less_equal(again, long).unwrap() && !compare::less(again, long).unwrap());
    assert_eq!(
        compare::less(a, Value::int(1)).unwrap_err().to_string(),
        "type mismatch: string < int"
    );
}

#[test]
fn arrays_join() {
    let mut heap = heap();
    let heap = &mut heap;
    let a = Array::from_values(heap, &[Value::int(1), Value::int(2)]).unwrap();
    let b = Array::from_values(heap, &[Value::TRUE]).unwrap();
    let both = number::add(heap, a.value(), b.value())
        .unwrap()
        .as_array()
        .unwrap();
    assert_eq!(both.len(), 3);
    assert!(equal(both.get(1), Value::int(2)) && equal(both.get(2), Value::TRUE));
    assert_eq!((a.len(), b.len()), (2, 1));
    let mismatched = show(number::add(heap, a.value(), Value::int(1)));
    assert_eq!(mismatched, "type mismatch: array + int");
    assert!(!equal(a.value(), b.value()) && equal(a.value(), a.value()));
}
