puts("a-b".split("-").map(upper).join("+")) // expect: A+B
puts([3, 1, 2].max(), (-5).abs(), 2.5.floor(), 16.sqrt(), 65.char(), "A".ord())
// expect: 3
// expect: 5
// expect: 2
// expect: 4.0
// expect: A
// expect: 65
puts(5.str() + "!", 5.type(), "7".int() + 1)
// expect: 5!
// expect: int
// expect: 8
5.puts() // expect: 5
puts([1, [2]].str().len()) // expect: 8
