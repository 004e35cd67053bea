fn t(f) { try { f() } catch (e) { e.message } }
puts(t(() => 1 in 5)) // expect: type mismatch: int in int
puts(t(() => 5 in "5")) // expect: type mismatch: int in string
puts(t(() => "a" in null)) // expect: type mismatch: string in null
puts(t(() => [1] in {})) // expect: unusable as hash key: array
