// Patterns of arrays: of one form, then of many; what is bound is used.
fn f(x) { match (x) { [] => 0, [a] => a, [1, b] => b * 2, [[a, b], c] => a * b + c, [a, b, ...rest] => a + b + len(rest), {p: [a, b]} => a - b, _ => -1 } }
let sum = 0
for (let i = 0; i < 1500; i++) { sum += f([i, 1]) }
puts(sum)
let shapes = [[], [3], [1, 4], [[2, 3], 4], [5, 6, 7, 8], [1.5, 2.5], {"p": [9, 3]}, {"p": 1}, {"q": 1}, "s", [[1], 2, 3]]
for (let i = 0; i < 4400; i++) {
    let x = shapes[i % 11]
    sum += match (x) { [[_], ..._] => 0.5, [float(a), _] => a, _ => f(x) }
}
puts(sum)
// expect: 1125750
// expect: 1141350.0
// expect jit: exits<=60 cuts=0
