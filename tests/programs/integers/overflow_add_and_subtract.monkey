let max_ = 9223372036854775807
let min_ = -9223372036854775808
puts(max_ + 1) // expect: 9223372036854775808
puts(min_ - 1) // expect: -9223372036854775809
puts(max_ + max_) // expect: 18446744073709551614
puts(min_ + min_) // expect: -18446744073709551616
puts(max_ - min_) // expect: 18446744073709551615
puts(max_ + 1 - 1 == max_, min_ - 1 + 1 == min_)
// expect: true
// expect: true
puts(type(max_ + 1)) // expect: int
