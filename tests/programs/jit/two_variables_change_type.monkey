// Four combinations of types at a loop's header, in an order that comes back.
let a = 0
let b = 0
for (let i = 0; i < 800; i++) {
    if (i % 200 == 50) { a = a * 1.0 }
    if (i % 200 == 100) { b = b * 1.0 }
    if (i % 200 == 150) { a = int(a) }
    if (i % 200 == 199) { puts([a, b]); b = int(b) }
    a = a + 2
    b = b + a
}
puts(a, b)
// expect: [398, 39800.0]
// expect: [798, 159600.0]
// expect: [1198, 359400.0]
// expect: [1598, 639200.0]
// expect: 1600
// expect: 640800
