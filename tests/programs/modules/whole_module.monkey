import "./lib/geometry.monkey"
// expect: counter runs
puts(geometry.area(1)) // expect: 3.141592653589793
puts(geometry.calls) // expect: 1
puts(geometry.describe(2)) // expect: 12.566370614359172 cm
puts(geometry.calls, geometry.two)
// expect: 2
// expect: 2
geometry.setUnit("m")
puts(geometry.unit, geometry.describe(0))
// expect: m
// expect: 0.0 m
puts(geometry.scaled(4)) // expect: 40
puts(1 |> geometry.scaled) // expect: 10
puts([1, 2].map(geometry.scaled)) // expect: [10, 20]
puts(geometry.area) // expect: fn area(r)
