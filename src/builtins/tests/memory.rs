//! What asks for too much is refused, and nothing has happened then.

use super::{call, host, invoke};
use crate::heap::{Array, Str};
use crate::value::Value;

#[test]
fn sizes_are_checked_before_the_work() {
    let (mut host, _) = host("", 1 << 24);
    for text in [
        "array(1099511627776)",
        "array(9223372036854775807, 1)",
        "array(100000000000000000000)",
        "range(1000000000000)",
        "range(-9223372036854775808, 9223372036854775807)",
        "enumerate(0..1000000000000)",
        "zip(0..1000000000000, 0..1000000000000)",
        "__sort(0..1000000000000)",
        "join(0..1000000000000, \"\")",
        r#"repeat("x", 4611686018427387904)"#,
        r#"repeat("x", 100000000000000000000)"#,
        r#"padLeft("x", 1000000000000)"#,
        r#"padRight("x", 100000000000000000000, "é")"#,
        "array(10000000)",
    ] {
        assert_eq!(call(&mut host, text), "error out of memory", "{text}");
    }
    assert_eq!(call(&mut host, r#"len("alive")"#), "5");
}

/// A text that grows with each level of sharing is refused, not built.
#[test]
fn texts_of_shared_collections_are_bounded() {
    let (mut host, printed) = host("", 1 << 20);
    let mut xs = Array::from_values(&mut host.heap, &[Value::int(1)])
        .unwrap()
        .value();
    for _ in 0..40 {
        xs = Array::from_values(&mut host.heap, &[xs, xs])
            .unwrap()
            .value();
    }
    for name in ["str", "puts", "error"] {
        let fault = invoke(&mut host, name, &[xs]).unwrap_err();
        assert!(fault.out_of_memory().is_some(), "{name}: {fault}");
    }
    host.out.flush().unwrap();
    assert!(printed.lock().unwrap().is_empty());
}

/// A method that finds no memory leaves its array as it was.
#[test]
fn a_refused_method_changes_nothing() {
    let (mut host, _) = host("", 1 << 16);
    let heap = &mut host.heap;
    let xs = Array::from_values(heap, &[Value::int(1), Value::int(2)]).unwrap();
    let mut filled = 0;
    while Array::filled(heap, 8, Value::NULL).is_ok() {
        filled += 1;
    }
    assert!(filled > 10);
    while Str::new(heap, &"x".repeat(40)).is_ok() {}
    // Null among integers needs a new buffer.
    for (name, args) in [
        (".push", vec![xs.value(), Value::NULL]),
        (".unshift", vec![xs.value(), Value::NULL]),
        (".insert", vec![xs.value(), Value::int(1), Value::NULL]),
    ] {
        let fault = invoke(&mut host, name, &args).unwrap_err();
        assert!(fault.out_of_memory().is_some(), "{name}: {fault}");
        let elements: Vec<_> = xs.values().map(Value::as_int).collect();
        assert_eq!(elements, [Some(1), Some(2)], "{name}");
    }
}

/// A line that does not fit stays in the input.
#[test]
fn a_line_that_does_not_fit_is_read_later() {
    let long: &'static str = Box::leak(format!("{}\r\nnext", "ab".repeat(40_000)).into_boxed_str());
    let (mut small, _) = host(long, 1 << 16);
    for _ in 0..2 {
        let fault = invoke(&mut small, "readLine", &[]).unwrap_err();
        assert!(fault.out_of_memory().is_some(), "{fault}");
    }
    let (mut large, _) = host("", 1 << 22);
    large.input = small.input;
    let line = invoke(&mut large, "readLine", &[]).unwrap();
    assert_eq!(line.as_str().unwrap().len(), 80_000);
    assert_eq!(call(&mut large, "readLine()"), "\"next\"");
    assert_eq!(call(&mut large, "readLine()"), "null");
}
