gen named(a, b = 1, ...c) { yield a }
let other = gen() { }
let third = gen(x) { }
puts(named, other, gen(x) { })
puts(named(1), [named(1), other()], other(), (gen() { })())
puts(str(named(1)), `${named(1)}`, type(named(1)), type(named))
puts(bool(named(1)), named(1) == named(1), equals(named(1), named(1)))
let g = named(1)
puts(g == g, equals([g], [g]), g != null, {"g": g})
// expect: gen named(a, b, ...c)
// expect: gen other()
// expect: gen(x)
// expect: generator named
// expect: [generator named, generator other]
// expect: generator other
// expect: generator
// expect: generator named
// expect: generator named
// expect: generator
// expect: function
// expect: true
// expect: false
// expect: false
// expect: true
// expect: true
// expect: true
// expect: {"g": generator named}
