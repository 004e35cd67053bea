puts(2 - 3 + 4) // expect: 3
puts(1 << 2 << 3) // expect: 32
puts(64 >> 2 >> 1) // expect: 8
puts(null ?? null ?? 3) // expect: 3
puts(100 % 30 % 7) // expect: 3
puts("a" + "b" + "c") // expect: abc
