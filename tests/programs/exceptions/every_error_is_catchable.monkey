fn msg(f) { try { f(); "none" } catch (e) { e.message } }
puts(msg(() => 1 + null)) // expect: type mismatch: int + null
puts(msg(() => -true)) // expect: unknown operator: -bool
puts(msg(() => 1 / 0)) // expect: division by zero
puts(msg(() => 1 << -1)) // expect: negative shift count: -1
puts(msg(() => 5())) // expect: not a function: int
puts(msg(() => (x => x)())) // expect: wrong number of arguments: want=1, got=0
puts(msg(() => len(5))) // expect: len: argument 1: want string, array, hash or range, got int
puts(msg(() => { [1][5] = 1 })) // expect: index out of range: 5 (length 1)
puts(msg(() => 5[0])) // expect: cannot index int
puts(msg(() => { let h = {[1]: 2} })) // expect: unusable as hash key: array
puts(msg(() => { for (x in 5) { } })) // expect: cannot iterate over int
puts(msg(() => assert(false))) // expect: assertion failed
puts(msg(() => error("e"))) // expect: e
