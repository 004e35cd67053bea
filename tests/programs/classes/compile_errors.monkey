class A { let x; fn x() { } }
class B { fn m() { } fn m() { } static fn m() { } }
class C { fn m() { super.m() } static fn s() { self } }
let f = fn() { self };
puts(super.x);
A = 5;
class D extends Missing { }
fn g() { class E { } E = 1 }
// expect compile error at 1:21: duplicate member x
// expect compile error at 2:25: duplicate member m
// expect compile error at 3:20: super in a class that extends nothing
// expect compile error at 3:48: self outside a method
// expect compile error at 4:16: self outside a method
// expect compile error at 5:6: super outside a method
// expect compile error at 6:1: cannot assign to const A
// expect compile error at 7:17: identifier not found: Missing
// expect compile error at 8:22: cannot assign to const E
