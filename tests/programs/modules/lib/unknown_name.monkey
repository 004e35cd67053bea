fn f() { nowhere }
let a = 1
