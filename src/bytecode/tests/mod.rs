//! Cases for the verifier and the container: each builds a program, most of them break it, and compare the error.

mod assignment;
mod container;
mod verifier;

use std::sync::Arc;

use super::*;

/// A program whose main is what `body` builds; functions 1 and on are `others`.
pub(super) fn program(others: Vec<Function>, body: impl FnOnce(&mut FunctionBuilder)) -> Program {
    let mut builder = ProgramBuilder::new();
    builder.int(1);
    builder.global("g");
    builder.symbol("s");
    builder.builtin("len");
    let main = builder.declare();
    for function in others {
        builder.add(function);
    }
    let mut f = FunctionBuilder::new("main", Params::default());
    body(&mut f);
    builder.define(main, f.finish().unwrap());
    builder.finish(main).unwrap()
}

/// A function that takes and captures so many and returns null.
pub(super) fn other(required: u16, optional: u16, captures: usize) -> Function {
    let params = Params {
        required,
        optional,
        rest: false,
    };
    let mut f = FunctionBuilder::new("other", params);
    f.captures(captures);
    f.ret_null();
    f.finish().unwrap()
}

pub(super) fn error(program: &Program) -> String {
    match verify(program) {
        Ok(()) => panic!("accepted:\n{}", disassemble(program)),
        Err(error) => error.to_string(),
    }
}

#[track_caller]
pub(super) fn refused(body: impl FnOnce(&mut FunctionBuilder), expected: &str) {
    let others = vec![other(1, 0, 0), other(0, 1, 0), other(0, 0, 1)];
    assert_eq!(
        error(&program(others, body)),
        format!("function f0 `main`{expected}")
    );
}

/// Like `refused`, with the main function changed after it was built.
#[track_caller]
pub(super) fn broken(
    body: impl FnOnce(&mut FunctionBuilder),
    break_it: impl FnOnce(&mut Function),
    expected: &str,
) {
    let mut program = program(vec![], body);
    break_it(Arc::make_mut(&mut program.functions[0]));
    assert_eq!(error(&program), format!("function f0 `main`{expected}"));
}

#[track_caller]
pub(super) fn broken_tables(break_it: impl FnOnce(&mut Program), expected: &str) {
    let mut program = program(vec![other(1, 0, 0), other(0, 0, 1)], |f| f.ret_null());
    verify(&program).unwrap();
    break_it(&mut program);
    assert_eq!(error(&program), expected);
}
