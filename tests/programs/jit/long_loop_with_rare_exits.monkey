// Exits that are rare, of different places, each with its own state; and two of them in one round.
let a = 0
let b = 0.0
let c = ""
for (let i = 1; i <= 3000; i++) {
    a = a + i % 3
    if (i % 997 == 0) { c = c + "p"; a = a - 1 }
    b = b + 0.5
    if (i % 499 == 0) { c = c + "q"; b = b * 2 }
    if (i == 2991) { c = c + "r"; a = a * 2 }
    if (a % 1000 == 0 && i > 2000) { c = c + "s" }
}
puts(a, b, c)
// expect: 5985
// expect: 31440.0
// expect: qpqqpqsqprq
// expect jit: sites=1 recordings=1 exits<=20 pieces<=6
