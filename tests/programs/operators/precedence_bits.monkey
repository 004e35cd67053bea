puts(1 | 2 ^ 3 & 2) // expect: 1
puts(6 & 3 == 2) // expect: true
puts(1 | 4 < 6) // expect: true
puts(1 << 2 + 1) // expect: 8
puts(1 + 1 << 3) // expect: 16
puts(7 & 3 << 1) // expect: 6
puts(5 ^ 1 | 8) // expect: 12
