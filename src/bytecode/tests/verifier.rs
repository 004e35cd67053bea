//! A case for each rule of the verifier but definite assignment.

use std::sync::Arc;

use super::super::function_builder::Arg;
use super::super::op::{OperandKind, set_operand_bits};
use super::super::*;
use super::{broken, broken_tables, error, other, program, refused};
use crate::index::{ConstId, FnId, GlobalId, Pc, Reg, SymbolId};

#[test]
fn tables() {
    broken_tables(|p| p.main = FnId(9), "main is f9, which does not exist");
    broken_tables(|p| p.main = FnId(1), "main takes parameters");
    broken_tables(|p| p.main = FnId(2), "main captures variables");
    broken_tables(
        |p| p.globals.push("g".into()),
        "global \"g\" is there twice",
    );
    broken_tables(
        |p| p.symbols.push("s".into()),
        "symbol \"s\" is there twice",
    );
    broken_tables(
        |p| p.builtins.push("len".into()),
        "native function \"len\" is there twice",
    );
    broken_tables(
        |p| p.constants.push(Constant::Int(1)),
        "integer constant 1 is there twice",
    );
    for digits in [
        "",
        "-",
        "12",
        "0123456789012345678901",
        "12345678901234567890x",
        "-9223372036854775808",
    ] {
        broken_tables(
            |p| p.constants.push(Constant::BigInt(digits.into())),
            "a big integer is not one, or not in its shortest form",
        );
    }
}

#[test]
fn functions() {
    let ret = |f: &mut FunctionBuilder| f.ret_null();
    broken(
        ret,
        |f| f.registers = 4097,
        ": has 4097 registers, more than 4096",
    );
    broken(
        ret,
        |f| f.param_names = vec!["a".into()],
        ": has 0 parameters but names 1",
    );
    broken(
        ret,
        |f| f.capture_names = vec!["a".into()],
        ": captures 0 variables but names 1",
    );
    broken(
        ret,
        |f| f.file = 1,
        ": comes from file 1, which does not exist",
    );
    broken(ret, |f| f.code.clear(), ": has no code");
    let mut p = program(vec![other(1, 0, 0)], ret);
    let params = Params {
        required: 65535,
        optional: 65535,
        rest: true,
    };
    Arc::make_mut(&mut p.functions[1]).params = params;
    assert_eq!(
        error(&p),
        "function f1 `other`: has 131071 parameters but 1 registers"
    );
}

#[test]
fn code_is_made_of_instructions() {
    let ret = |f: &mut FunctionBuilder| f.ret_null();
    broken(ret, |f| f.code[0] = 0xffff, " at 0: is no instruction");
    broken(
        ret,
        |f| f.code.push(Op::call_method as u64),
        " at 1: is no instruction",
    );
    broken(
        ret,
        |f| f.code[0] |= 1 << 16,
        " at 0: `ret_null`: has bits that mean nothing",
    );
    broken(
        ret,
        |f| f.code[0] = Op::halt as u64,
        " at 0: `halt`: is the machine's own",
    );
    refused(|f| f.nop(), " at 0: control falls off the end");
}

#[test]
fn operands() {
    let with = |op: Op, bits: &'static [(OperandKind, u32)]| {
        move |f: &mut Function| {
            for (kind, bits) in bits {
                let operand = op.info().operands.iter().find(|o| o.kind == *kind).unwrap();
                set_operand_bits(&mut f.code, operand.offset, operand.size, *bits);
            }
        }
    };
    #[track_caller]
    fn case(
        op: Op,
        break_it: impl FnOnce(&mut Function),
        body: impl FnOnce(&mut FunctionBuilder),
        expected: &str,
    ) {
        let build = |f: &mut FunctionBuilder| {
            body(f);
            f.ret_null();
        };
        broken(
            build,
            break_it,
            &format!(" at 0: `{}`: {expected}", op.info().name),
        );
    }
    use OperandKind as K;
    case(
        Op::null,
        with(Op::null, &[(K::Dst, 8)]),
        |f| f.null(Reg(0)),
        "dst: 8 is no register",
    );
    case(
        Op::null,
        with(Op::null, &[(K::Dst, 16)]),
        |f| f.null(Reg(0)),
        "dst: r1 is outside the window of 1",
    );
    case(
        Op::array,
        with(Op::array, &[(K::Count, 3)]),
        |f| f.array(Reg(0), Reg(0), 2),
        "first: r0 and 3 registers reach past the window of 2",
    );
    case(
        Op::lit,
        with(Op::lit, &[(K::Const, 7)]),
        |f| f.lit(Reg(0), ConstId(0)),
        "constant: constant k7 does not exist, there are 1",
    );
    case(
        Op::add_k,
        with(Op::add_k, &[(K::Near, 8)]),
        |f| f.add_k(Reg(0), Reg(0), near(ConstId(0)).unwrap()),
        "k: 8 is no constant",
    );
    case(
        Op::add_k,
        with(Op::add_k, &[(K::Near, 16)]),
        |f| f.add_k(Reg(0), Reg(0), near(ConstId(0)).unwrap()),
        "k: constant k1 does not exist, there are 1",
    );
    case(
        Op::function,
        with(Op::function, &[(K::Fn, 5)]),
        |f| f.function(Reg(0), FnId(0)),
        "callee: function f5 does not exist, there are 1",
    );
    case(
        Op::set_global,
        with(Op::set_global, &[(K::Global, 5)]),
        |f| f.set_global(GlobalId(0), Reg(0)),
        "name: global g5 does not exist, there are 1",
    );
    case(
        Op::symbol,
        with(Op::symbol, &[(K::Sym, 5)]),
        |f| f.symbol(Reg(0), SymbolId(0)),
        "name: symbol s5 does not exist, there are 1",
    );
    case(
        Op::builtin,
        with(Op::builtin, &[(K::Builtin, 5)]),
        |f| f.emit(Op::builtin, &[Arg::Reg(Reg(0)), Arg::Bits(0)]),
        "native: native function b5 does not exist, there are 1",
    );
    case(
        Op::get_capture,
        |_| {},
        |f| f.get_capture(Reg(0), 0),
        "index: capture 0 does not exist, there are 0",
    );
}

#[test]
fn callees() {
    let at_0 = |what: &str| format!(" at 0: {what}");
    let call = |callee: u32| {
        move |f: &mut FunctionBuilder| {
            f.call_static(Reg(0), Reg(0), near_fn(FnId(callee)).unwrap());
            f.ret_null();
        }
    };
    refused(
        call(1),
        &at_0("`call_static`: 1 arguments reach past the window of 1"),
    );
    refused(
        call(2),
        &at_0("`call_static`: f2 takes a variable number of arguments"),
    );
    refused(
        call(3),
        &at_0("`call_static`: gives 0 values to f3, which captures 1"),
    );
    refused(
        |f| {
            f.function(Reg(0), FnId(3));
            f.ret_null();
        },
        &at_0("`function`: gives 0 values to f3, which captures 1"),
    );
    refused(
        |f| {
            f.closure(Reg(0), Reg(0), 2, FnId(3));
            f.ret_null();
        },
        &at_0("`closure`: gives 2 values to f3, which captures 1"),
    );
    refused(
        |f| {
            f.hash(Reg(0), Reg(0), 3);
            f.ret_null();
        },
        &at_0("`hash`: has a key without a value"),
    );
    refused(
        |f| {
            f.call_method(0, SymbolId(0), Reg(0), Reg(0));
            f.ret_null();
        },
        &at_0("`call_method`: has no receiver"),
    );
}

#[test]
fn control() {
    let jump_to =
        |distance: u32| move |f: &mut Function| set_operand_bits(&mut f.code, 2, 2, distance);
    let jump = |f: &mut FunctionBuilder| {
        let to = f.new_label();
        f.jump(to);
        f.lit(Reg(0), ConstId(0));
        f.bind(to);
        f.ret_null();
    };
    broken(jump, jump_to(9), " at 0: `jump`: to: 10 is no instruction");
    broken(
        jump,
        jump_to(0xfff0),
        " at 0: `jump`: to: -15 is no instruction",
    );
    broken(
        jump,
        jump_to(0xffff),
        " at 0: `jump`: to: goes back without a poll",
    );
    broken(
        jump,
        |f| set_operand_bits(&mut f.code, 0, 2, Op::repeat as u32),
        " at 0: `repeat`: to: does not go back",
    );
    // `lit` is one word, `call_builtin` two: its second is no instruction.
    broken(
        |f| {
            let to = f.new_label();
            f.jump(to);
            f.emit(
                Op::call_builtin,
                &[
                    Arg::Reg(Reg(0)),
                    Arg::Reg(Reg(0)),
                    Arg::Bits(0),
                    Arg::Bits(0),
                ],
            );
            f.bind(to);
            f.ret_null();
        },
        jump_to(1),
        " at 0: `jump`: to: 2 is no instruction",
    );
    refused(
        |f| {
            f.nop();
            f.params(Reg(0));
            f.ret_null();
        },
        " at 1: `params`: must be the first instruction",
    );
    refused(
        |f| {
            let head = f.here();
            f.params(Reg(0));
            f.repeat(head);
        },
        " at 1: `repeat`: to: goes to `params`",
    );
}

/// `nop; nop; jump over; catch; over: ret_null` with a handler.
fn guarded(f: &mut FunctionBuilder) {
    let (start, over, target) = (f.here(), f.new_label(), f.new_label());
    f.nop();
    f.nop();
    let end = f.here();
    f.jump(over);
    f.bind(target);
    f.catch(Reg(0));
    f.bind(over);
    f.ret_null();
    f.handler(start, end, target);
}

#[test]
fn handlers() {
    verify(&program(vec![], guarded)).unwrap();
    broken(
        guarded,
        |f| f.handlers[0].end = Pc(0),
        ": handler 0: guards nothing",
    );
    broken(
        guarded,
        |f| f.handlers[0].end = Pc(99),
        ": handler 0: its range is not one of instructions",
    );
    broken(
        guarded,
        |f| f.handlers[0].target = Pc(99),
        ": handler 0: its target is no instruction",
    );
    broken(
        guarded,
        |f| f.handlers[0].target = Pc(0),
        ": handler 0: no `catch` stands at its target",
    );
    broken(
        guarded,
        |f| f.handlers.clear(),
        " at 3: `catch`: no handler leads here",
    );
    broken(
        guarded,
        |f| f.code[2] = Op::nop as u64,
        " at 3: `catch`: is reached without a throw",
    );
    broken(
        guarded,
        |f| set_operand_bits(&mut f.code[2..], 2, 2, 0),
        " at 2: `jump`: to: goes to a `catch`",
    );
}

#[test]
fn debug_information() {
    let line = |pc, line| Line {
        pc: Pc(pc),
        position: Position { line, column: 1 },
    };
    let two = |f: &mut FunctionBuilder| {
        f.null(Reg(0));
        f.ret_null();
    };
    broken(
        two,
        |f| f.lines = vec![line(2, 1)],
        ": position 0: is of no instruction",
    );
    broken(
        two,
        |f| f.lines = vec![line(1, 1), line(0, 2)],
        ": position 1: is not in order",
    );
    broken(
        two,
        |f| f.lines = vec![line(0, 1), line(1, 1)],
        ": position 1: is the one before it again",
    );
    let local = |register, start, end| Local {
        name: "x".into(),
        register: Reg(register),
        start: Pc(start),
        end: Pc(end),
    };
    broken(
        two,
        |f| f.locals = vec![local(1, 0, 2)],
        ": variable 0: r1 is outside the window",
    );
    for (start, end) in [(2, 1), (0, 3)] {
        broken(
            two,
            |f| f.locals = vec![local(0, start, end)],
            ": variable 0: its range is not one of instructions",
        );
    }
}
