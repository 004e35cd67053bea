fn a() { 1 }
fn b() { 1; }
fn c() { let x = 5 }
fn d() { let x = 5; x }
fn e() { }
fn f() { x = 3; x }
let x = 0
fn g() { x = 7 }
puts(a(), b(), c(), d(), e(), f(), g())
// expect: 1
// expect: 1
// expect: null
// expect: 5
// expect: null
// expect: 3
// expect: 7
