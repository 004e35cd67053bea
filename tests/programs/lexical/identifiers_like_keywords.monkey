let letter = 1
let iffy = 2
let nullable = 3
let format = 4
let fnord = 5
let in_ = 6
puts(letter + iffy + nullable + format + fnord + in_) // expect: 21
