puts(1 + 1..2 * 3) // expect: 2..6
puts(len(0..2 + 3)) // expect: 5
