puts(2 ** -1, 2 ** -10, 10 ** -2, (-2) ** -3)
// expect: 0.5
// expect: 0.0009765625
// expect: 0.01
// expect: -0.125
puts(1 ** -5, 0 ** -1)
// expect: 1.0
// expect: Infinity
