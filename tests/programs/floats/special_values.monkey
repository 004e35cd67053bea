let inf = 1.0 / 0
let nan = 0.0 / 0
puts(inf, -inf, nan, -0.0, 0.0)
// expect: Infinity
// expect: -Infinity
// expect: NaN
// expect: -0.0
// expect: 0.0
puts([inf, nan]) // expect: [Infinity, NaN]
puts(inf - inf, inf * 0, inf + 1, 1 / inf, -1 / inf)
// expect: NaN
// expect: NaN
// expect: Infinity
// expect: 0.0
// expect: -0.0
puts(inf > 10 ** 30, -inf < -1, inf == inf)
// expect: true
// expect: true
// expect: true
