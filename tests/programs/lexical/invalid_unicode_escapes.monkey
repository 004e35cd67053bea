let a = "\u{}"
let b = "x\u{110000}"
let c = "é\u{D800}"
// expect compile error at 1:10: invalid escape '\u{}'
// expect compile error at 2:11: invalid escape '\u{110000}'
// expect compile error at 3:11: invalid escape '\u{D800}'
