// A queue: shift, unshift, insert and remove on one array, empty now and then.
let q = []
let sum = 0
let nulls = 0
for (let i = 0; i < 500; i++) {
    if (i % 5 != 4) { q.push(i) } else { q.unshift(-i) }
    let v = q.shift()
    if (i % 3 == 0) { v = q.shift() }
    if (v == null) { nulls++ } else { sum = (sum * 3 + v) % 1000003 }
    if (len(q) > 3) { sum = sum + q.remove(-2); q.insert(1, i) }
}
puts(sum, nulls, q)
// expect: 810070
// expect: 167
// expect: []
