fn call(f) { try { f() } catch (e) { e.message } }
puts(call(null)) // expect: not a function: null
puts(call("s")) // expect: not a function: string
puts(call([1])) // expect: not a function: array
puts(call({})) // expect: not a function: hash
puts(call(1.5)) // expect: not a function: float
puts(call(true)) // expect: not a function: bool
puts(call(0..1)) // expect: not a function: range
puts(call(() => "called")) // expect: called
