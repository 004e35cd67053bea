//! The code of the shapes that programs spend their time in.

use super::compiles_to;

/// A `for` that counts: one instruction a round besides the body.
#[test]
fn counting_loops() {
    compiles_to(
        "fn f(n) { let t = 0; for (let i = 0; i < n; i++) { t += i }; t }",
        "int r1, 0
         int r2, 0
         if_not_lt r2, r0, L5
         L4:
         add r1, r1, r2
         next_lt r2, r0, L4
         L5:
         ret r1",
    );
}

/// A `while` whose last statement counts is the same.
#[test]
fn counting_while() {
    compiles_to(
        "fn f(n) { let i = 0; while (i <= 100) { n(); i = i + 1 } }",
        "int r1, 0
         if_not_le_i r1, 100, L4
         L3:
         mov r2, r0
         call r2, r2, 0
         next_le_i r1, 100, L3
         L4:
         ret_null",
    );
}

/// A `continue` must not count.
#[test]
fn counting_while_with_continue() {
    compiles_to(
        "fn f(n) { let i = 0; while (i < n) { if (i == 5) { continue }; i += 1 } }",
        "int r1, 0
         if_not_lt r1, r0, L5
         L3:
         if_eq_i r1, 5, L4
         add_i r1, r1, 1
         L4:
         loop_lt r1, r0, L3
         L5:
         ret_null",
    );
}

/// Other conditions are tested at the end of a round.
#[test]
fn other_loops() {
    compiles_to(
        "fn f(a) { while (a != null && !(a < 3)) { a = a - 1 } }",
        "if_null r0, L4
         if_lt_i r0, 3, L4
         L2:
         sub_i r0, r0, 1
         if_null r0, L4
         if_not_lt_i r0, 3, L3
         jump L4
         L3:
         repeat L2
         L4:
         ret_null",
    );
}

/// A range of integers is a counter; the loop's variable is the counter unless it is assigned.
#[test]
fn ranges() {
    compiles_to(
        "fn f(xs) { for (i in 0..len(xs)) { xs[i] = i }; for (j in 0..9) { j = 1 } }",
        "int r1, 0
         len r2, r0
         if_not_lt r1, r2, L4
         L2:
         set r0, r1, r1
         next_lt r1, r2, L2
         L4:
         int r1, 0
         if_not_lt_i r1, 9, L8
         L5:
         mov r2, r1
         int r2, 1
         next_lt_i r1, 9, L5
         L8:
         ret_null",
    );
}

/// Pairs are read by one instruction, but of a generator.
#[test]
fn going_through() {
    compiles_to(
        "fn f(h) { let n = 0; for ([k, v] in h) { n += v }; n }",
        "int r1, 0
         iter_start r2, r0
         jump L4
         L3:
         add r1, r1, r5
         L4:
         iter_pair r4, r5, r2, L3
         iter_resume r4, r4, r2
         if_set r4, L5
         jump L6
         L5:
         get_i r5, r4, 1
         get_i r4, r4, 0
         repeat L3
         L6:
         ret r1",
    );
}

/// No boolean is made; relations are negated as a whole.
#[test]
fn conditions() {
    compiles_to(
        r#"fn f(a, b) { if (a < b || a > 7 && b != "x") { 1 } else { 2 } }"#,
        r#"if_lt r0, r1, L2
         if_not_gt_i r0, 7, L3
         if_eq_k r1, "x", L3
         L2:
         int r2, 1
         ret r2
         L3:
         int r2, 2
         ret r2"#,
    );
}

/// Constants are part of the instruction.
#[test]
fn immediates() {
    compiles_to(
        r#"fn f(a) { [a + 1, a * 2.5, 1 - a, a - "x", -1, a << 2, a[0], a == "s"] }"#,
        r#"add_i r1, r0, 1
         mul_k r2, r0, 2.5
         rsub_k r3, 1, r0
         sub_k r4, r0, "x"
         int r5, -1
         shl_i r6, r0, 2
         get_i r7, r0, 0
         eq_k r8, r0, "s"
         array r1, r1, 8
         ret r1"#,
    );
}

/// A function that is certain to be there is called without a look at it, itself too; the last call is a jump.
#[test]
fn static_calls() {
    compiles_to(
        "fn f(n) { g(f(n - 1)); f(n) }
fn g(x) { x }",
        "sub_i r4, r0, 1
         call_static r2, r3, f
         call_static r1, r1, g
         mov r2, r0
         tail_static r1, f",
    );
}

/// Where the number of arguments is wrong, the call finds out.
#[test]
fn calls_of_other_arity() {
    compiles_to(
        "fn f() { g(1, 2); null }
fn g(x) { x }",
        "function r0, g
         int r1, 1
         int r2, 2
         call r0, r0, 2
         ret_null",
    );
}

/// Here `g` may not be there yet.
#[test]
fn calls_before_let() {
    compiles_to(
        "fn f() { g() }
f()
fn g() { 1 }",
        "get_global r0, @g
         tail_call r0, 0",
    );
}

/// What is never assigned again is captured as a value.
#[test]
fn captures_by_value() {
    compiles_to(
        "fn f(a) { let b = a + 1; () => a + b }",
        "add_i r1, r0, 1
         mov r3, r0
         mov r4, r1
         closure r2, r3, 2, fn_1
         ret r2",
    );
}

/// What is, in a cell.
#[test]
fn captures_by_cell() {
    compiles_to(
        "fn f(a) { () => { a += 1; a } }",
        "cell r0, r0
         mov r2, r0
         closure r1, r2, 1, fn_1
         ret r1",
    );
}

/// A closure that reads the counter takes its value; one that changes it has a cell for each round.
#[test]
fn loop_variables() {
    compiles_to(
        "fn f(g) { for (let i = 0; i < 3; i++) { g(() => i) } for (let j = 0; j < 3; j++) { g(() => { j = 5 }) } }",
        "int r1, 0
         if_not_lt_i r1, 3, L4
         L3:
         mov r2, r0
         mov r4, r1
         closure r3, r4, 1, fn_1
         call r2, r2, 1
         next_lt_i r1, 3, L3
         L4:
         int r1, 0
         cell r1, r1
         get_cell r2, r1
         if_not_lt_i r2, 3, L7
         L6:
         mov r2, r0
         mov r4, r1
         closure r3, r4, 1, fn_2
         call r2, r2, 1
         get_cell r2, r1
         cell r1, r2
         get_cell r2, r1
         add_i r2, r2, 1
         set_cell r1, r2
         get_cell r2, r1
         loop_lt_i r2, 3, L6
         L7:
         ret_null",
    );
}

/// An operand that is assigned later is copied.
#[test]
fn operands() {
    compiles_to(
        "fn f(x) { x + (x = 1) + x }",
        "mov r1, r0
         int r0, 1
         mov r2, r0
         add r1, r1, r2
         add r1, r1, r0
         ret r1",
    );
}

/// A value goes straight to its variable, unless that is read when a part of it is there.
#[test]
fn assignments() {
    compiles_to(
        "fn f(x, y) { x = y * x + 1; x = y ? x : [x]; x = [x, y]; null }",
        "mul r2, r1, r0
         add_i r0, r2, 1
         if_false r1, L2
         mov r2, r0
         jump L3
         L2:
         mov r2, r0
         array r2, r2, 1
         L3:
         mov r0, r2
         mov r2, r0
         mov r3, r1
         array r0, r2, 2
         ret_null",
    );
}

/// The answer of `&&`, `||` and `??` is one of the operands.
#[test]
fn choices() {
    compiles_to(
        "fn f(a, b) { let c = a && b; c ?? a.b }",
        "mov r2, r0
         if_false r2, L2
         mov r2, r1
         L2:
         if_not_null r2, L3
         get_field r3, r0, #b
         ret r3
         L3:
         ret r2",
    );
}

/// Entering a `try` costs nothing.
#[test]
fn exceptions() {
    compiles_to(
        "fn f(g) { try { g() } catch (e) { e } }",
        "mov r2, r0
         call r1, r2, 0
         jump L6
         catch r2
         mov r1, r2
         jump L6
         L6:
         ret r1",
    );
}

/// A `finally` is there once, whoever goes through it.
#[test]
fn finally_blocks() {
    compiles_to(
        "fn f(g) { try { return g(1) } finally { g(2) } }",
        "int r2, 0
         null r3
         null r1
         mov r5, r0
         int r6, 1
         call r4, r5, 1
         mov r3, r4
         int r2, 2
         jump L4
         catch r3
         int r2, 1
         L4:
         mov r4, r0
         int r5, 2
         call r4, r4, 1
         if_eq_i r2, 0, L6
         if_ne_i r2, 2, L5
         ret r3
         L5:
         rethrow r3
         L6:
         ret r1",
    );
}

/// The receiver stands in front of the arguments.
#[test]
fn methods() {
    compiles_to(
        "fn f(a) { a.push(1); a?.b.c(2) }",
        "mov r1, r0
         int r2, 1
         call_method 2, #push, r1, r1
         if_null r0, L2
         get_field r1, r0, #b
         int r2, 2
         tail_method 2, #c, r1
         L2:
         ret_null",
    );
}

#[test]
fn destructuring() {
    compiles_to(
        "fn f(a) { let [x, {y}, ...z] = a; [x, y, z] }",
        "mov r1, r0
         if_not_generator r1, L2
         mov r3, r1
         call_static r1, r2, __elements
         L2:
         get_i r2, r1, 0
         get_i r3, r1, 1
         get_field r4, r3, #y
         array_rest r5, r1, 2
         mov r6, r2
         mov r7, r4
         mov r8, r5
         array r6, r6, 3
         ret r6",
    );
}

/// A frame of the program's own stays below the prelude's: errors are reported there.
#[test]
fn prelude() {
    compiles_to(
        "fn f(a) { a.map(x => x); filter(a, f) }",
        "mov r1, r0
         function r2, fn_1
         call_method 2, #map, r1, r1
         mov r3, r0
         function r4, f
         call_static r1, r2, filter
         ret r1",
    );
}

/// Many integers are searched by halves, few are asked for one by one; a kind is one test.
#[test]
fn arms_of_a_match() {
    compiles_to(
        "fn f(n) { match (n) { 1 => 2, 3 => 4, string(s) => s } }",
        "if_eq_i r0, 1, L2
         if_eq_i r0, 3, L3
         jump L4
         L2:
         int r1, 2
         ret r1
         L3:
         int r1, 4
         ret r1
         L4:
         if_not_kind r0, string, L6
         mov r1, r0
         ret r1
         L6:
         ret_null",
    );
    compiles_to(
        "fn f(n) { match (n) { 1 => 0, 2 => 0, 3 => 0, 4 => 0, 5 => 0 } }",
        "if_not_kind r0, number, L8
         if_lt_i r0, 3, L2
         if_eq_i r0, 3, L5
         if_eq_i r0, 4, L6
         if_eq_i r0, 5, L7
         jump L8
         L2:
         if_eq_i r0, 1, L3
         if_eq_i r0, 2, L4
         jump L8
         L3:
         int r1, 0
         ret r1
         L4:
         int r1, 0
         ret r1
         L5:
         int r1, 0
         ret r1
         L6:
         int r1, 0
         ret r1
         L7:
         int r1, 0
         ret r1
         L8:
         ret_null",
    );
}

/// A variable that always holds a number is that number, in other functions too.
#[test]
fn constants() {
    compiles_to(
        "const K = 7; let PI = 3.5; fn f(n) { let k = 1; n * PI + K - k }",
        "int r1, 1
         mul_k r2, r0, 3.5
         add_i r2, r2, 7
         sub_i r2, r2, 1
         ret r2",
    );
}

/// Unless it may be read before its `let`.
#[test]
fn constants_that_come_late() {
    compiles_to(
        "fn f(n) { n + K }\nf(1)\nlet K = 7",
        "get_global r1, @K
         add r1, r0, r1
         ret r1",
    );
}
