fn f(a) {
  let a = a * 2
  if (a > 5) { let a = 0; puts(a) }
  a
}
puts(f(1)) // expect: 2
puts(f(5))
// expect: 0
// expect: 10
