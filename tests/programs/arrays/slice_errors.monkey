fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => [1]["a":])) // expect: cannot index array with string
puts(t(() => [1][:1.5])) // expect: cannot index array with float
puts(t(() => 5[1:2])) // expect: cannot index int
