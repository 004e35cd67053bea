let h = {}
h[2 ** 64] = "big"
h[18446744073709551616] = "same"
h[2 ** 64 + 1] = "other"
h[18446744073709551616.0] = "float"
puts(h) // expect: {18446744073709551616: "float", 18446744073709551617: "other"}
puts(h[2 ** 65 / 2], (2 ** 64 + 1) in h, 5 in h)
// expect: float
// expect: true
// expect: false
