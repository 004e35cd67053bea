//! The text and the deep equality of collections.

use super::super::equals::deep_equal;
use super::super::print::{Form, Names, text, write_signature};
use super::super::{Fault, FaultKind};
use super::{heap, int};
use crate::bytecode::{Function, Params};
use crate::heap::{
    Array, Closure, ErrorObject, Gc, Hash, Heap, HeapConfig, Key, Place, Range, Str, Struct,
};
use crate::index::{BuiltinId, FnId, SymbolId};
use crate::value::Value;

struct TestNames(Function);

impl Names for TestNames {
    fn function(&self, id: FnId) -> Option<&Function> {
        (id.0 == 7).then_some(&self.0)
    }

    fn builtin(&self, id: BuiltinId) -> Option<&str> {
        (id.0 == 3).then_some("len")
    }

    fn enumeration(&self, _: crate::index::EnumId) -> Option<&crate::bytecode::Enum> {
        None
    }

    fn symbol(&self, id: SymbolId) -> Option<&str> {
        ["x", "y"].get(id.index()).copied()
    }
}

fn names() -> TestNames {
    TestNames(function(
        "add",
        &["a", "b"],
        Params {
            required: 2,
            ..Params::default()
        },
    ))
}

fn function(name: &str, names: &[&str], params: Params) -> Function {
    let param_names = names.iter().map(|s| s.to_string()).collect();
    Function {
        name: name.into(),
        param_names,
        params,
        ..Function::default()
    }
}

fn bare(heap: &Heap, value: Value) -> String {
    text(heap, &names(), value, Form::Bare).unwrap()
}

fn array(heap: &mut Heap, values: &[Value]) -> Value {
    Array::from_values(heap, values).unwrap().value()
}

fn string(heap: &mut Heap, text: &str) -> Value {
    Str::new(heap, text).unwrap().value()
}

fn same(heap: &Heap, a: Value, b: Value) -> bool {
    let forth = deep_equal(heap, a, b, || Ok(())).unwrap();
    assert_eq!(
        deep_equal(heap, b, a, || Ok(())).unwrap(),
        forth,
        "equality has a direction"
    );
    forth
}

#[test]
fn text_of_each_kind() {
    let mut heap = heap();
    let heap = &mut heap;
    let hash = Hash::new(heap, 0).unwrap();
    assert_eq!(bare(heap, hash.value()), "{}");
    let elements = [
        (Value::NULL, "null"),
        (Value::TRUE, "true"),
        (Value::int(-3), "-3"),
        (Value::float(2.0), "2.0"),
        (int(heap, 1 << 70), "1180591620717411303424"),
        (Value::function(FnId(7)), "fn add(a, b)"),
        (
            Closure::new(heap, FnId(7), &[Value::NULL]).unwrap().value(),
            "fn add(a, b)",
        ),
        (Value::builtin(BuiltinId(3)), "builtin len"),
        (Value::symbol(SymbolId(1)), "y"),
        (Range::new(heap, -1, 5).unwrap().value(), "-1..5"),
        (array(heap, &[]), "[]"),
        (hash.value(), "{}"),
    ];
    for (value, expected) in elements {
        assert_eq!(bare(heap, value), expected);
        let inside = array(heap, &[value, value]);
        assert_eq!(bare(heap, inside), format!("[{expected}, {expected}]"));
    }
    let s = string(heap, "a\n\"\\\t\r\0\u{1b}é");
    assert_eq!(bare(heap, s), "a\n\"\\\t\r\0\u{1b}é");
    let quoted = r#""a\n\"\\\t\r\0\u{1b}é""#;
    assert_eq!(text(heap, &names(), s, Form::Quoted).unwrap(), quoted);
    let inside = array(heap, &[s]);
    assert_eq!(bare(heap, inside), format!("[{quoted}]"));
    let message = string(heap, "no \"x\"");
    let error = ErrorObject::new(heap, message, Place::default())
        .unwrap()
        .value();
    assert_eq!(bare(heap, error), "no \"x\"");
    let inside = array(heap, &[error]);
    assert_eq!(bare(heap, inside), r#"[error("no \"x\"")]"#);
    let a = string(heap, "a");
    hash.insert(heap, Key::new(a).unwrap(), Value::int(1))
        .unwrap();
    hash.insert(heap, Key::int(2), inside).unwrap();
    assert_eq!(
        bare(heap, hash.value()),
        r#"{"a": 1, 2: [error("no \"x\"")]}"#
    );
    let family = heap.shapes.new_family(1);
    let object = Struct::new(heap, family).unwrap();
    assert_eq!(bare(heap, object.value()), "struct {}");
    object.set_field(heap, SymbolId(0), Value::int(1)).unwrap();
    object.set_field(heap, SymbolId(1), object.value()).unwrap();
    assert_eq!(bare(heap, object.value()), "struct {x: 1, y: ...}");
}

#[test]
fn text_of_functions() {
    let show = |function: &Function| {
        let mut out = String::new();
        write_signature(&mut out, function);
        out
    };
    let params = Params {
        required: 1,
        optional: 1,
        rest: true,
    };
    assert_eq!(
        show(&function("", &["a", "b", "c"], params)),
        "fn(a, b, ...c)"
    );
    assert_eq!(show(&function("f", &[], params)), "fn f(p0, p1, ...p2)");
    assert_eq!(show(&function("g", &[], Params::default())), "fn g()");
}

#[test]
fn text_of_cycles() {
    let mut heap = heap();
    let heap = &mut heap;
    let a = Array::from_values(heap, &[Value::int(1)]).unwrap();
    a.push(heap, a.value()).unwrap();
    assert_eq!(bare(heap, a.value()), "[1, ...]");
    let hash = Hash::new(heap, 0).unwrap();
    hash.insert(heap, Key::int(1), a.value()).unwrap();
    hash.insert(heap, Key::int(2), a.value()).unwrap();
    a.push(heap, hash.value()).unwrap();
    // Not a cycle: the same array twice, one after the other.
    assert_eq!(
        bare(heap, hash.value()),
        "{1: [1, ..., ...], 2: [1, ..., ...]}"
    );
    // A cycle deeper than the stack that is searched one by one.
    let bottom = Array::new(heap, 0).unwrap();
    let mut top = bottom.value();
    for _ in 0..40 {
        top = array(heap, &[top]);
    }
    bottom.push(heap, top).unwrap();
    let expected = format!("{}...{}", "[".repeat(41), "]".repeat(41));
    assert_eq!(bare(heap, top), expected);
    let twice = array(heap, &[top, top]);
    assert_eq!(bare(heap, twice), format!("[{expected}, {expected}]"));
}

fn nest(heap: &mut Heap, depth: usize, inner: Value) -> Value {
    let mut value = inner;
    for level in 0..depth {
        value = if level % 2 == 0 {
            array(heap, &[value])
        } else {
            let hash = Hash::new(heap, 1).unwrap();
            hash.insert(heap, Key::int(0), value).unwrap();
            hash.value()
        };
    }
    value
}

#[test]
fn deep_nesting() {
    let mut heap = heap();
    let heap = &mut heap;
    let deep = nest(heap, 1_000_000, Value::int(1));
    let other = nest(heap, 1_000_000, Value::float(1.0));
    let unequal = nest(heap, 1_000_000, Value::int(2));
    assert_eq!(bare(heap, deep).len(), 500_000 * (2 + 5) + 1);
    assert!(deep_equal(heap, deep, other, || Ok(())).unwrap());
    assert!(!deep_equal(heap, deep, unequal, || Ok(())).unwrap());
}

#[test]
fn text_is_bounded() {
    let mut heap = Heap::new(HeapConfig {
        limit: 1 << 20,
        ..HeapConfig::default()
    });
    let heap = &mut heap;
    let mut value = array(heap, &[Value::TRUE, Value::NULL]);
    let mut other = array(heap, &[Value::TRUE, Value::NULL]);
    for _ in 0..60 {
        value = array(heap, &[value, value]);
        other = array(heap, &[other, other]);
    }
    let refused = text(heap, &names(), value, Form::Bare).unwrap_err();
    assert!(refused.out_of_memory().is_some());
    // Comparing looks at each of them once.
    assert!(same(heap, value, other));
}

#[test]
fn polling_stops() {
    let mut heap = heap();
    let heap = &mut heap;
    let (a, b) = (nest(heap, 5000, Value::NULL), nest(heap, 5000, Value::NULL));
    let stop = || Err::<(), Fault>(FaultKind::Interrupted.into());
    assert_eq!(
        deep_equal(heap, a, b, stop).unwrap_err().to_string(),
        "interrupted"
    );
}

#[test]
fn deep_equality() {
    let mut heap = heap();
    let heap = &mut heap;
    let hash = |heap: &mut Heap, pairs: &[(i64, Value)]| {
        let hash: Gc<Hash> = Hash::new(heap, 0).unwrap();
        for (key, value) in pairs {
            hash.insert(heap, Key::int(*key), *value).unwrap();
        }
        hash.value()
    };
    let nan = Value::float(f64::NAN);
    let (s, t) = (
        string(heap, &"s".repeat(200)),
        string(heap, &"s".repeat(200)),
    );
    let ints = array(heap, &[Value::int(1), Value::int(2)]);
    let floats = array(heap, &[Value::float(1.0), Value::float(2.0)]);
    let mixed = array(heap, &[Value::float(1.0), Value::int(2)]);
    let longer = array(heap, &[Value::int(1), Value::int(2), Value::int(3)]);
    let nans = array(heap, &[nan, nan]);
    let strings = [
        array(heap, &[s, Value::NULL]),
        array(heap, &[t, Value::NULL]),
    ];
    assert!(same(heap, ints, floats) && same(heap, floats, mixed) && same(heap, ints, mixed));
    assert!(!same(heap, ints, longer) && !same(heap, ints, Value::int(1)));
    assert!(!same(heap, nan, nan) && !same(heap, nans, floats));
    assert!(same(heap, strings[0], strings[1]));
    let forth = hash(heap, &[(1, ints), (2, Value::NULL)]);
    let back = hash(heap, &[(2, Value::NULL), (1, floats)]);
    let other_key = hash(heap, &[(1, ints), (3, Value::NULL)]);
    let other_value = hash(heap, &[(1, ints), (2, Value::FALSE)]);
    let fewer = hash(heap, &[(1, ints)]);
    assert!(same(heap, forth, back));
    assert!(
        !same(heap, forth, other_key)
            && !same(heap, forth, other_value)
            && !same(heap, forth, fewer)
    );
    assert!(!same(heap, forth, ints));
    let range = |heap: &mut Heap, end| Range::new(heap, 0, end).unwrap().value();
    let (r1, r2, r3) = (range(heap, 3), range(heap, 3), range(heap, 4));
    assert!(same(heap, r1, r2) && !same(heap, r1, r3));
    let family = heap.shapes.new_family(2);
    let object = |heap: &mut Heap, order: [u32; 2], x: i64| {
        let object = Struct::new(heap, family).unwrap();
        for field in order {
            object
                .set_field(heap, SymbolId(field), Value::int(x + i64::from(field)))
                .unwrap();
        }
        object.value()
    };
    let (o1, o2, o3) = (
        object(heap, [0, 1], 5),
        object(heap, [1, 0], 5),
        object(heap, [0, 1], 6),
    );
    assert!(same(heap, o1, o2) && !same(heap, o1, o3));
}

/// A ring of arrays, each holding a value and the next.
fn ring(heap: &mut Heap, size: usize, value: impl Fn(usize) -> Value) -> Value {
    let first = Array::from_values(heap, &[value(0)]).unwrap();
    let mut last = first;
    for i in 1..size {
        let next = Array::from_values(heap, &[value(i)]).unwrap();
        last.push(heap, next.value()).unwrap();
        last = next;
    }
    last.push(heap, first.value()).unwrap();
    first.value()
}

#[test]
fn rings() {
    let mut heap = heap();
    let heap = &mut heap;
    // Both unroll to the same endless list; there are 10 million pairs of them.
    let a = ring(heap, 3001, |_| Value::NULL);
    let b = ring(heap, 3307, |_| Value::NULL);
    assert!(same(heap, a, b));
    let c = ring(heap, 3307, |i| {
        if i == 3300 { Value::TRUE } else { Value::NULL }
    });
    assert!(!same(heap, a, c));
}
