let xs = [1, 5, 10]
puts(find(xs, x => x > 3), find(xs, x => x > 100))
// expect: 5
// expect: null
puts(any(xs, x => x > 5), any(xs, x => x > 50), any([], x => true))
// expect: true
// expect: false
// expect: false
puts(all(xs, x => x > 0), all(xs, x => x > 1), all([], x => false))
// expect: true
// expect: false
// expect: true
let calls = 0
any(xs, x => { calls++; true })
puts(calls) // expect: 1
puts(any(xs, x => x), all(xs, x => null))
// expect: true
// expect: false
