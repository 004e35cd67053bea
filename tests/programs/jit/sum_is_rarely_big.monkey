// One round in a hundred overflows.
let total = 0
let wraps = 0
for (let i = 0; i < 1500; i++) {
    let v = i % 100 == 99 ? 9223372036854775807 : i
    let s = v + 50
    if (s > 9223372036854775807) { wraps++; s = s - 9223372036854775807 }
    total = total + s
}
puts(total, wraps)
// expect: 1187265
// expect: 15
