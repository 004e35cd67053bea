// The smallest integer: subtraction, negation, absolute value, division by -1.
let x = -9223372036854775000
let seen = []
for (let i = 0; i < 200; i++) {
    x = x - 10
    let y = -x
    let z = x / -1
    if (y != z || abs(x) != y) { puts("wrong at", i) }
    if (i % 40 == 0) { seen.push([x, y]) }
    if (i == 120) { x = x + 1500 }
}
puts(x, seen)
let smallest = -9223372036854775807 - 1
let q = 0
for (let i = 0; i < 100; i++) {
    let d = i == 77 ? -1 : i + 1
    q = q + smallest / d + smallest % d
}
puts(q)
// expect: -9223372036854775500
// expect: [[-9223372036854775010, 9223372036854775010], [-9223372036854775410, 9223372036854775410], [-9223372036854775810, 9223372036854775810], [-9223372036854776210, 9223372036854776210], [-9223372036854775110, 9223372036854775110]]
// expect: -38503492344504784782
