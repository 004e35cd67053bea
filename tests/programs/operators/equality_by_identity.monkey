let a = [1]
let b = a
puts(a == b, a == [1], a != [1])
// expect: true
// expect: false
// expect: true
let h = {}
puts(h == h, h == {}, {} == {})
// expect: true
// expect: false
// expect: false
