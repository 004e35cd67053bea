let big = 10 ** 20
puts(type(big), str(big), [big], {big: big})
// expect: int
// expect: 100000000000000000000
// expect: [100000000000000000000]
// expect: {100000000000000000000: 100000000000000000000}
puts(-big, !big, big && 1)
// expect: -100000000000000000000
// expect: false
// expect: 1
puts(int(big), float(big), floor(big), max(big, 1))
// expect: 100000000000000000000
// expect: 100000000000000000000.0
// expect: 100000000000000000000
// expect: 100000000000000000000
puts([3, big, -big, 1].sort()) // expect: [-100000000000000000000, 1, 3, 100000000000000000000]
