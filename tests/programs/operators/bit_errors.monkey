fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => 1.5 & 1)) // expect: type mismatch: float & int
puts(t(() => 1 | 1.0)) // expect: type mismatch: int | float
puts(t(() => true ^ false)) // expect: type mismatch: bool ^ bool
puts(t(() => "a" << 1)) // expect: type mismatch: string << int
puts(t(() => 1 >> null)) // expect: type mismatch: int >> null
puts(t(() => ~1.5)) // expect: unknown operator: ~float
puts(t(() => ~"a")) // expect: unknown operator: ~string
puts(t(() => 1 >> -3)) // expect: negative shift count: -3
puts(t(() => 1 << -(2 ** 70))) // expect: negative shift count: -1180591620717411303424
