let n = 0
fn t(v) { n++; v }
t(false) && t(true)
puts(n) // expect: 1
t(true) || t(true)
puts(n) // expect: 2
t(1) ?? t(2)
puts(n) // expect: 3
t(null) ?? t(2)
puts(n) // expect: 5
