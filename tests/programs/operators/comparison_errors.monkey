fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => 1 < "2")) // expect: type mismatch: int < string
puts(t(() => "1" > 2)) // expect: type mismatch: string > int
puts(t(() => true < false)) // expect: type mismatch: bool < bool
puts(t(() => null <= 1)) // expect: type mismatch: null <= int
puts(t(() => [1] >= [2])) // expect: type mismatch: array >= array
puts(t(() => 1.5 < null)) // expect: type mismatch: float < null
