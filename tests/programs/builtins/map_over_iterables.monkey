puts(map(0..3, x => x + 1)) // expect: [1, 2, 3]
puts((0..10).filter(x => x % 3 == 0)) // expect: [0, 3, 6, 9]
puts((1..5).reduce(1, (a, x) => a * x)) // expect: 24
puts([...(0..3)].sum(), sum(0..101))
// expect: 3
// expect: 5050
