puts(sum([1, 2, 3]), sum([]), sum([1, 2.5]), sum([9223372036854775807, 1]))
// expect: 6
// expect: 0
// expect: 3.5
// expect: 9223372036854775808
puts([0.1, 0.2].sum()) // expect: 0.30000000000000004
puts(try { sum([1, "x"]) } catch (e) { "error" }) // expect: error
