fn counter() {
  let n = 0
  [fn() { n += 1; n }, fn() { n }, fn(v) { n = v }]
}
let [inc, get, set] = counter()
inc(); inc()
puts(get()) // expect: 2
set(10)
puts(inc()) // expect: 11
let [inc2, get2] = counter()
inc2()
puts(get(), get2())
// expect: 11
// expect: 1
