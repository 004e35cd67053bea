// A call with a wrong number of arguments, late, in the middle of an expression.
let f = (a, b) => a + b
let g = a => a
let n = 0
let effects = 0
let messages = {}
for (let i = 0; i < 500; i++) {
    let h = i % 50 == 49 ? g : f
    try { n = n + (effects++) + h(i, 1) } catch (e) { messages[e.message] = i }
}
puts(n, effects, messages)
// expect: 244510
// expect: 500
// expect: {"wrong number of arguments: want=1, got=2": 499}
