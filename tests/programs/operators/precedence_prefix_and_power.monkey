puts(-2 ** 2) // expect: -4
puts((-2) ** 2) // expect: 4
puts(2 ** -1) // expect: 0.5
puts(2 ** 3 ** 2) // expect: 512
puts(2 * 3 ** 2) // expect: 18
puts(~1 ** 2) // expect: -2
puts(!true == false) // expect: true
puts(-[5][0]) // expect: -5
puts(!{"a": false}.a) // expect: true
puts(2 ** ~0) // expect: 0.5
