let a = 1; let b = 2
let c = 3;
puts(a); puts(b); puts(c)
// expect: 1
// expect: 2
// expect: 3
;;
if (a == 1) { puts("yes") }; puts("after")
// expect: yes
// expect: after
fn f() { return 4; }
puts(f());; // expect: 4
