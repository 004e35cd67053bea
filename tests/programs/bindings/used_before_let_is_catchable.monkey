fn f() { later }
let r = try { f() } catch (e) { e.message }
puts(r) // expect: later is used before its let has run
let later = 5
puts(f()) // expect: 5
