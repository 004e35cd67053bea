// A sum leaves 64 bits and comes back, several times.
let x = 9223372036854775000
let step = 100
let big = 0
for (let i = 0; i < 400; i++) {
    x = x + step
    if (x > 9223372036854775807) { big++ }
    if (x > 9223372036854776500) { step = -100 }
    if (x < 9223372036854774900) { step = 100 }
    if (i % 80 == 79) { puts(x) }
}
puts(x, big)
// expect: 9223372036854775800
// expect: 9223372036854776600
// expect: 9223372036854775800
// expect: 9223372036854775000
// expect: 9223372036854775400
// expect: 9223372036854775400
// expect: 165
// expect jit: sites=1 recordings=1 exits<=40 exits.add_ov>=1 refusals=0
