fn f() {
  let a = 1
  let b = "s"
  try { a = 2; b = 3.5; a = a + b + null } catch (e) { return [a, b] }
}
puts(f()) // expect: [2, 3.5]
