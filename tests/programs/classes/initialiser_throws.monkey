class P { let x = 1 / 0 }
let p = P();
// expect error: division by zero
// expect error at: 1:21
// expect frame: P.<fields> at 1:21
// expect frame: main at 2:9
