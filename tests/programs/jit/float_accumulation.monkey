// The order of float operations is kept, to the last bit.
let s = 0.0
let t = 0.0
let c = 0.0
for (let i = 1; i <= 1000; i++) {
    s = s + 1.0 / i
    let y = 0.1 - c
    let u = t + y
    c = u - t - y
    t = u
    if (i == 10 || i == 333) { puts(s, t) }
}
puts(s, t, c, t * 3 - 300.0)
// expect: 2.9289682539682538
// expect: 1.0
// expect: 6.3868589048818984
// expect: 33.300000000000004
// expect: 7.485470860550343
// expect: 100.0
// expect: -5.551115123125783e-15
// expect: 0.0
// expect jit: entries=1 exits<=4 pieces<=4
