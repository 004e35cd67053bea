// Names live in their arm only, and shadow others.
let n = "outer"
let r = match (5) { n when n < 3 => n, m => { let n = m * 2; n } }
puts(n, r)
fn f(x) { let t = match (x) { [t, u] => { t += u; t }, t => t }; t }
puts(f([1, 2]), f(9))
puts(match (1) { x => match (2) { y => match (3) { x => [x, y] } } })
// expect: outer
// expect: 10
// expect: 3
// expect: 9
// expect: [3, 2]
