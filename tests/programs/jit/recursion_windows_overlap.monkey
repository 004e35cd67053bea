// A function calls itself, twice from inside an inlined callee and once from its own frame in between: what the callee's
// registers hold then has other tags than what the inlined frame had there.

fn inner(n) {
    let a = n * 2;
    let b = n * 3;
    let c = n * 5;
    let d = n * 7;
    let r = outer(n - 1);
    return a + b + c + d + r;
}

fn outer(n) {
    let s = "s";
    let t = "tt";
    let u = "uuu";
    let v = "vvvv";
    if (n < 1) {
        return n == 0 ? 1 : 2;
    }
    let first = inner(n);
    let second = outer(n - 2);
    let third = inner(n - 1);
    return first + second + third + len(s) + len(t) + len(u) + len(v);
}

for (let n = 0; n < 9; n++) {
    puts(outer(n));
}
puts(outer(10));
// expect: 1
// expect: 32
// expect: 95
// expect: 254
// expect: 573
// expect: 1244
// expect: 2587
// expect: 5306
// expect: 10745
// expect: 43479
