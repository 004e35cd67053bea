fn a() {
  let x = 1
  fn b() {
    let y = 10
    fn c() {
      x += 1
      y += x
      [x, y]
    }
    c
  }
  [b(), b(), () => x]
}
let [c1, c2, getx] = a()
puts(c1(), c1(), c2(), getx())
// expect: [2, 12]
// expect: [3, 15]
// expect: [4, 14]
// expect: 4
