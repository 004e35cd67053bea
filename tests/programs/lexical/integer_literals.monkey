puts(0) // expect: 0
puts(007) // expect: 7
puts(1_000_000) // expect: 1000000
puts(0xdead_BEEF) // expect: 3735928559
puts(0xFF, 0x0) // expect: 255
// expect: 0
puts(0b1011_0110) // expect: 182
puts(9223372036854775807) // expect: 9223372036854775807
puts(9223372036854775808) // expect: 9223372036854775808
puts(0xFFFFFFFFFFFFFFFFFF) // expect: 4722366482869645213695
puts(1_0) // expect: 10
