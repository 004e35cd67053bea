puts(5.abs()) // expect: 5
puts((0..3).map(x => x)) // expect: [0, 1, 2]
puts(0..3) // expect: 0..3
puts(1.5.floor()) // expect: 1
puts([...0..3]) // expect: [0, 1, 2]
