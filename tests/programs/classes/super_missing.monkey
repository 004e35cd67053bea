class A { }
class B extends A { fn m() { super.nothing(1) } }
B().m()
// expect error: no method nothing in A
// expect error at: 2:36
// expect frame: B.m at 2:36
// expect frame: main at 3:5
