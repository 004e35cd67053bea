// A callee assigns its parameters and a loop in it uses them: the caller's variables are not touched.
let f = fn(a, b) {
    a = a + 1
    for (let i = 0; i < 3; i++) { b = b + a; a = a + i }
    a + b
}
let x = 1
let y = 2
let s = 0
for (let i = 0; i < 400; i++) {
    s = (s + f(x, y)) % 100003
    if (y != 2 && i <= 300) { puts("y was changed") }
    x = i % 5 + 1
    if (i == 300) { y = 2.5 }
}
puts(s, x, y)
// expect: 8833.5
// expect: 5
// expect: 2.5
