// Float counters, and counters that begin as integers and go on as floats.
let n = 0
for (let x = 0.0; x < 10; x = x + 0.125) { n++ }
puts(n)
let m = 0
let i = 0
for (; i < 100; i = m > 60 ? i + 0.5 : i + 1) { m++ }
puts(m, i)
let d = 0
for (let k = 100; k > 0; k = k - (k % 2 == 0 ? 1 : 3)) { d = d + k }
puts(d)
// expect: 80
// expect: 140
// expect: 100.0
// expect: 2575
