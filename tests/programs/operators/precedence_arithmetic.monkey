puts(1 + 2 * 3) // expect: 7
puts((1 + 2) * 3) // expect: 9
puts(10 - 4 - 3) // expect: 3
puts(100 / 10 / 5) // expect: 2
puts(2 * 7 % 4) // expect: 2
puts(7 - 2 * 3 % 4) // expect: 5
puts(-2 * -3) // expect: 6
puts(1 - -1) // expect: 2
puts(- - 5) // expect: 5
