puts(1)
let a = 0x;
let b = 0b102;
let c = 12abc;
// expect compile error at 2:9: invalid number '0x'
// expect compile error at 3:9: invalid number '0b102'
// expect compile error at 4:9: invalid number '12abc'
