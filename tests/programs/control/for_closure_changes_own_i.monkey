let fs = []
for (let i = 0; i < 6; i++) {
  fs.push(() => i)
  i++
}
puts(fs.map(f => f())) // expect: [1, 3, 5]
let bump = null
for (let i = 0; i < 3; i++) {
  if (i == 0) { bump = () => { i += 10; i } }
}
puts(bump(), bump())
// expect: 10
// expect: 20
