// An error deep in methods in a hot loop has its place and its frames.
class A { fn init(x) { self.x = x } fn deep(i) { if (i == 150) { self.missing } self.x } }
class B { fn init() { self.a = A(1) } fn run(i) { let r = self.a.deep(i); r + 1 } }
let b = B(); let t = 0;
for (let i = 0; i < 200; i++) { t += b.run(i); if (i == 149) { puts(t) } }
// expect: 300
// expect error: no field or method missing in A
// expect error at: 2:71
// expect frame: A.deep at 2:71
// expect frame: B.run at 3:66
// expect frame: main at 5:40
