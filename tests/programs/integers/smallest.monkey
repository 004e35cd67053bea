let min_ = -9223372036854775808
puts(min_) // expect: -9223372036854775808
puts(-min_) // expect: 9223372036854775808
puts(min_ / -1) // expect: 9223372036854775808
puts(min_ % -1) // expect: 0
puts(min_ * -1) // expect: 9223372036854775808
puts(abs(min_)) // expect: 9223372036854775808
puts(~min_) // expect: 9223372036854775807
puts(- -min_) // expect: -9223372036854775808
puts(min_ - min_) // expect: 0
