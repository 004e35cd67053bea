let a = [1, 2, 3]
puts(push(a, 4), a)
// expect: [1, 2, 3, 4]
// expect: [1, 2, 3]
puts(rest(a), first(a), last(a), a)
// expect: [2, 3]
// expect: 1
// expect: 3
// expect: [1, 2, 3]
puts(first([]), last([]), rest([]))
// expect: null
// expect: null
// expect: null
puts(rest([1])) // expect: []
