let fs = []
if (true) {
  let a = 1
  fs.push(() => a)
  if (true) {
    let a = 2
    fs.push(() => a)
    a = 3
  }
  a = 4
}
puts(fs.map(f => f())) // expect: [4, 3]
