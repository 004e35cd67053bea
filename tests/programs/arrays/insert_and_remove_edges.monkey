let a = [1, 2]
a.insert(2, 3)
a.insert(0, 0)
a.insert(-1, "before last")
puts(a) // expect: [0, 1, 2, "before last", 3]
puts(a.remove(-1), a.remove(3), a)
// expect: 3
// expect: before last
// expect: [0, 1, 2]
fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => a.remove(3))) // expect: index out of range: 3 (length 3)
puts(t(() => a.insert(4, 1))) // expect: index out of range: 4 (length 3)
puts(t(() => [].remove(0))) // expect: index out of range: 0 (length 0)
