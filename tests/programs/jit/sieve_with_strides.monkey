// Loops with variable strides over an array of booleans.
let n = 600
let sieve = array(n, true)
let count = 0
for (let i = 2; i < n; i++) {
    if (sieve[i]) {
        count++
        for (let j = i * i; j < n; j = j + i) { sieve[j] = false }
    }
}
puts(count, indexOf(sieve, false), [k for k in 560..600 if sieve[k]])
// expect: 109
// expect: 4
// expect: [563, 569, 571, 577, 587, 593, 599]
