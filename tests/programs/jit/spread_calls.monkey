// Calls with spread arguments of changing lengths; one length is wrong.
let f = fn(a, b, c = 3) { a * 100 + b * 10 + c }
let lists = [[1, 2], [1, 2, 5], [4, 5], [7]]
let s = 0
let errors = 0
for (let i = 0; i < 400; i++) {
    try { s = s + f(...lists[i / 20 % 4]) + f(1, ...[i % 10]) } catch (e) { errors++ }
}
puts(s, errors)
// expect: 114500
// expect: 100
