let s = 0.0
for (let i = 0; i < 10; i++) { s += 0.1 }
puts(s) // expect: 0.9999999999999999
puts(s == 1.0, s < 1)
// expect: false
// expect: true
