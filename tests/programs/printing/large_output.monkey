for (i in 0..1000) { if (i % 250 == 0) { puts(i) } }
// expect: 0
// expect: 250
// expect: 500
// expect: 750
puts("x" * 70000 == "x" * 35000 + "x" * 35000) // expect: true
