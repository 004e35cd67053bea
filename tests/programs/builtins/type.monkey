puts(type(null), type(true), type(1), type(2 ** 100), type(1.5), type("s"))
// expect: null
// expect: bool
// expect: int
// expect: int
// expect: float
// expect: string
puts(type([]), type({}), type(fn() { 1 }), type(len), type(0..1))
// expect: array
// expect: hash
// expect: function
// expect: function
// expect: range
puts(type(try { error("x") } catch (e) { e })) // expect: error
