//! What the parser and the verifier of graphs refuse, and what the evaluator answers where a graph relies on what is not so.

use hivm::index::ExitId;
use hivm::ir::eval::{Evaluator, How, Options, Outcome};
use hivm::ir::{parse, random::World, verify};

fn graph(body: &str) -> String {
    format!("graph t1 loop f0@0\n{body}")
}

#[test]
fn the_parser_says_what_and_where() {
    let cases = [
        ("", "1:1: want `graph`, got the end of the line"),
        ("graph t1 loop f0@0\n", "1:1: want a block"),
        (
            "graph t1 tree f0@0\n",
            "1:10: want loop, function or piece, got `tree`",
        ),
        (
            "graph t1 loop f0\n",
            "1:17: want `@`, got the end of the line",
        ),
        (
            "graph t1 loop f0@0\n b1:\n  return 1\n",
            "2:2: want `entry`, got `b1`",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  exit s9 ; gone\n",
            "3:8: there is no snapshot s9",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  jump b4()\n",
            "3:8: there is no block b4",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  return %3\n",
            "3:10: there is no value %3",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  frob 1\n",
            "3:3: there is no instruction `frob`",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  %0: int = add 1\n",
            "3:18: want `,`, got the end of the line",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  %0: float = add 1, 2\n",
            "3:3: the result of add is int, not float",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  add 1, 2\n",
            "3:3: add has a result",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  %0: int = set_global g0, 2\n",
            "3:3: set_global has no result",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  %0: nut = add 1, 2\n",
            "3:7: want a type, got `nut`",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  return 99999999999999999999\n",
            "3:10: want a value, got `99999999999999999999`",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  %0: int = add 1, 2\n  %0: int = add 1, 2\n",
            "4:3: value %0 is defined twice",
        ),
        (
            "graph t1 loop f0@0\n entry:\n  return 1\n s0: f0@0 r2=1 r1=2\n",
            "4:16: registers stand in rising order",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(
            parse(text).map_err(|e| e.to_string()),
            Err(message.to_string()),
            "{text}"
        );
    }
}

#[test]
fn comments_and_any_numbering_are_read() {
    let text = "graph t1 piece f0@0 / f1@3+8 ; c\n entry: ; c\n  jump b7(1, -0.0, nan:7ff8000000000001)\n\n \
                b7(%9: int, %4: float, %5: any):\n  throw k2:bigint, s5\n s5: f0@1 / f1@3+8 callee=%9 r0=home r3=%5\n";
    let graph = parse(text).unwrap();
    verify(&graph).unwrap();
    assert_eq!(
        graph.to_string(),
        "graph t1 piece f0@0 / f1@3+8\n  entry:\n    jump b1(1, -0.0, nan:7ff8000000000001)\n  \
         b1(%0: int, %1: float, %2: any):\n    throw k2:bigint, s0\n  s0: f0@1 / f1@3+8 callee=%0 r0=home r3=%2\n"
    );
}

#[test]
fn the_verifier_says_what_is_wrong() {
    let cases = [
        // Types.
        (
            "entry:\n %0: any = reg r0\n %1: int = add %0, 1\n return %1",
            "want int, got %0, which is any",
        ),
        (
            "entry:\n %0: int = add 1.5, 1\n return %0",
            "want int, got 1.5, which is float",
        ),
        (
            "entry:\n branch 1, b1(), b1()\nb1:\n return 1",
            "want bool, got 1, which is int",
        ),
        (
            "entry:\n %0: any = call_runtime add, (1), s0\n return 1\ns0: f0@0",
            "add takes another number of values",
        ),
        // Blocks.
        (
            "entry:\n jump b1()\nb1(%0: int):\n return %0",
            "b1 has 1 parameters, not 0",
        ),
        (
            "entry:\n jump b1(null)\nb1(%0: int):\n return %0",
            "want int, got null, which is null",
        ),
        ("entry:\n jump entry()", "nobody goes to the entry"),
        (
            "entry:\n invoke add, (1, 2), s0, b1(), b1()\nb1(%0: int):\n return %0\ns0: f0@0",
            "the first parameter of b1 must be any",
        ),
        // Dominance, of snapshots too.
        (
            "entry:\n branch true, b1(), b2()\nb1:\n %0: int = add 1, 2\n jump b2()\nb2:\n return %0",
            "%0 is not defined on every path to here",
        ),
        (
            "entry:\n guard_true true, s0\n %0: int = add 1, 2\n exit s0\ns0: f0@0 r1=%0",
            "%0 is not defined on every path to here",
        ),
        (
            "entry:\n %0: int = add %0, 1\n return %0",
            "%0 is not defined on every path to here",
        ),
        // Loops.
        (
            "entry:\n jump b1()\nb1:\n jump b1()",
            "there is no safepoint on the way back from b1 to b1",
        ),
        (
            "entry:\n branch true, b1(), b2()\nb1:\n safepoint s0\n jump b2()\nb2:\n safepoint s0\n jump b1()\ns0: f0@0",
            "b1 and b2 are in a cycle without a header",
        ),
        // Snapshots.
        (
            "entry:\n %0: any = reg r0\n %1: array = unbox array, %0\n %2: data = array_data %1\n exit s0\ns0: f0@0 r1=%2",
            "s0: data is in no register",
        ),
        (
            "entry:\n exit s0\ns0: f0@0 / f1@0",
            "s0: a window begins behind its caller's",
        ),
        // Exits come before effects.
        (
            "entry:\n guard_true true, s0\n set_global g0, 1\n guard_true true, s0\n return 1\ns0: f0@0",
            "who leaves with s0 repeats the effect of entry, instruction 1",
        ),
        (
            "entry:\n %0: any = call_builtin builtin0, (), s0\n %1: int = guard_tag int, %0, s0\n return 1\ns0: f0@0",
            "who leaves with s0 repeats the effect of entry, instruction 0",
        ),
        (
            "entry:\n guard_true true, s0\n jump b1()\nb1:\n safepoint s0\n set_global g0, 1\n jump b1()\ns0: f0@0",
            "who leaves with s0 repeats the effect of b1, instruction 1",
        ),
        (
            "entry:\n branch true, b1(), b2()\nb1:\n set_global g0, 1\n jump b3()\nb2:\n guard_true true, s0\n jump b3()\n\
             b3:\n exit s0\ns0: f0@0",
            "who leaves with s0 repeats the effect of b1, instruction 0",
        ),
        (
            "entry:\n guard_true true, s0\n set_reg r9, 1\n exit s0\ns0: f0@0 / f1@0+8 r1=home",
            "who leaves with s0 repeats the effect of entry, instruction 1",
        ),
        (
            "entry:\n invoke set, (1, 2, 3), s0, b1(), b1()\nb1(%0: any):\n exit s0\ns0: f0@0",
            "who leaves with s0 repeats the effect of entry, instruction 0",
        ),
    ];
    for (body, message) in cases {
        let graph = parse(&graph(body)).unwrap_or_else(|e| panic!("{e}\n{body}"));
        assert_eq!(
            verify(&graph).map_err(|e| e.message),
            Err(message.to_string()),
            "{body}"
        );
    }
}

#[test]
fn what_is_no_repetition_is_fine() {
    let cases = [
        // Each iteration is a new birth.
        "entry:\n jump b1()\nb1:\n safepoint s0\n set_global g0, 1\n jump b1()\ns0: f0@0",
        // Another register, or one whose value the snapshot has.
        "entry:\n guard_true true, s0\n set_reg r9, 1\n exit s0\ns0: f0@0 r8=home r9=1",
        // A new object that nobody has.
        "entry:\n %0: cell = new_cell 1, s0\n guard_true true, s0\n return %0\ns0: f0@0",
        // The safepoint may stand where the loop goes back.
        "entry:\n jump b1()\nb1:\n branch true, b2(), b3()\nb2:\n safepoint s0\n jump b1()\nb3:\n return 1\ns0: f0@0",
    ];
    for body in cases {
        let graph = parse(&graph(body)).unwrap_or_else(|e| panic!("{e}\n{body}"));
        assert_eq!(verify(&graph), Ok(()), "{body}");
    }
}

#[test]
fn the_evaluator_says_what_is_not_so() {
    let array = "entry:\n %0: any = reg r4\n %1: array = guard_tag array, %0, s0\n %2: data = array_data %1\n";
    let cases = [
        (
            "entry:\n %0: any = reg r2\n %1: int = unbox int, %0\n return %1\n",
            "not given: the tag",
        ),
        (
            "entry:\n %0: int = div 1, 0\n return %0\n",
            "not given: a divisor",
        ),
        (
            &format!("{array} %3: int = load_int %1, %2, 99\n return %3\n"),
            "not given: 0 <= i < length",
        ),
        (
            &format!("{array} %3: int = load_int %1, %2, -1\n return %3\n"),
            "not given: 0 <= i < length",
        ),
        (
            &format!("{array} %3: float = load_float %1, %2, 0\n return %3\n"),
            "not given: the kind",
        ),
        // The push makes the array generic: its elements move.
        (
            &format!("{array} push %1, null, s0\n %3: any = load_any %1, %2, 0\n return %3\n"),
            "not given: the data of now",
        ),
    ];
    for (body, message) in cases {
        let graph = parse(&graph(&format!("{body}s0: f0@0"))).unwrap();
        verify(&graph).unwrap();
        let mut world = World::new(3).unwrap();
        let wrong = Evaluator::new(&graph).run(&mut world, Options::default());
        assert_eq!(
            wrong.map(|_| ()).map_err(|w| w.message),
            Err(message.to_string()),
            "{body}"
        );
    }
}

#[test]
fn a_guard_fails_on_purpose() {
    let text = graph(
        "entry:\n guard_true true, s0\n guard_true true, s1\n guard_true true, s2\n return 5\n\
         s0: f0@0\ns1: f0@1 r3=7\ns2: f0@2",
    );
    let graph = parse(&text).unwrap();
    let mut world = World::new(3).unwrap();
    let options = Options {
        fail_every: 2,
        ..Options::default()
    };
    let Ok(Outcome::Left(left)) = Evaluator::new(&graph).run(&mut world, options) else {
        panic!("it goes on");
    };
    assert_eq!(left.exit, ExitId(1));
    assert!(matches!(left.how, How::Again));
    assert_eq!(left.frames.len(), 1);
    assert_eq!(left.frames[0].registers[0].1.as_int(), Some(7));
}

#[test]
fn edges_read_all_values_before_they_write_a_parameter() {
    let text = graph(
        "entry:\n jump b1(1, 2, 0)\nb1(%0: int, %1: int, %2: int):\n safepoint s0\n %3: int = add %2, 1\n \
         %4: bool = lt %3, 4\n branch %4, b1(%1, %0, %3), b2()\nb2:\n %5: int = mul %0, 10\n %6: int = add %5, %1\n \
         return %6\ns0: f0@0",
    );
    let graph = parse(&text).unwrap();
    verify(&graph).unwrap();
    let mut world = World::new(3).unwrap();
    let Ok(Outcome::Returned(value)) = Evaluator::new(&graph).run(&mut world, Options::default())
    else {
        panic!("it leaves");
    };
    assert_eq!(value.as_int(), Some(21));
}
