// return inside try, in an inlined callee: finally runs before the caller goes on.
let trace = 0
let f = fn(x) {
    try {
        if (x % 2 == 0) { return x }
        if (x % 9 == 0) { throw x }
        return -x
    } finally {
        trace = trace * 3 % 10007 + 1
    }
}
let sum = 0
for (let i = 0; i < 400; i++) {
    try { sum = sum + f(i) } catch (e) { sum = sum + e * 1000 }
}
puts(sum, trace)
// expect: 4360156
// expect: 5424
