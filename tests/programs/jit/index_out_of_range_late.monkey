// A read in range for a thousand rounds, then out of range; a write out of range is an error.
let a = array(1000, 1)
let sum = 0
let log = []
for (let i = 0; i < 1003; i++) {
    let v = a[i]
    if (v == null) { log.push(i) } else { sum = sum + v }
    try { a[i] = i } catch (e) { log.push(e.message) }
}
puts(sum, a[999], log)
// expect: 1000
// expect: 999
// expect: [1000, "index out of range: 1000 (length 1000)", 1001, "index out of range: 1001 (length 1000)", 1002, "index out of range: 1002 (length 1000)"]
