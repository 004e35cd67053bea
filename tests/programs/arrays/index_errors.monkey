fn t(f) { try { f() } catch (e) { e.message } }
let a = [1]
puts(t(() => a["0"])) // expect: cannot index array with string
puts(t(() => a[0.0])) // expect: cannot index array with float
puts(t(() => a[true])) // expect: cannot index array with bool
puts(t(() => a[null])) // expect: cannot index array with null
puts(t(() => { a["x"] = 1 })) // expect: cannot index array with string
puts(t(() => 5[0])) // expect: cannot index int
puts(t(() => null[0])) // expect: cannot index null
puts(t(() => len[0])) // expect: cannot index function
puts(t(() => true["x"])) // expect: cannot index bool
puts(t(() => { let n = 5; n[0] = 1 })) // expect: cannot assign to an index of int
puts(t(() => { let n = null; n[0] = 1 })) // expect: cannot assign to an index of null
