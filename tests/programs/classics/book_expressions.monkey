puts((5 + 10 * 2 + 15 / 3) * 2 + -10); // expect: 50
puts(3 * (3 * 3) + 10, 50 / 2 * 2 + 10, -50 + 100 + -50)
// expect: 37
// expect: 60
// expect: 0
puts((1 < 2) == true, (1 > 2) == false, !!5, !-5)
// expect: true
// expect: true
// expect: true
// expect: false
puts(if (1 < 2) { 10 } else { 20 }, if (0) { 1 })
// expect: 10
// expect: 1
let a = 5; let b = a; let c = a + b + 5;
puts(c); // expect: 15
