fn t(f) { try { f() } catch (e) { e.message } }
let a = [1, 2, 3]
puts(t(() => { a[3] = 1 })) // expect: index out of range: 3 (length 3)
puts(t(() => { a[-4] = 1 })) // expect: index out of range: -4 (length 3)
puts(t(() => { [][0] = 1 })) // expect: index out of range: 0 (length 0)
puts(t(() => { [][-1] = 1 })) // expect: index out of range: -1 (length 0)
puts(t(() => { a[3] += 1 })) // expect: type mismatch: null + int
puts(a) // expect: [1, 2, 3]
