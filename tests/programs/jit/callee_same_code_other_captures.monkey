// Closures of one function with other captured values: the code is the same, the values are not.
let make = (a, b) => x => x * a + b
let fs = [make(1, 2), make(3, 4), make(0.5, 1), make(1, "x")]
let sum = 0
let errors = 0
for (let i = 0; i < 400; i++) {
    try { sum = sum + fs[i < 200 ? i % 2 : i % 4](i) } catch (e) { errors++ }
}
puts(sum, errors)
// expect: 108100.0
// expect: 50
