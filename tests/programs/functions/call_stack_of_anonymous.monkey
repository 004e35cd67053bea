let fs = [fn() { 1 / 0 }]
let wrap = f => { let r = f(); r }
wrap(fs[0])
// expect error: division by zero
// expect frame: fn at 1:20
// expect frame: wrap at 2:27
// expect frame: main at 3:1
// expect error at: 1:20
