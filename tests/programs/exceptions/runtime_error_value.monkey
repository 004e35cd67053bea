let e = try { 1 + "x" } catch (e) { e }
puts(type(e)) // expect: error
puts(e.message) // expect: type mismatch: int + string
puts(e.line) // expect: 1
puts(str(e)) // expect: type mismatch: int + string
puts(e) // expect: type mismatch: int + string
puts([e]) // expect: [error("type mismatch: int + string")]
