let out = []
for (x in [1, 2, 3, 4]) {
  let y = if (x == 3) { break } else { x * 10 }
  out.push(y)
}
puts(out) // expect: [10, 20]
fn f(xs) {
  for (x in xs) { puts(1 + if (x > 1) { return "early" } else { x }) }
  "late"
}
puts(f([1, 2])) // expect: 2
// expect: early
