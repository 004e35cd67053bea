// Tests of kinds on values of one kind, then of many.
fn f(x) { match (x) { int(n) when n > 50 => 2, int(_) => 1, float(f) => f, string(s) => len(s), array([a, ..._]) => a, array(_) => 100, hash(h) => len(h), function(_) => 7, enum(_) => 9, _ => 1000 } }
enum E { A, B }
let sum = 0
for (let i = 0; i < 1000; i++) { sum += f(i % 100) }
puts(sum)
let values = [1, 2.5, "abc", [4, 5], [], {"a": 1, "b": 2}, len, f, E.B, null, true, 2 ** 70, 99, E]
for (let i = 0; i < 4000; i++) { sum += f(values[i % 14]) }
puts(sum)
// expect: 1490
// expect: 897383.0
// expect jit: exits<=90 cuts=0
