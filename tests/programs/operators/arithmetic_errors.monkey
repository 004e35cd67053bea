fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => 1 + true)) // expect: type mismatch: int + bool
puts(t(() => "a" + 1)) // expect: type mismatch: string + int
puts(t(() => 1 + "a")) // expect: type mismatch: int + string
puts(t(() => "a" - "b")) // expect: type mismatch: string - string
puts(t(() => null * 2)) // expect: type mismatch: null * int
puts(t(() => [1] - [1])) // expect: type mismatch: array - array
puts(t(() => 1.5 / "x")) // expect: type mismatch: float / string
puts(t(() => 5 % null)) // expect: type mismatch: int % null
puts(t(() => "2" ** 2)) // expect: type mismatch: string ** int
puts(t(() => [1] + 1)) // expect: type mismatch: array + int
puts(t(() => true + true)) // expect: type mismatch: bool + bool
puts(t(() => 3 * "ab")) // expect: type mismatch: int * string
puts(t(() => "ab" * 1.0)) // expect: type mismatch: string * float
