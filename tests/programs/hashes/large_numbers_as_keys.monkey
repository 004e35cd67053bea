let h = {9007199254740992: "2**53"}
puts(h[2.0 ** 53], h[9007199254740993])
// expect: 2**53
// expect: null
h[-9223372036854775808] = "min"
puts(h[-(2.0 ** 63)]) // expect: min
h[1e300] = "float"
puts(h[1e300], len(h))
// expect: float
// expect: 3
