//! Objects that only snapshots describe: what the evaluator makes of them where a graph is left, and what the verifier refuses.
//!
//! ```text
//! s0: f0@0 r0=o0 / f2@1+8 callee=o0 r0=o1 where o0=closure f1(o1) o1=cell(o0)         two objects, each named twice
//! ```

use hivm::ir::eval::{Evaluator, FrameState, Options, Outcome};
use hivm::ir::{parse, print, random::World, verify};
use hivm::value::{Tag, Value};

fn graph(text: &str) -> String {
    format!("graph t1 loop f0@0\n{text}\n")
}

/// The frames that a graph leaves with, and the world that their objects live in.
fn left(text: &str) -> (World, Vec<FrameState>) {
    let graph = parse(&graph(text)).unwrap();
    verify(&graph).unwrap();
    assert_eq!(parse(&print(&graph)).as_ref(), Ok(&graph));
    let mut world = World::new(3).unwrap();
    match Evaluator::new(&graph).run(&mut world, Options::default()) {
        Ok(Outcome::Left(left)) => (world, left.frames),
        other => panic!("{other:?}"),
    }
}

fn register(frame: &FrameState, n: usize) -> Value {
    frame.registers[n].1
}

#[test]
fn an_object_is_made_once_however_many_name_it() {
    let (_world, frames) = left(
        "entry:\n exit s0\n\
         s0: f0@0 r0=o0 r1=o2 / f2@1+8 callee=o0 r0=o1 r1=o2 where o0=closure f1(o1, 5) o1=cell(o0) o2=array(o1, 1)",
    );
    let (outer, inner) = (&frames[0], &frames[1]);
    let closure = register(outer, 0);
    assert!(inner.callee.unwrap().is_same(closure));
    let cell = register(inner, 0);
    assert!(
        closure.as_closure().unwrap().captured()[0]
            .get()
            .is_same(cell)
    );
    assert!(cell.as_cell().unwrap().get().is_same(closure));
    assert!(register(outer, 1).is_same(register(inner, 1)));
    let array = register(outer, 1).as_array().unwrap();
    assert!(array.get(0).is_same(cell) && array.get(1).is_same(Value::int(1)));
}

#[test]
fn objects_are_of_their_kinds() {
    let (_world, frames) = left(
        "entry:\n %0: int = add 3, 4\n exit s0\n\
         s0: f0@0 r0=o0 r1=o1 r2=o2 r3=o3 r4=o4 where o0=array generic(%0, 1) o1=array(1.5, 2.5) o2=range(-1, %0) \
         o3=struct shape2(_, %0) o4=array int()",
    );
    let kind = |n: usize| format!("{:?}", register(&frames[0], n).as_array().unwrap().kind());
    assert_eq!([kind(0), kind(1), kind(4)], ["Generic", "Float", "Int"]);
    let range = register(&frames[0], 2).as_range().unwrap();
    assert_eq!((range.start(), range.end()), (-1, 7));
    let object = register(&frames[0], 3).as_struct().unwrap();
    assert_eq!(object.slot(0).tag(), Tag::Unset);
    assert!(object.slot(1).is_same(Value::int(7)));
}

#[test]
fn an_object_may_be_one_that_is_there() {
    let (_world, frames) = left(
        "entry:\n %0: any = reg r10\n %1: any = reg r13\n exit s0\n\
         s0: f0@0 r0=%0 r1=o0 r2=o1 where o0=cell(7) or %0 o1=cell(o0) or %1",
    );
    let there = register(&frames[0], 0);
    assert!(register(&frames[0], 1).is_same(there));
    let made = register(&frames[0], 2);
    assert!(!made.is_same(there));
    assert!(made.as_cell().unwrap().get().is_same(there));
}

#[test]
fn the_verifier_wants_objects_that_can_be() {
    let cases = [
        ("o0=cell(1, 2)", "s0: an object has another number of parts"),
        (
            "o0=range(1.5, 2)",
            "s0: a part of an object is of another type",
        ),
        (
            "o0=array int(1, o0)",
            "s0: a part of an object is of another type",
        ),
        (
            "o0=array empty(1)",
            "s0: an array of that kind has no element",
        ),
        ("o0=cell(_)", "s0: a part of an object is nothing"),
    ];
    for (objects, message) in cases {
        let text = graph(&format!("entry:\n exit s0\ns0: f0@0 r0=o0 where {objects}"));
        let error = verify(&parse(&text).unwrap()).unwrap_err();
        assert_eq!(error.to_string(), message, "{objects}");
    }
    let called =
        "entry:\n %0: any = call f1, 8, (), s0\n return %0\ns0: f0@0 r0=o0 where o0=cell(1)";
    let error = verify(&parse(&graph(called)).unwrap()).unwrap_err();
    let message =
        "entry, instruction 0: what others run on has no objects that are still to be made";
    assert_eq!(error.to_string(), message);
}

#[test]
fn the_parser_wants_objects_that_are_named_and_there() {
    let cases = [
        ("r0=o1 where o0=cell(1)", "4:3: there is no object o1 here"),
        (
            "r0=o0 where o0=cell(1) o0=cell(2)",
            "4:33: object o0 stands here twice",
        ),
        (
            "r0=o0 where o0=heap(1)",
            "4:25: want a kind of objects, got `heap`",
        ),
    ];
    for (registers, message) in cases {
        let text = graph(&format!("entry:\n exit s0\ns0: f0@0 {registers}"));
        assert_eq!(
            parse(&text).unwrap_err().to_string(),
            message,
            "{registers}"
        );
    }
}
