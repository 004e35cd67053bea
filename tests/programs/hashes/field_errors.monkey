fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => null.x)) // expect: cannot read field x of null
puts(t(() => 5.x)) // expect: cannot read field x of int
puts(t(() => 1.5.x)) // expect: cannot read field x of float
puts(t(() => true.x)) // expect: cannot read field x of bool
puts(t(() => { let n = 5; n.x = 1 })) // expect: cannot set field x of int
puts(t(() => { null.x = 1 })) // expect: cannot set field x of null
puts(t(() => { [1].x = 1 })) // expect: cannot set field x of array
