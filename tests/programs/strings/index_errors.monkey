fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => "abc"["a"])) // expect: cannot index string with string
puts(t(() => "abc"[1.0])) // expect: cannot index string with float
puts(t(() => "abc"[null])) // expect: cannot index string with null
puts(t(() => { let s = "abc"; s[0] = "x" })) // expect: cannot assign to an index of string
puts(t(() => { let s = "abc"; s.x = 1 })) // expect: cannot set field x of string
puts(t(() => "abc".nothing())) // expect: cannot read field nothing of string
