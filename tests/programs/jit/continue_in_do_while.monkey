// continue in a do-while goes to its condition.
let i = 0
let n = 0
let evens = 0
do {
    i++
    if (i % 2 == 1) { continue }
    evens++
    if (i == 998) { break }
} while (n++ < 700 && i < 1500)
puts(i, n, evens)
// expect: 701
// expect: 701
// expect: 350
