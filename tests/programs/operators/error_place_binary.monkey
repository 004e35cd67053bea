fn add(a, b) {
  let c = 1
  return a * 2 + b
}
add(1,
  "x")
// expect error: type mismatch: int + string
// expect error at: 3:16
