puts(12 & 10, 12 | 10, 12 ^ 10, ~12)
// expect: 8
// expect: 14
// expect: 6
// expect: -13
puts(-1 & 255, -256 | 15, -1 ^ 5, ~-1)
// expect: 255
// expect: -241
// expect: -6
// expect: 0
puts(0xFF00 & 0x0FF0, 0b1010 | 0b0101)
// expect: 3840
// expect: 15
