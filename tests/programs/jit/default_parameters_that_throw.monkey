// A default that is an expression with a call, which throws in some rounds.
let get = fn(n) { if (n % 5 == 0) { throw `no ${n}` }; n * 2 }
let f = fn(a, b = get(a), c = a + b) { a + b + c }
let s = 0
let last = null
for (let i = 1; i < 500; i++) {
    try { s = s + (i % 3 == 0 ? f(i, 1) : i % 7 == 0 ? f(i, 1, 2.5) : f(i)) } catch (e) { last = e }
}
puts(s, last)
// expect: 439928.0
// expect: no 485
